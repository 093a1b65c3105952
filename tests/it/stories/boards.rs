//! The boards: who is ahead, where one stands, in private and at a pier; and whatever is typed or forged, nobody sees the board
//! of a pier where he is not.

use crate::harness::{Player, World, run, seen};

const PIER: i64 = -500;
const OTHER: i64 = -501;

/// One catch in a chat, with what the price did meanwhile.
async fn catches(world: &World, player: &Player, moved_bp: i64) {
    player.casts().await;
    world.sandbox.market.move_by_bp("ETH/USD", moved_bp);
    player.hooks().await;
    world.quiet().await;
}

#[test]
fn a_board_shows_the_best_and_ones_own_place_in_both_languages() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let egor = world.player(101, "Егор <b>", "ru");
        insta::assert_snapshot!(seen(&ann.asks("/leaderboard").await), @r"
        🏆 Everyone's board · this week

        Not a single catch yet, so the chalk is still dry. The first /hook here takes the top.
        ");
        catches(&world, &egor, 250).await;
        catches(&world, &ann, -100).await;
        insta::assert_snapshot!(seen(&ann.asks("/leaderboard").await), @r"
        🏆 Everyone's board · this week

        🥇 Егор <b> · +$50.00 · 1 catch
        🥈 Ann · −$20.00 · 1 catch 👈

        Gains less losses, by UTC days and weeks from Monday. Places are counted once a minute.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/leaderboard день").await), @r"
        🏆 Общая доска · сегодня

        🥇 Егор <b> · +50,00_$ · 1 улов 👈
        🥈 Ann · −20,00_$ · 1 улов

        Прибыль минус убытки. День и неделя (с понедельника) — по UTC, места обновляются раз в минуту.
        ");
        insta::assert_snapshot!(seen(&world.player(102, "Ivy", "en").asks("/leaderboard all").await), @r"
        🏆 Everyone's board · all time

        🥇 Егор <b> · +$50.00 · 1 catch
        🥈 Ann · −$20.00 · 1 catch

        No catch of yours here yet. One /cast and one /hook, and you are on it.
        Gains less losses, by UTC days and weeks from Monday. Places are counted once a minute.
        ");
        insta::assert_snapshot!(seen(&ann.asks("/leaderboard year").await), @r"
        🏆 I only chalk three boards: a day's, a week's and the one of all time. Nothing has changed.
        Try /leaderboard day, /leaderboard week or /leaderboard all.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/leaderboard год").await), @r"
        🏆 Досок у меня три: за день, за неделю и за всё время. Всё осталось как было.
        Попробуй /leaderboard день, /leaderboard неделя или /leaderboard всё.
        ");
        // In private the page is turned where it stands.
        let said = egor.heard();
        egor.presses("🏛️ Всё время").await;
        egor.sees_newest("всё время").await;
        assert_eq!(egor.heard(), said);
        world.end().await;
    });
}

#[test]
fn a_pier_has_a_board_of_its_own_and_anyone_may_turn_it() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let (here, there) = (ann.in_chat(PIER), ann.in_chat(OTHER));
        let egor = world.player(101, "Егор", "ru").in_chat(PIER);
        catches(&world, &here, 250).await;
        catches(&world, &there, -100).await;
        insta::assert_snapshot!(seen(&here.asks("/leaderboard").await), @r"
        🏆 This pier's board · this week

        🥇 Ann · +$50.00 · 1 catch 👈

        Gains less losses, by UTC days and weeks from Monday. Places are counted once a minute.
        ");
        let before = egor.heard();
        // Under Ann's page; the place is his own.
        egor.presses("🌍 Everyone's board").await;
        insta::assert_snapshot!(seen(&egor.hears(before).await), @r"
        🏆 Общая доска · эта неделя

        🥇 Ann · +30,00_$ · 2 улова

        Твоего улова тут пока нет. Один /cast, один /hook — и мелок запишет.
        Прибыль минус убытки. День и неделя (с понедельника) — по UTC, места обновляются раз в минуту.
        ");
        let before = egor.heard();
        egor.presses("🏠 Доска причала").await;
        assert!(egor.hears(before).await.contains("Доска этого причала"));
        world.end().await;
    });
}

#[test]
fn a_forged_button_shows_no_other_piers_board() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en").in_chat(PIER);
        let bob = world.player(101, "Bob", "en");
        catches(&world, &ann, 250).await;
        bob.asks("/leaderboard").await;
        for data in ["board:-500:all", "board:here:-500", "board:here:all:-500"] {
            assert!(bob.toast(&bob.forges(data)).await.contains("button"), "{data}");
        }
        // "Here", in private, is everyone's.
        bob.forges("board:here:all");
        assert!(bob.sees_newest("all time").await.contains("Everyone's board"));
        world.end().await;
    });
}

#[test]
fn a_place_deep_in_a_large_board_is_exact_and_equals_share_theirs() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        world.start().await;
        let ann = world.player(100, "Ann", "en");
        catches(&world, &ann, -100).await;
        world.stop().await;
        // 70,000 others, of whom 30,000 share one P&L, and a fifth are behind her.
        world
            .database
            .execute(
                "INSERT INTO boards SELECT 0, period, 1000 + n, CASE WHEN n <= 30000 THEN 77700 \
                 ELSE (SELECT cents FROM boards WHERE board = 0 AND period = 'all' AND player_id = 1) + n % 5 * 7 - 3 END, 1 \
                 FROM generate_series(1, 70000) n, (SELECT period FROM boards WHERE board = 0 AND player_id = 1) p",
            )
            .await;
        let wanted = world
            .database
            .number(
                "SELECT 1 + count(*) FROM boards a JOIN boards b USING (board, period) \
                 WHERE board = 0 AND period = 'all' AND a.player_id = 1 AND b.cents > a.cents",
            )
            .await;
        assert_eq!(wanted, 62_001);
        world.start().await;
        for words in ["", " all", " day"] {
            let page = ann.asks(&format!("/leaderboard{words}")).await;
            assert!(page.contains("Your place: 62,001 ·"), "{page}");
        }
        world.stop().await;
        world.sandbox.stop().await;
    });
}
