//! Every polite no. Called by sessions and the router.
//!
//! **Invariant:** each says what stays as it was and what to do next, and whatever a pressed button can be refused with fits a
//! toast whole.

use super::{Lang, Page, Player, cents, rescue_buttons, say, whole, word, words};
use crate::{
    game::{
        cast::CastRefusal,
        choose::{PondRefusal, RodRefusal},
        hook::HookRefusal,
        rules::SMALLEST_PURSE,
    },
    text::{
        numbers::{duration, percent_exact},
        speech::Arg,
    },
};

/// How many ways there are to say "too quick".
const QUICK_JOKES: i64 = 4;

/// Who waited for a price in vain.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Waiting {
    /// A cast: nothing was spent.
    Cast,
    /// A hook: the line stays in the water.
    Hook,
}

/// The database lost the last moments, and with them something of this player's.
pub fn moments_lost(lang: Lang) -> Page {
    fixed(lang, "moments-lost")
}

/// Why there is no cast.
pub fn cast_refused(lang: Lang, player: &Player, refusal: &CastRefusal) -> Page {
    let page = match refusal {
        CastRefusal::NoBait => fixed(lang, "refusal-no-bait"),
        CastRefusal::LineOut => fixed(lang, "refusal-line-out"),
        CastRefusal::NoSeed => fixed(lang, "refusal-no-seed"),
        CastRefusal::LightPurse { cash } => {
            let args: [(&str, Arg<'_>); 2] =
                [("cash", cents(lang, *cash).into()), ("least", cents(lang, SMALLEST_PURSE).into())];
            Page::plain(say(lang, "refusal-light", &args))
        }
    };
    Page { keyboard: rescue_buttons(lang, player), ..page }
}

/// Why there is no hook.
pub fn hook_refused(lang: Lang, refusal: &HookRefusal) -> Page {
    match refusal {
        HookRefusal::NothingOut => fixed(lang, "refusal-nothing-out"),
        HookRefusal::SameTick => fixed(lang, "refusal-same-tick"),
        HookRefusal::TooQuick { percent: moved, wait_s } => {
            let args: [(&str, Arg<'_>); 2] =
                [("percent", percent_exact(lang, *moved).into()), ("wait", duration(lang, *wait_s).into())];
            // The seconds left are dice enough: another try hears another joke.
            let joke = wait_s.rem_euclid(QUICK_JOKES);
            Page::plain(say(lang, &format!("refusal-quick-{joke}"), &args))
        }
    }
}

/// Why a pond is not chosen.
pub fn pond_refused(lang: Lang, refusal: &PondRefusal) -> Page {
    match refusal {
        PondRefusal::Unknown => fixed(lang, "refusal-pond-unknown"),
        PondRefusal::LevelTooLow { pair, needs } => {
            let args: [(&str, Arg<'_>); 2] =
                [("pond", words::pond_name(lang, *pair).into()), ("level", whole(lang, (*needs).into()).into())];
            Page::plain(say(lang, "refusal-pond-level", &args))
        }
    }
}

/// Why a rod is not equipped.
pub fn rod_refused(lang: Lang, refusal: &RodRefusal) -> Page {
    match refusal {
        RodRefusal::Unknown => fixed(lang, "refusal-rod-unknown"),
        RodRefusal::NotOwned { rod } => {
            Page::plain(say(lang, "refusal-rod-not-owned", &[("rod", words::rod_name(lang, *rod).into())]))
        }
    }
}

/// The market gave no valid price in time.
pub fn no_price(lang: Lang, what: Waiting) -> Page {
    match what {
        Waiting::Cast => fixed(lang, "no-price-cast"),
        Waiting::Hook => fixed(lang, "no-price-hook"),
    }
}

/// A cast that was sent over a minute ago, while we were closed: nothing was spent.
pub fn late_cast(lang: Lang) -> Page {
    fixed(lang, "late-cast")
}

/// A cast or a hook while the books do not add up: nothing is taken and nothing moves.
pub fn trading_stopped(lang: Lang) -> Page {
    fixed(lang, "trading-stopped")
}

/// A cast or a hook while a cast waits for its price.
pub fn still_casting(lang: Lang) -> Page {
    fixed(lang, "still-casting")
}

/// A cast or a hook while a hook waits for its price.
pub fn still_hooking(lang: Lang) -> Page {
    fixed(lang, "still-hooking")
}

/// Over a limit, or too much waiting.
pub fn slow_down(lang: Lang) -> Page {
    fixed(lang, "slow-down")
}

/// A text in a private chat that is no command.
pub fn hint(lang: Lang) -> Page {
    fixed(lang, "hint")
}

/// A command we do not have.
pub fn unknown_command(lang: Lang) -> Page {
    fixed(lang, "unknown-command")
}

/// Somebody writes on behalf of a group or a channel: one purse for many people.
pub fn anonymous(lang: Lang) -> Page {
    fixed(lang, "anonymous")
}

/// A command that failed three times through our fault and was put aside.
pub fn apology(lang: Lang) -> Page {
    fixed(lang, "apology")
}

fn fixed(lang: Lang, id: &str) -> Page {
    Page::plain(word(lang, id))
}
