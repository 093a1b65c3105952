//! The service of a game, running beside the chat.
//!
//! Started by both ways to play; it is what `angler serve` runs.
//!
//! **Invariant:** a service that was started is drained when the chat is over, however that came.

use std::{pin::pin, time::Duration};

use actix::Addr;
use actix_rt::task::JoinHandle;
use tokio::{sync::oneshot, time::timeout};

use super::{PlayError, chat::Chat};
use crate::{
    actors::{outbox::Outbox, router::Router},
    app::{Application, RunError},
    config::Config,
};

/// A start that takes longer is explained: a first database takes 3 s.
const SLOW_START: Duration = Duration::from_secs(5);

/// The service, running beside the chat.
pub(super) struct Service {
    /// Who holds updates.
    pub router: Addr<Router>,
    /// Who owes replies.
    pub outbox: Addr<Outbox>,
    /// Dropped or used, it lets the service end.
    leave: oneshot::Sender<()>,
    ended: JoinHandle<Result<(), RunError>>,
}

impl Service {
    /// Builds the service and lets it play; says why when that takes long.
    pub async fn start(config: &Config, chat: &mut Chat) -> Result<Service, PlayError> {
        let mut build = pin!(Application::build(config));
        let application = match timeout(SLOW_START, &mut build).await {
            Ok(built) => built?,
            Err(_slow) => {
                chat.notice("still starting: the database is being made, or another angler uses it")?;
                build.await?
            }
        };
        let (router, outbox) = application.asked_when_quiet();
        let (leave, left) = oneshot::channel();
        let ended = actix_rt::spawn(application.run_until(async {
            let _dropped_counts_too = left.await;
        }));
        Ok(Service { router, outbox, leave, ended })
    }

    /// Runs until the chat is over, then drains. When the service ends first, that is the outcome.
    pub async fn run_while(self, chat: impl Future<Output = Result<(), PlayError>>) -> Result<(), PlayError> {
        let Service { leave, mut ended, .. } = self;
        let chatted = tokio::select! {
            ended = &mut ended => return ended.map_err(|_| PlayError::BrokeOff)?.map_err(PlayError::Ended),
            chatted = chat => chatted,
        };
        drop(leave);
        let drained = ended.await.map_err(|_| PlayError::BrokeOff)?;
        chatted.and(drained.map_err(PlayError::Ended))
    }
}
