//! A line goes in, the price swims, a catch comes out: money to the cent, levels, dice anyone can recheck.

use angler::game::{
    catalogue::{self, FishId, Rarity},
    fair::{self, Seed},
};

use crate::harness::{World, run, seen};

const WELCOME: &str = "house_bait>bait 10 welcome, house_cash>cash 1000000 welcome";
const CAST: &str = "bait>house_bait 1 u, cash>position 100000 u";

/// Replaces what differs from catch to catch: the fish and its story, the time and the experience.
fn without_fish(caption: &str) -> String {
    let from = caption.find("\n\n").unwrap_or(0);
    let mut numbers = seen(&caption[from..]).trim().to_owned();
    for (start, end) in [("✨", "\n"), ("2.0× · ", "\n"), ("2,0× · ", "\n")] {
        if let Some(at) = numbers.find(start) {
            let until = numbers[at..].find(end).map_or(numbers.len(), |length| at + length);
            numbers.replace_range(at + start.len()..until, "…");
        }
    }
    numbers
}

#[test]
fn a_long_rod_earns_when_the_price_rises() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        insta::assert_snapshot!(seen(&ann.casts().await), @r"
        🎣 The line is in!
        Ether Creek · Optimist +2.0×
        💰 Stake $1,000.00
        📍 Entry $2,500.00
        🪱 9 baits · 💵 $9,000.00 left

        🔏 Seal of this line's draw №1, luck angler:
        (a seal)

        🔏 Seal of your draw №2, luck angler:
        (a seal)

        👣 Step two of three. The price does the swimming now. Give it a minute, then peek under the float: /status
        ");
        world.sandbox.market.set("ETH/USD", "2531.25");
        let status = seen(&ann.asks("/status").await);
        assert!(status.contains("Fingerprint of this line's draw:"), "{status}");
        let catch = ann.hooks().await;
        insta::assert_snapshot!(without_fish(&catch.text), @r"
        📈 +2.50_% · +$25.00
        📍 $2,500.00 → $2,531.25
        Ether Creek · Optimist +2.0× · …
        ✨…

        🪱 9 baits · 💵 $10,025.00

        👣 That was the whole craft: cast, peek, hook. Falling prices are for a short rod: /rods. New water opens with new levels: /ponds
        ");
        let card = catch.photo.as_ref().expect("a catch comes with its card");
        assert_eq!((card.width, card.height), (512, 512));
        insta::assert_snapshot!(seen(&ann.asks("/status").await).lines().next().unwrap_or_default(), @"🪑 On the shore, line dry");
        world.quiet().await;
        let hook = "house_cash>position 2500 u, position>cash 102500 u";
        assert_eq!(world.ledger().await, format!("{WELCOME}, {CAST}, {hook}"));
        let row =
            "SELECT concat_ws(' ', entry_price, exit_price, pnl_percent, pnl_cents, stake_cents, rod) FROM positions";
        assert_eq!(world.database.text(row).await, "2500 2531.25 2.5000 2500 100000 long-2");
        world.end().await;
    });
}

