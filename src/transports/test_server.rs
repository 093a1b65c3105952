//! Tiny servers on this machine for the tests of the doors: they answer what a test says and remember what was asked.
//!
//! Called by the tests of `transports` only.
//!
//! **Invariant:** each test has servers of its own on ports of their own; nothing here reaches beyond 127.0.0.1.
//! **Absent:** no behaviour of Telegram or of a price source; that is the sandbox's.

use std::{
    collections::BTreeMap,
    io::{Read, Write},
    net::{SocketAddr, TcpListener},
    sync::{
        Arc, Mutex,
        atomic::{AtomicU64, Ordering},
    },
    time::{Duration, Instant},
};

use actix_web::{App, HttpRequest, HttpResponse, HttpServer, dev::ServerHandle, http::StatusCode, web};

/// One request as it came.
#[derive(Clone, Debug)]
pub struct Asked {
    pub path: String,
    pub query: String,
    pub headers: BTreeMap<String, String>,
    pub body: Vec<u8>,
    /// The client's port: equal for two requests over one connection.
    pub port: u16,
}

impl Asked {
    /// A header's value, empty when it was not sent.
    pub fn header(&self, name: &str) -> &str {
        self.headers.get(name).map_or("", String::as_str)
    }

    /// The body as JSON.
    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// What a test wants answered.
pub struct Reply {
    status: u16,
    headers: Vec<(&'static str, String)>,
    body: Vec<u8>,
    wait: Duration,
}

impl Reply {
    pub fn new(status: u16, body: impl Into<Vec<u8>>) -> Reply {
        Reply { status, headers: Vec::new(), body: body.into(), wait: Duration::ZERO }
    }

    pub fn header(mut self, name: &'static str, value: impl Into<String>) -> Reply {
        self.headers.push((name, value.into()));
        self
    }

    pub fn after(mut self, wait: Duration) -> Reply {
        self.wait = wait;
        self
    }
}

type Script = Arc<dyn Fn(&Asked) -> Reply + Send + Sync>;

/// A server that answers by a script until it is dropped.
pub struct TestServer {
    addr: SocketAddr,
    asked: Arc<Mutex<Vec<Asked>>>,
    handle: ServerHandle,
}

impl TestServer {
    pub fn answering(script: impl Fn(&Asked) -> Reply + Send + Sync + 'static) -> TestServer {
        let asked: Arc<Mutex<Vec<Asked>>> = Arc::default();
        let script: Script = Arc::new(script);
        let (log, told) = (asked.clone(), script);
        let server = HttpServer::new(move || {
            let (log, told) = (log.clone(), told.clone());
            App::new().app_data(web::PayloadConfig::new(1 << 24)).default_service(web::to(
                move |request: HttpRequest, body: web::Bytes| answer(request, body, log.clone(), told.clone()),
            ))
        })
        .workers(1)
        .disable_signals()
        .bind("127.0.0.1:0")
        .unwrap();
        let addr = server.addrs()[0];
        let server = server.run();
        let handle = server.handle();
        actix_rt::spawn(server);
        TestServer { addr, asked, handle }
    }

    pub fn base(&self) -> String {
        format!("http://{}", self.addr)
    }

    pub fn count(&self) -> usize {
        self.asked.lock().unwrap().len()
    }

    pub fn all(&self) -> Vec<Asked> {
        self.asked.lock().unwrap().clone()
    }

    /// The only request there was.
    pub fn only(&self) -> Asked {
        let all = self.all();
        assert_eq!(all.len(), 1, "{all:?}");
        all.into_iter().next().unwrap()
    }
}

impl Drop for TestServer {
    fn drop(&mut self) {
        // The stop is under way when the call returns; its future only tells the end.
        drop(self.handle.stop(false));
    }
}

async fn answer(request: HttpRequest, body: web::Bytes, log: Arc<Mutex<Vec<Asked>>>, script: Script) -> HttpResponse {
    let headers = request.headers().iter();
    let asked = Asked {
        path: request.path().to_owned(),
        query: request.query_string().to_owned(),
        headers: headers.map(|(k, v)| (k.to_string(), v.to_str().unwrap_or("?").to_owned())).collect(),
        body: body.to_vec(),
        port: request.peer_addr().map_or(0, |a| a.port()),
    };
    let reply = script(&asked);
    log.lock().unwrap().push(asked);
    actix_rt::time::sleep(reply.wait).await;
    let mut response = HttpResponse::build(StatusCode::from_u16(reply.status).unwrap());
    for header in reply.headers {
        response.insert_header(header);
    }
    response.body(reply.body)
}

/// A base URL where nobody listens.
pub fn closed_port() -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    format!("http://{}", listener.local_addr().unwrap())
}

/// A base URL whose host takes connections and never answers, as long as the listener lives.
pub fn silent_port() -> (String, TcpListener) {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    (format!("http://{}", listener.local_addr().unwrap()), listener)
}

/// A base URL whose host answers its first request with these very bytes and hangs up.
pub fn raw_port(answer: &str) -> String {
    let listener = TcpListener::bind("127.0.0.1:0").unwrap();
    let base = format!("http://{}", listener.local_addr().unwrap());
    let answer = answer.to_owned();
    std::thread::spawn(move || {
        let (mut stream, _) = listener.accept().unwrap();
        let mut request = [0; 4_096];
        let _ = stream.read(&mut request);
        let _ = stream.write_all(answer.as_bytes());
    });
    base
}

/// A host that takes every request and answers 200 with a body that does not end: pieces of this size, so far apart, until the
/// client hangs up.
pub struct Endless {
    base: String,
    sent: Arc<AtomicU64>,
    cut: Arc<Mutex<Vec<Duration>>>,
}

impl Endless {
    pub fn new(piece: usize, apart: Duration) -> Endless {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let base = format!("http://{}", listener.local_addr().unwrap());
        let (sent, cut): (Arc<AtomicU64>, Arc<Mutex<Vec<Duration>>>) = Default::default();
        let (counted, told) = (sent.clone(), cut.clone());
        std::thread::spawn(move || {
            for stream in listener.incoming() {
                let (mut stream, counted, told) = (stream.unwrap(), counted.clone(), told.clone());
                std::thread::spawn(move || {
                    let mut request = [0; 65_536];
                    let _ = stream.read(&mut request);
                    let began = Instant::now();
                    let head =
                        "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nTransfer-Encoding: chunked\r\n\r\n";
                    let _ = stream.write_all(head.as_bytes());
                    let piece = [format!("{piece:x}\r\n").into_bytes(), vec![b' '; piece], b"\r\n".to_vec()].concat();
                    while stream.write_all(&piece).is_ok() {
                        counted.fetch_add(piece.len() as u64, Ordering::AcqRel);
                        std::thread::sleep(apart);
                    }
                    told.lock().unwrap().push(began.elapsed());
                });
            }
        });
        Endless { base, sent, cut }
    }

    pub fn base(&self) -> &str {
        &self.base
    }

    /// Bytes that went out so far, those included that nobody read.
    pub fn sent(&self) -> u64 {
        self.sent.load(Ordering::Acquire)
    }

    /// How long each answer went on until it was cut, once there are so many.
    pub async fn cut(&self, count: usize) -> Vec<Duration> {
        loop {
            let cut = self.cut.lock().unwrap().clone();
            if cut.len() >= count {
                return cut;
            }
            actix_rt::time::sleep(Duration::from_millis(5)).await;
        }
    }
}
