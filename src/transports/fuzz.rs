//! What strangers might send: valid JSON with parts dropped, retyped, blown up or nested, texts cut or spliced, and plain bytes.
//!
//! Called by the property tests of the doors only.
//!
//! **Invariant:** every case can be told again from proptest's seed; nothing here is random by itself.

use proptest::{collection::vec, prelude::*, sample::Index};
use serde_json::Value;

/// The configuration of every property of a door: 256 cases, or as many as `PROPTEST_CASES` says; no files are left behind.
pub fn config() -> ProptestConfig {
    ProptestConfig { failure_persistence: None, ..ProptestConfig::default() }
}

/// Numbers at the edges of what a price, an id or a time can be, and some that only look like one.
const NUMBERS: [&str; 20] = [
    "0",
    "-0",
    "-1",
    "1",
    "2500.12",
    "0.0000000000001",
    "1e-400",
    "1e400",
    "1E+3",
    "-1e3",
    "999999999.9999999999999",
    "1000000000",
    "9223372036854775807",
    "-9223372036854775808",
    "18446744073709551616",
    "99999999999999999999999999999999999999999999999999",
    "1e99999999999999999999",
    "0.1e1",
    "4294967296",
    "-100999",
];

/// One change of a JSON value.
#[derive(Clone, Debug)]
enum Change {
    Drop(Index),
    /// This text in its place, JSON or not quite.
    Put(Index, String),
}

/// One change of the text as a whole.
#[derive(Clone, Debug)]
enum Cut {
    None,
    End(Index),
    Splice(Index, String),
}

/// JSON of any kind, as text: scalars at every edge, odd strings, deep and wide containers.
pub fn any_json() -> BoxedStrategy<String> {
    let number = (prop::sample::select(NUMBERS.to_vec()), any::<bool>());
    let number = number.prop_map(|(number, quoted)| if quoted { format!("\"{number}\"") } else { number.to_owned() });
    let scalar = prop_oneof![
        Just("null".to_owned()),
        any::<bool>().prop_map(|b| b.to_string()),
        any::<i64>().prop_map(|n| n.to_string()),
        any::<f64>().prop_filter("JSON has no such number", |n| n.is_finite()).prop_map(|n| n.to_string()),
        "-?[0-9]{1,60}".prop_map(|digits| digits),
        "-?[0-9]{1,3}(\\.[0-9]{1,30})?[eE][-+]?[0-9]{1,5}".prop_map(|number| number),
        any_text().prop_map(|text| Value::from(text).to_string()),
        Just("\"\\ud800\"".to_owned()),
        Just("\"\\u0000\"".to_owned()),
        (1_usize..50_000).prop_map(|long| format!("\"{}\"", "ы".repeat(long))),
        (1_usize..20_000).prop_map(|deep| format!("{}{}", "[".repeat(deep), "]".repeat(deep))),
        (1_usize..5_000).prop_map(|deep| format!("{}1{}", "{\"a\":".repeat(deep), "}".repeat(deep))),
    ];
    prop_oneof![1 => number, 2 => scalar]
        .prop_recursive(3, 24, 6, |inner| {
            let pair = (any_text(), inner.clone()).prop_map(|(key, value)| format!("{}:{value}", Value::from(key)));
            prop_oneof![
                vec(inner, 0..6).prop_map(|list| format!("[{}]", list.join(","))),
                vec(pair, 0..6).prop_map(|pairs| format!("{{{}}}", pairs.join(","))),
            ]
        })
        .boxed()
}

/// Any text, with more of what is odd in it than chance brings.
pub fn any_text() -> BoxedStrategy<String> {
    let odd = prop::sample::select(vec![
        "",
        "\0",
        "\u{202e}",
        "\u{feff}",
        "\u{fffd}",
        "'; --",
        "\\u0000",
        "<b>&",
        "/cast",
        "🎣",
        "e\u{301}",
        "\u{10ffff}",
        "NaN",
        "-0",
        "1e9",
    ]);
    prop_oneof![any::<String>(), vec(odd, 0..8).prop_map(|parts| parts.concat()), "[ -~]{0,64}"].boxed()
}

