//! What a database in the wrong hands tells, and what a new token of the bot takes: seeds are sealed until their line is closed, and no
//! start, refusal or change of tokens leaves a line in the water that cannot close.

use std::process::Command;

use angler::{
    actors::db::{connect::Connector, seals},
    config::Secret,
    game::{
        fair::{Seed, hex},
        forgetting::ForgetKey,
        player::PlayerId,
    },
    plumbing::clock,
    sandbox::{Sandbox, SandboxConfig},
};

use futures_util::future::join_all;

use crate::harness::{Certificate, Database, Delivered, Player, Process, Said, World, command, run, said, variables};

/// Another token of the same bot.
const NEWER: &str = "7000000001:canary-newer-token";
const OLDER: &str = "7000000001:canary-sandbox-token";
const REFUSED: &str = "the seeds in this database are sealed for another token of this bot: set TELEGRAM_TOKEN_OLD to that one and type \
                       `angler rekey`, or set TELEGRAM_BOT_TOKEN to it again";
const OPEN: &str = "SELECT encode(seed, 'hex') FROM positions WHERE closed_at IS NULL";
const CLOSED: &str = "SELECT encode(seed, 'hex') FROM positions WHERE closed_at IS NOT NULL";
const EPOCH: &str = "SELECT epoch FROM lease";

impl World {
    /// The bot's token is another one from now on: Telegram knows the newer one alone. Who wrote to it is told anew.
    async fn changes_its_token(&mut self) {
        let mut newer = SandboxConfig::new(clock::now);
        newer.token = NEWER.to_owned();
        let newer = Sandbox::start(newer).await.expect("a Telegram that knows the newer token");
        newer.telegram.set_next_update_id(900_000_000);
        std::mem::replace(&mut self.sandbox, newer).stop().await;
    }

    /// `angler rekey`, told the older token.
    async fn rekeys(&self) -> Said {
        command(&["rekey"], &variables(self, &[("TELEGRAM_TOKEN_OLD", OLDER)])).await
    }

    /// A start that is refused: its last line. It takes no lease.
    async fn is_refused(&self) -> String {
        let before = self.database.number(EPOCH).await;
        let (status, said) = Process::start("serve", &variables(self, &[])).ended().await;
        assert_eq!(status.code(), Some(1), "{said}");
        assert_eq!(self.database.number(EPOCH).await, before, "it took the lease: {said}");
        let checked = command(&["check"], &variables(self, &[])).await;
        let last = said.lines().last().unwrap_or_default().trim_start_matches("angler: ").to_owned();
        assert!(checked.code == Some(1) && checked.stdout.contains(&last), "check says it too: {last}; {checked:?}");
        last
    }

    /// Hooks what is in the water, and looks whether the seed that is published is this one.
    async fn closes(&self, ann: &Player, secret: &Seed) {
        ann.hooks().await;
        self.quiet().await;
        assert_eq!(self.database.text(CLOSED).await, hex(secret.bytes()));
        let id = self.database.number("SELECT max(position_id) FROM positions").await;
        let page = ann.asks(&format!("/verify {id}")).await;
        assert!(page.contains(&secret.commitment_hex()) && page.contains(&hex(secret.bytes())), "{page}");
    }
}

impl Said {
    /// Checks that the program did it, with these words.
    #[track_caller]
    fn did(&self, words: &str) {
        assert!(self.code == Some(0) && self.stdout.contains(words), "{self:?}");
    }
}

/// The forms in which bytes could stand in a log or a dump.
fn forms(seed: &Seed) -> [String; 4] {
    let bytes = seed.bytes();
    let octal = bytes.map(|byte| format!("\\{byte:03o}")).concat();
    [hex(bytes), hex(bytes).to_uppercase(), octal, bytes.escape_ascii().to_string()]
}

