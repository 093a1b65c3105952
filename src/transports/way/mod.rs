//! The way to a host of the outside world: its addresses raced, through a proxy where one is set, with the certificates that
//! are believed.
//!
//! Made once by the composition root and shared by every HTTP client, which puts it under its connections. It keeps what each
//! host said of the time.
//!
//! **Invariant:** one dead address of a host never makes the host unreachable.
//! **Absent:** no deadline: the HTTP client bounds how long a connection may take.

#[cfg(test)]
mod tests;
mod told;
mod tunnel;

use std::{
    io,
    sync::{Arc, OnceLock},
    task::{Context, Poll},
};

use actix_service::Service;
use actix_tls::connect::{ConnectError, ConnectInfo, Connection};
use awc::http::Uri;
use futures_util::future::{FutureExt, LocalBoxFuture};
use tokio::net::TcpStream;

use self::told::Clocks;
pub use self::told::Told;
use crate::{
    config::Outward,
    plumbing::net::{
        client::{self, Check, Client},
        handshake::{self, Mend},
        race::Dialler,
        roots::Roots,
    },
};

/// What to set where a certificate is not taken.
const MEND: Mend = Mend {
    stranger: "set SSL_CERT_FILE to the issuer's certificate",
    name: "check the configured address",
    expired: "renew it there, or set this machine's clock",
    early: "set this machine's clock",
    other: "renew it there",
};

/// See the file's head. Cheap to clone.
#[derive(Clone)]
pub struct Way(Arc<Inner>);

struct Inner {
    outward: Outward,
    tls: Client,
    dialler: Dialler,
    clocks: Clocks,
}

impl Way {
    /// The way that the settings name, believing these roots. Says once which proxy is used.
    pub fn new(outward: &Outward, roots: &Roots) -> Way {
        if let Some(proxy) = &outward.proxy {
            log::info!(proxy = proxy.to_string().as_str(); "https goes through a proxy");
        }
        Way::with(outward.clone(), roots, Dialler::default())
    }

    /// The way without a proxy, believing the built-in roots alone.
    pub fn direct() -> Way {
        static DIRECT: OnceLock<Way> = OnceLock::new();
        DIRECT.get_or_init(|| Way::with(Outward::default(), &Roots::default(), Dialler::default())).clone()
    }

    fn with(outward: Outward, roots: &Roots, dialler: Dialler) -> Way {
        let mut tls = client::checking(Check::Name, roots).with_no_client_auth();
        tls.alpn_protocols = vec![b"http/1.1".to_vec()];
        Way(Arc::new(Inner { outward, tls: Arc::new(tls), dialler, clocks: Clocks::default() }))
    }

    /// What is believed of a host that proves who it is.
    pub fn tls(&self) -> Client {
        self.0.tls.clone()
    }

    /// What the hosts' clocks say, the last of each.
    pub fn told(&self) -> Vec<Told> {
        self.0.clocks.all()
    }

    /// Keeps what a host's clock says.
    pub(super) fn tell(&self, told: Told) {
        self.0.clocks.keep(told);
    }

    /// A connection to a host, through the proxy where `is_secret` (an `https://` address) and one is set for it.
    async fn reach(&self, is_secret: bool, host: &str, port: u16) -> io::Result<TcpStream> {
        let Outward { proxy, no_proxy, .. } = &self.0.outward;
        match proxy.as_ref().filter(|_| is_secret && !no_proxy.names(host, port)) {
            None => self.0.dialler.dial(host.trim_matches(['[', ']']), port).await,
            Some(proxy) => {
                let unreached =
                    |error| io::Error::other(format!("the proxy {proxy} is not reached ({error}): check HTTPS_PROXY"));
                let stream = self.0.dialler.dial(&proxy.host, proxy.port).await.map_err(unreached)?;
                tunnel::open(stream, proxy, host, port).await
            }
        }
    }
}

/// Why a handshake failed and what to do, where it was one that failed.
pub fn why(error: &io::Error) -> Option<String> {
    handshake::why(error, &MEND)
}

impl Service<ConnectInfo<Uri>> for Way {
    type Response = Connection<Uri, TcpStream>;
    type Error = ConnectError;
    type Future = LocalBoxFuture<'static, Result<Self::Response, ConnectError>>;

    fn poll_ready(&self, _: &mut Context<'_>) -> Poll<Result<(), ConnectError>> {
        Poll::Ready(Ok(()))
    }

    fn call(&self, wanted: ConnectInfo<Uri>) -> Self::Future {
        let way = self.clone();
        async move {
            let (uri, port) = (wanted.request().clone(), wanted.port());
            let host = uri.host().ok_or(ConnectError::InvalidInput)?;
            let is_secret = uri.scheme_str() == Some("https");
            let stream = way.reach(is_secret, host, port).await.map_err(ConnectError::Io)?;
            Ok(Connection::new(uri, stream))
        }
        .boxed_local()
    }
}
