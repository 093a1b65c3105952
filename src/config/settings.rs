//! The settings as the command line knows them, with their names, defaults and ranges, and what the program makes of them.
//!
//! Read by `config::parse`; the field names are the flags (`db_pool_min` is `--db-pool-min` and `DB_POOL_MIN`).
//!
//! **Invariant:** names and defaults here are what `--help` prints; there is no second list of them.

use std::{net::SocketAddr, path::PathBuf};

use clap::{Args, Parser};

use super::{
    Command, NoProxy, Outward, Pace, Proxy, Red, Secret, SettingError, faults::Faults, operator::metrics_addr,
};
use crate::game::{limits::RateLimits, market::Source, rules::Rules};

/// The program's command line.
#[derive(Debug, Parser)]
#[command(name = "angler", version, about = "A Telegram game of crypto fishing", max_term_width = 110)]
#[command(after_help = "Each setting is also an environment variable: --db-pool-min is DB_POOL_MIN. An empty value \
                        counts as not set; a flag wins over its variable.")]
pub struct CommandLine {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
    /// The settings.
    #[command(flatten)]
    pub settings: Settings,
}

/// Every setting, as text and numbers.
#[derive(Clone, Debug, Args)]
#[expect(missing_docs, reason = "the attribute help of each field is its documentation and is printed by --help")]
pub struct Settings {
    #[arg(long, global = true, value_name = "DIGITS:TEXT", help = "The bot's token, from @BotFather")]
    pub telegram_bot_token: Option<String>,
    #[arg(
        long,
        global = true,
        value_name = "DIGITS:TEXT",
        help = "The token before this one; `angler rekey` alone reads it"
    )]
    pub telegram_token_old: Option<String>,
    #[arg(long, global = true, default_value = "https://api.telegram.org", help = "Where the Bot API is")]
    pub telegram_api_url: String,
    #[arg(long, global = true, default_value_t = 50, value_parser = clap::value_parser!(u32).range(1..=50),
          help = "How long Telegram may hold a poll that has no news, seconds, 1 to 50")]
    pub poll_timeout_s: u32,
    #[arg(long, global = true, help = "postgres://… of the database; not set: a private PostgreSQL under DATA_DIR")]
    pub database_url: Option<String>,
    #[arg(long, global = true, default_value = ".angler", help = "Where the private PostgreSQL and saved cards live")]
    pub data_dir: PathBuf,
    #[arg(long, global = true, default_value_t = 10, value_parser = clap::value_parser!(u32).range(1..=50),
          help = "Connections to the database kept open, 1 to 50")]
    pub db_pool_min: u32,
    #[arg(long, global = true, default_value_t = 50, value_parser = clap::value_parser!(u32).range(2..=500),
          help = "Connections to the database at the most, 2 to 500")]
    pub db_pool_max: u32,
    #[arg(
        long,
        global = true,
        default_value = "binance,coinbase,kraken,coingecko",
        help = "Price sources, of: binance, coinbase, kraken, coingecko"
    )]
    pub price_sources: String,
    #[arg(long, global = true, value_parser = clap::value_parser!(u8).range(1..=4),
          help = "Sources that must agree on a price [default: 2 when several are chosen, else 1]")]
    pub price_min_sources: Option<u8>,
    #[arg(long, global = true, value_parser = clap::value_parser!(u16).range(1..=90),
          help = "Oldest price that may fill, seconds [default: 10; 90 with coingecko alone]")]
    pub price_max_age_s: Option<u16>,
    #[arg(long, global = true, value_parser = clap::value_parser!(u32).range(1..=600_000),
          help = "Least time between two polls of a source, ms [default: each source's published limit]")]
    pub price_spacing_ms: Option<u32>,
    #[arg(long, global = true, default_value = "https://api.coingecko.com", help = "Where CoinGecko is")]
    pub coingecko_api_url: String,
    #[arg(long, global = true, help = "CoinGecko's demo key, if you have one")]
    pub coingecko_api_key: Option<String>,
    #[arg(long, global = true, default_value = "https://data-api.binance.vision", help = "Where Binance is")]
    pub binance_api_url: String,
    #[arg(long, global = true, default_value = "https://api.exchange.coinbase.com", help = "Where Coinbase is")]
    pub coinbase_api_url: String,
    #[arg(long, global = true, default_value = "https://api.kraken.com", help = "Where Kraken is")]
    pub kraken_api_url: String,
    #[arg(long, global = true, default_value = "https://openrouter.ai", help = "Where OpenRouter is")]
    pub openrouter_api_url: String,
    #[arg(long, global = true, help = "OpenRouter's key; not set: fish are drawn, not painted")]
    pub openrouter_api_key: Option<String>,
    #[arg(long, global = true, default_value = "google/gemini-2.5-flash-image", help = "The model that paints")]
    pub openrouter_model: String,
    #[arg(long, global = true, default_value_t = 3, value_parser = clap::value_parser!(u8).range(1..=16),
          help = "Paintings asked for at the same time, 1 to 16")]
    pub images_in_flight: u8,
    #[arg(long, global = true, default_value_t = 0, value_parser = clap::value_parser!(u8).range(0..=1),
          help = "1: a painting waits for your approval; 0: it is used as it arrives")]
    pub art_review: u8,
    #[arg(long, global = true, default_value_t = 50, value_parser = clap::value_parser!(i32).range(0..=100_000),
          help = "Paintings asked for in a day (UTC), each about 4 cents; 0: no limit")]
    pub art_per_day: i32,
    #[arg(long, global = true, default_value_t = 1, value_parser = clap::value_parser!(u8).range(0..=1),
          help = "1: a catch shows a card of its own; 0: its fish's card, which costs no drawing and no upload")]
    pub personal_cards: u8,
    #[arg(long, global = true, default_value_t = 10, value_parser = clap::value_parser!(u16).range(0..=1000),
          help = "Commands of one player in RATE_LIMIT_WINDOW_S; 0: no limit")]
    pub rate_limit_commands: u16,
    #[arg(long, global = true, default_value_t = 60, value_parser = clap::value_parser!(u16).range(1..=3600),
          help = "The window of that limit, seconds, 1 to 3600")]
    pub rate_limit_window_s: u16,
    #[arg(long, global = true, default_value_t = 3, value_parser = clap::value_parser!(u16).range(0..=1000),
          help = "Hooks of one player in 60 s; 0: no limit")]
    pub hook_limit: u16,
    #[arg(long, global = true, default_value_t = 60, value_parser = clap::value_parser!(u16).range(0..=3600),
          help = "A hook younger than this that moved less than 0.1 % is refused, seconds; 0: never")]
    pub quick_hook_s: u16,
    #[arg(long, global = true, default_value_t = 10, value_parser = clap::value_parser!(u16).range(1..=1000),
          help = "Bait of a new player, 1 to 1000")]
    pub new_player_bait: u16,
    #[arg(long, global = true, default_value = "1.0", help = "Speed of the scenes, 0.1 to 100; 0: no scenes")]
    pub scene_speed: String,
    #[arg(long, global = true, default_value_t = 120, value_parser = clap::value_parser!(u32).range(1..=86_400),
          help = "A player's session leaves memory after so many idle seconds")]
    pub session_idle_s: u32,
    #[arg(long, global = true, default_value_t = 20_000, value_parser = clap::value_parser!(u32).range(10..=1_000_000),
          help = "Updates in hand, and again replies owed, at which polling rests until half are done, 10 to 1000000")]
    pub in_hand_max: u32,
    #[arg(long, global = true, default_value_t = 60, value_parser = clap::value_parser!(u32).range(1..=3600),
          help = "Time between two dashboards in the log, seconds, 1 to 3600")]
    pub dashboard_every_s: u32,
    #[arg(long, global = true, default_value_t = 180, value_parser = clap::value_parser!(u32).range(0..=86_400),
          help = "Time between two audits of the accounts that changed, seconds, 1 to 86400; 0: none")]
    pub audit_every_s: u32,
    #[arg(
        long,
        global = true,
        value_name = "[ADDRESS:]PORT",
        help = "Where /metrics and /healthz are served, e.g. 9187; a port alone is of 127.0.0.1 [default: nowhere]"
    )]
    pub metrics_addr: Option<String>,
    #[arg(
        long,
        global = true,
        value_name = "http|socks5://[USER:PASSWORD@]HOST:PORT",
        help = "The proxy by which https addresses are reached [default: none]"
    )]
    pub https_proxy: Option<String>,
    #[arg(
        long,
        global = true,
        help = "Hosts and ends of names that are reached without it, e.g. localhost,.example.com"
    )]
    pub no_proxy: Option<String>,
    #[arg(long, global = true, help = "Certificates to believe beside Mozilla's, a file [default: the machine's]")]
    pub ssl_cert_file: Option<PathBuf>,
    #[arg(long, global = true, help = "The same as folders, with colons between [default: the machine's]")]
    pub ssl_cert_dir: Option<String>,
    #[arg(
        long,
        global = true,
        default_value = "info",
        help = "What is logged: error, warn, info, debug, trace, or per module"
    )]
    pub rust_log: String,
}

