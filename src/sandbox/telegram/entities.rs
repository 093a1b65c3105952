//! Telegram's HTML parse mode: markup in, plain text and entities out, or the sentence Telegram refuses it with.
//!
//! Called for every text and caption before a call takes effect. The words of the errors are those of the Bot API server,
//! which puts "Bad Request: can't parse entities: " before them.
//!
//! **Invariant:** offsets and lengths are UTF-16 code units of the trimmed plain text, as in the Bot API.

use serde::Serialize;

/// A stretch of formatted text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Entity {
    /// `bold`, `italic`, `underline`, `strikethrough`, `code`, `pre`, `text_link`, `blockquote`,
    /// `expandable_blockquote` or `spoiler`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// UTF-16 code units before it.
    pub offset: usize,
    /// UTF-16 code units in it.
    pub length: usize,
    /// Where a `text_link` leads.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
}

/// A text as a player's phone shows it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formatted {
    /// Without markup, trimmed.
    pub text: String,
    /// In the order in which they begin.
    pub entities: Vec<Entity>,
}

impl Formatted {
    /// A text without parse mode.
    #[must_use]
    pub fn plain(text: &str) -> Self {
        Self { text: text.trim().to_owned(), entities: Vec::new() }
    }

    /// Its length for Telegram's limits, in UTF-16 code units (the strict reading of "characters").
    #[must_use]
    pub fn length(&self) -> usize {
        utf16_len(&self.text)
    }
}

fn utf16_len(text: &str) -> usize {
    if text.is_ascii() { text.len() } else { text.chars().map(char::len_utf16).sum() }
}

struct Open {
    tag: String,
    kind: &'static str,
    url: Option<String>,
    begin: usize,
    begin_byte: usize,
}

struct Reader<'a> {
    html: &'a str,
    at: usize,
    text: String,
    /// UTF-16 length of `text` so far.
    written: usize,
    open: Vec<Open>,
    entities: Vec<Entity>,
}

/// Reads HTML markup.
///
/// # Errors
/// Telegram's sentence about the first thing that is wrong with the markup.
pub fn parse_html(html: &str) -> Result<Formatted, String> {
    let mut reader =
        Reader { html, at: 0, text: String::with_capacity(html.len()), written: 0, open: vec![], entities: vec![] };
    while let Some(rest) = html.get(reader.at..).filter(|rest| !rest.is_empty()) {
        match rest.as_bytes()[0] {
            b'<' if rest.starts_with("</") => reader.end_tag()?,
            b'<' => reader.start_tag()?,
            b'&' => reader.character(),
            _ => {
                let end = rest.find(['<', '&']).unwrap_or(rest.len());
                reader.write(&rest[..end]);
                reader.at += end;
            }
        }
    }
    match reader.open.last() {
        Some(open) => Err(format!("Can't find end tag corresponding to start tag \"{}\"", open.tag)),
        None => Ok(trimmed(reader.text, reader.entities)),
    }
}

impl Reader<'_> {
    fn write(&mut self, text: &str) {
        self.text.push_str(text);
        self.written += utf16_len(text);
    }

    fn start_tag(&mut self) -> Result<(), String> {
        let (html, begin) = (self.html, self.at);
        let end = html[begin..].find('>').ok_or_else(|| format!("Unclosed start tag at byte offset {begin}"))? + begin;
        let inside = &html[begin + 1..end];
        let name_end = inside.find(|c: char| c.is_ascii_whitespace()).unwrap_or(inside.len());
        let tag = inside[..name_end].to_ascii_lowercase();
        let attributes = &inside[name_end..];
        let kind = match tag.as_str() {
            "b" | "strong" => "bold",
            "i" | "em" => "italic",
            "u" | "ins" => "underline",
            "s" | "strike" | "del" => "strikethrough",
            "code" => "code",
            "pre" => "pre",
            "a" => "text_link",
            "tg-spoiler" => "spoiler",
            "blockquote" if attributes.split_ascii_whitespace().any(|word| word == "expandable") => {
                "expandable_blockquote"
            }
            "blockquote" => "blockquote",
            "span" if attribute(attributes, "class").as_deref() == Some("tg-spoiler") => "spoiler",
            "span" => return Err(format!("Tag \"span\" must have class \"tg-spoiler\" at byte offset {begin}")),
            _ => return Err(format!("Unsupported start tag \"{tag}\" at byte offset {begin}")),
        };
        let url = if kind == "text_link" { attribute(attributes, "href") } else { None };
        self.open.push(Open { tag, kind, url, begin: self.written, begin_byte: self.text.len() });
        self.at = end + 1;
        Ok(())
    }

    fn end_tag(&mut self) -> Result<(), String> {
        let (html, begin) = (self.html, self.at);
        let Some(open) = self.open.pop() else { return Err(format!("Unexpected end tag at byte offset {begin}")) };
        let end = html[begin..].find('>').ok_or_else(|| format!("Unclosed end tag at byte offset {begin}"))? + begin;
        let name = html[begin + 2..end].trim_end().to_ascii_lowercase();
        if !name.is_empty() && name != open.tag {
            let expected = &open.tag;
            return Err(format!(
                "Unmatched end tag at byte offset {begin}, expected \"</{expected}>\", found \"</{name}>\""
            ));
        }
        self.at = end + 1;
        let length = self.written - open.begin;
        // A link without an address leads where its text says.
        let url = (open.kind == "text_link")
            .then(|| open.url.unwrap_or_else(|| self.text[open.begin_byte..].to_owned()))
            .filter(|url| !url.is_empty());
        if length > 0 && (open.kind != "text_link" || url.is_some()) {
            self.entities.push(Entity { kind: open.kind, offset: open.begin, length, url });
        }
        Ok(())
    }

    fn character(&mut self) {
        let rest = &self.html[self.at..];
        let (text, used) = decode(rest).map_or(('&', 1), |found| found);
        self.write(text.encode_utf8(&mut [0; 4]));
        self.at += used;
    }
}

