//! The way of one card: facts from the database, the painting from the shelf, drawing aside, the answer; and the fish's card
//! wherever that takes too long.
//!
//! Every step ends in a message to the actor, which finds the card in hand by its number; a card answered meanwhile is gone and
//! its late steps change nothing.
//!
//! **Invariant:** every card asked for is answered once, at the latest by what the fish's card comes to.
//! **Absent:** no retries: a card is theatre, and the caption goes out without it.

use std::{sync::Arc, time::Instant};

use actix::{AsyncContext, Context, Handler, Message, ResponseFuture};
use tokio::sync::oneshot;

use super::{
    actor::ImageGen,
    bench::{Offer, Place},
    books::ask,
    card::CatchFacts,
    easel::{Drawn, draw_aside},
    known::{self, STYLE},
    limits::CARDS_IN_HAND,
    messages::{Card, CardKey, CardUnavailable, ComposeCard, FishCard},
    port::Photo,
    words,
};
use crate::{
    actors::db::{
        DbError,
        messages::{CatchFacts as AskFacts, CaughtPosition, LoadArt},
    },
    game::catalogue::{self, Fish, FishId},
    plumbing::later,
    text::Lang,
};

/// A card that is asked for and not answered.
pub(super) struct InHand {
    lang: Lang,
    /// Its own card names the player.
    named: bool,
    asker: oneshot::Sender<Result<Card, CardUnavailable>>,
    began: Instant,
    /// A card of its own is wanted: the fish's would be less.
    own: bool,
    /// Known once the facts came.
    about: Option<About>,
}

/// What the facts say of it.
struct About {
    fish: &'static Fish,
    /// What its own card shows; `None`: it gets its fish's.
    facts: Option<CatchFacts>,
    /// A painting was on its way when the catch was looked at.
    hopes: bool,
}

/// "These are the facts of card n."
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Found {
    card: u64,
    answer: Result<Option<CaughtPosition>, DbError>,
}

/// "Card n had its time."
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Late {
    card: u64,
}

/// "The painting of this fish was read."
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct ArtLoaded {
    fish: FishId,
    answer: Result<Option<Vec<u8>>, DbError>,
}

/// "A personal card was drawn."
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Composed {
    place: Place<u64>,
    fish: FishId,
    painted: bool,
    drawn: Drawn,
}

/// "A fish's card was drawn."
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Rendered {
    place: Place<CardKey>,
    drawn: Drawn,
}

impl Handler<ComposeCard> for ImageGen {
    type Result = ResponseFuture<Result<Card, CardUnavailable>>;
    fn handle(&mut self, m: ComposeCard, ctx: &mut Context<Self>) -> Self::Result {
        self.faults.strike("imagegen.handle", 0);
        let (card, answer) = match self.take_in_hand(m.lang, m.named, self.settings.personal_cards) {
            Ok(taken) => taken,
            Err(unavailable) => return Box::pin(async { Err(unavailable) }),
        };
        let known = m.fish.filter(|_| !self.has_room_for_personal()).and_then(|fish| catalogue::find(fish.0));
        if let Some(fish) = known {
            self.looked_up(card, fish, None, ctx);
        } else {
            let door = self.books.facts.clone();
            later::tell(ctx.address(), async move {
                let answer = ask(&door, AskFacts { player: m.player, position: m.position }).await;
                Found { card, answer }
            });
        }
        Box::pin(answered(answer))
    }
}

impl Handler<FishCard> for ImageGen {
    type Result = ResponseFuture<Result<Card, CardUnavailable>>;
    fn handle(&mut self, m: FishCard, ctx: &mut Context<Self>) -> Self::Result {
        self.faults.strike("imagegen.handle", 0);
        let taken = self.take_in_hand(m.lang, false, false);
        let known = catalogue::find(m.fish.0).ok_or_else(|| CardUnavailable(format!("no fish {} here", m.fish)));
        match known.and_then(|fish| Ok((fish, taken?))) {
            Ok((fish, (card, answer))) => {
                self.looked_up(card, fish, None, ctx);
                Box::pin(answered(answer))
            }
            Err(unavailable) => Box::pin(async { Err(unavailable) }),
        }
    }
}

/// The answer to one card that is asked for.
type Answer = oneshot::Receiver<Result<Card, CardUnavailable>>;

async fn answered(answer: Answer) -> Result<Card, CardUnavailable> {
    answer.await.unwrap_or_else(|_| Err(CardUnavailable("imagegen started anew".to_owned())))
}

