//! The stage of the day: the world with its service, and what the market, the operator's tools and time do on it.
//!
//! **Invariant:** what an act did to the world it has undone when it returns; what it gives is how often it struck.

use std::{
    cell::Cell,
    ops::RangeInclusive,
    time::{Duration, Instant},
};

use angler::{
    actors::db::{connect::Connector, migrate},
    plumbing::paths::Path,
    sandbox::Exchange,
};
use tokio::{
    io::AsyncWriteExt,
    net::{TcpListener, TcpStream},
    sync::watch,
};

use super::{database::STORM, kinds::Kind};
use crate::harness::{DEADLINE, Database, Operator, Player, Process, Proxy, World};

/// The service's login: an ordinary one that owns its database, for a superuser has every right and every connection.
const LOGIN: &str = "field_owner";
/// Newcomers' ids at Telegram; each is met once.
const NEWCOMERS: i64 = 960_000;
/// The id of him who looks at his fish again and again.
const LOOKER: i64 = 949_999;
/// More than the operator's door has places.
const SCRAPERS: usize = 20;

/// See the file's head.
pub struct Stage {
    pub world: World,
    /// A superuser's connection, which no trouble reaches.
    pub hand: Database,
    process: Option<Process>,
    operator: Operator,
    /// How often a dead host was called.
    dead: watch::Receiver<u64>,
    /// For how many seconds a group is refused.
    pub patience_s: RangeInclusive<u64>,
    /// Somebody whose fish's card Telegram has.
    pub looker: Player,
    /// What he presses to see it.
    pub fish: String,
    newcomer: Cell<i64>,
    /// Those whose cast is late, and those whose command was forwarded.
    pub late: Cell<Vec<i64>>,
    pub forwarders: Cell<Vec<i64>>,
}

impl Stage {
    /// The service runs, and nothing is wrong yet.
    pub async fn set(patience_s: RangeInclusive<u64>) -> Stage {
        let world = World::empty().await;
        let hand = world.database.another().await;
        own(&hand).await;
        let proxy = Proxy::before(&world.database.url());
        let (port, dead) = dead_host().await;
        let url = proxy.url().expose().replace("user=angler", &format!("user={LOGIN}"));
        let url = url.replace("127.0.0.1", "127.0.0.1,127.0.0.1").replace("port=", &format!("port={port},"));
        let settings = [
            ("DATABASE_URL", url.as_str()),
            ("NEW_PLAYER_BAIT", "1000"),
            ("DB_POOL_MAX", "12"),
            ("POLL_TIMEOUT_S", "5"),
            ("METRICS_ADDR", "0"),
            ("RUST_LOG", "info"),
        ];
        let process = Process::serve(&world, &settings).await;
        let operator = process.operator().await;
        hand.execute(STORM).await;
        let looker = world.player(LOOKER, "Luke", "en");
        looker.casts().await;
        looker.hooks().await;
        world.quiet().await;
        let fish = "SELECT format('fish:%s:%s', player_id, fish) FROM positions";
        let fish = world.database.text(fish).await;
        let heard = looker.heard();
        looker.forges(&fish);
        looker.hears(heard).await;
        let newcomer = Cell::new(NEWCOMERS);
        let (late, forwarders, process) = (Cell::default(), Cell::default(), Some(process));
        Stage { world, hand, process, operator, dead, patience_s, looker, fish, newcomer, late, forwarders }
    }

    /// One kind of trouble, from its beginning to its end. Gives how often it struck.
    pub async fn act(&self, kind: Kind, drawn: u64) -> u64 {
        match kind {
            Kind::LargePages => self.large_pages().await,
            Kind::LoggedOut => self.logged_out().await,
            Kind::LateCasts => self.late_casts().await,
            Kind::Forwards => self.forwards(),
            Kind::Renamed => self.renamed(drawn).await,
            Kind::GroupLimits => self.group_limits(drawn).await,
            Kind::ChatRestricted => self.chat_restricted().await,
            Kind::TopicClosed => self.topic_closed(drawn).await,
            Kind::TopicDeleted => self.topic_deleted().await,
            Kind::FilesExpired => self.files_expired().await,
            Kind::UploadsFail => self.uploads_fail().await,
            Kind::RightsRevoked => self.rights_revoked(drawn).await,
            Kind::OnlyReads => self.only_reads().await,
            Kind::NoConnections => self.no_connections().await,
            Kind::SessionsEnded => self.sessions_ended().await,
            Kind::SlowQueries => self.slow_queries().await,
            Kind::PairsUnknown => self.pairs_unknown().await,
            Kind::SourcesApart => self.sources_apart(drawn).await,
            Kind::SlowScrapers => self.slow_scrapers().await,
        }
    }

    /// Somebody who was never here before.
    pub fn newcomer(&self) -> Player {
        let id = self.newcomer.get();
        self.newcomer.set(id + 1);
        self.world.player(id, "Ann", "en")
    }

