//! Telegram takes nothing for minutes while it goes on giving: polling rests, what is owed stays bounded, and nothing is lost.

use std::time::Instant;

use angler::sandbox::{Fault, Rule};

use super::record::record_of;
use crate::harness::{OWED, Player, Process, Tally, WAITING, World, run};

const RESTS: &str = "polling rests until half of them are delivered";
const GOES_ON: &str = "replies are delivered again, polling goes on";
/// What may be in hand, and again what may be owed.
const MAX: i64 = 40;
/// What a poll may bring beyond.
const PAGE: i64 = 100;

#[test]
fn polling_rests_while_telegram_takes_nothing() {
    const ROUNDS: i64 = 4;
    run(async || {
        let world = World::with(|_| {}).await;
        let players: Vec<Player> = (0..150).map(|n| world.player(100 + n, "Ann", "en")).collect();
        let max = MAX.to_string();
        let process = Process::serve(&world, &[("IN_HAND_MAX", &max)]).await;
        let switches = &world.sandbox.telegram.switches;
        let stalled = ["sendMessage", "editMessageText", "sendPhoto"]
            .map(|method| switches.add(Rule::new(Fault::status(502)).on(method)));
        // Each player casts and hooks, again and again; the market moves, so that no two replies are the same.
        for _ in 0..ROUNDS / 2 {
            for player in &players {
                player.says("/cast");
                player.says("/hook");
            }
        }
        let all_said = players.len() as i64 * ROUNDS;
        process.says(RESTS).await;
        // Whatever was in hand ends, and nothing more comes in.
        world.database.until(WAITING, |left| left <= MAX).await;
        let taken = world.database.number("SELECT count(*) FROM inbox").await;
        assert!(taken <= 2 * MAX + 2 * PAGE, "{taken} updates were taken in");
        assert!(world.database.number(OWED).await <= 2 * MAX + PAGE);
        assert!(world.sandbox.telegram.unconfirmed() as i64 >= all_said - taken);

        for rule in stalled {
            switches.remove(rule);
        }
        let over = Instant::now();
        let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";
        world.database.until(done, |done| done == all_said).await;
        world.database.until(OWED, |owed| owed == 0).await;
        let recovery = Some(over.elapsed());
        let said = process.drain().await;
        assert!(said.contains(GOES_ON), "{said}");
        let all = record_of(&world, &players).await;
        let inflicted = stalled.iter().map(|rule| switches.fired(*rule)).sum();
        Tally { name: "Telegram takes nothing", inflicted, lost: all.lost, doubled: all.doubled, recovery }.tell();
        assert_eq!((all.lost, all.doubled, all.unordered), (0, 0, 0));
        world.end().await;
    });
}
