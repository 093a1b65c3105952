//! What the world does to people who run such bots, by their own reports, and which of it happens in a round of the day.
//!
//! Each part of the world does one thing in a round, all parts at once. A part goes through all that it can do, in an order drawn
//! from the seed, before it does anything again, so that as many rounds as the largest part has kinds show every kind.

use fastrand::Rng;

/// One kind of trouble, named after what was reported.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    LargePages,
    LoggedOut,
    LateCasts,
    Forwards,
    Renamed,
    GroupLimits,
    ChatRestricted,
    TopicClosed,
    TopicDeleted,
    FilesExpired,
    UploadsFail,
    RightsRevoked,
    OnlyReads,
    NoConnections,
    SessionsEnded,
    SlowQueries,
    PairsUnknown,
    SourcesApart,
    SlowScrapers,
}

/// What each part of the world can do: the feed of updates, the groups, the forum, the pictures, the database, the market, and the
/// operator's tools.
const PARTS: [&[Kind]; 7] = [
    &[Kind::LargePages, Kind::LoggedOut, Kind::LateCasts, Kind::Forwards, Kind::Renamed],
    &[Kind::GroupLimits, Kind::ChatRestricted],
    &[Kind::TopicClosed, Kind::TopicDeleted],
    &[Kind::FilesExpired, Kind::UploadsFail],
    &[Kind::RightsRevoked, Kind::OnlyReads, Kind::NoConnections, Kind::SessionsEnded, Kind::SlowQueries],
    &[Kind::PairsUnknown, Kind::SourcesApart],
    &[Kind::SlowScrapers],
];

/// Rounds in which every kind happens at least once.
pub const ROUNDS: u64 = 5;

/// Each part's kind of one round.
pub type Round = Vec<Kind>;

impl Kind {
    /// Its name in the table.
    pub fn name(self) -> &'static str {
        match self {
            Kind::LargePages => "pages of 15 MB and updates beyond the bound",
            Kind::LoggedOut => "\"Logged out\" to every call",
            Kind::LateCasts => "casts that waited at Telegram for hours",
            Kind::Forwards => "forwarded commands",
            Kind::Renamed => "a renamed bot",
            Kind::GroupLimits => "429 to two groups within a second",
            Kind::ChatRestricted => "CHAT_RESTRICTED",
            Kind::TopicClosed => "TOPIC_CLOSED",
            Kind::TopicDeleted => "TOPIC_DELETED",
            Kind::FilesExpired => "FILE_REFERENCE_EXPIRED",
            Kind::UploadsFail => "502 to every picture",
            Kind::RightsRevoked => "rights revoked (42501)",
            Kind::OnlyReads => "a server that only reads (25006)",
            Kind::NoConnections => "no connection left (53300)",
            Kind::SessionsEnded => "every session ended (57P01)",
            Kind::SlowQueries => "settles that take seconds",
            Kind::PairsUnknown => "two sources know no pair",
            Kind::SourcesApart => "two sources of four apart",
            Kind::SlowScrapers => "twenty slow clients at /metrics",
        }
    }
}

/// A day of so many rounds.
pub fn day(dice: &mut Rng, rounds: u64) -> Vec<Round> {
    let mut orders = PARTS.map(<[Kind]>::to_vec);
    let mut day = Vec::new();
    for round in 0..usize::try_from(rounds).expect("a count") {
        for order in &mut orders {
            if round % order.len() == 0 {
                dice.shuffle(order);
            }
        }
        day.push(orders.iter().map(|order| order[round % order.len()]).collect());
    }
    day
}

#[test]
fn a_day_has_every_kind_and_the_same_seed_the_same_day() {
    let seen: std::collections::BTreeSet<Kind> = day(&mut Rng::with_seed(7), ROUNDS).into_iter().flatten().collect();
    assert_eq!(seen.len(), PARTS.iter().map(|part| part.len()).sum::<usize>());
    assert_eq!(day(&mut Rng::with_seed(7), 50), day(&mut Rng::with_seed(7), 50));
    assert_ne!(day(&mut Rng::with_seed(7), 50), day(&mut Rng::with_seed(8), 50));
}
