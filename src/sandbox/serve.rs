//! How the sandbox's servers listen, misbehave and stop; what they say is their own affair.
//!
//! [`open`] runs every server on one thread with an actix System of its own (one worker each), so that a sandbox works
//! under any runtime or none. [`weather`] carries out what [`Switches`] ordered for a request.
//!
//! **Invariant:** servers listen on 127.0.0.1 only, and no request is logged.

use std::{
    any::Any,
    future::Future,
    io,
    net::{Shutdown, TcpListener, TcpStream},
    os::fd::AsFd,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
    thread,
    time::{Duration, Instant},
};

use actix_web::{
    App, HttpRequest, HttpResponse, HttpServer, body,
    dev::{Extensions, Server, ServerHandle, Service, ServiceResponse},
    http::{StatusCode, header},
    rt,
    web::{Bytes, ServiceConfig},
};
use futures_util::{TryFutureExt, future::join_all, stream};
use jiff::{Timestamp, fmt::rfc2822};
use tokio::sync::oneshot;

use super::switches::{Fault, Hit, Switches};

/// Between two looks whether a client that is kept waiting has hung up.
const LOOK_EVERY: Duration = Duration::from_millis(20);

/// One piece of an answer that never ends.
const FLOOD: Bytes = Bytes::from_static(&[b' '; 64 * 1024]);

/// Idle connections stay open longer than any client keeps them, so that no client meets a closing one by accident.
const KEEP_ALIVE: Duration = Duration::from_secs(300);

/// What every body is when nobody shall read it: neither JSON nor UTF-8.
const GARBAGE: &[u8] = b"{\"ok\":tru\xff\xfe<html>";

/// Adds a server's routes to an app.
pub(super) type Routes = Arc<dyn Fn(&mut ServiceConfig) + Send + Sync>;

