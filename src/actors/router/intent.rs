//! From an update to what the player wants: pure.
//!
//! Called by the Router for every update in hand, and for what an anonymous admin says; by the poller through [`matters`].
//!
//! **Invariant:** whatever a stranger sends becomes one of our intents or nothing.

use crate::{
    actors::{
        poller::port::Incoming,
        session::messages::{Asked, Intent},
    },
    game::{
        bells::parse_mark, commands::Command, groups::GroupNews, lang::Lang, luck::Luck, periods::Span,
        player::PositionId, press::Press,
    },
};

/// A command as it was typed: its word, the bot it was for, and the word after it.
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
            if typed.bot.is_some_and(|bot| !bot.is_empty() && !bot.eq_ignore_ascii_case(our_name)) {
                return None;
            }
            // `/cast@`, sent before its end was typed.
            if typed.bot == Some("") {
                return (chat.private || command(&typed).is_some()).then_some(Intent::UnknownCommand);
            }
            let known = command(&typed);
            // In a group an unknown command may be another bot's.
            known.or((chat.private || typed.bot.is_some()).then_some(Intent::UnknownCommand))
        }
        Incoming::Press { data, .. } => Some(Press::parse(data).map_or(Intent::ForgedPress, Intent::Press)),
        // A name is kept by the Router alone: whoever gives one need not become a player.
        Incoming::Group { news: GroupNews::Renamed { .. }, .. } => None,
        Incoming::Group { from, news, .. } => from.is_some().then(|| Intent::Group(news.clone())),
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
        Some(bot) if !bot.is_empty() => bot.eq_ignore_ascii_case(our_name),
        _ => command(&typed).is_some(),
    })
}

/// The bot that a command is for, where it names one.
pub fn addressee(content: &Incoming) -> Option<&str> {
    let (Incoming::Text { text, .. } | Incoming::Anonymous { text, .. }) = content else { return None };
    typed(text)?.bot.filter(|bot| !bot.is_empty())
}

/// A language as players name it.
fn language(word: &str) -> Option<Lang> {
    match word.to_lowercase().as_str() {
        "en" | "english" | "английский" => Some(Lang::En),
        "ru" | "russian" | "русский" => Some(Lang::Ru),
        _ => None,
    }
}

fn command(typed: &Typed<'_>) -> Option<Intent> {
    let next = typed.rest.split_whitespace().next();
    Some(match Command::find(typed.word)?.word {
        "start" => Intent::Start,
        "help" => Intent::Help,
        "cast" => Intent::Cast,
        "hook" => Intent::Hook,
        "status" => Intent::Status,
        "bell" => match typed.rest.trim() {
            "" => Intent::Bells,
            mark => Intent::Bell(parse_mark(mark)),
        },
        "ponds" => Intent::Ponds,
        "rods" => Intent::Rods,
        "daily" => Intent::Daily,
        "envelope" => Intent::Envelope,
        "language" => Intent::Language(next.and_then(language)),
        "mydata" => Intent::MyData,
        "forget" => Intent::Forget,
        "leaderboard" => Intent::Board(next.map_or(Some(Span::Week), Span::from_word)),
        "pnl" => Intent::Pnl,
        "history" => Intent::History,
        "fishdex" => Intent::Fishdex,
        "fair" => Intent::Fair,
        "luck" => Intent::Luck(Some(typed.rest.trim()).filter(|word| !word.is_empty()).map(Luck::parse)),
        "verify" => Intent::Verify(next.map_or(Asked::Nothing, asked)),
        _ => return None,
    })
}

