//! What Telegram shows before a word is said: menus and descriptions, hung at a start and left alone by the next one.

use std::time::Duration;

use angler::sandbox::{
    Fault, Rule,
    telegram::{MenuLine, Method},
};

use crate::harness::{DEADLINE, World, run};

/// The calls that hang something.
const HANGING: [Method; 3] = [Method::SetMyCommands, Method::SetMyDescription, Method::SetMyShortDescription];

fn hung(world: &World) -> u64 {
    HANGING.iter().map(|method| world.sandbox.telegram.count(*method).accepted).sum()
}

/// Waits until all eight signs were read and those that were others are hung.
async fn all_hang(world: &World, hangings: u64) {
    let telegram = &world.sandbox.telegram;
    let done = |_: &_| {
        let hung: u64 = HANGING.iter().map(|method| telegram.count(*method).accepted).sum();
        (hung == hangings && telegram.count(Method::GetMyShortDescription).accepted >= 2).then_some(())
    };
    telegram.wait_until(done, DEADLINE).await.unwrap_or_else(|| panic!("{} of {hangings} hang", hung(world)));
}

fn shown(menu: Vec<MenuLine>) -> String {
    menu.into_iter().map(|line| format!("/{} — {}", line.command, line.description)).collect::<Vec<_>>().join("\n")
}

#[test]
fn everybody_is_shown_the_commands_in_his_language() {
    run(async || {
        let world = World::running(|_| {}).await;
        all_hang(&world, 8).await;
        let telegram = &world.sandbox.telegram;
        insta::assert_snapshot!(shown(telegram.menu(true, "en")), @r"
        /cast — throw the line in
        /hook — pull it out
        /status — your purse, your bait, your line
        /bell — wake me when the line is up or down so much: /bell +5
        /ponds — choose the water
        /rods — choose a rod, or buy one
        /daily — bait for today
        /leaderboard — who is ahead: day, week, all
        /envelope — play money when the purse is nearly empty
        /language — English or Russian
        /pnl — your gains and losses, summed up
        /history — your catches, one by one
        /fair — how the draw is made, and the seal of the next one
        /luck — your own word in the draw: /luck clover
        /verify — check that a catch was drawn fairly
        /fishdex — the fish you have caught, and those still to come
        /mydata — all that I keep of you, as a file
        /forget — make me forget you
        /help — how we fish here
        ");
        insta::assert_snapshot!(shown(telegram.menu(true, "ru")), @r"
        /cast — забросить
        /hook — подсечь
        /status — кошелёк, наживка, леска
        /bell — разбудить, когда плюс или минус такой: /bell +5
        /ponds — выбрать воду
        /rods — выбрать удочку или купить
        /daily — наживка на сегодня
        /leaderboard — кто впереди: день, неделя, всё
        /envelope — игрушечные деньги, когда кошелёк почти пуст
        /language — русский или английский
        /pnl — прибыль и убыток в сумме
        /history — уловы по одному
        /fair — как делается жребий, и печать следующего
        /luck — твоё слово в жребии: /luck клевер
        /verify — проверить, что жребий был честный
        /fishdex — кто уже пойман, а кого ещё ловить
        /mydata — всё, что я о тебе храню, файлом
        /forget — попросить меня забыть тебя
        /help — как у нас рыбачат
        ");
        insta::assert_snapshot!(shown(telegram.menu(false, "en")), @r"
        /cast — throw the line in
        /hook — pull it out
        /status — your purse, your bait, your line
        /bell — wake me when the line is up or down so much: /bell +5
        /daily — bait for today
        /leaderboard — who is ahead: day, week, all
        /verify — check that a catch was drawn fairly
        /fishdex — the fish you have caught, and those still to come
        /help — how we fish here
        ");
        insta::assert_snapshot!(shown(telegram.menu(false, "ru")), @r"
        /cast — забросить
        /hook — подсечь
        /status — кошелёк, наживка, леска
        /bell — разбудить, когда плюс или минус такой: /bell +5
        /daily — наживка на сегодня
        /leaderboard — кто впереди: день, неделя, всё
        /verify — проверить, что жребий был честный
        /fishdex — кто уже пойман, а кого ещё ловить
        /help — как у нас рыбачат
        ");
        assert_eq!(telegram.menu(true, "de"), telegram.menu(true, "en"));
        let (description, short) = telegram.descriptions("en");
        insta::assert_snapshot!(format!("{short}\n\n{description}"), @r"
        🎣 Fishing at live crypto prices with an old angler. Play money, honest draws, the odd boot.

        🎣 The water here is made of markets. Cast at the live crypto price, watch the float, hook when your nerve tells you. What the price did in between decides what comes out: a legend, a fish, or a boot.

        Play money only: no real coins, no real losses, no advice. The draw of every fish can be checked.

        Press Start, and I will show you to your stool.
        ");
        let (description, short) = telegram.descriptions("ru");
        insta::assert_snapshot!(format!("{short}\n\n{description}"), @r"
        🎣 Рыбалка по живым ценам крипты. Деньги игрушечные, жребий честный, сапоги попадаются.

        🎣 Вода здесь из рынков. Забрасываешь по живой цене крипты, глядишь на поплавок и подсекаешь, когда ёкнет сердце. Что натворит цена, то и вытянешь: легенду, рыбу или сапог.

        Деньги игрушечные: ни настоящих монет, ни настоящих потерь, ни советов. А жребий каждой рыбы можно проверить.

        Жми «Запустить» — провожу до твоей табуретки.
        ");
        world.end().await;
    });
}

#[test]
fn the_next_start_finds_them_and_hangs_anew_what_another_hand_took_down() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        all_hang(&world, 8).await;
        world.stop().await;
        world.start().await;
        let telegram = world.sandbox.telegram.clone();
        let read = |_: &_| (telegram.count(Method::GetMyShortDescription).accepted >= 4).then_some(());
        telegram.wait_until(read, DEADLINE).await.expect("the second start reads them");
        assert_eq!(hung(&world), 8, "nothing is hung twice");
        world.stop().await;
        telegram.take_signs_down();
        world.start().await;
        all_hang(&world, 16).await;
        assert!(!telegram.menu(true, "ru").is_empty());
        world.end().await;
    });
}

#[test]
fn a_telegram_that_refuses_menus_keeps_nobody_from_fishing() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let switches = &world.sandbox.telegram.switches;
        switches.add(Rule::new(Fault::status(400)).on("setMyCommands"));
        switches.add(Rule::new(Fault::Delay(Duration::from_millis(50))).on("getMyCommands"));
        world.start().await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        all_hang(&world, 4).await;
        assert_eq!(world.sandbox.telegram.menu(true, "en"), []);
        ann.hooks().await;
        world.end().await;
    });
}
