//! SIGKILL at random moments while a crowd speaks: again and again the service dies 0.05–2 s after it was ready and is
//! started anew, and in the end everybody has what he asked for, once.
//!
//! Ten kills by default; `scripts/chaos kill` makes 200 of them. Telegram repeats some updates after each kill, as it may.

use std::time::{Duration, Instant};

use angler::{
    plumbing::{dice, paths::Path},
    sandbox::{Fault, Rule},
};

use crate::harness::{Crowd, Paths, Process, Tally, World, run, size};

/// Commands a second.
const RATE: u32 = 120;
/// So many that a kill leaves few commands of each waiting.
const PLAYERS: usize = 180;
/// Updates that are run alone because two starts found them unfinished, and have been killed while alone; after a third time
/// they are put aside, without an answer.
const ACCUSED: &str = "SELECT count(*) FROM inbox WHERE done_at IS NULL AND tries >= 2";
/// Telegram takes its time, so that a kill finds replies on their way.
const ANSWERS_AFTER: Duration = Duration::from_millis(20);

#[test]
fn kills_at_random_moments_under_load() {
    run(async || {
        let kills = size("CHAOS_KILLS", 4);
        let world = World::with(|_| {}).await;
        let telegram = &world.sandbox.telegram;
        for method in ["sendMessage", "sendPhoto"] {
            telegram.switches.add(Rule::new(Fault::SlowAnswer(ANSWERS_AFTER)).on(method));
        }
        let settings = [("NEW_PLAYER_BAIT", "1000"), ("DB_POOL_MAX", "12"), ("RUST_LOG", "info")];
        let mut process = Process::serve(&world, &settings).await;
        let mut crowd = Crowd::at_rate(&world, PLAYERS, RATE);
        let (mut paths, mut slowest) = (Paths::default(), Duration::ZERO);
        for _ in 0..kills {
            crowd.run_for(Duration::from_millis(50 + dice::decoration() % 1_950)).await;
            // Killed by us: an update that we let no life finish would be put aside, as one that ends the service is.
            world.database.until(ACCUSED, |accused| accused == 0).await;
            paths.add(&process.kill().await);
            let struck = Instant::now();
            // The last three, perhaps not done, and two of two seconds ago, which are.
            let (last, earlier) = (crowd.last_updates(3), crowd.last_updates(2 * RATE as usize));
            for update_id in last.into_iter().chain(earlier.into_iter().rev().take(2)) {
                telegram.redeliver(update_id);
            }
            process = Process::serve(&world, &settings).await;
            slowest = slowest.max(struck.elapsed());
        }
        crowd.run_for(Duration::from_secs(1)).await;
        crowd.stop().await;
        world.quiet().await;
        paths.add(&process.drain().await);
        let counted = crowd.tally(&world).await;
        assert_eq!((counted.lost, counted.effects_doubled), (0, 0), "{counted:?}");
        assert!(counted.most_often as u64 <= 1 + kills, "a reply comes at most once more per crash: {counted:?}");
        assert_eq!(world.database.number("SELECT count(*) FROM quarantine").await, 0);
        let replies = counted.doubled;
        world.end().await;
        eprintln!("{} commands, {kills} kills, {replies} replies came once more", counted.sent);
        Tally {
            name: "SIGKILL at random moments under 120 commands/s",
            inflicted: kills,
            lost: counted.lost as u64,
            doubled: counted.effects_doubled as u64,
            recovery: Some(slowest),
        }
        .tell();
        paths.demand("kill", &[Path::Replayed, Path::RedeliveredDone, Path::OwedDelivered]);
    });
}
