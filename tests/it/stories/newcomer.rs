//! First contact: the welcome, given once, however the player comes in.

use crate::harness::{World, run, seen};

const WELCOME: &str = "house_bait>bait 10 welcome, house_cash>cash 1000000 welcome";

#[test]
fn a_newcomer_is_welcomed_once_in_his_own_words() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        insta::assert_snapshot!(seen(&ann.asks("/start").await), @r"
        🎣 Welcome to the shore, Ann!

        I am the old angler. The water here is made of markets: you /cast at the live price, you /hook when your nerve tells you, and what the price did in between decides what comes out. A legend, a fish, or a boot.

        I have packed your bag: 10 baits, $10,000.00 and two rods. You stand at Ether Creek, holding the Optimist +2.0×.

        👣 Step one of three: /cast. One bait and a stake go in at the live price. Nothing is decided until the line comes out.

        🔏 Seal of your draw №1, luck angler:
        (a seal)

        Play money only: no real coins, no real losses, and nothing here is advice.
        ");
        world.quiet().await;
        assert_eq!(world.ledger().await, WELCOME);
        let again = ann.asks("/start").await;
        assert!(again.contains("Back at the water, Ann?") && again.contains("10 baits"), "{again}");
        let egor = world.player(101, "Егор", "ru-RU");
        insta::assert_snapshot!(seen(&egor.asks("/start").await), @r"
        🎣 Добро пожаловать на берег, Егор!

        Я здешний старый рыбак. Вода тут из рынков: забрасываешь по живой цене — /cast, подсекаешь, когда ёкнет сердце — /hook. Что за это время натворит цена, то и вытянешь: легенду, рыбу или сапог.

        Рюкзак уже собран: 10 наживок, 10_000,00_$ и две удочки. Место — Эфирная заводь, в руках Оптимист +2,0×.

        👣 Шаг первый из трёх: /cast. Наживка и ставка уйдут в воду по живой цене. Пока леска там, ничего ещё не решено.

        🔏 Печать твоего жребия №1, удача angler:
        (a seal)

        Деньги игрушечные: ни настоящих монет, ни настоящих потерь, и советов здесь не дают.
        ");
        world.quiet().await;
        assert_eq!(world.ledger().await, format!("{WELCOME}, {WELCOME}"));
        let rows =
            "SELECT string_agg(concat_ws(' ', version, bait, cash_cents, level, xp, pond, rod), ', ') FROM players";
        assert_eq!(world.database.text(rows).await, "1 10 1000000 1 0 ETH/USD long-2, 1 10 1000000 1 0 ETH/USD long-2");
        world.end().await;
    });
}

#[test]
fn help_is_a_page_in_both_languages() {
    run(async || {
        let world = World::running(|_| {}).await;
        insta::assert_snapshot!(seen(&world.player(100, "Ann", "en").asks("/help").await), @r"
        📖 How we fish here
        1. /cast puts one bait on the hook and a stake from your purse behind it. The line goes in at the live market price.
        2. The price wanders, your rod multiplies it. A long rod likes it rising, a short rod falling.
        3. /hook pulls it out at the live price. The gain or loss is yours, and it decides which fish bites.

        Win a lot, and rare things come up. Lose a lot, and stranger ones do. A line that loses its whole stake snaps.
        The market must answer with a fresh price. When it does not, nothing is spent.

        Commands
        /cast throw the line in
        /hook pull it out
        /status your purse, your bait, your line
        /bell wake me when the line is up or down so much: /bell +5
        /ponds choose the water
        /rods choose a rod, or buy one
        /daily bait for today
        /leaderboard who is ahead: day, week, all
        /envelope play money when the purse is nearly empty
        /language English or Russian
        /pnl your gains and losses, summed up
        /history your catches, one by one
        /fair how the draw is made, and the seal of the next one
        /luck your own word in the draw: /luck clover
        /verify check that a catch was drawn fairly
        /fishdex the fish you have caught, and those still to come
        /mydata all that I keep of you, as a file
        /forget make me forget you
        /help how we fish here

        Play money only: no real coins, no real losses, and nothing here is advice.
        ");
        insta::assert_snapshot!(seen(&world.player(101, "Егор", "ru").asks("/help").await), @r"
        📖 Как у нас рыбачат
        1. /cast — одна наживка на крючок, ставка из кошелька следом. Леска уходит в воду по живой рыночной цене.
        2. Цена гуляет, удочка умножает. Удочка с плюсом (лонг) ждёт роста, с минусом (шорт) — падения.
        3. /hook — подсечка по живой цене. Прибыль или убыток твои, и от них зависит, кто клюнет.

        Большой плюс поднимает редкости. Большой минус — тоже, но такие, что лучше не гладить. Леска, потерявшая всю ставку, рвётся.
        Рынок обязан ответить свежей ценой. Промолчал — ничего не потрачено.

        Команды
        /cast забросить
        /hook подсечь
        /status кошелёк, наживка, леска
        /bell разбудить, когда плюс или минус такой: /bell +5
        /ponds выбрать воду
        /rods выбрать удочку или купить
        /daily наживка на сегодня
        /leaderboard кто впереди: день, неделя, всё
        /envelope игрушечные деньги, когда кошелёк почти пуст
        /language русский или английский
        /pnl прибыль и убыток в сумме
        /history уловы по одному
        /fair как делается жребий, и печать следующего
        /luck твоё слово в жребии: /luck клевер
        /verify проверить, что жребий был честный
        /fishdex кто уже пойман, а кого ещё ловить
        /mydata всё, что я о тебе храню, файлом
        /forget попросить меня забыть тебя
        /help как у нас рыбачат

        Деньги игрушечные: ни настоящих монет, ни настоящих потерь, и советов здесь не дают.
        ");
        world.end().await;
    });
}

#[test]
fn whoever_begins_with_a_cast_has_the_bait_for_it() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let line = ann.casts().await;
        assert!(line.contains("9 baits") && line.contains("$9,000.00 left"), "{line}");
        world.quiet().await;
        let cast = "bait>house_bait 1 u, cash>position 100000 u";
        assert_eq!(world.ledger().await, format!("{WELCOME}, {cast}"));
        let start = ann.asks("/start").await;
        assert!(start.contains("Ann"), "{start}");
        world.quiet().await;
        assert_eq!(world.ledger().await, format!("{WELCOME}, {cast}"));
        world.end().await;
    });
}

#[test]
fn a_deep_link_and_two_starts_at_once_welcome_once() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.says("/start ref_42");
        ann.says("/start ref_42");
        let (first, second) = (ann.hears(0).await, ann.hears(1).await);
        assert!(first.contains("Welcome to the shore, Ann!"), "{first}");
        assert!(second.contains("Back at the water"), "{second}");
        world.quiet().await;
        assert_eq!(world.ledger().await, WELCOME);
        assert_eq!(ann.heard(), 2);
        world.end().await;
    });
}
