//! A host that must never be called: it listens on loopback and counts whoever connects.
//!
//! Used where an answer names an address: of a redirect, of a picture.
//!
//! **Invariant:** every connection is counted, whether or not a request came over it.

use std::{
    net::TcpListener,
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// See the file's head. It listens until the process ends.
pub struct Trap {
    port: u16,
    calls: Arc<AtomicU64>,
}

impl Trap {
    /// Opens one.
    pub fn open() -> Trap {
        let listener = TcpListener::bind(("127.0.0.1", 0)).expect("a free port");
        let port = listener.local_addr().expect("an address").port();
        let calls = Arc::new(AtomicU64::new(0));
        let counted = calls.clone();
        std::thread::spawn(move || {
            for _call in listener.incoming() {
                counted.fetch_add(1, Ordering::AcqRel);
            }
        });
        Trap { port, calls }
    }

    /// Its address; `scheme` is `http` or `https`.
    pub fn url(&self, scheme: &str) -> String {
        format!("{scheme}://127.0.0.1:{}/x.png", self.port)
    }

    /// How often it was called.
    pub fn calls(&self) -> u64 {
        self.calls.load(Ordering::Acquire)
    }
}
