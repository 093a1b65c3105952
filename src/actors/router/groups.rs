//! Groups, as far as no player's session has to do with them: what they are called, and news that nobody in person brings.
//!
//! The Router notes a group with each command from there; the poller hands over what is not worth a row in the inbox.
//!
//! **Invariant:** no command waits for this, and what is remembered is bounded; forgotten, a group is only noted once more.

use std::{collections::HashMap, time::Instant};

use actix::{AsyncContext, Context, Handler, Message};

use super::{
    actor::Router,
    intent::is_ours,
    messages::{GroupTold, Renamed, Taken, TurnAway},
};
use crate::{
    actors::{
        db::groups::{GroupLanguage, KeepGroup},
        outbox::messages::Say,
        poller::port::Incoming,
        session::write_down,
    },
    game::spot::Spot,
    text::{Lang, pages, plain_title},
};

/// Groups remembered: some hundred kB. With more, all are noted again.
const REMEMBERED: usize = 10_000;

/// Groups by id, with the names under which they are stored.
#[derive(Default)]
pub(super) struct KnownGroups(HashMap<i64, String>);

/// "This group is not stored under its name": the next command from there notes it again.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct NotNoted(i64);

impl Router {
    /// Keeps a group's name current, beside everything else.
    pub(super) fn note_group(&mut self, taken: &Taken, ctx: &mut Context<Self>) {
        let (chat, from, title) = match &taken.content {
            Incoming::Text { from, chat, title, .. } if !chat.private && chat.id < 0 => (chat, from, title),
            Incoming::Group { chat_id, .. } => {
                self.groups.0.remove(chat_id);
                return;
            }
            _elsewhere => return,
        };
        let (chat_id, topic) = (chat.id, chat.spot.topic);
        let title = plain_title(title);
        if self.groups.0.get(&chat_id) == Some(&title) {
            return;
        }
        if self.groups.0.len() >= REMEMBERED {
            self.groups.0.clear();
        }
        self.groups.0.insert(chat_id, title.clone());
        let lang = Lang::from_code(from.language.as_deref());
        let kept = self.doors.db.send(KeepGroup { chat_id, title, lang, topic, at: taken.arrived_at });
        let me = ctx.address();
        actix_rt::spawn(async move {
            if !matches!(kept.await, Ok(Ok(()))) {
                let _gone = me.send(NotNoted(chat_id)).await;
            }
        });
    }
}

impl Handler<NotNoted> for Router {
    type Result = ();
    fn handle(&mut self, NotNoted(chat_id): NotNoted, _: &mut Context<Self>) {
        self.groups.0.remove(&chat_id);
    }
}

impl Handler<TurnAway> for Router {
    type Result = ();
    /// His account has no language of its own: he is answered in the group's, else in the one that it says.
    fn handle(&mut self, m: TurnAway, _: &mut Context<Self>) {
        let Incoming::Anonymous { chat, text, language } = m.content else { return };
        if !is_ours(&text, &self.settings.our_name) || self.turned_away.contains_key(&chat.id) {
            return;
        }
        self.turned_away.insert(chat.id, Instant::now());
        let (outbox, chat_id, spot) = (self.doors.outbox.clone(), chat.id, chat.spot);
        let of_group = self.doors.db.send(GroupLanguage { chat_id });
        actix_rt::spawn(async move {
            let of_group = of_group.await.ok().and_then(Result::ok).flatten();
            let page = pages::anonymous(of_group.unwrap_or_else(|| Lang::from_code(language.as_deref())));
            let _not_owed = outbox.send(Say { player: None, chat_id, spot, page, scene: None }).await;
        });
    }
}

impl Handler<Renamed> for Router {
    type Result = ();
    fn handle(&mut self, Renamed { our_name }: Renamed, _: &mut Context<Self>) {
        self.settings.our_name = our_name;
    }
}

impl Handler<GroupTold> for Router {
    type Result = ();
    fn handle(&mut self, GroupTold { content, at }: GroupTold, _: &mut Context<Self>) {
        let Incoming::Group { from, chat_id, news } = content else { return };
        self.groups.0.remove(&chat_id);
        let lang = Lang::from_code(from.as_ref().and_then(|from| from.language.as_deref()));
        let (db, outbox) = (self.doors.db.clone(), self.doors.outbox.clone());
        actix_rt::spawn(async move {
            if write_down(&db, news, chat_id, lang, at).await == Ok(true) {
                let page = pages::group_greeting(lang);
                let _not_owed =
                    outbox.send(Say { player: None, chat_id, spot: Spot::default(), page, scene: None }).await;
            }
        });
    }
}
