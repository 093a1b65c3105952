//! A machine whose clock is wrong when the service starts, and is put right: while it runs, or while it is down. What was cast is
//! cast, and can be hooked now.
//!
//! **Invariant:** a line in the water can always close, whatever time its entry has.

use std::time::Instant;

use angler::sandbox::{Exchange, Fault, Rule};
use jiff::SignedDuration;

use super::audit::{Case, case};
use crate::harness::{Process, Tally, WAITING, WallClock, World, run};

/// What the service says of its clock.
const WRONG: &str = "this machine's clock is wrong: set it right (NTP)";
pub(super) const FORWARD: &str = "this machine's clock was put right, times are counted by it from now on";
pub(super) const BACK: &str = "this machine's clock was put right, back: the service ends, to start anew by it";
const HOUR: SignedDuration = SignedDuration::from_hours(1);

/// Settings of a player's day: with limits and the guard.
const SETTINGS: [(&str, &str); 4] =
    [("METRICS_ADDR", "0"), ("RATE_LIMIT_COMMANDS", "10"), ("QUICK_HOOK_S", "60"), ("RUST_LOG", "info")];

/// Players whose last fill is by another clock than the database's, which tells the true time.
const OFF: &str = "SELECT count(*) FROM positions WHERE abs(extract(epoch FROM now() - coalesce(exit_round_at, entry_round_at))) > 300";

#[test]
fn a_line_cast_half_an_hour_ahead_is_hooked_at_once_after_the_clock_was_set_back() {
    run(async || {
        let mut world = World::running(|config| config.rules.quick_hook_s = 60).await;
        let ann = world.player(61, "Ann", "en");
        ann.casts().await;
        world.quiet().await;
        world.stop().await;
        world
            .database
            .execute(
                "UPDATE positions SET opened_at = opened_at + interval '30 min', commanded_at = commanded_at + interval '30 min', \
                 entry_round_at = entry_round_at + interval '30 min', \
                 entry_source_times = (SELECT array_agg(at + interval '30 min') FROM unnest(entry_source_times) at)",
            )
            .await;
        world.start().await;
        world.sandbox.market.move_by_bp("ETH/USD", 100);
        ann.hooks().await;
        world.quiet().await;
        let told = "SELECT concat_ws(' ', exit_round_at > entry_round_at, exit_round_at < entry_round_at + interval '5 min', \
                    closed_at < entry_round_at) FROM positions";
        assert_eq!(world.database.text(told).await, "t t t");
        world.end().await;
    });
}

#[test]
fn a_clock_that_was_an_hour_behind_goes_forward_when_it_is_put_right() {
    run(async || {
        let world = World::with(|_| {}).await;
        let clock = WallClock::ahead("behind", -HOUR);
        let process = clock.serve(&world, &SETTINGS).await;
        let operator = process.operator().await;
        let ann = world.player(61, "Ann", "en");
        // Two sources have no time of their own; the others tell times of the future, by this clock.
        ann.casts().await;
        process.says(WRONG).await;
        assert_eq!(world.database.number(OFF).await, 1, "it is an hour behind");
        let struck = Instant::now();
        clock.set(SignedDuration::ZERO);
        process.says(FORWARD).await;
        let recovery = Some(struck.elapsed());
        process.says("a price source's clock is right again").await;
        world.sandbox.market.move_by_bp("ETH/USD", 100);
        ann.hooks().await;
        world.quiet().await;
        assert_eq!(world.database.number(OFF).await, 0, "it counts by the true time");
        assert!(operator.scrape().await.of("angler_clock_parted_seconds") < 2.0);
        let said = process.drain().await;
        assert_eq!(
            (said.matches(WRONG).count(), said.matches(FORWARD).count(), said.contains(BACK)),
            (1, 1, false),
            "{said}"
        );
        world.end().await;
        Tally { name: "a start by a clock an hour behind, put right", inflicted: 1, lost: 0, doubled: 0, recovery }
            .tell();
    });
}

