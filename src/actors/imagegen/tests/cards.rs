//! Cards: the personal one, the fish's one in its place, and none.
//!
//! **Invariant:** whatever fails, every ask is answered.

use std::{
    io::Cursor,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    time::Duration,
};

use actix::Actor;

use super::world::*;
use crate::{
    actors::{
        db::messages::{ArtState, KnownCard},
        imagegen::{
            ImageGenSettings,
            easel::{Draw, by_painter},
            limits::Limits,
            messages::{CardKey, RememberUpload},
            port::Photo,
        },
    },
    text::Lang,
};

/// No card can be composed: the queue is full at once, or never moves.
fn stuck(composing_waiting: usize, patience: Duration) -> Limits {
    Limits { composing: 0, composing_waiting, patience, ..quick_limits() }
}

#[actix_rt::test]
async fn a_card_is_a_small_square_picture() {
    let world = Shared::default();
    let address = imagegen(&world, false, IN_USE_AT_ONCE, quick_limits(), by_painter()).start();
    let card = compose(&address, 3).await.unwrap();
    let Photo::Png(bytes) = &card.photo else { panic!("a picture") };
    let header = png::Decoder::new(Cursor::new(&bytes[..])).read_info().unwrap();
    assert_eq!((header.info().width, header.info().height), (512, 512));
    assert!(bytes.len() < 90_000, "{} bytes", bytes.len());
    assert_eq!((card.upload, card.awaits_art), (None, None));
    let figures = figures(&address).await;
    let rows: Vec<_> = figures.rows.iter().map(|row| (row.name, row.handled, row.in_flight)).collect();
    assert_eq!(rows, [("imagegen", 0, 0), ("cards", 1, 0)]);
}

#[actix_rt::test]
async fn without_personal_cards_a_catch_shows_its_fishs_card_and_nothing_is_degraded() {
    let world = Shared::default();
    let plain = ImageGenSettings { personal_cards: false, ..IN_USE_AT_ONCE };
    let address = imagegen(&world, false, plain, quick_limits(), quick_drawing()).start();
    let card = compose(&address, 0).await.unwrap();
    let key = CardKey { fish: fish()[0], lang: Lang::En, look: "drawn-2".to_owned() };
    assert_eq!((words(&card).as_str(), card.upload), ("fish's drawn", Some(key)));
    assert_eq!(note(&address, "cards degraded").await, "0");
}

#[actix_rt::test]
async fn a_full_queue_sends_the_fishs_card_and_counts() {
    let world = Shared::default();
    let address = imagegen(&world, false, IN_USE_AT_ONCE, stuck(0, Duration::from_secs(60)), quick_drawing()).start();
    let card = compose(&address, 0).await.unwrap();
    let key = CardKey { fish: fish()[0], lang: Lang::En, look: "drawn-2".to_owned() };
    assert_eq!((words(&card).as_str(), card.upload.clone()), ("fish's drawn", Some(key.clone())));
    address.send(RememberUpload { key, file_id: "F1".to_owned() }).await.unwrap();
    let again = compose(&address, 0).await.unwrap();
    assert_eq!((words(&again).as_str(), again.upload), ("file F1", None));
    assert_eq!(note(&address, "cards degraded").await, "2");
    until(|| asked(&world, "remember drawn-2 F1") == 1).await;
}

#[actix_rt::test]
async fn a_slow_card_gives_way_to_the_fishs_card() {
    let world = Shared::default();
    let address = imagegen(&world, false, IN_USE_AT_ONCE, stuck(64, Duration::from_millis(5)), quick_drawing()).start();
    assert_eq!(words(&within(compose(&address, 0)).await.unwrap()), "fish's drawn");
    assert_eq!((note(&address, "cards degraded").await.as_str(), figures(&address).await.rows[1].queue), ("1", 0));
}