#[test]
fn a_short_rod_loses_when_the_price_rises_and_says_so_in_russian() {
    run(async || {
        let world = World::running(|_| {}).await;
        let egor = world.player(101, "Егор", "ru");
        egor.asks("/rods").await;
        egor.presses("Ворчун −2,0×").await;
        egor.sees_words("в руках").await;
        insta::assert_snapshot!(seen(&egor.casts().await), @r"
        🎣 Леска в воде!
        Эфирная заводь · Ворчун −2,0×
        💰 Ставка 1_000,00_$
        📍 Вход 2_500,00_$
        Осталось: 🪱 9 наживок · 💵 9_000,00_$

        🔏 Печать жребия этой лески №1, удача angler:
        (a seal)

        🔏 Печать твоего жребия №2, удача angler:
        (a seal)

        👣 Шаг второй из трёх. Дальше плавает цена. Дай ей минуту, а потом подгляди, как там поплавок: /status
        ");
        world.sandbox.market.set("ETH/USD", "2533.33");
        let catch = egor.hooks().await;
        insta::assert_snapshot!(without_fish(&catch.text), @r"
        📉 −2,67_% · −26,66_$
        📍 2_500,00_$ → 2_533,33_$
        Эфирная заводь · Ворчун −2,0× · …
        ✨…

        🪱 9 наживок · 💵 9_973,34_$

        👣 Вот и вся наука: забросить, подглядеть, подсечь. На падение есть шорт-удочка — /rods, а новая вода открывается с уровнями — /ponds
        ");
        world.quiet().await;
        // 33.33 / 2500 × −2 of $1,000.00 is −$26.664: rounded once, to cents.
        let hook = "position>house_cash 2666 u, position>cash 97334 u";
        assert_eq!(world.ledger().await, format!("{WELCOME}, {CAST}, {hook}"));
        assert_eq!(world.database.text("SELECT pnl_percent FROM positions").await, "-2.6664");
        world.end().await;
    });
}

#[test]
fn a_level_brings_bait_a_larger_stake_and_new_water() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        world.stop().await;
        // Any catch brings at least 5.
        world.database.execute("UPDATE players SET xp = 95").await;
        world.start().await;
        ann.casts().await;
        world.sandbox.market.move_by_bp("ETH/USD", 100);
        let catch = ann.hooks().await.text.clone();
        assert!(catch.contains("Level 2!") && catch.contains("3 baits for the tin"), "{catch}");
        assert!(catch.contains("the stake is now $2,000.00") && catch.contains("Old Whale Bay"), "{catch}");
        let line = ann.casts().await;
        assert!(line.contains("Stake $2,000.00") && line.contains("11 baits · 💵 $8,020.00"), "{line}");
        world.quiet().await;
        let legs = "house_cash>position 2000 u, position>cash 102000 u, house_bait>bait 3 u, bait>house_bait 1 u, \
                    cash>position 200000 u";
        assert_eq!(world.ledger().await, format!("{WELCOME}, {CAST}, {legs}"));
        let xp = world.database.number("SELECT xp FROM players WHERE level = 2").await;
        assert!(xp >= 100 && catch.contains(&format!("✨ +{} XP", xp - 95)), "{xp} {catch}");
        world.end().await;
    });
}

#[test]
fn the_catch_can_be_recomputed_by_anyone() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.sandbox.market.move_by_bp("ETH/USD", -300);
        let status = ann.asks("/status").await;
        let catch = ann.hooks().await.text.clone();
        world.quiet().await;
        let sql = "SELECT seed, roll, candidates, fish, catalogue FROM positions";
        let row = &world.database.rows(sql, &[]).await[0];
        let seed = Seed::from_bytes(row.get::<_, Vec<u8>>(0).try_into().expect("32 bytes"));
        assert!(status.contains(&seed.commitment_hex()), "the fingerprint was shown before the hook: {status}");
        let roll = fair::roll(&seed, "fish:2:1:angler");
        assert_eq!(row.get::<_, Vec<u8>>(1), roll);
        let offered: Vec<(Rarity, Vec<FishId>)> = row.get::<_, Vec<String>>(2).iter().map(|tier| read(tier)).collect();
        assert!(offered.iter().map(|(_, fish)| fish.len()).sum::<usize>() >= 3);
        let chosen = fair::choose(&roll, &offered);
        assert_eq!((chosen.0, catalogue::CATALOGUE), (row.get::<_, &str>(3), row.get(4)));
        assert!(catch.contains(&angler::text::fish_name(angler::text::Lang::En, chosen)), "{catch}");
        world.end().await;
    });
}

/// A tier as stored: `rare:moon-carp,fork-eel`.
fn read(tier: &str) -> (Rarity, Vec<FishId>) {
    let (rarity, fish) = tier.split_once(':').expect("a tier");
    let rarity = Rarity::ALL.into_iter().find(|known| known.as_str() == rarity).expect("a rarity");
    (rarity, fish.split(',').map(|id| catalogue::find(id).expect("a fish").id).collect())
}

#[test]
fn entry_and_exit_never_share_a_tick_and_keep_their_quotes() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        // In one breath: the hook waits for the cast.
        ann.says("/cast");
        ann.hooks().await;
        world.quiet().await;
        let sql = "SELECT count(*) FROM positions WHERE exit_round_at > entry_round_at AND exit_round_at > exit_commanded_at \
                   AND entry_round_at > commanded_at \
                   AND entry_sources <@ '{binance,coinbase,kraken,coingecko}' AND cardinality(entry_sources) >= 2 \
                   AND cardinality(entry_source_prices) = cardinality(entry_sources) AND 2500 = ALL (entry_source_prices) \
                   AND cardinality(exit_source_times) = cardinality(exit_sources) AND cardinality(exit_sources) >= 2 \
                   AND entry_age_ms BETWEEN 0 AND 10000 AND exit_age_ms BETWEEN 0 AND 10000 \
                   AND (SELECT bool_and(t > commanded_at - interval '11 s') FROM unnest(entry_source_times) t)";
        assert_eq!(world.database.number(sql).await, 1);
        world.end().await;
    });
}
