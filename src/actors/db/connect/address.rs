//! Reads `DATABASE_URL`: a `postgres://` URL or key=value pairs, with libpq's words.
//!
//! Used by [`Connector::new`](super::Connector::new). What the driver knows goes on to it, what is ours (TLS, hosts, which server)
//! is kept here, and what nobody here understands is refused by its name: an address that is half understood reaches the
//! wrong server, or the right one without the protection that was asked for.
//!
//! **Invariant:** no error quotes a value of the address, nor a word that may be part of one.

use std::{collections::BTreeMap, path::PathBuf, str::FromStr, time::Duration};

use tokio_postgres::{Config, config::Host as Named};

use super::{
    hosts::{Host, Place},
    tls::{Asked, Mode},
};
use crate::config::percent_decoded;

/// An address as it was read.
pub(super) struct Address {
    /// What the driver has to know: login, database, options. It names no host and no TLS.
    pub login: Config,
    /// The servers, in the order given.
    pub hosts: Vec<Host>,
    /// TLS, as asked.
    pub tls: Asked,
    /// Whether reading connections need a server that writes too.
    pub writable: bool,
    /// Longest wait for one server, where the address says so.
    pub deadline: Option<Duration>,
}

/// Words of libpq that need nothing of us in these values. Our sessions have names and an encoding of their own.
const IDLE: &[(&str, &[&str])] = &[
    ("gssencmode", &["disable", "prefer"]),
    ("client_encoding", &["utf8", "UTF8", "utf-8", "UTF-8", "auto"]),
    ("load_balance_hosts", &["disable"]),
    ("sslcompression", &["0"]),
    ("sslsni", &["1"]),
    ("application_name", &[]),
    ("fallback_application_name", &[]),
];

/// Words that the driver reads.
const DRIVERS: &[&str] = &["user", "password", "dbname", "options", "host", "hostaddr", "port", "channel_binding"];

/// Words that libpq knows and that would change something here, were they understood.
const FOREIGN: &[&str] = &[
    "service",
    "passfile",
    "require_auth",
    "requiressl",
    "requirepeer",
    "krbsrvname",
    "gsslib",
    "gssdelegation",
    "replication",
    "sslcrl",
    "sslcrldir",
    "sslpassword",
    "sslcertmode",
    "ssl_min_protocol_version",
    "ssl_max_protocol_version",
    "sslkeylogfile",
    "min_protocol_version",
    "max_protocol_version",
    "servicefile",
    "scram_client_key",
    "scram_server_key",
    "oauth_issuer",
    "oauth_client_id",
    "oauth_client_secret",
    "oauth_scope",
    "pgbouncer",
];

impl Address {
    /// Reads an address. The error says what is wrong without quoting it.
    pub fn read(text: &str) -> Result<Address, String> {
        let text = text.trim();
        let url = text.strip_prefix("postgres://").or_else(|| text.strip_prefix("postgresql://"));
        let words = match url {
            Some(rest) => url_words(rest)?,
            None => pair_words(text)?,
        };
        let mut read = Reading::default();
        for (key, value) in &words {
            read.word(key, value)?;
        }
        read.finish()
    }
}

/// An address on its way through its words.
#[derive(Default)]
struct Reading {
    /// A word that comes again has the last say, as with libpq.
    drivers: BTreeMap<String, String>,
    mode: Option<Mode>,
    root: Option<String>,
    certificate: Option<PathBuf>,
    key: Option<PathBuf>,
    direct: bool,
    any: bool,
    writable: bool,
    deadline: Option<Duration>,
}