#[test]
fn a_service_whose_clock_was_an_hour_ahead_starts_anew_when_it_is_put_right_and_every_line_closes() {
    run(async || {
        let world = World::with(|_| {}).await;
        let market = &world.sandbox.market;
        let clock = WallClock::ahead("ahead", HOUR);
        let mut process = clock.serve(&world, &SETTINGS).await;
        let (ann, boris) = (world.player(61, "Ann", "en"), world.player(62, "Boris", "en"));
        for player in [&ann, &boris] {
            player.casts().await;
        }
        process.says(WRONG).await;
        world.quiet().await;
        for exchange in Exchange::ALL {
            market.desk(exchange).switches.add(Rule::new(Fault::Silence));
        }
        boris.says("/hook");
        world.database.until(WAITING, |waiting| waiting == 1).await;
        let struck = Instant::now();
        clock.set(SignedDuration::ZERO);
        let (status, said) = process.ended().await;
        assert_eq!((status.code(), said.matches(BACK).count()), (Some(1), 1), "{said}");
        for exchange in Exchange::ALL {
            market.desk(exchange).switches.clear();
        }
        market.move_by_bp("ETH/USD", 100);
        // On a machine so busy that the silence lasted for longer than a hook waits, he was told so.
        if world.database.number(WAITING).await == 0 {
            boris.says("/hook");
        }

        let process = Process::serve(&world, &SETTINGS).await;
        // Given an hour from now by its row, and carried out at once.
        boris.sees_catch().await;
        ann.hooks().await;
        let recovery = Some(struck.elapsed());
        for player in [&ann, &boris] {
            player.casts().await;
        }
        world.quiet().await;
        assert_eq!(
            world.database.number("SELECT count(*) FROM positions WHERE exit_round_at > entry_round_at").await,
            2
        );
        let said = process.drain().await;
        assert!(
            said.contains("stored times are ahead of this machine's clock by_s=3") && !said.contains(WRONG),
            "{said}"
        );
        world.end().await;
        Tally { name: "a start by a clock an hour ahead, put right", inflicted: 1, lost: 0, doubled: 0, recovery }
            .tell();
    });
}

#[test]
fn a_start_by_a_clock_that_is_a_little_behind_the_one_before_waits_for_it() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(61, "Ann", "en");
        ann.casts().await;
        world.quiet().await;
        world.stop().await;
        let ahead = "UPDATE positions SET entry_round_at = now() + interval '3 s'";
        world.database.execute(ahead).await;
        world.start().await;
        ann.hooks().await;
        world.quiet().await;
        // Each by the clock that tells it: no time was moved to follow another.
        let follows =
            "SELECT count(*) FROM positions WHERE exit_round_at > entry_round_at AND closed_at > entry_round_at";
        assert_eq!(world.database.number(follows).await, 1, "rounds go on after the newest that is stored");
        world.end().await;
    });
}

/// Ann's second line was filled by a round of before the one that filled the hook of her first.
const BACK_A_LITTLE: &str = "UPDATE positions SET exit_round_at = (SELECT entry_round_at + interval '1 ms' FROM positions \
     WHERE player_id = 1 AND closed_at IS NULL) WHERE player_id = 1 AND closed_at IS NOT NULL; \
     UPDATE ledger SET settled_at = (SELECT entry_round_at FROM positions WHERE player_id = 1 AND closed_at IS NULL) \
     WHERE player_id = 1";

/// What the audit says of a clock that went back.
pub(super) fn cases() -> Vec<Case> {
    let told = |what, change| Case {
        what,
        rule: None,
        sql: format!("{BACK_A_LITTLE}; UPDATE ledger SET settled_at = settled_at {change}"),
        named: "",
    };
    vec![
        case("rounds", "a fill of a round before that of the last one", "player 1 position C", BACK_A_LITTLE),
        told(
            "a fill after one of a clock that was ahead",
            "- interval '1 h' WHERE player_id = 1 AND debit = 'position'",
        ),
        told("a fill of a clock that was behind", "+ interval '1 h' WHERE player_id = 1 AND debit = 'cash'"),
    ]
}
