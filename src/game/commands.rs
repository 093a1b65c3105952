//! Every command there is: the one list behind the router's reading of them, the menus that Telegram shows, and the help page.
//!
//! Read by the router (a word that is not here is no command), by `text` (its description is the message `command-<word>`) and
//! by tests, which hold that each is read, described in both languages and told of in the help.
//!
//! **Invariant:** a command is named here and nowhere else: a new one is one line here, and tests name what it still lacks.

/// One command.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Command {
    /// Its word without the slash: 1 to 32 lower-case letters, digits and underscores.
    pub word: &'static str,
    /// Where it is offered; whoever types it is understood everywhere.
    pub offered: Offered,
}

/// Which menus offer a command.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Offered {
    /// Private chats and groups.
    Everywhere,
    /// Private chats only: one's own affairs, and what would fill a group with lists.
    InPrivate,
    /// None, and the help is silent too: Telegram's own button sends it.
    Nowhere,
}

use Offered::{Everywhere, InPrivate, Nowhere};

const fn command(word: &'static str, offered: Offered) -> Command {
    Command { word, offered }
}

/// All of them, in the order of menus and help.
pub const COMMANDS: &[Command] = &[
    command("start", Nowhere),
    command("cast", Everywhere),
    command("hook", Everywhere),
    command("status", Everywhere),
    command("bell", Everywhere),
    command("ponds", InPrivate),
    command("rods", InPrivate),
    command("daily", Everywhere),
    command("leaderboard", Everywhere),
    command("envelope", InPrivate),
    command("language", InPrivate),
    command("pnl", InPrivate),
    command("history", InPrivate),
    command("fair", InPrivate),
    command("luck", InPrivate),
    command("verify", Everywhere),
    command("fishdex", Everywhere),
    command("mydata", InPrivate),
    command("forget", InPrivate),
    command("help", Everywhere),
];

impl Command {
    /// The command of this word, in whatever case it was typed.
    pub fn find(word: &str) -> Option<&'static Command> {
        COMMANDS.iter().find(|command| command.word.eq_ignore_ascii_case(word))
    }

    /// Whether the menu of this kind of chat has it.
    pub fn is_offered(&self, private: bool) -> bool {
        match self.offered {
            Everywhere => true,
            InPrivate => private,
            Nowhere => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;

    #[test]
    fn every_word_is_one_that_telegram_takes_and_stands_once() {
        let mut words = HashSet::new();
        for Command { word, .. } in COMMANDS {
            let spelled = word.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
            assert!((1..=32).contains(&word.len()) && spelled, "{word}");
            assert!(words.insert(word), "{word} stands twice");
        }
        assert!(COMMANDS.len() <= 100, "Telegram's menus take a hundred");
    }

    #[test]
    fn groups_are_offered_less_and_nobody_a_start() {
        let menu = |private| COMMANDS.iter().filter(move |command| command.is_offered(private)).map(|c| c.word);
        assert!(menu(false).all(|word| menu(true).any(|other| other == word)));
        assert!(menu(false).count() < menu(true).count());
        assert!(menu(true).all(|word| word != "start"));
        assert_eq!(Command::find("CAST").map(|found| found.word), Some("cast"));
        assert_eq!(Command::find("casts"), None);
    }
}
