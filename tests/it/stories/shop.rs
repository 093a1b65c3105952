//! Rods are bought, bait comes every day, an empty purse finds an envelope, and the language is the player's choice.

use crate::harness::{Player, World, run, seen};

/// What he has, in one line: bait, cents, rods, days in a row.
async fn purse(world: &World) -> String {
    world.quiet().await;
    let owned =
        "SELECT string_agg(concat_ws(' ', bait, cash_cents, rods, streak), ', ' ORDER BY player_id) FROM players";
    world.database.text(owned).await
}

/// Presses a button and gives the bot's next message.
async fn answer(player: &Player, label: &str) -> String {
    let before = player.heard();
    player.presses(label).await;
    player.hears(before).await
}

/// Spends all he has on two rods, in Russian.
async fn spends_all(egor: &Player) {
    for rod in ["🛒 Ракета +3,0×", "🛒 Гравитация −3,0×"] {
        egor.asks("/rods").await;
        answer(egor, rod).await;
        answer(egor, "🛒 Купить за 5\u{a0}000,00\u{a0}$").await;
    }
}

#[test]
fn a_rod_is_looked_at_bought_once_and_cast_with() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        insta::assert_snapshot!(seen(&ann.asks("/rods").await), @r"
        🎣 The rod rack

        ✅ Optimist +2.0× · long, earns when the price rises
        ▫️ Grumbler −2.0× · short, earns when the price falls
        🛒 Bull Calf +2.5× · Rare · $1,000.00
        🛒 Bear Cub −2.5× · Rare · $1,000.00
        🛒 Rocket +3.0× · Epic · $5,000.00
        🛒 Gravity −3.0× · Epic · $5,000.00
        🛒 Moonshot +4.0× · Legendary · $20,000.00
        🛒 Abyss −4.0× · Legendary · $20,000.00

        🛒 hangs in the shop window: tap one to look at it. Looking is free.
        ");
        insta::assert_snapshot!(seen(&answer(&ann, "🛒 Rocket +3.0×").await), @r"
        🛒 Rocket +3.0× · Epic
        What it does: long, earns when the price rises.
        Price: $5,000.00. You have $10,000.00, and would have $5,000.00 left.
        You pay once and it is yours for good.
        ");
        assert_eq!(purse(&world).await, "10 1000000 {long-2,short-2} 0", "looking is free");
        let data = ann.data_of("🛒 Buy for $5,000.00").await;
        insta::assert_snapshot!(seen(&answer(&ann, "🛒 Buy for $5,000.00").await), @r"
        🎉 Rocket +3.0× is yours, and already in your hands: long, earns when the price rises.
        Paid: $5,000.00. In the purse: $5,000.00.
        ");
        assert_eq!(purse(&world).await, "10 500000 {long-2,short-2,long-3} 0");
        let again = ann.forges(&data);
        assert!(ann.toast(&again).await.contains("yours already"));
        let line = ann.casts().await;
        assert!(line.contains("Rocket +3.0×") && line.contains("$4,000.00 left"), "{line}");
        world.quiet().await;
        assert_eq!(world.ledger().await.matches("cash>house_cash 500000 u").count(), 1);
        world.end().await;
    });
}

#[test]
fn the_shop_in_russian() {
    run(async || {
        let world = World::running(|_| {}).await;
        let egor = world.player(101, "Егор", "ru");
        insta::assert_snapshot!(seen(&egor.asks("/rods").await), @r"
        🎣 Стойка с удочками

        ✅ Оптимист +2,0× · лонг, зарабатывает на росте цены
        ▫️ Ворчун −2,0× · шорт, зарабатывает на падении цены
        🛒 Бычок +2,5× · Редкая · 1_000,00_$
        🛒 Медвежонок −2,5× · Редкая · 1_000,00_$
        🛒 Ракета +3,0× · Эпическая · 5_000,00_$
        🛒 Гравитация −3,0× · Эпическая · 5_000,00_$
        🛒 На Луну +4,0× · Легендарная · 20_000,00_$
        🛒 Бездна −4,0× · Легендарная · 20_000,00_$

        🛒 — витрина лавки: нажми, чтобы приглядеться. За погляд денег не берут.
        ");
        insta::assert_snapshot!(seen(&answer(&egor, "🛒 Гравитация −3,0×").await), @r"
        🛒 Гравитация −3,0× · Эпическая
        Что умеет: шорт, зарабатывает на падении цены.
        Цена: 5_000,00_$. В кошельке 10_000,00_$, после покупки останется 5_000,00_$.
        Платишь один раз — и удочка твоя насовсем.
        ");
        insta::assert_snapshot!(seen(&answer(&egor, "🛒 Купить за 5\u{a0}000,00\u{a0}$").await), @r"
        🎉 Гравитация −3,0× — твоя снасть, и уже в руках: шорт, зарабатывает на падении цены.
        Уплачено 5_000,00_$, в кошельке 5_000,00_$.
        ");
        let dear = egor.presses("🛒 Бездна −4,0×").await;
        let toast = egor.sees(|chat| chat.answers.iter().rev().find_map(|answer| answer.text.clone())).await;
        assert!(dear > 0 && toast.contains("не хватает 15\u{a0}000,00\u{a0}$"), "{toast}");
        world.end().await;
    });
}

#[test]
fn two_presses_at_once_buy_one_rod() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/rods").await;
        answer(&ann, "🛒 Bull Calf +2.5×").await;
        for _ in 0..3 {
            ann.presses("🛒 Buy for $1,000.00").await;
        }
        assert_eq!(purse(&world).await, "10 900000 {long-2,short-2,long-2.5} 0");
        world.end().await;
    });
}

