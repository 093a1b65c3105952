//! `scripts/backup` and `scripts/restore`, as an operator runs them: the bot goes on where the backup was.

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::{Path, PathBuf},
    process::Command,
};

use crate::harness::{CANARY, Database, Delivered, Process, Said, World, command, run, said, variables};

/// A folder of one test, removed with its value.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Folder {
        let path = std::env::temp_dir().join(format!("angler-{name}-{}", std::process::id()));
        fs::create_dir_all(&path).expect("a folder");
        // The private server's user has to pass.
        fs::set_permissions(&path, fs::Permissions::from_mode(0o755)).expect("ours");
        Folder(path)
    }

    fn file(&self, name: &str) -> String {
        self.0.join(name).display().to_string()
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _left_behind = fs::remove_dir_all(&self.0);
    }
}

/// Runs one of our scripts with these variables, in a folder.
async fn script(name: &str, folder: &Path, file: &str, variables: &[(&str, String)]) -> Said {
    let mut bash = Command::new("bash");
    bash.arg(Path::new(env!("CARGO_MANIFEST_DIR")).join("scripts").join(name))
        .arg(file)
        .current_dir(folder)
        .env_clear();
    bash.env("PATH", format!("{}:/usr/local/bin:/usr/bin:/bin", folder.display()))
        .env("ANGLER", env!("CARGO_BIN_EXE_angler"));
    bash.env("RUST_LOG", "warn").envs(variables.iter().map(|(name, value)| (name, value)));
    said(bash).await
}

fn for_database(database: &Database) -> Vec<(&'static str, String)> {
    // Names that a script or program of PostgreSQL must not believe, and a secret that is none of its business.
    let wrong = [("PGDATABASE", "nowhere"), ("PGSERVICE", "nowhere"), ("TELEGRAM_BOT_TOKEN", "7:canary-token")];
    let mut all: Vec<_> = wrong.map(|(name, value)| (name, value.to_owned())).into();
    all.push(("DATABASE_URL", database.url().expose().to_owned()));
    all
}

/// Everything of the schema that keeps the rules: constraints, indexes, triggers and whether they always fire, functions, who
/// may do what.
const CATALOGUE: &str = "SELECT conrelid::regclass || ' ' || pg_get_constraintdef(oid) FROM pg_constraint \
      WHERE connamespace = 'public'::regnamespace \
    UNION ALL SELECT indexdef FROM pg_indexes WHERE schemaname = 'public' \
    UNION ALL SELECT tgrelid::regclass || ' ' || tgenabled::text || pg_get_triggerdef(oid) FROM pg_trigger WHERE NOT tgisinternal \
    UNION ALL SELECT oid::regprocedure || prosrc || coalesce(proconfig::text, '') FROM pg_proc WHERE pronamespace = 'public'::regnamespace \
    UNION ALL SELECT relname || coalesce(reloptions::text, '') || array(SELECT acl::text FROM unnest(relacl) acl ORDER BY 1)::text \
      FROM pg_class WHERE relnamespace = 'public'::regnamespace AND relkind IN ('r', 'S') ORDER BY 1";

async fn catalogue(database: &Database) -> Vec<String> {
    database.rows(CATALOGUE, &[]).await.iter().map(|row| row.get(0)).collect()
}

const ROWS: &str = "SELECT (SELECT count(*) FROM players) * 1000000 + (SELECT count(*) FROM ledger) * 1000 + (SELECT count(*) FROM positions)";

