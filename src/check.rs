//! `angler check`: would the settings work? Each is tried on the real thing, and said in one line.
//!
//! Called by `main.rs`, which turns a no into exit code 1. It asks Telegram, the database, every chosen price source and the
//! image service; where no database is set it starts the private PostgreSQL and stops it again.
//!
//! **Invariant:** what it makes in the database is rolled back; no lease taken, no update fetched, no picture paid for; a private PostgreSQL that was
//! never started is made empty, since only that tells whether it can be.
//! **Invariant:** a line that says "not ok" means that the service could not run; anything less is a "warning".

use std::{fmt, io};

use futures_util::future::join_all;

use crate::{
    actors::{
        db::{
            connect::Connector,
            migrate::{self, SchemaError, Seen},
            rehearsal::{Rehearsed, rehearse},
            room::BESIDE,
        },
        oracle::port::{PairQuote, SourceError},
        outbox::port::{CallError, Refusal},
        poller::port::Me,
    },
    app::{
        StartError,
        private_postgres::{self, Durability, PrivatePostgres, PrivatePostgresError},
    },
    config::{Config, PriceSettings},
    game::market::{Pair, RoundRules, Source, judge_round},
    plumbing::{clock, net::roots::Roots},
    transports::{images, prices, telegram, way::Way},
};

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Verdict {
    /// It works.
    Ok,
    /// The service runs, with less.
    Warning,
    /// The service could not run.
    NotOk,
}

/// One line.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Finding {
    verdict: Verdict,
    name: &'static str,
    found: String,
}

impl Finding {
    fn new(verdict: Verdict, name: &'static str, found: impl fmt::Display) -> Finding {
        // Words of strangers may hold line ends; a finding is one line.
        let found = found.to_string().replace(char::is_control, " ");
        Finding { verdict, name, found }
    }
}

impl fmt::Display for Finding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let verdict = match self.verdict {
            Verdict::Ok => "ok",
            Verdict::Warning => "warning",
            Verdict::NotOk => "not ok",
        };
        writeln!(f, "{verdict:<7}  {:<9}  {}", self.name, self.found)
    }
}

/// Tries every setting and says what was found; true when the service could run.
///
/// # Errors
/// When the output cannot be written to.
pub async fn run(config: &Config, output: &mut impl io::Write) -> io::Result<bool> {
    let roots = Roots::of(&config.outward);
    let way = Way::new(&config.outward, &roots);
    let (telegram, me) = token(&way, config).await;
    write!(output, "{telegram}")?;
    let database = database(config, &roots, me.as_ref()).await;
    write!(output, "{database}")?;
    let market = market(&way, &config.prices).await;
    let painter = painter(&way, config).await;
    for finding in market.iter().chain([&painter]) {
        write!(output, "{finding}")?;
    }
    let all = [&telegram, &database, &painter].into_iter().chain(&market);
    Ok(all.into_iter().all(|finding| finding.verdict != Verdict::NotOk))
}

/// Who Telegram says we are.
async fn token(way: &Way, config: &Config) -> (Finding, Option<Me>) {
    let no = |found: String| (Finding::new(Verdict::NotOk, "token", found), None);
    let Some(token) = &config.token else { return no(StartError::NoToken.to_string()) };
    let updates = telegram::make_updates(way.clone(), config.telegram_url.clone(), token.clone())();
    match updates.me().await {
        Ok(me) => {
            let found = format!("it is @{}'s (bot {}) at {}", me.username, me.bot_id, config.telegram_url);
            (Finding::new(Verdict::Ok, "token", found), Some(me))
        }
        Err(CallError::Refused { refusal: Refusal::Token, description, .. }) => {
            no(StartError::Token(description).to_string())
        }
        Err(error) => no(format!("{error} (TELEGRAM_API_URL is {})", config.telegram_url)),
    }
}

