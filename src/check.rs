//! `angler check`: would the settings work? Each is tried on the real thing, and said in one line.
//!
//! Called by `main.rs`, which turns a no into exit code 1. It asks Telegram, the database, every chosen price source and the
//! image service; where no database is set it starts the private PostgreSQL and stops it again.
//!
//! **Invariant:** what it makes in the database is rolled back; no lease taken, no update fetched, no picture paid for; a private PostgreSQL that was
//! never started is made empty, since only that tells whether it can be.
//! **Invariant:** a line that says "not ok" means that the service could not run; anything less is a "warning".

mod database;
mod finding;
mod machine;
mod market;
#[cfg(test)]
mod tests;

use std::io;

use self::{
    database::database,
    finding::{Finding, Verdict},
    market::market,
};
use crate::{
    actors::{
        outbox::port::{CallError, Refusal},
        poller::port::Me,
    },
    app::StartError,
    config::Config,
    plumbing::net::roots::Roots,
    transports::{images, telegram, way::Way},
};

/// Tries every setting and says what was found; true when the service could run.
///
/// # Errors
/// When the output cannot be written to.
pub async fn run(config: &Config, output: &mut impl io::Write) -> io::Result<bool> {
    let roots = Roots::of(&config.outward);
    let way = Way::new(&config.outward, &roots);
    let mut well = true;
    let mut say = |findings: &[Finding]| -> io::Result<()> {
        for finding in findings {
            well &= finding.verdict != Verdict::NotOk;
            write!(output, "{finding}")?;
        }
        Ok(())
    };
    say(&[machine::proxy(&config.outward)])?;
    let (telegram, me) = token(&way, config).await;
    say(&[telegram])?;
    let database = database(config, &roots, me.as_ref()).await;
    say(&database.findings)?;
    say(&market(&way, &config.prices).await)?;
    say(&[painter(&way, config).await])?;
    // Whoever was asked has told the time by now.
    say(&[machine::clock(&way), machine::door(config.metrics_addr, database.in_use)])?;
    Ok(well)
}

/// Who Telegram says we are, and whether it would let us listen.
async fn token(way: &Way, config: &Config) -> (Finding, Option<Me>) {
    let no = |found: String| (Finding::new(Verdict::NotOk, "token", found), None);
    let Some(token) = &config.token else { return no(StartError::NoToken.to_string()) };
    let updates = telegram::make_updates(way.clone(), config.telegram_url.clone(), token.clone())();
    let me = match updates.me().await {
        Ok(me) => me,
        Err(CallError::Refused { refusal: Refusal::Token, description, .. }) => {
            return no(StartError::Token(description).to_string());
        }
        Err(error) => return no(format!("{error} (TELEGRAM_API_URL is {})", config.telegram_url)),
    };
    let whose = format!("it is @{}'s (bot {}) at {}", me.username, me.bot_id, config.telegram_url);
    let finding = match telegram::webhook(way, &config.telegram_url, token).await {
        Ok(Some(host)) => {
            let words = format!(
                "{whose}, and its updates go to a webhook at {host}: nothing is heard here until deleteWebhook is called"
            );
            Finding::new(Verdict::NotOk, "token", words)
        }
        Ok(None) => Finding::new(Verdict::Ok, "token", whose),
        Err(error) => {
            Finding::new(Verdict::Warning, "token", format!("{whose}; whether it has a webhook is not known: {error}"))
        }
    };
    (finding, Some(me))
}

/// Whether the image service takes the key; without one fish are drawn.
async fn painter(way: &Way, config: &Config) -> Finding {
    let Some(key) = &config.images_key else {
        return Finding::new(Verdict::Ok, "images", "OPENROUTER_API_KEY is not set: fish are drawn, not painted");
    };
    let (url, model) = (config.images_url.clone(), config.images_model.clone());
    match images::make_art_service(way.clone(), url.clone(), key.clone(), model.clone())().check_key().await {
        Ok(()) => Finding::new(Verdict::Ok, "images", format!("the key is accepted at {url}, the model is {model}")),
        Err(error) => Finding::new(Verdict::Warning, "images", format!("{error}; fish are drawn, not painted")),
    }
}
