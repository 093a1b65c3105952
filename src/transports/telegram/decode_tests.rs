//! Updates as Telegram sends them and as nobody should, and what is read from them.
//!
//! Called by the test run only; a file of its own to keep `decode` short.
//!
//! **Invariant:** every rule of `decode` has its case here, hostile ones included.

use proptest::prelude::*;
use serde_json::{Value, json};

use super::*;
use crate::game::groups::GroupNews;

/// The command that a group's answers reply to, and the message whose button was pressed.
const MESSAGE: Option<i64> = Some(5);
const PRESSED: Option<i64> = Some(3);

fn message(change: Value) -> Incoming {
    let mut message = json!({"message_id": 5, "date": 1, "chat": {"id": 42, "type": "private", "first_name": "A"},
        "from": {"id": 42, "is_bot": false, "first_name": "A", "language_code": "ru"}, "text": "/start"});
    merge(&mut message, change);
    decode(&json!({"update_id": 1, "message": message}).to_string())
}

fn press(change: Value) -> Incoming {
    let mut query = json!({"id": "9", "from": {"id": 42, "is_bot": false, "first_name": "A"}, "chat_instance": "x",
        "message": {"message_id": 3, "date": 0, "chat": {"id": -7, "type": "group"}}, "data": "h:1:2"});
    merge(&mut query, change);
    decode(&json!({"update_id": 1, "callback_query": query}).to_string())
}

/// Sets the given fields; `null` removes one.
fn merge(into: &mut Value, change: Value) {
    let into = into.as_object_mut().unwrap();
    for (key, value) in change.as_object().unwrap() {
        match value {
            Value::Null => drop(into.remove(key)),
            value => drop(into.insert(key.clone(), value.clone())),
        }
    }
}

fn group() -> Value {
    json!({"id": -100_123, "type": "supergroup", "title": "Lake"})
}

fn name_of(name: Value) -> String {
    match message(json!({"from": {"id": 42, "first_name": name}})) {
        Incoming::Text { from, .. } => from.name,
        other => panic!("{other:?}"),
    }
}

#[test]
fn a_plain_text() {
    let from = Sender { telegram_id: 42, name: "A".into(), language: Some("ru".into()) };
    let chat = Chat { id: 42, private: true, spot: Spot::default() };
    assert_eq!(
        message(json!({})),
        Incoming::Text { from: from.clone(), chat, title: String::new(), text: "/start".into() }
    );
    let chat = Chat { id: -100_123, private: false, spot: Spot { topic: None, reply_to: MESSAGE } };
    assert_eq!(
        message(json!({"chat": group()})),
        Incoming::Text { from, chat, title: "Lake".into(), text: "/start".into() }
    );
}

#[test]
fn a_topic_is_kept_only_where_it_is_one() {
    let spot = |change| match message(change) {
        Incoming::Text { chat, .. } => chat.spot,
        other => panic!("{other:?}"),
    };
    let thread = |is_topic: Value| json!({"chat": group(), "message_thread_id": 42, "is_topic_message": is_topic});
    let topic = Some(Topic::Thread(42));
    assert_eq!(spot(thread(json!(true))), Spot { topic, reply_to: MESSAGE });
    for no in [json!(false), json!(null), json!("true")] {
        assert_eq!(spot(thread(no)), Spot { topic: None, reply_to: MESSAGE });
    }
    let private = json!({"message_thread_id": 42, "is_topic_message": true});
    assert_eq!(spot(private), Spot::of(topic), "a private chat may have topics; nobody is quoted there");
    let direct = json!({"chat": group(), "direct_messages_topic": {"topic_id": 9}});
    assert_eq!(spot(direct), Spot { topic: Some(Topic::Direct(9)), reply_to: MESSAGE });
    for strange in [json!(-4), json!(0), json!("x"), json!({})] {
        let strange = json!({"chat": group(), "message_thread_id": strange, "is_topic_message": true});
        assert_eq!(spot(strange).topic, None);
    }
}

#[test]
fn strange_fields_do_not_spoil_a_plain_text() {
    for change in [
        json!({"date": "yesterday", "message_id": {}, "entities": 7, "reply_to_message": [1], "new_in_2030": {"a": 1}}),
        json!({"chat": {"id": 42, "type": "private", "first_name": 7}, "link_preview_options": "x"}),
        json!({"from": {"id": 42, "is_bot": "maybe", "first_name": ["A"], "language_code": 7, "is_premium": "yes"}}),
        json!({"from": {"id": 42}}),
        json!({"is_automatic_forward": "no", "text": "hello", "forward_origin": {"type": "unheard of"}}),
    ] {
        assert!(matches!(message(change.clone()), Incoming::Text { .. }), "{change}");
    }
}

