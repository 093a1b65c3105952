//! Fills, as the database keeps them, against what the exchanges told.
//!
//! An exchange is asked once a round, so what it told first after a round began is what the round heard of it.
//!
//! **Invariant:** a fill is judged by the sandbox's record alone, never by what the service says of it.

use angler::sandbox::{Exchange, Told};
use jiff::{SignedDuration, Timestamp};
use rust_decimal::Decimal;

use crate::harness::World;

/// A round collects for 1.5 s; its timer may come a little late.
const ROUND: SignedDuration = SignedDuration::from_millis(2_500);

/// An entry or an exit.
#[derive(Debug)]
pub struct Fill {
    pub round_at: Timestamp,
    pub price: Decimal,
    pub sources: Vec<String>,
    pub prices: Vec<Decimal>,
}

/// Every fill in the database.
pub async fn fills(world: &World) -> Vec<Fill> {
    let sql = "SELECT entry_round_at, entry_price, entry_sources, entry_source_prices FROM positions UNION ALL \
               SELECT exit_round_at, exit_price, exit_sources, exit_source_prices FROM positions WHERE closed_at IS NOT NULL \
               ORDER BY 1";
    let rows = world.database.rows(sql, &[]).await;
    let fill = |row: &tokio_postgres::Row| Fill {
        round_at: row.get(0),
        price: row.get(1),
        sources: row.get(2),
        prices: row.get(3),
    };
    rows.iter().map(fill).collect()
}

/// What each exchange told of a pair.
pub struct Record(Vec<(Exchange, Vec<(Told, Decimal)>)>);

impl Record {
    /// All that the exchanges told of ETH/USD as far as it is a price.
    pub fn of(world: &World) -> Record {
        let told = |exchange| {
            let all = world.sandbox.market.desk(exchange).told().into_iter().filter(|told| told.pair == "ETH/USD");
            let read = |told: Told| Some((told.clone(), told.price.parse().ok()?));
            (exchange, all.filter_map(read).collect())
        };
        Record(Exchange::ALL.map(told).into())
    }

    /// What a round heard of an exchange.
    fn heard(&self, exchange: &str, round_at: Timestamp) -> Option<&(Told, Decimal)> {
        let (_, told) = self.0.iter().find(|(named, _)| named.name() == exchange)?;
        let first = told.iter().find(|(told, _)| told.at >= round_at)?;
        (first.0.at.duration_since(round_at) <= ROUND).then_some(first)
    }

    /// True when what a round heard of an exchange was an old answer, repeated.
    pub fn told_frozen(&self, exchange: &str, round_at: Timestamp) -> bool {
        self.heard(exchange, round_at).is_some_and(|(told, _)| told.frozen)
    }

    /// How many rounds one exchange, the one that was asked most, answered in between.
    pub fn rounds_between(&self, from: Timestamp, to: Timestamp) -> usize {
        let answered = |(_, told): &(Exchange, Vec<(Told, Decimal)>)| {
            told.iter().filter(|(told, _)| told.at > from && told.at < to).count()
        };
        self.0.iter().map(answered).max().unwrap_or(0)
    }

    /// Judges a fill: its sources told what it says they told, and its price is within what the live ones told.
    pub fn judge(&self, fill: &Fill, is_live: impl Fn(&Told) -> bool) {
        for (source, price) in fill.sources.iter().zip(&fill.prices) {
            let heard = self.heard(source, fill.round_at).map(|(_, told)| told);
            assert_eq!(heard, Some(price), "{source} told something else: {fill:?}");
        }
        let heard = Exchange::ALL.into_iter().filter_map(|exchange| self.heard(exchange.name(), fill.round_at));
        let live: Vec<Decimal> = heard.filter(|(told, _)| is_live(told)).map(|(_, price)| *price).collect();
        let range = live.iter().min().zip(live.iter().max());
        let (low, high) = range.unwrap_or_else(|| panic!("no live source told anything: {fill:?}"));
        assert!((low..=high).contains(&&fill.price), "outside {low} to {high}: {fill:?}");
    }
}
