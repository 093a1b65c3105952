//! A service in its world: started, stopped, started again, with players who write to it.
//!
//! **Invariant:** the service of a test is the one that `angler serve` runs, built from a `Config` by the same root.

use std::sync::Arc;

use angler::{
    app::{Application, RunError},
    config::{self, Config, Parsed, Secret},
    plumbing::clock,
    sandbox::{Exchange, Sandbox, SandboxConfig, SandboxTelegram, telegram::Transcript},
};
use tokio::sync::oneshot;

use super::{DEADLINE, Database, Operator, canary};

/// Runs a test on a runtime like the service's own.
pub fn run(test: impl AsyncFnOnce()) {
    canary::listen();
    let system = actix::System::with_tokio_rt(|| {
        tokio::runtime::Builder::new_multi_thread().worker_threads(2).enable_all().build().expect("a runtime")
    });
    system.block_on(test());
    canary::is_unseen();
}

/// A sandbox, a database, and perhaps a running service.
pub struct World {
    pub sandbox: Sandbox,
    pub database: Database,
    pub config: Config,
    running: Option<Running>,
    /// The operator's door of the running service, where the settings open one.
    pub operator: Option<Operator>,
}

struct Running {
    stop: oneshot::Sender<()>,
    ended: actix_rt::task::JoinHandle<Result<(), RunError>>,
}

impl World {
    /// A world with all sources at standing prices, the settings of a quiet test (no scenes, no guard, no limits), and a database
    /// as a service leaves it. `change` has the last word on the settings.
    pub async fn with(change: impl FnOnce(&mut Config)) -> World {
        World::over(SandboxConfig::new(clock::now), change).await
    }

    /// The same with a database that no service has seen.
    pub async fn empty() -> World {
        World::on(Database::new().await, SandboxConfig::new(clock::now), |_| {}).await
    }

    /// The same over a sandbox of another kind.
    pub async fn over(sandbox: SandboxConfig, change: impl FnOnce(&mut Config)) -> World {
        World::on(Database::made().await, sandbox, change).await
    }

    /// The same on a database of another server.
    pub async fn on(database: Database, sandbox: SandboxConfig, change: impl FnOnce(&mut Config)) -> World {
        let sandbox = Sandbox::start(sandbox).await.expect("a sandbox");
        let mut config = settings(&sandbox);
        config.database_url = Some(database.patient());
        change(&mut config);
        World { sandbox, database, config, running: None, operator: None }
    }

    /// The same with the service running.
    pub async fn running(change: impl FnOnce(&mut Config)) -> World {
        let mut world = World::with(change).await;
        world.start().await;
        world
    }

    /// Starts the service.
    pub async fn start(&mut self) {
        let application = Application::build(&self.config).await.unwrap_or_else(|error| panic!("{error}"));
        self.operator = application.metrics_at().map(Operator);
        let (stop, stopped) = oneshot::channel();
        let ended = actix_rt::spawn(application.run_until(async {
            let _dropped_counts_too = stopped.await;
        }));
        self.running = Some(Running { stop, ended });
    }

    /// Drains the service and waits for its end.
    pub async fn stop(&mut self) {
        let Some(Running { stop, ended }) = self.running.take() else { return };
        let _ended_already = stop.send(());
        let outcome = tokio::time::timeout(DEADLINE, ended).await.expect("the drain ends").expect("no panic");
        assert_eq!(outcome, Ok(()));
    }

    /// The last act of a test: drain, then what must always hold.
    pub async fn end(mut self) {
        self.stop().await;
        self.database.audit().await;
        for call in self.sandbox.telegram.calls() {
            let words = call.refused.map(|(_, words)| words).unwrap_or_default();
            let ours = ["can't parse entities", "too long", "is empty"].iter().any(|fault| words.contains(fault));
            assert!(!ours, "telegram could not take what we wrote: {words}");
        }
        self.sandbox.stop().await;
    }

