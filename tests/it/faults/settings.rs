//! Bad settings, and a world that is not there at the start: one clear line each, and the right exit code.

use angler::sandbox::{Fault, Rule};

use crate::harness::{DEADLINE, Process, READY, World, run, variables};

/// Runs the program to its own end; gives its exit code and its lines.
async fn ends(variables: &[(&str, String)]) -> (Option<i32>, Vec<String>) {
    let (status, said) = Process::start("serve", variables).ended().await;
    (status.code(), said.lines().map(str::to_owned).collect())
}

fn without(mut variables: Vec<(&'static str, String)>, name: &str) -> Vec<(&'static str, String)> {
    variables.retain(|(known, _)| *known != name);
    variables
}

#[test]
fn a_bad_setting_is_one_line_and_exit_2() {
    run(async || {
        let world = World::with(|_| {}).await;
        for (name, value, line) in [
            ("DB_POOL_MIN", "many", "angler: DB_POOL_MIN: 'many' cannot be used; allowed: a whole number"),
            ("SCENE_SPEED", "-1", "angler: SCENE_SPEED: '-1' cannot be used; allowed: 0, or 0.1 to 100"),
            (
                "PRICE_SOURCES",
                "mtgox",
                "angler: PRICE_SOURCES: 'mtgox' cannot be used; allowed: a list of binance, coinbase, kraken, coingecko",
            ),
            (
                "TELEGRAM_BOT_TOKEN",
                "not a token",
                "angler: TELEGRAM_BOT_TOKEN: its value cannot be used; allowed: digits, a colon, and letters: 123456:ABC…",
            ),
        ] {
            let (code, lines) = ends(&variables(&world, &[(name, value)])).await;
            assert_eq!((code, lines), (Some(2), vec![line.to_owned()]));
        }
        world.sandbox.stop().await;
    });
}

#[test]
fn no_token_is_exit_1() {
    run(async || {
        let world = World::empty().await;
        for token in ["", " "] {
            let mut given = without(variables(&world, &[]), "TELEGRAM_BOT_TOKEN");
            given.push(("TELEGRAM_BOT_TOKEN", token.to_owned()));
            let (code, lines) = ends(&given).await;
            let line =
                "angler: TELEGRAM_BOT_TOKEN is not set: get one from @BotFather and set it (or try: angler play)";
            assert_eq!((code, lines), (Some(1), vec![line.to_owned()]));
        }
        assert_eq!(world.database.number("SELECT count(*) FROM pg_class WHERE relname = 'about'").await, 0);
        world.sandbox.stop().await;
    });
}

#[test]
fn a_token_that_telegram_does_not_know_is_exit_1() {
    run(async || {
        let world = World::with(|_| {}).await;
        let (code, lines) = ends(&variables(&world, &[("TELEGRAM_BOT_TOKEN", "7000000001:wrong-canary")])).await;
        let last = lines.last().cloned().unwrap_or_default();
        assert_eq!(code, Some(1), "{lines:?}");
        assert!(last.contains("telegram does not know this token"), "{last}");
        assert!(!lines.iter().any(|line| line.contains("canary")), "{lines:?}");
        world.end().await;
    });
}

#[test]
fn an_address_that_is_none_is_exit_1() {
    run(async || {
        let world = World::with(|_| {}).await;
        for url in [
            "postgres://angler:hush-canary@127.0.0.1/angler?sslcrl=hush-canary",
            "postgres://angler:hush-canary@127.0.0.1/angler?sslmode=verify-full&sslrootcert=/nowhere",
            "not an address, hush-canary",
        ] {
            let (code, lines) = ends(&variables(&world, &[("DATABASE_URL", url)])).await;
            let last = lines.last().cloned().unwrap_or_default();
            assert_eq!(code, Some(1), "{lines:?}");
            assert!(last.starts_with("angler: ") && last.contains("DATABASE_URL"), "{last}");
            assert!(!lines.iter().any(|line| line.contains("canary")), "{lines:?}");
        }
        world.sandbox.stop().await;
    });
}

#[test]
fn a_database_that_is_somebody_elses_is_exit_1() {
    run(async || {
        let world = World::empty().await;
        world.database.execute("CREATE TABLE somebody_elses (id int)").await;
        let (code, lines) = ends(&variables(&world, &[])).await;
        let last = lines.last().cloned().unwrap_or_default();
        assert_eq!(code, Some(1), "{lines:?}");
        assert!(last.contains("neither empty nor angler's"), "{last}");
        world.database.execute("DROP TABLE somebody_elses").await;

        Process::serve(&world, &[]).await.drain().await;
        world.database.execute("UPDATE about SET schema_number = 999").await;
        let (code, lines) = ends(&variables(&world, &[])).await;
        let last = lines.last().cloned().unwrap_or_default();
        assert_eq!(code, Some(1), "{lines:?}");
        assert!(last.contains("the database has schema 999"), "{last}");
        world.end().await;
    });
}

#[test]
fn telegram_away_at_the_start_is_waited_for() {
    run(async || {
        let world = World::with(|_| {}).await;
        let switches = &world.sandbox.telegram.switches;
        let away = switches.add(Rule::new(Fault::DropBefore).on("getMe"));
        let said_once = |said: &str| said.matches("telegram cannot be reached, waiting for it").count();

        let mut ended = Process::start("serve", &variables(&world, &[]));
        asked(&world, away, 2).await;
        assert_eq!(said_once(&ended.stderr()), 1, "{}", ended.stderr());
        ended.terminate();
        let (status, said) = ended.ended().await;
        assert_eq!((status.code(), said_once(&said)), (Some(0), 1), "{said}");

        let waiting = Process::start("serve", &variables(&world, &[]));
        asked(&world, away, 4).await;
        switches.clear();
        waiting.says(READY).await;
        let ann = world.player(100, "Ann", "en");
        assert!(ann.asks("/help").await.contains("/cast"));
        let said = waiting.drain().await;
        assert_eq!(said_once(&said), 1, "{said}");
        world.end().await;
    });
}

/// Waits until so many requests met the rule.
async fn asked(world: &World, rule: angler::sandbox::RuleId, times: u64) {
    let met = async {
        while world.sandbox.telegram.switches.fired(rule) < times {
            tokio::time::sleep(std::time::Duration::from_millis(5)).await;
        }
    };
    tokio::time::timeout(DEADLINE, met).await.expect("it asks again");
}
