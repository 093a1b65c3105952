//! The hook: may it be, what is on it, and what does it change. Called by the session with the fill; by the Watch's crossing
//! for a snapped line, with the tick that snapped it.
//!
//! **Invariant:** every leg of a closed position sums its account to zero, and the player gets back stake + P&L, never less
//! than nothing: a line in the water can always close.
//!
//! **Absent:** no dice of its own: the catch follows from the seed stored at the cast and from the exit price.

use jiff::{SignedDuration, Timestamp};

use super::{
    catalogue::{self, CATALOGUE, FishId, Rarity, SNAPPED},
    change::{Account, Change},
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
    /// When the close was decided.
    pub closed_at: Timestamp,
    /// What it made or lost.
    pub pnl: Pnl,
    /// [`SNAPPED`] when the line snapped.
    pub fish: FishId,
    /// HMAC-SHA256 of the seed over position and exit price.
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

/// Closes the line at the fill. `commanded_at` is when the hook arrived (quick-hook guard), `now` the closing time.
pub fn decide_hook(
    player: &Player,
    tick: &Tick,
    commanded_at: Timestamp,
    now: Timestamp,
    rules: &Rules,
) -> Result<Change, HookRefusal> {
    let position = check_hook(player)?;
    if tick.pair != position.pond || tick.round_at <= position.entry.round_at {
        return Err(HookRefusal::SameTick);
    }
    let pnl = pnl(position.stake, position.entry.price, tick.price, position.leverage);
    check_patience(position, pnl.percent, commanded_at, now, rules)?;
    let caught = land(player, position, tick, pnl, now);
    Ok(settle(player, caught))
}

/// The quick-hook guard: a young line that has hardly moved stays in the water.
fn check_patience(
    position: &Position,
    percent: PnlPercent,
    commanded_at: Timestamp,
    now: Timestamp,
    rules: &Rules,
) -> Result<(), HookRefusal> {
    let patience = SignedDuration::from_secs(rules.quick_hook_s);
    let quick = commanded_at.duration_since(position.opened_at) < patience;
    if !quick || percent.0.abs() >= QUICK_HOOK_MOVE.0 {
        return Ok(());
    }
    // Counted from now, because that is when the player reads it; a hook may have been commanded before its cast was filled.
    let waited_s = now.duration_since(position.opened_at).as_secs();
    Err(HookRefusal::TooQuick { percent, wait_s: (rules.quick_hook_s - waited_s).clamp(1, rules.quick_hook_s) })
}

/// Pulls the fish out: dice, experience, level.
fn land(player: &Player, position: &Position, tick: &Tick, pnl: Pnl, now: Timestamp) -> Catch {
    let roll = fair::roll(&position.seed, position.id, tick.price);
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
