//! A crowd of players who go through cast → status → hook on and on, at a rate that waits for no answer, and the judge of
//! what each of them got.
//!
//! Used where the weather must strike under load. Its replies are judged by the sandbox's record, its effects by the rows of
//! the database, each attributed to the update that asked for it.
//!
//! **Invariant:** a command counts as answered only by a text that no other command of that player accounts for.

use std::{
    collections::{HashMap, HashSet},
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use angler::{
    config::Secret,
    game::market::Pair,
    text::{self, Lang},
};
use tokio::sync::watch;
use tokio_postgres::{Client, NoTls};

use super::{DEADLINE, FOG, Player, World};

/// What each player says, over and over.
const WORDS: [&str; 3] = ["/cast", "/status", "/hook"];
/// The first player's id at Telegram; the others follow.
const FIRST: i64 = 700_000;
/// Commands of one player that may wait before the crowd holds its tongue. Of nine that wait the ninth is met by silence, which
/// is right and which the judge would take for a lost answer.
const WAITING_MOST: i64 = 6;
/// The most that one player has waiting in the service.
const WAITS: &str = "SELECT coalesce(max(waits), 0) \
     FROM (SELECT count(*) AS waits FROM inbox WHERE done_at IS NULL GROUP BY player_id) of_each";
/// A database that does not say so in time is away: then the crowd speaks on, for that is the weather.
const ASKED_FOR: Duration = Duration::from_secs(1);
/// The market moves with every tenth command and never comes back to a price, so that no two results of a player are alike.
const MOVE_EVERY: usize = 10;
const UP_AND_DOWN_BP: [i64; 2] = [37, -36];

/// A command as it was said.
#[derive(Clone, Copy, Debug)]
struct Said {
    player: usize,
    words: &'static str,
    update_id: i64,
}

/// Players who speak until they are stopped.
pub struct Crowd {
    players: Vec<Player>,
    said: Arc<std::sync::Mutex<Vec<Said>>>,
    count: watch::Receiver<usize>,
    per_second: u32,
    stopped: Arc<AtomicBool>,
    speaking: Option<tokio::task::JoinHandle<()>>,
}

/// What became of a crowd's commands.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counted {
    /// Commands said.
    pub sent: usize,
    /// Commands that are not done, and replies that nobody got.
    pub lost: usize,
    /// Replies that came again: a crash or an ambiguous timeout may cause one each.
    pub doubled: usize,
    /// The most often that one durable reply came.
    pub most_often: usize,
    /// Updates with more than one effect; never.
    pub effects_doubled: usize,
    /// Hooks that brought nothing though the cast before them put a line out, beyond those that were told of a fog on the market:
    /// on a machine that is busy enough, its prices come too late. With a market that answers, never.
    pub hooks_missed: usize,
}

impl Crowd {
    /// So many players, who together say so many commands a second from now on, fewer where a busy machine leaves too many
    /// waiting. They are spoken to by whatever service polls; while none does, their words wait at Telegram. Give them bait for
    /// the whole run (`NEW_PLAYER_BAIT`).
    pub fn at_rate(world: &World, players: usize, per_second: u32) -> Crowd {
        let players: Vec<Player> = (FIRST..).take(players).map(|id| world.player(id, "Ann", "en")).collect();
        let (count_to, count) = watch::channel(0);
        let said = Arc::new(std::sync::Mutex::new(Vec::new()));
        let stopped = Arc::new(AtomicBool::new(false));
        let (market, telegram) = (world.sandbox.market.clone(), world.sandbox.telegram.clone());
        let address = world.database.url();
        let (speakers, heard, ends) = (players.clone(), said.clone(), stopped.clone());
        let speaking = tokio::spawn(async move {
            let mut pace = tokio::time::interval(Duration::from_secs(1) / per_second);
            pace.set_missed_tick_behavior(tokio::time::MissedTickBehavior::Burst);
            let mut database = None;
            for n in 0.. {
                while n % speakers.len() == 0 && n > 0 && !ends.load(Ordering::Relaxed) {
                    let at_telegram = telegram.unconfirmed().div_ceil(speakers.len());
                    let in_service = waits(&mut database, &address).await.unwrap_or_default();
                    if in_service + i64::try_from(at_telegram).expect("a count") <= WAITING_MOST {
                        break;
                    }
                    tokio::time::sleep(Duration::from_millis(20)).await;
                }
                pace.tick().await;
                if ends.load(Ordering::Relaxed) {
                    return;
                }
                if n % MOVE_EVERY == 0 {
                    market.move_by_bp("ETH/USD", UP_AND_DOWN_BP[n / MOVE_EVERY % 2]);
                }
                let player = n % speakers.len();
                let words = WORDS[n / speakers.len() % WORDS.len()];
                let update_id = speakers[player].says(words);
                heard.lock().expect("nobody panics with it").push(Said { player, words, update_id });
                count_to.send_replace(n + 1);
            }
        });
        Crowd { players, said, count, per_second, stopped, speaking: Some(speaking) }
    }

