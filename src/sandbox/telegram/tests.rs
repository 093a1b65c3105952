//! The sandbox's Telegram against OUTSIDE.md, through a real HTTP client.
//!
//! **Invariant:** no test sleeps; everything is waited for by condition.

use std::time::Duration;

use actix_web::http::{Method as Verb, StatusCode};
use futures_util::future::join;
use serde_json::{Value, json};

use super::*;
use crate::sandbox::{Fault, Rule, Sandbox, SandboxConfig};

const SOON: Duration = Duration::from_secs(5);

fn noon() -> Timestamp {
    Timestamp::UNIX_EPOCH
}

pub(super) struct Bot {
    sandbox: Sandbox,
    client: awc::Client,
}

impl Bot {
    pub(super) async fn start() -> Self {
        let sandbox = Sandbox::start(SandboxConfig::new(noon)).await.unwrap();
        sandbox.telegram.user(5, "Ann", Some("en"));
        Self { sandbox, client: awc::Client::builder().timeout(SOON).finish() }
    }

    pub(super) fn telegram(&self) -> &Arc<SandboxTelegram> {
        &self.sandbox.telegram
    }

    fn address(&self, method: &str) -> String {
        format!("{}/bot{}/{method}", self.telegram().url(), self.telegram().token())
    }

    async fn try_call(&self, method: &str, body: Value) -> Option<(StatusCode, Value)> {
        let mut answer = self.client.post(self.address(method)).send_json(&body).await.ok()?;
        let json = answer.json().await.ok()?;
        Some((answer.status(), json))
    }

    /// An accepted call.
    pub(super) async fn call(&self, method: &str, body: Value) -> Value {
        let (status, json) = self.try_call(method, body).await.unwrap();
        assert_eq!((status.as_u16(), &json["ok"]), (200, &json!(true)), "{json}");
        json["result"].clone()
    }

    /// A refused call's sentence.
    pub(super) async fn refused(&self, method: &str, body: Value) -> String {
        let (status, json) = self.try_call(method, body).await.unwrap();
        assert_eq!(json["ok"], false, "{json}");
        assert_eq!(json["error_code"], status.as_u16());
        json["description"].as_str().unwrap().to_owned()
    }

    async fn upload(&self, chat_id: i64, file: &[u8]) -> Value {
        self.upload_as(chat_id, "sendPhoto", ("photo", "a.png"), file).await
    }

    /// A call with a file: in which field, and under which name.
    pub(super) async fn upload_as(
        &self,
        chat_id: i64,
        method: &str,
        (field, name): (&str, &str),
        file: &[u8],
    ) -> Value {
        let mut body = format!(
            "--x\r\ncontent-disposition: form-data; name=\"chat_id\"\r\n\r\n{chat_id}\r\n--x\r\n\
             content-disposition: form-data; name=\"{field}\"; filename=\"{name}\"\r\ncontent-type: image/png\r\n\r\n"
        )
        .into_bytes();
        body.extend_from_slice(file);
        body.extend_from_slice(b"\r\n--x--\r\n");
        let request = self.client.post(self.address(method)).content_type("multipart/form-data; boundary=x");
        request.send_body(body).await.unwrap().json().await.unwrap()
    }
}

fn ids(page: &Value) -> Vec<i64> {
    page.as_array().unwrap().iter().map(|update| update["update_id"].as_i64().unwrap()).collect()
}

const PNG: &[u8] = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x02\0\0\0\x02\0";

#[actix_web::test]
async fn tokens_methods_and_addresses_are_checked() {
    let bot = Bot::start().await;
    let me = bot.call("getMe", json!({})).await;
    assert_eq!((me["id"].as_i64(), &me["is_bot"]), (Some(7_000_000_001), &json!(true)));
    let wrong = format!("{}/bot1:wrong/getMe", bot.telegram().url());
    let mut answer = bot.client.request(Verb::GET, wrong).send().await.unwrap();
    let json: Value = answer.json().await.unwrap();
    assert_eq!(json, json!({ "ok": false, "error_code": 401, "description": "Unauthorized" }));
    assert_eq!(bot.refused("sendPoll", json!({})).await, "Not Found");
}

