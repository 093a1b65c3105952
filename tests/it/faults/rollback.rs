//! A database that went back in time: what was acknowledged is gone, and its numbers are given again.
//!
//! Its last moments are taken away by putting a copy of it in its place while nobody is connected: to the service that is a server
//! which was away for a moment.

use actix::Actor;
use angler::{
    actors::db::{
        Marker,
        connect::Connector,
        marker::{Delivered, Fate, MarkDelivered, mark},
        messages::{Debt, ReplyKey},
        weather::Weather,
    },
    config::Secret,
    game::player::PlayerId,
};

use crate::harness::{Database, Process, Proxy, World, run, variables};

/// What the service says of a loss, of a start that finds one, and of another server.
pub(super) const LOST: &str = "THE DATABASE LOST COMMITS";
const WAITS: &str = "an operator must type: angler recover";
const ANOTHER: &str = "on another server or timeline than before";
/// What the players are told, and how the service ends.
pub(super) const SEA_EN: &str = "The sea took back";
const SEA_RU: &str = "Море забрало";
pub(super) const GOES_ON: &str = "the database goes on without what it lost";

#[test]
fn a_late_mark_of_a_lost_reply_does_not_mark_the_one_that_took_its_number() {
    run(async || {
        let database = Database::made().await;
        let row = "INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language) \
                   VALUES (1, 7, 1, 'u101', 100, 'message', 'The line is in!', '', 'en')";
        database.execute(row).await;
        let marker = Marker::new(Connector::new(&database.url()).expect("an address"), Weather::default()).start();
        let told = async |cause: &str| {
            let key = ReplyKey { player: PlayerId(1), version: 7, seq: 1 };
            let debt = Debt { key, cause: cause.into() };
            mark(&marker, MarkDelivered(vec![Delivered { debt, fate: Fate::SpokenFor }])).await;
            database.number("SELECT count(delivered_at) FROM outbox").await
        };
        assert_eq!(told("u100").await, 0, "that turn is gone");
        assert_eq!(told("u101").await, 1);
    });
}

/// A world whose database can be put aside: whoever talks to it does so through the proxy.
struct Rewound {
    world: World,
    proxy: Proxy,
    name: String,
    /// To another database of that server.
    chief: Database,
}

impl Rewound {
    async fn start() -> Rewound {
        let world = World::with(|_| {}).await;
        let (proxy, name) = (Proxy::before(&world.database.url()), world.database.name().await);
        let elsewhere = world.database.url().expose().replace(&format!("dbname='{name}'"), "dbname=postgres");
        let chief = Database::at(Secret::new(elsewhere)).await;
        Rewound { world, proxy, name, chief }
    }

    async fn serve(&self) -> Process {
        let url = self.proxy.url();
        let changes = [("DATABASE_URL", url.expose()), ("METRICS_ADDR", "0"), ("RUST_LOG", "info")];
        Process::serve(&self.world, &changes).await
    }

    /// Does something to the database while nobody is connected to it.
    async fn put_aside(&mut self, act: impl AsyncFnOnce(&Database, &str)) {
        let address = self.world.database.url();
        self.proxy.refuse(true);
        self.proxy.cut_all();
        let end = "SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE datname = ";
        self.chief.number(&format!("{end}'{}'", self.name)).await;
        let there = format!("SELECT count(*) FROM pg_stat_activity WHERE datname = '{}'", self.name);
        self.chief.until(&there, |count| count == 0).await;
        act(&self.chief, &self.name).await;
        self.world.database = Database::at(address).await;
        self.proxy.refuse(false);
    }

    /// Keeps a copy of what is there now.
    async fn is_copied(&mut self) {
        let copy = async |chief: &Database, name: &str| {
            chief.execute(&format!("CREATE DATABASE {name}_then TEMPLATE {name}")).await;
        };
        self.put_aside(copy).await;
    }

    /// Puts the copy in its place.
    async fn goes_back(&mut self) {
        let back = async |chief: &Database, name: &str| {
            chief.execute(&format!("ALTER DATABASE {name} RENAME TO {name}_gone")).await;
            chief.execute(&format!("ALTER DATABASE {name}_then RENAME TO {name}")).await;
        };
        self.put_aside(back).await;
    }
}

