//! An update as an order: what its session is asked, where, by whom, and in which language.
//!
//! Called by the Router for each update that it gives to a session.
//!
//! **Invariant:** an order answers where it was asked, and in private where that place is not known.

use super::{intent::intent, messages::Taken};
use crate::{
    actors::{
        poller::port::{Chat, Incoming},
        session::messages::{Intent, Order, Place},
    },
    game::spot::Spot,
    text::Lang,
};

/// An update as an order for its session; `None` when it asks for nothing.
pub(super) fn order(taken: &Taken, too_many: bool, our_name: &str) -> Option<Order> {
    let wanted = intent(&taken.content, our_name)?;
    let (from, place, callback_id, page) = match &taken.content {
        Incoming::Text { from, chat, .. } => (from, place_of(chat), None, None),
        Incoming::Press { from, chat, message_id, shown, callback_id, .. } => {
            // A message too old for Telegram to name its chat is answered in private.
            let in_private = Place { chat_id: from.telegram_id, private: true, spot: Spot::default() };
            let place = chat.as_ref().map_or(in_private, place_of);
            (from, place, Some(callback_id.clone()), message_id.zip(shown.clone()))
        }
        Incoming::Group { from, chat_id, .. } => {
            (from.as_ref()?, Place { chat_id: *chat_id, private: false, spot: Spot::default() }, None, None)
        }
        Incoming::Anonymous { .. } | Incoming::Ignored(_) | Incoming::Malformed(_) => return None,
    };
    Some(Order {
        update_id: taken.update_id,
        player: taken.player,
        arrived_at: taken.arrived_at,
        replayed_at: taken.replayed_at,
        place,
        name: from.name.clone(),
        lang: Lang::from_code(from.language.as_deref()),
        intent: if too_many { Intent::TooManyWaiting } else { wanted },
        callback_id,
        message_id: page.as_ref().map(|(id, _)| *id),
        shown: page.map(|(_, shown)| (shown.buttons, shown.text)),
    })
}

fn place_of(chat: &Chat) -> Place {
    Place { chat_id: chat.id, private: chat.private, spot: chat.spot }
}
