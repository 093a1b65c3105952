//! One price a minute and pair.
//!
//! **Invariant:** a recorded minute never changes: the first tick of it stays.

use jiff::Timestamp;

use super::super::{error::DbError, pool::Link, rows};
use crate::game::{
    market::{Pair, Tick},
    money::Price,
};

/// Protected by `ticks`' primary key.
pub(super) const RECORD: &str = "INSERT INTO ticks (pair, minute, at, price, sources) \
                      VALUES ($1, date_trunc('minute', $2::timestamptz, 'UTC'), $2, $3, $4) ON CONFLICT (pair, minute) DO NOTHING";

pub(in super::super) async fn record(link: &mut Link, tick: &Tick) -> Result<(), DbError> {
    let sources: Vec<&str> = tick.quotes.iter().map(|quote| quote.source.name()).collect();
    let (client, statement) = link.prepared(RECORD).await?;
    client.execute(&statement, &[&tick.pair.symbol(), &tick.round_at, &tick.price.get(), &sources]).await?;
    Ok(())
}

/// At most 58 points, evenly thinned: with the two fills a path has at most 60.
pub(super) const PATH: &str = "WITH inside AS (SELECT at, price, row_number() OVER (ORDER BY at) AS place, count(*) OVER () AS of \
     FROM ticks WHERE pair = $1 AND at > $2 AND at < $3) \
     SELECT at, price FROM inside WHERE place % (1 + (of - 1) / 58) = 0 ORDER BY at LIMIT 58";

pub(in super::super) async fn path(
    link: &mut Link,
    pair: Pair,
    from: Timestamp,
    to: Timestamp,
) -> Result<Vec<(Timestamp, Price)>, DbError> {
    let (client, statement) = link.prepared(PATH).await?;
    let found = client.query(&statement, &[&pair.symbol(), &from, &to]).await?;
    found.iter().map(|row| Ok((rows::get(row, "at")?, rows::price(rows::get(row, "price")?)?))).collect()
}
