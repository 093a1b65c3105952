//! A chaos proxy between the service and its database: it forwards requests, and strikes those that a rule names.
//!
//! Every strike comes at a condition (the nth run of a statement, before or after its bytes went through), never at a time,
//! and is counted, so that a test can assert that its weather was really there.

mod wire;

use std::{
    path::PathBuf,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use angler::config::Secret;
use tokio::{
    io::{AsyncReadExt, AsyncWriteExt},
    net::{TcpListener, TcpStream, UnixStream},
    sync::watch,
};

use self::wire::{Answers, Request, Requests};
use super::DEADLINE;

/// What happens to a request that a rule names.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Strike {
    /// The connection is cut before the server has a byte of it.
    CutBefore,
    /// The server gets half of it, then the connection is cut.
    CutHalfSent,
    /// The server gets all of it, then the connection is cut while it works.
    CutSent,
    /// The server has answered, so what it was asked is in; then the connection is cut without a byte of the answer.
    CutAnswered,
    /// The client gets half of the answer, then the connection is cut.
    CutHalfAnswered,
    /// It is held until the proxy is told to let go; then the server gets it, however late.
    HoldRequest,
    /// The server does what it says; the answer is held until the proxy is told to let go.
    HoldAnswer,
    /// It is lost, and the connection stays.
    Swallow,
    /// It goes through, and is counted.
    Pass,
}

/// Which requests are struck, and how.
pub struct Rule {
    words: &'static str,
    strike: Strike,
    every: u64,
    times: u64,
    met: u64,
    struck: u64,
    active: bool,
}

impl Rule {
    /// Every run of a statement with these words in it.
    pub fn new(words: &'static str, strike: Strike) -> Rule {
        Rule { words, strike, every: 1, times: u64::MAX, met: 0, struck: 0, active: true }
    }

    /// Only each nth run.
    pub fn every(self, every: u64) -> Rule {
        Rule { every, ..self }
    }

    /// So many times at the most.
    pub fn times(self, times: u64) -> Rule {
        Rule { times, ..self }
    }

    fn meets(&mut self, request: &Request) -> bool {
        if !self.active || self.struck == self.times || !request.sql.contains(self.words) {
            return false;
        }
        self.met += 1;
        let struck = self.met.is_multiple_of(self.every);
        self.struck += u64::from(struck);
        struck
    }
}

struct Shared {
    server: PathBuf,
    rules: Mutex<Vec<Rule>>,
    /// Counts orders to let go of what is held.
    letting_go: watch::Sender<u64>,
    /// Counts orders to cut everything.
    cutting: watch::Sender<u64>,
    refusing: watch::Sender<bool>,
    frozen: watch::Sender<bool>,
    /// Counts strikes, for those who wait for one.
    struck: watch::Sender<u64>,
}

/// A proxy that runs as long as the test's runtime.
pub struct Proxy {
    shared: Arc<Shared>,
    port: u16,
    database: String,
}

impl Proxy {
    /// A proxy before the database of this address (that of a test's database: a socket's folder).
    pub fn before(address: &Secret) -> Proxy {
        let value = |key: &str| {
            let found = address.expose().split(' ').find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
            found.unwrap_or_else(|| panic!("no {key} in the address")).trim_matches('\'').to_owned()
        };
        let listener = std::net::TcpListener::bind("127.0.0.1:0").expect("a free port");
        listener.set_nonblocking(true).expect("a listener");
        let port = listener.local_addr().expect("an address").port();
        let listener = TcpListener::from_std(listener).expect("a listener of the runtime");
        let shared = Arc::new(Shared {
            server: PathBuf::from(value("host")).join(".s.PGSQL.5432"),
            rules: Mutex::default(),
            letting_go: watch::Sender::new(0),
            cutting: watch::Sender::new(0),
            refusing: watch::Sender::new(false),
            frozen: watch::Sender::new(false),
            struck: watch::Sender::new(0),
        });
        tokio::spawn(accept(listener, shared.clone()));
        Proxy { shared, port, database: value("dbname") }
    }

    /// The address for `DATABASE_URL`.
    pub fn url(&self) -> Secret {
        let (port, database) = (self.port, &self.database);
        Secret::new(format!("host=127.0.0.1 port={port} user=angler dbname={database} sslmode=disable"))
    }

    fn rules(&self) -> MutexGuard<'_, Vec<Rule>> {
        self.shared.rules.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Strikes from now on; gives the rule's number.
    pub fn add(&self, rule: Rule) -> usize {
        let mut rules = self.rules();
        rules.push(rule);
        rules.len() - 1
    }

    /// How often a rule struck.
    pub fn struck(&self, rule: usize) -> u64 {
        self.rules()[rule].struck
    }

    /// Waits until a rule struck so often.
    pub async fn strikes(&self, rule: usize, times: u64) {
        let mut heard = self.shared.struck.subscribe();
        let reached = heard.wait_for(|_| self.struck(rule) >= times);
        if tokio::time::timeout(DEADLINE, reached).await.is_err() {
            panic!("struck {} times and not {times}", self.struck(rule));
        }
    }

    /// Ends all rules; their counts stay.
    pub fn calm(&self) {
        self.rules().iter_mut().for_each(|rule| rule.active = false);
    }

    /// Lets go of everything that is held.
    pub fn let_go(&self) {
        self.shared.letting_go.send_modify(|times| *times += 1);
    }

