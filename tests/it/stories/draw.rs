//! The draw that nobody steers: the seal before the cast, the player's own word in the roll, and a proof in which every forgery shows.
//!
//! **Invariant:** a seed's commitment is read in the chat before the cast that takes it, and its seed only in the proof.

use std::time::Duration;

use angler::sandbox::{Exchange, Fault, Rule};

use super::fair::{newest, recomputed};
use crate::harness::{DEADLINE, Player, World, run, seen};

/// The seal that stands on a page under these words.
fn seal(page: &str, under: &str) -> String {
    let mut lines = page.lines().skip_while(|line| !line.contains(under));
    lines.nth(1).unwrap_or_else(|| panic!("no seal under '{under}' in {page}")).to_owned()
}

/// A line of a proof.
fn value(page: &str, name: &str) -> String {
    let found = page.lines().find_map(|line| line.strip_prefix(&format!("{name}=")));
    found.unwrap_or_else(|| panic!("no {name}= in {page}")).to_owned()
}

/// Hooks, and gives the page of the proof.
async fn proof(world: &World, who: &Player) -> String {
    who.hooks().await;
    world.quiet().await;
    who.asks(&format!("/verify {}", newest(world, who.id).await)).await
}

#[test]
fn the_seal_is_shown_before_each_cast_and_the_numbers_have_no_gap() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let mut shown = seal(&ann.asks("/start").await, "draw №1, luck angler");
        let (mut proofs, mut pages) = (String::new(), Vec::new());
        for (number, luck) in [(1, "angler"), (2, "клевер"), (3, "a&b<i>🍀")] {
            if number > 1 {
                let set = ann.asks(&format!("/luck {luck}")).await;
                assert!(set.contains(luck) && seal(&set, "Seal of your draw") == shown, "{set}");
            }
            for page in ["/status", "/fair", "/luck"] {
                let page = ann.asks(page).await;
                assert_eq!(seal(&page, &format!("draw №{number}, luck {luck}")), shown, "{page}");
            }
            let next = seal(&ann.casts().await, &format!("Seal of your draw №{}, luck", number + 1));
            world.quiet().await;
            let line = ann.asks("/status").await;
            assert_eq!(seal(&line, "Fingerprint of this line's draw"), shown, "{line}");
            assert_eq!(seal(&line, "Seal of your draw"), next, "{line}");
            let page = proof(&world, &ann).await;
            assert_eq!((value(&page, "commitment"), value(&page, "luck")), (shown, luck.to_owned()), "{page}");
            assert_eq!((value(&page, "draw"), value(&page, "number")), ("2".to_owned(), number.to_string()));
            proofs += &format!("{page}\n");
            pages.push(page);
            shown = next;
        }
        let (code, said) = recomputed(&[], &proofs);
        assert!(code == Some(0) && said.contains("numbers of the draws ok: 1 to 3, none missing"), "{said}");
        let (code, said) = recomputed(&[], &format!("{}\n{}", pages[0], pages[2]));
        assert!(code == Some(0) && said.contains("GAP: 2 missing between 1 and 3"), "{said}");
        let twice = pages[2].replace("number=3", "number=1");
        let (code, said) = recomputed(&[], &format!("{}\n{twice}", pages[0]));
        assert!(code == Some(1) && said.contains("FAILED: 1 stands in several lines"), "{said}");
        world.end().await;
    });
}

#[test]
fn whoever_begins_with_a_cast_sees_the_seal_before_there_is_a_price() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru"));
        let desks = Exchange::ALL.map(|exchange| world.sandbox.market.desk(exchange));
        desks.iter().for_each(|desk| _ = desk.switches.add(Rule::new(Fault::status(503))));
        let (frame, russian) = (ann.asks("/cast").await, egor.asks("/cast").await);
        let shown = seal(&frame, "Seal of your draw №1, luck angler");
        assert!(russian.contains("Печать твоего жребия №1, удача angler"), "{russian}");
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        desks.iter().for_each(|desk| desk.switches.clear());
        let result = ann.sees_words("The line is in!").await;
        assert_eq!(seal(&result, "Seal of this line's draw №1"), shown, "{result}");
        world.quiet().await;
        let page = proof(&world, &ann).await;
        assert_eq!(value(&page, "commitment"), shown);
        let result = ann.casts().await;
        assert!(!result.contains("this line's draw"), "the cast before has shown it: {result}");
        world.end().await;
    });
}

