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
    game::market::{
        Pair, Quote, RoundRules, Source,
        fill::{is_slow, patience},
        judge_round, lags,
        tether::Tether,
    },
    plumbing::clock,
    transports::{prices, way::Way},
};

/// Seconds by which an answer may be older than its question and still be no copy: what clocks differ by and what `Date` is cut by.
const COPY_S: i64 = 3;

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
            let oldest = ages.clone().max().map_or(String::new(), |age| format!(", the oldest price is {age} s old"));
            let too_old = if stale > 0 { format!(", {stale} too old (over {max_age_s} s)") } else { String::new() };
            let copied = !source.tells_time() && ages.max().is_some_and(|age| age > COPY_S);
            let copy =
                if copied { ": a store on the way repeats old answers, which fill no newer command" } else { "" };
            let whole = quotes.len() == Pair::ALL.len() && stale == 0 && !copied;
            let verdict = if whole { Verdict::Ok } else { Verdict::Warning };
            let found = format!("{} of {} pairs{oldest}{too_old}{copy}", quotes.len(), Pair::ALL.len());
            Finding::new(verdict, source.name(), found)
        }
        Err(error) => Finding::new(Verdict::Warning, source.name(), error),
    }
}

/// Judges the prices as a round of the oracle would.
fn prices_found(settings: &PriceSettings, quotes: &[PairQuote], asked_at: jiff::Timestamp) -> Finding {
    let rules = RoundRules { min_sources: settings.min_sources, max_age_s: settings.max_age_s };
    let of_pair = |pair: Pair| -> Vec<Quote> {
        quotes.iter().filter(|quoted| quoted.pair == pair).map(|quoted| quoted.quote.clone()).collect()
    };
    let mut round: Vec<(Pair, Vec<Quote>)> = Pair::ALL.into_iter().map(|pair| (pair, of_pair(pair))).collect();
    let mut tether = Tether::default();
    tether.judge(asked_at, &rules, round.iter().map(|(pair, quotes)| (*pair, quotes.as_slice())));
    let dollar = (tether.is_off() && settings.sources.len() > settings.min_sources)
        .then(|| "USDT is not worth a dollar just now, so binance is left out".to_owned());
    if dollar.is_some() {
        round.iter_mut().for_each(|(_, quotes)| quotes.retain(|quote| quote.source != Source::Binance));
    }
    let without: Vec<&str> = round
        .iter()
        .filter(|(pair, quotes)| judge_round(*pair, asked_at, quotes, None, &rules).is_err())
        .map(|(pair, _)| pair.symbol())
        .collect();
    let needs = format!("{} of {} sources must agree", settings.min_sources, settings.sources.len());
    let warned = lateness(settings);
    let more: String =
        slowness(settings).into_iter().chain(dollar).chain(warned.clone()).map(|words| format!("; {words}")).collect();
    let well = if warned.is_some() { Verdict::Warning } else { Verdict::Ok };
    let (verdict, found) = match without.len() {
        0 => (well, format!("every pond has a price ({needs}){more}")),
        some if some < Pair::ALL.len() => {
            (Verdict::Warning, format!("no price for {} ({needs}){more}", without.join(", ")))
        }
        _ => {
            (Verdict::NotOk, format!("no pond has a price ({needs}): check PRICE_SOURCES and PRICE_MIN_SOURCES{more}"))
        }
    };
    Finding::new(verdict, "prices", found)
}

/// How long players wait for their price, where that is long.
fn slowness(settings: &PriceSettings) -> Option<String> {
    let patience = patience(&settings.sources);
    is_slow(&settings.sources).then(|| {
        format!(
            "coingecko alone changes its prices once a minute: casts and hooks wait for the next change, up to {} s",
            patience.as_secs()
        )
    })
}

/// What these sources do not promise: that no price is late, or that one comes at all.
fn lateness(settings: &PriceSettings) -> Option<String> {
    const ADVICE: &str = "choose binance, coinbase and kraken";
    let quick = settings.sources.iter().filter(|source| **source != Source::Coingecko).count();
    if !is_slow(&settings.sources) && quick < settings.min_sources {
        return Some(format!(
            "coingecko is needed and changes its prices once a minute, so most commands will find none: {ADVICE}"
        ));
    }
    lags::unseen(&settings.sources, settings.min_sources).map(|edge| {
        let percent = format!("{}.{:02}", edge / 100, edge % 100);
        format!(
            "if a source lags and does not say so nobody outvotes it, and who watches an exchange could win up to {percent} % of his \
             stake a cast: {ADVICE}"
        )
    })
}
