//! `angler play`: the whole service against a sandbox, with a chat in the terminal.
//!
//! Called by `main.rs`. `typed` and `piped` are the two ways to play; `service` runs the bot beside them, in the world that
//! `town` makes. In the order of a line: `reader` reads it, `line` understands it, `chat` acts and shows (`render`,
//! `buttons`, `cards`, `screen`), `quiet` knows when it has its result.
//!
//! **Invariant:** the service that plays is the one that serves: only its settings differ. It is drained at the end, also
//! after an error of the terminal.

mod buttons;
mod cards;
mod chat;
mod line;
mod piped;
mod quiet;
mod reader;
mod render;
mod screen;
mod service;
mod town;
mod typed;

use std::io::{self, BufRead, Write};

use tokio::signal::unix::{SignalKind, signal};

pub use self::screen::Screen;
use crate::{
    app::{RunError, StartError},
    config::Config,
};

/// Where lines come from and where the chat is shown.
pub enum Input {
    /// A person at the terminal of this process: bot and player speak at any time.
    Terminal,
    /// Lines one after the other, each waiting for the result of the one before.
    Piped {
        /// The lines.
        lines: Box<dyn BufRead + Send>,
        /// Where the chat is shown.
        screen: Screen,
    },
}

impl Input {
    /// Standard input and output; `piped` when standard input is no terminal.
    pub fn standard(piped: bool) -> Input {
        if piped { Input::piped(io::BufReader::new(io::stdin()), io::stdout()) } else { Input::Terminal }
    }

    /// Lines from here, the chat to there.
    pub fn piped(lines: impl BufRead + Send + 'static, output: impl Write + Send + 'static) -> Input {
        Input::Piped { lines: Box::new(lines), screen: Screen::plain(output) }
    }
}

/// Why a game ended other than by its player.
#[derive(Debug, thiserror::Error)]
pub enum PlayError {
    /// No port or thread for the sandbox or the terminal.
    #[error("the game cannot be set up: {0}")]
    SetUp(io::Error),
    /// The service cannot start.
    #[error(transparent)]
    Start(#[from] StartError),
    /// The service ended by itself.
    #[error(transparent)]
    Ended(#[from] RunError),
    /// The service ended by a panic.
    #[error("the service broke off; the log says why")]
    BrokeOff,
    /// A line's result did not come.
    #[error("no result of '{line}' within {waited_s} s")]
    NoResult {
        /// The line.
        line: String,
        /// How long it was waited for.
        waited_s: u64,
    },
    /// A signal came before the end of the input.
    #[error("stopped before the end of the input")]
    Stopped,
    /// The chat cannot be read or shown any longer.
    #[error("the chat broke off")]
    Chat(#[from] io::Error),
}

/// Plays until the input ends, with a player whose Telegram is set to this language; then drains the service and stops the
/// sandbox.
///
/// # Errors
/// When the game could not be set up, or ended other than by the end of its input.
pub async fn run(config: Config, language: &str, input: Input) -> Result<(), PlayError> {
    let mut stop = Box::pin(stopped().map_err(PlayError::SetUp)?);
    let (sandbox, config) = town::open(config, language).await.map_err(PlayError::SetUp)?;
    let played = match input {
        Input::Terminal => typed::play(&config, &sandbox, &mut stop).await,
        Input::Piped { lines, screen } => piped::play(&config, &sandbox, lines, screen, &mut stop).await,
    };
    sandbox.stop().await;
    played
}

/// Ready when somebody wants the program to end.
fn stopped() -> io::Result<impl Future<Output = ()>> {
    let mut terminate = signal(SignalKind::terminate())?;
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut hangup = signal(SignalKind::hangup())?;
    Ok(async move {
        tokio::select! {
            _ = terminate.recv() => {}
            _ = interrupt.recv() => {}
            _ = hangup.recv() => {}
        }
    })
}
