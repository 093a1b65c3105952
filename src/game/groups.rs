//! What Telegram tells of a group: read by `transports`, carried out by the session of whoever did it (or by the Router).
//!
//! **Invariant:** a group's id is below zero; whatever names another is no news of a group.

/// News of a group.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum GroupNews {
    /// The bot was taken in.
    Arrived {
        /// The group's name as told, unescaped.
        title: String,
    },
    /// The bot was sent away.
    Departed,
    /// The group has another name.
    Renamed {
        /// Its name as told, unescaped.
        title: String,
    },
    /// The group became a supergroup: its id is another one from now on.
    Moved {
        /// The id it had.
        from: i64,
        /// The id it has.
        to: i64,
    },
}