    /// Waits until a newcomer is answered and nothing is red; gives how long that took.
    pub async fn recovers(&self) -> Duration {
        let began = Instant::now();
        self.newcomer().asks("/status").await;
        self.operator.until_health(200, "ok").await;
        began.elapsed()
    }

    fn process(&self) -> &Process {
        self.process.as_ref().expect("it runs until it drains")
    }

    /// Waits until the service has taken a path once more than `before`.
    pub async fn takes(&self, path: Path, before: usize) {
        let more = |said: &str| (taken_in(said, path) > before).then_some(());
        self.process().shows(path.name(), more).await;
    }

    /// How often the service has taken a path.
    pub fn taken(&self, path: Path) -> usize {
        taken_in(&self.process().stderr(), path)
    }

    /// How often the dead host was called.
    pub fn dead_host(&self) -> u64 {
        *self.dead.borrow()
    }

    /// Waits until the dead host is called once more than `before`: the good one, which comes first, was of no use.
    pub async fn calls_dead_host(&self, before: u64) {
        let mut dead = self.dead.clone();
        let called = tokio::time::timeout(DEADLINE, dead.wait_for(|calls| *calls > before)).await;
        assert!(called.is_ok(), "the next host is not tried: {}", self.process().stderr());
    }

    /// Ends the service as an operator does; gives what it said.
    pub async fn drains(&mut self) -> String {
        self.process.take().expect("it drains once").drain().await
    }

    /// A cast that was late opened no line and cost no bait; who forwarded a command never played.
    pub async fn judges_late_and_forwarded(&self) {
        for (who, ids) in [("late", self.late.take()), ("forwarded", self.forwarders.take())] {
            assert!(!ids.is_empty(), "nothing was {who}");
            let ids = ids.iter().map(i64::to_string).collect::<Vec<_>>().join(", ");
            let lines = "SELECT count(*) FROM positions JOIN players USING (player_id) WHERE telegram_id IN";
            assert_eq!(self.hand.number(&format!("{lines} ({ids})")).await, 0, "{who}");
        }
    }

    async fn pairs_unknown(&self) -> u64 {
        let market = &self.world.sandbox.market;
        let desks = [Exchange::Binance, Exchange::Kraken].map(|exchange| market.desk(exchange));
        let all: Vec<&str> = market.pairs().collect();
        let mut met = 0;
        desks.iter().for_each(|desk| desk.set_unknown(&all));
        for desk in desks {
            let before = desk.count();
            assert!(desk.wait_for(before + 2, DEADLINE).await, "it is asked");
            met += 2;
        }
        desks.iter().for_each(|desk| desk.set_unknown(&[]));
        met
    }

    async fn sources_apart(&self, drawn: u64) -> u64 {
        let market = &self.world.sandbox.market;
        let [up, down] = if drawn.is_multiple_of(2) {
            [Exchange::Coinbase, Exchange::Kraken]
        } else {
            [Exchange::Binance, Exchange::Coingecko]
        };
        let desks = [up, down].map(|exchange| market.desk(exchange));
        let before = desks.map(|desk| desk.count());
        desks[0].set_offset_bp(5_000);
        desks[1].set_offset_bp(-5_000);
        for (desk, before) in desks.iter().zip(before) {
            assert!(desk.wait_for(before + 3, DEADLINE).await, "it is asked");
        }
        desks.iter().for_each(|desk| desk.set_offset_bp(0));
        2
    }

    async fn slow_scrapers(&self) -> u64 {
        let mut held = Vec::new();
        for _ in 0..SCRAPERS {
            let mut stream = TcpStream::connect(self.operator.0).await.expect("whoever comes is let in");
            // Cut already where others came: then it was met as well.
            let _cut = stream.write_all(b"GET /metrics HTTP/1.1\r\nhost: op").await;
            held.push(stream);
        }
        assert!(self.operator.scrape().await.of("angler_sessions") >= 0.0);
        held.len() as u64
    }
}

fn taken_in(said: &str, path: Path) -> usize {
    let name = format!("path={}", path.name());
    said.lines().filter(|line| line.ends_with(&name)).count()
}

/// Gives the database to the service's login. The role that it works under is made once for the server.
async fn own(hand: &Database) {
    let any = Database::new().await;
    migrate::bring_up_to_date(&Connector::new(&any.url()).expect("an address")).await.expect("the role is made");
    let name = hand.name().await;
    hand.execute(&format!("CREATE ROLE {LOGIN} LOGIN; GRANT angler_app TO {LOGIN}")).await;
    hand.execute(&format!("ALTER DATABASE {name} OWNER TO {LOGIN}")).await;
}

/// A host that takes calls and never says a word; gives its port, and counts the calls.
async fn dead_host() -> (u16, watch::Receiver<u64>) {
    let listener = TcpListener::bind("127.0.0.1:0").await.expect("a free port");
    let port = listener.local_addr().expect("an address").port();
    let (calls, counted) = watch::channel(0);
    tokio::spawn(async move {
        let mut held = Vec::new();
        while let Ok((stream, _)) = listener.accept().await {
            held.push(stream);
            calls.send_modify(|calls| *calls += 1);
        }
    });
    (port, counted)
}
