//! The audit itself: each of its rules is broken by hand and found, and no other rule with it; what a healthy database holds
//! (pruned, replayed, half way through a turn) is no finding; and what `angler audit` says of each.

use std::cell::Cell;

use angler::actors::db::audit::Finding;
use futures_util::future::{join, join_all};

use super::{clock, old_news, unsaid, unsteered};
use crate::harness::{Database, Player, Process, Said, World, command, run, variables};

/// The tables a case may change.
const TABLES: [&str; 7] = ["players", "inbox", "quarantine", "positions", "ledger", "outbox", "boards"];

/// Keeps the rows as they are, and lets a superuser's hand do what the schema would refuse.
const KEEP: &str = "ALTER TABLE ledger DISABLE TRIGGER append_only; DROP INDEX one_open_position; CREATE SCHEMA kept; \
     DO $$ DECLARE c record; BEGIN \
         FOR c IN SELECT conrelid::regclass AS name, conname FROM pg_constraint \
                  WHERE contype = 'c' AND conrelid IN ('positions'::regclass, 'ledger'::regclass) LOOP \
             EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', c.name, c.conname); \
         END LOOP; END $$;";

/// A case: what is done, the rule that it breaks (`None`: none), and the offender as the audit names him.
pub(super) struct Case {
    pub what: &'static str,
    pub rule: Option<&'static str>,
    pub sql: String,
    pub named: &'static str,
}

/// Ann (player 1) has a catch and a line out, Bob (player 2) a line out; nothing runs any more.
async fn fished() -> World {
    let mut world = World::running(|_| {}).await;
    let (ann, bob) = (world.player(100, "Ann", "en"), world.player(200, "Bob", "en"));
    ann.casts().await;
    world.sandbox.market.move_by_bp("ETH/USD", 250);
    ann.hooks().await;
    ann.casts().await;
    bob.casts().await;
    world.quiet().await;
    world.stop().await;
    world
}

fn broken(findings: &[Finding]) -> Vec<(&'static str, String)> {
    findings.iter().filter(|finding| !finding.holds()).map(|finding| (finding.rule, finding.named())).collect()
}

async fn keep(database: &Database) {
    let copies = TABLES.map(|table| format!("CREATE TABLE kept.{table} AS TABLE {table};")).concat();
    database.execute(&format!("{KEEP}{copies}")).await;
}

/// Everything as it was kept.
async fn put_back(database: &Database) {
    let back = TABLES.map(|table| {
        let identity = if ["players", "inbox"].contains(&table) { "OVERRIDING SYSTEM VALUE" } else { "" };
        format!("INSERT INTO {table} {identity} SELECT * FROM kept.{table};")
    });
    database.execute(&format!("TRUNCATE {}; {}", TABLES.join(", "), back.concat())).await;
}

/// The update of Bob's cast, and that of Ann's catch.
const BOBS_CAST: &str = "(SELECT substr(cause, 2)::bigint FROM ledger WHERE player_id = 2 AND debit = 'cash')";
const ANNS_HOOK: &str =
    "(SELECT substr(cause, 2)::bigint FROM ledger WHERE player_id = 1 AND debit = 'position' AND credit = 'cash')";

pub(super) fn case(rule: &'static str, what: &'static str, named: &'static str, sql: &str) -> Case {
    let sql = sql.replace("BOBS_CAST", BOBS_CAST).replace("ANNS_HOOK", ANNS_HOOK);
    Case { what, rule: Some(rule), sql, named }
}

