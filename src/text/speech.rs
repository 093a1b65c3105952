//! The catalogue of messages: Fluent files built into the program, and [`say`], which makes one message of them.
//! Used by every other file of `text`.
//!
//! **Invariant:** no message can panic or be empty-handed: an unknown id is said as the id itself. That never happens,
//! because the tests here read the whole catalogue: the same ids with the same variables in both languages, none empty.

use std::{borrow::Cow, sync::LazyLock};

use fluent_bundle::{FluentArgs, FluentResource, FluentValue, concurrent::FluentBundle};

use super::Lang;

type Bundle = FluentBundle<FluentResource>;

/// The value of a variable in a message.
#[derive(Clone, Debug)]
pub(super) enum Arg<'a> {
    /// Finished text: names already escaped, numbers already formatted.
    Text(Cow<'a, str>),
    /// A number that only chooses the plural form; shown by a text of its own.
    Count(i64),
}

const EN: &[&str] = &[
    include_str!("en/words.ftl"),
    include_str!("en/welcome.ftl"),
    include_str!("en/firststeps.ftl"),
    include_str!("en/line.ftl"),
    include_str!("en/owndata.ftl"),
    include_str!("en/watch.ftl"),
    include_str!("en/bells.ftl"),
    include_str!("en/refusals.ftl"),
    include_str!("en/shop.ftl"),
    include_str!("en/scenes.ftl"),
    include_str!("en/signs.ftl"),
    include_str!("en/boards.ftl"),
    include_str!("en/purse.ftl"),
    include_str!("en/verify.ftl"),
    include_str!("en/fair.ftl"),
    include_str!("en/fishdex.ftl"),
    include_str!("en/fish_trash.ftl"),
    include_str!("en/fish_common.ftl"),
    include_str!("en/fish_rare.ftl"),
    include_str!("en/fish_best.ftl"),
];
const RU: &[&str] = &[
    include_str!("ru/words.ftl"),
    include_str!("ru/welcome.ftl"),
    include_str!("ru/firststeps.ftl"),
    include_str!("ru/line.ftl"),
    include_str!("ru/owndata.ftl"),
    include_str!("ru/watch.ftl"),
    include_str!("ru/bells.ftl"),
    include_str!("ru/refusals.ftl"),
    include_str!("ru/shop.ftl"),
    include_str!("ru/scenes.ftl"),
    include_str!("ru/signs.ftl"),
    include_str!("ru/boards.ftl"),
    include_str!("ru/purse.ftl"),
    include_str!("ru/verify.ftl"),
    include_str!("ru/fair.ftl"),
    include_str!("ru/fishdex.ftl"),
    include_str!("ru/fish_trash.ftl"),
    include_str!("ru/fish_common.ftl"),
    include_str!("ru/fish_rare.ftl"),
    include_str!("ru/fish_best.ftl"),
];

static EN_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::En, EN));
static RU_BUNDLE: LazyLock<Bundle> = LazyLock::new(|| bundle(Lang::Ru, RU));

/// The message `id` (or, with a dot, its attribute: `cast-0.first`) with its variables filled in.
pub(super) fn say(lang: Lang, id: &str, args: &[(&str, Arg<'_>)]) -> String {
    let bundle: &Bundle = match lang {
        Lang::En => &EN_BUNDLE,
        Lang::Ru => &RU_BUNDLE,
    };
    let (message, attribute) = id.split_once('.').map_or((id, None), |(message, name)| (message, Some(name)));
    let found = bundle.get_message(message);
    let pattern = match attribute {
        None => found.and_then(|message| message.value()),
        Some(name) => found.and_then(|message| message.get_attribute(name)).map(|attribute| attribute.value()),
    };
    let Some(pattern) = pattern else { return id.to_owned() };
    let args: FluentArgs<'_> = args.iter().map(|(name, arg)| (*name, FluentValue::from(arg))).collect();
    // A variable that is missing is written as its name; tests look for that in every page.
    bundle.format_pattern(pattern, Some(&args), &mut Vec::new()).into_owned()
}

/// The message `id` without variables.
pub(super) fn word(lang: Lang, id: &str) -> String {
    say(lang, id, &[])
}

impl<'a> From<&'a Arg<'_>> for FluentValue<'a> {
    fn from(arg: &'a Arg<'_>) -> FluentValue<'a> {
        match arg {
            Arg::Text(text) => FluentValue::from(text.as_ref()),
            Arg::Count(n) => FluentValue::from(plural_key(*n)),
        }
    }
}

impl<'a> From<&'a str> for Arg<'a> {
    fn from(text: &'a str) -> Arg<'a> {
        Arg::Text(text.into())
    }
}

impl<'a> From<&'a String> for Arg<'a> {
    fn from(text: &'a String) -> Arg<'a> {
        Arg::Text(text.as_str().into())
    }
}

impl From<String> for Arg<'_> {
    fn from(text: String) -> Self {
        Arg::Text(text.into())
    }
}

