//! Logins and databases as operators have them: who may make what, which schema, which encoding.
//!
//! Each server is a test's own, for roles belong to a server and not to a database.

use angler::{
    actors::db::{
        connect::{Connector, Purpose},
        migrate::{self, SchemaError},
    },
    config::Secret,
};

use crate::harness::{Certificate, Database, Delivered, Process, World, command, run, variables};

/// An address of a database for a login.
fn url(server: &Delivered, login: &str, database: &str) -> String {
    server.pairs(database, "").replace("user=angler", &format!("user={login}"))
}

fn connector(url: &str) -> Connector {
    Connector::new(&Secret::new(url.to_owned())).expect("an address")
}

/// As whom the pool works.
async fn works_as(connector: &Connector) -> String {
    let line = connector.connect(Purpose::Pool).await.expect("a connection");
    line.query_one("SELECT current_user::text", &[]).await.expect("a row").get(0)
}

#[test]
fn the_role_is_made_taken_or_done_without() {
    run(async || {
        let server = Delivered::start("roles", Certificate::Own, &[]).await;
        let root = server.database().await;
        for login in ["bare LOGIN", "admin LOGIN CREATEROLE", "member LOGIN"] {
            root.execute(&format!("CREATE ROLE {login}")).await;
            let name = login.split(' ').next().unwrap_or_default();
            root.execute(&format!("CREATE DATABASE {name} OWNER {name}")).await;
        }
        // Nothing may be made: it works all the same.
        let bare = connector(&url(&server, "bare", "bare"));
        migrate::bring_up_to_date(&bare).await.expect("an owner is enough");
        assert_eq!(works_as(&bare).await, "bare");
        // Who may make roles makes it.
        let admin = connector(&url(&server, "admin", "admin"));
        migrate::bring_up_to_date(&admin).await.expect("the role is made");
        assert_eq!(works_as(&admin).await, "angler_app");
        // It is there, and a superuser granted it.
        root.execute("GRANT angler_app TO member, bare").await;
        let member = connector(&url(&server, "member", "member"));
        migrate::bring_up_to_date(&member).await.expect("a member is enough");
        assert_eq!(works_as(&member).await, "angler_app");
        // Granted later: the next start gives it the tables.
        assert_eq!(works_as(&bare).await, "bare");
        migrate::bring_up_to_date(&bare).await.expect("the rights are given");
        assert_eq!(works_as(&bare).await, "angler_app");
    });
}

#[test]
fn a_database_in_another_encoding_is_refused_in_one_line() {
    run(async || {
        let server = Delivered::start("encodings", Certificate::Own, &[]).await;
        let root = server.database().await;
        for encoding in ["LATIN1", "SQL_ASCII"] {
            let name = encoding.to_lowercase();
            root.execute(&format!(
                "CREATE DATABASE {name} ENCODING '{encoding}' TEMPLATE template0 LC_COLLATE 'C' LC_CTYPE 'C'"
            ))
            .await;
            let refused = migrate::bring_up_to_date(&connector(&url(&server, "angler", &name))).await;
            assert_eq!(refused, Err(SchemaError::Encoding { encoding: encoding.to_owned() }));
        }
        let said = SchemaError::Encoding { encoding: "LATIN1".to_owned() }.to_string();
        assert!(said.contains("must be in UTF8") && said.lines().count() == 1, "{said}");
    });
}

