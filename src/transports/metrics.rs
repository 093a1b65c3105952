//! The operator's door: `/metrics` as OpenMetrics text for Prometheus, and `/healthz`.
//!
//! Opened by `app.rs` where `METRICS_ADDR` is set. It owns one listening socket and one thread; what is shown is asked for at
//! each request through [`Look`], so nothing is kept here.
//!
//! **Invariant:** names and labels are `&'static str`, so no player, chat or word of a stranger can become one.
//! **Invariant:** whoever comes is answered within seconds, whatever those do who are there already; see `places`.
//! **Absent:** no TLS and no password: it is for loopback, or for a network that the operator trusts.

mod places;

use std::{
    any::Any,
    fmt,
    net::{SocketAddr, TcpListener, TcpStream},
    os::fd::AsFd,
    sync::Arc,
    time::{Duration, Instant},
};

use actix_web::{
    App, HttpResponse, HttpServer,
    dev::{Extensions, ServerHandle},
    http::KeepAlive,
    rt,
    web::{self, Data},
};
use futures_util::future::LocalBoxFuture;
use prometheus_client::{
    collector::Collector,
    encoding::{DescriptorEncoder, MetricEncoder, NoLabelSet, text::encode},
    metrics::MetricType,
    registry::{Registry, Unit},
};

use self::places::{AGE, PLACES, Places, cut};

/// What Prometheus calls this text.
const OPENMETRICS: &str = "application/openmetrics-text; version=1.0.0; charset=utf-8";
/// Connections that wait to be taken, in the order in which they came.
const BACKLOG: u32 = 128;
/// Longest wait for the head of a request, and for a connection to close.
const HEAD: Duration = Duration::from_secs(5);

/// All values of one name.
#[derive(Clone, Debug)]
pub struct Family {
    /// Its name, without prefix, unit and `_total`.
    pub name: &'static str,
    /// One sentence for whoever reads the text.
    pub help: &'static str,
    /// Counter, gauge or histogram.
    pub kind: Kind,
    /// True: its values are seconds.
    pub seconds: bool,
    /// What its samples are told apart by; `None`: there is one.
    pub label: Option<&'static str>,
    /// The values.
    pub samples: Vec<Sample>,
}

/// What a family's numbers do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// Only grow.
    Counter,
    /// Go up and down.
    Gauge,
    /// Are spread over buckets.
    Histogram,
}

/// One value.
#[derive(Clone, Debug)]
pub struct Sample {
    /// Of the family's label; without meaning where it has none.
    pub of: &'static str,
    /// The number.
    pub value: Value,
}

/// A number.
#[derive(Clone, Debug)]
pub enum Value {
    /// A count.
    Count(u64),
    /// A measure.
    Measure(f64),
    /// The sum of all, and how many fell into each bucket, by upper bound; the last bound is infinite.
    Spread(f64, Vec<(f64, u64)>),
}

/// What is shown, asked for at each request.
#[derive(Clone)]
pub struct Look {
    /// All families; `None`: nobody answers.
    pub families: Arc<dyn Fn() -> LocalBoxFuture<'static, Option<Vec<Family>>> + Send + Sync>,
    /// What is red, a line each; empty: all is well.
    pub red: Arc<dyn Fn() -> LocalBoxFuture<'static, Vec<String>> + Send + Sync>,
}

/// The open door. Dropped, it closes without waiting.
pub struct Door {
    at: SocketAddr,
    server: ServerHandle,
}

impl Door {
    /// Serves a listener on a thread of its own.
    ///
    /// # Errors
    /// When the listener cannot be used.
    pub fn open(listener: TcpListener, look: Look) -> std::io::Result<Door> {
        let at = listener.local_addr()?;
        let app = move || {
            App::new()
                .app_data(Data::new(look.clone()))
                .route("/metrics", web::get().to(metrics))
                .route("/healthz", web::get().to(healthz))
                // Load balancers and monitors ask without wanting the body; actix leaves it out by itself.
                .route("/metrics", web::head().to(metrics))
                .route("/healthz", web::head().to(healthz))
        };
        let places = Places::default();
        let server = HttpServer::new(app)
            .workers(1)
            // One request a connection: whoever asks again queues behind those who wait.
            .keep_alive(KeepAlive::Disabled)
            .max_connections(PLACES)
            .backlog(BACKLOG)
            .on_connect(move |connection, data| places.seat(connection, data))
            .client_request_timeout(HEAD)
            .client_disconnect_timeout(HEAD)
            .disable_signals()
            .listen(listener)?
            .run();
        let door = Door { at, server: server.handle() };
        actix_rt::spawn(server);
        Ok(door)
    }

