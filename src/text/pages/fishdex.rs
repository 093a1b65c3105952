//! `/fishdex`: completion by rarity, the kinds page by page, and the words under a caught fish's card. Called by sessions.
//!
//! **Invariant:** a fish that was not caught is never named: its line has a shadow and a hint of where to look.

use super::{Button, Lang, Page, Press, button, say, whole, word, words};
use crate::{
    game::{
        catalogue::{Fish, FishId, Rarity, RodSide, find},
        fishdex::{Fishdex, Kind, Shelf, shelves},
        player::PlayerId,
    },
    text::{
        numbers::{percent, signed_cents},
        speech::Arg,
    },
};

/// Squares of a bar of completion.
const BAR: usize = 10;
/// Buttons of fish in a row, where the emoji says which.
const ROW: usize = 6;
/// The same where the name has to.
const NAMED_ROW: usize = 2;

/// A page of the fishdex; a page that does not exist is the first.
pub fn fishdex(lang: Lang, player: PlayerId, fishdex: &Fishdex, page: u8) -> Page {
    let shelves = shelves();
    match usize::from(page).checked_sub(1).and_then(|index| shelves.get(index)) {
        Some(shelf) => kinds(lang, player, fishdex, shelf, page, shelves.len()),
        None => completion(lang, player, fishdex, &shelves),
    }
}

fn completion(lang: Lang, player: PlayerId, fishdex: &Fishdex, shelves: &[Shelf]) -> Page {
    let counts = Rarity::ALL.map(|rarity| fishdex.completion(rarity));
    let total = counts.iter().fold((0, 0), |sum, of| (sum.0 + of.0, sum.1 + of.1));
    let mut lines = vec![say(lang, "fishdex-title", &completed(total)), String::new()];
    for (rarity, count) in Rarity::ALL.into_iter().zip(counts) {
        let mut args = completed(count).to_vec();
        args.push(("rarity", words::rarity_name(lang, rarity).into()));
        lines.push(say(lang, "fishdex-rarity", &args));
    }
    if fishdex.snapped > 0 {
        lines.push(say(lang, "fishdex-snapped", &[("times", whole(lang, fishdex.snapped).into())]));
    }
    lines.push(String::new());
    lines.push(word(lang, if total.0 == 0 { "fishdex-empty" } else { "fishdex-turn" }));
    let first = |rarity: Rarity| shelves.iter().position(|shelf| shelf.rarity == rarity);
    let tabs = Rarity::ALL.into_iter().filter_map(|rarity| {
        let page = u8::try_from(first(rarity)? + 1).ok()?;
        Some(button(words::rarity_name(lang, rarity), Press::Fishdex { player, page }))
    });
    let tabs: Vec<Button> = tabs.collect();
    Page { text: lines.join("\n"), keyboard: tabs.chunks(2).map(<[Button]>::to_vec).collect() }
}

/// Caught, all, and a bar: full only when all are caught, empty only when none is.
fn completed((caught, all): (usize, usize)) -> [(&'static str, Arg<'static>); 3] {
    let squares = caught * BAR / all.max(1);
    let full = if caught > 0 { squares.max(1) } else { 0 };
    let bar = "🟦".repeat(full) + &"▫️".repeat(BAR - full.min(BAR));
    [("caught", caught.to_string().into()), ("all", all.to_string().into()), ("bar", bar.into())]
}

