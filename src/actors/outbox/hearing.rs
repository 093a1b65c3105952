//! What the Outbox is told to say: scenes, durable replies, pages, and fish shown again.
//!
//! Asked by sessions and the Router; each becomes a parcel in its chat's lane, or a scene there.
//!
//! **Invariant:** whatever a player is told ends his running scene, unless it is that scene's own.

use std::time::Instant;

use actix::{Context, Handler, ResponseFuture};

use super::{
    actor::{Outbox, PRESSURE},
    keyboard,
    messages::{BeginScene, Deliver, Say, ShowFish, Shown, Splash, TurnPage, Unsaid},
    parcel::{Content, Errand, Parcel},
    port::Body,
    scene::Scene,
};

impl Handler<BeginScene> for Outbox {
    type Result = ();
    fn handle(&mut self, m: BeginScene, ctx: &mut Context<Self>) {
        self.end_scene_of(m.player, None, ctx);
        let mut frames: std::collections::VecDeque<_> = m.frames.into();
        let Some((_, Shown::Text(first))) = frames.pop_front() else { return };
        // In a group under pressure a frame would take the place of a result, and another player's scene is not cut for it.
        let pressed = m.chat_id < 0 && self.lanes.get(&m.chat_id).is_some_and(|lane| lane.is_busy(Instant::now()));
        if self.lanes.len() > PRESSURE || self.draining.is_some() || pressed {
            return;
        }
        let lane = self.lanes.entry(m.chat_id).or_default();
        // Of who he was, where he was forgotten and begins anew.
        if let Some(cut) = lane.cut_scene() {
            self.scenes.remove(&cut);
        }
        lane.scene = Some(Scene::new(m.scene, m.player, Instant::now(), frames, m.result_after));
        self.scenes.insert(m.player, m.chat_id);
        let content = Content::Message { edit: None, body: Body { text: first, html: true }, keyboard: Vec::new() };
        self.put(m.chat_id, Parcel::new(content, Errand::Frame(m.scene)).at(m.spot), ctx);
    }
}

impl Handler<Splash> for Outbox {
    type Result = ();
    fn handle(&mut self, m: Splash, ctx: &mut Context<Self>) {
        let Some(chat_id) = self.scenes.get(&m.player).copied() else { return };
        let scene = self.lanes.get_mut(&chat_id).and_then(|lane| lane.scene.as_mut());
        if let Some(scene) = scene.filter(|scene| scene.id == m.scene) {
            scene.splash(m.text);
            self.go(chat_id, ctx);
        }
    }
}

impl Handler<Deliver> for Outbox {
    type Result = ();
    fn handle(&mut self, m: Deliver, ctx: &mut Context<Self>) {
        self.take_owed(m.replies, m.scene, ctx);
    }
}

impl Handler<Say> for Outbox {
    type Result = ResponseFuture<Result<(), Unsaid>>;
    fn handle(&mut self, m: Say, ctx: &mut Context<Self>) -> Self::Result {
        let keyboard = keyboard::of(&m.page);
        let body = Body { text: m.page.text, html: true };
        let content = Content::Message { edit: None, body, keyboard };
        self.answer(m.player, m.chat_id, m.spot, m.scene, content, ctx)
    }
}

impl Handler<TurnPage> for Outbox {
    type Result = ResponseFuture<Result<(), Unsaid>>;
    fn handle(&mut self, TurnPage { message_id, say }: TurnPage, ctx: &mut Context<Self>) -> Self::Result {
        let keyboard = keyboard::of(&say.page);
        let body = Body { text: say.page.text, html: true };
        let content = Content::Message { edit: Some(message_id), body, keyboard };
        self.answer(say.player, say.chat_id, say.spot, None, content, ctx)
    }
}

impl Handler<ShowFish> for Outbox {
    type Result = ResponseFuture<Result<(), Unsaid>>;
    fn handle(&mut self, ShowFish { fish, lang, say }: ShowFish, ctx: &mut Context<Self>) -> Self::Result {
        let keyboard = keyboard::of(&say.page);
        let caption = Body { text: say.page.text, html: true };
        self.answer(say.player, say.chat_id, say.spot, None, Content::Fish { fish, lang, caption, keyboard }, ctx)
    }
}
