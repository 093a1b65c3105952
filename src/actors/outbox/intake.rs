//! What comes into lanes: parcels, answers without effect, and what is owed.
//!
//! Called for every message that the Outbox is told (see `hearing.rs`), and for what is owed when it is read again.
//!
//! **Invariant:** what comes in while its own scene is played becomes the scene's result; whatever else comes in for a player ends it.

use actix::{Context, ResponseFuture};
use tokio::sync::oneshot;

use super::{
    actor::Outbox,
    keyboard,
    messages::{SceneId, Unsaid},
    parcel::{Content, Errand, Parcel},
};
use crate::{
    actors::db::{marker::Fate, messages::OwedReply},
    game::{player::PlayerId, spot::Spot},
};

/// Answers that a private chat, which takes one a second, may have waiting: ninety seconds of them.
const ANSWERS: usize = 90;

impl Outbox {
    /// Puts a parcel into its chat's lane.
    pub(super) fn put(&mut self, chat_id: i64, parcel: Parcel, ctx: &mut Context<Self>) {
        self.lanes.entry(chat_id).or_default().push(parcel);
        self.go(chat_id, ctx);
    }

    /// A further command of a player ends his scene, wherever it is played, unless it is this one.
    pub(super) fn end_scene_of(&mut self, player: PlayerId, but: Option<SceneId>, ctx: &mut Context<Self>) {
        let Some(chat_id) = self.scenes.get(&player).copied() else { return };
        let Some(lane) = self.lanes.get_mut(&chat_id) else { return };
        if lane.scene.as_ref().is_some_and(|scene| scene.player == player && Some(scene.id) != but) {
            lane.cut_scene();
            self.scenes.remove(&player);
            self.go(chat_id, ctx);
        }
    }

    /// Gives a parcel to its scene, when that is still played; else it comes back.
    fn offer_to_scene(&mut self, chat_id: i64, id: SceneId, parcel: Parcel, at_once: bool) -> Option<Parcel> {
        let Some(lane) = self.lanes.get_mut(&chat_id) else { return Some(parcel) };
        let left = lane.offer(id, parcel, at_once || self.draining.is_some());
        // In a group others wait: it has its place among them, and not behind whatever comes meanwhile.
        if left.is_none()
            && chat_id < 0
            && lane.waiting() > 0
            && let Some(player) = lane.cut_scene()
        {
            self.scenes.remove(&player);
        }
        left
    }

    /// Puts an answer without effect into its lane, or gives it to the scene whose outcome it is.
    pub(super) fn answer(
        &mut self,
        player: Option<PlayerId>,
        chat_id: i64,
        spot: Spot,
        scene: Option<SceneId>,
        content: Content,
        ctx: &mut Context<Self>,
    ) -> ResponseFuture<Result<(), Unsaid>> {
        if let Some(player) = player {
            self.end_scene_of(player, scene, ctx);
        }
        let (asker, answer) = oneshot::channel();
        let parcel = Parcel::new(content, Errand::Answer(asker)).of(player).at(spot);
        let left = match scene {
            Some(id) => self.offer_to_scene(chat_id, id, parcel, true),
            None => Some(parcel),
        };
        if let Some(parcel) = left {
            // At the pace of its chat the oldest would be said when nobody waits for it any longer.
            let most = if chat_id < 0 { self.pace.group_per_minute * 3 / 2 } else { ANSWERS };
            let lane = self.lanes.entry(chat_id).or_default();
            lane.push(parcel);
            if let Some(oldest) = lane.shed_answer(most) {
                self.counts.dropped += 1;
                self.settle_errand(oldest.errand, Fate::SpokenFor, ctx);
            }
        }
        self.go(chat_id, ctx);
        Box::pin(async move { answer.await.unwrap_or(Err(Unsaid)) })
    }

    pub(super) fn take_owed(&mut self, replies: Vec<OwedReply>, scene: Option<SceneId>, ctx: &mut Context<Self>) {
        let mut scene = scene;
        for owed in replies {
            let debt = owed.debt();
            if self.reads.is_old(&debt) {
                continue;
            }
            let (chat_id, player) = (owed.reply.chat_id, owed.key.player);
            if !self.durable.insert(debt.clone(), chat_id, owed.settled_at) {
                continue;
            }
            if let Some(fate) = self.told.fate_of(&debt).cloned() {
                self.settle_errand(Errand::Durable(debt), fate, ctx);
                continue;
            }
            let keyboard = keyboard::read(&owed.reply.keyboard);
            let parcel = Parcel::durable(owed, keyboard);
            let left = match scene.take() {
                Some(id) => self.offer_to_scene(chat_id, id, parcel, false),
                None => {
                    self.end_scene_of(player, None, ctx);
                    Some(parcel)
                }
            };
            if let Some(parcel) = left {
                let lane = self.lanes.entry(chat_id).or_default();
                let obsolete = if chat_id < 0 { lane.superseded_by(&parcel) } else { Vec::new() };
                lane.push_durable(parcel);
                for parcel in obsolete {
                    self.counts.spoken_for += 1;
                    self.settle_errand(parcel.errand, Fate::SpokenFor, ctx);
                }
            }
            self.go(chat_id, ctx);
        }
    }
}
