//! The players: so many people who go through cast, status, hook, as fast as they are answered.
//!
//! Follows the sandbox's events on a thread of its own, because it must cost little. A first reply is the first message after
//! a command; its time ends when the bot's call arrives at the sandbox.
//!
//! **Invariant:** a player has one command under way at most; a hook is over when its catch came.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use angler::sandbox::{SandboxTelegram, telegram::Event};
use hdrhistogram::Histogram;
use tokio::sync::mpsc::UnboundedReceiver;

/// The first player's id at Telegram; the others follow.
pub const FIRST: i64 = 700_000;
/// Most events that are looked at before the players they answered speak.
const AT_ONCE: usize = 512;
/// Between two looks when nothing happens: short beside every reach, long beside the cost of a look.
const LULL: Duration = Duration::from_micros(200);

/// What players say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// Cast, status, hook, and again.
    Fish,
    /// The same words to a bot that answers each with one message.
    Echo,
}

/// What each player says, over and over.
pub const WORDS: [&str; 3] = ["/cast", "/status", "/hook"];

struct Player {
    step: usize,
    said_at: Instant,
    /// The first reply has come.
    answered: bool,
}

/// What a crowd did in a time.
#[derive(Clone, Debug)]
pub struct Counted {
    /// Commands whose last reply came.
    pub commands: u64,
    /// How long.
    pub time: Duration,
    /// Times of first replies, µs.
    pub first_replies: Histogram<u64>,
    /// Pictures that were uploaded, not sent by `file_id`.
    pub uploads: u64,
}

impl Counted {
    /// Commands a second.
    pub fn per_second(&self) -> f64 {
        self.commands as f64 / self.time.as_secs_f64()
    }

    /// A quantile of the first replies, ms.
    pub fn quantile_ms(&self, quantile: f64) -> f64 {
        self.first_replies.value_at_quantile(quantile) as f64 / 1_000.0
    }
}

/// Players who speak until they are stopped.
pub struct Crowd {
    telegram: Arc<SandboxTelegram>,
    state: Arc<std::sync::Mutex<State>>,
    stopped: Arc<AtomicBool>,
    thread: Option<JoinHandle<()>>,
}

struct State {
    commands: u64,
    first_replies: Histogram<u64>,
    since: Instant,
    uploads_before: u64,
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 600_000_000, 3).expect("bounds of a histogram")
}

impl Crowd {
    /// Everybody speaks at once, and again as soon as he is answered.
    pub fn speak(telegram: &Arc<SandboxTelegram>, players: usize, script: Script) -> Crowd {
        let events = telegram.subscribe();
        let stopped = Arc::new(AtomicBool::new(false));
        let state = Arc::new(std::sync::Mutex::new(State {
            commands: 0,
            first_replies: histogram(),
            since: Instant::now(),
            uploads_before: telegram.uploads(),
        }));
        let mut loud = Loud {
            telegram: telegram.clone(),
            players: (0..players).map(|_| Player { step: 0, said_at: Instant::now(), answered: false }).collect(),
            script,
            state: state.clone(),
            speaking: Vec::new(),
        };
        let ends = stopped.clone();
        let thread = std::thread::spawn(move || loud.speak(events, &ends));
        Crowd { telegram: telegram.clone(), state, stopped, thread: Some(thread) }
    }

    /// Forgets what was counted so far: the warm-up is over.
    pub fn begin(&self) {
        let mut state = self.state.lock().expect("nobody panics with it");
        (state.commands, state.since, state.uploads_before) = (0, Instant::now(), self.telegram.uploads());
        state.first_replies.reset();
    }

    /// What was counted since then.
    pub fn counted(&self) -> Counted {
        let state = self.state.lock().expect("nobody panics with it");
        Counted {
            commands: state.commands,
            time: state.since.elapsed(),
            first_replies: state.first_replies.clone(),
            uploads: self.telegram.uploads() - state.uploads_before,
        }
    }
}

impl Drop for Crowd {
    /// Silences them.
    fn drop(&mut self) {
        self.stopped.store(true, Ordering::Relaxed);
        if let Some(thread) = self.thread.take() {
            thread.join().expect("the crowd does not panic");
        }
    }
}

/// The crowd on its thread.
struct Loud {
    telegram: Arc<SandboxTelegram>,
    players: Vec<Player>,
    script: Script,
    state: Arc<std::sync::Mutex<State>>,
    /// Who speaks next.
    speaking: Vec<(i64, &'static str)>,
}

impl Loud {
    /// Everybody speaks; then each speaks again when he is answered.
    fn speak(&mut self, mut events: UnboundedReceiver<Event>, stopped: &AtomicBool) {
        (0..self.players.len()).for_each(|player| self.next(player));
        self.say();
        while !stopped.load(Ordering::Relaxed) {
            if self.hear(&mut events) == 0 {
                std::thread::sleep(LULL);
                continue;
            }
            self.say();
        }
    }

    /// Takes what has happened; gives how much that was.
    fn hear(&mut self, events: &mut UnboundedReceiver<Event>) -> usize {
        let state = self.state.clone();
        let mut state = state.lock().expect("nobody panics with it");
        for heard in 0..AT_ONCE {
            let Ok(event) = events.try_recv() else { return heard };
            if let Event::Sent { chat_id, content, at, .. } = event {
                self.heard(&mut state, chat_id, content.photo.is_some(), at);
            }
        }
        AT_ONCE
    }

    fn heard(&mut self, state: &mut State, chat_id: i64, photo: bool, at: Instant) {
        let Ok(number) = usize::try_from(chat_id - FIRST) else { return };
        let Some(player) = self.players.get_mut(number) else { return };
        if !player.answered {
            player.answered = true;
            let took = at.saturating_duration_since(player.said_at);
            let _beyond_bounds = state.first_replies.record(u64::try_from(took.as_micros()).unwrap_or(u64::MAX));
        }
        let waits_for_catch = self.script == Script::Fish && WORDS[player.step] == "/hook";
        if waits_for_catch && !photo {
            return;
        }
        state.commands += 1;
        player.step = (player.step + 1) % WORDS.len();
        self.next(number);
    }

    /// Has a player say his next words.
    fn next(&mut self, number: usize) {
        let player = &mut self.players[number];
        player.answered = false;
        self.speaking.push((FIRST + number as i64, WORDS[player.step]));
    }

    /// Says what is to be said, all at the same instant.
    fn say(&mut self) {
        if self.speaking.is_empty() {
            return;
        }
        let now = Instant::now();
        for (chat_id, _) in &self.speaking {
            self.players[(chat_id - FIRST) as usize].said_at = now;
        }
        self.telegram.say_all(&self.speaking);
        self.speaking.clear();
    }
}
