//! Whose certificates are believed: Mozilla's roots, which are built in, and this machine's store beside them; and why a
//! handshake failed, in words for the operator.
//!
//! Called by [`super::Way`], once for all connections, and by `transports::http`.
//!
//! **Invariant:** a store that cannot be read is told once and costs only what is in it; the built-in roots always count.

use std::{io, path::PathBuf, sync::Arc};

use rustls::{CertificateError, ClientConfig, RootCertStore};

/// A client of TLS that believes Mozilla's roots and these certificates.
pub fn client(more: Vec<rustls::pki_types::CertificateDer<'static>>) -> Arc<ClientConfig> {
    let mut roots = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
    roots.add_parsable_certificates(more);
    let provider = Arc::new(rustls::crypto::ring::default_provider());
    let builder = ClientConfig::builder_with_provider(provider).with_safe_default_protocol_versions();
    #[expect(clippy::expect_used, reason = "the provider that is built in speaks the versions that are built in")]
    let builder = builder.expect("TLS 1.2 and 1.3");
    let mut client = builder.with_root_certificates(roots).with_no_client_auth();
    client.alpn_protocols = vec![b"http/1.1".to_vec()];
    Arc::new(client)
}

/// The certificates of this machine: of `SSL_CERT_FILE` and `SSL_CERT_DIR` where they are set, else of its own store.
pub fn of_machine(file: Option<&PathBuf>, dirs: &[PathBuf]) -> Vec<rustls::pki_types::CertificateDer<'static>> {
    let mut found = Vec::new();
    if file.is_some() || dirs.is_empty() {
        found.push(match file {
            Some(file) => rustls_native_certs::load_certs_from_paths(Some(file), None),
            None => rustls_native_certs::load_native_certs(),
        });
    }
    found.extend(dirs.iter().map(|dir| rustls_native_certs::load_certs_from_paths(None, Some(dir))));
    for error in found.iter().flat_map(|found| &found.errors) {
        log::warn!(error = error.to_string().as_str(); "certificates of this machine cannot be read");
    }
    found.into_iter().flat_map(|found| found.certs).collect()
}

/// Why a handshake failed and what to do, where it failed for a certificate.
pub fn why(error: &io::Error) -> Option<&'static str> {
    let rustls::Error::InvalidCertificate(error) = error.get_ref()?.downcast_ref::<rustls::Error>()? else {
        return None;
    };
    Some(match error {
        CertificateError::UnknownIssuer => {
            "its certificate comes from an issuer unknown here: set SSL_CERT_FILE to the issuer's certificate"
        }
        CertificateError::NotValidForName | CertificateError::NotValidForNameContext { .. } => {
            "its certificate is for another name: check the configured address"
        }
        CertificateError::Expired | CertificateError::ExpiredContext { .. } => {
            "its certificate has expired: renew it there, or set this machine's clock"
        }
        CertificateError::NotValidYet | CertificateError::NotValidYetContext { .. } => {
            "its certificate is not valid yet: set this machine's clock"
        }
        CertificateError::Revoked => "its certificate was revoked: do not trust this host",
        _ => return None,
    })
}
