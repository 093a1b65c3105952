//! Where many people talk: answers come in the topic of the question, say whom they answer, and find another way where a topic
//! is closed.

use angler::sandbox::telegram::{Author, Content, Transcript};
use serde_json::Value;
use std::sync::Arc;

use crate::harness::{Player, World, is_catch, run};

const PIER: i64 = -500;
const TOPIC: i64 = 42;

/// Commands in topics and in replies, as Telegram sends them.
const COMMANDS: &str = include_str!("../../field/topic.json");
/// Two players of one group.
const TWO: &str = include_str!("../../field/two_players_one_group.json");

impl Player {
    /// Says it in the topic; gives what the bot's next message here showed first.
    async fn asks_in(&self, topic: i64, text: &str) -> Arc<Content> {
        let before = self.heard();
        self.telegram.say_in(self.id, self.chat, topic, text);
        self.shown(before).await
    }

    /// Says it to a channel, in his topic of its direct messages; gives what the bot's next message there showed first.
    async fn asks_channel(&self, topic: i64, text: &str) -> Arc<Content> {
        let before = self.heard();
        self.telegram.say_to_channel(self.id, self.chat, topic, text);
        self.shown(before).await
    }

    /// What the bot's message after `before` others showed first.
    async fn shown(&self, before: usize) -> Arc<Content> {
        self.sees(|chat| chat.from_bot().nth(before).map(|message| message.first.clone())).await
    }
}

/// The person's newest command.
fn asked_by(chat: &Transcript, user: i64) -> Option<i64> {
    chat.messages
        .iter()
        .filter(|message| message.author == Author::User(user))
        .map(|message| message.message_id)
        .next_back()
}

#[test]
fn what_is_asked_in_a_topic_is_answered_there() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let pier = world.player(100, "Ann", "en").in_chat(PIER);
        let frame = pier.asks_in(TOPIC, "/cast").await;
        pier.sees_line().await;
        let asked = asked_by(&pier.telegram.transcript(PIER), 100);
        assert_eq!((frame.thread, frame.reply_to), (Some(TOPIC), asked));
        world.quiet().await;
        assert_eq!(world.database.text("SELECT topic FROM positions").await, "t42");
        assert_eq!(
            world.database.text("SELECT concat_ws(' ', topic, quotes) FROM outbox").await,
            format!("t42 {}", asked.unwrap())
        );
        // A bell, and the end of the line, which nobody asked for; and a restart between.
        pier.asks_in(TOPIC, "/bell -50").await;
        world.quiet().await;
        world.stop().await;
        world.start().await;
        let heard = pier.heard();
        world.sandbox.market.set("ETH/USD", "1800");
        let rung = pier.shown(heard).await;
        assert_eq!((rung.thread, rung.reply_to), (Some(TOPIC), None), "{rung:?}");
        world.sandbox.market.set("ETH/USD", "1000");
        let snapped = pier.shown(heard + 1).await;
        assert_eq!((snapped.thread, snapped.reply_to), (Some(TOPIC), None), "{snapped:?}");
        world.end().await;
    });
}

#[test]
fn a_thread_that_is_no_topic_is_no_topic() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(7, "A", "en");
        for (line, chat, thread) in
            COMMANDS.lines().zip([(-1001, Some(TOPIC)), (-1002, None)]).map(|(l, (c, t))| (l, c, t))
        {
            let update: Value = serde_json::from_str(line).expect("an update");
            world.sandbox.telegram.reopen_chat(chat);
            world.sandbox.telegram.push("message", update["message"].clone());
            assert_eq!(ann.in_chat(chat).shown(0).await.thread, thread, "{line}");
        }
        world.end().await;
    });
}

