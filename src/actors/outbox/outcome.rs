//! What follows from Telegram's answer to a send.
//!
//! Called by the actor for every [`Sent`].
//!
//! **Invariant:** a 429 freezes before anything else of that chat is taken out; only durable replies are repeated when they
//! may have arrived.

use std::time::{Duration, Instant};

use actix::{AsyncContext, Context, Handler, Message};

use super::{
    actor::{LONGEST_SEND, Outbox, backoff},
    deliver::Sent,
    parcel::{Content, Errand, Parcel},
    port::{Accepted, CallError, Refusal},
    several::said,
};
use crate::{
    actors::{
        db::{
            marker::{Delivered, Fate, MarkDelivered, mark},
            messages::Debt,
        },
        imagegen::messages::RememberUpload,
    },
    game::digest::Digest,
    plumbing::{
        dice, later,
        paths::{Path, took},
    },
};

/// A durable reply that failed for so long is given up, for the operator to look at.
const GIVE_UP_AFTER: Duration = Duration::from_secs(24 * 3600);

impl Handler<Sent> for Outbox {
    type Result = ();
    fn handle(&mut self, mut sent: Sent, ctx: &mut Context<Self>) {
        let chat_id = sent.chat_id;
        self.lands(chat_id);
        self.landing = Some(chat_id);
        self.faults.strike("outbox.handle", chat_id);
        match &sent.outcome {
            Ok(_) => self.meter.ended(sent.began),
            Err(CallError::Refused { refusal: Refusal::Benign, .. }) => self.meter.ended(sent.began),
            Err(error) => self.meter.failed(sent.began, error),
        };
        self.pace(&sent);
        self.note(&sent);
        if sent.outcome.is_err() && !self.take_apart(&mut sent) {
            return self.landed(chat_id, ctx);
        }
        match sent.outcome.clone() {
            Ok(accepted) => self.accepted(sent, accepted, ctx),
            Err(CallError::TooMany { retry_after_s }) => self.too_many(chat_id, sent.parcel, retry_after_s),
            Err(CallError::Unreached(_)) => self.again_later(chat_id, sent.parcel, ctx),
            Err(CallError::Unknown(_)) => {
                let Sent { mut parcel, with_card, said, .. } = sent;
                // Where uploads alone fail, words go; where these fail too, it is the weather's and the card has its turn again.
                parcel.card_failures = if with_card { parcel.card_failures + 1 } else { 0 };
                self.perhaps_arrived(chat_id, parcel, said, ctx);
            }
            Err(CallError::Refused { refusal, description, .. }) => self.refused(sent, refusal, &description, ctx),
        }
        self.landed(chat_id, ctx);
    }
}

/// Replies that Telegram took are marked together so often: a message to the Marker and back for each would cost as much as a
/// tenth of its send. One that was not marked is known by what was told (`told.rs`), or after a crash comes once more.
const GATHER: Duration = Duration::from_millis(5);

/// "The fate of these replies is written": until then a drain waits, for a reply without its mark comes again at the next start.
#[derive(Clone, Debug, Message)]
#[rtype(result = "()")]
struct Marked(Vec<Debt>);
impl Handler<Marked> for Outbox {
    type Result = ();
    fn handle(&mut self, Marked(debts): Marked, _: &mut Context<Self>) {
        for debt in debts {
            self.durable.remove(&debt);
            self.reads.delivered(debt);
        }
        self.tell_when_drained();
    }
}

impl Outbox {
    /// What followed from it is done: the next ones go.
    fn landed(&mut self, chat_id: i64, ctx: &mut Context<Self>) {
        self.landing = None;
        // Behind those that wait for a connection, or a few long lanes keep them all.
        self.ready.push_back(chat_id);
        self.go_ready(ctx);
        self.tell_when_drained();
    }

