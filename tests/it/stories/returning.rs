//! Being forgotten pays nobody: the day's bait, the envelope and the limits of a minute are the person's, whatever row he has.

use angler::game::limits::RateLimits;

use crate::harness::{Player, World, run, seen};

/// What the house gave away so far: bait, and cents.
const GIVEN: &str = "SELECT concat_ws(' ', sum(amount) FILTER (WHERE debit = 'house_bait'), \
                     sum(amount) FILTER (WHERE debit = 'house_cash')) FROM ledger";
/// What is kept of those who were forgotten: how often each was, and whether the day and the envelope are known.
const KEPT: &str =
    "SELECT string_agg(concat_ws(' ', times, daily_on IS NOT NULL, envelope_at IS NOT NULL), ', ') FROM forgotten";

impl Player {
    /// Asks to be forgotten and says yes by this button.
    async fn goes(&self, button: &str) -> String {
        self.asks("/forget").await;
        let before = self.heard();
        self.presses(button).await;
        self.hears(before).await
    }
}

#[test]
fn whoever_is_forgotten_and_returns_has_taken_his_day_already() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        assert!(ann.asks("/daily").await.contains("5 baits for the tin"));
        ann.goes("🌫️ Forget me").await;
        ann.asks("/start").await;
        let daily = ann.asks("/daily").await;
        assert!(daily.contains("Today's bait is in your tin already"), "{daily}");
        assert!(ann.asks("/envelope").await.contains("hold out an envelope"));
        world.quiet().await;
        assert_eq!(world.database.text(GIVEN).await, "15 1100000");

        // Nobody is forgotten twice within a day, neither when he asks nor by a button.
        let asked = ann.asks("/forget").await;
        let (said, wait) = asked.split_once(" in ").expect("how long it is to wait");
        insta::assert_snapshot!(seen(said), @"🌫️ I forget nobody twice within a day, so nothing is forgotten now. Ask me again");
        assert!(wait.ends_with(": /forget"), "{asked}");
        let player = world.database.number("SELECT max(player_id) FROM players").await;
        let now = angler::plumbing::clock::now().as_second();
        let toast = ann.toast(&ann.forges(&format!("forget:{player}:{now}"))).await;
        assert!(toast.contains("I forget nobody twice within a day"), "{toast}");
        world.quiet().await;
        assert_eq!(world.database.number("SELECT count(*) FROM players").await, 2);
        assert_eq!(world.database.text(KEPT).await, "1 t f");

        // A day later he is, and the envelope stays as far away as it was.
        world.database.execute("UPDATE forgotten SET latest_at = latest_at - interval '24 hours'").await;
        assert!(ann.goes("🌫️ Forget me").await.contains("Done."));
        ann.asks("/start").await;
        let envelope = ann.asks("/envelope").await;
        assert!(envelope.contains("One envelope a day"), "{envelope}");
        assert!(ann.asks("/daily").await.contains("Today's bait is in your tin already"));
        world.quiet().await;
        assert_eq!(world.database.text(GIVEN).await, "15 1100000", "nothing was given twice");
        assert_eq!(world.database.text(KEPT).await, "2 t t", "one row, whoever it is and however often");
        world.end().await;
    });
}

#[test]
fn nobody_is_forgotten_twice_a_day_in_russian_either() {
    run(async || {
        let world = World::running(|_| {}).await;
        let egor = world.player(101, "Егор", "ru");
        egor.goes("🌫️ Забудь меня").await;
        egor.asks("/start").await;
        let asked = egor.asks("/forget").await;
        insta::assert_snapshot!(seen(asked.split_once(" через ").expect("how long it is to wait").0), @"🌫️ Дважды за сутки я никого не забываю, так что всё осталось как было. Спросить снова —");
        world.end().await;
    });
}

#[test]
fn the_limits_of_a_minute_outlast_being_forgotten() {
    run(async || {
        let limits = RateLimits { commands: 10, window_s: 600, hooks: 3 };
        let world = World::running(|config| config.limits = limits).await;
        let ann = world.player(100, "Ann", "en");
        for _ in 0..8 {
            ann.asks("/status").await;
            // Answered, but on a busy machine perhaps not yet marked as done: eight in hand would be another limit.
            world.quiet().await;
        }
        assert!(ann.goes("🌫️ Forget me").await.contains("Done."), "the ninth and the tenth");
        world.quiet().await;
        assert!(ann.asks("/start").await.contains("I do not know you"), "whoever begins is always heard");
        let eleventh = ann.asks("/daily").await;
        assert!(eleventh.contains("Easy, easy!"), "{eleventh}");
        world.quiet().await;
        assert_eq!(world.database.number("SELECT bait FROM players WHERE telegram_id = 100").await, 0);
        world.end().await;
    });
}
