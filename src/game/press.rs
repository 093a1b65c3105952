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
    /// Turn to a page of the help, for anyone.
    Help {
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
            Press::Help { page } => format!("help:{page}"),
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
            "help" => rest.parse().ok().map(|page| Press::Help { page }),
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
            | Press::Rod { player, .. } => Some(*player),
            Press::Help { .. } => None,
        }
    }
}

/// `<player>:<what>`.
fn owned<T: FromStr>(rest: &str) -> Option<(PlayerId, T)> {
    let (player, what) = rest.split_once(':')?;
    Some((PlayerId(player.parse().ok()?), what.parse().ok()?))
}
