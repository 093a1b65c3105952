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
    messages::SceneId,
    parcel::{Content, Errand, Parcel},
    port::Body,
    scene::{Next, Scene},
    several,
};
use crate::{
    actors::db::messages::Debt,
    game::{player::PlayerId, press::Press},
};

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
    /// It is of these durable replies.
    pub flying: Vec<Debt>,
    frozen_until: Option<Instant>,
    last_frame: Option<Instant>,
}

/// What a lane wants next.
#[derive(Debug)]
pub enum Turn {
    /// Send this.
    Send(Box<Parcel>),
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

    /// Adds a durable reply behind the others, but before later ones of the same player: after a restart of the Outbox, and
    /// where the answer of a turn was lost, replies are read from the database while new ones come in.
    pub fn push_durable(&mut self, parcel: Parcel) {
        let key = parcel.reply_key();
        let later = self.queue.iter().position(|queued| match (queued.reply_key(), key) {
            (Some(queued), Some(key)) => {
                queued.player == key.player && (queued.version, queued.seq) > (key.version, key.seq)
            }
            _ => false,
        });
        self.queue.insert(later.unwrap_or(self.queue.len()), parcel);
    }

    /// Gives a scene that is played here its result, to be shown at its time, or at once; else the result comes back.
    /// Where its first frame still waits, that is never sent: the result is there already.
    pub fn offer(&mut self, id: SceneId, result: Parcel, at_once: bool) -> Option<Parcel> {
        let waiting = self.queue.len();
        self.queue.retain(|parcel| !matches!(parcel.errand, Errand::Frame(of) if of == id));
        let is_unseen = self.queue.len() < waiting;
        let Some(scene) = self.scene.as_mut().filter(|scene| scene.id == id) else { return Some(result) };
        scene.set_result(result, at_once || is_unseen);
        None
    }

    /// The message of a scene's first frame is known: what follows is put into it, also where the scene was cut meanwhile.
    pub fn frame_is(&mut self, id: SceneId, message_id: Option<i64>) {
        if let Some(scene) = self.scene.as_mut().filter(|scene| scene.id == id && scene.message_id.is_none()) {
            scene.message_id = message_id;
        }
        for parcel in self.queue.iter_mut().filter(|parcel| parcel.in_place_of == Some(id)) {
            parcel.in_place_of = None;
            if let Content::Message { edit, .. } = &mut parcel.content {
                *edit = message_id;
            }
        }
    }

    /// An edit of this message may still arrive: what would have been put into it becomes a message of its own, or the late
    /// edit would take its place.
    pub fn leave_message(&mut self, message_id: i64) {
        if let Some(scene) = self.scene.as_mut().filter(|scene| scene.message_id == Some(message_id)) {
            scene.message_id = None;
        }
        for parcel in &mut self.queue {
            if let Content::Message { edit, .. } = &mut parcel.content {
                edit.take_if(|edit| *edit == message_id);
            }
        }
    }

    /// Takes out the oldest answer when more than `most` wait.
    pub fn shed_answer(&mut self, most: usize) -> Option<Parcel> {
        let is_answer = |parcel: &&Parcel| matches!(parcel.errand, Errand::Answer(_));
        if self.queue.iter().filter(is_answer).count() <= most {
            return None;
        }
        let oldest = self.queue.iter().position(|parcel| is_answer(&parcel))?;
        self.queue.remove(oldest)
    }

    /// Takes out what a catch makes obsolete: the result of its cast, and whatever else still offers to hook that line.
    pub fn superseded_by(&mut self, parcel: &Parcel) -> Vec<Parcel> {
        let Content::Catch { player, position, .. } = parcel.content else { return Vec::new() };
        let hook = Press::Hook { player, position }.encode();
        let (kept, obsolete) =
            self.queue.drain(..).partition(|queued| queued.debts().is_empty() || !queued.offers(&hook));
        self.queue = kept;
        Vec::from(obsolete)
    }

