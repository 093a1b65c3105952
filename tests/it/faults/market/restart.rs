//! Killed between a command and its price: what the next start makes of it.
//!
//! **Invariant:** a replayed command is filled by a round begun after the restart, at a price of after the restart, or refused
//! when it is a cast of over a minute ago.

use std::time::Instant;

use angler::{
    plumbing::clock,
    sandbox::{Exchange, Fault, Rule},
};
use jiff::Timestamp;
use rust_decimal::Decimal;

use super::record::{Record, fills};
use crate::harness::{Database, FOG, Process, Tally, WAITING, World, run};

#[test]
fn what_waited_for_its_price_is_filled_after_the_restart_or_was_too_long_ago() {
    run(async || {
        let world = World::with(|_| {}).await;
        let market = &world.sandbox.market;
        let [ann, ben, carl, dora] = [100, 101, 102, 103].map(|id| world.player(id, "Ann", "en"));
        let first = Process::serve(&world, &[]).await;
        ann.casts().await;
        for player in [&ben, &carl, &dora] {
            player.asks("/start").await;
        }
        world.quiet().await;
        for exchange in Exchange::ALL {
            market.desk(exchange).switches.add(Rule::new(Fault::Silence));
        }
        ann.says("/hook");
        let [_bens, carls, doras] = [&ben, &carl, &dora].map(|player| player.says("/cast"));
        // Each has seen his first frame: his command is in hand and waits.
        for player in [&ann, &ben, &carl, &dora] {
            player.hears(1).await;
        }
        world.database.until(WAITING, |waiting| waiting == 4).await;
        let killed_at = clock::now();
        let inflicted_at = Instant::now();
        first.kill().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        // While the service is down time passes.
        for (update, seconds) in [(carls, 61), (doras, 35)] {
            let older =
                format!("UPDATE inbox SET arrived_at = arrived_at - interval '{seconds} s' WHERE update_id = {update}");
            world.database.execute(&older).await;
        }
        market.move_by_bp("ETH/USD", 500);
        for exchange in Exchange::ALL {
            market.desk(exchange).switches.clear();
            market.desk(exchange).keep_record();
        }

        let second = Process::serve(&world, &[]).await;
        ann.sees(|chat| chat.from_bot().find(|message| crate::harness::is_catch(message.text())).map(|_| ())).await;
        ben.sees_words("Entry").await;
        dora.sees_words("Entry").await;
        let refused = carl.sees_words("The harbour was closed").await;
        assert!(refused.contains("no bait spent"), "{refused}");
        world.quiet().await;
        let recovery = Some(inflicted_at.elapsed());
        second.drain().await;

        let spent = "SELECT count(*) FROM ledger l JOIN players p USING (player_id) \
                     WHERE p.telegram_id = 102 AND l.debit IN ('bait', 'cash')";
        assert_eq!(world.database.number(spent).await, 0, "a late cast costs nothing");
        let replayed = "SELECT exit_commanded_at, exit_round_at, exit_price FROM positions WHERE closed_at IS NOT NULL \
                        UNION ALL SELECT commanded_at, entry_round_at, entry_price FROM positions WHERE closed_at IS NULL";
        let replayed = world.database.rows(replayed, &[]).await;
        assert_eq!(replayed.len(), 3, "a hook and two casts");
        let record = Record::of(&world);
        for row in &replayed {
            let (commanded_at, round_at): (Timestamp, Timestamp) = (row.get(0), row.get(1));
            assert!(commanded_at > killed_at, "the command of a replay is the restart: {commanded_at}, {killed_at}");
            assert!(round_at > commanded_at);
            assert_eq!(row.get::<_, Decimal>(2), Decimal::from(2_625), "the price of after the restart");
            // The first tick: of what was told since, at most the round under way at the restart came before.
            let passed = record.rounds_between(commanded_at, round_at);
            assert!(passed <= 1, "{passed} rounds passed before the fill");
        }
        for fill in fills(&world).await.iter().filter(|fill| fill.round_at > killed_at) {
            record.judge(fill, |_| true);
        }
        world.end().await;
        Tally { name: "killed while a price is awaited", inflicted: 1, lost: 0, doubled: 0, recovery }.tell();
    });
}

#[test]
fn a_start_that_takes_longer_than_a_price_is_waited_for_refuses_nothing() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ben = world.player(101, "Ben", "en");
        let first = Process::serve(&world, &[]).await;
        ben.asks("/start").await;
        world.quiet().await;
        for exchange in Exchange::ALL {
            world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::Silence));
        }
        ben.says("/cast");
        ben.hears(1).await;
        world.database.until(WAITING, |waiting| waiting == 1).await;
        first.kill().await;
        // A starved machine: for longer than a fill may take it reads neither its inbox nor a price, and then both.
        let epoch = world.database.number("SELECT epoch FROM lease").await;
        let holder = Database::at(world.database.url()).await;
        holder.execute("BEGIN; LOCK TABLE inbox IN ACCESS EXCLUSIVE MODE").await;
        let since = format!(
            "SELECT coalesce(max(extract(epoch FROM now() - since)), 0)::bigint FROM lease WHERE epoch > {epoch}"
        );
        let held = async {
            world.database.until(&since, |seconds| seconds >= 24).await;
            for exchange in Exchange::ALL {
                world.sandbox.market.desk(exchange).switches.clear();
            }
            holder.execute("COMMIT").await;
        };
        let (second, ()) = tokio::join!(Process::serve(&world, &[]), held);
        world.quiet().await;
        second.drain().await;
        let told = ben.heard_texts().join("\n");
        assert!(told.contains("Entry") && !told.contains(FOG), "{told}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        world.end().await;
    });
}
