//! The audit in the service: a mismatch stops casts and hooks with a page and nothing else, is told once, and is over by itself
//! when the books add up again; an outage is no mismatch.

use angler::sandbox::{Exchange, Fault, Rule};

use crate::harness::{Player, Process, World, run};

const STOPPED: &str = "THE BOOKS DO NOT ADD UP";
const UNTOLD: &str = "a player was not told what he should have been";
const RESUMED: &str = "the books add up again";
const PAGE_EN: &str = "harbour office is recounting";
const PAGE_RU: &str = "конторе гавани пересчитывают";

async fn service(world: &World) -> Process {
    let changes = [("AUDIT_EVERY_S", "1"), ("DASHBOARD_EVERY_S", "1"), ("METRICS_ADDR", "0"), ("RUST_LOG", "info")];
    Process::serve(world, &changes).await
}

/// Waits for so many more audits than the last dashboard counts.
async fn audits(process: &Process, more: u64) {
    let passes = |said: &str| -> Option<u64> {
        let row = said.lines().rfind(|line| line.trim_start().starts_with("auditor "))?;
        row.split_whitespace().nth(5)?.parse().ok()
    };
    let before = process.shows("an auditor's row", passes).await;
    process.shows("more audits", |said| (passes(said)? >= before + more).then_some(())).await;
}

fn told(process: &Process, words: &str) -> usize {
    process.stderr().matches(words).count()
}

#[test]
fn a_mismatch_stops_casts_and_hooks_until_it_is_mended() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = service(&world).await;
        let (ann, boris) = (world.player(100, "Ann", "en"), world.player(200, "Борис", "ru"));
        ann.casts().await;
        boris.says("/start");
        boris.hears(0).await;
        let books = "SELECT string_agg(p::text, ' ' ORDER BY player_id) FROM players p WHERE player_id > 0";
        let moved = "SELECT count(*) FROM ledger";
        world.quiet().await;

        world.database.execute("UPDATE players SET bait = bait + 1 WHERE telegram_id = 100").await;
        process.says(STOPPED).await;
        let operator = process.operator().await;
        operator.until_health(503, "auditor: the books do not add up").await;
        assert_eq!(operator.scrape().await.of("angler_trading_stopped"), 1.0);
        let (then, movements) = (world.database.text(books).await, world.database.number(moved).await);
        let before = ann.heard();
        ann.says("/hook");
        assert!(ann.hears(before).await.contains(PAGE_EN));
        let hook = ann.data_of("🐟 Hook").await;
        assert!(ann.toast(&ann.forges(&hook)).await.contains(PAGE_EN));
        let before = boris.heard();
        boris.says("/cast");
        assert!(boris.hears(before).await.contains(PAGE_RU));
        world.quiet().await;
        assert_eq!(world.database.text(books).await, then);
        assert_eq!(world.database.number(moved).await, movements, "nothing moved");

        // Everything else goes on, choosing too.
        let alive = async |player: &Player, words: &str, wanted: &str| {
            let before = player.heard();
            player.says(words);
            assert!(player.hears(before).await.contains(wanted), "{words}");
        };
        alive(&ann, "/status", "🔒").await;
        alive(&ann, "/help", "/cast").await;
        alive(&boris, "/ponds", "ETH/USD").await;
        audits(&process, 3).await;
        assert_eq!((told(&process, STOPPED), told(&process, RESUMED)), (1, 0), "{}", process.stderr());
        let line = process.stderr();
        let line = line.lines().find(|line| line.contains(STOPPED)).expect("it was said");
        for part in ["ERROR", "rule=balances", "offenders=player 1", "bait and cash are the sums"] {
            assert!(line.contains(part), "{part} is missing in {line}");
        }

        world.database.execute("UPDATE players SET bait = bait - 1 WHERE telegram_id = 100").await;
        process.says(RESUMED).await;
        operator.until_health(200, "ok").await;
        assert_eq!(operator.scrape().await.of("angler_trading_stopped"), 0.0);
        ann.hooks().await;
        boris.says("/cast");
        boris.sees(|chat| chat.from_bot().find(|message| message.text().contains("💰")).map(|_| ())).await;
        audits(&process, 2).await;
        assert_eq!((told(&process, STOPPED), told(&process, RESUMED)), (1, 1), "{}", process.stderr());
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn orders_that_wait_for_their_price_when_trading_stops_are_refused_too() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = service(&world).await;
        let (ann, bob) = (world.player(100, "Ann", "en"), world.player(200, "Bob", "en"));
        ann.casts().await;
        world.quiet().await;
        for exchange in Exchange::ALL {
            world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::Silence));
        }
        let before = ann.heard();
        ann.says("/hook");
        ann.hears(before).await;
        bob.says("/cast");
        bob.hears(0).await;
        world.database.execute("UPDATE players SET cash_cents = cash_cents + 1 WHERE telegram_id = 100").await;
        process.says(STOPPED).await;
        for exchange in Exchange::ALL {
            world.sandbox.market.desk(exchange).switches.clear();
        }
        for player in [&ann, &bob] {
            player.sees_words(PAGE_EN).await;
        }
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        assert_eq!(world.database.number("SELECT bait FROM players WHERE telegram_id = 200").await, 10);

        // A restart does not forget: its first pass finds the same.
        process.drain().await;
        let process = service(&world).await;
        process.says(STOPPED).await;
        assert!(bob.asks("/cast").await.contains(PAGE_EN));
        world.database.execute("UPDATE players SET cash_cents = cash_cents - 1 WHERE telegram_id = 100").await;
        process.says(RESUMED).await;
        ann.hooks().await;
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn an_outage_is_no_mismatch() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = service(&world).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.quiet().await;
        let lock = world.database.another().await;
        let auditing =
            "datname = current_database() AND application_name = 'angler audit' AND wait_event_type = 'Lock'";
        for _ in 0..2 {
            lock.execute("BEGIN; LOCK TABLE positions IN ACCESS EXCLUSIVE MODE").await;
            let waiting = format!("SELECT count(*) FROM pg_stat_activity WHERE {auditing}");
            world.database.until(&waiting, |count| count == 1).await;
            let cut = format!("SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity WHERE {auditing}");
            assert_eq!(world.database.number(&cut).await, 1);
            lock.execute("COMMIT").await;
        }
        ann.hooks().await;
        audits(&process, 2).await;
        let said = process.drain().await;
        assert!(!said.contains("BOOKS") && !said.contains("ERROR"), "{said}");
        world.end().await;
    });
}

