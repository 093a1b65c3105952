//! A lane: everything that one chat is still to be told, in order.
//!
//! Owned by the Outbox, one per chat that has anything to do. Pure: the time comes in, what to send comes out.
//!
//! **Invariant:** at most one send in flight; nothing is taken out while the lane is frozen.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use super::{
    parcel::{Content, Errand, Parcel},
    port::Body,
    scene::{Next, Scene},
};
use crate::game::player::PlayerId;

/// Telegram takes about one message a second per chat; frames keep to it, answers need not.
const FRAME_SPACING: Duration = Duration::from_secs(1);

/// See the file's head.
#[derive(Default)]
pub struct Lane {
    queue: VecDeque<Parcel>,
    /// The scene that is played here.
    pub scene: Option<Scene>,
    /// A send is in flight.
    pub sending: bool,
    frozen_until: Option<Instant>,
    last_frame: Option<Instant>,
}

/// What a lane wants next.
#[derive(Debug)]
pub enum Turn {
    /// Send this.
    Send(Parcel),
    /// Look again then.
    At(Instant),
    /// Nothing until something is told, but keep the lane (a scene is played).
    Wait,
    /// Nothing: the lane may go.
    Empty,
}

impl Lane {
    /// Adds a parcel behind the others.
    pub fn push(&mut self, parcel: Parcel) {
        self.queue.push_back(parcel);
    }

    /// Puts a parcel back before the others, to be sent again.
    pub fn put_back(&mut self, parcel: Parcel) {
        self.queue.push_front(parcel);
    }

    /// Sends nothing before then.
    pub fn freeze(&mut self, until: Instant) {
        self.frozen_until = self.frozen_until.max(Some(until));
    }

    /// True while nothing may be sent.
    pub fn is_frozen(&self, now: Instant) -> bool {
        self.frozen_until.is_some_and(|until| now < until)
    }

    /// Parcels waiting, without the scene's.
    pub fn waiting(&self) -> usize {
        self.queue.len()
    }

    /// Whose scene is played here.
    pub fn player(&self) -> Option<PlayerId> {
        self.scene.as_ref().map(|scene| scene.player)
    }

    /// Ends the scene: the result it had goes out next, in the place of the frames. Answers whose it was.
    pub fn cut_scene(&mut self) -> Option<PlayerId> {
        let scene = self.scene.take()?;
        let player = scene.player;
        let (message_id, result) = scene.cut();
        if let Some(result) = result {
            self.queue.push_back(result.into_edit_of(message_id));
        }
        Some(player)
    }

    /// What to send now. The caller sets `sending` when it does.
    pub fn next(&mut self, now: Instant) -> Turn {
        if self.sending {
            return Turn::Wait;
        }
        if let Some(until) = self.frozen_until {
            if now < until {
                return Turn::At(until);
            }
            self.frozen_until = None;
        }
        if let Some(parcel) = self.queue.pop_front() {
            return Turn::Send(parcel);
        }
        let Some(scene) = &mut self.scene else { return Turn::Empty };
        let frames_from = self.last_frame.map_or(now, |last| last + FRAME_SPACING);
        match scene.next(now, frames_from) {
            Next::Frame(text) => {
                self.last_frame = Some(now);
                let content =
                    Content::Message { edit: scene.message_id, body: Body { text, html: true }, keyboard: Vec::new() };
                Turn::Send(Parcel::new(content, Errand::Frame(scene.id)))
            }
            Next::Result(result) => {
                let message_id = scene.message_id;
                self.scene = None;
                Turn::Send(result.into_edit_of(message_id))
            }
            Next::At(due) => Turn::At(due),
            Next::Abandoned => {
                self.scene = None;
                Turn::Empty
            }
        }
    }
}
