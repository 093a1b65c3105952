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

mod card;
mod names;
mod numbers;
pub mod pages;
mod proof;
mod scenes;
pub mod signs;
mod speech;
mod toasts;
mod words;

pub use crate::game::lang::{Lang, UnknownLang};
pub use card::{CardWords, card_name, card_words, somebody_on_card};
pub use names::{NAME_CHARS, plain_name, plain_title, safe_name, safe_title};
pub use numbers::{cents, duration, leverage, percent, price, signed_cents, whole};
pub use scenes::{CAST_SCENES, CastScene, HOOK_SCENES, cast_scene, cast_splash, hook_scene, slow_price};
pub use toasts::{TOAST_CHARS, not_yours, plain, stale_button, toast};
pub use words::{brand, fish_name, fish_story, pond_name, rarity_name, rod_name};

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

impl Page {
    /// A page without buttons.
    pub fn plain(text: String) -> Page {
        Page { text, keyboard: Vec::new() }
    }
}
