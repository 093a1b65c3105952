//! Why a TLS handshake failed, and what to set, in words for the operator.
//!
//! Called by `transports::way` and `actors::db::connect`, which know what their own settings are called.
//!
//! **Invariant:** the words name the fault and what mends it; nothing of the connection's bytes is in them but names of certificates.

use std::{error::Error, io};

use rustls::CertificateError as Bad;

/// What mends each fault of a server's certificate, as whoever connects calls it.
pub struct Mend {
    /// Nobody who is believed has signed it.
    pub stranger: &'static str,
    /// It is made out for another name.
    pub name: &'static str,
    /// It is over.
    pub expired: &'static str,
    /// Its time has not come.
    pub early: &'static str,
    /// Anything else.
    pub other: &'static str,
}

/// The fault and its mend, where one of the causes of an error is of TLS.
pub fn why(error: &(dyn Error + 'static), mend: &Mend) -> Option<String> {
    let bad = match within::<rustls::Error>(error)? {
        rustls::Error::InvalidCertificate(bad) => bad,
        other => return Some(format!("the TLS handshake failed ({other})")),
    };
    let (what, set) = match bad {
        Bad::UnknownIssuer | Bad::BadSignature => {
            ("nobody whom this machine trusts has signed the server's certificate".to_owned(), mend.stranger)
        }
        Bad::NotValidForName => ("the server's certificate is made out for another name".to_owned(), mend.name),
        Bad::NotValidForNameContext { expected, presented } => {
            let names = if presented.is_empty() { "it has none".to_owned() } else { plain(presented) };
            let wanted = expected.to_str();
            (format!("the server's certificate is made out for another name ({names}) than {wanted}"), mend.name)
        }
        Bad::Expired | Bad::ExpiredContext { .. } => ("the server's certificate has expired".to_owned(), mend.expired),
        Bad::NotValidYet | Bad::NotValidYetContext { .. } => {
            ("the server's certificate is not valid yet".to_owned(), mend.early)
        }
        Bad::Other(other) if other.to_string().contains("CaUsedAsEndEntity") => (
            "the server's certificate is signed by itself and not by one that this machine trusts".to_owned(),
            mend.stranger,
        ),
        other => (format!("the server's certificate cannot be taken ({other})"), mend.other),
    };
    Some(format!("{what}: {set}"))
}

/// The names of a certificate as they are written in it; the library puts their kind around them.
fn plain(names: &[String]) -> String {
    let bare = |name: &String| {
        let inner = name.split_once("(\"").and_then(|(_, rest)| rest.strip_suffix("\")"));
        inner.unwrap_or(name).to_owned()
    };
    names.iter().map(bare).collect::<Vec<_>>().join(", ")
}

/// Whether one of the causes of an error is of TLS.
pub fn is_cause_of(error: &(dyn Error + 'static)) -> bool {
    within::<rustls::Error>(error).is_some()
}

/// The first error of this kind: the error itself, one that it wraps, or one of its causes.
pub fn within<'e, E: Error + 'static>(error: &'e (dyn Error + 'static)) -> Option<&'e E> {
    let mut next = Some(error);
    while let Some(error) = next {
        if let Some(found) = error.downcast_ref() {
            return Some(found);
        }
        // What such an error wraps is not among its causes.
        let wrapped = error.downcast_ref::<io::Error>().and_then(io::Error::get_ref);
        next = wrapped.map(|wrapped| wrapped as &(dyn Error + 'static)).or_else(|| error.source());
    }
    None
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use rustls::{OtherError, pki_types::ServerName};

    use super::*;

    const MEND: Mend = Mend { stranger: "name it", name: "check it", expired: "renew", early: "wait", other: "look" };

    fn said(bad: Bad) -> String {
        let error = io::Error::other(rustls::Error::InvalidCertificate(bad));
        why(&error, &MEND).expect("it is of TLS")
    }

    #[test]
    fn each_fault_says_what_mends_it() {
        let itself = Bad::Other(OtherError(Arc::new(io::Error::other("CaUsedAsEndEntity"))));
        assert!(said(itself).ends_with("signed by itself and not by one that this machine trusts: name it"));
        let expected = ServerName::try_from("db.test").expect("a name").to_owned();
        let presented = vec!["DnsName(\"localhost\")".to_owned(), "10.0.0.1".to_owned()];
        let other = said(Bad::NotValidForNameContext { expected, presented });
        assert_eq!(
            other,
            "the server's certificate is made out for another name (localhost, 10.0.0.1) than db.test: check it"
        );
        assert_eq!(why(&io::Error::other("a broken pipe"), &MEND), None);
    }
}
