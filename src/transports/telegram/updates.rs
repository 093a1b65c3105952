//! Everything the bot hears: `getMe` and the long poll of `getUpdates`.
//!
//! Called by the poller through its port. It owns HTTP connections of its own, so that a hanging poll never stands in the
//! way of a reply.
//!
//! **Invariant:** a page is read one update at a time: whatever one update holds, the others of its page arrive.
//! **Absent:** the offset; the poller owns it.

use futures_util::future::{FutureExt, LocalBoxFuture};
use jiff::Timestamp;
use serde_json::{Map, json, value::RawValue};

use super::{
    decode::read_update,
    wire::{Heard, Wire, bounds, number_behind},
};
use crate::{
    actors::{
        outbox::port::CallError,
        poller::port::{Fetched, Me, POLL_GRACE, Page, Received, Updates},
    },
    config::{Secret, place_of},
    transports::{
        http::{Bounds, SMALL_BODY, words},
        soft::Fields,
        way::Way,
    },
};

/// Seconds for `getMe`.
const ME_DEADLINE_S: u64 = 10;

/// Bytes of one page: 100 updates of the longest text are below 3 MiB. Rich ones may be fifty MiB together: then the poller
/// asks for fewer.
const PAGE_BODY: usize = 8 << 20;

/// Bytes of one update: Telegram's own bound is 512 KiB, and as much again is room.
const UPDATE_BODY: usize = 1 << 20;

/// The poller's door to the Bot API.
pub struct TelegramUpdates {
    wire: Wire,
}

impl TelegramUpdates {
    /// A door with connections of its own. `base_url` may end with a slash.
    pub fn new(way: &Way, base_url: &str, token: &Secret) -> TelegramUpdates {
        TelegramUpdates { wire: Wire::new(way, base_url, token) }
    }

    async fn get_me(&self) -> Result<Me, CallError> {
        let result = self.wire.call("getMe", Map::new(), None, bounds(ME_DEADLINE_S, SMALL_BODY)).await?;
        let me = Fields::read(result.get());
        let me = me.and_then(|me| Some(Me { bot_id: me.get("id")?, username: me.get("username")? }));
        me.ok_or_else(|| CallError::Unknown("getMe without an id or a username".into()))
    }

    async fn get_updates(&self, offset: Option<i64>, limit: u32, timeout_s: u32) -> Result<Fetched, CallError> {
        let mut fields = Map::new();
        if let Some(offset) = offset {
            fields.insert("offset".into(), offset.into());
        }
        fields.insert("limit".into(), limit.into());
        fields.insert("timeout".into(), timeout_s.into());
        // Telegram remembers this list, so it is said at every poll.
        fields.insert("allowed_updates".into(), json!(["message", "callback_query", "my_chat_member"]));
        match self.wire.ask("getUpdates", fields, None, poll_bounds(limit, timeout_s)).await? {
            Heard::Result(result, told_at) => Ok(Fetched::Page(Page { told_at, ..page(&result)? })),
            Heard::TooLarge(_) if limit > 1 => Ok(Fetched::TooLarge),
            Heard::TooLarge(head) => {
                let first = number_behind(&head.bytes, r#"{"ok":true,"result":[{"update_id":"#);
                let nameless = || CallError::Unknown("an answer that is too large, and not an update's".into());
                let update_id = first.ok_or_else(nameless)?;
                Ok(Fetched::Page(Page { last: Some(update_id), too_large: vec![update_id], ..Page::default() }))
            }
        }
    }
}

/// The host to which Telegram carries the bot's updates instead of answering `getUpdates`, where a webhook is set. What else its
/// address holds may be a secret.
///
/// # Errors
/// As any call's.
pub async fn webhook(way: &Way, base_url: &str, token: &Secret) -> Result<Option<String>, CallError> {
    let wire = Wire::new(way, base_url, token);
    let result = wire.call("getWebhookInfo", Map::new(), None, bounds(ME_DEADLINE_S, SMALL_BODY)).await?;
    let url = Fields::read(result.get()).and_then(|info| info.get::<String>("url")).unwrap_or_default();
    Ok(Some(words(place_of(&url))).filter(|host| !host.is_empty()))
}

impl Updates for TelegramUpdates {
    fn me(&self) -> LocalBoxFuture<'_, Result<Me, CallError>> {
        self.get_me().boxed_local()
    }

    fn fetch(&self, offset: Option<i64>, limit: u32, timeout_s: u32) -> LocalBoxFuture<'_, Result<Fetched, CallError>> {
        self.get_updates(offset, limit, timeout_s).boxed_local()
    }
}