impl Reading {
    fn word(&mut self, key: &str, value: &str) -> Result<(), String> {
        let not = |allowed: &str| Err(format!("{key} has a value that is not understood; allowed: {allowed}"));
        match key {
            "sslmode" => match Mode::named(value) {
                Some(mode) => self.mode = Some(mode),
                None => return not("disable, prefer, require, verify-ca, verify-full"),
            },
            "sslrootcert" => self.root = Some(value.to_owned()).filter(|given| !given.is_empty()),
            "sslcert" => self.certificate = Some(value.into()),
            "sslkey" => self.key = Some(value.into()),
            "sslnegotiation" => match value {
                "postgres" => self.direct = false,
                "direct" => self.direct = true,
                _ => return not("postgres, direct"),
            },
            "target_session_attrs" => match value {
                "any" => self.any = true,
                "read-write" | "primary" => self.writable = true,
                _ => return not("any, read-write, primary (the service writes, so a standby is of no use to it)"),
            },
            "connect_timeout" => match value.parse::<u64>() {
                Ok(0) => self.deadline = None,
                Ok(s) => self.deadline = Some(Duration::from_secs(s)),
                Err(_) => return not("seconds"),
            },
            // Both sides' keepalives are ours to set.
            "keepalives"
            | "keepalives_idle"
            | "keepalives_interval"
            | "keepalives_count"
            | "keepalives_retries"
            | "tcp_user_timeout" => {}
            _ => return self.other(key, value),
        }
        Ok(())
    }

    fn other(&mut self, key: &str, value: &str) -> Result<(), String> {
        if DRIVERS.contains(&key) {
            let value = value.replace('\\', "\\\\").replace('\'', "\\'");
            self.drivers.insert(key.to_owned(), value);
            return Ok(());
        }
        match IDLE.iter().find(|(name, _)| *name == key) {
            Some((_, values)) if values.is_empty() || values.contains(&value) => Ok(()),
            Some((_, values)) => Err(format!("{key} can only be {} here", values.join(", "))),
            None if FOREIGN.contains(&key) => Err(format!("{key} is not understood here: leave it out")),
            None => Err("a word in it is none of libpq's".to_owned()),
        }
    }

    fn finish(self) -> Result<Address, String> {
        // The driver's own words of what it cannot read name the key only.
        let drivers: String = self.drivers.iter().map(|(key, value)| format!("{key}='{value}' ")).collect();
        let all = Config::from_str(&drivers).map_err(|error| {
            std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string)
        })?;
        let hosts = hosts(&all)?;
        let system = self.root.as_deref() == Some("system");
        // As libpq: the system's roots are for checking a server wholly.
        let mode = self.mode.unwrap_or(if system { Mode::VerifyFull } else { Mode::Prefer });
        if system && mode != Mode::VerifyFull {
            return Err("sslrootcert=system goes with sslmode=verify-full only".to_owned());
        }
        if self.certificate.is_some() != self.key.is_some() {
            return Err("sslcert and sslkey go together".to_owned());
        }
        if self.direct && !mode.is_required() {
            return Err("sslnegotiation=direct needs sslmode=require or more".to_owned());
        }
        let writable = self.writable || (hosts.len() > 1 && !self.any);
        let tls = Asked { mode, root: self.root, client: self.certificate.zip(self.key), direct: self.direct };
        Ok(Address { login: login(&all), hosts, tls, writable, deadline: self.deadline })
    }
}

/// The same without hosts.
fn login(all: &Config) -> Config {
    let mut login = Config::new();
    login.channel_binding(all.get_channel_binding());
    all.get_user().map(|user| login.user(user));
    all.get_password().map(|password| login.password(password));
    all.get_dbname().map(|dbname| login.dbname(dbname));
    all.get_options().map(|options| login.options(options));
    login
}

/// As libpq pairs them: as many names as addresses where there are both, one port for all or one for each.
fn hosts(all: &Config) -> Result<Vec<Host>, String> {
    let (names, addresses, ports) = (all.get_hosts(), all.get_hostaddrs(), all.get_ports());
    let count = names.len().max(addresses.len());
    if count == 0 {
        return Err("it names no host".to_owned());
    }
    if !names.is_empty() && !addresses.is_empty() && names.len() != addresses.len() {
        return Err("host and hostaddr are not as many".to_owned());
    }
    if ports.len() > 1 && ports.len() != count {
        return Err("there are not as many ports as hosts".to_owned());
    }
    let one = |n: usize| {
        let port = ports.get(n).or_else(|| ports.first()).copied().unwrap_or(5432);
        let place = match (names.get(n), addresses.get(n)) {
            (Some(Named::Unix(folder)), _) => Place::Socket(folder.clone()),
            (Some(Named::Tcp(name)), address) => Place::Net { name: name.clone(), address: address.copied() },
            (None, address) => {
                let name = address.map(ToString::to_string).unwrap_or_default();
                Place::Net { name, address: address.copied() }
            }
        };
        Host { place, port }
    };
    Ok((0..count).map(one).collect())
}

