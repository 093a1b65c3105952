//! kill -9 while replies are in flight: each arrives, at most once more for each crash, in the order of its chat.

use std::time::{Duration, Instant};

use angler::{
    config::faults::{Act, Fault as Blow, Faults},
    game::{catalogue::RodId, player::PlayerId, press::Press},
    sandbox::{Fault, Rule},
};

use super::record::{record, record_of};
use crate::harness::{DEADLINE, OWED, Player, Process, Tally, WAITING, World, run, until_struck};

const PLAYERS: i64 = 5;

/// A player in three chats: his own, and two groups that he shares with nobody.
struct Angler {
    id: PlayerId,
    home: Player,
    choices: Player,
    casts: Player,
}

impl Angler {
    async fn new(world: &World, number: i64) -> Angler {
        let home = world.player(100 + number, "Ann", "en");
        home.asks("/help").await;
        let id = format!("SELECT player_id FROM players WHERE telegram_id = {}", home.id);
        let (choices, casts) = (home.in_chat(-1_000 - number), home.in_chat(-2_000 - number));
        choices.asks("/help").await;
        Angler { id: PlayerId(world.database.number(&id).await), home, choices, casts }
    }

    fn chats(&self) -> [&Player; 3] {
        [&self.home, &self.choices, &self.casts]
    }
}

#[test]
fn replies_in_flight_in_several_chats_of_each_player() {
    const CRASHES: u64 = 2;
    run(async || {
        let world = World::with(|_| {}).await;
        let mut process = Process::serve(&world, &[]).await;
        let mut anglers = Vec::new();
        for number in 0..PLAYERS {
            anglers.push(Angler::new(&world, number).await);
        }
        let switches = &world.sandbox.telegram.switches;
        let mut recovery = None;
        for angler in &anglers {
            angler.home.casts().await;
        }
        for _ in 0..CRASHES {
            world.database.until(OWED, |owed| owed == 0).await;
            // What is sent takes effect and is not answered: catches at home, choices in a group, results in another.
            let holds = |method: &str| Rule::new(Fault::SlowAnswer(DEADLINE)).on(method);
            let mut held = vec![switches.add(holds("sendPhoto"))];
            for angler in &anglers {
                held.push(switches.add(holds("sendMessage").chat(angler.choices.chat)));
                held.push(switches.add(holds("editMessageText").chat(angler.casts.chat)));
            }
            for angler in &anglers {
                world.sandbox.market.move_by_bp("ETH/USD", 9);
                angler.home.says("/hook");
                angler.choices.forges(&Press::Rod { player: angler.id, rod: RodId::Short20 }.encode());
            }
            world.struck(held[0], PLAYERS as u64).await;
            for angler in &anglers {
                // This one waits in its lane behind the catch.
                angler.home.forges(&Press::Rod { player: angler.id, rod: RodId::Long20 }.encode());
                angler.casts.says("/cast");
            }
            for rule in &held[1..] {
                world.struck(*rule, 1).await;
            }
            world.database.until(OWED, |owed| owed == 4 * PLAYERS).await;
            process.kill().await;
            held.into_iter().for_each(|rule| switches.remove(rule));
            let killed = Instant::now();
            process = Process::serve(&world, &[]).await;
            world.database.until(WAITING, |left| left == 0).await;
            world.database.until(OWED, |owed| owed == 0).await;
            recovery = Some(killed.elapsed());
        }
        process.drain().await;
        let chats: Vec<Player> = anglers.iter().flat_map(Angler::chats).cloned().collect();
        let all = record_of(&world, &chats).await;
        let (name, inflicted) = ("kill -9 with replies in flight", CRASHES);
        // One call of a chat was in flight at each crash: it may come once more after it.
        let may_repeat = chats.len() as u64 * inflicted;
        eprintln!("{name}: {} replies once more, {may_repeat} may be", all.doubled);
        Tally { name, inflicted, lost: all.lost, doubled: all.doubled.saturating_sub(may_repeat), recovery }.tell();
        assert_eq!((all.owed, all.lost, all.unordered), (PLAYERS as u64 * (1 + 4 * inflicted), 0, 0));
        for chat in &chats {
            let record = record(&world, chat).await;
            assert_eq!(record.doubled, inflicted, "{record:?} {}", chat.telegram.transcript(chat.chat));
        }
        world.end().await;
    });
}

#[test]
fn what_is_on_its_way_when_the_outbox_panics_is_not_sent_again() {
    run(async || {
        let faults = Faults::new([Blow::at("outbox.handle", Act::Panic).times(1).only(200)]);
        let world = World::running(|config| config.faults = faults.clone()).await;
        let players: Vec<Player> = (0..PLAYERS).map(|n| world.player(100 + n, "Ann", "en")).collect();
        for player in &players {
            player.casts().await;
        }
        world.quiet().await;
        // Catches are taken and not answered; meanwhile the Outbox loses its head over somebody else's answer.
        let switches = &world.sandbox.telegram.switches;
        let held = switches.add(Rule::new(Fault::SlowAnswer(Duration::from_secs(2))).on("sendPhoto"));
        for player in &players {
            player.says("/hook");
        }
        world.struck(held, PLAYERS as u64).await;
        let bob = world.player(200, "Bob", "en");
        bob.says("/help");
        bob.hears(0).await;
        let began = Instant::now();
        until_struck(&faults, "outbox.handle").await;
        assert_eq!(world.database.number(OWED).await, PLAYERS, "all catches were on their way");
        world.quiet().await;
        let recovery = Some(began.elapsed());
        let all = record_of(&world, &players).await;
        let (name, lost, doubled) = ("a panic of the Outbox with replies in flight", all.lost, all.doubled);
        world.end().await;
        Tally { name, inflicted: PLAYERS as u64, lost, doubled, recovery }.tell();
    });
}
