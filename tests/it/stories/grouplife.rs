//! A group's life with the bot: it is taken in, sent away and taken in again, given another name, made a supergroup; and what
//! its players caught stays theirs through all of it.

use crate::harness::{World, run, seen};

const PIER: i64 = -500;
const SUPER: i64 = -1_000_000_000_500;
/// What is known of groups, in the order of their ids.
const GROUPS: &str = "SELECT string_agg(concat_ws(' ', chat_id, language, title, CASE WHEN left_at IS NULL THEN 'here' ELSE 'left' END), \
     ', ' ORDER BY chat_id DESC) FROM groups";
const BOARDS: &str = "SELECT string_agg(concat_ws(' ', board, player_id, catches), ', ' ORDER BY board, player_id) FROM boards \
     WHERE period = 'all' AND board < 0";

#[test]
fn a_group_is_greeted_once_per_arrival_in_the_language_of_who_took_us_in() {
    run(async || {
        let world = World::running(|_| {}).await;
        let telegram = &world.sandbox.telegram;
        telegram.title(PIER, "Пруд <b>& Ко");
        let egor = world.player(101, "Егор", "ru").in_chat(PIER);
        let entered = telegram.enter(egor.id, PIER);
        insta::assert_snapshot!(seen(&egor.hears(0).await), @r"
        🎣 Так вот он какой, ваш причал. Скрипит правильно.

        Я старый рыбак. /cast — леска уходит в воду по живой цене монеты, /hook — вытаскиваешь её обратно. Что за это время натворит цена, то на крючке и висит. Деньги игрушечные, рыбачит каждый за себя.

        Завожу для причала свою доску: /leaderboard. По понедельникам зачитываю итоги недели.
        ");
        world.quiet().await;
        assert_eq!(world.database.text(GROUPS).await, "-500 ru Пруд <b>& Ко here");
        // Rights that change, and the same news again, are no arrival.
        telegram.promote(egor.id, PIER, "member", "administrator");
        telegram.promote(egor.id, PIER, "administrator", "member");
        assert!(telegram.redeliver(entered));
        world.quiet().await;
        assert_eq!(egor.heard(), 1);
        telegram.dismiss(egor.id, PIER);
        world.database.waits_for("SELECT count(*) FROM groups WHERE left_at IS NOT NULL", 1).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        telegram.enter(ann.id, PIER);
        insta::assert_snapshot!(seen(&ann.hears(1).await), @r"
        🎣 So this is your pier. I like the creak.

        I am the old angler. /cast throws a line in at the live price of a coin, /hook pulls it out, and what the price did in between decides what hangs on it. Play money only, and everyone fishes alone.

        I keep a board for this pier: /leaderboard. On Mondays I read out the week.
        ");
        world.quiet().await;
        assert_eq!(world.database.text(GROUPS).await, "-500 en Пруд <b>& Ко here");
        // Whoever took us in is a player by now, and is welcomed by his first own word, once.
        let private = world.player(101, "Егор", "ru");
        assert!(private.asks("/start").await.contains("Добро пожаловать"));
        assert!(private.asks("/start").await.contains("Снова у воды"));
        world.end().await;
    });
}

#[test]
fn blocking_in_private_is_no_news_and_makes_no_player() {
    run(async || {
        let world = World::running(|_| {}).await;
        let telegram = &world.sandbox.telegram;
        let ann = world.player(100, "Ann", "en");
        telegram.promote(ann.id, ann.chat, "member", "kicked");
        telegram.promote(ann.id, ann.chat, "kicked", "member");
        world.quiet().await;
        assert_eq!(ann.heard(), 0);
        assert_eq!(world.database.number("SELECT count(*) FROM players").await, 0);
        world.end().await;
    });
}

#[test]
fn a_group_keeps_its_name_current() {
    run(async || {
        let world = World::running(|_| {}).await;
        let telegram = &world.sandbox.telegram;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        ann.asks("/status").await;
        world.database.waits_for("SELECT count(*) FROM groups WHERE title = 'Pier 500'", 1).await;
        // By its service message, from somebody who is no player; and by a command, when that message was missed.
        telegram.rename(300, PIER, "The Lake");
        world.database.waits_for("SELECT count(*) FROM groups WHERE title = 'The Lake'", 1).await;
        telegram.title(PIER, "The Sea");
        ann.asks("/status").await;
        world.database.waits_for("SELECT count(*) FROM groups WHERE title = 'The Sea'", 1).await;
        assert_eq!(world.database.number("SELECT count(*) FROM players").await, 1);
        world.end().await;
    });
}

#[test]
fn a_supergroup_has_the_groups_board_and_its_lines() {
    run(async || {
        let world = World::running(|_| {}).await;
        let telegram = &world.sandbox.telegram;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        let bob = world.player(101, "Bob", "en").in_chat(PIER);
        telegram.title(PIER, "Pier 500");
        ann.casts().await;
        ann.hooks().await;
        bob.casts().await;
        world.quiet().await;
        let moves = telegram.migrate(ann.id, PIER, SUPER);
        world.database.waits_for("SELECT count(*) FROM boards WHERE board = -1000000000500", 3).await;
        world.quiet().await;
        // His session still has the old chat in memory; the catch counts on the new board and is told there.
        let bob = bob.in_chat(SUPER);
        bob.hooks().await;
        world.quiet().await;
        let moved = "-1000000000500 1 1, -1000000000500 2 1";
        assert_eq!(world.database.text(BOARDS).await, moved);
        // Told again, in the other order, nothing changes.
        for update in moves.into_iter().rev() {
            assert!(telegram.redeliver(update));
        }
        telegram.migrate(ann.id, PIER, SUPER);
        world.quiet().await;
        assert_eq!(world.database.text(BOARDS).await, moved);
        assert_eq!(world.database.text(GROUPS).await, "-500 en Pier 500 left, -1000000000500 en Pier 500 here");
        let page = ann.in_chat(SUPER).asks("/leaderboard").await;
        assert!(page.contains("This pier's board") && page.contains("Bob"), "{page}");
        world.end().await;
    });
}

#[test]
fn a_move_that_nobody_told_is_met_by_the_next_message() {
    run(async || {
        let world = World::running(|_| {}).await;
        let telegram = &world.sandbox.telegram;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        ann.casts().await;
        world.quiet().await;
        telegram.reopen_chat(SUPER);
        telegram.close_chat(PIER, angler::sandbox::telegram::Closed::Migrated(SUPER));
        // The catch goes to a chat which Telegram says is another one now.
        ann.says("/hook");
        ann.in_chat(SUPER).sees_catch().await;
        world.database.waits_for("SELECT count(*) FROM boards WHERE board = -1000000000500", 3).await;
        world.quiet().await;
        assert_eq!(world.database.text(BOARDS).await, "-1000000000500 1 1");
        world.end().await;
    });
}

#[test]
fn others_buttons_are_refused_with_a_toast_and_long_names_fit() {
    run(async || {
        let world = World::running(|_| {}).await;
        let telegram = &world.sandbox.telegram;
        telegram.title(PIER, &"<&>".repeat(42));
        let name = "<b>&".repeat(16);
        let ann = world.player(100, &name, "en").in_chat(PIER);
        let bob = world.player(101, "Bob", "en").in_chat(PIER);
        ann.casts().await;
        let hook = ann.data_of("🐟 Hook").await;
        assert!(bob.toast(&bob.forges(&hook)).await.contains("somebody else's rod"));
        assert_eq!(bob.catches(), 0);
        ann.hooks().await;
        world.quiet().await;
        let page = bob.asks("/leaderboard").await;
        assert!(page.contains(&name), "{page}");
        world.end().await;
    });
}
