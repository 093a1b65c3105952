//! The sandbox's menus, descriptions and documents against what Telegram takes and refuses. Only tests have this file.
//!
//! **Invariant:** every limit is tried at its edge and one beyond.

use serde_json::json;

use super::tests::Bot;

#[actix_web::test]
async fn menus_hang_by_scope_and_language() {
    let bot = Bot::start().await;
    let scope = json!({ "type": "all_private_chats" });
    let line = |description: &str| json!([{ "command": "cast", "description": description }]);
    assert_eq!(bot.call("getMyCommands", json!({ "scope": scope })).await, json!([]));
    bot.call("setMyCommands", json!({ "scope": scope, "commands": line("Cast") })).await;
    bot.call("setMyCommands", json!({ "scope": scope, "language_code": "ru", "commands": line("Забросить") })).await;
    assert_eq!(bot.call("getMyCommands", json!({ "scope": scope, "language_code": "ru" })).await, line("Забросить"));
    assert_eq!(bot.call("getMyCommands", json!({ "scope": scope })).await, line("Cast"));
    assert_eq!(bot.call("getMyCommands", json!({})).await, json!([]), "another scope");
    let menu = |private, language| bot.telegram().menu(private, language).into_iter().map(|line| line.description);
    assert_eq!(menu(true, "ru").collect::<Vec<_>>(), ["Забросить"]);
    assert_eq!(menu(true, "de").collect::<Vec<_>>(), ["Cast"], "the nearest that hangs");
    assert_eq!(menu(false, "ru").count(), 0);
}

#[actix_web::test]
async fn menus_outside_the_limits_are_refused() {
    let bot = Bot::start().await;
    let menu =
        |command: &str, description: &str| json!({ "commands": [{ "command": command, "description": description }] });
    for (command, description, wanted) in [
        ("a".repeat(32), "d".repeat(256), ""),
        ("a".repeat(33), "d".to_owned(), "BOT_COMMAND_INVALID"),
        (String::new(), "d".to_owned(), "BOT_COMMAND_INVALID"),
        ("Cast".to_owned(), "d".to_owned(), "BOT_COMMAND_INVALID"),
        ("cast".to_owned(), "d".repeat(257), "BOT_COMMAND_DESCRIPTION_INVALID"),
        ("cast".to_owned(), " ".to_owned(), "BOT_COMMAND_DESCRIPTION_INVALID"),
    ] {
        if wanted.is_empty() {
            bot.call("setMyCommands", menu(&command, &description)).await;
        } else {
            assert_eq!(
                bot.refused("setMyCommands", menu(&command, &description)).await,
                format!("Bad Request: {wanted}")
            );
        }
    }
    let many = vec![json!({ "command": "a", "description": "b" }); 101];
    assert_eq!(bot.refused("setMyCommands", json!({ "commands": many })).await, "Bad Request: BOT_COMMANDS_TOO_MUCH");
    let strange = json!({ "scope": { "type": "everyone" } });
    assert_eq!(bot.refused("getMyCommands", strange).await, "Bad Request: unsupported type specified");
    for language in ["rus", "RU", "r"] {
        let words = bot.refused("getMyCommands", json!({ "language_code": language })).await;
        assert_eq!(words, "Bad Request: invalid language code specified", "{language}");
    }
}

#[actix_web::test]
async fn descriptions_hang_by_language_within_their_limits() {
    let bot = Bot::start().await;
    assert_eq!(bot.call("getMyDescription", json!({})).await, json!({ "description": "" }));
    bot.call("setMyDescription", json!({ "description": "д".repeat(512) })).await;
    bot.call("setMyShortDescription", json!({ "short_description": "к".repeat(120), "language_code": "ru" })).await;
    for (method, field, limit) in
        [("setMyDescription", "description", 512), ("setMyShortDescription", "short_description", 120)]
    {
        let words = bot.refused(method, json!({ field: "x".repeat(limit + 1) })).await;
        assert!(words.ends_with("_TOO_LONG"), "{words}");
    }
    let short = bot.call("getMyShortDescription", json!({ "language_code": "ru" })).await;
    assert_eq!(short, json!({ "short_description": "к".repeat(120) }));
    assert_eq!(bot.telegram().descriptions("ru"), ("д".repeat(512), "к".repeat(120)));
    assert_eq!(bot.telegram().descriptions("en").1, "");
}

#[actix_web::test]
async fn a_document_is_kept_with_its_name_and_an_empty_one_refused() {
    let bot = Bot::start().await;
    bot.telegram().say(5, 5, "/mydata");
    let sent = bot.upload_as(5, "sendDocument", ("document", "mine.json"), b"{}").await;
    assert_eq!(sent["result"]["document"]["file_name"], "mine.json", "{sent}");
    let chat = bot.telegram().transcript(5);
    let document = chat.last().unwrap().content().document.clone().unwrap();
    assert_eq!((document.name.as_str(), &*document.bytes), ("mine.json", &b"{}"[..]));
    let empty = bot.upload_as(5, "sendDocument", ("document", "mine.json"), b"").await;
    assert_eq!(empty["description"], "Bad Request: file must be non-empty");
    let words = bot.refused("sendDocument", json!({ "chat_id": 5, "document": "BQAC" })).await;
    assert_eq!(words, "Bad Request: there is no document in the request");
}
