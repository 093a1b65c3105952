//! What is put aside, what the operator may do with it, and how long it is kept.

use actix::Actor;
use angler::{
    actors::db::{
        DbActor,
        connect::Connector,
        messages::{Prune, Quarantine},
        migrate,
        pool::Pool,
        seals::Seals,
    },
    game::sealing::SealKey,
    sandbox::{Exchange, Fault, Rule, telegram::Closed},
};

use crate::harness::{Database, Process, Said, WAITING, World, run};

/// A database with the schema, updates 11, 12 (of one player) and 21 in its inbox, and somebody to ask.
async fn asked() -> (Database, actix::Addr<DbActor>) {
    let database = Database::new().await;
    let connector = Connector::new(&database.url()).expect("an address");
    migrate::bring_up_to_date(&connector).await.expect("the schema");
    let page = "SELECT receive(ARRAY[(11, 100, now(), 'a'), (12, 100, now(), 'b'), (21, 200, now(), 'c')]::incoming[])";
    database.execute(page).await;
    let seals = Seals::of(SealKey::from_bytes([7; 32]));
    let pool = Pool::open(&connector, &seals, (1, 3)).await.expect("a pool");
    (database, DbActor::new(pool).start())
}

#[test]
fn what_is_done_after_all_is_not_put_aside() {
    run(async || {
        let (database, db) = asked().await;
        let aside = async |update_id: i64| {
            let put = Quarantine { update_id, reason: "it could not be finished".to_owned(), unstored: None };
            db.send(put).await.expect("it answers")
        };
        // Done before: its effect is in, so trying it again would be a second one.
        database.execute("UPDATE inbox SET done_at = now(), raw = '' WHERE update_id = 11").await;
        assert_eq!(aside(11).await, Ok(()));
        assert_eq!(database.number("SELECT count(*) FROM quarantine").await, 0, "done is done");

        // Done while it was put aside: the settle commits between the look and the mark.
        let settle = database.another().await;
        settle.execute("BEGIN; UPDATE inbox SET done_at = now(), raw = '' WHERE update_id = 12").await;
        let waits = tokio::spawn(db.send(Quarantine { update_id: 12, reason: "x".to_owned(), unstored: None }));
        let lock =
            "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() AND wait_event_type = 'Lock'";
        database.until(lock, |waiting| waiting == 1).await;
        settle.execute("COMMIT").await;
        assert_eq!(waits.await.expect("no panic").expect("it answers"), Ok(()));
        assert_eq!(database.number("SELECT count(*) FROM quarantine").await, 0, "done meanwhile is done");

        // What is not done is put aside once, with its text.
        for _ in 0..2 {
            assert_eq!(aside(21).await, Ok(()));
        }
        let kept = "SELECT count(*) FROM quarantine q JOIN inbox i USING (update_id, player_id) \
                    WHERE q.raw = 'c' AND i.raw = '' AND i.done_at IS NOT NULL";
        assert_eq!((database.number(kept).await, database.number("SELECT count(*) FROM quarantine").await), (1, 1));
    });
}

fn silence_the_market(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::Silence));
    }
}

fn market_answers(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.clear();
    }
}

const ASIDE: &str = "SELECT count(*) FROM quarantine";
const GIVEN_UP: &str = "SELECT count(*) FROM outbox WHERE given_up IS NOT NULL AND delivered_at IS NOT NULL";

/// What the program says about what was put aside.
async fn quarantine(world: &World, arguments: &[&str]) -> Said {
    world.operates("quarantine", arguments).await
}

async fn refused(world: &World, arguments: &[&str], words: &str) {
    quarantine(world, arguments).await.refused(words);
}