fn cases() -> Vec<Case> {
    vec![
        case("balances", "bait from nowhere", "player 1", "UPDATE players SET bait = bait + 1 WHERE player_id = 1"),
        case("balances", "cash gone", "player 2", "UPDATE players SET cash_cents = cash_cents - 1 WHERE player_id = 2"),
        case(
            "balances",
            "a movement lost",
            "player 2",
            "DELETE FROM ledger WHERE player_id = 2 AND debit = 'bait'",
        ),
        case(
            "stakes",
            "a line worth more than was staked",
            "player 2 position B",
            "UPDATE positions SET stake_cents = stake_cents + 1 WHERE player_id = 2",
        ),
        case(
            "stakes",
            "a line lost, its stake with it",
            "player 2 position B",
            "DELETE FROM positions WHERE player_id = 2; UPDATE players SET seed_number = seed_number - 1 WHERE player_id = 2",
        ),
        case(
            "payouts",
            "a catch that paid more than it made",
            "player 1 position A",
            "INSERT INTO ledger SELECT player_id, version, leg + 10, 'house_cash', 'position', 500, position_id, cause, settled_at \
                 FROM ledger WHERE player_id = 1 AND debit = 'position' AND credit = 'cash'; \
             INSERT INTO ledger SELECT player_id, version, leg + 20, 'position', 'cash', 500, position_id, cause, settled_at \
                 FROM ledger WHERE player_id = 1 AND leg < 10 AND debit = 'position' AND credit = 'cash'; \
             UPDATE players SET cash_cents = cash_cents + 500 WHERE player_id = 1",
        ),
        case(
            "lines",
            "a second line, in good order but for that",
            "player 2 position B",
            "INSERT INTO inbox (update_id, player_id, arrived_at, raw, done_at) \
                 SELECT 900, 2, commanded_at, '', now() FROM positions WHERE player_id = 2; \
             CREATE TEMP TABLE second AS SELECT * FROM positions WHERE player_id = 2; \
             UPDATE second SET position_id = position_id - 500, seed_number = 2; INSERT INTO positions SELECT * FROM second; \
             INSERT INTO ledger SELECT 2, version + 1, 1, 'cash', 'position', stake_cents, position_id, 'u900' \
                 FROM second JOIN players USING (player_id); \
             UPDATE players SET version = version + 1, seed_number = 3, cash_cents = cash_cents - (SELECT stake_cents FROM second) \
                 WHERE player_id = 2; DROP TABLE second",
        ),
        case(
            "done",
            "a bell of a line that never was",
            "player 2",
            "INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language) \
                 SELECT player_id, version, 9, 'bell1', 200, 'message', 'ding', '', 'en' FROM players WHERE player_id = 2",
        ),
        case(
            "fills",
            "a round that began with its command",
            "player 2 position B update BOBS",
            "UPDATE positions SET entry_round_at = commanded_at WHERE player_id = 2",
        ),
        case(
            "fills",
            "a command later than the one that arrived",
            "player 1 position A update HOOK",
            "UPDATE inbox SET arrived_at = arrived_at + interval '1 hour' WHERE update_id = ANNS_HOOK",
        ),
        case(
            "fills",
            "an exit by the entry's round",
            "player 1 position A update HOOK",
            "UPDATE positions SET exit_commanded_at = commanded_at, exit_round_at = entry_round_at \
                 WHERE closed_at IS NOT NULL; UPDATE inbox SET arrived_at = (SELECT min(commanded_at) FROM positions) \
                 WHERE update_id = ANNS_HOOK",
        ),
        case(
            "done",
            "an effect whose update waits",
            "player 2 position B update BOBS",
            "UPDATE inbox SET done_at = NULL WHERE update_id = BOBS_CAST",
        ),
        case(
            "done",
            "an effect of no update",
            "player 2 position B update BOBS",
            "DELETE FROM inbox WHERE update_id = BOBS_CAST",
        ),
        case(
            "done",
            "an effect of an update that was put aside",
            "player 2 position B update BOBS",
            "INSERT INTO quarantine (update_id, reason, raw) VALUES (BOBS_CAST, 'test', '')",
        ),
        case(
            "done",
            "a catch told for another player's update",
            "player 1 position A update BOBS",
            "UPDATE outbox SET cause = 'u' || BOBS_CAST WHERE method = 'photo'",
        ),
        case(
            "done",
            "an effect of a cause that nobody knows",
            "player 2",
            "UPDATE ledger SET cause = 'gift' WHERE player_id = 2 AND version = 1",
        ),
        case(
            "once",
            "an update with two turns",
            "player 2 update BOBS",
            "INSERT INTO ledger SELECT player_id, version + 1, 1, 'house_bait', 'bait', 1, NULL, cause FROM ledger \
                 WHERE player_id = 2 AND debit = 'bait'; \
             UPDATE players SET version = version + 1, bait = bait + 1 WHERE player_id = 2",
        ),
        case(
            "boards",
            "a catch that counts more than it made",
            "player 1",
            "UPDATE boards SET cents = cents + 1 WHERE board = 0 AND period = 'all'",
        ),
        case("boards", "a catch that does not count", "player 1", "DELETE FROM boards WHERE board = 0"),
        case(
            "versions",
            "a word to a group that is no podium",
            "player -500",
            "INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, settled_at) \
                 VALUES (-500, 202648, 1, 'week2026-W49', -500, 'message', 'x', '', 'en', now() - interval '4 days')",
        ),
        case("versions", "a turn undone by half", "player 2", "UPDATE players SET version = version - 1 WHERE player_id = 2"),
        case(
            "prices",
            "an entry that no source gave",
            "player 2 position B",
            "UPDATE positions SET entry_price = entry_price + 0.01 WHERE player_id = 2",
        ),
        case(
            "prices",
            "sources that do not make the exit",
            "player 1 position A",
            "UPDATE positions SET exit_source_prices = ARRAY[1, 1, 1] WHERE closed_at IS NOT NULL",
        ),
        case(
            "catches",
            "a better percent",
            "player 1 position A",
            "UPDATE positions SET pnl_percent = pnl_percent + 0.0001 WHERE closed_at IS NOT NULL",
        ),
        case(
            "catches",
            "another fish",
            "player 1 position A",
            "UPDATE positions SET fish = 'golden-bull' WHERE closed_at IS NOT NULL",
        ),
        case(
            "catches",
            "dice of another seed",
            "player 1 position A",
            "UPDATE positions SET seed = decode(repeat('07', 32), 'hex') WHERE closed_at IS NOT NULL",
        ),
        case(
            "sealed",
            "a seed that is cut short",
            "player 2 position B",
            "UPDATE positions SET seed = substring(seed FOR 40) WHERE player_id = 2",
        ),
        Case {
            what: "the podium of a group's week",
            rule: None,
            sql: "INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language) \
                  VALUES (-500, 202648, 1, 'week2026-W48', -500, 'message', 'x', '', 'en')"
                .to_owned(),
            named: "",
        },
        Case {
            what: "turns so old that their updates were pruned, whose ids came again and wait, or were put aside",
            rule: None,
            sql: "UPDATE ledger SET settled_at = settled_at - interval '4 days'; \
                  UPDATE outbox SET settled_at = settled_at - interval '4 days'; \
                  UPDATE inbox SET done_at = NULL, arrived_at = now() + interval '1 hour', player_id = 3 - player_id; \
                  INSERT INTO quarantine (update_id, reason, raw) SELECT update_id, 'test', '' FROM inbox"
                .to_owned(),
            named: "",
        },
        Case {
            what: "an id that came again when it was forgotten",
            rule: None,
            sql: "UPDATE ledger SET settled_at = settled_at - interval '4 days' WHERE player_id = 2; \
                  INSERT INTO ledger SELECT player_id, version + 1, 1, 'house_bait', 'bait', 1, NULL, cause FROM ledger \
                      WHERE player_id = 2 AND debit = 'bait'; \
                  UPDATE players SET version = version + 1, bait = bait + 1 WHERE player_id = 2"
                .to_owned(),
            named: "",
        },
    ]
}

