//! Names from outside: the only strings in a page that we did not write. Used by every page that shows one.
//!
//! **Invariant:** what [`safe_name`] returns is one line of at most [`NAME_CHARS`] visible characters that neither opens a
//! tag, nor turns the direction of the text around it, nor becomes a link, a mention, a command, a tag or a number to tap.

use html_escape::encode_text;

/// Characters kept of a name: Telegram's own bound for a first name.
pub const NAME_CHARS: usize = 64;

/// Characters kept of a group's title: Telegram's own bound.
const TITLE_CHARS: usize = 128;

/// Combining marks kept in a row: enough for every living script, too few to climb over the lines above.
const MARKS_IN_A_ROW: usize = 3;

/// Joins words without being seen: what Telegram finds in a text (a link, a mention, a command) ends at it.
const WORD_JOINER: char = '\u{2060}';

/// Digits in a row that are never a telephone's or a bank card's number.
const DIGITS_TOGETHER: usize = 4;

/// A name for a page: stripped, cut, broken and escaped. Empty when nothing visible is left.
pub fn safe_name(name: &str) -> String {
    encode_text(&harmless(&plain_name(name))).into_owned()
}

/// A word for where it stands as code, in which nothing is looked for that could be tapped: escaped only.
pub(super) fn safe_code(word: &str) -> String {
    encode_text(word).into_owned()
}

/// A name for where there is no HTML (a card, a toast): stripped and cut only.
pub fn plain_name(name: &str) -> String {
    stripped(name, NAME_CHARS)
}

/// The title of a group, as it is stored: stripped and cut only.
pub fn plain_title(title: &str) -> String {
    stripped(title, TITLE_CHARS)
}

/// The title of a group for a page: stripped, cut, broken and escaped.
pub fn safe_title(title: &str) -> String {
    encode_text(&harmless(&plain_title(title))).into_owned()
}

/// Breaks a name where Telegram would make something to tap of it, and keeps the direction of its writing to itself. Only for
/// showing: what is stored is the name as it is.
fn harmless(name: &str) -> String {
    let mut broken = String::with_capacity(name.len() + 8);
    let mut digits = 0;
    for character in name.chars() {
        if character.is_numeric() {
            if digits > 0 && digits % DIGITS_TOGETHER == 0 {
                broken.push(WORD_JOINER);
            }
            digits += 1;
        }
        broken.push(character);
        if begins_something(character) {
            broken.push(WORD_JOINER);
        }
    }
    // First strong isolate … pop directional isolate: what stands beside the name keeps its place.
    if name.chars().any(is_right_to_left) { format!("\u{2068}{broken}\u{2069}") } else { broken }
}

/// What links, addresses, mentions, commands, tags, tickers and telephone numbers are made with, wide forms included.
fn begins_something(character: char) -> bool {
    matches!(character, '.' | '/' | '@' | '#' | '$' | '+' | '．' | '。' | '｡' | '／' | '＠' | '＃' | '＄' | '＋')
}

/// The blocks of Hebrew, Arabic and the other scripts written from right to left.
fn is_right_to_left(character: char) -> bool {
    matches!(character,
        '\u{590}'..='\u{8ff}' | '\u{fb1d}'..='\u{fdff}' | '\u{fe70}'..='\u{fefc}' | '\u{10800}'..='\u{10fff}'
        | '\u{1e800}'..='\u{1efff}')
}

fn stripped(name: &str, chars: usize) -> String {
    let mut kept = String::new();
    let mut marks = 0;
    for character in name.chars().map(|c| if c.is_whitespace() { ' ' } else { c }) {
        marks = if is_mark(character) { marks + 1 } else { 0 };
        let doubled_space = character == ' ' && (kept.is_empty() || kept.ends_with(' '));
        if !is_invisible(character) && !doubled_space && marks <= MARKS_IN_A_ROW {
            kept.push(character);
        }
    }
    let cut: String = kept.chars().take(chars).collect();
    // Joiners mean something only inside emoji and words: a name of nothing else is no name.
    let visible = cut.chars().any(|c| !is_joiner(c) && !is_mark(c) && c != ' ');
    if visible { cut.trim_end().to_owned() } else { String::new() }
}