#[test]
fn whose_line_and_whose_catch_it_is_can_be_seen() {
    run(async || {
        let world = World::running(|_| {}).await;
        world.sandbox.telegram.title(-5001, "Pond");
        for line in TWO.lines() {
            let update: Value = serde_json::from_str(line).expect("an update");
            let message = &update["message"];
            let (name, text) = (message["from"]["first_name"].as_str().unwrap(), message["text"].as_str().unwrap());
            let player = world.player(message["from"]["id"].as_i64().unwrap(), name, "en").in_chat(-5001);
            let heard = player.heard();
            player.says(text);
            let frame = player.shown(heard).await;
            world.quiet().await;
            let chat = player.telegram.transcript(-5001);
            let asked = asked_by(&chat, player.id);
            assert_eq!(frame.reply_to, asked, "{line}");
            let last = chat.last().expect("a result");
            assert_eq!(last.first.reply_to, asked, "{line}");
            // A newcomer's first line, too.
            if ["/cast", "/hook"].contains(&text) {
                assert!(last.text().starts_with(&format!("👤 {name}\n")), "{}", last.text());
            }
        }
        // In private nobody else is there.
        let ann = world.player(61, "Ann", "en");
        ann.casts().await;
        let catch = ann.hooks().await;
        assert!(!catch.text.contains("👤") && catch.reply_to.is_none(), "{catch:?}");
        // A refusal says whom it is for, too.
        let pond = ann.in_chat(-5001);
        let heard = pond.heard();
        pond.says("/hook");
        let refusal = pond.shown(heard).await;
        assert_eq!(refusal.reply_to, asked_by(&pond.telegram.transcript(-5001), 61));
        world.end().await;
    });
}

#[test]
fn where_a_topic_is_closed_the_answer_finds_another_way() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let pier = ann.in_chat(PIER);
        ann.asks("/start").await;
        pier.asks_in(TOPIC, "/status").await;
        let telegram = &world.sandbox.telegram;
        // The topic is closed while the line is out: its end is told outside of it.
        pier.asks_in(TOPIC, "/cast").await;
        pier.sees_line().await;
        world.quiet().await;
        telegram.close_topic(PIER, Some(TOPIC), true);
        let heard = pier.heard();
        world.sandbox.market.set("ETH/USD", "1000");
        let snapped = pier.shown(heard).await;
        assert_eq!(snapped.thread, None, "{snapped:?}");
        world.sandbox.market.set("ETH/USD", "2500");
        // Nothing may be written anywhere: bait and stake were taken, and he is told in private.
        telegram.close_topic(PIER, None, true);
        let (lines, here) = (ann.lines(), pier.heard());
        telegram.say_in(100, PIER, TOPIC, "/cast");
        ann.sees(|chat| (crate::harness::results_in(chat).0 > lines).then_some(())).await;
        world.quiet().await;
        assert_eq!(pier.heard(), here);
        let given_up = "SELECT count(*) FROM outbox WHERE given_up IS NOT NULL";
        assert_eq!(world.database.number(given_up).await, 0);
        world.end().await;
    });
}

/// Boards of this week become those of the week before.
const AGED: &str = "UPDATE boards SET period = to_char((now() AT TIME ZONE 'UTC') - interval '7 days', 'IYYY-\"W\"IW') \
                    WHERE period LIKE '%W%'";

/// What stands in this part of a chat, of the bot's, since so many messages.
fn since(player: &Player, heard: usize) -> Vec<(Option<i64>, Option<i64>, String)> {
    let chat = player.telegram.transcript(player.chat);
    let told = chat.from_bot().skip(heard);
    told.map(|message| (message.first.thread, message.first.direct_topic, message.text().to_owned())).collect()
}