#[test]
fn a_first_cast_that_is_replayed_shows_the_seal_again_before_its_price() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        Exchange::ALL
            .iter()
            .for_each(|it| _ = world.sandbox.market.desk(*it).switches.add(Rule::new(Fault::status(503))));
        let frame = ann.asks("/cast").await;
        world.stop().await;
        let before = ann.heard();
        world.start().await;
        let again = ann.hears(before).await;
        assert_eq!(seal(&again, "Seal of your draw №1"), seal(&frame, "Seal of your draw №1"));
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        Exchange::ALL.iter().for_each(|it| world.sandbox.market.desk(*it).switches.clear());
        let result = ann.sees_words("The line is in!").await;
        assert_eq!(seal(&result, "Seal of this line's draw №1"), seal(&frame, "Seal of your draw №1"));
        world.quiet().await;
        world.end().await;
    });
}

#[test]
fn a_word_is_set_on_the_shore_only_and_whatever_is_typed() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru"));
        insta::assert_snapshot!(seen(&ann.asks("/luck").await), @r"
        🍀 Your luck is angler
        It goes into every draw of yours, so that nobody can know beforehand how it falls.
        Another word, up to 32 characters, while no line of yours is out: /luck clover

        🔏 Seal of your draw №1, luck angler:
        (a seal)
        ");
        insta::assert_snapshot!(seen(&ann.asks("/luck clover").await), @r"
        🍀 So be it: clover
        From your next cast on it is in the draw.

        🔏 Seal of your draw №1, luck clover:
        (a seal)
        ");
        insta::assert_snapshot!(seen(&egor.asks("/luck клевер").await), @r"
        🍀 Быть по сему: клевер
        Со следующего заброса это слово в жребии.

        🔏 Печать твоего жребия №1, удача клевер:
        (a seal)
        ");
        insta::assert_snapshot!(seen(&ann.asks("/fair").await), @r"
        ⚖️ How I tie my own hands

        Before you cast, a secret number for your next fish lies in my box already. You see its seal (SHA-256) before the line flies, and Telegram has put a date to it: so I can swap nothing afterwards.
        Your luck is a word of your own. The draw is made of number and word, and both are fixed before the line goes in. The price decides which fish are near, the draw which of them bites.
        When the fish is out, /verify opens the box.

        🔏 Seal of your draw №1, luck clover:
        (a seal)

        🍀 A word that you choose after you have seen the seal is one I could not know. A new one: /luck clover
        ");
        insta::assert_snapshot!(seen(&egor.asks("/fair").await), @r"
        ⚖️ Как я сам себе связываю руки

        До заброса секретное число для твоей следующей рыбы уже лежит у меня в ларце. Его печать (SHA-256) ты видишь раньше, чем полетит леска, и Telegram ставит на ней дату: подменить потом ничего нельзя.
        Удача — твоё собственное слово. Жребий делается из числа и слова, и оба известны до того, как леска уйдёт в воду. Цена решает, какие рыбы рядом, жребий — какая из них клюнет.
        Когда рыба на берегу, ларец открывает /verify.

        🔏 Печать твоего жребия №1, удача клевер:
        (a seal)

        🍀 Слово, выбранное уже при виде печати, я знать не мог. Новое — так: /luck клевер
        ");
        for (typed, refusal) in [
            ("/luck two words", "One word, please,"),
            ("/luck \u{200b}\u{2063}", "nothing can be seen"),
            (&format!("/luck {}", "я".repeat(33)), "32 characters at the most"),
        ] {
            let said = ann.asks(typed).await;
            assert!(said.contains(refusal) && said.contains("stays as it was"), "{said}");
        }
        ann.casts().await;
        let refused = ann.asks("/luck horseshoe").await;
        assert!(refused.contains("its luck is fixed"), "{refused}");
        world.quiet().await;
        let kept = "SELECT string_agg(luck, ', ' ORDER BY player_id) FROM players";
        assert_eq!(world.database.text(kept).await, "clover, клевер");
        ann.hooks().await;
        for hostile in ["'); DROP TABLE players; --", "<script>", "{$luck}", "a\u{202e}b\0c", "=cmd|'/c", "number=7"] {
            let word = hostile.split(' ').next().unwrap_or_default();
            let said = ann.asks(&format!("/luck {word}")).await;
            assert!(said.contains("So be it"), "{said}");
        }
        ann.casts().await;
        let page = proof(&world, &ann).await;
        let (code, said) = recomputed(&[], &page);
        assert!(code == Some(0) && value(&page, "luck") == "number=7", "{said}\n{page}");
        world.end().await;
    });
}

#[test]
fn five_forgeries_each_fail_and_say_why() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.sandbox.market.set("ETH/USD", "2550.5");
        let page = proof(&world, &ann).await;
        let (code, said) = recomputed(&[], &page);
        assert_eq!(code, Some(0), "{said}");
        let candidates = value(&page, "candidates");
        let (fewer, more) = (candidates.replacen(":", ":genesis-whale,", 1), first_left_out(&candidates));
        let another =
            candidates.split([':', ';', ',']).find(|fish| fish.contains('-') && *fish != value(&page, "fish"));
        for (name, forged, check, why) in [
            ("seed", "0".repeat(64), "commitment   FAILED", "SHA-256 of the seed"),
            (
                "weights",
                value(&page, "weights").replacen(":20", ":2", 1),
                "weights      FAILED",
                "the catalogue's are trash 20",
            ),
            ("candidates", fewer, "candidates   FAILED", "genesis-whale was not near"),
            ("candidates", more, "candidates   FAILED", "is left out"),
            ("luck", "clover".to_owned(), "roll         FAILED", "fish:2:1:clover"),
            ("number", "2".to_owned(), "roll         FAILED", "fish:2:2:angler"),
            ("fish", another.unwrap_or_default().to_owned(), "fish         FAILED", " of "),
            ("catalogue_digest", "0".repeat(64), "catalogue    FAILED", "none that was published"),
            ("entry_commanded", "2099-01-01T00:00:00Z".to_owned(), "entry time   FAILED", "after the command"),
            ("exit_commanded", value(&page, "exit_round"), "exit news    FAILED", "before the command"),
            (
                "exit_quote",
                value(&page, "exit_quote").replacen("binance", "mybank", 1),
                "sources      FAILED",
                "mybank",
            ),
            // By version 1 the exit's price is in the roll, and what was near is taken from the text.
            ("draw", "1".to_owned(), "version      FAILED", "and no draw=2"),
        ] {
            let before = format!("\n{name}={}\n", value(&page, name));
            let tampered = format!("{page}\n").replacen(&before, &format!("\n{name}={forged}\n"), 1);
            assert_ne!(tampered, format!("{page}\n"), "{name}");
            let (code, said) = recomputed(&[], &tampered);
            let line =
                said.lines().find(|line| line.contains(check)).unwrap_or_else(|| panic!("{name}={forged}: {said}"));
            assert!(code == Some(1) && line.contains(why), "{name}={forged}: {said}");
        }
        world.end().await;
    });
}