/// The character that `&…;` at the start of `rest` stands for, and how many bytes it takes.
fn decode(rest: &str) -> Option<(char, usize)> {
    // Telegram reads at most a dozen bytes here; anything longer is just an ampersand.
    let end = rest.as_bytes().iter().take(14).position(|byte| *byte == b';')?;
    let name = &rest[1..end];
    let found = match name {
        "lt" => '<',
        "gt" => '>',
        "amp" => '&',
        "quot" => '"',
        _ => {
            let digits = name.strip_prefix('#')?;
            let code = match digits.strip_prefix(['x', 'X']) {
                Some(hex) => u32::from_str_radix(hex, 16).ok()?,
                None => digits.parse().ok()?,
            };
            char::from_u32(code).filter(|c| *c != '\0')?
        }
    };
    Some((found, end + 1))
}

fn attribute(attributes: &str, name: &str) -> Option<String> {
    let after = &attributes[attributes.find(name)? + name.len()..];
    let value = after.trim_start().strip_prefix('=')?.trim_start();
    let raw = match value.as_bytes().first()? {
        quote @ (b'"' | b'\'') => value[1..].split(*quote as char).next()?,
        _ => value.split_ascii_whitespace().next()?,
    };
    let mut plain = String::with_capacity(raw.len());
    let mut at = 0;
    while let Some(c) = raw[at..].chars().next() {
        let (found, used) = if c == '&' { decode(&raw[at..]).unwrap_or(('&', 1)) } else { (c, c.len_utf8()) };
        plain.push(found);
        at += used;
    }
    Some(plain)
}

/// Telegram trims texts; entities move along and are cut.
fn trimmed(text: String, mut entities: Vec<Entity>) -> Formatted {
    entities.sort_by_key(|entity| entity.offset);
    let inner = text.trim();
    if inner.len() == text.len() {
        return Formatted { text, entities };
    }
    let cut = utf16_len(&text[..text.len() - text.trim_start().len()]);
    let length = utf16_len(inner);
    for entity in &mut entities {
        let begin = entity.offset.saturating_sub(cut).min(length);
        let end = (entity.offset + entity.length).saturating_sub(cut).min(length);
        (entity.offset, entity.length) = (begin, end - begin);
    }
    entities.retain(|entity| entity.length > 0);
    Formatted { text: inner.to_owned(), entities }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn bold(offset: usize, length: usize) -> Entity {
        Entity { kind: "bold", offset, length, url: None }
    }

    #[test]
    fn markup_becomes_entities_in_utf16_units_of_the_trimmed_text() {
        let read = parse_html("  🎣 <b>a &lt;b&gt; &amp; &quot;&#99;&#x64;&quot;</b> ").unwrap();
        assert_eq!(read.text, "🎣 a <b> & \"cd\"");
        assert_eq!(read.entities, [bold(3, 12)]);
        assert_eq!(read.length(), 15);
    }

    #[test]
    fn every_tag_of_the_game_is_known() {
        let html = "<b>1</b><i>2</i><u>3</u><s>4</s><code>5</code><pre>6</pre><a href=\"https://e.org/?a&amp;b\">7</a>\
                    <blockquote>8</blockquote><tg-spoiler>9</tg-spoiler>";
        let read = parse_html(html).unwrap();
        assert_eq!(read.text, "123456789");
        let kinds: Vec<_> = read.entities.iter().map(|entity| entity.kind).collect();
        let known = "bold italic underline strikethrough code pre text_link blockquote spoiler";
        assert_eq!(kinds.join(" "), known);
        assert_eq!(read.entities[6].url.as_deref(), Some("https://e.org/?a&b"));
    }

    #[test]
    fn an_unknown_ampersand_is_text_and_empty_markup_is_nothing() {
        assert_eq!(parse_html("a & b &nope; <b></b>").unwrap(), Formatted::plain("a & b &nope;"));
    }

    #[test]
    fn broken_markup_is_refused_in_telegrams_words() {
        let words = |html: &str| parse_html(html).unwrap_err();
        assert_eq!(words("<b>x"), "Can't find end tag corresponding to start tag \"b\"");
        assert_eq!(words("x<y>"), "Unsupported start tag \"y\" at byte offset 1");
        assert_eq!(words("1 < 2"), "Unclosed start tag at byte offset 2");
        assert_eq!(words("x</b>"), "Unexpected end tag at byte offset 1");
        assert_eq!(words("<b>x</i>"), "Unmatched end tag at byte offset 4, expected \"</b>\", found \"</i>\"");
    }
}
