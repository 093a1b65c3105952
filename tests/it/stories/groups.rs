//! At a pier with many people: commands work, talk is nobody's business, scenes are short.

use crate::harness::{World, run};

const PIER: i64 = -500;

#[test]
fn a_cast_in_a_group_shows_its_first_frame_and_its_result_only() {
    run(async || {
        // Even with scenes played at full length elsewhere.
        let world = World::running(|config| config.scene_speed = 100).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        let boris = world.player(101, "Борис", "ru").in_chat(PIER);
        for (player, command) in [
            (&ann, "/cast@angler_sandbox_bot"),
            (&boris, "/CAST@Angler_Sandbox_Bot now"),
            (&ann, "/hook"),
            (&boris, "/hook"),
        ] {
            let before = player.heard();
            player.says(command);
            player.hears(before).await;
            world.quiet().await;
        }
        let chat = ann.telegram.transcript(PIER);
        let texts: Vec<usize> = chat.from_bot().map(|message| message.texts().len()).collect();
        // Each cast one message with one edit, each hook a frame and the catch.
        assert_eq!(texts, [2, 2, 1, 1, 1, 1], "{chat}");
        assert_eq!(ann.catches(), 2);
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE chat_id = -500").await, 2);
        assert_eq!(world.database.number("SELECT count(*) FROM players").await, 2);
        world.end().await;
    });
}

#[test]
fn talk_in_a_group_is_not_answered_and_not_stored() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        for talk in ["what a day", "cast!", "/cast@OtherBot", "/unknown_here", "@angler_sandbox_bot hello", "/"] {
            ann.says(talk);
        }
        let before = ann.heard();
        ann.says("/status@angler_sandbox_bot");
        let status = ann.hears(before).await;
        assert!(status.contains("On the shore"), "{status}");
        world.quiet().await;
        assert_eq!(ann.heard(), 1);
        let raws = world.database.text("SELECT string_agg(raw, ' ') FROM inbox").await;
        assert!(!raws.contains("what a day"), "{raws}");
        assert_eq!(world.database.number("SELECT count(*) FROM inbox").await, 1, "talk is not stored");
        // Nor is a command for another bot, and whoever sends one is no player.
        let carl = world.player(105, "Carl", "en").in_chat(PIER);
        carl.says("/start@OtherBot");
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM players").await, 1);
        world.end().await;
    });
}

#[test]
fn in_private_unknown_words_get_a_hint() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        assert!(ann.asks("hello there").await.contains("I only speak rod and reel"));
        assert!(ann.asks("/dance").await.contains("I do not know that knot"));
        world.end().await;
    });
}
