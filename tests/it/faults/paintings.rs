//! What the operator does with paintings: he looks, approves, rejects, has one made anew, and sets what a day may cost.
//!
//! **Invariant:** a wish is done for all of its fish or for none, and a painting that leaves use takes its cards with it.

use crate::harness::{OWED, Process, Said, World, run};

/// What the program says about paintings.
async fn art(world: &World, arguments: &[&str]) -> Said {
    world.operates("art", arguments).await
}

async fn refused(world: &World, arguments: &[&str], words: &str) {
    art(world, arguments).await.refused(words);
}

async fn state(world: &World, fish: &str) -> String {
    world.database.text(&format!("SELECT coalesce((SELECT state FROM art WHERE fish = '{fish}'), 'drawn')")).await
}

#[test]
fn the_operator_looks_approves_rejects_and_has_one_made_anew() {
    run(async || {
        let world = World::with(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let key = world.sandbox.images.key().to_owned();
        let settings = [("OPENROUTER_API_KEY", key.as_str()), ("ART_REVIEW", "1"), ("ART_PER_DAY", "1")];
        let process = Process::serve(&world, &settings).await;
        ann.casts().await;
        ann.hooks().await;
        world.database.until("SELECT count(*) FROM art WHERE state = 'review'", |count| count == 1).await;
        let fish = world.database.text("SELECT fish FROM art").await;
        world.database.until(OWED, |owed| owed == 0).await;

        let folder = std::env::temp_dir().join(format!("angler-paintings-{}", std::process::id()));
        let path = folder.to_str().expect("a path");
        let listed = art(&world, &["list", "--pictures", path]).await;
        assert_eq!(listed.code, Some(0), "{listed:?}");
        let row = listed.stdout.lines().find(|line| line.starts_with(&format!("{fish} "))).expect("its row");
        assert!(row.contains("review") && listed.stdout.contains("asked for today (UTC): 1"), "{listed:?}");
        let picture = std::fs::read(folder.join(format!("{fish}.png"))).expect("its picture");
        assert!(picture.starts_with(b"\x89PNG"));
        std::fs::remove_dir_all(&folder).expect("it was made");

        // Another fish's catch: the day's one painting was asked for.
        ann.casts().await;
        ann.hooks().await;
        world.database.until(OWED, |owed| owed == 0).await;
        assert_eq!(world.sandbox.images.requests().len(), 1);
        assert_eq!(world.database.number("SELECT asked::bigint FROM art_days").await, 1);

        let other = if fish == "meme-koi" { "hodl-haddock" } else { "meme-koi" };
        refused(&world, &["approve", &fish, "moby-dick"], "'moby-dick' is no fish: `angler art list` names them").await;
        let none = format!("nothing was changed: {other} has no painting that waits for approval");
        refused(&world, &["approve", &fish, other], &none).await;
        assert_eq!(state(&world, &fish).await, "review", "all or none");

        let approved = art(&world, &["approve", &fish]).await;
        assert_eq!(approved.stdout, format!("{fish} will be shown; a running service knows within a minute\n"));
        assert_eq!(state(&world, &fish).await, "ready");
        for look in ["painted-1", "drawn-2"] {
            let card = format!(
                "INSERT INTO cards (fish, language, look, file_id) VALUES ('{fish}', 'ru', '{look}', 'x') \
                 ON CONFLICT DO NOTHING"
            );
            world.database.execute(&card).await;
        }
        assert_eq!(art(&world, &["reject", &fish]).await.code, Some(0));
        assert_eq!(state(&world, &fish).await, "refused");
        let cards = |look: &str| format!("SELECT count(*) FROM cards WHERE fish = '{fish}' AND look = '{look}'");
        assert_eq!(world.database.number(&cards("painted-1")).await, 0, "no card of it is left");
        assert!(world.database.number(&cards("drawn-2")).await >= 1);
        refused(&world, &["reject", &fish], &format!("nothing was changed: {fish} has no painting")).await;

        assert_eq!(art(&world, &["regenerate", &fish]).await.code, Some(0));
        assert_eq!(state(&world, &fish).await, "drawn");
        let never = format!("nothing was changed: {fish} was never asked for: its next catch does that");
        refused(&world, &["regenerate", &fish], &never).await;
        process.kill().await;
    });
}