#[actix_web::test]
async fn updates_stay_until_an_offset_confirms_them() {
    let bot = Bot::start().await;
    let first = bot.telegram().say(5, 5, "/start now");
    let second = bot.telegram().say(5, 5, "hello");
    let page = bot.call("getUpdates", json!({ "limit": 1 })).await;
    assert_eq!(ids(&page), [first]);
    assert_eq!(page[0]["message"]["text"], "/start now");
    assert_eq!(page[0]["message"]["entities"], json!([{ "type": "bot_command", "offset": 0, "length": 6 }]));
    assert_eq!(page[0]["message"]["from"]["language_code"], "en");
    assert_eq!(page[0]["message"]["chat"]["type"], "private");
    let page = bot.call("getUpdates", json!({ "offset": first + 1, "timeout": 9 })).await;
    assert_eq!(ids(&page), [second]);
    assert!(bot.telegram().redeliver(first));
    let page = bot.call("getUpdates", json!({ "offset": second + 1 })).await;
    assert_eq!(ids(&page), [first]);
    assert_eq!(bot.call("getUpdates", json!({ "offset": second + 2 })).await, json!([]));
}

#[actix_web::test]
async fn a_long_poll_wakes_at_once_and_a_second_poller_ends_the_first() {
    let bot = Bot::start().await;
    let telegram = bot.telegram();
    let polling = |generation: u64| {
        telegram.wait_until(move |telegram| (telegram.lock().queue.generation == generation).then_some(()), SOON)
    };
    let long = || bot.try_call("getUpdates", json!({ "timeout": 50 }));
    let newer = async {
        polling(1).await.unwrap();
        join(long(), async {
            polling(2).await.unwrap();
            telegram.say(5, 5, "wake up")
        })
        .await
    };
    let (older, (newer, update_id)) = join(long(), newer).await;
    let (status, json) = older.unwrap();
    assert_eq!(status.as_u16(), 409);
    assert!(json["description"].as_str().unwrap().starts_with("Conflict: terminated by other getUpdates request"));
    assert_eq!(ids(&newer.unwrap().1["result"]), [update_id]);
    telegram.set_webhook();
    assert!(bot.refused("getUpdates", json!({})).await.contains("webhook is active"));
    bot.call("deleteWebhook", json!({})).await;
    assert_eq!(ids(&bot.call("getUpdates", json!({})).await), [update_id]);
}

#[actix_web::test]
async fn a_message_is_seen_as_a_phone_shows_it_and_its_edits_are_kept() {
    let bot = Bot::start().await;
    let telegram = bot.telegram();
    assert_eq!(bot.refused("sendMessage", json!({ "chat_id": 5, "text": "x" })).await, "Bad Request: chat not found");
    telegram.say(5, 5, "/cast");
    let keyboard = json!({ "inline_keyboard": [[{ "text": "Hook", "callback_data": "h:1" }]] });
    let text = "<b>Splash</b> &amp; ripples";
    let sent = json!({ "chat_id": 5, "text": text, "parse_mode": "HTML", "reply_markup": keyboard });
    let message = bot.call("sendMessage", sent.clone()).await;
    let id = message["message_id"].as_i64().unwrap();
    assert_eq!((&message["text"], &message["reply_markup"]), (&json!("Splash & ripples"), &keyboard));

    let mut edit = sent;
    edit["message_id"] = id.into();
    let words = bot.refused("editMessageText", edit.clone()).await;
    assert!(words.starts_with("Bad Request: message is not modified"), "{words}");
    edit["text"] = "Quiet water".into();
    bot.call("editMessageText", edit.clone()).await;
    edit["message_id"] = 999.into();
    assert_eq!(bot.refused("editMessageText", edit).await, "Bad Request: message to edit not found");
    let caption = json!({ "chat_id": 5, "message_id": id, "caption": "x" });
    let words = bot.refused("editMessageCaption", caption).await;
    assert_eq!(words, "Bad Request: there is no caption in the message to edit");

    let seen = telegram.wait_for(5, |chat| chat.last().filter(|m| !m.edits.is_empty()).cloned(), SOON).await.unwrap();
    assert_eq!(seen.texts(), ["Splash & ripples", "Quiet water"]);
    assert_eq!(seen.content().data_of("Hook"), Some("h:1"));
    assert_eq!(telegram.transcript(5).calls.len(), 5);
    assert_eq!(telegram.count(Method::EditMessageText), Count { accepted: 1, refused: 2 });

    bot.call("deleteMessage", json!({ "chat_id": 5, "message_id": id })).await;
    assert!(telegram.transcript(5).find(id).unwrap().deleted_at.is_some());
}

