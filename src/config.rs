//! The settings of the program; for now only the type that secrets travel in.
//!
//! Called by everything that needs a token or a key.
//!
//! **Invariant:** a secret is never printed: its `Debug` shows `***`, and it has no `Display`.

use std::fmt;

/// A token or a key. Two of them compare by content; printing one shows nothing of it.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps what was read from the environment.
    pub fn new(secret: String) -> Secret {
        Secret(secret)
    }

    /// The content, for the one place that sends it.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("***")
    }
}
