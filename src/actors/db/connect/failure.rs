//! Why there is no connection, by what to do about it: wait, or mend a setting.
//!
//! Used by the [`Connector`](super::Connector). A start waits while a server is [`Away`](ConnectError::Away), and ends when it is
//! [`Refused`](ConnectError::Refused); whatever runs already waits in both cases, for an operator may be mending it.
//!
//! **Invariant:** the words name the server and the reason, never a secret.

use std::io;

use tokio_postgres::error::SqlState;

use super::{super::error::DbError, hosts::Host, tls::MEND};
use crate::plumbing::net::handshake;

/// Why there is no connection.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum ConnectError {
    /// Nobody answers, or not yet: waiting helps.
    #[error("{0}")]
    Away(String),
    /// The same again would fail again until a setting is mended.
    #[error("{0}")]
    Refused(String),
}

impl From<ConnectError> for DbError {
    /// For whoever runs: a refusal too may be mended meanwhile.
    fn from(error: ConnectError) -> DbError {
        DbError::Down(error.words())
    }
}

impl ConnectError {
    /// What to tell.
    pub fn words(self) -> String {
        match self {
            ConnectError::Away(words) | ConnectError::Refused(words) => words,
        }
    }

    /// The same with the server's name before it.
    pub(super) fn at(self, host: &Host) -> ConnectError {
        match self {
            ConnectError::Away(words) => ConnectError::Away(format!("{host}: {words}")),
            ConnectError::Refused(words) => ConnectError::Refused(format!("{host}: {words}")),
        }
    }

    /// All servers failed: away while one of them is.
    pub(super) fn all(errors: Vec<ConnectError>) -> ConnectError {
        let away = errors.iter().any(|error| matches!(error, ConnectError::Away(_)));
        let words = errors.into_iter().map(ConnectError::words).collect::<Vec<_>>().join("; ");
        if away { ConnectError::Away(words) } else { ConnectError::Refused(words) }
    }

    /// A socket could not be opened.
    pub(super) fn dialling(error: &io::Error) -> ConnectError {
        ConnectError::Away(match error.kind() {
            io::ErrorKind::ConnectionRefused => "nobody listens there".to_owned(),
            io::ErrorKind::NotFound => format!("there is no server ({error})"),
            _ => error.to_string(),
        })
    }
}

impl From<tokio_postgres::Error> for ConnectError {
    fn from(error: tokio_postgres::Error) -> ConnectError {
        if let Some(answer) = error.as_db_error() {
            return answered(answer.code(), answer.message());
        }
        if let Some(why) = handshake::why(&error, &MEND) {
            return ConnectError::Refused(why);
        }
        match handshake::within::<io::Error>(&error) {
            Some(io) => ConnectError::Away(format!("the connection broke while it was made ({io})")),
            None if error.is_closed() => ConnectError::Away("it closed the connection".to_owned()),
            None => {
                let words = std::error::Error::source(&error).map_or_else(|| error.to_string(), ToString::to_string);
                let set = if words.contains("does not support TLS") {
                    ": turn ssl on there, or set sslmode=prefer"
                } else {
                    ""
                };
                ConnectError::Refused(format!("{words}{set}"))
            }
        }
    }
}

/// What the server said, with what to do where its own words do not tell.
fn answered(code: &SqlState, message: &str) -> ConnectError {
    let said = format!("{message} ({})", code.code());
    if *code == SqlState::TOO_MANY_CONNECTIONS {
        return ConnectError::Away(format!(
            "{said}: it has no connection left for us; lower DB_POOL_MAX, or raise max_connections (or the login's limit) there"
        ));
    }
    if message.contains("unsupported startup parameter") {
        return ConnectError::Refused(format!(
            "{said}: a pooler between refuses `options`; leave them out of DATABASE_URL"
        ));
    }
    match &code.code()[..2] {
        "08" | "53" | "55" | "57" | "58" => ConnectError::Away(said),
        _ => ConnectError::Refused(said),
    }
}
