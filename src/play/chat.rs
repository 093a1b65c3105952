//! The chat itself: what the player types becomes acts in the sandbox, what the bot does becomes text on the screen.
//!
//! Owned by `play::run`; the same for a terminal and for a pipe.
//!
//! **Invariant:** events are shown in the order in which the sandbox's Telegram took them.

use std::{io, path::Path, sync::Arc};

use tokio::sync::mpsc::UnboundedReceiver;

use super::{
    buttons::Buttons,
    cards::Cards,
    line::{self, Line},
    render::{self, Came},
    screen::Screen,
    town::PLAYER,
};
use crate::sandbox::{
    SandboxTelegram,
    telegram::{Content, Event},
};

/// One player's chat with the bot.
pub(super) struct Chat {
    telegram: Arc<SandboxTelegram>,
    events: UnboundedReceiver<Event>,
    buttons: Buttons,
    cards: Cards,
    screen: Screen,
}

/// Whether a line has the bot's answer to wait for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Acted {
    /// It reached Telegram.
    Sent,
    /// It did not: nothing was typed, or there is no such button.
    Nothing,
}

impl Chat {
    /// A chat from now on.
    pub(super) fn new(telegram: Arc<SandboxTelegram>, data_dir: &Path, screen: Screen) -> Chat {
        let events = telegram.subscribe();
        Chat { telegram, events, buttons: Buttons::default(), cards: Cards::under(data_dir), screen }
    }

    /// Is shown there from now on.
    pub(super) fn move_to(&mut self, screen: Screen) {
        self.screen = screen;
    }

    /// Shows something that the terminal itself has to say.
    pub(super) fn notice(&mut self, words: &str) -> io::Result<()> {
        self.screen.show(&render::notice(words))
    }

    /// Shows a line that nobody saw being typed.
    pub(super) fn echo(&mut self, line: &str) -> io::Result<()> {
        match line::read(line) {
            Line::Empty => Ok(()),
            Line::Press(_) | Line::Say(_) => self.screen.show(&render::said(line.trim())),
        }
    }

    /// Does what a line says.
    pub(super) fn act(&mut self, line: &str) -> io::Result<Acted> {
        match line::read(line) {
            Line::Empty => return Ok(Acted::Nothing),
            Line::Say("/") => {
                self.show_menu()?;
                return Ok(Acted::Nothing);
            }
            Line::Say(text) => {
                self.telegram.say(PLAYER, PLAYER, text);
            }
            Line::Press(number) => {
                let pressed = self.buttons.numbered(number);
                match pressed.and_then(|(message_id, button)| Some((message_id, button.data.as_deref()?))) {
                    Some((message_id, data)) => {
                        self.telegram.press(PLAYER, PLAYER, message_id, data);
                    }
                    None => {
                        self.no_button()?;
                        return Ok(Acted::Nothing);
                    }
                }
            }
        }
        Ok(Acted::Sent)
    }

    /// The next thing the bot does; `None` when its Telegram is gone.
    pub(super) async fn next_event(&mut self) -> Option<Event> {
        self.events.recv().await
    }

    /// Shows what has happened and was not shown yet.
    pub(super) fn catch_up(&mut self) -> io::Result<()> {
        while let Ok(event) = self.events.try_recv() {
            self.show(event)?;
        }
        Ok(())
    }

    /// Shows what the bot did.
    pub(super) fn show(&mut self, event: Event) -> io::Result<()> {
        match event {
            Event::Sent { message_id, content, .. } => self.show_message(Came::New, message_id, &content),
            Event::Edited { message_id, content, .. } => self.show_message(Came::Edited, message_id, &content),
            Event::Deleted { message_id, .. } => {
                self.buttons.forget(message_id);
                self.screen.show(&render::aside("(took a message back)"))
            }
            Event::Answered { answer, .. } => match answer.text {
                Some(toast) => self.screen.show(&render::aside(&format!("(toast) {toast}"))),
                None => Ok(()),
            },
            Event::Action { .. } => Ok(()),
        }
    }

    /// Ends the chat once everything is shown.
    pub(super) fn close(self) {
        // Told apart from a drop, which does not wait for an editor that still runs.
        self.screen.close();
    }

    fn show_message(&mut self, came: Came, message_id: i64, content: &Arc<Content>) -> io::Result<()> {
        self.buttons.learn(message_id, content);
        let picture = content.photo.as_ref().map(|photo| match self.cards.save(photo, &content.text) {
            Ok(path) => format!("card: {}", path.display()),
            Err(error) => format!("a card that could not be saved: {error}"),
        });
        let document = content.document.as_ref().map(|document| match self.cards.save_document(document) {
            Ok(path) => format!("file: {}", path.display()),
            Err(error) => format!("a file that could not be saved: {error}"),
        });
        let shown = render::message(came, content, picture.or(document).as_deref(), self.screen.bold);
        self.screen.show(&shown)
    }

    /// What a phone shows when a slash is typed.
    fn show_menu(&mut self) -> io::Result<()> {
        let lines = self.telegram.menu(true, "en").into_iter();
        let menu: Vec<String> = lines.map(|line| format!("/{} {}", line.command, line.description)).collect();
        if menu.is_empty() {
            return self.notice("the bot has hung no menu yet");
        }
        self.screen.show(&render::aside(&format!("(menu)\n{}", menu.join("\n"))))
    }

    fn no_button(&mut self) -> io::Result<()> {
        match self.buttons.count() {
            0 => self.notice("there is no button to press yet"),
            1 => self.notice("there is one button, [1]"),
            count => self.notice(&format!("there are buttons [1] to [{count}]")),
        }
    }
}
