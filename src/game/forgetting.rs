//! Forgetting a player: whether it may be, what the turn does, and the keyed hash that stays of him. Called by sessions.
//!
//! Formulas: hash = HMAC-SHA256(key, Telegram's id in ASCII decimals); key = HMAC-SHA256(the database's own key, ASCII
//! `angler forget`), see `sealing`. In a database that is older than its key it is what it was: HMAC-SHA256(the token of then, ASCII
//! `angler forget`). A database in the wrong hands cannot be searched for a Telegram id without the token, however few ids there are to
//! try.
//!
//! **Invariant:** no leg: bait, cash and the ledger stay as they are; whoever has a line in the water is not forgotten.

use std::fmt;

use jiff::{SignedDuration, Timestamp, civil::Date};
use zeroize::Zeroize;

use super::{
    change::Change,
    fair::{NextSeed, Seed},
    lang::Lang,
    luck::Luck,
    player::Player,
    sealing::keyed,
};

/// How long the button under the question means yes: long enough to fetch one's data first, short enough that nobody is
/// forgotten by a page of last month.
pub const CONFIRM_WITHIN: SignedDuration = SignedDuration::from_mins(10);

/// Nobody is forgotten twice within it: each time leaves a row behind.
pub const FORGET_EVERY: SignedDuration = SignedDuration::from_hours(24);

/// The service's key for who was forgotten. Its `Debug` shows nothing.
#[derive(Clone)]
pub struct ForgetKey([u8; 32]);

/// Why somebody is not forgotten now.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum ForgetRefusal {
    /// His line is in the water: its catch would find nobody to be told.
    LineOut,
    /// The question is older than [`CONFIRM_WITHIN`].
    Stale,
    /// He was forgotten within [`FORGET_EVERY`].
    TooSoon {
        /// Seconds until he may be again, at least 1.
        wait_s: i64,
    },
}

/// What stays beside the hash of somebody who was forgotten: so that a return brings nothing twice.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub struct Mark {
    /// When he was forgotten last.
    pub latest_at: Timestamp,
    /// The last day (UTC) whose bait he had taken then.
    pub daily_on: Option<Date>,
    /// When he had been given his last envelope then.
    pub envelope_at: Option<Timestamp>,
}

impl ForgetKey {
    /// As it is made of the database's key, or was kept.
    pub(super) fn from_bytes(bytes: [u8; 32]) -> ForgetKey {
        ForgetKey(bytes)
    }

    /// For keeping it, sealed.
    pub(super) fn bytes(&self) -> &[u8; 32] {
        &self.0
    }

    /// From the bot's token: the key of a database that is older than a key of its own.
    pub fn of_token(token: &str) -> ForgetKey {
        ForgetKey(*keyed(token.as_bytes(), b"angler forget"))
    }

    /// What is kept of a Telegram id.
    pub fn hash(&self, telegram_id: i64) -> [u8; 32] {
        *keyed(&self.0, telegram_id.to_string().as_bytes())
    }
}

impl Drop for ForgetKey {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl fmt::Debug for ForgetKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("ForgetKey(..)")
    }
}

/// Whether a player may be asked.
pub fn check_forget(player: &Player) -> Result<(), ForgetRefusal> {
    if player.open.is_some() { Err(ForgetRefusal::LineOut) } else { Ok(()) }
}

/// Whether a yes counts that arrived at `at`, to a question of `asked_at`. A question from the future was not ours.
pub fn check_confirmed(player: &Player, asked_at: Timestamp, at: Timestamp) -> Result<(), ForgetRefusal> {
    check_forget(player)?;
    let waited = at.duration_since(asked_at);
    // The clock may have been set back a little since.
    let in_time = (-CONFIRM_WITHIN..=CONFIRM_WITHIN).contains(&waited);
    if in_time { Ok(()) } else { Err(ForgetRefusal::Stale) }
}

/// Whether somebody may be forgotten at `at` whose mark is this one. One of the future was made by a clock that was wrong: it holds
/// nobody up.
pub fn check_apart(mark: Option<&Mark>, at: Timestamp) -> Result<(), ForgetRefusal> {
    let Some(mark) = mark else { return Ok(()) };
    let since = at.duration_since(mark.latest_at);
    if since < -CONFIRM_WITHIN || since >= FORGET_EVERY {
        return Ok(());
    }
    let wait = FORGET_EVERY - since;
    // Rounded up: whoever waits as long as he was told is not told to wait again.
    Err(ForgetRefusal::TooSoon { wait_s: wait.as_secs() + i64::from(wait.subsec_nanos() > 0) })
}

/// The first turn of somebody who comes back: no welcome, and his day and his envelope are as far away as they were. The days in a
/// row begin anew, and so do his seeds.
pub fn come_back(player: &Player, mark: &Mark, seed: Seed) -> Change {
    let mut change = Change::of(player);
    let profile = change.profile_of(player);
    (profile.daily.on, profile.envelope_at) = (mark.daily_on, mark.envelope_at);
    change.next_seed = Some(NextSeed::first(seed));
    change
}

