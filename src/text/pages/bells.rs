//! Bells on the rod: the list, one more, one less, one that rings, and why not. Called by sessions.
//!
//! **Invariant:** every page of a line that is out says which bells hang, with a button to take each off.

use super::{Lang, Page, Player, Position, Press, addressed, button, line_buttons, line_facts, mood, say, word};
use crate::{
    game::{
        bells::{BELLS, BellRefusal},
        market::Tick,
        money::PnlPercent,
        pnl::pnl,
    },
    text::{
        Button,
        numbers::{percent, price, signed_cents},
        speech::Arg,
    },
};

/// The bells that hang, each with its button; or how to hang one.
pub fn bells(lang: Lang, player: &Player) -> Page {
    let text = match &player.open {
        None => word(lang, "bells-ashore"),
        Some(open) if open.bells.is_empty() => word(lang, "bells-none"),
        Some(open) => {
            let id = if open.bells.len() < BELLS { "bells" } else { "bells-full" };
            say(lang, id, &[("bells", marks(lang, &open.bells).into())])
        }
    };
    Page { text, keyboard: buttons(lang, player) }
}

/// One more hangs; `player` is the player after it.
pub fn bell_hung(lang: Lang, player: &Player, mark: PnlPercent) -> Page {
    let hung = player.open.as_ref().map_or(0, |open| open.bells.len());
    let text = say(lang, "bell-hung", &[("mark", percent(lang, mark).into())]);
    let left = if hung < BELLS { word(lang, "bell-more") } else { word(lang, "bell-last") };
    Page { text: format!("{text}\n{left}"), keyboard: buttons(lang, player) }
}

/// One less hangs.
pub fn bell_taken_off(lang: Lang, player: &Player, mark: PnlPercent) -> Page {
    Page { text: say(lang, "bell-off", &[("mark", percent(lang, mark).into())]), keyboard: buttons(lang, player) }
}

/// A bell rings at this tick: the P&L now, and what can be done. In a group he is named.
pub fn bell_rings(lang: Lang, player: &Player, position: &Position, mark: PnlPercent, tick: &Tick) -> Page {
    let made = pnl(position.stake, position.entry.price, tick.price, position.leverage);
    let args: [(&str, Arg<'_>); 7] = [
        ("mark", percent(lang, mark).into()),
        ("mood", mood(made.percent).into()),
        ("percent", percent(lang, made.percent).into()),
        ("dollars", signed_cents(lang, made.cents).into()),
        ("entry", price(lang, position.entry.price).into()),
        ("now", price(lang, tick.price).into()),
        ("facts", line_facts(lang, position).into()),
    ];
    let lead = addressed(lang, player, position, "bell-rings-for", "bell-rings");
    Page {
        text: format!("{lead}\n{}", say(lang, "bell-rings-at", &args)),
        keyboard: line_buttons(lang, player, position),
    }
}

/// Why there is no such bell.
pub fn bell_refused(lang: Lang, refusal: &BellRefusal) -> Page {
    Page::plain(match refusal {
        BellRefusal::NotAMark => word(lang, "refusal-bell-mark"),
        BellRefusal::OutOfRange => word(lang, "refusal-bell-range"),
        BellRefusal::NothingOut => word(lang, "bells-ashore"),
        BellRefusal::Full => word(lang, "refusal-bell-full"),
        BellRefusal::HangsAlready => word(lang, "refusal-bell-twice"),
        BellRefusal::CrossedAlready { percent: now } => {
            say(lang, "refusal-bell-crossed", &[("percent", percent(lang, *now).into())])
        }
        BellRefusal::OutOfReach => word(lang, "refusal-bell-reach"),
        BellRefusal::Gone => word(lang, "refusal-bell-gone"),
    })
}

/// The bells of a line on one row; empty when it has none.
pub(super) fn bells_line(lang: Lang, position: &Position) -> Option<String> {
    (!position.bells.is_empty()).then(|| say(lang, "status-bells", &[("bells", marks(lang, &position.bells).into())]))
}

fn marks(lang: Lang, bells: &[PnlPercent]) -> String {
    bells.iter().map(|mark| percent(lang, *mark)).collect::<Vec<_>>().join(" · ")
}

fn buttons(lang: Lang, player: &Player) -> Vec<Vec<Button>> {
    let Some(open) = &player.open else { return Vec::new() };
    let off = |mark: &PnlPercent| {
        let label = say(lang, "button-unbell", &[("mark", percent(lang, *mark).into())]);
        vec![button(label, Press::Unbell { player: player.id, position: open.id, mark: *mark })]
    };
    open.bells.iter().map(off).collect()
}
