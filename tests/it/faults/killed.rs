//! kill -9 at the points where a turn is half way: received, priced, being settled, settled and not told.
//!
//! Each test kills the real program, starts it again, drains it, and then counts: what a drained service has not sent, it
//! never will have sent twice.

use angler::{
    game::fair::hex,
    sandbox::{Exchange, Fault, Rule},
};

use crate::harness::{OWED, Player, Process, WAITING, World, run};

/// Words that only the result of a cast has.
const LINE: &str = "Entry";
/// Words that only a catch has.
const CATCH: &str = "XP\n";

/// Bait that went overboard.
const SPENT: &str =
    "SELECT coalesce(sum(amount), 0)::bigint FROM ledger WHERE debit = 'bait' AND credit = 'house_bait'";

/// How many messages of the bot showed these words, at any time.
fn told(player: &Player, words: &str) -> usize {
    let chat = player.telegram.transcript(player.chat);
    chat.from_bot().flat_map(|message| message.texts()).filter(|text| text.contains(words)).count()
}

fn silence_the_market(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::Silence));
    }
}

fn market_answers(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.clear();
    }
}

/// Waits until the bot has said anything after `before` messages.
async fn first_frame(player: &Player, before: usize) {
    player.hears(before).await;
}

#[test]
fn a_cast_that_waits_for_its_price() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let first = Process::serve(&world, &[]).await;
        silence_the_market(&world);
        ann.says("/cast");
        first_frame(&ann, 0).await;
        assert_eq!(world.database.number(WAITING).await, 1);
        first.kill().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        market_answers(&world);

        let second = Process::serve(&world, &[]).await;
        ann.sees_words(LINE).await;
        second.drain().await;
        assert_eq!(told(&ann, LINE), 1);
        assert_eq!(world.database.number("SELECT bait FROM players").await, 9);
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        assert_eq!(world.database.number(SPENT).await, 1);
        assert_eq!(world.database.number(WAITING).await, 0);
        world.end().await;
    });
}

#[test]
fn a_hook_that_waits_for_its_price() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let first = Process::serve(&world, &[]).await;
        ann.says("/cast");
        ann.sees_words(LINE).await;
        world.database.until(OWED, |owed| owed == 0).await;
        silence_the_market(&world);
        let before = ann.heard();
        ann.says("/hook");
        first_frame(&ann, before).await;
        first.kill().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        world.sandbox.market.move_by_bp("ETH/USD", 500);
        market_answers(&world);

        let second = Process::serve(&world, &[]).await;
        ann.sees_words(CATCH).await;
        second.drain().await;
        assert_eq!((told(&ann, LINE), told(&ann, CATCH)), (1, 1));
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
        // A stake of $1,000 at 2x and +5 %: the first price after the restart, not that of the command.
        assert_eq!(world.database.number("SELECT cash_cents FROM players").await, 1_010_000);
        assert_eq!(world.database.number(SPENT).await, 1, "a level may have brought bait; one piece was spent");
        world.end().await;
    });
}

#[test]
fn a_turn_that_is_being_settled() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let first = Process::serve(&world, &[]).await;
        ann.asks("/help").await;
        let lock = world.database.another().await;
        lock.execute("BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE").await;
        ann.says("/cast");
        let settling = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                        AND wait_event_type = 'Lock' AND query LIKE '%settle(%' AND pid <> pg_backend_pid()";
        world.database.until(settling, |count| count == 1).await;
        first.kill().await;
        // The dead program's statement still runs in the server: the new one's lease waits for it.
        let second = Process::start("serve", &crate::harness::variables(&world, &[]));
        let leasing = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                       AND application_name = 'angler lease' AND (wait_event_type = 'Lock' OR query LIKE '%advisory%')";
        world.database.until(leasing, |count| count >= 1).await;
        lock.execute("COMMIT").await;
        second.says(crate::harness::READY).await;
        ann.sees_words(LINE).await;
        second.drain().await;
        assert_eq!(told(&ann, LINE), 1);
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 1);
        assert_eq!(world.database.number("SELECT bait FROM players").await, 9);
        world.end().await;
    });
}

