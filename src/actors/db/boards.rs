//! Boards: what is asked of them, and the rankings by which the best and a place among a million players are known at once.
//!
//! Asked by sessions. The DbActor owns the rankings: of everyone's boards, and of a group's so large that it is not read whole,
//! made anew once a minute; 8 bytes for each player and period.
//!
//! **Invariant:** every P&L is what the last commit left. Who is in the list and every place is exact as of the last ranking,
//! and on a board of less than a thousand players as of now.
//! **Absent:** no index by P&L, which every catch would pay for, and no stored places: after a restart a ranking is made again.

use std::{cell::RefCell, collections::HashMap, rc::Rc, time::Duration};

use actix::{AsyncContext, Context, Handler, Message, ResponseFuture};

use super::{
    actor::{Asker, DbActor},
    error::DbError,
    pool::Link,
    queries::boards::{PART, Part, own, part, these},
};
use crate::{
    game::{
        board::{Board, Own, Ranking, placed},
        periods::Span,
        player::PlayerId,
    },
    plumbing::clock,
};

/// Time between two rankings; the page says so.
const RANK_EVERY: Duration = Duration::from_secs(60);
/// Players of a board that is ranked whenever it is read; a larger one asks for a ranking that is kept.
const SMALL: usize = 1_000;
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
    held: Rc<RefCell<HashMap<Key, Rc<Ranking>>>>,
    making: Rc<tokio::sync::Mutex<()>>,
}

impl Rankings {
    fn get(&self, key: &Key) -> Option<Rc<Ranking>> {
        self.held.borrow().get(key).cloned()
    }

    /// Keeps a ranking; a group's may take the place of all groups'.
    fn keep(&self, key: Key, ranked: Rc<Ranking>) {
        let mut held = self.held.borrow_mut();
        let groups = held.keys().filter(|(board, _)| *board != 0).count();
        if key.0 != 0 && groups >= GROUPS && !held.contains_key(&key) {
            held.retain(|(board, _), _| *board == 0);
        }
        held.insert(key, ranked);
    }

    /// The ranking of a board, made now unless somebody has just done so.
    async fn made(&self, asker: &Asker, key: &Key) -> Result<Rc<Ranking>, DbError> {
        let _alone = self.making.lock().await;
        if let Some(ranked) = self.get(key) {
            return Ok(ranked);
        }
        let ranked = Rc::new(rank(asker, key).await?);
        self.keep(key.clone(), ranked.clone());
        Ok(ranked)
    }
}

/// A board by the ranking there is, or by one that is made now; `None`: it is too large for that.
async fn read(link: &mut Link, asked: &ReadBoard, kept: Option<&Ranking>) -> Result<Option<Board>, DbError> {
    let ReadBoard { board, period, player } = asked;
    let made;
    let ranking = match kept {
        Some(kept) => kept,
        None => {
            let Part { cents, best, .. } = part(link, (*board, period), 0, SMALL as i64 + 1).await?;
            if cents.len() > SMALL {
                return Ok(None);
            }
            made = Ranking::new(cents, best);
            &made
        }
    };
    let top = these(link, *board, period, ranking.best()).await?;
    // Who stands in the list has the place that it shows, and has been read.
    let listed = placed(&top).find(|(_, line)| line.player == *player);
    let own = match listed {
        Some((place, line)) => Some(Own { place: place as i64, cents: line.cents, catches: line.catches }),
        None => own(link, *board, period, *player).await?.map(|(cents, catches)| {
            let place = ranking.place(cents);
            Own { place, cents, catches }
        }),
    };
    Ok(Some(Board { top, own }))
}

/// Ranks a board, read part by part; sorting a large one takes time, on a thread that nothing waits for.
async fn rank(asker: &Asker, (board, period): &Key) -> Result<Ranking, DbError> {
    let (mut all, mut best, mut after) = (Vec::new(), Vec::new(), Some(0));
    while let Some(last) = after {
        let (board, period) = (*board, period.clone());
        let asked = asker.ask_in_turn("rank_board", async move |link| part(link, (board, &period), last, PART).await);
        let read = asked.await?;
        all.extend(read.cents);
        best.extend(read.best);
        after = read.last;
    }
    if all.len() <= SMALL {
        return Ok(Ranking::new(all, best));
    }
    let ranked = tokio::task::spawn_blocking(move || Ranking::new(all, best)).await;
    ranked.map_err(|_| DbError::Disagreement("a ranking was not sorted".to_owned()))
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
            if let Some(board) = found {
                return Ok(board);
            }
            let ranking = rankings.made(&asker, &key).await?;
            let found = asker.ask_in_turn("board", async move |link| read(link, &asked, Some(&*ranking)).await).await?;
            found.ok_or_else(|| DbError::Disagreement("a ranked board is read".to_owned()))
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
                if ranked.players() > SMALL {
                    rankings.keep(key, Rc::new(ranked));
                } else {
                    rankings.held.borrow_mut().remove(&key);
                }
            }
        })
    }
}
