//! From arguments and environment to a [`Config`], with one line for whatever is wrong.
//!
//! Called by `main.rs` (and by tests, with an environment of their own). Variables are put before the arguments as if they
//! had been typed, so that both go through the same checks and a typed flag wins.
//!
//! **Invariant:** an error names the setting, what was wrong and what is allowed, in one line, and never quotes a secret.

use clap::{
    CommandFactory, FromArgMatches,
    error::{ContextKind, ContextValue, ErrorKind},
};

use super::{
    Command, Config,
    settings::{CommandLine, Settings},
    unused::unused,
};

/// Settings whose variable may be written in small letters.
const LOWERCASE: [&str; 2] = ["https_proxy", "no_proxy"];

/// What is wrong with a setting, in one line.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
#[error("{0}")]
pub struct SettingError(String);

impl SettingError {
    pub(super) fn new(name: &str, value: &str, allowed: &str) -> SettingError {
        let shown: String = value.chars().filter(|c| !c.is_control()).take(60).collect();
        SettingError(format!("{name}: '{shown}' cannot be used; allowed: {allowed}"))
    }

    pub(super) fn secret(name: &str, allowed: &str) -> SettingError {
        SettingError(format!("{name}: its value cannot be used; allowed: {allowed}"))
    }
}

/// What came of the command line.
pub enum Parsed {
    /// Do this with these settings.
    Run(Command, Box<Config>),
    /// Print this and leave (`--help`, `--version`).
    Print(String),
}

/// Parses arguments (without the program's name) and variables. `variable` answers for each setting's name.
///
/// In `play` the log is quiet unless it is set, and when `piped` (standard input is no terminal) so are the scenes and the
/// quick-hook guard.
pub fn from_args(
    args: impl IntoIterator<Item = String>,
    variable: impl Fn(&str) -> Option<String>,
    piped: bool,
) -> Result<Parsed, SettingError> {
    let args: Vec<String> = args.into_iter().collect();
    let mut line = vec!["angler".to_owned()];
    let mut command = CommandLine::command().args_override_self(true);
    if args.iter().any(|arg| arg == "play") {
        line.push("--rust-log=warn".to_owned());
        if piped {
            line.extend(["--scene-speed=0".to_owned(), "--quick-hook-s=0".to_owned()]);
        }
    }
    for id in settings_ids(&mut command) {
        // Other programs read these in small letters too, so operators write them so.
        let small = || LOWERCASE.contains(&id.as_str()).then(|| variable(&id)).flatten();
        let set = variable(&id.to_uppercase()).filter(|value| !value.is_empty()).or_else(small);
        if let Some(value) = set.filter(|value| !value.is_empty()) {
            line.push(format!("--{}={value}", id.replace('_', "-")));
        }
    }
    line.extend(args);
    let parsed = command.try_get_matches_from(line).and_then(|matches| CommandLine::from_arg_matches(&matches));
    match parsed {
        Ok(CommandLine { command, settings }) => {
            let mut config = emptied(settings).checked()?;
            config.outward.unused = unused(variable, &config);
            Ok(Parsed::Run(command, Box::new(config)))
        }
        Err(error) if matches!(error.kind(), ErrorKind::DisplayHelp | ErrorKind::DisplayVersion) => {
            Ok(Parsed::Print(error.render().to_string()))
        }
        Err(error) => Err(one_line(&error)),
    }
}

/// Reads one variable of this process; the token also from systemd's credentials (`LoadCredential=telegram_bot_token:…`).
pub fn variable(name: &str) -> Option<String> {
    let set = std::env::var(name).ok().filter(|value| !value.is_empty());
    let credential = || {
        let folder = std::env::var_os("CREDENTIALS_DIRECTORY")?;
        let text = std::fs::read_to_string(std::path::Path::new(&folder).join(name.to_lowercase())).ok()?;
        Some(text.trim().to_owned())
    };
    set.or_else(credential)
}

fn settings_ids(command: &mut clap::Command) -> Vec<String> {
    command.build();
    let own = |id: &str| !matches!(id, "help" | "version");
    command.get_arguments().map(|arg| arg.get_id().to_string()).filter(|id| own(id)).collect()
}

/// `--coingecko-api-key=` typed with nothing behind it counts as not set, as an empty variable does.
fn emptied(mut settings: Settings) -> Settings {
    for text in [
        &mut settings.telegram_bot_token,
        &mut settings.telegram_token_old,
        &mut settings.database_url,
        &mut settings.coingecko_api_key,
        &mut settings.openrouter_api_key,
        &mut settings.metrics_addr,
        &mut settings.https_proxy,
    ] {
        if text.as_deref().is_some_and(|text| text.trim().is_empty()) {
            *text = None;
        }
    }
    settings
}

