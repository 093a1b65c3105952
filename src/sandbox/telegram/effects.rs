//! What the bot's calls do to the world, and Telegram's refusals that depend on it.
//!
//! Called with the world locked, after `asked` has refused everything it could.
//!
//! **Invariant:** a refused call changes nothing but its own record.

use std::{sync::Arc, time::Instant};

use serde_json::{Value, json};

use super::{
    KeepTranscript,
    asked::{Asked, Draft, Part, PhotoIn},
    refusal::Refusal,
    transcript::{Author, CallbackAnswer, Content, Document, Edit, Event, Message, Picture},
    world::World,
};

const NOT_MODIFIED: &str = "message is not modified: specified new message content and reply markup are exactly the same \
                            as a current content and reply markup of the message";
const TOO_OLD: &str = "query is too old and response timeout expired or query ID is invalid";

impl World {
    /// Carries out a call that arrived at `at`; gives the `result` of its answer.
    pub(super) fn carry_out(&mut self, asked: Asked, at: Instant) -> Result<Value, Refusal> {
        match asked {
            Asked::Me => {
                let mut me = self.bot_json();
                me["can_join_groups"] = true.into();
                me["can_read_all_group_messages"] = false.into();
                me["supports_inline_queries"] = false.into();
                me["can_connect_to_business"] = false.into();
                me["has_main_web_app"] = false.into();
                Ok(me)
            }
            Asked::NoWebhook => {
                self.queue.webhook = false;
                Ok(true.into())
            }
            Asked::Webhook => {
                let url = if self.queue.webhook { "https://hook.example/canary" } else { "" };
                Ok(serde_json::json!({ "url": url, "has_custom_certificate": false, "pending_update_count": 0 }))
            }
            Asked::Sign(asked) => Ok(self.signs.carry_out(asked)),
            Asked::Send { chat_id, draft } => self.send(chat_id, draft, at),
            Asked::Edit { chat_id, message_id, part, draft } => self.edit(chat_id, message_id, part, draft, at),
            Asked::Delete { chat_id, message_id } => self.delete(chat_id, message_id, at),
            Asked::Action { chat_id, action } => {
                self.open_chat(chat_id)?;
                self.tell(|| Event::Action { chat_id, action });
                Ok(true.into())
            }
            Asked::Answer { callback_id, text, alert } => self.answer(callback_id, text, alert, at),
        }
    }

    fn send(&mut self, chat_id: i64, mut draft: Draft, at: Instant) -> Result<Value, Refusal> {
        let chat = self.open_chat(chat_id)?;
        if chat.closed_topics.contains(&draft.content.thread) {
            return Err(Refusal::bad("TOPIC_CLOSED"));
        }
        if chat.is_direct && draft.content.direct_topic.is_none() {
            return Err(Refusal::bad("Channel direct messages topic must be specified"));
        }
        let is_there = |id: &i64| chat.transcript.find(*id).is_some();
        if !draft.content.reply_to.as_ref().is_none_or(is_there) && self.keep.keeps_texts() {
            if !draft.without_reply {
                return Err(Refusal::bad("message to be replied not found"));
            }
            draft.content.reply_to = None;
        }
        let content = self.finish(chat_id, draft)?;
        let message = self.write(chat_id, Author::Bot, content.clone(), at);
        let message_id = message.message_id;
        self.tell(|| Event::Sent { chat_id, message_id, content, at });
        Ok(self.message_json(&message))
    }

    /// Completes a draft with its picture.
    fn finish(&mut self, chat_id: i64, draft: Draft) -> Result<Arc<Content>, Refusal> {
        if draft.web_app && chat_id < 0 {
            return Err(Refusal::bad("BUTTON_TYPE_INVALID"));
        }
        let photo = draft.photo.map(|photo| self.picture(photo)).transpose()?;
        let document = draft.document.map(|document| match self.keep {
            KeepTranscript::All => document,
            _ => Document { bytes: Arc::default(), ..document },
        });
        Ok(Arc::new(Content { photo, document, ..draft.content }))
    }

    fn picture(&mut self, photo: PhotoIn) -> Result<Picture, Refusal> {
        match photo {
            PhotoIn::Known(file_id) => self.pictures.find(&file_id),
            PhotoIn::Upload(bytes, size) => Ok(self.pictures.upload(&bytes, size, self.keep == KeepTranscript::All)),
        }
    }

