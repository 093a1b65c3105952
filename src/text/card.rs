//! The words that stand on a picture card. Called by whoever asks ImageGen for a card.
//!
//! **Invariant:** plain text, no HTML: a card is drawn, not parsed. Nothing on it came from outside but a name, stripped as everywhere.

use unicode_normalization::UnicodeNormalization;

use super::{
    Lang, NAME_CHARS,
    names::plain_name,
    numbers::{duration, percent, signed_cents},
    speech::say,
    words::{brand, fish_name, pond_name, rarity_name, rod_name},
};
use crate::game::{
    catalogue::{self, Rarity},
    hook::Catch,
};

/// What a personal card says, each a finished text of the player's language.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardWords {
    /// The fish's name.
    pub fish_name: String,
    /// Its rarity.
    pub rarity_word: String,
    /// The pond's name.
    pub pond: String,
    /// The rod's name with its leverage.
    pub rod: String,
    /// How long the line was out.
    pub time_in_water: String,
    /// P&L: `+1.23 %`.
    pub pnl_percent: String,
    /// P&L: `+$12.34`.
    pub pnl_dollars: String,
    /// The game's name.
    pub brand: String,
}

/// The words for a catch's card.
pub fn card_words(lang: Lang, caught: &Catch) -> CardWords {
    // An unknown id (a fish of a newer catalogue) is drawn in the plainest frame.
    let rarity = catalogue::find(caught.fish.0).map_or(Rarity::Common, |fish| fish.rarity);
    CardWords {
        fish_name: fish_name(lang, caught.fish),
        rarity_word: rarity_name(lang, rarity),
        pond: pond_name(lang, caught.position.pond),
        rod: rod_name(lang, caught.position.rod),
        time_in_water: duration(lang, seconds_in_water(caught)),
        pnl_percent: percent(lang, caught.pnl.percent),
        pnl_dollars: signed_cents(lang, caught.pnl.cents),
        brand: brand(lang),
    }
}

/// A player's name for a card: letters that were put together of a letter and a mark, and letters in fancy dress, become the
/// plain ones, which a font has. May be empty, or in a script that no card can write.
pub fn card_name(name: &str) -> String {
    plain_name(name).nfkc().take(NAME_CHARS).collect()
}

/// Who caught it where a card cannot write his name.
pub fn somebody_on_card(lang: Lang) -> String {
    say(lang, "card-somebody", &[])
}

/// From the cast to the close, in seconds.
pub(super) fn seconds_in_water(caught: &Catch) -> i64 {
    caught.closed_at.duration_since(caught.position.opened_at).as_secs()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::pages::samples;

    #[test]
    fn a_name_on_a_card_is_stripped_and_in_plain_letters() {
        for (name, plain) in [
            ("Ann", "Ann"),
            ("  two\n\nlines ", "two lines"),
            ("\u{202e}evil\u{2066}", "evil"),
            ("и\u{306}ога", "йога"),
            ("𝓐𝓷𝓷 Ⓑ ｆｉｓｈ", "Ann B fish"),
            ("\u{200b}\u{200d}", ""),
        ] {
            assert_eq!(card_name(name), plain, "{name:?}");
        }
        assert_eq!(card_name(&"\u{fdfa}".repeat(64)).chars().count(), NAME_CHARS, "one sign may stand for eighteen");
    }

    #[test]
    fn a_card_speaks_both_languages() {
        let caught = samples::caught("hodl-haddock", "2500", "2531.25");
        let en = card_words(Lang::En, &caught);
        assert_eq!((en.fish_name.as_str(), en.rarity_word.as_str()), ("Hodl Haddock", "Common"));
        assert_eq!((en.pnl_percent.as_str(), en.pnl_dollars.as_str()), ("+2.50\u{a0}%", "+$25.00"));
        let ru = card_words(Lang::Ru, &caught);
        assert_eq!((ru.pond.as_str(), ru.rod.as_str()), ("Эфирная заводь", "Оптимист +2,0×"));
        assert_eq!(ru.time_in_water.replace('\u{a0}', " "), "12 мин 5 с");
    }
}
