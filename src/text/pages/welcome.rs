//! `/start`: who we are, what the player has, what to do next. Called by sessions.
//!
//! **Invariant:** says in one line that this is play money and no advice; the name is the only text from outside and is
//! made safe here.

use super::{
    Button, Lang, Page, Player, Press, button, cents, fair::first_seal, firststeps, line_buttons_or, name_or,
    next_buttons, say, status::next_cast, whole, word, words,
};
use crate::{
    game::cast::{CastRefusal, check_cast},
    text::speech::Arg,
};

/// How somebody is met by `/start`.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub enum Meeting {
    /// He was here before.
    #[default]
    Again,
    /// His welcome was just settled.
    First,
    /// He was forgotten once: a new row, and no second welcome.
    Returning,
}

/// The welcome. `name` is Telegram's first name, as it came.
pub fn start(lang: Lang, name: &str, player: &Player, meeting: Meeting) -> Page {
    let next = firststeps::here(lang, player).unwrap_or_else(|| next(lang, player));
    let args: [(&str, Arg<'_>); 7] = [
        ("name", name_or(lang, name, "friend").into()),
        ("bait", words::bait(lang, player.bait).into()),
        ("cash", cents(lang, player.cash).into()),
        ("level", whole(lang, player.level.into()).into()),
        ("pond", words::pond_name(lang, player.pond).into()),
        ("rod", words::rod_name(lang, player.rod).into()),
        ("next", next.into()),
    ];
    let mut keyboard = line_buttons_or(lang, player, next_buttons);
    keyboard.push(vec![help_button(lang)]);
    let id = match meeting {
        Meeting::Again => "start-again",
        Meeting::First => "start-new",
        Meeting::Returning => "start-returning",
    };
    // Whoever was here before has seen the seal of his next draw with the result of his last cast.
    let seal = first_seal(lang, player);
    let text = [Some(say(lang, id, &args)), seal, Some(word(lang, "play-money"))];
    Page { text: text.into_iter().flatten().collect::<Vec<_>>().join("\n\n"), keyboard }
}

/// For somebody who knows the craft.
fn next(lang: Lang, player: &Player) -> String {
    match check_cast(player) {
        Ok(()) => word(lang, "start-next-cast"),
        Err(CastRefusal::LineOut) => word(lang, "start-next-hook"),
        Err(CastRefusal::NoBait | CastRefusal::LightPurse { .. } | CastRefusal::NoSeed) => next_cast(lang, player),
    }
}

fn help_button(lang: Lang) -> Button {
    button(word(lang, "button-help"), Press::Help { page: 0 })
}
