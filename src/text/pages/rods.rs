//! `/rods`: with what to fish. Called by sessions.
//!
//! **Invariant:** every rod has a button, long beside short: an owned one is taken in hand, another one is offered.

use super::{Button, Lang, Page, Player, Press, button, cast_button, cents, line_buttons_or, say, word, words};
use crate::{
    game::catalogue::{self, RODS, Rod, RodId},
    text::speech::Arg,
};

/// All rods and their buttons.
pub fn rods(lang: Lang, player: &Player) -> Page {
    let rows: Vec<String> = RODS.iter().map(|rod| row(lang, player, rod)).collect();
    let mut text = format!("{}\n\n{}", word(lang, "rods-title"), rows.join("\n"));
    if !RODS.iter().all(|rod| player.profile.rods.has(rod.id)) {
        text = format!("{text}\n\n{}", word(lang, "rods-window"));
    }
    if player.open.is_some() {
        text = format!("{text}\n{}", word(lang, "rods-line"));
    }
    let keyboard = RODS.chunks(2).map(|pair| pair.iter().map(|rod| rod_button(lang, player, rod)).collect());
    Page { text, keyboard: keyboard.collect() }
}

fn rod_button(lang: Lang, player: &Player, rod: &Rod) -> Button {
    let name = words::rod_name(lang, rod.id);
    let owned = player.profile.rods.has(rod.id);
    let label = if owned { name } else { say(lang, "rod-for-sale", &[("rod", name.into())]) };
    button(label, Press::Rod { player: player.id, rod: rod.id })
}

fn row(lang: Lang, player: &Player, rod: &Rod) -> String {
    let args: [(&str, Arg<'_>); 4] = [
        ("rod", words::rod_name(lang, rod.id).into()),
        ("side", words::rod_side(lang, rod.id).into()),
        ("rarity", words::rarity_name(lang, rod.rarity).into()),
        ("price", cents(lang, rod.price).into()),
    ];
    let id = match rod.id {
        id if id == player.rod => "rods-row-here",
        id if player.profile.rods.has(id) => "rods-row-own",
        _ => "rods-row-shop",
    };
    say(lang, id, &args)
}

/// The next cast uses this rod.
pub fn rod_equipped(lang: Lang, player: &Player, rod: RodId) -> Page {
    let rod = catalogue::rod(rod);
    let args: [(&str, Arg<'_>); 2] =
        [("rod", words::rod_name(lang, rod.id).into()), ("side", words::rod_side(lang, rod.id).into())];
    let id = if player.open.is_some() { "rod-equipped-later" } else { "rod-equipped" };
    Page { text: say(lang, id, &args), keyboard: line_buttons_or(lang, player, cast_button) }
}