#[test]
fn the_operator_looks_tries_again_and_drops_while_the_service_runs() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let [ann, bob, cid, dan] = [100, 101, 102, 103].map(|id| world.player(id, "Ann", "en"));
        let first = Process::serve(&world, &[]).await;
        bob.casts().await;
        // A reply that Telegram will never take: its chat is closed between the first frame and the result.
        silence_the_market(&world);
        cid.says("/cast");
        cid.hears(0).await;
        world.sandbox.telegram.close_chat(cid.chat, Closed::Blocked);
        market_answers(&world);
        world.database.until(GIVEN_UP, |count| count == 1).await;
        // Updates that end the process while they alone are in hand.
        silence_the_market(&world);
        let (cast, hook, dropped) = (ann.says("/cast"), bob.says("/hook"), dan.says("/cast"));
        world.database.until(WAITING, |waiting| waiting == 3).await;
        first.kill().await;
        world.database.execute("UPDATE inbox SET starts = 2, tries = 3 WHERE done_at IS NULL").await;
        let old = format!("UPDATE inbox SET arrived_at = now() - interval '2 min' WHERE update_id = {cast}");
        world.database.execute(&old).await;
        market_answers(&world);
        // Here, where it looks for what the operator wants tried again every second and not every thirty.
        world.start().await;
        world.database.until(ASIDE, |count| count == 3).await;

        let list = quarantine(&world, &["list"]).await;
        let rows: Vec<&str> = list.stdout.lines().collect();
        assert_eq!((list.code, rows.len()), (Some(0), 5), "{list:?}");
        for (row, begins) in rows.iter().zip(["kind", "update", "update", "update", "reply"]) {
            assert!(row.starts_with(begins) && !row.contains("/cast") && !row.contains("Ann"), "{row}");
        }
        assert!(
            rows[1].contains(&cast.to_string()) && rows[1].ends_with("it ended the service three times"),
            "{list:?}"
        );
        assert!(rows[4].contains("Forbidden: bot was blocked by the user"), "{list:?}");
        let reply = rows[4].split_whitespace().nth(1).expect("an id").to_owned();

        // All or nothing, and one line that says why.
        let [cast, hook, dropped] = [cast, hook, dropped].map(|id| id.to_string());
        refused(
            &world,
            &["retry", &cast, "99", "1/2/3"],
            "nothing was changed: 99 is not put aside; 1/2/3 is not put aside",
        )
        .await;
        refused(&world, &["drop", &cast, "99"], "nothing was changed: 99 is not put aside").await;
        let unreadable =
            "'12a' is no id: an update's is a number (84100211), a reply's is three (12/3/1), as the list shows them";
        refused(&world, &["retry", "12a"], unreadable).await;
        refused(&world, &["retry"], "which? give ids as `angler quarantine list` shows them, or --all").await;
        assert_eq!((world.database.number(ASIDE).await, world.database.number(GIVEN_UP).await), (3, 1));

        let said = quarantine(&world, &["drop", &dropped]).await;
        assert_eq!((said.code, said.stdout), (Some(0), format!("{dropped} dropped\n")), "{}", said.stderr);
        refused(&world, &["retry", &dropped], &format!("nothing was changed: {dropped} is not put aside")).await;

        // The running service takes up what is tried again.
        world.sandbox.telegram.reopen_chat(cid.chat);
        let (before, bob_heard) = (ann.heard(), bob.heard());
        let said = quarantine(&world, &["retry", &cast, &hook, &hook, &reply]).await;
        assert_eq!((said.code, said.stdout.lines().count()), (Some(0), 4), "{said:?}");
        cid.sees_words("Entry").await;
        bob.hears(bob_heard).await;
        assert!(
            ann.hears(before).await.contains("The harbour was closed"),
            "a cast that is two minutes old costs nothing"
        );
        assert_eq!(quarantine(&world, &["list"]).await.stdout, "nothing is put aside\n");
        world.stop().await;
        assert_eq!((cid.lines(), bob.catches(), ann.lines(), dan.lines()), (1, 1, 0, 0));
        assert_eq!(world.database.number("SELECT count(*) FROM outbox WHERE given_up IS NOT NULL").await, 0);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM inbox WHERE done_at IS NULL OR raw <> ''").await, 0);
        world.end().await;
    });
}

