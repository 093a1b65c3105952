//! The first three steps (cast, peek, hook): a line in the ordinary pages of somebody who has caught nothing yet. Called by those
//! pages.
//!
//! **Invariant:** words only, and no state of their own: whoever has experience has caught something and is taught no more; nobody
//! is sent to a cast that would be refused.

use super::{Lang, Player, word};
use crate::game::{
    cast::{CastRefusal, check_cast},
    hook::Catch,
};

/// True until the first catch: every catch brings experience.
fn is_learning(player: &Player) -> bool {
    player.xp == 0
}

/// For the welcome: where he stands on the path.
pub(super) fn here(lang: Lang, player: &Player) -> Option<String> {
    let id = match check_cast(player) {
        Ok(()) => "first-cast",
        Err(CastRefusal::LineOut) => "first-peek",
        Err(CastRefusal::NoBait | CastRefusal::LightPurse { .. } | CastRefusal::NoSeed) => {
            return None;
        }
    };
    is_learning(player).then(|| word(lang, id))
}

/// Under a line that just went in: what is next.
pub(super) fn line_out(lang: Lang, player: &Player) -> String {
    word(lang, if is_learning(player) { "first-line-out" } else { "line-out-next" })
}

/// Under a line in the water: what its numbers mean, and the hook.
pub(super) fn status(lang: Lang, player: &Player) -> Option<String> {
    is_learning(player).then(|| word(lang, "first-status"))
}

/// Under the first catch; `player` is the player after it.
pub(super) fn caught(lang: Lang, caught: &Catch, player: &Player) -> Option<String> {
    (player.xp == caught.xp_gained).then(|| word(lang, "first-catch"))
}
