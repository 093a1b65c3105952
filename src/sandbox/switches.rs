//! Bad weather on request: what a sandbox server shall do wrong, where, and how often.
//!
//! Each server owns one [`Switches`]; tests and `angler play` add [`Rule`]s from any thread, and the server asks for a
//! [`Hit`] at every request. The rule that was added first wins; delays add up with whatever else a request meets.
//!
//! **Invariant:** without rules a request pays for one atomic load and takes no lock.

use std::{
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        atomic::{AtomicU64, AtomicUsize, Ordering},
    },
    time::Duration,
};

/// One way to misbehave.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// An answer with this HTTP status and the words its server uses for it; the request has no effect.
    Status {
        /// 4xx or 5xx.
        code: u16,
        /// Seconds, told as the server tells them (a `Retry-After` header, Telegram's `parameters`).
        retry_after_s: Option<u64>,
    },
    /// The connection closes without an answer and without an effect.
    DropBefore,
    /// The request takes effect, then the connection closes without an answer.
    DropAfter,
    /// The request waits so long before it takes effect.
    Delay(Duration),
    /// The request takes effect at once and is answered so much later.
    SlowAnswer(Duration),
    /// The request takes effect and is answered 200 with a body nobody can read.
    Garbage,
    /// No answer, no effect; the connection stays open.
    Silence,
    /// The request takes effect; the body of its answer arrives one byte at a time, so far apart.
    Drip(Duration),
    /// The request takes effect or not, and is answered with exactly this: a proxy's page, half an answer, …
    Answer {
        /// Any.
        status: u16,
        /// A content type included, if there shall be one.
        headers: Vec<(String, String)>,
        /// The body.
        body: Vec<u8>,
        /// Whether the request takes effect.
        effect: bool,
    },
    /// The request has no effect; the body of its answer never ends.
    Flood,
    /// `getUpdates` only: this page confirms nothing and shows each update twice.
    Duplicate,
}

impl Fault {
    /// 429 with the seconds to wait.
    #[must_use]
    pub fn too_many(retry_after_s: u64) -> Self {
        Self::Status { code: 429, retry_after_s: Some(retry_after_s) }
    }

    /// An answer with this status and nothing else.
    #[must_use]
    pub fn status(code: u16) -> Self {
        Self::Status { code, retry_after_s: None }
    }

    /// This status and body, without an effect.
    #[must_use]
    pub fn says(status: u16, body: impl Into<Vec<u8>>) -> Self {
        Self::Answer {
            status,
            headers: vec![("content-type".into(), "text/html".into())],
            body: body.into(),
            effect: false,
        }
    }

    /// A 400 of Telegram's with exactly these words.
    #[must_use]
    pub fn refuses(words: &str) -> Self {
        let body = serde_json::json!({ "ok": false, "error_code": 400, "description": words });
        Self::says(400, body.to_string())
    }

    /// The request takes effect and is answered 200 with this body.
    #[must_use]
    pub fn garbles(body: impl Into<Vec<u8>>) -> Self {
        Self::Answer { status: 200, headers: Vec::new(), body: body.into(), effect: true }
    }

    /// A redirect to another address.
    #[must_use]
    pub fn redirect(status: u16, to: &str) -> Self {
        Self::Answer { status, headers: vec![("location".into(), to.into())], body: Vec::new(), effect: false }
    }

    /// 200 with this body, called JSON.
    #[must_use]
    pub fn body(body: impl Into<Vec<u8>>) -> Self {
        let headers = vec![("content-type".into(), "application/json".into())];
        Self::Answer { status: 200, headers, body: body.into(), effect: false }
    }

    /// 409, as another poller would cause it.
    #[must_use]
    pub fn conflict() -> Self {
        Self::status(409)
    }
}

/// A fault, and which requests meet it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Rule {
    fault: Fault,
    endpoint: Option<String>,
    chat: Option<i64>,
    left: Option<u64>,
}

impl Rule {
    /// Every request, until removed.
    #[must_use]
    pub fn new(fault: Fault) -> Self {
        Self { fault, endpoint: None, chat: None, left: None }
    }

    /// Only requests of one endpoint: a Bot API method, an exchange's name, `chat` or `key` at the image service.
    #[must_use]
    pub fn on(mut self, endpoint: impl Into<String>) -> Self {
        self.endpoint = Some(endpoint.into());
        self
    }

    /// Only requests about one chat.
    #[must_use]
    pub fn chat(mut self, chat: i64) -> Self {
        self.chat = Some(chat);
        self
    }

    /// Only the next so many requests that fit.
    #[must_use]
    pub fn times(mut self, times: u64) -> Self {
        self.left = Some(times);
        self
    }

