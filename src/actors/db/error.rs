//! What can go wrong at the database, by what the caller can do about it.
//!
//! Used by everything in `actors/db` and by the actors that ask it.
//!
//! **Invariant:** this is the one list of which errors are weather (wait, then the same again) and which are of the data.

use tokio_postgres::error::SqlState;

/// An error of the database.
#[derive(Clone, Debug, thiserror::Error, PartialEq, Eq)]
pub enum DbError {
    /// Weather: no connection, a restart, no room, a deadline. Nothing is known of the outcome; ask again later.
    #[error("the database does not answer: {0}")]
    Down(String),
    /// Weather too, and the session that said so is of no use any longer: its server only reads, shuts down, or lost it.
    #[error("the database takes nothing on this connection: {0}")]
    Gone(String),
    /// The server will not do it, and not for the data: a right was taken away, a function is missing, a pooler mixes sessions
    /// up, a password is refused. Nothing was done; whoever mends it may be on his way, so ask again later.
    #[error("the database will not do it ({code}): {words}")]
    Refused {
        /// SQLSTATE.
        code: String,
        /// The server's words.
        words: String,
    },
    /// The data broke a rule of the schema; the same again would fail again.
    #[error("the database refuses the data ({code}): {words}")]
    Data {
        /// SQLSTATE.
        code: String,
        /// The server's words (never the data itself).
        words: String,
    },
    /// A row is not what the program expects, or the server's own error: a bug or a foreign hand.
    #[error("the database and the program disagree: {0}")]
    Disagreement(String),
}

impl DbError {
    /// True when the same request may succeed later.
    pub fn is_weather(&self) -> bool {
        matches!(self, DbError::Down(_) | DbError::Gone(_) | DbError::Refused { .. })
    }

    /// True when there was no answer: nothing is known of the outcome, and a moment later there may be one.
    pub fn is_silence(&self) -> bool {
        matches!(self, DbError::Down(_) | DbError::Gone(_))
    }

    /// True when the request's own data is to blame, by what the server says.
    pub fn is_of_the_data(&self) -> bool {
        matches!(self, DbError::Data { .. })
    }

    /// The same, where it was found that what stood next to it went in: whatever its class, it is of the data.
    pub fn of_the_data(self) -> DbError {
        match self {
            DbError::Refused { code, words } => DbError::Data { code, words },
            error => error,
        }
    }

    /// No answer in time: nothing is known of the outcome.
    pub(super) fn silent(what: &str, patience: std::time::Duration) -> DbError {
        DbError::Down(format!("{what}: no answer within {} s", patience.as_secs()))
    }
}

/// SQLSTATE classes that say nothing about the data: connection, read-only after a failover, serialization, resources,
/// object state, operator intervention (restarts, deadlines), system errors.
fn weather(state: &SqlState) -> bool {
    state.code() == "25006" || ["08", "40", "53", "55", "57", "58"].contains(&&state.code()[..2])
}

/// Of these, what the same session would say for ever: read-only after a failover, a shutdown, a lost connection behind a pooler.
fn ends_session(state: &SqlState) -> bool {
    state.code() == "25006" || state.code().starts_with("57P0") || state.code().starts_with("08")
}

impl From<tokio_postgres::Error> for DbError {
    fn from(error: tokio_postgres::Error) -> DbError {
        match error.as_db_error() {
            Some(answer) if weather(answer.code()) => {
                let words = format!("{} ({})", answer.message(), answer.code().code());
                if ends_session(answer.code()) { DbError::Gone(words) } else { DbError::Down(words) }
            }
            Some(answer) if ["22", "23"].contains(&&answer.code().code()[..2]) => {
                DbError::Data { code: answer.code().code().to_owned(), words: answer.message().to_owned() }
            }
            // The server's own trouble with what it keeps: waiting mends nothing.
            Some(answer) if answer.code().code().starts_with("XX") => {
                DbError::Disagreement(format!("{} ({})", answer.message(), answer.code().code()))
            }
            Some(answer) => {
                DbError::Refused { code: answer.code().code().to_owned(), words: answer.message().to_owned() }
            }
            None if error.is_closed() || is_io(&error) => DbError::Down(error.to_string()),
            None => DbError::Disagreement(error.to_string()),
        }
    }
}

impl From<super::rows::RowError> for DbError {
    fn from(error: super::rows::RowError) -> DbError {
        DbError::Disagreement(error.to_string())
    }
}

impl From<bb8::RunError<DbError>> for DbError {
    fn from(error: bb8::RunError<DbError>) -> DbError {
        match error {
            // A refused password or an unknown database while connecting may be mended by the operator.
            bb8::RunError::User(DbError::Disagreement(words)) => DbError::Down(words),
            bb8::RunError::User(other) => other,
            bb8::RunError::TimedOut => DbError::Down("no connection became free in time".to_owned()),
        }
    }
}

fn is_io(error: &tokio_postgres::Error) -> bool {
    let mut cause = std::error::Error::source(error);
    while let Some(inner) = cause {
        if inner.is::<std::io::Error>() {
            return true;
        }
        cause = inner.source();
    }
    // "error communicating with the server", "timeout waiting for server" and TLS failures carry no code.
    let words = error.to_string();
    words.contains("connect") || words.contains("communicating") || words.contains("timeout") || words.contains("TLS")
}
