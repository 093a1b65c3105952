//! `/rods`: with what to fish. Called by sessions.
//!
//! **Invariant:** only rods the player owns have a button. Until there is a shop those are the free ones, as in
//! `game::choose`.

use super::{Lang, Page, Player, Press, button, cents, say, word, words};
use crate::{
    game::{
        catalogue::{self, RODS, Rod, RodId},
        money::Cents,
    },
    text::speech::Arg,
};

/// All rods, with a button for each owned one.
pub fn rods(lang: Lang, player: &Player) -> Page {
    let rows: Vec<String> = RODS.iter().map(|rod| row(lang, player, rod)).collect();
    let mut text = format!("{}\n\n{}\n\n{}", word(lang, "rods-title"), rows.join("\n"), word(lang, "rods-window"));
    if player.open.is_some() {
        text = format!("{text}\n{}", word(lang, "rods-line"));
    }
    let owned = RODS.iter().filter(|rod| is_owned(rod));
    let keyboard =
        owned.map(|rod| vec![button(words::rod_name(lang, rod.id), Press::Rod { player: player.id, rod: rod.id })]);
    Page { text, keyboard: keyboard.collect() }
}

fn is_owned(rod: &Rod) -> bool {
    rod.price == Cents(0)
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
        _ if is_owned(rod) => "rods-row-own",
        _ => "rods-row-shop",
    };
    say(lang, id, &args)
}

/// The next cast uses this rod.
pub fn rod_equipped(lang: Lang, rod: RodId) -> Page {
    let rod = catalogue::rod(rod);
    let args: [(&str, Arg<'_>); 2] =
        [("rod", words::rod_name(lang, rod.id).into()), ("side", words::rod_side(lang, rod.id).into())];
    Page::plain(say(lang, "rod-equipped", &args))
}
