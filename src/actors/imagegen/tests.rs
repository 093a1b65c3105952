//! The actor as a whole, with a database and a painter of the test's own.
//!
//! **Invariant:** time is waited for by condition; a test that takes longer than ten seconds fails.

mod cards;
mod paintings;
mod world;
