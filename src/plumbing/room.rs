//! The question by which the intake is held back: is there room for more?
//!
//! The poller asks whoever keeps work in memory after each page, and confirms the page and polls on when all have room. A
//! question that is asked again and again, not an answer that is kept waiting: whoever is restarted is simply asked again.
//!
//! **Invariant:** what an actor keeps in memory stays near its bound, for at most one page more comes when it has room.

use actix::Message;

/// "Do you have room for more?" Repeated: the same, as things stand then.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "bool")]
pub struct HasRoom;
