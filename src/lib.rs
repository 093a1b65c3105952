//! Angler: an actor-based server for a Telegram game of crypto fishing.

pub mod actors;
pub mod app;
pub mod check;
pub mod config;
pub mod game;
pub mod play;
pub mod plumbing;
pub mod sandbox;
pub mod text;
pub mod transports;
