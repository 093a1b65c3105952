//! The hook: may it be, what is on it, and what does it change. Called by the session with the fill; by the Watch's crossing
//! for a snapped line, with the tick that snapped it.
//!
//! **Invariant:** every leg of a closed position sums its account to zero, and the player gets back stake + P&L, never less
//! than nothing: a line in the water can always close.
//!
//! **Absent:** no dice of its own: the roll follows from what the cast fixed, and the exit price says only which fish are near.

use jiff::{SignedDuration, Timestamp};

use super::{
    catalogue::{self, CATALOGUE, FishId, Rarity, SNAPPED},
    change::{Account, Change},
    crossing::Snap,
    fair, levels,
    market::Tick,
    money::PnlPercent,
    player::{Player, Position},
    pnl::{Pnl, pnl},
    rules::{LEVEL_BAIT, QUICK_HOOK_MOVE, Rules},
};

/// Why there is no hook.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum HookRefusal {
    /// No line in the water.
    #[error("nothing is out")]
    NothingOut,
    /// Too young a line that has hardly moved.
    #[error("too quick a hook")]
    TooQuick {
        /// Its P&L.
        percent: PnlPercent,
        /// Seconds until the guard is over, at least 1.
        wait_s: i64,
    },
    /// The tick is not of a later round than the entry's: an exit never uses its entry's tick.
    #[error("no newer tick than the entry's")]
    SameTick,
}

/// A closed position and what came out of the water: all that is stored of it, shown of it and verified of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Catch {
    /// What was closed.
    pub position: Position,
    /// The fill.
    pub exit: Tick,
    /// Since when the exit was wanted; the fill's round began after it. A snapped line was given up with its cast, so there it
    /// is the entry's round, whoever noticed first.
    pub commanded_at: Timestamp,
    /// When the close was decided.
    pub closed_at: Timestamp,
    /// What it made or lost.
    pub pnl: Pnl,
    /// [`SNAPPED`] when the line snapped.
    pub fish: FishId,
    /// HMAC-SHA256 of the seed over the text of the line's draw rule.
    pub roll: [u8; 32],
    /// The catalogue's number at the time.
    pub catalogue: i32,
    /// What could have bitten, as it was offered; empty when the line snapped.
    pub candidates: Vec<(Rarity, Vec<FishId>)>,
    /// Experience for it.
    pub xp_gained: i64,
    /// Level before.
    pub level_before: u32,
    /// Level after.
    pub level_after: u32,
    /// Pieces of bait for new levels.
    pub bait_gained: i64,
}

/// What needs no price: the line that would be hooked.
pub fn check_hook(player: &Player) -> Result<&Position, HookRefusal> {
    player.open.as_ref().ok_or(HookRefusal::NothingOut)
}

/// When a hook was given.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct HookTimes {
    /// When it arrived: the quick-hook guard counts from the cast to here.
    pub arrived_at: Timestamp,
    /// From when its fill may be: the arrival, or the restart that replays it.
    pub commanded_at: Timestamp,
}

/// Closes the line at the fill, or at the tick that snapped it: `snap` is the first tick that crossed, up to the fill. `now` is
/// the closing time.
pub fn decide_hook(
    player: &Player,
    tick: &Tick,
    snap: Option<&Tick>,
    times: HookTimes,
    now: Timestamp,
    rules: &Rules,
) -> Result<Change, HookRefusal> {
    let position = check_hook(player)?;
    let snapped = snap.into_iter().chain([tick]).find_map(|tick| decide_snap(player, tick, now));
    if let Some(change) = snapped {
        return Ok(change);
    }
    // A tick of another pond is no exit either; the next round's may be.
    if tick.pair != position.pond || tick.round_at <= position.entry.round_at {
        return Err(HookRefusal::SameTick);
    }
    let pnl = pnl(position.stake, position.entry.price, tick.price, position.leverage);
    check_patience(position, pnl.percent, times.arrived_at, now, rules)?;
    let caught = land(player, position, tick, pnl, times.commanded_at, now);
    Ok(settle(player, caught))
}

/// Closes the line at the tick that snaps it; `None`: this tick snaps nothing of his. Nobody needs to have hooked, and no
/// guard holds it: the stake was given up with the cast.
pub fn decide_snap(player: &Player, tick: &Tick, now: Timestamp) -> Option<Change> {
    let position = player.open.as_ref().filter(|position| Snap::of(position).is_by(tick))?;
    let pnl = pnl(position.stake, position.entry.price, tick.price, position.leverage);
    Some(settle(player, land(player, position, tick, pnl, position.entry.round_at, now)))
}