    /// Makes one parcel of a durable reply and those behind it, when more than five are owed.
    pub fn gather(&mut self, first: Parcel) -> Parcel {
        several::gather(first, &mut self.queue)
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

    /// True while whatever is said now has to wait (behind a send on its way, behind others, for its chat's pace), and while a
    /// scene is played.
    pub fn is_busy(&self, now: Instant) -> bool {
        self.sending || self.scene.is_some() || !self.queue.is_empty() || self.is_frozen(now)
    }

    /// What is left of it when its parcels are forgotten: a send on its way, and that Telegram wants to be left alone.
    pub fn into_next_life(self) -> Option<Lane> {
        let Lane { sending, flying, frozen_until, .. } = self;
        let left = Lane { sending, flying, frozen_until, ..Lane::default() };
        (sending || frozen_until.is_some()).then_some(left)
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
        let (id, player) = (scene.id, scene.player);
        let (message_id, result) = scene.cut();
        if let Some(result) = result {
            // While the first frame is on its way nothing leaves the lane: the result waits for its message.
            let in_place_of = message_id.is_none().then_some(id);
            self.queue.push_back(Parcel { in_place_of, ..result.into_edit_of(message_id) });
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
            return Turn::Send(Box::new(parcel));
        }
        let Some(scene) = &mut self.scene else { return Turn::Empty };
        let frames_from = self.last_frame.map_or(now, |last| last + FRAME_SPACING);
        match scene.next(now, frames_from) {
            Next::Frame(text) => {
                self.last_frame = Some(now);
                let content =
                    Content::Message { edit: scene.message_id, body: Body { text, html: true }, keyboard: Vec::new() };
                Turn::Send(Box::new(Parcel::new(content, Errand::Frame(scene.id))))
            }
            Next::Result(result) => {
                let message_id = scene.message_id;
                self.scene = None;
                Turn::Send(Box::new(result.into_edit_of(message_id)))
            }
            Next::At(due) => Turn::At(due),
            Next::Abandoned => {
                self.scene = None;
                Turn::Empty
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::db::messages::ReplyKey;

    fn reply(player: i64, version: i64) -> Parcel {
        let key = ReplyKey { player: PlayerId(player), version, seq: 0 };
        let errand = Errand::Durable(Debt { key, cause: "u1".into() });
        Parcel { errand, ..Parcel::for_tests("a reply") }
    }

    fn next_key(lane: &mut Lane) -> Option<(i64, i64)> {
        match lane.next(Instant::now()) {
            Turn::Send(parcel) => parcel.reply_key().map(|key| (key.player.0, key.version)),
            _ => None,
        }
    }

    fn next_edit(lane: &mut Lane) -> Option<Option<i64>> {
        match lane.next(Instant::now()) {
            Turn::Send(parcel) => match parcel.content {
                Content::Message { edit, .. } => Some(edit),
                _ => None,
            },
            _ => None,
        }
    }

    #[test]
    fn a_reply_that_is_read_late_goes_before_the_players_later_ones() {
        let mut lane = Lane::default();
        for (player, version) in [(1, 3), (2, 1), (1, 4), (1, 2), (1, 5)] {
            lane.push_durable(reply(player, version));
        }
        let order: Vec<_> = std::iter::from_fn(|| next_key(&mut lane)).collect();
        assert_eq!(order, [(1, 2), (1, 3), (2, 1), (1, 4), (1, 5)]);
    }

    #[test]
    fn what_waits_to_be_put_into_a_message_that_is_left_becomes_its_own() {
        let mut lane = Lane::default();
        for message_id in [7, 8] {
            lane.push(reply(1, message_id).into_edit_of(Some(message_id)));
        }
        lane.leave_message(7);
        let edits: Vec<_> = std::iter::from_fn(|| next_edit(&mut lane)).collect();
        assert_eq!(edits, [None, Some(8)]);
    }

    fn casting(id: SceneId) -> Scene {
        Scene::new(id, PlayerId(1), Instant::now(), VecDeque::new(), Duration::ZERO)
    }

    fn frame(id: SceneId) -> Parcel {
        Parcel { errand: Errand::Frame(id), ..Parcel::for_tests("the first frame") }
    }

    #[test]
    fn the_result_of_a_scene_that_is_cut_waits_for_the_message_of_its_frame() {
        let told = |accepted: Option<i64>| {
            let mut lane = Lane { scene: Some(casting(5)), ..Lane::default() };
            lane.push(frame(5));
            assert!(matches!(lane.next(Instant::now()), Turn::Send(_)));
            lane.sending = true;
            assert!(lane.offer(5, reply(1, 1), false).is_none());
            assert_eq!(lane.cut_scene(), Some(PlayerId(1)));
            lane.push(reply(1, 2));
            assert!(matches!(lane.next(Instant::now()), Turn::Wait), "the frame is on its way");
            lane.sending = false;
            if accepted.is_some() {
                lane.frame_is(5, accepted);
            }
            [next_edit(&mut lane), next_edit(&mut lane)]
        };
        assert_eq!(
            told(Some(7)),
            [Some(Some(7)), Some(None)],
            "into the frame's message, and the next is one of its own"
        );
        assert_eq!(told(None), [Some(None), Some(None)], "the frame was refused or has no fate: nothing is lost");
    }

    #[test]
    fn a_first_frame_that_waits_when_its_result_is_there_is_never_sent() {
        let mut lane = Lane { scene: Some(casting(5)), ..Lane::default() };
        lane.push(reply(2, 1));
        lane.push(frame(5));
        assert!(lane.offer(4, reply(1, 1), false).is_some(), "another scene's result comes back");
        assert!(lane.offer(5, reply(1, 1), false).is_none());
        let order: Vec<_> = std::iter::from_fn(|| next_key(&mut lane)).collect();
        assert_eq!(order, [(2, 1), (1, 1)]);
    }
}
