//! What a player is besides his purse: the rods he owns, his days in a row, his name, language and luck. Part of [`Player`]; changed
//! by `shop`, `daily`, `choose` and `luck`, and by the session where Telegram tells another name or language.
//!
//! **Invariant:** the starter pair is always owned; whatever is set once is never unset, only set anew.
//!
//! [`Player`]: super::player::Player

use jiff::{Timestamp, civil::Date};

use super::{
    catalogue::{RODS, RodId},
    lang::Lang,
    luck::Luck,
    money::Cents,
};

/// The rods somebody owns.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Rods(u8);

/// The bait of each day: when it was taken last, and for how many days in a row.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub struct Daily {
    /// The last day (UTC) whose bait was taken.
    pub on: Option<Date>,
    /// Days in a row up to that day, it included; 0 before the first.
    pub streak: u32,
    /// The last missed day that was forgiven.
    pub forgiven_on: Option<Date>,
}

/// See the file's head.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Profile {
    /// Owned rods.
    pub rods: Rods,
    /// His name as Telegram told it at his last turn: stripped and cut, not escaped; empty before that, and when he is forgotten.
    pub name: String,
    /// The language he is answered in.
    pub lang: Lang,
    /// He chose that language himself; else it follows Telegram's.
    pub lang_chosen: bool,
    /// The bait of each day.
    pub daily: Daily,
    /// When he was last given an envelope.
    pub envelope_at: Option<Timestamp>,
    /// His word in the roll of his next cast.
    pub luck: Luck,
}

impl Rods {
    /// Those that are everyone's from the start.
    pub fn starter() -> Rods {
        RODS.iter().filter(|rod| rod.price == Cents(0)).fold(Rods(0), |rods, rod| rods.with(rod.id))
    }

    /// These and one more.
    pub fn with(self, rod: RodId) -> Rods {
        Rods(self.0 | 1 << rod as u8)
    }

    /// Whether a rod is among them.
    pub fn has(self, rod: RodId) -> bool {
        self.0 & 1 << rod as u8 != 0
    }

    /// In the order of the catalogue.
    pub fn iter(self) -> impl Iterator<Item = RodId> {
        RodId::ALL.into_iter().filter(move |rod| self.has(*rod))
    }
}

impl FromIterator<RodId> for Rods {
    fn from_iter<I: IntoIterator<Item = RodId>>(rods: I) -> Rods {
        rods.into_iter().fold(Rods::starter(), Rods::with)
    }
}

impl Default for Profile {
    /// As a row is first stored.
    fn default() -> Profile {
        Profile {
            rods: Rods::starter(),
            name: String::new(),
            lang: Lang::En,
            lang_chosen: false,
            daily: Daily::default(),
            envelope_at: None,
            luck: Luck::default(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_starter_pair_is_owned_and_others_are_added() {
        let mine = Rods::starter();
        assert_eq!(mine.iter().collect::<Vec<_>>(), [RodId::Long20, RodId::Short20]);
        let more = mine.with(RodId::Short40).with(RodId::Short40);
        assert_eq!(more.iter().collect::<Vec<_>>(), [RodId::Long20, RodId::Short20, RodId::Short40]);
        assert_eq!([RodId::Short40].into_iter().collect::<Rods>(), more, "the starter pair needs no telling");
        assert!(more.has(RodId::Short40) && !more.has(RodId::Long40));
        assert_eq!(RodId::ALL.into_iter().collect::<Rods>().iter().count(), RodId::ALL.len());
    }
}
