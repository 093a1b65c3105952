//! A crowd that hooks in one instant: more cards than can be composed in time, and what each player gets all the same.
//!
//! The queue of personal cards is bounded; what does not fit in goes out as the fish's card, by the file that Telegram has,
//! and a file that Telegram does not know (the database came from another bot's days) is uploaded anew.

use angler::game::catalogue;
use futures_util::future::join_all;

use crate::harness::{Player, World, run};

/// Many more than the queue of cards holds.
const PLAYERS: i64 = 200;

#[test]
fn everybody_gets_a_card_though_the_queue_is_full_and_the_known_files_are_strangers() {
    run(async || {
        let mut world = World::running(|_| {}).await;
        world.stop().await;
        for fish in catalogue::all() {
            let id = fish.id;
            let known =
                format!("INSERT INTO cards (fish, language, look, file_id) VALUES ('{id}', 'en', 'drawn-2', 'x-{id}')");
            world.database.execute(&known).await;
        }
        world.start().await;
        let players: Vec<Player> = (0..PLAYERS).map(|n| world.player(1_000 + n, "Ann", "en")).collect();
        join_all(players.iter().map(Player::casts)).await;
        let catches = join_all(players.iter().map(Player::hooks)).await;
        let with_card = catches.iter().filter(|catch| catch.photo.is_some()).count();
        assert_eq!(i64::try_from(with_card), Ok(PLAYERS), "a catch without its card");
        let caught = "SELECT count(*) FROM positions WHERE closed_at IS NOT NULL";
        assert_eq!(world.database.number(caught).await, PLAYERS);
        let strangers = world.database.number("SELECT count(*) FROM cards WHERE file_id LIKE 'x-%'").await;
        let all = i64::try_from(catalogue::all().count()).expect("a count");
        assert!(strangers < all, "none was uploaded anew, so no card was degraded and nothing is proved");
        world.end().await;
    });
}
