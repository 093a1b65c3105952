//! How the outside world is reached: the proxy, whom to reach without it, and which certificates are believed.
//!
//! Made by `config::settings` from `HTTPS_PROXY`, `NO_PROXY`, `SSL_CERT_FILE` and `SSL_CERT_DIR`, as `curl` and other programs read
//! them; used by `transports::way` and `plumbing::net::roots`.
//!
//! **Invariant:** the proxy's password is a [`Secret`]: nothing that is printed holds it.
//! **Absent:** no proxy for plain `http://` addresses: what is sent to them stays on this machine or in its own network.

use std::path::PathBuf;

use super::{Secret, SettingError};

/// What a usable proxy looks like, in words for the operator.
const ALLOWED: &str =
    "http://host:port or http://user:password@host:port (a proxy that knows CONNECT), or the same with socks5";

/// See the file's head.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Outward {
    /// By whom `https://` addresses are reached; `None`: directly.
    pub proxy: Option<Proxy>,
    /// Hosts that are reached without it.
    pub no_proxy: NoProxy,
    /// A file of certificates to believe, instead of the machine's. These count for the database too.
    pub cert_file: Option<PathBuf>,
    /// Folders of such files.
    pub cert_dirs: Vec<PathBuf>,
    /// Variables of a proxy that are set and not used, a sentence each.
    pub unused: Vec<String>,
}

/// How a proxy is spoken to.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Speech {
    /// HTTP's `CONNECT`.
    Connect,
    /// SOCKS version 5 (RFC 1928); names are resolved there.
    Socks5,
}

/// A proxy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Proxy {
    /// How it is spoken to.
    pub speech: Speech,
    /// Its host, without brackets.
    pub host: String,
    /// Its port.
    pub port: u16,
    /// `user:password`, decoded.
    pub credentials: Option<Secret>,
}

/// The hosts of `NO_PROXY`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct NoProxy(Vec<String>);

impl Proxy {
    /// Reads `HTTPS_PROXY`.
    ///
    /// # Errors
    /// When it is no address of a proxy that we can use; what was set is not quoted, for there may be a password in it.
    pub(super) fn read(text: &str) -> Result<Proxy, SettingError> {
        let wrong = |allowed: &str| SettingError::secret("HTTPS_PROXY", allowed);
        let (speech, rest) = match text.trim().split_once("://") {
            Some(("http", rest)) => (Speech::Connect, rest),
            Some(("socks5" | "socks5h", rest)) => (Speech::Socks5, rest),
            Some(_) => return Err(wrong(ALLOWED)),
            None => (Speech::Connect, text.trim()),
        };
        let authority = rest.split(['/', '?', '#']).next().unwrap_or_default();
        let (credentials, place) = match authority.rsplit_once('@') {
            Some((credentials, place)) => (Some(credentials), place),
            None => (None, authority),
        };
        let (host, port) = host_and_port(place).ok_or_else(|| wrong(ALLOWED))?;
        let credentials = credentials.map(|text| decoded(text).ok_or_else(|| wrong(ALLOWED))).transpose()?;
        let usual = if speech == Speech::Socks5 { 1080 } else { 80 };
        Ok(Proxy { speech, host, port: port.unwrap_or(usual), credentials: credentials.map(Secret::new) })
    }
}

impl std::fmt::Display for Proxy {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.host.contains(':') {
            write!(f, "[{}]:{}", self.host, self.port)
        } else {
            write!(f, "{}:{}", self.host, self.port)
        }
    }
}

/// A host and perhaps a port; `None` when it is neither.
fn host_and_port(place: &str) -> Option<(String, Option<u16>)> {
    let (host, port) = match place.strip_prefix('[') {
        Some(rest) => {
            let (host, rest) = rest.split_once(']')?;
            (host, rest.strip_prefix(':'))
        }
        None => place.rsplit_once(':').map_or((place, None), |(host, port)| (host, Some(port))),
    };
    let port =
        port.map(|port| port.parse::<u16>().ok().filter(|port| *port > 0)).map_or(Some(None), |port| port.map(Some))?;
    let is_host = |c: char| c.is_ascii_alphanumeric() || ".-_:".contains(c);
    (!host.is_empty() && host.chars().all(is_host)).then(|| (host.to_owned(), port))
}

/// A part of an address as it is meant; `None` where it is no text without line ends.
fn decoded(text: &str) -> Option<String> {
    String::from_utf8(percent_decoded(text)?).ok().filter(|text| !text.contains(char::is_control))
}

