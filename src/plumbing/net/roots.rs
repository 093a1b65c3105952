//! Whose certificates are believed: Mozilla's roots, which are built in, and this machine's store beside them, or those of a file.
//!
//! Made by the composition root and the operator's commands, once for all connections of the program, and by the database's
//! address where it names a file of its own (`sslrootcert`).
//!
//! **Invariant:** a store that cannot be read is told once and costs only what is in it; the built-in roots always count.
//! **Absent:** the environment is not read here, which the library's own search of the machine would do: the settings tell.

use std::{
    path::{Path, PathBuf},
    sync::Arc,
};

use rustls::{
    RootCertStore,
    client::WebPkiServerVerifier,
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject},
};
use rustls_native_certs::load_certs_from_paths;

use crate::config::Outward;

/// Where Debian, Red Hat, SUSE and Alpine keep the machine's certificates in one file.
const BUNDLES: [&str; 5] = [
    "/etc/ssl/certs/ca-certificates.crt",
    "/etc/pki/ca-trust/extracted/pem/tls-ca-bundle.pem",
    "/etc/pki/tls/certs/ca-bundle.crt",
    "/etc/ssl/ca-bundle.pem",
    "/etc/ssl/cert.pem",
];
/// Where they keep them one by one.
const FOLDERS: [&str; 2] = ["/etc/ssl/certs", "/etc/pki/tls/certs"];

/// Whose certificates are believed. Cheap to clone.
#[derive(Clone, Debug)]
pub struct Roots {
    pub(super) chain: Arc<WebPkiServerVerifier>,
    /// Believed themselves, too: a server's own, self-signed certificate may be among those of a file.
    pub(super) given: Arc<Vec<CertificateDer<'static>>>,
}

impl Default for Roots {
    /// Mozilla's alone.
    fn default() -> Roots {
        Roots::and(Vec::new())
    }
}

impl Roots {
    /// Mozilla's, and those of this machine: of `SSL_CERT_FILE` and `SSL_CERT_DIR` where they are set, else of its own store.
    pub fn of(outward: &Outward) -> Roots {
        Roots::and(of_machine(outward))
    }

    /// Mozilla's, and these.
    pub fn and(more: Vec<CertificateDer<'static>>) -> Roots {
        let mut store = RootCertStore { roots: webpki_roots::TLS_SERVER_ROOTS.to_vec() };
        store.add_parsable_certificates(more);
        Roots::checked(store, Vec::new()).expect("Mozilla's roots are in it")
    }

    /// Those of a file alone.
    ///
    /// # Errors
    /// The file's name, and why there is nothing to believe in it.
    pub fn only(path: &Path) -> Result<Roots, String> {
        let given = certificates(path)?;
        let mut store = RootCertStore::empty();
        store.add_parsable_certificates(given.iter().cloned());
        Roots::checked(store, given).map_err(|error| format!("{} cannot be used: {error}", path.display()))
    }

    fn checked(store: RootCertStore, given: Vec<CertificateDer<'static>>) -> Result<Roots, String> {
        let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(store), provider()).build();
        Ok(Roots { chain: chain.map_err(|error| error.to_string())?, given: Arc::new(given) })
    }
}

/// The file in which this machine keeps all that it believes, for programs that must be told.
pub fn bundle() -> Option<&'static str> {
    BUNDLES.into_iter().find(|file| Path::new(file).exists())
}

/// The certificates of a file, at least one.
///
/// # Errors
/// The file's name, and why it cannot be read.
pub fn certificates(path: &Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let unread = |reason: String| format!("{} cannot be read: {reason}", path.display());
    let read = CertificateDer::pem_file_iter(path).and_then(Iterator::collect::<Result<Vec<_>, _>>);
    let read = read.map_err(|error| unread(error.to_string()))?;
    if read.is_empty() { Err(unread("no certificate is in it".to_owned())) } else { Ok(read) }
}

/// The private key of a file.
///
/// # Errors
/// The file's name, and why it cannot be read.
pub fn key(path: &Path) -> Result<PrivateKeyDer<'static>, String> {
    PrivateKeyDer::from_pem_file(path).map_err(|error| format!("{} cannot be read: {error}", path.display()))
}

/// The cryptography that is built in.
pub(super) fn provider() -> Arc<CryptoProvider> {
    Arc::new(rustls::crypto::ring::default_provider())
}

fn of_machine(outward: &Outward) -> Vec<CertificateDer<'static>> {
    let Outward { cert_file, cert_dirs, .. } = outward;
    let (file, folders) = if cert_file.is_none() && cert_dirs.is_empty() {
        let there = FOLDERS.into_iter().map(PathBuf::from).filter(|folder| folder.exists());
        (bundle().map(PathBuf::from), there.collect())
    } else {
        (cert_file.clone(), cert_dirs.clone())
    };
    let folders = folders.iter().map(|folder| load_certs_from_paths(None, Some(folder)));
    let mut certificates = Vec::new();
    for found in std::iter::once(load_certs_from_paths(file.as_deref(), None)).chain(folders) {
        for error in found.errors {
            log::warn!(error = error.to_string().as_str(); "certificates of this machine cannot be read");
        }
        certificates.extend(found.certs);
    }
    // A folder often has what is in the file.
    certificates.sort_unstable_by(|one, other| one.as_ref().cmp(other.as_ref()));
    certificates.dedup();
    certificates
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_of_certificates_is_read_and_one_that_is_none_costs_nothing() {
        let folder = std::env::temp_dir().join(format!("angler-roots-{}", std::process::id()));
        std::fs::create_dir_all(&folder).unwrap();
        let (file, none) = (folder.join("ca.crt"), folder.join("none"));
        let authority = rcgen::generate_simple_self_signed(Vec::new()).unwrap();
        std::fs::write(&file, authority.cert.pem()).unwrap();
        let found = |file: Option<&PathBuf>, folders: &[&PathBuf]| {
            let cert_dirs = folders.iter().copied().cloned().collect();
            of_machine(&Outward { cert_file: file.cloned(), cert_dirs, ..Outward::default() })
        };
        let it = [authority.cert.der().clone()];
        assert_eq!(found(Some(&file), &[]), it);
        assert_eq!(found(None, &[&folder]), it);
        assert_eq!(found(Some(&file), &[&none, &folder]), it, "what is there twice counts once");
        assert_eq!(found(Some(&none), &[]), []);
        assert!(Roots::only(&none).unwrap_err().contains("none cannot be read"));
        std::fs::write(&none, "nothing").unwrap();
        assert!(Roots::only(&none).unwrap_err().ends_with("no certificate is in it"));
        std::fs::remove_dir_all(&folder).unwrap();
    }
}