#[test]
fn bait_comes_once_a_day_and_more_for_days_in_a_row() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru"));
        insta::assert_snapshot!(seen(&ann.asks("/daily").await), @r"
        🪱 5 baits for the tin. Day one. Come back tomorrow and I will dig for one more.
        In the tin now: 15 baits. Tomorrow: 6 baits.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/daily").await), @r"
        🪱 В банку: 5 наживок. День первый. Приходи завтра, накопаю на одну больше.
        Теперь в банке: 15 наживок. Завтра дам 6 наживок.
        ");
        let again = ann.asks("/daily").await;
        assert!(again.contains("in your tin already") && again.contains("In the tin: 15 baits"), "{again}");
        let again = egor.asks("/daily").await;
        assert!(again.contains("уже в банке") && again.contains("Сейчас в банке: 15 наживок"), "{again}");
        assert_eq!(purse(&world).await, "15 1000000 {long-2,short-2} 1, 15 1000000 {long-2,short-2} 1");
        // Ann came every day for four days, Egor missed yesterday.
        world.stop().await;
        let today = "(now() AT TIME ZONE 'UTC')::date";
        let before =
            format!("UPDATE players SET streak = 4, daily_on = {today} - CASE telegram_id WHEN 100 THEN 1 ELSE 2 END");
        world.database.execute(&before).await;
        world.start().await;
        insta::assert_snapshot!(seen(&ann.asks("/daily").await), @r"
        🪱 9 baits for the tin. 5 days in a row!
        In the tin now: 24 baits. Tomorrow: 10 baits.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/daily").await), @r"
        🪱 В банку: 9 наживок. 5 дней подряд!
        Теперь в банке: 24 наживки. Завтра дам 10 наживок.
        Один день пропущен, но этого никто не видел: раз в неделю отворачиваюсь.
        ");
        assert_eq!(purse(&world).await, "24 1000000 {long-2,short-2} 5, 24 1000000 {long-2,short-2} 5");
        assert_eq!(world.database.number("SELECT count(*) FROM players WHERE forgiven_on = daily_on - 1").await, 1);
        world.end().await;
    });
}

#[test]
fn an_empty_purse_finds_an_envelope_once_a_day() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let full = ann.asks("/envelope").await;
        assert!(full.contains("for light purses") && full.contains("$10,000.00"), "{full}");
        for rod in ["🛒 Rocket +3.0×", "🛒 Gravity −3.0×"] {
            ann.asks("/rods").await;
            answer(&ann, rod).await;
            answer(&ann, "🛒 Buy for $5,000.00").await;
        }
        let refused = ann.asks("/cast").await;
        assert!(refused.contains("A light purse: $0.00") && refused.contains("/envelope"), "{refused}");
        insta::assert_snapshot!(seen(&answer(&ann, "✉️ Ask for the envelope").await), @r"
        ✉️ I look away and hold out an envelope.
        In it: $1,000.00. In your purse: $1,000.00. You did not see me, did you?
        ");
        let egor = world.player(101, "Егор", "ru");
        egor.asks("/start").await;
        spends_all(&egor).await;
        insta::assert_snapshot!(seen(&egor.asks("/envelope").await), @r"
        ✉️ Смотрю в сторону и протягиваю конверт.
        Внутри 1_000,00_$. В кошельке теперь 1_000,00_$. И чур, меня тут не было.
        ");
        let line = ann.casts().await;
        assert!(line.contains("Stake $1,000.00"), "{line}");
        let out = ann.asks("/envelope").await;
        assert!(out.contains("still in the water"), "{out}");
        world.sandbox.market.set("ETH/USD", "3100");
        ann.hooks().await;
        world.quiet().await;
        let soon = ann.asks("/envelope").await;
        let a_day = ["1\u{a0}d 0\u{a0}h", "23\u{a0}h 59\u{a0}min"];
        assert!(soon.contains("One envelope a day") && a_day.iter().any(|wait| soon.contains(wait)), "{soon}");
        assert_eq!(world.ledger().await.matches("house_cash>cash 100000 u").count(), 2, "one each");
        world.end().await;
    });
}

#[test]
fn a_language_is_chosen_and_kept() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        insta::assert_snapshot!(seen(&ann.asks("/language").await), @r"
        🌍 In which language shall I grumble?
        Now it is English.
        ");
        insta::assert_snapshot!(seen(&answer(&ann, "🇷🇺 Русский").await), @r"
        🇷🇺 Говорим по-русски. Всё остальное на своих местах. Правила — в /help.
        ");
        assert!(ann.asks("/status").await.contains("Сидим на берегу"));
        world.quiet().await;
        world.stop().await;
        world.start().await;
        assert!(ann.casts().await.contains("Леска в воде!"), "it is kept over a restart");
        assert!(ann.hooks().await.text.contains("✨ Опыт +"));
        assert!(ann.asks("/language english").await.contains("English it is"));
        assert!(ann.asks("/status").await.contains("On the shore"));
        world.end().await;
    });
}

#[test]
fn a_new_level_tells_what_it_brings_and_the_next_cast_is_one_press_away() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        world.quiet().await;
        world.stop().await;
        world.database.execute("UPDATE players SET xp = 99").await;
        world.start().await;
        ann.casts().await;
        let caught = ann.hooks().await;
        let level =
            "🎉 Level 2! 3 baits for the tin, and the stake is now $2,000.00.\n🗺️ New water: Old Whale Bay. See /ponds";
        assert!(caught.text.contains(level), "{}", caught.text);
        world.quiet().await;
        assert_eq!(world.ledger().await.matches("house_bait>bait 3 u").count(), 1);
        ann.presses("🎣 Cast").await;
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        world.end().await;
    });
}
