//! Stories and faults, played against the real service: real actors, a real PostgreSQL, a Telegram and a market on loopback.
//!
//! One binary and one PostgreSQL for a whole run, a fresh database for every test. Each test asserts what the player saw AND
//! what the database holds.

mod faults;
mod harness;
mod stories;
