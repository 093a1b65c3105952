//! The fishdex: shadows become fish, pages are leafed through in one message, and a caught fish shows its card again.

use angler::game::{
    catalogue::{self, Rarity},
    fishdex::shelves,
};

use crate::harness::{Player, World, run, seen};

/// A gain of 2.5 % and a snapped line. The fish of the gain is made a Meme Koi, so that pages can be compared; gives what it was.
async fn fishes(world: &World, player: &Player) -> String {
    for exit in ["2531.25", "1000"] {
        world.sandbox.market.set("ETH/USD", "2500");
        player.casts().await;
        world.sandbox.market.set("ETH/USD", exit);
        player.hooks().await;
    }
    world.quiet().await;
    let was = world.database.text("SELECT fish FROM positions WHERE fish <> 'snapped-line'").await;
    world.database.execute("UPDATE positions SET fish = 'meme-koi' WHERE fish <> 'snapped-line'").await;
    was
}

fn lines(page: &str, first: usize, last: usize) -> String {
    page.lines().skip(first).take(last - first).collect::<Vec<_>>().join("\n")
}

#[test]
fn an_empty_book_has_shadows_and_no_names() {
    run(async || {
        let world = World::running(|_| {}).await;
        let (ann, egor) = (world.player(100, "Ann", "en"), world.player(101, "Егор", "ru"));
        insta::assert_snapshot!(seen(&ann.asks("/fishdex").await), @r"
        🗂️ Your fishdex: 0 of 120
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️

        Trash · 0 of 30
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Common · 0 of 40
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Rare · 0 of 28
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Epic · 0 of 14
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Legendary · 0 of 8
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️

        Every page is still blank, and I do love a blank page. /cast brings the first drawing.
        ");
        insta::assert_snapshot!(seen(&egor.asks("/fishdex").await), @r"
        🗂️ Рыбий альбом: 0 из 120
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️

        Хлам · 0 из 30
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Обычная · 0 из 40
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Редкая · 0 из 28
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Эпическая · 0 из 14
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️
        Легендарная · 0 из 8
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️

        Пока все страницы пустые, а пустые страницы — моя слабость. Первый рисунок — с первым уловом: /cast, потом /hook.
        ");
        ann.presses("Legendary").await;
        insta::assert_snapshot!(seen(&ann.sees_newest("? ? ?").await), @r"
        📖 Legendary: 0 of 8
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️

        ▪️ ? ? ? comes up with a gain
        ▪️ ? ? ? only in Old Whale Bay
        ▪️ ? ? ? from level 4
        ▪️ ? ? ? comes up with a loss
        ▪️ ? ? ? only in Old Whale Bay
        ▪️ ? ? ? comes up with a gain
        ▪️ ? ? ? from level 3
        ▪️ ? ? ? comes up with a loss
        ");
        world.quiet().await;
        egor.presses("Легендарная").await;
        insta::assert_snapshot!(seen(&egor.sees_newest("? ? ?").await), @r"
        📖 Легендарная: 0 из 8
        ▫️▫️▫️▫️▫️▫️▫️▫️▫️▫️

        ▪️ ? ? ? клюёт в плюсе
        ▪️ ? ? ? живёт только здесь: Бухта старого кита
        ▪️ ? ? ? с уровня 4
        ▪️ ? ? ? клюёт в минусе
        ▪️ ? ? ? живёт только здесь: Бухта старого кита
        ▪️ ? ? ? клюёт в плюсе
        ▪️ ? ? ? с уровня 3
        ▪️ ? ? ? клюёт в минусе
        ");
        world.quiet().await;
        // Round and round, and home again.
        ann.presses("▶️").await;
        assert!(ann.sees_newest("Trash: 0 of").await.contains("page 1 of"), "after the last comes the first");
        world.quiet().await;
        ann.presses("🗂️").await;
        ann.sees_newest("Your fishdex: 0 of").await;
        world.quiet().await;
        assert_eq!((ann.heard(), egor.heard()), (1, 1), "one message each");
        world.end().await;
    });
}

#[test]
fn every_page_can_be_turned_to_and_names_nobody_unmet() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/fishdex").await;
        ann.presses("Trash").await;
        let mut shadows = 0;
        for (index, shelf) in shelves().iter().enumerate() {
            let title = if shelf.parts > 1 { format!("page {} of {}", shelf.part, shelf.parts) } else { String::new() };
            let rarity = angler::text::rarity_name(angler::text::Lang::En, shelf.rarity);
            let page = ann
                .sees(|chat| {
                    let text = chat.from_bot().last()?.text().to_owned();
                    (text.starts_with(&format!("📖 {rarity}: 0 of")) && text.contains(&title)).then_some(text)
                })
                .await;
            assert_eq!(page.matches("▪️ ? ? ?").count(), shelf.fish.len(), "{index} {page}");
            shadows += shelf.fish.len();
            world.quiet().await;
            ann.presses("▶️").await;
        }
        assert_eq!(shadows, catalogue::all().count());
        world.quiet().await;
        assert_eq!(ann.heard(), 1);
        world.end().await;
    });
}

#[test]
fn a_caught_fish_has_its_page_and_shows_its_card_again() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        let was = fishes(&world, &ann).await;
        let book = seen(&ann.asks("/fishdex").await);
        let rare = catalogue::all().filter(|fish| fish.rarity == Rarity::Rare).count();
        assert!(book.starts_with(&format!("🗂️ Your fishdex: 1 of {}\n🟦▫️", catalogue::all().count())), "{book}");
        assert!(book.contains(&format!("Rare · 1 of {rare}\n🟦▫️")) && book.contains("🪢 Snapped lines: 1."), "{book}");
        ann.presses("Rare").await;
        let shelf = seen(&ann.sees_newest("Rare: 1 of").await);
        assert!(shelf.contains("🎏 Meme Koi ×1 · best +2.50_% · +$25.00\n"), "{shelf}");
        world.quiet().await;
        let said = ann.heard();
        let settled =
            world.database.text("SELECT concat_ws(' ', (SELECT count(*) FROM outbox), version) FROM players").await;
        ann.presses("🎏").await;
        let card = ann.sees(|chat| chat.from_bot().nth(said).map(|message| message.content().clone())).await;
        let id = world.database.number("SELECT position_id FROM positions WHERE fish = 'meme-koi'").await;
        insta::assert_snapshot!(seen(&card.text).replace(&format!("№{id}"), "№#"), @r"
        🎏 Meme Koi · Rare
        Began as a joke among frogs. Now it pays the frogs' rent, and still nobody can explain the hat.

        🎣 Caught: 1
        🏆 Best: +2.50_% · +$25.00, catch №#
        ");
        let first = card.photo.clone().expect("its card");
        assert_eq!((first.width, first.height), (512, 512));
        world.database.waits_for("SELECT count(*) FROM cards WHERE fish = 'meme-koi' AND language = 'en'", 1).await;
        world.quiet().await;
        let uploads = world.sandbox.telegram.uploads();
        ann.presses("🎏").await;
        let again = ann.sees(|chat| chat.from_bot().nth(said + 1).map(|message| message.content().clone())).await;
        assert_eq!(again.photo.as_ref().map(|photo| &photo.file_id), Some(&first.file_id), "by file_id");
        assert_eq!(world.sandbox.telegram.uploads(), uploads, "no picture is uploaded twice");
        world.quiet().await;
        let after =
            world.database.text("SELECT concat_ws(' ', (SELECT count(*) FROM outbox), version) FROM players").await;
        assert_eq!(after, settled, "an answer without effect");
        // A fish of a catalogue that is gone fills no page.
        world.database.execute("UPDATE positions SET fish = 'long-gone' WHERE fish = 'meme-koi'").await;
        let book = ann.asks("/fishdex").await;
        assert!(book.contains("Your fishdex: 0 of") && book.contains("Snapped lines: 1"), "{book}");
        world.database.execute(&format!("UPDATE positions SET fish = '{was}' WHERE fish = 'long-gone'")).await;
        world.end().await;
    });
}

