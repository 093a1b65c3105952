//! The lower strip of a personal card: whose it is where others see it, profit or loss, the price path from cast to hook, and
//! where, with what and how long.
//!
//! Drawn anew for every catch by [`super::Painter::personal_card`] and laid over a copy of the base.
//!
//! **Invariant:** gain and loss differ by sign, by the way an arrow points and by colour, so that any one of them is enough; a
//! text that is too long shrinks, and none is drawn over another.

use resvg::tiny_skia::{Color, PathBuilder, Pixmap};

use super::{
    Angler, CardError, CatchFacts,
    brush::{circle, dashes, fill, line, rect, through},
    colours::{DOWN, DOWN_SHADE, FIRST, GROUND, MUTED, StripColours, UP, UP_SHADE, WHITE, brush},
    glyphs::{Fitted, Glyphs},
    indexed::{Indexed, SIDE},
    path::{Area, Runs, runs},
};

/// The strip's left edge on the card.
pub const LEFT: u32 = 10;
/// The strip's upper edge on the card.
pub const TOP: u32 = 258;
/// Pixels across.
pub const WIDTH: u32 = SIDE - 2 * LEFT;
/// Pixels down.
pub const HEIGHT: u32 = SIDE - LEFT - TOP;

/// The margin inside the strip.
const MARGIN: f32 = 16.0;
/// The room between the margins.
const ROOM: f32 = WIDTH as f32 - 2.0 * MARGIN;
/// The arrow with the space after it.
const ARROW: f32 = 54.0;
/// An icon with the space after it.
const ICON: f32 = 32.0;
/// Where the chart lies: room is left around it for the marks of both ends.
const CHART: Area = Area { left: 30.0, top: 92.0, width: WIDTH as f32 - 60.0, height: 82.0 };
/// The row of the angler's name: what is above the chart moves down by it, and the chart gives up as much of its height.
const NAME_ROW: f32 = 26.0;

/// A strip without facts: the ground, and the rule above the circumstances.
pub fn blank() -> Result<Pixmap, CardError> {
    let mut strip =
        Pixmap::new(WIDTH, HEIGHT).ok_or_else(|| CardError::Drawing("the strip has no pixels".to_owned()))?;
    strip.fill(brush(GROUND));
    line(&mut strip, through(&[(MARGIN, 196.0), (MARGIN + ROOM, 196.0)], false), brush(MUTED), 1.5);
    Ok(strip)
}

/// Draws the facts on a strip without any.
pub fn draw(strip: &mut Pixmap, facts: &CatchFacts, glyphs: &Glyphs) {
    let down = if let Some(angler) = &facts.angler {
        draw_angler(strip, angler, glyphs);
        NAME_ROW
    } else {
        0.0
    };
    draw_result(strip, facts, glyphs, down);
    draw_path(strip, facts, Area { top: CHART.top + down, height: CHART.height - down, ..CHART });
    draw_circumstances(strip, facts, glyphs);
}

/// Lays a strip over a base's pixels.
pub fn lay(strip: &Pixmap, colours: &StripColours, on: &mut Indexed) {
    on.palette.resize(FIRST, [0; 3]);
    on.palette.extend_from_slice(&colours.palette);
    let row_bytes = WIDTH as usize * 4;
    for (y, row) in strip.data().chunks_exact(row_bytes).enumerate() {
        let start = (TOP as usize + y) * SIDE as usize + LEFT as usize;
        let target = &mut on.pixels[start..start + WIDTH as usize];
        // Most neighbours are alike: only a change is looked up.
        let (mut last, mut index) = (&row[..4], colours.index(row[0], row[1], row[2]));
        for (pixel, p) in target.iter_mut().zip(row.chunks_exact(4)) {
            if p != last {
                (last, index) = (p, colours.index(p[0], p[1], p[2]));
            }
            *pixel = index;
        }
    }
}

fn tone(up: bool) -> (Color, Color) {
    if up { (brush(UP), brush(UP_SHADE)) } else { (brush(DOWN), brush(DOWN_SHADE)) }
}

/// The name behind the icon of a person; where the font lacks a letter of it, the word for somebody.
fn draw_angler(strip: &mut Pixmap, angler: &Angler, glyphs: &Glyphs) {
    const BASELINE: f32 = 30.0;
    const SIZE: f32 = 23.0;
    let name = glyphs.written(&angler.name).unwrap_or_else(|| angler.somebody.clone());
    draw_person(strip, MARGIN + 11.0, BASELINE - 8.0);
    let fitted = glyphs.cut(&name, SIZE, ROOM - ICON);
    fill(strip, set(glyphs, &fitted, MARGIN + ICON, BASELINE), brush(WHITE));
}

/// The arrow, the percentage and the dollars on one line, all smaller when they are long; so many pixels further down.
fn draw_result(strip: &mut Pixmap, facts: &CatchFacts, glyphs: &Glyphs, down: f32) {
    const BASELINE: f32 = 66.0;
    const BETWEEN: f32 = 18.0;
    let (colour, _) = tone(facts.up);
    let (tip, foot) = if facts.up { (22.0 + down, 64.0 + down) } else { (64.0 + down, 22.0 + down) };
    let left = MARGIN + 2.0;
    fill(strip, through(&[(left, foot), (left + 42.0, foot), (left + 21.0, tip)], true), colour);
    let room = ROOM - ARROW - BETWEEN;
    let natural = glyphs.width(&facts.percent_text, 62.0) + glyphs.width(&facts.dollars_text, 36.0);
    let scale = (room / natural.max(1.0)).min(1.0);
    let dollars = glyphs.fit(&facts.dollars_text, 36.0 * scale, room * 0.45);
    let percent = glyphs.fit(&facts.percent_text, 62.0 * scale, room - dollars.width);
    // Smaller numbers stay at the height of the arrow's middle.
    let baseline = BASELINE + down - (62.0 - percent.size) * 0.36;
    fill(strip, set(glyphs, &percent, MARGIN + ARROW, baseline), colour);
    fill(strip, set(glyphs, &dollars, MARGIN + ROOM - dollars.width, baseline), brush(WHITE));
}

