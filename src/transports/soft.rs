//! Fields read softly: one of another kind than expected counts as absent instead of failing everything around it.
//!
//! Called by every door of this folder for what strangers send.
//!
//! **Invariant:** only text that is not JSON, or not the expected container, fails; a strange field never does.

use std::collections::HashMap;

use serde::de::DeserializeOwned;
use serde_json::value::RawValue;

/// A JSON object whose values are still text. Of a key that stands twice the last value counts.
pub struct Fields<'a>(HashMap<String, &'a RawValue>);

impl<'a> Fields<'a> {
    /// Reads an object; `None` for anything else.
    pub fn read(json: &'a str) -> Option<Fields<'a>> {
        serde_json::from_str(json).ok().map(Fields)
    }

    /// True when the key is there and is not `null`.
    pub fn has(&self, key: &str) -> bool {
        self.0.get(key).is_some_and(|value| value.get() != "null")
    }

    /// The field, when it is of this kind.
    pub fn get<T: DeserializeOwned>(&self, key: &str) -> Option<T> {
        self.0.get(key).and_then(|value| serde_json::from_str(value.get()).ok())
    }

    /// The field's own text, so that a number can be read digit by digit.
    pub fn raw(&self, key: &str) -> Option<&'a str> {
        self.0.get(key).map(|value| value.get())
    }

    /// The field, when it is an object.
    pub fn object(&self, key: &str) -> Option<Fields<'a>> {
        self.0.get(key).and_then(|value| Fields::read(value.get()))
    }

    /// The field, when it is a list.
    pub fn list(&self, key: &str) -> Option<Vec<&'a RawValue>> {
        self.0.get(key).and_then(|value| serde_json::from_str(value.get()).ok())
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
        for json in ["", "[]", "7", "null", "{", "{\"a\":}", "\u{0}"] {
            assert!(Fields::read(json).is_none(), "{json}");
        }
    }
}
