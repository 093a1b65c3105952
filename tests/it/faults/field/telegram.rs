//! What Telegram does: pages of any size, refusals of every kind, texts of hours ago, another name.
//!
//! Every refusal is a rule of the sandbox's or its own, and is lifted when it was met.

use angler::{
    plumbing::{clock, paths::Path},
    sandbox::{Fault, Rule, RuleId, telegram::Transcript},
};
use serde_json::{Value, json};
use std::time::Duration;

use super::{
    acts::Stage,
    anglers::{FORUM, PIER, REEF, TOPIC, done},
};

/// Rich messages at once, of which 17 are more than is kept of a page, and the paragraphs of 256 letters in each: 500 kB where each
/// letter is written `\u044f`.
const RICH: usize = 30;
const PARAGRAPHS: usize = 320;
/// One that is larger than Telegram says that an update may be.
const BEYOND: usize = 1_000;
/// Newcomers who forward, or whose cast is late.
const SOME: usize = 3;
/// A group in which only names are called.
const HARBOUR: i64 = -9_504;
/// A name that nobody had heard of is asked for every few seconds only: whoever is not answered says it again.
const SAYS_AGAIN: Duration = Duration::from_secs(6);

fn rich(message_id: usize, paragraphs: usize) -> Value {
    let paragraph = json!({ "type": "paragraph", "text": "я".repeat(256) });
    let person = |id: i64| json!({ "id": id, "is_bot": false, "first_name": "Rich" });
    json!({
        "message_id": message_id, "date": 1, "from": person(72),
        "chat": { "id": 72, "type": "private", "first_name": "Rich" },
        "forward_origin": { "type": "user", "date": 1, "sender_user": person(99) },
        "rich_message": { "blocks": vec![paragraph; paragraphs] },
    })
}

impl Stage {
    fn weather(&self, rule: Rule) -> RuleId {
        self.world.sandbox.telegram.switches.add(rule)
    }

    /// Waits until a rule was met so often, and takes it away. Gives how often it was met.
    async fn met(&self, rule: RuleId, times: u64) -> u64 {
        self.world.struck(rule, times).await;
        self.world.sandbox.telegram.switches.remove(rule);
        self.world.sandbox.telegram.switches.fired(rule)
    }

    /// They come while Telegram's page cannot be had, so that many stand on one; again where the crowd's words were between them.
    pub(super) async fn large_pages(&self) -> u64 {
        let telegram = &self.world.sandbox.telegram;
        let (before, mut pushed) = (self.taken(Path::PageTooLarge), 0);
        let (large, beyond) = (rich(1, PARAGRAPHS), rich(2, BEYOND));
        while self.taken(Path::PageTooLarge) == before {
            let away = self.weather(Rule::new(Fault::status(502)).on("getUpdates"));
            self.world.struck(away, 1).await;
            for n in 0..RICH {
                telegram.push("message", if n == RICH / 2 { beyond.clone() } else { large.clone() });
            }
            pushed += RICH as u64;
            let behind = self.newcomer().says("/status");
            self.met(away, 1).await;
            done(&self.hand, behind).await;
        }
        pushed
    }

    pub(super) async fn logged_out(&self) -> u64 {
        let polls = self.weather(Rule::new(Fault::refuses("Logged out")).on("getUpdates"));
        let sends = self.weather(Rule::new(Fault::refuses("Logged out")));
        self.met(polls, 2).await + self.met(sends, 1).await
    }

    pub(super) async fn late_casts(&self) -> u64 {
        let late: Vec<_> = std::iter::repeat_with(|| self.newcomer()).take(SOME).collect();
        for player in &late {
            let date = clock::now().as_second() - 6 * 3_600;
            self.pushes(player.id, date, None);
        }
        for player in &late {
            player.sees_words("The harbour was closed").await;
        }
        let ids = late.iter().map(|player| player.id);
        self.late.set(self.late.take().into_iter().chain(ids).collect());
        SOME as u64
    }

