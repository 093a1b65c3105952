//! A machine whose clock was ahead and is set back while the service is down: what was cast is cast, and can be hooked now.
//!
//! **Invariant:** a line in the water can always close, whatever time its entry has.

use crate::harness::{World, run};

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
