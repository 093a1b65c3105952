//! One file per story of a player.

mod smoke;
