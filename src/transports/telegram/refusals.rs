//! Telegram's words for "no", sorted by what follows from them.
//!
//! Called by `wire` for every answer that is not ok. The table was collected from the Bot API server's source and from
//! maintainers' words; it looks for parts of sentences, because the sentences vary by kind of chat.
//!
//! **Invariant:** a sentence that is not in the table is [`Refusal::Other`], never guessed to be harmless or final.

use crate::{actors::outbox::port::Refusal, transports::http::RETRY_AFTER_MAX_S};

use Refusal::{Benign, ChatGone, LoggedOut, MessageGone, NoPictures, NotAllowed, Other, Picture, TopicGone};

/// Parts of descriptions, in lower case, and what they mean. The first that fits decides.
const TABLE: &[(&str, Refusal)] = &[
    ("message is not modified", Benign),
    ("query is too old", Benign),
    ("query id is invalid", Benign),
    ("query_id_invalid", Benign),
    ("message to edit not found", MessageGone),
    ("message can't be edited", MessageGone),
    ("message_id_invalid", MessageGone),
    ("bot was blocked by the user", ChatGone),
    ("user_is_blocked", ChatGone),
    ("user is deactivated", ChatGone),
    ("input_user_deactivated", ChatGone),
    ("bot was kicked", ChatGone),
    ("bot is not a member", ChatGone),
    ("can't initiate conversation", ChatGone),
    ("chat not found", ChatGone),
    ("peer_id_invalid", ChatGone),
    ("group chat was deleted", ChatGone),
    ("group chat was deactivated", ChatGone),
    ("message thread not found", TopicGone),
    ("topic_", TopicGone),
    ("topic not found", TopicGone),
    ("messages topic must be specified", TopicGone),
    ("chat_send_photos_forbidden", NoPictures),
    ("chat_send_media_forbidden", NoPictures),
    ("chat_send_docs_forbidden", NoPictures),
    ("not enough rights to send photos", NoPictures),
    ("not enough rights to send documents", NoPictures),
    ("not enough rights to send media", NoPictures),
    ("chat_restricted", NotAllowed),
    ("chat_write_forbidden", NotAllowed),
    ("chat_send_", NotAllowed),
    ("chat_guest_send_forbidden", NotAllowed),
    ("chat_admin_required", NotAllowed),
    ("user_banned_in_channel", NotAllowed),
    ("user_restricted", NotAllowed),
    ("have no rights to send", NotAllowed),
    ("not enough rights", NotAllowed),
    ("need administrator rights", NotAllowed),
    ("file_reference_", Picture),
    ("file_id_invalid", Picture),
    ("file_part", Picture),
    ("media_empty", Picture),
    ("media_invalid", Picture),
    ("photo_", Picture),
    ("image_process_failed", Picture),
    ("wrong file identifier", Picture),
    ("wrong remote file", Picture),
    ("wrong type of the web page content", Picture),
    ("can't use file of type", Picture),
    ("type of file mismatch", Picture),
    ("failed to get http url content", Picture),
    ("logged out", LoggedOut),
];

/// What a refusal means, by Telegram's code, its description and, when it names one, the group's new id.
pub fn refusal(code: u64, description: &str, migrate_to: Option<i64>) -> Refusal {
    if let Some(id) = migrate_to {
        return Refusal::Migrated(id);
    }
    match code {
        401 | 404 => return Refusal::Token,
        409 => return Refusal::Conflict,
        // No text of ours is too large for a server.
        413 => return Refusal::Picture,
        _ => {}
    }
    let said = description.to_lowercase();
    match TABLE.iter().find(|(part, _)| said.contains(part)) {
        Some((_, refusal)) => *refusal,
        // Every 403 says that this chat is closed to us, in whatever words.
        None if code == 403 => ChatGone,
        None => Other,
    }
}

