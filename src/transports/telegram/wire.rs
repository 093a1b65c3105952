//! One request to the Bot API and the envelope around every answer.
//!
//! Called by `api` and `updates`, each with a wire of its own. It owns the HTTP client and the base URL with the token.
//!
//! **Invariant:** an answer is accepted only when Telegram says `"ok":true` under a 2xx status; an answer that says neither
//! yes nor no is [`CallError::Unknown`], because the call may have taken effect.

use std::time::Duration;

use jiff::Timestamp;
use serde_json::{Map, Value, value::RawValue};

use super::{
    form::{Upload, form},
    refusals::{refusal, retry_after},
};
use crate::{
    actors::outbox::port::CallError,
    config::Secret,
    transports::{
        http::{Answer, Bounds, Head, Http, RETRY_AFTER_MAX_S, SendError, base, words},
        soft::Fields,
        way::Way,
    },
};

/// Seconds to wait after a 429 that names none: Telegram's limits are by the second.
const RETRY_AFTER_S: u64 = 1;

/// What came of a call that Telegram took.
pub enum Heard {
    /// Its `result`, and Telegram's own clock.
    Result(Box<RawValue>, Option<Timestamp>),
    /// More than was allowed for: its beginning alone was kept.
    TooLarge(Head),
}

/// A way to one bot.
pub struct Wire {
    http: Http,
    /// `{base}/bot{token}`: never shown.
    root: Secret,
}

impl Wire {
    /// A wire with connections of its own.
    pub fn new(way: &Way, base_url: &str, token: &Secret) -> Wire {
        Wire { http: Http::new(way), root: Secret::new(format!("{}/bot{}", base(base_url), token.expose())) }
    }

    /// The same for whoever only wants to know that a call was accepted: of an answer that is too large the first fields are
    /// read, for the call took its effect, and made again it would take it twice.
    pub async fn call(
        &self,
        method: &str,
        fields: Map<String, Value>,
        upload: Option<&Upload>,
        bounds: Bounds,
    ) -> Result<Box<RawValue>, CallError> {
        match self.ask(method, fields, upload, bounds).await? {
            Heard::Result(result, _) => Ok(result),
            Heard::TooLarge(head) => {
                accepted(&head).ok_or_else(|| CallError::Unknown("an answer without an end".into()))
            }
        }
    }

    /// Sends one call once, with its file as a form, without one as JSON. Gives what an accepted call gave.
    pub async fn ask(
        &self,
        method: &str,
        fields: Map<String, Value>,
        upload: Option<&Upload>,
        bounds: Bounds,
    ) -> Result<Heard, CallError> {
        let (content_type, body) = match upload {
            Some(upload) => {
                let form = form(&fields, upload);
                (form.content_type, form.body)
            }
            None => {
                let unwritten = |_| CallError::Unreached("the call cannot be put into JSON".into());
                ("application/json".to_owned(), serde_json::to_vec(&fields).map_err(unwritten)?)
            }
        };
        let url = format!("{}/{method}", self.root.expose());
        match self.http.post(&url, &[("content-type", &content_type)], body, bounds).await {
            Ok(answer) => read(&answer).map(|result| Heard::Result(result, answer.date)),
            Err(SendError::TooLarge(_, head)) if says_yes(&head) => Ok(Heard::TooLarge(head)),
            Err(SendError::Unreached(reason)) => Err(CallError::Unreached(reason)),
            Err(error) => Err(CallError::Unknown(error.to_string())),
        }
    }
}

/// A deadline and a body limit.
pub const fn bounds(deadline_s: u64, body: usize) -> Bounds {
    Bounds { deadline: Duration::from_secs(deadline_s), body }
}

