//! As much of PostgreSQL's protocol as a proxy must read: where a request ends, which statement it runs, where its answer ends.
//!
//! Only messages of the client are understood (Parse, Bind, Query, Sync); of the server's, only "ready for the next request".

use std::collections::HashMap;

/// What a client sends at a time: everything up to the message that asks for an answer.
pub struct Request {
    /// As it came.
    pub bytes: Vec<u8>,
    /// The statement that it runs; empty when it runs none (it logs in, or prepares).
    pub sql: String,
}

/// Cuts the bytes of one client into requests, remembering what each prepared statement says.
#[derive(Default)]
pub struct Requests {
    bytes: Vec<u8>,
    /// Of the request that has begun: messages complete so far.
    read: usize,
    sql: String,
    logged_in: bool,
    statements: HashMap<Vec<u8>, String>,
}

impl Requests {
    /// More bytes of the client.
    pub fn push(&mut self, bytes: &[u8]) {
        self.bytes.extend_from_slice(bytes);
    }

    /// The next request, when all of it is there.
    pub fn next(&mut self) -> Option<Request> {
        if !self.logged_in {
            // The first packet has no letter before its length.
            let length = usize::try_from(number(&self.bytes)?).ok()?;
            if self.bytes.len() < length {
                return None;
            }
            self.logged_in = true;
            self.read = length;
            return Some(self.take());
        }
        loop {
            let message = &self.bytes[self.read..];
            let length = 1 + usize::try_from(number(message.get(1..)?)?).ok()?;
            let (letter, body) = (message[0], message.get(5..length)?);
            match letter {
                b'P' => {
                    let (name, rest) = text(body);
                    let (sql, _) = text(rest);
                    let (name, sql) = (name.to_vec(), String::from_utf8_lossy(sql).into_owned());
                    self.statements.insert(name, sql);
                }
                b'B' => {
                    let (_portal, rest) = text(body);
                    let (name, _) = text(rest);
                    self.sql = self.statements.get(name).cloned().unwrap_or_default();
                }
                b'Q' => self.sql = String::from_utf8_lossy(text(body).0).into_owned(),
                _ => {}
            }
            self.read += length;
            // Sync, Query, a password, goodbye.
            if [b'S', b'Q', b'p', b'X'].contains(&letter) {
                return Some(self.take());
            }
        }
    }

    fn take(&mut self) -> Request {
        let rest = self.bytes.split_off(self.read);
        let bytes = std::mem::replace(&mut self.bytes, rest);
        self.read = 0;
        Request { bytes, sql: std::mem::take(&mut self.sql) }
    }
}

/// Counts the answers in the bytes of a server: each ends with ReadyForQuery.
#[derive(Default)]
pub struct Answers {
    bytes: Vec<u8>,
}

impl Answers {
    /// More bytes of the server; gives how many answers ended in them.
    pub fn ended_in(&mut self, bytes: &[u8]) -> usize {
        self.bytes.extend_from_slice(bytes);
        let (mut read, mut ended) = (0, 0);
        while let Some(length) = self.bytes.get(read + 1..).and_then(number) {
            let next = read + 1 + usize::try_from(length).unwrap_or(0);
            if next > self.bytes.len() {
                break;
            }
            ended += usize::from(self.bytes[read] == b'Z');
            read = next;
        }
        self.bytes.drain(..read);
        ended
    }
}

/// Four bytes as a number.
fn number(bytes: &[u8]) -> Option<u32> {
    Some(u32::from_be_bytes(bytes.get(..4)?.try_into().ok()?))
}

/// A text that ends with a zero byte, and what follows.
fn text(bytes: &[u8]) -> (&[u8], &[u8]) {
    let end = bytes.iter().position(|byte| *byte == 0).unwrap_or(bytes.len());
    (&bytes[..end], bytes.get(end + 1..).unwrap_or_default())
}