/// The quick-hook guard: a young line that has hardly moved stays in the water.
fn check_patience(
    position: &Position,
    percent: PnlPercent,
    arrived_at: Timestamp,
    now: Timestamp,
    rules: &Rules,
) -> Result<(), HookRefusal> {
    let patience = SignedDuration::from_secs(rules.quick_hook_s);
    let quick = arrived_at.duration_since(position.opened_at) < patience;
    if rules.quick_hook_s <= 0 || !quick || percent.0.abs() >= QUICK_HOOK_MOVE.0 {
        return Ok(());
    }
    // Counted from now, because that is when the player reads it; a hook may have been commanded before its cast was filled.
    let waited_s = now.duration_since(position.opened_at).as_secs();
    Err(HookRefusal::TooQuick { percent, wait_s: (rules.quick_hook_s - waited_s).clamp(1, rules.quick_hook_s) })
}

/// Pulls the fish out: dice, experience, level.
fn land(player: &Player, position: &Position, tick: &Tick, pnl: Pnl, commanded_at: Timestamp, now: Timestamp) -> Catch {
    let roll = fair::roll(&position.seed, &position.rule.message(position.id, tick.price));
    let candidates = if pnl.snapped {
        Vec::new()
    } else {
        catalogue::candidates(pnl.percent, player.level, position.pond, position.rod)
    };
    let fish = if pnl.snapped { SNAPPED } else { fair::choose(&roll, &candidates) };
    let xp_gained = catalogue::find(fish.0).map_or(0, |fish| fish.rarity.xp());
    // A level once reached stays, even should the table of levels ever be stretched.
    let level_after = levels::level_of(player.xp + xp_gained).max(player.level);
    Catch {
        position: position.clone(),
        exit: tick.clone(),
        commanded_at,
        closed_at: now,
        pnl,
        fish,
        roll,
        catalogue: CATALOGUE,
        candidates,
        xp_gained,
        level_before: player.level,
        level_after,
        bait_gained: LEVEL_BAIT * i64::from(level_after - player.level),
    }
}

