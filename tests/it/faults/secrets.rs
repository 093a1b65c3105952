//! What the service says about itself at its most talkative: no secret, no seed, no word of a player.
//!
//! The other tests watch every process and every record of the log for the canary too (`harness/canary.rs`); this one plays a
//! whole story with RUST_LOG=trace, where the libraries talk as well.

use crate::harness::{CANARY, Process, World, run};

#[test]
fn at_every_level_no_secret_no_seed_and_no_word_of_a_player() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Xyzzyname", "en");
        let changes = [
            ("RUST_LOG", "trace"),
            ("OPENROUTER_API_KEY", world.sandbox.images.key()),
            ("COINGECKO_API_KEY", "canary-coingecko-key"),
            ("SCENE_SPEED", "100"),
            ("DASHBOARD_EVERY_S", "1"),
        ];
        let process = Process::serve(&world, &changes).await;
        ann.says("/start");
        ann.says("plughwords are private");
        ann.casts().await;
        ann.asks("/status").await;
        ann.hooks().await;
        ann.casts().await;
        // An update that cannot be stored is put aside with its text.
        world.database.execute("ALTER TABLE inbox ADD CHECK (raw NOT LIKE '%plughcast%')").await;
        ann.says("/cast plughcast");
        world.database.until("SELECT count(*) FROM quarantine WHERE raw LIKE '%plughcast%'", |count| count == 1).await;
        process.says("supervision").await;
        let seeds = "SELECT encode(seed, 'hex'), encode(seed, 'base64'), array_to_string(ARRAY(SELECT get_byte(seed, n)::text \
                     FROM generate_series(0, 31) n), ', ') \
                     FROM (SELECT seed FROM positions WHERE closed_at IS NOT NULL UNION ALL SELECT unnest($1::bytea[])) s (seed)";
        let secrets = [world.open_seed().await, world.waiting_seed().await];
        let secrets = secrets.each_ref().map(|secret| secret.bytes().as_slice());
        let seeds = world.database.rows(seeds, &[&secrets.as_slice()]).await;
        let said = process.drain().await;
        assert!(said.contains(" TRACE ") && said.contains(" DEBUG "), "it was talkative");
        assert_eq!(seeds.len(), 3, "of two lines, and the one that waits");
        let forms = seeds.iter().flat_map(|row| (0..3).map(|form| row.get::<_, String>(form)));
        let words = ["Xyzzyname", "plugh", CANARY].map(str::to_owned);
        for hidden in forms.chain(words) {
            let lines: Vec<&str> = said.lines().filter(|line| line.contains(&hidden)).collect();
            assert!(
                lines.is_empty(),
                "{hidden} is in the log {} times: {:#?}",
                lines.len(),
                &lines[..lines.len().min(5)]
            );
        }
        world.end().await;
    });
}
