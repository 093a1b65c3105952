//! A few pages as a player reads them, whole, in both languages. Only tests have this file.
//!
//! **Invariant:** a no-break space is written as `_` here, so that it can be seen.

use super::{samples::*, *};
use crate::{game::hook::HookRefusal, game::money::PnlPercent, text::toasts::plain};

fn seen(page: &str) -> String {
    page.replace('\u{a0}', "_")
}

#[test]
fn the_result_of_a_cast() {
    insta::assert_snapshot!(seen(&line_out(Lang::En, &player(), &line("2500.12")).text), @r"
    🎣 <b>The line is in!</b>
    Ether Creek · Optimist +2.0×
    💰 Stake $1,000.00
    📍 Entry <b>$2,500.12</b>
    🪱 9 baits · 💵 $9,000.00 left

    🔏 Seal of your draw №4, luck <code>angler</code>:
    <code>2578ccf8645b2d1dc10c465eff843585970f3a7e22296a92cad55d489a272072</code>

    The price does the swimming now. /status to peek, /hook when your nerve says so.
    ");
    insta::assert_snapshot!(seen(&line_out(Lang::Ru, &player(), &line("2500.12")).text), @r"
    🎣 <b>Леска в воде!</b>
    Эфирная заводь · Оптимист +2,0×
    💰 Ставка 1_000,00_$
    📍 Вход <b>2_500,12_$</b>
    Осталось: 🪱 9 наживок · 💵 9_000,00_$

    🔏 Печать твоего жребия №4, удача <code>angler</code>:
    <code>2578ccf8645b2d1dc10c465eff843585970f3a7e22296a92cad55d489a272072</code>

    Дальше плавает цена. Подглядеть — /status, подсечь, когда ёкнет, — /hook.
    ");
}

#[test]
fn a_line_in_the_water() {
    let page = |lang| status_fishing(lang, &player(), &line("2500"), Some(&tick(1_720, "2490.1")), at(1_725));
    insta::assert_snapshot!(seen(&page(Lang::En).text), @r"
    🎣 <b>Line in the water, 12_min 5_s</b>
    Ether Creek · Optimist +2.0×
    💰 Stake $1,000.00
    📍 $2,500.00 → <b>$2,490.10</b> <i>(price 7_s old)</i>
    📉 <b>−0.79_%</b> · <b>−$7.92</b>

    🪱 9 baits · 💵 $9,000.00
    ⭐ Level 2 · 120 XP, 180 to the next

    🔏 Seal of your draw №4, luck <code>angler</code>:
    <code>2578ccf8645b2d1dc10c465eff843585970f3a7e22296a92cad55d489a272072</code>

    🔒 Fingerprint of this line's draw:
    <code>4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0</code>
    ");
    insta::assert_snapshot!(seen(&page(Lang::Ru).text), @r"
    🎣 <b>Леска в воде, 12_мин 5_с</b>
    Эфирная заводь · Оптимист +2,0×
    💰 Ставка 1_000,00_$
    📍 2_500,00_$ → <b>2_490,10_$</b> <i>(7_с назад)</i>
    📉 <b>−0,79_%</b> · <b>−7,92_$</b>

    🪱 9 наживок · 💵 9_000,00_$
    ⭐ Уровень 2 · опыт 120, до следующего 180

    🔏 Печать твоего жребия №4, удача <code>angler</code>:
    <code>2578ccf8645b2d1dc10c465eff843585970f3a7e22296a92cad55d489a272072</code>

    🔒 Отпечаток жребия этой лески:
    <code>4bb06f8e4e3a7715d201d573d0aa423762e55dabd61a2c02278fa56cc6d294e0</code>
    ");
    let labels: Vec<String> =
        page(Lang::En).keyboard.concat().into_iter().map(|b| format!("{} {}", b.label, b.data)).collect();
    assert_eq!(labels, ["🐟 Hook hook:17:42", "👀 Status status:17:42"]);
}

#[test]
fn a_catch_that_brings_a_level() {
    let mut caught = caught("meme-koi", "2500", "2531.25");
    (caught.level_after, caught.bait_gained) = (3, 3);
    insta::assert_snapshot!(seen(&catch_caption(Lang::En, &caught, &player())), @r"
    🎏 <b>Meme Koi</b> · Rare
    <i>Began as a joke among frogs. Now it pays the frogs' rent, and still nobody can explain the hat.</i>

    📈 <b>+2.50_%</b> · <b>+$25.00</b>
    📍 $2,500.00 → $2,531.25
    Ether Creek · Optimist +2.0× · 12_min 5_s in the water
    ✨ +25 XP

    🎉 <b>Level 3!</b> 3 baits for the tin, and the stake is now $3,000.00.
    🗺️ New water: Sunny Rapids. See /ponds

    🪱 9 baits · 💵 $9,000.00
    ");
    insta::assert_snapshot!(seen(&catch_caption(Lang::Ru, &caught, &player())), @r"
    🎏 <b>Мемный карп</b> · Редкая
    <i>Родился из шутки про лягушку. Теперь кормит полпруда, а смешно по-прежнему только ему.</i>

    📈 <b>+2,50_%</b> · <b>+25,00_$</b>
    📍 2_500,00_$ → 2_531,25_$
    Эфирная заводь · Оптимист +2,0× · в воде 12_мин 5_с
    ✨ Опыт +25

    🎉 <b>Уровень 3!</b> В банку — 3 наживки, ставка теперь 3_000,00_$.
    🗺️ Новая вода: Солнечный перекат. Выбрать — /ponds

    🪱 9 наживок · 💵 9_000,00_$
    ");
}

#[test]
fn a_hook_too_quick() {
    let refusal = HookRefusal::TooQuick { percent: PnlPercent(34), wait_s: 48 };
    insta::assert_snapshot!(seen(&plain(&hook_refused(Lang::En, &refusal).text)), @r"
    🐌 Too quick! The price moved +0.0034_%, the worm is not even wet.
    Wait 48_s, or until the price stirs, and /hook again. The line stays in.
    ");
    insta::assert_snapshot!(seen(&plain(&hook_refused(Lang::Ru, &refusal).text)), @r"
    🐌 Куда спешим? Цена сдвинулась на +0,0034_%, червяк ещё не намок.
    Подожди 48_с или пока цена шевельнётся — и снова /hook. Леска в воде.
    ");
}
