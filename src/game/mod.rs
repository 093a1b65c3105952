//! The game itself: what a cast, a hook, a fish and a cent are. Floor 0: every other floor may use it, it uses nobody.
//!
//! Sessions call `cast::decide_cast` and `hook::decide_hook`, send the [`change::Change`] they get to the database, and
//! apply it to their [`player::Player`] once it is settled.
//!
//! **Invariant:** everything here is a pure function of its arguments: the same player, tick, seed and times give the same
//! change, today and when an old catch is verified.
//!
//! **Absent:** no clock, no dice, no log, no async, no wire format; time, prices and seeds come in as arguments.

pub mod bells;
pub mod board;
pub mod cast;
pub mod catalogue;
pub mod change;
pub mod choose;
pub mod commands;
pub mod crossing;
pub mod daily;
pub mod digest;
pub mod fair;
pub mod fishdex;
pub mod forgetting;
pub mod groups;
pub mod hook;
pub mod lang;
pub mod levels;
pub mod limits;
pub mod luck;
pub mod market;
pub mod money;
pub mod periods;
pub mod player;
pub mod pnl;
pub mod press;
pub mod profile;
pub mod proof;
pub mod records;
pub mod rules;
pub mod sealing;
pub mod shop;
pub mod spot;

#[cfg(test)]
pub(crate) mod samples;
