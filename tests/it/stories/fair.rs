//! Trust no angler: a catch is laid open by `/verify` and recomputed by `scripts/verify`, which has nothing of our code.
//!
//! **Invariant:** the seed of a line that is still out is in no answer; what the script reads is the text as a player copies it.

use std::{
    io::Write,
    process::{Command, Stdio},
};

use angler::game::fair::hex;

use crate::harness::{World, run, seen};

/// Runs `scripts/verify` over a text: its exit code, and what it said.
pub(super) fn recomputed(arguments: &[&str], text: &str) -> (Option<i32>, String) {
    let script = concat!(env!("CARGO_MANIFEST_DIR"), "/scripts/verify");
    let child = Command::new("python3")
        .arg(script)
        .args(arguments)
        .env("PYTHONDONTWRITEBYTECODE", "1")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn();
    let mut child =
        child.unwrap_or_else(|error| panic!("scripts/verify needs python3 (Debian: package python3): {error}"));
    // A script that ends early reads no more; its exit code says the rest.
    let _ended = child.stdin.take().expect("a pipe").write_all(text.as_bytes());
    let output = child.wait_with_output().expect("it ends");
    let said = [output.stdout, output.stderr].concat();
    (output.status.code(), String::from_utf8_lossy(&said).into_owned())
}

/// The number of the newest line of a player, by Telegram's id.
pub(super) async fn newest(world: &World, telegram_id: i64) -> i64 {
    let sql = "SELECT max(position_id) FROM positions JOIN players USING (player_id) WHERE telegram_id =";
    world.database.number(&format!("{sql} {telegram_id}")).await
}

#[test]
fn the_published_vectors_hold() {
    let (code, said) = recomputed(&["--test-vectors"], "");
    assert_eq!((code, said.matches("\n  fish ").count()), (Some(0), 10), "{said}");
    assert!(said.ends_with("everything holds\n") && !said.contains("FAILED"), "{said}");
}

#[test]
fn what_cannot_be_read_is_said_clearly() {
    let vectors = include_str!("../../../scripts/verify-vectors.txt");
    for (text, words) in [
        (String::new(), "there is no position=... line"),
        ("/verify 42\nhello".to_owned(), "there is no position=... line"),
        (vectors.replacen("roll=", "rolled=", 1), "the line roll= is missing"),
        (vectors.replacen("pond=", "seed=00\npond=", 1), "the line seed= stands twice"),
        (vectors.replacen("stake=", "stake=much", 1), "stake is no number"),
        (vectors.replacen("entry=2", "entry=-2", 1), "prices and stake are over zero"),
        (vectors.replacen("_round=2026", "_round=2026-99", 1), "is no time"),
        (vectors.replacen("=trash:", "=treasure:", 1), "do not name the same tiers"),
    ] {
        let (code, said) = recomputed(&[], &text);
        assert!(code == Some(2) && said.contains("cannot be read") && said.contains(words), "{code:?} {said}");
        assert!(!said.contains("Traceback"), "{said}");
    }
}

#[test]
fn a_catch_is_laid_open_and_anyone_can_recompute_it() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru"));
        for (player, open, exit) in [(&ann, "still in the water", "2531.27"), (&egor, "ещё в воде", "2433.33")]
        {
            world.sandbox.market.set("ETH/USD", "2500");
            player.casts().await;
            world.quiet().await;
            let id = newest(&world, player.id).await;
            let secret = hex(world.open_seed().await.bytes());
            let status = player.asks("/status").await;
            let shut = player.asks(&format!("/verify {id}")).await;
            assert!(shut.contains(open) && shut.contains(&id.to_string()), "{shut}");
            assert!(!player.heard_texts().concat().contains(&secret), "the seed of an open line is nowhere");
            world.sandbox.market.set("ETH/USD", exit);
            player.hooks().await;
            let page = player.asks(&format!("/verify №{id}")).await;
            let (code, said) = recomputed(&[], &page);
            assert_eq!(code, Some(0), "{said}\n{page}");
            let value =
                |name: &str| page.lines().find_map(|line| line.strip_prefix(name)).unwrap_or_default().to_owned();
            assert!(value("seed=") == secret && status.contains(&value("commitment=")), "{page}");
            assert_eq!((value("position="), value("exit=")), (id.to_string(), exit.to_owned()));
            for (name, forged) in [
                ("seed=", "0".repeat(64)),
                ("roll=", "0".repeat(64)),
                ("commitment=", "0".repeat(64)),
                ("exit=", "2531.28".to_owned()),
                ("leverage=", "2.1".to_owned()),
                ("cents=", "2503".to_owned()),
                ("percent=", "2.5017".to_owned()),
                ("fish=", "genesis-whale".to_owned()),
                ("entry_round=", "2099-01-01T00:00:00Z".to_owned()),
            ] {
                let before = format!("\n{name}{}", value(name));
                let tampered = format!("\n{page}").replacen(&before, &format!("\n{name}{forged}"), 1);
                assert_ne!(tampered, format!("\n{page}"), "{name}");
                let (code, said) = recomputed(&[], &tampered);
                assert!(code == Some(1) && said.contains("FAILED"), "{name}{forged}: {said}");
            }
        }
        let foreign = ann.asks(&format!("/verify {}", newest(&world, 101).await)).await;
        assert!(foreign.contains("I only open your own"), "{foreign}");
        world.end().await;
    });
}

