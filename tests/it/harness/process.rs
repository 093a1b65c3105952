//! The real program as a process of its own: started with an environment that points at a world, killed, terminated, read.
//!
//! **Invariant:** a process ends with its value, and only by the id that it was started with.

use std::{
    io::Read,
    process::{Child, Command, ExitStatus, Stdio},
    sync::{Arc, Mutex, PoisonError},
    time::{Duration, Instant},
};

use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use tokio::sync::Notify;

use super::{DEADLINE, World, canary, paths};

/// What the service logs when it polls.
pub const READY: &str = "angler is fishing";

#[derive(Default)]
struct Stderr {
    bytes: Mutex<(Vec<u8>, bool)>,
    more: Notify,
}

/// A running `angler`.
pub struct Process {
    child: Child,
    stderr: Arc<Stderr>,
}

impl Process {
    /// Starts the program with exactly these variables.
    pub fn start(command: &str, variables: &[(&str, String)]) -> Process {
        Process::spawn(program(variables).arg(command))
    }

    /// Any program.
    pub(super) fn spawn(command: &mut Command) -> Process {
        let mut child = command
            .stdin(Stdio::null())
            .stdout(Stdio::null())
            .stderr(Stdio::piped())
            .spawn()
            .expect("the program starts");
        let stderr = Arc::new(Stderr::default());
        let mut pipe = child.stderr.take().expect("a pipe was asked for");
        let heard = stderr.clone();
        std::thread::spawn(move || {
            let mut piece = [0; 16 * 1024];
            loop {
                let read = pipe.read(&mut piece).unwrap_or(0);
                let mut bytes = heard.bytes.lock().unwrap_or_else(PoisonError::into_inner);
                bytes.0.extend_from_slice(&piece[..read]);
                bytes.1 = read == 0;
                drop(bytes);
                heard.more.notify_waiters();
                if read == 0 {
                    return;
                }
            }
        });
        let process = Process { child, stderr };
        let line = std::fs::read(format!("/proc/{}/cmdline", process.id())).unwrap_or_default();
        canary::is_not_in("the arguments of the process", &String::from_utf8_lossy(&line));
        process
    }

    /// `angler serve` in a world; waits until it polls. `changes` have the last word on its variables.
    pub async fn serve(world: &World, changes: &[(&str, &str)]) -> Process {
        let process = Process::start("serve", &variables(world, changes));
        process.says(READY).await;
        process
    }

    /// Its id.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// Files it has open.
    pub fn files(&self) -> usize {
        self.entries("fd")
    }

    /// Its threads.
    pub fn threads(&self) -> usize {
        self.entries("task")
    }

    fn entries(&self, folder: &str) -> usize {
        std::fs::read_dir(format!("/proc/{}/{folder}", self.id())).expect("a living process").count()
    }

    /// What it holds in memory.
    pub fn memory_kb(&self) -> u64 {
        let status = std::fs::read_to_string(format!("/proc/{}/status", self.id())).expect("a living process");
        let memory = status.lines().find_map(|line| line.strip_prefix("VmRSS:")).expect("a size");
        memory.trim().trim_end_matches(" kB").parse().expect("a number")
    }

    /// Everything on its standard error so far.
    pub fn stderr(&self) -> String {
        String::from_utf8_lossy(&self.stderr_bytes()).into_owned()
    }

    /// The same as it came.
    pub fn stderr_bytes(&self) -> Vec<u8> {
        self.stderr.bytes.lock().unwrap_or_else(PoisonError::into_inner).0.clone()
    }

    /// Waits for words on its standard error.
    pub async fn says(&self, words: &str) {
        self.shows(words, |said| said.contains(words).then_some(())).await;
    }

    /// Waits until `look` finds something on its standard error.
    pub async fn shows<T>(&self, wanted: &str, mut look: impl FnMut(&str) -> Option<T>) -> T {
        let found = async {
            loop {
                let mut more = std::pin::pin!(self.stderr.more.notified());
                more.as_mut().enable();
                let (said, ended) = {
                    let bytes = self.stderr.bytes.lock().unwrap_or_else(PoisonError::into_inner);
                    (String::from_utf8_lossy(&bytes.0).into_owned(), bytes.1)
                };
                if let Some(found) = look(&said) {
                    return found;
                }
                assert!(!ended, "it ended and never said {wanted}: {said}");
                more.await;
            }
        };
        match tokio::time::timeout(DEADLINE, found).await {
            Ok(found) => found,
            Err(_elapsed) => panic!("it does not say {wanted}: {}", self.stderr()),
        }
    }

    /// kill -9: no goodbye. Gives what it had said.
    pub async fn kill(mut self) -> String {
        self.child.kill().expect("it is ours to kill");
        let (_status, said) = self.ended().await;
        said
    }

    /// SIGTERM.
    pub fn terminate(&self) {
        self.signal(Signal::SIGTERM);
    }

    /// Any signal.
    pub fn signal(&self, signal: Signal) {
        kill(Pid::from_raw(i32::try_from(self.id()).expect("an id")), signal).expect("it is ours to signal");
    }