/// What the oracle and its sources are told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PriceSettings {
    /// The chosen sources, in the order given, each once.
    pub sources: Vec<Source>,
    /// Sources that must agree, 1 to the number of sources.
    pub min_sources: usize,
    /// Oldest price that may fill, seconds.
    pub max_age_s: i64,
    /// Least time between two polls of one source, ms; `None`: each source's own.
    pub spacing_ms: Option<u64>,
    /// Base addresses by source.
    pub binance_url: String,
    /// See above.
    pub coinbase_url: String,
    /// See above.
    pub kraken_url: String,
    /// See above.
    pub coingecko_url: String,
    /// CoinGecko's demo key.
    pub coingecko_key: Option<Secret>,
}

/// The settings, checked.
#[derive(Clone, Debug)]
pub struct Config {
    /// The bot's token; `None` only where no Telegram is spoken to.
    pub token: Option<Secret>,
    /// The token before it, for `angler rekey` alone.
    pub token_old: Option<Secret>,
    /// Base address of the Bot API, without a slash at the end.
    pub telegram_url: String,
    /// Seconds for which Telegram may hold an empty poll.
    pub poll_timeout_s: u32,
    /// The database; `None`: a private one under `data_dir`.
    pub database_url: Option<Secret>,
    /// Where the private database and saved cards live.
    pub data_dir: PathBuf,
    /// Pool size: kept open, and at the most.
    pub pool: (u32, u32),
    /// Prices.
    pub prices: PriceSettings,
    /// Base address of the image service.
    pub images_url: String,
    /// Its key; `None`: no painting.
    pub images_key: Option<Secret>,
    /// The model that paints.
    pub images_model: String,
    /// Paintings in flight at the most.
    pub images_in_flight: usize,
    /// Paintings wait for approval.
    pub art_review: bool,
    /// Paintings asked for in a day at the most; `None`: no limit.
    pub art_per_day: Option<i32>,
    /// Catches show cards of their own.
    pub personal_cards: bool,
    /// Limits per player.
    pub limits: RateLimits,
    /// The game's configured numbers.
    pub rules: Rules,
    /// Speed of the scenes in hundredths; 0: none.
    pub scene_speed: u32,
    /// Idle seconds after which a session leaves memory.
    pub session_idle_s: u64,
    /// Updates in hand, or durable replies owed, at which polling waits: 20,000 are some seconds of the fastest work.
    pub in_hand_max: usize,
    /// Seconds between two dashboards.
    pub dashboard_every_s: u64,
    /// Seconds between two audits of the accounts that changed; 0: none.
    pub audit_every_s: u64,
    /// Where `/metrics` and `/healthz` are served; `None`: nowhere.
    pub metrics_addr: Option<SocketAddr>,
    /// How the outside world is reached.
    pub outward: Outward,
    /// From when on `/healthz` is red.
    pub red: Red,
    /// How often what was left lying is looked for.
    pub pace: Pace,
    /// The filter of the log.
    pub log_filter: String,
    /// Struck on purpose by tests and chaos runs; no setting of `serve` fills it.
    pub faults: Faults,
}

