//! The rules that the database itself holds, tried by hand: every refusal by its SQLSTATE, and the gate of `settle()`.

use angler::actors::db::{
    connect::Connector,
    migrate::{self, SchemaError},
};

use crate::harness::{Database, run};

/// A database with the schema, and player 1 with updates 11, 12 and 13 in his inbox.
async fn database() -> (Database, Connector) {
    let database = Database::new().await;
    let connector = Connector::new(&database.url()).expect("an address");
    migrate::bring_up_to_date(&connector).await.expect("the schema");
    database
        .execute(
            "SELECT receive(ARRAY[(11, 100, now(), 'a'), (12, 100, now(), 'b'), (13, 100, now(), 'c'), (21, 200, now(), 'd')]::incoming[])",
        )
        .await;
    (database, connector)
}

/// A position's columns and values as `INSERT` takes them; `change` is put over them.
fn position(change: &[(&str, &str)]) -> String {
    let mut columns = vec![
        ("position_id", "1"),
        ("player_id", "1"),
        ("chat_id", "100"),
        ("pond", "'ETH/USD'"),
        ("rod", "'long-2'"),
        ("leverage", "2"),
        ("stake_cents", "100000"),
        ("seed", "decode(repeat('07', 32), 'hex')"),
        ("opened_at", "now()"),
        ("commanded_at", "now() - interval '2 s'"),
        ("entry_price", "2500.12"),
        ("entry_round_at", "now() - interval '1 s'"),
        ("entry_sources", "'{kraken}'"),
        ("entry_source_prices", "'{2500.12}'"),
        ("entry_source_times", "ARRAY[now()]"),
        ("entry_age_ms", "0"),
    ];
    for (name, value) in change {
        columns.retain(|(known, _)| known != name);
        columns.push((name, value));
    }
    let (names, values): (Vec<&str>, Vec<&str>) = columns.into_iter().unzip();
    format!("INSERT INTO positions ({}) VALUES ({})", names.join(", "), values.join(", "))
}

/// Everything that a closed position has more, good.
const CLOSED: [(&str, &str); 14] = [
    ("closed_at", "now()"),
    ("exit_commanded_at", "now()"),
    ("exit_price", "2600"),
    ("exit_round_at", "now() + interval '1 s'"),
    ("exit_sources", "'{kraken}'"),
    ("exit_source_prices", "'{2600}'"),
    ("exit_source_times", "ARRAY[now()]"),
    ("exit_age_ms", "0"),
    ("pnl_percent", "8"),
    ("pnl_cents", "8000"),
    ("fish", "'boot'"),
    ("roll", "decode(repeat('07', 32), 'hex')"),
    ("catalogue", "1"),
    ("candidates", "'{trash:boot}'"),
];

fn closed(change: &[(&str, &str)]) -> String {
    let all: Vec<(&str, &str)> = CLOSED
        .iter()
        .filter(|(name, _)| !change.iter().any(|(other, _)| other == name))
        .chain(change)
        .copied()
        .collect();
    position(&all)
}

fn ledger(values: &str) -> String {
    format!("INSERT INTO ledger (player_id, version, leg, debit, credit, amount, position_id, cause) VALUES ({values})")
}