#[test]
fn the_servers_log_and_a_copy_of_the_database_hold_no_seed_of_a_line_that_is_out() {
    run(async || {
        let server = Delivered::start("sealed", Certificate::Own, &["log_statement=all"]).await;
        let mut world = World::on(server.database().await, SandboxConfig::new(clock::now), |_| {}).await;
        world.start().await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        // A session that begins anew reads it, and so does the record of all that is kept.
        world.stop().await;
        world.start().await;
        assert!(ann.asks("/status").await.contains(&world.open_seed().await.commitment_hex()));
        ann.asks("/mydata").await;
        world.quiet().await;
        let secret = world.open_seed().await;
        let stored = world.database.text(OPEN).await;
        let waiting = world.waiting_seed().await;
        let dump = async || {
            let mut dump = Command::new(Database::programs().await.join("pg_dump"));
            dump.args(["--no-password", "--dbname"]).arg(server.pairs("angler", "sslmode=disable"));
            said(dump).await.stdout
        };
        for (what, text) in [("the log", server.said()), ("the copy", dump().await)] {
            assert!(text.contains(&stored), "{what} shows the sealed one, so it would show a plain one");
            for form in forms(&secret).into_iter().chain(forms(&waiting)) {
                assert!(!text.contains(&form), "{what} holds the seed: {form}");
            }
        }
        world.closes(&ann, &secret).await;
        assert!(dump().await.contains(&hex(secret.bytes())), "what is closed is everybody's");
        world.end().await;
    });
}

#[test]
fn a_new_token_is_refused_until_the_key_is_wrapped_for_it_and_the_line_closes() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[]).await;
        ann.casts().await;
        let secret = world.open_seed().await;
        process.drain().await;
        world.operates("rekey", &[]).await.did("is wrapped for this token already; nothing was changed");

        world.changes_its_token().await;
        assert_eq!(world.is_refused().await, REFUSED);
        let words = "the key of this database is wrapped for another token than TELEGRAM_BOT_TOKEN: set TELEGRAM_TOKEN_OLD to the \
                     one before";
        world.operates("rekey", &[]).await.refused(words);
        let wrong = variables(&world, &[("TELEGRAM_TOKEN_OLD", "7000000001:canary-wrong")]);
        let told = command(&["rekey"], &wrong).await;
        assert!(
            told.code == Some(1) && told.stderr.contains("neither TELEGRAM_BOT_TOKEN nor TELEGRAM_TOKEN_OLD opens")
        );
        let others = variables(&world, &[("TELEGRAM_BOT_TOKEN", "7000000002:canary"), ("TELEGRAM_TOKEN_OLD", OLDER)]);
        let told = command(&["rekey"], &others).await;
        assert!(told.code == Some(1) && told.stderr.contains("the database belongs to bot 7000000001"), "{told:?}");

        world.rekeys().await.did("is wrapped for TELEGRAM_BOT_TOKEN now, and the old token opens it no longer");
        world.rekeys().await.did("is wrapped for this token already; nothing was changed");
        let process = Process::serve(&world, &[]).await;
        let ann = world.player(100, "Ann", "en");
        assert!(ann.asks("/status").await.contains(&secret.commitment_hex()), "the same secret");
        world.closes(&ann, &secret).await;
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn a_key_is_wrapped_anew_beside_a_running_service_which_goes_on() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[]).await;
        ann.casts().await;
        let changed = variables(&world, &[("TELEGRAM_BOT_TOKEN", NEWER), ("TELEGRAM_TOKEN_OLD", OLDER)]);
        let epoch = world.database.number(EPOCH).await;
        command(&["rekey"], &changed).await.did("is wrapped for TELEGRAM_BOT_TOKEN now");
        assert_eq!(world.database.number(EPOCH).await, epoch, "nobody's lease was taken");
        let limits = std::fs::read_to_string(format!("/proc/{}/limits", process.id())).expect("a living process");
        let cores = limits.lines().find(|line| line.starts_with("Max core file size")).expect("a limit");
        assert_eq!(cores.split_whitespace().filter(|word| *word == "0").count(), 2, "no core is dumped: {cores}");
        ann.hooks().await;
        ann.casts().await;
        process.drain().await;
        world.changes_its_token().await;
        let process = Process::serve(&world, &[]).await;
        world.player(100, "Ann", "en").hooks().await;
        process.drain().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 2);
        world.end().await;
    });
}

