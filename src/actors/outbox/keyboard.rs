//! A keyboard as one line of text for the database, and back.
//!
//! Sessions write it into durable replies; the Outbox reads it when it sends. Labels and data are ours and hold none of the
//! three separators, which are stripped all the same.
//!
//! **Invariant:** `read(write(k)) == k` for every keyboard that our pages make.

use super::port::{Keyboard, KeyboardButton};
use crate::{
    actors::db::turn::{Reply, ReplyKind},
    game::spot::Spot,
    text::{Lang, Page},
};

/// Between rows, between buttons, between label and data: ASCII's record, unit and group separators.
const ROW: char = '\u{1e}';
const BUTTON: char = '\u{1f}';
const PART: char = '\u{1d}';

/// The keyboard of a page.
pub fn of(page: &Page) -> Keyboard {
    let button =
        |button: &crate::text::Button| KeyboardButton { label: button.label.clone(), data: button.data.clone() };
    page.keyboard.iter().map(|row| row.iter().map(button).collect()).collect()
}

/// A page as a durable message: what a turn, or the close of a week, leaves for the Outbox.
pub fn message(chat_id: i64, spot: Spot, page: &Page, lang: Lang) -> Reply {
    let keyboard = write(&of(page));
    Reply { chat_id, kind: ReplyKind::Message, body: page.text.clone(), keyboard, lang, spot }
}

/// As text; empty for no buttons.
pub fn write(keyboard: &Keyboard) -> String {
    let clean = |text: &str| text.replace([ROW, BUTTON, PART], " ");
    let button = |button: &KeyboardButton| format!("{}{PART}{}", clean(&button.label), clean(&button.data));
    let row = |row: &Vec<KeyboardButton>| row.iter().map(button).collect::<Vec<_>>().join(&BUTTON.to_string());
    keyboard.iter().map(row).collect::<Vec<_>>().join(&ROW.to_string())
}

/// From text; what is not ours is no button.
pub fn read(text: &str) -> Keyboard {
    let button = |text: &str| {
        let (label, data) = text.split_once(PART)?;
        Some(KeyboardButton { label: label.to_owned(), data: data.to_owned() })
    };
    let rows = text.split(ROW).map(|row| row.split(BUTTON).filter_map(button).collect::<Vec<_>>());
    rows.filter(|row| !row.is_empty()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read() {
        let button = |label: &str| KeyboardButton { label: label.to_owned(), data: format!("data:{label}") };
        for keyboard in [vec![], vec![vec![button("🎣 Hook"), button("Status")], vec![button("ещё")]]] {
            assert_eq!(read(&write(&keyboard)), keyboard);
        }
        assert_eq!(read("nonsense"), Keyboard::new());
    }
}
