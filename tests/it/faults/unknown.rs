//! The connection to the database is lost while something is being written: nobody knows whether it is in.
//!
//! A chaos proxy stands between the real program and PostgreSQL and cuts, halves, holds or loses chosen statements. After
//! each weather every command was answered (the sandbox's own record), has exactly one effect, and the audit is clean.

use std::time::{Duration, Instant};

use crate::harness::{Fleet, Player, Process, Proxy, Strike, Strikes, Tally, World, run, seconds_count};

/// The statements that are struck.
pub(super) const SETTLE: &str = "FROM settle(";
const STORE_PAGE: &str = "FROM receive(";
const DONE: &str = "UPDATE inbox SET done_at";
const DELIVERED: &str = "UPDATE outbox o SET delivered_at";
const INBOX_STATE: &str = "SELECT update_id FROM inbox WHERE";
const POSITION_IDS: &str = "nextval('position_ids')";
const OWED: &str = "FROM outbox WHERE delivered_at IS NULL";

/// What an outage is called in the log, at its beginning and at its end.
pub(super) const AWAY: &str = "database does not answer, waiting for it";
pub(super) const BACK: &str = "database answers again";
pub(super) const LEASE_LOST: &str = "the lease's connection is lost";

/// A world, the program in it, and the proxy between it and its database.
pub(super) struct Behind {
    pub world: World,
    pub proxy: Proxy,
    pub process: Process,
}

impl Behind {
    pub async fn start() -> Behind {
        let world = World::with(|_| {}).await;
        let proxy = Proxy::before(&world.database.url());
        let url = proxy.url();
        let changes = [("DATABASE_URL", url.expose()), ("NEW_PLAYER_BAIT", "1000"), ("DASHBOARD_EVERY_S", "1")];
        let process = Process::serve(&world, &changes).await;
        Behind { world, proxy, process }
    }

    /// The weather is over: all is told, the count is right, the program lives; gives the tally's line.
    pub async fn told(&self, name: &'static str, inflicted: u64, fleet: &Fleet, ended: Instant) {
        self.world.quiet().await;
        let recovery = Some(ended.elapsed());
        let count = fleet.count(&self.world).await;
        self.world.database.audit().await;
        Tally { name, inflicted, lost: count.lost, doubled: count.doubled, recovery }.tell();
    }

    /// The last act: SIGTERM, exit 0, and what a drained service has not sent it never will.
    pub async fn end(self, fleet: &Fleet) -> String {
        let said = self.process.drain().await;
        let count = fleet.count(&self.world).await;
        assert_eq!((count.lost, count.doubled), (0, 0), "after the drain");
        self.world.end().await;
        said
    }
}

/// Strikes a statement in each of the ways in which a connection can be lost.
async fn lost_in_every_way(statement: &'static str, names: [&'static str; 5]) {
    let behind = Behind::start().await;
    let mut fleet = Fleet::new(&behind.world, 12);
    let ways = [Strike::CutBefore, Strike::CutHalfSent, Strike::CutSent, Strike::CutAnswered, Strike::CutHalfAnswered];
    for (way, name) in ways.into_iter().zip(names) {
        let rule = behind.proxy.add(Strikes::new(statement, way).every(3));
        fleet.fishes(2).await;
        behind.proxy.calm();
        behind.told(name, behind.proxy.struck(rule), &fleet, Instant::now()).await;
    }
    behind.end(&fleet).await;
}

#[test]
fn of_a_settle() {
    run(async || {
        lost_in_every_way(
            SETTLE,
            [
                "settle: cut before",
                "settle: half sent",
                "settle: cut while it ran",
                "settle: answer lost",
                "settle: answer halved",
            ],
        )
        .await;
    });
}

#[test]
fn of_a_page() {
    run(async || {
        lost_in_every_way(
            STORE_PAGE,
            [
                "page: cut before",
                "page: half sent",
                "page: cut while it ran",
                "page: answer lost",
                "page: answer halved",
            ],
        )
        .await;
    });
}

#[test]
fn of_a_delivery_mark() {
    run(async || {
        lost_in_every_way(
            DELIVERED,
            [
                "mark: cut before",
                "mark: half sent",
                "mark: cut while it ran",
                "mark: answer lost",
                "mark: answer halved",
            ],
        )
        .await;
    });
}

