//! What it all came to: `/pnl` and `/history` of a player who won, lost, and lost everything.

use angler::text::{Lang, fish_name};

use crate::harness::{Player, World, run, seen};

/// A page with every caught fish written as `<fish>` and every catch's number as `№#`: these differ from run to run.
async fn plain(world: &World, page: &str) -> String {
    let rows = world.database.rows("SELECT DISTINCT fish FROM positions WHERE fish IS NOT NULL", &[]).await;
    let mut page = seen(page);
    for row in rows {
        let fish = angler::game::catalogue::find(&row.get::<_, String>(0)).expect("a fish of today");
        for lang in Lang::ALL {
            page = page.replace(&format!("{} {}", fish.emoji, fish_name(lang, fish.id)), "<fish>");
        }
    }
    let mut parts = page.split('№');
    let mut out = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        out.push_str("№#");
        out.push_str(part.trim_start_matches(|c: char| c.is_ascii_digit()));
    }
    without_times(&out)
}

/// How long ago a catch was depends on the machine: `… ago`, `… назад`.
fn without_times(page: &str) -> String {
    let line = |line: &str| match line.rsplit_once(" · ") {
        Some((before, time)) if time.ends_with(" ago") => format!("{before} · … ago"),
        Some((before, time)) if time.ends_with(" назад") => format!("{before} · … назад"),
        _ => line.to_owned(),
    };
    page.lines().map(line).collect::<Vec<_>>().join("\n")
}

/// +2.50 %, −2.00 %, a snapped line.
async fn fishes(world: &World, player: &Player) {
    for exit in ["2531.25", "2475", "1000"] {
        world.sandbox.market.set("ETH/USD", "2500");
        player.casts().await;
        world.sandbox.market.set("ETH/USD", exit);
        player.hooks().await;
    }
    world.quiet().await;
}

#[test]
fn whoever_has_caught_nothing_is_told_so_kindly() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        insta::assert_snapshot!(seen(&ann.asks("/pnl").await), @r"
        📒 A clean page. No line has come out yet, so there is nothing to boast of and nothing to hide.
        /cast one in, and I will sharpen the pencil.
        ");
        insta::assert_snapshot!(seen(&ann.asks("/history").await), @"📜 No catches yet, and the book is patient. /cast, and its first line will be yours.");
        let egor = world.player(101, "Егор", "ru");
        insta::assert_snapshot!(seen(&egor.asks("/pnl").await), @r"
        📒 Страница чистая. Ни одной лески ещё не вытащено: и хвастаться нечем, и краснеть не за что.
        Забрось — /cast, карандаш уже наточен.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/history").await), @"📜 Уловов пока нет, но тетрадь терпеливая. /cast — и первая строка твоя.");
        world.end().await;
    });
}

