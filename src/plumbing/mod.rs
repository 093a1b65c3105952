//! What actors in general need, and nothing about our own: a clock, dice, supervision, figures, the dashboard; and the net.
//!
//! Called by the actors and by `app.rs`, and the net by `transports` too.
//!
//! **Invariant:** nothing here knows a player, a price or a message of ours.

pub mod calm;
pub mod clock;
pub mod dashboard;
pub mod dice;
pub mod figures;
pub mod hostclocks;
pub mod keeper;
pub mod later;
pub mod meter;
pub mod net;
pub mod often;
pub mod paths;
pub mod pulse;
pub mod room;
mod table;
pub mod turning;
