//! Where a private PostgreSQL lives: its folder, its sockets, the user it runs as and the programs that fit its data.
//!
//! Opened by `PrivatePostgres::start`, then owned by the guard thread. Root may not run PostgreSQL, so for root the server
//! runs as the owner of its folder (`postgres`, else `nobody`, when it is new); everybody else runs it himself.
//!
//! **Invariant:** the lock of a [`Home`] is held as long as the value lives; data that is only half made is never used.

use std::{
    fs::{self, DirBuilder, File, TryLockError},
    io,
    os::unix::{
        fs::{DirBuilderExt, MetadataExt, PermissionsExt, chown, symlink},
        process::CommandExt,
    },
    path::{Path, PathBuf},
    process::{Command, Stdio},
    time::{Duration, Instant},
};

use nix::unistd::{Uid, User};

use super::{DATABASE, Durability, LOGIN, PrivatePostgresError};

/// The longest folder whose socket still fits: an address has 107 bytes, the socket's own name takes 18.
const LONGEST_SOCKET_FOLDER: usize = 107 - "/.s.PGSQL.5432.lock".len();

/// The oldest PostgreSQL whose SQL `schema.sql` may use.
const OLDEST_POSTGRES: u32 = 15;

/// Where root's data goes when the server's user may not enter the folder that was asked for (a clone under `/root`).
const SHELTER: &str = "/var/lib/angler-postgres";

/// A lock that was let go can last until a process that was being started at that moment has become its program.
const LOCK: Duration = Duration::from_millis(500);

/// An open home: its folder exists, belongs to the server's user, holds whole data and is locked.
#[derive(Debug)]
pub(super) struct Home {
    folder: PathBuf,
    sockets: PathBuf,
    programs: PathBuf,
    user: Option<(u32, u32)>,
    durability: Durability,
    _lock: File,
}

impl Home {
    /// Opens (at the first time: makes) the home under `folder`.
    pub(super) fn open(
        folder: &Path,
        durability: Durability,
        programs: &[PathBuf],
    ) -> Result<Home, PrivatePostgresError> {
        let places = program_places(programs);
        let (folder, user) = settle(folder, Path::new(SHELTER))?;
        let lock = lock(&folder)?;
        let version = fs::read_to_string(folder.join("data/PG_VERSION")).ok().map(|text| text.trim().to_owned());
        let Some(programs) = fitting(&places, version.as_deref()) else {
            return Err(match version {
                Some(version) if fitting(&places, None).is_some() => {
                    PrivatePostgresError::OtherVersion { folder: folder.display().to_string(), version }
                }
                _ => PrivatePostgresError::NotInstalled,
            });
        };
        let sockets = socket_folder(&folder, user)?;
        let home = Home { folder, sockets, programs, user, durability, _lock: lock };
        if version.is_none() {
            home.make_data()?;
        }
        Ok(home)
    }

    /// The data of the server.
    pub(super) fn data(&self) -> PathBuf {
        self.folder.join("data")
    }

    /// What the server writes while it runs; begun anew at each start, the one before is kept beside it.
    pub(super) fn log(&self) -> PathBuf {
        self.folder.join("server.log")
    }

    /// The folder of the Unix socket.
    pub(super) fn sockets(&self) -> &Path {
        &self.sockets
    }

    /// The folder of the programs that fit its data.
    pub(super) fn programs(&self) -> &Path {
        &self.programs
    }

    /// Removes a socket folder that is not part of the home.
    pub(super) fn remove_sockets(&self) {
        if self.sockets != self.folder {
            let _ = fs::remove_dir_all(&self.sockets);
        }
    }

    /// One of the server's programs, run as its user in its folder. The environment stays here: PGPORT and the like would
    /// change what the server does, and our token is none of its business.
    pub(super) fn program(&self, name: &str) -> Command {
        let mut command = Command::new(self.programs.join(name));
        if let Some((uid, gid)) = self.user {
            command.uid(uid).gid(gid);
        }
        command.current_dir(&self.folder).env_clear().stdin(Stdio::null());
        command
    }