    /// How many commands were said so far.
    pub fn sent(&self) -> usize {
        *self.count.borrow()
    }

    /// The updates of the last commands.
    pub fn last_updates(&self, count: usize) -> Vec<i64> {
        let said = self.said.lock().expect("nobody panics with it");
        said.iter().rev().take(count).map(|command| command.update_id).collect()
    }

    /// Waits until so many more commands were said as fit into this time.
    pub async fn run_for(&self, time: Duration) {
        let more = time.as_millis() * u128::from(self.per_second) / 1_000;
        let wanted = self.sent() + usize::try_from(more).expect("a count");
        let mut count = self.count.clone();
        let reached = tokio::time::timeout(DEADLINE + time, count.wait_for(|sent| *sent >= wanted)).await;
        assert!(reached.is_ok(), "the crowd speaks too slowly: {} of {wanted}", self.sent());
    }

    /// Silences them.
    pub async fn stop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        if let Some(speaking) = self.speaking.take() {
            speaking.await.expect("the crowd does not panic");
        }
    }

    /// Judges what each player got. To be asked when all is quiet (`World::quiet`) and the service has drained or is idle.
    pub async fn tally(&self, world: &World) -> Counted {
        let said = self.said.lock().expect("nobody panics with it").clone();
        let (undone, durable) = (undone(world, &said).await, durable(world).await);
        let mut counted = Counted { sent: said.len(), lost: undone.len(), ..Counted::default() };
        let mut plain_wanted: HashMap<usize, usize> = HashMap::new();
        let mut bodies: HashMap<usize, HashMap<&str, usize>> = HashMap::new();
        for command in said.iter().filter(|command| !undone.contains(&command.update_id)) {
            match durable.get(&command.update_id) {
                Some(replies) => {
                    counted.effects_doubled += replies.len() - 1;
                    for reply in replies {
                        *bodies.entry(command.player).or_default().entry(reply).or_default() += 1;
                    }
                }
                None => *plain_wanted.entry(command.player).or_default() += 1,
            }
        }
        let missed = hooks_missed(&said, |command| durable.contains_key(&command.update_id));
        for hook in &missed {
            let player = &self.players[hook.player];
            eprintln!("update {} of player {} brought nothing: {:#?}", hook.update_id, player.id, player.heard_texts());
        }
        counted.hooks_missed = missed.len();
        let texts = self.players.iter().flat_map(Player::heard_texts);
        counted.hooks_missed -= texts.filter(|text| text.contains(FOG)).count().min(counted.hooks_missed);
        let scenes = SceneLines::all();
        for (number, player) in self.players.iter().enumerate() {
            let mine = bodies.remove(&number).unwrap_or_default();
            let told = told(player, &mine, &scenes);
            let plain = (plain_wanted.remove(&number).unwrap_or_default(), told.plain);
            let durable =
                mine.iter().map(|(body, wanted)| (*wanted, told.durable.get(body).copied().unwrap_or_default()));
            for (wanted, got) in durable.clone().chain([plain]) {
                counted.lost += wanted.saturating_sub(got);
                counted.doubled += got.saturating_sub(wanted);
                if got < wanted {
                    eprintln!("player {} lacks {} of {wanted} replies", player.id, wanted - got);
                }
            }
            counted.most_often = durable.map(|(_, got)| got).max().unwrap_or_default().max(counted.most_often);
        }
        counted.effects_doubled += usize::try_from(world.database.number(EFFECTS_DOUBLED).await).expect("a count");
        counted
    }
}

/// The most that one player has waiting in the service, over a connection that is made where there is none; `None` while the
/// database is away.
async fn waits(database: &mut Option<Client>, address: &Secret) -> Option<i64> {
    let asked = async {
        if database.as_ref().is_none_or(Client::is_closed) {
            let (client, connection) = tokio_postgres::connect(address.expose(), NoTls).await.ok()?;
            tokio::spawn(connection);
            *database = Some(client);
        }
        database.as_ref()?.query_one(WAITS, &[]).await.ok()?.try_get(0).ok()
    };
    tokio::time::timeout(ASKED_FOR, asked).await.ok().flatten()
}

