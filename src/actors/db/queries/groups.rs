//! Groups: entered, left, named, moved, and the close of their weeks.
//!
//! `settle()` adds to a group's board whatever stands here; nothing of it needs a row of `groups`.
//!
//! **Invariant:** each statement may be repeated; news older than what is stored changes nothing.

use jiff::Timestamp;

use super::{
    super::{
        error::DbError,
        groups::{CloseWeek, EnterGroup, KeepGroup, Podium},
        pool::Link,
        rows::{get, topic, word},
        turn::UnprintedText,
    },
    boards,
};
use crate::{game::periods, text::Lang};

/// Protected by the primary key. News when nobody knew the group, when it had been left before, or when the same news comes
/// again, which its time tells.
const ENTER: &str = "WITH known AS (SELECT left_at, joined_at FROM groups WHERE chat_id = $1), \
     entered AS (INSERT INTO groups AS g (chat_id, title, language, joined_at) VALUES ($1, $2, $3, $4) \
     ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, language = excluded.language, \
     joined_at = greatest(g.joined_at, excluded.joined_at), left_at = CASE WHEN g.left_at > excluded.joined_at THEN g.left_at END, \
     closed_week = CASE WHEN g.left_at IS NULL THEN g.closed_week ELSE greatest(g.closed_week, $5) END) \
     SELECT coalesce((SELECT left_at <= $4 OR joined_at = $4 FROM known), NOT EXISTS (SELECT FROM known)) AS news";

pub(in super::super) async fn enter(link: &mut Link, m: &EnterGroup) -> Result<bool, DbError> {
    let (client, statement) = link.prepared(ENTER).await?;
    let title = UnprintedText(&m.title);
    let row = client.query_one(&statement, &[&m.chat_id, &title, &m.lang.as_str(), &m.at, &m.closed_week]).await?;
    Ok(get(&row, "news")?)
}

const LEAVE: &str = "UPDATE groups SET left_at = $2 WHERE chat_id = $1 AND joined_at <= $2 AND left_at IS NULL";

pub(in super::super) async fn leave(link: &mut Link, chat_id: i64, at: Timestamp) -> Result<(), DbError> {
    let (client, statement) = link.prepared(LEAVE).await?;
    client.execute(&statement, &[&chat_id, &at]).await?;
    Ok(())
}

/// Who plays there is proof that we are there, unless we left after he said so.
const KEEP: &str = "INSERT INTO groups AS g (chat_id, title, language, joined_at, topic) VALUES ($1, $2, $3, $4, $5) \
     ON CONFLICT (chat_id) DO UPDATE SET title = excluded.title, topic = excluded.topic, \
     language = CASE WHEN g.title = '' THEN excluded.language ELSE g.language END, \
     left_at = CASE WHEN g.left_at > excluded.joined_at THEN g.left_at END";

pub(in super::super) async fn keep(link: &mut Link, m: &KeepGroup) -> Result<(), DbError> {
    let (client, statement) = link.prepared(KEEP).await?;
    let topic = m.topic.map(|topic| topic.to_string());
    client.execute(&statement, &[&m.chat_id, &UnprintedText(&m.title), &m.lang.as_str(), &m.at, &topic]).await?;
    Ok(())
}

/// By the primary key.
const LANGUAGE: &str = "SELECT language FROM groups WHERE chat_id = $1";

pub(in super::super) async fn language(link: &mut Link, chat_id: i64) -> Result<Option<Lang>, DbError> {
    let (client, statement) = link.prepared(LANGUAGE).await?;
    let row = client.query_opt(&statement, &[&chat_id]).await?;
    Ok(row.map(|row| word(&row, "language")).transpose()?)
}

const NAME: &str = "UPDATE groups SET title = $2 WHERE chat_id = $1 AND title <> $2";

pub(in super::super) async fn name(link: &mut Link, chat_id: i64, title: &str) -> Result<(), DbError> {
    let (client, statement) = link.prepared(NAME).await?;
    client.execute(&statement, &[&chat_id, &UnprintedText(title)]).await?;
    Ok(())
}

/// Lines in the water. Their players are locked first, in the order in which `settle()` locks them, and move on by a version,
/// so that a session which still has the old chat in memory reads its player again before it settles anything.
const MOVE_LINES: &str = "WITH theirs AS (SELECT p.player_id FROM players p JOIN positions o USING (player_id) \
     WHERE o.chat_id = $1 AND o.closed_at IS NULL ORDER BY p.player_id FOR NO KEY UPDATE OF p), \
     moved AS (UPDATE positions o SET chat_id = $2 FROM theirs t WHERE o.player_id = t.player_id AND o.chat_id = $1 \
     AND o.closed_at IS NULL RETURNING o.player_id) \
     UPDATE players p SET version = version + 1 FROM moved m WHERE p.player_id = m.player_id";