    /// Settings for data that need not outlive the machine.
    pub(super) fn haste(&self) -> &'static [&'static str] {
        match self.durability {
            Durability::Durable => &[],
            Durability::Scratch => &["-c", "fsync=off", "-c", "synchronous_commit=off", "-c", "full_page_writes=off"],
        }
    }

    /// Makes data with the database in it under another name, then gives it its own: a kill leaves all of it or none.
    fn make_data(&self) -> Result<(), PrivatePostgresError> {
        let failed = |words: String| PrivatePostgresError::Made { folder: self.folder.display().to_string(), words };
        let world = |error: io::Error| failed(error.to_string());
        let half = self.folder.join("data.half");
        if half.exists() {
            fs::remove_dir_all(&half).map_err(world)?;
        }
        let mut initdb = self.program("initdb");
        initdb.args(["-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-instructions", "-U", LOGIN]);
        initdb.args((self.durability == Durability::Scratch).then_some("--no-sync")).arg("-D").arg(&half);
        let made = initdb.output().map_err(world)?;
        if !made.status.success() {
            return Err(failed(last_line(&made.stderr)));
        }
        // Single-user mode answers an error with a line and an exit code of 0, so the line is what counts.
        let statement = self.folder.join("first.sql");
        fs::write(&statement, format!("CREATE DATABASE {DATABASE}\n")).map_err(world)?;
        let mut single = self.program("postgres");
        single.arg("--single").args(self.haste()).arg("-D").arg(&half).arg("postgres");
        let single = single.stdin(File::open(&statement).map_err(world)?).output().map_err(world)?;
        if !single.status.success() || String::from_utf8_lossy(&single.stderr).contains("ERROR:") {
            return Err(failed(last_line(&single.stderr)));
        }
        fs::remove_file(&statement).map_err(world)?;
        fs::rename(&half, self.data()).map_err(world)?;
        File::open(&self.folder).and_then(|folder| folder.sync_all()).map_err(world)
    }
}

/// For a guest: the folder of the socket and the programs that fit the data, when some angler runs a server there. Nothing is
/// made and no right is asked but that to look: the folder may belong to another user (root visits a service).
pub(super) fn visit(folder: &Path) -> Option<(PathBuf, PathBuf)> {
    let home = fs::canonicalize(folder.join("postgres")).ok()?;
    let lock = File::options().write(true).open(home.join("lock")).ok()?;
    if !matches!(lock.try_lock(), Err(TryLockError::WouldBlock)) {
        return None;
    }
    let version = fs::read_to_string(home.join("data/PG_VERSION")).ok()?;
    let programs = fitting(&program_places(&[]), Some(version.trim()))?;
    Some((socket_place(&home), programs))
}

/// What a failed program had to say: its last line about a failure, else its last line with words in it.
pub(super) fn last_line(output: &[u8]) -> String {
    let text = String::from_utf8_lossy(output);
    let failure = |line: &&str| ["FATAL:", "PANIC:", "error:", "ERROR:"].iter().any(|word| line.contains(word));
    let words = |line: &&str| !line.trim().is_empty();
    text.lines()
        .rev()
        .find(failure)
        .or_else(|| text.lines().rev().find(words))
        .unwrap_or("it said nothing")
        .trim()
        .to_owned()
}

/// The folder `postgres` under `folder`, made when missing, and the user (for root) that owns it.
fn settle(folder: &Path, shelter: &Path) -> Result<(PathBuf, Option<(u32, u32)>), PrivatePostgresError> {
    fs::create_dir_all(folder).map_err(|error| PrivatePostgresError::folder(folder, error))?;
    let folder = fs::canonicalize(folder).map_err(|error| PrivatePostgresError::folder(folder, error))?;
    let home = folder.join("postgres");
    let world = |error: io::Error| PrivatePostgresError::folder(&home, error);
    if fs::symlink_metadata(&home).is_err() {
        make_home(&folder, &home, shelter)?;
    }
    let home = fs::canonicalize(&home).map_err(world)?;
    let owner = fs::metadata(&home).map_err(world)?;
    if !Uid::effective().is_root() {
        return if owner.uid() == Uid::effective().as_raw() {
            Ok((home, None))
        } else {
            Err(PrivatePostgresError::folder(&home, "it belongs to another user"))
        };
    }
    let user = match owner.uid() {
        0 => server_user()?,
        uid => (uid, owner.gid()),
    };
    own(&home, user)?;
    if !may_enter(&home, user) {
        let name = User::from_uid(Uid::from_raw(user.0)).ok().flatten().map_or(user.0.to_string(), |user| user.name);
        return Err(PrivatePostgresError::Closed { folder: home.display().to_string(), user: name });
    }
    Ok((home, Some(user)))
}

