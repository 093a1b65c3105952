//! ImageGen draws a personal card.
//!
//! **Invariant:** what is the same for every catch of a fish is drawn before it is measured, as in a service that runs.

use std::sync::atomic::{AtomicUsize, Ordering};

use angler::actors::imagegen::card::Painter;
use divan::Bencher;

use crate::samples::card;

#[divan::bench]
fn drawn(bencher: Bencher) {
    personal(bencher, false);
}

#[divan::bench]
fn painted(bencher: Bencher) {
    personal(bencher, true);
}

fn personal(bencher: Bencher, painted: bool) {
    let painter = Painter::new().expect("the shipped font is whole");
    let art = painted.then(card::painting);
    let card = |(face, facts)| painter.personal_card(&face, &facts).expect("a card can be drawn");
    let sample = |number: usize| (card::face(number, art.clone()), card::facts(number));
    for number in 0..card::kinds() {
        card(sample(number));
    }
    let number = AtomicUsize::new(0);
    bencher.with_inputs(|| sample(number.fetch_add(1, Ordering::Relaxed))).bench_values(card);
}
