//! The world of these tests: a database that remembers what it was asked, a painter with a script, drawing that is quick.
//!
//! **Invariant:** what was asked is told in one list, in the order in which it was asked.

use std::{
    collections::{HashMap, VecDeque},
    io::Cursor,
    rc::Rc,
    sync::{Arc, Mutex},
    time::Duration,
};

use actix::{Actor, Addr, Context, Handler};
use futures_util::future::{FutureExt, LocalBoxFuture};

use super::super::{
    ImageGen, ImageGenSettings,
    books::Books,
    easel::Draw,
    limits::Limits,
    messages::{AwaitArt, Card, CardUnavailable, ComposeCard},
    port::{ArtService, MakeArtService, PaintError, Photo},
    words::tests::caught,
};
use crate::{
    actors::db::{DbError, messages::*},
    game::{
        catalogue::{self, FishId, SNAPPED},
        player::{PlayerId, PositionId},
    },
    plumbing::figures::{Figures, Interval, TakeFigures},
    text::Lang,
};

/// What the database and the painter do, and what they were asked.
#[derive(Default)]
pub struct World {
    pub asked: Vec<String>,
    pub states: HashMap<String, ArtState>,
    pub cards: Vec<KnownCard>,
    pub art: HashMap<String, Vec<u8>>,
    /// The next so many questions meet an outage.
    pub outages: usize,
    /// What the painter answers, then a picture for ever.
    pub script: VecDeque<Result<Vec<u8>, PaintError>>,
    pub painting: usize,
    pub most_painting: usize,
    /// The painter does not answer while this is true.
    pub painter_waits: bool,
}

pub type Shared = Arc<Mutex<World>>;

struct Db(Shared);
impl Actor for Db {
    type Context = Context<Self>;
}

macro_rules! answers {
    ($($message:ty => |$world:ident, $m:ident| $answer:expr;)*) => {
        $(impl Handler<$message> for Db {
            type Result = <$message as actix::Message>::Result;
            fn handle(&mut self, $m: $message, _: &mut Context<Self>) -> Self::Result {
                let $world = &mut *self.0.lock().unwrap();
                let _ = &$m;
                if $world.outages > 0 {
                    $world.outages -= 1;
                    return Err(DbError::Down("on purpose".to_owned()));
                }
                Ok($answer)
            }
        })*
    };
}

answers! {
    // Positions are numbered as the catalogue is; what is not in it is a fish of another one.
    CatchFacts => |world, m| match m.position.0 {
        -1 => None,
        n => Some(caught(usize::try_from(n).ok().and_then(|n| fish().get(n).copied()).map_or("no-such-fish", |f| f.0), [60, 120], 200)),
    };
    KnownCards => |world, m| world.cards.clone();
    RememberCard => |world, m| world.asked.push(format!("remember {} {}", m.card.look, m.card.file_id));
    ArtStates => |world, m| world.states.clone().into_iter().collect();
    LoadArt => |world, m| { world.asked.push(format!("load {}", m.fish)); world.art.get(m.fish.0).cloned() };
    CountArtAttempt => |world, m| {
        world.asked.push(format!("count {}", m.fish));
        let attempts = match world.states.get(m.fish.0) { Some(ArtState::Asked { attempts }) => attempts + 1, _ => 1 };
        let asked = world.asked.iter().filter(|asked| asked.starts_with("paint ")).count();
        if m.per_day.is_some_and(|per_day| asked as i32 >= per_day) {
            ArtAttempt::Spent
        } else {
            world.states.insert(m.fish.0.to_owned(), ArtState::Asked { attempts });
            ArtAttempt::Counted(attempts)
        }
    };
    KeepArt => |world, m| {
        let (word, state) = match m.outcome {
            ArtOutcome::Painted { picture, review } => {
                world.art.insert(m.fish.0.to_owned(), picture);
                if review { ("review", ArtState::Review) } else { ("ready", ArtState::Ready) }
            }
            ArtOutcome::Refused { .. } => ("refused", ArtState::Refused),
        };
        world.asked.push(format!("keep {} {word}", m.fish));
        world.states.insert(m.fish.0.to_owned(), state);
    };
}

