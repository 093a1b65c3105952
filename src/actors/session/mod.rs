//! Session: one player's fishing, one thing at a time.
//!
//! The Router makes one per active player and sends it that player's orders in turn; it asks the PriceOracle for fills, the
//! writer to settle, the Outbox to speak. It is a small state machine: waiting for a fill is a state in which `/status` is
//! answered; only settling holds the mailbox. It ends when the Router lets go of its address.
//!
//! **Invariant:** its player is what the database last settled; a turn is shown only after its commit was acknowledged.
//! **Absent:** no supervision: a session that panics is made anew from the database by the next order.

mod actor;
mod boarding;
mod buying;
mod casting;
mod choosing;
mod dexing;
mod doors;
mod fairness;
mod filling;
mod grouping;
mod hooking;
mod leavers;
mod looking;
pub mod messages;
mod owndata;
mod ringing;
mod scenes;
mod settling;
mod snapping;
mod speaking;
mod telling;
mod verifying;

pub use actor::Session;
pub use doors::Doors;
pub use grouping::write_down;
pub use leavers::Leavers;