#[test]
fn every_rule_of_the_tables_refuses() {
    run(async || {
        let (database, _) = database().await;
        const CHECK: &str = "23514";
        const UNIQUE: &str = "23505";
        const MISSING: &str = "23502";
        let player = |set: &str| format!("UPDATE players SET {set} WHERE player_id = 1");
        let reply = |method: &str, language: &str, position: &str| {
            format!(
                "INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, position_id) \
                 VALUES (1, 1, 1, 'u11', 100, '{method}', 'x', '', '{language}', {position})"
            )
        };
        let art = |values: &str| format!("INSERT INTO art (fish, style, state, attempts, picture) VALUES ({values})");
        const SEAL: &str = "decode(repeat('07', 72), 'hex')";
        for (what, sql, code) in [
            ("bait below zero", player("bait = -1"), CHECK),
            ("cash below zero", player("cash_cents = -1"), CHECK),
            ("xp below zero", player("xp = -1"), CHECK),
            ("level zero", player("level = 0"), CHECK),
            ("a rod in hand that is not owned", player("rod = 'long-4'"), CHECK),
            ("a streak below zero", player("streak = -1"), CHECK),
            ("an unknown language", player("language = 'de'"), CHECK),
            ("a name of somebody forgotten", player("telegram_id = NULL, name = 'Ann'"), CHECK),
            ("a short hash", "INSERT INTO forgotten (hash) VALUES ('abc')".into(), CHECK),
            ("never forgotten", "INSERT INTO forgotten (hash, times) VALUES (sha256('x'), 0)".into(), CHECK),
            ("a private chat as a group", "INSERT INTO groups (chat_id) VALUES (5)".into(), CHECK),
            (
                "a board of nobody's catches",
                "INSERT INTO boards (board, period, player_id, cents, catches) VALUES (0, 'all', 1, 5, 0)".into(),
                CHECK,
            ),
            ("four bells", position(&[("bells", "'{1,2,3,4}'")]), CHECK),
            ("a bell after the end", closed(&[("bells", "'{1}'")]), CHECK),
            ("version below zero", player("version = -1"), CHECK),
            ("one Telegram id twice", "INSERT INTO players (telegram_id) VALUES (100)".into(), UNIQUE),
            (
                "an update twice",
                "INSERT INTO inbox (update_id, player_id, arrived_at, raw) VALUES (11, 1, now(), '')".into(),
                UNIQUE,
            ),
            (
                "an update of nobody",
                "INSERT INTO inbox (update_id, player_id, arrived_at, raw) VALUES (99, 99, now(), '')".into(),
                "23503",
            ),
            ("tries below zero", "UPDATE inbox SET tries = -1".into(), CHECK),
            (
                "a second row about the database",
                "INSERT INTO about (one, schema_number) VALUES (false, 1)".into(),
                CHECK,
            ),
            ("the same row again", "INSERT INTO about (schema_number) VALUES (1)".into(), UNIQUE),
            ("a second lease", "INSERT INTO lease (epoch, owner) VALUES (7, 'x')".into(), UNIQUE),
            ("no leverage", position(&[("leverage", "0")]), CHECK),
            ("no stake", position(&[("stake_cents", "0")]), CHECK),
            ("a short seed", position(&[("seed", "'abc'")]), CHECK),
            ("a draw of version 2 without its seed's number", position(&[("draw_version", "2")]), CHECK),
            ("a number without a seed", player("seed_number = 1"), CHECK),
            ("a seed without a number", player("seed_waiting = sha256('x'), seed_commitment = sha256('y')"), CHECK),
            ("no luck", player("luck = ''"), CHECK),
            ("too much luck", player("luck = repeat('я', 33)"), CHECK),
            ("a sealed seed of a catch", closed(&[("seed", SEAL)]), CHECK),
            ("a short key", "UPDATE about SET sealed_key = 'abc'".into(), CHECK),
            ("a key for the forgotten and none for it", format!("UPDATE about SET forget_key = {SEAL}"), CHECK),
            ("no price", position(&[("entry_price", "0")]), CHECK),
            ("a round before the command", position(&[("entry_round_at", "now() - interval '3 s'")]), CHECK),
            ("a round at the command", position(&[("entry_round_at", "now() - interval '2 s'")]), CHECK),
            (
                "no source",
                position(&[("entry_sources", "'{}'"), ("entry_source_prices", "'{}'"), ("entry_source_times", "'{}'")]),
                CHECK,
            ),
            ("a source without a price", position(&[("entry_sources", "'{kraken,binance}'")]), CHECK),
            ("a price too old", position(&[("entry_age_ms", "90001")]), CHECK),
            ("a price from the future", position(&[("entry_age_ms", "-1")]), CHECK),
            ("half closed", position(&[("closed_at", "now()")]), CHECK),
            ("closed without a fish", closed(&[("fish", "NULL")]), CHECK),
            (
                "an exit by the entry's round",
                closed(&[("exit_round_at", "now() - interval '1 s'"), ("exit_commanded_at", "now() - interval '2 s'")]),
                CHECK,
            ),
            ("an exit before its command", closed(&[("exit_round_at", "now() - interval '1 ms'")]), CHECK),
            ("an exit too old", closed(&[("exit_age_ms", "90001")]), CHECK),
            ("a loss beyond the stake", closed(&[("pnl_cents", "-100001")]), CHECK),
            ("a loss beyond −100 %", closed(&[("pnl_percent", "-100.01")]), CHECK),
            ("nothing moved", ledger("1, 1, 1, 'house_bait', 'bait', 0, NULL, 'x'"), CHECK),
            ("less than nothing", ledger("1, 1, 1, 'house_bait', 'bait', -5, NULL, 'x'"), CHECK),
            ("to the same account", ledger("1, 1, 1, 'cash', 'cash', 5, NULL, 'x'"), CHECK),
            ("bait for cash", ledger("1, 1, 1, 'bait', 'cash', 5, NULL, 'x'"), CHECK),
            ("an account nobody has", ledger("1, 1, 1, 'bank', 'cash', 5, NULL, 'x'"), CHECK),
            ("a position without its number", ledger("1, 1, 1, 'cash', 'position', 5, NULL, 'x'"), CHECK),
            ("a number without a position", ledger("1, 1, 1, 'house_cash', 'cash', 5, 7, 'x'"), CHECK),
            ("a leg without a cause", ledger("1, 1, 1, 'house_cash', 'cash', 5, NULL, NULL"), MISSING),
            ("a reply of no kind", reply("fax", "en", "NULL"), CHECK),
            ("a reply in no language", reply("message", "xx", "NULL"), CHECK),
            ("a catch without a position", reply("photo", "en", "NULL"), CHECK),
            ("a message with a position", reply("message", "en", "1"), CHECK),
            ("a tick of nothing", "INSERT INTO ticks VALUES ('ETH/USD', now(), now(), 0, '{kraken}')".into(), CHECK),
            ("a tick of nobody", "INSERT INTO ticks VALUES ('ETH/USD', now(), now(), 5, '{}')".into(), CHECK),
            ("art in no state", art("'boot', 1, 'stolen', 0, NULL"), CHECK),
            ("art without a picture", art("'boot', 1, 'ready', 1, NULL"), CHECK),
            ("a picture too early", art("'boot', 1, 'asked', 1, 'x'"), CHECK),
        ] {
            assert_eq!(database.refusal(&sql).await.as_deref(), Some(code), "{what}: {sql}");
        }
        // The same rows without their fault are taken: it was the fault that was refused.
        for good in [
            position(&[]),
            closed(&[("position_id", "2")]),
            ledger("1, 1, 1, 'house_bait', 'bait', 5, NULL, 'x'"),
            reply("photo", "ru", "1"),
            art("'boot', 1, 'ready', 1, 'x'"),
        ] {
            assert_eq!(database.refusal(&good).await, None, "{good}");
        }
        assert_eq!(
            database.refusal(&position(&[("position_id", "3")])).await.as_deref(),
            Some(UNIQUE),
            "a second open line"
        );
        let twice = ledger("1, 1, 1, 'house_bait', 'bait', 5, NULL, 'x'");
        assert_eq!(database.refusal(&twice).await.as_deref(), Some(UNIQUE), "a leg twice");
    });
}

