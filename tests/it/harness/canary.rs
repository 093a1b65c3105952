//! The canary: every secret of the tests has this word in it, and whatever is shown must not.
//!
//! The token and the image key are the sandbox's, the database's password is in its address. A process is watched in
//! `process.rs`; what runs inside the test binary by a log that hears every record at every level.
//!
//! **Invariant:** a test that ends after a secret was shown anywhere fails.

use std::{
    fmt::Write,
    sync::{Mutex, Once, PoisonError},
};

use log::{
    Log, Metadata, Record,
    kv::{Error, Key, Value, VisitSource},
};

use super::paths;

/// In every secret, and in nothing else.
pub const CANARY: &str = "canary";

type Seen = Mutex<Vec<String>>;

static SEEN: Seen = Mutex::new(Vec::new());

/// Fails when a secret was logged by what runs in this process.
pub fn is_unseen() {
    let seen = SEEN.lock().unwrap_or_else(PoisonError::into_inner);
    assert!(seen.is_empty(), "a secret was logged: {seen:#?}");
}

/// Fails when words for people hold a secret.
pub fn is_not_in(what: &str, said: &str) {
    let lines: Vec<&str> = said.lines().filter(|line| line.contains(CANARY)).collect();
    assert!(lines.is_empty(), "a secret is in {what}: {lines:#?}");
}

/// Hears every record from now on; RUST_LOG shows the service's log beside a test that fails.
pub fn listen() {
    static ONCE: Once = Once::new();
    ONCE.call_once(|| {
        let shown = env_logger::Builder::from_default_env().is_test(true).build();
        log::set_boxed_logger(Box::new(Ear { shown, seen: &SEEN })).expect("the only logger of the test binary");
        log::set_max_level(log::LevelFilter::Trace);
    });
}

struct Ear {
    shown: env_logger::Logger,
    seen: &'static Seen,
}

impl Log for Ear {
    fn enabled(&self, _: &Metadata<'_>) -> bool {
        true
    }

    fn log(&self, record: &Record<'_>) {
        // The sandbox is the outside world: it was given the secrets.
        let outside = |name: &str| name.starts_with("sandbox") || name.starts_with("actix-server");
        let outside = std::thread::current().name().is_some_and(outside);
        if !outside {
            let mut words = Words(record.args().to_string());
            let _never_fails = record.key_values().visit(&mut words);
            paths::note(&words.0);
            if words.0.contains(CANARY) {
                let line = format!("{} {} {}", record.level(), record.target(), words.0);
                self.seen.lock().unwrap_or_else(PoisonError::into_inner).push(line);
            }
        }
        if self.shown.matches(record) {
            self.shown.log(record);
        }
    }

    fn flush(&self) {
        self.shown.flush();
    }
}

struct Words(String);

impl<'kvs> VisitSource<'kvs> for Words {
    fn visit_pair(&mut self, key: Key<'kvs>, value: Value<'kvs>) -> Result<(), Error> {
        let _never_fails = write!(self.0, " {key}={value}");
        Ok(())
    }
}

#[test]
fn a_secret_in_a_record_is_heard() {
    // A list of its own: in the other one it would fail every test.
    static HEARD: Seen = Mutex::new(Vec::new());
    let ear = Ear { shown: env_logger::Builder::new().is_test(true).build(), seen: &HEARD };
    let pairs = [("url", "http://telegram/bot7:canary-told/getMe")];
    let record =
        Record::builder().args(format_args!("call failed")).level(log::Level::Trace).key_values(&pairs).build();
    ear.log(&record);
    let heard = HEARD.lock().unwrap_or_else(PoisonError::into_inner);
    assert_eq!(*heard, ["TRACE  call failed url=http://telegram/bot7:canary-told/getMe"]);
    assert!(std::panic::catch_unwind(|| is_not_in("a line", "good\nbad canary-told")).is_err());
}
