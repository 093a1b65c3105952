//! One file per weather: what the world does to the service, and what neither the player nor the ledger may notice.

mod audit;
mod audit_service;
mod backup;
mod connections;
mod crowd;
mod drain;
mod drains;
mod images;
mod killed;
mod kills;
mod lease;
mod load;
mod market;
mod panics;
mod passing;
mod pictures;
mod points;
mod postgres;
mod privileges;
mod quarantine;
mod schema;
mod secrets;
mod settings;
mod stalled;
mod unknown;
