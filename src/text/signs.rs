//! What Telegram shows of the bot itself: the menus of commands, and the two descriptions on its page. Called by the Outbox,
//! which hangs them at a start, and by the help page for its list.
//!
//! **Invariant:** within Telegram's limits ([`DESCRIPTION_CHARS`] and its like); plain text, for Telegram reads no HTML there.

use super::{Lang, speech::word};
use crate::game::commands::{COMMANDS, Command};

/// Telegram's bound for the description of a command.
pub const COMMAND_CHARS: usize = 256;
/// Telegram's bound for what an empty chat shows.
pub const DESCRIPTION_CHARS: usize = 512;
/// Telegram's bound for what the bot's profile shows.
pub const SHORT_DESCRIPTION_CHARS: usize = 120;

/// Commands of one kind of chat with their descriptions, in order.
pub fn menu(lang: Lang, private: bool) -> Vec<(&'static str, String)> {
    let offered = COMMANDS.iter().filter(|command| command.is_offered(private));
    offered.map(|command| (command.word, description(lang, command))).collect()
}

/// What somebody reads in the empty chat before he writes the first time.
pub fn bot_description(lang: Lang) -> String {
    word(lang, "bot-description")
}

/// What the bot's profile says, and what goes along when it is recommended.
pub fn bot_short_description(lang: Lang) -> String {
    word(lang, "bot-short-description")
}

/// The same list as a private chat's menu, a line for each: for the help page.
pub(super) fn command_list(lang: Lang) -> String {
    let line = |(word, description): (&str, String)| format!("/{word} {description}");
    menu(lang, true).into_iter().map(line).collect::<Vec<_>>().join("\n")
}

fn description(lang: Lang, command: &Command) -> String {
    word(lang, &format!("command-{}", command.word))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn size(text: &str) -> usize {
        text.encode_utf16().count()
    }

    #[test]
    fn every_command_is_described_within_the_limit() {
        for lang in Lang::ALL {
            for command in COMMANDS {
                let text = description(lang, command);
                assert!(!text.starts_with("command-"), "{lang}: src/text/{lang}/signs.ftl lacks {text}");
                // Three: older servers of the Bot API refuse less. Sixty: a phone shows no more.
                assert!(size(&text) <= COMMAND_CHARS && (3..=60).contains(&text.chars().count()), "{lang}: {text}");
                assert!(!text.contains(['<', '&', '\n']) && text.trim() == text, "{lang}: {text}");
            }
        }
    }

    #[test]
    fn the_descriptions_of_the_bot_fit_and_tell_that_it_is_play_money() {
        for lang in Lang::ALL {
            for (text, limit) in
                [(bot_description(lang), DESCRIPTION_CHARS), (bot_short_description(lang), SHORT_DESCRIPTION_CHARS)]
            {
                assert!((20..=limit).contains(&size(&text)), "{lang}: {} of {limit}: {text}", size(&text));
                assert!(!text.contains(['<', '&']) && !text.starts_with("bot-"), "{lang}: {text}");
                let money = if lang == Lang::En { "lay money" } else { "грушечн" };
                assert!(text.contains(money), "{lang}: {text}");
            }
        }
    }

    #[test]
    fn the_list_of_the_help_is_the_private_menu() {
        let list = command_list(Lang::En);
        assert!(list.starts_with("/cast ") && list.lines().count() == menu(Lang::En, true).len(), "{list}");
    }
}
