//! How the chat looks in a terminal: who speaks, what he says, a picture's path, numbered buttons.
//!
//! Called by the chat for everything that is shown. Telegram's formatting is text and entities by then, so nothing here
//! reads HTML.
//!
//! **Invariant:** no control character of a message reaches the terminal; only our own escapes for bold do.
//! **Absent:** italics, colours, wrapping; a terminal wraps by itself.

use super::buttons;
use crate::sandbox::telegram::{Content, Entity};

/// Stands before each further line of what is said.
const INDENT: &str = "     ";

/// How a message came.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Came {
    /// It is new.
    New,
    /// It takes the place of what the message showed before.
    Edited,
}

/// A message of the bot as lines of text. `picture` is what stands for its photo or its file; `bold` says whether the screen knows bold.
pub(super) fn message(came: Came, content: &Content, picture: Option<&str>, bold: bool) -> String {
    let who = match came {
        Came::New => "bot: ",
        Came::Edited => "bot~ ",
    };
    let picture = picture.map(|picture| format!("({picture})"));
    let text = Some(styled(&content.text, &content.entities, bold)).filter(|text| !text.is_empty());
    let rows = buttons::rows(&content.keyboard).into_iter().map(|row| plain(&row));
    let parts = picture.into_iter().chain(text).chain(rows);
    lines(who, &parts.collect::<Vec<_>>().join("\n"))
}

/// What the player said, where his own typing does not show it already.
pub(super) fn said(line: &str) -> String {
    lines("you: ", &plain(line))
}

/// Something of the bot that is no message.
pub(super) fn aside(words: &str) -> String {
    lines("bot: ", &plain(words))
}

/// Something that the terminal itself has to say.
pub(super) fn notice(words: &str) -> String {
    format!("({})\n", plain(words))
}

fn lines(who: &str, text: &str) -> String {
    let mut shown = String::with_capacity(text.len() + 16);
    for (number, line) in text.split('\n').enumerate() {
        match (number, line.is_empty()) {
            (0, _) => shown.push_str(who),
            (_, false) => shown.push_str(INDENT),
            (_, true) => {}
        }
        shown.push_str(line);
        shown.push('\n');
    }
    shown
}

fn plain(text: &str) -> String {
    text.chars().filter(|c| shows(*c)).collect()
}

/// Control characters could move the cursor or recolour the screen, and bidi overrides turn lines around.
fn shows(c: char) -> bool {
    c == '\n' || !c.is_control() && !matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

/// The text with bold begun and ended, and with the addresses of its links behind them.
fn styled(text: &str, entities: &[Entity], bold: bool) -> String {
    let mut marks: Vec<(usize, String)> = Vec::new();
    for entity in entities {
        let end = entity.offset + entity.length;
        match (entity.kind, &entity.url) {
            ("bold", _) if bold => marks.extend([(entity.offset, "\x1b[1m".to_owned()), (end, "\x1b[22m".to_owned())]),
            (_, Some(url)) => marks.push((end, format!(" ({})", plain(url)))),
            _ => {}
        }
    }
    marks.sort_by_key(|(at, _)| *at);
    let mut marks = marks.into_iter().peekable();
    let mut shown = String::with_capacity(text.len() + 16);
    // Entities count in UTF-16 code units, as the Bot API does.
    let mut at = 0;
    for c in text.chars() {
        while let Some((_, mark)) = marks.next_if(|(due, _)| *due <= at) {
            shown.push_str(&mark);
        }
        at += c.len_utf16();
        if shows(c) {
            shown.push(c);
        }
    }
    shown.extend(marks.map(|(_, mark)| mark));
    shown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::sandbox::telegram::Button;

    fn content(text: &str, entities: Vec<Entity>, labels: &[&str]) -> Content {
        let button = |label: &&str| Button { label: (*label).to_owned(), data: Some("x".into()), url: None };
        let keyboard = if labels.is_empty() { vec![] } else { vec![labels.iter().map(button).collect()] };
        Content { text: text.into(), entities, keyboard, ..Content::default() }
    }

    fn entity(kind: &'static str, offset: usize, length: usize, url: Option<&str>) -> Entity {
        Entity { kind, offset, length, url: url.map(str::to_owned) }
    }

    #[test]
    fn a_message_has_a_speaker_an_indent_and_numbered_buttons() {
        let page = content("Line out\n\nin ETH/USD", vec![], &["🎣 Hook", "Status"]);
        let wanted = "bot: Line out\n\n     in ETH/USD\n     [1] 🎣 Hook  [2] Status\n";
        assert_eq!(message(Came::New, &page, None, true), wanted);
        assert_eq!(message(Came::Edited, &page, None, true), wanted.replacen("bot:", "bot~", 1));
    }

    #[test]
    fn a_photo_is_a_path_before_its_caption() {
        let page = content("Brave carp", vec![], &[]);
        let shown = message(Came::New, &page, Some("card: a/0001.png"), false);
        assert_eq!(shown, "bot: (card: a/0001.png)\n     Brave carp\n");
        let bare = message(Came::New, &content("", vec![], &[]), Some("card: a/0001.png"), false);
        assert_eq!(bare, "bot: (card: a/0001.png)\n");
    }

    #[test]
    fn bold_is_an_escape_in_a_terminal_and_nothing_elsewhere() {
        let page = content("🎣 a bold b", vec![entity("bold", 5, 4, None), entity("italic", 0, 2, None)], &[]);
        assert_eq!(message(Came::New, &page, None, true), "bot: 🎣 a \x1b[1mbold\x1b[22m b\n");
        assert_eq!(message(Came::New, &page, None, false), "bot: 🎣 a bold b\n");
        let all = content("all", vec![entity("bold", 0, 3, None)], &[]);
        assert_eq!(message(Came::New, &all, None, true), "bot: \x1b[1mall\x1b[22m\n");
    }

    #[test]
    fn a_link_shows_where_it_leads() {
        let page = content("see here now", vec![entity("text_link", 4, 4, Some("https://e.org"))], &[]);
        assert_eq!(message(Came::New, &page, None, false), "bot: see here (https://e.org) now\n");
    }

    #[test]
    fn nothing_that_steers_a_terminal_comes_through() {
        let page = content("a\x1b[2Jb\u{202e}c\rd\u{7}", vec![], &["x\x1b[0m"]);
        assert_eq!(message(Came::New, &page, None, true), "bot: a[2Jbcd\n     [1] x[0m\n");
        assert_eq!(said("/start\x1b"), "you: /start\n");
        assert_eq!(notice("a\x1bb"), "(ab)\n");
        assert_eq!(aside("(toast) one\ntwo"), "bot: (toast) one\n     two\n");
    }
}