#[test]
fn what_cannot_be_tried_again_says_why() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.stop().await;
        let cast = world.database.number("SELECT update_id FROM inbox ORDER BY seq DESC LIMIT 1").await;
        let aside = format!(
            "INSERT INTO quarantine (update_id, player_id, reason, raw) VALUES ({cast}, 1, 'a foreign hand', 'x'), \
             (5, NULL, 'value too long', 'x'), (6, 1, 'older program', '')"
        );
        world.database.execute(&aside).await;
        for (id, why) in [
            (5, "was never stored, and its text or its sender was not kept: its player may write again"),
            (6, "has no text any more: it was done after all"),
            (cast, "took effect already, it is in the ledger"),
        ] {
            let words = format!("nothing was changed: {id} {why}; to be rid of it, drop it");
            refused(&world, &["retry", &id.to_string()], &words).await;
        }
        // One whose inbox row was pruned meanwhile is unfinished again too, and nothing is asked of an empty database.
        world.database.execute("INSERT INTO quarantine VALUES (7, 1, 'x', 'x', now() - interval '9 days')").await;
        let said = quarantine(&world, &["retry", "7"]).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        let unfinished = "SELECT count(*) FROM inbox WHERE done_at IS NULL AND tries = 0 AND starts = 0 AND raw = 'x' \
                          AND update_id = 7 AND arrived_at < now() - interval '8 days'";
        assert_eq!((world.database.number(unfinished).await, world.database.number(ASIDE).await), (1, 3));
        world.database.execute("UPDATE inbox SET done_at = now()").await;
        let said = quarantine(&world, &["drop", "5", "6", &cast.to_string()]).await;
        assert_eq!((said.code, said.stdout.lines().count(), world.database.number(ASIDE).await), (Some(0), 3, 0));
        world.end().await;

        let empty = World::empty().await;
        refused(&empty, &["list"], "the database is empty: angler has not run on it yet").await;
        empty.sandbox.stop().await;
    });
}

#[test]
fn what_was_kept_long_enough_is_removed_and_nothing_else() {
    run(async || {
        let (database, db) = asked().await;
        // Each row says by its number whether it stays: even ones do.
        database
            .execute(
                "DELETE FROM inbox; \
                 INSERT INTO inbox (update_id, player_id, arrived_at, raw, done_at) VALUES \
                 (1, 1, now() - interval '73 h', '', now() - interval '73 h'), \
                 (2, 1, now() - interval '73 h', '', now() - interval '71 h'), \
                 (4, 1, now() - interval '90 days', 'x', NULL), \
                 (6, 1, now() - interval '71 h', '', now() - interval '71 h'), \
                 (8, 1, now(), '', now()); \
                 INSERT INTO quarantine (update_id, player_id, reason, raw, since) VALUES \
                 (11, 1, 'x', 'x', now() - interval '2161 h'), (12, 1, 'x', 'x', now() - interval '2159 h'); \
                 INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, settled_at, \
                 delivered_at, given_up) SELECT 1, n, 1, 'x', 1, 'message', 'x', '', 'en', now() - age, now() - given, why \
                 FROM (VALUES (21, interval '73 h', interval '73 h', NULL), (22, '71 h', '71 h', NULL), \
                 (24, '90 days', NULL, NULL), (26, '73 h', '73 h', 'blocked'), (28, '2159 h', '1 h', 'blocked'), \
                 (29, '2161 h', '2000 h', 'blocked'), (30, '2161 h', NULL, 'blocked')) v (n, age, given, why); \
                 INSERT INTO ticks VALUES ('ETH/USD', now() - interval '721 h', now(), 31, '{kraken}'), \
                 ('ETH/USD', now() - interval '719 h', now(), 32, '{kraken}')",
            )
            .await;
        let left = "SELECT update_id FROM inbox UNION ALL SELECT update_id FROM quarantine \
                    UNION ALL SELECT version FROM outbox UNION ALL SELECT price::bigint FROM ticks ORDER BY 1";
        let numbers = async || -> Vec<i64> { database.rows(left, &[]).await.iter().map(|row| row.get(0)).collect() };
        assert_eq!(numbers().await.len(), 16);
        assert_eq!(db.send(Prune {}).await.expect("it answers"), Ok(5));
        assert_eq!(numbers().await, [2, 4, 6, 8, 12, 22, 24, 26, 28, 30, 32]);
        assert_eq!(db.send(Prune {}).await.expect("it answers"), Ok(0));
    });
}
