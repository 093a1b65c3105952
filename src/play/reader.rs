//! Where lines come from: a terminal with an editor, or anything that can be read.
//!
//! Started by `play::run`. Reading blocks, so it has a thread of its own, which reads a line when one is wanted; while none
//! is, the terminal is as the program found it.
//!
//! **Invariant:** a thread that reads never keeps the program from ending; a line that is no text is read as well as it can be.

use std::{
    io::{self, BufRead},
    thread,
};

use rustyline::{DefaultEditor, error::ReadlineError};
use tokio::sync::{mpsc, oneshot};

use super::screen::Screen;

/// Before the line that is being typed.
const PROMPT: &str = "you: ";
/// Bytes of one line; Telegram takes far less, and a pipe of zeros has no line end at all.
const LONGEST: u64 = 1 << 20;

/// Lines as they come.
pub(super) struct Lines {
    /// Lets the thread read one more line.
    go: std::sync::mpsc::Sender<()>,
    lines: mpsc::Receiver<io::Result<String>>,
    asked: bool,
}

/// The thread's end of it.
struct Reads {
    go: std::sync::mpsc::Receiver<()>,
    lines: mpsc::Sender<io::Result<String>>,
}

impl Lines {
    fn new() -> (Lines, Reads) {
        let ((go, may_go), (to, lines)) = (std::sync::mpsc::channel(), mpsc::channel(1));
        (Lines { go, lines, asked: false }, Reads { go: may_go, lines: to })
    }

    /// The next line; `None` at the end. A call that was given up is carried on by the next one.
    pub(super) async fn next(&mut self) -> Option<io::Result<String>> {
        if !self.asked {
            self.go.send(()).ok()?;
            self.asked = true;
        }
        let line = self.lines.recv().await;
        self.asked = false;
        line
    }
}

impl Reads {
    fn wanted(&self) -> bool {
        self.go.recv().is_ok()
    }

    /// Hands a line on; false when nobody wants more.
    fn give(&self, line: io::Result<String>) -> bool {
        let failed = line.is_err();
        self.lines.blocking_send(line).is_ok() && !failed
    }
}

/// Reads lines from a pipe, a file or a test.
pub(super) fn piped(mut input: impl BufRead + Send + 'static) -> io::Result<Lines> {
    let (lines, reads) = Lines::new();
    thread::Builder::new().name("lines".into()).spawn(move || {
        while reads.wanted() {
            let Some(line) = next_line(&mut input).transpose() else { return };
            if !reads.give(line) {
                return;
            }
        }
    })?;
    Ok(lines)
}

fn next_line(input: &mut impl BufRead) -> io::Result<Option<String>> {
    let mut line = Vec::new();
    let read = io::Read::take(input, LONGEST).read_until(b'\n', &mut line)?;
    Ok((read > 0).then(|| String::from_utf8_lossy(&line).into_owned()))
}

/// Reads lines from the terminal, with an editor and its history. Gives the screen that goes with it.
pub(super) async fn typed() -> io::Result<(Lines, Screen)> {
    let (lines, reads) = Lines::new();
    let (screen_to, screen) = oneshot::channel();
    thread::Builder::new().name("editor".into()).spawn(move || {
        let mut editor = match DefaultEditor::new() {
            Ok(editor) => editor,
            Err(error) => {
                let _left = screen_to.send(Err(io::Error::other(error)));
                return;
            }
        };
        // A terminal that cannot redraw a line (TERM=dumb, output into a file) is written to plainly.
        let made = match editor.create_external_printer() {
            Ok(printer) => Screen::beside(printer),
            Err(_cannot_redraw) => Ok(Screen::plain(io::stdout())),
        };
        if screen_to.send(made).is_ok() {
            edit(&mut editor, &reads);
        }
    })?;
    let screen = screen.await.map_err(|_| io::Error::other("the line editor ended"))??;
    Ok((lines, screen))
}

fn edit(editor: &mut DefaultEditor, reads: &Reads) {
    while reads.wanted() {
        let line = loop {
            match editor.readline(PROMPT) {
                Ok(line) => break Ok(line),
                Err(ReadlineError::Eof | ReadlineError::Interrupted) => return,
                // The window changed: the line is typed anew.
                Err(ReadlineError::Signal(_)) => {}
                Err(ReadlineError::Io(error)) => break Err(error),
                Err(error) => break Err(io::Error::other(error)),
            }
        };
        if let Ok(line) = &line {
            let _repeated_or_empty = editor.add_history_entry(line.as_str());
        }
        if !reads.give(line) {
            return;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[actix_rt::test]
    async fn a_pipe_gives_its_lines_and_ends() {
        let mut lines = piped(io::Cursor::new(b"/start\r\n\n1\nbad \xff\nlast".to_vec())).unwrap();
        let mut read = Vec::new();
        while let Some(line) = lines.next().await {
            read.push(line.unwrap());
        }
        assert_eq!(read, ["/start\r\n", "\n", "1\n", "bad \u{fffd}\n", "last"]);
    }

    #[actix_rt::test]
    async fn a_pipe_that_fails_says_so_once() {
        struct Broken;
        impl io::Read for Broken {
            fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
                Err(io::Error::other("unplugged"))
            }
        }
        let mut lines = piped(io::BufReader::new(Broken)).unwrap();
        assert_eq!(lines.next().await.unwrap().unwrap_err().to_string(), "unplugged");
        assert!(lines.next().await.is_none());
    }
}
