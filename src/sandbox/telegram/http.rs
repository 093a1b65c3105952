//! The Bot API's door: `/bot{token}/{method}`.
//!
//! Reads a request, lets the switches have their way with it, carries it out on the world and words the answer.
//!
//! **Invariant:** the world's lock is never held over an await.

use std::{pin::pin, time::Duration, time::Instant};

use actix_web::{
    HttpRequest, HttpResponse,
    web::{self, Data, Payload, ServiceConfig},
};
use serde_json::Value;
use tokio::time::timeout_at;

use super::{
    SandboxTelegram,
    asked::Asked,
    refusal::Refusal,
    wire::{Fields, Method, in_ascii},
};
use crate::sandbox::{serve::weather, switches::Fault};

/// Telegram cuts longer polls down to this.
const LONGEST_POLL_S: i64 = 50;

pub(super) fn routes(app: &mut ServiceConfig, telegram: Data<SandboxTelegram>) {
    // One service for all paths: a pattern would be matched by a regular expression for each call.
    app.app_data(telegram).default_service(web::to(call));
}

/// Token and method of `/bot{token}/{method}`.
fn path(path: &str) -> Option<(&str, &str)> {
    path.strip_prefix("/bot")?.split_once('/')
}

async fn call(request: HttpRequest, payload: Payload, telegram: Data<SandboxTelegram>) -> HttpResponse {
    let at = Instant::now();
    let Some((token, method)) = path(request.path()) else { return Refusal::new(404, "Not Found").answer() };
    if token != telegram.token {
        return Refusal::new(401, "Unauthorized").answer();
    }
    let Some(method) = Method::find(method) else { return Refusal::new(404, "Not Found").answer() };
    let fields = match Fields::read(&request, payload).await {
        Ok(fields) => fields,
        Err(refusal) => return refusal.answer(),
    };
    let chat_id = fields.number("chat_id");
    let hit = telegram.switches.take(method.name(), chat_id);
    let copies = if hit.fault == Some(Fault::Duplicate) { 2 } else { 1 };
    let process = async {
        let done = if method == Method::GetUpdates {
            poll(&telegram, &fields, copies).await
        } else {
            carry_out(&telegram, method, &fields, at)
        };
        match done {
            Ok(result) => {
                HttpResponse::Ok().content_type("application/json").body(format!("{{\"ok\":true,\"result\":{result}}}"))
            }
            Err(refusal) => refusal.answer(),
        }
    };
    weather(
        hit,
        &telegram.switches,
        &request,
        |code, retry_after_s| Refusal::of_code(code, retry_after_s).answer(),
        process,
    )
    .await
}

fn carry_out(telegram: &SandboxTelegram, method: Method, fields: &Fields, at: Instant) -> Result<String, Refusal> {
    let chat_id = fields.number("chat_id");
    let asked = Asked::read(method, fields);
    let done = {
        let mut world = telegram.lock();
        let done = asked.and_then(|asked| {
            if let Some(chat_id) = chat_id.filter(|_| method.is_paced()) {
                world.paces.admit(chat_id, at).map_err(Refusal::too_many)?;
            }
            world.carry_out(asked, at)
        });
        world.record(method, chat_id, at, done.as_ref().err());
        done
    };
    telegram.changed.notify_waiters();
    done.map(|result: Value| in_ascii(result.to_string()))
}

/// A long poll. `copies` above 1 confirms nothing and shows each update so often.
async fn poll(telegram: &SandboxTelegram, fields: &Fields, copies: usize) -> Result<String, Refusal> {
    let offset = fields.number("offset").unwrap_or(0);
    let timeout_s = fields.number("timeout").unwrap_or(0).clamp(0, LONGEST_POLL_S).unsigned_abs();
    let deadline = tokio::time::Instant::now() + Duration::from_secs(timeout_s);
    let (generation, limit) = {
        let mut world = telegram.lock();
        let begun = world.queue.begin(offset, fields.number("limit").unwrap_or(100), Instant::now());
        if copies == 1 {
            world.queue.confirm(offset);
        }
        begun
    };
    telegram.news.notify_waiters();
    telegram.changed.notify_waiters();
    loop {
        let mut news = pin!(telegram.news.notified());
        news.as_mut().enable();
        if let Some(done) = look(telegram, generation, limit, copies) {
            let mut world = telegram.lock();
            world.record(Method::GetUpdates, None, Instant::now(), done.as_ref().err());
            return done;
        }
        if timeout_at(deadline, news).await.is_err() {
            telegram.lock().record(Method::GetUpdates, None, Instant::now(), None);
            return Ok("[]".into());
        }
    }
}

/// What a poll can be answered now, if anything.
fn look(telegram: &SandboxTelegram, generation: u64, limit: usize, copies: usize) -> Option<Result<String, Refusal>> {
    let mut world = telegram.lock();
    if world.queue.webhook {
        return Some(Err(Refusal::webhook_is_set()));
    }
    if world.queue.generation != generation {
        return Some(Err(Refusal::other_poller()));
    }
    world.queue.page(limit, copies).map(Ok)
}
