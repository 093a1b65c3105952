//! The session itself: loading its player, taking orders, and which flow an order belongs to.
//!
//! **Invariant:** orders are taken in the order they were given; at most one cast or hook waits for its fill, and one hook
//! may wait for a cast.

use std::sync::Arc;

use actix::{Actor, ActorContext, ActorFutureExt, AsyncContext, Context, Handler, ResponseFuture, WrapFuture};
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::{
    doors::Doors,
    looking::NEWEST,
    messages::{Intent, Order, Unfinished},
    settling,
};
use crate::{
    game::{
        limits::{Recent, Verdict},
        player::{Player, PlayerId},
        press::Press,
    },
    text::{
        self,
        pages::{self, Meeting},
    },
};

/// An order in hand, and who waits for its end.
pub(super) struct Held {
    pub order: Order,
    pub asker: oneshot::Sender<Result<(), Unfinished>>,
}

impl Held {
    /// Tells the asker how it ended.
    pub fn end(self, outcome: Result<(), Unfinished>) {
        let _gone = self.asker.send(outcome);
    }
}

/// What waits for a fill.
pub(super) enum Busy {
    /// Nothing.
    Free,
    /// A cast.
    Casting,
    /// A hook.
    Hooking {
        /// Its fill is the first tick of a round after this.
        after: Timestamp,
    },
}

/// See the folder's head.
pub struct Session {
    pub(super) id: PlayerId,
    pub(super) doors: Arc<Doors>,
    /// `None` only while it is being loaded.
    pub(super) player: Option<Player>,
    /// How `/start` meets him: that his welcome was settled in this session is told once.
    pub(super) meeting: Meeting,
    pub(super) busy: Busy,
    /// Boxed, for mostly there is none.
    pub(super) next_hook: Option<Box<Held>>,
    /// His record is being read or sent.
    pub(super) handing_over: bool,
    /// What he asked lately, for the limits.
    pub(super) recent: Recent,
}

impl Session {
    /// A session of this player; it loads him when it starts.
    pub fn new(id: PlayerId, doors: Arc<Doors>) -> Session {
        Session {
            id,
            doors,
            player: None,
            meeting: Meeting::Again,
            busy: Busy::Free,
            next_hook: None,
            handing_over: false,
            recent: Recent::new(),
        }
    }

    /// An order's first gate: the limits. Then its flow.
    fn take(&mut self, mut held: Held, ctx: &mut Context<Self>) {
        if let Some(chosen) = self.player.as_ref().map(|player| &player.profile).filter(|profile| profile.lang_chosen) {
            held.order.lang = chosen.lang;
        }
        let order = &held.order;
        self.doors.faults.strike("session.handle", order.update_id);
        log::debug!(cause = order.update_id, player = self.id.0, intent = order.intent.name(); "order");
        if self.player.as_ref().is_some_and(|player| player.telegram_id.is_none()) {
            return self.say_forgotten(held);
        }
        if order.intent == Intent::TooManyWaiting {
            return match self.recent.refuse(order.arrived_at) {
                Verdict::SlowDown => self.refuse(held, pages::slow_down),
                _silent => self.end_silently(held),
            };
        }
        if let Some(counted) = order.intent.counted() {
            match self.recent.admit(order.arrived_at, counted, &self.doors.limits) {
                Verdict::Admitted => {}
                Verdict::SlowDown => return self.refuse(held, pages::slow_down),
                Verdict::Silent => return self.end_silently(held),
            }
        }
        match order.intent.clone() {
            Intent::Start => self.start(held),
            Intent::Help => self.say(held, |lang| pages::help(lang, 0)),
            Intent::Cast => self.cast(held, ctx),
            Intent::Hook => self.hook(held, ctx),
            Intent::Status => self.status(held),
            Intent::Bells => self.bells(held),
            Intent::Bell(mark) => self.bell(held, mark, ctx),
            Intent::Ponds => self.ponds(held),
            Intent::Rods => self.rods(held),
            Intent::Daily => self.daily(held, ctx),
            Intent::Envelope => self.envelope(held, ctx),
            Intent::Language(None) => self.languages(held),
            Intent::Language(Some(lang)) => self.choose_language(held, lang, ctx),
            Intent::MyData => self.my_data(held, ctx),
            Intent::Forget => self.ask_forget(held, ctx),
            Intent::Board(Some(span)) => self.board(held, span, false, ctx),
            Intent::Board(None) => self.refuse(held, pages::board_unknown),
            Intent::Group(news) => self.group(held, news, ctx),
            Intent::Pnl => self.pnl(held, ctx),
            Intent::History => self.history(held, NEWEST, ctx),
            Intent::Fair => self.fair(held),
            Intent::Luck(word) => self.luck(held, word, ctx),
            Intent::Verify(asked) => self.verify(held, asked, ctx),
            Intent::Fishdex => self.fishdex(held, 0, ctx),
            Intent::Press(press) => self.press(held, press, ctx),
            Intent::ForgedPress => self.toast(held, text::stale_button),
            Intent::UnknownCommand => self.say(held, pages::unknown_command),
            Intent::Words | Intent::TooManyWaiting => self.say(held, pages::hint),
        }
    }

