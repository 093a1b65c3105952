//! The letters of a card: outlines and advances of every character that a card may show, taken once from the font that is
//! shipped with the program, and texts set from them.
//!
//! Built once by [`super::Painter::new`]; read by the base and by the facts strip. Setting a text is then a copy of outlines:
//! no font is parsed and no text ever becomes XML on the way to a card, so a name cannot inject anything.
//!
//! **Invariant:** only Noto Sans Bold from the `notosans` crate is used (it has Latin, Greek and Cyrillic), never a system font.
//! **Absent:** shaping and kerning; these scripts do without.

use std::collections::HashMap;

use resvg::tiny_skia::{Path, PathBuilder, Transform};
use ttf_parser::{Face, GlyphId, OutlineBuilder};

use super::CardError;

/// Pixels per em of the stored outlines.
const EM: f32 = 100.0;
/// The advance of a space in ems, as in the font (260 of 1,000 units).
const SPACE_EM: f32 = 0.26;
/// The advance of a thin or narrow space in ems.
const THIN_SPACE_EM: f32 = 0.18;
/// A text longer than this many characters is cut before it is set: no card has room for more.
const MAX_CHARS: usize = 48;
/// A text that does not fit shrinks down to this part of its size, then it is cut with an ellipsis.
const SMALLEST: f32 = 0.5;

struct Glyph {
    outline: Path,
    advance_em: f32,
}

/// Outlines and advances by character.
pub struct Glyphs {
    glyphs: HashMap<char, Glyph>,
}

/// A text that is known to fit: what to draw and how large.
pub struct Fitted {
    /// The text, perhaps cut.
    pub text: String,
    /// Its size in pixels.
    pub size: f32,
    /// Its width in pixels at that size.
    pub width: f32,
}

impl Glyphs {
    /// Reads the shipped font.
    pub fn load() -> Result<Glyphs, CardError> {
        let font = Face::parse(notosans::BOLD_TTF, 0).map_err(|e| CardError::Drawing(e.to_string()))?;
        let units_per_em = f32::from(font.units_per_em());
        let glyphs: HashMap<char, Glyph> = alphabet()
            .filter_map(|c| {
                let id = font.glyph_index(c)?;
                let advance_em = f32::from(font.glyph_hor_advance(id)?) / units_per_em;
                Some((c, Glyph { outline: trace(&font, id)?, advance_em }))
            })
            .collect();
        if !glyphs.contains_key(&'Я') || !glyphs.contains_key(&'7') {
            return Err(CardError::Drawing("the shipped font has no letters".to_owned()));
        }
        Ok(Glyphs { glyphs })
    }

    /// The width of `text` in pixels at `size` pixels per em.
    pub fn width(&self, text: &str, size: f32) -> f32 {
        text.chars().map(|c| self.advance(c)).sum::<f32>() * size
    }

    /// Fits `text` into `room` pixels: first smaller, then cut.
    pub fn fit(&self, text: &str, size: f32, room: f32) -> Fitted {
        let text: String = text.trim().chars().take(MAX_CHARS).collect();
        let natural = self.width(&text, size);
        if natural <= room {
            return Fitted { text, size, width: natural };
        }
        let size = (size * room / natural).max(size * SMALLEST);
        self.cut(&text, size, room + 0.5)
    }

    /// The text without what the font lacks; `None` where that is a letter or a digit, or where none is left: a word of which a
    /// part is missing is another word.
    pub fn written(&self, text: &str) -> Option<String> {
        let lacks = |c: char| !c.is_whitespace() && !self.glyphs.contains_key(&c);
        if text.chars().any(|c| c.is_alphanumeric() && lacks(c)) {
            return None;
        }
        let kept: String = text.chars().filter(|c| !lacks(*c)).collect();
        let kept = kept.split_whitespace().collect::<Vec<_>>().join(" ");
        kept.contains(char::is_alphanumeric).then_some(kept)
    }

    /// Fits `text` into `room` pixels by cutting alone.
    pub fn cut(&self, text: &str, size: f32, room: f32) -> Fitted {
        let mut chars: Vec<char> = text.chars().collect();
        let mut text = text.to_owned();
        while self.width(&text, size) > room && chars.pop().is_some() {
            text = chars.iter().collect::<String>().trim_end().to_owned() + "…";
        }
        Fitted { width: self.width(&text, size), text, size }
    }

    /// The outline of `text` with its first letter at `x` and its baseline at `y`; `None` when nothing of it is visible.
    pub fn outline(&self, text: &str, x: f32, y: f32, size: f32) -> Option<Path> {
        let scale = size / EM;
        let mut pen = x;
        let mut path = PathBuilder::new();
        for c in text.chars() {
            if let Some(outline) = self.glyphs.get(&c).map(|g| g.outline.clone())
                && let Some(placed) = outline.transform(Transform::from_row(scale, 0.0, 0.0, scale, pen, y))
            {
                path.push_path(&placed);
            }
            pen += self.advance(c) * size;
        }
        path.finish()
    }

    fn advance(&self, c: char) -> f32 {
        match c {
            '\u{2009}' | '\u{202f}' => THIN_SPACE_EM,
            c if c.is_whitespace() => SPACE_EM,
            // What the font lacks (an emoji) is left out without a hole.
            c => self.glyphs.get(&c).map_or(0.0, |g| g.advance_em),
        }
    }
}