struct Painter(Shared);
impl ArtService for Painter {
    fn paint(&self, prompt: String) -> LocalBoxFuture<'_, Result<Vec<u8>, PaintError>> {
        let world = self.0.clone();
        async move {
            {
                let mut world = world.lock().unwrap();
                let fish =
                    fish().into_iter().find(|fish| catalogue::find(fish.0).unwrap().painting() == prompt).unwrap();
                world.asked.push(format!("paint {fish}"));
                world.painting += 1;
                world.most_painting = world.most_painting.max(world.painting);
            }
            actix_rt::time::sleep(Duration::from_millis(2)).await;
            until(|| !world.lock().unwrap().painter_waits).await;
            let mut world = world.lock().unwrap();
            world.painting -= 1;
            world.script.pop_front().unwrap_or_else(|| Ok(picture()))
        }
        .boxed_local()
    }
    fn check_key(&self) -> LocalBoxFuture<'_, Result<(), PaintError>> {
        async { Ok(()) }.boxed_local()
    }
}

/// Every fish with a card.
pub fn fish() -> Vec<FishId> {
    catalogue::all().map(|fish| fish.id).chain([SNAPPED]).collect()
}

/// A picture that can be decoded.
pub fn picture() -> Vec<u8> {
    let mut out = Cursor::new(Vec::new());
    image::RgbImage::new(64, 64).write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner()
}

/// Draws words instead of pictures: what kind of card, and with which art.
pub fn quick_drawing() -> Draw {
    Arc::new(|face, facts| {
        let kind = if facts.is_some() { "personal" } else { "fish's" };
        let art = if face.art.is_some() { "painted" } else { "drawn" };
        Ok(format!("{kind} {art}").into_bytes())
    })
}

pub fn quick_limits() -> Limits {
    Limits {
        patience: Duration::from_secs(60),
        first_rest: Duration::from_millis(5),
        longest_rest: Duration::from_millis(20),
        outage_rest: Duration::from_millis(5),
        ..Limits::default()
    }
}

pub const IN_USE_AT_ONCE: ImageGenSettings =
    ImageGenSettings { in_flight: 3, review: false, per_day: None, personal_cards: true };

pub fn make_painter(world: &Shared) -> MakeArtService {
    let world = world.clone();
    Arc::new(move || Rc::new(Painter(world.clone())))
}

pub fn imagegen(world: &Shared, paints: bool, settings: ImageGenSettings, limits: Limits, draw: Draw) -> ImageGen {
    let books = Books::of(&Db(world.clone()).start());
    ImageGen::with(paints.then(|| make_painter(world)), settings, books, limits, draw)
}

/// An actor that paints and has read what the database knows.
pub async fn painting(world: &Shared, settings: ImageGenSettings) -> Addr<ImageGen> {
    let address = imagegen(world, true, settings, quick_limits(), quick_drawing()).start();
    loaded(&address).await;
    address
}

/// Waits until the actor has had the answers to its first questions: three rounds through both mailboxes.
pub async fn loaded(address: &Addr<ImageGen>) {
    for _ in 0..3 {
        let _figures = figures(address).await;
        actix_rt::time::sleep(Duration::from_millis(5)).await;
    }
}

pub async fn compose(address: &Addr<ImageGen>, n: usize) -> Result<Card, CardUnavailable> {
    let position = PositionId(i64::try_from(n).unwrap());
    address.send(ComposeCard { player: PlayerId(1), position, fish: None, lang: Lang::En, named: false }).await.unwrap()
}

pub async fn await_art(address: &Addr<ImageGen>, fish: FishId) -> bool {
    within(address.send(AwaitArt { fish })).await.unwrap()
}

pub async fn figures(address: &Addr<ImageGen>) -> Figures {
    address.send(TakeFigures(Interval::GoesOn)).await.unwrap()
}

pub async fn note(address: &Addr<ImageGen>, name: &str) -> String {
    figures(address).await.notes.into_iter().find(|note| note.name == name).unwrap().value.to_string()
}

pub fn words(card: &Card) -> String {
    match &card.photo {
        Photo::Png(bytes) => String::from_utf8_lossy(bytes).into_owned(),
        Photo::FileId(id) => format!("file {id}"),
    }
}

pub fn asked(world: &Shared, word: &str) -> usize {
    world.lock().unwrap().asked.iter().filter(|asked| asked.starts_with(word)).count()
}

pub async fn until(mut condition: impl FnMut() -> bool) {
    within(async {
        while !condition() {
            actix_rt::time::sleep(Duration::from_millis(2)).await;
        }
    })
    .await;
}

pub async fn within<T>(work: impl Future<Output = T>) -> T {
    actix_rt::time::timeout(Duration::from_secs(10), work).await.expect("it comes within ten seconds")
}
