//! Text: game values in, pages out, in English and Russian. Called by sessions (pages), the Outbox (scenes) and ImageGen
//! (the words of a card).
//!
//! The words are Fluent files (`en/*.ftl`, `ru/*.ftl`) built into the program; the code here only chooses messages, formats
//! numbers for the language and lays out buttons. Pages are Telegram HTML.
//!
//! **Invariant:** whatever came from outside (a name) is stripped, cut and escaped before it stands in a page; every page
//! stays inside Telegram's limits for any value the game can hold (tests in `pages/checks.rs`).
//!
//! **Absent:** no clock (the caller says what time it is) and no dice (the caller throws them).

use std::{fmt, str::FromStr};

mod card;
mod names;
mod numbers;
pub mod pages;
mod scenes;
mod speech;
mod toasts;
mod words;

pub use card::{CardWords, card_words};
pub use names::{NAME_CHARS, plain_name, safe_name};
pub use numbers::{cents, duration, leverage, percent, price, signed_cents, whole};
pub use scenes::{CAST_SCENES, CastScene, HOOK_SCENES, cast_scene, cast_splash, hook_scene};
pub use toasts::{TOAST_CHARS, not_yours, plain, stale_button, toast};
pub use words::{brand, fish_name, fish_story, pond_name, rarity_name, rod_name};

/// A language the game speaks.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Lang {
    /// English, for everyone who has not asked for another.
    #[default]
    En,
    /// Russian.
    Ru,
}

/// A text that names no language of ours.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("unknown language")]
pub struct UnknownLang;

/// One button under a page.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Button {
    /// What the player reads.
    pub label: String,
    /// What comes back when it is pressed: an encoded [`crate::game::press::Press`], at most 64 bytes.
    pub data: String,
}

/// One message to a player.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Page {
    /// Telegram HTML, 1 to 4,096 characters after its entities are parsed.
    pub text: String,
    /// Rows of buttons; empty for none.
    pub keyboard: Vec<Vec<Button>>,
}

impl Lang {
    /// Both, the default first.
    pub const ALL: [Lang; 2] = [Lang::En, Lang::Ru];

    /// From Telegram's `language_code` (an IETF tag such as `ru` or `pt-br`): Russian for `ru`, else English.
    pub fn from_code(code: Option<&str>) -> Lang {
        let primary = code.and_then(|code| code.split(['-', '_']).next()).unwrap_or_default();
        if primary.eq_ignore_ascii_case("ru") { Lang::Ru } else { Lang::En }
    }

    /// As stored.
    pub fn as_str(self) -> &'static str {
        match self {
            Lang::En => "en",
            Lang::Ru => "ru",
        }
    }
}

impl FromStr for Lang {
    type Err = UnknownLang;
    fn from_str(text: &str) -> Result<Lang, UnknownLang> {
        Lang::ALL.into_iter().find(|lang| lang.as_str() == text).ok_or(UnknownLang)
    }
}

impl fmt::Display for Lang {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Page {
    /// A page without buttons.
    pub fn plain(text: String) -> Page {
        Page { text, keyboard: Vec::new() }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_russian_is_answered_in_russian() {
        for (code, lang) in [
            (None, Lang::En),
            (Some(""), Lang::En),
            (Some("en-GB"), Lang::En),
            (Some("ru"), Lang::Ru),
            (Some("RU"), Lang::Ru),
            (Some("ru-RU"), Lang::Ru),
            (Some("ru_UA"), Lang::Ru),
            (Some("run"), Lang::En),
            (Some("uk"), Lang::En),
        ] {
            assert_eq!(Lang::from_code(code), lang, "{code:?}");
        }
        assert_eq!("ru".parse(), Ok(Lang::Ru));
        assert_eq!("de".parse::<Lang>(), Err(UnknownLang));
    }
}
