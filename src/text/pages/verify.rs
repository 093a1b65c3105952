//! `/verify`: a catch laid open, so that anyone can recompute it. Called by sessions.
//!
//! **Invariant:** the lines a program reads stand in one block, the same in both languages, in the same message as the words.
//!
//! **Absent:** no page of a line that is still out shows anything of its seed: [`verify_open`] is not given it.

use super::{Lang, Page, Press, button, cents, mood, say, word, words};
use crate::{
    game::{
        catalogue,
        fair::Draw,
        market::Tick,
        player::{PlayerId, PositionId},
        proof::Proof,
        records::PastCatch,
    },
    text::{
        names::safe_code,
        numbers::{duration, percent_exact, price, signed_cents},
        pages::purse::named,
        proof::{self, Room},
        speech::Arg,
        toasts::plain,
    },
};

/// As much as one message may hold, with a little left: Telegram's bound is 4,096.
const ROOM: usize = 3_900;

/// A catch with all that it was made of.
pub fn verify(lang: Lang, proof: &Proof) -> Page {
    let position = &proof.position;
    let (emoji, fish) = named(lang, &proof.fish);
    let args: [(&str, Arg<'_>); 11] = [
        ("id", position.id.to_string().into()),
        ("emoji", emoji.into()),
        ("fish", fish.clone().into()),
        ("pond", words::pond_name(lang, position.pond).into()),
        ("rod", words::rod_name(lang, position.rod).into()),
        ("stake", cents(lang, position.stake).into()),
        ("entry", fill(lang, &position.entry).into()),
        ("exit", fill(lang, &proof.exit).into()),
        ("mood", mood(proof.percent).into()),
        ("percent", percent_exact(lang, proof.percent).into()),
        ("dollars", signed_cents(lang, proof.cents).into()),
    ];
    let drawn = match proof.draw() {
        _ if proof.snapped() => word(lang, "verify-snapped"),
        Some(draw) => draw_words(lang, proof, &draw, fish),
        None => word(lang, "verify-snapped"),
    };
    let head = format!("{}\n\n{drawn}\n\n{}", say(lang, "verify-catch", &args), word(lang, "verify-lines"));
    let text = |room| format!("{head}\n<code>{}</code>", proof::lines(proof, room));
    let whole = text(Room::Enough);
    let fits = plain(&whole).encode_utf16().count() <= ROOM;
    Page::plain(if fits { whole } else { text(Room::Little) })
}

/// A price, of how many, and the age of the oldest, whole seconds rounded up.
fn fill(lang: Lang, tick: &Tick) -> String {
    let oldest_s = i64::from(tick.age_ms()).saturating_add(999) / 1_000;
    let args: [(&str, Arg<'_>); 3] = [
        ("price", price(lang, tick.price).into()),
        ("sources", tick.quotes.len().to_string().into()),
        ("age", duration(lang, oldest_s).into()),
    ];
    say(lang, "verify-fill", &args)
}

/// Which tier and which fish the roll chose, with the numbers that chose them.
fn draw_words(lang: Lang, proof: &Proof, draw: &Draw, fish: String) -> String {
    let rarity = proof.candidates[draw.tier].0;
    let args: [(&str, Arg<'_>); 12] = [
        ("message", safe_code(&proof.position.rule.message(proof.position.id, proof.exit.price)).into()),
        ("first", draw.tier_number.to_string().into()),
        ("total", draw.total.to_string().into()),
        ("rest", draw.rest.to_string().into()),
        ("rarity", words::rarity_name(lang, rarity).into()),
        ("from", draw.from.to_string().into()),
        ("till", draw.till.to_string().into()),
        ("second", draw.fish_number.to_string().into()),
        ("count", draw.count.to_string().into()),
        ("index", draw.fish.to_string().into()),
        ("place", (draw.fish + 1).to_string().into()),
        ("fish", fish.into()),
    ];
    say(lang, "verify-draw", &args)
}

/// `/verify` alone: what it is for, with a button for the last catch where there is one.
pub fn verify_how(lang: Lang, player: PlayerId, last: Option<&PastCatch>) -> Page {
    let Some(last) = last else {
        return Page::plain(format!("{}\n\n{}", word(lang, "verify-how"), word(lang, "verify-none")));
    };
    let emoji = catalogue::find(&last.caught.fish).map_or("🐟", |fish| fish.emoji);
    let id = last.caught.position;
    let label = say(lang, "button-verify", &[("emoji", emoji.into()), ("id", id.to_string().into())]);
    let text = format!("{}\n\n{}", word(lang, "verify-how"), say(lang, "verify-ask", &[("id", id.to_string().into())]));
    Page { text, keyboard: vec![vec![button(label, Press::Verify { player, position: id })]] }
}

/// The line is still out: its seed stays a secret.
pub fn verify_open(lang: Lang, position: PositionId) -> Page {
    Page::plain(say(lang, "verify-open", &[("id", position.to_string().into())]))
}

/// No catch of this player has that number.
pub fn verify_unknown(lang: Lang, position: PositionId) -> Page {
    Page::plain(say(lang, "verify-unknown", &[("id", position.to_string().into())]))
}

/// What was asked for is no number of a catch.
pub fn verify_unreadable(lang: Lang) -> Page {
    Page::plain(word(lang, "verify-unreadable"))
}
