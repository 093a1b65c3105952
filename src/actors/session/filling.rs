//! Waiting for a fill, with an answer that a flow can act on.
//!
//! Used by casts and hooks. A price oracle that is restarted meanwhile is asked again: the wait is the command's, not its.
//!
//! **Invariant:** a fill is a tick of a round begun after the command, or there is none.

use std::{sync::Arc, time::Duration};

use super::doors::Doors;
use crate::{
    actors::oracle::{Filled, NextQuote, QuoteError},
    plumbing::{
        clock,
        paths::{Path, took},
    },
};

/// How waiting for a fill ended.
pub(super) enum Fill {
    /// With the tick, and the one that snapped the line before.
    At(Filled),
    /// The market was silent until the deadline.
    Silent,
    /// The service ends: the update stays unfinished and is replayed at the next start.
    Closing,
}

/// Between two questions to an oracle that is being restarted.
const ASK_EVERY: Duration = Duration::from_millis(100);

pub(super) async fn fill(doors: Arc<Doors>, wanted: NextQuote) -> Fill {
    loop {
        match doors.oracle.send(wanted).await {
            Ok(Ok(filled)) => return Fill::At(filled),
            Ok(Err(QuoteError::Closing)) => return Fill::Closing,
            Ok(Err(QuoteError::Silent { .. })) => {
                took(Path::PriceLate);
                return Fill::Silent;
            }
            Err(_restarted) if clock::now() < wanted.deadline => actix_rt::time::sleep(ASK_EVERY).await,
            Err(_restarted) => return Fill::Silent,
        }
    }
}