    /// What Telegram took, or may have, counts towards the pace of its chat.
    fn pace(&mut self, sent: &Sent) {
        let (chat_id, now) = (sent.chat_id, Instant::now());
        if !matches!(sent.outcome, Err(CallError::TooMany { .. })) {
            self.freezing.taken(chat_id);
        }
        if matches!(sent.outcome, Ok(_) | Err(CallError::Unknown(_)))
            && let Some(due) = self.paces.sent(chat_id, now, &self.pace, dice::decoration())
        {
            self.lanes.entry(chat_id).or_default().freeze(due);
        }
    }

    /// One message for several replies that was not taken is several again: the first goes on as itself, the others wait behind
    /// it. False where it was about the words: then each is told alone.
    fn take_apart(&mut self, sent: &mut Sent) -> bool {
        let Errand::Several(parcels) = &mut sent.parcel.errand else { return true };
        let mut parcels = std::mem::take(parcels);
        let words = matches!(
            sent.outcome,
            Err(CallError::Refused { refusal: Refusal::Other | Refusal::Conflict | Refusal::Picture, .. })
        );
        let lane = self.lanes.entry(sent.chat_id).or_default();
        let first = if words || parcels.is_empty() { None } else { Some(parcels.remove(0)) };
        for parcel in parcels.into_iter().rev() {
            lane.put_back(Parcel { alone: words, ..parcel });
        }
        let goes_on = first.is_some();
        if let Some(first) = first {
            sent.parcel = Parcel { tries: sent.parcel.tries, ..first };
        }
        goes_on
    }

    /// A send came back: its connection and its lane are free.
    fn lands(&mut self, chat_id: i64) {
        self.in_flight = self.in_flight.saturating_sub(1);
        if self.in_flight > 0 {
            self.turning.turns_within(LONGEST_SEND)
        } else {
            self.turning.rests()
        }
        if let Some(lane) = self.lanes.get_mut(&chat_id) {
            (lane.sending, lane.flying) = (false, Vec::new());
        }
    }

    /// Tells the operator when sending begins to fail, and when it goes again.
    fn note(&mut self, sent: &Sent) {
        let (chat_id, now, parcel) = (sent.chat_id, Instant::now(), &sent.parcel);
        let is_durable = matches!(parcel.errand, Errand::Durable(_) | Errand::Several(_));
        match &sent.outcome {
            Err(error @ CallError::Unknown(_)) if is_durable => self.trouble.failed(chat_id, error, now),
            Err(
                error @ (CallError::Unreached(_)
                | CallError::Refused { refusal: Refusal::Token | Refusal::LoggedOut, .. }),
            ) if !parcel.is_decoration() => self.trouble.failed(chat_id, error, now),
            Ok(_) | Err(CallError::Refused { .. }) => self.trouble.answered(chat_id, now),
            // Not tried again; or told of as what it is.
            Err(CallError::Unknown(_) | CallError::Unreached(_) | CallError::TooMany { .. }) => false,
        };
    }

    fn accepted(&mut self, sent: Sent, accepted: Accepted, ctx: &mut Context<Self>) {
        let Sent { chat_id, parcel, upload, awaits_art, with_card, said, .. } = sent;
        if let Errand::Frame(id) = parcel.errand {
            if let Some(lane) = self.lanes.get_mut(&chat_id) {
                lane.frame_is(id, accepted.message_id);
            }
            return;
        }
        if !with_card && matches!(parcel.content, Content::Catch { .. }) {
            self.counts.without_card += 1;
            took(Path::CardDegraded);
        }
        if let (Some(key), Some(file_id)) = (upload, accepted.file_id.clone()) {
            let imagegen = self.imagegen.clone();
            actix_rt::spawn(async move {
                let _gone = imagegen.send(RememberUpload { key, file_id }).await;
            });
        }
        if let (Some(fish), Some(message_id)) = (awaits_art, accepted.message_id) {
            self.await_art(chat_id, message_id, parcel.content.clone(), fish, ctx.address());
        }
        self.settle_errand(parcel.errand, Fate::Told(said), ctx);
    }

