//! Paintings: who asks, how often, and what comes of it.
//!
//! **Invariant:** every request that the painter sees was counted by the database before.

use std::time::Duration;

use actix::{Actor, Context, Handler, Message};
use futures_util::future::join_all;

use super::world::*;
use crate::{
    actors::{
        db::messages::ArtState,
        imagegen::{ImageGen, ImageGenSettings, limits::Limits, port::PaintError},
    },
    plumbing::keeper::{Policy, keep},
};

fn no_picture() -> Result<Vec<u8>, PaintError> {
    Err(PaintError::NoPicture("only words".to_owned()))
}

fn down(retry_after_s: Option<u64>) -> Result<Vec<u8>, PaintError> {
    Err(PaintError::Down { reason: "503".to_owned(), retry_after_s })
}

/// Every request was counted before, and nothing else was.
fn assert_counted_first(world: &Shared) {
    let world = world.lock().unwrap();
    for fish in fish() {
        let of_fish = world.asked.iter().filter(|asked| asked.split(' ').nth(1) == Some(fish.0));
        let told: Vec<&str> =
            of_fish.filter_map(|asked| asked.split(' ').next()).filter(|word| *word != "keep").collect();
        assert!(told.chunks(2).all(|two| two == ["count", "paint"]), "{fish}: {told:?}");
    }
}

#[actix_rt::test]
async fn fifty_fish_at_once_are_painted_three_at_a_time_and_once_each() {
    let world = Shared::default();
    world.lock().unwrap().painter_waits = true;
    let address = painting(&world, IN_USE_AT_ONCE).await;
    let fish = fish();
    assert!(fish.len() >= 45);
    let cards = within(join_all((0..fish.len() * 2).map(|n| compose(&address, n % fish.len())))).await;
    assert!(cards.iter().zip(fish.iter().cycle()).all(|(card, fish)| card.as_ref().unwrap().awaits_art == Some(*fish)));
    world.lock().unwrap().painter_waits = false;
    let in_use = join_all(fish.iter().map(|fish| await_art(&address, *fish))).await;
    assert!(in_use.iter().all(|in_use| *in_use));
    assert_eq!((asked(&world, "paint"), world.lock().unwrap().most_painting), (fish.len(), 3));
    assert_counted_first(&world);
    let card = compose(&address, 7).await.unwrap();
    assert_eq!((words(&card).as_str(), card.awaits_art), ("personal painted", None));
    assert_eq!(note(&address, "paintings ready").await, fish.len().to_string());
    assert!(await_art(&address, fish[7]).await, "asked late it is still true");
    assert_eq!(asked(&world, "load"), 0, "what just came is still on the shelf");
}

#[actix_rt::test]
async fn answers_without_a_picture_count_and_end() {
    let world = Shared::default();
    world.lock().unwrap().script =
        [no_picture(), Ok(b"\x89PNG\r\n\x1a\n".to_vec())].into_iter().cycle().take(5).collect();
    let address = painting(&world, IN_USE_AT_ONCE).await;
    let _first = compose(&address, 0).await.unwrap();
    assert!(!await_art(&address, fish()[0]).await);
    assert_eq!((asked(&world, "count"), asked(&world, "paint"), asked(&world, "keep")), (5, 5, 0));
    assert_eq!(compose(&address, 0).await.unwrap().awaits_art, None, "it is left alone");
    assert_counted_first(&world);
    assert_eq!(figures(&address).await.rows[0].errors, 5);
}

#[actix_rt::test]
async fn a_refusal_is_for_good() {
    let world = Shared::default();
    world.lock().unwrap().script.push_back(Err(PaintError::Refused("moderation".to_owned())));
    for _start in 0..2 {
        let address = painting(&world, IN_USE_AT_ONCE).await;
        let _first = compose(&address, 0).await.unwrap();
        assert!(!await_art(&address, fish()[0]).await);
        assert_eq!(compose(&address, 0).await.unwrap().awaits_art, None);
    }
    assert_eq!((asked(&world, "paint"), asked(&world, "keep")), (1, 1));
    assert_eq!(world.lock().unwrap().states[fish()[0].0], ArtState::Refused);
}

#[actix_rt::test]
async fn an_outage_of_the_service_is_tried_again() {
    let world = Shared::default();
    world.lock().unwrap().script = [down(None), down(Some(0)), down(None)].into();
    let address = painting(&world, IN_USE_AT_ONCE).await;
    let _first = compose(&address, 0).await.unwrap();
    assert!(await_art(&address, fish()[0]).await);
    assert_eq!(asked(&world, "paint"), 4);
    assert_counted_first(&world);
}

#[actix_rt::test]
async fn without_credit_painting_rests_and_cards_go_on() {
    let world = Shared::default();
    world.lock().unwrap().script.push_back(Err(PaintError::NoCredit("402".to_owned())));
    let address = painting(&world, ImageGenSettings { in_flight: 1, ..IN_USE_AT_ONCE }).await;
    let _first = compose(&address, 0).await.unwrap();
    within(async { while figures(&address).await.rows[0].state != "resting" {} }).await;
    assert_eq!(compose(&address, 1).await.unwrap().awaits_art, Some(fish()[1]), "it waits");
    actix_rt::time::sleep(Duration::from_millis(30)).await;
    assert_eq!(asked(&world, "paint"), 1);
}

