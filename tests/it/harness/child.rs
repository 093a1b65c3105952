//! The service with faults, in a process of its own, so that a fault may end it.
//!
//! `angler serve` takes no faults, so this very test binary is run again as a service: its one ignored test reads the
//! settings as the program does, and the faults from a variable that only this file knows. Its wall clock can be set: by a file,
//! for a machine's clock is not a test's to set.
//!
//! **Invariant:** without that variable the ignored test does nothing.

use std::{path::PathBuf, process::Command, str::FromStr, time::Duration};

use angler::{
    app::Application,
    config::{
        self, Parsed,
        faults::{Act, Fault, Faults, Gate},
    },
    plumbing::clock,
};
use jiff::SignedDuration;

use super::{Process, World, variables};

const FAULTS: &str = "STRUCK_BY";
/// The file that says how far its wall clock is ahead of the machine's, in milliseconds.
const CLOCK: &str = "CLOCK_BY";

/// The wall clock of a service, which can be set while it runs.
pub struct WallClock(PathBuf);

impl WallClock {
    /// One that is so far ahead; behind, where negative.
    pub fn ahead(name: &str, by: SignedDuration) -> WallClock {
        let clock = WallClock(std::env::temp_dir().join(format!("angler-clock-{name}-{}", std::process::id())));
        clock.set(by);
        clock
    }

    /// Sets it.
    pub fn set(&self, ahead: SignedDuration) {
        // Renamed into its place: it is read all the time.
        let new = self.0.with_extension("new");
        std::fs::write(&new, ahead.as_millis().to_string()).expect("a file");
        std::fs::rename(new, &self.0).expect("a file");
    }

    /// A service by this clock. Does not wait.
    pub fn start(&self, world: &World, changes: &[(&str, &str)]) -> Process {
        let file = self.0.display().to_string();
        Process::struck(world, &[changes, &[(CLOCK, file.as_str())][..]].concat(), &[])
    }

    /// The same, and waits until it polls.
    pub async fn serve(&self, world: &World, changes: &[(&str, &str)]) -> Process {
        let process = self.start(world, changes);
        process.says(super::READY).await;
        process
    }
}

impl Drop for WallClock {
    fn drop(&mut self) {
        let _gone_already = std::fs::remove_file(&self.0);
    }
}

/// Follows the file, before the clock is read for the first time.
fn follow_the_clock(file: String) {
    let look = move || {
        let ahead = std::fs::read_to_string(&file).ok().and_then(|text| text.parse().ok());
        ahead.into_iter().for_each(|ahead| clock::set_wall(SignedDuration::from_millis(ahead)));
    };
    look();
    std::thread::spawn(move || {
        loop {
            look();
            std::thread::sleep(Duration::from_millis(5));
        }
    });
}

/// One fault of a process: what happens at the nth to the mth pass of a point.
#[derive(Clone, Copy, Debug)]
pub struct Blow {
    pub point: &'static str,
    pub act: &'static str,
    pub from: u64,
    pub times: u64,
    pub only: i64,
}

impl Blow {
    /// The process ends at the nth pass.
    pub fn end(point: &'static str, nth: u64) -> Blow {
        Blow { point, act: "end", from: nth, times: 1, only: 0 }
    }

    /// Every pass with this key panics.
    pub fn panic(point: &'static str, only: i64) -> Blow {
        Blow { point, act: "panic", from: 1, times: u64::MAX, only }
    }

    fn text(&self) -> String {
        format!("{} {} {} {} {}", self.point, self.act, self.from, self.times, self.only)
    }
}

fn fault(text: &str) -> Fault {
    fn number<T: FromStr>(text: &str) -> T {
        text.parse().unwrap_or_else(|_| panic!("{text} is no number"))
    }
    let words: Vec<&str> = text.split(' ').collect();
    let [point, act, from, times, only] = words[..] else { panic!("{text} is no fault") };
    let act = match act {
        "end" => Act::End,
        "panic" => Act::Panic,
        "wait" => Act::Wait(Gate::closed()),
        other => panic!("{other} is no act"),
    };
    let fault = Fault::at(point, act).from(number(from)).times(number(times));
    match number(only) {
        0 => fault,
        key => fault.only(key),
    }
}

impl Process {
    /// A service in a world, struck by faults. Does not wait: it may end before it polls.
    pub fn struck(world: &World, changes: &[(&str, &str)], blows: &[Blow]) -> Process {
        let texts: Vec<String> = blows.iter().map(Blow::text).collect();
        let mut variables = variables(world, changes);
        variables.push((FAULTS, texts.join(",")));
        let mut command = Command::new(std::env::current_exe().expect("this binary has a path"));
        command.env_clear().envs(variables.iter().map(|(name, value)| (*name, value.as_str())));
        let test = "harness::child::a_service_with_faults";
        Process::spawn(command.args(["--exact", test, "--ignored", "--nocapture", "--test-threads=1"]))
    }
}

#[test]
#[ignore = "the process of other tests; alone it does nothing"]
fn a_service_with_faults() {
    let Ok(faults) = std::env::var(FAULTS) else { return };
    std::env::var(CLOCK).into_iter().for_each(follow_the_clock);
    let Ok(Parsed::Run(_, mut config)) = config::from_args(["serve".to_owned()], config::variable, false) else {
        panic!("the settings of tests are valid")
    };
    config.faults = Faults::new(faults.split(',').filter(|text| !text.is_empty()).map(fault));
    env_logger::Builder::new().parse_filters(&config.log_filter).format_timestamp_millis().init();
    let system = actix::System::with_tokio_rt(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
    });
    let ended = system.block_on(async {
        let mut terminate =
            tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()).expect("signals can be heard");
        let application = Application::build(&config).await.unwrap_or_else(|error| panic!("{error}"));
        application
            .run_until(async move {
                terminate.recv().await;
            })
            .await
    });
    // As the program's `main` ends.
    if let Err(error) = ended {
        eprintln!("angler: {error:#}");
        std::process::exit(1);
    }
}
