//! What the audit says of a draw that somebody tried to steer: a seed behind another commitment, a number that was skipped, another
//! word, other weights. Part of the audit's cases.
//!
//! **Invariant:** each case breaks its rule and no other.

use super::audit::{Case, case};

/// Ann (player 1) has a catch and a line out, Bob (player 2) a line out.
pub(super) fn cases() -> Vec<Case> {
    vec![
        case(
            "sealed",
            "a seed that is cut short",
            "player 2 position B",
            "UPDATE positions SET seed = substring(seed FOR 40) WHERE player_id = 2",
        ),
        case(
            "catches",
            "a seed that is not of the commitment that was shown",
            "player 1 position A",
            "UPDATE positions SET seed_commitment = sha256('another') WHERE closed_at IS NOT NULL",
        ),
        case(
            "catches",
            "another luck",
            "player 1 position A",
            "UPDATE positions SET luck = 'clover' WHERE closed_at IS NOT NULL",
        ),
        case(
            "catches",
            "other weights",
            "player 1 position A",
            "UPDATE positions SET weights = ARRAY[1, 1] WHERE closed_at IS NOT NULL",
        ),
        case(
            "seeds",
            "a number that was skipped",
            "player 2",
            "UPDATE players SET seed_number = seed_number + 1 WHERE player_id = 2",
        ),
        case(
            "seeds",
            "a waiting seed that is not of its commitment",
            "player 2",
            "UPDATE players SET seed_waiting = decode(repeat('07', 32), 'hex') WHERE player_id = 2",
        ),
        case(
            "seeds",
            "the seed of a line in the water that is not of its commitment",
            "player 2",
            "UPDATE positions SET seed = decode(repeat('07', 32), 'hex') WHERE player_id = 2",
        ),
        Case {
            what: "a player from before there were waiting seeds, and a luck that was wiped",
            rule: None,
            sql:
                "UPDATE players SET seed_number = 0, seed_waiting = NULL, seed_commitment = NULL WHERE player_id = 2; \
                  UPDATE positions SET draw_version = 1, seed_number = NULL, seed_commitment = NULL, luck = NULL, \
                      entry_passed = NULL WHERE player_id = 2; \
                  UPDATE positions SET luck = '' WHERE closed_at IS NOT NULL"
                    .to_owned(),
            named: "",
        },
    ]
}
