//! What is put aside, what the operator may do with it, and how long it is kept.

use actix::Actor;
use angler::actors::db::{DbActor, connect::Connector, messages::Quarantine, migrate, pool::Pool};

use crate::harness::{Database, run};

/// A database with the schema, updates 11, 12 (of one player) and 21 in its inbox, and somebody to ask.
async fn asked() -> (Database, actix::Addr<DbActor>) {
    let database = Database::new().await;
    let connector = Connector::new(&database.url()).expect("an address");
    migrate::bring_up_to_date(&connector).await.expect("the schema");
    let page = "SELECT receive(ARRAY[(11, 100, now(), 'a'), (12, 100, now(), 'b'), (21, 200, now(), 'c')]::incoming[])";
    database.execute(page).await;
    let pool = Pool::open(&connector, (1, 3)).await.expect("a pool");
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
