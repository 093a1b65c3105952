//! A Russian player hears Russian, whatever he does and whatever goes wrong.

use crate::harness::{Player, World, run};

/// Everything that a player may hear by commands and buttons, a refusal of each kind included.
async fn walks_around(world: &World, player: &Player, hook: &str) {
    for command in ["/start", "/help", "/status", "/ponds", "/rods", "/hook", "words", "/unknown"] {
        player.asks(command).await;
    }
    // Answered, but on a busy machine perhaps not yet marked as done: so many in hand are one too many.
    world.quiet().await;
    player.casts().await;
    player.asks("/start").await;
    player.asks("/cast").await;
    player.asks("/status").await;
    player.presses(hook).await;
    world.quiet().await;
    assert_eq!(player.catches(), 1);
    for command in [
        "/fair",
        "/luck",
        "/luck 7 7",
        "/luck 777",
        "/pnl",
        "/history",
        "/verify",
        "/verify boot",
        "/verify 424242",
        "/fishdex",
    ] {
        player.asks(command).await;
    }
    world.quiet().await;
    player.forges("nonsense");
    player.forges("hook:9999:1");
    player.forges("help:2");
    player.forges("turn:1");
    world.quiet().await;
}

/// Latin everywhere: everybody's word in the draw until he sets his own, and a name.
const NAMES: [&str; 2] = ["angler", "Telegram"];

/// Letters of one alphabet; commands, pairs and the names of coins are Latin everywhere.
fn latin_words(text: &str) -> Vec<String> {
    let plain = |word: &str| word.chars().filter(char::is_ascii_alphabetic).count() >= 3;
    let is_name = |word: &str| NAMES.contains(&word.trim_matches(|c: char| !c.is_ascii_alphabetic()));
    let known = |word: &str| {
        word.starts_with('/') || is_name(word) || word.chars().all(|c| !c.is_ascii_lowercase()) || word.len() == 64
    };
    text.split_whitespace().filter(|word| plain(word) && !known(word.trim_matches('('))).map(str::to_owned).collect()
}

#[test]
fn a_russian_player_hears_russian() {
    run(async || {
        let world = World::running(|_| {}).await;
        let egor = world.player(101, "Егор", "ru-RU");
        walks_around(&world, &egor, "🐟 Подсечь").await;
        let chat = egor.telegram.transcript(egor.chat);
        let mut said: Vec<String> = chat.from_bot().flat_map(|message| message.texts()).map(str::to_owned).collect();
        let labels = chat.from_bot().flat_map(|message| message.content().keyboard.clone()).flatten();
        said.extend(labels.map(|button| button.label));
        said.extend(chat.answers.iter().filter_map(|answer| answer.text.clone()));
        assert!(said.len() > 20);
        for text in said {
            assert_eq!(latin_words(&text), Vec::<String>::new(), "{text}");
            assert!(text.chars().any(|c| ('а'..='я').contains(&c.to_ascii_lowercase())) || text.len() < 40, "{text}");
        }
        assert_eq!(world.database.text("SELECT DISTINCT language FROM outbox").await, "ru");
        world.end().await;
    });
}

#[test]
fn everybody_else_hears_english() {
    run(async || {
        let world = World::running(|_| {}).await;
        for (id, language) in [(100, "en"), (102, "de"), (103, "xx-nonsense"), (104, "rubbish")] {
            let player = world.player(id, "Ann", language);
            walks_around(&world, &player, "🐟 Hook").await;
            let cyrillic = |text: &String| text.chars().any(|c| ('а'..='я').contains(&c));
            assert_eq!(player.heard_texts().into_iter().find(cyrillic), None, "{language}");
        }
        world.end().await;
    });
}
