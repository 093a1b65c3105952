//! One file per weather: what the world does to the service, and what neither the player nor the ledger may notice.

mod backup;
mod connections;
mod crowd;
mod drain;
mod images;
mod killed;
mod lease;
mod load;
mod passing;
mod privileges;
mod quarantine;
mod schema;
mod secrets;
mod settings;
mod unit;