/// Every character that a card may show: for our own words Latin with accents, Cyrillic, and the marks of numbers and prose; for
/// the names of players the whole blocks of Latin (with Vietnamese), Greek and Cyrillic.
fn alphabet() -> impl Iterator<Item = char> {
    let marks = "–—−‘’“”„…•′″€№‰×÷±≈≤≥→";
    let latin = ('!'..='~').chain('¡'..='\u{24f}').chain('\u{1e00}'..='\u{1eff}');
    latin.chain('\u{370}'..='\u{3ff}').chain('\u{400}'..='\u{52f}').chain(marks.chars())
}

/// The outline of one glyph at [`EM`], its baseline at 0; `None` when it shows nothing.
fn trace(font: &Face<'_>, id: GlyphId) -> Option<Path> {
    let mut pen = Pen { path: PathBuilder::new(), scale: EM / f32::from(font.units_per_em()) };
    font.outline_glyph(id, &mut pen)?;
    pen.path.finish()
}

/// Draws a font's outline, in the font's units and with a y that grows upwards, on a page whose y grows downwards.
struct Pen {
    path: PathBuilder,
    scale: f32,
}

impl Pen {
    fn at(&self, x: f32, y: f32) -> (f32, f32) {
        (x * self.scale, -y * self.scale)
    }
}

impl OutlineBuilder for Pen {
    fn move_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.move_to(x, y);
    }

    fn line_to(&mut self, x: f32, y: f32) {
        let (x, y) = self.at(x, y);
        self.path.line_to(x, y);
    }

    fn quad_to(&mut self, x1: f32, y1: f32, x: f32, y: f32) {
        let ((x1, y1), (x, y)) = (self.at(x1, y1), self.at(x, y));
        self.path.quad_to(x1, y1, x, y);
    }

    fn curve_to(&mut self, x1: f32, y1: f32, x2: f32, y2: f32, x: f32, y: f32) {
        let ((x1, y1), (x2, y2), (x, y)) = (self.at(x1, y1), self.at(x2, y2), self.at(x, y));
        self.path.cubic_to(x1, y1, x2, y2, x, y);
    }

    fn close(&mut self) {
        self.path.close();
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    impl Glyphs {
        fn lacks(&self, text: &str) -> String {
            text.chars().filter(|c| !c.is_whitespace() && !self.glyphs.contains_key(c)).collect()
        }
    }

    #[test]
    fn the_shipped_font_has_both_languages_and_the_marks_of_numbers() {
        let glyphs = Glyphs::load().unwrap();
        assert_eq!(glyphs.lacks("The Quick Brown Fox, jumps: 0123456789 +−%$.,'’“”…"), "");
        assert_eq!(glyphs.lacks("Съешь же ещё этих мягких французских булок, да выпей чаю — «ЁЖ» №1 ×2,5 $"), "");
        assert_eq!(glyphs.lacks("🐟"), "🐟");
    }

    #[test]
    fn a_name_is_written_whole_or_not_at_all() {
        let glyphs = Glyphs::load().unwrap();
        for (name, written) in [
            ("Ann", Some("Ann")),
            ("Ёжик №7", Some("Ёжик №7")),
            ("Łukasz Żółć, Đặng Ngọc, Ólafur", Some("Łukasz Żółć, Đặng Ngọc, Ólafur")),
            ("Ελένη", Some("Ελένη")),
            ("Қайрат Ґалаґан", Some("Қайрат Ґалаґан")),
            ("👩\u{200d}🚀 Юля 🎣 ☭ К.", Some("Юля К.")),
            ("1\u{fe0f}\u{20e3}", Some("1")),
            ("عمر", None),
            ("李 Jr.", None),
            ("Ann אנה", None),
            ("🐟🐟", None),
            ("***", None),
            ("", None),
        ] {
            assert_eq!(glyphs.written(name).as_deref(), written, "{name}");
        }
    }

    #[test]
    fn a_long_name_is_cut_and_keeps_its_size() {
        let glyphs = Glyphs::load().unwrap();
        for name in ["Ann", &"Ш".repeat(64), "", "a b c d e f g h i j k l m n o p q r s t u v w x y z"] {
            let cut = glyphs.cut(name, 23.0, 200.0);
            assert!(cut.width <= 200.0 && cut.size == 23.0, "{}", cut.text);
            assert_eq!(cut.text.ends_with('…'), cut.text != name, "{}", cut.text);
        }
    }

    #[test]
    fn long_texts_shrink_and_then_are_cut_but_always_fit() {
        let glyphs = Glyphs::load().unwrap();
        assert_eq!(glyphs.fit("Carp", 40.0, 400.0).size, 40.0);
        for text in ["Достопочтенный Левиафан Ликвидности", &"Щ".repeat(500), "a b", "", "🐟🐟"]
        {
            for room in [40.0, 120.0, 400.0] {
                let fitted = glyphs.fit(text, 40.0, room);
                assert!(fitted.width <= room + 1.0, "{text} in {room}: {}", fitted.width);
                assert!(fitted.size >= 20.0);
            }
        }
    }
}