/// Whether an answer, of which only the beginning is known, is Telegram's and a yes.
fn says_yes(head: &Head) -> bool {
    (200..300).contains(&head.status) && begins(&head.bytes, r#"{"ok":true,"result":"#).is_some()
}

/// The result of an accepted call, of which only the beginning is known: the message's id, where it stands first.
fn accepted(head: &Head) -> Option<Box<RawValue>> {
    let message_id = || number_behind(&head.bytes, r#"{"ok":true,"result":{"message_id":"#);
    let result = || message_id().map_or_else(|| "true".to_owned(), |id| format!("{{\"message_id\":{id}}}"));
    says_yes(head).then(result).and_then(|result| RawValue::from_string(result).ok())
}

/// The whole number that stands behind `before` at the beginning of a JSON text, however it is spaced.
pub fn number_behind(json: &[u8], before: &str) -> Option<i64> {
    let rest = begins(json, before)?;
    let end = rest.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'-')?;
    std::str::from_utf8(&rest[..end]).ok()?.parse().ok()
}

/// What follows `before` at the beginning of a JSON text, without its spaces; `None`: it begins otherwise.
fn begins(json: &[u8], before: &str) -> Option<Vec<u8>> {
    let spaceless: Vec<u8> = json.iter().copied().filter(|byte| !byte.is_ascii_whitespace()).collect();
    spaceless.strip_prefix(before.as_bytes()).map(<[u8]>::to_vec)
}

/// Opens the envelope.
fn read(answer: &Answer) -> Result<Box<RawValue>, CallError> {
    let envelope = std::str::from_utf8(&answer.body).ok().and_then(Fields::read);
    let Some(envelope) = envelope.filter(|envelope| envelope.get::<bool>("ok").is_some()) else {
        return Err(strangers(answer));
    };
    if answer.is_ok() && envelope.get::<bool>("ok") == Some(true) {
        let nothing = || CallError::Unknown("accepted without a result".into());
        return envelope.owned("result").ok_or_else(nothing);
    }
    let code = envelope.get::<u64>("error_code").unwrap_or(answer.status.into());
    let description = envelope.get::<String>("description").unwrap_or_default();
    Err(refused(answer, code, &description, envelope.object("parameters").as_ref()))
}

/// An answer in which Telegram says neither yes nor no: a proxy's page, most likely. Its status is all it says, and where
/// that would be a final word about a message (403: the chat is closed), it is not taken for Telegram's.
fn strangers(answer: &Answer) -> CallError {
    let words = "an answer that is not Telegram's";
    match answer.status {
        // The wrong address, a slow-down, and what the server before Telegram says of a body that is too large.
        401 | 404 | 413 | 429 => refused(answer, answer.status.into(), words, None),
        status => CallError::Unknown(format!("{status} {words}")),
    }
}

/// Sorts an answer that is not a yes.
fn refused(answer: &Answer, code: u64, description: &str, parameters: Option<&Fields<'_>>) -> CallError {
    match code {
        429 => {
            let named = parameters.and_then(|p| p.get::<u64>("retry_after")).map(|s| s.min(RETRY_AFTER_MAX_S));
            let wait = named.or_else(|| retry_after(description)).or(answer.retry_after_s);
            CallError::TooMany { retry_after_s: wait.unwrap_or(RETRY_AFTER_S) }
        }
        400..=499 => {
            let migrate_to = parameters.and_then(|p| p.get::<i64>("migrate_to_chat_id"));
            let refusal = refusal(code, description, migrate_to);
            CallError::Refused { code, description: words(description), refusal }
        }
        _ => CallError::Unknown(format!("{code} {}", words(description))),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::actors::outbox::port::Refusal;

    fn opened(status: u16, body: &str) -> Result<String, CallError> {
        let answer = Answer { status, retry_after_s: None, date: None, age_s: None, body: body.into() };
        read(&answer).map(|result| result.get().to_owned())
    }

    #[test]
    fn yes_needs_both_status_and_word() {
        assert_eq!(opened(200, r#"{"ok":true,"result":[1, 2]}"#), Ok("[1, 2]".into()));
        assert_eq!(opened(200, r#"{"ok":true,"result":null}"#), Ok("null".into()));
        for (status, body) in [
            (200, r#"{"ok":true}"#),
            (200, r#"{"ok":"yes","result":1}"#),
            (200, "<html>"),
            (200, ""),
            (200, "{}"),
            (200, r#"{"ok":false}"#),
            (200, "\u{0}"),
            (302, ""),
            (500, r#"{"ok":true,"result":1}"#),
            (502, "<html>Bad Gateway</html>"),
            (500, r#"{"ok":false,"error_code":500,"description":"Internal Server Error"}"#),
        ] {
            assert!(matches!(opened(status, body), Err(CallError::Unknown(_))), "{status} {body}");
        }
        let invalid = Answer { status: 200, retry_after_s: None, date: None, age_s: None, body: vec![0xff, 0xfe] };
        assert!(matches!(read(&invalid), Err(CallError::Unknown(_))));
    }

    #[test]
    fn the_wait_comes_from_parameters_then_words_then_header_then_one() {
        let too_many = |seconds| Err(CallError::TooMany { retry_after_s: seconds });
        let both = r#"{"ok":false,"error_code":429,"description":"retry after 9","parameters":{"retry_after":5}}"#;
        assert_eq!(opened(429, both), too_many(5));
        let word = r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9"}"#;
        assert_eq!(opened(429, word), too_many(9));
        let strange = r#"{"ok":false,"error_code":429,"description":7,"parameters":"soon"}"#;
        assert_eq!(opened(429, strange), too_many(1));
        let header =
            Answer { status: 429, retry_after_s: Some(3), date: None, age_s: None, body: b"slow down".to_vec() };
        assert_eq!(read(&header).map(|_| String::new()), too_many(3));
        assert_eq!(opened(429, "slow down"), too_many(1));
    }

    #[test]
    fn a_proxys_page_is_never_telegrams_last_word() {
        for (status, body) in [
            (400, "<html>Bad Request</html>"),
            (403, "<html>Forbidden</html>"),
            (403, "{}"),
            (403, r#"{"message":"blocked by policy"}"#),
            (407, "proxy authentication required"),
            (409, ""),
        ] {
            assert!(matches!(opened(status, body), Err(CallError::Unknown(_))), "{status} {body}");
        }
        assert!(matches!(opened(413, "<html>"), Err(CallError::Refused { refusal: Refusal::Picture, .. })));
    }

    #[test]
    fn of_an_answer_that_is_too_large_the_first_fields_are_read() {
        let head =
            |status: u16, body: &str| accepted(&Head { status, bytes: body.into() }).map(|said| said.get().to_owned());
        let sent = "{\"ok\": true,\n \"result\":{\"message_id\": 77,\"chat\":{";
        assert_eq!(head(200, sent), Some(r#"{"message_id":77}"#.into()));
        assert_eq!(head(200, r#"{"ok":true,"result":{"message_id":7"#), Some("true".into()), "it may go on: 77");
        assert_eq!(head(200, r#"{"ok":true,"result":{"chat":{"#), Some("true".into()));
        assert_eq!(head(502, sent), None);
        assert_eq!(head(200, "<html>"), None);
        assert_eq!(head(200, r#"{"ok":false,"#), None);
    }

    #[test]
    fn no_is_sorted_by_code_and_words() {
        let no = |status, body| match opened(status, body) {
            Err(CallError::Refused { refusal, .. }) => refusal,
            other => panic!("{other:?}"),
        };
        let migrated =
            r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup
            chat","parameters":{"migrate_to_chat_id":-100999}}"#
                .replace('\n', " ");
        assert_eq!(no(400, &migrated), Refusal::Migrated(-100_999));
        assert_eq!(no(401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#), Refusal::Token);
        assert_eq!(no(404, "nothing here"), Refusal::Token);
        assert_eq!(no(403, r#"{"ok":false}"#), Refusal::ChatGone);
        assert_eq!(no(200, r#"{"ok":false,"error_code":409,"description":"Conflict"}"#), Refusal::Conflict);
    }
}
