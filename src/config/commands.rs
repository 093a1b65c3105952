//! What the program can be told to do: its subcommands, as typed.
//!
//! Read from the command line by `parse.rs`, carried out by `main.rs`.
//!
//! **Invariant:** the words here are what `angler --help` says of each.

use std::path::PathBuf;

use clap::Subcommand;

/// What the program can do.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum Command {
    /// Run the bot until SIGTERM or SIGINT.
    Serve,
    /// Play in this terminal, against local stand-ins for Telegram, the market and the painter.
    Play {
        /// What the player's Telegram is set to: en, ru, or any other code that Telegram may tell.
        #[arg(long, value_name = "CODE", default_value = "en")]
        language: String,
    },
    /// Say, one line each, whether the settings would work; exit 1 if the bot could not run.
    Check,
    /// Say, one line for each rule, whether the books of the database add up; exit 1 if not. The bot may run meanwhile.
    Audit,
    /// Go on with a database that lost its last commits, and tell the players whose they were; a running service takes it up by itself.
    Recover,
    /// Follow a new token of the bot: wrap the database's key for TELEGRAM_BOT_TOKEN that was wrapped for TELEGRAM_TOKEN_OLD.
    Rekey,
    /// Look after updates that nobody could carry out and replies that were given up.
    #[command(subcommand)]
    Quarantine(QuarantineCommand),
    /// Look after the paintings of fish.
    #[command(subcommand)]
    Art(ArtCommand),
    /// Write every card into a folder, with a page to look at them.
    Gallery {
        /// The folder; made where there is none.
        folder: PathBuf,
    },
    /// Run a program of PostgreSQL (psql, pg_dump, …) on the bot's database, beside the service or without it.
    Database {
        /// Make the private PostgreSQL where there is none.
        #[arg(long)]
        make: bool,
        /// The program and its arguments.
        #[arg(required = true, trailing_var_arg = true, allow_hyphen_values = true, value_name = "PROGRAM")]
        line: Vec<String>,
    },
}

/// What can be done with paintings. A running service takes it up within a minute.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum ArtCommand {
    /// Show where each fish's painting stands, and what was asked for today.
    List {
        /// Write the pictures into this folder too, to look at them before they are approved.
        #[arg(long, value_name = "FOLDER")]
        pictures: Option<PathBuf>,
    },
    /// Use paintings that wait for approval.
    Approve {
        /// Fish, as the list names them.
        #[arg(required = true)]
        fish: Vec<String>,
    },
    /// Never show these paintings, and ask for no other.
    Reject {
        /// Fish, as the list names them.
        #[arg(required = true)]
        fish: Vec<String>,
    },
    /// Forget these paintings, refusals too: the next catch of such a fish asks for a new one.
    Regenerate {
        /// Fish, as the list names them.
        #[arg(required = true)]
        fish: Vec<String>,
    },
}

/// What can be done with what was put aside.
#[derive(Clone, Debug, PartialEq, Eq, Subcommand)]
pub enum QuarantineCommand {
    /// Show it, a line each.
    List,
    /// Have it tried again, also by a service that runs.
    Retry {
        /// An update's id (84100211) or a reply's (12/3/1), as the list shows them.
        ids: Vec<String>,
        /// All that the list shows.
        #[arg(long)]
        all: bool,
    },
    /// Forget it.
    Drop {
        /// An update's id (84100211) or a reply's (12/3/1), as the list shows them.
        ids: Vec<String>,
    },
}