/// Makes the home, for root under `shelter` when the server's user could not reach it here; a link then leads there.
fn make_home(folder: &Path, home: &Path, shelter: &Path) -> Result<(), PrivatePostgresError> {
    let world = |path: &Path| {
        let path = path.to_owned();
        move |error: io::Error| PrivatePostgresError::folder(&path, error)
    };
    let private = |path: &Path| DirBuilder::new().mode(0o700).create(path);
    if !Uid::effective().is_root() || may_enter(folder, server_user()?) {
        return match private(home) {
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
            made => made.map_err(world(home)),
        };
    }
    DirBuilder::new().recursive(true).mode(0o755).create(shelter).map_err(world(shelter))?;
    fs::set_permissions(shelter, fs::Permissions::from_mode(0o755)).map_err(world(shelter))?;
    for number in 1.. {
        let room = shelter.join(number.to_string());
        match private(&room) {
            Ok(()) => {
                symlink(&room, home).map_err(world(home))?;
                let (folder, room) = (folder.display(), room.display());
                log::info!(folder:%, room:%; "only root may enter the data folder: the database lives elsewhere");
                return Ok(());
            }
            Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {}
            Err(error) => return Err(world(&room)(error)),
        }
    }
    Ok(())
}

/// Who runs the server when we are root.
fn server_user() -> Result<(u32, u32), PrivatePostgresError> {
    ["postgres", "nobody"]
        .into_iter()
        .find_map(|name| User::from_name(name).ok().flatten())
        .map(|user| (user.uid.as_raw(), user.gid.as_raw()))
        .ok_or(PrivatePostgresError::NoUser)
}

/// Whether a user may pass every folder on the way, by the plain permission bits.
fn may_enter(folder: &Path, (uid, gid): (u32, u32)) -> bool {
    folder.ancestors().all(|step| {
        fs::metadata(step).is_ok_and(|facts| {
            let shift = if facts.uid() == uid {
                6
            } else if facts.gid() == gid {
                3
            } else {
                0
            };
            facts.mode() >> shift & 1 == 1
        })
    })
}

/// Gives a folder to the server's user, for him alone.
fn own(folder: &Path, (uid, gid): (u32, u32)) -> Result<(), PrivatePostgresError> {
    chown(folder, Some(uid), Some(gid))
        .and_then(|()| fs::set_permissions(folder, fs::Permissions::from_mode(0o700)))
        .map_err(|error| PrivatePostgresError::folder(folder, error))
}

/// The lock of the kernel: it ends with the process, however that ends.
fn lock(folder: &Path) -> Result<File, PrivatePostgresError> {
    let path = folder.join("lock");
    let file = File::options().create(true).truncate(false).write(true).open(&path);
    let file = file.map_err(|error| PrivatePostgresError::folder(&path, error))?;
    let begun = Instant::now();
    loop {
        match file.try_lock() {
            Ok(()) => return Ok(file),
            Err(TryLockError::WouldBlock) if begun.elapsed() < LOCK => std::thread::sleep(LOCK / 20),
            Err(TryLockError::WouldBlock) => {
                return Err(PrivatePostgresError::InUse { folder: folder.display().to_string() });
            }
            Err(TryLockError::Error(error)) => return Err(PrivatePostgresError::folder(&path, error)),
        }
    }
}

/// Where the sockets of a home are: in the home itself, or, when its path is too long for a socket, in a short folder that is
/// the same at every start.
pub(super) fn socket_place(home: &Path) -> PathBuf {
    use std::hash::{DefaultHasher, Hash, Hasher};
    if home.as_os_str().len() <= LONGEST_SOCKET_FOLDER {
        return home.to_owned();
    }
    let mut hasher = DefaultHasher::new();
    home.hash(&mut hasher);
    PathBuf::from(format!("/tmp/angler-{:016x}", hasher.finish()))
}

