//! Bells on the rod: marks of the P&L at which a player wants to be told, once each. Called by the session for `/bell`, and with
//! the tick that crossed one.
//!
//! **Invariant:** at most [`BELLS`] on a line, none twice, each on the side of zero that its sign says; they go with the line. No
//! bell moves bait or cash.

use super::{
    change::Change,
    crossing::{Snap, Trigger},
    market::Tick,
    money::PnlPercent,
    player::{Player, Position, PositionId},
    pnl::pnl,
};

/// Bells on one line at the most.
pub const BELLS: usize = 3;
/// The lowest mark, a hair above the snap: −99.99 %.
pub const LOWEST_MARK: PnlPercent = PnlPercent(-999_900);
/// The highest mark: +1,000,000 %.
pub const HIGHEST_MARK: PnlPercent = PnlPercent(10_000_000_000);
/// Hundredths of a percent, in which marks are named, in units of a percent's ten-thousandths.
const HUNDREDTH: i64 = 100;

/// Why there is no such bell.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum BellRefusal {
    /// The words behind `/bell` are no mark.
    #[error("not a mark")]
    NotAMark,
    /// Zero, or outside of [`LOWEST_MARK`] to [`HIGHEST_MARK`].
    #[error("no mark that could be")]
    OutOfRange,
    /// No line in the water.
    #[error("nothing is out")]
    NothingOut,
    /// Three hang already.
    #[error("the rod is full of bells")]
    Full,
    /// It hangs already.
    #[error("the bell hangs already")]
    HangsAlready,
    /// The P&L is there already.
    #[error("the mark is crossed already")]
    CrossedAlready {
        /// The P&L now.
        percent: PnlPercent,
    },
    /// A short rod never earns so much, for no coin costs nothing.
    #[error("no price reaches the mark")]
    OutOfReach,
    /// That bell is not there any more.
    #[error("no such bell")]
    Gone,
}

/// Reads `+5`, `-3`, `5`, `2.25` or `2,25`, with or without a percent sign: at most two decimals.
pub fn parse_mark(text: &str) -> Result<PnlPercent, BellRefusal> {
    let text = text.trim();
    let text = text.strip_suffix('%').unwrap_or(text).trim_end();
    let (negative, digits) = match text.strip_prefix(['-', '−', '–']) {
        Some(digits) => (true, digits),
        None => (false, text.strip_prefix('+').unwrap_or(text)),
    };
    let (whole, part) = digits.split_once(['.', ',']).unwrap_or((digits, "0"));
    let is_number = |digits: &str| !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit());
    if !is_number(whole) || !is_number(part) || part.len() > 2 {
        return Err(BellRefusal::NotAMark);
    }
    // A number too long to be read is too large as well.
    let whole: i64 = whole.parse().map_err(|_| BellRefusal::OutOfRange)?;
    let part: i64 = format!("{part:0<2}").parse().map_err(|_| BellRefusal::NotAMark)?;
    let hundredths = whole.checked_mul(100).and_then(|whole| whole.checked_add(part));
    let mark = hundredths.and_then(|hundredths| hundredths.checked_mul(HUNDREDTH)).ok_or(BellRefusal::OutOfRange)?;
    let mark = PnlPercent(if negative { -mark } else { mark });
    if is_mark(mark) { Ok(mark) } else { Err(BellRefusal::OutOfRange) }
}

/// True for what a bell can hang at.
pub fn is_mark(mark: PnlPercent) -> bool {
    mark.0 != 0 && mark.0 % HUNDREDTH == 0 && (LOWEST_MARK..=HIGHEST_MARK).contains(&mark)
}

/// What needs no price: the line that the bell would hang on.
pub fn check_bell(player: &Player, mark: PnlPercent) -> Result<&Position, BellRefusal> {
    let position = player.open.as_ref().ok_or(BellRefusal::NothingOut)?;
    if position.bells.contains(&mark) {
        return Err(BellRefusal::HangsAlready);
    }
    if position.bells.len() >= BELLS {
        return Err(BellRefusal::Full);
    }
    if !Trigger::of(position.entry.price, position.leverage, mark).is_in_reach() {
        return Err(BellRefusal::OutOfReach);
    }
    Ok(position)
}

/// Hangs a bell. `now` is the newest tick there is; without one nothing is known to be crossed, and the next tick tells.
pub fn decide_bell(player: &Player, mark: PnlPercent, now: Option<&Tick>) -> Result<Change, BellRefusal> {
    let position = check_bell(player, mark)?;
    if let Some(tick) = now.filter(|tick| tick.pair == position.pond)
        && Trigger::of(position.entry.price, position.leverage, mark).is_crossed_by(tick.price)
    {
        let made = pnl(position.stake, position.entry.price, tick.price, position.leverage);
        return Err(BellRefusal::CrossedAlready { percent: made.percent });
    }
    let mut bells = position.bells.clone();
    bells.push(mark);
    Ok(with_bells(player, position.id, bells))
}

/// Takes a bell off.
pub fn decide_unbell(player: &Player, id: PositionId, mark: PnlPercent) -> Result<Change, BellRefusal> {
    let position = player.open.as_ref().filter(|open| open.id == id && open.bells.contains(&mark));
    position.map(|position| without(player, position, mark)).ok_or(BellRefusal::Gone)
}

/// The bell that a tick rings comes off; `None`: there is no such bell, or the tick does not ring it, or snaps the line besides,
/// which says it all.
pub fn decide_ring(player: &Player, id: PositionId, mark: PnlPercent, tick: &Tick) -> Option<Change> {
    let position = player.open.as_ref().filter(|open| open.id == id && open.bells.contains(&mark))?;
    let trigger = Trigger::of(position.entry.price, position.leverage, mark);
    let rings =
        tick.pair == position.pond && tick.round_at > position.entry.round_at && trigger.is_crossed_by(tick.price);
    (rings && !Snap::of(position).is_by(tick)).then(|| without(player, position, mark))
}

