//! The players: so many people who go through cast, status, hook, as fast as they are answered or at a rate of all together.
//!
//! Follows the sandbox's events on a thread of its own, because it must cost little. A first reply is the first message after
//! a command; its time begins when the command was due (see [`Pace`]) and ends when the bot's call arrives at the sandbox.
//!
//! **Invariant:** a player has one command under way at most; a hook is over when its catch came.

use std::{
    collections::VecDeque,
    sync::{
        Arc, Mutex,
        atomic::{AtomicBool, Ordering},
    },
    thread::JoinHandle,
    time::{Duration, Instant},
};

use angler::sandbox::{SandboxTelegram, telegram::Event};
use anyhow::bail;
use hdrhistogram::Histogram;
use tokio::sync::mpsc::UnboundedReceiver;

use crate::{pace::Pace, world::DEADLINE};

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
    /// When the command under way was due.
    due: Instant,
    /// The first reply has come.
    answered: bool,
    /// Nothing is under way.
    free: bool,
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
    /// How long after it was due a command was said, µs.
    pub delays: Histogram<u64>,
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
        quantile_ms(&self.first_replies, quantile)
    }

    /// A quantile of how long after it was due a command was said, ms: the players' own part of the first replies' times.
    pub fn delay_ms(&self, quantile: f64) -> f64 {
        quantile_ms(&self.delays, quantile)
    }
}

fn quantile_ms(times: &Histogram<u64>, quantile: f64) -> f64 {
    times.value_at_quantile(quantile) as f64 / 1_000.0
}

fn record(times: &mut Histogram<u64>, time: Duration) {
    times.saturating_record(u64::try_from(time.as_micros()).unwrap_or(u64::MAX));
}

/// Players who speak until they are stopped.
pub struct Crowd {
    telegram: Arc<SandboxTelegram>,
    state: Arc<Mutex<State>>,
    told: Arc<Told>,
    /// Gives how many players wait for an answer still.
    thread: Option<JoinHandle<usize>>,
}

/// What the thread is told.
#[derive(Default)]
struct Told {
    /// No further command is due.
    no_more: AtomicBool,
    /// Not another word.
    silence: AtomicBool,
}

struct State {
    commands: u64,
    first_replies: Histogram<u64>,
    delays: Histogram<u64>,
    since: Instant,
    uploads_before: u64,
}

fn histogram() -> Histogram<u64> {
    Histogram::new_with_bounds(1, 600_000_000, 3).expect("bounds of a histogram")
}

impl Crowd {
    /// Everybody speaks at once, and again as soon as he is answered.
    pub fn speak(telegram: &Arc<SandboxTelegram>, players: usize, script: Script) -> Crowd {
        Crowd::at(Pace::eager(), telegram, players, script)
    }

    /// Somebody speaks whenever it is time, in turn: whoever has been free for longest.
    pub fn at(pace: Pace, telegram: &Arc<SandboxTelegram>, players: usize, script: Script) -> Crowd {
        let events = telegram.subscribe();
        let told = Arc::new(Told::default());
        let state = Arc::new(Mutex::new(State {
            commands: 0,
            first_replies: histogram(),
            delays: histogram(),
            since: Instant::now(),
            uploads_before: telegram.uploads(),
        }));
        let mut loud = Loud {
            telegram: telegram.clone(),
            players: (0..players)
                .map(|_| Player { step: 0, due: Instant::now(), answered: false, free: true })
                .collect(),
            free: (0..players).collect(),
            pace,
            script,
            state: state.clone(),
            speaking: Vec::new(),
        };
        let orders = told.clone();
        let thread = std::thread::spawn(move || loud.speak(events, &orders));
        Crowd { telegram: telegram.clone(), state, told, thread: Some(thread) }
    }

    /// Forgets what was counted so far: the warm-up is over. A first reply counts from now on if its command is due later.
    pub fn begin(&self) {
        let mut state = self.state.lock().expect("nobody panics with it");
        (state.commands, state.since, state.uploads_before) = (0, Instant::now(), self.telegram.uploads());
        state.first_replies.reset();
        state.delays.reset();
    }

    /// What was counted since then.
    pub fn counted(&self) -> Counted {
        let state = self.state.lock().expect("nobody panics with it");
        Counted {
            commands: state.commands,
            time: state.since.elapsed(),
            first_replies: state.first_replies.clone(),
            delays: state.delays.clone(),
            uploads: self.telegram.uploads() - state.uploads_before,
        }
    }

    /// Lets them say what is due by now, and waits until everybody is answered.
    pub async fn finish(mut self) -> anyhow::Result<Counted> {
        self.told.no_more.store(true, Ordering::Relaxed);
        let began = Instant::now();
        while self.thread.as_ref().is_some_and(|thread| !thread.is_finished()) && began.elapsed() < DEADLINE {
            tokio::time::sleep(Duration::from_millis(1)).await;
        }
        let counted = self.counted();
        match self.silence() {
            0 => Ok(counted),
            waiting => bail!("{waiting} players are not answered within {DEADLINE:?}"),
        }
    }

    /// Ends the thread; gives how many players waited.
    fn silence(&mut self) -> usize {
        self.told.silence.store(true, Ordering::Relaxed);
        self.thread.take().map_or(0, |thread| thread.join().expect("the crowd does not panic"))
    }
}

impl Drop for Crowd {
    /// Silences them.
    fn drop(&mut self) {
        self.silence();
    }
}

/// The crowd on its thread.
struct Loud {
    telegram: Arc<SandboxTelegram>,
    players: Vec<Player>,
    /// Who has nothing under way, and for how long: the first since longest.
    free: VecDeque<usize>,
    pace: Pace,
    script: Script,
    state: Arc<Mutex<State>>,
    /// Who speaks next.
    speaking: Vec<(i64, &'static str)>,
}

impl Loud {
    /// Speaks and hears until there is silence, or nothing more to say and everybody answered.
    fn speak(&mut self, mut events: UnboundedReceiver<Event>, told: &Told) -> usize {
        while !told.silence.load(Ordering::Relaxed) {
            self.say();
            if told.no_more.load(Ordering::Relaxed) && self.pace.ends() && self.waiting() == 0 {
                break;
            }
            if self.hear(&mut events) == 0 {
                std::thread::sleep(if self.free.is_empty() { LULL } else { self.pace.pause(LULL) });
            }
        }
        self.waiting()
    }

    /// Players who wait for an answer.
    fn waiting(&self) -> usize {
        self.players.len() - self.free.len()
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
            if player.due >= state.since {
                record(&mut state.first_replies, at.saturating_duration_since(player.due));
            }
        }
        let waits_for_catch = self.script == Script::Fish && WORDS[player.step] == "/hook";
        if player.free || waits_for_catch && !photo {
            return;
        }
        state.commands += 1;
        player.step = (player.step + 1) % WORDS.len();
        player.free = true;
        self.free.push_back(number);
    }

    /// Says what is due, all at the same instant.
    fn say(&mut self) {
        let now = Instant::now();
        let state = self.state.clone();
        let mut state = state.lock().expect("nobody panics with it");
        while let Some(number) = self.free.front().copied()
            && let Some(due) = self.pace.take(now)
        {
            self.free.pop_front();
            let player = &mut self.players[number];
            (player.due, player.answered, player.free) = (due, false, false);
            if due >= state.since {
                record(&mut state.delays, now - due);
            }
            self.speaking.push((FIRST + number as i64, WORDS[player.step]));
        }
        drop(state);
        if self.speaking.is_empty() {
            return;
        }
        self.telegram.say_all(&self.speaking);
        self.speaking.clear();
    }
}
