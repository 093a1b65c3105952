//! One file per weather: what the world does to the service, and what neither the player nor the ledger may notice.

mod drain;
mod killed;
mod settings;
