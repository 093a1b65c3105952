//! The lines about prices: each chosen source, and what they come to together.
//!
//! Called by [`super::run`].
//!
//! **Invariant:** prices are judged as a round of the oracle would judge them.

use futures_util::future::join_all;

use super::finding::{Finding, Verdict};
use crate::{
    actors::oracle::port::{PairQuote, SourceError},
    config::PriceSettings,
    game::market::{Pair, RoundRules, Source, judge_round},
    plumbing::clock,
    transports::{prices, way::Way},
};

/// A line for each chosen source, and one for what they come to together.
pub(super) async fn market(way: &Way, settings: &PriceSettings) -> Vec<Finding> {
    let asked_at = clock::now();
    let sources = prices::price_sources(way, settings);
    let answers = join_all(sources.iter().map(|source| source.ask(Pair::ALL.to_vec(), asked_at))).await;
    let mut findings: Vec<Finding> = sources
        .iter()
        .zip(&answers)
        .map(|(source, answer)| source_found(source.source(), answer, settings.max_age_s, asked_at))
        .collect();
    let quotes: Vec<PairQuote> = answers.into_iter().flatten().flatten().collect();
    findings.push(prices_found(settings, &quotes, asked_at));
    findings
}

fn source_found(
    source: Source,
    answer: &Result<Vec<PairQuote>, SourceError>,
    max_age_s: i64,
    asked_at: jiff::Timestamp,
) -> Finding {
    match answer {
        Ok(quotes) => {
            let ages = quotes.iter().map(|quoted| asked_at.duration_since(quoted.quote.at).as_secs().max(0));
            let stale = ages.clone().filter(|age| *age > max_age_s).count();
            let oldest = ages.max().map_or(String::new(), |age| format!(", the oldest price is {age} s old"));
            let too_old = if stale > 0 { format!(", {stale} too old (over {max_age_s} s)") } else { String::new() };
            let whole = quotes.len() == Pair::ALL.len() && stale == 0;
            let verdict = if whole { Verdict::Ok } else { Verdict::Warning };
            let found = format!("{} of {} pairs{oldest}{too_old}", quotes.len(), Pair::ALL.len());
            Finding::new(verdict, source.name(), found)
        }
        Err(error) => Finding::new(Verdict::Warning, source.name(), error),
    }
}

/// Judges the prices as a round of the oracle would.
fn prices_found(settings: &PriceSettings, quotes: &[PairQuote], asked_at: jiff::Timestamp) -> Finding {
    let rules = RoundRules { min_sources: settings.min_sources, max_age_s: settings.max_age_s };
    let without: Vec<&str> = Pair::ALL
        .into_iter()
        .filter(|pair| {
            let of_pair: Vec<_> =
                quotes.iter().filter(|quoted| quoted.pair == *pair).map(|quoted| quoted.quote.clone()).collect();
            judge_round(*pair, asked_at, &of_pair, None, &rules).is_err()
        })
        .map(Pair::symbol)
        .collect();
    let needs = format!("{} of {} sources must agree", settings.min_sources, settings.sources.len());
    let aged = if settings.sources == [Source::Coingecko] {
        format!(
            "; coingecko alone: a price may be up to {} s old, so players may see newer ones elsewhere",
            settings.max_age_s
        )
    } else {
        String::new()
    };
    let (verdict, found) = match without.len() {
        0 => (Verdict::Ok, format!("every pond has a price ({needs}){aged}")),
        some if some < Pair::ALL.len() => {
            (Verdict::Warning, format!("no price for {} ({needs}){aged}", without.join(", ")))
        }
        _ => {
            (Verdict::NotOk, format!("no pond has a price ({needs}): check PRICE_SOURCES and PRICE_MIN_SOURCES{aged}"))
        }
    };
    Finding::new(verdict, "prices", found)
}
