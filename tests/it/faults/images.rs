//! Many fish that want to be painted at once: how many requests are in flight at the image service, and what each costs.
//!
//! The catches are put into the database as a crash would leave them: closed, told to nobody. The service reads them when it
//! takes its lease anew and composes their cards, so every fish of the catalogue is wanted within a moment.

use angler::{
    game::catalogue,
    sandbox::{Fault, Rule},
};

use crate::harness::{DEADLINE, Database, OWED, Process, World, run};

/// Catches of each fish: more than one wants the same painting at the same time.
const OF_EACH: usize = 2;

/// Leaves a catch of a fish for a player, with its reply owed. It is in no ledger, so the service must not audit meanwhile if
/// anybody shall cast.
pub(super) async fn leave_a_catch(world: &World, telegram_id: i64, fish: &str) {
    world.sandbox.telegram.reopen_chat(telegram_id);
    world
        .database
        .execute(&format!(
            "INSERT INTO players (telegram_id, version) VALUES ({telegram_id}, 1);
             INSERT INTO positions SELECT nextval('position_ids'), player_id, telegram_id, 'ETH/USD', 'long-2', 2, 100000,
                 decode(repeat('07', 32), 'hex'), now() - interval '60 s', now() - interval '62 s', 2500,
                 now() - interval '61 s', '{{kraken}}', '{{2500}}', ARRAY[now()], 0, now(), now() - interval '2 s', 2600,
                 now() - interval '1 s', '{{kraken}}', '{{2600}}', ARRAY[now()], 0, 8, 8000, '{fish}',
                 decode(repeat('07', 32), 'hex'), 1, '{{common:{fish}}}'
                 FROM players WHERE telegram_id = {telegram_id};
             INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language, position_id)
                 SELECT player_id, 1, 1, 'u1', chat_id, 'photo', '{fish}', '', 'en', position_id
                 FROM positions WHERE chat_id = {telegram_id}"
        ))
        .await;
}

/// Takes such catches out again before the books are looked at: they are in no ledger, and not the service's doing.
pub(super) async fn forget_left_catches(world: &World) {
    world
        .database
        .execute(
            "CREATE TEMPORARY TABLE left_catches AS SELECT player_id, position_id FROM outbox WHERE cause = 'u1';
             DELETE FROM outbox WHERE cause = 'u1';
             DELETE FROM positions WHERE position_id IN (SELECT position_id FROM left_catches);
             UPDATE players SET version = 0 WHERE player_id IN (SELECT player_id FROM left_catches)",
        )
        .await;
}

/// Cuts the lease: whoever takes it anew reads what is owed.
pub(super) async fn take_up_what_is_owed(database: &Database) {
    let cut = "SELECT count(pg_terminate_backend(pid)) FROM pg_locks WHERE locktype = 'advisory' AND granted \
               AND database = (SELECT oid FROM pg_database WHERE datname = current_database())";
    assert_eq!(database.number(cut).await, 1);
}

#[test]
fn three_in_flight_at_the_most_and_each_is_paid_once() {
    each_is_paid_once(12);
}

#[test]
#[ignore = "draws and reads some hundred pictures, run by scripts/chaos"]
fn each_fish_of_the_catalogue_is_paid_once() {
    each_is_paid_once(usize::MAX);
}