impl Drop for Crowd {
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
    }
}

/// Updates that moved bait or cash in two turns, opened two positions or closed two.
const EFFECTS_DOUBLED: &str = "SELECT count(*) FROM (SELECT cause FROM ledger WHERE cause ~ '^u[0-9]+$' \
     GROUP BY cause HAVING count(DISTINCT (player_id, version)) > 1 OR count(DISTINCT position_id) > 1) doubled";

/// Hooks without effect after a cast with one, player by player.
fn hooks_missed(said: &[Said], has_effect: impl Fn(&Said) -> bool) -> Vec<Said> {
    let mut fishing: HashSet<usize> = HashSet::new();
    let mut missed = Vec::new();
    for command in said {
        match command.words {
            "/cast" if has_effect(command) => {
                fishing.insert(command.player);
            }
            "/hook" if fishing.remove(&command.player) && !has_effect(command) => missed.push(*command),
            _ => {}
        }
    }
    missed
}

/// The commands that are not done.
async fn undone(world: &World, said: &[Said]) -> HashSet<i64> {
    let rows = world.database.rows("SELECT update_id FROM inbox WHERE done_at IS NOT NULL", &[]).await;
    let done: HashSet<i64> = rows.iter().map(|row| row.get(0)).collect();
    said.iter().map(|command| command.update_id).filter(|id| !done.contains(id)).collect()
}

/// The durable replies of each update.
async fn durable(world: &World) -> HashMap<i64, Vec<String>> {
    let replies = "SELECT substr(cause, 2)::bigint, body FROM outbox WHERE cause ~ '^u[0-9]+$'";
    let mut durable: HashMap<i64, Vec<String>> = HashMap::new();
    for row in world.database.rows(replies, &[]).await {
        durable.entry(row.get(0)).or_default().push(row.get(1));
    }
    durable
}

/// What one player was told.
#[derive(Default)]
struct Told<'a> {
    durable: HashMap<&'a str, usize>,
    plain: usize,
}

/// Each text that each message ever showed, once: a durable reply, a frame of a scene (which answers nothing), or a plain
/// answer.
fn told<'a>(player: &Player, durable: &HashMap<&'a str, usize>, scenes: &SceneLines) -> Told<'a> {
    let chat = player.telegram.transcript(player.chat);
    let mut told = Told::default();
    for message in chat.from_bot() {
        let mut shown = HashSet::new();
        for content in std::iter::once(&message.first).chain(message.edits.iter().map(|edit| &edit.content)) {
            if !shown.insert(content.source.as_str()) {
                continue;
            }
            match durable.get_key_value(content.source.as_str()) {
                Some((body, _)) => *told.durable.entry(body).or_default() += 1,
                None if scenes.shown_in(&content.source) => {}
                None => told.plain += 1,
            }
        }
    }
    told
}

/// Every line of every scene.
struct SceneLines(HashSet<String>);

impl SceneLines {
    fn all() -> SceneLines {
        let casts = (0..text::CAST_SCENES).flat_map(|dice| text::cast_scene(Lang::En, Pair::EthUsd, dice).before);
        let hooks = (0..text::HOOK_SCENES).flat_map(|dice| text::hook_scene(Lang::En, dice));
        SceneLines(casts.chain(hooks).flat_map(|frame| frame.lines().map(str::to_owned).collect::<Vec<_>>()).collect())
    }

    fn shown_in(&self, text: &str) -> bool {
        text.lines().any(|line| self.0.contains(line))
    }
}

#[cfg(test)]
mod tests {
    use angler::sandbox::{Fault, Rule};

    use super::*;
    use crate::harness::run;

    #[test]
    fn the_judge_sees_a_reply_that_nobody_got_and_one_that_came_twice() {
        run(async || {
            let world = World::running(|_| {}).await;
            let photos = &world.sandbox.telegram.switches;
            photos.add(Rule::new(Fault::status(403)).on("sendPhoto").chat(FIRST).times(1));
            photos.add(Rule::new(Fault::DropAfter).on("sendPhoto").chat(FIRST + 1).times(1));
            let mut crowd = Crowd::at_rate(&world, 20, 40);
            crowd.run_for(Duration::from_millis(1_500)).await;
            crowd.stop().await;
            world.quiet().await;
            let counted = crowd.tally(&world).await;
            assert_eq!((counted.lost, counted.doubled, counted.most_often), (1, 1, 2), "{counted:?}");
            assert_eq!((counted.sent, counted.effects_doubled, counted.hooks_missed), (crowd.sent(), 0, 0));
            world.end().await;
        });
    }
}
