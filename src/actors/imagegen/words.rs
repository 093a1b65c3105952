//! From a closed position to what stands on its card: words in the player's language and the price path.
//!
//! Pure; called when the position's facts came.
//!
//! **Invariant:** plain text only; the path has recorded ticks and the two fills, in order, and a gap is never bridged.

use std::sync::Arc;

use jiff::Timestamp;

use super::card::{Angler, CatchFacts, FishFace, PathPoint};
use crate::{
    actors::db::messages::CaughtPosition,
    game::{
        catalogue::{Fish, RodId},
        market::Pair,
        money::{Cents, PnlPercent, Price},
    },
    text::{
        self, Lang, card_name, duration, fish_name, pond_name, rarity_name, rod_name, signed_cents, somebody_on_card,
    },
};

/// One tick a minute is recorded: two that are further apart have at least one missing between them.
const GAP_MS: i64 = 150_000;

/// The fish in one language's words.
pub fn face(fish: &Fish, lang: Lang, art: Option<Arc<[u8]>>) -> FishFace {
    FishFace {
        fish: fish.id,
        rarity: fish.rarity,
        name: fish_name(lang, fish.id),
        rarity_word: rarity_name(lang, fish.rarity),
        art,
    }
}

/// The catch in one language's words; with the player's name where others see it too.
pub(super) fn facts(caught: &CaughtPosition, lang: Lang, named: bool) -> CatchFacts {
    let position = &caught.position;
    let seconds = caught.closed_at.duration_since(position.opened_at).as_secs();
    let angler = named.then(|| Angler { name: card_name(&caught.name), somebody: somebody_on_card(lang) });
    let stated = stated(lang, (caught.percent, caught.cents), (position.pond, position.rod), seconds, path(caught));
    CatchFacts { angler, ..stated }
}

/// P&L, pond, rod and seconds in the water in one language's words, and nobody's name.
pub fn stated(
    lang: Lang,
    (percent, cents): (PnlPercent, Cents),
    (pond, rod): (Pair, RodId),
    seconds: i64,
    path: Vec<PathPoint>,
) -> CatchFacts {
    CatchFacts {
        angler: None,
        percent_text: text::percent(lang, percent),
        dollars_text: signed_cents(lang, cents),
        up: percent.0 >= 0,
        pond,
        pond_text: pond_name(lang, pond),
        rod_text: rod_name(lang, rod),
        time_text: duration(lang, seconds),
        path,
    }
}

/// The entry's fill, the recorded ticks, the exit's fill.
fn path(caught: &CaughtPosition) -> Vec<PathPoint> {
    let entry = (caught.position.entry.round_at, caught.position.entry.price);
    let exit = (caught.exit_round_at, caught.exit);
    let longest = longest_step(&caught.path);
    let mut before = None;
    let point = |(at, price): (Timestamp, Price)| {
        let at_ms = at.as_millisecond();
        let gap_before = before.replace(at_ms).is_some_and(|before| at_ms - before > longest);
        PathPoint { at_ms, price: price.get(), gap_before }
    };
    [entry].into_iter().chain(caught.path.iter().copied()).chain([exit]).map(point).collect()
}

/// More time than this between two points is a gap, ms: two and a half of the usual steps, which are minutes, or several
/// minutes in the path of a long catch, of which only every nth tick is told.
fn longest_step(ticks: &[(Timestamp, Price)]) -> i64 {
    let mut steps: Vec<i64> =
        ticks.windows(2).map(|two| two[1].0.as_millisecond() - two[0].0.as_millisecond()).collect();
    steps.sort_unstable();
    let usual = steps.get(steps.len() / 2).copied().unwrap_or_default();
    (usual.saturating_mul(5) / 2).max(GAP_MS)
}

#[cfg(test)]
pub(super) mod tests {
    use super::*;
    use crate::game::{
        catalogue::{RodId, find},
        fair::{DrawRule, Seed},
        market::{Pair, Tick},
        money::{Cents, Leverage, PnlPercent},
        player::{Position, PositionId},
    };

    fn at(second: i64) -> Timestamp {
        Timestamp::from_second(second).unwrap()
    }