/// A poll may take as long as Telegram was told to wait, and a grace for the way there and back.
fn poll_bounds(limit: u32, timeout_s: u32) -> Bounds {
    let body = if limit > 1 { PAGE_BODY } else { UPDATE_BODY };
    bounds(u64::from(timeout_s) + POLL_GRACE.as_secs(), body)
}

/// Reads a page (what `getUpdates` calls its result), one update at a time.
///
/// # Errors
/// When it is no list.
pub fn page(result: &RawValue) -> Result<Page, CallError> {
    let Ok(updates) = serde_json::from_str::<Vec<&RawValue>>(result.get()) else {
        return Err(CallError::Unknown("getUpdates without a list".into()));
    };
    let mut page = Page::default();
    let mut left_out = 0;
    for raw in updates {
        match received(raw) {
            None => left_out += 1,
            Some(received) => {
                page.last = Some(received.update_id);
                if raw.get().len() > UPDATE_BODY {
                    page.too_large.push(received.update_id);
                } else {
                    page.updates.push(received);
                }
            }
        }
    }
    if left_out > 0 {
        log::warn!(left_out; "updates without a readable id were left out");
    }
    Ok(page)
}

/// Reads one update; `None` when it has no id.
fn received(raw: &RawValue) -> Option<Received> {
    let update = Fields::read(raw.get())?;
    let date = update.object("message").and_then(|message| message.get::<i64>("date"));
    Some(Received {
        update_id: update.get("update_id")?,
        sent_at: date.and_then(|date| Timestamp::from_second(date).ok()),
        raw: raw.get().to_owned(),
        content: read_update(&update),
    })
}

