//! The outside world on this machine: a Telegram, four exchanges and an image service on 127.0.0.1, for `angler play`,
//! tests and benches.
//!
//! [`Sandbox::start`] opens all of them; its fields are the handles by which a test acts, orders bad weather and looks.
//! Their behaviour follows OUTSIDE.md, refusals included.
//!
//! **Invariant:** nothing here uses an actor, a page or a rule of the game; the program meets it through HTTP only.

pub mod images;
pub mod prices;
pub mod proxy;
mod serve;
mod switches;
pub mod telegram;

use std::{io, sync::Arc};

use jiff::Timestamp;

pub use self::{
    images::{Painting, SandboxImages},
    prices::{Exchange, Market, Told},
    switches::{Fault, Hit, Rule, RuleId, Switches},
    telegram::{KeepTranscript, SandboxTelegram},
};

/// What a sandbox is started with.
#[derive(Clone, Debug)]
pub struct SandboxConfig {
    /// The bot token that Telegram accepts; the number before its colon is the bot's id.
    pub token: String,
    /// How much Telegram remembers.
    pub keep_transcript: KeepTranscript,
    /// The key that the image service accepts.
    pub image_key: String,
    /// By which the market wanders; `None` for one that stands still until prices are set by hand.
    pub market_seed: Option<u64>,
    /// The wall clock.
    pub now: fn() -> Timestamp,
}

impl SandboxConfig {
    /// Everything at its default, on this clock.
    #[must_use]
    pub fn new(now: fn() -> Timestamp) -> Self {
        Self {
            token: "7000000001:canary-sandbox-token".into(),
            keep_transcript: KeepTranscript::All,
            image_key: "canary-sandbox-image-key".into(),
            market_seed: None,
            now,
        }
    }
}

/// The running servers.
pub struct Sandbox {
    /// Telegram.
    pub telegram: Arc<SandboxTelegram>,
    /// The market and its four exchanges.
    pub market: Arc<Market>,
    /// The image service.
    pub images: Arc<SandboxImages>,
    doors: serve::Doors,
}

impl Sandbox {
    /// Opens all servers on free ports of 127.0.0.1, on a thread of their own.
    ///
    /// # Errors
    /// When no port or thread can be had.
    pub async fn start(config: SandboxConfig) -> io::Result<Self> {
        let (telegram_listener, url) = serve::bind()?;
        let telegram = Arc::new(SandboxTelegram::new(url, config.token, config.keep_transcript, config.now));
        // Each exchange is a host of its own, with a clock of its own, as in the world.
        let (market_listeners, urls): (Vec<_>, Vec<_>) =
            Exchange::ALL.iter().map(|_| serve::bind()).collect::<io::Result<Vec<_>>>()?.into_iter().unzip();
        let urls = urls.try_into().map_err(|_| io::Error::other("an address for each exchange"))?;
        let market = Arc::new(Market::new(urls, config.market_seed, config.now));
        let (images_listener, url) = serve::bind()?;
        let images = Arc::new(SandboxImages::new(url, config.image_key));
        let doors = serve::open(
            vec![
                (vec![telegram_listener], telegram.routes()),
                (market_listeners, market.routes()),
                (vec![images_listener], images.routes()),
            ],
            config.now,
        )
        .await?;
        Ok(Self { telegram, market, images, doors })
    }

    /// What to set so that `angler serve` lives in this sandbox, by the names of its variables; the database is the caller's.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let url = |exchange| self.market.url(exchange);
        vec![
            ("TELEGRAM_BOT_TOKEN", self.telegram.token().to_owned()),
            ("TELEGRAM_API_URL", self.telegram.url().to_owned()),
            ("BINANCE_API_URL", url(Exchange::Binance)),
            ("COINBASE_API_URL", url(Exchange::Coinbase)),
            ("KRAKEN_API_URL", url(Exchange::Kraken)),
            ("COINGECKO_API_URL", url(Exchange::Coingecko)),
            ("OPENROUTER_API_URL", self.images.url().to_owned()),
        ]
    }

    /// Stops all servers and waits until they are gone. Dropping stops them without waiting.
    pub async fn stop(self) {
        self.doors.close().await;
    }
}
