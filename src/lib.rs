//! Angler: an actor-based server for a Telegram game of crypto fishing.

pub mod actors;
pub mod app;
pub mod config;
pub mod game;
pub mod plumbing;
pub mod sandbox;
pub mod text;
pub mod transports;
