//! Fills by what was known before their command, as the audit of `audit.rs` has to find them, and fills of before there was the rule.

use super::audit::{Case, case};

pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "fresh",
            "an entry by a price of before its cast",
            "player 2 position B",
            "UPDATE positions SET entry_source_times[1] = commanded_at WHERE player_id = 2",
        ),
        case(
            "fresh",
            "an exit by a price of before its hook",
            "player 1 position A",
            "UPDATE positions SET exit_source_times[2] = exit_commanded_at - interval '1 min' WHERE closed_at IS NOT NULL",
        ),
        Case {
            what: "entries by prices of before their casts, from before there was the rule",
            rule: None,
            sql: "UPDATE positions SET entry_source_times[1] = commanded_at - interval '1 min'; \
                  UPDATE about SET fresh_since = now()"
                .to_owned(),
            named: "",
        },
    ]
}
