//! Numbers as the player's language writes them: `$1,234.56` and `1 234,56 $`. Used by pages, scenes and cards.
//!
//! Russian groups and joins with no-break spaces; a minus is the real one (U+2212), as long as a plus.
//!
//! **Invariant:** no number is shown as something it is not: a P&L that is not zero never reads `0.00 %`, and one above
//! −100 % never reads `−100.00 %`.

use rust_decimal::{Decimal, RoundingStrategy};

use super::{Lang, speech::say};
use crate::game::money::{Cents, Leverage, PnlPercent, Price};

/// Keeps a number and its unit on one line.
const NBSP: char = '\u{a0}';
const MINUS: &str = "−";

/// A whole number: `1,234`.
pub fn whole(lang: Lang, n: i64) -> String {
    format!("{}{}", minus(n < 0), grouped(lang, &n.unsigned_abs().to_string()))
}

/// An amount of money: `$1,234.56`, `−$5.00`.
pub fn cents(lang: Lang, amount: Cents) -> String {
    let (dollars, rest) = (amount.0.unsigned_abs() / 100, amount.0.unsigned_abs() % 100);
    money(lang, minus(amount.0 < 0), &grouped(lang, &dollars.to_string()), &format!("{rest:02}"))
}

/// A gain or loss: `+$1,234.56`, `−$5.00`, `$0.00`.
pub fn signed_cents(lang: Lang, amount: Cents) -> String {
    let plus = if amount.0 > 0 { "+" } else { "" };
    format!("{plus}{}", cents(lang, amount))
}

/// A price: at least two decimals, and six digits that count, so that a cheap coin's steps are seen. `/verify` has the exact
/// one.
pub fn price(lang: Lang, price: Price) -> String {
    let exact = price.get();
    let decimals = shown_decimals(exact);
    let shown = exact.round_dp_with_strategy(decimals, RoundingStrategy::MidpointNearestEven).normalize();
    let text = format!("{shown:.*}", usize::try_from(shown.scale().max(2)).unwrap_or(2));
    let (dollars, rest) = text.split_once('.').unwrap_or((&text, "00"));
    money(lang, "", &grouped(lang, dollars), rest)
}

/// A profit or loss: `+1.23 %`. Two decimals; four where two would read as nothing or as everything.
pub fn percent(lang: Lang, percent: PnlPercent) -> String {
    let exact = percent.to_decimal();
    let rounded = exact.round_dp_with_strategy(2, RoundingStrategy::MidpointNearestEven);
    let vanished = rounded.is_zero() && percent.0 != 0;
    let snapped_by_rounding = rounded <= Decimal::from(-100) && percent > PnlPercent::TOTAL_LOSS;
    if vanished || snapped_by_rounding {
        return percent_exact(lang, percent);
    }
    signed(lang, percent, &format!("{:.2}", rounded.abs()))
}

/// A P&L to its last digit, `+0.0992 %`: where a limit lies between two rounded values.
pub fn percent_exact(lang: Lang, percent: PnlPercent) -> String {
    signed(lang, percent, &format!("{:.4}", percent.to_decimal().abs()))
}

fn signed(lang: Lang, percent: PnlPercent, shown: &str) -> String {
    let (units, rest) = shown.split_once('.').unwrap_or((shown, "00"));
    let sign = if percent.0 > 0 { "+" } else { minus(percent.0 < 0) };
    format!("{sign}{}{}{rest}{NBSP}%", grouped(lang, units), point(lang))
}

/// A share of a whole, from hundredths of a percent: `66.6 %`. Rounded down, so that only all of it is `100 %`.
pub fn share(lang: Lang, hundredths: i64) -> String {
    let (units, tenth) = (hundredths / 100, hundredths / 10 % 10);
    let rest = if tenth == 0 { String::new() } else { format!("{}{tenth}", point(lang)) };
    format!("{units}{rest}{NBSP}%")
}

/// A leverage: `+2.0×`.
pub fn leverage(lang: Lang, leverage: Leverage) -> String {
    let sign = if leverage.0 < 0 { MINUS } else { "+" };
    let tenths = leverage.0.unsigned_abs();
    format!("{sign}{}{}{}×", tenths / 10, point(lang), tenths % 10)
}

/// A time in its two largest units: `45 s`, `3 min 5 s`, `2 h 10 min`, `4 d 3 h`. Below zero is zero: clocks differ.
pub fn duration(lang: Lang, seconds: i64) -> String {
    let s = seconds.max(0);
    let unit = |n: i64| whole(lang, n);
    match s {
        0..60 => say(lang, "seconds", &[("s", unit(s).into())]),
        60..3_600 => say(lang, "minutes", &[("m", unit(s / 60).into()), ("s", unit(s % 60).into())]),
        3_600..86_400 => say(lang, "hours", &[("h", unit(s / 3_600).into()), ("m", unit(s / 60 % 60).into())]),
        _ => say(lang, "days", &[("d", unit(s / 86_400).into()), ("h", unit(s / 3_600 % 24).into())]),
    }
}

fn money(lang: Lang, sign: &str, dollars: &str, rest: &str) -> String {
    match lang {
        Lang::En => format!("{sign}${dollars}.{rest}"),
        Lang::Ru => format!("{sign}{dollars},{rest}{NBSP}$"),
    }
}

