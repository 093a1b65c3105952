//! What ImageGen asks of the database, as seven narrow doors.
//!
//! Made from the DbActor's address by [`super::ImageGen::new`]; tests open the same doors to an actor of their own.
//!
//! **Invariant:** an actor that does not answer and an outage are one thing to the caller: weather.

use std::time::Duration;

use actix::{Actor, Addr, Context, Handler, Message, Recipient};

use crate::actors::db::{
    DbError,
    messages::{ArtStates, CatchFacts, CountArtAttempt, KeepArt, KnownCards, LoadArt, RememberCard},
};

/// See the file's head.
#[derive(Clone)]
pub(super) struct Books {
    pub facts: Recipient<CatchFacts>,
    pub known: Recipient<KnownCards>,
    pub remember: Recipient<RememberCard>,
    pub states: Recipient<ArtStates>,
    pub load: Recipient<LoadArt>,
    pub count: Recipient<CountArtAttempt>,
    pub keep: Recipient<KeepArt>,
}

impl Books {
    /// All doors to one actor.
    pub fn of<A>(address: &Addr<A>) -> Books
    where
        A: Actor<Context = Context<A>>
            + Handler<CatchFacts>
            + Handler<KnownCards>
            + Handler<RememberCard>
            + Handler<ArtStates>
            + Handler<LoadArt>
            + Handler<CountArtAttempt>
            + Handler<KeepArt>,
    {
        Books {
            facts: address.clone().recipient(),
            known: address.clone().recipient(),
            remember: address.clone().recipient(),
            states: address.clone().recipient(),
            load: address.clone().recipient(),
            count: address.clone().recipient(),
            keep: address.clone().recipient(),
        }
    }
}

/// Asks once.
pub(super) async fn ask<M, T>(door: &Recipient<M>, question: M) -> Result<T, DbError>
where
    M: Message<Result = Result<T, DbError>> + Send + 'static,
    T: Send + 'static,
{
    door.send(question).await.unwrap_or_else(|gone| Err(DbError::Down(gone.to_string())))
}

/// Asks until the weather lets an answer through; whatever else the answer is comes back.
pub(super) async fn ask_until<M, T>(door: &Recipient<M>, question: M, rest: Duration) -> Result<T, DbError>
where
    M: Message<Result = Result<T, DbError>> + Clone + Send + 'static,
    T: Send + 'static,
{
    let mut told = false;
    loop {
        match ask(door, question.clone()).await {
            Err(error) if error.is_weather() => {
                if !std::mem::replace(&mut told, true) {
                    log::warn!(error = error.to_string().as_str(); "imagegen waits for the database");
                }
                actix_rt::time::sleep(rest).await;
            }
            answer => return answer,
        }
    }
}