/// The number of a catch, as pages show it (`42`, `№42`) or as people write it (`#42`).
fn asked(word: &str) -> Asked {
    let digits = word.trim_start_matches(['№', '#']);
    let number = digits.parse().ok().filter(|number: &i64| *number > 0 && digits.bytes().all(|b| b.is_ascii_digit()));
    number.map_or(Asked::Unreadable, |number| Asked::Number(PositionId(number)))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::{
        actors::poller::port::{Chat, Sender},
        game::{bells::BellRefusal, commands::COMMANDS, luck::LuckRefusal, money::PnlPercent},
    };

    fn text(text: &str, private: bool) -> Incoming {
        let from = Sender { telegram_id: 1, name: "A".into(), language: None };
        Incoming::Text {
            from,
            chat: Chat { id: 1, private, spot: Default::default() },
            title: String::new(),
            text: text.into(),
        }
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
            ("/cast@", true, Some(Intent::UnknownCommand)),
            ("/cast@", false, Some(Intent::UnknownCommand)),
            ("/nonsense@ x", false, None),
            ("/start ref_42", true, Some(Intent::Start)),
            ("/bell", true, Some(Intent::Bells)),
            ("/bell@AnglerBot  -2,5 %", false, Some(Intent::Bell(Ok(PnlPercent(-25_000))))),
            ("/bell ding dong", true, Some(Intent::Bell(Err(BellRefusal::NotAMark)))),
            ("/language", true, Some(Intent::Language(None))),
            ("/language  Русский", true, Some(Intent::Language(Some(Lang::Ru)))),
            ("/language@AnglerBot en please", false, Some(Intent::Language(Some(Lang::En)))),
            ("/language klingon", true, Some(Intent::Language(None))),
            ("/leaderboard", true, Some(Intent::Board(Some(Span::Week)))),
            ("/leaderboard@AnglerBot ДЕНЬ please", false, Some(Intent::Board(Some(Span::Day)))),
            ("/leaderboard\nall", true, Some(Intent::Board(Some(Span::All)))),
            ("/leaderboard year", false, Some(Intent::Board(None))),
            ("/verify", true, Some(Intent::Verify(Asked::Nothing))),
            ("/verify@AnglerBot  №42 x", false, Some(Intent::Verify(Asked::Number(PositionId(42))))),
            ("/verify #7", true, Some(Intent::Verify(Asked::Number(PositionId(7))))),
            ("/verify -7", true, Some(Intent::Verify(Asked::Unreadable))),
            ("/verify 9223372036854775808", true, Some(Intent::Verify(Asked::Unreadable))),
            ("/verify boot", true, Some(Intent::Verify(Asked::Unreadable))),
            ("/fair please", true, Some(Intent::Fair)),
            ("/luck", false, Some(Intent::Luck(None))),
            ("/luck@AnglerBot  Клевер ", false, Some(Intent::Luck(Some(Luck::parse("Клевер"))))),
            ("/luck two words", true, Some(Intent::Luck(Some(Err(LuckRefusal::NotOneWord))))),
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
        let press = |data: &str| Incoming::Press {
            from: from.clone(),
            chat: None,
            message_id: None,
            shown: None,
            callback_id: "1".into(),
            data: data.into(),
        };
        assert_eq!(intent(&press("'; DROP TABLE players"), "AnglerBot"), Some(Intent::ForgedPress));
        assert!(matches!(intent(&press(&Press::Help { page: 1 }.encode()), "AnglerBot"), Some(Intent::Press(_))));
    }

    /// Data that no keyboard has: bytes of any kind as far as they are text, and near misses of ours.
    fn any_data() -> impl Strategy<Value = String> {
        let near = "(hook|status|pond|rod|past|verify|dex|fish|forget|keep|help|turn|HOOK|hook )[:;|]?[-+0-9]{0,20}[:]?[-+0-9a-zA-Z/.]{0,24}";
        let bytes = prop::collection::vec(any::<u8>(), 0..80).prop_map(|b| String::from_utf8_lossy(&b).into_owned());
        prop_oneof![near, bytes, any::<String>(), "\\PC{0,64}", Just("x".repeat(100_000))]
    }

    proptest! {
        #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn any_data_is_one_of_our_buttons_to_the_letter_or_forged(data in any_data(), in_chat in any::<bool>()) {
            let from = Sender { telegram_id: 1, name: String::new(), language: None };
            let chat = in_chat.then_some(Chat { id: -1, private: false, spot: Default::default() });
            let pressed = Incoming::Press { from, chat, message_id: None, shown: None, callback_id: "1".into(), data: data.clone() };
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