/// A listener on a free loopback port, and its base URL.
pub(super) fn bind() -> io::Result<(TcpListener, String)> {
    let listener = TcpListener::bind(("127.0.0.1", 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    Ok((listener, url))
}

/// The running servers. Dropping it stops them without waiting.
pub(super) struct Doors {
    handles: Vec<ServerHandle>,
    closed: Option<oneshot::Receiver<()>>,
}

impl Doors {
    /// Stops all servers, cutting requests in flight, and waits until they are gone.
    pub(super) async fn close(mut self) {
        join_all(self.handles.iter().map(|handle| handle.stop(false))).await;
        if let Some(closed) = self.closed.take() {
            let _ = closed.await;
        }
    }
}

impl Drop for Doors {
    fn drop(&mut self) {
        for handle in &self.handles {
            // The order to stop is sent at once; only its completion would be awaited.
            drop(handle.stop(false));
        }
    }
}

/// Starts one server for each set of listeners on a thread of their own; their answers tell the time of this clock.
pub(super) async fn open(servers: Vec<(Vec<TcpListener>, Routes)>, now: fn() -> Timestamp) -> io::Result<Doors> {
    let (started, starting) = oneshot::channel();
    let (closing, closed) = oneshot::channel();
    thread::Builder::new().name("sandbox".into()).spawn(move || {
        rt::System::new().block_on(async move {
            let running: io::Result<Vec<Server>> =
                servers.into_iter().map(|(at, routes)| run(at, routes, now)).collect();
            match running {
                Ok(running) => {
                    let _ = started.send(Ok(running.iter().map(Server::handle).collect::<Vec<_>>()));
                    join_all(running).await;
                }
                Err(error) => drop(started.send(Err(error))),
            }
            let _ = closing.send(());
        });
    })?;
    let handles = starting.await.map_err(|_| io::Error::other("the sandbox's thread ended early"))??;
    Ok(Doors { handles, closed: Some(closed) })
}

fn run(listeners: Vec<TcpListener>, routes: Routes, now: fn() -> Timestamp) -> io::Result<Server> {
    let dated = move |mut answer: ServiceResponse| {
        // The server itself would tell this machine's time.
        if let Some(date) =
            rfc2822::DateTimePrinter::new().timestamp_to_rfc9110_string(&now()).ok().and_then(|date| date.parse().ok())
        {
            answer.headers_mut().insert(header::DATE, date);
        }
        answer
    };
    let app = move || {
        let app = App::new().configure(|app| routes(app));
        app.wrap_fn(move |request, service| service.call(request).map_ok(dated))
    };
    let server = HttpServer::new(app).workers(1).disable_signals().keep_alive(KEEP_ALIVE).on_connect(keep_line);
    Ok(listeners.into_iter().try_fold(server, HttpServer::listen)?.run())
}

/// The socket under a connection, kept so that it can be cut without an answer, or seen to be cut by the client.
#[derive(Clone)]
struct Line(Arc<TcpStream>);

impl Line {
    fn of(request: &HttpRequest) -> Option<Self> {
        request.conn_data::<Self>().cloned()
    }

    /// The client has hung up.
    fn is_cut(&self) -> bool {
        match self.0.peek(&mut [0]) {
            Ok(read) => read == 0,
            Err(error) => error.kind() != io::ErrorKind::WouldBlock,
        }
    }
}

fn keep_line(connection: &dyn Any, data: &mut Extensions) {
    if let Some(socket) = connection.downcast_ref::<rt::net::TcpStream>() {
        let _ = socket.set_nodelay(true);
        if let Ok(copy) = socket.as_fd().try_clone_to_owned() {
            data.insert(Line(Arc::new(TcpStream::from(copy))));
        }
    }
}

/// Closes the connection instead of an answer.
pub(super) fn hang_up(request: &HttpRequest) -> HttpResponse {
    if let Some(Line(socket)) = Line::of(request) {
        let _ = socket.shutdown(Shutdown::Both);
    }
    HttpResponse::ServiceUnavailable().force_close().finish()
}

/// Carries out a [`Hit`] around `process`, which gives the request its effect and its answer; `refuse` words a status.
pub(super) async fn weather(
    hit: Hit,
    switches: &Switches,
    request: &HttpRequest,
    refuse: impl FnOnce(u16, Option<u64>) -> HttpResponse,
    process: impl Future<Output = HttpResponse>,
) -> HttpResponse {
    wait(hit.delay).await;
    let answer = match hit.fault {
        None | Some(Fault::Duplicate | Fault::Delay(_) | Fault::SlowAnswer(_)) => process.await,
        Some(Fault::Status { code, retry_after_s }) => refuse(code, retry_after_s),
        Some(Fault::DropBefore) => hang_up(request),
        Some(Fault::DropAfter) => {
            process.await;
            wait(hit.slow_answer).await;
            hang_up(request)
        }
        Some(Fault::Garbage) => {
            process.await;
            HttpResponse::Ok().content_type("application/json").body(GARBAGE)
        }
        Some(Fault::Silence) => {
            until_cut(request).await;
            switches.cuts().fetch_add(1, Ordering::AcqRel);
            hang_up(request)
        }
        Some(Fault::Drip(apart)) => drip(process.await, apart, Line::of(request), switches.cuts()).await,
        Some(Fault::Answer { status, headers, body, effect }) => {
            if effect {
                process.await;
            }
            let mut answer = HttpResponse::build(StatusCode::from_u16(status).unwrap_or(StatusCode::OK));
            for header in headers {
                answer.insert_header(header);
            }
            answer.body(body)
        }
        Some(Fault::Flood) => flood(switches.cuts()),
    };
    wait(hit.slow_answer).await;
    answer
}

async fn wait(time: Duration) {
    if !time.is_zero() {
        rt::time::sleep(time).await;
    }
}

/// Waits until the client hangs up.
pub(super) async fn until_cut(request: &HttpRequest) {
    let line = Line::of(request);
    while !line.as_ref().is_some_and(Line::is_cut) {
        rt::time::sleep(LOOK_EVERY).await;
    }
}

async fn drip(answer: HttpResponse, apart: Duration, line: Option<Line>, cuts: Arc<AtomicU64>) -> HttpResponse {
    let status = answer.status();
    let rest = body::to_bytes(answer.into_body()).await.unwrap_or_default();
    let drops = stream::unfold((rest, Flowing(Some(cuts))), move |(mut rest, mut flowing)| {
        let line = line.clone();
        async move {
            if rest.is_empty() {
                drop(flowing.0.take());
                return None;
            }
            let next = Instant::now() + apart;
            while Instant::now() < next {
                if line.as_ref().is_some_and(Line::is_cut) {
                    return None;
                }
                rt::time::sleep(LOOK_EVERY.min(apart)).await;
            }
            let drop = rest.split_to(1);
            Some((Ok::<Bytes, io::Error>(drop), (rest, flowing)))
        }
    });
    HttpResponse::build(status).content_type("application/json").streaming(drops)
}

/// Pieces as fast as they are taken, until the client hangs up.
fn flood(cuts: Arc<AtomicU64>) -> HttpResponse {
    let pieces = stream::unfold(Flowing(Some(cuts)), async move |flowing| {
        // Lets the thread's other connections have their turn.
        rt::task::yield_now().await;
        Some((Ok::<Bytes, io::Error>(FLOOD), flowing))
    });
    HttpResponse::Ok().content_type("application/json").streaming(pieces)
}

/// An answer on its way. Dropped before its end, it was cut, which is counted.
struct Flowing(Option<Arc<AtomicU64>>);

impl Drop for Flowing {
    fn drop(&mut self) {
        if let Some(cuts) = &self.0 {
            cuts.fetch_add(1, Ordering::AcqRel);
        }
    }
}