/// So many fish are wanted at once, or the whole catalogue, two catches of each.
fn each_is_paid_once(many: usize) {
    run(async || {
        let world = World::with(|_| {}).await;
        let owed = world.database.another().await;
        let images = &world.sandbox.images;
        images.hold();
        let key = images.key().to_owned();
        let process = Process::serve(&world, &[("OPENROUTER_API_KEY", &key)]).await;

        // Nothing is asked for before the kept paintings are known: a catch whose fish is asked for says that they are.
        let bob = world.player(500, "Bob", "en");
        while images.in_flight() == 0 {
            for words in ["/cast", "/hook"] {
                let update = bob.says(words);
                let done = format!("SELECT count(*) FROM inbox WHERE update_id = {update} AND done_at IS NOT NULL");
                owed.until(&done, |done| done == 1).await;
            }
            owed.until(OWED, |owed| owed == 0).await;
        }
        // What he caught is asked for as well.
        let caught = owed.rows("SELECT DISTINCT fish FROM positions WHERE fish IS NOT NULL", &[]).await;
        let caught: Vec<String> = caught.iter().map(|row| row.get(0)).collect();
        let (his, others): (Vec<&str>, Vec<&str>) =
            catalogue::all().map(|fish| fish.id.0).partition(|fish| caught.iter().any(|caught| caught == fish));
        let fish: Vec<&str> = his.into_iter().chain(others).take(many.max(caught.len())).collect();
        assert!(fish.len() >= 10, "{}", fish.len());
        for copy in 0..OF_EACH {
            for (place, fish) in fish.iter().enumerate() {
                leave_a_catch(&world, 1_000 * (copy as i64 + 1) + place as i64, fish).await;
            }
        }
        take_up_what_is_owed(&owed).await;

        // Every catch goes out while not one painting has come.
        owed.until(OWED, |owed| owed == 0).await;
        images
            .wait_until(|images| (images.in_flight() >= 3).then_some(()), DEADLINE)
            .await
            .expect("three are asked for");
        assert_eq!(images.requests().len(), 3, "the others wait");
        images.let_go();
        let painted = "SELECT count(*) FROM art WHERE state = 'ready'";
        let wanted = fish.len() as i64;
        owed.until(painted, |count| count == wanted).await;
        assert_eq!(images.most_in_flight(), 3);
        let mut prompts: Vec<String> = images.requests().into_iter().map(|request| request.prompt).collect();
        assert_eq!(prompts.len(), fish.len(), "one request for each fish");
        prompts.sort();
        prompts.dedup();
        assert_eq!(prompts.len(), fish.len(), "none asked for twice");
        assert_eq!(owed.number("SELECT max(attempts)::bigint FROM art").await, 1);

        // What the players see: one message each, and whoever got a card sees the painting replace its drawing. (A machine
        // too busy to draw so many cards at once sends the caption alone.)
        for place in 0..fish.len() as i64 {
            for copy in 1..=OF_EACH as i64 {
                let player = world.player(1_000 * copy + place, "Ann", "en");
                let message = player.sees(|chat| {
                    let message = chat.last()?;
                    (message.first.photo.is_none() || !message.edits.is_empty()).then(|| message.clone())
                });
                let message = message.await;
                assert_eq!(player.heard(), 1);
                assert_eq!(message.first.photo.is_some(), message.content().photo.is_some());
                assert_ne!(message.first.photo.is_some(), message.edits.is_empty());
            }
        }
        process.drain().await;

        // Paintings are kept: the next start asks for none.
        leave_a_catch(&world, 9_001, fish[0]).await;
        let process = Process::serve(&world, &[("OPENROUTER_API_KEY", &key)]).await;
        owed.until(OWED, |owed| owed == 0).await;
        process.drain().await;
        assert_eq!(images.requests().len(), fish.len());
        forget_left_catches(&world).await;
        world.end().await;
    });
}

#[test]
fn a_dead_image_service_delays_no_catch() {
    run(async || {
        let world = World::with(|_| {}).await;
        let images = &world.sandbox.images;
        let silent = images.switches.add(Rule::new(Fault::Silence));
        let key = images.key().to_owned();
        let process = Process::serve(&world, &[("OPENROUTER_API_KEY", &key)]).await;
        let crowd: Vec<_> = (0..10).map(|n| world.player(100 + n, "Ann", "en")).collect();
        for player in &crowd {
            player.says("/cast");
        }
        for player in &crowd {
            player.sees_words("Entry").await;
            player.says("/hook");
        }
        for player in &crowd {
            player.sees(|chat| chat.from_bot().find_map(|message| message.content().photo.clone())).await;
        }
        let asked = images.switches.fired(silent);
        assert!((1..=3).contains(&asked), "{asked} requests hang, three at the most");
        process.drain().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 10);
        assert_eq!(world.database.number(OWED).await, 0);
        world.end().await;
    });
}
