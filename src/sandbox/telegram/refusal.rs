//! How the Bot API says no: a code, a sentence, and at times parameters.
//!
//! Used by every method of the sandbox; the sentences that have rules attached stand where the rule is checked.
//!
//! **Invariant:** the HTTP status of an answer is the refusal's code, as Telegram's is.

use actix_web::{HttpResponse, http::StatusCode};
use serde_json::json;

/// A refused call.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Refusal {
    pub(super) code: u16,
    pub(super) description: String,
    retry_after_s: Option<u64>,
    migrated_to: Option<i64>,
}

impl Refusal {
    pub(super) fn new(code: u16, description: impl Into<String>) -> Self {
        Self { code, description: description.into(), retry_after_s: None, migrated_to: None }
    }

    /// 400 with Telegram's prefix.
    pub(super) fn bad(what: impl std::fmt::Display) -> Self {
        Self::new(400, format!("Bad Request: {what}"))
    }

    /// 403 with Telegram's prefix.
    pub(super) fn forbidden(what: &str) -> Self {
        Self::new(403, format!("Forbidden: {what}"))
    }

    pub(super) fn too_many(retry_after_s: u64) -> Self {
        let description = format!("Too Many Requests: retry after {retry_after_s}");
        Self { retry_after_s: Some(retry_after_s), ..Self::new(429, description) }
    }

    pub(super) fn migrated(chat: i64) -> Self {
        Self { migrated_to: Some(chat), ..Self::bad("group chat was upgraded to a supergroup chat") }
    }

    pub(super) fn other_poller() -> Self {
        Self::new(
            409,
            "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running",
        )
    }

    pub(super) fn webhook_is_set() -> Self {
        Self::new(
            409,
            "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first",
        )
    }

    /// What a switch ordered, in Telegram's words for that code.
    pub(super) fn of_code(code: u16, retry_after_s: Option<u64>) -> Self {
        match code {
            400 => Self::bad("ordered by the sandbox"),
            401 => Self::new(401, "Unauthorized"),
            403 => Self::forbidden("bot was blocked by the user"),
            404 => Self::new(404, "Not Found"),
            409 => Self::other_poller(),
            429 => Self::too_many(retry_after_s.unwrap_or(1)),
            500 => Self::new(500, "Internal Server Error"),
            502 => Self::new(502, "Bad Gateway"),
            _ => Self { retry_after_s, ..Self::new(code, "Ordered by the sandbox") },
        }
    }

    pub(super) fn answer(&self) -> HttpResponse {
        let mut body = json!({ "ok": false, "error_code": self.code, "description": self.description });
        if let Some(seconds) = self.retry_after_s {
            body["parameters"] = json!({ "retry_after": seconds });
        }
        if let Some(chat) = self.migrated_to {
            body["parameters"] = json!({ "migrate_to_chat_id": chat });
        }
        let status = StatusCode::from_u16(self.code).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        HttpResponse::build(status).content_type("application/json").body(body.to_string())
    }
}
