//! The result of a cast: the line is in. Called by sessions for the durable reply.
//!
//! **Invariant:** shows the fill as it was settled, the purse after it, and the seal of the next draw; its buttons name this very
//! line, so that an old page cannot hook a later one.

use super::{Lang, Page, Player, Position, fair, firststeps, line_buttons, line_facts, named, purse, say};
use crate::text::{numbers::price, speech::Arg};

/// The line is in the water; `player` is the player after the cast.
pub fn line_out(lang: Lang, player: &Player, position: &Position) -> Page {
    let args: [(&str, Arg<'_>); 3] = [
        ("facts", line_facts(lang, position).into()),
        ("entry", price(lang, position.entry.price).into()),
        ("purse", purse(lang, player).into()),
    ];
    let parts = [
        Some(say(lang, "line-out", &args)),
        fair::first_line_seal(lang, position),
        fair::next_seal(lang, player),
        Some(firststeps::line_out(lang, player)),
    ];
    let text = parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n");
    Page { text, keyboard: line_buttons(lang, player, position) }
}

/// The same where others read it too: whose line it is comes first.
pub fn line_out_among_others(lang: Lang, player: &Player, position: &Position) -> Page {
    named(lang, player, line_out(lang, player, position))
}