    /// A player in his private chat.
    pub fn player(&self, id: i64, name: &str, language: &str) -> Player {
        let telegram = self.sandbox.telegram.clone();
        telegram.user(id, name, Some(language));
        Player { id, chat: id, telegram }
    }
}

/// Settings by the same parser as the program's, for this sandbox.
fn settings(sandbox: &Sandbox) -> Config {
    let fast = [
        "serve",
        "--scene-speed=0",
        "--quick-hook-s=0",
        "--rate-limit-commands=0",
        "--hook-limit=0",
        "--price-spacing-ms=20",
        "--dashboard-every-s=3600",
        "--art-per-day=0",
        "--db-pool-min=2",
        "--db-pool-max=6",
    ];
    let parsed = config::from_args(fast.map(str::to_owned), |_| None, false);
    let Ok(Parsed::Run(_, mut config)) = parsed else { panic!("the settings of tests are valid") };
    config.token = Some(Secret::new(sandbox.telegram.token().to_owned()));
    config.telegram_url = sandbox.telegram.url().to_owned();
    let url = |exchange| sandbox.market.url(exchange).to_string();
    config.prices.binance_url = url(Exchange::Binance);
    config.prices.coinbase_url = url(Exchange::Coinbase);
    config.prices.kraken_url = url(Exchange::Kraken);
    config.prices.coingecko_url = url(Exchange::Coingecko);
    config.images_url = sandbox.images.url().to_owned();
    config.data_dir = super::nowhere();
    config.pace.sweep_every = std::time::Duration::from_secs(1);
    // Stories of a group are told faster than Telegram would let them be.
    config.pace.group_per_minute = 6_000;
    // What a catch looks like must not depend on how busy the machine is.
    config.pace.card_patience = DEADLINE;
    *config
}

/// Somebody who writes to the bot.
#[derive(Clone)]
pub struct Player {
    pub id: i64,
    pub chat: i64,
    pub telegram: Arc<SandboxTelegram>,
}

impl Player {
    /// Says something and gives the update's id.
    pub fn says(&self, text: &str) -> i64 {
        self.telegram.say(self.id, self.chat, text)
    }

    /// Says something and gives the bot's next message.
    pub async fn asks(&self, text: &str) -> String {
        let before = self.heard();
        self.says(text);
        self.hears(before).await
    }

    /// How many messages of the bot there are.
    pub fn heard(&self) -> usize {
        self.telegram.transcript(self.chat).from_bot().count()
    }

    /// The text of the bot's message after `before` others.
    pub async fn hears(&self, before: usize) -> String {
        self.sees(|chat| chat.from_bot().nth(before).map(|message| message.text().to_owned())).await
    }

    /// Waits for something in the chat.
    pub async fn sees<T>(&self, look: impl FnMut(&Transcript) -> Option<T>) -> T {
        match self.telegram.wait_for(self.chat, look, DEADLINE).await {
            Ok(seen) => seen,
            Err(late) => panic!("{late}"),
        }
    }

    /// Waits for a message of the bot with these words in it, and gives its text.
    pub async fn sees_words(&self, words: &str) -> String {
        let found = |chat: &Transcript| {
            chat.from_bot().map(|message| message.text().to_owned()).find(|text| text.contains(words))
        };
        self.sees(found).await
    }

    /// Waits until the newest message of the bot says this, sent so or turned into it, and gives its text.
    pub async fn sees_newest(&self, words: &str) -> String {
        let newest = |chat: &Transcript| {
            chat.from_bot().last().map(|message| message.text().to_owned()).filter(|text| text.contains(words))
        };
        self.sees(newest).await
    }

    /// Presses the newest button with this label.
    pub async fn presses(&self, label: &str) -> i64 {
        let find = |chat: &Transcript| {
            let found = |message: &angler::sandbox::telegram::Message| {
                message.content().data_of(label).map(|data| (message.message_id, data.to_owned()))
            };
            chat.from_bot().filter_map(found).next_back()
        };
        let (message_id, data) = self.sees(find).await;
        self.telegram.press(self.id, self.chat, message_id, &data).update_id
    }
}
