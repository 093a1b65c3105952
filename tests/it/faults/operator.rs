//! What the operator sees: figures that match what players did, a table that can be read, and a door that is only where he
//! asked for one.

use std::{collections::BTreeMap, net::TcpListener, time::Duration};

use angler::sandbox::{Fault, Rule};
use tokio::{io::AsyncReadExt, net::TcpStream};

use crate::harness::{DEADLINE, Operator, Player, Process, Said, Scrape, World, command, run, variables};

const ANY_PORT: (&str, &str) = ("METRICS_ADDR", "0");

/// Scrapes until it shows what is wanted.
async fn until(operator: Operator, what: &str, shows: impl Fn(&Scrape) -> bool) -> Scrape {
    let reached = async {
        loop {
            let scrape = operator.scrape().await;
            if shows(&scrape) {
                return scrape;
            }
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    };
    match tokio::time::timeout(DEADLINE, reached).await {
        Ok(scrape) => scrape,
        Err(_elapsed) => panic!("it never shows {what}: {}", operator.scrape().await.text),
    }
}

/// Scrapes when so many hooks are done and nothing is under way.
async fn at_rest(operator: Operator, hooks: f64) -> Scrape {
    until(operator, "rest", |scrape| {
        let waits = ["angler_inbox_waiting", "angler_outbox_owed", "angler_lanes"].map(|series| scrape.of(series));
        scrape.commands("hook") == hooks && waits == [0.0; 3]
    })
    .await
}

/// Names and types of README's table of metrics.
fn told_by_the_readme() -> BTreeMap<String, String> {
    let rows = include_str!("../../../README.md").lines().filter_map(|line| line.strip_prefix("| `angler_"));
    let name_and_type = |row: &str| {
        let mut cells = row.split('|').map(|cell| cell.trim().trim_matches('`').to_owned());
        Some((format!("angler_{}", cells.next()?), cells.next()?))
    };
    rows.filter_map(name_and_type).collect()
}

async fn everybody_fishes(crowd: &[Player]) {
    for player in crowd {
        player.asks("/help").await;
        player.casts().await;
        player.asks("/status").await;
        player.hooks().await;
    }
}

#[test]
fn figures_are_what_players_did() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[ANY_PORT]).await;
        let operator = process.operator().await;
        assert_eq!(operator.until_health(200, "").await, "ok\n");
        let crowd: Vec<Player> = (0..4).map(|n| world.player(100 + n, "Ann", "en")).collect();
        everybody_fishes(&crowd).await;
        world.quiet().await;
        let first = at_rest(operator, 4.0).await;
        for kind in ["help", "cast", "status", "hook"] {
            assert_eq!(first.commands(kind), 4.0, "{kind} in {}", first.text);
        }
        // A welcome, a cast and a hook each.
        assert_eq!(first.of("angler_settle_batch_turns_sum"), 12.0, "{}", first.text);
        let settles = first.of("angler_query_handling_seconds_count{query=\"settle\"}");
        assert_eq!(first.of("angler_settle_batch_turns_count"), settles);
        assert_eq!(first.of("angler_updates_total"), 16.0);
        assert_eq!(first.of("angler_sessions"), 4.0);
        assert_eq!(first.of("angler_pool_connections_max"), 6.0);
        for (series, wanted) in [
            ("angler_red", 0.0),
            ("angler_telegram_too_many_total", 0.0),
            ("angler_actor_restarts_total{actor=\"outbox\"}", 0.0),
            ("angler_actor_answers{actor=\"writer\"}", 1.0),
            ("angler_paths_total{path=\"put_aside\"}", 0.0),
        ] {
            assert_eq!(first.series.get(series), Some(&wanted), "{series} in {}", first.text);
        }
        assert_eq!(first.series.keys().filter(|key| key.starts_with("angler_price_age_seconds{")).count(), 8);
        assert!(!first.series.contains_key("angler_outbox_oldest_owed_seconds"), "nothing is owed, so nothing is old");

        everybody_fishes(&crowd).await;
        world.quiet().await;
        let second = at_rest(operator, 8.0).await;
        for (series, before) in &first.series {
            let family = series.split('{').next().unwrap_or(series);
            let grows = ["_total", "_sum", "_count", "_bucket"].iter().any(|end| family.ends_with(end));
            assert!(!grows || second.of(series) >= *before, "{series} went down from {before}");
        }
        for kind in ["cast", "hook", "help"] {
            let sum = format!("angler_command_handling_seconds_sum{{command=\"{kind}\"}}");
            assert!(second.of(&sum) > first.of(&sum), "{sum}");
        }
        let secret = world.sandbox.telegram.token();
        assert!(!second.text.contains(secret.split(':').nth(1).expect("a token has a colon")), "the token is told");
        assert_eq!(operator.get("/").await.0, 404);
        for path in ["/metrics", "/healthz"] {
            let (status, _, body) = operator.ask("HEAD", path).await;
            assert_eq!((status, body.as_str()), (200, ""), "HEAD {path}");
        }
        assert_eq!(second.names(), told_by_the_readme(), "README's table of metrics and what is shown");

        process.drain().await;
        assert!(TcpStream::connect(operator.0).await.is_err(), "the door closes with the service");
        world.end().await;
    });
}