#[test]
fn a_line_of_before_there_was_a_key_closes_with_its_plain_seed() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.stop().await;
        // As the step leaves it: no key, and the seed plain.
        let secret = world.open_seed().await;
        let waiting = hex(world.waiting_seed().await.bytes());
        let plain = format!(
            "UPDATE positions SET seed = '\\x{}'; UPDATE players SET seed_waiting = '\\x{waiting}'",
            hex(secret.bytes())
        );
        world.database.execute(&format!("{plain}; UPDATE about SET sealed_key = NULL, forget_key = NULL")).await;
        world.start().await;
        // What waits plainly, after this step as after a restore, is sealed by the start.
        let sealed = "SELECT count(*) FROM players WHERE octet_length(seed_waiting) = 72";
        assert_eq!((world.database.number(sealed).await, hex(world.waiting_seed().await.bytes())), (1, waiting));
        assert!(ann.asks("/status").await.contains(&secret.commitment_hex()));
        world.closes(&ann, &secret).await;
        ann.casts().await;
        assert_eq!(world.database.text(OPEN).await.len(), 144, "the next one is sealed");
        world.end().await;
    });
}

#[test]
fn a_damaged_or_lost_key_is_refused_in_clear_words_and_comes_back_from_a_backup() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.stop().await;
        let secret = world.open_seed().await;
        world.database.execute("CREATE TABLE backup AS SELECT sealed_key FROM about").await;
        let damage = |byte: usize| {
            format!("UPDATE about SET sealed_key = set_byte(sealed_key, {byte}, get_byte(sealed_key, {byte}) # 1)")
        };
        let damaged = "the key of this database is damaged (sealed_key or forget_key of the table about)";
        let gone = "the seeds in this database were sealed with a key that is gone (sealed_key of the table about)";
        let another = "UPDATE positions SET seed = set_byte(seed, 40, get_byte(seed, 40) # 1); \
                       UPDATE players SET seed_waiting = set_byte(seed_waiting, 40, get_byte(seed_waiting, 40) # 1)";
        for (what, harm, words) in [
            ("its ciphertext", damage(40), damaged),
            ("its tag", damage(79), damaged),
            // What tells for which token it is cannot be told from another token's.
            ("its mark", damage(0), REFUSED),
            ("lost", "UPDATE about SET sealed_key = NULL".to_owned(), gone),
            ("another database's", another.to_owned(), gone),
        ] {
            world.database.execute(&harm).await;
            let told = world.is_refused().await;
            assert!(told.starts_with(words), "{what}: {told}");
            let back = "UPDATE about SET sealed_key = backup.sealed_key FROM backup";
            world.database.execute(back).await;
        }
        world.database.execute(another).await;
        world.database.execute("DROP TABLE backup").await;
        world.start().await;
        world.closes(&ann, &secret).await;
        world.end().await;
    });
}

