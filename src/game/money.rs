//! Amounts: cents, prices, percents, leverages. Used by every floor.
//!
//! Each is an integer or an exact decimal with its unit in the type, so that dollars are never added to percents and
//! nothing is ever a float.
//!
//! **Invariant:** a [`Price`] that exists is positive, under a thousand million dollars, has at most 12 decimals and is kept
//! normalised, so that equal prices are written alike: "as stored" is one text per price.

use std::{fmt, str::FromStr};

use rust_decimal::{Decimal, RoundingStrategy};

/// Money in cents of a (play) dollar.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug, Default)]
pub struct Cents(pub i64);

/// A price in dollars for one coin: over zero, under 1,000,000,000, at most 12 decimals, normalised.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Debug)]
pub struct Price(Decimal);

/// Profit or loss in ten-thousandths of one percent: `123_456` is 12.3456 %, `-1_000_000` is −100 %.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug, Default)]
pub struct PnlPercent(pub i64);

/// Leverage in tenths, signed: +2.0 is 20, −2.5 is −25. A short rod's is negative.
#[derive(Copy, Clone, Eq, PartialEq, Ord, PartialOrd, Hash, Debug)]
pub struct Leverage(pub i16);

/// Why a number is no price.
#[derive(Clone, Debug, Eq, PartialEq, thiserror::Error)]
pub enum PriceError {
    /// Not a number, or one with more digits than any price has.
    #[error("not a number")]
    Unreadable,
    /// Zero or less, also after rounding to 12 decimals.
    #[error("not over zero")]
    NotPositive,
    /// A thousand million dollars or more.
    #[error("too large for a price")]
    TooLarge,
}

/// Decimals kept of a price: the cheapest coin of any pond needs 6, and 9 + 12 digits leave room in 28 for exact sums.
pub const PRICE_DECIMALS: u32 = 12;
/// Prices stay under this many dollars; more is a broken source, and the bound keeps the P&L arithmetic inside 128 bits.
const PRICE_BOUND: Decimal = Decimal::from_parts(1_000_000_000, 0, 0, false, 0);

impl Price {
    /// Checks, rounds to 12 decimals (half to even) and normalises.
    pub fn new(value: Decimal) -> Result<Price, PriceError> {
        if value >= PRICE_BOUND {
            return Err(PriceError::TooLarge);
        }
        let kept = value.round_dp_with_strategy(PRICE_DECIMALS, RoundingStrategy::MidpointNearestEven).normalize();
        if kept <= Decimal::ZERO {
            return Err(PriceError::NotPositive);
        }
        if kept >= PRICE_BOUND {
            return Err(PriceError::TooLarge);
        }
        Ok(Price(kept))
    }

    /// Reads what a source wrote: plain (`2500.12`) or with an exponent (`1.2e-5`). Signs, spaces within and digit
    /// separators have no place in a price and are unreadable.
    pub fn parse(text: &str) -> Result<Price, PriceError> {
        let exponent_at = text.find(['e', 'E']);
        let plain = &text[..exponent_at.unwrap_or(text.len())];
        if !plain.bytes().all(|b| b.is_ascii_digit() || b == b'.' || b == b'-') {
            return Err(PriceError::Unreadable);
        }
        let value = match exponent_at {
            Some(_) => Decimal::from_scientific(text),
            None => Decimal::from_str(text),
        };
        Price::new(value.map_err(|_| PriceError::Unreadable)?)
    }

    /// The middle of two prices (half to even at the 12th decimal).
    pub fn mid(bid: Price, ask: Price) -> Result<Price, PriceError> {
        Price::new((bid.0 + ask.0) / Decimal::TWO)
    }

    /// The number.
    pub fn get(self) -> Decimal {
        self.0
    }

    /// The price in units of 10⁻¹² dollars: exact, over zero and under 10²¹.
    pub(crate) fn units(self) -> i128 {
        let missing = PRICE_DECIMALS - self.0.scale();
        self.0.mantissa() * 10_i128.pow(missing)
    }
}

/// As stored, for example `2500.12`: the text that the fish's dice are thrown over.
impl fmt::Display for Price {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0.fmt(f)
    }
}

impl PnlPercent {
    /// −100 %: the stake is lost, the line snaps.
    pub const TOTAL_LOSS: PnlPercent = PnlPercent(-1_000_000);

    /// In percent, with 4 decimals.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0, 4)
    }

    /// From percent; `None` when it has more than 4 decimals or is out of range.
    pub fn from_decimal(percent: Decimal) -> Option<PnlPercent> {
        scaled(percent, 4).map(PnlPercent)
    }
}

impl Leverage {
    /// As a factor, with 1 decimal.
    pub fn to_decimal(self) -> Decimal {
        Decimal::new(self.0.into(), 1)
    }

