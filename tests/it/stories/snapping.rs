//! The price takes a line to its end: it snaps at that tick, whoever is there, and the player is told where he cast.

use angler::{
    config::faults::{Act, Fault as Blow, Faults},
    sandbox::{Exchange, Fault, Rule},
};
use futures_util::future::join_all;

use crate::harness::{Player, World, run, seen, until_struck};

const SNAPPED: &str = "SELECT count(*) FROM positions WHERE fish = 'snapped-line' AND pnl_percent = -100 \
                       AND candidates = '{}' AND pnl_cents = -stake_cents AND exit_commanded_at = entry_round_at";
/// All that hook and crossing must agree on, but for whose it is and when it was written.
const ROW: &str = "SELECT string_agg(concat_ws(' ', fish, exit_price, exit_round_at, pnl_percent, pnl_cents, \
                   exit_commanded_at = entry_round_at), ', ' ORDER BY player_id) FROM positions WHERE fish IS NOT NULL";
const PIER: i64 = -500;

/// Without the rod and the time in the water, which differs from run to run.
fn timeless(caption: &str) -> String {
    let short = |line: &str| {
        line.split_once(" · Optimist")
            .or(line.split_once(" · Оптимист"))
            .map_or(line.to_owned(), |(pond, _)| pond.to_owned())
    };
    seen(caption).lines().map(short).collect::<Vec<_>>().join("\n")
}

fn silence(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.add(Rule::new(Fault::status(503)));
    }
}

fn speak(world: &World) {
    for exchange in Exchange::ALL {
        world.sandbox.market.desk(exchange).switches.clear();
    }
}

#[test]
fn a_long_and_a_short_line_snap_with_nobody_at_the_rod() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru").in_chat(PIER));
        ann.casts().await;
        world.sandbox.market.set("ETH/USD", "1250.01");
        egor.casts().await;
        world.sandbox.market.set("ETH/USD", "1250");
        insta::assert_snapshot!(timeless(&ann.sees_catch().await.text), @r"
        💥 The line went by itself. The price pulled it to its very end before a hand reached the reel.

        🪢 Snapped Line
        There was a stake on it, and a hook, and a plan. The hook I would have liked back.

        📉 −100.00_% · −$1,000.00
        📍 $2,500.00 → $1,250.00
        Ether Creek
        ✨ +5 XP

        🪱 9 baits · 💵 $9,000.00

        👣 That was the whole craft: cast, peek, hook. Falling prices are for a short rod: /rods. New water opens with new levels: /ponds
        ");
        egor.says("/rods@angler_sandbox_bot");
        egor.presses("Ворчун −2,0×").await;
        world.sandbox.market.set("ETH/USD", "625");
        insta::assert_snapshot!(timeless(&egor.sees_catch().await.text), @r"
        💥 Егор, леска лопнула сама. Цена дотянула её до последнего волоска раньше, чем рука легла на катушку.

        🪢 Порванная леска
        Была ставка, был крючок, был план. Крючка особенно жалко: дедов.

        📉 −100,00_% · −1_000,00_$
        📍 1_250,01_$ → 625,00_$
        Эфирная заводь
        ✨ Опыт +5

        🪱 9 наживок · 💵 9_000,00_$

        👣 Вот и вся наука: забросить, подглядеть, подсечь. На падение есть шорт-удочка — /rods, а новая вода открывается с уровнями — /ponds
        ");
        assert!(egor.sees_catch().await.photo.is_some(), "with its card");
        egor.casts().await;
        world.sandbox.market.set("ETH/USD", "900");
        world.sandbox.market.set("ETH/USD", "937.5");
        world.database.waits_for(SNAPPED, 3).await;
        world.quiet().await;
        assert_eq!((ann.catches(), egor.catches()), (1, 2));
        let lost = "SELECT string_agg(concat_ws(' ', debit, credit, amount, cause = 'snap' || position_id), ', ') FROM ledger \
                    WHERE debit = 'position'";
        let one = "position house_cash 100000 t";
        assert_eq!(world.database.text(lost).await, [one; 3].join(", "));
        let status = ann.asks("/status").await;
        assert!(status.contains("On the shore"), "{status}");
        world.end().await;
    });
}