    fn edit(
        &mut self,
        chat_id: i64,
        message_id: i64,
        part: Part,
        mut draft: Draft,
        at: Instant,
    ) -> Result<Value, Refusal> {
        let before = match self.open_chat(chat_id)?.transcript.find(message_id) {
            Some(message) => editable(message)?.clone(),
            None if self.keep == KeepTranscript::Counts && (1..self.next_message).contains(&message_id) => {
                return self.edit_uncounted(chat_id, message_id, draft, at);
            }
            None => return Err(Refusal::bad("message to edit not found")),
        };
        if part == Part::Text && before.document.is_some() {
            return Err(Refusal::bad("there is no text in the message to edit"));
        }
        match (part, &before.photo) {
            (Part::Text, Some(_)) => return Err(Refusal::bad("there is no text in the message to edit")),
            (Part::Caption, None) => return Err(Refusal::bad("there is no caption in the message to edit")),
            (Part::Caption, Some(photo)) => draft.photo = Some(PhotoIn::Known(photo.file_id.clone())),
            _ => {}
        }
        let content = self.finish(chat_id, draft)?;
        let same = |a: &Content, b: &Content| {
            a.text == b.text && a.entities == b.entities && a.photo == b.photo && a.keyboard == b.keyboard
        };
        if same(&before, &content) {
            return Err(Refusal::bad(NOT_MODIFIED));
        }
        let edit = Edit { at, content: content.clone() };
        let chat = self.chats.get_mut(&chat_id);
        let message = chat.and_then(|chat| chat.transcript.find_mut(message_id)).map(|message| {
            message.edits.push(edit);
            message.clone()
        });
        self.tell(|| Event::Edited { chat_id, message_id, content, at });
        Ok(message.map_or(Value::Bool(true), |message| self.message_json(&message)))
    }

    /// An edit of a message that was counted only: any message the bot may have sent is taken to be there.
    fn edit_uncounted(&mut self, chat_id: i64, message_id: i64, draft: Draft, at: Instant) -> Result<Value, Refusal> {
        let content = self.finish(chat_id, draft)?;
        let edits = vec![Edit { at, content: content.clone() }];
        let (author, date_s, first) = (Author::Bot, self.date_s(), content.clone());
        let message = Message { chat_id, message_id, author, at, date_s, first, edits, deleted_at: None };
        self.tell(|| Event::Edited { chat_id, message_id, content, at });
        Ok(self.message_json(&message))
    }

    fn delete(&mut self, chat_id: i64, message_id: i64, at: Instant) -> Result<Value, Refusal> {
        self.open_chat(chat_id)?;
        let message = self.chats.get_mut(&chat_id).and_then(|chat| chat.transcript.find_mut(message_id));
        match message.filter(|message| message.deleted_at.is_none()) {
            Some(message) => message.deleted_at = Some(at),
            None if self.keep == KeepTranscript::Counts => {}
            None => return Err(Refusal::bad("message to delete not found")),
        }
        self.tell(|| Event::Deleted { chat_id, message_id });
        Ok(json!(true))
    }

    fn answer(
        &mut self,
        callback_id: String,
        text: Option<String>,
        alert: bool,
        at: Instant,
    ) -> Result<Value, Refusal> {
        let (user_id, chat_id) = self.callbacks.remove(&callback_id).ok_or_else(|| Refusal::bad(TOO_OLD))?;
        let answer = CallbackAnswer { callback_id, user_id, text, alert, at };
        if self.keep.keeps_texts()
            && let Some(chat_id) = chat_id
        {
            self.chats.entry(chat_id).or_default().transcript.answers.push(answer.clone());
        }
        self.tell(|| Event::Answered { chat_id, answer });
        Ok(json!(true))
    }
}

fn editable(message: &Message) -> Result<&Arc<Content>, Refusal> {
    match (message.author, message.deleted_at) {
        (_, Some(_)) => Err(Refusal::bad("message to edit not found")),
        (Author::User(_), None) => Err(Refusal::bad("message can't be edited")),
        (Author::Bot, None) => Ok(message.content()),
    }
}
