//! The image service's door: `POST /api/v1/chat/completions` and `GET /api/v1/key`, as OUTSIDE.md "Pictures" has them.
//!
//! **Invariant:** a request without the right key is refused before it is counted or meets a switch.

use std::{sync::Arc, time::Instant};

use actix_web::{
    HttpRequest, HttpResponse,
    http::{
        StatusCode,
        header::{AUTHORIZATION, RETRY_AFTER},
    },
    web::{self, Bytes, Data, ServiceConfig},
};
use serde::Deserialize;
use serde_json::{Value, json};

use super::{
    PaintRequest, Painting, SandboxImages,
    paint::{bomb, data_url, picture},
};
use crate::sandbox::serve::{hang_up, until_cut, weather};

/// A request holds a prompt and perhaps a reference picture.
const BODY_LIMIT: usize = 4 * 1024 * 1024;

pub(super) fn routes(app: &mut ServiceConfig, images: Data<SandboxImages>) {
    app.app_data(images)
        .app_data(web::PayloadConfig::new(BODY_LIMIT))
        .route("/api/v1/chat/completions", web::post().to(chat))
        .route("/api/v1/key", web::get().to(key));
}

fn refuse(code: u16, retry_after_s: Option<u64>) -> HttpResponse {
    let message = match code {
        400 => "Invalid request",
        401 => "User not found.",
        402 => "Insufficient credits",
        403 => "Your input was flagged by moderation",
        408 => "Request timed out",
        429 => "Rate limit exceeded",
        _ => "Provider returned error",
    };
    let mut answer = HttpResponse::build(StatusCode::from_u16(code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR));
    if let Some(seconds) = retry_after_s {
        answer.insert_header((RETRY_AFTER, seconds.to_string()));
    }
    let mut error = json!({ "code": code, "message": message });
    if code == 403 {
        error["metadata"] = json!({ "reasons": ["violence"], "flagged_input": "…", "provider_name": "sandbox" });
    }
    answer.json(json!({ "error": error }))
}

fn is_authorized(request: &HttpRequest, images: &SandboxImages) -> bool {
    let header = request.headers().get(AUTHORIZATION).and_then(|value| value.to_str().ok());
    header.and_then(|value| value.strip_prefix("Bearer ")) == Some(images.key())
}

async fn key(request: HttpRequest, images: Data<SandboxImages>) -> HttpResponse {
    if !is_authorized(&request, &images) {
        return refuse(401, None);
    }
    let hit = images.switches.take("key", None);
    let answer = async {
        HttpResponse::Ok().json(json!({
            "data": { "label": "sk-or-v1-sandbox", "usage": 0, "limit": null, "is_free_tier": false }
        }))
    };
    weather(hit, &images.switches, &request, refuse, answer).await
}

#[derive(Deserialize)]
struct ChatIn {
    model: String,
    messages: Vec<MessageIn>,
    #[serde(default)]
    modalities: Vec<String>,
}

#[derive(Deserialize)]
struct MessageIn {
    content: Value,
}

/// The text of a message: a string, or the text parts of a list.
fn text_of(content: &Value) -> String {
    match content {
        Value::String(text) => text.clone(),
        Value::Array(parts) => parts.iter().filter_map(|part| part["text"].as_str()).collect::<Vec<_>>().join("\n"),
        _ => String::new(),
    }
}

async fn chat(request: HttpRequest, body: Bytes, images: Data<SandboxImages>) -> HttpResponse {
    if !is_authorized(&request, &images) {
        return refuse(401, None);
    }
    let Ok(ChatIn { model, messages, modalities }) = serde_json::from_slice(&body) else { return refuse(400, None) };
    let prompt = messages.iter().map(|message| text_of(&message.content)).collect::<Vec<_>>().join("\n");
    let images: Arc<SandboxImages> = images.into_inner();
    let asked = PaintRequest { model: model.clone(), prompt: prompt.clone(), at: Instant::now() };
    let in_flight = images.enter(asked);
    tokio::select! {
        () = images.until_let_go() => {}
        () = until_cut(&request) => return hang_up(&request),
    }
    let mut hit = images.switches.take("chat", None);
    let ordered = images.lock().by_prompt.get(&prompt).cloned();
    if let Some(Painting::Weather(fault)) = &ordered {
        hit.fault = Some(fault.clone());
    }
    let answer = async {
        let painting = ordered.unwrap_or_else(|| {
            let mut studio = images.lock();
            studio.next.pop_front().unwrap_or_else(|| studio.usual.clone())
        });
        // Without the image modality a model only talks.
        let wanted = modalities.iter().any(|modality| modality == "image");
        word(&model, &prompt, if wanted { painting } else { Painting::TextOnly })
    };
    let answer = weather(hit, &images.switches, &request, refuse, answer).await;
    drop(in_flight);
    answer
}

fn word(model: &str, prompt: &str, painting: Painting) -> HttpResponse {
    let url = match painting {
        Painting::Picture => data_url("image/png", &picture(prompt)),
        Painting::Bomb => data_url("image/png", &bomb()),
        Painting::NotAPicture => data_url("image/png", b"<svg>not a png</svg>"),
        Painting::Bytes(bytes) => data_url("image/png", &bytes),
        Painting::Elsewhere(url) => url,
        // After its weather nobody sees the answer.
        Painting::TextOnly | Painting::Weather(_) => {
            let message = json!({ "role": "assistant", "content": "I would rather describe this fish." });
            return completion(model, &message);
        }
        Painting::ErrorInside { code } => {
            return HttpResponse::Ok().json(json!({ "error": { "code": code, "message": "Provider returned error" } }));
        }
    };
    let images = json!([{ "type": "image_url", "image_url": { "url": url } }]);
    completion(model, &json!({ "role": "assistant", "content": "", "images": images }))
}

fn completion(model: &str, message: &Value) -> HttpResponse {
    HttpResponse::Ok().json(json!({
        "id": "gen-sandbox", "object": "chat.completion", "model": model,
        "choices": [{ "index": 0, "finish_reason": "stop", "message": message }],
        "usage": { "prompt_tokens": 20, "completion_tokens": 1_290, "total_tokens": 1_310 },
    }))
}
