//! What stories look at: catches, toasts, quiet, and rows of the database written as one line of text.
//!
//! **Invariant:** quiet means that nothing more will happen: every update is taken and done, every reply is delivered.

use std::{sync::Arc, time::Duration};

use angler::{
    actors::db::{connect::Connector, seals},
    config::{Secret, faults::Faults},
    game::{fair::Seed, player::PlayerId},
    sandbox::{
        RuleId,
        telegram::{Content, Pressed, Transcript},
    },
};

use super::{DEADLINE, Database, Player, World};

/// Between two looks into the database, which tells nobody when it changes.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// Caption of a catch, whether it came with its card or, under pressure, without: a line of it tells the experience gained.
/// (A line of some scenes begins with the same sparkle, but tells no number.)
pub fn is_catch(text: &str) -> bool {
    text.contains("\n✨ +") || text.contains("\n✨ Опыт +")
}

/// How many durable replies are not delivered.
pub const OWED: &str = "SELECT count(*) FROM outbox WHERE delivered_at IS NULL";
/// How many stored updates are not done.
pub const WAITING: &str = "SELECT count(*) FROM inbox WHERE done_at IS NULL";
/// What is said where no price came in time.
pub const FOG: &str = "Fog on the market";

/// A page for a snapshot: no-break spaces are written as `_`, so that they can be seen, and a seal, which is another each time, as
/// `(a seal)`.
pub fn seen(page: &str) -> String {
    let is_seal = |line: &str| line.len() == 64 && line.bytes().all(|byte| byte.is_ascii_hexdigit());
    let lines = page.split('\n').map(|line| if is_seal(line) { "(a seal)" } else { line });
    lines.collect::<Vec<_>>().join("\n").replace('\u{a0}', "_")
}

