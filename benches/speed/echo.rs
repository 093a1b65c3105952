//! The echo bot: the ceiling. It polls and answers each command with one `sendMessage`, with awc, no database and no game.
//!
//! Run as `speed echo` in a process of its own, so that its CPU time is told apart; `ECHO_URL` is the bot's root address.
//!
//! **Invariant:** it does nothing that a bot could leave out: it reads ids and texts, and looks at no answer's body.

use std::time::Duration;

use actix_rt::{Arbiter, System};
use anyhow::Context;
use futures_util::{StreamExt, stream};
use serde::Deserialize;
use tokio::sync::mpsc::{UnboundedReceiver, unbounded_channel};

/// As the service has.
const CONNECTIONS: usize = 256;

#[derive(Deserialize)]
struct Page {
    result: Vec<Update>,
}

#[derive(Deserialize)]
struct Update {
    update_id: i64,
    message: Option<Message>,
}

#[derive(Deserialize)]
struct Message {
    chat: Chat,
    text: Option<String>,
}

#[derive(Deserialize)]
struct Chat {
    id: i64,
}

/// Polls until it is killed; sends on an arbiter of its own, as the service does.
pub fn run() -> anyhow::Result<()> {
    let root = std::env::var("ECHO_URL").context("ECHO_URL")?;
    let system = System::new();
    let (heard, answers) = unbounded_channel();
    let url = format!("{root}/sendMessage");
    Arbiter::new().spawn_fn(move || drop(actix_rt::spawn(answer(url, answers))));
    system.block_on(async move {
        let client = client();
        let mut offset = 0;
        loop {
            let asked = serde_json::json!({ "offset": offset, "timeout": 30, "limit": 100 });
            let mut got = match client.post(format!("{root}/getUpdates")).send_json(&asked).await {
                Ok(got) => got,
                Err(_away) => {
                    actix_rt::time::sleep(Duration::from_millis(50)).await;
                    continue;
                }
            };
            let body = got.body().limit(1 << 24).await?;
            let page: Page = serde_json::from_slice(&body)?;
            for update in page.result {
                offset = update.update_id + 1;
                if let Some(Message { chat, text: Some(text) }) = update.message {
                    heard.send((chat.id, text))?;
                }
            }
        }
    })
}

fn client() -> awc::Client {
    let connector = awc::Connector::new().limit(CONNECTIONS);
    awc::Client::builder().connector(connector).timeout(Duration::from_secs(60)).finish()
}

/// Sends each answer, so many at once.
async fn answer(url: String, mut answers: UnboundedReceiver<(i64, String)>) {
    let client = client();
    let answers = stream::poll_fn(|context| answers.poll_recv(context));
    let send = |(chat_id, text): (i64, String)| {
        let asked = client.post(&url).send_json(&serde_json::json!({ "chat_id": chat_id, "text": text }));
        async move {
            if let Ok(mut got) = asked.await {
                let _read = got.body().await;
            }
        }
    };
    answers.for_each_concurrent(CONNECTIONS, send).await;
}