/// Whether the database can be reached, and is or can become this bot's.
async fn database(config: &Config, roots: &Roots, me: Option<&Me>) -> Finding {
    let finding = |verdict, found: String| Finding::new(verdict, "database", found);
    if let Some(url) = &config.database_url {
        return match Connector::believing(url, roots) {
            Ok(connector) => {
                let (verdict, found) = schema(&connector, me, config.pool.1).await;
                finding(verdict, found)
            }
            Err(reason) => finding(Verdict::NotOk, StartError::DatabaseUrl(reason).to_string()),
        };
    }
    let folder = config.data_dir.clone();
    let started = tokio::task::spawn_blocking(move || PrivatePostgres::start(&folder, Durability::Durable)).await;
    match started {
        Ok(Ok(private)) => {
            let (verdict, found) = match Connector::new(&private.address(private_postgres::DATABASE)) {
                Ok(connector) => schema(&connector, me, config.pool.1).await,
                Err(reason) => (Verdict::NotOk, reason),
            };
            let _stopped_by_its_drop = tokio::task::spawn_blocking(move || private.stop()).await;
            finding(verdict, format!("a private PostgreSQL in {}: {found}", config.data_dir.display()))
        }
        // It runs: it can be started.
        Ok(Err(error @ PrivatePostgresError::InUse { .. })) => finding(Verdict::Warning, error.to_string()),
        Ok(Err(error)) => finding(Verdict::NotOk, error.to_string()),
        Err(_panicked) => finding(Verdict::NotOk, "the private PostgreSQL broke off while it started".to_owned()),
    }
}

async fn schema(connector: &Connector, me: Option<&Me>, pool: u32) -> (Verdict, String) {
    match rehearse(connector).await {
        Ok(rehearsed) => {
            let (verdict, found) = schema_seen(rehearsed.seen, me.map(|me| me.bot_id));
            let less = less(&rehearsed, pool);
            let verdict = if verdict == Verdict::Ok && !less.is_empty() { Verdict::Warning } else { verdict };
            let at = format!("; PostgreSQL {}, as {}", rehearsed.version, rehearsed.works_as);
            (verdict, [found + &at].into_iter().chain(less).collect::<Vec<_>>().join("; "))
        }
        Err(error) => (Verdict::NotOk, StartError::from(error).to_string()),
    }
}

/// What the service would have to do without.
fn less(rehearsed: &Rehearsed, pool: u32) -> Vec<String> {
    let mut less = Vec::new();
    if !rehearsed.in_role {
        less.push(
            "the role angler_app cannot be put on (a superuser: CREATE ROLE angler_app NOLOGIN, GRANT it to the login)"
                .to_owned(),
        );
    }
    if rehearsed.room < pool + BESIDE {
        less.push(format!(
            "it has {} connections for us, and DB_POOL_MAX {pool} needs {}: fewer are opened (raise max_connections, or the login's limit)",
            rehearsed.room,
            pool + BESIDE
        ));
    }
    if rehearsed.busy {
        less.push("a service works on its tables, so the upgrade was not tried".to_owned());
    }
    less
}

fn schema_seen(seen: Seen, ours: Option<i64>) -> (Verdict, String) {
    let Seen::Ours { number, bot_id } = seen else {
        return (Verdict::Ok, format!("reached, empty: its schema {} will be made", migrate::NUMBER));
    };
    if let (Some(owner), Some(ours)) = (bot_id, ours)
        && owner != ours
    {
        return (Verdict::NotOk, SchemaError::OtherBot { owner, ours }.to_string());
    }
    let owner = bot_id.map_or("no bot yet".to_owned(), |id| format!("bot {id}"));
    let upgrade = if number < migrate::NUMBER { format!(", will become {}", migrate::NUMBER) } else { String::new() };
    (Verdict::Ok, format!("reached, schema {number}{upgrade}, of {owner}"))
}

/// A line for each chosen source, and one for what they come to together.
async fn market(way: &Way, settings: &PriceSettings) -> Vec<Finding> {
    let asked_at = clock::now();
    let sources = prices::price_sources(way, settings);
    let answers = join_all(sources.iter().map(|source| source.ask(Pair::ALL.to_vec(), asked_at))).await;
    let mut findings: Vec<Finding> = sources
        .iter()
        .zip(&answers)
        .map(|(source, answer)| source_found(source.source(), answer, settings.max_age_s, asked_at))
        .collect();
    let quotes: Vec<PairQuote> = answers.into_iter().flatten().flatten().collect();
    findings.push(prices_found(settings, &quotes, asked_at));
    findings
}