/// Controls and characters that change the direction of, or hide in, the text around them.
fn is_invisible(character: char) -> bool {
    character.is_control()
        || matches!(character,
            '\u{ad}' | '\u{61c}' | '\u{115f}' | '\u{1160}' | '\u{17b4}' | '\u{17b5}' | '\u{180b}'..='\u{180f}'
            | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}' | '\u{2060}'..='\u{206f}' | '\u{3164}'
            | '\u{feff}' | '\u{ffa0}' | '\u{fff0}'..='\u{fffb}' | '\u{e0000}'..='\u{e001f}')
}

/// Zero-width joiners and variation selectors, and the tags of flag emoji: kept, because emoji fall apart without them.
fn is_joiner(character: char) -> bool {
    matches!(character, '\u{200c}' | '\u{200d}' | '\u{fe00}'..='\u{fe0f}' | '\u{e0020}'..='\u{e01ef}' | '\u{2800}')
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

    #[test]
    fn names_are_stripped_cut_and_escaped() {
        for (name, safe) in [
            ("Bob", "Bob"),
            ("<b>Bob</b> & Co", "&lt;b&gt;Bob&lt;/\u{2060}b&gt; &amp; Co"),
            ("  two\n\nlines\t ", "two lines"),
            ("\u{202e}evil\u{2066}\u{200f}\u{0}", "evil"),
            ("\u{200b}\u{200d} \u{3164}\u{2800}", ""),
            ("", ""),
            ("Z\u{301}\u{301}\u{301}\u{301}\u{301}oe", "Z\u{301}\u{301}\u{301}oe"),
            ("👩\u{200d}🚀 Юля", "👩\u{200d}🚀 Юля"),
        ] {
            assert_eq!(safe_name(name), safe, "{name:?}");
        }
        assert_eq!(safe_name(&"<".repeat(100)), "&lt;".repeat(64));
    }

    #[test]
    fn telegram_makes_nothing_of_a_name() {
        for (name, shown) in [
            ("t.me/spam_bot", "t.|me/|spam_bot"),
            ("https://spam.example", "https:/|/|spam.|example"),
            ("tg://resolve?domain=spam", "tg:/|/|resolve?domain=spam"),
            ("@durov", "@|durov"),
            ("a@b.com", "a@|b.|com"),
            ("/forget", "/|forget"),
            ("#moon $TON", "#|moon $|TON"),
            ("+1 (555) 010-9999", "+|1 (555) |010-9|999"),
            ("4111 1111 1111 1111", "4111 |1111 |1111 |1111"),
            ("Ann 2026", "Ann 2026"),
            ("t.\u{2060}me", "t.|me"),
            ("ｔ．ｍｅ／x", "ｔ．|ｍｅ／|x"),
        ] {
            assert_eq!(safe_name(name).replace(WORD_JOINER, "|"), shown, "{name}");
            assert_eq!(safe_title(name).replace(WORD_JOINER, "|"), shown, "{name}");
            assert!(!plain_name(name).contains(WORD_JOINER), "what is stored is the name itself");
        }
    }

    #[test]
    fn a_name_from_right_to_left_keeps_to_itself() {
        for (name, shown) in [
            ("عمر", "\u{2068}عمر\u{2069}"),
            ("Ann אנה", "\u{2068}Ann אנה\u{2069}"),
            ("\u{202e}\u{2067}Ann\u{2069}", "Ann"),
            ("Егор", "Егор"),
        ] {
            assert_eq!(safe_name(name), shown);
        }
    }

    proptest! {
        #[test]
        fn no_name_is_anything_to_tap(name in "[a-z0-9./@#$+:א ]{0,80}") {
            let safe = safe_name(&name);
            let taps = |pair: &[char]| begins_something(pair[0]) && pair[1] != WORD_JOINER;
            prop_assert!(!safe.chars().collect::<Vec<_>>().windows(2).any(taps), "{}", safe);
            prop_assert!(safe.split(WORD_JOINER).all(|part| part.chars().filter(char::is_ascii_digit).count() <= 7));
        }

        #[test]
        fn no_name_opens_a_tag_or_a_line(name in ".{0,200}") {
            let safe = safe_name(&name);
            let harmless = !safe.contains(['<', '>', '\n', '\u{202e}']);
            prop_assert!(harmless);
            let visible = |c: &char| !matches!(*c, WORD_JOINER | '\u{2068}' | '\u{2069}');
            prop_assert!(html_escape::decode_html_entities(&safe).chars().filter(visible).count() <= NAME_CHARS);
        }
    }
}
