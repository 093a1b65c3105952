//! Having a fish painted: the attempt is counted, the service asked, the picture checked and kept.
//!
//! Each painting is one task beside the actor, which holds its place until its end is told. Called when a catch shows a fish.
//!
//! **Invariant:** an attempt is counted before it is paid for, and what was paid for is kept before anyone sees it: a crash
//! costs at most one request more.
//! **Absent:** approval: `angler art` changes the rows, and the actor looks at them every minute.

use std::{
    panic::AssertUnwindSafe,
    rc::Rc,
    sync::Arc,
    time::{Duration, Instant},
};

use actix::{AsyncContext, Context, Handler, Message, ResponseFuture};
use futures_util::FutureExt;
use jiff::Timestamp;
use tokio::sync::oneshot;

use super::{
    actor::ImageGen,
    bench::Place,
    books::{Books, ask_until},
    card::check_art,
    known::STYLE,
    limits::ATTEMPTS,
    messages::AwaitArt,
    port::{ArtService, PaintError},
};
use crate::{
    actors::db::messages::{ArtAttempt, ArtOutcome, ArtState, CountArtAttempt, KeepArt},
    game::catalogue::{self, FishId},
    plumbing::{clock, later},
};

/// "This painting came to this end."
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct Painted {
    place: Place<FishId>,
    began: Instant,
    end: End,
}

/// "Painting may go on." Late or repeated, nothing happens.
#[derive(Message)]
#[rtype(result = "()")]
pub(super) struct PaintOn;

/// How asking for a painting can end.
enum End {
    /// It is kept and in use.
    Ready(Arc<[u8]>),
    /// It is kept and waits for approval.
    Review,
    /// It is remembered that there will be none.
    Refused(String),
    /// This attempt, the nth of this fish, brought no usable picture.
    Failed(i32, PaintError),
    /// Nothing was asked for: the day's paintings were.
    Spent,
    /// An error of ours or of the database.
    Abandoned(String),
}

/// What a painting is made with.
struct Order {
    service: Rc<dyn ArtService>,
    books: Books,
    fish: FishId,
    review: bool,
    per_day: Option<i32>,
    outage_rest: Duration,
}

impl ImageGen {
    /// A catch would like to show this fish painted. True when that is on its way.
    pub(super) fn want_painting(&mut self, fish: FishId, ctx: &mut Context<Self>) -> bool {
        let on_its_way = self.service.is_some() && self.gallery.want(fish);
        self.paint_next(ctx);
        on_its_way
    }

    fn paint_next(&mut self, ctx: &mut Context<Self>) {
        let Some(service) = self.service.clone() else { return };
        while let Some(place) = self.gallery.begin(Instant::now()) {
            let order = Order {
                service: service.clone(),
                books: self.books.clone(),
                fish: *place.key(),
                review: self.settings.review,
                per_day: self.settings.per_day,
                outage_rest: self.limits.outage_rest,
            };
            later::tell(ctx.address(), async move {
                let began = Instant::now();
                let end = AssertUnwindSafe(paint(order)).catch_unwind().await;
                let end = end.unwrap_or_else(|_| End::Abandoned("painting panicked".to_owned()));
                Painted { place, began, end }
            });
        }
    }

    fn service_works(&mut self) {
        self.rest_told = None;
        self.gallery.service_works();
    }

    fn failed(&mut self, fish: FishId, attempts: i32, error: &PaintError, ctx: &mut Context<Self>) {
        let words = error.to_string();
        let (retry_after_s, fixed) = match error {
            PaintError::Down { retry_after_s, .. } => (*retry_after_s, None),
            PaintError::NoCredit(_) => (None, Some(self.limits.credit_rest)),
            PaintError::NoPicture(_) | PaintError::Unfit(_) | PaintError::Refused(_) => {
                log::warn!(fish = fish.0, attempts = attempts, error = words.as_str(); "painting failed");
                self.service_works();
                return self.gallery.failed(fish, attempts);
            }
        };
        let rest = self.gallery.service_failed(Instant::now(), &self.limits, retry_after_s, fixed);
        // Told once, not at every try while it lasts.
        let kind = Some(std::mem::discriminant(error));
        if self.rest_told != kind {
            self.rest_told = kind;
            let rest_s = rest.as_secs();
            log::warn!(fish = fish.0, attempts = attempts, error = words.as_str(), rest_s = rest_s; "painting rests");
        }
        later::tell_after(ctx.address(), rest, PaintOn);
        self.gallery.failed(fish, attempts);
    }
}

