//! What the Outbox's door sends and what it makes of the answers, against a server on this machine.
//!
//! Called by the test run only; a file of its own to keep `api` short.
//!
//! **Invariant:** every call of the port is here once as the Bot API will see it.

use std::sync::Arc;

use super::*;
use crate::{
    actors::outbox::port::{Document, Refusal, Words},
    transports::test_server::{Asked, Reply, TestServer, closed_port, raw_port},
    transports::way::Way,
};

const SENT: &str = r#"{"ok":true,"result":{"message_id":6,"date":1,"chat":{"id":42,"type":"private"},"text":"x"}}"#;

fn token() -> Secret {
    Secret::new("123:SECRET".into())
}

fn html(text: &str) -> Body {
    Body { text: text.into(), html: true }
}

fn plain(text: &str) -> Body {
    Body { text: text.into(), html: false }
}

fn keyboard() -> Keyboard {
    vec![vec![KeyboardButton { label: "Hook 🎣".into(), data: "h:1:2".into() }]]
}

fn say(text: &str) -> Call {
    Call::SendMessage { chat_id: 42, spot: Spot::default(), body: plain(text), keyboard: vec![] }
}

async fn once(answer: &'static str, call: Call) -> (Accepted, Asked) {
    let server = TestServer::answering(move |_| Reply::new(200, answer));
    let accepted = TelegramApi::new(&Way::direct(), &format!("{}/", server.base()), &token()).call(call).await.unwrap();
    (accepted, server.only())
}

#[actix_rt::test]
async fn a_message_with_buttons() {
    let call =
        Call::SendMessage {
            chat_id: 42, spot: Spot::default(), body: html("<b>карась</b>"), keyboard: keyboard()
        };
    let (accepted, asked) = once(SENT, call).await;
    assert_eq!(accepted, Accepted { message_id: Some(6), ..Accepted::default() });
    assert_eq!(asked.path, "/bot123:SECRET/sendMessage");
    assert_eq!(asked.header("content-type"), "application/json");
    let buttons = json!({"inline_keyboard": [[{"text": "Hook 🎣", "callback_data": "h:1:2"}]]});
    let expected = json!({"chat_id": 42, "text": "<b>карась</b>", "parse_mode": "HTML", "reply_markup": buttons,
        "link_preview_options": {"is_disabled": true}});
    assert_eq!(asked.json(), expected);
}

#[actix_rt::test]
async fn an_answer_goes_where_it_was_asked() {
    let said = |topic, reply_to| Call::SendMessage {
        chat_id: -7,
        spot: Spot { topic, reply_to },
        body: plain("~"),
        keyboard: vec![],
    };
    let preview = json!({"is_disabled": true});
    for (call, there) in [
        (said(Some(Topic::Thread(42)), None), json!({"message_thread_id": 42})),
        (said(Some(Topic::Direct(9)), None), json!({"direct_messages_topic_id": 9})),
        (said(None, Some(5)), json!({"reply_parameters": {"message_id": 5, "allow_sending_without_reply": true}})),
    ] {
        let mut expected = json!({"chat_id": -7, "text": "~", "link_preview_options": preview});
        expected.as_object_mut().unwrap().extend(there.as_object().unwrap().clone());
        assert_eq!(once(SENT, call).await.1.json(), expected);
    }
}

