//! What the operator's door is told: where it listens, and from when on a lack of progress is red.
//!
//! Made by `settings.rs`; read by `app` (the address) and by the actors that judge their own progress ([`Red`]).
//!
//! **Invariant:** a port alone is a port on loopback; any other address is listened on only because it was written out.

use std::{
    net::{IpAddr, Ipv4Addr, SocketAddr},
    time::Duration,
};

use super::SettingError;

/// From when on a lack of progress is red. No setting: tests alone have other values.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Red {
    /// No page of updates was taken for so long beyond a poll's own time (`POLL_TIMEOUT_S`); its HTTP deadline is 10 s.
    pub no_poll: Duration,
    /// A turn waits for its settle for so long; one takes milliseconds, a statement is ended after 5 s.
    pub settle_waits: Duration,
}

impl Default for Red {
    fn default() -> Red {
        Red { no_poll: Duration::from_secs(40), settle_waits: Duration::from_secs(10) }
    }
}

/// Where `/metrics` and `/healthz` are: `9187` or `127.0.0.1:9187`. Port 0 is any free one, told in the log.
pub(super) fn metrics_addr(text: &str) -> Result<SocketAddr, SettingError> {
    let text = text.trim();
    let port = text.parse().ok().map(|port: u16| SocketAddr::new(IpAddr::V4(Ipv4Addr::LOCALHOST), port));
    port.or_else(|| text.parse().ok()).ok_or_else(|| {
        SettingError::new("METRICS_ADDR", text, "a port of 127.0.0.1, or an address with its port: 9187, 0.0.0.0:9187")
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_is_loopback_and_anything_else_is_as_told() {
        for (text, wanted) in [
            ("9187", Some("127.0.0.1:9187")),
            (" 0 ", Some("127.0.0.1:0")),
            ("0.0.0.0:9187", Some("0.0.0.0:9187")),
            ("[::1]:9187", Some("[::1]:9187")),
            (":9187", None),
            ("127.0.0.1", None),
            ("localhost:9187", None),
            ("65536", None),
            ("-1", None),
        ] {
            let got = metrics_addr(text).ok().map(|addr| addr.to_string());
            assert_eq!(got.as_deref(), wanted, "{text}");
        }
    }
}
