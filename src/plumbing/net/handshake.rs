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
            let names = if presented.is_empty() { "it has none".to_owned() } else { presented.join(", ") };
            let wanted = expected.to_str();
            (format!("the server's certificate is made out for another name ({names}) than {wanted}"), mend.name)
        }
        Bad::Expired | Bad::ExpiredContext { .. } => ("the server's certificate has expired".to_owned(), mend.expired),
        Bad::NotValidYet | Bad::NotValidYetContext { .. } => {
            ("the server's certificate is not valid yet".to_owned(), mend.early)
        }
        other => (format!("the server's certificate cannot be taken ({other})"), mend.other),
    };
    Some(format!("{what}: {set}"))
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