#[actix_rt::test]
async fn an_edit_that_answers_true_keeps_its_message_id() {
    let call = Call::EditMessage { chat_id: -7, message_id: 5_000_000_000, body: plain("~"), keyboard: vec![vec![]] };
    let (accepted, asked) = once(r#"{"ok":true,"result":true}"#, call).await;
    assert_eq!(accepted.message_id, Some(5_000_000_000));
    assert_eq!(asked.path, "/bot123:SECRET/editMessageText");
    assert_eq!(
        asked.json(),
        json!({"chat_id": -7, "message_id": 5_000_000_000_i64, "text": "~",
        "link_preview_options": {"is_disabled": true}})
    );
}

#[actix_rt::test]
async fn an_upload_is_a_form_and_gives_the_largest_file_id() {
    let answer = r#"{"ok":true,"result":{"message_id":9,"photo":[{"file_id":"m","width":320,"height":320},
        {"file_id":"l","width":512,"height":512},{"file_id":"s","width":90,"height":90},{"width":9999,"height":9999}]}}"#;
    let png: Arc<[u8]> = Arc::from(&b"\x89PNG..."[..]);
    let call = Call::SendPhoto {
        chat_id: 42,
        spot: Spot::default(),
        photo: Photo::Png(png),
        caption: html("a & b"),
        keyboard: keyboard(),
    };
    let (accepted, asked) = once(answer, call).await;
    assert_eq!(accepted, Accepted { message_id: Some(9), file_id: Some("l".into()), words: None });
    assert_eq!(asked.path, "/bot123:SECRET/sendPhoto");
    assert!(asked.header("content-type").starts_with("multipart/form-data; boundary="));
    let body = String::from_utf8_lossy(&asked.body).into_owned();
    for part in [
        "name=\"chat_id\"\r\n\r\n42\r\n",
        "name=\"caption\"\r\n\r\na & b\r\n",
        "name=\"parse_mode\"\r\n\r\nHTML\r\n",
        "name=\"reply_markup\"\r\n\r\n{\"inline_keyboard\":[[{",
        "name=\"photo\"; filename=\"card.png\"\r\n",
    ] {
        assert!(body.contains(part), "{part} in {body}");
    }
}

#[actix_rt::test]
async fn a_known_photo_goes_by_its_id() {
    let photo = Photo::FileId("AgAC".into());
    let call = Call::SendPhoto { chat_id: 42, spot: Spot::default(), photo, caption: plain(""), keyboard: vec![] };
    let (_, asked) = once(SENT, call).await;
    assert_eq!(asked.json(), json!({"chat_id": 42, "photo": "AgAC", "caption": ""}));
}

#[actix_rt::test]
async fn a_message_becomes_another_photo_by_id_or_by_upload() {
    let edit = |photo| Call::EditPhoto { chat_id: 42, message_id: 6, photo, caption: html("c"), keyboard: vec![] };
    let (_, asked) = once(SENT, edit(Photo::FileId("AgAC".into()))).await;
    assert_eq!(asked.path, "/bot123:SECRET/editMessageMedia");
    let media = json!({"type": "photo", "media": "AgAC", "caption": "c", "parse_mode": "HTML"});
    assert_eq!(asked.json(), json!({"chat_id": 42, "message_id": 6, "media": media}));
    let (_, asked) = once(SENT, edit(Photo::Png(Arc::from(&b"\x89PNG"[..])))).await;
    let body = String::from_utf8_lossy(&asked.body).into_owned();
    assert!(body.contains("attach://photo") && body.contains("name=\"photo\"; filename"), "{body}");
}

#[actix_rt::test]
async fn a_document_is_a_form_with_its_name() {
    let document = Document { name: "mine.json", bytes: Arc::from(&b"{\"a\":1}"[..]) };
    let call =
        Call::SendDocument { chat_id: 42, spot: Spot::default(), document, caption: html("yours"), keyboard: vec![] };
    assert!(!format!("{call:?}").contains("[123"), "no bytes of a player's record in a log: {call:?}");
    let (accepted, asked) = once(SENT, call).await;
    assert_eq!((accepted.message_id, asked.path.as_str()), (Some(6), "/bot123:SECRET/sendDocument"));
    let body = String::from_utf8_lossy(&asked.body).into_owned();
    let file = "name=\"document\"; filename=\"mine.json\"\r\nContent-Type: application/json\r\n\r\n{\"a\":1}\r\n";
    assert!(body.contains(file) && body.contains("name=\"caption\"\r\n\r\nyours\r\n"), "{body}");
}

