//! How the PriceOracle judges a round that is over: who has no voice just now, what the rest come to, and whether that is a tick.
//!
//! Called by `polling.rs` when a round closes.
//!
//! **Invariant:** a tick is remembered together with which of its sources are further apart than usual, so that whoever asks for a
//! fill later gets the fill that he would have got at once.

use super::{actor::PriceOracle, history::Judged, round::Round};
use crate::game::market::{NoTick, Source, tether::DollarNews};

impl PriceOracle {
    /// The ticks of a round; why there is none of the other pairs is kept to be told.
    pub(super) fn judge(&mut self, round: &Round) -> Vec<Judged> {
        self.tell_dollar(round);
        let without = self.is_without_binance().then_some(Source::Binance);
        let verdicts = round.judge(&self.settings.rules, |pair| self.history.last(pair), without);
        let mut ticks = Vec::new();
        for (pair, verdict) in verdicts {
            let judged = verdict.and_then(|tick| {
                let apart = self.spreads.judge(&tick);
                match apart.as_slice() {
                    [[one, other]] if tick.quotes.len() == 2 => Err(NoTick::Apart(*one, *other)),
                    _ => Ok(Judged { tick, apart }),
                }
            });
            match judged {
                Ok(judged) => ticks.push(judged),
                Err(no_tick) => self.missed.add(pair, round.at, no_tick),
            }
        }
        ticks
    }

    /// True while Binance has no voice. Where every chosen source is needed, the set of sources never changes, and with it the
    /// difference stays the same from entry to exit.
    fn is_without_binance(&self) -> bool {
        self.tether.is_off() && self.sources.len() > self.settings.needed()
    }

    /// Says once that Binance's dollar is none, and once that it is one again.
    fn tell_dollar(&mut self, round: &Round) {
        match self.tether.judge(round.at, &self.settings.rules, round.quotes()) {
            Some(DollarNews::Off) => {
                let left_out = self.is_without_binance();
                log::warn!(left_out = left_out; "USDT is not worth a dollar, binance differs from all others");
            }
            Some(DollarNews::Right) => log::info!("USDT is worth a dollar again"),
            None => {}
        }
    }
}
