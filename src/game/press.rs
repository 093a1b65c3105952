//! What a button means: the callback data that `text` puts under a page and the Router reads back.
//!
//! **Invariant:** at most 64 bytes (Telegram's limit), and one text per meaning: `parse` accepts exactly what `encode` writes,
//! since any client can send any data.
//!
//! **Absent:** no trust: whether the presser is the owner and the position still open is for the session to decide.

use std::str::FromStr;

use super::{
    bells::is_mark,
    catalogue::{self, FishId, RodId},
    lang::Lang,
    market::Pair,
    money::PnlPercent,
    periods::Span,
    player::{PlayerId, PositionId},
};

/// A button's meaning. `player` is whose button it is: others may see it in a group.
#[derive(Copy, Clone, Debug, PartialEq, Eq, Hash)]
pub enum Press {
    /// Close this line.
    Hook {
        /// Whose button.
        player: PlayerId,
        /// Which line; an older card's button names an older line.
        position: PositionId,
    },
    /// Show this line.
    Status {
        /// Whose button.
        player: PlayerId,
        /// Which line.
        position: PositionId,
    },
    /// Choose a pond.
    Pond {
        /// Whose button.
        player: PlayerId,
        /// Which pond.
        pair: Pair,
    },
    /// Equip a rod.
    Rod {
        /// Whose button.
        player: PlayerId,
        /// Which rod.
        rod: RodId,
    },
    /// Cast a line.
    Cast {
        /// Whose button.
        player: PlayerId,
    },
    /// Buy a rod.
    Buy {
        /// Whose button.
        player: PlayerId,
        /// Which rod.
        rod: RodId,
    },
    /// Take today's bait.
    Daily {
        /// Whose button.
        player: PlayerId,
    },
    /// Open the old angler's envelope.
    Envelope {
        /// Whose button.
        player: PlayerId,
    },
    /// Choose a language.
    Language {
        /// Whose button.
        player: PlayerId,
        /// Which.
        lang: Lang,
    },
    /// Forget me, said to a question.
    Forget {
        /// Whose button.
        player: PlayerId,
        /// When it was asked, in seconds since 1970: a yes counts for a while only.
        asked_s: i64,
    },
    /// Keep me, said to the same.
    Keep {
        /// Whose button.
        player: PlayerId,
    },
    /// Turn the pages of the history.
    History {
        /// Whose button.
        player: PlayerId,
        /// Below which line the page begins; 0: with the newest.
        before: PositionId,
    },
    /// Lay a catch open.
    Verify {
        /// Whose button.
        player: PlayerId,
        /// Which catch.
        position: PositionId,
    },
    /// Take a bell off this line.
    Unbell {
        /// Whose button.
        player: PlayerId,
        /// Which line.
        position: PositionId,
        /// The bell's mark.
        mark: PnlPercent,
    },
    /// Turn the pages of the fishdex.
    Fishdex {
        /// Whose button.
        player: PlayerId,
        /// Counted from 0.
        page: u8,
    },
    /// Show a caught fish's card again.
    Fish {
        /// Whose button.
        player: PlayerId,
        /// Which fish.
        fish: FishId,
    },
    /// Show a page of the help as a message of its own, for anyone.
    Help {
        /// Counted from 0.
        page: u8,
    },
    /// Show a board, to anyone, with his own place. A group is never named: it is the one where the button stands.
    Board {
        /// Of this period.
        span: Span,
        /// Everyone's; else the group's where the button stands.
        everyone: bool,
    },
    /// Turn to a page of the help, for anyone.
    TurnHelp {
        /// Counted from 0.
        page: u8,
    },
}

impl Press {
    /// As callback data, at most 64 bytes.
    pub fn encode(&self) -> String {
        match self {
            Press::Hook { player, position } => format!("hook:{player}:{position}"),
            Press::Status { player, position } => format!("status:{player}:{position}"),
            Press::Pond { player, pair } => format!("pond:{player}:{pair}"),
            Press::Rod { player, rod } => format!("rod:{player}:{rod}"),
            Press::Cast { player } => format!("cast:{player}"),
            Press::Buy { player, rod } => format!("buy:{player}:{rod}"),
            Press::Daily { player } => format!("daily:{player}"),
            Press::Envelope { player } => format!("envelope:{player}"),
            Press::Language { player, lang } => format!("language:{player}:{lang}"),
            Press::Forget { player, asked_s } => format!("forget:{player}:{asked_s}"),
            Press::Keep { player } => format!("keep:{player}"),
            Press::Board { span, everyone: true } => format!("board:all:{}", span.as_str()),
            Press::Board { span, everyone: false } => format!("board:here:{}", span.as_str()),
            Press::History { player, before } => format!("past:{player}:{before}"),
            Press::Verify { player, position } => format!("verify:{player}:{position}"),
            Press::Unbell { player, position, mark } => format!("unbell:{player}:{position}:{}", mark.0),
            Press::Fishdex { player, page } => format!("dex:{player}:{page}"),
            Press::Fish { player, fish } => format!("fish:{player}:{fish}"),
            Press::Help { page } => format!("help:{page}"),
            Press::TurnHelp { page } => format!("turn:{page}"),
        }
    }

