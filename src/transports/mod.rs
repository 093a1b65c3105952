//! The doors to the outside world: Telegram, the price sources and the image service, each behind a port of an actor; and the
//! one that the operator's tools knock at, [`metrics`].
//!
//! Called by the composition root, which builds each door inside the arbiter that uses it: the HTTP client is not `Send`.
//! They own no state but their connections, and they decide nothing: what a failure means is the business of the actor
//! that owns the port.
//!
//! **Invariant:** whatever a stranger answers becomes a typed value or a typed error; it never panics, never exceeds its
//! deadline and byte limit, and no error text holds a URL, a token or a key.
//! **Absent:** no retries, no pacing, no caches; the actors own them.

pub mod http;
pub mod images;
pub mod metrics;
pub mod prices;
pub mod soft;
pub mod telegram;
pub mod way;

#[cfg(test)]
mod fuzz;
#[cfg(test)]
mod hostile;
#[cfg(test)]
mod test_server;
