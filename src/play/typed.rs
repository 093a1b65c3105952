//! A game at the terminal: bot and player speak whenever they like.
//!
//! Called by `play::run` when standard input is a terminal.
//!
//! **Invariant:** however the game ends, the terminal is left as it was found.

use std::io;

use super::{
    PlayError,
    chat::Chat,
    reader::{self, Lines},
    screen::Screen,
    service::Service,
};
use crate::{config::Config, sandbox::Sandbox};

/// The first words.
const WELCOME: &str = "Angler, crypto fishing: a game for one, against a Telegram and a market that live in this program.\n\
                       Type /start to begin, / for the menu, /help for the rules; a number presses that button; Ctrl-D leaves.\n";

/// Plays until the player leaves.
pub(super) async fn play(
    config: &Config,
    sandbox: &Sandbox,
    stop: &mut (impl Future<Output = ()> + Unpin),
) -> Result<(), PlayError> {
    let mut screen = Screen::plain(io::stdout());
    screen.show(WELCOME)?;
    let mut chat = Chat::new(sandbox.telegram.clone(), &config.data_dir, screen);
    let service = tokio::select! {
        started = Service::start(config, &mut chat) => started?,
        () = &mut *stop => return Ok(()),
    };
    let (mut lines, screen) = reader::typed().await.map_err(PlayError::SetUp)?;
    chat.move_to(screen);
    let mut signalled = false;
    let talked = service
        .run_while(async {
            tokio::select! {
                talked = talk(&mut chat, &mut lines) => talked,
                () = stop => {
                    signalled = true;
                    Ok(())
                }
            }
        })
        .await;
    if signalled {
        mend_terminal();
    } else if talked.is_err() {
        // Ending under the editor would leave the terminal as the editor set it.
        chat.notice("the game is over; press Enter to leave")?;
        let _pressed = lines.next().await;
    }
    chat.catch_up()?;
    if !signalled {
        chat.close();
    }
    talked
}

/// Bot and player speak as they like, until the player leaves.
async fn talk(chat: &mut Chat, lines: &mut Lines) -> Result<(), PlayError> {
    loop {
        tokio::select! {
            event = chat.next_event() => match event {
                Some(event) => chat.show(event)?,
                None => return Ok(()),
            },
            line = lines.next() => match line {
                Some(line) => {
                    chat.act(&line?)?;
                }
                None => return Ok(()),
            },
        }
    }
}

/// After a signal the editor still waits for a key, in its own mode of the terminal; ending like that leaves a shell without
/// an echo.
fn mend_terminal() {
    let _as_well_as_it_can = std::process::Command::new("stty").arg("sane").status();
}
