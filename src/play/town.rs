//! The little world a game in the terminal is played in: a sandbox, and the settings that lead the service into it.
//!
//! Opened by `play::run` before the service is built.
//!
//! **Invariant:** with these settings the service speaks to this machine only, but for a database and a painter that the
//! player chose himself.
//! **Invariant:** the bot's id is always the same (a database belongs to one bot), and update ids never come again (the inbox
//! remembers them over games).

use std::io;

use crate::{
    config::{Config, PriceSettings, Secret},
    plumbing::clock,
    sandbox::{Exchange, Market, Sandbox, SandboxConfig},
};

/// The player: Telegram's id of him, and of his chat.
pub(super) const PLAYER: i64 = 1_001;
/// What the bot calls him.
const NAME: &str = "Angler";
/// The number is the bot's id.
const TOKEN: &str = "7000000002:angler-play";
/// Milliseconds between two polls of a price source: it is on this machine, and a fill should not be waited for.
const SPACING_MS: u64 = 200;

/// Opens the sandbox, with a player whose Telegram is set to this language, and turns the settings to it.
pub(super) async fn open(config: Config, language: &str) -> io::Result<(Sandbox, Config)> {
    let now_ms = clock::now().as_millisecond();
    let mut world = SandboxConfig::new(clock::now);
    world.token = TOKEN.to_owned();
    world.market_seed = Some(now_ms.unsigned_abs());
    let sandbox = Sandbox::start(world).await?;
    // Nobody presses a thousand buttons a second, so the next game begins above this one's last id.
    sandbox.telegram.set_next_update_id(now_ms);
    sandbox.telegram.user(PLAYER, NAME, Some(language));
    // Replies owed from an earlier game come before he says anything.
    sandbox.telegram.reopen_chat(PLAYER);
    let config = turned(config, sandbox.telegram.url(), &sandbox.market);
    Ok((sandbox, config))
}

fn turned(config: Config, telegram_url: &str, market: &Market) -> Config {
    let prices = PriceSettings {
        spacing_ms: config.prices.spacing_ms.or(Some(SPACING_MS)),
        binance_url: market.url(Exchange::Binance),
        coinbase_url: market.url(Exchange::Coinbase),
        kraken_url: market.url(Exchange::Kraken),
        coingecko_url: market.url(Exchange::Coingecko),
        coingecko_key: None,
        ..config.prices
    };
    let telegram_url = telegram_url.to_owned();
    Config { token: Some(Secret::new(TOKEN.to_owned())), telegram_url, prices, ..config }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::config::{Parsed, from_args};

    fn config(variables: &[(&str, &str)]) -> Config {
        let variable = |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, v)| (*v).to_owned());
        match from_args(["play".to_owned()], variable, true) {
            Ok(Parsed::Run(_, config)) => *config,
            _ => panic!("these settings are right"),
        }
    }

    #[actix_rt::test]
    async fn the_service_is_led_into_the_sandbox() {
        let set =
            [("TELEGRAM_BOT_TOKEN", "1:REAL"), ("COINGECKO_API_KEY", "real"), ("PRICE_SOURCES", "kraken,coingecko")];
        let (sandbox, turned) = open(config(&set), "en").await.unwrap();
        assert_eq!(turned.token.as_ref().map(Secret::expose), Some(sandbox.telegram.token()));
        assert_eq!(turned.telegram_url, sandbox.telegram.url());
        let prices = &turned.prices;
        assert!(prices.coingecko_key.is_none());
        for url in [&prices.binance_url, &prices.coinbase_url, &prices.kraken_url, &prices.coingecko_url] {
            assert!(url.starts_with("http://127.0.0.1:"), "{url}");
        }
        assert_eq!((prices.spacing_ms, prices.sources.len()), (Some(SPACING_MS), 2));
        sandbox.stop().await;
    }

    #[actix_rt::test]
    async fn a_spacing_and_a_painter_of_the_players_own_are_kept() {
        let set = [("PRICE_SPACING_MS", "900"), ("OPENROUTER_API_KEY", "mine")];
        let (sandbox, turned) = open(config(&set), "en").await.unwrap();
        assert_eq!(turned.prices.spacing_ms, Some(900));
        assert_eq!(turned.images_key.as_ref().map(Secret::expose), Some("mine"));
        assert_eq!(turned.images_url, "https://openrouter.ai");
        sandbox.stop().await;
    }
}
