//! The transport reads what Telegram sends.
//!
//! **Invariant:** every update of the page is read as what it is.

use angler::{actors::poller::port::Incoming, transports::telegram::page};
use divan::{Bencher, black_box, counter::ItemsCount};
use serde_json::{json, value::RawValue};

/// The most that Telegram gives at once.
const PAGE: usize = 100;

#[divan::bench]
fn page_of_100(bencher: Bencher) {
    let updates: Vec<String> = (0..PAGE).map(update).collect();
    let raw = RawValue::from_string(format!("[{}]", updates.join(","))).expect("JSON");
    let read = page(&raw).expect("a list").updates;
    let known = |incoming: &Incoming| matches!(incoming, Incoming::Text { .. } | Incoming::Press { .. });
    assert!(read.len() == PAGE && read.iter().all(|update| known(&update.content)));
    bencher.counter(ItemsCount::new(PAGE)).bench(|| page(black_box(&raw)).expect("a list"));
}

/// Three commands, then a pressed button.
fn update(number: usize) -> String {
    let id = 700_000 + number;
    let from = json!({ "id": id, "is_bot": false, "first_name": "Анна", "language_code": "ru" });
    let chat = json!({ "id": id, "type": "private", "first_name": "Анна" });
    let message = json!({ "message_id": number, "date": 1_764_000_000, "chat": chat, "from": from });
    let update = match ["/cast", "/status", "/hook"].get(number % 4) {
        Some(words) => {
            let mut said = message;
            said["text"] = (*words).into();
            said["entities"] = json!([{ "type": "bot_command", "offset": 0, "length": words.len() }]);
            json!({ "update_id": number, "message": said })
        }
        None => json!({ "update_id": number, "callback_query": {
            "id": "4000000000000000001", "from": from, "message": message, "chat_instance": "1", "data": "h:1:2" } }),
    };
    update.to_string()
}
