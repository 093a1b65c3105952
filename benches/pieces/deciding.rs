//! The game decides: a cast with its fill, a hook with its fill.
//!
//! **Invariant:** both are decisions that change something, not refusals.

use angler::game::{
    cast::decide_cast,
    fair::Seed,
    hook::{HookTimes, decide_hook},
    player::PositionId,
};
use divan::{Bencher, black_box};

use crate::sea::{RULES, ashore, at, fishing, tick};

#[divan::bench]
fn cast(bencher: Bencher) {
    let (player, tick) = (ashore(1), tick(1_000, 250_000));
    let cast = || {
        decide_cast(black_box(&player), 1, None, black_box(&tick), PositionId(42), Seed::from_bytes([7; 32]), at(1_000))
            .expect("a cast may be")
    };
    bencher.bench(cast);
}

#[divan::bench]
fn hook(bencher: Bencher) {
    let (player, tick) = (fishing(1), tick(1_100, 253_000));
    let times = HookTimes { arrived_at: at(1_099), commanded_at: at(1_099) };
    let hook =
        || decide_hook(black_box(&player), black_box(&tick), None, times, at(1_100), &RULES).expect("a hook may be");
    bencher.bench(hook);
}