/// Moves the money: the P&L between house and position, then all that is left in the position to the player's cash.
fn settle(player: &Player, caught: Catch) -> Change {
    let id = Some(caught.position.id);
    let gain = caught.pnl.cents.0;
    let mut change = Change::of(player);
    change.moves(Account::HouseCash, Account::Position, gain, id);
    change.moves(Account::Position, Account::HouseCash, -gain, id);
    change.moves(Account::Position, Account::Cash, caught.position.stake.0 + gain, id);
    change.moves(Account::HouseBait, Account::Bait, caught.bait_gained, None);
    change.xp = player.xp + caught.xp_gained;
    change.level = caught.level_after;
    change.closes = Some(caught);
    change
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::{
        catalogue::RodId,
        change::Leg,
        market::Pair,
        money::Cents,
        player::PositionId,
        samples::{at, player, position, tick},
    };

    const LINE: Option<PositionId> = Some(PositionId(42));
    const RULES: Rules = Rules { new_player_bait: 10, quick_hook_s: 60 };

    fn fishing(xp: i64) -> Player {
        Player { open: Some(position(RodId::Long20, 20, "2500")), ..player(2, 50_000, xp) }
    }

    fn given(second: i64) -> HookTimes {
        HookTimes { arrived_at: at(second), commanded_at: at(second) }
    }

    /// A hook two minutes after the cast.
    fn hook(player: &Player, exit: &str) -> Result<Change, HookRefusal> {
        decide_hook(player, &tick(1_121, exit), None, given(1_120), at(1_122), &RULES)
    }

    fn leg(debit: Account, credit: Account, amount: i64) -> Leg {
        Leg { debit, credit, amount, position: LINE }
    }

    #[test]
    fn a_gain_comes_from_the_house_through_the_position_to_the_purse() {
        let mut player = fishing(0);
        let change = hook(&player, "2550").unwrap();
        let expected =
            [leg(Account::HouseCash, Account::Position, 4_000), leg(Account::Position, Account::Cash, 104_000)];
        assert_eq!(change.legs, expected);
        player.apply(&change);
        assert_eq!((player.cash, player.open, player.version), (Cents(154_000), None, 8));
        let caught = change.closes.unwrap();
        assert_eq!((caught.pnl.percent, caught.pnl.cents), (PnlPercent(40_000), Cents(4_000)));
        assert_eq!((caught.closed_at, caught.exit.round_at), (at(1_122), at(1_121)));
        assert_eq!((caught.catalogue, player.xp), (CATALOGUE, caught.xp_gained));
    }

    #[test]
    fn a_loss_goes_to_the_house_and_the_rest_to_the_purse() {
        let change = hook(&fishing(0), "2450").unwrap();
        let expected =
            [leg(Account::Position, Account::HouseCash, 4_000), leg(Account::Position, Account::Cash, 96_000)];
        assert_eq!(change.legs, expected);
    }

    #[test]
    fn a_hook_at_its_entry_price_moves_the_stake_only() {
        assert_eq!(hook(&fishing(0), "2500").unwrap().legs, [leg(Account::Position, Account::Cash, 100_000)]);
    }

    #[test]
    fn a_snapped_line_leaves_nothing_but_five_xp() {
        for exit in ["1250", "3"] {
            let change = hook(&fishing(0), exit).unwrap();
            assert_eq!(change.legs, [leg(Account::Position, Account::HouseCash, 100_000)]);
            let caught = change.closes.unwrap();
            assert_eq!((caught.fish, caught.xp_gained, caught.pnl.snapped), (SNAPPED, 5, true));
            assert_eq!((caught.candidates.len(), caught.pnl.percent), (0, PnlPercent::TOTAL_LOSS));
        }
    }

    #[test]
    fn a_young_line_snaps_whatever_the_guard_says() {
        let change = decide_hook(&fishing(0), &tick(1_001, "1250"), None, given(1_000), at(1_002), &RULES).unwrap();
        assert_eq!(change.closes.unwrap().fish, SNAPPED);
    }

    #[test]
    fn hook_first_and_crossing_first_give_one_catch() {
        let (player, crossed) = (fishing(0), tick(1_060, "1249"));
        let by_crossing = decide_snap(&player, &crossed, at(1_122)).unwrap();
        // The price had come back when the hook was filled, or had gone on falling.
        for fill in ["2600", "2500", "1000"] {
            let fill = tick(1_121, fill);
            let by_hook = decide_hook(&player, &fill, Some(&crossed), given(1_120), at(1_122), &RULES).unwrap();
            assert_eq!(by_hook, by_crossing);
        }
        let caught = by_crossing.closes.unwrap();
        assert_eq!((caught.fish, &caught.exit, caught.commanded_at), (SNAPPED, &crossed, at(1_000)));
        let own = hook(&player, "1249").unwrap().closes.unwrap();
        assert_eq!((own.fish, own.commanded_at, own.exit.round_at), (SNAPPED, at(1_000), at(1_121)));
        assert_eq!(hook(&player, "2500").unwrap().closes.unwrap().commanded_at, at(1_120));
    }

    #[test]
    fn a_tick_that_crosses_nothing_snaps_nothing() {
        let player = fishing(0);
        assert_eq!(decide_snap(&player, &tick(1_060, "1250.01"), at(1_122)), None);
        assert_eq!(decide_snap(&player, &tick(1_000, "1"), at(1_122)), None, "not of a later round than the entry's");
        assert_eq!(decide_snap(&Player { open: None, ..player }, &tick(1_060, "1"), at(1_122)), None);
    }

    #[test]
    fn a_new_level_brings_three_pieces_of_bait() {
        let mut player = fishing(95);
        let change = hook(&player, "2500").unwrap();
        let bait = Leg { debit: Account::HouseBait, credit: Account::Bait, amount: 3, position: None };
        assert_eq!(change.legs.last(), Some(&bait));
        player.apply(&change);
        assert_eq!((player.level, player.bait), (2, 5));
        let caught = change.closes.unwrap();
        assert_eq!((caught.level_before, caught.level_after, caught.bait_gained), (1, 2, 3));
    }

    #[test]
    fn the_catch_recomputes_from_what_is_stored_by_the_rule_of_its_cast() {
        let mut player = fishing(0);
        for text in ["fish:2:1:angler", "fish:42:2600"] {
            let caught = hook(&player, "2600").unwrap().closes.unwrap();
            let roll = fair::roll(&caught.position.seed, text);
            assert_eq!((caught.roll, caught.fish), (roll, fair::choose(&roll, &caught.candidates)));
            assert_eq!(caught.candidates, catalogue::candidates(caught.pnl.percent, 1, Pair::EthUsd, RodId::Long20));
            player.open.as_mut().unwrap().rule = fair::DrawRule::ByExit;
        }
    }

    #[test]
    fn refusals() {
        assert_eq!(hook(&player(2, 50_000, 0), "2500"), Err(HookRefusal::NothingOut));
        let same = decide_hook(&fishing(0), &tick(1_000, "2600"), None, given(1_120), at(1_122), &RULES);
        assert_eq!(same, Err(HookRefusal::SameTick));
        let mut elsewhere = tick(1_121, "2600");
        elsewhere.pair = Pair::BtcUsd;
        let there = decide_hook(&fishing(0), &elsewhere, None, given(1_120), at(1_122), &RULES);
        assert_eq!(there, Err(HookRefusal::SameTick));
    }

    #[test]
    fn a_line_with_an_entry_from_the_future_is_hooked_and_snaps_now_and_its_exit_follows_its_entry() {
        let (now, half_an_hour) = (at(1_100), SignedDuration::from_mins(30));
        for (exit, snaps) in [("2550", false), ("1240", true)] {
            let mut player = fishing(0);
            let line = player.open.take().unwrap();
            let stored = Position { opened_at: at(2_901), entry: line.entry.clone().moved(half_an_hour), ..line };
            player.open = Some(stored.clone().by_our_clock(at(1_050)));
            let line = player.open.as_ref().unwrap();
            assert_eq!((line.entry.round_at, line.ahead), (at(1_050), SignedDuration::from_secs(1_750)));
            assert_eq!(line.clone().by_our_clock(at(1_060)), *line, "read anew it is the same");
            let given = HookTimes { arrived_at: at(1_099), commanded_at: at(1_099) };
            let change = decide_hook(&player, &tick(1_100, exit), None, given, now, &RULES).unwrap();
            let caught = change.closes.unwrap();
            assert_eq!((caught.pnl.snapped, caught.closed_at), (snaps, now));
            let (exit, _) = caught.position.by_the_clock_of_its_cast(&caught.exit, caught.commanded_at);
            assert!(exit.round_at > stored.entry.round_at && exit.age_ms() == 0);
        }
    }

    #[test]
    fn the_guard_stops_quick_hooks_that_move_nothing() {
        let player = fishing(0);
        // commanded, now, exit, guard -> seconds to wait, or None when it goes through
        for (commanded, now, exit, quick_hook_s, wait_s) in [
            (1_010, 1_012, "2501.2", 60, Some(48)),
            (1_010, 1_012, "2498.8", 60, Some(48)),
            (1_010, 1_012, "2501.25", 60, None), // exactly 0.1 % at +2
            (1_010, 1_012, "2498.75", 60, None),
            (1_059, 1_061, "2500", 60, Some(1)), // over by the time he reads it
            (1_060, 1_061, "2500", 60, None),
            (995, 1_002, "2500", 60, Some(58)), // commanded while the cast was waiting for its fill
            (995, 1_002, "2500", 0, None),
        ] {
            let rules = Rules { quick_hook_s, ..RULES };
            let refused = match decide_hook(&player, &tick(1_001, exit), None, given(commanded), at(now), &rules) {
                Ok(_) => None,
                Err(HookRefusal::TooQuick { wait_s, .. }) => Some(wait_s),
                Err(other) => panic!("{other}"),
            };
            assert_eq!(refused, wait_s, "{commanded} {now} {exit} {quick_hook_s}");
        }
    }

    proptest! {
        #[test]
        fn the_position_ends_at_zero_and_only_the_house_is_on_the_other_side(
            cents in 1..1_000_000_i64, stake in 1..10_000_000_i64, xp in 0..3_000_i64, rod in 0..8_usize, byte in any::<u8>(),
        ) {
            let mut player = fishing(xp);
            let rod = RodId::ALL[rod];
            let line = player.open.as_mut().unwrap();
            (line.rod, line.leverage, line.stake) = (rod, catalogue::rod(rod).leverage, Cents(stake));
            line.seed = fair::Seed::from_bytes([byte; 32]);
            let before = player.clone();
            let change = hook(&player, &format!("{}.{:02}", cents / 100, cents % 100)).unwrap();
            let balance = |account| -> i64 {
                let of = |leg: &Leg| leg.amount * (i64::from(leg.credit == account) - i64::from(leg.debit == account));
                change.legs.iter().map(of).sum()
            };
            let caught = change.closes.as_ref().unwrap();
            prop_assert_eq!(balance(Account::Position), -stake);
            prop_assert_eq!(balance(Account::HouseCash), -caught.pnl.cents.0);
            prop_assert_eq!(balance(Account::Cash), stake + caught.pnl.cents.0);
            prop_assert!(balance(Account::Cash) >= 0);
            prop_assert!(change.legs.iter().all(|leg| leg.amount > 0 && leg.debit != leg.credit));
            for leg in &change.legs {
                let touches = leg.debit == Account::Position || leg.credit == Account::Position;
                prop_assert_eq!(leg.position.is_some(), touches);
            }
            prop_assert_eq!(change.level, levels::level_of(change.xp));
            prop_assert!(catalogue::find(caught.fish.0).is_some());
            player.apply(&change);
            prop_assert_eq!(player.cash.0, before.cash.0 + balance(Account::Cash));
            prop_assert_eq!(player.bait, before.bait + caught.bait_gained);
        }
    }
}