#[actix_rt::test]
async fn under_review_a_painting_is_kept_and_not_shown() {
    let world = Shared::default();
    let address = painting(&world, ImageGenSettings { review: true, ..IN_USE_AT_ONCE }).await;
    let _first = compose(&address, 0).await.unwrap();
    assert!(!await_art(&address, fish()[0]).await);
    let card = compose(&address, 0).await.unwrap();
    assert_eq!((words(&card).as_str(), card.awaits_art), ("personal drawn", None));
    assert_eq!(asked(&world, &format!("keep {} review", fish()[0])), 1);
}

#[actix_rt::test]
async fn a_full_queue_puts_fish_off() {
    let world = Shared::default();
    world.lock().unwrap().painter_waits = true;
    let limits = Limits { paintings_waiting: 1, ..quick_limits() };
    let address = imagegen(&world, true, IN_USE_AT_ONCE, limits, quick_drawing()).start();
    loaded(&address).await;
    for n in 0..6 {
        let awaits = compose(&address, n).await.unwrap().awaits_art;
        assert_eq!(awaits.is_some(), n < 4, "three in flight and one waiting");
    }
    assert!(!await_art(&address, fish()[5]).await);
    assert_eq!(note(&address, "paintings put off").await, "2");
    let row = figures(&address).await.rows[0].clone();
    assert_eq!((row.in_flight, row.queue), (3, 1));
}

#[derive(Message)]
#[rtype(result = "()")]
struct Break;
impl Handler<Break> for ImageGen {
    type Result = ();
    fn handle(&mut self, _: Break, _: &mut Context<Self>) {
        panic!("broken on purpose");
    }
}

#[actix_rt::test]
async fn a_restart_forgets_who_waits_but_not_what_is_paid_for() {
    let world = Shared::default();
    world.lock().unwrap().painter_waits = true;
    let (deaths, _heard) = tokio::sync::mpsc::unbounded_channel();
    let actor = imagegen(&world, true, IN_USE_AT_ONCE, quick_limits(), quick_drawing());
    let address = keep("imagegen", Policy::default(), deaths, |_| actor);
    loaded(&address).await;
    for n in 0..5 {
        assert!(compose(&address, n).await.unwrap().awaits_art.is_some());
    }
    until(|| asked(&world, "paint") == 3).await;
    let waits = address.send(crate::actors::imagegen::messages::AwaitArt { fish: fish()[0] });
    assert!(address.send(Break).await.is_err());
    assert_eq!(within(waits).await, Ok(false));
    loaded(&address).await;
    assert_eq!(compose(&address, 0).await.unwrap().awaits_art, Some(fish()[0]), "it is still in flight");
    assert_eq!(compose(&address, 4).await.unwrap().awaits_art, Some(fish()[4]));
    world.lock().unwrap().painter_waits = false;
    assert!(await_art(&address, fish()[0]).await && await_art(&address, fish()[4]).await);
    assert_eq!((asked(&world, "paint"), world.lock().unwrap().most_painting), (4, 3));
}

#[actix_rt::test]
async fn a_spent_day_asks_for_nothing_more() {
    let world = Shared::default();
    let address = painting(&world, ImageGenSettings { per_day: Some(2), in_flight: 1, ..IN_USE_AT_ONCE }).await;
    let cards = within(join_all((0..4).map(|n| compose(&address, n)))).await;
    assert!(cards.iter().all(|card| words(card.as_ref().unwrap()) == "personal drawn"));
    until(|| asked(&world, "count") == 3).await;
    let _figures = figures(&address).await;
    assert_eq!((asked(&world, "paint"), asked(&world, "keep")), (2, 2));
    assert_eq!(figures(&address).await.rows[0].state, "resting");
    assert_eq!(words(&compose(&address, 3).await.unwrap()), "personal drawn");
}

#[actix_rt::test]
async fn the_operators_word_is_heard_while_the_service_runs() {
    let world = Shared::default();
    let name = fish()[0].0;
    let says = |state: ArtState| world.lock().unwrap().states.insert(name.to_owned(), state);
    says(ArtState::Review);
    world.lock().unwrap().art.insert(name.to_owned(), picture());
    let limits = Limits { states_again: Duration::from_millis(5), ..quick_limits() };
    let address = imagegen(&world, true, IN_USE_AT_ONCE, limits, quick_drawing()).start();
    loaded(&address).await;
    let shows = async |wanted: &str| {
        within(async {
            while words(&compose(&address, 0).await.unwrap()) != wanted {
                actix_rt::time::sleep(Duration::from_millis(2)).await;
            }
        })
        .await;
    };
    shows("personal drawn").await;
    says(ArtState::Ready);
    shows("personal painted").await;
    says(ArtState::Refused);
    shows("personal drawn").await;
    assert_eq!(asked(&world, "paint"), 0, "nothing of this was asked for");
}
