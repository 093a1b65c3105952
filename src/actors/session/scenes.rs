//! The timing of scenes: which words when.
//!
//! Called when a cast or a hook begins. Times are GAME.md's, divided by the configured speed.
//!
//! **Invariant:** a scene has a first frame at once and never delays money; in a group, and at speed 0, it has no other frame.

use std::time::Duration;

use super::messages::{Order, Place};
use crate::{
    actors::outbox::messages::{BeginScene, Shown},
    game::{market::Pair, player::Player},
    plumbing::dice,
    text::{self, Lang},
};

/// Milliseconds after the first frame at which a cast's further frames are shown; the last is the splash with the price.
const CAST_MS: [u64; 3] = [3_000, 5_500, 8_000];
/// And its result.
const CAST_RESULT_MS: u64 = 11_000;
/// Between two frames of a hook, and before its card.
const HOOK_STEP_MS: u64 = 2_500;

/// The scene of a cast, and the dice with which its splash is worded later. `slow`: the price may take its time, which every frame
/// before it says. Over the frames of a player's very first cast stands the commitment of its seed, which no result of a cast has
/// shown him: the first frame goes out before a price is asked for.
pub(super) fn cast(order: &Order, player: &Player, speed: u32, slow: bool) -> (BeginScene, u64) {
    let dice = dice::decoration();
    let mut before = patient(text::cast_scene(order.lang, player.pond, dice).before, order.lang, slow);
    if let Some(seal) = text::pages::first_seal(order.lang, player) {
        before.iter_mut().for_each(|frame| *frame = format!("{seal}\n\n{frame}"));
    }
    let mut frames = words(before);
    frames.push(Shown::Splash);
    let timed = frames.into_iter().zip([0].into_iter().chain(CAST_MS)).collect();
    (scene(order, timed, CAST_RESULT_MS, speed), dice)
}

/// The scene of a hook; `slow` as for a cast.
pub(super) fn hook(order: &Order, speed: u32, slow: bool) -> BeginScene {
    let frames = words(patient(text::hook_scene(order.lang, dice::decoration()), order.lang, slow));
    let last = HOOK_STEP_MS * frames.len() as u64;
    let timed = frames.into_iter().zip((0..).map(|step| step * HOOK_STEP_MS)).collect();
    scene(order, timed, last, speed)
}

/// The text of a cast's splash.
pub(super) fn splash(lang: Lang, pond: Pair, price: crate::game::money::Price, dice: u64) -> String {
    text::cast_splash(lang, pond, price, dice)
}

/// The frames with a word about the wait, where there is one.
fn patient(mut frames: Vec<String>, lang: Lang, slow: bool) -> Vec<String> {
    if slow {
        let note = text::slow_price(lang);
        frames.iter_mut().for_each(|frame| *frame = format!("{frame}\n\n{note}"));
    }
    frames
}

fn words(frames: Vec<String>) -> Vec<Shown> {
    frames.into_iter().map(Shown::Text).collect()
}

fn scene(order: &Order, frames: Vec<(Shown, u64)>, result_ms: u64, speed: u32) -> BeginScene {
    let Place { chat_id, private, spot } = order.place;
    let played = private && speed > 0;
    let scaled = |ms: u64| Duration::from_millis(ms * 100 / u64::from(speed.max(1)));
    let shown = if played { frames.len() } else { 1 };
    BeginScene {
        scene: order.update_id,
        player: order.player,
        chat_id,
        spot,
        frames: frames.into_iter().take(shown).map(|(shown, ms)| (scaled(ms), shown)).collect(),
        result_after: if played { scaled(result_ms) } else { Duration::ZERO },
    }
}
