//! Monday at the pier: each group that caught anything in the week before is told its podium, once.

use angler::sandbox::{Fault, Rule};

use crate::harness::{Player, Process, World, run, seen};

const PIER: i64 = -500;
const QUIET_PIER: i64 = -501;
const LEFT_PIER: i64 = -502;
/// The week before this one, by the database.
const LAST: &str = "to_char((now() AT TIME ZONE 'UTC') - interval '7 days', 'IYYY-\"W\"IW')";
const TOLD: &str = "SELECT count(*) FROM outbox WHERE cause LIKE 'week%' AND delivered_at IS NOT NULL";

/// Catches of three players at the pier, in the week before; the service is stopped.
async fn last_week(language: &str) -> (World, Player) {
    let mut world = World::running(|_| {}).await;
    let people = [(100, "Ann"), (101, "Егор <&>"), (102, "Zoe"), (103, "Bob")];
    for (nth, (id, name)) in people.into_iter().enumerate() {
        let player = world.player(id, name, language).in_chat(PIER);
        player.casts().await;
        world.sandbox.market.move_by_bp("ETH/USD", 100 - 80 * nth as i64);
        player.hooks().await;
    }
    let ann = world.player(100, "Ann", language);
    ann.in_chat(LEFT_PIER).casts().await;
    ann.in_chat(LEFT_PIER).hooks().await;
    ann.in_chat(QUIET_PIER).asks("/status").await;
    world.database.waits_for("SELECT count(*) FROM groups", 3).await;
    world.quiet().await;
    world.stop().await;
    let aged = format!("UPDATE boards SET period = {LAST} WHERE period LIKE '%W%'");
    world.database.execute(&aged).await;
    world.database.execute("UPDATE groups SET left_at = now() WHERE chat_id = -502").await;
    (world, ann.in_chat(PIER))
}

async fn podium(language: &str) -> String {
    let (mut world, ann) = last_week(language).await;
    let elsewhere = || ann.in_chat(LEFT_PIER).heard() + ann.in_chat(QUIET_PIER).heard();
    let (before, known) = (ann.heard(), elsewhere());
    world.start().await;
    let told = ann.hears(before).await;
    world.quiet().await;
    assert_eq!(elsewhere(), known, "who left, and where nobody fished, hears nothing");
    // Started again, nothing is told again.
    world.stop().await;
    world.start().await;
    world.quiet().await;
    assert_eq!((ann.heard(), world.database.number(TOLD).await), (before + 1, 1));
    let week = format!("SELECT count(*) FROM groups WHERE closed_week = {LAST}");
    assert_eq!(world.database.number(&week).await, 1);
    world.end().await;
    told
}

#[test]
fn the_week_is_read_out_once_in_english() {
    run(async || {
        insta::assert_snapshot!(seen(&podium("en").await), @r"
        🏆 The week at “Pier 500” is over

        🥇 Ann · +$20.00 · 1 catch
        🥈 Егор <&> · +$4.00 · 1 catch
        🥉 Zoe · −$12.00 · 1 catch

        4 catches by 4 anglers.
        Hats off. The board is wiped clean, and the new week bites already: /cast
        ");
    });
}

#[test]
fn the_week_is_read_out_once_in_russian() {
    run(async || {
        insta::assert_snapshot!(seen(&podium("ru").await), @r"
        🏆 Неделя на причале «Pier 500» закончилась

        🥇 Ann · +20,00_$ · 1 улов
        🥈 Егор <&> · +4,00_$ · 1 улов
        🥉 Zoe · −12,00_$ · 1 улов

        На всех 4 улова, 4 рыбака.
        Снимаю шляпу. Доска вытерта, новая неделя уже клюёт: /cast
        ");
    });
}

#[test]
fn a_kill_between_writing_and_telling_tells_it_once() {
    run(async || {
        let (mut world, ann) = last_week("en").await;
        let before = ann.heard();
        // Telegram takes nothing, so that the podium is written and not told when the service is killed.
        let switches = &world.sandbox.telegram.switches;
        let rule = switches.add(Rule::new(Fault::status(502)).on("sendMessage").chat(PIER));
        let process = Process::serve(&world, &[]).await;
        world.database.waits_for("SELECT count(*) FROM outbox WHERE cause LIKE 'week%'", 1).await;
        // Killed between two tries: one that was under way would be taken once the rule is gone.
        world.struck(rule, 1).await;
        process.kill().await;
        switches.remove(rule);
        assert_eq!(ann.heard(), before);
        world.start().await;
        world.database.waits_for(TOLD, 1).await;
        world.quiet().await;
        assert_eq!(ann.heard(), before + 1);
        world.end().await;
    });
}
