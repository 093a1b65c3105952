//! The rules that SQL can judge: a name, a sentence, and a query each.
//!
//! Run by [`look`](super::look). Each query gives every row that it looked at as (player_id, position_id, update_id, broken);
//! `$1` is the players to look at, NULL for all.
//!
//! **Invariant:** what `settle()` and a restored backup leave behind breaks no rule. What is pruned is known: an inbox row
//! goes 3 days after it was done, and then Telegram's ids may come again, so causes are compared with the inbox only for
//! turns younger than that (less an hour, for a prune that runs beside the audit).

/// What a group is told of its week: a reply of no player's turn, whose key is the group and the week.
macro_rules! podium {
    () => {
        "(player_id < 0 AND seq = 1 AND cause ~ '^week[0-9]{4}-W[0-9]{2}$' \
          AND version = replace(substr(cause, 5), '-W', '')::bigint)"
    };
}

/// One rule.
pub(super) struct Rule {
    /// One word.
    pub name: &'static str,
    /// What should hold.
    pub words: &'static str,
    /// See the file's head.
    pub sql: &'static str,
}

/// Every rule, in the order in which it is told.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "balances",
        words: "every player's bait and cash are the sums of his ledger",
        sql: "SELECT player_id, NULL::bigint AS position_id, NULL::bigint AS update_id, \
              (p.bait, p.cash_cents) IS DISTINCT FROM (coalesce(s.bait, 0), coalesce(s.cash, 0)) AS broken \
              FROM (SELECT player_id, bait, cash_cents FROM players WHERE $1::bigint[] IS NULL OR player_id = ANY ($1)) p \
              FULL JOIN (SELECT player_id, \
                  sum(CASE 'bait' WHEN credit THEN amount WHEN debit THEN -amount ELSE 0 END) AS bait, \
                  sum(CASE 'cash' WHEN credit THEN amount WHEN debit THEN -amount ELSE 0 END) AS cash \
                  FROM ledger WHERE $1::bigint[] IS NULL OR player_id = ANY ($1) GROUP BY player_id) s USING (player_id)",
    },
    Rule {
        name: "stakes",
        words: "a position's account holds its stake while the line is out, and nothing after",
        sql: "SELECT player_id, position_id, NULL::bigint AS update_id, \
              o.stake_cents IS NULL OR coalesce(s.held, 0) <> CASE WHEN o.closed_at IS NULL THEN o.stake_cents ELSE 0 END \
                  AS broken \
              FROM (SELECT player_id, position_id, closed_at, stake_cents FROM positions \
                  WHERE $1::bigint[] IS NULL OR player_id = ANY ($1)) o \
              FULL JOIN (SELECT player_id, position_id, sum(CASE WHEN credit = 'position' THEN amount ELSE -amount END) AS held \
                  FROM ledger WHERE position_id IS NOT NULL AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) \
                  GROUP BY player_id, position_id) s USING (player_id, position_id)",
    },
    Rule {
        name: "payouts",
        words: "a closed position took its stake once, its P&L is what the house paid or got, and the rest was paid out",
        sql: "SELECT o.player_id, o.position_id, NULL::bigint AS update_id, \
              (s.staked, s.gained, s.paid) IS DISTINCT FROM (o.stake_cents, o.pnl_cents, o.stake_cents + o.pnl_cents) AS broken \
              FROM positions o LEFT JOIN (SELECT player_id, position_id, \
                  sum(CASE WHEN debit = 'cash' THEN amount ELSE 0 END) AS staked, \
                  sum(CASE 'house_cash' WHEN debit THEN amount WHEN credit THEN -amount ELSE 0 END) AS gained, \
                  sum(CASE WHEN credit = 'cash' THEN amount ELSE 0 END) AS paid \
                  FROM ledger WHERE position_id IS NOT NULL AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) \
                  GROUP BY player_id, position_id) s ON s.player_id = o.player_id AND s.position_id = o.position_id \
              WHERE o.closed_at IS NOT NULL AND ($1::bigint[] IS NULL OR o.player_id = ANY ($1))",
    },
    Rule {
        name: "lines",
        words: "a player has at most one line in the water",
        sql: "SELECT player_id, max(position_id) AS position_id, NULL::bigint AS update_id, count(*) > 1 AS broken \
              FROM positions WHERE closed_at IS NULL AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) GROUP BY player_id",
    },
    Rule {
        name: "fills",
        words: "every fill's round began after its command, and an exit's round after its entry's",
        // The stored time of a command is the arrival in its inbox row or later (a replay counts from the restart). A line that
        // snapped was given up with its cast: there it is the entry's round, and by a crossing never anything else.
        sql: "SELECT o.player_id, o.position_id, coalesce(l.hook, l.cast) AS update_id, \
              o.entry_round_at <= o.commanded_at OR coalesce(o.commanded_at < c.arrived_at, false) \
                  OR coalesce(o.exit_round_at <= o.exit_commanded_at OR o.exit_round_at <= o.entry_round_at, false) \
                  OR CASE WHEN o.fish = 'snapped-line' AND o.exit_commanded_at = o.entry_round_at THEN false \
                     WHEN l.snap THEN true ELSE coalesce(o.exit_commanded_at < h.arrived_at, false) END AS broken \
              FROM positions o LEFT JOIN (SELECT player_id, position_id, \
                  max(CASE WHEN debit = 'cash' AND cause ~ '^u[0-9]{1,18}$' THEN substr(cause, 2)::bigint END) AS cast, \
                  max(CASE WHEN debit <> 'cash' AND cause ~ '^u[0-9]{1,18}$' THEN substr(cause, 2)::bigint END) AS hook, \
                  bool_or(cause ~ '^snap') AS snap \
                  FROM ledger WHERE position_id IS NOT NULL AND settled_at > now() - interval '71 hours' \
                  AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) GROUP BY player_id, position_id) l \
                  ON l.player_id = o.player_id AND l.position_id = o.position_id \
              LEFT JOIN inbox c ON c.update_id = l.cast AND c.player_id = o.player_id \
              LEFT JOIN inbox h ON h.update_id = l.hook AND h.player_id = o.player_id \
              WHERE $1::bigint[] IS NULL OR o.player_id = ANY ($1)",
    },
    Rule {
        name: "fresh",
        words: "no fill's information is older than its command",
        // Nobody chose the moment in which a line snapped: its exit has no command of its own. What was commanded before there was
        // this rule was filled by the rules of then.
        sql: "SELECT o.player_id, o.position_id, NULL::bigint AS update_id, \
              coalesce(o.commanded_at > a.fresh_since AND (SELECT min(t) FROM unnest(o.entry_source_times) t) <= o.commanded_at, false) \
                  OR coalesce(o.exit_commanded_at > a.fresh_since \
                      AND NOT (o.fish = 'snapped-line' AND o.exit_commanded_at = o.entry_round_at) \
                      AND (SELECT min(t) FROM unnest(o.exit_source_times) t) <= o.exit_commanded_at, false) AS broken \
              FROM positions o, about a WHERE $1::bigint[] IS NULL OR o.player_id = ANY ($1)",
    },
    Rule {
        name: "done",
        words: "every movement and every durable reply has its update, done and not put aside (a welcome needs none), or the \
                line that snapped or whose bell rang",
        sql: concat!(
            "SELECT t.player_id, t.position_id, t.update_id, CASE WHEN t.cause = 'welcome' OR t.cause ~ '^loss[0-9]{1,18}$' THEN false \
                  WHEN t.cause ~ '^(snap|bell)[0-9]{1,18}$' THEN NOT EXISTS (SELECT FROM positions o \
                      WHERE o.player_id = t.player_id AND o.position_id = substr(t.cause, 5)::bigint \
                      AND (t.cause ~ '^bell' OR o.fish = 'snapped-line')) \
                  ELSE i.done_at IS NULL OR i.player_id <> t.player_id \
                  OR coalesce(q.since > t.settled_at - interval '3 days', false) END AS broken \
              FROM (SELECT player_id, max(position_id) AS position_id, cause, max(settled_at) AS settled_at, \
                  CASE WHEN cause ~ '^u[0-9]{1,18}$' THEN substr(cause, 2)::bigint END AS update_id \
                  FROM (SELECT player_id, version, position_id, cause, settled_at FROM ledger \
                      UNION ALL SELECT player_id, version, position_id, cause, settled_at FROM outbox WHERE NOT ",
            podium!(),
            ") e \
                  WHERE settled_at > now() - interval '71 hours' AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) \
                  GROUP BY player_id, version, cause) t \
              LEFT JOIN inbox i ON i.update_id = t.update_id LEFT JOIN quarantine q ON q.update_id = t.update_id",
        ),
    },
    Rule {
        name: "once",
        words: "an update has at most one turn, and a line snaps at most once",
        // The same id may come again when Telegram has long forgotten it: more than 3 days later it is another update. The id of
        // a position never comes again, so its snap is looked at by the same window and by no other.
        sql: "SELECT player_id, CASE WHEN cause ~ '^snap' THEN substr(cause, 5)::bigint END AS position_id, \
              CASE WHEN cause ~ '^u' THEN substr(cause, 2)::bigint END AS update_id, \
              coalesce(settled_at - lag(settled_at) OVER (PARTITION BY player_id, cause ORDER BY settled_at, version) \
                  < interval '71 hours', false) AS broken \
              FROM (SELECT player_id, version, cause, max(settled_at) AS settled_at FROM ledger \
                  WHERE cause ~ '^(u|snap)[0-9]{1,18}$' AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) \
                  GROUP BY player_id, version, cause) t",
    },
    Rule {
        name: "versions",
        words: "no movement and no durable reply is of a turn that its player has not had",
        sql: concat!(
            "SELECT player_id, NULL::bigint AS position_id, NULL::bigint AS update_id, \
              p.version IS NULL OR coalesce(t.newest > p.version OR t.oldest < 1, false) AS broken \
              FROM (SELECT player_id, version FROM players WHERE $1::bigint[] IS NULL OR player_id = ANY ($1)) p \
              FULL JOIN (SELECT player_id, max(version) AS newest, min(version) AS oldest \
                  FROM (SELECT player_id, version FROM ledger UNION ALL SELECT player_id, version FROM outbox WHERE NOT ",
            podium!(),
            ") e \
                  WHERE $1::bigint[] IS NULL OR player_id = ANY ($1) GROUP BY player_id) t USING (player_id)",
        ),
    },
    Rule {
        name: "boards",
        words: "everyone's board of all time has the sum and the number of every player's catches",
        sql: "SELECT player_id, NULL::bigint AS position_id, NULL::bigint AS update_id, \
              (b.cents, b.catches) IS DISTINCT FROM (s.cents, s.catches) AS broken \
              FROM (SELECT player_id, cents, catches FROM boards WHERE board = 0 AND period = 'all' \
                  AND ($1::bigint[] IS NULL OR player_id = ANY ($1))) b \
              FULL JOIN (SELECT player_id, sum(pnl_cents) AS cents, count(*) AS catches FROM positions \
                  WHERE closed_at IS NOT NULL AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) GROUP BY player_id) s \
                  USING (player_id)",
    },
    Rule {
        name: "seeds",
        words: "a player's seeds are numbered from 1 without a gap, a line each, and the next waits behind its commitment",
        // Who was here before there were such seeds has none until he comes. A seed longer than its 32 bytes is sealed: whether it is
        // that of its commitment, the rule `sealed` can say.
        sql: "SELECT player_id, NULL::bigint AS position_id, NULL::bigint AS update_id, \
              CASE WHEN p.seed_number = 0 THEN coalesce(s.taken, 0) > 0 \
                   ELSE coalesce(s.taken, 0) <> p.seed_number - 1 OR coalesce(s.numbers, 0) <> p.seed_number - 1 \
                       OR coalesce(s.newest, 0) <> p.seed_number - 1 \
                       OR coalesce(octet_length(p.seed_waiting) < 32, true) \
                       OR (octet_length(p.seed_waiting) = 32 AND sha256(p.seed_waiting) <> p.seed_commitment) \
                       OR coalesce(s.swapped, false) END AS broken \
              FROM players p LEFT JOIN (SELECT player_id, count(*) AS taken, count(DISTINCT seed_number) AS numbers, \
                  max(seed_number) AS newest, \
                  bool_or(closed_at IS NULL AND octet_length(seed) = 32 AND sha256(seed) <> seed_commitment) AS swapped \
                  FROM positions WHERE draw_version = 2 AND ($1::bigint[] IS NULL OR player_id = ANY ($1)) \
                  GROUP BY player_id) s USING (player_id) \
              WHERE $1::bigint[] IS NULL OR player_id = ANY ($1)",
    },
];
