//! Asking the DbActor and waiting out whatever weather is in the way.
//!
//! For whoever cannot go on without the answer and has nobody to tell of an outage: sessions, the Router, the Watch, the Outbox.
//! Every request of [`messages`](super::messages) may be repeated, so asking again is harmless.
//!
//! **Invariant:** the answer that comes back is the database's own: a value, or an error that no waiting would mend.
//! **Absent:** no log: the DbActor tells of what failed, its pool of the weather.

use std::time::Duration;

use actix::{Addr, Handler, Message};

use super::{DbActor, DbError};

/// Between two questions while the database is away or its actor is being restarted.
const ASK_EVERY: Duration = Duration::from_millis(500);

/// Asks until an answer comes that is not weather.
pub async fn ask_patiently<M, T>(db: &Addr<DbActor>, request: M) -> Result<T, DbError>
where
    DbActor: Handler<M>,
    M: Message<Result = Result<T, DbError>> + Clone + Send + 'static,
    T: Send + 'static,
{
    loop {
        match db.send(request.clone()).await {
            Ok(Err(error)) if error.is_weather() => {}
            Ok(answer) => return answer,
            Err(_restarting) => {}
        }
        actix_rt::time::sleep(ASK_EVERY).await;
    }
}
