//! Fields read softly: one of another kind than expected counts as absent instead of failing everything around it.
//!
//! Called by every door of this folder for what strangers send.
//!
//! **Invariant:** only text that is not JSON, or not the expected container, fails; a strange field never does.

use std::{borrow::Cow, fmt};

use serde::{
    Deserialize, Deserializer,
    de::{DeserializeOwned, MapAccess, Visitor},
};
use serde_json::value::RawValue;

/// A JSON object whose values are still text. Of a key that stands twice the last value counts.
///
/// A list, not a map: objects of the Bot API have few fields, and most keys are borrowed from the text.
pub struct Fields<'a>(Vec<(Cow<'a, str>, &'a RawValue)>);

/// A key, borrowed where it is written without escapes.
#[derive(Deserialize)]
struct Key<'a>(#[serde(borrow)] Cow<'a, str>);

impl<'de: 'a, 'a> Deserialize<'de> for Fields<'a> {
    fn deserialize<D: Deserializer<'de>>(object: D) -> Result<Fields<'a>, D::Error> {
        struct Object;
        impl<'de> Visitor<'de> for Object {
            type Value = Fields<'de>;
            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("an object")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut object: A) -> Result<Fields<'de>, A::Error> {
                let mut fields = Vec::with_capacity(8);
                while let Some((Key(key), value)) = object.next_entry()? {
                    fields.push((key, value));
                }
                Ok(Fields(fields))
            }
        }
        object.deserialize_map(Object)
    }
}

impl<'a> Fields<'a> {
    /// Reads an object; `None` for anything else.
    pub fn read(json: &'a str) -> Option<Fields<'a>> {
        serde_json::from_str(json).ok()
    }

    fn find(&self, key: &str) -> Option<&'a RawValue> {
        self.0.iter().rev().find(|(name, _)| name == key).map(|(_, value)| *value)
    }

    /// True when the key is there and is not `null`.
    pub fn has(&self, key: &str) -> bool {
        self.find(key).is_some_and(|value| value.get() != "null")
    }

    /// The field, when it is of this kind.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        self.find(key).and_then(|value| serde_json::from_str(value.get()).ok())
    }

    /// The field's own text, so that a number can be read digit by digit.
    pub fn raw(&self, key: &str) -> Option<&'a str> {
        self.find(key).map(|value| value.get())
    }

    /// The field as it stands, for whoever outlives the text.
    pub fn owned(&self, key: &str) -> Option<Box<RawValue>> {
        self.find(key).map(RawValue::to_owned)
    }

    /// The field, when it is an object.
    pub fn object(&self, key: &str) -> Option<Fields<'a>> {
        self.find(key).and_then(|value| Fields::read(value.get()))
    }

    /// The field, when it is a list.
    pub fn list(&self, key: &str) -> Option<Vec<&'a RawValue>> {
        self.find(key).and_then(|value| serde_json::from_str(value.get()).ok())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_strange_field_is_an_absent_field() {
        let json = r#"{"id":7,"name":{"no":1},"none":null,"list":[1,"x"],"deep":{"id":-3},"id2":"7","lone":"\ud800"}"#;
        let fields = Fields::read(json).unwrap();
        assert_eq!(fields.get::<i64>("id"), Some(7));
        assert_eq!(fields.get::<String>("name"), None);
        assert_eq!(fields.get::<i64>("id2"), None);
        assert_eq!(fields.get::<String>("lone"), None);
        assert!(fields.has("name") && !fields.has("none") && !fields.has("absent"));
        assert_eq!(fields.raw("list"), Some(r#"[1,"x"]"#));
        assert_eq!(fields.list("list").unwrap().len(), 2);
        assert_eq!(fields.object("deep").unwrap().get::<i64>("id"), Some(-3));
        assert!(fields.object("id").is_none());
    }

    #[test]
    fn anything_but_an_object_is_nothing() {
        let twice = Fields::read(r#"{"a":1,"\u0061":2}"#).unwrap();
        assert_eq!(twice.get::<i64>("a"), Some(2), "the last one counts, however it is written");
        for json in ["", "[]", "7", "null", "{", "{\"a\":}", "\u{0}"] {
            assert!(Fields::read(json).is_none(), "{json}");
        }
    }
}
