//! The languages the game speaks. Part of a player's profile; `text` has the words of each.
//!
//! **Invariant:** whatever code Telegram tells, there is a language to answer in.

use std::{fmt, str::FromStr};

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
