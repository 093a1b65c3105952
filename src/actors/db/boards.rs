//! Boards: what is asked of them, and the ranking by which a place among a million players is a short count.
//!
//! Asked by sessions. The DbActor owns the ranking: for everyone's boards (and for a group's so large that somebody's place
//! in it was too long a count) the marks of [`Marks`], made anew once a minute, 16 bytes for 256 players.
//!
//! **Invariant:** the list and P&Ls are what the last commit left; a place is exact as of the last ranking, and on a board of
//! less than a thousand players as of now.
//! **Absent:** no row locks and no stored places: a ranking is memory, and after a restart it is made again.

use std::{cell::RefCell, collections::HashMap, rc::Rc, time::Duration};

use actix::{AsyncContext, Context, Handler, Message, ResponseFuture};

use super::{
    actor::{Asker, DbActor},
    error::DbError,
    pool::Link,
    queries::boards::{between, marks, own, top},
};
use crate::{
    game::{
        board::{Board, Marks, Own},
        periods::Span,
        player::PlayerId,
    },
    plumbing::clock,
};

/// Time between two rankings; the page says so.
const RANK_EVERY: Duration = Duration::from_secs(60);
/// Players counted one by one; a longer count asks for a ranking.
const COUNTED: i64 = 1_000;
/// Boards of groups that are ranked; a group of so many players is rare, and another one takes the place of all.
const GROUPS: usize = 64;

/// "Who is ahead, and where am I?" Repeated, it reads again.
#[derive(Clone, Debug)]
pub struct ReadBoard {
    /// 0: everyone's; else the group's with this id.
    pub board: i64,
    /// The name of the period, see [`Span::period`].
    pub period: String,
    /// Who asks.
    pub player: PlayerId,
}
impl Message for ReadBoard {
    type Result = Result<Board, DbError>;
}

type Key = (i64, String);

/// The rankings in use. One is made at a time, so that a crowd makes it once; whoever has one to read waits for none.
#[derive(Clone, Default)]
pub(super) struct Rankings {
    held: Rc<RefCell<HashMap<Key, Rc<Marks>>>>,
    making: Rc<tokio::sync::Mutex<()>>,
}

impl Rankings {
    fn get(&self, key: &Key) -> Option<Rc<Marks>> {
        self.held.borrow().get(key).cloned()
    }

    /// Keeps a ranking; a group's may take the place of all groups'.
    fn keep(&self, key: Key, ranked: Rc<Marks>) {
        let mut held = self.held.borrow_mut();
        let groups = held.keys().filter(|(board, _)| *board != 0).count();
        if key.0 != 0 && groups >= GROUPS && !held.contains_key(&key) {
            held.retain(|(board, _), _| *board == 0);
        }
        held.insert(key, ranked);
    }

    /// The ranking of a board, made now unless somebody has just done so.
    async fn made(&self, asker: &Asker, key: &Key) -> Result<Rc<Marks>, DbError> {
        let _alone = self.making.lock().await;
        if let Some(ranked) = self.get(key) {
            return Ok(ranked);
        }
        let ranked = Rc::new(rank(asker, key).await?);
        self.keep(key.clone(), ranked.clone());
        Ok(ranked)
    }
}

/// Of a board, what can be said with the ranking there is.
enum Found {
    Board(Board),
    /// More stand above than are counted one by one.
    TooDeep,
}

async fn read(link: &mut Link, asked: &ReadBoard, ranked: Option<&Marks>) -> Result<Found, DbError> {
    let ReadBoard { board, period, player } = asked;
    let top = top(link, *board, period).await?;
    let Some((cents, catches)) = own(link, *board, period, *player).await? else {
        return Ok(Found::Board(Board { top, own: None }));
    };
    let (mark, before) = ranked.and_then(|marks| marks.above(cents)).unzip();
    let limit = if ranked.is_some() { i64::MAX } else { COUNTED };
    let counted = between(link, (*board, period), cents, mark, limit).await?;
    if ranked.is_none() && counted == COUNTED {
        return Ok(Found::TooDeep);
    }
    let place = 1 + before.unwrap_or(0) + counted;
    Ok(Found::Board(Board { top, own: Some(Own { place, cents, catches }) }))
}

/// Ranks a board, part by part.
async fn rank(asker: &Asker, (board, period): &Key) -> Result<Marks, DbError> {
    let (mut ranked, mut from) = (Marks::default(), Some(i64::MAX));
    while let Some(first) = from {
        let (board, period) = (*board, period.clone());
        let part = asker.ask_in_turn("rank_board", async move |link| marks(link, board, &period, first).await);
        let (part, next) = part.await?;
        ranked.extend(part);
        from = next;
    }
    Ok(ranked)
}

impl Handler<ReadBoard> for DbActor {
    type Result = ResponseFuture<Result<Board, DbError>>;
    fn handle(&mut self, asked: ReadBoard, _: &mut Context<Self>) -> Self::Result {
        let (asker, rankings) = (self.asker(), self.rankings.clone());
        let key = (asked.board, asked.period.clone());
        Box::pin(async move {
            let known = rankings.get(&key);
            let first = asked.clone();
            let found =
                asker.ask_in_turn("board", async move |link| read(link, &first, known.as_deref()).await).await?;
            if let Found::Board(board) = found {
                return Ok(board);
            }
            let ranked = rankings.made(&asker, &key).await?;
            let found = asker.ask_in_turn("board", async move |link| read(link, &asked, Some(&*ranked)).await).await?;
            match found {
                Found::Board(board) => Ok(board),
                Found::TooDeep => Err(DbError::Disagreement("a ranked board is counted whole".to_owned())),
            }
        })
    }
}

/// "Rank the large boards." Late or repeated: ranked once more.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
struct RankBoards;

impl DbActor {
    /// Ranks once a minute. Whoever needs a ranking before the first has it made: a start has enough to ask.
    pub(super) fn arm_ranking(&self, ctx: &mut Context<Self>) {
        ctx.run_later(RANK_EVERY, |act, ctx| {
            ctx.notify(RankBoards);
            act.arm_ranking(ctx);
        });
    }
}

impl Handler<RankBoards> for DbActor {
    type Result = ResponseFuture<()>;
    fn handle(&mut self, _: RankBoards, _: &mut Context<Self>) -> Self::Result {
        let (asker, rankings) = (self.asker(), self.rankings.clone());
        Box::pin(async move {
            let current = Span::ALL.map(|span| span.period(clock::now()));
            let groups: Vec<Key> = {
                let mut held = rankings.held.borrow_mut();
                held.retain(|(_, period), _| current.contains(period));
                held.keys().filter(|(board, _)| *board != 0).cloned().collect()
            };
            for key in current.into_iter().map(|period| (0, period)).chain(groups) {
                let _alone = rankings.making.lock().await;
                // A failure was told by its query; the ranking there is stays until the next minute.
                let Ok(ranked) = rank(&asker, &key).await else { continue };
                if ranked.players() >= COUNTED {
                    rankings.keep(key, Rc::new(ranked));
                } else {
                    rankings.held.borrow_mut().remove(&key);
                }
            }
        })
    }
}
