//! `/help`: the rules in four pages, turned by buttons. Called by sessions; anyone may turn the pages.
//!
//! **Invariant:** every number and list comes from the catalogue and the rules, so that help cannot say something else than
//! the game does.

use super::{Button, Lang, Page, Press, button, cents, levels, say, whole, word, words};
use crate::{
    game::{
        catalogue::{self, PONDS, RODS, Rarity, Rod, SNAPPED},
        money::Cents,
        rules::{LEVEL_BAIT, SMALLEST_PURSE},
    },
    text::{signs::command_list, speech::Arg},
};

/// Pages of the help, counted from 0.
pub const HELP_PAGES: u8 = 4;
/// Levels in the table: those that open a pond.
const LEVELS_SHOWN: u32 = 8;

/// One page of the help; a page that does not exist is the first.
pub fn help(lang: Lang, page: u8) -> Page {
    let page = if page < HELP_PAGES { page } else { 0 };
    let text = match page {
        1 => level_rules(lang),
        2 => waters(lang),
        3 => fish(lang),
        _ => format!("{}\n{}\n\n{}", word(lang, "help-how"), command_list(lang), word(lang, "play-money")),
    };
    Page { text, keyboard: tabs(lang, page) }
}

/// Two rows of two; the page one is on is marked.
fn tabs(lang: Lang, here: u8) -> Vec<Vec<Button>> {
    let tab = |page: u8| {
        let name = word(lang, &format!("help-tab-{page}"));
        let label = if page == here { say(lang, "help-here", &[("tab", name.into())]) } else { name };
        button(label, Press::TurnHelp { page })
    };
    vec![vec![tab(0), tab(1)], vec![tab(2), tab(3)]]
}

fn level_rules(lang: Lang) -> String {
    let xp_row = |what: String, xp: i64| {
        let args: [(&str, Arg<'_>); 2] = [("what", what.into()), ("xp", whole(lang, xp).into())];
        say(lang, "help-levels-xp", &args)
    };
    let mut lines = vec![word(lang, "help-levels")];
    lines.extend(Rarity::ALL.map(|rarity| xp_row(words::rarity_name(lang, rarity), rarity.xp())));
    let snapped_xp = catalogue::find(SNAPPED.0).map_or(0, |fish| fish.rarity.xp());
    lines.push(xp_row(word(lang, "help-levels-snapped"), snapped_xp));
    lines.push(String::new());
    lines.push(say(lang, "help-levels-table", &[("bait", words::bait(lang, LEVEL_BAIT).into())]));
    for level in 1..=LEVELS_SHOWN {
        let args: [(&str, Arg<'_>); 3] = [
            ("level", whole(lang, level.into()).into()),
            ("xp", whole(lang, levels::xp_for_level(level)).into()),
            ("stake", cents(lang, levels::stake(level)).into()),
        ];
        lines.push(say(lang, "help-levels-row", &args));
    }
    lines.push(say(lang, "help-levels-more", &[("least", cents(lang, SMALLEST_PURSE).into())]));
    lines.join("\n")
}

fn waters(lang: Lang) -> String {
    let mut lines = vec![word(lang, "help-waters")];
    for pond in &PONDS {
        let args: [(&str, Arg<'_>); 3] = [
            ("pond", words::pond_name(lang, pond.pair).into()),
            ("pair", pond.pair.symbol().into()),
            ("level", whole(lang, pond.level.into()).into()),
        ];
        lines.push(say(lang, "help-waters-pond", &args));
    }
    lines.push(String::new());
    lines.push(word(lang, "help-waters-rods"));
    lines.extend(RODS.iter().map(|rod| rod_row(lang, rod)));
    lines.push(word(lang, "help-waters-shop"));
    lines.join("\n")
}

fn rod_row(lang: Lang, rod: &Rod) -> String {
    let price = if rod.price > Cents(0) { cents(lang, rod.price) } else { word(lang, "help-free") };
    let args: [(&str, Arg<'_>); 3] = [
        ("rod", words::rod_name(lang, rod.id).into()),
        ("rarity", words::rarity_name(lang, rod.rarity).into()),
        ("price", price.into()),
    ];
    say(lang, "help-waters-rod", &args)
}

fn fish(lang: Lang) -> String {
    let row = |rarity: Rarity| {
        let kinds = catalogue::all().filter(|fish| fish.rarity == rarity).count();
        let args: [(&str, Arg<'_>); 3] = [
            ("rarity", words::rarity_name(lang, rarity).into()),
            ("kinds", words::kinds(lang, i64::try_from(kinds).unwrap_or(i64::MAX)).into()),
            ("weight", rarity.weight().to_string().into()),
        ];
        say(lang, "help-fish-row", &args)
    };
    let rows = Rarity::ALL.map(row).join("\n");
    format!("{}\n{rows}\n\n{}", word(lang, "help-fish"), word(lang, "help-fish-fair"))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::commands::COMMANDS;

    #[test]
    fn help_names_every_command_and_no_other() {
        for lang in Lang::ALL {
            let text = help(lang, 0).text;
            for command in COMMANDS.iter().filter(|command| command.is_offered(true)) {
                assert!(text.contains(&format!("\n/{} ", command.word)), "{} is missing", command.word);
            }
            assert!(text.contains(&word(lang, "play-money")));
        }
    }

    #[test]
    fn the_tables_are_those_of_the_game() {
        let levels = help(Lang::En, 1).text;
        assert!(levels.contains("level 8: from 2,800 XP, stake $8,000.00") && levels.contains("Legendary: 150 XP"));
        assert!(help(Lang::En, 2).text.contains("Dotted Shallows (DOT/USD), level 8"));
        assert!(help(Lang::Ru, 2).text.contains("Бездна −4,0× · Легендарная · 20\u{a0}000,00\u{a0}$"));
        assert!(help(Lang::Ru, 3).text.contains("Легендарная: 8 видов, вес 1"));
        assert_eq!(help(Lang::En, 200), help(Lang::En, 0));
    }
}