    pub(super) fn forwards(&self) -> u64 {
        let ids: Vec<i64> = std::iter::repeat_with(|| self.newcomer().id).take(SOME).collect();
        for id in &ids {
            let origin = json!({ "type": "hidden_user", "date": 1, "sender_user_name": "Ben" });
            self.pushes(*id, clock::now().as_second(), Some(origin));
        }
        self.forwarders.set(self.forwarders.take().into_iter().chain(ids).collect());
        SOME as u64
    }

    /// A cast in somebody's private chat.
    fn pushes(&self, id: i64, date: i64, origin: Option<Value>) {
        let mut message = json!({
            "message_id": 9_000, "date": date, "text": "/cast", "chat": { "id": id, "type": "private" },
            "from": { "id": id, "is_bot": false, "first_name": "Ann", "language_code": "en" },
        });
        if let Some(origin) = origin {
            message["forward_origin"] = origin;
        }
        self.world.sandbox.telegram.reopen_chat(id);
        self.world.sandbox.telegram.push("message", message);
    }

    pub(super) async fn renamed(&self, drawn: u64) -> u64 {
        let name = format!("Fisher{}_bot", drawn % 1_000_000);
        self.world.sandbox.telegram.rename_bot(&name);
        let caller = self.looker.in_chat(HARBOUR);
        let heard = caller.heard();
        loop {
            caller.says(&format!("/status@{name}"));
            if tokio::time::timeout(SAYS_AGAIN, caller.hears(heard)).await.is_ok() {
                return 1;
            }
        }
    }

    /// Both groups are refused for long; somebody in private is answered meanwhile.
    pub(super) async fn group_limits(&self, drawn: u64) -> u64 {
        let (shortest, longest) = (*self.patience_s.start(), *self.patience_s.end());
        let wait = shortest + drawn % (longest - shortest + 1);
        let rules = [PIER, REEF].map(|chat| self.weather(Rule::new(Fault::too_many(wait)).chat(chat).times(1)));
        let mut met = 0;
        for rule in rules {
            met += self.met(rule, 1).await;
        }
        self.newcomer().asks("/status").await;
        met
    }

    pub(super) async fn chat_restricted(&self) -> u64 {
        let rule = self.weather(Rule::new(Fault::refuses("Bad Request: CHAT_RESTRICTED")).chat(REEF));
        self.met(rule, 1).await
    }

    /// The topic alone, or what is outside of it too.
    pub(super) async fn topic_closed(&self, drawn: u64) -> u64 {
        let telegram = &self.world.sandbox.telegram;
        let closed = if drawn.is_multiple_of(2) { vec![Some(TOPIC)] } else { vec![Some(TOPIC), None] };
        let refused = |chat: &Transcript| {
            let words = chat.calls.iter().filter_map(|call| call.refused.as_ref());
            words.filter(|(_, words)| words.contains("TOPIC_CLOSED")).count()
        };
        let before = refused(&telegram.transcript(FORUM));
        closed.iter().for_each(|topic| telegram.close_topic(FORUM, *topic, true));
        let more = |chat: &Transcript| Some(refused(chat) - before).filter(|more| *more > 0);
        let met = self.looker.in_chat(FORUM).sees(more).await;
        closed.iter().for_each(|topic| telegram.close_topic(FORUM, *topic, false));
        met as u64
    }

    pub(super) async fn topic_deleted(&self) -> u64 {
        let rule = self.weather(Rule::new(Fault::refuses("Bad Request: TOPIC_DELETED")).chat(FORUM));
        self.met(rule, 1).await
    }

    /// A card that Telegram had is not known any longer when it is looked at.
    pub(super) async fn files_expired(&self) -> u64 {
        let rule = Rule::new(Fault::refuses("Bad Request: FILE_REFERENCE_EXPIRED")).on("sendPhoto");
        let rule = self.weather(rule.chat(self.looker.chat).times(1));
        while self.world.sandbox.telegram.switches.fired(rule) == 0 {
            done(&self.hand, self.looker.forges(&self.fish).update_id).await;
        }
        self.met(rule, 1).await
    }

    pub(super) async fn uploads_fail(&self) -> u64 {
        let rule = self.weather(Rule::new(Fault::status(502)).on("sendPhoto"));
        self.met(rule, 6).await
    }
}
