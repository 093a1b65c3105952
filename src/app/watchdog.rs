//! Feeding systemd's watchdog, as long as the poller, the writers and the Outbox turn their loops.
//!
//! Started by `app.rs`; does nothing where no watchdog is asked for (`WATCHDOG_USEC` is not set).
//!
//! **Invariant:** an outage never starves the watchdog; an actor that does not answer does.

use std::time::Duration;

use actix::Recipient;

use super::running::Running;
use crate::plumbing::pulse::Pulse;

/// Feeds until it is dropped.
pub(super) struct Feeding(Option<actix_rt::task::JoinHandle<()>>);

impl Drop for Feeding {
    fn drop(&mut self) {
        if let Some(task) = &self.0 {
            task.abort();
        }
    }
}

/// Starts feeding, three times within the watchdog's patience.
pub(super) fn feed(running: &Running) -> Feeding {
    let Some(patience) = sd_notify::watchdog_enabled() else { return Feeding(None) };
    let mut asked: Vec<Recipient<Pulse>> =
        vec![running.poller.clone().recipient(), running.doors.outbox.clone().recipient()];
    asked.extend(running.doors.writers.iter().map(|writer| writer.clone().recipient()));
    let every = patience / 3;
    Feeding(Some(actix_rt::spawn(async move {
        loop {
            if all_turn(&asked, every).await {
                let _not_under_systemd = sd_notify::notify(&[sd_notify::NotifyState::Watchdog]);
            } else {
                log::error!("an actor does not turn its loop, the watchdog is not fed");
            }
            actix_rt::time::sleep(every).await;
        }
    })))
}

async fn all_turn(asked: &[Recipient<Pulse>], patience: Duration) -> bool {
    for actor in asked {
        let answer = actix_rt::time::timeout(patience, actor.send(Pulse)).await;
        if !matches!(answer, Ok(Ok(true))) {
            return false;
        }
    }
    true
}