#[test]
fn of_an_answer_without_effect() {
    run(async || {
        let behind = Behind::start().await;
        let players: Vec<Player> = (0..8).map(|n| behind.world.player(100 + n, "Ann", "en")).collect();
        let mut asked = 0;
        for way in [Strike::CutBefore, Strike::CutSent, Strike::CutAnswered, Strike::CutHalfAnswered] {
            let rule = behind.proxy.add(Strikes::new(DONE, way).every(2));
            while behind.proxy.struck(rule) < 3 {
                futures_util::future::join_all(players.iter().map(|player| player.asks("/help"))).await;
                // Nobody is over his limit of commands that wait for their marks.
                behind.world.quiet().await;
                asked += 1;
            }
            behind.proxy.calm();
        }
        behind.world.quiet().await;
        behind.process.drain().await;
        for player in &players {
            assert_eq!(player.heard(), asked, "one answer each");
        }
        behind.world.end().await;
    });
}

#[test]
fn the_inbox_is_read_before_a_settle_is_sent_again() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 1);
        fleet.fishes(1).await;
        for (way, again) in [(Strike::CutAnswered, 0), (Strike::CutBefore, 1)] {
            let lost = behind.proxy.add(Strikes::new(SETTLE, way).times(1));
            let sent_again = behind.proxy.add(Strikes::new(SETTLE, Strike::Pass));
            let read = behind.proxy.add(Strikes::new(INBOX_STATE, Strike::Pass));
            fleet.says_cast();
            fleet.sees_all().await;
            let count = [lost, read, sent_again].map(|rule| behind.proxy.struck(rule));
            assert_eq!(count, [1, 1, again], "{way:?}: lost, inbox read, sent again");
            behind.proxy.calm();
            fleet.says_hook();
            fleet.sees_all().await;
        }
        // The operator sees it among the named queries.
        let row = |said: &str| {
            let rows = said.lines().filter(|line| line.trim_start().starts_with("inbox_state"));
            rows.filter_map(|row| row.split_whitespace().nth(5)?.parse::<u64>().ok()).max().filter(|count| *count > 0)
        };
        behind.process.shows("how often an outcome was read again", row).await;
        behind.end(&fleet).await;
    });
}

#[test]
fn a_settle_whose_outcome_cannot_be_read_either_is_sent_again_and_was_done() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 1);
        fleet.fishes(1).await;
        let began = Instant::now();
        let lost = behind.proxy.add(Strikes::new(SETTLE, Strike::CutAnswered).times(2));
        let unread = behind.proxy.add(Strikes::new(INBOX_STATE, Strike::CutBefore).times(2));
        let sent_again = behind.proxy.add(Strikes::new(SETTLE, Strike::Pass));
        fleet.says_cast();
        fleet.sees_all().await;
        let count = [lost, unread, sent_again].map(|rule| behind.proxy.struck(rule));
        assert_eq!(count, [2, 2, 1], "lost, unread, sent again");
        behind.told("settle: answer lost and not to be read", 4, &fleet, began).await;
        behind.proxy.calm();
        fleet.says_hook();
        fleet.sees_all().await;
        let said = behind.end(&fleet).await;
        assert!(said.contains("path=turn_already_done"), "{said}");
    });
}

#[test]
fn an_outage_is_no_fault_of_the_command_that_meets_it() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 2);
        // The first cast of a process asks the database for position ids, which is asked six times at a go.
        let away = behind.proxy.add(Strikes::new(POSITION_IDS, Strike::CutBefore));
        fleet.says_cast();
        behind.proxy.strikes(away, 14).await;
        behind.proxy.calm();
        fleet.sees_all().await;
        fleet.says_hook();
        fleet.sees_all().await;
        behind.told("position ids cut", behind.proxy.struck(away), &fleet, Instant::now()).await;
        let said = behind.end(&fleet).await;
        assert_eq!(said.matches("intent=cast").count(), 2, "each was given once, and nobody blamed it: {said}");
    });
}

