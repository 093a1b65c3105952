//! Everything a session may ask, in one value that all sessions share.
//!
//! Built once by `app.rs`.
//!
//! **Invariant:** only actors to the right of the session are here.

use std::sync::Arc;

use actix::Addr;
use jiff::SignedDuration;
use tokio::sync::watch;

use super::leavers::Leavers;
use crate::{
    actors::{
        db::{DbActor, Marker, Trading, Writer},
        oracle::PriceOracle,
        outbox::Outbox,
        watch::Watch,
    },
    config::faults::Faults,
    game::{
        forgetting::ForgetKey,
        limits::RateLimits,
        market::{Source, fill},
        rules::Rules,
    },
};

/// See the file's head.
#[derive(Clone)]
pub struct Doors {
    /// Typed queries.
    pub db: Addr<DbActor>,
    /// Who settles.
    pub writer: Addr<Writer>,
    /// Who marks updates done that have no effect.
    pub marker: Addr<Marker>,
    /// Who knows prices.
    pub oracle: Addr<PriceOracle>,
    /// Who sees every tick for the lines in the water.
    pub watch: Addr<Watch>,
    /// Who speaks.
    pub outbox: Addr<Outbox>,
    /// The Auditor's word whether casts and hooks are taken.
    pub trading: watch::Receiver<Trading>,
    /// Limits per player.
    pub limits: RateLimits,
    /// The game's configured numbers.
    pub rules: Rules,
    /// What those asked lately who were forgotten a moment ago.
    pub leavers: Leavers,
    /// For the hash of whoever is forgotten.
    pub forget_key: ForgetKey,
    /// The chosen price sources: they say how long a fill is worth waiting for.
    pub sources: Arc<[Source]>,
    /// Speed of the scenes in hundredths; 0: none.
    pub scene_speed: u32,
    /// Struck on purpose by tests.
    pub faults: Faults,
}

impl Doors {
    /// True while the books do not add up.
    pub fn trading_stopped(&self) -> bool {
        *self.trading.borrow() == Trading::Stopped
    }

    /// How long a command waits for its fill.
    pub fn patience(&self) -> SignedDuration {
        fill::patience(&self.sources)
    }

    /// True when a fill may take a minute and more, which a player is told at once.
    pub fn is_slow(&self) -> bool {
        fill::is_slow(&self.sources)
    }
}