#[test]
fn the_page_says_how_the_draw_chose() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.sandbox.market.set("ETH/USD", "1250");
        ann.hooks().await;
        world.quiet().await;
        ann.asks("/verify").await;
        let id = newest(&world, 100).await;
        ann.presses(&format!("🔎 🪢 №{id}")).await;
        let page = seen(&ann.sees_words("cut open for you").await);
        let words = page.split("\nposition=").next().unwrap_or_default().replace(&format!("№{id}"), "№#");
        let line = |line: &str| line.split(" (sources").next().unwrap_or_default().to_owned();
        insta::assert_snapshot!(words.lines().map(line).collect::<Vec<_>>().join("\n"), @r"
        🔎 Catch №#, cut open for you
        🪢 Snapped Line
        Ether Creek · Optimist +2.0× · 💰 $1,000.00

        ⬇️ In at $2,500.00
        ⬆️ Out at $1,250.00
        📉 −100.0000_% · −$1,000.00

        🪢 The line snapped, so nothing was drawn: no candidates, no choice, only the stake gone.

        🔒 The seal you were shown is the commitment below, and the seed is what lay under it. Anyone can recompute the draw from this block, by hand or with the script scripts/verify that is published with my source code:
        ");
        assert!(page.contains("\ncandidates=none\nfish=snapped-line"), "{page}");
        let (code, said) = recomputed(&[], &page);
        assert!(code == Some(0) && said.contains("nothing is drawn"), "{said}");
        let egor = world.player(101, "Егор", "ru");
        world.sandbox.market.set("ETH/USD", "2500");
        egor.casts().await;
        world.sandbox.market.set("ETH/USD", "2550");
        egor.hooks().await;
        world.quiet().await;
        let id = newest(&world, 101).await;
        let page = seen(&egor.asks(&format!("/verify {id}")).await);
        let (code, said) = recomputed(&[], &page);
        assert_eq!(code, Some(0), "{said}");
        // The script's own numbers are those of the page: `12 of 44 is trash, 5 of 6 is sock-puppet-account`.
        let drawn = said.split("fish         ok: ").nth(1).unwrap_or_default();
        let numbers: Vec<&str> = drawn.split([' ', ',', '\n']).filter(|word| word.parse::<u64>().is_ok()).collect();
        let [rest, total, index, count] = numbers[..] else { panic!("{drawn}") };
        assert!(page.contains(&format!("делим на {total}, остаток {rest}, а от ")), "{page}");
        assert!(page.contains(&format!("делим на {count}, остаток {index}, значит, рыба на месте ")), "{page}");
        assert!(page.contains("fish:2:1:angler"), "{page}");
        world.end().await;
    });
}

#[test]
fn whoever_asks_for_nothing_or_nonsense_is_helped() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru"));
        insta::assert_snapshot!(seen(&ann.asks("/verify").await), @r"
        🔎 Never trust an angler, measure the fish.
        Before your cast a secret number lies in my box, and you see its seal: /fair. Once the line is out I show you everything: the number, your luck, the prices and where they came from, who could have bitten, and how the draw chose.

        You have no catch yet to open. /cast, /hook, then come back.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/verify").await), @r"
        🔎 Рыбаку не верь, рыбу измерь.
        Ещё до заброса у меня в ларце лежит секретное число, и ты видишь его печать: /fair. Когда леска на берегу, показываю всё: само число, твою удачу, цены и откуда они, кто мог клюнуть и как выбрал жребий.

        Вскрывать пока нечего. Сначала /cast, потом /hook — и приходи.
        ");
        insta::assert_snapshot!(seen(&ann.asks("/verify 424242").await), @r"
        🗃️ There is no catch №424242 in your book. I only open your own.
        /history has your numbers.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/verify 424242").await), @r"
        🗃️ Улова №424242 в твоей тетради нет. А чужие я не вскрываю.
        Твои номера — в /history.
        ");
        insta::assert_snapshot!(seen(&ann.asks("/verify my boot").await), @r"
        🔢 That is no number of a catch. Nothing was opened and nothing is lost.
        Send it like this: /verify 42. Your numbers are in /history.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/verify -1").await), @r"
        🔢 Это не номер улова. Ничего не вскрыто, ничего не потеряно.
        Пришли вот так: /verify 42. Твои номера — в /history.
        ");
        world.quiet().await;
        let player = world.database.number("SELECT player_id FROM players WHERE telegram_id = 100").await;
        let toast = ann.toast(&ann.forges(&format!("verify:{player}:424242"))).await;
        assert!(toast.contains("no catch №424242"), "{toast}");
        let toast = egor.toast(&egor.forges(&format!("verify:{player}:1"))).await;
        assert_eq!(toast, "Это чужая удочка. Своя — по /cast");
        world.quiet().await;
        world.end().await;
    });
}
