//! From an update to what the player wants: pure.
//!
//! Called by the Router for every update in hand, and for what an anonymous admin says; by the poller through [`matters`].
//!
//! **Invariant:** whatever a stranger sends becomes one of our intents or nothing.

use crate::{
    actors::{poller::port::Incoming, session::messages::Intent},
    game::{bells::parse_mark, commands::Command, lang::Lang, press::Press},
};

/// A command as it was typed: its word, and the bot it was for.
struct Typed<'a> {
    word: &'a str,
    bot: Option<&'a str>,
    /// What follows the word.
    rest: &'a str,
}

fn typed(text: &str) -> Option<Typed<'_>> {
    let text = text.trim_start();
    let end = text.find(char::is_whitespace).unwrap_or(text.len());
    let (first, rest) = (text[..end].strip_prefix('/')?, &text[end..]);
    let (word, bot) = first.split_once('@').map_or((first, None), |(word, bot)| (word, Some(bot)));
    (!word.is_empty()).then_some(Typed { word, bot, rest })
}

/// What an update asks of its player's session; `None`: nothing (talk in a group, another bot's command).
pub(super) fn intent(content: &Incoming, our_name: &str) -> Option<Intent> {
    match content {
        Incoming::Text { chat, text, .. } => {
            let Some(typed) = typed(text) else { return chat.private.then_some(Intent::Words) };
            if typed.bot.is_some_and(|bot| !bot.eq_ignore_ascii_case(our_name)) {
                return None;
            }
            let known = command(typed.word, typed.rest);
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
        None => command(typed.word, typed.rest).is_some(),
    })
}

/// A language as players name it.
fn language(word: &str) -> Option<Lang> {
    match word.to_lowercase().as_str() {
        "en" | "english" | "английский" => Some(Lang::En),
        "ru" | "russian" | "русский" => Some(Lang::Ru),
        _ => None,
    }
}

/// A command by its word and what follows it.
fn command(word: &str, rest: &str) -> Option<Intent> {
    Some(match Command::find(word)?.word {
        "start" => Intent::Start,
        "help" => Intent::Help,
        "cast" => Intent::Cast,
        "hook" => Intent::Hook,
        "status" => Intent::Status,
        "bell" => match rest.trim() {
            "" => Intent::Bells,
            mark => Intent::Bell(parse_mark(mark)),
        },
        "ponds" => Intent::Ponds,
        "rods" => Intent::Rods,
        "daily" => Intent::Daily,
        "envelope" => Intent::Envelope,
        "language" => Intent::Language(rest.split_whitespace().next().and_then(language)),
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        actors::poller::port::{Chat, Sender},
        game::{bells::BellRefusal, commands::COMMANDS, money::PnlPercent},
    };

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
            ("/bell", true, Some(Intent::Bells)),
            ("/bell@AnglerBot  -2,5 %", false, Some(Intent::Bell(Ok(PnlPercent(-25_000))))),
            ("/bell ding dong", true, Some(Intent::Bell(Err(BellRefusal::NotAMark)))),
            ("/language", true, Some(Intent::Language(None))),
            ("/language  Русский", true, Some(Intent::Language(Some(Lang::Ru)))),
            ("/language@AnglerBot en please", false, Some(Intent::Language(Some(Lang::En)))),
            ("/language klingon", true, Some(Intent::Language(None))),
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
    fn every_command_of_the_list_is_read_as_what_it_is() {
        for Command { word, .. } in COMMANDS {
            let intent = intent(&text(&format!("/{word}"), false), "AnglerBot");
            assert_eq!(intent.map(|intent| intent.name()), Some(*word), "/{word} is listed and not read");
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

    /// Data that no keyboard has: bytes of any kind as far as they are text, and near misses of ours.
    fn any_data() -> impl Strategy<Value = String> {
        let near = "(hook|status|pond|rod|help|HOOK|hook )[:;|]?[-+0-9]{0,20}[:]?[-+0-9a-zA-Z/.]{0,24}";
        let bytes = prop::collection::vec(any::<u8>(), 0..80).prop_map(|b| String::from_utf8_lossy(&b).into_owned());
        prop_oneof![near, bytes, any::<String>(), "\\PC{0,64}", Just("x".repeat(100_000))]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_data_is_one_of_our_buttons_to_the_letter_or_forged(data in any_data(), in_chat in any::<bool>()) {
            let from = Sender { telegram_id: 1, name: String::new(), language: None };
            let chat = in_chat.then_some(Chat { id: -1, private: false });
            let pressed = Incoming::Press { from, chat, callback_id: "1".into(), data: data.clone() };
            match intent(&pressed, "AnglerBot") {
                Some(Intent::Press(press)) => {
                    prop_assert_eq!(press.encode(), data.clone());
                    prop_assert!(data.len() <= 64);
                }
                wanted => prop_assert_eq!(wanted, Some(Intent::ForgedPress)),
            }
        }

        #[test]
        fn any_text_is_a_command_of_ours_or_words(
            said in "(/[a-zA-Z]{0,8}(@[A-Za-z]{0,12})?)?\\PC{0,40}", odd in any::<String>(), private in any::<bool>(),
        ) {
            for said in [said, odd] {
                match intent(&text(&said, private), "AnglerBot") {
                    None => prop_assert!(!private || said.contains('@')),
                    Some(Intent::Words) => prop_assert!(private),
                    Some(_) => prop_assert!(said.trim_start().starts_with('/')),
                }
                let _polite = is_ours(&said, "AnglerBot");
            }
        }
    }
}
