//! PgBouncer between the service and its database: session mode serves, transaction mode is refused by name.
//!
//! Needs `pgbouncer` on the machine (Debian's package); where it is not, these tests say so and end.

use std::{
    fs,
    net::TcpListener,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use angler::{
    actors::db::{
        connect::{Connector, Purpose},
        migrate,
    },
    config::Secret,
};
use nix::unistd::User;

use crate::harness::{Certificate, DEADLINE, Delivered, Process, World, command, run, variables};

const PROGRAM: &str = "/usr/sbin/pgbouncer";

/// A running PgBouncer before a server.
struct Bouncer {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Bouncer {
    /// `None` where it is not installed.
    async fn before(server: &Delivered, mode: &str) -> Option<Bouncer> {
        if !Path::new(PROGRAM).exists() {
            eprintln!("pgbouncer is not installed, nothing was tried");
            return None;
        }
        let folder = std::env::temp_dir().join(format!("angler-bouncer-{mode}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
        let behind = server.pairs("angler", "").replace("host=localhost hostaddr=", "host=");
        let file = folder.join("bouncer.ini");
        let text = format!(
            "[databases]\nangler = {behind}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n\
             auth_type = any\npool_mode = {mode}\nignore_startup_parameters = extra_float_digits,options\ndefault_pool_size = 60\n"
        );
        fs::write(&file, text).expect("its settings");
        let mut program = Command::new(PROGRAM);
        program.arg("-q").arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if nix::unistd::geteuid().is_root()
            && let Ok(Some(user)) = User::from_name("postgres")
        {
            chown(&file, Some(user.uid.as_raw()), None).expect("its owner");
            program.uid(user.uid.as_raw()).gid(user.gid.as_raw());
        }
        let bouncer = Bouncer { child: program.spawn().expect("it starts"), folder, port };
        let answers = async {
            while tokio::net::TcpStream::connect(("127.0.0.1", port)).await.is_err() {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(DEADLINE, answers).await.expect("it listens");
        Some(bouncer)
    }

    fn url(&self) -> String {
        format!("postgres://angler@127.0.0.1:{}/angler", self.port)
    }
}

impl Drop for Bouncer {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended = self.child.wait();
        let _left_in_the_temporary_folder = fs::remove_dir_all(&self.folder);
    }
}

#[test]
fn in_session_mode_role_and_timeouts_are_there() {
    run(async || {
        let server = Delivered::start("session", Certificate::Own, &[]).await;
        let Some(bouncer) = Bouncer::before(&server, "session").await else { return };
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[("DATABASE_URL", &bouncer.url())]).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        ann.sees_words("Entry").await;
        let connector = Connector::new(&Secret::new(bouncer.url())).expect("an address");
        for (purpose, timeout) in [(Purpose::Pool, "5s"), (Purpose::Lease, "0"), (Purpose::Operator, "1min")] {
            let line = connector.connect(purpose).await.expect("a connection");
            let row = line.query_one("SELECT current_user::text, current_setting('statement_timeout')", &[]).await;
            let row = row.expect("a row");
            assert_eq!((row.get::<_, &str>(0), row.get::<_, &str>(1)), ("angler_app", timeout), "{purpose:?}");
        }
        process.drain().await;
        world.sandbox.stop().await;
    });
}

#[test]
fn transaction_mode_is_refused_by_name() {
    run(async || {
        let server = Delivered::start("transaction", Certificate::Own, &[]).await;
        let Some(bouncer) = Bouncer::before(&server, "transaction").await else { return };
        let connector = Connector::new(&Secret::new(bouncer.url())).expect("an address");
        let refused = migrate::bring_up_to_date(&connector).await.expect_err("no lock survives there").to_string();
        assert!(refused.contains("a pooler in transaction (or statement) mode"), "{refused}");
        let world = World::with(|_| {}).await;
        let said = command(&["check"], &variables(&world, &[("DATABASE_URL", &bouncer.url())])).await;
        assert!(said.stdout.contains("not ok   database") && said.stdout.contains("pool_mode = session"), "{said:?}");
        let mut process = Process::start("serve", &variables(&world, &[("DATABASE_URL", &bouncer.url())]));
        let (status, said) = process.ended().await;
        assert!(status.code() == Some(1) && said.contains("pool_mode = session"), "{said}");
        world.sandbox.stop().await;
    });
}

#[test]
fn a_server_without_a_connection_left_is_said_as_such() {
    run(async || {
        let server = Delivered::start("few", Certificate::Own, &[]).await;
        let root = server.database().await;
        root.execute("CREATE ROLE few LOGIN CONNECTION LIMIT 1").await;
        let url = server.pairs("angler", "").replace("user=angler", "user=few");
        let connector = Connector::new(&Secret::new(url.clone())).expect("an address");
        let _first = connector.connect(Purpose::Schema).await.expect("one is there");
        let words = connector.connect(Purpose::Schema).await.err().expect("the second is too many").to_string();
        assert!(words.contains("53300") && words.contains("lower DB_POOL_MAX, or raise max_connections"), "{words}");
        // It did answer, and nobody is told that it did not.
        let world = World::with(|_| {}).await;
        let said = command(&["check"], &variables(&world, &[("DATABASE_URL", &url)])).await;
        let line = said.stdout.lines().find(|line| line.contains("not ok   database")).unwrap_or_default();
        assert!(line.contains("53300") && !line.contains("does not answer"), "{said:?}");
        world.sandbox.stop().await;
    });
}