/// A turn that gives a player so much bait for an update.
fn gift(player: i64, version: i64, update: &str, bait: i64) -> String {
    format!(
        "ROW({player}, {version}, {update}, coalesce('u' || {update}, 'welcome'), 0, 1, 'ETH/USD', 'long-2', NULL, NULL, \
         ARRAY[ROW('house_bait', 'bait', {bait}, NULL)]::leg[], '{{}}'::reply[], NULL, NULL, NULL, NULL)::turn"
    )
}

/// The same turn with a seed of this number for the next cast.
fn sealed(turn: String, number: i64) -> String {
    let seals = format!("ROW({number}, sha256('a seed'), sha256(sha256('a seed')))::sealing)::turn");
    turn.replace("NULL)::turn", &seals)
}

/// The same with a closing of a position.
fn close(player: i64, version: i64, update: i64, position: i64) -> String {
    let fill = "ROW(now(), 2600, now() + interval '1 s', '{kraken}', '{2600}', ARRAY[now()], 0, '{}')::fill";
    let closing = format!(
        "ROW({position}, now(), {fill}, 8, 8000, 'boot', decode(repeat('07', 32), 'hex'), 1, '{{trash:boot}}', '{{0}}', '{{all}}', NULL, NULL)::closing"
    );
    format!(
        "ROW({player}, {version}, {update}, 'u{update}', 0, 1, 'ETH/USD', 'long-2', NULL, {closing}, '{{}}'::leg[], \
         '{{}}'::reply[], NULL, NULL, NULL, NULL)::turn"
    )
}

