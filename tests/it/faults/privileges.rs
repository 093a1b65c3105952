//! What the service's role may do in its database, and what nobody may do to the ledger: each forbidden verb is tried.
//!
//! The role is put on at the connection (`-c role=angler_app`). It is a fence against our own mistakes and against SQL that got
//! into a statement, not against somebody who holds the connection: `RESET ROLE` gives him the login again. So the login itself
//! should own this database and nothing else, which is tried here too.

use angler::{
    actors::db::{
        connect::{Connector, Purpose},
        migrate,
    },
    config::Secret,
};

use crate::harness::{Database, run};

/// Table by table, all that the role may: `schema.sql` in one look.
const MAY: &[(&str, &[&str])] = &[
    ("about", &["SELECT"]),
    ("lease", &["SELECT", "INSERT", "UPDATE"]),
    ("losses", &["SELECT", "INSERT", "UPDATE"]),
    ("players", &["SELECT", "INSERT", "UPDATE"]),
    ("inbox", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("quarantine", &["SELECT", "INSERT", "DELETE"]),
    ("positions", &["SELECT", "INSERT", "UPDATE"]),
    ("ledger", &["SELECT", "INSERT"]),
    ("forgotten", &["SELECT", "INSERT", "UPDATE"]),
    ("groups", &["SELECT", "INSERT", "UPDATE"]),
    ("boards", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("outbox", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("ticks", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("art", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
    ("art_days", &["SELECT", "INSERT", "UPDATE"]),
    ("cards", &["SELECT", "INSERT", "UPDATE", "DELETE"]),
];

/// An ordinary login that owns one database, in which the schema was made by it.
async fn owned(name: &str) -> (Database, Connector) {
    let any = Database::new().await;
    migrate::bring_up_to_date(&Connector::new(&any.url()).expect("an address")).await.expect("the role is made");
    let database = Database::new().await;
    let owner = format!("ALTER DATABASE {} OWNER TO {name}", database.name().await);
    database.execute(&format!("CREATE ROLE {name} LOGIN; GRANT angler_app TO {name}; {owner}")).await;
    let address = database.url().expose().replace("user=angler", &format!("user={name}"));
    let connector = Connector::new(&Secret::new(address)).expect("an address");
    migrate::bring_up_to_date(&connector).await.expect("a login that owns its database is enough");
    (database, connector)
}

/// The SQLSTATE of a refusal.
async fn refusal(client: &tokio_postgres::Client, sql: &str) -> Option<String> {
    let error = client.batch_execute(sql).await.err()?;
    Some(error.code().unwrap_or_else(|| panic!("{sql}: {error:?}")).code().to_owned())
}

#[test]
fn the_services_role_may_do_what_the_service_does_and_nothing_else() {
    run(async || {
        let (database, connector) = owned("privileges_one").await;
        let service = connector.connect(Purpose::Pool).await.expect("a connection");

        let tables = "SELECT relname::text FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'p', 'v', 'm')";
        let tables: Vec<String> = database.rows(tables, &[]).await.iter().map(|row| row.get(0)).collect();
        assert_eq!(tables.len(), MAY.len(), "a table without a word here: {tables:?}");
        for (table, may) in MAY {
            let column: String = database
                .rows("SELECT attname::text FROM pg_attribute WHERE attrelid = $1::text::regclass AND attnum > 0 ORDER BY attnum DESC", &[table])
                .await[0]
                .get(0);
            for (verb, sql) in [
                ("SELECT", format!("SELECT FROM {table}")),
                ("INSERT", format!("INSERT INTO {table} ({column}) SELECT {column} FROM {table} WHERE false")),
                ("UPDATE", format!("UPDATE {table} SET {column} = DEFAULT WHERE false")),
                ("DELETE", format!("DELETE FROM {table} WHERE false")),
                ("TRUNCATE", format!("TRUNCATE {table}")),
                ("", format!("DROP TABLE {table}")),
                ("", format!("ALTER TABLE {table} ADD COLUMN more int")),
                ("", format!("ALTER TABLE {table} OWNER TO angler_app")),
                ("", format!("ALTER TABLE {table} DISABLE TRIGGER ALL")),
                (
                    "",
                    format!("CREATE TRIGGER t BEFORE INSERT ON {table} FOR EACH ROW EXECUTE FUNCTION refuse_change()"),
                ),
                ("", format!("CREATE RULE r AS ON INSERT TO {table} DO INSTEAD NOTHING")),
                ("", format!("CREATE INDEX ON {table} ({column})")),
                ("", format!("CREATE POLICY p ON {table}")),
            ] {
                let wanted = if may.contains(&verb) { None } else { Some("42501".to_owned()) };
                assert_eq!(refusal(&service, &sql).await, wanted, "{sql}");
            }
        }
        for sql in [
            "DO $$ BEGIN LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE; END $$",
            "SELECT setval('position_ids', 1)",
            "ALTER SEQUENCE position_ids RESTART",
            "DROP SEQUENCE position_ids",
            "CREATE OR REPLACE FUNCTION refuse_change() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END'",
            "DROP TRIGGER append_only ON ledger",
            "DROP FUNCTION settle(bigint, turn[])",
            "ALTER FUNCTION settle(bigint, turn[]) SECURITY DEFINER",
            "ALTER TYPE leg ADD ATTRIBUTE more int",
            "CREATE TABLE public.more (id int)",
            "CREATE FUNCTION public.more() RETURNS int LANGUAGE sql AS 'SELECT 1'",
            "CREATE SCHEMA more",
            "CREATE EXTENSION file_fdw",
            "CREATE DATABASE more",
            "CREATE ROLE more",
            "ALTER ROLE angler_app LOGIN",
            "GRANT pg_read_server_files TO angler_app",
            "ALTER SYSTEM SET fsync = off",
            "SET session_replication_role = replica",
            "COPY players TO PROGRAM 'true'",
            "COPY players TO '/tmp/players'",
            "COPY players FROM '/etc/passwd'",
            "SELECT * FROM pg_authid",
            "SELECT * FROM pg_hba_file_rules",
            "SELECT pg_read_file('/etc/passwd')",
            "SELECT lo_import('/etc/passwd')",
            "SELECT pg_reload_conf()",
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = 'angler'",
        ] {
            assert_eq!(refusal(&service, sql).await.as_deref(), Some("42501"), "{sql}");
        }
        let foreign = "SELECT count(*) FROM pg_proc WHERE prosecdef AND pronamespace = 'public'::regnamespace";
        assert_eq!(database.number(foreign).await, 0, "no function lends its owner's rights");
        // Said as it is: the connection can have the login's rights back, which here are those over its own database.
        assert_eq!(refusal(&service, "RESET ROLE").await, None);
        assert_eq!(refusal(&service, "SELECT * FROM pg_authid").await.as_deref(), Some("42501"));
        assert_eq!(refusal(&service, "COPY players TO PROGRAM 'true'").await.as_deref(), Some("42501"));
    });
}

#[test]
fn nobody_changes_the_ledger() {
    run(async || {
        let (database, connector) = owned("privileges_two").await;
        let leg = "INSERT INTO ledger (player_id, version, leg, debit, credit, amount, cause) VALUES (1, 1, 1, 'house_bait', 'bait', 5, 'welcome')";
        database.execute(leg).await;
        let owner = connector.connect(Purpose::Schema).await.expect("a connection");
        let service = connector.connect(Purpose::Pool).await.expect("a connection");
        let root = database.another().await;
        let verbs = [
            "UPDATE ledger SET amount = 6",
            "UPDATE ledger SET amount = amount WHERE false",
            "DELETE FROM ledger",
            "TRUNCATE ledger",
            "TRUNCATE ledger, ticks CASCADE",
            "INSERT INTO ledger SELECT * FROM ledger ON CONFLICT (player_id, version, leg) DO UPDATE SET amount = 6",
            "MERGE INTO ledger l USING (SELECT 1 AS n) s ON l.leg = s.n WHEN MATCHED THEN UPDATE SET amount = 6",
            "WITH gone AS (DELETE FROM ledger RETURNING *) SELECT * FROM gone",
        ];
        for sql in verbs {
            assert_eq!(refusal(&service, sql).await.as_deref(), Some("42501"), "the service's role: {sql}");
            assert_eq!(refusal(&owner, sql).await.as_deref(), Some("23000"), "the owner: {sql}");
            assert_eq!(database.refusal(sql).await.as_deref(), Some("23000"), "a superuser: {sql}");
        }
        assert_eq!(refusal(&owner, "SET session_replication_role = replica").await.as_deref(), Some("42501"));
        root.execute("SET session_replication_role = replica").await;
        for sql in verbs {
            assert_eq!(root.refusal(sql).await.as_deref(), Some("23000"), "as a replica: {sql}");
        }
        assert_eq!(database.number("SELECT sum(amount)::bigint FROM ledger").await, 5);
    });
}
