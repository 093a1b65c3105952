//! One file per story of a player.

mod choosing;
mod firststeps;
mod fishing;
mod groups;
mod languages;
mod limits;
mod market;
mod menus;
mod newcomer;
mod once;
mod ringing;
mod scenes;
mod shop;
mod smoke;
mod snapping;
mod speech;
mod strangers;
