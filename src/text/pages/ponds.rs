//! `/ponds`: where to fish. Called by sessions.
//!
//! **Invariant:** only ponds the player's level opens have a button; the rest say from which level they open.

use super::{Lang, Page, Player, Press, button, cast_button, line_buttons_or, say, whole, word, words};
use crate::{
    game::{
        catalogue::{self, PONDS, Pond},
        market::Pair,
    },
    text::speech::Arg,
};

/// All ponds, with a button for each open one.
pub fn ponds(lang: Lang, player: &Player) -> Page {
    let rows: Vec<String> = PONDS.iter().map(|pond| row(lang, player, pond)).collect();
    let mut text = format!("{}\n\n{}", word(lang, "ponds-title"), rows.join("\n"));
    if player.open.is_some() {
        text = format!("{text}\n\n{}", word(lang, "ponds-line"));
    }
    let open = PONDS.iter().filter(|pond| pond.level <= player.level);
    let keyboard = open.map(|pond| {
        let label = format!("{} {}", pond.emoji, words::pond_name(lang, pond.pair));
        vec![button(label, Press::Pond { player: player.id, pair: pond.pair })]
    });
    Page { text, keyboard: keyboard.collect() }
}

fn row(lang: Lang, player: &Player, pond: &Pond) -> String {
    let args: [(&str, Arg<'_>); 4] = [
        ("emoji", pond.emoji.into()),
        ("pond", words::pond_name(lang, pond.pair).into()),
        ("pair", pond.pair.symbol().into()),
        ("level", whole(lang, pond.level.into()).into()),
    ];
    let id = if pond.pair == player.pond {
        "ponds-row-here"
    } else if pond.level <= player.level {
        "ponds-row-open"
    } else {
        "ponds-row-locked"
    };
    say(lang, id, &args)
}

/// The next cast goes to this pond.
pub fn pond_chosen(lang: Lang, player: &Player, pair: Pair) -> Page {
    let args: [(&str, Arg<'_>); 3] = [
        ("emoji", catalogue::pond(pair).emoji.into()),
        ("pond", words::pond_name(lang, pair).into()),
        ("pair", pair.symbol().into()),
    ];
    let id = if player.open.is_some() { "pond-chosen-later" } else { "pond-chosen" };
    Page { text: say(lang, id, &args), keyboard: line_buttons_or(lang, player, cast_button) }
}