fn settle(epoch: i64, turns: &[String]) -> String {
    format!("SELECT verdict FROM settle({epoch}, ARRAY[{}]) ORDER BY player_id", turns.join(", "))
}

async fn verdicts(database: &Database, epoch: i64, turns: &[String]) -> Vec<String> {
    database.rows(&settle(epoch, turns), &[]).await.iter().map(|row| row.get(0)).collect()
}

#[test]
fn the_gate_lets_a_turn_in_once() {
    run(async || {
        let (database, _) = database().await;
        database.execute("UPDATE lease SET epoch = 5").await;
        let bait = "SELECT sum(bait)::bigint FROM players";
        let done = "SELECT count(*) FROM inbox WHERE done_at IS NOT NULL";

        let first = gift(1, 0, "11", 10);
        for epoch in [4, 6] {
            assert_eq!(
                verdicts(&database, epoch, &[first.clone(), gift(2, 0, "21", 1)]).await,
                ["epoch_old", "epoch_old"]
            );
        }
        assert_eq!((database.number(bait).await, database.number(done).await), (0, 0));
        assert_eq!(verdicts(&database, 5, std::slice::from_ref(&first)).await, ["settled"]);
        assert_eq!(
            verdicts(&database, 5, std::slice::from_ref(&first)).await,
            ["already_done"],
            "sent again after a lost answer"
        );
        assert_eq!(
            verdicts(&database, 5, &[gift(1, 1, "11", 10)]).await,
            ["already_done"],
            "decided again after a restart"
        );
        assert_eq!(verdicts(&database, 5, &[gift(1, 0, "12", 10)]).await, ["version_old"]);
        assert_eq!((database.number(bait).await, database.number(done).await), (10, 1));
        // A turn without an update has its version alone as a gate.
        assert_eq!(verdicts(&database, 5, &[gift(2, 0, "NULL::bigint", 3)]).await, ["settled"]);
        assert_eq!(verdicts(&database, 5, &[gift(2, 0, "NULL::bigint", 3)]).await, ["version_old"]);
        // One batch, one verdict each.
        let mixed = [gift(1, 0, "12", 7), gift(2, 1, "21", 7)];
        assert_eq!(verdicts(&database, 5, &mixed).await, ["version_old", "settled"]);
        assert_eq!((database.number(bait).await, database.number(done).await), (20, 2));
        database.audit().await;
    });
}

#[test]
fn a_turn_without_its_ground_is_refused_whole() {
    run(async || {
        let (database, _) = database().await;
        let state = "SELECT (SELECT count(*) FROM ledger) + (SELECT count(*) FROM inbox WHERE done_at IS NOT NULL) \
                     + (SELECT sum(version)::bigint FROM players)";
        for (what, turns, code) in [
            ("two turns of one player", vec![gift(1, 0, "11", 1), gift(1, 0, "12", 1)], "AN001"),
            ("an update that is not there", vec![gift(1, 0, "99", 1)], "23503"),
            ("an update of another player", vec![gift(1, 0, "21", 1)], "23503"),
            ("a position that is not there", vec![close(1, 0, 11, 77)], "23000"),
            (
                "bait that he does not have",
                vec![gift(1, 0, "11", 1).replace("'house_bait', 'bait'", "'bait', 'house_bait'")],
                "23514",
            ),
            ("a seed that was skipped", vec![sealed(gift(1, 0, "11", 1), 2)], "23000"),
            ("a culprit beside a good one", vec![gift(2, 0, "21", 1), gift(1, 0, "99", 1)], "23503"),
        ] {
            let sql = settle(0, &turns);
            assert_eq!(database.refusal(&sql).await.as_deref(), Some(code), "{what}");
            assert_eq!(database.number(state).await, 0, "{what}: nothing of it is in");
        }
        assert_eq!(database.refusal(&position(&[])).await, None);
        assert_eq!(verdicts(&database, 0, &[close(1, 0, 11, 1)]).await, ["settled"]);
        let again = settle(0, &[close(1, 1, 12, 1)]);
        assert_eq!(database.refusal(&again).await.as_deref(), Some("23000"), "a position is closed once");
    });
}

