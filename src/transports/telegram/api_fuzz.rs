//! Whatever the Bot API answers to a call or a poll, through the real doors and a server on this machine.
//!
//! Called by the test run only; part of `api`, whose reading of a result it checks too.
//!
//! **Invariant:** an answer is accepted only with `"ok":true` under a 2xx status; every other becomes a typed error, in
//! bounded words, without the token.

use std::sync::{Arc, Mutex};

use proptest::{
    prelude::*,
    test_runner::{TestCaseError, TestRunner},
};

use super::*;
use crate::{
    actors::{outbox::port::Refusal, poller::port::Updates},
    transports::{
        fuzz::{any_body, any_json, config},
        http::RETRY_AFTER_MAX_S,
        telegram::TelegramUpdates,
        test_server::{Reply, TestServer},
        way::Way,
    },
};

const VALID: [&str; 6] = [
    r#"{"ok":true,"result":{"message_id":6,"date":1,"chat":{"id":42,"type":"private"},"text":"x"}}"#,
    r#"{"ok":true,"result":{"message_id":9,"photo":[{"file_id":"m","width":320,"height":320},
        {"file_id":"l","width":512,"height":512}]}}"#,
    r#"{"ok":true,"result":[{"update_id":1,"message":{"chat":{"id":1,"type":"private"},"from":{"id":1},"text":"/cast"}}]}"#,
    r#"{"ok":false,"error_code":429,"description":"Too Many Requests: retry after 9","parameters":{"retry_after":9}}"#,
    r#"{"ok":false,"error_code":400,"description":"Bad Request: group chat was upgraded to a supergroup chat",
        "parameters":{"migrate_to_chat_id":-100999}}"#,
    r#"{"ok":false,"error_code":403,"description":"Forbidden: bot was blocked by the user"}"#,
];

fn any_answer() -> impl Strategy<Value = (u16, Vec<u8>)> {
    let status = prop::sample::select(vec![200, 200, 200, 200, 204, 302, 400, 401, 403, 404, 409, 413, 429, 500, 502]);
    (status, any_body(&VALID))
}

/// What an error must be, whatever was answered.
fn judge(error: &CallError) -> Result<(), TestCaseError> {
    let shown = format!("{error} {error:?}");
    prop_assert!(!shown.contains("SECRET"), "{shown}");
    prop_assert!(shown.chars().count() < 2_000, "{} characters", shown.chars().count());
    if let CallError::TooMany { retry_after_s } = error {
        prop_assert!(*retry_after_s <= RETRY_AFTER_MAX_S);
    }
    if let CallError::Refused { code, refusal: Refusal::Migrated(_), .. } = error {
        prop_assert!((400..500).contains(code));
    }
    Ok(())
}

#[test]
fn any_answer_is_accepted_or_a_typed_error() {
    let system = actix_rt::System::new();
    let next: Arc<Mutex<(u16, Vec<u8>)>> = Arc::default();
    let told = next.clone();
    let server = system.block_on(async {
        TestServer::answering(move |_| {
            let (status, body) = told.lock().unwrap().clone();
            Reply::new(status, body).header("Retry-After", "99999999999999")
        })
    });
    let token = Secret::new("123:SECRET".into());
    let (api, updates) = system.block_on(async {
        (
            TelegramApi::new(&Way::direct(), &server.base(), &token),
            TelegramUpdates::new(&Way::direct(), &server.base(), &token),
        )
    });
    let body = Body { text: "x".into(), html: false };
    let say = Call::SendMessage { chat_id: 42, spot: Default::default(), body, keyboard: vec![] };
    let mut runner = TestRunner::new(config());
    let outcome = runner.run(&any_answer(), |(status, body)| {
        *next.lock().unwrap() = (status, body.clone());
        let said_yes = (200..300).contains(&status)
            && Fields::read(&String::from_utf8_lossy(&body)).is_some_and(|body| body.get::<bool>("ok") == Some(true));
        match system.block_on(api.call(say.clone())) {
            Ok(_accepted) => prop_assert!(said_yes),
            Err(error) => judge(&error)?,
        }
        match system.block_on(updates.fetch(None, 100, 0)) {
            Ok(_page) => prop_assert!(said_yes),
            Err(error) => judge(&error)?,
        }
        Ok(())
    });
    outcome.unwrap_or_else(|error| panic!("{error}"));
}

proptest! {
    #![proptest_config(config())]

    #[test]
    fn any_result_of_an_accepted_call_is_read(result in any_json()) {
        if let Ok(result) = serde_json::from_str::<&RawValue>(&result) {
            let _whatever_there_is = accepted(result);
        }
    }
}