    /// Cuts every connection there is; gives how many.
    pub fn cut_all(&self) -> u64 {
        let there = self.shared.cutting.receiver_count();
        self.shared.cutting.send_modify(|times| *times += 1);
        u64::try_from(there).expect("a count")
    }

    /// Whether new connections are closed as they come.
    pub fn refuse(&self, refusing: bool) {
        self.shared.refusing.send_replace(refusing);
    }

    /// Whether every byte waits, of old connections and of new ones: a network that is a hole.
    pub fn freeze(&self, frozen: bool) {
        self.shared.frozen.send_replace(frozen);
    }
}

async fn accept(listener: TcpListener, shared: Arc<Shared>) {
    while let Ok((client, _)) = listener.accept().await {
        if *shared.refusing.borrow() {
            continue;
        }
        let shared = shared.clone();
        tokio::spawn(async move {
            let mut cutting = shared.cutting.subscribe();
            let line = async {
                if let Ok(server) = UnixStream::connect(&shared.server).await {
                    let mut line = Line { client, server, answers: Answers::default(), owed: 0, shared: &shared };
                    // Either side went away: what it had is dropped with the connection.
                    let _ended = line.carry().await;
                }
            };
            tokio::select! {
                _ = cutting.changed() => {}
                () = line => {}
            }
        });
    }
}

/// One connection.
struct Line<'a> {
    client: TcpStream,
    server: UnixStream,
    answers: Answers,
    /// Requests of which the answer has not ended.
    owed: usize,
    shared: &'a Shared,
}

/// Why a connection ends.
enum End {
    Cut,
    Gone,
}
impl From<std::io::Error> for End {
    fn from(_: std::io::Error) -> End {
        End::Gone
    }
}

impl Line<'_> {
    async fn carry(&mut self) -> Result<(), End> {
        let (mut requests, mut from_client, mut from_server) =
            (Requests::default(), vec![0; 64 * 1024], vec![0; 64 * 1024]);
        loop {
            tokio::select! {
                read = self.client.read(&mut from_client) => {
                    requests.push(&from_client[..some(read?)?]);
                    while let Some(request) = requests.next() {
                        self.thaw().await;
                        self.pass(request).await?;
                    }
                }
                read = self.server.read(&mut from_server) => {
                    let bytes = &from_server[..some(read?)?];
                    self.owed = self.owed.saturating_sub(self.answers.ended_in(bytes));
                    self.thaw().await;
                    self.client.write_all(bytes).await?;
                }
            }
        }
    }

    async fn thaw(&self) {
        let mut frozen = self.shared.frozen.subscribe();
        let _proxy_lives = frozen.wait_for(|frozen| !frozen).await;
    }

    fn strike(&self, request: &Request) -> Option<Strike> {
        let mut rules = self.shared.rules.lock().unwrap_or_else(PoisonError::into_inner);
        let strike = rules.iter_mut().find_map(|rule| rule.meets(request).then_some(rule.strike));
        drop(rules);
        if strike.is_some() {
            self.shared.struck.send_modify(|times| *times += 1);
        }
        strike
    }

    async fn pass(&mut self, request: Request) -> Result<(), End> {
        let mut held = self.shared.letting_go.subscribe();
        held.borrow_and_update();
        match self.strike(&request) {
            None | Some(Strike::Pass) => self.send(&request.bytes).await,
            Some(Strike::Swallow) => Ok(()),
            Some(Strike::CutBefore) => Err(End::Cut),
            Some(Strike::CutHalfSent) => {
                self.server.write_all(&request.bytes[..request.bytes.len() / 2]).await?;
                Err(End::Cut)
            }
            Some(Strike::CutSent) => {
                self.send(&request.bytes).await?;
                Err(End::Cut)
            }
            Some(Strike::CutAnswered) => {
                self.answer_to(&request).await?;
                Err(End::Cut)
            }
            Some(Strike::CutHalfAnswered) => {
                let answer = self.answer_to(&request).await?;
                self.client.write_all(&answer[..answer.len() / 2]).await?;
                Err(End::Cut)
            }
            Some(Strike::HoldRequest) => {
                let _proxy_lives = held.changed().await;
                self.send(&request.bytes).await
            }
            Some(Strike::HoldAnswer) => {
                let answer = self.answer_to(&request).await?;
                let _proxy_lives = held.changed().await;
                Ok(self.client.write_all(&answer).await?)
            }
        }
    }

    async fn send(&mut self, bytes: &[u8]) -> Result<(), End> {
        self.owed += 1;
        Ok(self.server.write_all(bytes).await?)
    }

    /// Sends a request and gives the whole of its answer; answers that were owed before go through.
    async fn answer_to(&mut self, request: &Request) -> Result<Vec<u8>, End> {
        let mut bytes = vec![0; 64 * 1024];
        while self.owed > 0 {
            let read = some(self.server.read(&mut bytes).await?)?;
            self.owed = self.owed.saturating_sub(self.answers.ended_in(&bytes[..read]));
            self.client.write_all(&bytes[..read]).await?;
        }
        self.send(&request.bytes).await?;
        let mut answer = Vec::new();
        while self.owed > 0 {
            let read = some(self.server.read(&mut bytes).await?)?;
            self.owed = self.owed.saturating_sub(self.answers.ended_in(&bytes[..read]));
            answer.extend_from_slice(&bytes[..read]);
        }
        Ok(answer)
    }
}

/// Nothing read is the end.
fn some(read: usize) -> Result<usize, End> {
    if read == 0 { Err(End::Gone) } else { Ok(read) }
}
