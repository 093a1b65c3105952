//! The rule about the clock: a player's fills are of rounds that never go back.
//!
//! Run by [`look`](super::look) with the others.
//!
//! **Invariant:** a clock that was wrong and told of is no offence (`app::clockwatch`, `ahead.rs`): where a round is far from the
//! database's own time of its settle, or that one went back too, nothing is said here.
//! **Absent:** it does not stop trading: whom it names has his line and his money, and can hook.

use super::rules::Rule;

/// The rule's name.
pub(super) const NAME: &str = "rounds";

/// In the order of a player's turns. A line that snapped did so at a round of its own, whenever that was settled; and a cast may be
/// filled by the very round that filled the hook before it, which both were given before.
pub(super) const RULE: Rule = Rule {
    name: NAME,
    words: "a player's later fill is of no earlier round, where the clock was right",
    sql: "SELECT player_id, position_id, NULL::bigint AS update_id, coalesce(round_at < lag(round_at) OVER turns \
          AND lag(round_at) OVER turns <= lag(settled_at) OVER turns + interval '10 s' AND round_at >= settled_at - interval '10 s' \
          AND settled_at >= lag(settled_at) OVER turns, false) AS broken \
          FROM (SELECT o.player_id, o.position_id, l.version, l.settled_at, \
              CASE WHEN l.debit = 'cash' THEN o.entry_round_at ELSE o.exit_round_at END AS round_at \
              FROM positions o JOIN (SELECT player_id, position_id, debit, min(version) AS version, min(settled_at) AS settled_at \
                  FROM ledger WHERE (debit = 'cash' AND credit = 'position' OR debit = 'position') AND position_id IS NOT NULL \
                  AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) GROUP BY player_id, position_id, debit) l \
                  ON l.player_id = o.player_id AND l.position_id = o.position_id \
              WHERE (l.debit = 'cash' OR o.closed_at IS NOT NULL AND o.fish <> 'snapped-line') \
              AND ($1::bigint[] IS NULL OR o.player_id = ANY ($1))) fills \
          WINDOW turns AS (PARTITION BY player_id ORDER BY version)",
};
