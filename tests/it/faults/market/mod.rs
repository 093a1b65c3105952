//! Market weather: sources that freeze, lie, hang, refuse and talk nonsense, and a service that is killed between a command
//! and its price.
//!
//! Every fill of a test is compared with the record that the sandbox's exchanges keep of what they told.
//!
//! **Invariant:** no fill lies outside the range of what the live sources told in its own round.

mod cut;
mod late;
mod record;
mod restart;
mod silence;
mod strange;
mod wandering;

use std::sync::atomic::{AtomicI64, Ordering};

use angler::sandbox::Exchange;

use crate::harness::{Player, World};

/// A world whose service runs and whose exchanges keep a record of what they tell.
async fn recorded(change: impl FnOnce(&mut angler::config::Config)) -> World {
    let world = World::running(change).await;
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).keep_record();
    }
    world
}

/// So many players who were never here before: each has bait for ten casts, and a test needs more.
fn newcomers(world: &World, count: usize) -> Vec<Player> {
    static NEXT: AtomicI64 = AtomicI64::new(100);
    let newcomer = |_| world.player(NEXT.fetch_add(1, Ordering::Relaxed), "Ann", "en");
    (0..count).map(newcomer).collect()
}

/// Everybody casts, and has his line in the water when this returns.
async fn all_cast(crowd: &[Player]) {
    futures_util::future::join_all(crowd.iter().map(Player::casts)).await;
}

/// Everybody hooks, and has his catch when this returns.
async fn all_hook(crowd: &[Player]) {
    futures_util::future::join_all(crowd.iter().map(Player::hooks)).await;
}

/// A newcomer casts and hooks. Gives what he was shown: the line and the catch.
async fn one_fishes(world: &World) -> (String, String) {
    let ann = &newcomers(world, 1)[0];
    (ann.casts().await, ann.hooks().await.text.clone())
}