#[test]
fn gains_and_losses_are_added_up_to_the_cent_in_both_languages() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru"));
        fishes(&world, &ann).await;
        fishes(&world, &egor).await;
        // A line that is still out has no part in it.
        ann.casts().await;
        insta::assert_snapshot!(plain(&world, &ann.asks("/pnl").await).await, @r"
        📒 My ledger on you, from the first day
        📉 −$995.00 from 3 catches
        🎯 In the black: 33.3_%
        🪢 Snapped among them: 1
        🏆 Best: <fish> · +2.50_% · +$25.00 · №#
        🕳️ Worst: <fish> · −100.00_% · −$1,000.00 · №#

        🗓️ The last seven days: all of it.

        Catch by catch: /history
        ");
        insta::assert_snapshot!(plain(&world, &egor.asks("/pnl").await).await, @r"
        📒 Твоя страница в моей тетради, с первого дня
        📉 −995,00_$ за 3 улова
        🎯 С прибылью: 33,3_%
        🪢 Из них порвано: 1
        🏆 Лучший: <fish> · +2,50_% · +25,00_$ · №#
        🕳️ Худший: <fish> · −100,00_% · −1_000,00_$ · №#

        🗓️ За последние семь дней — всё это и есть.

        Улов за уловом — /history
        ");
        insta::assert_snapshot!(plain(&world, &ann.asks("/history").await).await, @r"
        📜 Your last catches

        <fish> · №#
        📉 −100.00_% · −$1,000.00 · Ether Creek · … ago
        <fish> · №#
        📉 −2.00_% · −$20.00 · Ether Creek · … ago
        <fish> · №#
        📈 +2.50_% · +$25.00 · Ether Creek · … ago

        All of it summed up: /pnl
        ");
        insta::assert_snapshot!(plain(&world, &egor.asks("/history").await).await, @r"
        📜 Последние уловы

        <fish> · №#
        📉 −100,00_% · −1_000,00_$ · Эфирная заводь · … назад
        <fish> · №#
        📉 −2,00_% · −20,00_$ · Эфирная заводь · … назад
        <fish> · №#
        📈 +2,50_% · +25,00_$ · Эфирная заводь · … назад

        Всё вместе — /pnl
        ");
        world
            .database
            .execute("UPDATE positions SET closed_at = closed_at - interval '8 days' WHERE fish <> 'snapped-line'")
            .await;
        let pnl = plain(&world, &ann.asks("/pnl").await).await;
        assert!(
            pnl.contains("−$1,000.00 from 1 catch\n🎯 In the black: 0_%\n🪢 Snapped among them: 1\n🏆 The only one"),
            "{pnl}"
        );
        world
            .database
            .execute("UPDATE positions SET closed_at = closed_at - interval '9 days' WHERE closed_at IS NOT NULL")
            .await;
        let pnl = plain(&world, &ann.asks("/pnl").await).await;
        assert!(
            pnl.contains("The last seven days: not a single line") && pnl.contains("−$995.00 from 3 catches"),
            "{pnl}"
        );
        world.end().await;
    });
}

#[test]
fn the_history_is_leafed_through_in_one_message_ten_catches_at_a_time() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        ann.hooks().await;
        world.quiet().await;
        // Twenty-three more like the first, by the hand of time.
        let columns = "player_id, chat_id, pond, rod, leverage, stake_cents, seed, opened_at, commanded_at, entry_price, \
                       entry_round_at, entry_sources, entry_source_prices, entry_source_times, entry_age_ms, closed_at, \
                       exit_commanded_at, exit_price, exit_round_at, exit_sources, exit_source_prices, exit_source_times, \
                       exit_age_ms, pnl_percent, pnl_cents, fish, roll, catalogue, candidates";
        let copies = format!(
            "INSERT INTO positions (position_id, {columns}) SELECT position_id + n, {columns} \
                              FROM positions, generate_series(1, 22) n"
        );
        world.database.execute(&copies).await;
        let first = world.database.number("SELECT min(position_id) FROM positions").await;
        let numbers = |page: &str| -> Vec<i64> {
            let number = |part: &str| part.chars().take_while(char::is_ascii_digit).collect::<String>().parse().ok();
            page.split('№').skip(1).filter_map(number).map(|id: i64| id - first).collect()
        };
        let page = ann.asks("/history").await;
        assert_eq!(numbers(&page), (13..=22).rev().collect::<Vec<_>>());
        let said = ann.heard();
        ann.presses("Older ▶️").await;
        let second = ann.sees_words("Older catches").await;
        assert_eq!(numbers(&second), (3..=12).rev().collect::<Vec<_>>());
        world.quiet().await;
        ann.presses("Older ▶️").await;
        let third =
            ann.sees(|chat| chat.last().map(|m| m.text().to_owned()).filter(|text| numbers(text).len() == 3)).await;
        assert_eq!(numbers(&third), [2, 1, 0]);
        world.quiet().await;
        ann.presses("⏮ Newest").await;
        ann.sees_words("Your last catches").await;
        world.quiet().await;
        assert_eq!(ann.heard(), said, "the same message all along");
        let player = world.database.number("SELECT player_id FROM players").await;
        ann.forges(&format!("past:{player}:{first}"));
        let end = ann.sees_words("the first catch there ever was").await;
        assert_eq!((end.contains("/history"), ann.heard()), (true, said + 1), "a forged button changes no page");
        let boris = world.player(101, "Борис", "ru");
        assert_eq!(boris.toast(&boris.forges(&format!("past:{player}:0"))).await, "Это чужая удочка. Своя — по /cast");
        world.quiet().await;
        world
            .database
            .execute("DELETE FROM positions WHERE position_id > (SELECT min(position_id) FROM positions)")
            .await;
        world.end().await;
    });
}

#[test]
fn the_help_is_leafed_through_in_one_message() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        ann.presses("📖 How to fish").await;
        ann.sees_words("How we fish here").await;
        assert_eq!(ann.heard(), 2, "the welcome stays");
        world.quiet().await;
        ann.presses("🐟 Fish").await;
        ann.sees_words("Fish and fair play").await;
        world.quiet().await;
        // Pressed where one is already: nothing to change, no complaint.
        ann.presses("· 🐟 Fish ·").await;
        world.quiet().await;
        assert_eq!(ann.heard(), 2);
        world.end().await;
    });
}
