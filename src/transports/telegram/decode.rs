//! Raw JSON of one update to [`Incoming`]: who said what where, or why it is nothing to us.
//!
//! Called by `updates` for every update of a page and by the router for stored ones. Only the fields the game needs are
//! read, each softly, so that a new or strange field elsewhere never spoils a plain message.
//!
//! **Invariant:** the same text always reads the same, since a stored update is read again after a crash.
//! **Invariant:** what comes out is bounded: text by 4,096 characters, names by 64, titles by 128, button data by 64 bytes.

use serde_json::value::RawValue;

use crate::{
    actors::poller::port::{Chat, Incoming, Sender, Shown},
    game::spot::{Spot, Topic},
    transports::soft::Fields,
};

use Incoming::{Ignored, Malformed};

#[path = "membership.rs"]
mod membership;

/// Characters of a text that are read; Telegram allows no more.
const TEXT_MAX: usize = 4_096;

/// Characters of a name that are read; Telegram allows no more.
const NAME_MAX: usize = 64;

/// Characters of a group's title that are read; Telegram allows no more.
const TITLE_MAX: usize = 128;

/// Buttons of a message that are read; Telegram allows no more.
const BUTTONS_MAX: usize = 100;

/// Bytes of a button's data; Telegram allows no more, so anything longer is not of our making.
const DATA_MAX: usize = 64;

/// Characters of a language tag that can still be one (RFC 5646 asks for room for 35).
const LANGUAGE_MAX: usize = 35;

/// The accounts Telegram puts in `from` for anonymous group admins (GroupAnonymousBot) and for people who write in the
/// name of a channel (Channel Bot).
const FACELESS: [i64; 2] = [1_087_968_824, 136_817_688];

/// What a message has that somebody wrote elsewhere: the first since Bot API 7.0, the others before.
const FORWARDED: [&str; 4] = ["forward_origin", "forward_date", "forward_from", "forward_sender_name"];

/// Kinds of update that are never asked for but may still come, for they were asked for once, and what to call them.
const UNASKED: &[(&str, &str)] = &[
    ("edited_message", "edit"),
    ("channel_post", "channel post"),
    ("edited_channel_post", "channel post"),
    ("business_message", "business message"),
    ("edited_business_message", "business message"),
    ("inline_query", "inline query"),
    ("chat_member", "membership"),
];

/// Reads one raw update. Never fails: what cannot be read says so.
pub fn decode(raw: &str) -> Incoming {
    Fields::read(raw).map_or_else(|| Malformed("not an object".into()), |update| read_update(&update))
}

/// The same, of an update whose fields are read already.
pub(super) fn read_update(update: &Fields<'_>) -> Incoming {
    if update.has("message") {
        return match update.object("message") {
            Some(message) => read_message(&message),
            None => Malformed("a message that is not an object".into()),
        };
    }
    if update.has("callback_query") {
        return match update.object("callback_query") {
            Some(query) => read_press(&query),
            None => Malformed("a callback query that is not an object".into()),
        };
    }
    if update.has("my_chat_member") {
        return match update.object("my_chat_member") {
            Some(membership) => membership::read(&membership),
            None => Malformed("a membership that is not an object".into()),
        };
    }
    let known = UNASKED.iter().find(|(key, _)| update.has(key));
    Ignored(known.map_or("unasked kind", |(_, word)| word))
}

fn read_message(message: &Fields<'_>) -> Incoming {
    let Some(fields) = message.object("chat") else { return Malformed("a message without a chat".into()) };
    let chat = match read_chat(&fields) {
        Ok(chat) => Chat { spot: spot(message, chat.private), ..chat },
        Err(NoChat::Foreign(word)) => return Ignored(word),
        Err(NoChat::Broken(word)) => return Malformed(word.into()),
    };
    if !chat.private
        && let Some(news) = membership::service(message, chat)
    {
        return news;
    }
    let text = message.get::<String>("text").map(|text| cut(&text, TEXT_MAX));
    let Some(text) = text.filter(|text| !text.is_empty()) else { return Ignored("no text") };
    if !chat.private && !text.starts_with('/') {
        return Ignored("group talk");
    }
    if message.get::<bool>("is_automatic_forward") == Some(true) {
        return Ignored("channel post");
    }
    if text.trim_start().starts_with('/') && FORWARDED.iter().any(|key| message.has(key)) {
        return Ignored("forwarded command");
    }
    let from = message.object("from");
    let id = from.as_ref().and_then(|from| from.get::<i64>("id"));
    if message.has("sender_chat") || id.is_some_and(|id| FACELESS.contains(&id)) {
        return Incoming::Anonymous { chat, text, language: from.as_ref().and_then(language) };
    }
    let Some(from) = from else { return Ignored("no sender") };
    if from.get::<bool>("is_bot") == Some(true) || message.has("via_bot") {
        return Ignored("another bot");
    }
    match sender(&from) {
        Some(from) => Incoming::Text { from, chat, title: title(&fields, "title"), text },
        None => Malformed("a sender without an id".into()),
    }
}