/// A settle that never comes back: the client gives up, asks the inbox, and goes on; what was held arrives late.
async fn hangs(strike: Strike, name: &'static str) {
    let behind = Behind::start().await;
    let mut fleet = Fleet::new(&behind.world, 4);
    fleet.fishes(1).await;
    let rule = behind.proxy.add(Strikes::new(SETTLE, strike).times(2));
    let began = Instant::now();
    fleet.fishes(1).await;
    let recovery = began.elapsed();
    behind.proxy.calm();
    behind.proxy.let_go();
    // The connection that was held serves again or is gone; whatever it brings late changes nothing.
    fleet.fishes(1).await;
    behind.told(name, behind.proxy.struck(rule), &fleet, began).await;
    assert!(
        recovery < Duration::from_secs(50) || !seconds_count(),
        "it hung until something else ended it: {recovery:?}"
    );
    behind.end(&fleet).await;
}

#[test]
fn of_a_settle_that_hangs() {
    // Side by side: each waits for the deadline of its settles.
    run(async || {
        tokio::join!(
            hangs(Strike::HoldRequest, "settle: arrives after its repetition"),
            hangs(Strike::HoldAnswer, "settle: the answer hangs"),
            hangs(Strike::Swallow, "settle: swallowed"),
        );
    });
}

#[test]
fn a_reply_read_as_owed_while_it_was_delivered_is_not_sent_again() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 1);
        fleet.fishes(1).await;
        // Both results are read from the database; the first reading's answer comes when all is delivered.
        let lost = behind.proxy.add(Strikes::new(SETTLE, Strike::CutAnswered).times(2));
        let held = behind.proxy.add(Strikes::new(OWED, Strike::HoldAnswer).times(1));
        fleet.says_cast();
        behind.proxy.strikes(held, 1).await;
        fleet.says_hook();
        fleet.sees_all().await;
        behind.world.quiet().await;
        behind.proxy.let_go();
        fleet.fishes(1).await;
        assert_eq!((behind.proxy.struck(lost), behind.proxy.struck(held)), (2, 1));
        behind.end(&fleet).await;
    });
}

#[test]
fn of_everything_at_once_is_an_outage_told_once() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 12);
        fleet.fishes(1).await;
        behind.proxy.refuse(true);
        let cut = behind.proxy.cut_all();
        // Nothing that is said now can be stored; Telegram keeps it.
        fleet.says_cast();
        behind.process.says(AWAY).await;
        behind.process.says(LEASE_LOST).await;
        behind.proxy.refuse(false);
        let ended = Instant::now();
        fleet.sees_all().await;
        fleet.says_hook();
        fleet.sees_all().await;
        behind.told("every connection cut, none accepted", cut, &fleet, ended).await;
        behind.process.says(BACK).await;
        let said = behind.end(&fleet).await;
        assert_eq!((said.matches(AWAY).count(), said.matches(BACK).count()), (1, 1), "{said}");
    });
}

#[test]
fn of_a_network_that_is_a_hole() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 8);
        fleet.fishes(1).await;
        let settles = behind.proxy.add(Strikes::new(SETTLE, Strike::HoldRequest).times(1));
        fleet.says_cast();
        behind.proxy.strikes(settles, 1).await;
        behind.proxy.freeze(true);
        behind.process.says(LEASE_LOST).await;
        behind.process.says(AWAY).await;
        fleet.says_hook();
        behind.proxy.freeze(false);
        behind.proxy.let_go();
        let ended = Instant::now();
        fleet.sees_all().await;
        behind.told("the network is a hole", 1, &fleet, ended).await;
        behind.process.says(BACK).await;
        let said = behind.end(&fleet).await;
        assert_eq!((said.matches(AWAY).count(), said.matches(BACK).count()), (1, 1), "{said}");
    });
}

#[test]
fn sigterm_in_an_outage_ends_in_time() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 8);
        fleet.fishes(1).await;
        // What was told and not marked when the process ends is told once more.
        behind.world.quiet().await;
        let settle = behind.proxy.add(Strikes::new(SETTLE, Strike::CutBefore));
        fleet.says_cast();
        behind.proxy.strikes(settle, 1).await;
        behind.proxy.refuse(true);
        behind.proxy.cut_all();
        behind.process.says(LEASE_LOST).await;
        let Behind { world, proxy, process } = behind;
        let began = Instant::now();
        let said = process.drain().await;
        super::drains::in_time(began, &said);
        proxy.calm();
        proxy.refuse(false);
        // What was not settled is in the inbox, or still Telegram's.
        let process = Process::serve(&world, &[]).await;
        fleet.sees_all().await;
        Behind { world, proxy, process }.end(&fleet).await;
    });
}
