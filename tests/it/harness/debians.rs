//! A cluster as Debian's package makes it, from any folder of PostgreSQL's programs: TLS with a certificate that signs itself,
//! passwords over TCP (scram-sha-256), the system's user on the socket (peer), UTF8.
//!
//! For Debian's own programs, run by root, `pg_createcluster` makes it, with its settings in a folder of the test; for others
//! the same is set here.
//!
//! **Invariant:** nothing of the machine's own clusters is read or written.

use std::{
    fs,
    io::Write,
    os::unix::fs::{PermissionsExt, chown},
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

use angler::{
    actors::db::connect::{Connector, Purpose},
    config::Secret,
};
use nix::unistd::{User, geteuid};

use super::{
    Certificate, DEADLINE, Delivered,
    delivered::{free_port, run, write},
};

/// The password of each login of such a cluster, the superuser's too.
pub const PASSWORD: &str = "canary-password";

const MAKER: &str = "/usr/bin/pg_createcluster";

/// A cluster that is not running yet.
struct Made {
    folder: PathBuf,
    programs: PathBuf,
    data: PathBuf,
    /// Where its settings are, when not in the data.
    settings: Option<PathBuf>,
    user: Option<User>,
}

impl Delivered {
    /// Such a cluster of these programs, running. Its superuser is `postgres`.
    pub async fn debians(programs: &Path) -> Delivered {
        let (programs, port) = (programs.to_owned(), free_port());
        let folder = std::env::temp_dir().join(format!("angler-debians-{port}-{}", std::process::id()));
        let place = folder.clone();
        let started = tokio::task::spawn_blocking(move || {
            fs::create_dir_all(&place).expect("a folder");
            let made = Made::new(place, programs);
            made.is_told(&format!("ALTER ROLE postgres PASSWORD '{PASSWORD}'"));
            let settings = made.settings.iter().map(|file| format!("config_file={}", file.display()));
            let settings: Vec<String> = settings.chain(["external_pid_file=".to_owned()]).collect();
            run(made.program("postgres"), &made.folder, &made.data, port, &settings)
        });
        let child = started.await.expect("it starts");
        let chief = format!("user=postgres password={PASSWORD}");
        let mut server = Delivered { child, folder, port, chief, first: "postgres" };
        server.answers().await;
        server
    }

    /// Makes a login with [`PASSWORD`], and these rights. It is given as what the server keeps of it: a statement is logged.
    pub async fn login(&self, name: &str, rights: &str) {
        let kept = "(SELECT rolpassword FROM pg_authid WHERE rolname = 'postgres')";
        let made = format!("EXECUTE format('CREATE ROLE {name} LOGIN {rights} PASSWORD %L', {kept})");
        self.database().await.execute(&format!("DO $$ BEGIN {made}; END $$")).await;
    }

    /// From now on shows a certificate that a CA of the test signed, to whoever connects.
    pub async fn is_signed(&self) {
        let data = self.folder.join("data");
        write(&self.folder, Certificate::Signed, &data);
        let root = self.database().await;
        for (setting, file) in [("ssl_cert_file", "server.crt"), ("ssl_key_file", "server.key")] {
            root.execute(&format!("ALTER SYSTEM SET {setting} = '{}'", data.join(file).display())).await;
        }
        root.execute("SELECT pg_reload_conf()").await;
        let words = format!("sslmode=verify-full sslrootcert={}", self.ca());
        let connector = Connector::new(&Secret::new(self.pairs(self.first, &words))).expect("an address");
        let shown = async {
            while connector.open(Purpose::Schema).await.is_err() {
                tokio::time::sleep(std::time::Duration::from_millis(20)).await;
            }
        };
        tokio::time::timeout(DEADLINE, shown).await.expect("it shows the new one");
    }

    /// What an operator puts into `DATABASE_URL`: a login with [`PASSWORD`] on the database of its name, and more words.
    pub fn url(&self, login: &str, words: &str) -> String {
        let (first, patience) = (if words.is_empty() { '?' } else { '&' }, super::DEADLINE.as_secs());
        format!("postgres://{login}:{PASSWORD}@localhost:{}/{login}{words}{first}connect_timeout={patience}", self.port)
    }
}

impl Made {
    fn new(folder: PathBuf, programs: PathBuf) -> Made {
        let mut users = ["postgres", "nobody"].into_iter().filter(|_| geteuid().is_root());
        let user = users.find_map(|name| User::from_name(name).ok().flatten());
        let mut made = Made { data: folder.join("data"), folder, programs, settings: None, user };
        let is_debians = made.programs.starts_with("/usr/lib/postgresql") && Path::new(MAKER).exists();
        if is_debians && made.user.is_some() {
            made.by_debian()
        } else {
            made.by_hand()
        }
        made
    }

    /// Debian's tool, on a folder of settings of its own.
    fn by_debian(&mut self) {
        let version = self.programs.parent().and_then(Path::file_name).expect("a version").to_owned();
        let root = self.folder.join("etc");
        fs::create_dir_all(&root).expect("a folder");
        let mut maker = Command::new(MAKER);
        maker.env_clear().env("PATH", "/usr/sbin:/usr/bin:/sbin:/bin").env("PG_CLUSTER_CONF_ROOT", &root);
        maker.arg("--datadir").arg(&self.data).arg("--logfile").arg(self.folder.join("log"));
        maker.arg("--socketdir").arg(&self.folder).args(["--port", &free_port().to_string()]);
        maker.args(["--encoding", "UTF8", "--locale", "C.UTF-8"]).arg(&version).arg("angler");
        let said = maker.stdin(Stdio::null()).output().expect("it starts");
        assert!(said.status.success(), "{said:?}");
        self.settings = Some(root.join(version).join("angler/postgresql.conf"));
    }

    /// What that tool does, for programs that it does not know.
    fn by_hand(&self) {
        fs::create_dir(&self.data).expect("a folder");
        fs::set_permissions(&self.data, fs::Permissions::from_mode(0o700)).expect("its mode");
        if let Some(user) = &self.user {
            chown(&self.data, Some(user.uid.as_raw()), Some(user.gid.as_raw())).expect("its owner");
        }
        let mut initdb = self.program("initdb");
        initdb.args(["-U", "postgres", "--auth-local", "peer", "--auth-host", "scram-sha-256", "--no-instructions"]);
        initdb.args(["--encoding", "UTF8", "--locale", "C.UTF-8", "--no-sync", "-D"]).arg(&self.data);
        let said = initdb.output().expect("it starts");
        assert!(said.status.success(), "{said:?}");
        write(&self.folder, Certificate::Own, &self.data);
        let settings = fs::OpenOptions::new().append(true).open(self.data.join("postgresql.conf"));
        settings.and_then(|mut file| file.write_all(b"ssl = on\n")).expect("its settings");
    }

    /// One of its programs, run as the user whom it belongs to, with his groups: Debian's key is for the group ssl-cert.
    fn program(&self, name: &str) -> Command {
        let program = self.programs.join(name);
        let mut command = match &self.user {
            Some(user) => {
                let mut command = Command::new("/usr/bin/setpriv");
                command.arg(format!("--reuid={}", user.uid)).arg(format!("--regid={}", user.gid)).arg("--init-groups");
                command.arg(program);
                command
            }
            None => Command::new(program),
        };
        command.env_clear().current_dir(&self.folder).stdin(Stdio::null());
        command
    }

    /// One statement, before it runs.
    fn is_told(&self, statement: &str) {
        let mut single = self.program("postgres");
        single.args(["--single", "-D"]).arg(&self.data).args(["-c", "external_pid_file=", "-c", "fsync=off"]);
        if let Some(file) = &self.settings {
            single.arg("-c").arg(format!("config_file={}", file.display()));
        }
        single.arg("postgres").stdin(Stdio::piped()).stdout(Stdio::null()).stderr(Stdio::piped());
        let mut child = single.spawn().expect("it starts");
        let mut told = child.stdin.take().expect("a pipe was asked for");
        writeln!(told, "{statement}").expect("it listens");
        drop(told);
        let said = child.wait_with_output().expect("it ends");
        // It answers an error with a line, and ends well.
        let words = String::from_utf8_lossy(&said.stderr);
        assert!(said.status.success() && !words.contains("ERROR:"), "{words}");
    }
}
