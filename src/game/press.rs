//! What a button means: the callback data that `text` puts under a page and the Router reads back.
//!
//! **Invariant:** at most 64 bytes (Telegram's limit), and one text per meaning: `parse` accepts exactly what `encode` writes,
//! since any client can send any data.
//!
//! **Absent:** no trust: whether the presser is the owner and the position still open is for the session to decide.

use std::str::FromStr;

use super::{
    catalogue::RodId,
    market::Pair,
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
    /// Show a page of the help as a message of its own, for anyone.
    Help {
        /// Counted from 0.
        page: u8,
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
            Press::History { player, before } => format!("past:{player}:{before}"),
            Press::Verify { player, position } => format!("verify:{player}:{position}"),
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
            "past" => owned(rest).map(|(player, id)| Press::History { player, before: PositionId(id) }),
            "verify" => owned(rest).map(|(player, id)| Press::Verify { player, position: PositionId(id) }),
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
            | Press::History { player, .. }
            | Press::Verify { player, .. } => Some(*player),
            Press::Help { .. } | Press::TurnHelp { .. } => None,
        }
    }
}

/// `<player>:<what>`.
fn owned<T: FromStr>(rest: &str) -> Option<(PlayerId, T)> {
    let (player, what) = rest.split_once(':')?;
    Some((PlayerId(player.parse().ok()?), what.parse().ok()?))
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn any_press() -> impl Strategy<Value = Press> {
        (any::<i64>().prop_map(PlayerId), any::<i64>(), 0..8_usize, 0..8_u8).prop_map(
            |(player, number, index, kind)| match kind {
                0 => Press::Hook { player, position: PositionId(number) },
                1 => Press::Status { player, position: PositionId(number) },
                2 => Press::Pond { player, pair: Pair::ALL[index] },
                3 => Press::Rod { player, rod: RodId::ALL[index] },
                4 => Press::History { player, before: PositionId(number) },
                5 => Press::Verify { player, position: PositionId(number) },
                6 => Press::TurnHelp { page: number as u8 },
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
            (Press::History { player, before: PositionId(42) }, "past:17:42"),
            (Press::Verify { player, position: PositionId(42) }, "verify:17:42"),
            (Press::Help { page: 2 }, "help:2"),
            (Press::TurnHelp { page: 2 }, "turn:2"),
        ] {
            assert_eq!(press.encode(), text);
            assert_eq!(Press::parse(text), Some(press));
            assert_eq!(press.owner(), (!["help:2", "turn:2"].contains(&text)).then_some(player));
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
            "help:256",
            "help:-1",
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
        fn one_text_per_meaning(data in "(hook|status|pond|rod|past|verify|help|turn):[-+0-9]{0,4}:?.{0,8}|.{0,64}") {
            if let Some(press) = Press::parse(&data) {
                prop_assert_eq!(press.encode(), data);
            }
        }
    }
}
