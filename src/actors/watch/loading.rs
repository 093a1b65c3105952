//! Reading the open lines at the start and after a restart, page by page, while sessions may already tell of theirs.
//!
//! No tick is worked through before all lines are read: then those that the oracle remembers come first, so that a line which
//! crossed while the service was away, or while it was read, snaps at the first tick that crossed it.
//!
//! **Invariant:** a line that was closed while its page was on its way does not come back: the ids of one player only go up.

use std::{collections::HashMap, time::Duration};

use actix::{AsyncContext, Context, Handler, Message};

use super::actor::Watch;
use crate::{
    actors::db::{DbError, ask_patiently, messages::OpenLines},
    game::{
        crossing::Line,
        player::{PlayerId, PositionId},
    },
    plumbing::{clock, later},
};

/// Lines read at a time.
const PAGE: i64 = 2_000;
/// Until a page that could not be read is asked for again.
const AFTER_ERROR: Duration = Duration::from_secs(30);

/// How far it is.
#[derive(Debug, Default)]
pub(super) struct Loading {
    /// Goes up with every beginning, so that a page for an earlier one is told apart.
    number: u64,
    closed: HashMap<PlayerId, PositionId>,
}

impl Loading {
    /// A line was closed meanwhile.
    pub fn closed(&mut self, player: PlayerId, position: PositionId) {
        let newest = self.closed.entry(player).or_insert(position);
        *newest = (*newest).max(position);
    }

    fn is_closed(&self, line: &Line) -> bool {
        self.closed.get(&line.player).is_some_and(|closed| line.position <= *closed)
    }
}

/// A page of open lines, or why there is none.
#[derive(Message)]
#[rtype(result = "()")]
struct Page {
    number: u64,
    after: Option<PlayerId>,
    lines: Result<Vec<Line>, DbError>,
}

impl Watch {
    /// Begins to read the open lines.
    pub(super) fn load(&mut self, ctx: &mut Context<Self>) {
        // The questions' numbers serve here too: an answer to an earlier one is of no use to a new beginning.
        self.question += 1;
        self.loading = Some(Loading { number: self.question, closed: HashMap::new() });
        self.ask_page(self.question, None, ctx);
    }

    fn ask_page(&self, number: u64, after: Option<PlayerId>, ctx: &mut Context<Self>) {
        let db = self.db.clone();
        later::tell(ctx.address(), async move {
            Page { number, after, lines: ask_patiently(&db, OpenLines { after, limit: PAGE }).await }
        });
    }
}

impl Handler<Page> for Watch {
    type Result = ();
    fn handle(&mut self, page: Page, ctx: &mut Context<Self>) {
        let Some(loading) = self.loading.take_if(|loading| loading.number == page.number) else { return };
        let lines = match page.lines {
            Ok(lines) => lines,
            Err(error) => {
                // A row that cannot be read: nobody's line snaps until it can, so it is asked for ever again.
                log::error!(error = error.to_string().as_str(); "open lines cannot be read, none of them can snap");
                self.meter.error(&error);
                self.loading = Some(loading);
                let again = AskAgain { number: page.number, after: page.after };
                return later::tell_after(ctx.address(), AFTER_ERROR, again);
            }
        };
        let last = lines.last().map(|line| line.player);
        lines.iter().filter(|line| !loading.is_closed(line)).for_each(|line| self.take_up(line));
        match last {
            Some(last) => {
                self.loading = Some(loading);
                self.ask_page(page.number, Some(last), ctx);
            }
            None => {
                log::info!(lines = self.lines.len(); "open lines are watched");
                self.bells_from = clock::now();
                self.listen(ctx);
            }
        }
        self.pump(ctx);
    }
}

/// "Ask for this page again."
#[derive(Message)]
#[rtype(result = "()")]
struct AskAgain {
    number: u64,
    after: Option<PlayerId>,
}

impl Handler<AskAgain> for Watch {
    type Result = ();
    fn handle(&mut self, AskAgain { number, after }: AskAgain, ctx: &mut Context<Self>) {
        if self.loading.as_ref().is_some_and(|loading| loading.number == number) {
            self.ask_page(number, after, ctx);
        }
    }
}