#[test]
fn many_people_behind_one_account_are_anonymous() {
    let anonymous = |change| match message(change) {
        Incoming::Anonymous { chat, text, .. } => (chat.id, text),
        other => panic!("{other:?}"),
    };
    let admin = json!({"id": 1_087_968_824, "is_bot": true, "first_name": "Group", "username": "GroupAnonymousBot"});
    let channel = json!({"id": 136_817_688, "is_bot": true, "first_name": "Channel"});
    let itself = json!({"id": -100_123, "type": "supergroup"});
    let expected = (-100_123, "/start".to_owned());
    assert_eq!(anonymous(json!({"chat": group(), "from": admin.clone(), "sender_chat": itself.clone()})), expected);
    assert_eq!(anonymous(json!({"chat": group(), "from": admin})), expected);
    assert_eq!(anonymous(json!({"chat": group(), "from": channel})), expected);
    assert_eq!(anonymous(json!({"chat": group(), "from": null, "sender_chat": itself})), expected);
    assert_eq!(anonymous(json!({"chat": group(), "sender_chat": "strange"})), expected);
}

#[test]
fn nothing_to_us() {
    let bot = json!({"id": 5, "is_bot": true, "first_name": "B"});
    let linked = json!({"chat": group(), "is_automatic_forward": true, "sender_chat": {"id": -1, "type": "channel"}});
    for (change, word) in [
        (json!({"text": null, "sticker": {}}), "no text"),
        (json!({"text": null, "photo": [], "caption": "/cast"}), "no text"),
        (json!({"text": null, "new_chat_members": []}), "no text"),
        (json!({"text": ""}), "no text"),
        (json!({"text": 7}), "no text"),
        (json!({"from": bot.clone()}), "another bot"),
        (json!({"via_bot": bot}), "another bot"),
        (json!({"from": null}), "no sender"),
        (json!({"chat": group(), "from": null}), "no sender"),
        (json!({"chat": group(), "text": "hello"}), "group talk"),
        (json!({"chat": group(), "text": " /cast"}), "group talk"),
        (json!({"chat": {"id": -1, "type": "channel"}}), "channel"),
        (json!({"chat": {"id": -1, "type": "lagoon"}}), "unknown kind of chat"),
        (linked, "channel post"),
    ] {
        assert_eq!(message(change.clone()), Ignored(word), "{change}");
    }
    for (raw, word) in [
        (r#"{"update_id":1,"edited_message":{"text":"/cast"}}"#, "edit"),
        (r#"{"update_id":1,"channel_post":{"text":"/cast"}}"#, "channel post"),
        (r#"{"update_id":1,"chat_member":{}}"#, "membership"),
        (r#"{"update_id":1,"thing_from_2030":[]}"#, "unasked kind"),
        (r#"{"update_id":1}"#, "unasked kind"),
        (r#"{"update_id":1,"message":null,"callback_query":null}"#, "unasked kind"),
    ] {
        assert_eq!(decode(raw), Ignored(word), "{raw}");
    }
}

#[test]
fn not_an_update_at_all() {
    for raw in [
        "",
        "7",
        "[]",
        "null",
        "{\"update_id\":1",
        "{\"message\":[]}",
        "{\"my_chat_member\":{}}",
        "{\"callback_query\":\"x\"}",
    ] {
        assert!(matches!(decode(raw), Malformed(_)), "{raw}");
    }
    for change in [
        json!({"chat": null}),
        json!({"chat": 42}),
        json!({"chat": {"id": "42", "type": "private"}}),
        json!({"chat": {"id": 42}}),
        json!({"from": {"id": "42"}}),
        json!({"from": {"id": 4.2}}),
    ] {
        let read = message(change.clone());
        let Malformed(word) = &read else { panic!("{change}: {read:?}") };
        assert!(!word.contains("start"), "the update is never quoted");
    }
}

fn member(status: Value) -> Value {
    let mut member = json!({"user": {"id": 7, "is_bot": true, "first_name": "Angler"}});
    merge(&mut member, status);
    member
}

fn membership(was: Value, is: Value, change: Value) -> Incoming {
    let mut membership = json!({"chat": group(), "from": {"id": 42, "is_bot": false, "first_name": "A"}, "date": 1,
        "old_chat_member": member(was), "new_chat_member": member(is)});
    merge(&mut membership, change);
    decode(&json!({"update_id": 1, "my_chat_member": membership}).to_string())
}

#[test]
fn the_bot_comes_and_goes_and_its_rights_are_neither() {
    let status = |status: &str| json!({"status": status});
    let inside = [status("member"), status("administrator"), json!({"status": "restricted", "is_member": true})];
    let outside = [status("left"), status("kicked"), json!({"status": "restricted", "is_member": false})];
    let from = Some(Sender { telegram_id: 42, name: "A".into(), language: None });
    for there in &inside {
        for away in &outside {
            let news = GroupNews::Arrived { title: "Lake".into() };
            let arrived = Incoming::Group { from: from.clone(), chat_id: -100_123, news };
            assert_eq!(membership(away.clone(), there.clone(), json!({})), arrived, "{away} {there}");
            let departed = Incoming::Group { from: from.clone(), chat_id: -100_123, news: GroupNews::Departed };
            assert_eq!(membership(there.clone(), away.clone(), json!({})), departed, "{there} {away}");
            assert_eq!(membership(away.clone(), away.clone(), json!({})), Ignored("change of rights"));
        }
        assert_eq!(membership(there.clone(), status("member"), json!({})), Ignored("change of rights"));
    }
    let private = json!({"chat": {"id": 42, "type": "private", "first_name": "A"}});
    assert_eq!(membership(status("member"), status("kicked"), private), Ignored("membership in private"));
    let channel = json!({"chat": {"id": -9, "type": "channel"}});
    assert_eq!(membership(status("left"), status("administrator"), channel), Ignored("channel"));
    for faceless in [json!({"from": {"id": 1_087_968_824, "is_bot": true}}), json!({"from": null})] {
        let read = membership(status("left"), status("member"), faceless);
        assert!(matches!(read, Incoming::Group { from: None, .. }), "{read:?}");
    }
}

#[test]
fn a_group_is_renamed_and_moves() {
    let service = |change: Value| {
        let mut whole = json!({"chat": group(), "text": null});
        merge(&mut whole, change);
        match message(whole) {
            Incoming::Group { chat_id, news, .. } => Ok((chat_id, news)),
            other => Err(Box::new(other)),
        }
    };
    let renamed = GroupNews::Renamed { title: "<b>Sea</b>".into() };
    assert_eq!(service(json!({"new_chat_title": " <b>Sea</b>\u{202e}\n"})), Ok((-100_123, renamed)));
    assert_eq!(service(json!({"new_chat_title": ""})), Err(Box::new(Ignored("no text"))));
    let moved = GroupNews::Moved { from: -7, to: -100_123 };
    assert_eq!(service(json!({"migrate_from_chat_id": -7})), Ok((-100_123, moved.clone())));
    let old = json!({"id": -7, "type": "group", "title": "Lake"});
    assert_eq!(service(json!({"chat": old, "migrate_to_chat_id": -100_123})), Ok((-7, moved)));
    for to in [json!(7), json!(0), json!(-100_123)] {
        assert!(service(json!({"migrate_to_chat_id": to})).is_err_and(|other| matches!(*other, Malformed(_))));
    }
    let long = service(json!({"new_chat_title": "ы".repeat(100_000)}));
    assert!(matches!(long, Ok((_, GroupNews::Renamed { title })) if title.chars().count() == 128));
    assert_eq!(message(json!({"text": null, "migrate_to_chat_id": -7})), Ignored("no text"), "in private");
}

#[test]
fn a_press() {
    let from = Sender { telegram_id: 42, name: "A".into(), language: None };
    let chat = Some(Chat { id: -7, private: false, spot: Spot { topic: None, reply_to: PRESSED } });
    let pressed = |chat, data: &str| Incoming::Press {
        from: from.clone(),
        chat,
        message_id: None,
        shown: None,
        callback_id: "9".into(),
        data: data.into(),
    };
    assert_eq!(press(json!({})), pressed(chat, "h:1:2"));
    assert_eq!(press(json!({"message": null})), pressed(None, "h:1:2"));
    assert_eq!(press(json!({"message": 7})), pressed(None, "h:1:2"));
    assert_eq!(press(json!({"message": {"chat": {"id": "x"}}})), pressed(None, "h:1:2"));
    assert_eq!(press(json!({"data": "x".repeat(64)})), pressed(chat, &"x".repeat(64)));
    assert_eq!(press(json!({"data": "x".repeat(65)})), pressed(chat, ""));
    assert_eq!(press(json!({"data": null})), Ignored("press without data"));
    assert_eq!(press(json!({"data": null, "game_short_name": "x"})), Ignored("press without data"));
    assert_eq!(press(json!({"from": {"id": 5, "is_bot": true}})), Ignored("another bot"));
    // From where we cannot have written: no button of ours, whatever its data says, and it is answered all the same.
    assert_eq!(press(json!({"message": {"chat": {"id": -1, "type": "channel"}}})), pressed(None, ""));
    assert_eq!(press(json!({"message": null, "inline_message_id": "x"})), pressed(None, ""));
    let of_a_person = json!({"id": 7, "is_bot": false, "first_name": "B"});
    let theirs = json!({"message": {"message_id": PRESSED, "chat": {"id": -7, "type": "group"}, "from": of_a_person}});
    assert_eq!(press(theirs), pressed(chat, ""));
    let message =
        |keyboard| json!({"message": {"message_id": 5, "chat": {"id": -7, "type": "group"}, "reply_markup": keyboard}});
    let id_of = |keyboard| match press(message(keyboard)) {
        Incoming::Press { message_id, .. } => message_id,
        read => panic!("{read:?}"),
    };
    let button = |data: &str| json!([{"text": "a", "url": "x"}, {"text": "b", "callback_data": data}]);
    assert_eq!(id_of(json!({"inline_keyboard": [[], button("h:1:2")]})), Some(5));
    assert_eq!(id_of(json!({"inline_keyboard": [7, button("h:1:3")]})), None, "not a button of that message");
    assert_eq!(id_of(json!({"inline_keyboard": {}})), None);
    for change in [json!({"from": null}), json!({"from": {}}), json!({"id": null}), json!({"id": 9})] {
        assert!(matches!(press(change.clone()), Malformed(_)), "{change}");
    }
}

#[test]
fn what_somebody_wrote_elsewhere_is_no_command() {
    for origin in [json!({"forward_origin": {"type": "user"}}), json!({"forward_date": 1})] {
        assert_eq!(message(origin.clone()), Ignored("forwarded command"), "{origin}");
    }
}

#[test]
fn everything_is_bounded() {
    let Incoming::Text { text, .. } = message(json!({"text": "ы".repeat(100_000)})) else { panic!("no text") };
    assert_eq!(text.chars().count(), 4_096);
    assert_eq!(name_of(json!("🎣".repeat(100_000))).chars().count(), 64);
    let long = json!({"from": {"id": 42, "language_code": "r".repeat(100_000)}});
    assert!(matches!(message(long), Incoming::Text { from: Sender { language: None, .. }, .. }));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    assert_eq!(decode(&format!("{{\"update_id\":1,\"thing\":{deep}}}")), Ignored("unasked kind"));
}

#[test]
fn names_stay_as_they_are_but_cannot_turn_the_line() {
    assert_eq!(name_of(json!("<b>&\"A\"</b>")), "<b>&\"A\"</b>");
    assert_eq!(name_of(json!("a\u{202e}b\u{2066}c\nd\u{0}")), "abcd");
    assert_eq!(name_of(json!("عمر\u{200f}")), "عمر\u{200f}");
    assert_eq!(name_of(json!("👨\u{200d}👩")), "👨\u{200d}👩");
    assert_eq!(name_of(json!(" \u{202e} ")), "");
    assert_eq!(name_of(json!(null)), "");
}

#[test]
fn text_keeps_what_the_database_must_survive() {
    let Incoming::Text { text, .. } = message(json!({"text": "/start \u{0}x"})) else { panic!("no text") };
    assert_eq!(text, "/start \u{0}x");
    assert_eq!(decode(r#"{"message":{"chat":{"id":1,"type":"private"},"text":"\ud800"}}"#), Ignored("no text"));
}

proptest! {
    #[test]
    fn nothing_makes_it_panic(raw in ".{0,300}") {
        let _ = decode(&raw);
    }

    #[test]
    fn any_text_of_a_person_is_read(text in "\\PC{1,5000}") {
        let read = message(json!({"text": text}));
        prop_assert!(matches!(read, Incoming::Text { .. }), "{:?}", read);
    }
}
