//! What other programs read of a proxy's variables and this one does not: each is said, so that nobody believes it counts.
//!
//! Called by `config::parse` when the settings are known; said by `angler check` and once by the service at its start.
//!
//! **Invariant:** no value of a variable is quoted but a word of `NO_PROXY`: there may be a password in it.

use super::{Config, outward::place_of};

/// Variables by which `curl`, browsers and libraries find proxies for everything, or for plain `http://` addresses.
const OTHERS: [&str; 6] = ["ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy", "SOCKS_PROXY", "socks_proxy"];

/// The variables that are read, as they are written in large and in small letters.
const OURS: [(&str, &str); 2] = [("HTTPS_PROXY", "https_proxy"), ("NO_PROXY", "no_proxy")];

/// A sentence for each variable, or word of one, that is set and does nothing.
pub(super) fn unused(variable: impl Fn(&str) -> Option<String>, config: &Config) -> Vec<String> {
    let value = |name: &str| variable(name).filter(|value| !value.trim().is_empty());
    let mut said = Vec::new();
    let plain = plain_addresses(config);
    for name in OTHERS.into_iter().filter(|name| value(name).is_some()) {
        if config.outward.proxy.is_none() {
            said.push(format!("{name} is set and not used: only HTTPS_PROXY is, so set that, or unset {name}"));
        } else if !plain.is_empty() {
            let hosts = plain.join(", ");
            said.push(format!("{name} is set and not used: {hosts} is reached directly, as every http:// address"));
        }
    }
    for (large, small) in OURS {
        if let (Some(used), Some(other)) = (value(large), value(small))
            && used != other
        {
            said.push(format!("{small} is set and not used: {large} says something else, and counts"));
        }
    }
    for word in config.outward.no_proxy.strange() {
        said.push(format!("NO_PROXY: {word} is not used: it holds hosts, addresses and ends of names (or * for all)"));
    }
    said
}

/// The hosts of settings that are reached without TLS and are not this machine.
fn plain_addresses(config: &Config) -> Vec<String> {
    let prices = &config.prices;
    let addresses = [
        &config.telegram_url,
        &config.images_url,
        &prices.binance_url,
        &prices.coinbase_url,
        &prices.kraken_url,
        &prices.coingecko_url,
    ];
    let mut hosts = Vec::new();
    for address in addresses {
        if !address.starts_with("http://") {
            continue;
        }
        let place = place_of(address);
        let (host, port) =
            place.rsplit_once(':').map_or((place, 80), |(host, port)| (host, port.parse().unwrap_or(80)));
        let is_here = ["localhost", "127.0.0.1", "[::1]"].contains(&host);
        if !is_here && !config.outward.no_proxy.names(host, port) && !hosts.iter().any(|known| known == place) {
            hosts.push(place.to_owned());
        }
    }
    hosts
}

#[cfg(test)]
mod tests {
    use crate::config::{Parsed, from_args};

    fn unused(variables: &[(&str, &str)]) -> Vec<String> {
        let variable = |name: &str| variables.iter().find(|known| known.0 == name).map(|known| known.1.to_owned());
        let Ok(Parsed::Run(_, config)) = from_args(["check".to_owned()], variable, false) else {
            panic!("no settings")
        };
        config.outward.unused
    }

    #[test]
    fn a_proxy_by_another_name_is_told_and_its_password_is_not() {
        for name in ["ALL_PROXY", "all_proxy", "HTTP_PROXY", "http_proxy", "SOCKS_PROXY"] {
            let said = unused(&[(name, "http://me:hush@proxy.example:3128")]);
            assert_eq!(
                said,
                [format!("{name} is set and not used: only HTTPS_PROXY is, so set that, or unset {name}")]
            );
        }
        assert_eq!(unused(&[]), Vec::<String>::new());
        assert_eq!(
            unused(&[("ALL_PROXY", " "), ("https_proxy", "http://p:1"), ("no_proxy", "a.test")]),
            Vec::<String>::new()
        );
        let both = [("HTTPS_PROXY", "http://p:1"), ("https_proxy", "http://me:hush@q:1")];
        assert_eq!(unused(&both), ["https_proxy is set and not used: HTTPS_PROXY says something else, and counts"]);
    }

    #[test]
    fn a_proxy_for_plain_addresses_matters_where_there_are_some() {
        let usual = [("HTTPS_PROXY", "http://p:1"), ("HTTP_PROXY", "http://me:hush@p:1")];
        assert_eq!(unused(&usual), Vec::<String>::new());
        let with = |more: &[(&'static str, &'static str)]| unused(&[&usual[..], more].concat());
        let said = with(&[("TELEGRAM_API_URL", "http://bots.intern:8081")]);
        let words = "HTTP_PROXY is set and not used: bots.intern:8081 is reached directly, as every http:// address";
        assert_eq!(said, [words]);
        assert_eq!(with(&[("TELEGRAM_API_URL", "http://127.0.0.1:8081")]), Vec::<String>::new());
        assert_eq!(
            with(&[("TELEGRAM_API_URL", "http://bots.intern:8081"), ("NO_PROXY", "*.intern")]),
            Vec::<String>::new()
        );
    }

    #[test]
    fn words_of_no_proxy_that_name_nobody_are_told() {
        let said = unused(&[("NO_PROXY", "localhost,10.0.0.0/8, .example.com,*.test, api.*,*")]);
        assert_eq!(said.len(), 2, "{said:?}");
        assert!(said[0].starts_with("NO_PROXY: 10.0.0.0/8 is not used") && said[1].starts_with("NO_PROXY: api.* is"));
    }
}
