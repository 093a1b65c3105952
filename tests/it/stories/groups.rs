//! At a pier with many people: commands work, talk is nobody's business, scenes are short.

use std::io::Cursor;

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

#[test]
fn a_bot_that_was_given_another_name_hears_it() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        ann.asks("/status@angler_sandbox_bot").await;
        world.sandbox.telegram.rename_bot("Fisher_bot");
        assert!(ann.asks("/status@fisher_BOT").await.contains("On the shore"), "the first command that says it");
        let heard = ann.heard();
        ann.says("/status@angler_sandbox_bot");
        assert!(ann.asks("/status").await.contains("On the shore"));
        world.quiet().await;
        assert_eq!(ann.heard(), heard + 1, "the old name is another bot's");
        world.end().await;
    });
}

#[test]
fn an_anonymous_admin_is_answered_in_the_language_of_the_group_and_half_a_name_gets_a_hint() {
    run(async || {
        let world = World::running(|_| {}).await;
        let boris = world.player(101, "Борис", "ru").in_chat(PIER);
        assert!(boris.asks("/cast@").await.contains("узла"), "a hint, and no line");
        world.quiet().await;
        let admin = serde_json::json!({
            "message_id": 1, "date": 1, "text": "/cast", "chat": { "id": PIER, "type": "supergroup", "title": "Pier" },
            "sender_chat": { "id": PIER, "type": "supergroup", "title": "Pier" },
            "from": { "id": 1_087_968_824, "is_bot": true, "first_name": "Group" },
        });
        let before = boris.heard();
        world.sandbox.telegram.push("message", admin);
        let answer = boris.hears(before).await;
        assert!(!answer.contains("as a whole group") && answer.contains("групп"), "{answer}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        world.end().await;
    });
}

#[test]
fn a_page_that_is_turned_to_itself_is_not_turned_and_a_strangers_message_has_no_button_of_ours() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/leaderboard").await;
        let edits = || world.sandbox.telegram.count(angler::sandbox::telegram::Method::EditMessageText);
        let turned = ann.forges("board:all:day");
        assert_eq!(ann.toast(&turned).await, "");
        world.quiet().await;
        let before = edits();
        assert_eq!(before.accepted, 1);
        let same = ann.forges("board:all:day");
        assert_eq!(ann.toast(&same).await, "");
        world.quiet().await;
        assert_eq!(edits(), before, "telegram is not asked");
        // A button of ours under a message of a person, as only a forger can have it.
        let said = world.sandbox.telegram.say(100, 100, "/status");
        assert!(said > 0);
        world.quiet().await;
        let own = ann.telegram.transcript(100).messages.iter().rfind(|m| m.text() == "/status").map(|m| m.message_id);
        let forged = ann.telegram.press(100, 100, own.expect("her own message"), "board:all:day");
        assert_ne!(ann.toast(&forged).await, "", "it says that this is no button of today");
        world.end().await;
    });
}

/// The colours of the upper half of the row in which a card names its angler, above all else: the ground alone where it does not.
fn name_row(picture: &[u8]) -> usize {
    let card = image::load(Cursor::new(picture), image::ImageFormat::Png).expect("a card").to_rgb8();
    let row = image::imageops::crop_imm(&card, 26, 266, 300, 12).to_image();
    row.pixels().collect::<std::collections::HashSet<_>>().len()
}

#[test]
fn a_card_names_its_angler_where_others_see_it() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let card = async |at: &crate::harness::Player| {
            at.casts().await;
            at.hooks().await.photo.clone().expect("a card").bytes
        };
        let (alone, at_the_pier) = (card(&ann).await, card(&ann.in_chat(PIER)).await);
        assert_eq!(name_row(&alone), 1, "nobody else sees it");
        assert!(name_row(&at_the_pier) > 3, "a person, and letters");
        world.end().await;
    });
}
