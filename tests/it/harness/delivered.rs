//! A PostgreSQL as others deliver it: over TCP, with TLS and a certificate made for the test.
//!
//! `debians.rs` makes one as Debian's package does, from any folder of programs; here is what both have.
//!
//! **Invariant:** the server ends with its value, and its folder goes with it.

use std::{
    fs,
    net::TcpListener,
    os::unix::{
        fs::{MetadataExt, PermissionsExt, chown},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use angler::{
    app::private_postgres::{DATABASE, Durability, PrivatePostgres},
    config::Secret,
};
use futures_util::future::Either;
use nix::{
    sys::signal::{Signal, kill},
    unistd::Pid,
};
use rcgen::{BasicConstraints, CertificateParams, IsCa, Issuer, KeyPair, date_time_ymd};

use super::Database;

/// Which certificate the server shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certificate {
    /// As Debian's package makes one: signed by itself.
    Own,
    /// Signed by a CA of the test's own, for `localhost`.
    Signed,
    /// The same, over since the year 2000.
    Expired,
}

/// A running server.
pub struct Delivered {
    pub(super) child: Child,
    pub(super) folder: PathBuf,
    pub(super) port: u16,
    /// Its superuser, as words of an address.
    pub(super) chief: String,
    /// A database that is there from the first.
    pub(super) first: &'static str,
}

impl Delivered {
    /// A server with this certificate, and these settings of its own.
    pub async fn start(name: &str, certificate: Certificate, settings: &[&str]) -> Delivered {
        let folder = std::env::temp_dir().join(format!("angler-delivered-{name}-{}", std::process::id()));
        let (made, settings) = (folder.clone(), settings.iter().map(|one| (*one).to_owned()).collect::<Vec<_>>());
        let started = tokio::task::spawn_blocking(move || {
            fs::create_dir_all(&made).expect("a folder");
            let private = PrivatePostgres::start(&made, Durability::Scratch).expect("a PostgreSQL");
            let program = private.guest().programs.join("postgres");
            private.stop();
            let data = made.join("postgres/data");
            write(&made, certificate, &data);
            let port = free_port();
            let here = ["listen_addresses=127.0.0.1", "ssl=on"].map(str::to_owned);
            let settings = [&here, settings.as_slice()].concat();
            (run(as_owner(&program, &data), &made, &data, port, &settings), port)
        });
        let (child, port) = started.await.expect("it starts");
        let mut server = Delivered { child, folder, port, chief: "user=angler".to_owned(), first: DATABASE };
        server.answers().await;
        server
    }

    /// Waits until it answers; one that ends instead fails the test with what it said.
    pub(super) async fn answers(&mut self) {
        let address = Secret::new(self.pairs(self.first, "sslmode=disable"));
        let child = &mut self.child;
        let ended = async {
            loop {
                if let Some(status) = child.try_wait().expect("it can be asked") {
                    return status;
                }
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        let answers = Database::at(address);
        match futures_util::future::select(std::pin::pin!(answers), std::pin::pin!(ended)).await {
            Either::Left(_answers) => {}
            Either::Right((status, _)) => {
                let said = fs::read_to_string(self.folder.join("said")).unwrap_or_default();
                panic!("the server ended ({status}): {said}");
            }
        }
    }

    /// A connection to its database, as its superuser, without TLS; waits until it answers.
    pub async fn database(&self) -> Database {
        self.inside(self.first).await
    }

    /// The same to another of its databases.
    pub async fn inside(&self, database: &str) -> Database {
        Database::at(Secret::new(self.pairs(database, "sslmode=disable"))).await
    }

    /// An address of its, for its superuser, with more words.
    pub fn pairs(&self, database: &str, words: &str) -> String {
        let Delivered { port, chief, .. } = self;
        format!("host=localhost hostaddr=127.0.0.1 port={port} {chief} dbname={database} {words}")
    }

    /// Its log so far.
    pub fn said(&self) -> String {
        fs::read_to_string(self.folder.join("said")).expect("its log")
    }

    /// Where it listens.
    pub fn port(&self) -> u16 {
        self.port
    }

    /// The certificate of the CA that signed its own.
    pub fn ca(&self) -> String {
        self.folder.join("ca.crt").display().to_string()
    }

    /// Stops as an operator stops it.
    pub fn stop(&mut self) {
        self.ends_by(Signal::SIGINT);
    }

    /// Tells it to end, if it has not, and waits for it.
    pub(super) fn ends_by(&mut self, signal: Signal) {
        let id = i32::try_from(self.child.id()).expect("a process number");
        // Its number may be another process's by now, if it has ended.
        if let Ok(None) = self.child.try_wait() {
            let _ended_just_now = kill(Pid::from_raw(id), signal);
        }
        let _ended = self.child.wait();
    }
}

impl Drop for Delivered {
    fn drop(&mut self) {
        self.stop();
        let _left_in_the_temporary_folder = fs::remove_dir_all(&self.folder);
    }
}

/// A port that nobody has at this moment.
pub(super) fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port()
}

/// Writes the certificate and its key into the data, and the CA that vouches for it beside them.
pub(super) fn write(folder: &Path, certificate: Certificate, data: &Path) {
    let ca_key = KeyPair::generate().expect("a key");
    let mut ca = CertificateParams::new(Vec::new()).expect("a CA");
    ca.is_ca = IsCa::Ca(BasicConstraints::Unconstrained);
    let ca_pem = ca.clone().self_signed(&ca_key).expect("a CA").pem();
    let key = KeyPair::generate().expect("a key");
    let mut server = CertificateParams::new(vec!["localhost".to_owned()]).expect("a certificate");
    if certificate == Certificate::Expired {
        (server.not_before, server.not_after) = (date_time_ymd(1999, 1, 1), date_time_ymd(2000, 1, 1));
    }
    let (shown, trusted) = match certificate {
        Certificate::Own => {
            let own = server.self_signed(&key).expect("a certificate").pem();
            (own.clone(), own)
        }
        _ => (server.signed_by(&key, &Issuer::new(ca, ca_key)).expect("a certificate").pem(), ca_pem),
    };
    let user = fs::metadata(data).expect("its data").uid();
    for (path, text, mode) in [
        (data.join("server.crt"), shown, 0o644),
        (data.join("server.key"), key.serialize_pem(), 0o600),
        (folder.join("ca.crt"), trusted, 0o644),
    ] {
        fs::write(&path, text).expect("a file");
        fs::set_permissions(&path, fs::Permissions::from_mode(mode)).expect("its mode");
        chown(&path, Some(user), None).expect("its owner");
    }
}

/// A program, run by the owner of the data.
fn as_owner(program: &Path, data: &Path) -> Command {
    let owner = fs::metadata(data).expect("its data");
    let mut command = Command::new(program);
    command.uid(owner.uid()).gid(owner.gid());
    command
}

/// The server over its data; what it says is kept in the folder.
pub(super) fn run(mut server: Command, folder: &Path, data: &Path, port: u16, settings: &[String]) -> Child {
    server.arg("-D").arg(data).args([
        "-p",
        &port.to_string(),
        "-k",
        "",
        "-c",
        "fsync=off",
        "-c",
        "max_connections=100",
    ]);
    for setting in settings {
        server.args(["-c", setting]);
    }
    let said = fs::File::create(folder.join("said")).expect("a file");
    server.current_dir(data).stdin(Stdio::null()).stdout(Stdio::null()).stderr(said).spawn().expect("a server")
}
