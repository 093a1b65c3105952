//! Storing a page: what goes in, what is put aside, and what keeps the page from being confirmed.
//!
//! Called by `page` for each page, with how often the pages before it were held back in a row.
//!
//! Only errors of the data (SQLSTATE 22 and 23) name a culprit by themselves. Whatever else the database answers (a right was
//! taken away, a function is missing, a pooler mixes sessions up) may be mended: the page is held back, Telegram keeps it, and it
//! is asked for again. After three times each of its updates is stored alone: where all but one go in, and that one does not
//! behind them either, it is the culprit whatever the reason; where none goes in, or several do not, it is the weather.
//!
//! **Invariant:** an update that is neither stored nor put aside holds its page back.

use std::time::Duration;

use actix::Addr;
use jiff::{SignedDuration, Timestamp};

use crate::{
    actors::db::{
        DbActor, DbError,
        messages::{PageRow, Quarantine, StorePage, Stored, Unstored},
    },
    plumbing::{
        clock,
        paths::{Path, took},
        turning::Turning,
    },
};

/// Between two tries to store a page while the database is away; Telegram keeps the page meanwhile.
const TRY_EVERY: Duration = Duration::from_millis(500);

/// The DbActor answers within this: it tries six times, each 10 s at the most, and rests between.
const LONGEST_ASK: Duration = Duration::from_secs(65);

/// Times that a page is held back before each of its updates is stored alone.
const HELD_BACK: u32 = 3;

/// An update older than this when it is stored is late: nobody waits for it any longer, as for a cast that is replayed.
pub(super) const LATE: SignedDuration = SignedDuration::from_secs(60);

/// An update on its way into the inbox.
pub(super) struct Row {
    pub update_id: i64,
    pub telegram_id: i64,
    /// When it was sent, as far as it is known, by our clock.
    pub sent_at: Timestamp,
    pub raw: String,
}

impl Row {
    /// It arrives when it can be stored, for until then it is Telegram's; what is late by then keeps its own time.
    fn at(&self, now: Timestamp) -> PageRow {
        let arrived_at = if now.duration_since(self.sent_at) > LATE { self.sent_at } else { now };
        PageRow { update_id: self.update_id, telegram_id: self.telegram_id, arrived_at, raw: self.raw.clone() }
    }
}

/// What became of a page.
pub(super) struct Kept {
    /// What is in the inbox.
    pub stored: Vec<Stored>,
    /// Why the page cannot be confirmed; `None`: all of it is kept somewhere.
    pub held_back: Option<DbError>,
}

/// Stores a page, waiting out an outage. `refusals`: how often it was held back in a row.
pub(super) async fn store(rows: Vec<Row>, refusals: u32, db: &Addr<DbActor>, turning: &Turning) -> Kept {
    match store_known(&rows, db, turning).await {
        Ok(stored) => Kept { stored, held_back: None },
        Err(error) if error.is_of_the_data() || refusals + 1 >= HELD_BACK => each_alone(rows, db, turning).await,
        Err(error) => Kept { stored: Vec::new(), held_back: Some(error) },
    }
}

async fn each_alone(rows: Vec<Row>, db: &Addr<DbActor>, turning: &Turning) -> Kept {
    let (mut stored, mut culprits, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for row in rows {
        match store_known(std::slice::from_ref(&row), db, turning).await {
            Ok(mut one) => stored.append(&mut one),
            Err(error) if error.is_of_the_data() => culprits.push((row, error)),
            Err(error) => others.push((row, error)),
        }
    }
    // What was refused may have been mended between this one and the others: behind them it has its say once more.
    if !stored.is_empty()
        && let [(row, _)] = &others[..]
    {
        match store_known(std::slice::from_ref(row), db, turning).await {
            Ok(mut one) => {
                stored.append(&mut one);
                others.clear();
            }
            Err(_still) => culprits.append(&mut others),
        }
    }
    let mut held_back = others.pop().map(|(_, error)| error);
    for (row, error) in culprits {
        let unstored = Unstored { telegram_id: Some(row.telegram_id), raw: row.raw };
        if let Err(error) = put_aside(row.update_id, &error.to_string(), unstored, db, turning).await {
            held_back = Some(error);
        }
    }
    Kept { stored, held_back }
}

/// Waits out what is no answer; every answer of the server comes back.
async fn store_known(rows: &[Row], db: &Addr<DbActor>, turning: &Turning) -> Result<Vec<Stored>, DbError> {
    loop {
        turning.turns_within(LONGEST_ASK);
        let now = clock::now();
        match db.send(StorePage { page: rows.iter().map(|row| row.at(now)).collect() }).await {
            Ok(Err(error)) if !error.is_silence() => return Err(error),
            Ok(Ok(stored)) => return Ok(stored),
            Ok(Err(_)) | Err(_) => actix_rt::time::sleep(TRY_EVERY).await,
        }
    }
}

/// Puts an update aside that is not in the inbox. Where not even its text can be kept, its id is.
pub(super) async fn put_aside(
    update_id: i64,
    reason: &str,
    mut unstored: Unstored,
    db: &Addr<DbActor>,
    turning: &Turning,
) -> Result<(), DbError> {
    let mut reason = reason.to_owned();
    loop {
        turning.turns_within(LONGEST_ASK);
        let put = Quarantine { update_id, reason: reason.clone(), unstored: Some(unstored.clone()) };
        match db.send(put).await {
            Ok(Ok(())) => {
                took(Path::PutAside);
                log::error!(cause = update_id, error = reason.as_str(); "update put aside: it cannot be stored");
                return Ok(());
            }
            Ok(Err(error)) if error.is_of_the_data() && !unstored.raw.is_empty() => {
                reason = format!("{reason}; nor can its {} bytes be kept", unstored.raw.len());
                unstored.raw.clear();
            }
            Ok(Err(error)) if !error.is_silence() => return Err(error),
            Ok(Err(_)) | Err(_) => actix_rt::time::sleep(TRY_EVERY).await,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_late_keeps_its_time_and_all_else_arrives_when_it_is_stored() {
        let now = Timestamp::UNIX_EPOCH + SignedDuration::from_hours(9);
        let row = |ago: i64| Row {
            update_id: 1,
            telegram_id: 2,
            sent_at: now - SignedDuration::from_secs(ago),
            raw: String::new(),
        };
        for (ago, late) in [(-5, false), (0, false), (60, false), (61, true), (21_600, true)] {
            let wanted = if late { row(ago).sent_at } else { now };
            assert_eq!(row(ago).at(now).arrived_at, wanted, "{ago} s ago");
        }
    }
}
