//! The rule about what was said: a reply that is marked delivered was sent, in the words that are stored of it.
//!
//! Run by [`look`](super::look) in its snapshot, a row at a time. What was sent as it is stored SQL knows by itself; only the others
//! come here with their words: a text that was sent plain, a catch without its card.
//!
//! **Invariant:** a mark that was set without a send breaks the rule, whoever set it and whatever the reply says.

use std::pin::pin;

use futures_util::TryStreamExt;
use tokio_postgres::{Row, Transaction};

use super::{
    super::{
        error::DbError,
        rows::{RowError, get},
    },
    Finding, Offender,
};
use crate::{
    game::digest::{Digest, MESSAGE},
    text,
};

/// Its name.
pub(super) const RULE: &str = "told";

/// The digest of `game::digest`. A reply that was not sent (`told` is empty) is spoken for by the catch of its line: by a later turn
/// that closed one, which the ledger keeps for ever.
const REPLIES: &str = "SELECT player_id, cause, method, told, as_stored, spoken_for, CASE WHEN NOT as_stored THEN body END AS body \
     FROM (SELECT player_id, version, seq, cause, method, told, body, \
         told IS NOT NULL AND told = substring(sha256(convert_to(method || E'\\n' || body, 'UTF8')) FOR 8) AS as_stored, \
         told = '' AND EXISTS (SELECT FROM ledger l WHERE l.player_id = o.player_id AND l.version > o.version \
             AND l.debit = 'position') AS spoken_for \
         FROM outbox o WHERE delivered_at IS NOT NULL AND given_up IS NULL \
         AND ($1::bigint[] IS NULL OR player_id = ANY ($1))) r ORDER BY player_id, version, seq";

/// Judges every mark.
pub(super) async fn judge(snapshot: &Transaction<'_>, players: Option<&Vec<i64>>) -> Result<Finding, DbError> {
    let mut finding =
        Finding::of(RULE, "every reply that is marked delivered was sent in its own words, or a catch spoke for it");
    let mut replies = pin!(snapshot.query_raw(REPLIES, [&players]).await?);
    while let Some(row) = replies.try_next().await? {
        let update = get::<&str>(&row, "cause")?.strip_prefix('u').and_then(|id| id.parse().ok());
        let offender = Offender { player: get(&row, "player_id")?, position: None, update };
        finding.count((!was_told(&row)?).then_some(offender));
    }
    Ok(finding)
}

fn was_told(row: &Row) -> Result<bool, RowError> {
    if get(row, "as_stored")? || get::<Option<bool>>(row, "spoken_for")? == Some(true) {
        return Ok(true);
    }
    let (Some(told), Some(body)) = (get::<Option<&[u8]>>(row, "told")?, get::<Option<&str>>(row, "body")?) else {
        return Ok(false);
    };
    let plain = text::plain(body);
    let is = |way: &str, words: &str| Digest::of(way, words).bytes() == told;
    Ok(is(MESSAGE, body) || is(MESSAGE, &plain) || is(get(row, "method")?, &plain))
}