#[actix_rt::test]
async fn a_fishs_card_is_rendered_once_for_all_who_wait() {
    let world = Shared::default();
    let rendered = Arc::new(std::sync::atomic::AtomicUsize::new(0));
    let count = rendered.clone();
    let slowly: Draw = Arc::new(move |face, _| {
        // The snapped line is drawn to warm up.
        count.fetch_add(usize::from(face.fish == fish()[0]), Ordering::SeqCst);
        std::thread::sleep(Duration::from_millis(20));
        Ok(b"card".to_vec())
    });
    let address = imagegen(&world, false, IN_USE_AT_ONCE, stuck(0, Duration::from_secs(60)), slowly).start();
    let asks = (0..20).map(|_| compose(&address, 0));
    let cards = within(futures_util::future::join_all(asks)).await;
    assert!(cards.iter().all(|card| card.is_ok()));
    assert_eq!(rendered.load(Ordering::SeqCst), 1);
}

#[actix_rt::test]
async fn a_panic_while_drawing_is_an_answer_and_gives_its_place_back() {
    let world = Shared::default();
    let broken = Arc::new(AtomicBool::new(true));
    let (is_broken, quick) = (broken.clone(), quick_drawing());
    let fragile: Draw = Arc::new(move |face, facts| {
        assert!(!(facts.is_some() && is_broken.load(Ordering::SeqCst)), "on purpose");
        assert!(facts.is_some() || face.fish != fish()[1], "on purpose, whatever is drawn");
        quick(face, facts)
    });
    let limits = Limits { composing: 1, composing_waiting: 0, ..quick_limits() };
    let address = imagegen(&world, false, IN_USE_AT_ONCE, limits, fragile).start();
    assert_eq!(words(&within(compose(&address, 0)).await.unwrap()), "fish's drawn");
    assert!(within(compose(&address, 1)).await.unwrap_err().0.contains("panicked"));
    broken.store(false, Ordering::SeqCst);
    assert_eq!(words(&within(compose(&address, 1)).await.unwrap()), "personal drawn");
}

#[actix_rt::test]
async fn an_unknown_fish_or_catch_has_no_card() {
    let world = Shared::default();
    let address = imagegen(&world, false, IN_USE_AT_ONCE, quick_limits(), quick_drawing()).start();
    assert_eq!(compose(&address, 9_999).await.unwrap_err().0, "no fish no-such-fish here");
    world.lock().unwrap().outages = 1;
    assert!(compose(&address, 0).await.unwrap_err().0.contains("on purpose"));
}

#[actix_rt::test]
async fn an_outage_at_the_start_is_waited_out_and_cards_are_drawn_meanwhile() {
    let world = Shared::default();
    let known = KnownCard {
        fish: fish()[0].0.to_owned(),
        lang: Lang::En,
        look: "drawn-2".to_owned(),
        file_id: "F9".to_owned(),
    };
    {
        let mut world = world.lock().unwrap();
        (world.outages, world.cards) = (1, vec![known]);
        world.states.insert(fish()[1].0.to_owned(), ArtState::Ready);
        world.art.insert(fish()[1].0.to_owned(), picture());
    }
    let limits = stuck(0, Duration::from_secs(60));
    let address = imagegen(&world, false, IN_USE_AT_ONCE, limits, quick_drawing()).start();
    until(|| world.lock().unwrap().outages == 0).await;
    assert_eq!(words(&compose(&address, 2).await.unwrap()), "fish's drawn");
    within(async { while note(&address, "paintings ready").await != "1" {} }).await;
    assert_eq!(words(&compose(&address, 0).await.unwrap()), "file F9");
    let painted = compose(&address, 1).await.unwrap();
    assert_eq!((words(&painted).as_str(), painted.upload.unwrap().look.as_str()), ("fish's painted", "painted-1"));
    assert_eq!(asked(&world, "load"), 1);
}

#[actix_rt::test]
async fn a_broken_painting_is_done_without() {
    let world = Shared::default();
    world.lock().unwrap().states.insert(fish()[0].0.to_owned(), ArtState::Ready);
    world.lock().unwrap().art.insert(fish()[0].0.to_owned(), b"no picture".to_vec());
    let address = imagegen(&world, false, IN_USE_AT_ONCE, quick_limits(), by_painter()).start();
    within(async { while note(&address, "paintings ready").await != "1" {} }).await;
    assert!(matches!(within(compose(&address, 0)).await.unwrap().photo, Photo::Png(_)));
    assert_eq!(note(&address, "paintings ready").await, "0");
    assert!(matches!(within(compose(&address, 0)).await.unwrap().photo, Photo::Png(_)));
    assert_eq!(asked(&world, "load"), 1);
}
