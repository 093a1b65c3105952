//! Where prices come from when nobody sets them by hand: a wandering line per pair, in integers.
//!
//! The line is a sum of waves of several lengths whose turning points are drawn from the seed, so that any moment can be
//! computed by itself and no price ever wanders off for good. Over a minute it moves by about one to three percent.
//!
//! **Invariant:** the same seed, pair and step give the same price, on any machine.

use std::time::Duration;

/// A hundred-millionth of a dollar: fine enough for every pair, and `i128` holds any product of two.
pub(super) type Atoms = i128;

/// Atoms in a dollar.
const DOLLAR: Atoms = 100_000_000;
const DECIMALS: usize = 8;

/// How long a price stands still.
const STEP: Duration = Duration::from_millis(500);

/// Steps between turning points, and how far they lie from the middle in millionths: the breath of each tick, then waves of
/// 7 s, 20 s, 75 s and 10 min.
const WAVES: [(u64, i128); 5] = [(1, 150), (14, 2_000), (40, 6_000), (150, 16_000), (1_200, 30_000)];

/// A pair, its price in the middle, and the decimals it is quoted in.
#[derive(Debug)]
pub(super) struct Listing {
    pub(super) pair: &'static str,
    pub(super) coingecko: &'static str,
    middle: Atoms,
    decimals: u32,
}

impl Listing {
    /// `ETH` of `ETH/USD`.
    pub(super) fn base(&self) -> &'static str {
        self.pair.trim_end_matches("/USD")
    }
}

const fn listing(pair: &'static str, coingecko: &'static str, cents: i128, decimals: u32) -> Listing {
    Listing { pair, coingecko, middle: cents * DOLLAR / 100, decimals }
}

/// Every pair the sandbox knows.
pub(super) static LISTINGS: [Listing; 8] = [
    listing("ETH/USD", "ethereum", 250_000, 2),
    listing("BTC/USD", "bitcoin", 10_500_000, 2),
    listing("SOL/USD", "solana", 15_000, 3),
    listing("ADA/USD", "cardano", 65, 5),
    listing("POL/USD", "polygon-ecosystem-token", 22, 5),
    listing("AVAX/USD", "avalanche-2", 2_000, 3),
    listing("LINK/USD", "chainlink", 1_500, 3),
    listing("DOT/USD", "polkadot", 400, 4),
];

/// The price `since` the market opened; without a seed it stands still in the middle.
pub(super) fn price(seed: Option<u64>, listing: &Listing, since: Duration) -> Atoms {
    let Some(seed) = seed else { return listing.middle };
    let step = u64::try_from(since.as_millis() / STEP.as_millis()).unwrap_or(u64::MAX);
    let name = listing.pair.bytes().fold(seed, |name, byte| mix(name ^ u64::from(byte)));
    let swing: i128 = WAVES.iter().zip(0..).map(|(wave, number)| swing(mix(name ^ number), *wave, step)).sum();
    let raw = listing.middle * (1_000_000 + swing) / 1_000_000;
    let unit = DOLLAR / 10i128.pow(listing.decimals);
    raw / unit * unit
}

/// One wave: a straight line from one turning point to the next.
fn swing(name: u64, (length, height): (u64, i128), step: u64) -> i128 {
    let point = |number: u64| i128::from(mix(name.wrapping_add(mix(number)))) % (2 * height + 1) - height;
    let (number, along) = (step / length, i128::from(step % length));
    let (from, to) = (point(number), point(number + 1));
    from + (to - from) * along / i128::from(length)
}

/// SplitMix64's finisher: spreads neighbouring numbers over all of `u64`.
fn mix(number: u64) -> u64 {
    let mut z = number.wrapping_add(0x9e37_79b9_7f4a_7c15);
    z = (z ^ (z >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
    z = (z ^ (z >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
    z ^ (z >> 31)
}

/// Reads plain decimal notation with up to eight decimals, within what a price can be.
pub(super) fn parse(text: &str) -> Option<Atoms> {
    let (whole, part) = text.split_once('.').unwrap_or((text, ""));
    let digits = |text: &str| text.bytes().all(|byte| byte.is_ascii_digit());
    let fits = (1..=12).contains(&whole.len()) && part.len() <= DECIMALS && digits(whole) && digits(part);
    let atoms: Atoms = if fits { format!("{whole}{part:0<DECIMALS$}").parse().ok()? } else { return None };
    (atoms > 0).then_some(atoms)
}

/// Writes an amount without needless zeros, but with two decimals at least.
pub(super) fn write(atoms: Atoms) -> String {
    let (sign, atoms) = if atoms < 0 { ("-", -atoms) } else { ("", atoms) };
    let part = format!("{:0DECIMALS$}", atoms % DOLLAR);
    let kept = part.trim_end_matches('0').len().max(2);
    format!("{sign}{}.{}", atoms / DOLLAR, &part[..kept])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_read_and_written() {
        for text in ["2500.12", "0.00000001", "105000.00", "0.65432"] {
            assert_eq!(write(parse(text).unwrap()), text);
        }
        assert_eq!(write(parse("7").unwrap()), "7.00");
        for text in ["", "0", "-1", "1e3", "abc", ".5", "1.123456789", "1.2.3"] {
            assert_eq!(parse(text), None, "{text}");
        }
    }

    #[test]
    fn the_walk_is_the_same_every_time_and_differs_by_seed_and_pair() {
        let at = |seed, listing: usize, s| price(Some(seed), &LISTINGS[listing], Duration::from_secs(s));
        assert_eq!(at(1, 0, 77), at(1, 0, 77));
        assert_ne!(at(1, 0, 77), at(2, 0, 77));
        assert_ne!(at(1, 0, 77), at(1, 0, 78));
        assert_ne!(at(1, 3, 77) * LISTINGS[5].middle, at(1, 5, 77) * LISTINGS[3].middle);
        assert_eq!(price(None, &LISTINGS[0], Duration::from_secs(9)), LISTINGS[0].middle);
    }

    #[test]
    fn a_minute_moves_a_price_by_about_one_to_three_percent() {
        for listing in &LISTINGS {
            let spread = |minute: u64| {
                let prices = (0..60).map(|s| price(Some(7), listing, Duration::from_secs(minute * 60 + s)));
                let (low, high) = prices.fold((Atoms::MAX, 0), |(low, high), p| (p.min(low), p.max(high)));
                (high - low) * 10_000 / listing.middle
            };
            let spreads: Vec<_> = (0..60).map(spread).collect();
            let middle = spreads.iter().sum::<i128>() / 60;
            assert!((80..400).contains(&middle), "{} moves {middle} basis points a minute", listing.pair);
            assert!(spreads.iter().all(|spread| *spread < 700), "{spreads:?}");
        }
    }
}