#[test]
fn a_chat_with_a_429_is_counted_and_frozen() {
    run(async || {
        let (world, operator) = World::with_door(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        world.sandbox.telegram.switches.add(Rule::new(Fault::too_many(4)).on("sendMessage").times(1));
        ann.says("/cast");
        let scrape = until(operator, "a frozen lane", |scrape| scrape.of("angler_lanes_frozen") == 1.0).await;
        assert_eq!(scrape.of("angler_telegram_too_many_total"), 1.0);
        ann.sees_words("Entry").await;
        assert_eq!(operator.scrape().await.of("angler_lanes_frozen"), 0.0);
        world.end().await;
    });
}

#[test]
fn those_who_connect_and_say_nothing_are_shown_out() {
    run(async || {
        let (world, operator) = World::with_door(|_| {}).await;
        let mut idle = Vec::new();
        for _ in 0..16 {
            idle.push(TcpStream::connect(operator.0).await.expect("the door is open"));
        }
        // The service itself does not notice.
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        assert_eq!(operator.until_health(200, "").await, "ok\n");
        for mut stream in idle {
            let mut said = Vec::new();
            let closed = tokio::time::timeout(DEADLINE, stream.read_to_end(&mut said)).await;
            closed.expect("it is shown out").expect("by a closed connection");
        }
        world.end().await;
    });
}

/// Local addresses of the sockets that a process listens on, as /proc writes them (`0100007F:1F90`).
fn listening(process: &Process) -> Vec<String> {
    let own = format!("/proc/{}", process.id());
    let links = std::fs::read_dir(format!("{own}/fd")).expect("its files");
    let inodes: Vec<String> = links
        .filter_map(|link| std::fs::read_link(link.ok()?.path()).ok())
        .filter_map(|link| Some(link.to_str()?.strip_prefix("socket:[")?.strip_suffix(']')?.to_owned()))
        .collect();
    let tables = ["tcp", "tcp6"].map(|table| std::fs::read_to_string(format!("{own}/net/{table}")).unwrap_or_default());
    let rows =
        tables.iter().flat_map(|table| table.lines().skip(1)).map(|row| row.split_whitespace().collect::<Vec<_>>());
    let ours = rows.filter(|row| {
        row.get(3) == Some(&"0A") && row.get(9).is_some_and(|inode| inodes.iter().any(|own| own == inode))
    });
    ours.map(|row| row[1].to_owned()).collect()
}

#[test]
fn a_door_only_where_one_is_asked_for() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[]).await;
        assert_eq!(listening(&process), Vec::<String>::new(), "nothing listens by default");
        process.drain().await;

        let process = Process::serve(&world, &[ANY_PORT]).await;
        let at = process.operator().await.0;
        assert_eq!(listening(&process), [format!("0100007F:{:04X}", at.port())], "a port alone is loopback's");
        process.drain().await;

        let taken = TcpListener::bind(("127.0.0.1", 0)).expect("a port");
        let port = taken.local_addr().expect("an address").port().to_string();
        let (status, said) = Process::start("serve", &variables(&world, &[("METRICS_ADDR", &port)])).ended().await;
        let ours: Vec<&str> = said.lines().filter(|line| line.starts_with("angler: ")).collect();
        assert_eq!((status.code(), ours.len()), (Some(1), 1), "{said}");
        assert!(ours[0].starts_with("angler: METRICS_ADDR cannot be listened on (Address already in use"), "{said}");

        let (status, said) =
            Process::start("serve", &variables(&world, &[("METRICS_ADDR", "everywhere")])).ended().await;
        let line = "angler: METRICS_ADDR: 'everywhere' cannot be used; allowed: a port of 127.0.0.1, or an address with its \
                    port: 9187, 0.0.0.0:9187\n";
        assert_eq!((status.code(), said.as_str()), (Some(2), line));
        world.end().await;
    });
}

