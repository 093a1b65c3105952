//! One turn of a batch breaks a rule of the schema: the batch is halved until it stands alone, and the others are settled.

use std::time::Instant;

use crate::harness::{Player, Process, Tally, World, run};

const PLAYERS: i64 = 30;
/// Settles that wait for a lock.
const SETTLES_THAT_WAIT: &str = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND wait_event_type = 'Lock' AND query LIKE '%settle(%' AND pid <> pg_backend_pid()";

#[test]
fn one_turn_that_breaks_a_rule_costs_the_others_of_its_batch_nothing() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[("METRICS_ADDR", "0")]).await;
        let operator = process.operator().await;
        let players: Vec<Player> = (0..PLAYERS).map(|n| world.player(100 + n, "Ann", "en")).collect();
        for player in &players {
            player.asks("/start").await;
        }
        let (culprit, others) = players.split_last().expect("players");
        let forbid =
            format!("ALTER TABLE positions ADD CONSTRAINT not_him CHECK (chat_id <> {}) NOT VALID", culprit.chat);
        world.database.execute(&forbid).await;

        // While the first settles wait, the others gather behind them into batches.
        let lock = world.database.another().await;
        lock.execute("BEGIN; LOCK TABLE positions IN ACCESS EXCLUSIVE MODE").await;
        let (first, gather) = others.split_at(2);
        for player in first {
            player.says("/cast");
        }
        world.database.until(SETTLES_THAT_WAIT, |waiting| waiting >= 1).await;
        for player in gather.iter().chain([culprit]) {
            player.says("/cast");
        }
        // All of them, or most would be settled before the culprit comes, and he alone.
        operator.until_with("writer", |turns| turns >= PLAYERS as f64).await;
        lock.execute("COMMIT").await;
        let began = Instant::now();
        for player in others {
            player.sees_line().await;
        }
        let recovery = Some(began.elapsed());
        process.says("turn cannot be settled").await;
        assert_eq!(culprit.lines(), 0);
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, PLAYERS - 1);

        // He is tried again for a minute; the rule is gone before that, so his line is in after all, once.
        world.database.execute("ALTER TABLE positions DROP CONSTRAINT not_him").await;
        assert!(culprit.sees_line().await.contains("9 baits"));
        world.quiet().await;
        let lost = players.iter().filter(|player| player.lines() == 0).count() as u64;
        let doubled = players.iter().filter(|player| player.lines() > 1).count() as u64;
        let said = process.drain().await;
        assert!(said.contains("path=batch_bisected"), "it was settled alone: {said}");
        world.end().await;
        Tally { name: "a turn that breaks a rule of the schema", inflicted: 1, lost, doubled, recovery }.tell();
    });
}