/// The candidates without the first of them.
fn first_left_out(candidates: &str) -> String {
    let (tier, fish) = candidates.split_once(':').expect("a tier");
    format!("{tier}:{}", fish.split_once(',').expect("several fish").1)
}

#[test]
fn rounds_that_gave_no_fill_are_in_the_proof_with_their_reason() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.quiet().await;
        let desk = |exchange| world.sandbox.market.desk(exchange);
        let (stale, down) = (desk(Exchange::Coinbase), [desk(Exchange::Binance), desk(Exchange::Kraken)]);
        stale.set_skew_ms(-60_000);
        down.iter().for_each(|desk| _ = desk.switches.add(Rule::new(Fault::status(503))));
        let before = ann.heard();
        ann.says("/hook");
        ann.hears(before).await;
        // The first of these may have begun before the hook, the second did not.
        let asked = stale.count();
        let rounds = async {
            while stale.count() < asked + 3 {
                tokio::time::sleep(Duration::from_millis(2)).await;
            }
        };
        tokio::time::timeout(DEADLINE, rounds).await.expect("rounds go on");
        assert_eq!(ann.catches(), 0);
        stale.set_skew_ms(0);
        down.iter().for_each(|desk| desk.switches.clear());
        ann.sees_catch().await;
        world.quiet().await;
        let page = ann.asks(&format!("/verify {}", newest(&world, 100).await)).await;
        assert!(value(&page, "exit_passed").ends_with(" usable quotes, 2 needed"), "{page}");
        let (code, said) = recomputed(&[], &page);
        assert!(code == Some(0) && said.contains(" passed over between command and fill"), "{said}");
        let late = page.replacen(
            "exit_passed=",
            "exit_passed=2099-01-01T00:00:00Z 2099-01-01T00:00:00Z 1 late\nexit_passed=",
            1,
        );
        let (code, said) = recomputed(&[], &late);
        assert!(code == Some(1) && said.contains("exit rounds  FAILED"), "{said}");
        world.end().await;
    });
}

