//! Everything the bot hears: `getMe` and the long poll of `getUpdates`.
//!
//! Called by the poller through its port. It owns HTTP connections of its own, so that a hanging poll never stands in the
//! way of a reply.
//!
//! **Invariant:** a page is read one update at a time: whatever one update holds, the others of its page arrive.
//! **Absent:** the offset; the poller owns it.

use futures_util::future::{FutureExt, LocalBoxFuture};
use serde_json::{Map, json, value::RawValue};

use super::{
    decode::read_update,
    wire::{Wire, bounds},
};
use crate::{
    actors::{
        outbox::port::CallError,
        poller::port::{Me, POLL_GRACE, Received, Updates},
    },
    config::Secret,
    transports::{
        http::{Bounds, SMALL_BODY},
        soft::Fields,
        way::Way,
    },
};

/// Updates in one page: the most that Telegram gives.
const PAGE_LIMIT: u32 = 100;

/// Seconds for `getMe`.
const ME_DEADLINE_S: u64 = 10;

/// Bytes of one page: 100 updates of the longest text are below 3 MiB.
const PAGE_BODY: usize = 8 << 20;

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

    async fn get_updates(&self, offset: Option<i64>, timeout_s: u32) -> Result<Vec<Received>, CallError> {
        let mut fields = Map::new();
        if let Some(offset) = offset {
            fields.insert("offset".into(), offset.into());
        }
        fields.insert("limit".into(), PAGE_LIMIT.into());
        fields.insert("timeout".into(), timeout_s.into());
        // Telegram remembers this list, so it is said at every poll.
        fields.insert("allowed_updates".into(), json!(["message", "callback_query", "my_chat_member"]));
        let result = self.wire.call("getUpdates", fields, None, poll_bounds(timeout_s)).await?;
        page(&result)
    }
}

impl Updates for TelegramUpdates {
    fn me(&self) -> LocalBoxFuture<'_, Result<Me, CallError>> {
        self.get_me().boxed_local()
    }

    fn fetch(&self, offset: Option<i64>, timeout_s: u32) -> LocalBoxFuture<'_, Result<Vec<Received>, CallError>> {
        self.get_updates(offset, timeout_s).boxed_local()
    }
}

/// A poll may take as long as Telegram was told to wait, and a grace for the way there and back.
fn poll_bounds(timeout_s: u32) -> Bounds {
    bounds(u64::from(timeout_s) + POLL_GRACE.as_secs(), PAGE_BODY)
}

/// Reads a page (what `getUpdates` calls its result), one update at a time.
///
/// # Errors
/// When it is no list.
pub fn page(result: &RawValue) -> Result<Vec<Received>, CallError> {
    let Ok(updates) = serde_json::from_str::<Vec<&RawValue>>(result.get()) else {
        return Err(CallError::Unknown("getUpdates without a list".into()));
    };
    let read: Vec<Received> = updates.iter().filter_map(|raw| received(raw)).collect();
    let left_out = updates.len() - read.len();
    if left_out > 0 {
        log::warn!(left_out; "updates without a readable id were left out");
    }
    Ok(read)
}

/// Reads one update; `None` when it has no id.
fn received(raw: &RawValue) -> Option<Received> {
    let update = Fields::read(raw.get())?;
    Some(Received { update_id: update.get("update_id")?, raw: raw.get().to_owned(), content: read_update(&update) })
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
        let server = TestServer::answering(|_| Reply::new(200, PAGE));
        let updates = TelegramUpdates::new(&Way::direct(), &server.base(), &token());
        let page = updates.fetch(Some(7), 25).await.unwrap();
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
        assert_eq!(asked.json(), json!({"offset": 7, "limit": 100, "timeout": 25, "allowed_updates": wanted}));
    }

    #[actix_rt::test]
    async fn the_first_poll_names_no_offset_and_an_empty_page_is_no_error() {
        let server = TestServer::answering(|_| Reply::new(200, r#"{"ok":true,"result":[]}"#));
        assert_eq!(TelegramUpdates::new(&Way::direct(), &server.base(), &token()).fetch(None, 0).await, Ok(vec![]));
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
        let error = updates.fetch(None, 1).await.unwrap_err();
        assert!(matches!(error, CallError::Refused { refusal: Refusal::Conflict, .. }), "{error:?}");
        assert!(matches!(updates.fetch(None, 0).await, Err(CallError::Unknown(_))));
    }

    #[actix_rt::test]
    async fn the_poll_waits_longer_than_telegram_but_not_for_ever() {
        let slow = TestServer::answering(|_| {
            Reply::new(200, r#"{"ok":true,"result":[]}"#).after(Duration::from_millis(1_200))
        });
        assert_eq!(TelegramUpdates::new(&Way::direct(), &slow.base(), &token()).fetch(None, 1).await, Ok(vec![]));
        assert_eq!(poll_bounds(50).deadline, Duration::from_secs(60));
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
