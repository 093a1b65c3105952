//! The one wall clock.
//!
//! Called wherever a time is stored or compared with a stored one; durations inside the process use `Instant`.
//!
//! **Invariant:** times are whole microseconds, as Postgres keeps them, so that a time read back equals the one written.

use jiff::Timestamp;

/// The time now, in whole microseconds.
pub fn now() -> Timestamp {
    #[expect(clippy::disallowed_methods, reason = "this is the one door to the wall clock")]
    let now = Timestamp::now();
    Timestamp::from_microsecond(now.as_microsecond()).unwrap_or(now)
}
