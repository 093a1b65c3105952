//! Pages that are larger than what is kept of an answer, updates that are larger than Telegram's own bound, and texts that
//! waited at Telegram for hours.

use angler::{plumbing::clock, sandbox::SandboxTelegram, sandbox::telegram::Method};

use crate::harness::{Player, World, run};

/// A forwarded rich message of so many paragraphs of 256 letters, which are six bytes each as Telegram writes them.
fn rich(update_id: i64, paragraphs: usize) -> String {
    let paragraph = format!("{{\"type\":\"paragraph\",\"text\":\"{}\"}}", "\\u044f".repeat(256));
    let blocks = vec![paragraph; paragraphs].join(", ");
    format!(
        "{{\"update_id\": {update_id}, \"message\": {{\"message_id\": {update_id}, \"date\": 1, \
         \"from\": {{\"id\": 72, \"is_bot\": false, \"first_name\": \"Rich\"}}, \
         \"chat\": {{\"id\": 72, \"type\": \"private\", \"first_name\": \"Rich\"}}, \"rich_message\": {{\"blocks\": [{blocks}]}}, \
         \"forward_origin\": {{\"type\": \"user\", \"date\": 1, \
         \"sender_user\": {{\"id\": 99, \"is_bot\": true, \"first_name\": \"Bot\"}}}}}}}}"
    )
}

async fn all_confirmed(telegram: &SandboxTelegram) {
    let none = |telegram: &SandboxTelegram| (telegram.unconfirmed() == 0).then_some(());
    telegram.wait_until(none, crate::harness::DEADLINE).await.expect("telegram is told of every update");
}

#[test]
fn a_backlog_of_rich_messages_and_one_that_is_too_large_keep_nobody_waiting() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let telegram = world.sandbox.telegram.clone();
        telegram.set_next_update_id(1);
        // 60 of 200 kB are 11.6 MiB, and one of 1.5 MiB stands among them.
        for n in 1..=60 {
            telegram.push_raw(&rich(n, if n == 31 { 1_000 } else { 128 }));
        }
        ann.says("/cast");
        world.start().await;
        ann.sees_words("Entry").await;
        all_confirmed(&telegram).await;
        let polls = telegram.count(Method::GetUpdates).accepted;
        assert!(polls < 30, "in a few pages: {polls}");
        let aside = "SELECT count(*) FROM quarantine WHERE update_id = 31 AND raw = '' AND player_id IS NULL";
        assert_eq!(world.database.number(aside).await, 1);
        assert_eq!(world.database.number("SELECT count(*) FROM quarantine").await, 1);
        assert_eq!((ann.lines(), world.database.number("SELECT count(*) FROM inbox").await), (1, 1));
        let said = world.operates("quarantine", &["retry", "31"]).await;
        let words = "was never stored, and its text or its sender was not kept: its player may write again; to be rid of it, drop it";
        said.refused(&format!("nothing was changed: 31 {words}"));
        world.end().await;
    });
}

/// What a player wrote so many seconds ago, as Telegram tells it now.
fn wrote(player: &Player, text: &str, ago_s: i64) {
    let date = clock::now().as_second() - ago_s;
    let id = player.id;
    player.telegram.push(
        "message",
        serde_json::json!({
            "message_id": 9_000, "date": date, "text": text, "chat": { "id": id, "type": "private" },
            "from": { "id": id, "is_bot": false, "first_name": "Ann", "language_code": "en" },
        }),
    );
}

#[test]
fn a_cast_that_waited_at_telegram_for_hours_opens_no_line_and_a_hook_fills() {
    run(async || {
        let world = World::running(|_| {}).await;
        let [ann, bob] = [100, 101].map(|id| world.player(id, "Ann", "en"));
        ann.asks("/help").await;
        let before = ann.heard();
        wrote(&ann, "/cast", 6 * 3_600);
        assert!(ann.hears(before).await.contains("The harbour was closed"), "no bait is spent");
        bob.casts().await;
        wrote(&bob, "/hook", 6 * 3_600);
        bob.sees(|chat| chat.from_bot().find(|message| message.content().photo.is_some()).map(|_| ())).await;
        // A date that cannot be one, and one of a minute ago, are no reason.
        wrote(&ann, "/cast", clock::now().as_second() - 1);
        ann.sees_words("Entry").await;
        wrote(&bob, "/cast", 50);
        bob.sees_newest("Entry").await;
        assert_eq!(world.database.number("SELECT count(*) FROM positions").await, 3);
        world.end().await;
    });
}
