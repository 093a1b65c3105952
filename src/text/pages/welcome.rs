//! `/start`: who we are, what the player has, what to do next. Called by sessions.
//!
//! **Invariant:** says in one line that this is play money and no advice; the name is the only text from outside and is
//! made safe here.

use super::{Button, Lang, Page, Player, Press, button, cents, say, whole, word, words};
use crate::text::{names::safe_name, speech::Arg};

/// The welcome. `name` is Telegram's first name, as it came; `newcomer` is true for the first `/start` of a player.
pub fn start(lang: Lang, name: &str, player: &Player, newcomer: bool) -> Page {
    let name = match safe_name(name) {
        empty if empty.is_empty() => word(lang, "stranger"),
        name => name,
    };
    let next = if player.open.is_some() { "start-next-hook" } else { "start-next-cast" };
    let args: [(&str, Arg<'_>); 7] = [
        ("name", name.into()),
        ("bait", words::bait(lang, player.bait).into()),
        ("cash", cents(lang, player.cash).into()),
        ("level", whole(lang, player.level.into()).into()),
        ("pond", words::pond_name(lang, player.pond).into()),
        ("rod", words::rod_name(lang, player.rod).into()),
        ("next", word(lang, next).into()),
    ];
    let greeting = say(lang, if newcomer { "start-new" } else { "start-again" }, &args);
    Page { text: format!("{greeting}\n\n{}", word(lang, "play-money")), keyboard: vec![vec![help_button(lang)]] }
}

fn help_button(lang: Lang) -> Button {
    button(word(lang, "button-help"), Press::Help { page: 0 })
}