fn read_press(query: &Fields<'_>) -> Incoming {
    let Some(from) = query.object("from") else { return Malformed("a press without a sender".into()) };
    if from.get::<bool>("is_bot") == Some(true) {
        return Ignored("another bot");
    }
    let Some(sender) = sender(&from) else { return Malformed("a sender without an id".into()) };
    let Some(callback_id) = query.get::<String>("id") else { return Malformed("a press without an id".into()) };
    let Some(data) = query.get::<String>("data") else { return Ignored("press without data") };
    // Cut data could read as another button; empty data reads as none.
    let data = if data.len() > DATA_MAX { String::new() } else { data };
    let message = query.object("message");
    let chat = match message.as_ref().and_then(|message| message.object("chat")).map(|chat| read_chat(&chat)) {
        Some(Ok(chat)) => {
            let spot = message.as_ref().map(|message| spot(message, chat.private)).unwrap_or_default();
            Some(Chat { spot, ..chat })
        }
        Some(Err(_)) | None => None,
    };
    // Its answer is a toast, as for any data that is no button of ours.
    let data = if cannot_be_ours(query, message.as_ref()) { String::new() } else { data };
    let shown = message.as_ref().filter(|_| chat.is_some()).map(shown).filter(|shown| shown.has_button(&data));
    let message_id = message.filter(|_| shown.is_some()).and_then(|message| message.get("message_id"));
    Incoming::Press { from: sender, chat, message_id, shown: shown.filter(|_| message_id.is_some()), callback_id, data }
}

/// True for a message that we never wrote: one in a channel, one of a person, one that was sent by inline mode.
fn cannot_be_ours(query: &Fields<'_>, message: Option<&Fields<'_>>) -> bool {
    let of_a_person = |message: &Fields<'_>| {
        let from = message.object("from");
        from.is_some_and(|from| from.get::<bool>("is_bot") == Some(false)) || message.has("via_bot")
    };
    let elsewhere = |message: &Fields<'_>| {
        let chat = message.object("chat").map(|chat| read_chat(&chat));
        matches!(chat, Some(Err(NoChat::Foreign(_))))
    };
    query.has("inline_message_id") || message.is_some_and(|message| of_a_person(message) || elsewhere(message))
}

/// What a message shows: its text, and each of its buttons.
fn shown(message: &Fields<'_>) -> Shown {
    let rows = message.object("reply_markup").and_then(|markup| markup.list("inline_keyboard")).unwrap_or_default();
    let buttons = rows.into_iter().filter_map(|row| serde_json::from_str::<Vec<&RawValue>>(row.get()).ok()).flatten();
    let button = |button: Fields<'_>| -> Option<(String, String)> {
        let data = button.get::<String>("callback_data").filter(|data| data.len() <= DATA_MAX)?;
        Some((cut(&button.get::<String>("text").unwrap_or_default(), NAME_MAX), data))
    };
    let read = buttons.take(BUTTONS_MAX).filter_map(|raw| Fields::read(raw.get())).filter_map(button).collect();
    Shown { text: cut(&message.get::<String>("text").unwrap_or_default(), TEXT_MAX), buttons: read }
}

/// Why there is no chat of ours, in a word.
enum NoChat {
    /// A kind of chat that is nothing to us.
    Foreign(&'static str),
    /// No chat at all.
    Broken(&'static str),
}

/// Reads a chat, or says why there is none.
fn read_chat(chat: &Fields<'_>) -> Result<Chat, NoChat> {
    let Some(id) = chat.get::<i64>("id") else { return Err(NoChat::Broken("a chat without an id")) };
    match chat.get::<String>("type").as_deref() {
        Some("private") => Ok(Chat { id, private: true, spot: Spot::default() }),
        Some("group" | "supergroup") => Ok(Chat { id, private: false, spot: Spot::default() }),
        Some("channel") => Err(NoChat::Foreign("channel")),
        Some(_) => Err(NoChat::Foreign("unknown kind of chat")),
        None => Err(NoChat::Broken("a chat without a type")),
    }
}

/// Where in its chat a message stands. A thread without `is_topic_message` is a reply's, which no message can be sent to.
fn spot(message: &Fields<'_>, private: bool) -> Spot {
    let direct = message.object("direct_messages_topic").and_then(|topic| topic.get::<i64>("topic_id"));
    let is_topic = message.get::<bool>("is_topic_message") == Some(true);
    let thread = message.get::<i64>("message_thread_id").filter(|_| is_topic);
    let topic = direct.filter(|id| *id > 0).map(Topic::Direct);
    let topic = topic.or_else(|| thread.filter(|id| *id > 0).map(Topic::Thread));
    // In private everybody knows whom an answer is for.
    let reply_to = message.get::<i64>("message_id").filter(|id| *id > 0 && !private);
    Spot { topic, reply_to }
}

fn sender(from: &Fields<'_>) -> Option<Sender> {
    let name = from.get::<String>("first_name").unwrap_or_default();
    let name: String = name.chars().filter(|c| !turns_lines(*c)).take(NAME_MAX).collect();
    Some(Sender { telegram_id: from.get("id")?, name: name.trim().to_owned(), language: language(from) })
}

/// A group's name; empty where there is none.
fn title(fields: &Fields<'_>, key: &str) -> String {
    let title = fields.get::<String>(key).unwrap_or_default();
    let title: String = title.chars().filter(|c| !turns_lines(*c)).take(TITLE_MAX).collect();
    title.trim().to_owned()
}

fn language(from: &Fields<'_>) -> Option<String> {
    from.get::<String>("language_code").filter(|tag| !tag.is_empty() && tag.len() <= LANGUAGE_MAX)
}

/// Characters that would break or turn the line that a name is put into: controls, and the bidirectional embeddings,
/// overrides and isolates. Marks and joiners stay: names in Arabic and Hebrew, and emoji, need them.
fn turns_lines(c: char) -> bool {
    c.is_control() || matches!(c, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' | '\u{2028}' | '\u{2029}')
}

fn cut(text: &str, chars: usize) -> String {
    text.chars().take(chars).collect()
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
