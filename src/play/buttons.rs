//! The buttons under the bot's messages, numbered, and which one a number means.
//!
//! Owned by the chat, which tells it of every message, edit and deletion.
//!
//! **Invariant:** a number means a button of the newest message that has buttons now, in reading order from 1.

use std::{collections::BTreeMap, sync::Arc};

use crate::sandbox::telegram::{Button, Content};

/// Messages with buttons that are remembered: only the newest counts, older ones only once it lost its buttons.
const REMEMBERED: usize = 100;

/// Every message that has buttons, by its id.
#[derive(Debug, Default)]
pub(super) struct Buttons {
    shown: BTreeMap<i64, Arc<Content>>,
}

impl Buttons {
    /// A message shows this now; without buttons it no longer counts.
    pub(super) fn learn(&mut self, message_id: i64, content: &Arc<Content>) {
        if content.keyboard.iter().all(Vec::is_empty) {
            self.forget(message_id);
            return;
        }
        self.shown.insert(message_id, content.clone());
        if self.shown.len() > REMEMBERED {
            self.shown.pop_first();
        }
    }

    /// A message is gone.
    pub(super) fn forget(&mut self, message_id: i64) {
        self.shown.remove(&message_id);
    }

    /// The button that a number means, with its message's id.
    pub(super) fn numbered(&self, number: usize) -> Option<(i64, &Button)> {
        let (message_id, content) = self.shown.last_key_value()?;
        let button = content.keyboard.iter().flatten().nth(number.checked_sub(1)?)?;
        Some((*message_id, button))
    }

    /// How many buttons can be pressed now.
    pub(super) fn count(&self) -> usize {
        self.shown.last_key_value().map_or(0, |(_, content)| content.keyboard.iter().map(Vec::len).sum())
    }
}

/// A keyboard as lines of text, one per row: `[1] 🎣 Hook  [2] Status`.
pub(super) fn rows(keyboard: &[Vec<Button>]) -> Vec<String> {
    let mut number = 0;
    let mut word = |button: &Button| {
        number += 1;
        let leads = button.url.as_ref().map(|url| format!(" ({url})")).unwrap_or_default();
        format!("[{number}] {}{leads}", button.label)
    };
    let full = keyboard.iter().filter(|row| !row.is_empty());
    full.map(|row| row.iter().map(&mut word).collect::<Vec<_>>().join("  ")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn button(label: &str) -> Button {
        Button { label: label.into(), data: Some(label.to_lowercase()), url: None }
    }

    fn content(rows: &[&[&str]]) -> Arc<Content> {
        let keyboard = rows.iter().map(|row| row.iter().map(|label| button(label)).collect()).collect();
        Arc::new(Content { keyboard, ..Content::default() })
    }

    #[test]
    fn numbers_go_on_from_row_to_row() {
        let link = Button { label: "Site".into(), data: None, url: Some("https://e.org".into()) };
        let keyboard = vec![vec![button("🎣 Hook"), button("Status")], vec![], vec![link]];
        assert_eq!(rows(&keyboard), ["[1] 🎣 Hook  [2] Status", "[3] Site (https://e.org)"]);
        assert_eq!(rows(&[]), [""; 0]);
    }

    #[test]
    fn a_number_means_the_newest_message_that_has_buttons_now() {
        let mut buttons = Buttons::default();
        assert_eq!((buttons.numbered(1), buttons.count()), (None, 0));
        buttons.learn(5, &content(&[&["A", "B"]]));
        buttons.learn(9, &content(&[&["C"], &["D"]]));
        buttons.learn(11, &content(&[]));
        let pressed = |buttons: &Buttons, number| buttons.numbered(number).map(|(id, b)| (id, b.label.clone()));
        assert_eq!(pressed(&buttons, 2), Some((9, "D".to_owned())));
        assert_eq!((pressed(&buttons, 0), pressed(&buttons, 3), buttons.count()), (None, None, 2));
        buttons.learn(9, &content(&[]));
        assert_eq!(pressed(&buttons, 2), Some((5, "B".to_owned())));
        buttons.forget(5);
        assert_eq!(pressed(&buttons, 1), None);
    }

    #[test]
    fn only_so_many_keyboards_are_remembered() {
        let mut buttons = Buttons::default();
        for id in 0..500 {
            buttons.learn(id, &content(&[&["A"]]));
        }
        assert_eq!(buttons.shown.len(), REMEMBERED);
        assert_eq!(buttons.numbered(1).map(|(id, _)| id), Some(499));
    }
}