fn without(player: &Player, position: &Position, mark: PnlPercent) -> Change {
    let bells = position.bells.iter().copied().filter(|bell| *bell != mark).collect();
    with_bells(player, position.id, bells)
}

fn with_bells(player: &Player, id: PositionId, mut bells: Vec<PnlPercent>) -> Change {
    bells.sort_unstable_by(|a, b| b.cmp(a));
    let mut change = Change::of(player);
    change.bells = Some((id, bells));
    change
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::{
        catalogue::RodId,
        samples::{player, position, tick},
    };

    const FIVE: PnlPercent = PnlPercent(50_000);
    const LINE: PositionId = PositionId(42);

    fn fishing(bells: &[i64]) -> Player {
        let mut player = player(2, 50_000, 0);
        let mut line = position(RodId::Long20, 20, "2500");
        line.bells = bells.iter().map(|mark| PnlPercent(*mark)).collect();
        player.open = Some(line);
        player
    }

    #[test]
    fn marks_as_players_write_them() {
        for (text, mark) in [
            ("+5", Ok(50_000)),
            ("5", Ok(50_000)),
            (" -3 ", Ok(-30_000)),
            ("−3,5", Ok(-35_000)),
            ("2.25%", Ok(22_500)),
            ("+0.01 %", Ok(100)),
            ("-99.99", Ok(-999_900)),
            ("+1000000", Ok(10_000_000_000)),
            ("-100", Err(BellRefusal::OutOfRange)),
            ("1000000.01", Err(BellRefusal::OutOfRange)),
            ("99999999999999999999", Err(BellRefusal::OutOfRange)),
            ("9223372036854775807", Err(BellRefusal::OutOfRange)),
            ("0", Err(BellRefusal::OutOfRange)),
            ("-0.00", Err(BellRefusal::OutOfRange)),
            ("5.123", Err(BellRefusal::NotAMark)),
            ("1,000.5", Err(BellRefusal::NotAMark)),
            ("+-5", Err(BellRefusal::NotAMark)),
            ("five", Err(BellRefusal::NotAMark)),
            (".5", Err(BellRefusal::NotAMark)),
            ("5.", Err(BellRefusal::NotAMark)),
            ("٥", Err(BellRefusal::NotAMark)),
            ("", Err(BellRefusal::NotAMark)),
        ] {
            assert_eq!(parse_mark(text), mark.map(PnlPercent), "{text:?}");
        }
    }

    #[test]
    fn bells_are_hung_in_order_and_taken_off() {
        let mut player = fishing(&[-30_000]);
        let change = decide_bell(&player, FIVE, Some(&tick(1_010, "2500"))).unwrap();
        assert!(change.legs.is_empty());
        player.apply(&change);
        assert_eq!(player.open.as_ref().unwrap().bells, [FIVE, PnlPercent(-30_000)]);
        player.apply(&decide_unbell(&player, LINE, PnlPercent(-30_000)).unwrap());
        assert_eq!(player.open.as_ref().unwrap().bells, [FIVE]);
        assert_eq!(decide_unbell(&player, LINE, PnlPercent(-30_000)), Err(BellRefusal::Gone));
        assert_eq!(decide_unbell(&player, PositionId(41), FIVE), Err(BellRefusal::Gone));
    }

    #[test]
    fn refusals() {
        let ashore = player(2, 0, 0);
        let refused = |player: &Player, mark, now| decide_bell(player, mark, Some(&tick(1_010, now))).unwrap_err();
        assert_eq!(refused(&ashore, FIVE, "2500"), BellRefusal::NothingOut);
        assert_eq!(refused(&fishing(&[50_000]), FIVE, "2500"), BellRefusal::HangsAlready);
        assert_eq!(refused(&fishing(&[1_000, 2_000, 3_000]), FIVE, "2500"), BellRefusal::Full);
        let percent = PnlPercent(80_000);
        assert_eq!(refused(&fishing(&[]), FIVE, "2600"), BellRefusal::CrossedAlready { percent });
        assert!(decide_bell(&fishing(&[]), FIVE, None).is_ok(), "the next tick will tell");
        let mut short = fishing(&[]);
        short.open.as_mut().unwrap().leverage.0 = -20;
        assert_eq!(refused(&short, PnlPercent(2_000_000), "2500"), BellRefusal::OutOfReach);
    }

    #[test]
    fn a_bell_rings_at_a_tick_that_reaches_it_and_comes_off() {
        let player = fishing(&[50_000, -30_000]);
        assert_eq!(decide_ring(&player, LINE, FIVE, &tick(1_010, "2562.49")), None);
        assert_eq!(decide_ring(&player, LINE, FIVE, &tick(1_000, "2600")), None, "not after the entry's round");
        assert_eq!(decide_ring(&player, PositionId(41), FIVE, &tick(1_010, "2600")), None);
        let low = PnlPercent(-30_000);
        assert_eq!(decide_ring(&player, LINE, low, &tick(1_010, "1250")), None, "the snap says it all");
        let change = decide_ring(&player, LINE, FIVE, &tick(1_010, "2562.5")).unwrap();
        assert_eq!(change.bells, Some((LINE, vec![low])));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_a_mark_or_a_refusal(text in "[-+−]?[0-9]{0,22}[.,]?[0-9]{0,4}%?|.{0,20}") {
            if let Ok(mark) = parse_mark(&text) {
                prop_assert!(is_mark(mark));
            }
        }
    }
}
