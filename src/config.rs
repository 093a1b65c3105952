//! The settings: every one a flag and an environment variable, read once, checked once, then passed down as one value.
//!
//! This is the only reader of the environment. `main.rs` calls [`from_args`]; tests and benches build a
//! [`Config`] by hand. An empty value counts as not set; a flag wins over its variable.
//!
//! **Invariant:** a [`Config`] that exists is usable: ranges were checked, lists are not empty, secrets never print.
//! **Absent:** no configuration file; systemd's environment and credentials serve for that.

mod commands;
pub mod faults;
mod operator;
mod outward;
mod pace;
mod parse;
mod settings;
mod unused;

pub use commands::{ArtCommand, Command, QuarantineCommand};
pub use operator::Red;
pub use outward::{NoProxy, Outward, Proxy, Speech, percent_decoded, place_of};
pub use pace::Pace;
pub use parse::{Parsed, SettingError, from_args, variable};
pub use settings::{Config, PriceSettings, Settings};

/// A text that must not reach a log: its `Debug` and `Display` print asterisks.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Wraps a secret.
    pub fn new(text: String) -> Secret {
        Secret(text)
    }

    /// The secret itself: for the wire, never for a log.
    pub fn expose(&self) -> &str {
        &self.0
    }
}

impl std::fmt::Debug for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}

impl std::fmt::Display for Secret {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("***")
    }
}