fn one_line(error: &clap::Error) -> SettingError {
    let context = |kind| match error.get(kind) {
        Some(ContextValue::String(text)) => Some(text.clone()),
        _ => None,
    };
    let Some(argument) = context(ContextKind::InvalidArg) else {
        let first = error.render().to_string();
        return SettingError(
            first.lines().next().unwrap_or("the command line").trim_start_matches("error: ").to_owned()
                + "; see angler --help",
        );
    };
    let flag = argument.split_whitespace().next().unwrap_or(&argument);
    if error.kind() == ErrorKind::UnknownArgument {
        return SettingError(format!("{flag}: no such setting; see angler --help"));
    }
    let name = flag.trim_start_matches('-').replace('-', "_").to_uppercase();
    let value = context(ContextKind::InvalidValue).unwrap_or_default();
    let reason = std::error::Error::source(error).map(ToString::to_string).unwrap_or_default();
    let allowed = reason.split_once(" is not in ").map_or_else(
        || if reason.contains("invalid digit") { "a whole number".to_owned() } else { reason.clone() },
        |(_, range)| format!("{} (both included)", range.replace("..=", " to ")),
    );
    SettingError::new(&name, &value, if allowed.is_empty() { "a value" } else { &allowed })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn parse(args: &[&str], variables: &[(&str, &str)]) -> Result<Config, String> {
        let variable =
            |name: &str| variables.iter().find(|(known, _)| *known == name).map(|(_, value)| (*value).to_owned());
        match from_args(args.iter().map(|arg| (*arg).to_owned()), variable, false) {
            Ok(Parsed::Run(_, config)) => Ok(*config),
            Ok(Parsed::Print(text)) => Err(text),
            Err(error) => Err(error.to_string()),
        }
    }

    #[test]
    fn flags_win_over_variables_and_empty_counts_as_not_set() {
        let config = parse(&["serve", "--db-pool-min", "7"], &[("DB_POOL_MIN", "9"), ("HOOK_LIMIT", "")]).unwrap();
        assert_eq!((config.pool.0, config.limits.hooks), (7, 3));
        let config = parse(&["serve"], &[("DB_POOL_MIN", "9"), ("DATABASE_URL", "")]).unwrap();
        assert_eq!(config.pool.0, 9);
        assert!(config.database_url.is_none());
    }

    #[test]
    fn a_bad_setting_is_one_line_with_name_fault_and_range() {
        for (variables, wanted) in [
            (("DB_POOL_MIN", "abc"), "DB_POOL_MIN: 'abc' cannot be used; allowed: a whole number"),
            (("DB_POOL_MIN", "99"), "DB_POOL_MIN: '99' cannot be used; allowed: 1 to 50 (both included)"),
            (
                ("PRICE_SOURCES", "mtgox"),
                "PRICE_SOURCES: 'mtgox' cannot be used; allowed: a list of binance, coinbase, kraken, coingecko",
            ),
            (("PRICE_MIN_SOURCES", "4"), ""),
            (("SCENE_SPEED", "fast"), "SCENE_SPEED: 'fast' cannot be used; allowed: 0, or 0.1 to 100"),
            (
                ("TELEGRAM_API_URL", "ftp://x"),
                "TELEGRAM_API_URL: 'ftp://x' cannot be used; allowed: an address that begins with http:// or https://",
            ),
            (
                ("TELEGRAM_BOT_TOKEN", "my secret"),
                "TELEGRAM_BOT_TOKEN: its value cannot be used; allowed: digits, a colon, and letters: 123456:ABC…",
            ),
            (
                ("TELEGRAM_TOKEN_OLD", "my secret"),
                "TELEGRAM_TOKEN_OLD: its value cannot be used; allowed: digits, a colon, and letters: 123456:ABC…",
            ),
        ] {
            let got = parse(&["serve"], &[variables]).err().unwrap_or_default();
            assert_eq!(got, wanted);
        }
        assert_eq!(parse(&["serve", "--nonsense"], &[]).unwrap_err(), "--nonsense: no such setting; see angler --help");
        let both = [("PRICE_SOURCES", "kraken"), ("PRICE_MIN_SOURCES", "2")];
        assert_eq!(
            parse(&["serve"], &both).unwrap_err(),
            "PRICE_MIN_SOURCES: '2' cannot be used; allowed: 1 to 1, the number of sources chosen"
        );
    }

    #[test]
    fn coingecko_alone_may_be_older() {
        let config = parse(&["serve"], &[("PRICE_SOURCES", "coingecko")]).unwrap();
        assert_eq!((config.prices.max_age_s, config.prices.min_sources), (90, 1));
        let config = parse(&["serve"], &[]).unwrap();
        assert_eq!((config.prices.max_age_s, config.prices.min_sources), (10, 2));
    }

    #[test]
    fn help_names_every_setting_and_secrets_do_not_print() {
        let help = parse(&["serve", "--help"], &[]).unwrap_err();
        for name in ["telegram-bot-token", "db-pool-min", "quick-hook-s", "scene-speed", "rust-log", "[default: 10]"] {
            assert!(help.contains(name), "{name} is missing in {help}");
        }
        let config = parse(&["serve"], &[("TELEGRAM_BOT_TOKEN", "123:SECRET")]).unwrap();
        assert!(!format!("{config:?}").contains("SECRET"));
    }
}