/// The bytes of a part of an address, where `%40` is `@` (RFC 3986, section 2.1); `None` where a `%` is not followed by two
/// hexadecimal digits.
pub fn percent_decoded(text: &str) -> Option<Vec<u8>> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte != b'%' {
            bytes.push(byte);
            continue;
        }
        let digit = |byte: Option<u8>| char::from(byte?).to_digit(16);
        let (high, low) = (digit(rest.next())?, digit(rest.next())?);
        bytes.push(u8::try_from(high * 16 + low).ok()?);
    }
    Some(bytes)
}

/// The host of an address, with its port where one is written. Never its path or what stands before an `@`, which may be secrets.
pub fn place_of(address: &str) -> &str {
    let rest = address.split_once("://").map_or(address, |(_, rest)| rest);
    let place = rest.split(['/', '?', '#']).next().unwrap_or_default();
    place.rsplit_once('@').map_or(place, |(_, place)| place)
}

impl NoProxy {
    /// Reads `NO_PROXY`: hosts and ends of names (`example.com`, `.example.com`, `*.example.com`) between commas; `*` is everybody.
    pub fn read(text: &str) -> NoProxy {
        let end =
            |word: &str| word.strip_prefix('*').filter(|rest| rest.starts_with('.')).unwrap_or(word).to_lowercase();
        let words = text.split([',', ' ']).map(|word| end(word.trim()).trim_start_matches('.').to_owned());
        NoProxy(words.filter(|word| !word.is_empty()).collect())
    }

    /// Words that name no host: ranges of addresses, and patterns of other kinds.
    pub(super) fn strange(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str).filter(|word| *word != "*" && word.contains(['/', '*']))
    }

    /// True when this host is reached without the proxy: it is named, or it ends with a name behind a dot. A port counts where
    /// one is written.
    pub fn names(&self, host: &str, port: u16) -> bool {
        let host = host.trim_matches(['[', ']']).to_lowercase();
        self.0.iter().any(|word| {
            let word = word.strip_suffix(&format!(":{port}")).filter(|rest| !rest.ends_with(':')).unwrap_or(word);
            let word = word.trim_matches(['[', ']']);
            word == "*" || host == word || host.strip_suffix(word).is_some_and(|rest| rest.ends_with('.'))
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn proxies_as_operators_write_them() {
        for (text, shown, credentials) in [
            ("http://proxy.example:3128", "proxy.example:3128", None),
            ("proxy.example:3128/", "proxy.example:3128", None),
            ("http://proxy.example", "proxy.example:80", None),
            ("http://me:p%40ss%3aword@10.0.0.1:8080/", "10.0.0.1:8080", Some("me:p@ss:word")),
            ("socks5h://me:p%40ss@proxy.example", "proxy.example:1080", Some("me:p@ss")),
            ("http://me@[fd00::1]:8080", "[fd00::1]:8080", Some("me")),
        ] {
            let proxy = Proxy::read(text).unwrap();
            assert_eq!(
                (proxy.to_string().as_str(), proxy.credentials.as_ref().map(Secret::expose)),
                (shown, credentials)
            );
            assert!(!format!("{proxy:?}").contains("word"));
        }
        let old = Proxy::read("socks4://me:hush@127.0.0.1:1080").unwrap_err().to_string();
        assert!(old.starts_with("HTTPS_PROXY: ") && old.contains("socks5") && !old.contains("hush"), "{old}");
        for text in [
            "",
            "https://p:1",
            "http://",
            "http://p:0",
            "http://p:x",
            "http://a:%zz@p:1",
            "http://a:%0d@p:1",
            "http://p q:1",
        ] {
            assert!(Proxy::read(text).is_err(), "{text}");
        }
    }

    #[test]
    fn hosts_without_a_proxy() {
        let none = NoProxy::read(" localhost, .intern.example,10.0.0.7:8081 [::1]");
        for (host, port, named) in [
            ("localhost", 443, true),
            ("LOCALHOST", 443, true),
            ("notlocalhost", 443, false),
            ("intern.example", 443, true),
            ("api.intern.example", 443, true),
            ("badintern.example", 443, false),
            ("10.0.0.7", 8081, true),
            ("10.0.0.7", 443, false),
            ("[::1]", 443, true),
            ("api.telegram.org", 443, false),
        ] {
            assert_eq!(none.names(host, port), named, "{host}:{port}");
        }
        assert!(NoProxy::read("*").names("api.telegram.org", 443));
        assert!(NoProxy::read("*.telegram.org").names("api.telegram.org", 443));
        assert!(!NoProxy::read(" , ").names("api.telegram.org", 443));
    }
}