#[test]
fn nothing_goes_on_after_a_loss_until_the_operator_has_said_so_and_who_lost_something_is_told_once() {
    run(async || {
        let mut rewound = Rewound::start().await;
        let process = rewound.serve().await;
        let operator = process.operator().await;
        let (ann, boris) = (rewound.world.player(100, "Ann", "en"), rewound.world.player(200, "Борис", "ru"));
        let (carl, dora) = (rewound.world.player(300, "Carl", "en"), rewound.world.player(400, "Dora", "en"));
        for player in [&ann, &boris, &carl] {
            player.casts().await;
        }
        rewound.world.quiet().await;
        rewound.is_copied().await;
        // An outage without a loss is weather.
        ann.hooks().await;
        boris.hooks().await;
        dora.asks("/start").await;
        rewound.world.quiet().await;
        assert!(!process.stderr().contains(LOST), "{}", process.stderr());

        rewound.goes_back().await;
        let line = process.shows(LOST, |said| Some(said.lines().find(|line| line.contains(LOST))?.to_owned())).await;
        // Two hooks and a welcome, of three players.
        for part in ["ERROR", "from=", "to=", "turns=3", "players=3"] {
            assert!(line.contains(part), "{part} is missing in {line}");
        }
        operator.until_health(503, "the database lost commits").await;
        let database = &rewound.world.database;
        database.until("SELECT count(*) FROM losses WHERE recovered_at IS NULL", |count| count == 1).await;
        let books = "SELECT string_agg((to_jsonb(p) - 'seed_waiting' - 'seed_commitment')::text, ' ' ORDER BY player_id) FROM players p";
        let kept = "SELECT string_agg(telegram_id::text, ' ' ORDER BY player_id) FROM players JOIN seals USING (player_id) \
                    WHERE seed_commitment = seal";
        database.execute("CREATE TABLE seals AS SELECT player_id, seed_commitment AS seal FROM players").await;
        let (then, heard) = (database.text(books).await, ann.heard());
        ann.says("/status");
        carl.says("/hook");

        let said = rewound.world.operates("recover", &[]).await;
        assert_eq!((said.code, said.stderr.as_str()), (Some(0), ""), "{said:?}");
        assert!(said.stdout.contains("3 turns and") && said.stdout.contains("2 players are told"), "{}", said.stdout);
        let mut process = process;
        let (status, words) = process.ended().await;
        assert_eq!((status.code(), words.matches(LOST).count()), (Some(1), 1), "{words}");
        assert!(words.contains(GOES_ON), "{words}");
        assert_eq!((rewound.world.database.text(books).await, ann.heard()), (then, heard), "nothing moved meanwhile");
        // Ann and Boris have seen the seeds that wait again, in the proofs of catches that are gone.
        assert_eq!(rewound.world.database.text(kept).await, "300");
        rewound.world.database.execute("DROP TABLE seals").await;

        let process = rewound.serve().await;
        ann.sees_words(SEA_EN).await;
        boris.sees_words(SEA_RU).await;
        carl.sees_catch().await;
        ann.hooks().await;
        dora.asks("/start").await;
        rewound.world.quiet().await;
        let told = |player: &crate::harness::Player, words: &str| {
            player.heard_texts().iter().filter(|text| text.contains(words)).count()
        };
        assert_eq!((told(&ann, SEA_EN), told(&boris, SEA_RU), told(&carl, SEA_EN), told(&dora, SEA_EN)), (1, 1, 0, 0));
        assert_eq!((ann.lines(), carl.lines()), (1, 1), "what was told and is there is not told again");
        let ids = "SELECT last_value FROM position_ids";
        assert!(rewound.world.database.number(ids).await > 1_000_000);
        let again = rewound.world.operates("recover", &[]).await;
        assert!(again.stdout.contains("nothing was changed"), "{again:?}");
        process.drain().await;
        rewound.world.end().await;
    });
}

#[test]
fn a_start_waits_for_the_operators_word_and_tells_of_another_server() {
    run(async || {
        let world = World::with(|_| {}).await;
        let loss = "INSERT INTO losses (since, until, turns, updates, players) VALUES (now(), now(), 1, 0, '{1}')";
        world.database.execute(loss).await;
        world.database.execute("UPDATE about SET server = '7/00000001'").await;
        let process = Process::start("serve", &variables(&world, &[]));
        process.says(WAITS).await;
        assert_eq!(world.operates("recover", &[]).await.code, Some(0));
        process.says(crate::harness::READY).await;
        let said = process.drain().await;
        assert_eq!(said.matches(ANOTHER).count(), 1, "{said}");
        let process = Process::serve(&world, &[]).await;
        assert!(!process.drain().await.contains(ANOTHER), "it is known now");
        world.end().await;
    });
}

#[test]
fn a_machine_remembers_the_server_that_the_database_has_forgotten_with_its_last_moments() {
    run(async || {
        let world = World::with(|_| {}).await;
        let folder = std::env::temp_dir().join(format!("angler-remembers-{}", std::process::id()));
        std::fs::create_dir_all(&folder).expect("a folder");
        let (file, path) = (folder.join("last-server"), folder.display().to_string());
        let says_another = async || {
            let process = Process::serve(&world, &[("DATA_DIR", path.as_str())]).await;
            process.drain().await.matches(ANOTHER).count()
        };
        assert_eq!(says_another().await, 0, "the first start");
        let kept = std::fs::read_to_string(&file).expect("it is kept");
        let bot = kept.split(' ').next().expect("the bot");
        let before = world.database.number("SELECT last_value FROM position_ids").await;
        for (text, another) in [
            (kept.clone(), 0),
            (format!("{bot} 123/0000000A\n"), 1),
            (format!("1{bot} 123/0000000A\n"), 0),
            ("no such line".to_owned(), 0),
        ] {
            std::fs::write(&file, &text).expect("a file");
            assert_eq!(says_another().await, another, "{text}");
            assert_eq!(std::fs::read_to_string(&file).expect("it is kept"), kept);
        }
        assert!(world.database.number("SELECT last_value FROM position_ids").await > before + 900_000);
        std::fs::remove_dir_all(&folder).expect("it is ours");
        world.end().await;
    });
}