impl Settings {
    /// Checks what one value alone cannot tell and makes the [`Config`].
    pub fn checked(self) -> Result<Config, SettingError> {
        let (prices, outward) = (self.prices()?, self.outward()?);
        if self.db_pool_max < self.db_pool_min {
            return Err(SettingError::new(
                "DB_POOL_MAX",
                &self.db_pool_max.to_string(),
                &format!("at least DB_POOL_MIN, which is {}", self.db_pool_min),
            ));
        }
        for (name, token) in
            [("TELEGRAM_BOT_TOKEN", &self.telegram_bot_token), ("TELEGRAM_TOKEN_OLD", &self.telegram_token_old)]
        {
            if token.as_ref().is_some_and(|token| !looks_like_a_token(token)) {
                return Err(SettingError::secret(name, "digits, a colon, and letters: 123456:ABC…"));
            }
        }
        let scene_speed = hundredths(&self.scene_speed)
            .ok_or_else(|| SettingError::new("SCENE_SPEED", &self.scene_speed, "0, or 0.1 to 100"))?;
        Ok(Config {
            token: self.telegram_bot_token.map(Secret::new),
            token_old: self.telegram_token_old.map(Secret::new),
            telegram_url: address("TELEGRAM_API_URL", &self.telegram_api_url)?,
            poll_timeout_s: self.poll_timeout_s,
            database_url: self.database_url.map(Secret::new),
            data_dir: self.data_dir,
            pool: (self.db_pool_min, self.db_pool_max),
            prices,
            images_url: address("OPENROUTER_API_URL", &self.openrouter_api_url)?,
            images_key: self.openrouter_api_key.map(Secret::new),
            images_model: self.openrouter_model,
            images_in_flight: usize::from(self.images_in_flight),
            art_review: self.art_review == 1,
            art_per_day: (self.art_per_day > 0).then_some(self.art_per_day),
            personal_cards: self.personal_cards == 1,
            limits: RateLimits {
                commands: usize::from(self.rate_limit_commands),
                window_s: i64::from(self.rate_limit_window_s),
                hooks: usize::from(self.hook_limit),
            },
            rules: Rules {
                new_player_bait: i64::from(self.new_player_bait),
                quick_hook_s: i64::from(self.quick_hook_s),
            },
            scene_speed,
            session_idle_s: u64::from(self.session_idle_s).max(u64::from(self.rate_limit_window_s)),
            in_hand_max: usize::try_from(self.in_hand_max).unwrap_or(usize::MAX),
            dashboard_every_s: u64::from(self.dashboard_every_s),
            audit_every_s: u64::from(self.audit_every_s),
            metrics_addr: self.metrics_addr.as_deref().map(metrics_addr).transpose()?,
            outward,
            red: Red::default(),
            pace: Pace::default(),
            log_filter: self.rust_log,
            faults: Faults::default(),
        })
    }

