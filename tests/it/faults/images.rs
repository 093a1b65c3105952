//! Many fish that want to be painted at once: how many requests are in flight at the image service, and what each costs.
//!
//! The catches are put into the database as a crash would leave them: closed, told to nobody. The service finds them at its
//! start and composes their cards, so every fish of the catalogue is wanted within a moment.

use angler::{
    game::catalogue,
    sandbox::{Fault, Rule},
};

use crate::harness::{DEADLINE, Process, World, run};

/// Catches of each fish: more than one wants the same painting at the same time.
const OF_EACH: usize = 2;

/// Leaves a catch of a fish for a player, with its reply owed.
async fn leave_a_catch(world: &World, telegram_id: i64, fish: &str) {
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

#[test]
fn three_in_flight_at_the_most_and_each_is_paid_once() {
    run(async || {
        let world = World::with(|_| {}).await;
        let owed = world.database.another().await;
        Process::serve(&world, &[]).await.drain().await;
        let fish: Vec<&str> = catalogue::all().map(|fish| fish.id.0).take(50).collect();
        assert!(fish.len() >= 40, "{}", fish.len());
        for copy in 0..OF_EACH {
            for (place, fish) in fish.iter().enumerate() {
                leave_a_catch(&world, 1_000 * (copy as i64 + 1) + place as i64, fish).await;
            }
        }
        let images = &world.sandbox.images;
        images.hold();
        let key = images.key().to_owned();
        let process = Process::serve(&world, &[("OPENROUTER_API_KEY", &key)]).await;

        // Every catch goes out while not one painting has come.
        owed.until("SELECT count(*) FROM outbox WHERE delivered_at IS NULL", |owed| owed == 0).await;
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

        // What the players see: one photo each, which the painting then replaces.
        for place in 0..fish.len() as i64 {
            for copy in 1..=OF_EACH as i64 {
                let player = world.player(1_000 * copy + place, "Ann", "en");
                player.sees(|chat| chat.last().filter(|message| !message.edits.is_empty()).map(|_| ())).await;
                assert_eq!(player.heard(), 1);
                let chat = player.telegram.transcript(player.chat);
                let message = chat.last().expect("a catch");
                assert!(message.first.photo.is_some() && message.content().photo.is_some(), "{chat}");
            }
        }
        process.drain().await;

        // Paintings are kept: the next start asks for none.
        leave_a_catch(&world, 9_001, fish[0]).await;
        let process = Process::serve(&world, &[("OPENROUTER_API_KEY", &key)]).await;
        owed.until("SELECT count(*) FROM outbox WHERE delivered_at IS NULL", |owed| owed == 0).await;
        process.drain().await;
        assert_eq!(images.requests().len(), fish.len());
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
        assert_eq!(world.database.number("SELECT count(*) FROM outbox WHERE delivered_at IS NULL").await, 0);
        world.end().await;
    });
}
