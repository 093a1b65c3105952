//! Every warning and error that the service can log has its row in the README, so that it can be looked up at 3 a.m.
//!
//! Run alone: `cargo test --test alarms`. The sources are read as text; what a format string puts in is left out.

use std::{fs, path::Path};

/// The messages of `log::warn!` and `log::error!` in a file's text.
fn messages(text: &str) -> Vec<String> {
    // Tests stand at the end of a file.
    let code = text.split("#[cfg(test)]").next().unwrap_or_default();
    let calls = ["log::warn!(", "log::error!("].into_iter().flat_map(|call| code.split(call).skip(1));
    calls.filter_map(message).map(|words| words.split('{').next().unwrap_or_default().trim().to_owned()).collect()
}

/// The message of a call whose text begins inside its parentheses: the literal behind the pairs' semicolon, else the first.
fn message(call: &str) -> Option<&str> {
    let (mut depth, mut behind_pairs, mut first) = (0, false, None);
    let mut at = 0;
    while let Some(letter) = call[at..].chars().next() {
        match letter {
            '(' | '{' => depth += 1,
            ')' if depth == 0 => break,
            ')' | '}' => depth -= 1,
            ';' if depth == 0 => behind_pairs = true,
            '"' => {
                let literal = call[at + 1..].split('"').next()?;
                if behind_pairs {
                    return Some(literal);
                }
                first = first.or(Some(literal));
                at += literal.len() + 1;
            }
            _ => {}
        }
        at += letter.len_utf8();
    }
    first
}

fn of_folder(folder: &Path, found: &mut Vec<(String, String)>) {
    for entry in fs::read_dir(folder).expect("a folder of the sources").flatten() {
        let path = entry.path();
        if path.is_dir() && !path.ends_with("sandbox") {
            of_folder(&path, found);
        } else if path.extension().is_some_and(|kind| kind == "rs") {
            let text = fs::read_to_string(&path).expect("a source file");
            found.extend(messages(&text).into_iter().map(|message| (path.display().to_string(), message)));
        }
    }
}

#[test]
fn every_alarm_has_its_row_in_the_readme() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut found = Vec::new();
    of_folder(&root.join("src"), &mut found);
    assert!(found.len() > 40, "only {} alarms were found", found.len());
    let readme = fs::read_to_string(root.join("README.md")).expect("the README");
    let rows: Vec<&str> = readme.lines().filter(|line| line.starts_with("| `")).collect();
    let missing: Vec<&(String, String)> =
        found.iter().filter(|(_, message)| !rows.iter().any(|row| row.contains(message.as_str()))).collect();
    assert!(missing.is_empty(), "alarms without a row in README.md, \"Alarms\": {missing:#?}");
}

#[test]
fn a_message_is_found_with_and_without_pairs() {
    let text = "log::warn!(a = b.to_string().as_str(); \"first, of pairs\");\n log::error!(\n  \"second {x} more\"\n );\n\
                log::info!(\"no alarm\");\n#[cfg(test)]\nlog::warn!(\"of a test\");";
    assert_eq!(messages(text), ["first, of pairs", "second"]);
}