impl Handler<Found> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: Found, ctx: &mut Context<Self>) {
        let found = m.answer.map_err(|error| error.to_string());
        let looked_up = found.and_then(|found| {
            let caught = found.ok_or_else(|| "no such catch".to_owned())?;
            let fish = catalogue::find(&caught.fish).ok_or_else(|| format!("no fish {} here", caught.fish))?;
            Ok((caught, fish))
        });
        let (caught, fish) = match looked_up {
            Ok(looked_up) => looked_up,
            Err(reason) => return self.unavailable(m.card, reason),
        };
        let Some(in_hand) = self.in_hand.get(&m.card) else { return };
        let facts = self.settings.personal_cards.then(|| words::facts(&caught, in_hand.lang, in_hand.named));
        self.looked_up(m.card, fish, facts, ctx);
    }
}

impl Handler<ArtLoaded> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: ArtLoaded, ctx: &mut Context<Self>) {
        match m.answer {
            Ok(Some(picture)) => self.art.put(m.fish, Arc::from(picture)),
            Ok(None) => self.art_is_broken(m.fish),
            // Told by the database itself when it is no weather. This time the drawn fish serves.
            Err(error) => self.cards_meter.error(&error),
        }
        for card in self.art_loading.remove(&m.fish).unwrap_or_default() {
            self.queue(card, ctx);
        }
    }
}

impl Handler<Late> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: Late, ctx: &mut Context<Self>) {
        self.composing.forget(&m.card);
        self.degrade(m.card, ctx);
    }
}

impl Handler<Composed> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: Composed, ctx: &mut Context<Self>) {
        let card = *m.place.key();
        drop(m.place);
        if m.drawn.art_broken {
            self.art_is_broken(m.fish);
        }
        match m.drawn.picture {
            Ok(picture) => self.answer(card, Photo::Png(picture), None, m.painted && !m.drawn.art_broken),
            Err(reason) => {
                log::error!(fish = m.fish.0, error = reason.as_str(); "card could not be drawn");
                self.cards_meter.error(&reason);
                self.degrade(card, ctx);
            }
        }
        self.compose_next(ctx);
    }
}

impl Handler<Rendered> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: Rendered, ctx: &mut Context<Self>) {
        let wanted = m.place.key().clone();
        drop(m.place);
        let painted = wanted == known::key(wanted.fish, wanted.lang, true) && !m.drawn.art_broken;
        if m.drawn.art_broken {
            self.art_is_broken(wanted.fish);
        }
        let cards = self.rendering_for.remove(&wanted).unwrap_or_default();
        match m.drawn.picture {
            Ok(picture) => {
                let key = known::key(wanted.fish, wanted.lang, painted);
                self.known.rendered(key.clone(), picture.clone());
                for card in cards {
                    self.answer_degraded(card, Photo::Png(picture.clone()), Some(key.clone()), painted);
                }
            }
            Err(reason) => {
                log::error!(fish = wanted.fish.0, error = reason.as_str(); "fish's card could not be drawn");
                cards.into_iter().for_each(|card| self.unavailable(card, reason.clone()));
            }
        }
        self.render_next(ctx);
    }
}

impl ImageGen {
    /// Takes a card in hand, if there is room.
    fn take_in_hand(&mut self, lang: Lang, named: bool, own: bool) -> Result<(u64, Answer), CardUnavailable> {
        if self.in_hand.len() >= CARDS_IN_HAND {
            return Err(CardUnavailable("too many cards in hand".to_owned()));
        }
        let (asker, answer) = oneshot::channel();
        self.last_card += 1;
        self.in_hand.insert(self.last_card, InHand { lang, named, asker, began: Instant::now(), own, about: None });
        Ok((self.last_card, answer))
    }

    /// A personal card that is asked for now would be composed.
    fn has_room_for_personal(&self) -> bool {
        self.settings.personal_cards && !self.composing.is_full()
    }

    /// It is known what a card shows: the painting first, if there is one, then the card.
    fn looked_up(&mut self, card: u64, fish: &'static Fish, facts: Option<CatchFacts>, ctx: &mut Context<Self>) {
        let hopes = self.want_painting(fish.id, ctx);
        let Some(in_hand) = self.in_hand.get_mut(&card) else { return };
        let own = facts.is_some();
        in_hand.about = Some(About { fish, facts, hopes });
        let loads = self.gallery.in_use(fish.id) && self.art.get(&fish.id).is_none();
        if own || loads {
            later::tell_after(ctx.address(), self.limits.patience, Late { card });
        }
        if loads { self.load_art(fish.id, card, ctx) } else { self.queue(card, ctx) }
    }

    /// Reads a painting, once for all cards that want it.
    fn load_art(&mut self, fish: FishId, card: u64, ctx: &mut Context<Self>) {
        let cards = self.art_loading.entry(fish).or_default();
        cards.push(card);
        if cards.len() > 1 {
            return;
        }
        let door = self.books.load.clone();
        later::tell(ctx.address(), async move {
            ArtLoaded { fish, answer: ask(&door, LoadArt { fish, style: STYLE }).await }
        });
    }