#[test]
fn each_rule_finds_what_breaks_it_and_nothing_else() {
    run(async || {
        let world = fished().await;
        let database = &world.database;
        let whole = database.audited().await;
        assert_eq!(broken(&whole), []);
        let looked: Vec<(&str, u64)> = whole.iter().map(|finding| (finding.rule, finding.looked)).collect();
        // 2 players; 3 positions of which 1 closed; 2 welcomes, 3 casts and 1 hook.
        let wanted = [
            ("balances", 2),
            ("stakes", 3),
            ("payouts", 1),
            ("lines", 2),
            ("fills", 3),
            ("fresh", 3),
            ("done", 6),
            ("once", 4),
            ("versions", 2),
            ("boards", 1),
            ("seeds", 2),
            ("prices", 3),
            ("catches", 1),
            ("sealed", 4),
            ("told", 4),
            ("rounds", 4),
        ];
        assert_eq!(looked, wanted);
        let number = async |sql: &str| database.number(sql).await.to_string();
        let names = [
            ("BOBS", number(&format!("SELECT {BOBS_CAST}")).await),
            ("HOOK", number(&format!("SELECT {ANNS_HOOK}")).await),
            ("A", number("SELECT position_id FROM positions WHERE closed_at IS NOT NULL").await),
            ("B", number("SELECT position_id FROM positions WHERE player_id = 2").await),
            ("C", number("SELECT position_id FROM positions WHERE player_id = 1 AND closed_at IS NULL").await),
        ];
        keep(database).await;
        let mut untried: Vec<&str> = wanted.iter().map(|(rule, _)| *rule).collect();
        let elsewhere =
            unsaid::cases().into_iter().chain(unsteered::cases()).chain(clock::cases()).chain(old_news::cases());
        for case in cases().into_iter().chain(elsewhere) {
            database.execute(&case.sql).await;
            let found = broken(&database.audited().await);
            let named = names.iter().fold(case.named.to_owned(), |named, (name, value)| {
                named.split(' ').map(|word| if word == *name { value } else { word }).collect::<Vec<_>>().join(" ")
            });
            let wanted: Vec<(&str, String)> = case.rule.iter().map(|rule| (*rule, named.clone())).collect();
            assert_eq!(found, wanted, "{}", case.what);
            untried.retain(|rule| Some(*rule) != case.rule);
            put_back(database).await;
            assert_eq!(broken(&database.audited().await), [], "all is as before {}", case.what);
        }
        assert!(untried.is_empty(), "rules that nothing broke: {untried:?}");
        world.end().await;
    });
}

