//! Marks of replies that nobody was told, as a hand or a bug would leave them: each is found by the audit's rule about what was
//! said, and what only looks like one is not. Run by `audit`.

use super::audit::{Case, case};

/// Ann (player 1) has a catch and a line out, Bob (player 2) a line out; all of their replies were told.
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "told",
            "a mark without a send",
            "player 2 update BOBS",
            "UPDATE outbox SET delivered_at = NULL, told = NULL WHERE player_id = 2; \
             UPDATE outbox SET delivered_at = now() WHERE delivered_at IS NULL",
        ),
        case(
            "told",
            "a mark that another reply earned",
            "player 2 update BOBS",
            "UPDATE outbox SET body = body || '!' WHERE player_id = 2",
        ),
        case(
            "told",
            "a reply that no catch spoke for",
            "player 2 update BOBS",
            "UPDATE outbox SET told = '' WHERE player_id = 2",
        ),
        Case {
            what: "a cast of which only the catch told, a catch whose card did not come, and a reply that was given up",
            rule: None,
            sql: "UPDATE outbox SET told = '' WHERE player_id = 1 AND method = 'message' \
                      AND version < (SELECT version FROM outbox WHERE method = 'photo'); \
                  UPDATE outbox SET told = substring(sha256(convert_to(E'message\n' || body, 'UTF8')) FOR 8) WHERE method = 'photo'; \
                  UPDATE outbox SET told = NULL, given_up = 'blocked' WHERE player_id = 2"
                .to_owned(),
            named: "",
        },
    ]
}
