//! Every catch of the catalogue: what it is made of and what it carries.
//!
//! Asked by [`super::drawing`]. The first fish of each rarity are in a file of its name; those that came later are by what they
//! have in common.
//!
//! **Invariant:** an id has one portrait, in one file.

use super::{bodies, faces, fins, look, props, skins};

mod best;
mod charts;
mod common;
mod epic;
mod habits;
mod legendary;
mod machines;
mod oddments;
mod ponds;
mod rare;
mod trades;
mod trash;

/// The portrait of a catch.
pub fn portrait(id: &str) -> Option<look::Portrait> {
    let files = [
        trash::portrait,
        machines::portrait,
        oddments::portrait,
        common::portrait,
        charts::portrait,
        habits::portrait,
        rare::portrait,
        trades::portrait,
        ponds::portrait,
        epic::portrait,
        legendary::portrait,
        best::portrait,
    ];
    files.iter().find_map(|file| file(id))
}