#[test]
fn changed_accounts_are_looked_at_first_and_every_account_in_time() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        world.stop().await;
        let database = &world.database;
        database.execute("INSERT INTO players (telegram_id) SELECT 1000 + n FROM generate_series(1, 3000) n").await;
        let arrived = "INSERT INTO inbox (update_id, player_id, arrived_at, raw, done_at) \
                       SELECT player_id, player_id, now(), '', now() FROM players WHERE player_id IN (700, 2950)";
        database.execute(arrived).await;
        // Only its arrival brings this one into the first pass; no second whole pass comes.
        database.execute("UPDATE players SET bait = 1 WHERE player_id = 2950").await;
        let process = Process::serve(&world, &[("AUDIT_EVERY_S", "86400"), ("RUST_LOG", "info")]).await;
        process.says("offenders=player 2950").await;
        database.execute("UPDATE players SET bait = 0 WHERE player_id = 2950").await;
        process.says(RESUMED).await;
        process.drain().await;
        // Nothing tells of this one: its turn in the order of the numbers comes in a later pass.
        database.execute("UPDATE players SET bait = 1 WHERE player_id = 2900").await;
        let process = Process::serve(&world, &[("AUDIT_EVERY_S", "1"), ("RUST_LOG", "info")]).await;
        process.says("offenders=player 2900").await;
        database.execute("UPDATE players SET bait = 0 WHERE player_id = 2900").await;
        process.says(RESUMED).await;
        assert_eq!((told(&process, STOPPED), told(&process, RESUMED)), (1, 1), "{}", process.stderr());
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn an_audit_that_is_off_stops_nothing() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[("AUDIT_EVERY_S", "0"), ("DASHBOARD_EVERY_S", "1")]).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/help").await;
        world.database.execute("UPDATE players SET bait = bait + 1").await;
        process.shows("that it is off", |said| said.contains("auditor          off").then_some(())).await;
        ann.casts().await;
        world.database.execute("UPDATE players SET bait = bait - 1").await;
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn a_reply_that_was_never_sent_is_told_of_once_and_stops_nothing() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = service(&world).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.quiet().await;
        world.database.execute("UPDATE outbox SET told = NULL").await;
        process.says(UNTOLD).await;
        audits(&process, 3).await;
        assert_eq!((told(&process, UNTOLD), told(&process, STOPPED)), (1, 0), "{}", process.stderr());
        ann.hooks().await;
        world.quiet().await;
        world.database.execute("DELETE FROM outbox").await;
        process.drain().await;
        world.end().await;
    });
}
