//! One file per weather: what the world does to the service, and what neither the player nor the ledger may notice.

mod connections;
mod crowd;
mod drain;
mod fuzzed;
mod images;
mod killed;
mod lease;
mod load;
mod market;
mod passing;
mod pictures;
mod schema;
mod settings;