fn source_found(
    source: Source,
    answer: &Result<Vec<PairQuote>, SourceError>,
    max_age_s: i64,
    asked_at: jiff::Timestamp,
) -> Finding {
    match answer {
        Ok(quotes) => {
            let ages = quotes.iter().map(|quoted| asked_at.duration_since(quoted.quote.at).as_secs().max(0));
            let stale = ages.clone().filter(|age| *age > max_age_s).count();
            let oldest = ages.max().map_or(String::new(), |age| format!(", the oldest price is {age} s old"));
            let too_old = if stale > 0 { format!(", {stale} too old (over {max_age_s} s)") } else { String::new() };
            let whole = quotes.len() == Pair::ALL.len() && stale == 0;
            let verdict = if whole { Verdict::Ok } else { Verdict::Warning };
            let found = format!("{} of {} pairs{oldest}{too_old}", quotes.len(), Pair::ALL.len());
            Finding::new(verdict, source.name(), found)
        }
        Err(error) => Finding::new(Verdict::Warning, source.name(), error),
    }
}

/// Judges the prices as a round of the oracle would.
fn prices_found(settings: &PriceSettings, quotes: &[PairQuote], asked_at: jiff::Timestamp) -> Finding {
    let rules = RoundRules { min_sources: settings.min_sources, max_age_s: settings.max_age_s };
    let without: Vec<&str> = Pair::ALL
        .into_iter()
        .filter(|pair| {
            let of_pair: Vec<_> =
                quotes.iter().filter(|quoted| quoted.pair == *pair).map(|quoted| quoted.quote.clone()).collect();
            judge_round(*pair, asked_at, &of_pair, None, &rules).is_err()
        })
        .map(Pair::symbol)
        .collect();
    let needs = format!("{} of {} sources must agree", settings.min_sources, settings.sources.len());
    let aged = if settings.sources == [Source::Coingecko] {
        format!(
            "; coingecko alone: a price may be up to {} s old, so players may see newer ones elsewhere",
            settings.max_age_s
        )
    } else {
        String::new()
    };
    let (verdict, found) = match without.len() {
        0 => (Verdict::Ok, format!("every pond has a price ({needs}){aged}")),
        some if some < Pair::ALL.len() => {
            (Verdict::Warning, format!("no price for {} ({needs}){aged}", without.join(", ")))
        }
        _ => {
            (Verdict::NotOk, format!("no pond has a price ({needs}): check PRICE_SOURCES and PRICE_MIN_SOURCES{aged}"))
        }
    };
    Finding::new(verdict, "prices", found)
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

#[cfg(test)]
mod tests {
    use std::sync::{Arc, Mutex};

    use super::*;
    use crate::{
        config::{Parsed, Secret, from_args},
        sandbox::{Exchange, Fault, Rule, Sandbox, SandboxConfig},
    };

    #[derive(Clone, Default)]
    struct Shown(Arc<Mutex<Vec<u8>>>);
    impl io::Write for Shown {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.lock().unwrap().extend_from_slice(bytes);
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }

    async fn sandbox() -> (Sandbox, Config) {
        let sandbox = Sandbox::start(SandboxConfig::new(clock::now)).await.unwrap();
        let Ok(Parsed::Run(_, config)) = from_args(["check".to_owned()], |_| None, true) else { panic!("no settings") };
        let mut config = *config;
        config.token = Some(Secret::new(sandbox.telegram.token().to_owned()));
        config.telegram_url = sandbox.telegram.url().to_owned();
        // Nobody listens on port 1.
        config.database_url = Some(Secret::new("postgres://a:SECRET@127.0.0.1:1/a".to_owned()));
        config.prices.binance_url = sandbox.market.url(Exchange::Binance);
        config.prices.coinbase_url = sandbox.market.url(Exchange::Coinbase);
        config.prices.kraken_url = sandbox.market.url(Exchange::Kraken);
        config.prices.coingecko_url = sandbox.market.url(Exchange::Coingecko);
        config.images_url = sandbox.images.url().to_owned();
        (sandbox, config)
    }

    async fn lines(config: &Config) -> (bool, Vec<String>) {
        let shown = Shown::default();
        let well = run(config, &mut shown.clone()).await.unwrap();
        let text = String::from_utf8(shown.0.lock().unwrap().clone()).unwrap();
        (well, text.lines().map(str::to_owned).collect())
    }

    #[actix_rt::test]
    async fn each_setting_is_one_line_and_a_database_away_is_a_no() {
        let (sandbox, mut config) = sandbox().await;
        config.images_key = Some(Secret::new("wrong".to_owned()));
        sandbox.market.desk(Exchange::Kraken).switches.add(Rule::new(Fault::status(503)));
        let (well, lines) = lines(&config).await;
        assert!(!well);
        let begin = [
            "ok       token      it is @angler_sandbox_bot's (bot 7000000001) at http://127.0.0.1:",
            "not ok   database   the database cannot be used",
            "ok       binance    8 of 8 pairs, the oldest price is 0 s old",
            "ok       coinbase   8 of 8 pairs",
            "warning  kraken     down: answered 503",
            "ok       coingecko  8 of 8 pairs",
            "ok       prices     every pond has a price (2 of 4 sources must agree)",
            "warning  images     the key is not accepted",
        ];
        assert_eq!(lines.len(), begin.len(), "{lines:#?}");
        for (line, begin) in lines.iter().zip(begin) {
            assert!(line.starts_with(begin), "{line}");
            assert!(!line.contains("SECRET"), "{line}");
        }
        sandbox.stop().await;
    }

    #[actix_rt::test]
    async fn a_token_that_telegram_does_not_know_is_a_no() {
        let (sandbox, mut config) = sandbox().await;
        config.token = Some(Secret::new("1:OTHER".to_owned()));
        let (found, me) = token(&Way::direct(), &config).await;
        assert_eq!((found.verdict, me), (Verdict::NotOk, None));
        assert!(found.found.contains("check TELEGRAM_BOT_TOKEN and TELEGRAM_API_URL"), "{}", found.found);
        config.telegram_url = "http://127.0.0.1:1".to_owned();
        let (found, _) = token(&Way::direct(), &config).await;
        assert!(found.found.contains("not reached") && !found.found.contains("OTHER"), "{}", found.found);
        config.token = None;
        assert!(token(&Way::direct(), &config).await.0.found.starts_with("TELEGRAM_BOT_TOKEN is not set"));
        sandbox.stop().await;
    }

    #[actix_rt::test]
    async fn prices_are_judged_as_a_round_would() {
        let (sandbox, mut config) = sandbox().await;
        config.prices.sources = vec![Source::Binance, Source::Coinbase];
        sandbox.market.desk(Exchange::Coinbase).set_absent(&["POL/USD"]);
        let found = market(&Way::direct(), &config.prices).await;
        assert!(found[1].found.starts_with("7 of 8 pairs"), "{found:?}");
        assert_eq!(found[2].verdict, Verdict::Warning);
        assert_eq!(found[2].found, "no price for POL/USD (2 of 2 sources must agree)");
        sandbox.market.desk(Exchange::Binance).switches.add(Rule::new(Fault::too_many(9)));
        let found = market(&Way::direct(), &config.prices).await;
        assert_eq!((found[0].verdict, found[2].verdict), (Verdict::Warning, Verdict::NotOk));
        (config.prices.sources, config.prices.min_sources, config.prices.max_age_s) = (vec![Source::Coingecko], 1, 90);
        let found = market(&Way::direct(), &config.prices).await;
        assert_eq!(found[1].verdict, Verdict::Ok);
        assert!(found[1].found.contains("up to 90 s old"), "{found:?}");
        sandbox.stop().await;
    }

    #[test]
    fn a_database_is_empty_ours_or_another_bots() {
        let seen = |number, bot_id| Seen::Ours { number, bot_id };
        assert!(schema_seen(Seen::Empty, Some(7)).1.contains("will be made"));
        let ours = schema_seen(seen(migrate::NUMBER, Some(7)), Some(7));
        assert_eq!(ours, (Verdict::Ok, format!("reached, schema {}, of bot 7", migrate::NUMBER)));
        assert!(schema_seen(seen(0, None), Some(7)).1.contains("will become"));
        let other = schema_seen(seen(migrate::NUMBER, Some(8)), Some(7));
        assert_eq!(other.0, Verdict::NotOk);
        assert!(other.1.contains("belongs to bot 8"), "{}", other.1);
    }
}
