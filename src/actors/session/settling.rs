//! Settling a turn, and reading the player back where something else happened.
//!
//! Every flow with an effect comes through [`Session::settle`], which holds the mailbox until the outcome is known.
//!
//! **Invariant:** the session's player changes only here, to what a commit left in the database.

use std::{sync::Arc, time::Duration};

use actix::{ActorContext, ActorFutureExt, AsyncContext, Context, WrapFuture};

use super::{
    actor::{Held, Session},
    doors::Doors,
    messages::{Order, Unfinished},
};
use crate::{
    actors::{
        db::{
            DbError, Settle, SettleError, Verdict, ask_patiently,
            messages::{ForgottenMark, LoadPlayer, OwedReply},
            turn::{Cause, Reply, ReplyKind, Turn},
        },
        outbox::{
            keyboard,
            messages::{Deliver, DeliverOwed, SceneId},
        },
        watch::messages::{LineIn, LineOut},
    },
    game::{
        change::{Change, first_seed, welcome},
        crossing::Line,
        fair::Seed,
        forgetting::{Mark, come_back},
        player::{Player, PlayerId, PositionId},
        spot::Spot,
    },
    plumbing::{clock, dice},
    text::{Lang, Page, pages::Meeting, plain_name},
};

/// What became of a turn, for its flow.
pub(super) enum Outcome {
    /// It is in; the session's player is the one after it.
    Settled,
    /// It was not in, for the player had moved on; the session's player is reloaded: decide again.
    Moved,
}

/// What became of a turn, whatever caused it.
pub(super) enum Known {
    /// It is in; the session's player is the one after it.
    Settled,
    /// It was not in, for the player had moved on, and is reloaded. (Of a turn without an update it may also be that it was in
    /// already: its version alone is its gate.)
    Moved,
    /// The writer refused it for good; the player is reloaded.
    Refused,
}

/// Between two tries to settle with a writer that is away.
const SETTLE_EVERY: Duration = Duration::from_millis(500);

/// Reads a player, waiting out an outage.
async fn load(doors: &Doors, player: PlayerId) -> Result<Player, DbError> {
    ask_patiently(&doors.db, LoadPlayer { player }).await
}

/// Settles until it is known what became of the turn: a writer that was restarted is asked again, which the gate makes safe.
async fn settle_known(doors: &Doors, turn: Turn) -> Result<Verdict, SettleError> {
    loop {
        match doors.writer.send(Settle(turn.clone())).await {
            Ok(Err(SettleError::Refused(error))) if error.is_weather() => {}
            Ok(outcome) => return outcome,
            Err(_closed) => {}
        }
        actix_rt::time::sleep(SETTLE_EVERY).await;
    }
}

/// What is kept of somebody with this player's Telegram id who was forgotten before.
pub(super) async fn mark_of(doors: &Doors, telegram_id: Option<i64>) -> Result<Option<Mark>, DbError> {
    let Some(telegram_id) = telegram_id else { return Ok(None) };
    ask_patiently(&doors.db, ForgottenMark { hash: doors.forget_key.hash(telegram_id) }).await
}

/// Reads a player and, when he is new, settles his welcome, which brings nothing to whoever comes back after he was forgotten. Who was
/// here before there were waiting seeds gets his first one. Says how he is to be met.
pub(super) async fn load_welcomed(doors: Arc<Doors>, id: PlayerId) -> Result<(Player, Meeting), DbError> {
    let mut player = load(&doors, id).await?;
    let forgotten = player.telegram_id.is_none() && player.version > 0;
    if player.next_seed.is_some() || forgotten {
        return Ok((player, Meeting::Again));
    }
    let bytes = dice::bytes32().map_err(|error| DbError::Down(format!("no random bytes: {error}")))?;
    let seed = Seed::from_bytes(bytes);
    let (cause, change, meeting) = if player.version > 0 {
        (Cause::Seed, first_seed(&player, seed), Meeting::Again)
    } else {
        match mark_of(&doors, player.telegram_id).await? {
            Some(mark) => (Cause::Welcome, come_back(&player, &mark, seed), Meeting::Returning),
            None => (Cause::Welcome, welcome(&player, &doors.rules, seed), Meeting::First),
        }
    };
    let turn = Turn {
        player: id,
        version: player.version,
        cause,
        commanded_at: clock::now(),
        change: change.clone(),
        replies: Vec::new(),
    };
    match settle_known(&doors, turn).await {
        Ok(Verdict::Settled) => {
            player.apply(&change);
            Ok((player, meeting))
        }
        // Its version alone is a welcome's gate: another session, or this very turn in an answer that was lost.
        Ok(Verdict::AlreadyDone | Verdict::VersionOld) => Ok((load(&doors, id).await?, meeting)),
        Err(SettleError::Refused(error)) => Err(error),
        Err(SettleError::EpochOld) => Err(DbError::Down("the lease is lost".to_owned())),
    }
}

/// A durable message for an order.
pub(super) fn message(order: &Order, page: &Page) -> Reply {
    keyboard::message(order.place.chat_id, order.place.spot, page, order.lang)
}

/// A durable catch: its card comes with this page as caption and buttons.
pub(super) fn catch(chat_id: i64, spot: Spot, position: PositionId, page: Page, lang: Lang) -> Reply {
    let keyboard = keyboard::write(&keyboard::of(&page));
    Reply { chat_id, kind: ReplyKind::Catch(position), body: page.text, keyboard, lang, spot }
}

