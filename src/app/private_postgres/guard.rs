//! The thread that runs the server of a private PostgreSQL: starts it, starts it again when it dies, stops it.
//!
//! One per `PrivatePostgres`. A server must die with us even when we are killed: the kernel sends it SIGQUIT when the
//! THREAD that started it ends, so this thread starts every server and lives as long as the value.
//!
//! **Invariant:** when the thread has ended, the server has ended, and so has its socket folder.

use std::{
    fs::{self, File},
    io,
    os::unix::process::CommandExt,
    path::PathBuf,
    process::Child,
    sync::mpsc::{self, Receiver, RecvTimeoutError, Sender},
    thread::JoinHandle,
    time::{Duration, Instant},
};

use nix::{
    sys::{
        prctl::set_pdeathsig,
        signal::{Signal, kill},
    },
    unistd::{Pid, getppid},
};

use super::{
    PrivatePostgresError,
    home::{Home, last_line},
};

/// Recovery after a kill replays at most what one checkpoint allows; a minute is far beyond it for a game's data.
const START: Duration = Duration::from_secs(60);
/// A fast shutdown ends connections and writes a checkpoint: most often 0.1 s.
const FAST_STOP: Duration = Duration::from_secs(5);
/// What SIGQUIT, and after it SIGKILL, may take.
const HARD_STOP: Duration = Duration::from_secs(1);
/// How often a running server is looked at.
const LOOK: Duration = Duration::from_millis(200);
/// The pause before a server that would not start again is tried once more.
const PAUSE: Duration = Duration::from_secs(5);

/// What the thread is told by: the sender only ever hangs up, which means "stop".
#[derive(Debug)]
pub(super) struct Guard {
    orders: Option<Sender<()>>,
    thread: Option<JoinHandle<()>>,
}

impl Guard {
    /// Starts the thread and, in it, the server; returns when it answers.
    pub(super) fn start(home: Home) -> Result<Guard, PrivatePostgresError> {
        let (orders, told) = mpsc::channel();
        let (ready, outcome) = mpsc::channel();
        let log = home.log().display().to_string();
        let failed = |words: String| PrivatePostgresError::NotStarted { words, log: log.clone() };
        let watch = move || {
            let server = end_orphan(&home, &told).and_then(|()| launch(&home, &told));
            match server {
                Ok(server) => {
                    let _ = ready.send(Ok(()));
                    watch_over(&home, &told, server);
                }
                Err(words) => {
                    let _ = ready.send(Err(words));
                }
            }
            home.remove_sockets();
        };
        let thread = std::thread::Builder::new().name("private-postgres".to_owned()).spawn(watch);
        let thread = thread.map_err(|error| failed(error.to_string()))?;
        let mut guard = Guard { orders: Some(orders), thread: Some(thread) };
        let outcome = outcome.recv().unwrap_or_else(|_| Err("its thread ended".to_owned()));
        outcome.map(|()| Guard { orders: guard.orders.take(), thread: guard.thread.take() }).map_err(|words| {
            guard.stop();
            failed(words)
        })
    }

    /// Stops the server and waits for it. Repeated: nothing.
    pub(super) fn stop(&mut self) {
        drop(self.orders.take());
        if let Some(thread) = self.thread.take() {
            let _ = thread.join();
        }
    }
}

/// Looks at the server until told to stop; one that died (out of memory, a stray kill) is started again.
fn watch_over(home: &Home, told: &Receiver<()>, server: Child) {
    let mut server = Some(server);
    loop {
        let wait = if server.is_some() { LOOK } else { PAUSE };
        if !matches!(told.recv_timeout(wait), Err(RecvTimeoutError::Timeout)) {
            return server.map_or((), stop);
        }
        if let Some(child) = &mut server
            && let Ok(Some(status)) = child.try_wait()
        {
            log::warn!(status:%; "the private postgresql ended by itself; starting it again");
            server = None;
        }
        if server.is_none() {
            match launch(home, told) {
                Ok(child) => server = Some(child),
                Err(error) => log::error!(error:%; "the private postgresql does not start again"),
            }
        }
    }
}

/// Starts the server and waits until it answers. What a killed server leaves (processes on their way out, their shared
/// memory) refuses a new one for a moment, so that refusal is tried again.
fn launch(home: &Home, told: &Receiver<()>) -> Result<Child, String> {
    let begun = Instant::now();
    let _ = fs::rename(home.log(), home.log().with_extension("log.1"));
    loop {
        let words = match launch_once(home, told, begun) {
            Ok(child) => return Ok(child),
            Err(words) => words,
        };
        let passing = ["pre-existing shared memory block", "already exists"].iter().any(|part| words.contains(part));
        if !passing || begun.elapsed() > START {
            return Err(words);
        }
        pause(told, Duration::from_millis(100))?;
    }
}

