//! The ImageGen actor: its memory, its start and restart, its figures. The flows are beside it: `composing.rs`, `painting.rs`.
//!
//! **Invariant:** all of its memory can be had again: cards that Telegram has and paintings from the database, the rest by
//! drawing anew. Only work in flight outlives a restart, by the places that it holds.

use std::{collections::HashMap, mem::Discriminant, rc::Rc};

use actix::{Actor, Addr, AsyncContext, Context, Handler, Message, Supervised};

use super::{
    bench::Bench,
    books::{Books, ask, ask_until},
    card::FishFace,
    composing::InHand,
    easel::{self, Draw},
    gallery::Gallery,
    known::{Known, STYLE},
    limits::{ART_BYTES, FISH_CARDS_WAITING, Limits},
    messages::{CardKey, ForgetUpload, RememberUpload},
    port::{ArtService, MakeArtService, PaintError},
    shelf::Shelf,
    words,
};
use crate::{
    actors::db::{
        DbActor,
        messages::{ArtState, ArtStates, KnownCard, KnownCards, RememberCard},
    },
    config::faults::Faults,
    game::catalogue::{self, FishId, SNAPPED},
    plumbing::{
        figures::{Figures, Kind, Note, Row, TakeFigures},
        later,
        meter::Meter,
    },
    text::Lang,
};

/// The configured numbers of ImageGen.
#[derive(Clone, Copy, Debug)]
pub struct ImageGenSettings {
    /// Paintings in flight at the most.
    pub in_flight: usize,
    /// Paintings wait for approval.
    pub review: bool,
    /// Paintings asked for in a day at the most; `None`: no limit.
    pub per_day: Option<i32>,
    /// A catch shows a card of its own; without, its fish's card, which Telegram has already.
    pub personal_cards: bool,
}

/// The actor itself; see the folder's head.
pub struct ImageGen {
    make: Option<MakeArtService>,
    pub(super) settings: ImageGenSettings,
    pub(super) limits: Limits,
    pub(super) books: Books,
    pub(super) draw: Draw,
    /// Made in the arbiter that uses it; none without an image key.
    pub(super) service: Option<Rc<dyn ArtService>>,
    pub(super) gallery: Gallery,
    /// Paintings as the service sent them.
    pub(super) art: Shelf<FishId>,
    /// Paintings being read, and the cards that wait for each.
    pub(super) art_loading: HashMap<FishId, Vec<u64>>,
    pub(super) known: Known,
    /// Cards by their number, which is never used again.
    pub(super) in_hand: HashMap<u64, InHand>,
    pub(super) last_card: u64,
    pub(super) composing: Bench<u64, ()>,
    pub(super) rendering: Bench<CardKey, FishFace>,
    /// The cards that wait for each fish's card.
    pub(super) rendering_for: HashMap<CardKey, Vec<u64>>,
    pub(super) degraded: u64,
    pub(super) cards_meter: Meter,
    pub(super) paintings_meter: Meter,
    /// The kind of failure for which painting rests, when the operator was told of it.
    pub(super) rest_told: Option<Discriminant<PaintError>>,
    pub(super) faults: Faults,
}

/// "The database answered." Repeated, it adds only what is not known.
#[derive(Message)]
#[rtype(result = "()")]
struct Loaded {
    cards: Vec<KnownCard>,
    /// `None` when they cannot be had: then nothing is painted, since it may have been painted before.
    states: Option<Vec<(String, ArtState)>>,
}

/// "The database said this of the paintings when the news had this number." Late, it is known as old.
#[derive(Message)]
#[rtype(result = "()")]
struct Seen {
    news: u64,
    /// `None`: it cannot be had now.
    states: Option<Vec<(String, ArtState)>>,
}

impl ImageGen {
    /// An actor that makes its service when it starts; without one it shows built-in drawings and paintings already kept.
    pub fn new(make: Option<MakeArtService>, settings: ImageGenSettings, db: Addr<DbActor>) -> ImageGen {
        ImageGen::with(make, settings, Books::of(&db), Limits::default(), easel::by_painter())
    }

    /// The same over other books, limits and drawing.
    pub(super) fn with(
        make: Option<MakeArtService>,
        settings: ImageGenSettings,
        books: Books,
        limits: Limits,
        draw: Draw,
    ) -> ImageGen {
        ImageGen {
            make,
            settings,
            limits,
            books,
            draw,
            service: None,
            gallery: Gallery::new(settings.in_flight, &limits),
            art: Shelf::new(ART_BYTES),
            art_loading: HashMap::new(),
            known: Known::new(),
            in_hand: HashMap::new(),
            last_card: 0,
            composing: Bench::new(limits.composing, limits.composing_waiting),
            rendering: Bench::new(limits.composing.max(1), FISH_CARDS_WAITING),
            rendering_for: HashMap::new(),
            degraded: 0,
            cards_meter: Meter::of(Kind::Part, "cards"),
            paintings_meter: Meter::new("imagegen"),
            rest_told: None,
            faults: Faults::default(),
        }
    }

