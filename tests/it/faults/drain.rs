//! SIGTERM: the service stops listening, finishes what it can, leaves the rest in the database, and ends.

use angler::sandbox::{Exchange, Fault, Rule};

use super::drains::drained_in_time;
use crate::harness::{OWED, Player, Process, WAITING, World, run, seconds_count};

fn told(player: &Player, words: &str) -> usize {
    let chat = player.telegram.transcript(player.chat);
    chat.from_bot().flat_map(|message| message.texts()).filter(|text| text.contains(words)).count()
}

#[test]
fn under_load() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd: Vec<Player> = (0..40).map(|n| world.player(100 + n, "Ann", "en")).collect();
        let process = Process::serve(&world, &[]).await;
        for player in &crowd {
            player.says("/cast");
        }
        world.database.until("SELECT count(*) FROM positions", |count| count >= 20).await;
        for player in &crowd {
            player.says("/status");
            player.says("/hook");
        }
        let said = drained_in_time(process).await;
        assert!(said.contains("drained"), "{said}");
        // On a busy machine a turn may be settled after the sessions' patience: its reply is the next one's.
        let owed = world.database.number(OWED).await;
        assert!(owed == 0 || !seconds_count(), "what was settled was told before the end: {said}");
        world.database.audit().await;

        // Whatever it left is taken up by the next one; and nothing of it twice.
        let process = Process::serve(&world, &[]).await;
        world.database.until("SELECT count(*) FROM inbox WHERE done_at IS NOT NULL", |done| done == 120).await;
        world.quiet().await;
        drained_in_time(process).await;
        for player in &crowd {
            assert_eq!(
                (told(player, "Entry"), told(player, "XP\n")),
                (1, 1),
                "{}",
                player.telegram.transcript(player.chat)
            );
        }
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 40);
        world.end().await;
    });
}

#[test]
fn a_hook_that_waits_is_left_for_the_next_start() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[]).await;
        ann.says("/cast");
        ann.sees_words("Entry").await;
        for exchange in Exchange::ALL {
            world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::Silence));
        }
        let before = ann.heard();
        ann.says("/hook");
        ann.hears(before).await;
        drained_in_time(process).await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        assert_eq!(world.database.number(WAITING).await, 1);
        assert_eq!(told(&ann, "XP\n"), 0);
        world.database.audit().await;

        for exchange in Exchange::ALL {
            world.sandbox.market.desk(exchange).switches.clear();
        }
        let process = Process::serve(&world, &[]).await;
        ann.sees_words("XP\n").await;
        drained_in_time(process).await;
        assert_eq!((told(&ann, "Entry"), told(&ann, "XP\n")), (1, 1));
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
        world.end().await;
    });
}

#[test]
fn what_two_drained_services_left_is_not_overtaken() {
    run(async || {
        let world = World::with(|_| {}).await;
        let [bob, ann] = [100, 101].map(|id| world.player(id, "Ann", "en"));
        let process = Process::serve(&world, &[]).await;
        for player in [&bob, &ann] {
            player.asks("/start").await;
        }
        for exchange in Exchange::ALL {
            world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::Silence));
        }
        for player in [&bob, &ann] {
            player.asks("/cast").await;
        }
        drained_in_time(process).await;
        let process = Process::serve(&world, &[]).await;
        drained_in_time(process).await;
        assert_eq!(world.database.number(WAITING).await, 2, "both casts wait for their price");

        // Neither ended a service: they are not run one after the other, behind whatever comes now.
        let process = Process::serve(&world, &[]).await;
        ann.says("/hook");
        world.database.until(WAITING, |waiting| waiting == 3).await;
        for exchange in Exchange::ALL {
            world.sandbox.market.desk(exchange).switches.clear();
        }
        ann.sees_catch().await;
        bob.sees_line().await;
        world.quiet().await;
        drained_in_time(process).await;
        assert_eq!((ann.lines(), ann.catches(), bob.lines()), (1, 1, 1));
        assert!(!ann.heard_texts().iter().any(|text| text.contains("nothing to hook")), "{:#?}", ann.heard_texts());
        world.end().await;
    });
}

#[test]
fn scenes_are_cut_and_their_results_delivered() {
    run(async || {
        let world = World::with(|_| {}).await;
        let crowd: Vec<Player> = (0..5).map(|n| world.player(100 + n, "Ann", "en")).collect();
        let process = Process::serve(&world, &[("SCENE_SPEED", "0.1")]).await;
        // Frames are seen before Telegram's answers to them are: which message to edit is known only then.
        let held = Fault::SlowAnswer(std::time::Duration::from_secs(1));
        world.sandbox.telegram.switches.add(Rule::new(held).on("sendMessage"));
        for player in &crowd {
            player.says("/cast");
        }
        // At a tenth of the speed a result is due almost two minutes after the first frame.
        world.database.until(OWED, |owed| owed == 5).await;
        for player in &crowd {
            player.hears(0).await;
            assert_eq!(told(player, "Entry"), 0);
        }
        drained_in_time(process).await;
        for player in &crowd {
            assert_eq!((told(player, "Entry"), player.heard()), (1, 1), "the result takes the place of the frame");
        }
        assert_eq!(world.database.number(OWED).await, 0);
        world.end().await;
    });
}

#[test]
fn telegram_silent_leaves_the_replies_in_the_database() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let process = Process::serve(&world, &[]).await;
        ann.asks("/help").await;
        world.sandbox.telegram.switches.add(Rule::new(Fault::Silence).on("sendMessage"));
        ann.says("/cast");
        world.database.until(OWED, |owed| owed == 1).await;
        let said = drained_in_time(process).await;
        assert!(said.contains("replies_left=1"), "{said}");
        assert_eq!(world.database.number(OWED).await, 1);
        world.sandbox.telegram.switches.clear();

        let process = Process::serve(&world, &[]).await;
        ann.sees_words("Entry").await;
        drained_in_time(process).await;
        assert_eq!(told(&ann, "Entry"), 1);
        assert_eq!(world.database.number(OWED).await, 0);
        world.end().await;
    });
}