#[actix_web::test]
async fn limits_are_telegrams() {
    let bot = Bot::start().await;
    bot.telegram().say(5, 5, "hi");
    let text = |text: &str| json!({ "chat_id": 5, "text": text, "parse_mode": "HTML" });
    assert_eq!(bot.refused("sendMessage", text(" <b></b>")).await, "Bad Request: message text is empty");
    bot.call("sendMessage", text(&format!("<b>{}</b>", "x".repeat(4_096)))).await;
    assert_eq!(bot.refused("sendMessage", text(&"x".repeat(4_097))).await, "Bad Request: message is too long");
    let words = bot.refused("sendMessage", text("<b>x")).await;
    assert!(words.starts_with("Bad Request: can't parse entities: "), "{words}");
    let button = |data: &str| json!({ "chat_id": 5, "text": "x", "reply_markup": { "inline_keyboard": [[{ "text": "b", "callback_data": data }]] } });
    bot.call("sendMessage", button(&"d".repeat(64))).await;
    for data in [String::new(), "d".repeat(65), "ж".repeat(33)] {
        assert_eq!(bot.refused("sendMessage", button(&data)).await, "Bad Request: BUTTON_DATA_INVALID");
    }
    bot.telegram().close_chat(5, Closed::Blocked);
    assert_eq!(bot.refused("sendMessage", text("x")).await, "Forbidden: bot was blocked by the user");
    bot.telegram().close_chat(5, Closed::Migrated(-100));
    let (_, json) = bot.try_call("sendMessage", text("x")).await.unwrap();
    assert_eq!(json["parameters"]["migrate_to_chat_id"], -100);
}

#[actix_web::test]
async fn a_photo_is_uploaded_once_and_sent_again_by_its_file_id() {
    let bot = Bot::start().await;
    let telegram = bot.telegram();
    telegram.say(5, 5, "hi");
    let message = bot.upload(5, PNG).await["result"].clone();
    let sizes = message["photo"].as_array().unwrap();
    let largest = sizes.last().unwrap();
    assert_eq!((&largest["width"], telegram.uploads()), (&json!(512), 1));
    let again = json!({ "chat_id": 5, "photo": largest["file_id"], "caption": "<i>fish</i>", "parse_mode": "HTML" });
    let second = bot.call("sendPhoto", again).await;
    assert_eq!((&second["caption"], telegram.uploads()), (&json!("fish"), 1));
    let photo = telegram.transcript(5).last().unwrap().content().photo.clone().unwrap();
    assert_eq!(&*photo.bytes, PNG);

    let unknown = json!({ "chat_id": 5, "photo": "AgACother", "caption": "x" });
    let words = "Bad Request: wrong file identifier/HTTP URL specified";
    assert_eq!(bot.refused("sendPhoto", unknown).await, words);
    let long = json!({ "chat_id": 5, "photo": largest["file_id"], "caption": "x".repeat(1_025) });
    assert_eq!(bot.refused("sendPhoto", long).await, "Bad Request: message caption is too long");
    assert_eq!(bot.upload(5, b"no picture").await["description"], "Bad Request: IMAGE_PROCESS_FAILED");

    let text = bot.call("sendMessage", json!({ "chat_id": 5, "text": "soon a photo" })).await;
    let media = json!({ "type": "photo", "media": largest["file_id"], "caption": "now" }).to_string();
    let edit = json!({ "chat_id": 5, "message_id": text["message_id"], "media": media });
    assert_eq!(bot.call("editMessageMedia", edit.clone()).await["caption"], "now");
    assert!(bot.refused("editMessageMedia", edit).await.contains("message is not modified"));
    let words =
        bot.refused("editMessageText", json!({ "chat_id": 5, "message_id": text["message_id"], "text": "x" })).await;
    assert_eq!(words, "Bad Request: there is no text in the message to edit");
}

