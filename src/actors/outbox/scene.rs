//! A scene: the frames of one cast or hook, edited into one message, and its result at the end.
//!
//! Owned by a lane. Pure: the time comes in, what to send comes out.
//!
//! **Invariant:** the result is shown once, after the last frame or as soon as the scene is cut, whatever became of the frames.

use std::{
    collections::VecDeque,
    time::{Duration, Instant},
};

use super::{
    messages::{SceneId, Shown},
    parcel::Parcel,
};
use crate::game::player::PlayerId;

/// See the file's head.
pub struct Scene {
    /// Its name.
    pub id: SceneId,
    /// Whose.
    pub player: PlayerId,
    /// The message that the frames are edited into, once Telegram accepted the first.
    pub message_id: Option<i64>,
    began: Instant,
    frames: VecDeque<(Duration, Shown)>,
    splash: Option<String>,
    result_after: Duration,
    result: Option<Parcel>,
}

/// What a scene wants next.
#[derive(Debug)]
pub enum Next {
    /// Edit its message to this.
    Frame(String),
    /// Send the result; the scene is over.
    Result(Box<Parcel>),
    /// Look again then.
    At(Instant),
    /// No result came for so long that none will: the scene is over.
    Abandoned,
}

/// A result that is not there so long after its time went another way (its session was lost, its update is replayed): longer than
/// any fill is waited for, which with coingecko alone is 90 s.
const ABANDONED_AFTER: Duration = Duration::from_secs(120);

impl Scene {
    /// A scene whose first frame is being sent by its lane.
    pub fn new(
        id: SceneId,
        player: PlayerId,
        began: Instant,
        frames: VecDeque<(Duration, Shown)>,
        result_after: Duration,
    ) -> Scene {
        Scene { id, player, message_id: None, began, frames, splash: None, result_after, result: None }
    }

    /// The text of the splash frame.
    pub fn splash(&mut self, text: String) {
        self.splash = Some(text);
    }

    /// The result, to be shown at its time, or at once.
    pub fn set_result(&mut self, result: Parcel, at_once: bool) {
        if at_once {
            self.frames.clear();
            self.result_after = Duration::ZERO;
        }
        self.result = Some(result);
    }

    /// Ends the scene: the result it had, if it had one.
    pub fn cut(self) -> (Option<i64>, Option<Parcel>) {
        (self.message_id, self.result)
    }

    /// What to send now, given that the lane is free and takes no frame before `frames_from`.
    pub fn next(&mut self, now: Instant, frames_from: Instant) -> Next {
        let result_due = self.began + self.result_after;
        if self.result.is_some() && now >= result_due {
            return self.result.take().map_or(Next::Abandoned, |result| Next::Result(Box::new(result)));
        }
        // Frames that were overtaken are not shown late: only the newest due one is.
        while self.frames.len() > 1 && self.frames.get(1).is_some_and(|(at, _)| now >= self.began + *at) {
            self.frames.pop_front();
        }
        let abandoned = result_due + ABANDONED_AFTER;
        let wait_for_result = || match self.result {
            Some(_) => Next::At(result_due),
            None if now >= abandoned => Next::Abandoned,
            None => Next::At(abandoned),
        };
        let Some((at, shown)) = self.frames.front() else { return wait_for_result() };
        let due = (self.began + *at).max(frames_from);
        if now < due {
            return Next::At(if self.result.is_some() { due.min(result_due) } else { due });
        }
        let text = match shown {
            Shown::Text(text) => text.clone(),
            Shown::Splash => match self.splash.take() {
                Some(text) => text,
                None => return wait_for_result(),
            },
        };
        self.frames.pop_front();
        if self.message_id.is_some() { Next::Frame(text) } else { self.next(now, frames_from) }
    }
}

#[cfg(test)]
mod tests {
    use super::{super::parcel::Parcel, *};

    fn scene(began: Instant) -> Scene {
        let frames = [(3, Shown::Text("two".into())), (5, Shown::Text("three".into())), (8, Shown::Splash)];
        let frames = frames.map(|(at, shown)| (Duration::from_secs(at), shown)).into();
        let mut scene = Scene::new(1, PlayerId(1), began, frames, Duration::from_secs(11));
        scene.message_id = Some(7);
        scene
    }

    fn is_frame(next: Next, wanted: &str) -> bool {
        matches!(next, Next::Frame(text) if text == wanted)
    }

    #[test]
    fn frames_come_at_their_times_and_the_result_last() {
        let began = Instant::now();
        let at = |s| began + Duration::from_secs(s);
        let mut scene = scene(began);
        assert!(matches!(scene.next(at(0), began), Next::At(due) if due == at(3)));
        assert!(is_frame(scene.next(at(3), began), "two"));
        scene.set_result(Parcel::for_tests("result"), false);
        assert!(is_frame(scene.next(at(5), began), "three"));
        scene.splash("2,500.12".into());
        assert!(is_frame(scene.next(at(8), began), "2,500.12"));
        assert!(matches!(scene.next(at(9), began), Next::At(due) if due == at(11)));
        assert!(matches!(scene.next(at(11), began), Next::Result(_)));
        assert!(matches!(scene.next(at(12), began), Next::At(_)));
    }

    #[test]
    fn overtaken_frames_are_left_out_and_the_splash_waits_for_its_price() {
        let began = Instant::now();
        let at = |s| began + Duration::from_secs(s);
        let mut scene = scene(began);
        assert!(
            matches!(scene.next(at(9), began), Next::At(due) if due > at(60)),
            "no price yet, nothing older is shown late"
        );
        scene.splash("2,500.12".into());
        assert!(is_frame(scene.next(at(9), began), "2,500.12"));
    }

    #[test]
    fn a_scene_without_a_result_ends_by_itself() {
        let began = Instant::now();
        let mut scene = scene(began);
        assert!(is_frame(scene.next(began + Duration::from_secs(5), began), "three"));
        assert!(matches!(scene.next(began + Duration::from_secs(131), began), Next::Abandoned));
    }

    #[test]
    fn a_refusal_is_shown_at_once_and_a_cut_gives_the_result() {
        let began = Instant::now();
        let mut first = scene(began);
        first.set_result(Parcel::for_tests("no"), true);
        assert!(matches!(first.next(began, began), Next::Result(_)));
        let mut second = scene(began);
        second.set_result(Parcel::for_tests("caught"), false);
        assert!(second.cut().1.is_some());
    }
}