    /// Where it is.
    pub fn at(&self) -> SocketAddr {
        self.at
    }

    /// Closes it and waits until it is closed.
    pub async fn close(self) {
        self.server.stop(false).await;
    }
}

/// The socket of a connection, held as long as it lasts.
struct Seat(#[expect(dead_code, reason = "it is held, not read")] Arc<TcpStream>);

impl Places {
    /// Gives a connection its place, and sees to it that it leaves it in time.
    fn seat(&self, connection: &dyn Any, data: &mut Extensions) {
        let socket = connection.downcast_ref::<rt::net::TcpStream>().map(|socket| socket.as_fd().try_clone_to_owned());
        let Some(Ok(socket)) = socket else { return };
        let socket = Arc::new(TcpStream::from(socket));
        if let Some(mut look) = self.take(&socket, Instant::now()) {
            let places = self.clone();
            rt::spawn(async move {
                loop {
                    rt::time::sleep_until(look.into()).await;
                    match places.make_room(Instant::now()) {
                        Some(again) => look = again,
                        None => return,
                    }
                }
            });
        }
        let leaving = Arc::downgrade(&socket);
        data.insert(Seat(socket));
        rt::spawn(async move {
            rt::time::sleep(AGE).await;
            cut(&leaving);
        });
    }
}

impl Drop for Door {
    fn drop(&mut self) {
        // The order is given at once; only its completion would be awaited.
        drop(self.server.stop(false));
    }
}

async fn metrics(look: Data<Look>) -> HttpResponse {
    let text = (look.families)().await.and_then(|families| text(families).ok());
    match text {
        Some(text) => HttpResponse::Ok().content_type(OPENMETRICS).body(text),
        None => HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body("nobody answers\n"),
    }
}

async fn healthz(look: Data<Look>) -> HttpResponse {
    let red = (look.red)().await;
    if red.is_empty() {
        return HttpResponse::Ok().content_type("text/plain; charset=utf-8").body("ok\n");
    }
    let lines: String = red.into_iter().map(|reason| reason.replace(char::is_control, " ") + "\n").collect();
    HttpResponse::ServiceUnavailable().content_type("text/plain; charset=utf-8").body(lines)
}

/// The families as text, under the prefix `angler_`.
fn text(families: Vec<Family>) -> Result<String, fmt::Error> {
    let mut registry = Registry::with_prefix("angler");
    registry.register_collector(Box::new(Scrape(families)));
    let mut text = String::new();
    encode(&mut text, &registry)?;
    Ok(text)
}

#[derive(Debug)]
struct Scrape(Vec<Family>);

impl Collector for Scrape {
    fn encode(&self, mut encoder: DescriptorEncoder<'_>) -> Result<(), fmt::Error> {
        for family in &self.0 {
            let unit = family.seconds.then_some(Unit::Seconds);
            let kind = match family.kind {
                Kind::Counter => MetricType::Counter,
                Kind::Gauge => MetricType::Gauge,
                Kind::Histogram => MetricType::Histogram,
            };
            let mut metric = encoder.encode_descriptor(family.name, family.help, unit.as_ref(), kind)?;
            for sample in &family.samples {
                match family.label {
                    Some(label) => put(&mut metric.encode_family(&[(label, sample.of)])?, family.kind, &sample.value)?,
                    None => put(&mut metric, family.kind, &sample.value)?,
                }
            }
        }
        Ok(())
    }
}

fn put(metric: &mut MetricEncoder<'_>, kind: Kind, value: &Value) -> Result<(), fmt::Error> {
    match (kind, value) {
        (Kind::Counter, Value::Count(count)) => metric.encode_counter::<NoLabelSet, _, u64>(count, None),
        (Kind::Gauge, Value::Count(count)) => metric.encode_gauge(count),
        (Kind::Gauge, Value::Measure(measure)) => metric.encode_gauge(measure),
        (Kind::Histogram, Value::Spread(sum, buckets)) => {
            let count = buckets.iter().map(|(_, count)| count).sum();
            metric.encode_histogram::<NoLabelSet>(*sum, count, buckets, None)
        }
        // A value that is no value of its family is left out; the test of `app::metrics` would miss it.
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use std::{
        io::{Read, Write},
        sync::atomic::{AtomicUsize, Ordering},
    };

    use super::*;

    /// Sixteen who never stop, each over connections that it keeps as long as it may; `act` does the next of what one does over its
    /// connection.
    fn busy(at: SocketAddr, act: fn(&mut TcpStream) -> std::io::Result<()>) -> Arc<AtomicUsize> {
        let acts = Arc::new(AtomicUsize::new(0));
        for _ in 0..16 {
            let acted = Arc::downgrade(&acts);
            std::thread::spawn(move || {
                while acted.strong_count() > 0 {
                    let Ok(mut stream) = TcpStream::connect(at) else { return };
                    while let Some(acted) = acted.upgrade() {
                        if act(&mut stream).is_err() {
                            break;
                        }
                        acted.fetch_add(1, Ordering::Relaxed);
                    }
                }
            });
        }
        acts
    }

    #[actix_rt::test]
    async fn sixteen_who_never_stop_do_not_keep_out_the_next() {
        let asks_on = |stream: &mut TcpStream| {
            stream.write_all(b"GET /healthz HTTP/1.1\r\nhost: x\r\n\r\n")?;
            match stream.read(&mut [0; 4_096])? {
                0 => Err(std::io::ErrorKind::UnexpectedEof.into()),
                _ => Ok(()),
            }
        };
        let drips = |stream: &mut TcpStream| {
            std::thread::sleep(Duration::from_millis(20));
            stream.write_all(b"G")
        };
        for act in [asks_on, drips] {
            let look = Look {
                families: Arc::new(|| Box::pin(async { None })),
                red: Arc::new(|| Box::pin(async { Vec::new() })),
            };
            let door = Door::open(TcpListener::bind("127.0.0.1:0").unwrap(), look).unwrap();
            let acts = busy(door.at(), act);
            while acts.load(Ordering::Relaxed) < 64 {
                rt::time::sleep(Duration::from_millis(5)).await;
            }
            let http = crate::transports::http::Http::new(&crate::transports::way::Way::direct());
            let bounds = crate::transports::http::Bounds { deadline: Duration::from_secs(20), body: 1_000 };
            for _ in 0..3 {
                let began = Instant::now();
                let answer = http.get(&format!("http://{}/healthz", door.at()), &[], bounds).await.unwrap();
                assert_eq!((answer.status, answer.body.as_slice()), (200, &b"ok\n"[..]));
                println!("answered after {} ms", began.elapsed().as_millis());
            }
            drop(acts);
            door.close().await;
        }
    }

    #[test]
    fn families_as_prometheus_reads_them() {
        let of = |of, value| Sample { of, value };
        let family =
            |name, kind, seconds, label, samples| Family { name, help: "Helps.", kind, seconds, label, samples };
        let families = vec![
            family("errors", Kind::Counter, false, Some("actor"), vec![of("poller", Value::Count(3))]),
            family("price_age", Kind::Gauge, true, Some("pair"), vec![of("ETH/USD", Value::Measure(0.25))]),
            family("sessions", Kind::Gauge, false, None, vec![of("", Value::Count(7))]),
            family(
                "handling",
                Kind::Histogram,
                true,
                Some("actor"),
                vec![of("writer 1", Value::Spread(1.5, vec![(0.5, 1), (f64::INFINITY, 2)]))],
            ),
        ];
        insta::assert_snapshot!(text(families).unwrap(), @r#"
        # HELP angler_errors Helps.
        # TYPE angler_errors counter
        angler_errors_total{actor="poller"} 3
        # HELP angler_price_age_seconds Helps.
        # TYPE angler_price_age_seconds gauge
        # UNIT angler_price_age_seconds seconds
        angler_price_age_seconds{pair="ETH/USD"} 0.25
        # HELP angler_sessions Helps.
        # TYPE angler_sessions gauge
        angler_sessions 7
        # HELP angler_handling_seconds Helps.
        # TYPE angler_handling_seconds histogram
        # UNIT angler_handling_seconds seconds
        angler_handling_seconds_sum{actor="writer 1"} 1.5
        angler_handling_seconds_count{actor="writer 1"} 3
        angler_handling_seconds_bucket{le="0.5",actor="writer 1"} 1
        angler_handling_seconds_bucket{le="+Inf",actor="writer 1"} 3
        # EOF
        "#);
    }
}