#[test]
fn the_week_is_read_out_in_the_topic_where_was_fished_or_outside_where_that_is_closed() {
    const CLOSED: i64 = -501;
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        for (chat, catches) in [(PIER, 1), (CLOSED, 2)] {
            let there = ann.in_chat(chat);
            there.asks_in(TOPIC, "/cast").await;
            there.sees_line().await;
            world.quiet().await;
            there.asks_in(TOPIC, "/hook").await;
            there.sees_catch().await;
            world.quiet().await;
            let caught = "SELECT count(*) FROM positions WHERE closed_at IS NOT NULL";
            assert_eq!(world.database.number(caught).await, catches);
        }
        world.stop().await;
        world.database.execute(AGED).await;
        world.sandbox.telegram.close_topic(CLOSED, Some(TOPIC), true);
        let [(pier, heard), (closed, heard_there)] = [PIER, CLOSED].map(|chat| {
            let there = ann.in_chat(chat);
            let heard = there.heard();
            (there, heard)
        });
        world.start().await;
        let podium = pier.shown(heard).await;
        assert_eq!((podium.thread, podium.reply_to), (Some(TOPIC), None), "{podium:?}");
        assert!(podium.text.contains("🥇 Ann"), "{podium:?}");
        let outside = closed.shown(heard_there).await;
        assert_eq!((outside.thread, outside.text.contains("🥇 Ann")), (None, true), "{outside:?}");
        world.quiet().await;
        assert_eq!((pier.heard(), closed.heard()), (heard + 1, heard_there + 1), "each is told once");
        let given_up = "SELECT count(*) FROM outbox WHERE given_up IS NOT NULL";
        assert_eq!(world.database.number(given_up).await, 0);
        world.end().await;
    });
}

#[test]
fn what_is_written_to_a_channel_is_answered_in_the_writers_own_topic() {
    const CHANNEL: i64 = -700;
    run(async || {
        let mut world = World::running(|_| {}).await;
        let [ann, ben] = [(100, "Ann"), (101, "Ben")].map(|(id, name)| world.player(id, name, "en").in_chat(CHANNEL));
        for (player, topic) in [(&ann, 100), (&ben, 101)] {
            let heard = player.heard();
            player.asks_channel(topic, "/cast").await;
            player.sees(|chat| chat.from_bot().skip(heard).find(|m| m.text().contains('💰')).map(|_| ())).await;
            world.quiet().await;
            let told = since(player, heard);
            assert!(told.iter().all(|(thread, direct, _)| (*thread, *direct) == (None, Some(topic))), "{told:?}");
        }
        assert_eq!(
            world.database.text("SELECT string_agg(topic, ' ' ORDER BY player_id) FROM positions").await,
            "d100 d101"
        );
        // A bell, a catch and a snapped line, and a restart between.
        ben.asks_channel(101, "/bell -50").await;
        world.quiet().await;
        let heard = ann.heard();
        ann.asks_channel(100, "/hook").await;
        ann.sees(|chat| chat.from_bot().skip(heard).find(|m| is_catch(m.text())).map(|_| ())).await;
        world.quiet().await;
        world.stop().await;
        world.database.execute(AGED).await;
        world.start().await;
        // Nobody asked for the podium of the channel's anglers: it is told in the topic of one of them, for there is no other.
        let podium =
            ann.sees(|chat| chat.from_bot().find(|m| m.text().contains("🥇 Ann")).map(|m| m.first.clone())).await;
        assert_eq!((podium.thread, podium.direct_topic, podium.reply_to), (None, Some(100), None), "{podium:?}");
        world.quiet().await;
        let before = ben.heard();
        world.sandbox.market.set("ETH/USD", "1800");
        ben.shown(before).await;
        world.sandbox.market.set("ETH/USD", "1000");
        ben.shown(before + 1).await;
        world.quiet().await;
        let told = since(&ben, before);
        assert!(told.len() == 2 && told.iter().all(|(_, direct, _)| *direct == Some(101)), "{told:?}");
        let refused: Vec<_> = world.sandbox.telegram.calls().into_iter().filter_map(|call| call.refused).collect();
        assert!(refused.is_empty(), "{refused:?}");
        world.end().await;
    });
}

#[test]
fn a_private_chat_with_topics_is_answered_in_them() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let frame = ann.asks_in(TOPIC, "/cast").await;
        assert_eq!((frame.thread, frame.reply_to), (Some(TOPIC), None));
        ann.sees_line().await;
        world.quiet().await;
        let heard = ann.heard();
        world.sandbox.market.set("ETH/USD", "1000");
        let snapped = ann.shown(heard).await;
        assert_eq!((snapped.thread, snapped.reply_to), (Some(TOPIC), None), "{snapped:?}");
        world.end().await;
    });
}