    fn price(text: &str) -> Price {
        Price::parse(text).unwrap()
    }

    fn position() -> Position {
        Position {
            id: PositionId(42),
            chat_id: 17,
            topic: None,
            pond: Pair::EthUsd,
            rod: RodId::Long20,
            leverage: Leverage(20),
            stake: Cents(100_000),
            seed: Seed::from_bytes([7; 32]),
            rule: DrawRule::ByExit,
            opened_at: at(1_000),
            entry: Tick { pair: Pair::EthUsd, price: price("2500"), round_at: at(1_000), quotes: Vec::new() },
            ahead: jiff::SignedDuration::ZERO,
            bells: Vec::new(),
        }
    }

    /// A catch of this fish: +2 % on $1,000, ticks and hook so many seconds after the cast.
    pub(in super::super) fn caught(fish: &str, ticks: impl IntoIterator<Item = i64>, till: i64) -> CaughtPosition {
        CaughtPosition {
            position: position(),
            name: "Ａnn <b> 🎣".to_owned(),
            exit: price("2525"),
            exit_round_at: at(1_000 + till),
            closed_at: at(1_000 + till),
            percent: PnlPercent(20_000),
            cents: Cents(2_000),
            fish: fish.to_owned(),
            path: ticks.into_iter().map(|second| (at(1_000 + second), price("2510"))).collect(),
        }
    }

    fn gaps(ticks: impl IntoIterator<Item = i64>, till: i64) -> Vec<usize> {
        let path = path(&caught("hodl-haddock", ticks, till));
        path.iter().enumerate().filter(|(_, point)| point.gap_before).map(|(index, _)| index).collect()
    }

    #[test]
    fn a_path_goes_from_fill_to_fill_and_breaks_where_minutes_are_missing() {
        let points = path(&caught("hodl-haddock", [60, 120], 150));
        let told: Vec<(i64, String)> = points.iter().map(|p| (p.at_ms, p.price.to_string())).collect();
        let expected = [(1_000_000, "2500"), (1_060_000, "2510"), (1_120_000, "2510"), (1_150_000, "2525")];
        assert_eq!(told, expected.map(|(at, price)| (at, price.to_owned())));
        assert_eq!(gaps([60, 120, 180], 200), Vec::<usize>::new());
        assert_eq!(gaps([60, 120, 300, 360], 400), [3]);
        assert_eq!(gaps([], 140), Vec::<usize>::new(), "two fills of a short catch");
        assert_eq!(gaps([], 4_000), [1], "nothing is known of a long one");
        assert_eq!(gaps([600, 660], 700), [1], "nothing is known after the cast");
    }

    #[test]
    fn a_thinned_path_is_judged_by_its_own_spacing() {
        let hourly = |skip: i64| (1..=58).filter(move |n| *n != skip && *n != skip + 1).map(|n| n * 3_600);
        assert_eq!(gaps(hourly(100), 59 * 3_600), Vec::<usize>::new());
        assert_eq!(gaps(hourly(20), 59 * 3_600), [20]);
    }

    #[test]
    fn a_card_speaks_the_players_language() {
        let facts = facts(&caught("hodl-haddock", [], 725), Lang::Ru, false);
        assert_eq!(facts.pond_text, "Эфирная заводь");
        assert_eq!(facts.time_text.replace('\u{a0}', " "), "12 мин 5 с");
        assert!(facts.up && facts.percent_text.starts_with("+2,00"));
        assert_eq!(facts.angler, None, "nobody else sees it");
        assert_eq!(face(find("hodl-haddock").unwrap(), Lang::En, None).name, "Hodl Haddock");
    }

    #[test]
    fn a_card_that_others_see_names_the_player() {
        let named = |lang| facts(&caught("hodl-haddock", [], 725), lang, true).angler.unwrap();
        assert_eq!(named(Lang::En).name, "Ann <b> 🎣", "as it is: a card is drawn, and no markup");
        assert_eq!(
            (named(Lang::En).somebody, named(Lang::Ru).somebody.as_str()),
            ("A fellow angler".to_owned(), "Кто-то из своих")
        );
    }
}
