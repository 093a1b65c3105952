//! A durable PostgreSQL with so many players, and their next turns batch by batch.
//!
//! Started by the first piece that needs it, ended by `main`. Each player casts and hooks in turn.
//!
//! **Invariant:** a batch is made of the players as the last one left them, and every turn of it is settled.

use std::{cell::RefCell, fs, path::PathBuf};

use angler::{
    actors::db::{
        SETTLE,
        connect::{Connector, Line, Purpose},
        migrate,
        seals::Seals,
        turn::{Cause, Turn, TurnRow},
    },
    app::private_postgres::{DATABASE, Durability, PrivatePostgres},
    game::{
        change::welcome,
        player::{Player, PlayerId},
        sealing::SealKey,
    },
};
use postgres_types::{ToSql, Type};
use tokio::runtime::Runtime;
use tokio_postgres::Statement;

use crate::sea::{RULES, at, next_turn, seed};

/// Turns of a batch.
pub const BATCH: usize = 256;
/// Of the lease in a new database.
const EPOCH: i64 = 0;

const PLAYERS: &str = "INSERT INTO players (telegram_id) SELECT generate_series(1, $1::bigint) RETURNING player_id";
const INBOX: &str = "INSERT INTO inbox (update_id, player_id, arrived_at, raw) \
                     SELECT u.id, u.player, now(), '{}' FROM unnest($1::bigint[], $2::bigint[]) u (id, player)";

/// What seeds are sealed with here.
pub fn seals() -> Seals {
    Seals::of(SealKey::from_bytes([7; 32]))
}

thread_local! {
    /// `None`: not asked for, or there is no PostgreSQL on this machine.
    static DATABASE_OF_ALL: RefCell<Option<Database>> = const { RefCell::new(None) };
}

/// Uses the database; `None` where no PostgreSQL is installed.
pub fn with<T>(work: impl FnOnce(&mut Database) -> T) -> Option<T> {
    DATABASE_OF_ALL.with_borrow_mut(|database| {
        if database.is_none() {
            *database = Database::start().inspect_err(|error| eprintln!("left out: {error}")).ok();
        }
        database.as_mut().map(work)
    })
}

/// Stops the server, if there is one, and removes its folder.
pub fn end() {
    drop(DATABASE_OF_ALL.take());
}

/// See the file's head.
pub struct Database {
    runtime: Runtime,
    line: Line,
    settle: Statement,
    players: Vec<Player>,
    updates: i64,
    second: i64,
    postgres: Option<PrivatePostgres>,
    folder: PathBuf,
}

impl Database {
    fn start() -> anyhow::Result<Database> {
        let folder = std::env::temp_dir().join(format!("angler-pieces-{}", std::process::id()));
        fs::create_dir_all(&folder)?;
        let postgres = PrivatePostgres::start(&folder, Durability::Durable)?;
        let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
        let (line, settle, players) = runtime.block_on(async {
            let connector = Connector::new(&postgres.address(DATABASE)).map_err(anyhow::Error::msg)?;
            migrate::bring_up_to_date(&connector).await?;
            let line = connector.connect(Purpose::Pool).await?;
            let settle = line.prepare(SETTLE).await?;
            let rows = line.query(PLAYERS, &[&(BATCH as i64)]).await?;
            let players = rows.iter().map(|row| Player::newcomer(PlayerId(row.get(0)))).collect();
            anyhow::Ok((line, settle, players))
        })?;
        let mut database =
            Database { runtime, line, settle, players, updates: 0, second: 1_000, postgres: Some(postgres), folder };
        database.welcome();
        Ok(database)
    }

    fn welcome(&mut self) {
        let turn = |player: &Player| Turn {
            player: player.id,
            version: player.version,
            cause: Cause::Welcome,
            commanded_at: at(0),
            change: welcome(player, &RULES, seed()),
            replies: Vec::new(),
        };
        let turns: Vec<Turn> = self.players.iter().map(turn).collect();
        self.settle(&turns);
        self.leave(&turns);
    }

    /// The type of the parameter that takes a batch, as the server tells it.
    pub fn batch_type(&self) -> Type {
        self.settle.params()[1].clone()
    }

    /// The next turn of every player; their updates are in the inbox, and the players are as it will leave them.
    pub fn next_batch(&mut self) -> Vec<Turn> {
        self.second += 10;
        let first = self.updates;
        self.updates += BATCH as i64;
        let causes = (first..self.updates).map(Cause::Update);
        let cents = 250_000 + self.second % 1_000;
        let turns: Vec<Turn> = self
            .players
            .iter()
            .zip(causes)
            .map(|(player, cause)| next_turn(player, cause, self.second, cents))
            .collect();
        let updates: Vec<i64> = (first..self.updates).collect();
        let players: Vec<i64> = self.players.iter().map(|player| player.id.0).collect();
        let stored =
            self.runtime.block_on(self.line.execute(INBOX, &[&updates, &players])).expect("updates are stored");
        assert_eq!(stored as usize, BATCH);
        self.leave(&turns);
        turns
    }

    fn leave(&mut self, turns: &[Turn]) {
        self.players.iter_mut().zip(turns).for_each(|(player, turn)| player.apply(&turn.change));
    }

    /// Settles a batch, as a writer does.
    pub fn settle(&self, turns: &[Turn]) {
        let seals = seals();
        let rows: Vec<TurnRow<'_>> =
            turns.iter().map(|turn| TurnRow::of(turn, &seals).expect("random bytes")).collect();
        let parameters: [&(dyn ToSql + Sync); 2] = [&EPOCH, &rows];
        let answers = self.runtime.block_on(self.line.query(&self.settle, &parameters)).expect("a batch is settled");
        let settled = answers.iter().filter(|answer| answer.get::<_, &str>(1) == "settled").count();
        assert_eq!(settled, turns.len());
    }
}

impl Drop for Database {
    fn drop(&mut self) {
        drop(self.postgres.take());
        let _left_in_the_temporary_folder = fs::remove_dir_all(&self.folder);
    }
}
