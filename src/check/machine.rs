//! The lines about what stands around the service: the proxy, the clock, the operator's door.
//!
//! Called by [`super::run`].
//!
//! **Invariant:** a proxy's password is in no line.

use std::{
    io,
    net::{SocketAddr, TcpListener},
};

use super::finding::{Finding, Verdict};
use crate::{
    app::{StartError, clockwatch},
    config::Outward,
    plumbing::hostclocks::Judged,
    transports::way::Way,
};

/// By whom the world is reached, and what is set for it and does nothing.
pub(super) fn proxy(outward: &Outward) -> Finding {
    let by = match &outward.proxy {
        Some(proxy) => format!("https goes through {proxy}"),
        None => "none: https goes directly".to_owned(),
    };
    let verdict = if outward.unused.is_empty() { Verdict::Ok } else { Verdict::Warning };
    let said: Vec<String> = [by].into_iter().chain(outward.unused.iter().cloned()).collect();
    Finding::new(verdict, "proxy", said.join("; "))
}

/// Whether this machine's clock is the time of those who were asked on this way.
pub(super) fn clock(way: &Way) -> Finding {
    clock_found(&Judged::of(&clockwatch::seen(way)))
}

fn clock_found(judged: &Judged) -> Finding {
    let (verdict, found) = if judged.is_ours_wrong() {
        let words =
            format!("this machine's is {}: set it right (NTP, as with timedatectl set-ntp true)", judged.words());
        (Verdict::Warning, words)
    } else if !judged.apart.is_empty() {
        (Verdict::Warning, format!("this machine's is {}, whose own is wrong by the others", judged.words()))
    } else if judged.together.is_empty() {
        (Verdict::Warning, "nobody who was asked told the time".to_owned())
    } else {
        (Verdict::Ok, format!("within 2 s of {}", judged.together.join(", ")))
    };
    Finding::new(verdict, "clock", found)
}

/// Whether the operator's door can be opened. A service that works on the same database may hold it already.
pub(super) fn door(at: Option<SocketAddr>, in_use: bool) -> Finding {
    let Some(at) = at else {
        return Finding::new(Verdict::Ok, "operator", "METRICS_ADDR is not set: no /metrics, no /healthz");
    };
    match TcpListener::bind(at) {
        Ok(_closed_at_once) => Finding::new(Verdict::Ok, "operator", format!("/metrics and /healthz at {at}")),
        Err(error) if in_use && error.kind() == io::ErrorKind::AddrInUse => Finding::new(
            Verdict::Warning,
            "operator",
            format!("{at} is listened on, by the service that runs or another"),
        ),
        Err(error) => Finding::new(Verdict::NotOk, "operator", StartError::Metrics(error)),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_port_that_is_taken_is_a_no_unless_a_service_runs() {
        let taken = TcpListener::bind("127.0.0.1:0").unwrap();
        let at = taken.local_addr().unwrap();
        let found = door(Some(at), false);
        assert!(found.verdict == Verdict::NotOk && found.found.contains("METRICS_ADDR"), "{found:?}");
        assert_eq!(door(Some(at), true).verdict, Verdict::Warning);
        assert_eq!(door(None, false).verdict, Verdict::Ok);
        // An address of nobody's (RFC 5737): no service that runs can be the reason.
        assert_eq!(door(Some("192.0.2.1:9187".parse().unwrap()), true).verdict, Verdict::NotOk);
        let free = door(Some("127.0.0.1:0".parse().unwrap()), false);
        assert_eq!(free.verdict, Verdict::Ok);
    }

    #[test]
    fn a_clock_is_ours_theirs_or_right() {
        let judged = |together: &[&str], apart: &[(&str, i64)]| {
            clock_found(&Judged {
                together: together.iter().map(|host| (*host).to_owned()).collect(),
                apart: apart.iter().map(|(host, s)| ((*host).to_owned(), *s)).collect(),
            })
        };
        let ours = judged(&["c.test"], &[("a.test", 150), ("b.test", 150)]);
        assert!(ours.found.starts_with("this machine's is 150 s behind a.test, b.test: set it right (NTP"), "{ours:?}");
        let theirs = judged(&["a.test", "b.test"], &[("c.test", -60)]);
        assert_eq!(theirs.found, "this machine's is 60 s ahead of c.test, whose own is wrong by the others");
        let right = judged(&["a.test", "b.test"], &[]);
        assert_eq!((right.verdict, right.found.as_str()), (Verdict::Ok, "within 2 s of a.test, b.test"));
        assert_eq!([&ours, &theirs, &judged(&[], &[])].map(|found| found.verdict), [Verdict::Warning; 3]);
    }
}
