//! The one door to the player's eyes: everything `angler play` prints goes through a [`Screen`].
//!
//! On a terminal it writes beside the line that is being typed, by rustyline's external printer; elsewhere it writes plainly.
//! The printer may have to wait for the editor (in a search, say), so it has a thread of its own.
//!
//! **Invariant:** what is shown comes out whole and in order; showing on a terminal never makes the service wait.

use std::{
    io::{self, Write},
    sync::mpsc,
    thread::JoinHandle,
};

use rustyline::ExternalPrinter;

/// Where the chat is shown.
pub struct Screen {
    sink: Sink,
    /// It knows bold.
    pub(super) bold: bool,
}

enum Sink {
    Plain(Box<dyn Write + Send>),
    Beside { texts: mpsc::Sender<String>, thread: JoinHandle<()> },
}

impl Screen {
    /// A screen that only ever grows: a pipe, a file, a test.
    pub fn plain(output: impl Write + Send + 'static) -> Screen {
        Screen { sink: Sink::Plain(Box::new(output)), bold: false }
    }

    /// A terminal on which a line is being typed.
    pub(super) fn beside(mut printer: impl ExternalPrinter + Send + 'static) -> io::Result<Screen> {
        let (texts, shown) = mpsc::channel::<String>();
        let thread = std::thread::Builder::new().name("screen".into()).spawn(move || {
            for text in shown {
                if printer.print(text.clone()).is_err() {
                    // The editor has ended while the text waited for it: the terminal is ours again.
                    let _terminal_gone = write_out(&mut io::stdout(), &text);
                }
            }
        })?;
        Ok(Screen { sink: Sink::Beside { texts, thread }, bold: true })
    }

    /// Shows a text that ends with its line.
    pub fn show(&mut self, text: &str) -> io::Result<()> {
        match &mut self.sink {
            Sink::Plain(output) => write_out(output, text),
            Sink::Beside { texts, .. } => {
                texts.send(text.to_owned()).map_err(|_| io::Error::other("the terminal is gone"))
            }
        }
    }

    /// Waits until all of it is shown. On a terminal the editor must have ended.
    pub(super) fn close(self) {
        if let Sink::Beside { texts, thread } = self.sink {
            drop(texts);
            let _panicked = thread.join();
        }
    }
}

fn write_out(output: &mut impl Write, text: &str) -> io::Result<()> {
    output.write_all(text.as_bytes())?;
    output.flush()
}