#[test]
fn the_command_tells_each_rule_and_ends_well_or_not() {
    run(async || {
        let world = fished().await;
        let settings = variables(&world, &[]);
        let Said { code, stdout: told, stderr: error } = command(&["audit"], &settings).await;
        assert_eq!((code, told.lines().count(), error.as_str()), (Some(0), 16, ""), "{told}");
        assert!(told.lines().all(|line| line.starts_with("ok      ")), "{told}");

        world.database.execute("UPDATE players SET bait = bait + 1").await;
        let Said { code, stdout: told, stderr: error } = command(&["audit"], &settings).await;
        assert_eq!((code, error.as_str()), (Some(1), "angler: the books do not add up\n"), "{told}");
        let wrong: Vec<&str> = told.lines().filter(|line| !line.starts_with("ok      ")).collect();
        let line = "broken  balances            2 of 2  every player's bait and cash are the sums of his ledger: \
                    not so player 1, player 2";
        assert_eq!(wrong, [line]);
        world.database.execute("UPDATE players SET bait = bait - 1").await;
        world.end().await;
    });
}

/// Audits by the command while the crowd fishes; the service audits itself every second meanwhile.
const AUDITS: u32 = 6;

#[test]
fn no_false_alarm_while_players_fish() {
    run(async || {
        let world = World::with(|_| {}).await;
        let changes = [("AUDIT_EVERY_S", "1"), ("RUST_LOG", "info"), ("NEW_PLAYER_BAIT", "1000")];
        let process = Process::serve(&world, &changes).await;
        let crowd: Vec<Player> = (0..12).map(|n| world.player(1_000 + n, "Ann", "en")).collect();
        let audits = Cell::new(0);
        let fishing = join_all(crowd.iter().map(async |player| {
            let mut catches = 0;
            while audits.get() < AUDITS || catches == 0 {
                player.casts().await;
                player.hooks().await;
                catches += 1;
            }
            catches
        }));
        let auditing = async {
            let settings = variables(&world, &[]);
            while audits.get() < AUDITS {
                let Said { code, stdout: told, stderr: error } = command(&["audit"], &settings).await;
                assert_eq!((code, error.as_str()), (Some(0), ""), "{told}");
                audits.set(audits.get() + 1);
            }
        };
        let (catches, ()) = join(fishing, auditing).await;
        let kept = world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await;
        assert_eq!(kept, catches.into_iter().sum::<i64>());
        let said = process.drain().await;
        assert!(!said.contains("BOOKS") && !said.contains("cannot be audited"), "{said}");
        world.end().await;
    });
}