/// Makes of a database what a service from before there were waiting seeds had left.
const FROM_BEFORE: &str = "UPDATE positions SET draw_version = 1, seed_number = NULL, seed_commitment = NULL, luck = NULL, \
     entry_passed = NULL; UPDATE players SET seed_number = 0, seed_waiting = NULL, seed_commitment = NULL";

#[test]
fn a_line_from_before_closes_by_the_rule_of_its_cast_and_the_next_by_the_new_one() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        world.quiet().await;
        world.stop().await;
        world.database.execute(FROM_BEFORE).await;
        world.start().await;
        world.sandbox.market.set("ETH/USD", "2475");
        let page = proof(&world, &ann).await;
        assert!(!page.contains("\ndraw=") && page.contains(":2475"), "{page}");
        let (code, said) = recomputed(&[], &page);
        assert!(code == Some(0) && said.contains("HMAC-SHA256 of the seed over fish:"), "{said}");
        let shown = seal(&ann.asks("/status").await, "Seal of your draw №1, luck angler");
        ann.casts().await;
        let second = proof(&world, &ann).await;
        assert_eq!((value(&second, "commitment"), value(&second, "number")), (shown, "1".to_owned()));
        let (code, said) = recomputed(&[], &format!("{page}\n{second}"));
        assert_eq!(code, Some(0), "{said}");
        world.end().await;
    });
}

#[test]
fn a_word_goes_with_whoever_is_forgotten() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/luck Annushka").await;
        ann.casts().await;
        ann.hooks().await;
        world.quiet().await;
        ann.asks("/forget").await;
        ann.presses("🌫️ Forget me").await;
        ann.sees_words("Done.").await;
        world.quiet().await;
        let words = "SELECT (SELECT count(*) FROM players WHERE luck ILIKE '%anna%') \
                     + (SELECT count(*) FROM positions WHERE luck ILIKE '%annu%')";
        assert_eq!(world.database.number(words).await, 0);
        // The seeds of whoever comes back are counted anew.
        let start = ann.asks("/start").await;
        assert!(start.contains("Seal of your draw №1, luck angler"), "{start}");
        world.end().await;
    });
}