#[test]
fn a_russian_card_is_russian_and_a_stranger_gets_none() {
    run(async || {
        let world = World::running(|_| {}).await;
        let egor = world.player(101, "Егор", "ru");
        let was = fishes(&world, &egor).await;
        egor.asks("/fishdex").await;
        egor.presses("Редкая").await;
        let shelf = seen(&egor.sees_newest("Редкая: 1 из").await);
        assert_eq!(
            lines(&shelf, 0, 1),
            format!(
                "📖 Редкая: 1 из {} · страница 1 из 3",
                catalogue::all().filter(|fish| fish.rarity == Rarity::Rare).count()
            )
        );
        assert!(shelf.contains("🎏 Мемный карп ×1 · лучший итог +2,50_% · +25,00_$\n"), "{shelf}");
        world.quiet().await;
        let said = egor.heard();
        egor.presses("🎏").await;
        let card = egor.sees(|chat| chat.from_bot().nth(said).map(|message| message.content().clone())).await;
        let id = world.database.number("SELECT position_id FROM positions WHERE fish = 'meme-koi'").await;
        insta::assert_snapshot!(seen(&card.text).replace(&format!("№{id}"), "№#"), @r"
        🎏 Мемный карп · Редкая
        Родился из шутки про лягушку. Теперь кормит полпруда, а смешно по-прежнему только ему.

        🎣 Поймано: ×1
        🏆 Лучший итог: +2,50_% · +25,00_$ (улов №#)
        ");
        assert!(card.photo.is_some());
        world.quiet().await;
        let player = world.database.number("SELECT player_id FROM players").await;
        let unmet = egor.toast(&egor.forges(&format!("fish:{player}:genesis-whale"))).await;
        assert!(unmet.contains("такой рыбы у тебя ещё не было"), "{unmet}");
        assert!(egor.toast(&egor.forges(&format!("fish:{player}:no-such-fish"))).await.contains("высохла"));
        let ann = world.player(100, "Ann", "en");
        for data in [format!("fish:{player}:meme-koi"), format!("dex:{player}:1")] {
            assert_eq!(ann.toast(&ann.forges(&data)).await, "That is somebody else's rod. Cast your own with /cast");
        }
        world.quiet().await;
        assert_eq!(egor.heard(), said + 1);
        world.database.execute(&format!("UPDATE positions SET fish = '{was}' WHERE fish = 'meme-koi'")).await;
        world.end().await;
    });
}
