//! A connection that is open.
//!
//! Made by the [`Connector`](super::Connector), and held by whoever asked for it.
//!
//! **Invariant:** dropped, it is closed at once, whatever is still asked of it.

use std::ops::{Deref, DerefMut};

use tokio::{
    io::{AsyncRead, AsyncWrite},
    sync::watch,
    task::AbortHandle,
};
use tokio_postgres::{Client, Connection};

use crate::actors::db::past::Past;

/// A connection. Dropped, it is closed at once, whatever is still asked of it.
pub struct Line {
    client: Client,
    /// Our port, where it is not by a file.
    pub(super) local_port: Option<u16>,
    /// What is acknowledged here is remembered there.
    pub(in crate::actors::db) past: Past,
    driver: AbortHandle,
    ended: watch::Receiver<()>,
}

impl Line {
    /// A client with its connection, which from now on runs by itself.
    pub(super) fn driven<S, T>(
        client: Client,
        connection: Connection<S, T>,
        local_port: Option<u16>,
        past: Past,
    ) -> Line
    where
        S: AsyncRead + AsyncWrite + Unpin + Send + 'static,
        T: AsyncRead + AsyncWrite + Unpin + Send + 'static,
    {
        let (alive, ended) = watch::channel(());
        let driver = tokio::spawn(async move {
            let _told_by_its_requests = connection.await;
            drop(alive);
        });
        Line { client, local_port, past, driver: driver.abort_handle(), ended }
    }

    /// Returns when the connection has ended.
    pub(in crate::actors::db) async fn ended(&self) {
        let mut ended = self.ended.clone();
        while ended.changed().await.is_ok() {}
    }
}

impl Deref for Line {
    type Target = Client;
    fn deref(&self) -> &Client {
        &self.client
    }
}
impl DerefMut for Line {
    fn deref_mut(&mut self) -> &mut Client {
        &mut self.client
    }
}

impl Drop for Line {
    fn drop(&mut self) {
        self.driver.abort();
    }
}
