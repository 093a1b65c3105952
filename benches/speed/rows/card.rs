//! A personal card: what drawing one costs, and how large it is.
//!
//! Every fish in both languages; once as we draw it, once on painted art. What is the same for every catch of a fish is drawn
//! once and kept: that is the first card of each, told by itself.
//!
//! **Invariant:** every card is a picture within [`MAX_BYTES`].

use std::{
    sync::Arc,
    time::{Duration, Instant},
};

use angler::actors::imagegen::card::{MAX_BYTES, Painter};
use anyhow::ensure;

use crate::{Plan, machine, report::Figure, samples::card};

const CARDS: usize = 2_000;

/// A drawn card.
struct Drawn {
    wall: Duration,
    cpu: Duration,
    bytes: usize,
}

/// See the file's head.
pub async fn measure(plan: Plan) -> anyhow::Result<Vec<Figure>> {
    let painter = Painter::new()?;
    let cards = plan.size(CARDS);
    let mut figures = of(&painter, "a drawn fish", cards, None)?;
    figures.extend(of(&painter, "a painted fish", cards, Some(card::painting()))?);
    Ok(figures)
}

fn of(painter: &Painter, case: &str, cards: usize, art: Option<Arc<[u8]>>) -> anyhow::Result<Vec<Figure>> {
    let kinds = card::kinds().min(cards);
    let firsts =
        (0..kinds).map(|number| draw(painter, number, number, &art)).collect::<anyhow::Result<Vec<Drawn>>>()?;
    // The same kinds over and over, with other facts each time.
    let drawn = (kinds..kinds + cards).map(|number| draw(painter, number % kinds, number, &art));
    let drawn = drawn.collect::<anyhow::Result<Vec<Drawn>>>()?;
    let largest = firsts.iter().chain(&drawn).map(|card| card.bytes).max().unwrap_or_default();
    ensure!(largest <= MAX_BYTES, "a card of {largest} bytes");
    let kb = |bytes: f64| bytes / 1_000.0;
    Ok(vec![
        Figure::new(case, "CPU, median", quantile(&drawn, 0.5, |card| ms(card.cpu)), "ms").at_most(2.0),
        Figure::new(case, "CPU, p99", quantile(&drawn, 0.99, |card| ms(card.cpu)), "ms"),
        Figure::new(case, "time, median", quantile(&drawn, 0.5, |card| ms(card.wall)), "ms"),
        Figure::new(case, "time, p99", quantile(&drawn, 0.99, |card| ms(card.wall)), "ms"),
        Figure::new(case, "CPU of a fish's first, median", quantile(&firsts, 0.5, |card| ms(card.cpu)), "ms"),
        Figure::new(case, "size, median", kb(quantile(&drawn, 0.5, |card| card.bytes as f64)), "kB"),
        Figure::new(case, "size, largest", kb(largest as f64), "kB").at_most(90.0),
    ])
}

fn draw(painter: &Painter, kind: usize, number: usize, art: &Option<Arc<[u8]>>) -> anyhow::Result<Drawn> {
    let (face, facts) = (card::face(kind, art.clone()), card::facts(number));
    let (began, cpu) = (Instant::now(), machine::thread());
    let picture = painter.personal_card(&face, &facts)?;
    let (wall, cpu) = (began.elapsed(), machine::thread().saturating_sub(cpu));
    ensure!(picture.starts_with(b"\x89PNG"), "no picture");
    Ok(Drawn { wall, cpu, bytes: picture.len() })
}

fn ms(time: Duration) -> f64 {
    time.as_secs_f64() * 1_000.0
}

fn quantile(cards: &[Drawn], quantile: f64, of: fn(&Drawn) -> f64) -> f64 {
    let mut values: Vec<f64> = cards.iter().map(of).collect();
    values.sort_by(f64::total_cmp);
    let place = (values.len() as f64 * quantile) as usize;
    values.get(place.min(values.len().saturating_sub(1))).copied().unwrap_or(0.0)
}
