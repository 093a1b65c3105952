//! The story that everything else stands on: help, a cast, a look, a hook.

use crate::harness::{World, run};

#[test]
fn help_cast_status_hook() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let help = ann.asks("/help").await;
        assert!(help.contains("/cast"), "{help}");
        ann.says("/cast");
        ann.sees_words("Entry").await;
        world.sandbox.market.move_by_bp("ETH/USD", 200);
        let status = ann.asks("/status").await;
        assert!(status.contains("Ether Creek"), "{status}");
        ann.says("/hook");
        let card = ann.sees(|chat| chat.from_bot().find_map(|message| message.content().photo.clone())).await;
        assert_eq!((card.width, card.height), (512, 512));
        assert_eq!(world.database.number("SELECT count(*) FROM positions WHERE closed_at IS NOT NULL").await, 1);
        // A catch may bring a level and bait with it: what was spent is told by the ledger.
        let spent = "SELECT sum(amount)::bigint FROM ledger WHERE debit = 'bait'";
        assert_eq!(world.database.number(spent).await, 1);
        world.end().await;
    });
}
