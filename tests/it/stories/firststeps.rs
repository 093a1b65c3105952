//! The first three steps: cast, peek, hook, each taught in the answer to the one before, until the first catch and never again.

use crate::harness::{Player, World, run, seen};

/// The path as a newcomer walks it, with a start in between to see where he stands: what he is told at each step. A status is cut
/// where the numbers of the moment begin, and a catch to its last paragraph, for nobody knows which fish bites.
async fn walks(world: &World, who: &Player) -> String {
    let mut told = vec![who.asks("/start").await, who.casts().await];
    told.push(who.asks("/start").await);
    world.sandbox.market.set("ETH/USD", "2525");
    let status = who.asks("/status").await;
    told.push(last_but(&status, 1).to_owned());
    told.push(last_but(&who.hooks().await.text, 0).to_owned());
    told.push(who.asks("/start").await);
    told.push(last_but(&who.casts().await, 0).to_owned());
    let status = who.asks("/status").await;
    assert!(!status.contains('👣'), "a known craft is not taught: {status}");
    assert!(!who.hooks().await.text.contains('👣'));
    world.sandbox.market.set("ETH/USD", "2500");
    seen(&told.join("\n--\n"))
}

fn last_but(text: &str, after: usize) -> &str {
    text.rsplit("\n\n").nth(after).expect("a paragraph")
}

#[test]
fn three_messages_teach_the_craft_and_the_first_catch_ends_the_lesson() {
    run(async || {
        let world = World::running(|_| {}).await;
        let told = walks(&world, &world.player(100, "Ann", "en")).await;
        insta::assert_snapshot!(told, @r"
        🎣 Welcome to the shore, Ann!

        I am the old angler. The water here is made of markets: you /cast at the live price, you /hook when your nerve tells you, and what the price did in between decides what comes out. A legend, a fish, or a boot.

        I have packed your bag: 10 baits, $10,000.00 and two rods. You stand at Ether Creek, holding the Optimist +2.0×.

        👣 Step one of three: /cast. One bait and a stake go in at the live price. Nothing is decided until the line comes out.

        🔏 Seal of your draw №1, luck angler:
        (a seal)

        Play money only: no real coins, no real losses, and nothing here is advice.
        --
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
        --
        🎣 Back at the water, Ann? I kept your stool dry.

        ⭐ Level 1 · 🪱 9 baits · 💵 $9,000.00
        Ether Creek · Optimist +2.0×

        👣 Step two of three: /status. Your first line is in the water, and a look at it costs nothing. The third step is /hook.

        Play money only: no real coins, no real losses, and nothing here is advice.
        --
        👣 Step three of three: /hook. Left of the arrow is your price, right of it the price now; in the line below, what you would win or lose by coming out now. Around zero only small fry bite, so you may wait for a wave. A line that loses its whole stake snaps.
        --
        👣 That was the whole craft: cast, peek, hook. Falling prices are for a short rod: /rods. New water opens with new levels: /ponds
        --
        🎣 Back at the water, Ann? I kept your stool dry.

        ⭐ Level 1 · 🪱 9 baits · 💵 $10,020.00
        Ether Creek · Optimist +2.0×

        The fish are talking about you. /cast

        Play money only: no real coins, no real losses, and nothing here is advice.
        --
        The price does the swimming now. /status to peek, /hook when your nerve says so.
        ");
        let told = walks(&world, &world.player(101, "Егор", "ru")).await;
        insta::assert_snapshot!(told, @r"
        🎣 Добро пожаловать на берег, Егор!

        Я здешний старый рыбак. Вода тут из рынков: забрасываешь по живой цене — /cast, подсекаешь, когда ёкнет сердце — /hook. Что за это время натворит цена, то и вытянешь: легенду, рыбу или сапог.

        Рюкзак уже собран: 10 наживок, 10_000,00_$ и две удочки. Место — Эфирная заводь, в руках Оптимист +2,0×.

        👣 Шаг первый из трёх: /cast. Наживка и ставка уйдут в воду по живой цене. Пока леска там, ничего ещё не решено.

        🔏 Печать твоего жребия №1, удача angler:
        (a seal)

        Деньги игрушечные: ни настоящих монет, ни настоящих потерь, и советов здесь не дают.
        --
        🎣 Леска в воде!
        Эфирная заводь · Оптимист +2,0×
        💰 Ставка 1_000,00_$
        📍 Вход 2_500,00_$
        Осталось: 🪱 9 наживок · 💵 9_000,00_$

        🔏 Печать жребия этой лески №1, удача angler:
        (a seal)

        🔏 Печать твоего жребия №2, удача angler:
        (a seal)

        👣 Шаг второй из трёх. Дальше плавает цена. Дай ей минуту, а потом подгляди, как там поплавок: /status
        --
        🎣 Снова у воды, Егор? Табуретка твоя, сухая.

        ⭐ Уровень 1 · 🪱 9 наживок · 💵 9_000,00_$
        Эфирная заводь · Оптимист +2,0×

        👣 Шаг второй из трёх: /status. Твоя первая леска в воде, и взглянуть на неё ничего не стоит. А третий шаг — /hook.

        Деньги игрушечные: ни настоящих монет, ни настоящих потерь, и советов здесь не дают.
        --
        👣 Шаг третий из трёх: /hook. Слева от стрелки цена входа, справа нынешняя, строчкой под ними — итог, если подсечь прямо сейчас. Если он возле нуля, клюёт одна мелочь: можно подождать волны. Леска, потерявшая всю ставку, рвётся.
        --
        👣 Вот и вся наука: забросить, подглядеть, подсечь. На падение есть шорт-удочка — /rods, а новая вода открывается с уровнями — /ponds
        --
        🎣 Снова у воды, Егор? Табуретка твоя, сухая.

        ⭐ Уровень 1 · 🪱 9 наживок · 💵 10_020,00_$
        Эфирная заводь · Оптимист +2,0×

        Рыба о тебе спрашивала. Забросить — /cast.

        Деньги игрушечные: ни настоящих монет, ни настоящих потерь, и советов здесь не дают.
        --
        Дальше плавает цена. Подглядеть — /status, подсечь, когда ёкнет, — /hook.
        ");
        world.quiet().await;
        // Words only: whoever walked the path and started three times has been welcomed once.
        let gifts = "SELECT count(*) FROM ledger WHERE cause = 'welcome'";
        assert_eq!(world.database.number(gifts).await, 4, "bait and cash, for two players");
        world.end().await;
    });
}

#[test]
fn whoever_begins_with_a_cast_is_told_of_the_next_step_and_not_of_the_first() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let line = ann.casts().await;
        assert!(line.contains("Step two of three."), "{line}");
        let start = ann.asks("/start").await;
        assert!(start.contains("Welcome to the shore") && start.contains("Step two of three: /status."), "{start}");
        assert!(!start.contains("Step one"), "{start}");
        world.end().await;
    });
}
