//! Toasts: the short plain notes that answer a pressed button. Called by the router and sessions.
//!
//! **Invariant:** at most [`TOAST_CHARS`] characters, counted as Telegram counts (UTF-16), and no HTML: a toast is shown as it is.

use html_escape::decode_html_entities;

use super::{Lang, Page, speech::word};

/// Telegram's bound for the text of `answerCallbackQuery`.
pub const TOAST_CHARS: usize = 200;

/// A page as a toast: its text without tags, cut with an ellipsis where it is too long.
pub fn toast(page: &Page) -> String {
    cut(&plain(&page.text), TOAST_CHARS)
}

/// For somebody who pressed a button under another player's page.
pub fn not_yours(lang: Lang) -> String {
    cut(&word(lang, "not-yours"), TOAST_CHARS)
}

/// For a button of a line that is no longer out, or of a page from long ago.
pub fn stale_button(lang: Lang) -> String {
    cut(&word(lang, "stale-button"), TOAST_CHARS)
}

/// What a page says once its HTML is parsed.
pub fn plain(html: &str) -> String {
    let mut text = String::with_capacity(html.len());
    let mut in_tag = false;
    for character in html.chars() {
        match character {
            '<' => in_tag = true,
            '>' if in_tag => in_tag = false,
            _ if !in_tag => text.push(character),
            _ => {}
        }
    }
    decode_html_entities(&text).trim().to_owned()
}

/// At most `limit` UTF-16 units, the last of them an ellipsis when something was left out.
fn cut(text: &str, limit: usize) -> String {
    if text.encode_utf16().count() <= limit {
        return text.to_owned();
    }
    let (mut kept, mut units) = (String::new(), 1);
    for character in text.chars() {
        units += character.len_utf16();
        if units > limit {
            break;
        }
        kept.push(character);
    }
    format!("{}…", kept.trim_end())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_toast_is_plain_and_short() {
        let page = Page::plain("🐢 <b>Easy</b>, &lt;Bob&gt; &amp; Co!".to_owned());
        assert_eq!(toast(&page), "🐢 Easy, <Bob> & Co!");
        let long = toast(&Page::plain("🐟".repeat(150)));
        assert_eq!((long.encode_utf16().count(), long.chars().last()), (199, Some('…')));
        assert_eq!(toast(&Page::plain("a".repeat(200))), "a".repeat(200));
        assert_eq!(toast(&Page::plain("a".repeat(201))), format!("{}…", "a".repeat(199)));
    }

    #[test]
    fn the_ready_toasts_fit_whole() {
        for lang in Lang::ALL {
            for text in [not_yours(lang), stale_button(lang)] {
                assert!(!text.ends_with('…') && !text.contains(['<', '-']), "{text}");
            }
        }
    }
}