#[test]
fn a_backup_taken_while_fishing_comes_back_whole() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let folder = Folder::new("backup");
        let [ann, bob] = [100, 101].map(|id| world.player(id, "Ann", "en"));
        let process = Process::serve(&world, &[]).await;
        ann.casts().await;
        bob.casts().await;
        bob.hooks().await;
        world.quiet().await;
        let rows = world.database.number(ROWS).await;

        // The password of the database goes by a variable, never by an argument; our token does not go at all.
        let spy =
            "#!/bin/bash\n{ tr '\\0' ' ' </proc/$$/cmdline; echo; env; } >\"$0.seen\"\nexec /usr/bin/pg_dump \"$@\"\n";
        let spied = folder.0.join("pg_dump");
        fs::write(&spied, spy).expect("ours");
        fs::set_permissions(&spied, fs::Permissions::from_mode(0o755)).expect("ours");
        let file = folder.file("angler.backup");
        fs::write(&file, "an older one").expect("ours");
        let said = script("backup", &folder.0, &file, &for_database(&world.database)).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        let seen = fs::read_to_string(folder.file("pg_dump.seen")).expect("it ran");
        let (line, environment) = seen.split_once('\n').expect("two parts");
        assert!(!line.contains(CANARY) && line.contains("--format=custom"), "{line}");
        assert!(environment.contains("PGPASSWORD=canary-password\n") && !environment.contains("canary-token"));
        assert!(!environment.contains("nowhere"), "{environment}");
        assert_eq!(fs::metadata(&file).expect("a file").permissions().mode() & 0o777, 0o600);
        let halves = |folder: &Path| {
            let names = fs::read_dir(folder).expect("a folder").map(|entry| entry.expect("an entry").file_name());
            names.filter(|name| name.to_string_lossy().contains(".half.")).count()
        };
        assert_eq!(halves(&folder.0), 0, "no half of a backup stays");

        // What comes after the backup: a catch and a cast that will never have been.
        ann.hooks().await;
        bob.casts().await;
        process.drain().await;
        let latest = world.database.number("SELECT max(position_id) FROM positions").await;

        let seals = "SELECT string_agg(encode(seed_commitment, 'hex'), ' ' ORDER BY player_id) FROM players";
        let waiting = world.database.text(seals).await;

        let fresh = Database::new().await;
        let said = script("restore", &folder.0, &file, &for_database(&fresh)).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        assert!(said.stderr.contains("restored: 2 players, "), "{said:?}");
        assert_eq!(fresh.number(ROWS).await, rows);
        assert_eq!(fresh.refusal("DELETE FROM ledger").await.as_deref(), Some("23000"));
        // A seed that is shown since does not wait again. (That it is of its commitment the audit at the end says.)
        let anew = fresh.text(seals).await;
        assert!(anew.len() == waiting.len() && anew.split(' ').all(|seal| !waiting.contains(seal)), "{anew} {waiting}");

        // Over anything else than an empty database: no.
        let said = script("restore", &folder.0, &file, &for_database(&fresh)).await;
        assert_eq!((said.code, fresh.number(ROWS).await), (Some(1), rows), "{said:?}");
        assert!(said.stderr.contains("the database is not empty; nothing was changed"), "{said:?}");

        // The bot goes on: the line that was in the water at the backup is hooked, a new one has a number nobody had.
        let old = std::mem::replace(&mut world.database, fresh);
        let (catches, lines) = (ann.catches(), bob.lines());
        let process = Process::serve(&world, &[]).await;
        assert_eq!(catalogue(&world.database).await, catalogue(&old).await, "its start gives the rights");
        ann.hooks().await;
        bob.casts().await;
        process.drain().await;
        assert_eq!((ann.catches(), bob.lines()), (catches + 1, lines + 1));
        assert!(world.database.number("SELECT max(position_id) FROM positions").await > latest);
        world.end().await;
    });
}

#[test]
fn what_is_no_whole_backup_changes_nothing() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let folder = Folder::new("half");
        world.player(100, "Ann", "en").casts().await;
        world.stop().await;
        let file = folder.file("angler.backup");
        let said = script("backup", &folder.0, &file, &for_database(&world.database)).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        let whole = fs::read(&file).expect("a backup");
        fs::write(folder.file("garbage"), "players, many players").expect("ours");
        fs::write(folder.file("half"), &whole[..whole.len() * 3 / 4]).expect("ours");
        let fresh = Database::new().await;
        let empty = "SELECT count(*) FROM pg_class WHERE relnamespace = 'public'::regnamespace";
        for (name, words) in
            [("garbage", "this is no backup of angler"), ("half", "nothing was changed"), ("none", "cannot be read")]
        {
            let said = script("restore", &folder.0, &folder.file(name), &for_database(&fresh)).await;
            assert_eq!((said.code, fresh.number(empty).await), (Some(1), 0), "{name}: {said:?}");
            assert!(said.stderr.contains(words), "{name}: {said:?}");
        }
        // A database that does not answer leaves the old backup alone.
        let away = [("DATABASE_URL", format!("postgres://angler:{CANARY}-password@127.0.0.1:1/angler"))];
        let said = script("backup", &folder.0, &file, &away).await;
        assert_eq!((said.code, fs::read(&file).expect("still there") == whole), (Some(1), true), "{said:?}");
        assert!(said.stderr.contains("nothing was written"), "{said:?}");
        world.end().await;
    });
}