    /// Reads callback data; `None` for whatever `encode` does not write.
    pub fn parse(data: &str) -> Option<Press> {
        let (word, rest) = data.split_once(':')?;
        let press = match word {
            "hook" => owned(rest).map(|(player, id)| Press::Hook { player, position: PositionId(id) }),
            "status" => owned(rest).map(|(player, id)| Press::Status { player, position: PositionId(id) }),
            "pond" => owned(rest).map(|(player, pair)| Press::Pond { player, pair }),
            "rod" => owned(rest).map(|(player, rod)| Press::Rod { player, rod }),
            "cast" => rest.parse().ok().map(|player| Press::Cast { player: PlayerId(player) }),
            "buy" => owned(rest).map(|(player, rod)| Press::Buy { player, rod }),
            "daily" => rest.parse().ok().map(|player| Press::Daily { player: PlayerId(player) }),
            "envelope" => rest.parse().ok().map(|player| Press::Envelope { player: PlayerId(player) }),
            "language" => owned(rest).map(|(player, lang)| Press::Language { player, lang }),
            "forget" => owned(rest).map(|(player, asked_s)| Press::Forget { player, asked_s }),
            "keep" => rest.parse().ok().map(|player| Press::Keep { player: PlayerId(player) }),
            "board" => rest.split_once(':').and_then(|(whose, span)| {
                let span = Span::ALL.into_iter().find(|known| known.as_str() == span)?;
                Some(Press::Board { span, everyone: whose == "all" })
            }),
            "past" => owned(rest).map(|(player, id)| Press::History { player, before: PositionId(id) }),
            "verify" => owned(rest).map(|(player, id)| Press::Verify { player, position: PositionId(id) }),
            "unbell" => bell(rest),
            "dex" => owned(rest).map(|(player, page)| Press::Fishdex { player, page }),
            "fish" => owned::<String>(rest)
                .and_then(|(player, id)| catalogue::find(&id).map(|fish| Press::Fish { player, fish: fish.id })),
            "help" => rest.parse().ok().map(|page| Press::Help { page }),
            "turn" => rest.parse().ok().map(|page| Press::TurnHelp { page }),
            _ => None,
        }?;
        // Numbers have many spellings ("+7", "007"), of which we write one.
        (press.encode() == data).then_some(press)
    }

    /// Whose button it is; `None` for those that are anyone's.
    pub fn owner(&self) -> Option<PlayerId> {
        match self {
            Press::Hook { player, .. }
            | Press::Status { player, .. }
            | Press::Pond { player, .. }
            | Press::Rod { player, .. }
            | Press::Cast { player }
            | Press::Buy { player, .. }
            | Press::Daily { player }
            | Press::Envelope { player }
            | Press::Language { player, .. }
            | Press::Forget { player, .. }
            | Press::Keep { player }
            | Press::History { player, .. }
            | Press::Verify { player, .. }
            | Press::Unbell { player, .. }
            | Press::Fishdex { player, .. }
            | Press::Fish { player, .. } => Some(*player),
            Press::Help { .. } | Press::TurnHelp { .. } | Press::Board { .. } => None,
        }
    }
}

/// `<player>:<what>`.
fn owned<T: FromStr>(rest: &str) -> Option<(PlayerId, T)> {
    let (player, what) = rest.split_once(':')?;
    Some((PlayerId(player.parse().ok()?), what.parse().ok()?))
}

