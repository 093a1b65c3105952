//! PgBouncer before a server, in a mode of its.
//!
//! Needs `pgbouncer` on the machine (Debian's package); where it is not, that is said and nothing is started.
//!
//! **Invariant:** it ends with its value, and its folder goes with it.

use std::{
    fs,
    os::unix::{fs::chown, process::CommandExt},
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
};

use nix::unistd::User;

use super::{DEADLINE, Delivered, PASSWORD, delivered::free_port};

const PROGRAM: &str = "/usr/sbin/pgbouncer";

/// A running PgBouncer.
pub struct Bouncer {
    child: Child,
    folder: PathBuf,
    port: u16,
}

impl Bouncer {
    /// `None` where it is not installed. Takes this login with [`PASSWORD`] to the database of its name, all else as Debian's
    /// package sets it; without a login, anybody to the superuser's database, and what a startup message asks is ignored.
    pub async fn before(server: &Delivered, mode: &str, login: Option<&str>) -> Option<Bouncer> {
        if !Path::new(PROGRAM).exists() {
            eprintln!("pgbouncer is not installed, nothing was tried");
            return None;
        }
        let port = free_port();
        let folder = std::env::temp_dir().join(format!("angler-bouncer-{port}-{}", std::process::id()));
        fs::create_dir_all(&folder).expect("a folder");
        let (file, logins) = (folder.join("bouncer.ini"), folder.join("logins"));
        let (database, taken) = match login {
            Some(login) => (
                format!("{login} = host=127.0.0.1 port={}", server.port()),
                format!("auth_type = scram-sha-256\nauth_file = {}", logins.display()),
            ),
            None => (
                format!("angler = {}", server.pairs("angler", "").replace("host=localhost hostaddr=", "host=")),
                "auth_type = any\nignore_startup_parameters = extra_float_digits,options".to_owned(),
            ),
        };
        let text = format!(
            "[databases]\n{database}\n[pgbouncer]\nlisten_addr = 127.0.0.1\nlisten_port = {port}\nunix_socket_dir =\n\
             pool_mode = {mode}\n{taken}\n"
        );
        fs::write(&file, text).expect("its settings");
        fs::write(&logins, format!("\"{}\" \"{PASSWORD}\"\n", login.unwrap_or_default())).expect("its logins");
        let mut program = Command::new(PROGRAM);
        program.arg("-q").arg(&file).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
        if nix::unistd::geteuid().is_root()
            && let Ok(Some(user)) = User::from_name("postgres")
        {
            for path in [&file, &logins] {
                chown(path, Some(user.uid.as_raw()), None).expect("its owner");
            }
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

    /// The address of the database of a login's name; a password is read where there is a login.
    pub fn url(&self, login: &str) -> String {
        let patience = super::DEADLINE.as_secs();
        format!("postgres://{login}:{PASSWORD}@127.0.0.1:{}/{login}?connect_timeout={patience}", self.port)
    }
}

impl Drop for Bouncer {
    fn drop(&mut self) {
        let _ended_already = self.child.kill();
        let _ended = self.child.wait();
        let _left_in_the_temporary_folder = fs::remove_dir_all(&self.folder);
    }
}
