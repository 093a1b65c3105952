//! A player's luck: the word of his own that is in every roll of his. Set with `/luck`, stored with him, and with each line as it
//! was at the cast.
//!
//! It comes from outside and is published in proofs, which people copy and programs read: so it is one word of what can be seen.
//!
//! **Invariant:** [`Luck::parse`] gives 1 to [`LUCK_CHARS`] visible characters, no space, no break of a line among them.

use std::fmt;

use super::{change::Change, player::Player};

/// Characters of a luck at the most.
pub const LUCK_CHARS: usize = 32;

/// Combining marks in a row at the most: enough for every living script, too few to climb over the lines above.
const MARKS_IN_A_ROW: usize = 3;

/// See the file's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Luck(String);

/// Why a luck is not taken.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum LuckRefusal {
    /// Nothing that can be seen.
    #[error("nothing is left of it")]
    Empty,
    /// Several words.
    #[error("more than one word")]
    NotOneWord,
    /// Too many characters.
    #[error("too long")]
    TooLong,
    /// His line is in the water: its roll is fixed, and so is what he is shown of it.
    #[error("a line is out")]
    LineOut,
}

impl LuckRefusal {
    /// All there are.
    pub const ALL: [LuckRefusal; 4] =
        [LuckRefusal::Empty, LuckRefusal::NotOneWord, LuckRefusal::TooLong, LuckRefusal::LineOut];
}

impl Luck {
    /// What was typed, without what cannot be seen.
    pub fn parse(typed: &str) -> Result<Luck, LuckRefusal> {
        let typed = typed.trim();
        if typed.contains(char::is_whitespace) {
            return Err(LuckRefusal::NotOneWord);
        }
        let (mut kept, mut marks) = (String::new(), 0);
        for character in typed.chars().filter(|c| !is_hidden(*c)) {
            marks = if is_mark(character) { marks + 1 } else { 0 };
            if marks <= MARKS_IN_A_ROW {
                kept.push(character);
            }
        }
        if kept.chars().all(is_mark) {
            Err(LuckRefusal::Empty)
        } else if kept.chars().count() > LUCK_CHARS {
            Err(LuckRefusal::TooLong)
        } else {
            Ok(Luck(kept))
        }
    }

    /// As it is stored; empty on a line of somebody who was forgotten.
    pub fn stored(text: &str) -> Luck {
        Luck(text.to_owned())
    }

    /// The word.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

impl Default for Luck {
    /// Everybody's until he sets his own.
    fn default() -> Luck {
        Luck("angler".to_owned())
    }
}

impl fmt::Display for Luck {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

/// Whether a luck may be set now.
pub fn check_luck(player: &Player) -> Result<(), LuckRefusal> {
    if player.open.is_some() { Err(LuckRefusal::LineOut) } else { Ok(()) }
}

/// Sets it for the next cast.
pub fn decide_luck(player: &Player, luck: Luck) -> Result<Change, LuckRefusal> {
    check_luck(player)?;
    let mut change = Change::of(player);
    change.profile_of(player).luck = luck;
    Ok(change)
}

/// Controls, and what hides in a text or changes its direction: it would be lost or moved when somebody copies a proof.
fn is_hidden(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{34f}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}'..='\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{2800}' | '\u{3164}'
            | '\u{e000}'..='\u{f8ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffd}'
            | '\u{1d173}'..='\u{1d17a}' | '\u{e0000}'..='\u{e0fff}' | '\u{f0000}'..='\u{10ffff}')
}

/// The common blocks of combining marks.
fn is_mark(character: char) -> bool {
    matches!(character,
        '\u{300}'..='\u{36f}' | '\u{483}'..='\u{489}' | '\u{1ab0}'..='\u{1aff}' | '\u{1dc0}'..='\u{1dff}'
        | '\u{20d0}'..='\u{20ff}' | '\u{fe20}'..='\u{fe2f}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::{
        catalogue::RodId,
        samples::{player, position},
    };

    #[test]
    fn a_word_is_taken_as_it_is_seen() {
        for (typed, kept) in [
            ("clover", "clover"),
            ("  Клевер\n", "Клевер"),
            ("🍀", "🍀"),
            ("❤\u{fe0f}", "❤"),
            ("<b>&\"", "<b>&\""),
            ("a\u{202e}b\u{200b}c\0d", "abcd"),
            ("fish:2:1:x", "fish:2:1:x"),
            ("ё\u{301}\u{301}\u{301}\u{301}\u{301}", "ё\u{301}\u{301}\u{301}"),
        ] {
            assert_eq!(Luck::parse(typed), Ok(Luck(kept.to_owned())), "{typed:?}");
        }
        assert_eq!(Luck::default().as_str(), "angler");
    }

    #[test]
    fn what_is_no_word_is_refused_and_says_why() {
        for (typed, refusal) in [
            ("", LuckRefusal::Empty),
            ("\u{200b}\u{feff}\0", LuckRefusal::Empty),
            ("\u{301}\u{301}", LuckRefusal::Empty),
            ("two words", LuckRefusal::NotOneWord),
            ("two\u{2028}words", LuckRefusal::NotOneWord),
            ("two\u{85}words", LuckRefusal::NotOneWord),
        ] {
            assert_eq!(Luck::parse(typed), Err(refusal), "{typed:?}");
        }
        assert!(Luck::parse(&"я".repeat(LUCK_CHARS)).is_ok());
        assert_eq!(Luck::parse(&"я".repeat(LUCK_CHARS + 1)), Err(LuckRefusal::TooLong));
        assert_eq!(Luck::parse(&"я".repeat(100_000)), Err(LuckRefusal::TooLong));
    }

    #[test]
    fn it_is_set_while_no_line_is_out() {
        let mut ann = player(3, 50_000, 0);
        let luck = Luck::parse("clover").unwrap();
        let change = decide_luck(&ann, luck.clone()).unwrap();
        assert!(change.legs.is_empty());
        ann.apply(&change);
        assert_eq!(ann.profile.luck, luck);
        ann.open = Some(position(RodId::Long20, 20, "2500"));
        assert_eq!(decide_luck(&ann, Luck::default()), Err(LuckRefusal::LineOut));
    }

    proptest! {
        #[test]
        fn whatever_is_typed_is_one_visible_line_or_refused(typed in any::<String>(), wide in "\\PC{0,60}") {
            for typed in [typed, wide] {
                if let Ok(luck) = Luck::parse(&typed) {
                    prop_assert!((1..=LUCK_CHARS).contains(&luck.as_str().chars().count()));
                    let unseen = luck.as_str().chars().any(|c| c.is_control() || c.is_whitespace() || is_hidden(c));
                    prop_assert!(!unseen);
                    prop_assert_eq!(Luck::parse(luck.as_str()), Ok(luck.clone()));
                }
            }
        }
    }
}
