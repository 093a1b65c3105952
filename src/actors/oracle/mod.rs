//! PriceOracle: the market's only voice inside, which polls the price sources in rounds and tells what they say.
//!
//! Sessions ask it for fills ([`NextQuote`]) and for a look ([`LatestTick`]), the Watch for every tick ([`NextTicks`]); it asks the sources through [`port`], which
//! `transports::prices` implements, and the database to record a tick a minute. One poll serves all who wait.
//!
//! **Invariant:** a fill is of a round that began strictly after the command, and so is all that it tells; rounds begin at strictly
//! rising times and do not overlap in collecting.
//! **Absent:** no fallback price, ever: without enough fresh quotes the answer is [`QuoteError::Silent`].

mod actor;
mod answering;
mod clocks;
mod history;
mod judging;
mod known;
mod messages;
mod pacing;
mod passing;
mod polling;
pub mod port;
mod promise;
mod round;
#[cfg(test)]
mod samples;
mod settings;
#[cfg(test)]
mod tests;
mod waiters;
mod watching;

pub use actor::PriceOracle;
pub use history::History;
pub use messages::{CloseMarket, Filled, LatestTick, NextQuote, NextTicks, QuoteError};
pub use settings::OracleSettings;

use std::time::Duration;

/// Nobody waits for a tick longer than this, whatever deadline he names: a little over the 90 s of a command with coingecko alone. It
/// also keeps a wall clock that is set back from holding a command.
pub const LONGEST_WAIT: Duration = Duration::from_secs(100);
