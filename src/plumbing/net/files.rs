//! Certificates and keys in files (PEM).
//!
//! Called for the roots that a file names, and by `actors::db::connect` for what it shows of itself.
//!
//! **Invariant:** an error names the file and never quotes what is in it.

use std::path::Path;

use rustls::pki_types::{CertificateDer, PrivateKeyDer, pem::PemObject};

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