#[test]
fn the_dashboard_is_aligned_and_complete() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[("DASHBOARD_EVERY_S", "1")]).await;
        let ann = world.player(100, "Ann", "en");
        world.sandbox.telegram.switches.add(Rule::new(Fault::status(502)).on("sendMessage").times(1));
        ann.casts().await;
        ann.hooks().await;
        let table = process.shows("a table with the hook", |said| {
            let table = said.rsplit_once("supervision\n")?.1;
            (table.contains("  hook ") && table.contains("at most: 6")).then(|| table.to_owned())
        });
        let table = table.await;
        let lines: Vec<&str> = table.lines().take_while(|line| !line.starts_with('[')).collect();
        let column = lines[0].find("last error").unwrap_or_else(|| panic!("{table}"));
        let rows: Vec<&str> =
            lines[1..].iter().copied().take_while(|line| !line.contains(": ") || line.contains(" ago: ")).collect();
        for row in &rows {
            let (before, error) = row.split_at(column);
            assert!(before.ends_with("  ") && !error.starts_with(' ') && !error.is_empty(), "{table}");
        }
        let names: Vec<&str> =
            rows.iter().filter_map(|row| row.split("  ").find(|cell| !cell.is_empty())).map(str::trim).collect();
        for name in [
            "poller",
            "router",
            "cast",
            "hook",
            "watch",
            "oracle",
            "outbox",
            "imagegen",
            "cards",
            "db",
            "load_player",
            "marker",
            "writer",
            "settle",
            "dashboard",
        ] {
            assert!(names.iter().any(|shown| shown.starts_with(name)), "{name} is missing in\n{table}");
        }
        let notes = &lines[1 + rows.len()..];
        for note in [
            "sessions: 1",
            "inbox waiting: ",
            "oldest waiting: ",
            "ETH/USD: ",
            "replies owed: ",
            "pool in use: ",
            "cards degraded: ",
        ] {
            assert!(notes.iter().any(|line| line.contains(note)), "{note} is missing in\n{table}");
        }
        assert!(notes.iter().all(|line| line.chars().count() <= 130), "{table}");
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn a_database_without_books_is_one_line_and_exit_1() {
    run(async || {
        let world = World::empty().await;
        let refused = async |url: &str| {
            let Said { code, stdout: told, stderr: error } =
                command(&["audit"], &variables(&world, &[("DATABASE_URL", url)])).await;
            assert_eq!((code, told.as_str(), error.lines().count()), (Some(1), "", 1), "{error}");
            assert!(error.starts_with("angler: ") && error.contains("DATABASE_URL"), "{error}");
            assert!(!error.contains("canary"), "{error}");
        };
        refused("postgres://angler:hush-canary@127.0.0.1:1/angler").await;
        refused("not an address, hush-canary").await;
        refused(world.database.url().expose()).await;
        assert_eq!(world.database.number("SELECT count(*) FROM pg_class WHERE relname = 'about'").await, 0);
        world.sandbox.stop().await;
    });
}
