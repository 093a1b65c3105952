//! Micro-benches of the pieces that a command passes through: `cargo bench --bench pieces`, or with a part of a name behind
//! `--`: `cargo bench --bench pieces -- settle`.
//!
//! Run by hand, to see what a change of one piece did; `scripts/bench` measures the whole. One file for each group of pieces;
//! `sea` has the players and ticks they are fed with, `database` a durable PostgreSQL of its own.
//!
//! **Invariant:** no piece is a copy: each is called by the door that the service uses itself.

mod cards;
mod database;
mod deciding;
mod pages;
#[path = "../samples/mod.rs"]
mod samples;
mod sea;
mod settling;
mod updates;

fn main() {
    divan::main();
    database::end();
}