#[cfg(test)]
#[path = "fuzz.rs"]
mod fuzz;

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::*;
    use crate::{
        actors::{outbox::port::Refusal, poller::port::Incoming},
        transports::{
            telegram::decode,
            test_server::{Reply, TestServer},
        },
    };

    fn token() -> Secret {
        Secret::new("123:SECRET".into())
    }

    fn is_empty(fetched: Result<Fetched, CallError>) -> bool {
        matches!(fetched, Ok(Fetched::Page(page)) if page.updates.is_empty() && page.last.is_none())
    }

    /// A page of so many updates with so many bytes each, as Telegram writes it.
    fn heavy(first: i64, count: i64, bytes: usize) -> String {
        let letters = "\\u044f".repeat(bytes / 6);
        let update = |id| format!("{{\"update_id\":{id},\n\"message\":{{\"message_id\":1,\"text\":\"{letters}\"}}}}");
        format!("{{\"ok\":true,\"result\":[{}]}}", (first..first + count).map(update).collect::<Vec<_>>().join(",\n"))
    }

    #[actix_rt::test]
    async fn a_webhook_is_told_by_its_host_alone() {
        for (url, host) in
            [("", None), ("https://me:SECRET@bots.example:8443/SECRET?x=SECRET", Some("bots.example:8443"))]
        {
            let body = format!(r#"{{"ok":true,"result":{{"url":"{url}","pending_update_count":3}}}}"#);
            let server = TestServer::answering(move |_| Reply::new(200, body.clone()));
            let told = webhook(&Way::direct(), &server.base(), &token()).await;
            assert_eq!(told.as_ref().map(Option::as_deref), Ok(host));
            assert!(server.only().path.ends_with("/getWebhookInfo"));
        }
    }

    #[actix_rt::test]
    async fn a_page_that_is_too_large_is_asked_for_in_parts_and_one_update_is_known_by_its_id() {
        let server = TestServer::answering(|asked| match asked.json()["limit"].as_u64() {
            Some(1) => Reply::new(200, heavy(-41, 1, 2 << 20)),
            Some(2) => Reply::new(200, format!("{}x", heavy(5, 1, 2 << 20)).replace("]}x", ",{\"update_id\":6}]}")),
            _ => Reply::new(200, heavy(1, 42, 200_000)),
        });
        let updates = TelegramUpdates::new(&Way::direct(), &server.base(), &token());
        assert_eq!(updates.fetch(None, 100, 0).await, Ok(Fetched::TooLarge));
        let alone = Page { last: Some(-41), too_large: vec![-41], ..Page::default() };
        assert_eq!(updates.fetch(None, 1, 0).await, Ok(Fetched::Page(alone)));
        let Ok(Fetched::Page(page)) = updates.fetch(None, 2, 0).await else { panic!("a page") };
        assert_eq!((page.last, page.too_large, page.updates.len()), (Some(6), vec![5], 1), "its neighbour arrives");
    }

    const PAGE: &str = r#"{"ok":true,"result":[
        {"update_id":7000000000,"message":{"message_id":5,"date":1,"chat":{"id":42,"type":"private"},
         "from":{"id":42,"is_bot":false,"first_name":"A"},"text":"/start"}},
        {"update_id":2,"thing_from_2030":{"a":1}},
        {"update_id":3,"message":7},
        {"update_id":"4","message":{}},
        {"message":{}},
        "not an update",
        {"update_id":-5,"callback_query":{"id":"9","from":{"id":42,"first_name":"A"},"data":"h:1:2"}}]}"#;

    #[actix_rt::test]
    async fn a_page_is_read_one_update_at_a_time() {
        let server = TestServer::answering(|_| Reply::new(200, PAGE).header("Date", "Wed, 21 Oct 2015 07:28:00 GMT"));
        let updates = TelegramUpdates::new(&Way::direct(), &server.base(), &token());
        let Ok(Fetched::Page(Page { updates: page, last, told_at, .. })) = updates.fetch(Some(7), 50, 25).await else {
            panic!("a page");
        };
        assert_eq!((last, told_at), (Some(-5), Timestamp::from_second(1_445_412_480).ok()));
        assert_eq!(page[0].sent_at, Timestamp::from_second(1).ok());
        let ids: Vec<i64> = page.iter().map(|u| u.update_id).collect();
        assert_eq!(ids, [7_000_000_000, 2, 3, -5]);
        assert!(matches!(page[0].content, Incoming::Text { .. }));
        assert!(matches!(page[1].content, Incoming::Ignored(_)));
        assert!(matches!(page[2].content, Incoming::Malformed(_)));
        assert!(matches!(page[3].content, Incoming::Press { .. }));
        assert_eq!(page[1].raw, r#"{"update_id":2,"thing_from_2030":{"a":1}}"#);
        assert_eq!(decode(&page[0].raw), page[0].content);
        let asked = server.only();
        assert_eq!(asked.path, "/bot123:SECRET/getUpdates");
        let wanted = json!(["message", "callback_query", "my_chat_member"]);
        assert_eq!(asked.json(), json!({"offset": 7, "limit": 50, "timeout": 25, "allowed_updates": wanted}));
    }

    #[actix_rt::test]
    async fn the_first_poll_names_no_offset_and_an_empty_page_is_no_error() {
        let server = TestServer::answering(|_| Reply::new(200, r#"{"ok":true,"result":[]}"#));
        assert!(is_empty(TelegramUpdates::new(&Way::direct(), &server.base(), &token()).fetch(None, 100, 0).await));
        assert_eq!(server.only().json().get("offset"), None);
    }

    #[actix_rt::test]
    async fn another_poller_is_a_conflict_and_no_list_is_unknown() {
        let conflict =
            r#"{"ok":false,"error_code":409,"description":"Conflict: terminated by other getUpdates request"}"#;
        let server = TestServer::answering(move |asked| match asked.json()["timeout"].as_u64() {
            Some(1) => Reply::new(409, conflict),
            _ => Reply::new(200, r#"{"ok":true,"result":{}}"#),
        });
        let updates = TelegramUpdates::new(&Way::direct(), &server.base(), &token());
        let error = updates.fetch(None, 100, 1).await.unwrap_err();
        assert!(matches!(error, CallError::Refused { refusal: Refusal::Conflict, .. }), "{error:?}");
        assert!(matches!(updates.fetch(None, 100, 0).await, Err(CallError::Unknown(_))));
    }

    #[actix_rt::test]
    async fn the_poll_waits_longer_than_telegram_but_not_for_ever() {
        let slow = TestServer::answering(|_| {
            Reply::new(200, r#"{"ok":true,"result":[]}"#).after(Duration::from_millis(1_200))
        });
        assert!(is_empty(TelegramUpdates::new(&Way::direct(), &slow.base(), &token()).fetch(None, 100, 1).await));
        assert_eq!(poll_bounds(100, 50).deadline, Duration::from_secs(60));
    }

    #[actix_rt::test]
    async fn the_bot_tells_who_it_is() {
        let server = TestServer::answering(|asked| match asked.path.as_str() {
            "/botgood/getMe" => {
                Reply::new(200, r#"{"ok":true,"result":{"id":8000000000,"is_bot":true,"username":"angler"}}"#)
            }
            "/botodd/getMe" => Reply::new(200, r#"{"ok":true,"result":{"id":"8"}}"#),
            _ => Reply::new(401, r#"{"ok":false,"error_code":401,"description":"Unauthorized"}"#),
        });
        let me = async |token: &str| {
            TelegramUpdates::new(&Way::direct(), &server.base(), &Secret::new(token.into())).me().await
        };
        assert_eq!(me("good").await, Ok(Me { bot_id: 8_000_000_000, username: "angler".into() }));
        assert!(matches!(me("odd").await, Err(CallError::Unknown(_))));
        assert!(matches!(me("bad").await, Err(CallError::Refused { refusal: Refusal::Token, .. })));
    }
}