/// That folder, made where it is missing.
fn socket_folder(home: &Path, user: Option<(u32, u32)>) -> Result<PathBuf, PrivatePostgresError> {
    let short = socket_place(home);
    if short == home {
        return Ok(short);
    }
    let me = Uid::effective().as_raw();
    match DirBuilder::new().mode(0o700).create(&short) {
        Err(error) if error.kind() != io::ErrorKind::AlreadyExists => {
            return Err(PrivatePostgresError::folder(&short, error));
        }
        _ => {}
    }
    // One left by a kill is ours; anybody may have made another, so a stranger's is not trusted.
    let facts = fs::symlink_metadata(&short).map_err(|error| PrivatePostgresError::folder(&short, error))?;
    let ours = [Some(me), user.map(|(uid, _)| uid)].contains(&Some(facts.uid()));
    if !facts.is_dir() || !ours || facts.mode() & 0o077 != 0 {
        return Err(PrivatePostgresError::folder(&short, "it is needed for a socket and belongs to somebody else"));
    }
    if let Some(user) = user {
        own(&short, user)?;
    }
    Ok(short)
}

/// Folders that may hold the server's programs: the given ones, Debian's from the newest version down, the usual ones.
fn program_places(given: &[PathBuf]) -> Vec<PathBuf> {
    let mut debian: Vec<(u32, PathBuf)> = fs::read_dir("/usr/lib/postgresql")
        .into_iter()
        .flatten()
        .flatten()
        .filter_map(|entry| Some((entry.file_name().to_str()?.parse().ok()?, entry.path().join("bin"))))
        .collect();
    debian.sort_by_key(|(version, _)| std::cmp::Reverse(*version));
    let usual = ["/usr/local/pgsql/bin", "/usr/local/bin", "/usr/bin"].map(PathBuf::from);
    let debian = debian.into_iter().map(|(_, folder)| folder);
    let mut places = given.to_vec();
    places.extend(debian.chain(usual));
    places.retain(|folder| folder.join("initdb").exists() && folder.join("postgres").exists());
    places
}

/// The first place whose server can read data of `version`, for new data: is new enough for `schema.sql`. What a server says
/// of itself is `postgres (PostgreSQL) 15.4 (…)`.
fn fitting(places: &[PathBuf], version: Option<&str>) -> Option<PathBuf> {
    let fits = |folder: &&PathBuf| {
        let said = Command::new(folder.join("postgres")).arg("--version").env_clear().stdin(Stdio::null()).output();
        let said = said.map(|said| String::from_utf8_lossy(&said.stdout).into_owned()).unwrap_or_default();
        let number = said.split_whitespace().find(|word| word.starts_with(|first: char| first.is_ascii_digit()));
        let major = number.map_or("", |number| number.split(|c: char| !c.is_ascii_digit()).next().unwrap_or_default());
        version
            .map_or_else(|| major.parse().is_ok_and(|major: u32| major >= OLDEST_POSTGRES), |version| version == major)
    };
    places.iter().find(fits).cloned()
}

#[cfg(test)]
mod tests {
    use super::*;

    /// For root: a folder that only root may enter gets its data elsewhere, for good, and without a word to the player.
    #[test]
    fn data_that_the_server_could_not_reach_lives_in_the_shelter() {
        if !Uid::effective().is_root() {
            return;
        }
        let place = std::env::temp_dir().join(format!("angler-shelter-{}", std::process::id()));
        let (closed, shelter) = (place.join("closed"), place.join("shelter"));
        fs::create_dir_all(&closed).unwrap();
        fs::set_permissions(&closed, fs::Permissions::from_mode(0o700)).unwrap();
        for _ in 0..2 {
            let (home, user) = settle(&closed.join("data"), &shelter).unwrap();
            assert_eq!(home, fs::canonicalize(&shelter).unwrap().join("1"));
            assert!(may_enter(&home, user.unwrap()));
        }
        let open = place.join("open");
        assert_eq!(settle(&open, &shelter).unwrap().0, fs::canonicalize(&open).unwrap().join("postgres"));
        fs::set_permissions(&open, fs::Permissions::from_mode(0o700)).unwrap();
        let closed = settle(&open, &shelter).unwrap_err().to_string();
        assert!(closed.starts_with("the user postgres may not enter /") || closed.contains("nobody"), "{closed}");
        fs::remove_dir_all(&place).unwrap();
    }

    #[test]
    fn what_a_program_said_last_is_what_is_shown() {
        assert_eq!(last_line(b"first\n  FATAL: no room \nLOG: bye\n\n"), "FATAL: no room");
        assert_eq!(last_line(b"first\nsecond\n\n"), "second");
        assert_eq!(last_line(b""), "it said nothing");
    }
}