/// A small number of the same plural form: Fluent counts in floats, and plural forms look at the last two digits only
/// (English also asks whether it is exactly 1, so large numbers stay above 1,000).
fn plural_key(n: i64) -> i64 {
    let n = n.unsigned_abs();
    let small = if n < 1_000 { n } else { 1_000 + n % 1_000 };
    i64::try_from(small).unwrap_or_default()
}

fn bundle(lang: Lang, files: &[&str]) -> Bundle {
    // Our own two tags always parse; the language without a name would only lose its plural forms.
    let mut bundle = Bundle::new_concurrent(vec![lang.as_str().parse().unwrap_or_default()]);
    // Isolation marks would stand visibly in cards and break copied numbers; our texts are left-to-right throughout.
    bundle.set_use_isolating(false);
    for file in files {
        // A file with an error still gives its good messages; the tests refuse it before it is shipped.
        let resource = FluentResource::try_new((*file).to_owned()).unwrap_or_else(|(partial, _)| partial);
        let _duplicates = bundle.add_resource(resource);
    }
    bundle
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;

    /// Id (or id.attribute) to its raw text, read from the file itself and not through the bundle.
    fn entries(file: &str) -> Vec<(String, String)> {
        let (mut found, mut message) = (Vec::<(String, String)>::new(), String::new());
        for line in file.lines().filter(|line| !line.starts_with('#')) {
            let starts = |text: &str| text.starts_with(|c: char| c.is_ascii_lowercase());
            match line.split_once(" =") {
                Some((id, value)) if starts(id) => {
                    message = id.to_owned();
                    found.push((message.clone(), value.to_owned()));
                }
                Some((id, value)) if id.trim_start().strip_prefix('.').is_some_and(starts) => {
                    found.push((format!("{message}{}", id.trim_start()), value.to_owned()));
                }
                _ => {
                    if let Some((_, text)) = found.last_mut() {
                        text.push('\n');
                        text.push_str(line);
                    }
                }
            }
        }
        found
    }

    fn variables(text: &str) -> BTreeSet<String> {
        text.split('$').skip(1).map(|rest| rest.split([' ', '}']).next().unwrap_or_default().to_owned()).collect()
    }

    fn catalogue(files: &[&str]) -> BTreeMap<String, String> {
        let mut all = BTreeMap::new();
        for (id, text) in files.iter().flat_map(|file| entries(file)) {
            assert!(all.insert(id.clone(), text).is_none(), "{id} stands twice");
        }
        all
    }

    #[test]
    fn every_file_is_read_without_an_error() {
        for file in EN.iter().chain(RU) {
            let errors = FluentResource::try_new((*file).to_owned()).err().map(|(_, errors)| errors);
            assert_eq!(errors, None, "in {}", file.lines().next().unwrap_or_default());
        }
    }

    #[test]
    fn both_languages_have_the_same_messages_with_the_same_variables() {
        let (en, ru) = (catalogue(EN), catalogue(RU));
        assert!(en.len() > 150);
        let ids = |all: &BTreeMap<String, String>| all.keys().cloned().collect::<BTreeSet<_>>();
        assert_eq!(ids(&en).symmetric_difference(&ids(&ru)).collect::<Vec<_>>(), Vec::<&String>::new());
        for (id, text) in &en {
            assert_eq!(variables(text), variables(&ru[id]), "{id}");
        }
    }

    #[test]
    fn every_message_says_something() {
        for (lang, files) in [(Lang::En, EN), (Lang::Ru, RU)] {
            for (id, raw) in catalogue(files) {
                let only_attributes = raw.trim().is_empty();
                if only_attributes {
                    continue;
                }
                let names = variables(&raw);
                let args: Vec<(&str, Arg<'_>)> = names
                    .iter()
                    .map(|name| (name.as_str(), if name == "n" { Arg::Count(5) } else { "@".into() }))
                    .collect();
                let said = say(lang, &id, &args);
                assert!(!said.trim().is_empty() && said != id, "{lang} {id}");
                assert!(!said.contains(['{', '}', '$']), "{lang} {id}: {said}");
            }
        }
    }

    #[test]
    fn a_missing_id_is_said_as_itself() {
        assert_eq!(word(Lang::En, "no-such-message"), "no-such-message");
        assert_eq!(word(Lang::Ru, "cast-0.no-such-frame"), "cast-0.no-such-frame");
        assert_eq!(word(Lang::Ru, "cast-0"), "cast-0", "it has attributes only");
    }

    #[test]
    fn huge_numbers_keep_their_plural_form() {
        for (n, key) in [(1, 1), (21, 21), (1_001, 1_001), (5_000_001, 1_001), (i64::MAX, 1_807), (i64::MIN, 1_808)] {
            assert_eq!(plural_key(n), key);
        }
    }
}
