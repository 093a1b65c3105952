//! `angler rekey`: the bot has a new token, and the database's key is wrapped for it.
//!
//! Called by `main.rs`.
//!
//! **Invariant:** the key itself stays, so whatever was sealed stays; typed again it changes nothing.

use std::io::Write;

use super::{OperatorError, beside};
use crate::{
    actors::db::seals::{self, Rekeyed},
    app::StartError,
    config::Config,
};

/// Wraps the key for the token of the settings, and says what it did.
///
/// # Errors
/// Nothing was changed then.
pub async fn run(config: &Config, output: &mut impl Write) -> Result<(), OperatorError> {
    let token = config.token.as_ref().ok_or(StartError::NoToken)?;
    let done = beside(config, async |connector| {
        Ok::<_, OperatorError>(seals::rekey(connector, token, config.token_old.as_ref()).await?)
    })
    .await?;
    writeln!(output, "{}", words(done))?;
    Ok(())
}

fn words(done: Rekeyed) -> &'static str {
    match done {
        Rekeyed::NoKeyYet => {
            "the database has no key yet, the first start makes one for the token that it has; nothing was changed"
        }
        Rekeyed::AlreadySo => "the key of the database is wrapped for this token already; nothing was changed",
        Rekeyed::Now => {
            "the key of the database is wrapped for TELEGRAM_BOT_TOKEN now, and the old token opens it no longer; \
             take TELEGRAM_TOKEN_OLD away and start the service with the new one"
        }
    }
}
