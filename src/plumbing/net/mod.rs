//! A connection to a server of the outside world: its addresses raced, its certificate checked, and why that failed.
//!
//! Used by `transports::way` for HTTPS and by `actors::db::connect` for PostgreSQL, which put their own speech on top of it.
//! `race` dials, `roots` tells whose certificates are believed, `client` checks them, `handshake` says why one was not taken.
//!
//! **Invariant:** this is the one door to TLS: nobody else builds a client of it or reads a certificate.

pub mod client;
pub mod handshake;
pub mod race;
pub mod roots;
