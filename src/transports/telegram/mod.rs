//! The door to Telegram: [`TelegramApi`] speaks for the Outbox, [`TelegramUpdates`] listens for the poller, [`decode()`]
//! reads one raw update.
//!
//! Called by the composition root through [`make_bot_api`] and [`make_updates`]. The two have HTTP clients of their own, so
//! that a long poll never stands in the way of a reply. What Telegram sends is read by small structs of ours that know only
//! the fields the game needs: the full types of a library refuse a whole message for one field of a kind they do not know.
//!
//! **Invariant:** the token appears in the request's URL and nowhere else: not in an error, not in a log, not in `Debug`.

mod api;
mod decode;
mod form;
mod refusals;
mod signs;
mod updates;
mod wire;

use std::{rc::Rc, sync::Arc};

pub use api::TelegramApi;
pub use decode::decode;
pub use refusals::refusal;
pub use updates::{TelegramUpdates, page, webhook};

use crate::{
    actors::{
        outbox::port::{BotApi, MakeBotApi},
        poller::port::{MakeUpdates, Updates},
    },
    config::Secret,
    transports::way::Way,
};

/// Makes the Outbox's door, in whichever arbiter calls it.
pub fn make_bot_api(way: Way, base_url: String, token: Secret) -> MakeBotApi {
    Arc::new(move || Rc::new(TelegramApi::new(&way, &base_url, &token)) as Rc<dyn BotApi>)
}

/// Makes the poller's door, in whichever arbiter calls it.
pub fn make_updates(way: Way, base_url: String, token: Secret) -> MakeUpdates {
    Arc::new(move || Rc::new(TelegramUpdates::new(&way, &base_url, &token)) as Rc<dyn Updates>)
}
