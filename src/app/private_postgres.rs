//! A PostgreSQL of our own: the installed server's programs, run over a folder of ours, reached by a Unix socket only.
//!
//! Used where no `DATABASE_URL` is set (`angler play`, `angler serve`) and by the tests. Owns the server process, through a
//! thread that lives as long as the value: the server dies with us, and one that dies alone is started again. The files:
//! `home` finds the folder, the user and the programs; `guard` runs the server.
//!
//! **Invariant:** one server and one angler per folder: a lock that ends with the process holds it.
//! **Absent:** no SQL and no connection; `actors::db` opens them at [`PrivatePostgres::address`].

mod guard;
mod home;
#[cfg(test)]
mod tests;

use std::path::{Path, PathBuf};

use self::{guard::Guard, home::Home};
use crate::config::Secret;

/// The database that a new private PostgreSQL comes with, beside `postgres`.
pub const DATABASE: &str = "angler";

/// The login, made by `initdb`: a superuser of this server only.
const LOGIN: &str = "angler";

/// How much the data is worth.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// A commit that was acknowledged survives a power cut.
    Durable,
    /// For tests and benches: nothing waits for the disk. A kill of the server may lose the last second of commits, a power
    /// cut all of the data.
    Scratch,
}

/// Why there is no private PostgreSQL; each says in one line what to do.
#[derive(Debug, thiserror::Error)]
#[expect(missing_docs, reason = "the line of each variant is its documentation")]
pub enum PrivatePostgresError {
    #[error(
        "PostgreSQL's server, 15 or newer, is not installed; install it: apt-get install postgresql (or set DATABASE_URL)"
    )]
    NotInstalled,
    #[error(
        "the data in {folder} was made by PostgreSQL {version}, which is not installed; install it: apt-get install \
         postgresql-{version} (or set DATA_DIR to another folder)"
    )]
    OtherVersion { folder: String, version: String },
    #[error("root may not run PostgreSQL and there is no user postgres or nobody; make one: useradd --system postgres")]
    NoUser,
    #[error("another angler is running on {folder}; stop it, or set DATA_DIR to another folder")]
    InUse { folder: String },
    #[error("the user {user} may not enter {folder}; allow it (chmod a+x on each folder above), or set DATA_DIR")]
    Closed { folder: String, user: String },
    #[error("{path} cannot be used ({reason}); mend it, or set DATA_DIR to another folder")]
    Folder { path: String, reason: String },
    #[error("a new database could not be made in {folder}: {words}; mend it, or set DATA_DIR to another folder")]
    Made { folder: String, words: String },
    #[error("PostgreSQL did not start: {words}; see {log}")]
    NotStarted { words: String, log: String },
}

impl PrivatePostgresError {
    fn folder(path: &Path, reason: impl std::fmt::Display) -> PrivatePostgresError {
        PrivatePostgresError::Folder { path: path.display().to_string(), reason: reason.to_string() }
    }
}

/// A running private PostgreSQL. Dropping it stops the server.
#[derive(Debug)]
pub struct PrivatePostgres {
    sockets: PathBuf,
    programs: PathBuf,
    guard: Guard,
}

impl PrivatePostgres {
    /// Starts a server over `folder/postgres`, making the data at the first start and recovering it after a kill.
    ///
    /// Blocks until connections are answered: 0.3 s, at the first start 1–3 s, longer only after a kill.
    pub fn start(folder: &Path, durability: Durability) -> Result<PrivatePostgres, PrivatePostgresError> {
        PrivatePostgres::start_with(folder, durability, &[])
    }

    /// As [`start`](PrivatePostgres::start), with folders to look for the server's programs in before the usual ones.
    pub fn start_with(
        folder: &Path,
        durability: Durability,
        programs: &[PathBuf],
    ) -> Result<PrivatePostgres, PrivatePostgresError> {
        let home = Home::open(folder, durability, programs)?;
        let (sockets, programs) = (home.sockets().to_owned(), home.programs().to_owned());
        Ok(PrivatePostgres { sockets, programs, guard: Guard::start(home)? })
    }

    /// Where the server of `folder` is for a guest, when another process runs it; starts nothing.
    pub fn visit(folder: &Path) -> Option<Guest> {
        let (sockets, programs) = home::visit(folder)?;
        Some(Guest { sockets, programs })
    }

    /// The same for one that we run.
    pub fn guest(&self) -> Guest {
        Guest { sockets: self.sockets.clone(), programs: self.programs.clone() }
    }

    /// The address of one of its databases, for `Connector::new`. No secret is in it: the socket's folder is the lock.
    pub fn address(&self, database: &str) -> Secret {
        address(&self.sockets, database)
    }

    /// Stops the server: open connections are ended, commits are on disk. Bounded: 8 s, most often 0.1 s.
    pub fn stop(self) {
        drop(self);
    }
}

/// What a guest of a private PostgreSQL needs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Guest {
    sockets: PathBuf,
    /// The folder of the programs that fit the server: psql, pg_dump, …
    pub programs: PathBuf,
}

impl Guest {
    /// As [`PrivatePostgres::address`].
    pub fn address(&self, database: &str) -> Secret {
        address(&self.sockets, database)
    }
}

impl Drop for PrivatePostgres {
    fn drop(&mut self) {
        self.guard.stop();
    }
}

fn address(sockets: &Path, database: &str) -> Secret {
    let host = quoted(&sockets.display().to_string());
    Secret::new(format!("host={host} user={LOGIN} dbname={} sslmode=disable", quoted(database)))
}

/// A value of a key=value address: in quotes, with backslashes before what would end them.
fn quoted(value: &str) -> String {
    format!("'{}'", value.replace('\\', "\\\\").replace('\'', "\\'"))
}
