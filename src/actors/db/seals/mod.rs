//! What is sealed with the database's own key: the seeds of lines that are out. The pool carries it to whoever reads or writes one.
//!
//! `kept` makes the key at the first start, unwraps it with the bot's token at each, and wraps it anew for another token. What is
//! sealed, and how, is `game::sealing`.
//!
//! **Invariant:** a service that runs has the key: there is no pool without one, and no seed of a line that is out leaves by it plainly.

mod kept;

use std::sync::Arc;

pub use self::kept::{RekeyError, Rekeyed, damaged, look, ready, rekey};
use super::error::DbError;
use crate::{
    game::{
        fair::Seed,
        forgetting::ForgetKey,
        player::PlayerId,
        sealing::{NONCE, SealError, SealKey},
    },
    plumbing::dice,
};

/// The key of a database, at work. Clones share it.
#[derive(Clone, Debug)]
pub struct Seals {
    key: Arc<SealKey>,
    forget_key: ForgetKey,
}

impl Seals {
    /// Of a database that never had another key for who was forgotten.
    pub fn of(key: SealKey) -> Seals {
        Seals { forget_key: key.forget_key(), key: Arc::new(key) }
    }

    /// A player's seed as it is stored while it is a secret: other bytes each time.
    ///
    /// # Errors
    /// The kernel gives no random bytes now.
    pub fn seal(&self, player: PlayerId, seed: &Seed) -> Result<Vec<u8>, DbError> {
        Ok(self.key.seal(player, seed, nonce()?))
    }

    /// A player's seed as it was stored, sealed or plain.
    ///
    /// # Errors
    /// It was damaged, or sealed for somebody else or under another key.
    pub fn open(&self, player: PlayerId, stored: &[u8]) -> Result<Seed, SealError> {
        self.key.open(player, stored)
    }

    /// The key for the hashes of who was forgotten.
    pub fn forget_key(&self) -> &ForgetKey {
        &self.forget_key
    }
}

/// Nothing is stored without; whoever asks tries again, as in an outage.
fn random<const COUNT: usize>() -> Result<[u8; COUNT], DbError> {
    dice::bytes().map_err(|error| DbError::Down(format!("the kernel gives no random bytes: {error}")))
}

fn nonce() -> Result<[u8; NONCE], DbError> {
    random()
}