#[actix_rt::test]
async fn a_sign_is_read_and_hung() {
    let read = Call::ReadSign { sign: Sign::GroupMenu, lang: None };
    let (accepted, asked) = once(r#"{"ok":true,"result":[{"command":"cast","description":"Cast"}]}"#, read).await;
    assert_eq!(asked.path, "/bot123:SECRET/getMyCommands");
    let menu = Words::Menu(vec![("cast".into(), "Cast".into())]);
    assert_eq!(accepted, Accepted { words: Some(menu), ..Accepted::default() });
    let words = Words::Text("🎣".into());
    let (accepted, asked) =
        once(r#"{"ok":true,"result":true}"#, Call::HangSign { sign: Sign::Description, lang: None, words }).await;
    assert_eq!((accepted, asked.json()), (Accepted::default(), json!({"description": "🎣"})));
}

#[actix_rt::test]
async fn a_callback_is_answered_with_or_without_a_toast() {
    let answer = |toast| Call::AnswerCallback { callback_id: "9".into(), toast };
    let (accepted, asked) = once(r#"{"ok":true,"result":true}"#, answer(None)).await;
    assert_eq!((accepted, asked.json()), (Accepted::default(), json!({"callback_query_id": "9"})));
    let (_, asked) = once(r#"{"ok":true,"result":true}"#, answer(Some("hm".into()))).await;
    assert_eq!(asked.json(), json!({"callback_query_id": "9", "text": "hm"}));
}

#[actix_rt::test]
async fn refusals_and_waits_come_back_typed() {
    let server = TestServer::answering(|asked| match asked.json()["text"].as_str() {
        Some("fast") => Reply::new(429, r#"{"ok":false,"error_code":429,"parameters":{"retry_after":5}}"#),
        Some("away") => Reply::new(403, r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was kicked"}"#),
        Some("odd") => Reply::new(200, "<html>"),
        _ => Reply::new(502, "bad gateway"),
    });
    let api = TelegramApi::new(&Way::direct(), &server.base(), &token());
    assert_eq!(api.call(say("fast")).await, Err(CallError::TooMany { retry_after_s: 5 }));
    let Err(CallError::Refused { code: 403, refusal: Refusal::ChatGone, .. }) = api.call(say("away")).await else {
        panic!("not refused");
    };
    assert!(matches!(api.call(say("odd")).await, Err(CallError::Unknown(_))));
    assert!(matches!(api.call(say("")).await, Err(CallError::Unknown(_))));
    let ports: Vec<u16> = server.all().iter().map(|asked| asked.port).collect();
    assert!(ports.windows(2).all(|pair| pair[0] == pair[1]), "one connection for all: {ports:?}");
}

#[actix_rt::test]
async fn a_message_that_was_taken_is_not_unknown_because_its_answer_is_too_large() {
    // It answers a rich message, which Telegram tells back in full.
    let rich = "\\u044f".repeat(400_000);
    let told = format!("{{\"ok\":true,\"result\":{{\"message_id\":77,\"reply_to_message\":{{\"text\":\"{rich}\"}}}}}}");
    let server = TestServer::answering(move |_| Reply::new(200, told.clone()));
    let accepted = TelegramApi::new(&Way::direct(), &server.base(), &token()).call(say("x")).await;
    assert_eq!(accepted, Ok(Accepted { message_id: Some(77), ..Accepted::default() }));
    assert_eq!(server.count(), 1);
}

#[actix_rt::test]
async fn not_reached_is_kept_apart_from_unknown_and_neither_shows_the_token() {
    let away = TelegramApi::new(&Way::direct(), &closed_port(), &token()).call(say("x")).await.unwrap_err();
    assert!(matches!(away, CallError::Unreached(_)), "{away:?}");
    let hung_up = TelegramApi::new(&Way::direct(), &raw_port(""), &token()).call(say("x")).await.unwrap_err();
    assert!(matches!(hung_up, CallError::Unknown(_)), "{hung_up:?}");
    assert!(!format!("{away:?}{away}{hung_up:?}{hung_up}").contains("SECRET"));
}