    /// A button of ours: whose, and of which line.
    fn press(&mut self, held: Held, press: Press, ctx: &mut Context<Self>) {
        if press.owner().is_some_and(|owner| owner != self.id) {
            // Of a question in his own chat: he was forgotten since, and has begun anew.
            let was_himself = matches!(press, Press::Forget { .. } | Press::Keep { .. }) && held.order.place.private;
            return self.toast(held, if was_himself { text::stale_button } else { text::not_yours });
        }
        let open = self.player.as_ref().and_then(|player| player.open.as_ref()).map(|open| open.id);
        match press {
            Press::Hook { position, .. } if open == Some(position) => self.hook(held, ctx),
            Press::Hook { .. } => self.toast(held, text::stale_button),
            Press::Status { .. } => self.status(held),
            Press::Pond { pair, .. } => self.choose_pond(held, pair, ctx),
            Press::Rod { rod, .. } => self.take_rod(held, rod, ctx),
            Press::Cast { .. } => self.cast(held, ctx),
            Press::Buy { rod, .. } => self.buy_rod(held, rod, ctx),
            Press::Daily { .. } => self.daily(held, ctx),
            Press::Envelope { .. } => self.envelope(held, ctx),
            Press::Language { lang, .. } => self.choose_language(held, lang, ctx),
            Press::Forget { asked_s, .. } => {
                self.forget(held, Timestamp::from_second(asked_s).unwrap_or(Timestamp::MIN), ctx);
            }
            Press::Keep { .. } => self.refuse(held, pages::forget_kept),
            Press::Unbell { position, mark, .. } => self.unbell(held, position, mark, ctx),
            Press::Help { page } => self.say(held, |lang| pages::help(lang, page)),
            Press::Board { span, everyone } => self.board(held, span, everyone, ctx),
            Press::History { before, .. } => self.history(held, before, ctx),
            Press::Verify { position, .. } => self.verify_one(held, position, ctx),
            Press::Fishdex { page, .. } => self.fishdex(held, page, ctx),
            Press::Fish { fish, .. } => self.show_fish(held, fish, ctx),
            Press::TurnHelp { page } => self.turn_page(held, |lang| pages::help(lang, page)),
        }
    }

    /// Reads the player and, where he is new, settles his welcome. Holds the mailbox.
    fn load(&mut self, ctx: &mut Context<Self>) {
        let loading = settling::load_welcomed(self.doors.clone(), self.id);
        ctx.wait(loading.into_actor(self).map(|loaded, act, ctx| match loaded {
            Ok((player, meeting)) => {
                // Of whoever was forgotten a moment ago, the minute goes on.
                act.recent = act.doors.leavers.recall(player.telegram_id).unwrap_or_default();
                act.player = Some(player);
                act.meeting = meeting;
                // Whoever had this player before may have died before he could tell.
                act.tell_line();
            }
            Err(error) => {
                log::error!(player = act.id.0, error = error.to_string().as_str(); "player cannot be loaded");
                ctx.stop();
            }
        }));
    }
}

impl Actor for Session {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        self.load(ctx);
    }
}

impl Handler<Order> for Session {
    type Result = ResponseFuture<Result<(), Unfinished>>;
    fn handle(&mut self, order: Order, ctx: &mut Context<Self>) -> Self::Result {
        let (asker, ended) = oneshot::channel();
        self.take(Held { order, asker }, ctx);
        // Dropped with the session's memory when it panics.
        Box::pin(async move { ended.await.unwrap_or(Err(Unfinished)) })
    }
}