/// `<player>:<position>:<mark>`.
fn bell(rest: &str) -> Option<Press> {
    let (player, what): (PlayerId, String) = owned(rest)?;
    let (position, mark) = what.split_once(':')?;
    let mark = PnlPercent(mark.parse().ok()?);
    let position = PositionId(position.parse().ok()?);
    is_mark(mark).then_some(Press::Unbell { player, position, mark })
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::game::catalogue::SNAPPED;

    fn any_press() -> impl Strategy<Value = Press> {
        (any::<i64>().prop_map(PlayerId), any::<i64>(), 0..8_usize, 0..19_u8).prop_map(
            |(player, number, index, kind)| match kind {
                0 => Press::Hook { player, position: PositionId(number) },
                1 => Press::Status { player, position: PositionId(number) },
                2 => Press::Pond { player, pair: Pair::ALL[index] },
                3 => Press::Rod { player, rod: RodId::ALL[index] },
                4 => Press::Buy { player, rod: RodId::ALL[index] },
                8 => Press::Cast { player },
                5 => Press::Daily { player },
                6 => Press::Envelope { player },
                7 => Press::Language { player, lang: Lang::ALL[index % 2] },
                9 => Press::Forget { player, asked_s: number },
                10 => Press::Keep { player },
                11 => Press::Board { span: Span::ALL[index % 3], everyone: index > 3 },
                12 => Press::History { player, before: PositionId(number) },
                13 => Press::Verify { player, position: PositionId(number) },
                14 => Press::TurnHelp { page: number as u8 },
                15 => {
                    let mark = PnlPercent((number % 1_000_000).max(-9_998) * 100 + 100);
                    let position = PositionId(number);
                    if is_mark(mark) { Press::Unbell { player, position, mark } } else { Press::Cast { player } }
                }
                16 => Press::Fishdex { player, page: number as u8 },
                17 => {
                    Press::Fish { player, fish: catalogue::all().nth(number.unsigned_abs() as usize % 120).unwrap().id }
                }
                _ => Press::Help { page: number as u8 },
            },
        )
    }

    #[test]
    fn the_texts_are_these() {
        let player = PlayerId(17);
        for (press, text) in [
            (Press::Hook { player, position: PositionId(42) }, "hook:17:42"),
            (Press::Status { player, position: PositionId(42) }, "status:17:42"),
            (Press::Pond { player, pair: Pair::LinkUsd }, "pond:17:LINK/USD"),
            (Press::Rod { player, rod: RodId::Short25 }, "rod:17:short-2.5"),
            (Press::Cast { player }, "cast:17"),
            (Press::Buy { player, rod: RodId::Long30 }, "buy:17:long-3"),
            (Press::Daily { player }, "daily:17"),
            (Press::Unbell { player, position: PositionId(42), mark: PnlPercent(-30_000) }, "unbell:17:42:-30000"),
            (Press::Envelope { player }, "envelope:17"),
            (Press::Language { player, lang: Lang::Ru }, "language:17:ru"),
            (Press::Forget { player, asked_s: 1_779_092_258 }, "forget:17:1779092258"),
            (Press::Keep { player }, "keep:17"),
            (Press::Help { page: 2 }, "help:2"),
            (Press::Board { span: Span::Week, everyone: true }, "board:all:week"),
            (Press::Board { span: Span::Day, everyone: false }, "board:here:day"),
            (Press::History { player, before: PositionId(42) }, "past:17:42"),
            (Press::Verify { player, position: PositionId(42) }, "verify:17:42"),
            (Press::Fishdex { player, page: 3 }, "dex:17:3"),
            (Press::Fish { player, fish: SNAPPED }, "fish:17:snapped-line"),
            (Press::TurnHelp { page: 2 }, "turn:2"),
        ] {
            assert_eq!(press.encode(), text);
            assert_eq!(Press::parse(text), Some(press));
            assert_eq!(
                press.owner(),
                (!["help", "turn", "board"].iter().any(|word| text.starts_with(word))).then_some(player)
            );
        }
    }

    #[test]
    fn forged_data_means_nothing() {
        for data in [
            "",
            ":",
            "hook",
            "hook:",
            "hook:1",
            "hook:1:",
            "hook:1:2:3",
            "hook:+1:2",
            "hook:01:2",
            "hook:1:2 ",
            "Hook:1:2",
            "hook:9223372036854775808:1",
            "pond:1:eth/usd",
            "pond:1:DOGE/USD",
            "rod:1:long-20",
            "forget:1",
            "forget:1:1.5",
            "keep:1:2",
            "keep:+1",
            "unbell:1:2",
            "unbell:1:2:0",
            "unbell:1:2:50",
            "unbell:1:2:-1000000",
            "unbell:1:2:+50000",
            "dex:1:256",
            "fish:1:no-such-fish",
            "help:256",
            "help:-1",
            "board:-500:day",
            "board:0:day",
            "board:all:",
            "board:all:2026-W48",
            "board:here:day:-500",
        ] {
            assert_eq!(Press::parse(data), None, "{data:?}");
        }
    }

    proptest! {
        #[test]
        fn every_press_fits_and_reads_back(press in any_press()) {
            let data = press.encode();
            prop_assert!(data.len() <= 64);
            prop_assert_eq!(Press::parse(&data), Some(press));
        }

        #[test]
        fn one_text_per_meaning(data in "(hook|status|pond|rod|past|verify|dex|fish|forget|keep|help|turn|board):[-+0-9]{0,4}:?.{0,8}|.{0,64}") {
            if let Some(press) = Press::parse(&data) {
                prop_assert_eq!(press.encode(), data);
            }
        }
    }
}