/// The seconds in "Too Many Requests: retry after N".
pub fn retry_after(description: &str) -> Option<u64> {
    let said = description.to_lowercase();
    let (_, rest) = said.split_once("retry after ")?;
    let digits: String = rest.chars().take_while(char::is_ascii_digit).collect();
    digits.parse::<u64>().ok().map(|s| s.min(RETRY_AFTER_MAX_S))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_sentences_of_telegram() {
        let cases = [
            (400, "Bad Request: message is not modified: specified new message content is exactly the same", Benign),
            (400, "Bad Request: query is too old and response timeout expired or query ID is invalid", Benign),
            (400, "Bad Request: QUERY_ID_INVALID", Benign),
            (400, "Bad Request: message to edit not found", MessageGone),
            (400, "Bad Request: MESSAGE_ID_INVALID", MessageGone),
            (400, "Bad Request: message can't be edited", MessageGone),
            (403, "Forbidden: bot was blocked by the user", ChatGone),
            (403, "FORBIDDEN: BOT WAS BLOCKED BY THE USER", ChatGone),
            (403, "Forbidden: user is deactivated", ChatGone),
            (403, "Forbidden: bot was kicked from the supergroup chat", ChatGone),
            (403, "Forbidden: bot can't initiate conversation with a user", ChatGone),
            (403, "Forbidden: something new", ChatGone),
            (403, "", ChatGone),
            (400, "Bad Request: chat not found", ChatGone),
            (400, "Bad Request: have no rights to send a message", NotAllowed),
            (400, "Bad Request: not enough rights to send text messages to the chat", NotAllowed),
            (400, "Bad Request: CHAT_RESTRICTED", NotAllowed),
            (400, "Bad Request: CHAT_WRITE_FORBIDDEN", NotAllowed),
            (400, "Bad Request: CHAT_SEND_PLAIN_FORBIDDEN", NotAllowed),
            (400, "Bad Request: CHAT_GUEST_SEND_FORBIDDEN", NotAllowed),
            (400, "Bad Request: TOPIC_CLOSED", TopicGone),
            (400, "Bad Request: TOPIC_DELETED", TopicGone),
            (400, "Bad Request: message thread not found", TopicGone),
            (400, "Bad Request: Channel direct messages topic must be specified", TopicGone),
            (400, "Bad Request: not enough rights to send photos to the chat", NoPictures),
            (403, "Forbidden: not enough rights to send photos to the chat", NoPictures),
            (400, "Bad Request: CHAT_SEND_PHOTOS_FORBIDDEN", NoPictures),
            (400, "Bad Request: CHAT_SEND_MEDIA_FORBIDDEN", NoPictures),
            (400, "Bad Request: FILE_REFERENCE_EXPIRED", Picture),
            (400, "Bad Request: FILE_REFERENCE_0_EXPIRED", Picture),
            (400, "Bad Request: FILE_ID_INVALID", Picture),
            (400, "Bad Request: MEDIA_EMPTY", Picture),
            (400, "Bad Request: PHOTO_INVALID", Picture),
            (400, "Bad Request: PHOTO_INVALID_DIMENSIONS", Picture),
            (400, "Bad Request: IMAGE_PROCESS_FAILED", Picture),
            (400, "Bad Request: wrong file identifier/HTTP URL specified", Picture),
            (400, "Logged out", LoggedOut),
            (400, "Bad Request: can't parse entities: unexpected end tag at byte offset 5", Other),
            (400, "Bad Request: message is too long", Other),
            (413, "Request Entity Too Large", Picture),
            (400, "", Other),
            (401, "Unauthorized", Refusal::Token),
            (404, "Not Found", Refusal::Token),
            (409, "Conflict: terminated by other getUpdates request", Refusal::Conflict),
            (409, "Conflict: can't use getUpdates method while webhook is active", Refusal::Conflict),
        ];
        for (code, description, expected) in cases {
            assert_eq!(refusal(code, description, None), expected, "{code} {description}");
        }
        let upgraded = "Bad Request: group chat was upgraded to a supergroup chat";
        assert_eq!(refusal(400, upgraded, Some(-100_123)), Refusal::Migrated(-100_123));
        assert_eq!(refusal(400, upgraded, None), Other);
    }

    #[test]
    fn the_wait_is_read_from_the_words() {
        assert_eq!(retry_after("Too Many Requests: retry after 35"), Some(35));
        assert_eq!(retry_after("too many requests: RETRY AFTER 1."), Some(1));
        assert_eq!(retry_after("retry after 99999999999"), Some(RETRY_AFTER_MAX_S));
        assert_eq!(retry_after("retry after soon"), None);
        assert_eq!(retry_after("retry after 99999999999999999999999"), None);
        assert_eq!(retry_after(""), None);
    }
}
