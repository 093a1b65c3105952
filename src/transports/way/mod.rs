//! The way to a host of the outside world: its addresses raced, through a proxy where one is set, with the certificates that
//! are believed.
//!
//! Made once by the composition root and shared by every HTTP client, which puts it under its connections. It remembers which
//! address of a host worked last, and what each host said of the time.
//!
//! **Invariant:** one dead address of a host never makes the host unreachable.
//! **Absent:** no deadline: the HTTP client bounds how long a connection may take.

mod race;
mod roots;
#[cfg(test)]
mod tests;
mod told;
mod tunnel;

use std::{
    collections::BTreeMap,
    io,
    net::SocketAddr,
    sync::{Arc, Mutex, OnceLock, PoisonError},
    task::{Context, Poll},
};

use actix_service::Service;
use actix_tls::connect::{ConnectError, ConnectInfo, Connection};
use awc::http::Uri;
use futures_util::future::{BoxFuture, FutureExt, LocalBoxFuture};
use tokio::net::TcpStream;

use self::told::Clocks;
pub use self::{roots::why, told::Told};
use crate::config::Outward;

/// Hosts whose last good address is remembered; ours are a handful, and images may come from a few more.
const REMEMBERED: usize = 64;

/// Gives the addresses of a name; tests have names of their own.
type Names = Arc<dyn Fn(String, u16) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> + Send + Sync>;

/// See the file's head. Cheap to clone.
#[derive(Clone)]
pub struct Way(Arc<Inner>);

struct Inner {
    outward: Outward,
    tls: Arc<rustls::ClientConfig>,
    names: Names,
    worked: Mutex<BTreeMap<(String, u16), SocketAddr>>,
    clocks: Clocks,
}

impl Way {
    /// The way that the settings name. Says once which proxy is used.
    pub fn new(outward: &Outward) -> Way {
        if let Some(proxy) = &outward.proxy {
            log::info!(proxy = proxy.to_string().as_str(); "https goes through a proxy");
        }
        let tls = roots::client(roots::of_machine(outward.cert_file.as_ref(), &outward.cert_dirs));
        Way::with(outward.clone(), tls, Arc::new(looked_up))
    }

    /// The way without a proxy, believing the built-in roots alone.
    pub fn direct() -> Way {
        static DIRECT: OnceLock<Way> = OnceLock::new();
        DIRECT.get_or_init(|| Way::with(Outward::default(), roots::client(Vec::new()), Arc::new(looked_up))).clone()
    }

    fn with(outward: Outward, tls: Arc<rustls::ClientConfig>, names: Names) -> Way {
        Way(Arc::new(Inner { outward, tls, names, worked: Mutex::default(), clocks: Clocks::default() }))
    }

    /// What is believed of a host that proves who it is.
    pub fn tls(&self) -> Arc<rustls::ClientConfig> {
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
        let stream = match proxy.as_ref().filter(|_| is_secret && !no_proxy.names(host, port)) {
            None => self.race(host, port).await?,
            Some(proxy) => {
                let unreached =
                    |error| io::Error::other(format!("the proxy {proxy} is not reached ({error}): check HTTPS_PROXY"));
                let stream = self.race(&proxy.host, proxy.port).await.map_err(unreached)?;
                tunnel::open(stream, proxy, host, port).await?
            }
        };
        stream.set_nodelay(true)?;
        Ok(stream)
    }

    async fn race(&self, host: &str, port: u16) -> io::Result<TcpStream> {
        let host = host.trim_matches(['[', ']']);
        let key = (host.to_owned(), port);
        let addresses = (self.0.names)(key.0.clone(), port).await?;
        let worked = self.worked().get(&key).copied();
        let (stream, won) = race::connect(race::in_order(addresses, worked)).await?;
        let mut known = self.worked();
        if known.len() >= REMEMBERED {
            known.clear();
        }
        known.insert(key, won);
        Ok(stream)
    }

    fn worked(&self) -> std::sync::MutexGuard<'_, BTreeMap<(String, u16), SocketAddr>> {
        self.0.worked.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// The machine's own resolver.
fn looked_up(host: String, port: u16) -> BoxFuture<'static, io::Result<Vec<SocketAddr>>> {
    async move { Ok(tokio::net::lookup_host((host.as_str(), port)).await?.collect()) }.boxed()
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
