//! One file per story of a player.

mod boards;
mod choosing;
mod fair;
mod firststeps;
mod fishdex;
mod fishing;
mod forget;
mod grouplife;
mod groups;
mod languages;
mod limits;
mod market;
mod menus;
mod mydata;
mod newcomer;
mod once;
mod purse;
mod ringing;
mod scenes;
mod shop;
mod smoke;
mod snapping;
mod speech;
mod strangers;
mod topics;
mod weekly;
