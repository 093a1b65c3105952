//! Whatever Telegram sends, or somebody in its name: pages of updates and envelopes of answers, mutated.
//!
//! Called by the test run only; part of `updates`, whose page it reads.
//!
//! **Invariant:** nothing panics, what comes out is bounded, and one update never costs its neighbours.

use proptest::prelude::*;

use super::*;
use crate::{
    actors::{
        poller::port::{Incoming, Sender},
        router::matters,
    },
    game::groups::GroupNews,
    transports::{
        fuzz::{any_json, any_text, config, mutated},
        telegram::decode,
    },
};

const UPDATES: [&str; 5] = [
    r#"{"update_id":10,"message":{"message_id":5,"date":1,"chat":{"id":42,"type":"private","first_name":"A"},
        "from":{"id":42,"is_bot":false,"first_name":"A","language_code":"ru"},"text":"/cast",
        "entities":[{"type":"bot_command","offset":0,"length":5}]}}"#,
    r#"{"update_id":11,"message":{"message_id":5,"date":1,"chat":{"id":-100123,"type":"supergroup","title":"Lake"},
        "from":{"id":42,"is_bot":false,"first_name":"A"},"sender_chat":{"id":-100123,"type":"supergroup"},
        "via_bot":{"id":7,"is_bot":true},"is_automatic_forward":true,"text":"/hook@AnglerBot now"}}"#,
    r#"{"update_id":12,"callback_query":{"id":"9","from":{"id":42,"is_bot":false,"first_name":"A"},"chat_instance":"x",
        "message":{"message_id":3,"date":0,"chat":{"id":-7,"type":"group"}},"data":"hook:1:2"}}"#,
    r#"{"update_id":13,"my_chat_member":{"chat":{"id":-7,"type":"group","title":"Lake"},"from":{"id":42,"first_name":"A"},
        "date":1,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"restricted","is_member":true}}}"#,
    r#"{"update_id":14,"message":{"message_id":5,"date":1,"chat":{"id":-7,"type":"group","title":"Lake"},
        "from":{"id":42,"first_name":"A"},"migrate_to_chat_id":-100999,"new_chat_title":"Sea"}}"#,
];

fn any_update() -> impl Strategy<Value = String> {
    let mutations = prop::strategy::Union::new(UPDATES.map(mutated));
    prop_oneof![8 => mutations, 1 => any_json(), 1 => any_text()]
}

fn neighbour(update_id: i64) -> String {
    UPDATES[0].replace("\"update_id\":10", &format!("\"update_id\":{update_id}"))
}

/// The limits that `decode` promises.
fn is_bounded(content: &Incoming) -> bool {
    let named = |from: &Sender| {
        from.name.chars().count() <= 64 && from.language.as_ref().is_none_or(|language| language.len() <= 35)
    };
    let titled = |title: &String| title.chars().count() <= 128;
    match content {
        Incoming::Text { from, title, text, .. } => {
            named(from) && titled(title) && !text.is_empty() && text.chars().count() <= 4_096
        }
        Incoming::Group { from, chat_id, news } => {
            let sound = match news {
                GroupNews::Arrived { title } | GroupNews::Renamed { title } => titled(title),
                GroupNews::Moved { from, to } => *from < 0 && *to < 0 && from != to,
                GroupNews::Departed => true,
            };
            sound && from.as_ref().is_none_or(named) && (*chat_id < 0 || matches!(news, GroupNews::Renamed { .. }))
        }
        Incoming::Press { from, data, .. } => named(from) && data.len() <= 64,
        Incoming::Anonymous { text, .. } => text.chars().count() <= 4_096,
        Incoming::Ignored(_) => true,
        Incoming::Malformed(reason) => reason.len() <= 64,
    }
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_update_is_read_within_its_bounds_and_always_the_same(raw in any_update()) {
        let content = decode(&raw);
        prop_assert!(is_bounded(&content), "{content:?}");
        prop_assert_eq!(&decode(&raw), &content);
        let _stored = matters(&content, "AnglerBot");
    }

    #[test]
    fn a_strange_update_costs_its_neighbours_nothing(strange in prop::collection::vec(any_update(), 1..6)) {
        let strange: Vec<String> = strange.into_iter().filter(|raw| is_json(raw)).collect();
        let page_of = [&[neighbour(1)][..], &strange, &[neighbour(2)]].concat();
        let result = format!("[{}]", page_of.join(","));
        let read = page(serde_json::from_str(&result).unwrap()).unwrap().updates;
        prop_assert!(read.len() >= 2);
        for (found, update_id) in [(&read[0], 1), (&read[read.len() - 1], 2)] {
            prop_assert_eq!(found.update_id, update_id);
            let is_cast = matches!(&found.content, Incoming::Text { text, .. } if text == "/cast");
            prop_assert!(is_cast, "{:?}", found.content);
        }
    }

    #[test]
    fn any_page_is_a_list_or_an_error(result in any_json()) {
        if let Ok(result) = serde_json::from_str::<&RawValue>(&result)
            && let Ok(read) = page(result)
        {
            prop_assert!(result.get().starts_with('['));
            prop_assert!(read.updates.iter().all(|received| is_bounded(&received.content)));
        }
    }
}

fn is_json(raw: &str) -> bool {
    serde_json::from_str::<&RawValue>(raw).is_ok()
}