/// Waits until a fault struck at a point.
pub async fn until_struck(faults: &Faults, point: &str) {
    let struck = async {
        while faults.struck(point) == 0 {
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
    };
    tokio::time::timeout(DEADLINE, struck).await.unwrap_or_else(|_elapsed| panic!("nothing struck at {point}"));
}

impl World {
    /// The seed of the only line in the water, opened as the service opens it.
    pub async fn open_seed(&self) -> Seed {
        self.opened("SELECT player_id, seed FROM positions WHERE closed_at IS NULL").await
    }

    /// The seed that waits for the only player who has one, opened as the service opens it.
    pub async fn waiting_seed(&self) -> Seed {
        self.opened("SELECT player_id, seed_waiting FROM players WHERE seed_waiting IS NOT NULL").await
    }

    /// Opens the only row of a player and his seed.
    async fn opened(&self, sql: &str) -> Seed {
        let connector = Connector::new(&self.database.url()).expect("an address");
        let token = Secret::new(self.sandbox.telegram.token().to_owned());
        let seals = seals::look(&connector, &token).await.expect("its key opens").expect("a service was here");
        let rows = self.database.rows(sql, &[]).await;
        assert_eq!(rows.len(), 1, "one seed");
        seals.open(PlayerId(rows[0].get(0)), rows[0].get(1)).expect("its seed opens")
    }

    /// Waits until every update is taken and done and every reply is delivered.
    pub async fn quiet(&self) {
        let taken = |telegram: &angler::sandbox::SandboxTelegram| (telegram.unconfirmed() == 0).then_some(());
        self.sandbox.telegram.wait_until(taken, DEADLINE).await.expect("the bot takes its updates");
        let left = "SELECT (SELECT count(*) FROM inbox WHERE done_at IS NULL) \
                    + (SELECT count(*) FROM outbox WHERE delivered_at IS NULL)";
        self.database.waits_for(left, 0).await;
    }

    /// Waits until a rule of Telegram's weather has met so many requests.
    pub async fn struck(&self, rule: RuleId, times: u64) {
        let switches = &self.sandbox.telegram.switches;
        let met = async {
            while switches.fired(rule) < times {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        let in_time = tokio::time::timeout(DEADLINE, met).await;
        assert!(in_time.is_ok(), "{} and not {times} requests met the rule", switches.fired(rule));
    }

    /// The ledger in its order: `debit>credit amount cause`, where `u` stands for any update.
    pub async fn ledger(&self) -> String {
        self.database
            .text(
                "SELECT string_agg(format('%s>%s %s %s', debit, credit, amount, \
                 CASE WHEN cause ~ '^u[0-9]+$' THEN 'u' ELSE cause END), ', ' ORDER BY player_id, version, leg) FROM ledger",
            )
            .await
    }
}

impl Database {
    /// One value as text; empty for none.
    pub async fn text(&self, sql: &str) -> String {
        let rows = self.rows(&format!("SELECT coalesce(({sql})::text, '')"), &[]).await;
        rows[0].get(0)
    }

    /// Waits until a query gives this number.
    pub async fn waits_for(&self, sql: &str, wanted: i64) {
        let reached = async {
            while self.number(sql).await != wanted {
                tokio::time::sleep(LOOK_EVERY).await;
            }
        };
        if tokio::time::timeout(DEADLINE, reached).await.is_err() {
            panic!("{sql} is {} and not {wanted}", self.number(sql).await);
        }
    }
}

impl Player {
    /// The same player in a group.
    pub fn in_chat(&self, chat: i64) -> Player {
        Player { chat, ..self.clone() }
    }

    /// Casts, and gives the result's text when the line is in.
    pub async fn casts(&self) -> String {
        let before = self.lines();
        self.says("/cast");
        self.sees(|chat| lines_of(chat).nth(before)).await
    }

    /// Hooks, and gives what is shown with the catch.
    pub async fn hooks(&self) -> Arc<Content> {
        let before = self.catches();
        self.says("/hook");
        self.sees(|chat| catches_of(chat).nth(before)).await
    }

    /// Waits for his first line.
    pub async fn sees_line(&self) -> String {
        self.sees(|chat| lines_of(chat).next()).await
    }

    /// Waits for his first catch.
    pub async fn sees_catch(&self) -> Arc<Content> {
        self.sees(|chat| catches_of(chat).next()).await
    }

    /// Catches shown so far.
    pub fn catches(&self) -> usize {
        catches_of(&self.telegram.transcript(self.chat)).count()
    }

    /// Lines shown as in the water so far: messages with the button to hook that came of a cast.
    pub fn lines(&self) -> usize {
        lines_of(&self.telegram.transcript(self.chat)).count()
    }

    /// Waits for a message of the bot that answers the press, and gives the toast: empty for none.
    pub async fn toast(&self, pressed: &Pressed) -> String {
        self.sees(|chat| chat.answer_to(&pressed.callback_id).map(|answer| answer.text.clone().unwrap_or_default()))
            .await
    }

    /// Presses whatever data under the bot's newest message here.
    pub fn forges(&self, data: &str) -> Pressed {
        let message_id = self.telegram.transcript(self.chat).last().map_or(1, |message| message.message_id);
        self.telegram.press(self.id, self.chat, message_id, data)
    }

    /// The data of the newest button with this label.
    pub async fn data_of(&self, label: &str) -> String {
        let find = |chat: &Transcript| {
            chat.from_bot().filter_map(|message| message.content().data_of(label).map(str::to_owned)).next_back()
        };
        self.sees(find).await
    }

    /// All texts of the bot here, as they stand now.
    pub fn heard_texts(&self) -> Vec<String> {
        self.telegram.transcript(self.chat).from_bot().map(|message| message.text().to_owned()).collect()
    }
}

/// Results of casts and catches in a chat.
pub fn results_in(chat: &Transcript) -> (usize, usize) {
    (lines_of(chat).count(), catches_of(chat).count())
}

fn catches_of(chat: &Transcript) -> impl Iterator<Item = Arc<Content>> {
    chat.from_bot().map(|message| message.content().clone()).filter(|content| is_catch(&content.text))
}

/// Results of casts name the stake and the entry, have buttons, and (unlike a status) no fingerprint.
fn lines_of(chat: &Transcript) -> impl Iterator<Item = String> {
    chat.from_bot()
        .filter(|message| !message.content().keyboard.is_empty())
        .map(|message| message.text().to_owned())
        .filter(|text| text.contains('💰') && !text.contains('🔒'))
}
