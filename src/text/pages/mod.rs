//! The pages, split by family: one file for each thing a player can ask. Called by sessions and the router.
//!
//! **Invariant:** every function here is total: any value the game can hold gives a page inside Telegram's limits, with every
//! tag closed and no variable left unfilled (`checks.rs` reads them all in both languages).

use super::{
    Button, Lang, Page,
    names::safe_name,
    numbers::{cents, whole},
    speech::{Arg, say, word},
    words,
};
use crate::game::{
    cast::check_cast,
    levels,
    money::PnlPercent,
    player::{Player, Position},
    press::Press,
    rules::{CAST_BAIT, ENVELOPE_BELOW},
};

mod bells;
mod board;
mod cast;
mod catch;
#[cfg(test)]
mod checks;
mod fair;
mod firststeps;
mod fishdex;
mod groups;
mod help;
#[cfg(test)]
mod looking_samples;
mod owndata;
mod ponds;
mod purse;
mod refusals;
mod rods;
#[cfg(test)]
pub(super) mod samples;
mod shop;
#[cfg(test)]
mod snapshots;
mod status;
mod verify;
mod welcome;

pub use bells::{bell_hung, bell_refused, bell_rings, bell_taken_off, bells};
pub use board::{AskedBoard, board, board_unknown};
pub use cast::{line_out, line_out_among_others};
pub use catch::{catch, catch_among_others, catch_caption, snapped};
pub use fair::{fair, first_seal, luck, luck_refused, luck_set};
pub use fishdex::{fish_caption, fish_unknown, fishdex};
pub use groups::{group_greeting, podium};
pub use help::{HELP_PAGES, help};
pub use owndata::{
    already_forgotten, forget_ask, forget_kept, forget_refused, goodbye, only_in_private, own_record, record_on_its_way,
};
pub use ponds::{pond_chosen, ponds};
pub use purse::{history, pnl};
pub use refusals::{
    Waiting, anonymous, apology, cast_refused, hint, hook_refused, late_cast, moments_lost, no_price, pond_refused,
    rod_refused, slow_down, still_casting, still_hooking, trading_stopped, unknown_command,
};
pub use rods::{rod_equipped, rods};
pub use shop::{
    buy_refused, daily_refused, daily_taken, envelope_given, envelope_refused, language_chosen, languages, rod_bought,
    rod_offer,
};
pub use status::{status_casting, status_fishing, status_hooking, status_idle};
pub use verify::{verify, verify_how, verify_open, verify_unknown, verify_unreadable};
pub use welcome::{Meeting, start};

fn button(label: String, press: Press) -> Button {
    Button { label, data: press.encode() }
}

/// Cast, where nothing is in the way of one.
fn cast_button(lang: Lang, player: &Player) -> Vec<Vec<Button>> {
    if check_cast(player).is_ok() {
        vec![vec![button(word(lang, "button-cast"), Press::Cast { player: player.id })]]
    } else {
        Vec::new()
    }
}

/// What can be done next on the shore: a cast, or the way to one.
fn next_buttons(lang: Lang, player: &Player) -> Vec<Vec<Button>> {
    let mut keyboard = cast_button(lang, player);
    keyboard.extend(rescue_buttons(lang, player));
    keyboard
}

/// A name for a page, whatever came; `nameless` is what somebody without one is called.
fn name_or(lang: Lang, name: &str, nameless: &str) -> String {
    match safe_name(name) {
        empty if empty.is_empty() => word(lang, nameless),
        name => name,
    }
}

/// The first line of what nobody asked for, in the chat of the cast: `named` in a group, where others read it, else `alone`.
fn addressed(lang: Lang, player: &Player, position: &Position, named: &str, alone: &str) -> String {
    let name = safe_name(&player.profile.name);
    if position.is_in_group() && !name.is_empty() {
        say(lang, named, &[("name", name.into())])
    } else {
        word(lang, alone)
    }
}

/// A page that others read too, with whose it is before it.
fn named(lang: Lang, player: &Player, page: Page) -> Page {
    let name = safe_name(&player.profile.name);
    if name.is_empty() {
        return page;
    }
    Page { text: format!("{}\n{}", say(lang, "catch-of", &[("name", name.into())]), page.text), ..page }
}

/// The way out for somebody who cannot cast: bait, or an envelope.
fn rescue_buttons(lang: Lang, player: &Player) -> Vec<Vec<Button>> {
    let mut rows = Vec::new();
    if player.bait < CAST_BAIT {
        rows.push(vec![button(word(lang, "button-daily"), Press::Daily { player: player.id })]);
    }
    if player.cash < ENVELOPE_BELOW && player.open.is_none() {
        rows.push(vec![button(word(lang, "button-envelope"), Press::Envelope { player: player.id })]);
    }
    rows
}

/// Hook and Status for a line in the water.
fn line_buttons(lang: Lang, player: &Player, position: &Position) -> Vec<Vec<Button>> {
    let (player, position) = (player.id, position.id);
    vec![vec![
        button(word(lang, "button-hook"), Press::Hook { player, position }),
        button(word(lang, "button-status"), Press::Status { player, position }),
    ]]
}

/// Hook and Status while a line is in the water; on the shore these.
fn line_buttons_or(lang: Lang, player: &Player, ashore: fn(Lang, &Player) -> Vec<Vec<Button>>) -> Vec<Vec<Button>> {
    match &player.open {
        Some(open) => line_buttons(lang, player, open),
        None => ashore(lang, player),
    }
}

/// Bait and cash.
fn purse(lang: Lang, player: &Player) -> String {
    say(lang, "purse", &[("bait", words::bait(lang, player.bait).into()), ("cash", cents(lang, player.cash).into())])
}

/// Level, experience and what is missing to the next level.
fn level_line(lang: Lang, player: &Player) -> String {
    let next = levels::xp_for_level(player.level.saturating_add(1));
    let left = next.saturating_sub(player.xp).max(0);
    let args = [
        ("level", whole(lang, player.level.into()).into()),
        ("xp", whole(lang, player.xp).into()),
        ("left", whole(lang, left).into()),
    ];
    say(lang, "level-line", &args)
}

/// Pond, rod and stake of a line.
fn line_facts(lang: Lang, position: &Position) -> String {
    let args: [(&str, Arg<'_>); 3] = [
        ("pond", words::pond_name(lang, position.pond).into()),
        ("rod", words::rod_name(lang, position.rod).into()),
        ("stake", cents(lang, position.stake).into()),
    ];
    say(lang, "line-facts", &args)
}

/// A face for a P&L, so that the sign is seen before the number is read.
fn mood(percent: PnlPercent) -> &'static str {
    match percent.0 {
        ..0 => "📉",
        0 => "➖",
        1.. => "📈",
    }
}
