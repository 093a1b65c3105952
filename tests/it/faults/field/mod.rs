//! A day of the market, of Telegram and of the database as reported by others: what people who run such bots have met, several
//! at once and again and again, while a crowd speaks in private and some fish in two groups and a forum.
//!
//! The service is the real program, its login a plain owner of its database, whose address names a dead host first. Five rounds
//! by default, in which every kind of trouble happens; `scripts/chaos field` makes `CHAOS_FIELD_ROUNDS` of them, with groups that
//! are refused for as long as was reported. `CHAOS_FIELD_SEED` repeats a day: each run prints its seed.
//!
//! **Invariant:** each kind is ended by what shows that it struck, never by a time, and a kind that struck nothing fails the run.

mod acts;
mod anglers;
mod database;
mod kinds;
mod telegram;

use std::{
    collections::BTreeMap,
    time::{Duration, Instant},
};

use angler::plumbing::{dice, paths::Path};
use fastrand::Rng;
use futures_util::future::{join, join_all};

use self::{acts::Stage, anglers::Angler, kinds::Kind};
use crate::harness::{Crowd, Paths, Tally, run, size};

/// The crowd, and how many commands it says in a second.
const PLAYERS: usize = 60;
const RATE: u32 = 40;
/// The market itself moves by single percents; a price of a source that is off by half is far outside.
const BAD_FILLS: &str = "SELECT count(*) FROM positions \
     WHERE entry_price NOT BETWEEN 2000 AND 3400 OR exit_price NOT BETWEEN 2000 AND 3400";
/// What is put aside but for the updates that were too large.
const ASIDE: &str = "SELECT count(*) FROM quarantine WHERE raw <> '' OR player_id IS NOT NULL";
const GIVEN_UP: &str = "SELECT count(*) FROM outbox WHERE given_up IS NOT NULL";

/// What is known of a kind when the day is over.
#[derive(Default)]
struct Met {
    inflicted: u64,
    slowest: Duration,
}

#[test]
fn a_day_of_the_market_of_telegram_and_of_the_database_as_reported_by_others() {
    run(async || {
        let rounds = size("CHAOS_FIELD_ROUNDS", kinds::ROUNDS);
        let seed = size("CHAOS_FIELD_SEED", dice::decoration() % 1_000_000);
        eprintln!("CHAOS_FIELD_SEED={seed}");
        let mut rng = Rng::with_seed(seed);
        let long = rounds > kinds::ROUNDS;
        let mut stage = Stage::set(if long { 35..=60 } else { 3..=5 }).await;
        let anglers = Angler::all(&stage.world).await;
        let mut crowd = Crowd::at_rate(&stage.world, PLAYERS, RATE);
        let mut met: BTreeMap<Kind, Met> = BTreeMap::new();
        for round in kinds::day(&mut rng, rounds) {
            let (began, kinds) = (Instant::now(), format!("{round:?}"));
            let drawn: Vec<(Kind, u64)> = round.into_iter().map(|kind| (kind, rng.u64(..))).collect();
            let acts = join_all(drawn.iter().map(|(kind, drawn)| stage.act(*kind, *drawn)));
            let fishing = join_all(anglers.iter().map(|angler| angler.fishes(&stage.hand)));
            let (inflicted, _fished) = join(acts, fishing).await;
            let struck = began.elapsed();
            let recovered = stage.recovers().await;
            eprintln!("{kinds} took {struck:.1?} and {recovered:.1?} to recover");
            for ((kind, _), times) in drawn.iter().zip(inflicted) {
                let met = met.entry(*kind).or_default();
                met.inflicted += times;
                met.slowest = met.slowest.max(recovered);
            }
        }
        crowd.run_for(Duration::from_secs(1)).await;
        crowd.stop().await;
        let began = Instant::now();
        stage.world.quiet().await;
        eprintln!("quiet after {:.1?}", began.elapsed());
        let refused = stage.dead_host();
        let said = stage.drains().await;
        let counted = crowd.tally(&stage.world).await;
        let told = anglers::judge(&anglers, &stage.hand).await;
        stage.judges_late_and_forwarded().await;
        for broken in [BAD_FILLS, ASIDE, GIVEN_UP] {
            assert_eq!(stage.hand.number(broken).await, 0, "{broken}");
        }
        assert_eq!((counted.effects_doubled, counted.hooks_missed), (0, 0), "{counted:?}");
        eprintln!("{} commands of the crowd, {} catches in groups, {rounds} rounds", counted.sent, told.caught);
        let lost = counted.lost as u64 + told.lost;
        let doubled = counted.doubled as u64 + told.doubled;
        // They strike at once: what was lost or doubled is the day's, and stands in each line.
        let tell = |name, inflicted, recovery| Tally { name, inflicted, lost, doubled, recovery }.tell();
        for (kind, met) in &met {
            tell(kind.name(), met.inflicted, Some(met.slowest));
        }
        tell("a dead host before the good one", refused, None);
        let mut paths = Paths::default();
        paths.add(&said);
        paths.demand(
            "field",
            &[
                Path::PageTooLarge,
                Path::PageHeldBack,
                Path::PollFailed,
                Path::DatabaseAway,
                Path::LeaseRetaken,
                Path::LaneFrozen,
                Path::SentAgain,
            ],
        );
        assert!(!said.contains("path=all_lanes_frozen"), "a group's 429 is that group's");
        for ours in ["our bug", "panicked", "telegram refuses a text", "telegram refuses a message for good"] {
            assert!(!said.contains(ours), "{ours}: {said}");
        }
        stage.world.end().await;
    });
}
