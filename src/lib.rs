//! Angler: an actor-based server for a Telegram game of crypto fishing.
//!
//! A player sends `/cast` (a leveraged paper position opens at the live market price), waits, and sends `/hook` (it closes,
//! and the profit or loss decides which fish comes out, on a picture card).
//!
//! # How to find your way
//!
//! Four floors; each calls only downward, and each outside library has one door:
//!
//! | floor | where | what |
//! |---|---|---|
//! | 4 | `main.rs`, [`app`], [`play`], [`check`], [`operator`] | the program: settings in, service out, and its end |
//! | 3 | [`transports`] | Telegram, price sources, the image service and the operator's tools, as they speak on the wire |
//! | 2 | [`actors`] | who does what, in typed messages |
//! | 1 | [`plumbing`], [`text`] | actors in general, and the net; game values to pages in English and Russian |
//! | 0 | [`game`], [`config`] | the rules, pure; the settings |
//!
//! [`sandbox`] stands beside them: a Telegram, a market and an image service on loopback, for play, tests and benches.
//!
//! The actors form a chain; one asks only those further right, and answers travel as message results:
//!
//! [`poller`](actors::poller) → [`router`](actors::router) → [`session`](actors::session) →
//! { [`watch`](actors::watch) → [`oracle`](actors::oracle), [`outbox`](actors::outbox) → [`imagegen`](actors::imagegen) } → [`db`](actors::db)
//!
//! # The life of one command
//!
//! Stored (the poller puts its page into the inbox before Telegram is told) → routed (to its player's session) → refused
//! early or begun (the first frame of the scene) → priced (the first valid tick of a round begun after the command, by what
//! was known after it) →
//! decided ([`game`], pure) → settled (effects, ledger, durable replies and "this update is done" in one commit, see
//! `schema.sql`) → shown (the outbox delivers). Above "settled" is money, below is theatre: a failure there costs nothing.
//!
//! **Invariant:** the game decides, the database settles, the screen decorates, always in that order.
//!
//! **Invariant:** an update takes effect exactly once: `inbox.update_id` is unique, and done is set in the effect's commit.
//!
//! **Invariant:** no fallback price exists. Without a fill within 15 s (90 s with coingecko alone) a command is refused and nothing
//! changes.
//!
//! **Absent:** no floats for money, no unbounded queue, no retry of a send that may have arrived but for durable replies.
//!
//! # Following one command
//!
//! Every log line of a command carries its cause, the update id; ledger and outbox rows carry it too (`u<update id>`).

pub mod actors;
pub mod app;
pub mod check;
pub mod config;
pub mod game;
pub mod operator;
pub mod play;
pub mod plumbing;
pub mod sandbox;
pub mod text;
pub mod transports;