    fn fits(&self, endpoint: &str, chat: Option<i64>) -> bool {
        self.left != Some(0)
            && self.endpoint.as_deref().is_none_or(|wanted| wanted.eq_ignore_ascii_case(endpoint))
            && self.chat.is_none_or(|wanted| chat == Some(wanted))
    }
}

/// Names a rule that was added.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct RuleId(usize);

/// What one request meets.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Hit {
    /// To wait before it takes effect.
    pub delay: Duration,
    /// To wait after it took effect.
    pub slow_answer: Duration,
    /// What else goes wrong.
    pub fault: Option<Fault>,
}

struct Armed {
    rule: Rule,
    fired: u64,
    removed: bool,
}

/// The rules of one server.
#[derive(Default)]
pub struct Switches {
    armed: AtomicUsize,
    rules: Mutex<Vec<Armed>>,
    cut: Arc<AtomicU64>,
}

impl Switches {
    /// Adds a rule; it applies from the next request on.
    pub fn add(&self, rule: Rule) -> RuleId {
        let mut rules = self.lock();
        rules.push(Armed { rule, fired: 0, removed: false });
        self.armed.fetch_add(1, Ordering::Release);
        RuleId(rules.len() - 1)
    }

    /// Takes a rule away; its count stays readable. Requests it holds already stay held.
    pub fn remove(&self, id: RuleId) {
        let mut rules = self.lock();
        if let Some(armed) = rules.get_mut(id.0)
            && !armed.removed
        {
            armed.removed = true;
            self.armed.fetch_sub(1, Ordering::Release);
        }
    }

    /// Takes all rules away: fair weather.
    pub fn clear(&self) {
        let mut rules = self.lock();
        for armed in rules.iter_mut() {
            armed.removed = true;
        }
        self.armed.store(0, Ordering::Release);
    }

    /// How many requests have met this rule.
    pub fn fired(&self, id: RuleId) -> u64 {
        self.lock().get(id.0).map_or(0, |armed| armed.fired)
    }

    /// How many answers that hung, dripped or never ended were cut by the client's hanging up.
    pub fn cut(&self) -> u64 {
        self.cut.load(Ordering::Acquire)
    }

    /// Where such a cut is counted.
    pub(super) fn cuts(&self) -> Arc<AtomicU64> {
        self.cut.clone()
    }

    /// What the request at hand meets. Counts it.
    pub fn take(&self, endpoint: &str, chat: Option<i64>) -> Hit {
        let mut hit = Hit::default();
        if self.armed.load(Ordering::Acquire) == 0 {
            return hit;
        }
        for armed in self.lock().iter_mut().filter(|armed| !armed.removed) {
            if !armed.rule.fits(endpoint, chat) {
                continue;
            }
            match &armed.rule.fault {
                Fault::Delay(wait) => hit.delay += *wait,
                Fault::SlowAnswer(wait) => hit.slow_answer += *wait,
                _ if hit.fault.is_some() => continue,
                fault => hit.fault = Some(fault.clone()),
            }
            armed.fired += 1;
            armed.rule.left = armed.rule.left.map(|left| left - 1);
        }
        hit
    }

    fn lock(&self) -> MutexGuard<'_, Vec<Armed>> {
        self.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rule_meets_only_what_it_names_and_only_so_often() {
        let switches = Switches::default();
        let id = switches.add(Rule::new(Fault::too_many(3)).on("sendMessage").chat(5).times(2));
        assert_eq!(switches.take("sendPhoto", Some(5)), Hit::default());
        assert_eq!(switches.take("sendMessage", Some(6)), Hit::default());
        assert_eq!(switches.take("sendMessage", Some(5)).fault, Some(Fault::too_many(3)));
        assert_eq!(switches.take("sendmessage", Some(5)).fault, Some(Fault::too_many(3)));
        assert_eq!(switches.take("sendMessage", Some(5)), Hit::default());
        assert_eq!(switches.fired(id), 2);
    }

    #[test]
    fn delays_add_up_and_the_first_fault_wins_until_it_is_removed() {
        let switches = Switches::default();
        let first = switches.add(Rule::new(Fault::Garbage));
        let second = switches.add(Rule::new(Fault::Silence));
        switches.add(Rule::new(Fault::Delay(Duration::from_millis(5))));
        switches.add(Rule::new(Fault::Delay(Duration::from_millis(6))));
        let hit = switches.take("getMe", None);
        assert_eq!((hit.delay, hit.fault), (Duration::from_millis(11), Some(Fault::Garbage)));
        switches.remove(first);
        assert_eq!(switches.take("getMe", None).fault, Some(Fault::Silence));
        assert_eq!((switches.fired(first), switches.fired(second)), (1, 1));
        switches.clear();
        assert_eq!(switches.take("getMe", None), Hit::default());
    }
}