#[test]
fn a_cast_takes_the_seed_that_waited_and_leaves_the_next_or_is_refused() {
    run(async || {
        let (database, _) = database().await;
        assert_eq!(verdicts(&database, 0, &[sealed(gift(2, 0, "21", 1), 1)]).await, ["settled"]);
        let cast = |number, seed: &str, luck: &str| {
            let fill = "ROW(now(), 2500, now() + interval '1 s', '{kraken}', '{2500}', ARRAY[now()], 0, '{}')::fill";
            let draw = format!("ROW(2, {number}, sha256({seed}), '{luck}')::drawing");
            let opening =
                format!("ROW(9, 1, 'ETH/USD', 'long-2', 2, 100, {seed}, now(), {fill}, NULL, {draw})::opening");
            gift(2, 1, "NULL::bigint", 1).replacen("NULL, NULL, ARRAY", &format!("{opening}, NULL, ARRAY"), 1)
        };
        let waits = "sha256('a seed')";
        for (what, turn) in [
            ("a cast with another seed than the one that waited", sealed(cast(1, "sha256('another')", "angler"), 2)),
            ("a cast with another number", sealed(cast(2, waits, "angler"), 2)),
            ("a cast with another word", sealed(cast(1, waits, "clover"), 2)),
            ("a cast that leaves no next seed", cast(1, waits, "angler")),
        ] {
            assert_eq!(database.refusal(&settle(0, &[turn])).await.as_deref(), Some("23000"), "{what}");
        }
        assert_eq!(verdicts(&database, 0, &[sealed(cast(1, waits, "angler"), 2)]).await, ["settled"]);
        assert_eq!(database.number("SELECT seed_number FROM players WHERE player_id = 2").await, 2);
    });
}

#[test]
fn a_page_that_comes_again_is_known() {
    run(async || {
        let (database, _) = database().await;
        database.execute("UPDATE inbox SET done_at = now() WHERE update_id = 12").await;
        let page = "SELECT update_id, state FROM receive(ARRAY[(12, 100, now(), 'x'), (10, 300, now(), 'y'), (13, 100, now(), 'z')]::incoming[]) ORDER BY seq";
        let told: Vec<(i64, String)> =
            database.rows(page, &[]).await.iter().map(|row| (row.get(0), row.get(1))).collect();
        // By the inbox's own number: a lower update id that came later is later.
        assert_eq!(told, [(12, "done".to_owned()), (13, "waiting".to_owned()), (10, "new".to_owned())]);
        assert_eq!(
            database.number("SELECT count(*) FROM inbox WHERE raw IN ('x', 'z')").await,
            0,
            "the first text stays"
        );
        assert_eq!(database.number("SELECT count(*) FROM players").await, 3);
    });
}

#[test]
fn a_newer_or_foreign_schema_is_refused() {
    run(async || {
        let (database, connector) = database().await;
        assert_eq!(migrate::bring_up_to_date(&connector).await, Ok(()), "a second time changes nothing");
        assert_eq!(database.number("SELECT count(*) FROM inbox").await, 4);
        database.execute(&format!("UPDATE about SET schema_number = {}", migrate::NUMBER + 1)).await;
        let newer = SchemaError::Newer { found: migrate::NUMBER + 1 };
        assert_eq!(migrate::bring_up_to_date(&connector).await, Err(newer));

        let foreign = Database::new().await;
        foreign.execute("CREATE TABLE shopping (list text)").await;
        let connector = Connector::new(&foreign.url()).expect("an address");
        assert_eq!(migrate::bring_up_to_date(&connector).await, Err(SchemaError::Foreign));
        assert_eq!(
            foreign.number("SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace").await,
            1
        );
    });
}