    /// Whether it has ended by itself.
    pub fn has_ended(&self) -> bool {
        self.stderr.bytes.lock().unwrap_or_else(PoisonError::into_inner).1
    }

    /// Waits for its end; gives its status and what it said.
    pub async fn ended(&mut self) -> (ExitStatus, String) {
        let silent = async {
            loop {
                let mut more = std::pin::pin!(self.stderr.more.notified());
                more.as_mut().enable();
                if self.stderr.bytes.lock().unwrap_or_else(PoisonError::into_inner).1 {
                    return;
                }
                more.await;
            }
        };
        if tokio::time::timeout(DEADLINE, silent).await.is_err() {
            panic!("it does not end: {}", self.stderr());
        }
        let status = self.child.wait().expect("it can be waited for");
        (status, self.stderr())
    }

    /// SIGTERM, and its end, which must be a good one. Gives what it had said.
    pub async fn drain(mut self) -> String {
        self.terminate();
        let (status, said) = self.ended().await;
        assert_eq!(status.code(), Some(0), "{said}");
        said
    }
}

impl Drop for Process {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped_already = self.child.wait();
        if std::thread::panicking() {
            return;
        }
        // However a process of a test ends: nothing that it said held a secret.
        let began = Instant::now();
        while !self.stderr.bytes.lock().unwrap_or_else(PoisonError::into_inner).1 && began.elapsed() < DEADLINE {
            std::thread::sleep(Duration::from_millis(2));
        }
        let said = self.stderr();
        canary::is_not_in("the log of the process", &said);
        paths::note(&said);
    }
}

/// The program, with exactly these variables. One of our own lets a copied test binary use a copied program.
fn program(variables: &[(&str, String)]) -> Command {
    let path = std::env::var("CARGO_BIN_EXE_angler").unwrap_or_else(|_| env!("CARGO_BIN_EXE_angler").to_owned());
    let mut command = Command::new(path);
    command.env_clear().envs(variables.iter().map(|(name, value)| (*name, value.as_str()))).stdin(Stdio::null());
    command
}

/// What a program that ends by itself said.
#[derive(Debug)]
pub struct Said {
    /// Its exit code.
    pub code: Option<i32>,
    /// Standard output.
    pub stdout: String,
    /// Standard error.
    pub stderr: String,
}

impl Said {
    /// Checks that the program refused with these words, and said nothing else.
    pub fn refused(&self, words: &str) {
        assert_eq!((self.code, self.stdout.as_str()), (Some(1), ""), "{self:?}");
        assert_eq!(self.stderr.trim_end(), format!("angler: {words}"), "{self:?}");
    }
}

impl World {
    /// What a command of the operator says, in this world.
    pub async fn operates(&self, name: &str, arguments: &[&str]) -> Said {
        let line: Vec<&str> = [name].into_iter().chain(arguments.iter().copied()).collect();
        command(&line, &variables(self, &[])).await
    }
}

/// Runs the program to its end.
pub async fn command(arguments: &[&str], variables: &[(&str, String)]) -> Said {
    let mut program = program(variables);
    program.args(arguments);
    said(program).await
}

/// Runs any program to its end; no secret may be in what it says.
pub async fn said(mut program: Command) -> Said {
    let ended = tokio::task::spawn_blocking(move || program.output().expect("it starts"));
    let output = tokio::time::timeout(DEADLINE, ended).await.expect("it ends").expect("no panic");
    let text = |bytes: Vec<u8>| String::from_utf8_lossy(&bytes).into_owned();
    let said = Said { code: output.status.code(), stdout: text(output.stdout), stderr: text(output.stderr) };
    canary::is_not_in("its output", &said.stdout);
    canary::is_not_in("its errors", &said.stderr);
    said
}

/// The environment of `angler serve` in a world: the settings of `World`, as variables.
pub fn variables<'a>(world: &World, changes: &[(&'a str, &str)]) -> Vec<(&'a str, String)> {
    let mut variables: Vec<(&str, String)> = world.sandbox.variables();
    variables.push(("DATABASE_URL", world.database.patient().expose().to_owned()));
    variables.push(("RUST_LOG", "info,angler=debug".to_owned()));
    // Nothing of one test is remembered for another.
    variables.push(("DATA_DIR", super::nowhere().display().to_string()));
    let quiet = [
        ("SCENE_SPEED", "0"),
        ("QUICK_HOOK_S", "0"),
        ("RATE_LIMIT_COMMANDS", "0"),
        ("HOOK_LIMIT", "0"),
        ("PRICE_SPACING_MS", "20"),
        ("DASHBOARD_EVERY_S", "3600"),
        ("ART_PER_DAY", "0"),
        ("DB_POOL_MIN", "2"),
        ("DB_POOL_MAX", "6"),
    ];
    for (name, value) in quiet.iter().chain(changes) {
        variables.retain(|(known, _)| known != name);
        variables.push((*name, (*value).to_owned()));
    }
    // Whatever else is logged: the paths that are taken are counted.
    let log = variables.iter_mut().find(|(name, _)| *name == "RUST_LOG").expect("it was set above");
    log.1.push_str(",angler::plumbing::paths=debug");
    variables
}
