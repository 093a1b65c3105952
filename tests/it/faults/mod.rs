//! One file per weather: what the world does to the service, and what neither the player nor the ledger may notice.

mod connections;
mod crowd;
mod drain;
mod drains;
mod drains_in_weather;
mod images;
mod killed;
mod lease;
mod load;
mod loud;
mod passing;
mod schema;
mod settings;
mod stalled;