#[test]
fn a_schema_of_its_own_beside_a_locked_public_one() {
    run(async || {
        let server = Delivered::start("schemas", Certificate::Own, &[]).await;
        let root = server.database().await;
        root.execute(
            "CREATE ROLE own LOGIN; CREATE ROLE routed LOGIN; CREATE ROLE locked LOGIN; CREATE ROLE angler_app NOLOGIN; \
             GRANT angler_app TO own, routed, locked",
        )
        .await;
        for (name, made) in [
            ("own", "CREATE SCHEMA own AUTHORIZATION own"),
            ("routed", "CREATE SCHEMA game AUTHORIZATION routed; ALTER ROLE routed SET search_path = game, public"),
            ("locked", "SELECT 1"),
        ] {
            root.execute(&format!("CREATE DATABASE {name}_db")).await;
            let inside = Database::at(Secret::new(url(&server, "angler", &format!("{name}_db")))).await;
            inside.execute("REVOKE ALL ON SCHEMA public FROM PUBLIC").await;
            inside.execute(made).await;
        }
        let locked = migrate::bring_up_to_date(&connector(&url(&server, "locked", "locked_db"))).await;
        let words = locked.expect_err("it may make nothing").to_string();
        assert!(
            words.contains("the login locked may make no tables") && words.contains("CREATE SCHEMA locked"),
            "{words}"
        );
        let routed = connector(&url(&server, "routed", "routed_db"));
        migrate::bring_up_to_date(&routed).await.expect("its schema is game");
        assert_eq!(works_as(&routed).await, "angler_app");

        // A whole service in a schema that is found by the login's name only.
        let world = World::with(|_| {}).await;
        let own = url(&server, "own", "own_db");
        let said = command(&["check"], &variables(&world, &[("DATABASE_URL", &own)])).await;
        assert!(
            said.stdout.contains("ok       database   reached, empty")
                && said.stdout.contains("ok       sessions   as angler_app, statement_timeout 5s"),
            "{said:?}"
        );
        let process = Process::serve(&world, &[("DATABASE_URL", &own)]).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        ann.sees_words("Entry").await;
        let said = process.drain().await;
        assert!(!said.contains("the role angler_app cannot"), "{said}");
        let inside = Database::at(Secret::new(url(&server, "angler", "own_db"))).await;
        assert_eq!(inside.number("SELECT count(*) FROM own.positions").await, 1);
        world.sandbox.stop().await;
    });
}

#[test]
fn tables_of_an_extension_are_nobodys() {
    run(async || {
        let database = Database::new().await;
        database
            .execute("CREATE TABLE spatial_ref_sys (id int); ALTER EXTENSION plpgsql ADD TABLE spatial_ref_sys")
            .await;
        let connector = Connector::new(&database.url()).expect("an address");
        migrate::bring_up_to_date(&connector).await.expect("it is empty all the same");
    });
}

#[test]
fn check_says_what_serve_would_do_without() {
    run(async || {
        let world = World::with(|_| {}).await;
        let server = Delivered::start("check", Certificate::Own, &[]).await;
        let root = server.database().await;
        for made in
            ["CREATE ROLE bare LOGIN CONNECTION LIMIT 12", "CREATE DATABASE bare OWNER bare", "CREATE DATABASE other"]
        {
            root.execute(made).await;
        }
        let checked = async |url: &str| {
            command(&["check"], &variables(&world, &[("DATABASE_URL", url), ("DB_POOL_MAX", "50")])).await.stdout
        };
        let said = checked(&url(&server, "bare", "bare")).await;
        assert!(
            said.contains("ok       database   reached, empty") && said.contains("warning  sessions   as bare, "),
            "{said}"
        );
        assert!(
            said.contains("the role angler_app cannot be put on")
                && said.contains("12 connections for us, DB_POOL_MAX 50 needs 54, so fewer"),
            "{said}"
        );
        let said = checked(&url(&server, "bare", "other")).await;
        assert!(said.contains("not ok   database") && said.contains("the login bare may make no tables"), "{said}");
        let said = checked(&url(&server, "bare", "nowhere")).await;
        assert!(said.contains("not ok   database") && !said.contains("does not answer"), "{said}");
        // Nothing was left behind.
        assert_eq!(root.number("SELECT count(*) FROM pg_roles WHERE rolname = 'angler_app'").await, 0);
        // And what it said is what happens.
        let process =
            Process::serve(&world, &[("DATABASE_URL", &url(&server, "bare", "bare")), ("DB_POOL_MAX", "50")]).await;
        let said = process.drain().await;
        assert!(
            said.contains("the role angler_app cannot be put on") && said.contains("fewer connections than the pool"),
            "{said}"
        );
        world.sandbox.stop().await;
    });
}
