//! What is stored of a time that has not come yet: by a clock that was ahead, on this machine before it was put right, or on another
//! one that had the service before.
//!
//! Asked by `app.rs` at a start, with the lease in hand and before anything is replayed. A line with an entry from the future closes
//! all the same, see `Position::by_our_clock`.
//!
//! **Invariant:** after [`meet`] no waiting command is of the future, so that none waits for a round until then; and rounds go on
//! after the newest stored one, unless that is further off than a start may wait.
//! **Absent:** nothing that is settled is changed, and nothing removed: perhaps it is our clock that is wrong.

use jiff::{SignedDuration, Timestamp};

use super::{
    connect::{Connector, Purpose},
    error::DbError,
};

/// So long a start waits for its clock: clocks of two machines that NTP looks after are closer together.
const WAITED_OUT: SignedDuration = SignedDuration::from_secs(10);

/// The newest time, and the newest that may be waited for, of: recorded prices, commands that wait, and the fills of the last turns,
/// which are younger than the newest recorded price by less than a minute. Reads `outbox_age`, `one_open_position` and `inbox_waiting`.
const NEWEST: &str = "WITH lately AS (SELECT player_id, position_id FROM outbox WHERE settled_at > now() - interval '2 minutes') \
     SELECT max(at), max(at) FILTER (WHERE at <= $2) FROM (\
     SELECT at FROM ticks WHERE minute >= date_trunc('minute', $1::timestamptz, 'UTC') \
     UNION ALL SELECT arrived_at FROM inbox WHERE done_at IS NULL \
     UNION ALL SELECT entry_round_at FROM positions WHERE closed_at IS NULL AND player_id IN (SELECT player_id FROM lately) \
     UNION ALL SELECT exit_round_at FROM positions JOIN lately USING (player_id, position_id)) stored";
/// They came before we started. Protected by `inbox_waiting`.
const COMMANDS: &str = "UPDATE inbox SET arrived_at = $1 WHERE done_at IS NULL AND arrived_at > $1";

/// Meets what is stored by this clock, which tells `now`. What to wait for before the first round begins.
pub async fn meet(connector: &Connector, now: Timestamp) -> Result<SignedDuration, DbError> {
    let line = connector.connect(Purpose::Schema).await?;
    let soon = now.checked_add(WAITED_OUT).unwrap_or(now);
    let row = line.query_one(NEWEST, &[&now, &soon]).await?;
    let ahead = |newest: Option<Timestamp>| newest.map_or(SignedDuration::ZERO, |newest| newest.duration_since(now));
    let (newest, waited_for) = (ahead(row.try_get(0)?), ahead(row.try_get(1)?));
    if newest > WAITED_OUT {
        let commands = line.execute(COMMANDS, &[&now]).await?;
        log::warn!(by_s = newest.as_secs(), commands = commands; "stored times are ahead of this machine's clock");
    }
    Ok(waited_for)
}
