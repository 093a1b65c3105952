//! From recorded prices to lines on a card: where each point of a path lies, and where the line breaks.
//!
//! Pure; called by [`super::facts`].
//!
//! **Invariant:** prices stay decimal until they are a place on the picture (a whole number of 1/10,000 of the height); every
//! place lies inside the given area, whatever the prices and times are; a gap is never bridged.

use rust_decimal::{Decimal, prelude::ToPrimitive};

/// A path of more points is thinned to this many.
pub const MAX_POINTS: usize = 60;

/// One recorded price between cast and hook.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PathPoint {
    /// Milliseconds on any clock; the points are in order.
    pub at_ms: i64,
    /// The price of the tick.
    pub price: Decimal,
    /// True when nothing is known between the point before and this one: no line is drawn between them.
    pub gap_before: bool,
}

/// A place on the picture, in pixels: right, down.
pub type Place = (f32, f32);

/// Where a chart may draw, in pixels.
#[derive(Clone, Copy, Debug)]
pub struct Area {
    /// The left edge.
    pub left: f32,
    /// The upper edge.
    pub top: f32,
    /// Pixels across.
    pub width: f32,
    /// Pixels down.
    pub height: f32,
}

/// Unbroken runs of places, in order; the first place is the cast's, the last the hook's.
pub type Runs = Vec<Vec<Place>>;

/// Places a path in an area. No points give no runs; a flat price lies in the middle.
pub fn runs(points: &[PathPoint], area: Area) -> Runs {
    let points = thin(points);
    let (Some(first), Some(last)) = (points.first(), points.last()) else { return Vec::new() };
    let low = points.iter().map(|p| p.price).min().unwrap_or_default();
    let high = points.iter().map(|p| p.price).max().unwrap_or_default();
    let mut runs: Runs = Vec::new();
    for (i, point) in points.iter().enumerate() {
        let across = across(first.at_ms, last.at_ms, point.at_ms, (i, points.len()));
        let up = up(low, high, point.price);
        let place = (area.left + across * area.width, area.top + (1.0 - up) * area.height);
        match runs.last_mut() {
            Some(run) if !point.gap_before => run.push(place),
            _ => runs.push(vec![place]),
        }
    }
    runs
}

/// At most [`MAX_POINTS`] points, evenly taken, always with both ends; a gap among the dropped ones stays a gap.
fn thin(points: &[PathPoint]) -> Vec<PathPoint> {
    if points.len() <= MAX_POINTS {
        return points.to_vec();
    }
    let mut from = 0;
    (0..MAX_POINTS)
        .map(|i| {
            let at = i * (points.len() - 1) / (MAX_POINTS - 1);
            let gap_before = points[from..=at].iter().any(|p| p.gap_before);
            from = at + 1;
            PathPoint { gap_before, ..points[at] }
        })
        .collect()
}

/// The share of the time that has passed, 0 to 1; by the order of the points when no time has.
fn across(first: i64, last: i64, at: i64, (i, of): (usize, usize)) -> f32 {
    let span = i128::from(last) - i128::from(first);
    if span > 0 {
        let passed = (i128::from(at) - i128::from(first)).clamp(0, span);
        return (passed * 10_000 / span) as f32 / 10_000.0;
    }
    if of > 1 { i as f32 / (of - 1) as f32 } else { 0.5 }
}

/// The height of a price between the lowest and the highest, 0 to 1; the middle when they are one.
fn up(low: Decimal, high: Decimal, price: Decimal) -> f32 {
    let share = high.checked_sub(low).and_then(|span| price.checked_sub(low)?.checked_div(span));
    let steps = share.and_then(|share| share.checked_mul(Decimal::from(10_000))?.to_i64());
    steps.map_or(0.5, |steps| steps.clamp(0, 10_000) as f32 / 10_000.0)
}

#[cfg(test)]
mod tests {
    use super::*;

    const AREA: Area = Area { left: 10.0, top: 20.0, width: 400.0, height: 90.0 };

    fn point(at_ms: i64, price: &str) -> PathPoint {
        PathPoint { at_ms, price: price.parse().unwrap(), gap_before: false }
    }

    #[test]
    fn ends_and_extremes_lie_on_the_edges() {
        let places = runs(&[point(5, "1.5"), point(10, "2.5"), point(15, "2")], AREA);
        assert_eq!(places, vec![vec![(10.0, 110.0), (210.0, 20.0), (410.0, 65.0)]]);
    }

    #[test]
    fn none_one_and_flat_are_fine() {
        assert!(runs(&[], AREA).is_empty());
        assert_eq!(runs(&[point(7, "3")], AREA), vec![vec![(210.0, 65.0)]]);
        assert_eq!(runs(&[point(7, "3"), point(7, "3")], AREA), vec![vec![(10.0, 65.0), (410.0, 65.0)]]);
    }

    #[test]
    fn a_gap_breaks_the_line_even_when_its_point_is_thinned_away() {
        let mut points: Vec<PathPoint> = (0..600).map(|i| point(i, "3")).collect();
        points[301].gap_before = true;
        let drawn = runs(&points, AREA);
        assert_eq!(drawn.len(), 2);
        assert_eq!(drawn.iter().map(Vec::len).sum::<usize>(), MAX_POINTS);
        assert_eq!(drawn[1].last().map(|p| p.0), Some(410.0));
    }

    #[test]
    fn hostile_numbers_stay_inside_the_area() {
        let mut points = vec![point(i64::MAX, "0.000000000001"), point(i64::MIN, "79228162514264337593543950335")];
        points.push(PathPoint { at_ms: 3, price: -Decimal::MAX, gap_before: false });
        for order in [[0, 1, 2], [1, 0, 2], [2, 1, 0], [1, 2, 0]] {
            for (x, y) in runs(&order.map(|i| points[i]), AREA).into_iter().flatten() {
                assert!((10.0..=410.0).contains(&x) && (20.0..=110.0).contains(&y), "{x} {y}");
            }
        }
    }
}