    /// The parcel's fate is known: whoever waits for it is told.
    pub(super) fn settle_errand(&mut self, errand: Errand, fate: Fate, ctx: &mut Context<Self>) {
        match errand {
            Errand::Answer(asker) => {
                let _gone = asker.send(Ok(()));
            }
            Errand::Durable(debt) => match &fate {
                Fate::Told(_) | Fate::SpokenFor => {
                    self.told.remember(debt.clone(), fate.clone());
                    if self.delivered.is_empty() {
                        ctx.run_later(GATHER, Self::mark_delivered);
                    }
                    self.delivered.push(Delivered { debt, fate });
                }
                Fate::GivenUp(reason) => {
                    self.counts.given_up += 1;
                    took(Path::GivenUp);
                    log::warn!(player = debt.key.player.0, version = debt.key.version, reason = reason.as_str(); "reply given up");
                    self.mark(vec![Delivered { debt, fate }], ctx);
                }
            },
            Errand::Several(parcels) => {
                self.counts.spoken_for += parcels.len() as u64;
                for parcel in parcels {
                    let its = if let Fate::Told(_) = fate { Fate::Told(said(&parcel)) } else { fate.clone() };
                    self.settle_errand(parcel.errand, its, ctx);
                }
            }
            Errand::Frame(_) | Errand::Decoration => {}
        }
    }

    /// Has all marked that was delivered since the last time.
    fn mark_delivered(&mut self, ctx: &mut Context<Self>) {
        let marks = std::mem::take(&mut self.delivered);
        self.mark(marks, ctx);
    }

    fn mark(&self, marks: Vec<Delivered>, ctx: &mut Context<Self>) {
        let marker = self.marker.clone();
        later::tell(ctx.address(), async move {
            let debts = marks.iter().map(|delivered| delivered.debt.clone()).collect();
            mark(&marker, MarkDelivered(marks)).await;
            Marked(debts)
        });
    }

    fn too_many(&mut self, chat_id: i64, parcel: Parcel, retry_after_s: u64) {
        let now = Instant::now();
        let until = now + Duration::from_secs(retry_after_s);
        self.counts.too_many += 1;
        took(Path::LaneFrozen);
        log::info!(chat = chat_id, retry_after_s = retry_after_s; "telegram asks for patience");
        let quiet = self.paces.is_quiet(chat_id, now);
        if self.freezing.refused(chat_id, quiet, Duration::from_secs(retry_after_s), now) {
            took(Path::AllLanesFrozen);
        }
        let lane = self.lanes.entry(chat_id).or_default();
        lane.freeze(until);
        // Behind the parcel that was refused comes the result of the scene that ends here.
        if !parcel.is_decoration() {
            lane.put_back(parcel);
        }
        if let Some(player) = lane.cut_scene() {
            self.scenes.remove(&player);
        }
    }

    pub(super) fn again_later(&mut self, chat_id: i64, parcel: Parcel, ctx: &mut Context<Self>) {
        if parcel.is_decoration() {
            return;
        }
        if parcel.since.elapsed() > GIVE_UP_AFTER {
            self.trouble.answered(chat_id, Instant::now());
            self.settle_errand(parcel.errand, Fate::GivenUp("not delivered within a day".to_owned()), ctx);
            return;
        }
        took(Path::SentAgain);
        let lane = self.lanes.entry(chat_id).or_default();
        lane.freeze(Instant::now() + backoff(parcel.tries));
        lane.put_back(parcel);
    }

    fn perhaps_arrived(&mut self, chat_id: i64, parcel: Parcel, said: Digest, ctx: &mut Context<Self>) {
        if matches!(parcel.errand, Errand::Durable(_)) {
            took(Path::PerhapsArrived);
            return self.again_later(chat_id, parcel, ctx);
        }
        if let (Errand::Frame(_), Content::Message { edit: Some(message_id), .. }) = (&parcel.errand, &parcel.content)
            && let Some(lane) = self.lanes.get_mut(&chat_id)
        {
            lane.leave_message(*message_id);
        }
        self.settle_errand(parcel.errand, Fate::Told(said), ctx);
    }
}