/// The valid text with up to four changes; most of what comes out is JSON, some is not.
pub fn mutated(valid: &str) -> BoxedStrategy<String> {
    let valid: Value = serde_json::from_str(valid).expect("valid JSON to begin with");
    let change = prop_oneof![
        any::<Index>().prop_map(Change::Drop),
        (any::<Index>(), any_json()).prop_map(|(place, text)| Change::Put(place, text)),
    ];
    let cut = prop_oneof![
        8 => Just(Cut::None),
        1 => any::<Index>().prop_map(Cut::End),
        1 => (any::<Index>(), any_text()).prop_map(|(place, text)| Cut::Splice(place, text)),
    ];
    let changes = prop_oneof![3 => vec(change.clone(), 0..=1), 2 => vec(change, 2..=4)];
    (changes, cut).prop_map(move |(changes, cut)| mutate(&valid, &changes, &cut)).boxed()
}

fn mutate(valid: &Value, changes: &[Change], cut: &Cut) -> String {
    let (mut value, mut texts) = (valid.clone(), Vec::new());
    for change in changes {
        let mut paths = Vec::new();
        paths_of(&value, String::new(), &mut paths);
        match change {
            Change::Drop(place) => remove(&mut value, &paths[place.index(paths.len())]),
            Change::Put(place, text) => {
                // The text may be no JSON value of ours (a number too large, half a character), so it goes in at the end.
                let path = &paths[place.index(paths.len())];
                if let Some(found) = value.pointer_mut(path) {
                    *found = Value::from(format!("<put {}>", texts.len()));
                    texts.push(text);
                }
            }
        }
    }
    let mut written = value.to_string();
    for (number, text) in texts.iter().enumerate() {
        written = written.replace(&format!("\"<put {number}>\""), text);
    }
    let at = |place: &Index, text: &str| {
        let ends: Vec<usize> = text.char_indices().map(|(at, _)| at).chain([text.len()]).collect();
        ends[place.index(ends.len())]
    };
    match cut {
        Cut::None => {}
        Cut::End(place) => written.truncate(at(place, &written)),
        Cut::Splice(place, text) => written.insert_str(at(place, &written), text),
    }
    written
}

/// Pointers (RFC 6901) to the value and everything in it.
fn paths_of(value: &Value, path: String, into: &mut Vec<String>) {
    match value {
        Value::Array(list) => {
            list.iter().enumerate().for_each(|(n, inner)| paths_of(inner, format!("{path}/{n}"), into));
        }
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            let key = key.replace('~', "~0").replace('/', "~1");
            paths_of(inner, format!("{path}/{key}"), into);
        }),
        _scalar => {}
    }
    into.push(path);
}

fn remove(value: &mut Value, path: &str) {
    let Some((parent, last)) = path.rsplit_once('/') else { return };
    match value.pointer_mut(parent) {
        Some(Value::Object(map)) => drop(map.remove(&last.replace("~1", "/").replace("~0", "~"))),
        Some(Value::Array(list)) => drop(last.parse().ok().filter(|n| *n < list.len()).map(|n: usize| list.remove(n))),
        _ => {}
    }
}

/// An answer's body: a mutation of a valid one, any JSON, or any bytes.
pub fn any_body(valid: &[&str]) -> BoxedStrategy<Vec<u8>> {
    let mutations = prop::strategy::Union::new(valid.iter().map(|valid| mutated(valid)));
    prop_oneof![
        6 => mutations.prop_map(String::into_bytes),
        1 => any_json().prop_map(String::into_bytes),
        1 => vec(any::<u8>(), 0..2_000),
    ]
    .boxed()
}
