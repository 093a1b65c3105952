//! People who fish in two groups and in a topic of a forum, a line each in every round, and the judge of what they were told.
//!
//! A catch is told where it was asked for or, where the chat does not take it, in private; in both it begins with the angler's name.
//!
//! **Invariant:** an angler's catches are counted by his name, which nobody else has.

use crate::harness::{Database, Player, World};

/// The groups.
pub const PIER: i64 = -9_501;
pub const REEF: i64 = -9_502;
/// The forum, and the topic that is fished in.
pub const FORUM: i64 = -9_503;
pub const TOPIC: i64 = 42;
/// The first angler's id at Telegram.
const FIRST: i64 = 950_000;
/// Where each of them fishes.
const PLACES: [i64; 4] = [PIER, PIER, REEF, FORUM];

/// How a cast's result begins.
const LINE_IN: &str = "🎣 The line is in!";

/// Somebody who fishes where many people talk.
pub struct Angler {
    name: String,
    /// In the group.
    there: Player,
}

/// What they were told, over all.
#[derive(Clone, Copy, Debug, Default)]
pub struct Told {
    /// Lines that came in.
    pub caught: u64,
    /// Catches of which nobody was told.
    pub lost: u64,
    /// Catches that were told more than once.
    pub doubled: u64,
}

impl Angler {
    /// All of them. Each has written to the bot in private, as Telegram demands of whom it shall write to.
    pub async fn all(world: &World) -> Vec<Angler> {
        let mut all = Vec::new();
        for (chat, id) in PLACES.into_iter().zip(FIRST..) {
            let name = format!("Angler{}", id - FIRST);
            let player = world.player(id, &name, "en");
            player.asks("/start").await;
            all.push(Angler { name, there: player.in_chat(chat) });
        }
        all
    }

    fn says(&self, text: &str) -> i64 {
        match self.there.chat {
            FORUM => self.there.telegram.say_in(self.there.id, FORUM, TOPIC, text),
            chat => self.there.telegram.say(self.there.id, chat, text),
        }
    }

    /// Casts and hooks, and says it again where nothing came of it (a fog on the market, a text that waited for too long).
    pub async fn fishes(&self, hand: &Database) {
        let lines = |which: &str| {
            let id = self.there.id;
            format!("SELECT count(*) FROM positions JOIN players USING (player_id) WHERE telegram_id = {id} {which}")
        };
        for (words, which) in [("/cast", ""), ("/hook", "AND closed_at IS NOT NULL")] {
            let before = hand.number(&lines(which)).await;
            while hand.number(&lines(which)).await == before {
                done(hand, self.says(words)).await;
            }
        }
    }
}

/// Waits until an update is stored and done.
pub async fn done(hand: &Database, update_id: i64) {
    let done = format!("SELECT count(*) FROM inbox WHERE update_id = {update_id} AND done_at IS NOT NULL");
    hand.until(&done, |count| count == 1).await;
}

/// Judges all of them when all is quiet.
pub async fn judge(anglers: &[Angler], hand: &Database) -> Told {
    let mut told = Told::default();
    for Angler { name, there } in anglers {
        let id = there.id;
        let caught = format!(
            "SELECT count(*) FROM positions JOIN players USING (player_id) WHERE telegram_id = {id} AND closed_at IS NOT NULL"
        );
        let caught = u64::try_from(hand.number(&caught).await).expect("a count");
        let texts = [there.heard_texts(), there.in_chat(id).heard_texts()].concat().join("\n");
        // The result of a cast begins so too, where it is not left out because its catch came before it could be told.
        let of = |words: &str| texts.matches(&format!("👤 {name}\n{words}")).count() as u64;
        let shown = of("") - of(LINE_IN);
        if shown != caught {
            eprintln!("{name} caught {caught} and was told of {shown}:\n{texts}");
        }
        told.caught += caught;
        told.lost += caught.saturating_sub(shown);
        told.doubled += shown.saturating_sub(caught);
    }
    told
}