    /// The same, struck by these faults.
    pub fn with_faults(self, faults: Faults) -> ImageGen {
        ImageGen { faults, ..self }
    }

    /// Makes the painter before the first catch needs it: reading the font takes some tens of milliseconds.
    fn warm_up(&self) {
        let Some(fish) = catalogue::find(SNAPPED.0) else { return };
        actix_rt::spawn(easel::draw_aside(self.draw.clone(), words::face(fish, Lang::En, None), None));
    }

    /// Looks at what the operator did with paintings, again and again.
    fn arm_look(&self, ctx: &mut Context<Self>) {
        ctx.run_later(self.limits.states_again, |act, ctx| {
            let (news, door) = (act.gallery.news(), act.books.states.clone());
            let look = async move { Seen { news, states: ask(&door, ArtStates { style: STYLE }).await.ok() } };
            later::tell(ctx.address(), look);
            act.arm_look(ctx);
        });
    }

    fn begin(&mut self, ctx: &mut Context<Self>) {
        self.arm_look(ctx);
        self.service = self.make.as_ref().map(|make| make());
        let (books, rest) = (self.books.clone(), self.limits.outage_rest);
        later::tell(ctx.address(), async move {
            let states = ask_until(&books.states, ArtStates { style: STYLE }, rest).await;
            let cards = ask_until(&books.known, KnownCards {}, rest).await;
            // An error that is no outage was told by the DbActor. Without the list of cards they are only uploaded anew.
            Loaded { cards: cards.unwrap_or_default(), states: states.ok() }
        });
    }
}

impl Actor for ImageGen {
    type Context = Context<Self>;
    fn started(&mut self, ctx: &mut Context<Self>) {
        ctx.set_mailbox_capacity(1024);
        self.warm_up();
        self.begin(ctx);
    }
}

impl Supervised for ImageGen {
    fn restarting(&mut self, ctx: &mut Context<Self>) {
        let anew = ImageGen::with(self.make.clone(), self.settings, self.books.clone(), self.limits, self.draw.clone());
        let mut before = std::mem::replace(self, anew);
        before.composing.forget_waiting();
        before.rendering.forget_waiting();
        self.composing = before.composing;
        self.rendering = before.rendering;
        self.gallery = before.gallery.forget(self.settings.in_flight, &self.limits);
        (self.last_card, self.degraded) = (before.last_card, before.degraded);
        (self.cards_meter, self.paintings_meter) = (before.cards_meter, before.paintings_meter);
        self.begin(ctx);
    }
}

impl Handler<Loaded> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: Loaded, _: &mut Context<Self>) {
        self.known.load(m.cards);
        if let Some(states) = m.states {
            self.gallery.load(states);
        }
    }
}

impl Handler<Seen> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: Seen, _: &mut Context<Self>) {
        for fish in m.states.map(|states| self.gallery.refresh(m.news, states)).unwrap_or_default() {
            log::info!(fish = fish.0; "painting is not used any longer");
            self.art.remove(&fish);
            self.known.forget_painted(fish);
        }
    }
}

impl Handler<RememberUpload> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: RememberUpload, _: &mut Context<Self>) {
        let RememberUpload { key, file_id } = m;
        let card =
            KnownCard { fish: key.fish.0.to_owned(), lang: key.lang, look: key.look.clone(), file_id: file_id.clone() };
        self.known.uploaded(key, file_id);
        let door = self.books.remember.clone();
        actix_rt::spawn(async move {
            let fish = card.fish.clone();
            if let Err(error) = ask(&door, RememberCard { card }).await {
                log::warn!(fish = fish.as_str(), error = error.to_string().as_str(); "uploaded card will be uploaded again after the next start");
            }
        });
    }
}

impl Handler<ForgetUpload> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: ForgetUpload, _: &mut Context<Self>) {
        self.known.forget(&m.file_id);
    }
}

impl Handler<TakeFigures> for ImageGen {
    type Result = Figures;
    fn handle(&mut self, TakeFigures(interval): TakeFigures, _: &mut Context<Self>) -> Figures {
        let (painting, wanted) = self.gallery.work();
        let state = match &self.service {
            None => "drawing",
            Some(_) if self.gallery.rests(std::time::Instant::now()) => "resting",
            Some(_) => "running",
        };
        let paintings = Row { in_flight: painting, ..self.paintings_meter.take(state, wanted, interval) };
        let cards = self.cards_meter.take("running", self.composing.queued(), interval);
        let cards = Row { in_flight: self.composing.in_flight(), ..cards };
        let notes = vec![
            Note::count("cards degraded", self.degraded),
            Note::count("paintings ready", self.gallery.ready()),
            Note::count("paintings put off", self.gallery.put_off()),
        ];
        Figures { rows: vec![paintings, cards], notes, red: vec![] }
    }
}