/// The path with a shade under it, a dashed level at the entry, a ring at the cast and a disc at the hook.
fn draw_path(strip: &mut Pixmap, facts: &CatchFacts, chart: Area) {
    let (colour, shade) = tone(facts.up);
    let runs: Runs = runs(&facts.path, chart);
    let ends = runs.first().and_then(|r| r.first()).copied().zip(runs.last().and_then(|r| r.last()).copied());
    let foot = chart.top + chart.height + 10.0;
    for run in runs.iter().filter(|run| run.len() > 1) {
        let mut area = run.clone();
        area.extend([(run[run.len() - 1].0, foot), (run[0].0, foot)]);
        fill(strip, through(&area, true), shade);
    }
    if let Some((entry, _)) = ends {
        let level = dashes(chart.left - 14.0, chart.left + chart.width + 14.0, entry.1.round());
        fill(strip, level, brush(MUTED));
    }
    for run in &runs {
        match run.as_slice() {
            [alone] => fill(strip, circle(alone.0, alone.1, 3.5), colour),
            run => line(strip, through(run, false), colour, 4.5),
        }
    }
    if let Some((entry, exit)) = ends {
        fill(strip, circle(entry.0, entry.1, 8.0), brush(GROUND));
        line(strip, circle(entry.0, entry.1, 7.0), brush(WHITE), 4.0);
        fill(strip, circle(exit.0, exit.1, 10.0), brush(WHITE));
        fill(strip, circle(exit.0, exit.1, 6.5), colour);
    }
}

/// Pond, rod and time, each behind its icon, spread over the width.
fn draw_circumstances(strip: &mut Pixmap, facts: &CatchFacts, glyphs: &Glyphs) {
    const BASELINE: f32 = 228.0;
    const SIZE: f32 = 25.0;
    const BETWEEN: f32 = 16.0;
    let texts = [&facts.pond_text, &facts.rod_text, &facts.time_text];
    let room = ROOM - 3.0 * ICON - 2.0 * BETWEEN;
    let natural: f32 = texts.iter().map(|t| glyphs.width(t, SIZE)).sum();
    let scale = (room / natural.max(1.0)).min(1.0);
    let fitted = texts.map(|t| glyphs.fit(t, SIZE * scale, (glyphs.width(t, SIZE) * scale).min(room * 0.6)));
    let used: f32 = fitted.iter().map(|f| f.width + ICON).sum();
    let between = (ROOM - used) / 2.0;
    let mut x = MARGIN;
    for (text, icon) in fitted.iter().zip([draw_drop, draw_rod, draw_clock]) {
        icon(strip, x + 11.0, BASELINE - 9.0);
        fill(strip, set(glyphs, text, x + ICON, BASELINE), brush(WHITE));
        x += ICON + text.width + between;
    }
}

fn set(glyphs: &Glyphs, text: &Fitted, x: f32, baseline: f32) -> Option<resvg::tiny_skia::Path> {
    glyphs.outline(&text.text, x, baseline, text.size)
}

/// A head over shoulders.
fn draw_person(strip: &mut Pixmap, x: f32, y: f32) {
    fill(strip, circle(x, y - 6.0, 5.5), brush(MUTED));
    let mut shoulders = PathBuilder::new();
    shoulders.move_to(x - 10.0, y + 10.0);
    shoulders.cubic_to(x - 10.0, y - 2.0, x + 10.0, y - 2.0, x + 10.0, y + 10.0);
    shoulders.close();
    fill(strip, shoulders.finish(), brush(MUTED));
}

fn draw_drop(strip: &mut Pixmap, x: f32, y: f32) {
    let mut drop = PathBuilder::new();
    drop.move_to(x, y - 13.0);
    drop.quad_to(x + 9.0, y - 1.0, x + 9.0, y + 4.0);
    drop.cubic_to(x + 9.0, y + 14.0, x - 9.0, y + 14.0, x - 9.0, y + 4.0);
    drop.quad_to(x - 9.0, y - 1.0, x, y - 13.0);
    drop.close();
    fill(strip, drop.finish(), brush(MUTED));
}

fn draw_rod(strip: &mut Pixmap, x: f32, y: f32) {
    line(strip, through(&[(x - 10.0, y + 11.0), (x + 6.0, y - 11.0)], false), brush(MUTED), 3.5);
    let mut hook = PathBuilder::new();
    hook.move_to(x + 6.0, y - 11.0);
    hook.line_to(x + 9.0, y + 5.0);
    hook.cubic_to(x + 9.0, y + 13.0, x + 1.0, y + 13.0, x + 1.5, y + 6.0);
    line(strip, hook.finish(), brush(MUTED), 2.0);
}

fn draw_clock(strip: &mut Pixmap, x: f32, y: f32) {
    line(strip, circle(x, y, 10.0), brush(MUTED), 3.0);
    line(strip, through(&[(x, y - 5.5), (x, y), (x + 4.5, y + 2.0)], false), brush(MUTED), 2.5);
    fill(strip, rect(x - 3.0, y - 14.5, 6.0, 3.0), brush(MUTED));
}