    fn art_is_broken(&mut self, fish: FishId) {
        self.art.remove(&fish);
        if self.gallery.is_broken(fish) {
            log::error!(fish = fish.0; "painting cannot be used, the built-in drawing serves until the next start");
        }
    }

    fn queue(&mut self, card: u64, ctx: &mut Context<Self>) {
        let Some(About { facts, .. }) = self.in_hand.get(&card).and_then(|in_hand| in_hand.about.as_ref()) else {
            return;
        };
        if facts.is_none() {
            return self.degrade(card, ctx);
        }
        match self.composing.offer(card, ()) {
            Offer::Taken | Offer::Already => self.compose_next(ctx),
            Offer::Full => self.degrade(card, ctx),
        }
    }

    fn compose_next(&mut self, ctx: &mut Context<Self>) {
        while let Some((place, ())) = self.composing.begin(usize::MAX) {
            // A card that was answered, or whose asker is gone, is not drawn.
            let Some(in_hand) = self.in_hand.get(place.key()).filter(|in_hand| !in_hand.asker.is_closed()) else {
                self.in_hand.remove(place.key());
                continue;
            };
            let Some(About { fish, facts: Some(facts), .. }) = &in_hand.about else { continue };
            let art = if self.gallery.in_use(fish.id) { self.art.get(&fish.id) } else { None };
            let (id, painted) = (fish.id, art.is_some());
            let (face, facts, draw) = (words::face(fish, in_hand.lang, art), facts.clone(), self.draw.clone());
            later::tell(ctx.address(), async move {
                Composed { place, fish: id, painted, drawn: draw_aside(draw, face, Some(facts)).await }
            });
        }
    }

    /// The fish's card instead: Telegram's own, or one rendered before, or one rendered now.
    fn degrade(&mut self, card: u64, ctx: &mut Context<Self>) {
        let Some(in_hand) = self.in_hand.get(&card) else { return };
        let Some(About { fish, .. }) = &in_hand.about else { return };
        let (fish, lang) = (*fish, in_hand.lang);
        let painted = known::key(fish.id, lang, true);
        let drawn = known::key(fish.id, lang, false);
        let in_use = self.gallery.in_use(fish.id);
        if let Some((photo, upload)) = self.known.card(&painted).filter(|_| in_use) {
            return self.answer_degraded(card, photo, upload, true);
        }
        let art = if in_use { self.art.get(&fish.id) } else { None };
        if let Some((photo, upload)) = self.known.card(&drawn).filter(|_| art.is_none()) {
            return self.answer_degraded(card, photo, upload, false);
        }
        let key = if art.is_some() { painted } else { drawn };
        match self.rendering.offer(key.clone(), words::face(fish, lang, art)) {
            Offer::Taken | Offer::Already => self.rendering_for.entry(key).or_default().push(card),
            Offer::Full => return self.unavailable(card, "too many fish's cards wait to be rendered".to_owned()),
        }
        self.render_next(ctx);
    }

    fn render_next(&mut self, ctx: &mut Context<Self>) {
        while let Some((place, face)) = self.rendering.begin(usize::MAX) {
            let draw = self.draw.clone();
            later::tell(ctx.address(), async move { Rendered { place, drawn: draw_aside(draw, face, None).await } });
        }
    }

    fn answer_degraded(&mut self, card: u64, photo: Photo, upload: Option<CardKey>, painted: bool) {
        if let Some(in_hand) = self.in_hand.get(&card) {
            // Where no card of its own was wanted, nothing is lost.
            self.degraded += u64::from(in_hand.own);
            self.answer(card, photo, upload, painted);
        }
    }

    fn answer(&mut self, card: u64, photo: Photo, upload: Option<CardKey>, painted: bool) {
        let Some(InHand { asker, began, about, .. }) = self.in_hand.remove(&card) else { return };
        // A painting that came while the card was drawn without it is worth an edit too.
        let awaits = |fish: FishId| !painted && (self.gallery.on_its_way(fish) || self.gallery.in_use(fish));
        let awaits_art = about.filter(|about| about.hopes).map(|about| about.fish.id).filter(|fish| awaits(*fish));
        self.cards_meter.count(began.elapsed());
        let _gone = asker.send(Ok(Card { photo, upload, awaits_art }));
    }

    fn unavailable(&mut self, card: u64, reason: String) {
        let Some(InHand { asker, began, .. }) = self.in_hand.remove(&card) else { return };
        self.cards_meter.error(&reason);
        self.cards_meter.count(began.elapsed());
        let _gone = asker.send(Err(CardUnavailable(reason)));
    }
}
