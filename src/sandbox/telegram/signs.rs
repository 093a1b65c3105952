//! What Telegram shows of the bot itself: menus of commands by kind of chat, descriptions, each by language.
//!
//! `asked` reads a request into a `Sign` and refuses what Telegram refuses; the world keeps what hangs. Real menus may be set
//! for single chats and members too; the game has two kinds, and this knows those and the default.
//!
//! **Invariant:** what hangs was within Telegram's limits when it was hung.

use std::collections::HashMap;

use serde::{Deserialize, Serialize};
use serde_json::{Value, json};

use super::{
    refusal::Refusal,
    wire::{Fields, Method},
};

const COMMANDS: usize = 100;
const COMMAND_CHARS: usize = 32;
const COMMAND_DESCRIPTION_CHARS: usize = 256;
const DESCRIPTION_CHARS: usize = 512;
const SHORT_DESCRIPTION_CHARS: usize = 120;

/// Scopes of menus.
const SCOPES: [&str; 4] = ["default", "all_private_chats", "all_group_chats", "all_chat_administrators"];

/// One line of a menu.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct MenuLine {
    /// Without its slash.
    pub command: String,
    /// What it does.
    pub description: String,
}

/// A place for words: what kind of sign, for which chats, in which language (empty: all others).
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub(super) struct Place {
    kind: Kind,
    scope: String,
    language: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
enum Kind {
    Menu,
    Description,
    ShortDescription,
}

/// A request about a sign.
#[derive(Debug)]
pub(super) enum SignAsked {
    Read(Place),
    Hang(Place, Words),
}

#[derive(Clone, Debug)]
pub(super) enum Words {
    Menu(Vec<MenuLine>),
    Text(String),
}

/// What hangs.
#[derive(Default)]
pub(super) struct Signs(HashMap<Place, Words>);

impl SignAsked {
    pub(super) fn read(method: Method, fields: &Fields) -> Result<Self, Refusal> {
        let kind = match method {
            Method::GetMyDescription | Method::SetMyDescription => Kind::Description,
            Method::GetMyShortDescription | Method::SetMyShortDescription => Kind::ShortDescription,
            _ => Kind::Menu,
        };
        let place = Place { kind, scope: scope(kind, fields)?, language: language(fields)? };
        let text = |name, limit, words| match fields.text(name).unwrap_or_default() {
            long if long.chars().count() > limit => Err(Refusal::bad(words)),
            text => Ok(Words::Text(text.to_owned())),
        };
        let words = match method {
            Method::SetMyCommands => Words::Menu(menu(fields)?),
            Method::SetMyDescription => text("description", DESCRIPTION_CHARS, "BOT_DESCRIPTION_TOO_LONG")?,
            Method::SetMyShortDescription => {
                text("short_description", SHORT_DESCRIPTION_CHARS, "BOT_SHORT_DESCRIPTION_TOO_LONG")?
            }
            _ => return Ok(SignAsked::Read(place)),
        };
        Ok(SignAsked::Hang(place, words))
    }
}

fn scope(kind: Kind, fields: &Fields) -> Result<String, Refusal> {
    #[derive(Deserialize)]
    struct ScopeIn {
        #[serde(rename = "type")]
        kind: String,
    }
    let Some(scope) = fields.text("scope").filter(|_| kind == Kind::Menu) else { return Ok(SCOPES[0].to_owned()) };
    let scope: ScopeIn =
        serde_json::from_str(scope).map_err(|_| Refusal::bad("can't parse BotCommandScope JSON object"))?;
    if SCOPES.contains(&scope.kind.as_str()) { Ok(scope.kind) } else { Err(Refusal::bad("unsupported type specified")) }
}

/// Two letters of ISO 639-1, or none.
fn language(fields: &Fields) -> Result<String, Refusal> {
    let language = fields.text("language_code").unwrap_or_default();
    let letters = language.bytes().all(|byte| byte.is_ascii_lowercase()) && [0, 2].contains(&language.len());
    if letters { Ok(language.to_owned()) } else { Err(Refusal::bad("invalid language code specified")) }
}

fn menu(fields: &Fields) -> Result<Vec<MenuLine>, Refusal> {
    let commands = fields.text("commands").unwrap_or("[]");
    let menu: Vec<MenuLine> =
        serde_json::from_str(commands).map_err(|_| Refusal::bad("can't parse commands JSON object"))?;
    if menu.len() > COMMANDS {
        return Err(Refusal::bad("BOT_COMMANDS_TOO_MUCH"));
    }
    for MenuLine { command, description } in &menu {
        let spelled = command.bytes().all(|byte| matches!(byte, b'a'..=b'z' | b'0'..=b'9' | b'_'));
        if !spelled || !(1..=COMMAND_CHARS).contains(&command.len()) {
            return Err(Refusal::bad("BOT_COMMAND_INVALID"));
        }
        if !(1..=COMMAND_DESCRIPTION_CHARS).contains(&description.trim().chars().count()) {
            return Err(Refusal::bad("BOT_COMMAND_DESCRIPTION_INVALID"));
        }
    }
    Ok(menu)
}

impl Signs {
    /// Carries out a request; gives the `result` of its answer.
    pub(super) fn carry_out(&mut self, asked: SignAsked) -> Value {
        match asked {
            SignAsked::Hang(place, words) => {
                self.0.insert(place, words);
                true.into()
            }
            SignAsked::Read(place) => match (place.kind, self.0.get(&place)) {
                (Kind::Menu, Some(Words::Menu(menu))) => json!(menu),
                (Kind::Menu, _) => json!([]),
                (kind, words) => {
                    let text = if let Some(Words::Text(text)) = words { text } else { "" };
                    json!({ (if kind == Kind::Description { "description" } else { "short_description" }): text })
                }
            },
        }
    }

    /// The menu that a client shows in such a chat to somebody with this language: the nearest one that hangs.
    pub(super) fn menu(&self, private: bool, language: &str) -> Vec<MenuLine> {
        let kind = if private { "all_private_chats" } else { "all_group_chats" };
        let places = [(kind, language), (kind, ""), (SCOPES[0], language), (SCOPES[0], "")];
        places
            .into_iter()
            .find_map(|(scope, language)| {
                let place = Place { kind: Kind::Menu, scope: scope.to_owned(), language: language.to_owned() };
                match self.0.get(&place) {
                    Some(Words::Menu(menu)) if !menu.is_empty() => Some(menu.clone()),
                    _ => None,
                }
            })
            .unwrap_or_default()
    }

    /// The two descriptions that somebody with this language reads: of the empty chat, and of the profile.
    pub(super) fn descriptions(&self, language: &str) -> (String, String) {
        let read = |kind| {
            let at = |language: &str| Place { kind, scope: SCOPES[0].to_owned(), language: language.to_owned() };
            match self.0.get(&at(language)).or_else(|| self.0.get(&at(""))) {
                Some(Words::Text(text)) => text.clone(),
                _ => String::new(),
            }
        };
        (read(Kind::Description), read(Kind::ShortDescription))
    }
}