/// Decimals for six digits that count, at least two, at most all twelve that a price can have.
fn shown_decimals(exact: Decimal) -> u32 {
    let mut bound = Decimal::ONE_THOUSAND;
    let mut decimals = 2;
    while exact < bound && decimals < 12 {
        bound /= Decimal::TEN;
        decimals += 1;
    }
    decimals
}

fn minus(below_zero: bool) -> &'static str {
    if below_zero { MINUS } else { "" }
}

fn point(lang: Lang) -> char {
    match lang {
        Lang::En => '.',
        Lang::Ru => ',',
    }
}

/// Digits in groups of three from the right.
fn grouped(lang: Lang, digits: &str) -> String {
    let separator = match lang {
        Lang::En => ',',
        Lang::Ru => NBSP,
    };
    let mut text = String::with_capacity(digits.len() * 2);
    for (index, digit) in digits.chars().enumerate() {
        if index > 0 && (digits.len() - index).is_multiple_of(3) {
            text.push(separator);
        }
        text.push(digit);
    }
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn both<T: Copy>(format: fn(Lang, T) -> String, value: T) -> (String, String) {
        let ru = format(Lang::Ru, value);
        assert!(!ru.contains(' '), "{ru:?} may break over a line");
        (format(Lang::En, value), ru.replace(NBSP, "_"))
    }

    fn check<T: Copy>(format: fn(Lang, T) -> String, rows: &[(T, &str, &str)]) {
        for (value, en, ru) in rows {
            let (said_en, said_ru) = both(format, *value);
            assert_eq!((said_en.replace(NBSP, "_").as_str(), said_ru.as_str()), (*en, *ru));
        }
    }

    #[test]
    fn money_and_whole_numbers() {
        check(
            cents,
            &[
                (Cents(0), "$0.00", "0,00_$"),
                (Cents(5), "$0.05", "0,05_$"),
                (Cents(123_456), "$1,234.56", "1_234,56_$"),
                (Cents(-100_000_000), "−$1,000,000.00", "−1_000_000,00_$"),
                (Cents(i64::MIN), "−$92,233,720,368,547,758.08", "−92_233_720_368_547_758,08_$"),
            ],
        );
        check(
            signed_cents,
            &[(Cents(1), "+$0.01", "+0,01_$"), (Cents(0), "$0.00", "0,00_$"), (Cents(-1), "−$0.01", "−0,01_$")],
        );
        check(whole, &[(999, "999", "999"), (-1_000, "−1,000", "−1_000"), (1_234_567, "1,234,567", "1_234_567")]);
    }

    #[test]
    fn prices_keep_six_digits_that_count() {
        for (stored, en, ru) in [
            ("2500.12", "$2,500.12", "2_500,12_$"),
            ("2500", "$2,500.00", "2_500,00_$"),
            ("2500.125", "$2,500.12", "2_500,12_$"),
            ("64123.456", "$64,123.46", "64_123,46_$"),
            ("187.5", "$187.50", "187,50_$"),
            ("187.456", "$187.456", "187,456_$"),
            ("7.12345678", "$7.12346", "7,12346_$"),
            ("0.23456789", "$0.234568", "0,234568_$"),
            ("0.2", "$0.20", "0,20_$"),
            ("0.000000000001", "$0.000000000001", "0,000000000001_$"),
            ("999999999.999999999999", "$1,000,000,000.00", "1_000_000_000,00_$"),
        ] {
            let value = Price::parse(stored).unwrap();
            check(price, &[(value, en, ru)]);
        }
    }

    #[test]
    fn percents_never_hide_their_sign() {
        check(
            percent,
            &[
                (PnlPercent(12_345), "+1.23_%", "+1,23_%"),
                (PnlPercent(0), "0.00_%", "0,00_%"),
                (PnlPercent(34), "+0.0034_%", "+0,0034_%"),
                (PnlPercent(-1), "−0.0001_%", "−0,0001_%"),
                (PnlPercent(-51), "−0.01_%", "−0,01_%"),
                (PnlPercent(-50), "−0.0050_%", "−0,0050_%"),
                (PnlPercent::TOTAL_LOSS, "−100.00_%", "−100,00_%"),
                (PnlPercent(-999_992), "−99.9992_%", "−99,9992_%"),
                (PnlPercent(12_345_678), "+1,234.57_%", "+1_234,57_%"),
            ],
        );
        assert!(percent(Lang::En, PnlPercent(i64::MAX)).starts_with("+922,337,203,685,477.58"));
    }

    #[test]
    fn a_share_is_whole_only_when_it_is() {
        let rows =
            [(0, "0_%", "0_%"), (6_666, "66.6_%", "66,6_%"), (9_999, "99.9_%", "99,9_%"), (10_000, "100_%", "100_%")];
        check(share, &rows);
    }

    #[test]
    fn leverages_and_times() {
        check(leverage, &[(Leverage(20), "+2.0×", "+2,0×"), (Leverage(-25), "−2.5×", "−2,5×")]);
        let said = |s| duration(Lang::En, s).replace(NBSP, "_");
        assert_eq!([-5, 0, 59, 60, 3_599].map(said), ["0_s", "0_s", "59_s", "1_min 0_s", "59_min 59_s"]);
        assert_eq!([3_600, 86_399, 90_000].map(said), ["1_h 0_min", "23_h 59_min", "1_d 1_h"]);
        assert_eq!(duration(Lang::Ru, 725).replace(NBSP, "_"), "12_мин 5_с");
    }
}
