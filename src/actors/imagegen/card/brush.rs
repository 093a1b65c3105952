//! Plain strokes on pixels: the few shapes that the strip and the words of a card need.
//!
//! Used by [`super::base`] and [`super::facts`] over tiny-skia.
//!
//! **Invariant:** a shape that is empty or off the picture draws nothing and is no error.

use resvg::tiny_skia::{Color, FillRule, LineCap, LineJoin, Paint, Path, PathBuilder, Pixmap, Rect, Stroke, Transform};

/// Fills an outline.
pub fn fill(on: &mut Pixmap, outline: Option<Path>, colour: Color) {
    if let Some(outline) = outline {
        on.fill_path(&outline, &paint(colour), FillRule::Winding, Transform::identity(), None);
    }
}

/// Draws along an outline with round ends, `width` pixels wide.
pub fn line(on: &mut Pixmap, outline: Option<Path>, colour: Color, width: f32) {
    if let Some(outline) = outline {
        let stroke = Stroke { width, line_cap: LineCap::Round, line_join: LineJoin::Round, ..Stroke::default() };
        on.stroke_path(&outline, &paint(colour), &stroke, Transform::identity(), None);
    }
}

/// A level line in dashes of 6 pixels, as rectangles: their edges lie on whole pixels, so it stays crisp.
pub fn dashes(from: f32, to: f32, y: f32) -> Option<Path> {
    let mut path = PathBuilder::new();
    let mut x = from;
    while x < to {
        if let Some(dash) = Rect::from_ltrb(x, y - 1.0, (x + 6.0).min(to), y + 1.0) {
            path.push_rect(dash);
        }
        x += 11.0;
    }
    path.finish()
}

/// A polygon (`close`) or an open run of lines through `points`.
pub fn through(points: &[(f32, f32)], close: bool) -> Option<Path> {
    let (first, rest) = points.split_first()?;
    let mut path = PathBuilder::new();
    path.move_to(first.0, first.1);
    rest.iter().for_each(|p| path.line_to(p.0, p.1));
    if close {
        path.close();
    }
    path.finish()
}

/// A circle.
pub fn circle(x: f32, y: f32, radius: f32) -> Option<Path> {
    PathBuilder::from_circle(x, y, radius)
}

/// An upright rectangle.
pub fn rect(x: f32, y: f32, width: f32, height: f32) -> Option<Path> {
    Rect::from_xywh(x, y, width, height).map(PathBuilder::from_rect)
}

fn paint(colour: Color) -> Paint<'static> {
    let mut paint = Paint::default();
    paint.set_color(colour);
    paint.anti_alias = true;
    paint
}