#[test]
fn one_damaged_seed_is_found_by_the_audit_that_has_the_token() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let (ann, bob) = (world.player(100, "Ann", "en"), world.player(101, "Bob", "en"));
        ann.casts().await;
        bob.casts().await;
        world.stop().await;
        let damage = "UPDATE positions SET seed = set_byte(seed, 40, get_byte(seed, 40) # 1) WHERE player_id = 2";
        world.database.execute(damage).await;
        let given = variables(&world, &[]);
        let without: Vec<_> = given.iter().filter(|(name, _)| *name != "TELEGRAM_BOT_TOKEN").cloned().collect();
        let told = command(&["audit"], &without).await;
        assert!(told.code == Some(0) && told.stdout.contains("has the form of one"), "{told:?}");
        let told = command(&["audit"], &given).await;
        let broken: Vec<&str> = told.stdout.lines().filter(|line| line.starts_with("broken")).collect();
        assert!(told.code == Some(1) && broken.len() == 1, "{told:?}");
        assert!(broken[0].contains(" sealed ") && broken[0].contains("1 of 4"), "{broken:?}");
        assert!(broken[0].contains("not so player 2 position "), "{broken:?}");
        let told = command(&["check"], &given).await;
        let warned = told
            .stdout
            .lines()
            .any(|line| line.starts_with("warning") && line.contains("1 seeds do not open, angler audit names them"));
        assert!(told.code == Some(0) && warned, "{told:?}");
        // One that was swapped for another, sealed as it should be, is not that of its commitment.
        let swap =
            "UPDATE players SET seed_waiting = (SELECT seed FROM positions WHERE player_id = 1) WHERE player_id = 1";
        let kept = "CREATE TABLE kept AS SELECT seed_waiting FROM players WHERE player_id = 1";
        world.database.execute(&format!("{kept}; {swap}")).await;
        let told = command(&["audit"], &given).await.stdout;
        assert!(told.contains("2 of 4") && told.contains("not so player 1, player 2 position "), "{told}");
        let back = "UPDATE players SET seed_waiting = kept.seed_waiting FROM kept WHERE player_id = 1; DROP TABLE kept";
        world.database.execute(back).await;
        // The service starts, for the others' sake, says so, and the line of the others can be looked at.
        let process = Process::serve(&world, &[("AUDIT_EVERY_S", "1")]).await;
        process.says("rule=sealed").await;
        ann.asks("/status").await;
        world.database.execute(damage).await;
        process.says("the books add up again").await;
        ann.hooks().await;
        bob.hooks().await;
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn whoever_was_forgotten_stays_so_whatever_the_token_and_by_a_mark_of_before_there_was_a_key() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        // Somebody else's row: the database was in use before it had a key, and Boris was forgotten then.
        let older = hex(&ForgetKey::of_token(OLDER).hash(102));
        let before = format!("INSERT INTO players DEFAULT VALUES; INSERT INTO forgotten (hash) VALUES ('\\x{older}')");
        world.database.execute(&before).await;
        let process = Process::serve(&world, &[]).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/forget").await;
        let heard = ann.heard();
        ann.presses("🌫️ Forget me").await;
        ann.hears(heard).await;
        let returns = async |world: &World, id: i64| {
            let told = world.player(id, "Ann", "en").asks("/start").await;
            assert!(told.contains("a bag was packed for you once already"), "{told}");
            world.quiet().await;
            world.database.execute("UPDATE players SET telegram_id = NULL, name = ''").await;
        };
        returns(&world, 100).await;
        returns(&world, 102).await;
        process.drain().await;
        assert_eq!(world.database.number("SELECT count(*) FROM forgotten").await, 2);
        world.changes_its_token().await;
        world.rekeys().await.did("now");
        let process = Process::serve(&world, &[]).await;
        returns(&world, 100).await;
        returns(&world, 102).await;
        process.drain().await;
        world.end().await;
    });
}

#[test]
fn first_starts_at_the_same_time_make_one_key() {
    run(async || {
        let database = Database::made().await;
        let connector = Connector::new(&database.url()).expect("an address");
        let token = Secret::new(OLDER.to_owned());
        let made = join_all((0..8).map(|_| seals::ready(&connector, &token))).await;
        let made: Vec<_> = made.into_iter().map(|seals| seals.expect("a key")).collect();
        let secret = Seed::from_bytes([9; 32]);
        let sealed = made[0].seal(PlayerId(1), &secret).expect("random bytes");
        assert!(made.iter().all(|seals| seals.open(PlayerId(1), &sealed) == Ok(secret.clone())));
    });
}

#[test]
fn a_mark_in_a_database_with_a_key_cannot_be_made_of_the_token() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/forget").await;
        let heard = ann.heard();
        ann.presses("🌫️ Forget me").await;
        ann.hears(heard).await;
        let kept = world.database.text("SELECT encode(hash, 'hex') FROM forgotten").await;
        assert_ne!(kept, hex(&ForgetKey::of_token(OLDER).hash(100)));
        let connector = Connector::new(&world.database.url()).expect("an address");
        let seals = seals::look(&connector, &Secret::new(OLDER.to_owned())).await.expect("its key").expect("a key");
        assert_eq!(kept, hex(&seals.forget_key().hash(100)), "nor without the database");
        world.end().await;
    });
}