#[actix_web::test]
async fn a_press_is_answered_once_and_toasts_are_kept() {
    let bot = Bot::start().await;
    let telegram = bot.telegram();
    let mut events = telegram.subscribe();
    telegram.say(5, -7, "/cast");
    let sent = bot.call("sendMessage", json!({ "chat_id": -7, "text": "x" })).await;
    let pressed = telegram.press(5, -7, sent["message_id"].as_i64().unwrap(), "any data");
    let page = bot.call("getUpdates", json!({ "offset": pressed.update_id })).await;
    let query = &page[0]["callback_query"];
    assert_eq!((&query["data"], &query["message"]["text"]), (&json!("any data"), &json!("x")));
    assert_eq!(query["message"]["chat"]["type"], "supergroup");
    let answer = json!({ "callback_query_id": query["id"], "text": "Not your rod", "show_alert": true });
    bot.call("answerCallbackQuery", answer.clone()).await;
    assert!(bot.refused("answerCallbackQuery", answer).await.starts_with("Bad Request: query is too old"));
    let chat = telegram.transcript(-7);
    let answer = chat.answer_to(&pressed.callback_id).unwrap();
    assert_eq!((answer.text.as_deref(), answer.alert, answer.user_id), (Some("Not your rod"), true, 5));
    assert!(matches!(events.recv().await, Some(Event::Sent { chat_id: -7, .. })));
    assert!(matches!(events.recv().await, Some(Event::Answered { .. })));
    bot.call("sendChatAction", json!({ "chat_id": -7, "action": "typing" })).await;
    assert!(matches!(events.recv().await, Some(Event::Action { .. })));
}

#[actix_web::test]
async fn the_weather_is_as_ordered() {
    let bot = Bot::start().await;
    let telegram = bot.telegram();
    let update_id = telegram.say(5, 5, "hi");
    let send = || bot.try_call("sendMessage", json!({ "chat_id": 5, "text": "x" }));
    let arrived = || telegram.transcript(5).from_bot().count();
    let once = |fault: Fault| telegram.switches.add(Rule::new(fault).on("sendMessage").chat(5).times(1));

    once(Fault::too_many(7));
    let (status, json) = send().await.unwrap();
    assert_eq!((status.as_u16(), &json["parameters"]["retry_after"]), (429, &json!(7)));
    assert_eq!(json["description"], "Too Many Requests: retry after 7");
    once(Fault::status(502));
    assert_eq!(send().await.unwrap().0.as_u16(), 502);
    let dropped = once(Fault::DropBefore);
    assert_eq!((send().await, arrived(), telegram.switches.fired(dropped)), (None, 0, 1));
    once(Fault::DropAfter);
    assert_eq!((send().await, arrived()), (None, 1));
    once(Fault::Garbage);
    assert_eq!((send().await, arrived()), (None, 2));
    once(Fault::Drip(Duration::from_micros(10)));
    once(Fault::Delay(Duration::from_millis(1)));
    assert_eq!((send().await.unwrap().0.as_u16(), arrived()), (200, 3));
    once(Fault::Silence);
    let asked = bot.client.post(bot.address("sendMessage")).timeout(Duration::from_millis(50));
    assert!(asked.send_json(&json!({ "chat_id": 5, "text": "x" })).await.is_err());
    assert_eq!(arrived(), 3);

    telegram.switches.add(Rule::new(Fault::Duplicate).on("getUpdates").times(1));
    let page = bot.call("getUpdates", json!({ "offset": update_id + 1 })).await;
    assert_eq!(ids(&page), [update_id, update_id]);
    telegram.switches.add(Rule::new(Fault::conflict()).on("getUpdates").times(1));
    assert!(bot.refused("getUpdates", json!({ "offset": update_id + 1 })).await.starts_with("Conflict"));

    telegram.set_pacing(Some(Pacing { private_burst: 1, ..Pacing::default() }));
    assert_eq!((send().await.unwrap().0.as_u16(), send().await.unwrap().0.as_u16()), (200, 429));
    bot.sandbox.stop().await;
}

