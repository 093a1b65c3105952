//! One source of four that is frozen or lies, and then another one, while everybody casts and hooks and the market moves.
//!
//! The exchanges differ a little from each other, as they do, so that the range of the live ones is one.
//!
//! **Invariant:** each fill is judged against the sandbox's record, and a fault that no fill met fails the test.

use angler::sandbox::{Exchange, Told};

use super::{
    all_cast, all_hook, newcomers,
    record::{Fill, Record, fills},
    recorded,
};
use crate::harness::{Tally, World, run};

/// Hundredths of a percent that each exchange is off the market.
const APART_BP: [i64; 4] = [10, -10, 20, -20];

/// Players who fish in each weather.
const CROWD: usize = 4;

/// What a source does wrong.
#[derive(Clone, Copy, Debug)]
enum Wrong {
    /// It repeats an old price. Of those without a time of their own nobody can see it.
    Frozen,
    /// The same, and its time is over a minute old.
    Stale,
    /// It is off by this many hundredths of a percent.
    Off(i64),
}

const WRONGS: [Wrong; 5] = [Wrong::Frozen, Wrong::Off(5_000), Wrong::Off(-5_000), Wrong::Off(2_300), Wrong::Stale];

/// It told the market's price of the moment.
fn is_live(told: &Told) -> bool {
    !told.frozen && told.offset_bp.abs() <= 20
}

#[test]
fn a_source_that_freezes_or_lies_moves_no_fill() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        // Set before the service starts: so far apart they usually are.
        for (exchange, apart) in Exchange::ALL.into_iter().zip(APART_BP) {
            let desk = world.sandbox.market.desk(exchange);
            desk.keep_record();
            desk.set_offset_bp(apart);
        }
        world.start().await;
        let market = &world.sandbox.market;
        for wrong in WRONGS {
            for (exchange, apart) in Exchange::ALL.into_iter().zip(APART_BP) {
                let (desk, crowd) = (market.desk(exchange), newcomers(&world, CROWD));
                match wrong {
                    Wrong::Frozen => market.freeze(exchange),
                    Wrong::Stale => {
                        market.freeze(exchange);
                        desk.set_skew_ms(-61_000);
                    }
                    Wrong::Off(basis_points) => desk.set_offset_bp(basis_points),
                }
                // A step that leaves a frozen price in sight of the market, and while all wait one that does not.
                market.move_by_bp("ETH/USD", 80);
                all_cast(&crowd).await;
                let (hooks, ()) = tokio::join!(all_hook(&crowd), async {
                    market.move_by_bp("ETH/USD", if exchange == Exchange::Kraken { -400 } else { 60 });
                });
                let () = hooks;
                desk.thaw();
                desk.set_skew_ms(0);
                desk.set_offset_bp(apart);
            }
        }
        world.quiet().await;
        let record = Record::of(&world);
        let fills = fills(&world).await;
        let inflicted = WRONGS.len() * Exchange::ALL.len();
        assert_eq!(fills.len(), 2 * inflicted * CROWD);
        for fill in &fills {
            record.judge(fill, is_live);
        }
        // Not by leaving everybody out: a frozen price within sight of the market has a voice where it has no time of its own.
        assert!(fills.iter().any(|fill| fill.sources.len() >= 3));
        let frozen = |fill: &Fill| fill.sources.iter().any(|source| record.told_frozen(source, fill.round_at));
        assert!(fills.iter().any(frozen));
        world.end().await;
        Tally {
            name: "one source frozen or off by half",
            inflicted: inflicted as u64,
            lost: 0,
            doubled: 0,
            recovery: None,
        }
        .tell();
    });
}

#[test]
fn two_that_lie_each_in_its_own_way_move_no_fill() {
    run(async || {
        let world = recorded(|_| {}).await;
        let market = &world.sandbox.market;
        let mut inflicted = 0;
        for (one, other) in [(0, 1), (1, 2), (2, 3), (3, 0)] {
            for (up, down) in [(5_000, -5_000), (5_000, 2_500), (-3_000, -6_000)] {
                let crowd = newcomers(&world, CROWD);
                let [one_is, other_is] = [one, other].map(|index| Exchange::ALL[index]);
                let (one, other) = (market.desk(one_is), market.desk(other_is));
                one.set_offset_bp(up);
                other.set_offset_bp(down);
                inflicted += 1;
                // The median of four stands between two of them: it is the market's where the liars stand on both sides. Where
                // both stand on one side, nobody is near the middle of all and nothing is filled until one is honest again; but
                // binance beyond all others is left out, for its dollar may be none, and then the other liar is outvoted.
                let beyond = if up > 0 { one_is } else { other_is } == Exchange::Binance;
                if up > 0 && down < 0 || beyond {
                    all_cast(&crowd).await;
                    one.set_offset_bp(0);
                    all_hook(&crowd).await;
                } else {
                    let casts = all_cast(&crowd);
                    let healed = async {
                        let told = other.count();
                        assert!(other.wait_for(told + 3, crate::harness::DEADLINE).await, "rounds go on");
                        assert_eq!(
                            world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await,
                            0
                        );
                        other.set_offset_bp(0);
                    };
                    tokio::join!(casts, healed);
                    all_hook(&crowd).await;
                }
                one.set_offset_bp(0);
                other.set_offset_bp(0);
            }
        }
        world.quiet().await;
        let record = Record::of(&world);
        let fills = fills(&world).await;
        assert_eq!(fills.len(), 2 * inflicted * CROWD);
        for fill in &fills {
            record.judge(fill, is_live);
            assert_eq!(fill.price.to_string(), "2500");
        }
        world.end().await;
        Tally { name: "two sources of four lie", inflicted: inflicted as u64, lost: 0, doubled: 0, recovery: None }
            .tell();
    });
}
