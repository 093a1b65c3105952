//! A client of TLS, by how much of the server's certificate it checks.
//!
//! Called by `transports::way`, which always checks all of it, and by `actors::db::connect`, where `sslmode` says how much.
//!
//! **Invariant:** what was asked to be checked is checked in every handshake of the client; a weaker check is never tried after it.

use std::sync::Arc;

use rustls::{
    CertificateError::{NotValidForName, NotValidForNameContext},
    ClientConfig, ConfigBuilder, DigitallySignedStruct, Error, SignatureScheme,
    client::{
        WantsClientCert,
        danger::{HandshakeSignatureValid, ServerCertVerified, ServerCertVerifier},
    },
    pki_types::{CertificateDer, ServerName, UnixTime},
    server::ParsedCertificate,
};

use super::roots::{Roots, provider};

/// What a client of TLS is told, as connections share it.
pub type Client = Arc<ClientConfig>;

/// How much of a server's certificate is checked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Nothing: any certificate is taken.
    Nothing,
    /// That somebody who is believed has signed it, whatever name it is made out for.
    Issuer,
    /// That, and that it is made out for the server's name.
    Name,
}

/// A client that checks so much, but for what it shows of itself.
pub fn checking(check: Check, roots: &Roots) -> ConfigBuilder<ClientConfig, WantsClientCert> {
    ClientConfig::builder_with_provider(provider())
        .with_safe_default_protocol_versions()
        .expect("the provider that is built in speaks TLS 1.2 and 1.3")
        .dangerous()
        .with_custom_certificate_verifier(Arc::new(Checking { check, roots: roots.clone() }))
}

/// Checks so much of what it is shown.
#[derive(Debug)]
struct Checking {
    check: Check,
    roots: Roots,
}

impl ServerCertVerifier for Checking {
    fn verify_server_cert(
        &self,
        server: &CertificateDer<'_>,
        others: &[CertificateDer<'_>],
        name: &ServerName<'_>,
        ocsp: &[u8],
        now: UnixTime,
    ) -> Result<ServerCertVerified, Error> {
        if self.check == Check::Nothing {
            return Ok(ServerCertVerified::assertion());
        }
        let names = self.check == Check::Name;
        if self.roots.given.iter().any(|given| given == server) {
            if names {
                rustls::client::verify_server_name(&ParsedCertificate::try_from(server)?, name)?;
            }
            return Ok(ServerCertVerified::assertion());
        }
        match self.roots.chain.verify_server_cert(server, others, name, ocsp, now) {
            // The name is looked at after the chain.
            Err(Error::InvalidCertificate(NotValidForName | NotValidForNameContext { .. })) if !names => {
                Ok(ServerCertVerified::assertion())
            }
            verdict => verdict,
        }
    }
    // Where it was not asked whose certificate it is, its signature would prove nothing; old forms of certificates pass thereby.
    fn verify_tls12_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.check {
            Check::Nothing => Ok(HandshakeSignatureValid::assertion()),
            _ => self.roots.chain.verify_tls12_signature(message, certificate, signed),
        }
    }
    fn verify_tls13_signature(
        &self,
        message: &[u8],
        certificate: &CertificateDer<'_>,
        signed: &DigitallySignedStruct,
    ) -> Result<HandshakeSignatureValid, Error> {
        match self.check {
            Check::Nothing => Ok(HandshakeSignatureValid::assertion()),
            _ => self.roots.chain.verify_tls13_signature(message, certificate, signed),
        }
    }
    fn supported_verify_schemes(&self) -> Vec<SignatureScheme> {
        self.roots.chain.supported_verify_schemes()
    }
}