    /// From a factor; `None` when it has more than 1 decimal or is out of range.
    pub fn from_decimal(factor: Decimal) -> Option<Leverage> {
        scaled(factor, 1).and_then(|tenths| i16::try_from(tenths).ok()).map(Leverage)
    }
}

/// `value × 10^decimals` when that is a whole number that fits.
fn scaled(value: Decimal, decimals: u32) -> Option<i64> {
    let value = value.normalize();
    let missing = decimals.checked_sub(value.scale())?;
    let whole = value.mantissa().checked_mul(10_i128.pow(missing))?;
    i64::try_from(whole).ok()
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn prices_read_as_they_are_stored() {
        for (text, stored) in [
            ("2500.12", "2500.12"),
            ("2500.1200", "2500.12"),
            ("2500", "2500"),
            ("2500.00", "2500"),
            ("1.2e-5", "0.000012"),
            ("2.5E3", "2500"),
            ("1e-12", "0.000000000001"),
            ("0.0000000000005", "unreadable or zero"),
            ("0.0000000000015", "0.000000000002"),
            ("0.1234567890125", "0.123456789012"),
            ("999999999.999999999999", "999999999.999999999999"),
        ] {
            match Price::parse(text) {
                Ok(price) => assert_eq!(price.to_string(), stored, "{text}"),
                Err(error) => assert_eq!((stored, error), ("unreadable or zero", PriceError::NotPositive), "{text}"),
            }
        }
    }

    #[test]
    fn what_is_no_price_says_why() {
        for text in
            ["", ".", "-", "e5", "1e", "1e999999999999", "abc", "NaN", "inf", "1_000", " 1", "1 ", "1,5", "+1", "1.2.3"]
        {
            assert_eq!(Price::parse(text), Err(PriceError::Unreadable), "{text:?}");
        }
        for text in ["0", "0.000", "-1", "-2500.12", "0e5", "-1e3"] {
            assert_eq!(Price::parse(text), Err(PriceError::NotPositive), "{text:?}");
        }
        for text in ["1000000000", "1e9", "999999999.9999999999996", "99999999999999999999"] {
            assert_eq!(Price::parse(text), Err(PriceError::TooLarge), "{text:?}");
        }
    }

    #[test]
    fn the_middle_is_exact_and_halves_go_to_the_even_neighbour() {
        let price = |text| Price::parse(text).unwrap();
        assert_eq!(Price::mid(price("2500.11"), price("2500.12")).unwrap().to_string(), "2500.115");
        assert_eq!(Price::mid(price("1e-12"), price("2e-12")).unwrap().to_string(), "0.000000000002");
        assert_eq!(
            Price::mid(price("999999999.999999999999"), price("999999999.999999999999")).unwrap().to_string(),
            "999999999.999999999999"
        );
    }

    #[test]
    fn percents_and_leverages_go_to_decimals_and_back() {
        assert_eq!(PnlPercent(123_456).to_decimal().to_string(), "12.3456");
        assert_eq!(PnlPercent::TOTAL_LOSS.to_decimal(), Decimal::from(-100));
        assert_eq!(Leverage(-25).to_decimal().to_string(), "-2.5");
        assert_eq!(Leverage::from_decimal(Decimal::new(25_000, 4)), Some(Leverage(25)));
        assert_eq!(Leverage::from_decimal(Decimal::new(255, 2)), None);
        assert_eq!(PnlPercent::from_decimal(Decimal::new(1, 5)), None);
        assert_eq!(PnlPercent::from_decimal(Decimal::MAX), None);
    }

    proptest! {
        #[test]
        fn any_text_is_a_price_or_an_error(text in "[-+0-9.eE_ ]{0,40}|.{0,20}") {
            if let Ok(price) = Price::parse(&text) {
                prop_assert_eq!(Price::parse(&price.to_string()), Ok(price));
                prop_assert!(price.units() > 0 && price.units() < 10_i128.pow(21));
            }
        }

        #[test]
        fn a_stored_price_reads_back_the_same(mantissa in 1..1_000_000_000_000_000_i64, scale in 7..=12_u32) {
            let price = Price::new(Decimal::new(mantissa, scale)).unwrap();
            prop_assert_eq!(Price::parse(&price.to_string()), Ok(price));
            prop_assert!(!price.to_string().contains('.') || !price.to_string().ends_with('0'));
            prop_assert_eq!(Decimal::from_i128_with_scale(price.units(), PRICE_DECIMALS), price.get());
        }

        #[test]
        fn percents_read_back(value in any::<i64>(), tenths in any::<i16>()) {
            prop_assert_eq!(PnlPercent::from_decimal(PnlPercent(value).to_decimal()), Some(PnlPercent(value)));
            prop_assert_eq!(Leverage::from_decimal(Leverage(tenths).to_decimal()), Some(Leverage(tenths)));
        }
    }
}