/// After it no settle adds to the old board: its lines are gone. `boards`' primary key keeps a player's row one. The old row of
/// `groups` stays, for what is pruned is found by it.
const MOVE_BOARD: &str = "WITH gone AS (DELETE FROM boards WHERE board = $1 RETURNING period, player_id, cents, catches), \
     added AS (INSERT INTO boards AS b (board, period, player_id, cents, catches) \
     SELECT $2, period, player_id, cents, catches FROM gone ORDER BY player_id, period ON CONFLICT (board, period, player_id) \
     DO UPDATE SET cents = b.cents + excluded.cents, catches = b.catches + excluded.catches), \
     told AS (UPDATE outbox SET chat_id = $2 WHERE chat_id = $1 AND delivered_at IS NULL), \
     old AS (UPDATE groups SET left_at = coalesce(left_at, now()) WHERE chat_id = $1 \
     RETURNING title, language, joined_at, closed_week) \
     INSERT INTO groups AS g (chat_id, title, language, joined_at, closed_week) \
     SELECT $2, title, language, joined_at, closed_week FROM old ON CONFLICT (chat_id) DO UPDATE SET \
     closed_week = greatest(g.closed_week, excluded.closed_week), joined_at = least(g.joined_at, excluded.joined_at), \
     language = excluded.language, title = CASE WHEN g.title = '' THEN excluded.title ELSE g.title END";

/// Two statements, each of which may be repeated; the second one is right only behind the first.
pub(in super::super) async fn move_to(link: &mut Link, from: i64, to: i64) -> Result<(), DbError> {
    if from >= 0 || to >= 0 || from == to {
        return Ok(());
    }
    for sql in [MOVE_LINES, MOVE_BOARD] {
        let (client, statement) = link.prepared(sql).await?;
        client.execute(&statement, &[&from, &to]).await?;
    }
    Ok(())
}

/// By the primary keys of `groups` and of `boards`.
const UNCLOSED: &str = "SELECT g.chat_id, g.language, g.title, g.topic, w.anglers, w.catches FROM groups g, \
     LATERAL (SELECT count(*) AS anglers, sum(catches)::bigint AS catches FROM boards WHERE board = g.chat_id AND period = $1) w \
     WHERE g.left_at IS NULL AND g.closed_week < $1 COLLATE \"C\" AND g.chat_id > $2 AND w.anglers > 0 ORDER BY g.chat_id LIMIT $3";
/// Players on a podium.
const PODIUM: i64 = 3;

pub(in super::super) async fn unclosed(
    link: &mut Link,
    week: &str,
    after: i64,
    limit: i64,
) -> Result<Vec<Podium>, DbError> {
    let (client, statement) = link.prepared(UNCLOSED).await?;
    let rows = client.query(&statement, &[&week, &after, &limit]).await?;
    let mut podiums = Vec::new();
    for row in rows {
        let chat_id = get(&row, "chat_id")?;
        podiums.push(Podium {
            chat_id,
            lang: word(&row, "language")?,
            topic: topic(&row)?,
            title: get(&row, "title")?,
            best: boards::best(link, chat_id, week, PODIUM).await?,
            anglers: get(&row, "anglers")?,
            catches: get(&row, "catches")?,
        });
    }
    Ok(podiums)
}

/// The mark and the reply in one statement: told once, whatever restarts. No turn of a player causes it, so its key is of its
/// own: the group in the player's place, the week as the version.
const CLOSE_WEEK: &str = "WITH closed AS (UPDATE groups SET closed_week = $2 \
     WHERE chat_id = $1 AND closed_week < $2 COLLATE \"C\" AND left_at IS NULL RETURNING chat_id) \
     INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, topic) \
     SELECT chat_id, $3, 1, 'week' || $2, chat_id, 'message', $4, $5, $6, $7 FROM closed";

pub(in super::super) async fn close_week(link: &mut Link, m: &CloseWeek) -> Result<(), DbError> {
    let (reply, version) = (&m.reply, periods::week_number(&m.week));
    let (client, statement) = link.prepared(CLOSE_WEEK).await?;
    let (body, topic) = (UnprintedText(&reply.body), reply.spot.topic.map(|topic| topic.to_string()));
    client
        .execute(&statement, &[&reply.chat_id, &m.week, &version, &body, &reply.keyboard, &reply.lang.as_str(), &topic])
        .await?;
    Ok(())
}