#[test]
fn a_line_stays_snapped_though_the_price_came_back_before_the_hook() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.sandbox.market.set("ETH/USD", "1200");
        ann.sees_catch().await;
        world.sandbox.market.set("ETH/USD", "2600");
        let no = ann.asks("/hook").await;
        assert!(no.contains("/cast"), "{no}");
        world.database.waits_for(SNAPPED, 1).await;
        world.end().await;
    });
}

#[test]
fn hook_first_and_crossing_first_leave_the_same_row() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, ben) = (world.player(100, "Ann", "en"), world.player(101, "Ben", "en"));
        ann.casts().await;
        ben.casts().await;
        silence(&world);
        // Ann's hook waits when the tick comes that crosses both lines.
        let before = ann.heard();
        ann.says("/hook");
        ann.hears(before).await;
        world.sandbox.market.set("ETH/USD", "1200");
        speak(&world);
        ann.sees_catch().await;
        ben.sees_catch().await;
        world.quiet().await;
        let rows = world.database.text(ROW).await;
        let (first, second) = rows.split_once(", ").expect("two rows");
        assert_eq!(first, second);
        assert_eq!(world.database.number(SNAPPED).await, 2);
        let causes = "SELECT string_agg(left(cause, 1), '' ORDER BY player_id) FROM ledger WHERE debit = 'position'";
        assert_eq!(world.database.text(causes).await, "us", "one by the hook's update, one by the crossing");
        world.end().await;
    });
}

#[test]
fn a_line_that_crossed_while_the_service_was_away_snaps_at_the_first_tick_after() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.stop().await;
        world.sandbox.market.set("ETH/USD", "1000");
        world.start().await;
        let catch = ann.sees_catch().await;
        assert!(catch.text.contains("−$1,000.00"), "{}", catch.text);
        world.quiet().await;
        assert_eq!(world.database.number(SNAPPED).await, 1);
        world.end().await;
    });
}

#[test]
fn a_snap_whose_answer_was_lost_is_in_once_and_told() {
    run(async || {
        // The writer dies when the snap is committed and before anybody knows: after the welcome and the cast.
        let faults = Faults::new([Blow::at("settle.done", Act::Panic).from(3).times(1)]);
        let world = World::running(|config| config.faults = faults.clone()).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.sandbox.market.set("ETH/USD", "1000");
        ann.sees_catch().await;
        until_struck(&faults, "settle.done").await;
        world.quiet().await;
        assert_eq!((ann.catches(), world.database.number(SNAPPED).await), (1, 1));
        world.end().await;
    });
}

#[test]
fn three_hundred_lines_crossed_by_one_tick_all_settle_once() {
    run(async || {
        // Some of their sessions die with the crossing in hand; the Watch and the writer once too.
        let faults = Faults::new([
            Blow::at("session.crossed", Act::Panic).from(20).times(5),
            Blow::at("writer.handle", Act::Panic).from(400).times(1),
        ]);
        let world = World::running(|config| config.faults = faults.clone()).await;
        let players: Vec<Player> = (0..300).map(|n| world.player(1_000 + n, "Ann", "en")).collect();
        players.iter().for_each(|player| _ = player.says("/cast"));
        join_all(players.iter().map(Player::sees_line)).await;
        world.sandbox.market.set("ETH/USD", "1249");
        join_all(players.iter().map(Player::sees_catch)).await;
        until_struck(&faults, "session.crossed").await;
        world.database.waits_for(SNAPPED, 300).await;
        world.quiet().await;
        assert!(players.iter().all(|player| player.catches() == 1));
        assert_eq!(world.database.number("SELECT count(DISTINCT exit_round_at) FROM positions").await, 1, "one tick");
        world.end().await;
    });
}
