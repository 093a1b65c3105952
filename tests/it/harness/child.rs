//! The service with faults, in a process of its own, so that a fault may end it.
//!
//! `angler serve` takes no faults, so this very test binary is run again as a service: its one ignored test reads the
//! settings as the program does, and the faults from a variable that only this file knows.
//!
//! **Invariant:** without that variable the ignored test does nothing.

use std::{process::Command, str::FromStr};

use angler::{
    app::Application,
    config::{
        self, Parsed,
        faults::{Act, Fault, Faults, Gate},
    },
};

use super::{Process, World, variables};

const FAULTS: &str = "STRUCK_BY";

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
