//! A game by pipe: each line waits for its result, then comes the next.
//!
//! Called by `play::run` when standard input is no terminal, and by tests.
//!
//! **Invariant:** what a line brought about is shown before the next line, catches and their cards included.
//! **Absent:** a painting that arrives later is not waited for; nor is the drain, which shows what it still brings.

use std::{io::BufRead, pin::pin, time::Duration};

use tokio::time::timeout;

use super::{
    PlayError,
    chat::{Acted, Chat},
    quiet::Quiet,
    reader::{self, Lines},
    screen::Screen,
    service::Service,
};
use crate::{config::Config, sandbox::Sandbox};

/// How long a line may take: a cast without a price is refused after 15 s.
const RESULT: Duration = Duration::from_secs(30);

/// Plays all lines.
pub(super) async fn play(
    config: &Config,
    sandbox: &Sandbox,
    lines: Box<dyn BufRead + Send>,
    screen: Screen,
    stop: &mut (impl Future<Output = ()> + Unpin),
) -> Result<(), PlayError> {
    let mut chat = Chat::new(sandbox.telegram.clone(), &config.data_dir, screen);
    let service = tokio::select! {
        started = Service::start(config, &mut chat) => started?,
        () = &mut *stop => return Err(PlayError::Stopped),
    };
    let mut lines = reader::piped(lines).map_err(PlayError::SetUp)?;
    let quiet =
        Quiet { telegram: sandbox.telegram.clone(), router: service.router.clone(), outbox: service.outbox.clone() };
    let told = tell_all(&mut chat, &mut lines, &quiet);
    let stopped = async {
        stop.await;
        Err(PlayError::Stopped)
    };
    let told = service
        .run_while(async {
            tokio::select! { told = told => told, stopped = stopped => stopped }
        })
        .await;
    let shown = chat.catch_up();
    chat.close();
    told.and(Ok(shown?))
}

/// Says each line and waits for its result.
async fn tell_all(chat: &mut Chat, lines: &mut Lines, quiet: &Quiet) -> Result<(), PlayError> {
    // What an earlier game still owes comes first.
    result(chat, quiet).await?;
    while let Some(line) = lines.next().await {
        let line = line?;
        chat.echo(&line)?;
        if chat.act(&line)? == Acted::Sent && !result(chat, quiet).await? {
            let line = line.trim().chars().filter(|c| !c.is_control()).take(60).collect();
            return Err(PlayError::NoResult { line, waited_s: RESULT.as_secs() });
        }
    }
    Ok(())
}

/// Shows all that comes until nothing more is to come; false when the time is up before.
async fn result(chat: &mut Chat, quiet: &Quiet) -> Result<bool, PlayError> {
    let mut quiet = pin!(timeout(RESULT, quiet.reached()));
    loop {
        tokio::select! {
            reached = &mut quiet => {
                chat.catch_up()?;
                return Ok(reached.is_ok());
            }
            Some(event) = chat.next_event() => chat.show(event)?,
        }
    }
}
