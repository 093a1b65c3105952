//! What Telegram tells of groups: the bot's comings and goings, a new name, a new id.
//!
//! Part of `decode`, which calls it. A change of the bot's rights is nobody's coming, and blocking in private is no news.
//!
//! **Invariant:** only groups have news, and a move is always from one id below zero to another.

use super::{FACELESS, Ignored, Incoming, Malformed, NoChat, read_chat, sender, title};
use crate::{
    actors::poller::port::{Chat, Sender},
    game::groups::GroupNews,
    transports::soft::Fields,
};

/// Reads a `my_chat_member`.
pub(super) fn read(membership: &Fields<'_>) -> Incoming {
    let Some(fields) = membership.object("chat") else { return Malformed("a membership without a chat".into()) };
    let chat = match read_chat(&fields) {
        Ok(chat) => chat,
        Err(NoChat::Foreign(word)) => return Ignored(word),
        Err(NoChat::Broken(word)) => return Malformed(word.into()),
    };
    if chat.private || chat.id >= 0 {
        return Ignored("membership in private");
    }
    let was = membership.object("old_chat_member").is_some_and(|member| is_there(&member));
    let Some(now) = membership.object("new_chat_member") else {
        return Malformed("a membership without its new state".into());
    };
    let news = match (was, is_there(&now)) {
        (false, true) => GroupNews::Arrived { title: title(&fields, "title") },
        (true, false) => GroupNews::Departed,
        (true, true) | (false, false) => return Ignored("change of rights"),
    };
    Incoming::Group { from: person(membership), chat_id: chat.id, news }
}

/// Reads a service message of a group; `None` for any other message.
pub(super) fn service(message: &Fields<'_>, chat: Chat) -> Option<Incoming> {
    let to = message.get::<i64>("migrate_to_chat_id").map(|to| (chat.id, to));
    let moved = to.or_else(|| message.get::<i64>("migrate_from_chat_id").map(|from| (from, chat.id)));
    let news = match moved {
        Some((from, to)) if from < 0 && to < 0 && from != to => GroupNews::Moved { from, to },
        Some(_) => return Some(Malformed("a move to no other group".into())),
        None => {
            let title = title(message, "new_chat_title");
            (!title.is_empty()).then_some(GroupNews::Renamed { title })?
        }
    };
    Some(Incoming::Group { from: person(message), chat_id: chat.id, news })
}

/// `restricted` says of itself whether it is inside; a new kind of member is taken to be there.
fn is_there(member: &Fields<'_>) -> bool {
    match member.get::<String>("status").as_deref() {
        Some("left" | "kicked") | None => false,
        Some("restricted") => member.get::<bool>("is_member") == Some(true),
        Some(_) => true,
    }
}

/// Who made it so, when that is one person.
fn person(news: &Fields<'_>) -> Option<Sender> {
    let from = news.object("from").filter(|from| from.get::<bool>("is_bot") != Some(true))?;
    sender(&from).filter(|from| !news.has("sender_chat") && !FACELESS.contains(&from.telegram_id))
}
