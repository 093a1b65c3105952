//! What stays of words that were told: eight bytes by which they are known again. Called by the Outbox when a reply was taken, and by
//! the audit, which compares them with the reply as it is stored.
//!
//! Formula: the first 8 bytes of SHA-256(UTF-8 of the way, a line feed, the text as it was sent); the way is `message` or `photo`.
//!
//! **Invariant:** other words, or the same in another way, are another digest.

use std::fmt;

use sha2::{Digest as _, Sha256};

/// The way of a text message, as `outbox.method` has it.
pub const MESSAGE: &str = "message";
/// The way of a catch with its card.
pub const PHOTO: &str = "photo";

/// See the file's head.
#[derive(Copy, Clone, PartialEq, Eq)]
pub struct Digest([u8; 8]);

impl Digest {
    /// Of a text that was sent in this way.
    pub fn of(way: &str, text: &str) -> Digest {
        let whole = Sha256::new().chain_update(way).chain_update("\n").chain_update(text).finalize();
        let mut digest = Digest([0; 8]);
        digest.0.copy_from_slice(&whole[..8]);
        digest
    }

    /// For storing.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&super::fair::hex(&self.0))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_way_and_every_letter_count() {
        let digest = Digest::of("message", "Рыба <b>!</b>");
        // python3: hashlib.sha256('message\nРыба <b>!</b>'.encode()).hexdigest()[:16]
        assert_eq!(format!("{digest:?}"), "dbaaaa8341001dd5");
        assert_eq!(digest.bytes().len(), 8);
        for other in [Digest::of("photo", "Рыба <b>!</b>"), Digest::of("message", "Рыба !"), Digest::of("message", "")]
        {
            assert_ne!(digest, other);
        }
    }
}
