//! From an update to what the player wants: pure.
//!
//! Called by the Router for every update in hand, and for what an anonymous admin says; by the poller through [`matters`].
//!
//! **Invariant:** whatever a stranger sends becomes one of our intents or nothing.

use crate::{
    actors::{poller::port::Incoming, session::messages::Intent},
    game::press::Press,
};

/// A command as it was typed: its word, and the bot it was for.
struct Typed<'a> {
    word: &'a str,
    bot: Option<&'a str>,
}

fn typed(text: &str) -> Option<Typed<'_>> {
    let first = text.split_whitespace().next()?.strip_prefix('/')?;
    let (word, bot) = first.split_once('@').map_or((first, None), |(word, bot)| (word, Some(bot)));
    (!word.is_empty()).then_some(Typed { word, bot })
}

/// What an update asks of its player's session; `None`: nothing (talk in a group, another bot's command).
pub(super) fn intent(content: &Incoming, our_name: &str) -> Option<Intent> {
    match content {
        Incoming::Text { chat, text, .. } => {
            let Some(typed) = typed(text) else { return chat.private.then_some(Intent::Words) };
            if typed.bot.is_some_and(|bot| !bot.eq_ignore_ascii_case(our_name)) {
                return None;
            }
            let known = command(typed.word);
            // In a group an unknown command may be another bot's.
            known.or((chat.private || typed.bot.is_some()).then_some(Intent::UnknownCommand))
        }
        Incoming::Press { data, .. } => Some(Press::parse(data).map_or(Intent::ForgedPress, Intent::Press)),
        Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => None,
    }
}

/// True when an update can have an effect or an answer: only then is it stored, and its sender made a player.
pub fn matters(content: &Incoming, our_name: &str) -> bool {
    intent(content, our_name).is_some()
}

/// True when an anonymous text is a command for us, to be answered with a polite no.
pub(super) fn is_ours(text: &str, our_name: &str) -> bool {
    typed(text).is_some_and(|typed| match typed.bot {
        Some(bot) => bot.eq_ignore_ascii_case(our_name),
        None => command(typed.word).is_some(),
    })
}

fn command(word: &str) -> Option<Intent> {
    Some(match word.to_ascii_lowercase().as_str() {
        "start" => Intent::Start,
        "help" => Intent::Help,
        "cast" => Intent::Cast,
        "hook" => Intent::Hook,
        "status" => Intent::Status,
        "ponds" => Intent::Ponds,
        "rods" => Intent::Rods,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::poller::port::{Chat, Sender};

    fn text(text: &str, private: bool) -> Incoming {
        let from = Sender { telegram_id: 1, name: "A".into(), language: None };
        Incoming::Text { from, chat: Chat { id: 1, private }, text: text.into() }
    }

    #[test]
    fn commands_words_and_other_bots() {
        for (typed, private, wanted) in [
            ("/cast", true, Some(Intent::Cast)),
            ("/CAST now", true, Some(Intent::Cast)),
            ("/cast@AnglerBot", false, Some(Intent::Cast)),
            ("/cast@anglerbot", false, Some(Intent::Cast)),
            ("/cast@OtherBot", false, None),
            ("/cast@OtherBot", true, None),
            ("/start ref_42", true, Some(Intent::Start)),
            ("/nonsense", true, Some(Intent::UnknownCommand)),
            ("/nonsense", false, None),
            ("/nonsense@AnglerBot", false, Some(Intent::UnknownCommand)),
            ("hello", true, Some(Intent::Words)),
            ("hello", false, None),
            ("/", true, Some(Intent::Words)),
            ("/@AnglerBot", true, Some(Intent::Words)),
        ] {
            assert_eq!(intent(&text(typed, private), "AnglerBot"), wanted, "{typed} private={private}");
        }
    }

    #[test]
    fn forged_data_is_no_button_of_ours() {
        let from = Sender { telegram_id: 1, name: "A".into(), language: None };
        let press =
            |data: &str| Incoming::Press { from: from.clone(), chat: None, callback_id: "1".into(), data: data.into() };
        assert_eq!(intent(&press("'; DROP TABLE players"), "AnglerBot"), Some(Intent::ForgedPress));
        assert!(matches!(intent(&press(&Press::Help { page: 1 }.encode()), "AnglerBot"), Some(Intent::Press(_))));
    }
}
