//! Feeding systemd's watchdog, as long as the poller, the writer and the Outbox turn their loops.
//!
//! Started by `app.rs`; does nothing where no watchdog is asked for (`WATCHDOG_USEC` is not set).
//!
//! **Invariant:** an outage never starves the watchdog, for every try turns a loop; an actor that does not answer does, and so
//! does work that never comes back.

use std::time::Duration;

use actix::Recipient;
use futures_util::future::join_all;

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
    let asked: Vec<(&'static str, Recipient<Pulse>)> = vec![
        ("poller", running.poller.clone().recipient()),
        ("outbox", running.doors.outbox.clone().recipient()),
        ("writer", running.doors.writer.clone().recipient()),
    ];
    let every = patience / 3;
    Feeding(Some(actix_rt::spawn(async move {
        let mut stuck_before = Vec::new();
        loop {
            let stuck = stuck(&asked, every).await;
            if stuck.is_empty() {
                let _not_under_systemd = sd_notify::notify(&[sd_notify::NotifyState::Watchdog]);
            } else if stuck != stuck_before {
                log::error!(actors = stuck.join(", ").as_str(); "actors do not turn their loops, the watchdog is not fed");
            }
            stuck_before = stuck;
            actix_rt::time::sleep(every).await;
        }
    })))
}

/// Who does not turn his loop, or does not answer in time. All are asked at once, so that the slow do not add up.
async fn stuck(asked: &[(&'static str, Recipient<Pulse>)], patience: Duration) -> Vec<&'static str> {
    let asked = asked.iter().map(|(name, actor)| async move {
        let answer = actix_rt::time::timeout(patience, actor.send(Pulse)).await;
        (!matches!(answer, Ok(Ok(true)))).then_some(*name)
    });
    join_all(asked).await.into_iter().flatten().collect()
}

#[cfg(test)]
mod tests {
    use actix::{Actor, Context, Handler};

    use super::*;

    struct Loop(Option<bool>);
    impl Actor for Loop {
        type Context = Context<Self>;
    }
    impl Handler<Pulse> for Loop {
        type Result = actix::ResponseFuture<bool>;
        fn handle(&mut self, _: Pulse, _: &mut Context<Self>) -> Self::Result {
            let answer = self.0;
            Box::pin(async move {
                match answer {
                    Some(turns) => turns,
                    None => std::future::pending().await,
                }
            })
        }
    }

    #[actix_rt::test]
    async fn whoever_says_no_or_nothing_is_named() {
        let loops = [("turns", Some(true)), ("stuck", Some(false)), ("silent", None)];
        let asked: Vec<_> = loops.into_iter().map(|(name, answer)| (name, Loop(answer).start().recipient())).collect();
        assert_eq!(stuck(&asked, Duration::from_millis(50)).await, ["stuck", "silent"]);
        assert!(stuck(&asked[..1], Duration::from_secs(5)).await.is_empty());
    }
}
