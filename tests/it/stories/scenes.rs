//! The theatre: frames by editing one message, the result as its last frame, the catch as a picture of its own.

use angler::sandbox::telegram::Transcript;

use crate::harness::{OWED, Player, World, is_catch, run};

/// How often the bot's message number `number` was shown anew, and what it showed.
fn shown(chat: &Transcript, number: usize) -> Vec<String> {
    let message = chat.from_bot().nth(number);
    message.map(|message| message.texts().into_iter().map(str::to_owned).collect()).unwrap_or_default()
}

async fn waits_for_result(player: &Player) {
    player.sees(|chat| shown(chat, 0).last().filter(|text| text.contains("The line is in!")).cloned()).await;
}

#[test]
fn a_private_cast_is_played_in_one_message_and_its_catch_is_a_new_picture() {
    run(async || {
        // Twice as fast: frames 1.5, 1.25, 1.25 and 1.5 s apart, over Telegram's second between edits.
        let world = World::running(|config| config.scene_speed = 200).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        waits_for_result(&ann).await;
        let frames = shown(&ann.telegram.transcript(ann.chat), 0);
        assert!((4..=5).contains(&frames.len()), "first, two more, splash, result: {frames:?}");
        let splash = &frames[frames.len() - 2];
        assert!(splash.contains("$2,500.00"), "the price shows from the splash on: {frames:?}");
        assert!(frames[..frames.len() - 2].iter().all(|frame| !frame.contains('$')), "{frames:?}");
        world.sandbox.market.set("ETH/USD", "2525");
        let catch = ann.hooks().await;
        assert!(catch.photo.is_some());
        let chat = ann.telegram.transcript(ann.chat);
        let hook = shown(&chat, 1);
        assert!((3..=5).contains(&hook.len()), "{hook:?}");
        assert_eq!(chat.from_bot().count(), 3);
        assert!(is_catch(&shown(&chat, 2)[0]));
        let times: Vec<_> = chat.from_bot().flat_map(|m| m.edits.iter().map(|edit| edit.at)).collect();
        let quick = times.windows(2).filter(|pair| pair[1].duration_since(pair[0]).as_millis() < 900).count();
        assert_eq!(quick, 0, "frames keep a second apart");
        world.end().await;
    });
}

#[test]
fn at_a_hundred_times_the_result_is_still_an_edit_of_the_first_frame() {
    run(async || {
        let world = World::running(|config| config.scene_speed = 10_000).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        waits_for_result(&ann).await;
        ann.hooks().await;
        world.quiet().await;
        let chat = ann.telegram.transcript(ann.chat);
        assert_eq!(chat.from_bot().count(), 3, "{chat}");
        assert!(shown(&chat, 0).len() >= 2);
        assert!(!shown(&chat, 0)[0].contains("The line is in!"));
        world.end().await;
    });
}

#[test]
fn a_further_command_ends_the_scene_and_the_result_comes_before_its_answer() {
    run(async || {
        // At normal speed: the result would come after 11 s.
        let world = World::running(|config| config.scene_speed = 100).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        world.database.waits_for("SELECT count(*) FROM positions", 1).await;
        assert!(!ann.heard_texts().iter().any(|text| text.contains("The line is in!")), "the scene is still played");
        ann.says("/status");
        ann.sees_words("Fingerprint").await;
        world.quiet().await;
        let chat = ann.telegram.transcript(ann.chat);
        let texts = ann.heard_texts();
        assert_eq!(texts.len(), 2, "{chat}");
        assert!(texts[0].contains("The line is in!") && texts[1].contains("Line in the water"), "{chat}");
        let [first, second] = &chat.from_bot().collect::<Vec<_>>()[..] else { panic!("{chat}") };
        assert!(first.edits.last().is_some_and(|edit| edit.at <= second.at), "the result came first");
        // The same with a hook: the catch comes before the answer to what was asked meanwhile.
        ann.says("/hook");
        world.database.waits_for("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL", 1).await;
        ann.says("/status");
        ann.sees_words("On the shore").await;
        world.quiet().await;
        let texts = ann.heard_texts();
        let catch = texts.iter().position(|text| is_catch(text)).expect("a catch");
        let shore = texts.iter().position(|text| text.contains("On the shore")).expect("an answer");
        assert!(catch < shore, "{texts:?}");
        assert_eq!(ann.catches(), 1);
        world.end().await;
    });
}

#[test]
fn a_drain_in_the_middle_of_a_scene_sends_the_result_at_once() {
    run(async || {
        let mut world = World::running(|config| config.scene_speed = 100).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/cast");
        world.database.waits_for("SELECT count(*) FROM positions", 1).await;
        world.stop().await;
        assert_eq!(ann.lines(), 1, "{:?}", ann.heard_texts());
        assert_eq!(world.database.number(OWED).await, 0);
        world.end().await;
    });
}
