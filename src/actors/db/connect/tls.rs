//! TLS to PostgreSQL, as libpq understands `sslmode`, `sslrootcert`, `sslcert` and `sslkey`.
//!
//! Used by the [`Connector`](super::Connector). Trust comes from `sslrootcert`, else from the machine's certificate store (or what
//! `SSL_CERT_FILE` and `SSL_CERT_DIR` name) beside Mozilla's roots. As with libpq, `require` protects from who listens and not from
//! who stands between, unless an `sslrootcert` is given: then it is `verify-ca`.
//!
//! **Invariant:** a mode that verifies never falls back to one that does not, nor to a plain connection.

use std::{path::PathBuf, sync::Arc};

use rustls::{
    ClientConfig, DigitallySignedStruct, DistinguishedName, Error, RootCertStore, SignatureScheme,
    client::{
        WebPkiServerVerifier,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    crypto::CryptoProvider,
    pki_types::{CertificateDer, PrivateKeyDer, ServerName, UnixTime, pem::PemObject},
    server::ParsedCertificate,
};
use tokio_postgres::config::SslMode;
use tokio_postgres_rustls::MakeRustlsConnect;

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

/// Where Debian, Red Hat, Alpine and SUSE keep the machine's certificates in one file.
const BUNDLES: [&str; 3] =
    ["/etc/ssl/certs/ca-certificates.crt", "/etc/pki/tls/certs/ca-bundle.crt", "/etc/ssl/ca-bundle.pem"];

impl Asked {
    /// Reads the files and makes the driver's side of it.
    pub fn make(&self) -> Result<MakeRustlsConnect, String> {
        let provider = Arc::new(rustls::crypto::ring::default_provider());
        let file = self.root.as_deref().filter(|root| *root != "system");
        let names = match self.mode {
            Mode::VerifyFull => Some(true),
            Mode::VerifyCa => Some(false),
            Mode::Require if file.is_some() => Some(false),
            _ => None,
        };
        let verifier: Arc<dyn ServerCertVerifier> = match names {
            None => Arc::new(AnyServer(provider.clone())),
            Some(names) => Arc::new(Trusting::new(file, names, &provider)?),
        };
        let config = ClientConfig::builder_with_provider(provider)
            .with_safe_default_protocol_versions()
            .expect("the ring provider knows the default protocol versions")
            .dangerous()
            .with_custom_certificate_verifier(verifier);
        let mut config = match &self.client {
            None => config.with_no_client_auth(),
            Some((certificate, key)) => {
                let chain = certificates("sslcert", certificate)?;
                let key = PrivateKeyDer::from_pem_file(key)
                    .map_err(|error| format!("sslkey: {} cannot be read: {error}", key.display()))?;
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
        let bundle = || BUNDLES.into_iter().find(|file| std::path::Path::new(file).exists()).map(str::to_owned);
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

fn certificates(word: &str, path: &std::path::Path) -> Result<Vec<CertificateDer<'static>>, String> {
    let unread = |reason: String| format!("{word}: {} cannot be read: {reason}", path.display());
    let read = CertificateDer::pem_file_iter(path).map_err(|error| unread(error.to_string()))?;
    let read: Vec<_> = read.collect::<Result<_, _>>().map_err(|error| unread(error.to_string()))?;
    if read.is_empty() { Err(unread("no certificate is in it".to_owned())) } else { Ok(read) }
}

/// Takes any certificate: for modes that do not ask who the server is.
#[derive(Debug)]
struct AnyServer(Arc<CryptoProvider>);

impl ServerCertVerifier for AnyServer {
    fn verify_server_cert(
        &self,
        _: &CertificateDer<'_>,
        _: &[CertificateDer<'_>],
        _: &ServerName<'_>,
        _: &[u8],
        _: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        Ok(ServerCertVerified::assertion())
    }
    // Whose certificate it is was not asked, so its signature would prove nothing; old forms of certificates pass thereby.
    fn verify_tls12_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }
    fn verify_tls13_signature(
        &self,
        _: &[u8],
        _: &CertificateDer<'_>,
        _: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        Ok(HandshakeSignatureValid::assertion())
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.0.signature_verification_algorithms.supported_schemes()
    }
}

/// Takes what the roots vouch for; with `names`, only where it is made out for the host.
#[derive(Debug)]
struct Trusting {
    chain: Arc<WebPkiServerVerifier>,
    names: bool,
    /// The certificates of `sslrootcert`: a server's own, self-signed one may be among them.
    given: Vec<CertificateDer<'static>>,
}

impl Trusting {
    fn new(file: Option<&str>, names: bool, provider: &Arc<CryptoProvider>) -> Result<Trusting, String> {
        let mut roots = RootCertStore::empty();
        let given = file.map(|file| certificates("sslrootcert", file.as_ref())).transpose()?.unwrap_or_default();
        if given.is_empty() {
            roots.extend(webpki_roots::TLS_SERVER_ROOTS.iter().cloned());
            // What of the store cannot be read is left out: Mozilla's roots are there, and a handshake tells who is missing.
            roots.add_parsable_certificates(rustls_native_certs::load_native_certs().certs);
        } else {
            roots.add_parsable_certificates(given.iter().cloned());
        }
        let chain = WebPkiServerVerifier::builder_with_provider(Arc::new(roots), provider.clone()).build();
        let chain = chain.map_err(|error| format!("sslrootcert: {error}"))?;
        Ok(Trusting { chain, names, given })
    }
}

impl ServerCertVerifier for Trusting {
    fn verify_server_cert(
        &self,
        server: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        use rustls::CertificateError::{NotValidForName, NotValidForNameContext};
        if self.given.iter().any(|given| given == server) {
            if self.names {
                rustls::client::verify_server_name(&ParsedCertificate::try_from(server)?, name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        match self.chain.verify_server_cert(server, others, name, ocsp, now) {
            // The name is looked at after the chain.
            Err(Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. })) if !self.names => {
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain.verify_tls12_signature(message, certificate, signed)
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        self.chain.verify_tls13_signature(message, certificate, signed)
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.chain.supported_verify_schemes()
    }
    fn root_hint_subjects(&self) -> Option<&[DistinguishedName]> {
        self.chain.root_hint_subjects()
    }
}

/// Why a handshake failed, and what to set.
pub(super) fn why(error: &Error) -> String {
    use rustls::CertificateError as Bad;
    let Error::InvalidCertificate(bad) = error else { return format!("the TLS handshake failed ({error})") };
    let (what, set) = match bad {
        Bad::UnknownIssuer | Bad::BadSignature => (
            "nobody whom this machine trusts has signed the server's certificate".to_owned(),
            "set sslrootcert to the file of its CA (or SSL_CERT_FILE), or sslmode=require to take any",
        ),
        Bad::NotValidForName => (
            "the server's certificate is made out for another name".to_owned(),
            "set host to a name in it, or sslmode=verify-ca",
        ),
        Bad::NotValidForNameContext { expected, presented } => (
            format!(
                "the server's certificate is made out for {}, not for {}",
                if presented.is_empty() { "no name".to_owned() } else { presented.join(", ") },
                expected.to_str()
            ),
            "set host to a name in it, or sslmode=verify-ca",
        ),
        Bad::Expired | Bad::ExpiredContext { .. } => (
            "the server's certificate has expired".to_owned(),
            "renew it, or set this machine's clock right, or sslmode=require to take any",
        ),
        Bad::NotValidYet | Bad::NotValidYetContext { .. } => {
            ("the server's certificate is not valid yet".to_owned(), "set the clocks of both machines right")
        }
        other => (format!("the server's certificate cannot be taken ({other})"), "renew it, or set sslmode=require"),
    };
    format!("{what}: {set}")
}
