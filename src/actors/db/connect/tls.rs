//! TLS to PostgreSQL, as libpq understands `sslmode`, `sslrootcert`, `sslcert` and `sslkey`.
//!
//! Used by the [`Connector`](super::Connector). Trust comes from `sslrootcert`, else from the program's roots: what `SSL_CERT_FILE` and
//! `SSL_CERT_DIR` name, or the machine's certificate store, beside Mozilla's. As with libpq, `require` protects from who listens and not from
//! who stands between, unless an `sslrootcert` is given: then it is `verify-ca`.
//!
//! **Invariant:** a mode that verifies never falls back to one that does not, nor to a plain connection.

use std::path::{Path, PathBuf};

use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

use crate::plumbing::net::{
    client::{self, Check},
    handshake::Mend,
    roots::{self, Roots},
};

/// What to set where a server's certificate is not taken.
pub(super) const MEND: Mend = Mend {
    stranger: "set sslrootcert to the file of its CA (or SSL_CERT_FILE), or sslmode=require to take any",
    name: "set host to a name in it, or sslmode=verify-ca",
    expired: "renew it, or set this machine's clock right, or sslmode=require to take any",
    early: "set the clocks of both machines right",
    other: "renew it, or set sslmode=require",
};

/// How much of TLS is asked for: libpq's words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Mode {
    Disable,
    /// TLS where the server has it, with any certificate; else plain.
    Prefer,
    /// TLS with any certificate.
    Require,
    /// A certificate that somebody we trust has signed.
    VerifyCa,
    /// The same, made out for the host's name.
    VerifyFull,
}

impl Mode {
    const NAMES: [(&str, Mode); 5] = [
        ("disable", Mode::Disable),
        ("prefer", Mode::Prefer),
        ("require", Mode::Require),
        ("verify-ca", Mode::VerifyCa),
        ("verify-full", Mode::VerifyFull),
    ];

    pub fn named(name: &str) -> Option<Mode> {
        Mode::NAMES.iter().find(|known| known.0 == name).map(|known| known.1)
    }

    pub fn name(self) -> &'static str {
        Mode::NAMES.iter().find(|known| known.1 == self).map_or("", |known| known.0)
    }

    /// Whether a plain connection is no answer.
    pub fn is_required(self) -> bool {
        !matches!(self, Mode::Disable | Mode::Prefer)
    }

    /// What the driver has to know of it.
    pub fn drivers(self) -> SslMode {
        match self {
            Mode::Disable => SslMode::Disable,
            Mode::Prefer => SslMode::Prefer,
            _ => SslMode::Require,
        }
    }
}

/// TLS as the address asks for it.
#[derive(Clone, Debug)]
pub(super) struct Asked {
    pub mode: Mode,
    /// `sslrootcert`: a file, or `system`.
    pub root: Option<String>,
    /// `sslcert` and `sslkey`.
    pub client: Option<(PathBuf, PathBuf)>,
    /// `sslnegotiation=direct`.
    pub direct: bool,
}

impl Asked {
    /// Reads the files and makes the driver's side of it; these roots are believed where the address names none.
    pub fn make(&self, roots: &Roots) -> Result<MakeRustlsConnect, String> {
        let file = self.root.as_deref().filter(|root| *root != "system").map(Path::new);
        let check = match (self.mode, file) {
            (Mode::VerifyFull, _) => Check::Name,
            (Mode::VerifyCa, _) | (Mode::Require, Some(_)) => Check::Issuer,
            _ => Check::Nothing,
        };
        let read = |file| Roots::only(file).map_err(|error| format!("sslrootcert: {error}"));
        let own = file.filter(|_| check != Check::Nothing).map(read).transpose()?;
        let config = client::checking(check, own.as_ref().unwrap_or(roots));
        let mut config = match &self.client {
            None => config.with_no_client_auth(),
            Some((certificate, key)) => {
                let chain = roots::certificates(certificate).map_err(|error| format!("sslcert: {error}"))?;
                let key = roots::key(key).map_err(|error| format!("sslkey: {error}"))?;
                config.with_client_auth_cert(chain, key).map_err(|error| format!("sslcert and sslkey: {error}"))?
            }
        };
        if self.direct {
            config.alpn_protocols = vec![b"postgresql".to_vec()];
        }
        Ok(MakeRustlsConnect::new(config))
    }

    /// The same as libpq's variables. Where nothing names the roots, libpq would look for a file in the user's home.
    pub fn variables(&self) -> Vec<(&'static str, String)> {
        let bundle = || roots::bundle().map(str::to_owned);
        let verifies = matches!(self.mode, Mode::VerifyCa | Mode::VerifyFull);
        let system = self.root.as_deref() == Some("system");
        let root = self.root.clone().filter(|_| !system).or_else(|| if verifies { bundle() } else { None });
        let mut all = vec![("PGSSLMODE", self.mode.name().to_owned())];
        all.extend(root.map(|root| ("PGSSLROOTCERT", root)));
        if let Some((certificate, key)) = &self.client {
            all.push(("PGSSLCERT", certificate.display().to_string()));
            all.push(("PGSSLKEY", key.display().to_string()));
        }
        all
    }
}