fn launch_once(home: &Home, told: &Receiver<()>, begun: Instant) -> Result<Child, String> {
    let mut child = spawn(home).map_err(|error| error.to_string())?;
    loop {
        match child.try_wait() {
            Ok(None) => {}
            Ok(Some(_)) => return Err(last_line(&fs::read(home.log()).unwrap_or_default())),
            Err(error) => return Err(error.to_string()),
        }
        if is_ready(home, child.id()) {
            return Ok(child);
        }
        let waited = pause(told, Duration::from_millis(5));
        if waited.is_err() || begun.elapsed() > START {
            stop(child);
            return Err(waited.err().unwrap_or_else(|| format!("it was not ready in {} s", START.as_secs())));
        }
    }
}

/// Sleeps, unless we are told to stop meanwhile.
fn pause(told: &Receiver<()>, time: Duration) -> Result<(), String> {
    match told.recv_timeout(time) {
        Err(RecvTimeoutError::Timeout) => Ok(()),
        _ => Err("it was told to stop".to_owned()),
    }
}

fn spawn(home: &Home) -> io::Result<Child> {
    let log = File::create(home.log())?;
    let mut server = home.program("postgres");
    server.arg("-D").arg(home.data()).arg("-k").arg(home.sockets()).args(["-p", "5432", "-c", "listen_addresses="]);
    server.args(["-c", "jit=off", "-c", "max_connections=120", "-c", "timezone=UTC", "-c", "log_timezone=UTC"]);
    // The log says what the server does, not what is asked of it: rows and statements hold players' words, and we log
    // each failure ourselves.
    server.args(["-c", "log_min_messages=log", "-c", "log_error_verbosity=terse", "-c", "log_checkpoints=off"]);
    server.args(home.haste()).stdout(log.try_clone()?).stderr(log);
    // A group of its own: Ctrl-C in a terminal is for us alone, and we stop the server when we have drained.
    server.process_group(0);
    let parent = Pid::this();
    // SAFETY: the closure runs in the forked child before exec and calls only prctl and getppid, which are
    // async-signal-safe; it allocates nothing and takes no lock.
    #[expect(unsafe_code, reason = "the kernel's parent-death signal can only be asked for between fork and exec")]
    unsafe {
        server.pre_exec(move || {
            set_pdeathsig(Signal::SIGQUIT)?;
            // We may have died before the line above: then nobody would send the signal any more.
            if getppid() == parent { Ok(()) } else { Err(io::ErrorKind::BrokenPipe.into()) }
        });
    }
    server.spawn()
}

/// The eighth line of `postmaster.pid` is the server's state; its socket exists too early to tell.
fn is_ready(home: &Home, id: u32) -> bool {
    let Ok(text) = fs::read_to_string(home.data().join("postmaster.pid")) else { return false };
    let mut lines = text.lines();
    lines.next() == Some(id.to_string().as_str()) && lines.nth(6).is_some_and(|state| state.trim() == "ready")
}

/// Ends a server with increasing force.
fn stop(mut server: Child) {
    for (signal, patience) in [(Signal::SIGINT, FAST_STOP), (Signal::SIGQUIT, HARD_STOP), (Signal::SIGKILL, HARD_STOP)]
    {
        // Not yet waited for, so the number is still his.
        let _ = i32::try_from(server.id()).map(|id| kill(Pid::from_raw(id), signal));
        let begun = Instant::now();
        while begun.elapsed() < patience {
            if !matches!(server.try_wait(), Ok(None)) {
                return;
            }
            std::thread::sleep(Duration::from_millis(5));
        }
    }
    log::error!(server = server.id(); "the private postgresql does not end");
}

/// A server that outlived its angler: we hold the lock, so nobody needs it. It was told to end by the kernel; wait, and
/// where that did not reach it, tell it.
fn end_orphan(home: &Home, told: &Receiver<()>) -> Result<(), String> {
    for (signal, patience) in [(None, HARD_STOP), (Some(Signal::SIGINT), FAST_STOP), (Some(Signal::SIGQUIT), FAST_STOP)]
    {
        let begun = Instant::now();
        while begun.elapsed() < patience {
            let Some(orphan) = orphan(home) else { return Ok(()) };
            if let (Some(signal), true) = (signal, begun.elapsed() < LOOK) {
                let _ = kill(orphan, signal);
            }
            pause(told, Duration::from_millis(50))?;
        }
    }
    orphan(home).map_or(Ok(()), |id| Err(format!("an old server (process {id}) does not end; end it: kill -9 {id}")))
}

/// The process of `postmaster.pid`, when it is alive and a server over this very data (numbers are used again).
fn orphan(home: &Home) -> Option<Pid> {
    let text = fs::read_to_string(home.data().join("postmaster.pid")).ok()?;
    let id: i32 = text.lines().next()?.trim().parse().ok()?;
    let line = fs::read(PathBuf::from(format!("/proc/{id}/cmdline"))).ok()?;
    let data = home.data();
    let ours = line.split(|byte| *byte == 0).any(|argument| argument == data.as_os_str().as_encoded_bytes());
    ours.then(|| Pid::from_raw(id))
}
