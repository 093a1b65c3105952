//! Scenes: the little plays while a line flies out and while it comes in. Called by sessions, which hand the frames to the
//! Outbox; the caller throws the dice.
//!
//! A frame keeps the lines before it, up to [`FRAME_LINES`], so that an edited message grows like a story.
//!
//! **Invariant:** theatre claims nothing: no frame before the splash says that bait or money is spent, and no frame of a hook
//! says what is on it, because a refusal may still follow.

use super::{Lang, numbers, speech::say, words::pond_name};
use crate::game::{market::Pair, money::Price};

/// How many cast scenes there are.
pub const CAST_SCENES: u64 = 6;
/// How many hook scenes there are.
pub const HOOK_SCENES: u64 = 6;
/// Lines of one frame at most.
const FRAME_LINES: usize = 3;

const BEFORE_SPLASH: [&str; 3] = ["first", "second", "third"];
const HOOK_FRAMES: [&str; 5] = ["first", "second", "third", "fourth", "fifth"];

/// The frames of a cast that need no price.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CastScene {
    /// Three frames, for 0, 3.0 and 5.5 s; the splash follows at 8.0 s.
    pub before: Vec<String>,
}

/// The frames before the splash; the same dice give the splash that belongs to them.
pub fn cast_scene(lang: Lang, pond: Pair, dice: u64) -> CastScene {
    CastScene { before: growing(&cast_lines(lang, pond, dice)) }
}

/// The splash, for 8.0 s: the end of the same story, with the price of the fill.
pub fn cast_splash(lang: Lang, pond: Pair, price: Price, dice: u64) -> String {
    let mut lines = cast_lines(lang, pond, dice);
    let id = format!("cast-{}.splash", dice % CAST_SCENES);
    lines.push(say(lang, &id, &[("price", numbers::price(lang, price).into())]));
    last_lines(&lines)
}

/// Five frames, 2.5 s apart; the catch follows them.
pub fn hook_scene(lang: Lang, dice: u64) -> Vec<String> {
    let lines = HOOK_FRAMES.map(|frame| say(lang, &format!("hook-{}.{frame}", dice % HOOK_SCENES), &[]));
    growing(&lines)
}

/// What is said at once where the price of a command may take up to 90 s (coingecko alone).
pub fn slow_price(lang: Lang) -> String {
    say(lang, "slow-price", &[])
}

fn cast_lines(lang: Lang, pond: Pair, dice: u64) -> Vec<String> {
    let pond = pond_name(lang, pond);
    let line = |frame: &&str| say(lang, &format!("cast-{}.{frame}", dice % CAST_SCENES), &[("pond", (&pond).into())]);
    BEFORE_SPLASH.iter().map(line).collect()
}

/// One frame for each line: that line and those before it.
fn growing(lines: &[String]) -> Vec<String> {
    (1..=lines.len()).map(|end| last_lines(&lines[..end])).collect()
}

fn last_lines(lines: &[String]) -> String {
    lines[lines.len().saturating_sub(FRAME_LINES)..].join("\n")
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    fn fit(frame: &str) {
        assert!((10..=500).contains(&frame.chars().count()), "{frame}");
        assert!(frame.lines().count() <= FRAME_LINES && frame.lines().all(|line| !line.trim().is_empty()), "{frame}");
        assert!(!frame.contains(['{', '}', '$']) && !frame.contains("cast-") && !frame.contains("hook-"), "{frame}");
    }

    #[test]
    fn a_price_that_takes_its_time_is_told_with_how_long_at_most() {
        for lang in Lang::ALL {
            assert!(slow_price(lang).contains("CoinGecko") && slow_price(lang).contains("90"), "{lang:?}");
        }
    }

    #[test]
    fn a_cast_has_three_frames_and_a_splash_with_the_price() {
        let price = Price::parse("2500.12").unwrap();
        for lang in Lang::ALL {
            let mut firsts = HashSet::new();
            for dice in 0..CAST_SCENES {
                let scene = cast_scene(lang, Pair::BtcUsd, dice);
                let splash = cast_splash(lang, Pair::BtcUsd, price, dice);
                assert_eq!(scene.before.len(), 3);
                scene.before.iter().for_each(|frame| fit(frame));
                fit(&splash.replace('$', ""));
                assert!(scene.before[2].starts_with(&scene.before[1]) && scene.before[1].starts_with(&scene.before[0]));
                assert!(scene.before[2].contains(&pond_name(lang, Pair::BtcUsd)), "{}", scene.before[2]);
                assert!(splash.contains(&numbers::price(lang, price)), "{splash}");
                assert!(splash.contains(scene.before[2].lines().last().unwrap()), "{splash}");
                firsts.insert(scene.before[0].clone());
            }
            assert_eq!(firsts.len() as u64, CAST_SCENES);
            assert_eq!(
                cast_scene(lang, Pair::EthUsd, u64::MAX),
                cast_scene(lang, Pair::EthUsd, u64::MAX % CAST_SCENES)
            );
        }
    }

    #[test]
    fn a_hook_has_five_frames_each_on_the_one_before() {
        for lang in Lang::ALL {
            let scenes: HashSet<Vec<String>> = (0..HOOK_SCENES).map(|dice| hook_scene(lang, dice)).collect();
            assert_eq!(scenes.len() as u64, HOOK_SCENES);
            for frames in scenes {
                assert_eq!(frames.len(), 5);
                frames.iter().for_each(|frame| fit(frame));
                for pair in frames.windows(2) {
                    assert!(pair[1].contains(pair[0].lines().last().unwrap()));
                }
            }
        }
    }

    #[test]
    fn one_more_scene_in_the_files_is_one_more_here() {
        for lang in Lang::ALL {
            assert!(say(lang, &format!("cast-{CAST_SCENES}.first"), &[]).starts_with("cast-"));
            assert!(say(lang, &format!("hook-{HOOK_SCENES}.first"), &[]).starts_with("hook-"));
        }
    }
}
