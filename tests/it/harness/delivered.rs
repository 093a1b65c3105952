//! A PostgreSQL as others deliver it: over TCP, with TLS and a certificate made for the test.
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
    child: Child,
    folder: PathBuf,
    port: u16,
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
            let port = TcpListener::bind("127.0.0.1:0").and_then(|free| free.local_addr()).expect("a free port").port();
            (run(&program, &data, port, &settings), port)
        });
        let (child, port) = started.await.expect("it starts");
        let server = Delivered { child, folder, port };
        let _answers = server.database().await;
        server
    }

    /// A connection to its database, as its superuser, without TLS; waits until it answers.
    pub async fn database(&self) -> Database {
        Database::at(Secret::new(self.pairs(DATABASE, "sslmode=disable"))).await
    }

    /// An address of its, with more words.
    pub fn pairs(&self, database: &str, words: &str) -> String {
        format!("host=localhost hostaddr=127.0.0.1 port={} user=angler dbname={database} {words}", self.port)
    }

    /// The certificate of the CA that signed its own.
    pub fn ca(&self) -> String {
        self.folder.join("ca.crt").display().to_string()
    }

    /// Stops as an operator stops it.
    pub fn stop(&mut self) {
        let id = i32::try_from(self.child.id()).expect("a process number");
        let _ended_already = kill(Pid::from_raw(id), Signal::SIGINT);
        let _ended = self.child.wait();
    }
}

impl Drop for Delivered {
    fn drop(&mut self) {
        self.stop();
        let _left_in_the_temporary_folder = fs::remove_dir_all(&self.folder);
    }
}

fn write(folder: &Path, certificate: Certificate, data: &Path) {
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

fn run(program: &Path, data: &Path, port: u16, settings: &[String]) -> Child {
    let owner = fs::metadata(data).expect("its data");
    let mut server = Command::new(program);
    server.arg("-D").arg(data).args(["-p", &port.to_string(), "-k", "", "-c", "listen_addresses=127.0.0.1"]);
    server.args(["-c", "ssl=on", "-c", "fsync=off", "-c", "max_connections=100"]);
    for setting in settings {
        server.args(["-c", setting]);
    }
    server.current_dir(data).uid(owner.uid()).gid(owner.gid());
    server.stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null()).spawn().expect("a server")
}
