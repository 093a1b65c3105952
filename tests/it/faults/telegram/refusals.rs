//! Telegram's refusals by what they are about: the chat, its pictures, the picture, the account. None of them is our bug, none is
//! met twice by the same words, and whoever spent bait and stake is told.

use angler::sandbox::{Fault, Rule, RuleId};

use crate::harness::{OWED, Player, Process, World, results_in, run};

const PIER: i64 = -500;
const OURS: [&str; 2] = ["telegram refuses a text, sending it plain", "telegram refuses a message for good"];

impl World {
    /// Telegram refuses in these words whatever is sent to a chat by a method.
    fn refuses(&self, words: &str, method: Option<&str>, chat: i64) -> RuleId {
        let rule = Rule::new(Fault::refuses(words)).chat(chat);
        self.sandbox.telegram.switches.add(method.map_or(rule.clone(), |method| rule.on(method)))
    }
}

/// Casts and hooks in the group; what comes of it comes in private.
async fn plays_unheard(ann: &Player, pier: &Player) {
    let (lines, catches) = (ann.lines(), ann.catches());
    pier.says("/cast");
    ann.sees(|chat| (results_in(chat).0 > lines).then_some(())).await;
    pier.says("/hook");
    ann.sees(|chat| (results_in(chat).1 > catches).then_some(())).await;
}

#[test]
fn a_chat_that_does_not_let_the_bot_speak_has_its_players_told_in_private() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[]).await;
        let ann = world.player(100, "Ann", "en");
        let pier = ann.in_chat(PIER);
        ann.asks("/start").await;
        pier.asks("/status").await;
        let heard = pier.heard();
        for words in [
            "Bad Request: CHAT_RESTRICTED",
            "Bad Request: TOPIC_CLOSED",
            "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN",
            "Bad Request: CHAT_GUEST_SEND_FORBIDDEN",
            "Bad Request: not enough rights to send text messages to the chat",
        ] {
            let rule = world.refuses(words, None, PIER);
            plays_unheard(&ann, &pier).await;
            world.quiet().await;
            // A first frame and the result of each, once.
            assert_eq!(world.sandbox.telegram.switches.fired(rule), 4, "{words}");
            world.sandbox.telegram.switches.remove(rule);
        }
        assert_eq!((ann.lines(), ann.catches(), pier.heard()), (5, 5, heard));
        assert!(pier.asks("/status").await.contains("On the shore"), "afterwards it is a chat as any other");
        let given_up = "SELECT count(*) FROM outbox WHERE given_up IS NOT NULL";
        assert_eq!((world.database.number(OWED).await, world.database.number(given_up).await), (0, 0));
        let said = process.drain().await;
        assert_eq!(said.matches("a chat does not let the bot speak").count(), 1, "{said}");
        assert!(OURS.iter().all(|ours| !said.contains(ours)), "{said}");
        world.end().await;
    });
}

#[test]
fn a_chat_without_pictures_gets_its_catches_as_text_with_their_markup() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[]).await;
        let pier = world.player(100, "Ann", "en").in_chat(PIER);
        let rule = world.refuses("Bad Request: not enough rights to send photos to the chat", Some("sendPhoto"), PIER);
        for _ in 0..2 {
            pier.casts().await;
            let catch = pier.hooks().await;
            assert!(catch.photo.is_none() && !catch.entities.is_empty() && !catch.keyboard.is_empty(), "{catch:?}");
        }
        assert_eq!(world.sandbox.telegram.switches.fired(rule), 1, "the second needs no try");
        let said = process.drain().await;
        assert_eq!(said.matches("a chat takes no pictures").count(), 1, "{said}");
        assert!(OURS.iter().all(|ours| !said.contains(ours)), "{said}");
        world.end().await;
    });
}

#[test]
fn a_file_that_is_not_known_any_longer_is_uploaded_anew_and_a_refused_picture_left_out() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[]).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        ann.hooks().await;
        world.quiet().await;
        let switches = &world.sandbox.telegram.switches;
        // A fish's own card, which Telegram has after the first time.
        let shown = world.database.text("SELECT format('fish:%s:%s', player_id, fish) FROM positions").await;
        let mut file = String::new();
        for words in [
            "",
            "Bad Request: FILE_REFERENCE_EXPIRED",
            "Bad Request: FILE_ID_INVALID",
            "Bad Request: MEDIA_EMPTY",
            "Bad Request: PHOTO_INVALID",
        ] {
            let rule = Rule::new(Fault::refuses(words)).on("sendPhoto").chat(ann.chat);
            let rule = switches.add(rule.times(u64::from(!words.is_empty())));
            let heard = ann.heard();
            ann.forges(&shown);
            let card = ann.sees(|chat| chat.from_bot().nth(heard).map(|message| message.content().clone())).await;
            let now = card.photo.as_ref().map(|photo| photo.file_id.clone()).unwrap_or_default();
            assert!(!now.is_empty() && now != file, "{words}: {card:?}");
            assert_eq!(switches.fired(rule), u64::from(!words.is_empty()));
            file = now;
            world.quiet().await;
        }
        for words in ["Bad Request: MEDIA_EMPTY", "Bad Request: PHOTO_INVALID", "Bad Request: IMAGE_PROCESS_FAILED"] {
            // Met by an upload (a personal card): the words go without it.
            let rule = switches.add(Rule::new(Fault::refuses(words)).on("sendPhoto").chat(ann.chat).times(1));
            ann.casts().await;
            let catch = ann.hooks().await;
            assert!(catch.photo.is_none() && !catch.entities.is_empty() && !catch.keyboard.is_empty(), "{catch:?}");
            world.quiet().await;
            assert_eq!(switches.fired(rule), 1, "{words}");
        }
        ann.casts().await;
        assert!(ann.hooks().await.photo.is_some(), "the next one has its card");
        let said = process.drain().await;
        assert_eq!(said.matches("telegram refuses a picture").count(), 3, "{said}");
        assert!(OURS.iter().all(|ours| !said.contains(ours)), "{said}");
        world.end().await;
    });
}

#[test]
fn what_a_bot_between_two_servers_owes_is_owed_on() {
    run(async || {
        let world = World::with(|_| {}).await;
        let process = Process::serve(&world, &[]).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        let switches = &world.sandbox.telegram.switches;
        let rule = switches.add(Rule::new(Fault::refuses("Logged out")).chat(ann.chat));
        ann.says("/hook");
        world.struck(rule, 3).await;
        assert_eq!(world.database.number(OWED).await, 1);
        switches.remove(rule);
        assert!(ann.sees_catch().await.photo.is_some());
        world.quiet().await;
        let said = process.drain().await;
        assert!(!said.contains("reply given up") && OURS.iter().all(|ours| !said.contains(ours)), "{said}");
        world.end().await;
    });
}

#[test]
fn a_chat_whose_uploads_alone_fail_gets_the_catch_as_text_after_three_tries() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        let switches = &world.sandbox.telegram.switches;
        let rule = switches.add(Rule::new(Fault::status(502)).on("sendPhoto").chat(ann.chat));
        let catch = ann.hooks().await;
        assert!(catch.photo.is_none() && !catch.entities.is_empty() && !catch.keyboard.is_empty(), "{catch:?}");
        world.quiet().await;
        assert_eq!((switches.fired(rule), ann.catches()), (3, 1));
        world.end().await;
    });
}