#[test]
fn settled_and_not_told() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let first = Process::serve(&world, &[]).await;
        let telegram = &world.sandbox.telegram.switches;
        // The result of a cast is an edit of its first frame.
        let silent = telegram.add(Rule::new(Fault::Silence).on("editMessageText"));
        ann.says("/cast");
        world.database.until(OWED, |owed| owed == 1).await;
        while telegram.fired(silent) == 0 {
            tokio::task::yield_now().await;
        }
        first.kill().await;
        assert_eq!(told(&ann, LINE), 0);
        telegram.clear();

        let second = Process::serve(&world, &[]).await;
        ann.sees_words(LINE).await;
        world.database.until(OWED, |owed| owed == 0).await;
        let silent = telegram.add(Rule::new(Fault::Silence).on("sendMessage"));
        let photos = telegram.add(Rule::new(Fault::Silence).on("sendPhoto"));
        ann.says("/hook");
        world.database.until(OWED, |owed| owed == 1).await;
        second.kill().await;
        telegram.remove(silent);
        telegram.remove(photos);

        let third = Process::serve(&world, &[]).await;
        ann.sees_words(CATCH).await;
        third.drain().await;
        assert_eq!((told(&ann, LINE), told(&ann, CATCH)), (1, 1));
        assert_eq!(world.database.number(OWED).await, 0);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
        assert_eq!(world.database.number(SPENT).await, 1, "a level may have brought bait; one piece was spent");
        world.end().await;
    });
}

#[test]
fn a_crowd_killed_three_times() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd: Vec<Player> = (0..30).map(|n| world.player(100 + n, "Ann", "en")).collect();
        let mut process = Process::serve(&world, &[]).await;
        for player in &crowd {
            player.says("/cast");
        }
        for there in [1, 8, 16] {
            world.database.until("SELECT count(*) FROM positions", |count| count >= there).await;
            process.kill().await;
            process = Process::serve(&world, &[]).await;
        }
        for player in &crowd {
            player.sees_words(LINE).await;
        }
        process.drain().await;
        for player in &crowd {
            let told = told(player, LINE);
            assert!((1..=4).contains(&told), "told {told} times: at most once more for each crash");
        }
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 30);
        assert_eq!(world.database.number("SELECT count(*) FROM players WHERE bait = 9").await, 30);
        assert_eq!(world.database.number(OWED).await, 0);
        world.end().await;
    });
}

#[test]
fn no_secret_is_said() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[("RUST_LOG", "trace")]).await;
        ann.says("/cast");
        ann.sees_words(LINE).await;
        ann.asks("/status").await;
        let seed = world.open_seed().await.bytes().to_vec();
        let waiting = hex(world.waiting_seed().await.bytes());
        // A refused token is another path by which a URL could be told.
        world.sandbox.telegram.switches.add(Rule::new(Fault::status(401)).on("sendMessage").times(1));
        world.sandbox.telegram.switches.add(Rule::new(Fault::DropBefore).on("getUpdates").times(1));
        ann.asks("/help").await;
        process.terminate();
        let mut process = process;
        let (status, said) = process.ended().await;
        assert_eq!(status.code(), Some(0));
        let bytes = process.stderr_bytes();
        assert!(said.lines().count() > 50, "trace was asked for");
        let token = world.sandbox.telegram.token().split_once(':').expect("digits:text").1.as_bytes();
        let hex: String = seed.iter().map(|byte| format!("{byte:02x}")).collect();
        let list = seed.iter().map(u8::to_string).collect::<Vec<_>>().join(", ");
        let escaped = String::from_utf8_lossy(&seed[..8]).escape_debug().to_string();
        let ascii: String = seed[..12].escape_ascii().to_string();
        for (what, secret) in [
            ("the token", token),
            ("the seed", &seed[..]),
            ("the seed in hex", hex.as_bytes()),
            ("the waiting seed in hex", waiting.as_bytes()),
            ("the seed as a list", list.as_bytes()),
            ("the seed, escaped", escaped.as_bytes()),
            ("the seed, escaped as bytes", ascii.as_bytes()),
        ] {
            let at = bytes.windows(secret.len()).position(|window| window == secret);
            let shown = at.map(|at| {
                String::from_utf8_lossy(&bytes[at.saturating_sub(300)..(at + 100).min(bytes.len())]).into_owned()
            });
            assert!(shown.is_none(), "{what} is in the log: …{}…", shown.unwrap_or_default());
        }
        world.end().await;
    });
}
