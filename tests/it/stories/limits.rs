//! How much one player may ask: ten in a minute, three hooks in a minute, and no hook before the worm is wet.

use angler::game::limits::RateLimits;

use crate::harness::{World, run};

const DEFAULTS: RateLimits = RateLimits { commands: 10, window_s: 60, hooks: 3 };

#[test]
fn over_ten_in_a_minute_one_slow_down_then_silence() {
    run(async || {
        let world = World::running(|config| config.limits = DEFAULTS).await;
        let ann = world.player(100, "Ann", "en");
        let boris = world.player(101, "Борис", "ru");
        for number in 0..10 {
            // Free ones in between do not count.
            ann.asks(if number % 2 == 0 { "/start" } else { "/help" }).await;
            let status = ann.asks("/status").await;
            assert!(status.contains("On the shore"), "{number}: {status}");
            // Answered, but on a busy machine perhaps not yet marked as done: eight in hand would be another limit.
            world.quiet().await;
        }
        let eleventh = ann.asks("/cast").await;
        assert!(eleventh.contains("Easy, easy!"), "{eleventh}");
        let heard = ann.heard();
        for command in ["/cast", "/status", "hello", "/ponds"] {
            ann.says(command);
        }
        let press = ann.forges("status:1:1");
        assert_eq!(ann.toast(&press).await, "", "a press over the limit only stops spinning");
        world.quiet().await;
        assert_eq!(ann.heard(), heard, "silence");
        assert!(ann.asks("/help").await.contains("How we fish here"));
        assert!(ann.asks("/start").await.contains("Ann"));
        assert!(boris.asks("/status").await.contains("на берегу"), "others are not held up");
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 0);
        assert_eq!(world.database.number("SELECT sum(bait)::bigint FROM players").await, 20);
        world.end().await;
    });
}

#[test]
fn three_hooks_a_minute() {
    run(async || {
        let world = World::running(|config| config.limits = DEFAULTS).await;
        let ann = world.player(100, "Ann", "en");
        for _ in 0..3 {
            ann.casts().await;
            ann.hooks().await;
        }
        ann.casts().await;
        let fourth = ann.asks("/hook").await;
        assert!(fourth.contains("Easy, easy!"), "{fourth}");
        let status = ann.asks("/status").await;
        assert!(status.contains("Line in the water"), "{status}");
        let heard = ann.heard();
        ann.says("/hook");
        world.quiet().await;
        assert_eq!((ann.heard(), ann.catches()), (heard, 3));
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NULL").await, 1);
        world.end().await;
    });
}

#[test]
fn a_ninth_waiting_command_is_over_the_limit() {
    run(async || {
        let world = World::running(|config| config.limits = DEFAULTS).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        world.quiet().await;
        for _ in 0..30 {
            ann.says("/status");
        }
        world.quiet().await;
        let texts = ann.heard_texts();
        let slow = texts.iter().filter(|text| text.contains("Easy, easy!")).count();
        let answered = texts.iter().filter(|text| text.contains("On the shore")).count();
        assert_eq!(slow, 1, "{texts:?}");
        assert!((8..=10).contains(&answered), "{answered}");
        world.end().await;
    });
}

#[test]
fn a_hook_too_quick_is_refused_with_a_joke_until_the_price_moves() {
    run(async || {
        let world = World::running(|config| config.rules.quick_hook_s = 60).await;
        let ann = world.player(100, "Ann", "en");
        ann.casts().await;
        // ×2 this is +0.08 %: under the guard's 0.1 %.
        world.sandbox.market.set("ETH/USD", "2501");
        ann.says("/hook");
        let joke = ann.sees_words("The line stays in.").await;
        assert!(joke.contains("+0.08"), "{joke}");
        world.quiet().await;
        let untouched =
            "SELECT count(*) FROM positions, players p WHERE closed_at IS NULL AND p.version = 2 AND bait = 9";
        assert_eq!(world.database.number(untouched).await, 1);
        world.sandbox.market.set("ETH/USD", "2501.25");
        let catch = ann.hooks().await;
        assert!(catch.text.contains("+$1.00"), "{}", catch.text);
        world.end().await;
    });
}