impl Handler<Painted> for ImageGen {
    type Result = ();
    fn handle(&mut self, m: Painted, ctx: &mut Context<Self>) {
        let fish = *m.place.key();
        drop(m.place);
        let took_ms = m.began.elapsed().as_millis() as u64;
        self.paintings_meter.count(m.began.elapsed());
        match m.end {
            End::Ready(picture) => {
                log::info!(fish = fish.0, took_ms = took_ms; "painted");
                self.service_works();
                self.art.put(fish, picture);
                self.gallery.ended(fish, ArtState::Ready);
            }
            End::Review => {
                log::info!(fish = fish.0, took_ms = took_ms; "painted, waits for approval");
                self.service_works();
                self.gallery.ended(fish, ArtState::Review);
            }
            End::Refused(reason) => {
                log::warn!(fish = fish.0, reason = reason.as_str(); "painting refused for good");
                self.paintings_meter.error(&reason);
                self.service_works();
                self.gallery.ended(fish, ArtState::Refused);
            }
            End::Failed(attempts, error) => {
                self.paintings_meter.error(&error);
                self.failed(fish, attempts, &error, ctx);
            }
            End::Spent => {
                let rest = until_midnight(clock::now());
                // Those in flight together find it out together.
                if !self.gallery.rests(Instant::now()) {
                    let (per_day, rest_s) = (self.settings.per_day.unwrap_or_default(), rest.as_secs());
                    log::warn!(per_day = per_day, rest_s = rest_s; "the day's paintings are asked for, built-in drawings serve");
                }
                self.gallery.spent(fish, Instant::now() + rest);
                later::tell_after(ctx.address(), rest, PaintOn);
            }
            End::Abandoned(reason) => {
                log::error!(fish = fish.0, error = reason.as_str(); "painting left alone until the next start");
                self.paintings_meter.error(&reason);
                self.gallery.leave_alone(fish);
            }
        }
        self.paint_next(ctx);
    }
}

impl Handler<PaintOn> for ImageGen {
    type Result = ();
    fn handle(&mut self, _: PaintOn, ctx: &mut Context<Self>) {
        self.paint_next(ctx);
    }
}

impl Handler<AwaitArt> for ImageGen {
    type Result = ResponseFuture<bool>;
    fn handle(&mut self, m: AwaitArt, _: &mut Context<Self>) -> Self::Result {
        let (asker, answer) = oneshot::channel();
        self.gallery.ask(m.fish, asker);
        Box::pin(async { answer.await.unwrap_or(false) })
    }
}

async fn paint(order: Order) -> End {
    let Order { service, books, fish, review, per_day, outage_rest } = order;
    let Some(entry) = catalogue::find(fish.0) else { return End::Abandoned("not in the catalogue".to_owned()) };
    let attempts = match ask_until(&books.count, CountArtAttempt { fish, style: STYLE, per_day }, outage_rest).await {
        Ok(ArtAttempt::Counted(attempts)) if attempts > ATTEMPTS => {
            return End::Abandoned(format!("{attempts} attempts were counted"));
        }
        Ok(ArtAttempt::Counted(attempts)) => attempts,
        Ok(ArtAttempt::Spent) => return End::Spent,
        Ok(ArtAttempt::Ended) => return End::Abandoned("the operator ended it meanwhile".to_owned()),
        Err(error) => return End::Abandoned(error.to_string()),
    };
    let painted = match service.paint(entry.painting()).await {
        Ok(picture) => checked(picture).await,
        Err(error) => Err(error),
    };
    let (outcome, end) = match painted {
        Ok(picture) if review => (ArtOutcome::Painted { picture, review }, End::Review),
        Ok(picture) => {
            let shown = Arc::from(picture.as_slice());
            (ArtOutcome::Painted { picture, review }, End::Ready(shown))
        }
        Err(PaintError::Refused(reason)) => (ArtOutcome::Refused { reason: reason.clone() }, End::Refused(reason)),
        Err(error) => return End::Failed(attempts, error),
    };
    match ask_until(&books.keep, KeepArt { fish, style: STYLE, outcome }, outage_rest).await {
        Ok(()) => end,
        Err(error) => End::Abandoned(error.to_string()),
    }
}

/// How long a day (UTC) still lasts.
fn until_midnight(now: Timestamp) -> Duration {
    const DAY_S: i64 = 86_400;
    Duration::from_secs((DAY_S - now.as_second().rem_euclid(DAY_S)).unsigned_abs())
}

/// Decodes the picture once, aside: what cannot be drawn is not kept.
async fn checked(picture: Vec<u8>) -> Result<Vec<u8>, PaintError> {
    let check = move || check_art(&picture).map(|()| picture).map_err(|error| PaintError::Unfit(error.to_string()));
    match actix_rt::task::spawn_blocking(check).await {
        Ok(checked) => checked,
        Err(crash) => Err(PaintError::Unfit(format!("reading it panicked: {crash}"))),
    }
}
