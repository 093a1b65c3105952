//! The servers and the service of a measurement: a sandbox in this process, a durable PostgreSQL, and the bot as a process.
//!
//! Made by rows. A [`World`] keeps its PostgreSQL's folder until it is dropped; a [`Bot`] is ended by its id when dropped.
//!
//! **Invariant:** PostgreSQL is durable: `fsync` and `synchronous_commit` are as they are installed.

use std::{
    fs,
    io::{BufRead, BufReader},
    path::PathBuf,
    process::{Child, Command, Stdio},
    sync::{Arc, Mutex},
    time::{Duration, Instant},
};

use angler::{
    app::private_postgres::{DATABASE, Durability, PrivatePostgres},
    plumbing::clock,
    sandbox::{KeepTranscript, Sandbox, SandboxConfig},
};
use anyhow::{Context, bail};
use tokio_postgres::{Client, NoTls};

use crate::{
    Plan,
    machine::{self, Spent},
};

/// Longest wait for anything that must happen.
pub const DEADLINE: Duration = Duration::from_secs(120);

/// See the file's head.
pub struct World {
    pub sandbox: Sandbox,
    postmaster: u32,
    postgres: Option<PrivatePostgres>,
    folder: PathBuf,
    address: String,
    angler: PathBuf,
}

impl World {
    /// Starts a sandbox that counts calls only, and a new durable PostgreSQL.
    pub async fn start(plan: &Plan) -> anyhow::Result<World> {
        let mut config = SandboxConfig::new(clock::now);
        config.keep_transcript = KeepTranscript::Counts;
        config.market_seed = Some(7);
        let sandbox = Sandbox::start(config).await?;
        let folder = std::env::temp_dir().join(format!("angler-speed-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let postgres = PrivatePostgres::start(&folder, Durability::Durable)?;
        let address = postgres.address(DATABASE).expose().to_owned();
        let client = connect(&address).await?;
        let backend: i32 = client.query_one("SELECT pg_backend_pid()", &[]).await?.get(0);
        let postmaster = machine::parent(u32::try_from(backend)?).context("the postmaster")?;
        let angler = plan.angler.clone();
        Ok(World { sandbox, postmaster, postgres: Some(postgres), folder, address, angler })
    }

    /// The service; `changes` have the last word on its variables. Waits until it polls.
    pub async fn serve(&self, changes: &[(&str, &str)]) -> anyhow::Result<Bot> {
        let mut command = Command::new(&self.angler);
        command.arg("serve").env_clear();
        command
            .envs(self.sandbox.variables())
            .env("DATABASE_URL", &self.address)
            .env("SCENE_SPEED", "0")
            .env("QUICK_HOOK_S", "0")
            .env("RATE_LIMIT_COMMANDS", "0")
            .env("HOOK_LIMIT", "0")
            .env("NEW_PLAYER_BAIT", "1000")
            .env("PRICE_SPACING_MS", "20")
            .env("METRICS_ADDR", "0")
            .env("RUST_LOG", "info")
            .envs(changes.iter().copied());
        let bot = Bot::start(command, Some(self.postmaster))?;
        bot.says("angler is fishing").await?;
        Ok(bot)
    }

    /// A connection to the service's database, as the owner of all.
    pub async fn client(&self) -> anyhow::Result<Client> {
        connect(&self.address).await
    }

    /// The echo bot on the same sandbox.
    pub async fn echo(&self) -> anyhow::Result<Bot> {
        let mut command = Command::new(std::env::current_exe()?);
        let telegram = &self.sandbox.telegram;
        command.arg("echo").env("ECHO_URL", format!("{}/bot{}", telegram.url(), telegram.token()));
        Bot::start(command, None)
    }
}

impl Drop for World {
    fn drop(&mut self) {
        drop(self.postgres.take());
        let _left_in_the_temporary_folder = fs::remove_dir_all(&self.folder);
    }
}

/// A connection that lives as long as its client.
pub async fn connect(address: &str) -> anyhow::Result<Client> {
    let (client, connection) = tokio_postgres::connect(address, NoTls).await?;
    tokio::spawn(connection);
    Ok(client)
}

/// A running bot.
pub struct Bot {
    child: Child,
    postmaster: Option<u32>,
    said: Arc<Mutex<String>>,
}

impl Bot {
    fn start(mut command: Command, postmaster: Option<u32>) -> anyhow::Result<Bot> {
        let mut child = command.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::piped()).spawn()?;
        let said = Arc::new(Mutex::new(String::new()));
        let (heard, errors) = (said.clone(), child.stderr.take().context("a pipe")?);
        std::thread::spawn(move || {
            for line in BufReader::new(errors).lines().map_while(Result::ok) {
                let mut said = heard.lock().expect("nobody panics with it");
                said.push_str(&line);
                said.push('\n');
            }
        });
        Ok(Bot { child, postmaster, said })
    }

    /// Its process.
    pub fn id(&self) -> u32 {
        self.child.id()
    }

    /// What it and its PostgreSQL have cost so far.
    pub fn spent(&self) -> Spent {
        Spent::now(self.id(), self.postmaster)
    }

    /// Its memory, kB.
    pub fn memory_kb(&self) -> u64 {
        machine::memory_kb(self.id())
    }

    /// Everything on its standard error so far.
    pub fn said(&self) -> String {
        self.said.lock().expect("nobody panics with it").clone()
    }

    /// Waits for words on its standard error.
    pub async fn says(&self, words: &str) -> anyhow::Result<()> {
        let began = Instant::now();
        while !self.said().contains(words) {
            if began.elapsed() > DEADLINE {
                bail!("it does not say {words}: {}", self.said());
            }
            tokio::time::sleep(Duration::from_millis(2)).await;
        }
        Ok(())
    }
}

impl Drop for Bot {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _reaped_already = self.child.wait();
    }
}
