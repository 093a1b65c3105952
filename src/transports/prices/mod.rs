//! The doors to the price sources: binance, coinbase, kraken and coingecko, each a [`PriceSource`].
//!
//! Called by the composition root through [`make_price_sources`], inside the arbiter of the oracle. Each source has HTTP
//! connections of its own, kept alive from poll to poll.
//!
//! **Invariant:** a price is read from the digits that were sent, never through a binary float, and one that cannot be a
//! price (zero, negative, unreadable) is left out, never mended.
//! **Absent:** no judgement of what is stale or absurd, no spacing, no memory of prices; the oracle owns them.

mod age;
mod ask;
mod binance;
mod coinbase;
mod coingecko;
mod each;
#[cfg(test)]
mod fuzz;
mod kraken;
mod strange;

use std::{rc::Rc, sync::Arc};

pub use binance::Binance;
pub use coinbase::Coinbase;
pub use coingecko::Coingecko;
pub use kraken::Kraken;

use crate::{
    actors::oracle::port::{MakePriceSources, PriceSource},
    config::PriceSettings,
    game::market::Source,
    transports::way::Way,
};

/// The chosen sources, in the order of the settings. To be called in the arbiter that will use them.
pub fn price_sources(way: &Way, settings: &PriceSettings) -> Vec<Rc<dyn PriceSource>> {
    let door = |source: &Source| -> Rc<dyn PriceSource> {
        match source {
            Source::Binance => Rc::new(Binance::new(way, &settings.binance_url)),
            Source::Coinbase => Rc::new(Coinbase::new(way, &settings.coinbase_url)),
            Source::Kraken => Rc::new(Kraken::new(way, &settings.kraken_url)),
            Source::Coingecko => Rc::new(Coingecko::new(way, &settings.coingecko_url, settings.coingecko_key.as_ref())),
        }
    };
    settings.sources.iter().map(door).collect()
}

/// Makes the chosen sources, in whichever arbiter calls it.
pub fn make_price_sources(way: Way, settings: PriceSettings) -> MakePriceSources {
    Arc::new(move || price_sources(&way, &settings))
}

/// The least time between two polls of a source, in milliseconds, where the settings name none.
///
/// - binance: 1,000. A poll of several symbols weighs 4 of the 6,000 that an address has a minute; a second is as fine as
///   a round needs.
/// - coinbase: 1,000. One poll is a call for each pair, up to 8; ten calls a second are allowed.
/// - kraken: 1,000. One public call a second is what Kraken asks for.
/// - coingecko: 2,000 with a key, the 30 calls a minute to plan for; 6,000 without one, because the calls of an address
///   without a key are counted together with its neighbours', and a 429 costs more than waiting.
pub fn default_spacing_ms(source: Source, has_key: bool) -> u64 {
    match source {
        Source::Binance | Source::Coinbase | Source::Kraken => 1_000,
        Source::Coingecko if has_key => 2_000,
        Source::Coingecko => 6_000,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_rt::test]
    async fn the_sources_come_in_the_order_chosen() {
        let settings = PriceSettings {
            sources: vec![Source::Kraken, Source::Coingecko, Source::Binance, Source::Coinbase],
            min_sources: 2,
            max_age_s: 10,
            spacing_ms: None,
            binance_url: "http://b".into(),
            coinbase_url: "http://c".into(),
            kraken_url: "http://k".into(),
            coingecko_url: "http://g".into(),
            coingecko_key: None,
        };
        let made: Vec<Source> =
            make_price_sources(Way::direct(), settings.clone())().iter().map(|door| door.source()).collect();
        assert_eq!(made, settings.sources);
    }

    #[test]
    fn spacing_keeps_the_published_limits() {
        assert_eq!(default_spacing_ms(Source::Coingecko, true), 60_000 / 30);
        assert!(default_spacing_ms(Source::Coingecko, false) > default_spacing_ms(Source::Coingecko, true));
        assert!(Source::ALL.into_iter().all(|source| default_spacing_ms(source, true) >= 1_000));
    }
}
