//! SIGTERM in bad weather: while the database, the market or the painter is away, while polling waits, and twice.
//!
//! What cannot be finished is left in the database or at Telegram, and the next start finishes it.
//!
//! **Invariant:** whatever is away, the service ends well within its promise, and no command is lost or carried out twice.

use angler::sandbox::{Exchange, Fault, Rule, telegram::Method};
use nix::sys::signal::Signal;

use super::drains::drained_in_time;
use crate::harness::{OWED, Player, Process, WAITING, World, run};

const OPEN: &str = "SELECT count(*) FROM positions WHERE closed_at IS NULL";

fn crowd(world: &World, players: i64) -> Vec<Player> {
    (0..players).map(|n| world.player(100 + n, "Ann", "en")).collect()
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

/// Nobody may connect to this database any longer, and whoever was connected is not, but for the test.
async fn cut_off_the_database(world: &World) {
    // Two commits: who is cut off before the first of them stands comes in again.
    world.database.execute("UPDATE pg_database SET datallowconn = false WHERE datname = current_database()").await;
    let cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity \
               WHERE datname = current_database() AND pid <> pg_backend_pid() AND application_name LIKE 'angler%'";
    world.database.execute(cut).await;
}

async fn database_is_back(world: &World) {
    world.database.execute("UPDATE pg_database SET datallowconn = true WHERE datname = current_database()").await;
}

/// The next start finishes everything, and each player got one line and one catch.
async fn finished_by_the_next(world: World, crowd: &[Player]) {
    let process = Process::serve(&world, &[]).await;
    world.quiet().await;
    drained_in_time(process).await;
    for player in crowd {
        assert_eq!((player.lines(), player.catches()), (1, 1), "{}", player.telegram.transcript(player.chat));
    }
    assert_eq!(world.database.number(OPEN).await, 0);
    let positions = "SELECT count(*) FROM positions";
    assert_eq!(world.database.number(positions).await, i64::try_from(crowd.len()).expect("a count"));
    world.end().await;
}

#[test]
fn while_the_database_is_away() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd = crowd(&world, 20);
        let process = Process::serve(&world, &[]).await;
        for player in &crowd {
            player.says("/cast");
        }
        world.database.until(OPEN, |open| open == 20).await;
        world.quiet().await;
        // Their hooks are being settled when the database goes away.
        let lock = world.database.another().await;
        lock.execute("BEGIN; LOCK TABLE ledger IN ACCESS EXCLUSIVE MODE").await;
        for player in &crowd {
            player.says("/hook");
        }
        let settling = "SELECT count(*) FROM pg_stat_activity WHERE datname = current_database() \
                        AND wait_event_type = 'Lock' AND query LIKE '%settle(%' AND pid <> pg_backend_pid()";
        world.database.until(settling, |count| count >= 1).await;
        cut_off_the_database(&world).await;
        process.says("nothing is sent until it is held again").await;
        lock.execute("COMMIT").await;
        drained_in_time(process).await;
        assert_eq!(world.database.number(OPEN).await, 20);
        assert_eq!(world.database.number(WAITING).await, 20);
        database_is_back(&world).await;
        finished_by_the_next(world, &crowd).await;
    });
}

#[test]
fn while_casts_and_the_hooks_behind_them_wait_for_a_price() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd = crowd(&world, 20);
        let process = Process::serve(&world, &[]).await;
        crowd[0].asks("/help").await;
        silence_the_market(&world);
        for player in &crowd {
            player.says("/cast");
            player.says("/hook");
        }
        world.database.until(WAITING, |waiting| waiting == 40).await;
        let said = drained_in_time(process).await;
        assert!(said.contains("drained"), "{said}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        assert_eq!(world.database.number(WAITING).await, 40);
        market_answers(&world);
        finished_by_the_next(world, &crowd).await;
    });
}

#[test]
fn while_a_picture_is_being_painted() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd = crowd(&world, 5);
        let painter = &world.sandbox.images.switches;
        let silent = painter.add(Rule::new(Fault::Silence).on("chat"));
        let process = Process::serve(&world, &[("OPENROUTER_API_KEY", world.sandbox.images.key())]).await;
        for player in &crowd {
            player.casts().await;
            player.says("/hook");
        }
        for player in &crowd {
            player.sees(|chat| chat.from_bot().any(|message| message.first.photo.is_some()).then_some(())).await;
        }
        world.quiet().await;
        assert!(painter.fired(silent) >= 1, "nothing is being painted");
        drained_in_time(process).await;
        finished_by_the_next(world, &crowd).await;
    });
}

#[test]
fn while_polling_waits_for_room() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd = crowd(&world, 600);
        let process = Process::serve(&world, &[("IN_HAND_MAX", "100")]).await;
        let refused = Rule::new(Fault::status(500));
        for method in [Method::SendMessage, Method::EditMessageText, Method::SendPhoto] {
            world.sandbox.telegram.switches.add(refused.clone().on(method.name()));
        }
        for player in &crowd {
            player.says("/cast");
        }
        process.says("polling rests until half of them").await;
        drained_in_time(process).await;
        assert!(world.sandbox.telegram.unconfirmed() > 0);
        world.sandbox.telegram.switches.clear();
        for player in &crowd {
            player.says("/hook");
        }
        finished_by_the_next(world, &crowd).await;
    });
}

#[test]
fn told_twice() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd = crowd(&world, 5);
        let mut process = Process::serve(&world, &[]).await;
        world.sandbox.telegram.switches.add(Rule::new(Fault::Silence).on("sendMessage"));
        for player in &crowd {
            player.says("/cast");
        }
        world.database.until(OWED, |owed| owed == 5).await;
        let began = std::time::Instant::now();
        process.terminate();
        process.says("draining").await;
        // An impatient operator, and systemd behind him.
        process.terminate();
        process.signal(Signal::SIGINT);
        let (status, said) = process.ended().await;
        assert_eq!(status.code(), Some(0), "{said}");
        super::drains::in_time(began, &said);
        assert_eq!(said.matches("draining").count(), 1, "{said}");
        assert!(said.contains("replies_left=5"), "{said}");
        world.sandbox.telegram.switches.clear();
        for player in &crowd {
            player.says("/hook");
        }
        finished_by_the_next(world, &crowd).await;
    });
}
