//! The sandbox's image service against OUTSIDE.md, through a real HTTP client.
//!
//! **Invariant:** no test sleeps; requests are held and let go by condition.

use base64::{Engine, engine::general_purpose::STANDARD};
use futures_util::future::join3;
use jiff::Timestamp;
use serde_json::{Value, json};

use super::*;
use crate::sandbox::{Fault, Rule, Sandbox, SandboxConfig};

const SOON: Duration = Duration::from_secs(5);

struct Asker {
    sandbox: Sandbox,
    client: awc::Client,
}

impl Asker {
    async fn start() -> Self {
        let sandbox = Sandbox::start(SandboxConfig::new(|| Timestamp::UNIX_EPOCH)).await.unwrap();
        Self { sandbox, client: awc::Client::builder().timeout(SOON).finish() }
    }

    fn images(&self) -> &Arc<SandboxImages> {
        &self.sandbox.images
    }

    async fn ask(&self, key: &str, prompt: &str) -> (u16, Value) {
        let content = json!([{ "type": "text", "text": prompt }]);
        let body = json!({
            "model": "sandbox/painter", "modalities": ["image", "text"],
            "messages": [{ "role": "user", "content": content }],
        });
        let request = self.client.post(format!("{}/api/v1/chat/completions", self.images().url())).bearer_auth(key);
        let mut answer = request.send_json(&body).await.unwrap();
        let json = answer.json().limit(1 << 20).await.unwrap();
        (answer.status().as_u16(), json)
    }

    async fn paint(&self, prompt: &str) -> Value {
        let (status, json) = self.ask(self.images().key(), prompt).await;
        assert_eq!(status, 200, "{json}");
        json
    }
}

fn url(answer: &Value) -> &str {
    answer["choices"][0]["message"]["images"][0]["image_url"]["url"].as_str().unwrap()
}

#[actix_web::test]
async fn a_prompt_becomes_a_png() {
    let asker = Asker::start().await;
    let answer = asker.paint("a golden carp").await;
    let bytes = STANDARD.decode(url(&answer).strip_prefix("data:image/png;base64,").unwrap()).unwrap();
    assert!(bytes.starts_with(b"\x89PNG"));
    let asked = asker.images().requests();
    assert_eq!((asked[0].prompt.as_str(), asked[0].model.as_str()), ("a golden carp", "sandbox/painter"));
}

#[actix_web::test]
async fn the_key_is_checked() {
    let asker = Asker::start().await;
    assert_eq!(asker.ask("wrong", "x").await.0, 401);
    assert!(asker.images().requests().is_empty());
    let check = |key: &str| asker.client.get(format!("{}/api/v1/key", asker.images().url())).bearer_auth(key).send();
    assert_eq!(check(asker.images().key()).await.unwrap().status().as_u16(), 200);
    assert_eq!(check("wrong").await.unwrap().status().as_u16(), 401);
}

#[actix_web::test]
async fn answers_without_a_usable_picture_come_as_ordered() {
    let asker = Asker::start().await;
    let images = asker.images();
    images.paint_next(Painting::TextOnly);
    images.paint_next(Painting::ErrorInside { code: 502 });
    images.paint_next(Painting::Elsewhere("http://169.254.169.254/fish.png".into()));
    images.paint_next(Painting::Bomb);
    images.paint(Painting::NotAPicture);
    assert_eq!(asker.paint("x").await["choices"][0]["message"].get("images"), None);
    assert_eq!(asker.paint("x").await["error"]["code"], 502);
    assert_eq!(url(&asker.paint("x").await), "http://169.254.169.254/fish.png");
    assert!(url(&asker.paint("x").await).len() < 300);
    assert!(url(&asker.paint("x").await).starts_with("data:image/png;base64,PHN2Zz"));
    for code in [402, 403, 408, 429, 503] {
        images.switches.add(Rule::new(Fault::status(code)).on("chat").times(1));
        let (status, json) = asker.ask(images.key(), "x").await;
        assert_eq!((status, &json["error"]["code"]), (code, &json!(code)));
    }
}

#[actix_web::test]
async fn requests_in_flight_are_counted_while_they_are_held() {
    let asker = Asker::start().await;
    let images = asker.images();
    images.hold();
    let release = async {
        images.wait_until(|images| (images.in_flight() == 2).then_some(()), SOON).await.unwrap();
        images.let_go();
    };
    join3(asker.paint("a"), asker.paint("b"), release).await;
    assert_eq!((images.in_flight(), images.most_in_flight()), (0, 2));
}
