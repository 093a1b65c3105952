//! The audit of the private PostgreSQL, which runs only while somebody has it.
//!
//! **Invariant:** the audit leaves it as it was: running for the service, stopped where nobody had it.

use angler::{
    actors::db::{connect::Connector, migrate},
    app::private_postgres::{DATABASE, Durability, PrivatePostgres},
};

use crate::harness::{Said, World, command, run, variables};

#[test]
fn the_private_database_is_audited_also_while_the_service_has_it() {
    run(async || {
        let world = World::with(|_| {}).await;
        let folder = std::env::temp_dir().join(format!("angler-audit-{}", std::process::id()));
        let audit = async || {
            let settings = [("DATABASE_URL", ""), ("DATA_DIR", folder.to_str().expect("a path"))];
            command(&["audit"], &variables(&world, &settings)).await
        };
        let begun = folder.clone();
        let start = move || PrivatePostgres::start(&begun, Durability::Scratch).expect("a private PostgreSQL");
        let private = tokio::task::spawn_blocking(start).await.expect("no panic");
        let connector = Connector::new(&private.address(DATABASE)).expect("an address");
        migrate::bring_up_to_date(&connector).await.expect("the schema");
        let Said { code, stdout: told, stderr: error } = audit().await;
        assert_eq!((code, told.lines().count()), (Some(0), 16), "while it runs: {told}{error}");
        tokio::task::spawn_blocking(move || private.stop()).await.expect("no panic");
        let Said { code, stdout: told, stderr: error } = audit().await;
        assert_eq!((code, told.lines().count()), (Some(0), 16), "when it does not: {told}{error}");
        std::fs::remove_dir_all(&folder).expect("it is ours");
        world.sandbox.stop().await;
    });
}