    fn outward(&self) -> Result<Outward, SettingError> {
        let dirs = self.ssl_cert_dir.as_deref().unwrap_or_default().split(':').filter(|dir| !dir.is_empty());
        Ok(Outward {
            proxy: self.https_proxy.as_deref().map(Proxy::read).transpose()?,
            no_proxy: NoProxy::read(self.no_proxy.as_deref().unwrap_or_default()),
            cert_file: self.ssl_cert_file.clone(),
            cert_dirs: dirs.map(PathBuf::from).collect(),
            unused: Vec::new(),
        })
    }

    fn prices(&self) -> Result<PriceSettings, SettingError> {
        const ALLOWED: &str = "a list of binance, coinbase, kraken, coingecko";
        let mut sources: Vec<Source> = Vec::new();
        for name in self.price_sources.split(',').map(str::trim).filter(|name| !name.is_empty()) {
            let source = name.parse().map_err(|_| SettingError::new("PRICE_SOURCES", name, ALLOWED))?;
            if !sources.contains(&source) {
                sources.push(source);
            }
        }
        if sources.is_empty() {
            return Err(SettingError::new("PRICE_SOURCES", &self.price_sources, ALLOWED));
        }
        let min_sources = self.price_min_sources.map_or(sources.len().min(2), usize::from);
        if min_sources > sources.len() {
            return Err(SettingError::new(
                "PRICE_MIN_SOURCES",
                &min_sources.to_string(),
                &format!("1 to {}, the number of sources chosen", sources.len()),
            ));
        }
        let coingecko_alone = sources == [Source::Coingecko];
        Ok(PriceSettings {
            min_sources,
            max_age_s: self.price_max_age_s.map_or(if coingecko_alone { 90 } else { 10 }, i64::from),
            spacing_ms: self.price_spacing_ms.map(u64::from),
            binance_url: address("BINANCE_API_URL", &self.binance_api_url)?,
            coinbase_url: address("COINBASE_API_URL", &self.coinbase_api_url)?,
            kraken_url: address("KRAKEN_API_URL", &self.kraken_api_url)?,
            coingecko_url: address("COINGECKO_API_URL", &self.coingecko_api_url)?,
            coingecko_key: self.coingecko_api_key.clone().map(Secret::new),
            sources,
        })
    }
}

/// A token is judged by Telegram; here it must only be fit for an address.
fn looks_like_a_token(token: &str) -> bool {
    token.split_once(':').is_some_and(|(digits, rest)| {
        !digits.is_empty()
            && digits.bytes().all(|byte| byte.is_ascii_digit())
            && !rest.is_empty()
            && rest.bytes().all(|byte| byte.is_ascii_alphanumeric() || b"_-".contains(&byte))
    })
}

fn address(name: &'static str, text: &str) -> Result<String, SettingError> {
    let host = text.strip_prefix("https://").or_else(|| text.strip_prefix("http://"));
    match host {
        Some(host) if !host.is_empty() && !text.contains(char::is_whitespace) => {
            Ok(text.trim_end_matches('/').to_owned())
        }
        _ => Err(SettingError::new(name, text, "an address that begins with http:// or https://")),
    }
}

/// "1.25" is 125: a speed is no money, but whole numbers compare and print alike everywhere.
fn hundredths(text: &str) -> Option<u32> {
    let speed: rust_decimal::Decimal = text.trim().parse().ok()?;
    let hundredths = u32::try_from((speed * rust_decimal::Decimal::ONE_HUNDRED).trunc()).ok()?;
    (hundredths == 0 && speed.is_zero() || (10..=10_000).contains(&hundredths)).then_some(hundredths)
}
