//! The caption of a catch's card. Called by sessions for the durable reply of a hook and of a snapped line.
//!
//! **Invariant:** at most 1,024 characters after its HTML is parsed, whatever was caught.

use super::{
    Lang, Page, Player, addressed, cents, firststeps, levels, mood, named, next_buttons, purse, say, whole, words,
};
use crate::{
    game::{
        catalogue::{self, PONDS, Rarity},
        hook::Catch,
    },
    text::{
        card::seconds_in_water,
        numbers::{duration, percent, price, signed_cents},
        speech::Arg,
    },
};

/// Telegram HTML for under the card; `player` is the player after the catch.
pub fn catch_caption(lang: Lang, caught: &Catch, player: &Player) -> String {
    let story = words::fish_story(lang, caught.fish);
    let mut parts = vec![
        format!("{}\n{}", title(lang, caught), say(lang, "catch-story", &[("story", story.into())])),
        numbers(lang, caught),
    ];
    if caught.level_after > caught.level_before {
        parts.push(new_level(lang, caught));
    }
    parts.push(purse(lang, player));
    parts.extend(firststeps::caught(lang, caught, player));
    parts.join("\n\n")
}

/// The whole reply: the caption, and what can be done next.
pub fn catch(lang: Lang, caught: &Catch, player: &Player) -> Page {
    Page { text: catch_caption(lang, caught, player), keyboard: next_buttons(lang, player) }
}

/// The whole reply where others read it too: whose catch it is comes first.
pub fn catch_among_others(lang: Lang, caught: &Catch, player: &Player) -> Page {
    named(lang, player, catch(lang, caught, player))
}

/// The whole reply for a line that snapped with nobody at the rod, in the chat where it was cast: in a group he is named.
pub fn snapped(lang: Lang, caught: &Catch, player: &Player) -> Page {
    let lead = addressed(lang, player, &caught.position, "snap-named", "snap-alone");
    let Page { text, keyboard } = catch(lang, caught, player);
    Page { text: format!("{lead}\n\n{text}"), keyboard }
}

fn title(lang: Lang, caught: &Catch) -> String {
    let entry = catalogue::find(caught.fish.0);
    let args: [(&str, Arg<'_>); 3] = [
        ("emoji", entry.map_or("🐟", |fish| fish.emoji).into()),
        ("fish", words::fish_name(lang, caught.fish).into()),
        ("rarity", words::rarity_name(lang, entry.map_or(Rarity::Common, |fish| fish.rarity)).into()),
    ];
    // A snapped line is nothing that was caught: it has a name and no rarity.
    if caught.pnl.snapped { say(lang, "catch-title-snapped", &args[..2]) } else { say(lang, "catch-title", &args) }
}

fn numbers(lang: Lang, caught: &Catch) -> String {
    let position = &caught.position;
    let args: [(&str, Arg<'_>); 9] = [
        ("mood", mood(caught.pnl.percent).into()),
        ("percent", percent(lang, caught.pnl.percent).into()),
        ("dollars", signed_cents(lang, caught.pnl.cents).into()),
        ("entry", price(lang, position.entry.price).into()),
        ("exit", price(lang, caught.exit.price).into()),
        ("pond", words::pond_name(lang, position.pond).into()),
        ("rod", words::rod_name(lang, position.rod).into()),
        ("time", duration(lang, seconds_in_water(caught)).into()),
        ("xp", format!("+{}", whole(lang, caught.xp_gained)).into()),
    ];
    say(lang, "catch-numbers", &args)
}

/// What the new level brings: bait, a larger stake, and the ponds it opens.
fn new_level(lang: Lang, caught: &Catch) -> String {
    let args: [(&str, Arg<'_>); 3] = [
        ("level", whole(lang, caught.level_after.into()).into()),
        ("bait", words::bait(lang, caught.bait_gained).into()),
        ("stake", cents(lang, levels::stake(caught.level_after)).into()),
    ];
    let mut text = say(lang, "catch-level", &args);
    let opened = PONDS.iter().filter(|pond| pond.level > caught.level_before && pond.level <= caught.level_after);
    let names: Vec<String> = opened.map(|pond| words::pond_name(lang, pond.pair)).collect();
    if !names.is_empty() {
        text.push('\n');
        text.push_str(&say(lang, "catch-water", &[("ponds", names.join(", ").into())]));
    }
    text
}