/// `user:password@host:port,host:port/database?key=value&…`, each part percent-encoded.
fn url_words(rest: &str) -> Result<Vec<(String, String)>, String> {
    let mut words = Vec::new();
    let mut push = |key: &str, value: &str| -> Result<(), String> {
        words.push((key.to_owned(), decoded(value)?));
        Ok(())
    };
    // A slash in a password that is not encoded is forgiven; what is behind a question mark is no password.
    let at = rest.find(['@', '/']).filter(|found| rest[*found..].starts_with('@'));
    let at = at.or_else(|| rest.split('?').next().and_then(|before| before.find('@')));
    let rest = match at {
        Some(at) => {
            let (user, password) = rest[..at].split_once(':').map_or((&rest[..at], None), |(u, p)| (u, Some(p)));
            if !user.is_empty() {
                push("user", user)?;
            }
            if let Some(password) = password {
                push("password", password)?;
            }
            &rest[at + 1..]
        }
        None => rest,
    };
    let (place, query) = rest.split_once('?').unwrap_or((rest, ""));
    let (hosts, dbname) = place.split_once('/').unwrap_or((place, ""));
    if !hosts.is_empty() {
        let parts: Vec<(&str, &str)> = hosts.split(',').map(host_and_port).collect();
        push("host", &parts.iter().map(|part| part.0).collect::<Vec<_>>().join(","))?;
        if parts.iter().any(|part| !part.1.is_empty()) {
            let ports = parts.iter().map(|part| if part.1.is_empty() { "5432" } else { part.1 });
            push("port", &ports.collect::<Vec<_>>().join(","))?;
        }
    }
    if !dbname.is_empty() {
        push("dbname", dbname)?;
    }
    for pair in query.split('&').filter(|pair| !pair.is_empty()) {
        let (key, value) = pair.split_once('=').ok_or("a part of its query has no value")?;
        match (key, value) {
            // What hosted services write instead of sslmode.
            ("ssl", "true") => push("sslmode", "require")?,
            _ => push(key, value)?,
        }
    }
    Ok(words)
}

fn host_and_port(part: &str) -> (&str, &str) {
    if let Some((address, rest)) = part.strip_prefix('[').and_then(|part| part.split_once(']')) {
        return (address, rest.strip_prefix(':').unwrap_or(""));
    }
    part.rsplit_once(':').unwrap_or((part, ""))
}

fn decoded(text: &str) -> Result<String, String> {
    let bytes = percent_decoded(text).ok_or("a percent sign in it is not followed by two hexadecimal digits")?;
    String::from_utf8(bytes).map_err(|_| "it is not UTF-8".to_owned())
}

/// `key=value key = 'a value'`, with backslashes before what would end a value.
fn pair_words(text: &str) -> Result<Vec<(String, String)>, String> {
    let bad = || "it is neither a postgres:// URL nor key=value pairs".to_owned();
    let mut words = Vec::new();
    let mut signs = text.chars().peekable();
    loop {
        while signs.next_if(|sign| sign.is_whitespace()).is_some() {}
        if signs.peek().is_none() {
            return if words.is_empty() { Err(bad()) } else { Ok(words) };
        }
        let mut key = String::new();
        while let Some(sign) = signs.next_if(|sign| !sign.is_whitespace() && *sign != '=') {
            key.push(sign);
        }
        while signs.next_if(|sign| sign.is_whitespace()).is_some() {}
        signs.next_if_eq(&'=').ok_or_else(bad)?;
        while signs.next_if(|sign| sign.is_whitespace()).is_some() {}
        let quoted = signs.next_if_eq(&'\'').is_some();
        let mut value = String::new();
        loop {
            match signs.next() {
                Some('\'') if quoted => break,
                Some('\\') => value.extend(signs.next()),
                Some(sign) if !quoted && sign.is_whitespace() => break,
                Some(sign) => value.push(sign),
                None if quoted => return Err("a quote in it is not closed".to_owned()),
                None => break,
            }
        }
        words.push((key, value));
    }
}

#[cfg(test)]
mod tests;
