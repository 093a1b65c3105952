//! How a seed is stored while nobody may know it, and how the key for that is stored itself. Called by `actors::db::seals`.
//!
//! Each database has a random key of its own. A seed that is still a secret is sealed under a key made of that one, and the key stands
//! in the database wrapped under a key made of the bot's token. So a copy of the database, its backup or its server's log tells nothing
//! without the token, and a new token is one wrapping anew.
//!
//! Formulas: the sealing key is HMAC-SHA256(database's key, ASCII `angler seeds`), the wrapping key HMAC-SHA256(token, ASCII
//! `angler key`). Sealed is nonce (24 bytes) ‖ ciphertext (32) ‖ tag (16) of XChaCha20-Poly1305
//! (<https://datatracker.ietf.org/doc/html/draft-irtf-cfrg-xchacha-03>), its associated data what it belongs to: `seed of <player>`,
//! `angler key`, `angler forget`. Wrapped is the same behind 8 bytes that tell for which token:
//! the first of HMAC-SHA256(wrapping key, ASCII `angler token`).
//!
//! **Invariant:** what opens is what was sealed, for the same player and under the same key; nothing here prints a secret.
//!
//! **Absent:** no dice: keys and nonces come in as arguments.

use std::fmt;

use chacha20poly1305::{
    Key, XChaCha20Poly1305, XNonce,
    aead::{Aead, Payload},
};
use hmac::{Hmac, KeyInit, Mac};
use sha2::Sha256;
use zeroize::{Zeroize, Zeroizing};

use super::{fair::Seed, forgetting::ForgetKey, player::PlayerId};

/// Bytes of a nonce: so many that random ones never meet.
pub const NONCE: usize = 24;
/// Bytes of a seed or a key, sealed.
pub const SEALED: usize = NONCE + 32 + 16;
/// Bytes that tell for which token a key is wrapped.
const MARK: usize = 8;
/// Bytes of the database's key, wrapped.
pub const WRAPPED: usize = MARK + SEALED;

/// Why something does not open.
#[derive(Copy, Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum SealError {
    /// The database's key is wrapped for another token.
    #[error("it is wrapped for another token")]
    OtherToken,
    /// It was changed, or it was sealed under another key or for somebody else.
    #[error("it is damaged, or it was sealed under another key")]
    Damaged,
}

/// The key of one database. Its `Debug` shows nothing, and dropped it leaves nothing behind.
pub struct SealKey {
    key: [u8; 32],
    /// Made of it: what seeds are sealed under.
    sealing: [u8; 32],
}

impl SealKey {
    /// Drawn by `plumbing`.
    pub fn from_bytes(key: [u8; 32]) -> SealKey {
        SealKey { key, sealing: *keyed(&key, b"angler seeds") }
    }

    /// As it is stored, for whoever has this token.
    pub fn wrapped(&self, token: &str, nonce: [u8; NONCE]) -> Vec<u8> {
        let by = wrapping_key(token);
        [mark(&by).as_slice(), &seal(&by, b"angler key", &self.key, nonce)].concat()
    }

    /// The key that is stored so.
    pub fn unwrap(wrapped: &[u8], token: &str) -> Result<SealKey, SealError> {
        let by = wrapping_key(token);
        let (theirs, sealed) = wrapped.split_at_checked(MARK).ok_or(SealError::Damaged)?;
        if theirs != mark(&by) {
            return Err(SealError::OtherToken);
        }
        Ok(SealKey::from_bytes(*open(&by, b"angler key", sealed)?))
    }

    /// A player's seed, as it is stored while it is a secret.
    pub fn seal(&self, player: PlayerId, seed: &Seed, nonce: [u8; NONCE]) -> Vec<u8> {
        seal(&self.sealing, &belongs_to(player), seed.bytes(), nonce)
    }

    /// A player's seed as it was stored; one of 32 bytes is plain: it is published, or older than the sealing.
    pub fn open(&self, player: PlayerId, stored: &[u8]) -> Result<Seed, SealError> {
        match <[u8; 32]>::try_from(stored) {
            Ok(plain) => Ok(Seed::from_bytes(plain)),
            Err(_sealed) => Ok(Seed::from_bytes(*open(&self.sealing, &belongs_to(player), stored)?)),
        }
    }

    /// The key for the hashes of who was forgotten, in a database that has no older one.
    pub fn forget_key(&self) -> ForgetKey {
        ForgetKey::from_bytes(*keyed(&self.key, b"angler forget"))
    }

    /// An older one, as it is stored: hashes that were made with it go on counting.
    pub fn seal_forget_key(&self, older: &ForgetKey, nonce: [u8; NONCE]) -> Vec<u8> {
        seal(&self.sealing, b"angler forget", older.bytes(), nonce)
    }

    /// The older one that is stored so.
    pub fn open_forget_key(&self, sealed: &[u8]) -> Result<ForgetKey, SealError> {
        Ok(ForgetKey::from_bytes(*open(&self.sealing, b"angler forget", sealed)?))
    }
}

fn wrapping_key(token: &str) -> Zeroizing<[u8; 32]> {
    keyed(token.as_bytes(), b"angler key")
}

fn mark(by: &[u8; 32]) -> [u8; MARK] {
    let whole = keyed(by, b"angler token");
    std::array::from_fn(|index| whole[index])
}

fn belongs_to(player: PlayerId) -> Vec<u8> {
    format!("seed of {player}").into_bytes()
}

/// HMAC-SHA256.
pub(super) fn keyed(key: &[u8], text: &[u8]) -> Zeroizing<[u8; 32]> {
    let mut mac = Hmac::<Sha256>::new_from_slice(key).expect("an HMAC takes a key of any length");
    mac.update(text);
    Zeroizing::new(mac.finalize().into_bytes().into())
}