/// The turn: his name, his luck and the language he chose go, his Telegram id gives way to `hash`.
pub fn decide_forget(player: &Player, hash: [u8; 32]) -> Result<Change, ForgetRefusal> {
    check_forget(player)?;
    let mut change = Change::of(player);
    let profile = change.profile_of(player);
    profile.name.clear();
    profile.luck = Luck::default();
    (profile.lang, profile.lang_chosen) = (Lang::En, false);
    change.forgets = Some(hash);
    Ok(change)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{
        catalogue::RodId,
        daily::decide_daily,
        fair::hex,
        samples::{at, player, position, seed},
    };

    fn fishing() -> Player {
        Player { open: Some(position(RodId::Long20, 20, "2500")), ..player(3, 50_000, 120) }
    }

    #[test]
    fn the_name_goes_and_nothing_moves() {
        let mut ann = player(3, 50_000, 120);
        ann.profile.name = "Ann".to_owned();
        (ann.profile.lang, ann.profile.lang_chosen) = (Lang::Ru, true);
        ann.profile.luck = Luck::parse("Ann").unwrap();
        let change = decide_forget(&ann, [7; 32]).unwrap();
        assert_eq!((change.legs.len(), change.forgets), (0, Some([7; 32])));
        let before = ann.clone();
        ann.apply(&change);
        assert!(ann.telegram_id.is_none() && ann.profile.name.is_empty() && !ann.profile.lang_chosen);
        assert_eq!(ann.profile.luck, Luck::default());
        assert_eq!(
            (ann.bait, ann.cash, ann.xp, ann.version),
            (before.bait, before.cash, before.xp, before.version + 1)
        );
    }

    #[test]
    fn nobody_with_a_line_out_is_forgotten_at_any_step() {
        assert_eq!(check_forget(&fishing()), Err(ForgetRefusal::LineOut));
        assert_eq!(check_confirmed(&fishing(), at(0), at(1)), Err(ForgetRefusal::LineOut));
        assert_eq!(decide_forget(&fishing(), [0; 32]), Err(ForgetRefusal::LineOut));
    }

    #[test]
    fn a_yes_counts_for_ten_minutes() {
        let ann = player(3, 50_000, 120);
        for (waited, counts) in [(0, true), (600, true), (601, false), (-5, true), (-601, false), (30 * 86_400, false)]
        {
            let wanted = if counts { Ok(()) } else { Err(ForgetRefusal::Stale) };
            assert_eq!(check_confirmed(&ann, at(10_000_000), at(10_000_000 + waited)), wanted, "{waited}");
        }
        assert_eq!(check_confirmed(&ann, Timestamp::MIN, Timestamp::MAX), Err(ForgetRefusal::Stale));
    }

    #[test]
    fn nobody_is_forgotten_twice_within_a_day() {
        let now = at(10_000_000);
        let since = |seconds: i64| {
            let latest_at = at(10_000_000 - seconds);
            check_apart(Some(&Mark { latest_at, daily_on: None, envelope_at: None }), now)
        };
        let wait = |wait_s| Err(ForgetRefusal::TooSoon { wait_s });
        assert_eq!(check_apart(None, now), Ok(()));
        assert_eq!((since(0), since(86_399), since(86_400)), (wait(86_400), wait(1), Ok(())));
        // A little ahead is a clock that was set back; far ahead was a wrong one.
        assert_eq!((since(-5), since(-601)), (wait(86_405), Ok(())));
    }

    #[test]
    fn whoever_comes_back_gets_nothing_and_has_taken_what_he_took() {
        let mut ann = Player::newcomer(crate::game::player::PlayerId(2));
        let today = Date::constant(2026, 11, 30);
        let mark = Mark { latest_at: at(5_000), daily_on: Some(today), envelope_at: Some(at(4_000)) };
        let change = come_back(&ann, &mark, seed());
        assert!(change.legs.is_empty());
        ann.apply(&change);
        assert_eq!((ann.version, ann.profile.envelope_at), (1, Some(at(4_000))));
        assert!(decide_daily(&ann, today).is_err());
        let (_, ration) = decide_daily(&ann, today.tomorrow().unwrap()).unwrap();
        assert_eq!((ration.bait, ration.daily.streak), (5, 1), "the days in a row are counted anew");
    }

    #[test]
    fn the_hash_is_keyed_and_the_key_is_not_shown() {
        let key = ForgetKey::of_token("123:SECRET");
        let hex = hex(&key.hash(100));
        // python3: k = hmac.new(b'123:SECRET', b'angler forget', 'sha256').digest(); hmac.new(k, b'100', 'sha256').hexdigest()
        assert_eq!(hex, "264c4d6e58f8269445ca30443eae9604bd3e48d65c8c962e8bacc97849a1286c");
        assert_ne!(key.hash(100), key.hash(101));
        assert_ne!(key.hash(100), ForgetKey::of_token("123:OTHER").hash(100));
        assert_eq!(format!("{key:?}"), "ForgetKey(..)");
    }
}