impl Session {
    /// Settles what an order changes, tells its durable replies, and ends the order; `then` goes on from there. When the
    /// player had moved on, `then` gets the order back to decide again.
    pub(super) fn settle(
        &mut self,
        held: Held,
        change: Change,
        replies: Vec<Reply>,
        scene: Option<SceneId>,
        ctx: &mut Context<Self>,
        then: impl FnOnce(&mut Session, Outcome, Option<Held>, &mut Context<Self>) + 'static,
    ) {
        let Some(version) = self.player.as_ref().map(|player| player.version) else { return held.end(Err(Unfinished)) };
        let change = self.kept_current(change, &held.order);
        let (cause, commanded_at) = (Cause::Update(held.order.update_id), held.order.commanded_at());
        let turn = Turn { player: self.id, version, cause, commanded_at, change, replies };
        self.settle_turn(turn, scene, ctx, move |act, known, ctx| match known {
            Known::Settled => {
                held.end(Ok(()));
                then(act, Outcome::Settled, None, ctx);
            }
            Known::Moved => then(act, Outcome::Moved, Some(held), ctx),
            Known::Refused => {
                held.end(Err(Unfinished));
                then(act, Outcome::Settled, None, ctx);
            }
        });
    }

    /// Settles a change with one page as its reply. Where the player had moved on, the order is given again by the Router, and
    /// decided on what he is then.
    pub(super) fn settle_said(&mut self, held: Held, change: Change, page: &Page, ctx: &mut Context<Self>) {
        let reply = message(&held.order, page);
        self.settle(held, change, vec![reply], None, ctx, |_, outcome, held, _| {
            if let (Outcome::Moved, Some(held)) = (outcome, held) {
                held.end(Err(Unfinished));
            }
        });
    }

    /// Settles a turn, whatever caused it, and holds the mailbox until it is known what became of it.
    pub(super) fn settle_turn(
        &mut self,
        turn: Turn,
        scene: Option<SceneId>,
        ctx: &mut Context<Self>,
        then: impl FnOnce(&mut Session, Known, &mut Context<Self>) + 'static,
    ) {
        let (doors, id) = (self.doors.clone(), self.id);
        let known = async move {
            let verdict = settle_known(&doors, turn.clone()).await;
            let reloaded = match &verdict {
                Ok(Verdict::Settled) => None,
                _elsewhere => Some(load(&doors, id).await),
            };
            (turn, verdict, reloaded)
        };
        ctx.wait(known.into_actor(self).map(move |(turn, verdict, reloaded), act, ctx| {
            match reloaded {
                Some(Ok(player)) => act.moved_to(player),
                Some(Err(_)) => ctx.stop(),
                None => {}
            }
            let known = match verdict {
                Ok(Verdict::Settled) => {
                    act.settled(turn, scene);
                    Known::Settled
                }
                Ok(Verdict::AlreadyDone) => {
                    act.tell_outbox(DeliverOwed { player: id });
                    Known::Settled
                }
                Ok(Verdict::VersionOld) => Known::Moved,
                Err(_told_by_the_writer) => Known::Refused,
            };
            then(act, known, ctx);
        }));
    }

    /// The player as the database has him, who was changed elsewhere: the Watch hears of his line.
    fn moved_to(&mut self, player: Player) {
        if let Some(before) = self.player.as_ref().and_then(|before| before.open.as_ref())
            && player.open.as_ref().is_none_or(|open| open.id != before.id)
        {
            self.tell_watch(LineIn { player: self.id, position: before.id });
        }
        self.player = Some(player);
        self.tell_line();
    }

    /// The change, with the name and the language that Telegram tells today where they are others than at the last turn.
    pub(super) fn kept_current(&self, mut change: Change, order: &Order) -> Change {
        let Some(player) = &self.player else { return change };
        let name = plain_name(&order.name);
        let known = change.profile.as_deref().unwrap_or(&player.profile);
        let is_current = known.name == name && (known.lang_chosen || known.lang == order.lang);
        if change.forgets.is_none() && !is_current {
            let profile = change.profile_of(player);
            profile.name = name;
            if !profile.lang_chosen {
                profile.lang = order.lang;
            }
        }
        change
    }

    /// The commit is acknowledged: the change is applied and its replies are on their way.
    fn settled(&mut self, turn: Turn, scene: Option<SceneId>) {
        if let Some(player) = &mut self.player {
            player.apply(&turn.change);
        }
        if let Some(caught) = &turn.change.closes {
            self.tell_watch(LineIn { player: self.id, position: caught.position.id });
        }
        if turn.change.opens.is_some() || turn.change.bells.is_some() {
            self.tell_line();
        }
        let replies = OwedReply::of_settled(turn, clock::now());
        self.tell_outbox(Deliver { replies, scene });
    }

    /// Tells the Watch of the line in the water, with its bells; nothing is told where there is none.
    pub(super) fn tell_line(&self) {
        if let Some(open) = self.player.as_ref().and_then(|player| player.open.as_ref()) {
            self.tell_watch(LineOut(Line::of(self.id, open)));
        }
    }

    /// A word to the Watch that nobody waits for; in order with what else this session tells it.
    pub(super) fn tell_watch<M>(&self, message: M)
    where
        M: actix::Message<Result = ()> + Send + 'static,
        crate::actors::watch::Watch: actix::Handler<M>,
    {
        let told = self.doors.watch.send(message);
        actix_rt::spawn(async move {
            // A Watch that is restarting reads the lines from the database.
            let _lost = told.await;
        });
    }

    /// A word to the Outbox that nobody waits for; in order with what else this session says.
    pub(super) fn tell_outbox<M>(&self, message: M)
    where
        M: actix::Message<Result = ()> + Send + 'static,
        crate::actors::outbox::Outbox: actix::Handler<M>,
    {
        let told = self.doors.outbox.send(message);
        actix_rt::spawn(async move {
            // The Outbox being restarted loses scenes only; durable replies are read again from the database.
            let _lost = told.await;
        });
    }
}