fn seal(by: &[u8; 32], belongs: &[u8], secret: &[u8; 32], nonce: [u8; NONCE]) -> Vec<u8> {
    let cipher = XChaCha20Poly1305::new(&Key::from(*by));
    let sealed = cipher.encrypt(&XNonce::from(nonce), Payload { msg: secret, aad: belongs });
    [nonce.as_slice(), &sealed.expect("thirty-two bytes are not too long")].concat()
}

fn open(by: &[u8; 32], belongs: &[u8], sealed: &[u8]) -> Result<Zeroizing<[u8; 32]>, SealError> {
    let (nonce, rest) = sealed.split_first_chunk::<NONCE>().ok_or(SealError::Damaged)?;
    let cipher = XChaCha20Poly1305::new(&Key::from(*by));
    let opened = cipher.decrypt(&XNonce::from(*nonce), Payload { msg: rest, aad: belongs });
    let opened = Zeroizing::new(opened.map_err(|_| SealError::Damaged)?);
    Ok(Zeroizing::new(opened.as_slice().try_into().map_err(|_| SealError::Damaged)?))
}

impl Drop for SealKey {
    fn drop(&mut self) {
        self.key.zeroize();
        self.sealing.zeroize();
    }
}

impl fmt::Debug for SealKey {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("SealKey(..)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::game::{fair::hex, samples::seed};

    const ANN: PlayerId = PlayerId(7);

    fn key() -> SealKey {
        SealKey::from_bytes([5; 32])
    }

    #[test]
    fn what_is_sealed_opens_for_its_player_under_its_key_and_unchanged() {
        let sealed = key().seal(ANN, &seed(), [1; NONCE]);
        assert_eq!((sealed.len(), key().open(ANN, &sealed)), (SEALED, Ok(seed())));
        assert!(!sealed.windows(8).any(|window| seed().bytes().windows(8).any(|plain| plain == window)));
        assert_ne!(key().seal(ANN, &seed(), [2; NONCE]), sealed, "another nonce is another seal");
        assert_eq!(key().open(PlayerId(8), &sealed), Err(SealError::Damaged), "somebody else's");
        assert_eq!(SealKey::from_bytes([6; 32]).open(ANN, &sealed), Err(SealError::Damaged), "another key's");
        for place in 0..SEALED {
            let mut changed = sealed.clone();
            changed[place] ^= 1;
            assert_eq!(key().open(ANN, &changed), Err(SealError::Damaged), "byte {place}");
        }
        for length in [0, 1, 31, 33, NONCE, SEALED - 1] {
            assert_eq!(key().open(ANN, &sealed[..length]), Err(SealError::Damaged), "{length} bytes");
        }
    }

    #[test]
    fn thirty_two_bytes_are_a_plain_seed() {
        assert_eq!(key().open(ANN, seed().bytes()), Ok(seed()));
    }

    #[test]
    fn a_wrapped_key_opens_with_its_token_alone_and_says_why_not() {
        let wrapped = key().wrapped("7:token", [3; NONCE]);
        assert_eq!((wrapped.len(), SealKey::unwrap(&wrapped, "7:token").unwrap().key), (WRAPPED, [5; 32]));
        assert_eq!(SealKey::unwrap(&wrapped, "7:other").err(), Some(SealError::OtherToken));
        let with = |place: usize| {
            let mut changed = wrapped.clone();
            changed[place] ^= 1;
            SealKey::unwrap(&changed, "7:token").err()
        };
        // Where the mark itself was changed nobody can tell it from another token's.
        assert_eq!(with(0), Some(SealError::OtherToken));
        for place in MARK..WRAPPED {
            assert_eq!(with(place), Some(SealError::Damaged), "byte {place}");
        }
        assert_eq!(SealKey::unwrap(&wrapped[..3], "7:token").err(), Some(SealError::Damaged));
        assert_eq!(SealKey::unwrap(&wrapped[..MARK], "7:token").err(), Some(SealError::Damaged));
    }

    #[test]
    fn the_key_for_who_was_forgotten_is_made_of_the_databases_or_kept() {
        // python3: hmac.new(b'\x05' * 32, b'angler forget', 'sha256').hexdigest()
        let made = "0b3a55cfcbbf1000281c74941ddb7d88007692ce46c5cec683bfa83257fcca21";
        assert_eq!(hex(key().forget_key().bytes()), made);
        let older = ForgetKey::of_token("7:token");
        let kept = key().seal_forget_key(&older, [4; NONCE]);
        assert_eq!(key().open_forget_key(&kept).unwrap().bytes(), older.bytes());
        assert!(SealKey::from_bytes([6; 32]).open_forget_key(&kept).is_err());
        assert_ne!(key().forget_key().hash(100), older.hash(100));
    }

    #[test]
    fn a_seal_is_what_anyone_computes_and_the_key_is_not_shown() {
        // By a Python of ours that gives the draft's own example (A.3.1): key hmac.new(b'\x05' * 32, b'angler seeds', 'sha256'), nonce
        // b'\x01' * 24, message bytes(range(32)), associated data b'seed of 7'. In hex: nonce, ciphertext, tag.
        let nonce = "010101010101010101010101010101010101010101010101";
        let ciphertext = "e2f1d71c460feb01ba9ca4904264c159632ce0e9446c6bdcf7c234a79dbaa8b0";
        let tag = "667fce4e9e02a4b101876ece37bbd285";
        assert_eq!(hex(&key().seal(ANN, &seed(), [1; NONCE])), format!("{nonce}{ciphertext}{tag}"));
        assert_eq!(format!("{:?}", key()), "SealKey(..)");
    }
}
