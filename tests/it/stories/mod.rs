//! One file per story of a player.

mod choosing;
mod fair;
mod fishing;
mod groups;
mod languages;
mod limits;
mod market;
mod newcomer;
mod once;
mod purse;
mod scenes;
mod smoke;
mod speech;
mod strangers;
