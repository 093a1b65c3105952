//! The bot's signs in the words of the Bot API: its menus of commands and its descriptions, read and hung.
//!
//! Called by `api` for the calls that are about no chat.
//!
//! **Invariant:** what [`words`] reads of a sign is what [`hang`] wrote there, so that an unchanged sign is known.

use serde_json::{Map, Value, json, value::RawValue};

use super::api::Request;
use crate::{
    actors::outbox::port::{Sign, Words},
    text::Lang,
    transports::soft::Fields,
};

/// What hangs there.
pub(super) fn read(sign: Sign, lang: Option<Lang>) -> Request {
    let method = match sign {
        Sign::PrivateMenu | Sign::GroupMenu => "getMyCommands",
        Sign::Description => "getMyDescription",
        Sign::ShortDescription => "getMyShortDescription",
    };
    Request { method, fields: place(sign, lang), reads: Some(sign), ..Request::default() }
}

/// Something new there.
pub(super) fn hang(sign: Sign, lang: Option<Lang>, words: Words) -> Request {
    let method = match sign {
        Sign::PrivateMenu | Sign::GroupMenu => "setMyCommands",
        Sign::Description => "setMyDescription",
        Sign::ShortDescription => "setMyShortDescription",
    };
    let mut fields = place(sign, lang);
    let value = match words {
        Words::Menu(lines) => {
            let line = |(command, description)| json!({ "command": command, "description": description });
            lines.into_iter().map(line).collect()
        }
        Words::Text(text) => Value::String(text),
    };
    fields.insert(name(sign).into(), value);
    Request { method, fields, ..Request::default() }
}

/// Reads an answer; `None` when it is not what the Bot API says.
pub(super) fn words(sign: Sign, result: &RawValue) -> Option<Words> {
    match sign {
        Sign::PrivateMenu | Sign::GroupMenu => {
            let lines: Vec<&RawValue> = serde_json::from_str(result.get()).ok()?;
            let line = |line: &RawValue| {
                let line = Fields::read(line.get())?;
                Some((line.get("command")?, line.get("description")?))
            };
            lines.into_iter().map(line).collect::<Option<_>>().map(Words::Menu)
        }
        Sign::Description | Sign::ShortDescription => Fields::read(result.get())?.get(name(sign)).map(Words::Text),
    }
}

/// The field that says what the sign says.
fn name(sign: Sign) -> &'static str {
    match sign {
        Sign::PrivateMenu | Sign::GroupMenu => "commands",
        Sign::Description => "description",
        Sign::ShortDescription => "short_description",
    }
}

fn place(sign: Sign, lang: Option<Lang>) -> Map<String, Value> {
    let mut fields = Map::new();
    let scope = match sign {
        Sign::PrivateMenu => Some("all_private_chats"),
        Sign::GroupMenu => Some("all_group_chats"),
        Sign::Description | Sign::ShortDescription => None,
    };
    if let Some(scope) = scope {
        fields.insert("scope".into(), json!({ "type": scope }));
    }
    if let Some(lang) = lang {
        fields.insert("language_code".into(), lang.as_str().into());
    }
    fields
}

#[cfg(test)]
mod tests {
    use super::*;

    fn result(json: &Value) -> Box<RawValue> {
        serde_json::value::to_raw_value(json).unwrap()
    }

    #[test]
    fn a_menu_is_hung_and_read_in_the_words_of_the_bot_api() {
        let menu = Words::Menu(vec![("cast".into(), "забросить".into())]);
        let hung = hang(Sign::GroupMenu, Some(Lang::Ru), menu.clone());
        assert_eq!((hung.method, hung.reads), ("setMyCommands", None));
        let commands = json!([{"command": "cast", "description": "забросить"}]);
        let scope = json!({"type": "all_group_chats"});
        assert_eq!(
            Value::Object(hung.fields),
            json!({"scope": scope, "language_code": "ru", "commands": commands.clone()})
        );
        let asked = read(Sign::PrivateMenu, None);
        assert_eq!((asked.method, asked.reads), ("getMyCommands", Some(Sign::PrivateMenu)));
        assert_eq!(Value::Object(asked.fields), json!({"scope": {"type": "all_private_chats"}}));
        assert_eq!(words(Sign::GroupMenu, &result(&commands)), Some(menu));
    }

    #[test]
    fn descriptions_too_and_nonsense_is_nothing() {
        let hung = hang(Sign::ShortDescription, None, Words::Text("🎣".into()));
        assert_eq!(
            (hung.method, Value::Object(hung.fields)),
            ("setMyShortDescription", json!({"short_description": "🎣"}))
        );
        let asked = read(Sign::Description, Some(Lang::Ru));
        assert_eq!((asked.method, Value::Object(asked.fields)), ("getMyDescription", json!({"language_code": "ru"})));
        let said = result(&json!({"description": "🎣"}));
        assert_eq!(words(Sign::Description, &said), Some(Words::Text("🎣".into())));
        for (sign, strange) in [
            (Sign::Description, json!(true)),
            (Sign::Description, json!({"description": 7})),
            (Sign::PrivateMenu, json!({"commands": []})),
            (Sign::PrivateMenu, json!([{"command": "cast"}])),
        ] {
            assert_eq!(words(sign, &result(&strange)), None, "{strange}");
        }
    }
}