#[actix_web::test]
async fn counting_alone_keeps_nothing_and_accepts_edits() {
    let config = SandboxConfig { keep_transcript: KeepTranscript::Counts, ..SandboxConfig::new(noon) };
    let sandbox = Sandbox::start(config).await.unwrap();
    let bot = Bot { sandbox, client: awc::Client::default() };
    bot.telegram().say(5, 5, "hi");
    let sent = bot.call("sendMessage", json!({ "chat_id": 5, "text": "x" })).await;
    bot.call("editMessageText", json!({ "chat_id": 5, "message_id": sent["message_id"], "text": "x" })).await;
    let beyond = json!({ "chat_id": 5, "message_id": 99, "text": "x" });
    assert_eq!(bot.refused("editMessageText", beyond).await, "Bad Request: message to edit not found");
    assert!(bot.telegram().transcript(5).messages.is_empty());
    assert_eq!(bot.telegram().count(Method::SendMessage).accepted, 1);
}

#[actix_web::test]
async fn strange_updates_arrive_as_they_are_and_ids_may_go_down() {
    let bot = Bot::start().await;
    let telegram = bot.telegram();
    let high = telegram.say(5, 5, "before the idle week");
    bot.call("getUpdates", json!({ "offset": high + 1 })).await;
    telegram.set_next_update_id(40);
    assert_eq!(telegram.push_raw("{\"update_id\":40, \"message\":\"\\u0000\"}"), Some(40));
    assert_eq!(telegram.push("my_chat_member", json!({ "chat": 5 })), 41);
    let page = bot.call("getUpdates", json!({ "offset": high + 2 })).await;
    assert_eq!((ids(&page), &page[0]["message"]), (vec![40, 41], &json!("\0")));
    assert_eq!(bot.call("getUpdates", json!({ "offset": 42 })).await, json!([]));
    assert_eq!(telegram.unconfirmed(), 0);
}

#[actix_web::test]
async fn groups_are_entered_left_renamed_and_moved_as_telegram_tells_it() {
    let bot = Bot::start().await;
    let telegram = bot.telegram();
    telegram.title(-7, "Lake");
    let entered = telegram.enter(5, -7);
    bot.call("sendMessage", json!({ "chat_id": -7, "text": "hello" })).await;
    telegram.rename(5, -7, "Sea");
    telegram.migrate(5, -7, -1_007);
    telegram.dismiss(5, -1_007);
    let page = bot.call("getUpdates", json!({ "offset": entered })).await;
    let (member, kicked) = (&page[0]["my_chat_member"], &page[4]["my_chat_member"]);
    assert_eq!((&member["chat"]["title"], &member["from"]["id"]), (&json!("Lake"), &json!(5)));
    assert_eq!(member["old_chat_member"]["status"], "left");
    assert_eq!(
        (&member["new_chat_member"]["status"], &kicked["new_chat_member"]["status"]),
        (&json!("member"), &json!("kicked"))
    );
    let said = |n: usize| &page[n]["message"];
    assert_eq!((&said(1)["new_chat_title"], &said(1)["chat"]["title"]), (&json!("Sea"), &json!("Sea")));
    assert_eq!((&said(2)["migrate_to_chat_id"], &said(2)["from"]["id"]), (&json!(-1_007), &json!(5)));
    assert_eq!((&said(3)["migrate_from_chat_id"], &said(3)["from"]["is_bot"]), (&json!(-7), &json!(true)));
    assert_eq!(said(3)["chat"]["title"], "Sea");
    let send = |chat_id: i64| json!({ "chat_id": chat_id, "text": "x" });
    assert!(bot.refused("sendMessage", send(-7)).await.contains("upgraded to a supergroup"));
    assert!(bot.refused("sendMessage", send(-1_007)).await.contains("kicked"));
}
