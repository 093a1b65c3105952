//! The bot's own name, which its owner may change at any time: asked again once an hour, and when a command names a bot that
//! nobody had heard of.
//!
//! Owned by the poller; what is asked is asked before a page is judged by the name.
//!
//! **Invariant:** Telegram is asked at most once in [`SELDOM`], whatever strangers write.

use std::{
    collections::HashSet,
    rc::Rc,
    time::{Duration, Instant},
};

use actix::Addr;

use super::port::{Page, Updates};
use crate::actors::router::{Router, addressee, messages::Renamed};

/// A name is known for so long.
const FRESH: Duration = Duration::from_secs(3_600);
/// Between two questions because of a name that nobody had heard of.
const SELDOM: Duration = Duration::from_secs(5);
/// Names of other bots that are remembered: some tens of kB.
const OTHERS: usize = 1_000;

/// What is known of names.
#[derive(Clone)]
pub(super) struct Naming {
    /// Ours, without the `@`.
    pub ours: String,
    asked: Instant,
    /// When it was asked because of a strange name.
    last_strange: Option<Instant>,
    /// Names that were heard and are not ours, in lower case.
    others: HashSet<String>,
}

impl Naming {
    /// A name that Telegram told just now.
    pub fn new(ours: String) -> Naming {
        Naming { ours, asked: Instant::now(), last_strange: None, others: HashSet::new() }
    }

    /// The name by which this page is to be judged: asked for when it is time, and told to the Router when it is another one.
    pub async fn for_page(mut self, page: &Page, updates: &Rc<dyn Updates>, router: &Addr<Router>) -> Naming {
        if !self.must_ask(page, Instant::now()) {
            return self;
        }
        self.asked = Instant::now();
        // Without an answer the old name stands, and the next page asks again.
        if let Ok(me) = updates.me().await
            && me.username != self.ours
        {
            log::info!(bot = me.username.as_str(); "the bot has another name");
            self.ours = me.username;
            self.others.remove(&self.ours.to_lowercase());
            let _restarting = router.send(Renamed { our_name: self.ours.clone() }).await;
        }
        self
    }

    /// Whether to ask before this page is judged; the names in it are known from then on.
    fn must_ask(&mut self, page: &Page, now: Instant) -> bool {
        let age = now.duration_since(self.asked);
        if age > FRESH {
            self.others.clear();
        }
        if self.others.len() > OTHERS {
            self.others.clear();
        }
        if age <= FRESH && self.last_strange.is_some_and(|last| now.duration_since(last) <= SELDOM) {
            return false;
        }
        let heard = page.updates.iter().filter_map(|received| addressee(&received.content));
        let strange: Vec<String> =
            heard.map(str::to_lowercase).filter(|name| *name != self.ours.to_lowercase()).collect();
        let news = strange.into_iter().filter(|name| name.len() <= 64 && self.others.insert(name.clone())).count();
        if news > 0 {
            self.last_strange = Some(now);
        }
        age > FRESH || news > 0
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::poller::port::{Chat, Incoming, Received, Sender};

    fn page(text: &str) -> Page {
        let from = Sender { telegram_id: 1, name: "A".into(), language: None };
        let chat = Chat { id: -1, private: false, spot: Default::default() };
        let content = Incoming::Text { from, chat, title: String::new(), text: text.into() };
        let received = Received { update_id: 1, sent_at: None, raw: String::new(), content };
        Page { updates: vec![received], last: Some(1), ..Page::default() }
    }

    #[test]
    fn a_name_is_asked_for_once_an_hour_and_for_each_strange_one_but_seldom() {
        let mut naming = Naming::new("AnglerBot".into());
        let after = |s| naming.asked + Duration::from_secs(s);
        let [now, soon, later, late] = [1, 5, 7, 3_601].map(after);
        assert!(!naming.must_ask(&page("/cast@anglerBOT"), now));
        assert!(!naming.must_ask(&page("/cast"), now));
        assert!(naming.must_ask(&page("/cast@Other"), now));
        assert!(!naming.must_ask(&page("/cast@Third"), soon), "asked a moment ago");
        assert!(!naming.must_ask(&page("/hook@OTHER"), later), "known by now");
        assert!(naming.must_ask(&page("/hook@Third"), later));
        assert!(naming.must_ask(&page("hello"), late));
    }
}