#[test]
fn a_private_postgresql_is_backed_up_awake_and_asleep_and_made_anew() {
    run(async || {
        let world = World::with(|_| {}).await;
        let folder = Folder::new("private");
        let ann = world.player(100, "Ann", "en");
        let home = |name: &str| vec![("DATA_DIR", folder.file(name)), ("DATABASE_URL", String::new())];
        let serve = |name: &str| {
            let mut all = variables(&world, &[("DATABASE_URL", "")]);
            all.push(("DATA_DIR", folder.file(name)));
            Process::start("serve", &all)
        };
        // No database is made by a look at the wrong folder.
        let said = script("backup", &folder.0, &folder.file("none"), &home("mistyped")).await;
        assert!(said.code == Some(1) && said.stderr.contains("there is no database in"), "{said:?}");
        assert!(!folder.0.join("mistyped").exists());

        let process = serve("old");
        ann.casts().await;
        let (awake, asleep) = (folder.file("awake"), folder.file("asleep"));
        let said = script("backup", &folder.0, &awake, &home("old")).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        let said = script("restore", &folder.0, &awake, &home("old")).await;
        assert!(said.code == Some(1) && said.stderr.contains("not empty"), "{said:?}");
        process.drain().await;
        let said = script("backup", &folder.0, &asleep, &home("old")).await;
        assert_eq!(said.code, Some(0), "{said:?}");

        let said = script("restore", &folder.0, &asleep, &home("new")).await;
        assert!(said.code == Some(0) && said.stderr.contains("restored: 1 players"), "{said:?}");
        let process = serve("new");
        ann.hooks().await;
        process.drain().await;
        assert_eq!((ann.lines(), ann.catches()), (1, 1));
        world.sandbox.stop().await;
    });
}

/// A schema's own way through: no role of the service on the server, and each time another login, schema and owner.
#[test]
fn a_backup_goes_into_the_schema_that_its_new_login_has() {
    run(async || {
        let world = World::with(|_| {}).await;
        let folder = Folder::new("schemas");
        let server = Delivered::debians(&Database::programs().await).await;
        let root = server.database().await;
        for login in ["old", "routed", "fresh"] {
            server.login(login, "").await;
            let owner = if login == "routed" { "postgres" } else { login };
            root.execute(&format!("CREATE DATABASE {login} OWNER {owner}")).await;
        }
        let inside = server.inside("routed").await;
        let locked = "REVOKE ALL ON SCHEMA public FROM PUBLIC; CREATE SCHEMA \"The game\" AUTHORIZATION routed";
        let others = "CREATE SCHEMA others; CREATE TABLE others.ledger (secret int)";
        inside.execute(&format!("{locked}; ALTER ROLE routed SET search_path = \"The game\"; {others}")).await;
        let at = |login: &str| server.url(login, "");
        let given = |login: &str| vec![("DATABASE_URL", at(login))];

        let bob = world.player(101, "public.Bob", "en");
        let process = Process::serve(&world, &[("DATABASE_URL", &at("old"))]).await;
        bob.casts().await;
        process.drain().await;
        for (from, into) in [("old", "routed"), ("routed", "fresh")] {
            let file = folder.file(from);
            let said = script("backup", &folder.0, &file, &given(from)).await;
            assert_eq!(said.code, Some(0), "{said:?}");
            let said = script("restore", &folder.0, &file, &given(into)).await;
            assert!(said.code == Some(0) && said.stderr.contains("restored: 1 players"), "{into}: {said:?}");
            assert!(!said.stderr.contains("WARNING"), "{said:?}");
            let said = script("restore", &folder.0, &file, &given(into)).await;
            assert!(said.code == Some(1) && said.stderr.contains("not empty; nothing was changed"), "{said:?}");
            let process = Process::serve(&world, &[("DATABASE_URL", &at(into))]).await;
            bob.hooks().await;
            bob.casts().await;
            process.drain().await;
            let said = command(&["audit"], &variables(&world, &[("DATABASE_URL", &at(into))])).await;
            assert_eq!(said.code, Some(0), "{said:?}");
        }
        let names = "SELECT count(*) FROM players WHERE name = 'public.Bob'";
        assert_eq!(server.inside("fresh").await.number(names).await, 1, "rows are as they were");
        let said = script("backup", &folder.0, &folder.file("none"), &given("postgres")).await;
        assert!(said.code == Some(1) && said.stderr.contains("the database holds nothing of angler"), "{said:?}");
        world.sandbox.stop().await;
    });
}
