//! What the service makes of the sources: its ticks and its fills, by the game's own functions.
//!
//! **Invariant:** nothing of the judgement is written here a second time: rounds are judged, and fills made, by `game::market`.

use angler::game::market::{
    Pair, Quote, RoundRules, Source, Tick,
    fill::{fill, patience},
    judge_round,
    spread::{Apart, Spreads},
};
use jiff::{SignedDuration, Timestamp};

use super::walk::{BEFORE_S, Voice, Walk, time};

/// By which rules a command is filled.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Rules {
    /// Any valid tick of a round begun after the command, whatever it tells of.
    Before,
    /// Today's.
    Today,
}

/// A configuration, with every tick of a walk.
pub struct Market<'a> {
    pub walk: &'a Walk,
    voices: Vec<Voice>,
    rules: Rules,
    needed: usize,
    ticks: Vec<Option<(Tick, Vec<Apart>)>>,
}

/// The second in which a command came: between two rounds.
pub fn commanded_at(second: usize) -> Timestamp {
    time(second) + SignedDuration::from_millis(500)
}

impl<'a> Market<'a> {
    pub fn new(walk: &'a Walk, voices: &[Voice], rules: Rules) -> Market<'a> {
        let needed = needed(voices);
        let mut market = Market { walk, voices: voices.to_vec(), rules, needed, ticks: vec![None; BEFORE_S] };
        let (mut spreads, mut last) = (Spreads::default(), None);
        for second in BEFORE_S..walk.seconds() {
            let tick = market.tick(second, last.as_ref());
            last = tick.clone().or(last);
            let judged = tick.map(|tick| (spreads.judge(&tick), tick)).map(|(apart, tick)| (tick, apart));
            market.ticks.push(
                judged.filter(|(tick, apart)| rules == Rules::Before || tick.quotes.len() != 2 || apart.is_empty()),
            );
        }
        market
    }

    fn tick(&self, second: usize, last: Option<&Tick>) -> Option<Tick> {
        let quotes: Vec<Quote> = self.voices.iter().map(|voice| self.quote(voice, second)).collect();
        let slow = self.chosen() == [Source::Coingecko];
        let rules = RoundRules { min_sources: self.needed, max_age_s: if slow { 90 } else { 10 } };
        judge_round(Pair::EthUsd, time(second), &quotes, last, &rules).ok()
    }

    fn quote(&self, voice: &Voice, second: usize) -> Quote {
        let quote = voice.quote(self.walk, second);
        // Before, an age that HTTP told was not read.
        let unread = self.rules == Rules::Before && !voice.source.tells_time();
        if unread { Quote { at: time(second), ..quote } } else { quote }
    }

    fn chosen(&self) -> Vec<Source> {
        self.voices.iter().map(|voice| voice.source).collect()
    }

    /// How many seconds a command waits for its fill.
    fn patience_s(&self) -> usize {
        match self.rules {
            Rules::Before => 15,
            Rules::Today => patience(&self.chosen()).as_secs() as usize,
        }
    }

    /// The fill of a command: its price, and the second whose truth settles what that is worth, for nothing in the price is of later and
    /// no walk remembers.
    pub fn fill(&self, commanded: usize) -> Option<(usize, f64)> {
        let until = (commanded + self.patience_s()).min(self.ticks.len() - 1);
        (commanded + 1..=until).find_map(|second| {
            let (tick, apart) = self.ticks[second].as_ref()?;
            let tick = match self.rules {
                Rules::Before => tick.clone(),
                Rules::Today => fill(tick, apart, commanded_at(commanded), self.needed)?,
            };
            let told = self.voices.iter().filter(|voice| tick.quotes.iter().any(|quote| quote.source == voice.source));
            let newest = told.map(|voice| voice.tells(second)).max()?;
            Some((newest.max(commanded), tick.price.to_string().parse().ok()?))
        })
    }

    /// What a player who knows every lag, and the truth of up to a second before his command, takes his fill to become.
    pub fn foreseen(&self, commanded: usize) -> Option<f64> {
        let until = (commanded + self.patience_s()).min(self.ticks.len() - 1);
        (commanded + 1..=until).find_map(|second| {
            let counts = |voice: &&Voice| match self.rules {
                Rules::Before => true,
                Rules::Today => voice.says_it_is_of(second) > commanded,
            };
            let known = |voice: &Voice| self.walk.at(voice.tells(second).min(commanded - 1));
            let mut told: Vec<f64> = self.voices.iter().filter(counts).map(known).collect();
            told.sort_by(f64::total_cmp);
            let middle = told.len() / 2;
            let of = |told: &[f64]| {
                if told.len() % 2 == 1 { told[middle] } else { (told[middle - 1] + told[middle]) / 2.0 }
            };
            (told.len() >= self.needed).then(|| of(&told))
        })
    }
}

/// As the settings have it: two of several.
pub fn needed(voices: &[Voice]) -> usize {
    voices.len().min(2)
}