fn kinds(lang: Lang, player: PlayerId, fishdex: &Fishdex, shelf: &Shelf, page: u8, pages: usize) -> Page {
    let (caught, all) = fishdex.completion(shelf.rarity);
    let mut args = completed((caught, all)).to_vec();
    args.push(("rarity", words::rarity_name(lang, shelf.rarity).into()));
    args.push(("part", shelf.part.to_string().into()));
    args.push(("parts", shelf.parts.to_string().into()));
    let title = say(lang, if shelf.parts > 1 { "fishdex-shelf-of" } else { "fishdex-shelf" }, &args);
    let row = |fish: &&'static Fish| match fishdex.kind(fish.id) {
        Some(kind) => caught_row(lang, fish, kind),
        None => say(lang, "fishdex-shadow", &[("hint", hint(lang, fish).into())]),
    };
    let rows: Vec<String> = shelf.fish.iter().map(row).collect();
    let cards = shelf.fish.iter().copied().filter(|fish| fishdex.kind(fish.id).is_some());
    let (named, plain): (Vec<&Fish>, Vec<&Fish>) = cards.partition(|fish| shares_emoji(fish, &shelf.fish));
    let card = |label: String, fish: &Fish| button(label, Press::Fish { player, fish: fish.id });
    let plain: Vec<Button> = plain.into_iter().map(|fish| card(fish.emoji.to_owned(), fish)).collect();
    let label = |fish: &Fish| format!("{} {}", fish.emoji, words::fish_name(lang, fish.id));
    let named: Vec<Button> = named.into_iter().map(|fish| card(label(fish), fish)).collect();
    let mut parts = vec![title, rows.join("\n")];
    if !plain.is_empty() || !named.is_empty() {
        parts.push(word(lang, "fishdex-cards"));
    }
    let rows = plain.chunks(ROW).chain(named.chunks(NAMED_ROW));
    let mut keyboard: Vec<Vec<Button>> = rows.map(<[Button]>::to_vec).collect();
    keyboard.push(turning(player, page, pages));
    Page { text: parts.join("\n\n"), keyboard }
}

/// Two fish of the page have this one's emoji: then its button needs its name.
fn shares_emoji(fish: &Fish, shelf: &[&'static Fish]) -> bool {
    shelf.iter().filter(|other| other.emoji == fish.emoji).count() > 1
}

/// Back, to the first page, and on; round and round.
fn turning(player: PlayerId, page: u8, pages: usize) -> Vec<Button> {
    let last = u8::try_from(pages).unwrap_or(u8::MAX);
    let before = if page > 1 { page - 1 } else { last };
    let next = if page < last { page + 1 } else { 1 };
    let turn = |label: &str, page| button(label.to_owned(), Press::Fishdex { player, page });
    vec![turn("◀️", before), turn("🗂️", 0), turn("▶️", next)]
}

fn caught_row(lang: Lang, fish: &Fish, kind: &Kind) -> String {
    let args: [(&str, Arg<'_>); 5] = [
        ("emoji", fish.emoji.into()),
        ("fish", words::fish_name(lang, fish.id).into()),
        ("times", whole(lang, kind.times).into()),
        ("percent", percent(lang, kind.best.percent).into()),
        ("dollars", signed_cents(lang, kind.best.cents).into()),
    ];
    say(lang, "fishdex-caught", &args)
}

/// Where to look for a fish: what keeps most others out first.
fn hint(lang: Lang, fish: &Fish) -> String {
    match (fish.pond, fish.rod) {
        (Some(pond), _) => say(lang, "fishdex-hint-pond", &[("pond", words::pond_name(lang, pond).into())]),
        (None, Some(RodSide::Long)) => word(lang, "fishdex-hint-long"),
        (None, Some(RodSide::Short)) => word(lang, "fishdex-hint-short"),
        (None, None) if fish.min_level > 1 => {
            say(lang, "fishdex-hint-level", &[("level", whole(lang, fish.min_level.into()).into())])
        }
        (None, None) if fish.from.0 >= 0 => word(lang, "fishdex-hint-gain"),
        (None, None) if fish.below.0 <= 0 => word(lang, "fishdex-hint-loss"),
        (None, None) => word(lang, "fishdex-hint-calm"),
    }
}

/// What stands under a caught fish's card.
pub fn fish_caption(lang: Lang, fish: FishId, kind: &Kind) -> Page {
    let entry = find(fish.0);
    let args: [(&str, Arg<'_>); 8] = [
        ("emoji", entry.map_or("🐟", |fish| fish.emoji).into()),
        ("fish", words::fish_name(lang, fish).into()),
        ("rarity", words::rarity_name(lang, entry.map_or(Rarity::Common, |fish| fish.rarity)).into()),
        ("story", words::fish_story(lang, fish).into()),
        ("times", whole(lang, kind.times).into()),
        ("percent", percent(lang, kind.best.percent).into()),
        ("dollars", signed_cents(lang, kind.best.cents).into()),
        ("id", kind.best.position.to_string().into()),
    ];
    Page::plain(say(lang, "fishdex-card", &args))
}

/// A card was asked for whose fish was never caught: its name stays a secret.
pub fn fish_unknown(lang: Lang) -> Page {
    Page::plain(word(lang, "fishdex-not-yet"))
}
