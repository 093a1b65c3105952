//! How `tests/tidy.rs` reads Rust: files to tokens, tokens to the paths they use. No parser, only what the rules need.
//!
//! **Invariant:** comments make no tokens, and a string makes one that equals no word.

use std::{collections::BTreeSet, fs, path::Path};

/// A file: where (from the package's folder, with slashes), what it says, and its tokens.
pub struct Source {
    pub path: String,
    pub text: String,
    pub tokens: Vec<Token>,
}

/// A word, a literal, `::`, or one other sign; the line counts from 1.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Token {
    pub text: String,
    pub line: usize,
}

/// A path that code names, as written: `crate::game::Money`, `std::env`, `super::lane`. A tree of `use` is several.
#[derive(Debug, PartialEq, Eq)]
pub struct Found {
    pub line: usize,
    pub path: Vec<String>,
}

impl Source {
    pub fn new(path: &str, text: &str) -> Source {
        Source { path: path.to_owned(), text: text.to_owned(), tokens: tokens(text) }
    }

    /// The module that a file of `src` is: `src/actors/db/mod.rs` is `actors::db`.
    pub fn module(&self) -> Vec<String> {
        let path = self.path.trim_start_matches("src/").trim_end_matches(".rs");
        let mut module: Vec<String> = path.split('/').map(str::to_owned).collect();
        if ["mod", "lib", "main"].contains(&module.last().map_or("", String::as_str)) {
            module.pop();
        }
        module
    }

    /// The files (and folders, ending in a slash) of modules declared under `#[cfg(test)]`.
    pub fn test_modules(&self) -> Vec<String> {
        let (folder, name) = self.path.rsplit_once('/').unwrap_or(("", &self.path));
        let below = match name {
            "mod.rs" | "lib.rs" | "main.rs" => folder.to_owned(),
            _ => self.path.trim_end_matches(".rs").to_owned(),
        };
        let mut modules = Vec::new();
        for (begin, end) in test_items(&self.tokens) {
            let words: Vec<&str> = self.tokens[begin..end].iter().map(|token| token.text.as_str()).collect();
            let [.., "mod", module, ";"] = words[..] else { continue };
            if let Some(at) = words.windows(2).position(|pair| pair == ["path", "="]) {
                modules.push(format!("{folder}/{}", words[at + 2].trim_matches('"')));
            } else {
                modules.extend([format!("{below}/{module}.rs"), format!("{below}/{module}/")]);
            }
        }
        modules
    }
}

/// Reads every `.rs` file under `root/folder`, in order of name. A folder that is not there has none.
pub fn collect(root: &Path, folder: &str, files: &mut Vec<Source>) {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return };
    let mut names: Vec<String> = entries
        .map(|entry| entry.expect("a folder of the package can be read").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    for name in names {
        let path = format!("{folder}/{name}");
        if root.join(&path).is_dir() {
            collect(root, &path, files);
        } else if name.ends_with(".rs") {
            let text = fs::read_to_string(root.join(&path)).expect("a source file is text");
            files.push(Source::new(&path, &text));
        }
    }
}

/// Whether a path is one of `places`, or in a folder of them.
pub fn is_within(path: &str, places: &BTreeSet<String>) -> bool {
    places.iter().any(|place| path == place || (place.ends_with('/') && path.starts_with(place.as_str())))
}

/// A path of ours as seen from the crate's root; `None` for one that begins with an outside name.
pub fn resolve(module: &[String], path: &[String]) -> Option<Vec<String>> {
    let supers = path.iter().take_while(|part| *part == "super").count();
    match path[0].as_str() {
        "crate" => Some(path[1..].to_vec()),
        "self" => Some([module, &path[1..]].concat()),
        "super" => Some([&module[..module.len().saturating_sub(supers)], &path[supers..]].concat()),
        _ => None,
    }
}

/// The tokens without the items under `#[cfg(test)]`.
pub fn without_tests(tokens: &[Token]) -> Vec<Token> {
    let mut kept = Vec::new();
    let mut from = 0;
    for (begin, end) in test_items(tokens) {
        kept.extend_from_slice(&tokens[from..begin]);
        from = end;
    }
    kept.extend_from_slice(&tokens[from..]);
    kept
}

/// Begin and end of each item under `#[cfg(test)]`: to its `;`, or to the `}` that closes it.
fn test_items(tokens: &[Token]) -> Vec<(usize, usize)> {
    const MARK: [&str; 7] = ["#", "[", "cfg", "(", "test", ")", "]"];
    let is_mark = |at: usize| tokens[at..].iter().map(|token| token.text.as_str()).take(MARK.len()).eq(MARK);
    let mut items = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        if !is_mark(at) {
            at += 1;
            continue;
        }
        let begin = at;
        let mut depth = 0_i32;
        while at < tokens.len() {
            let text = tokens[at].text.as_str();
            depth += i32::from(["(", "[", "{"].contains(&text)) - i32::from([")", "]", "}"].contains(&text));
            at += 1;
            if depth == 0 && [";", "}"].contains(&text) {
                break;
            }
        }
        items.push((begin, at));
    }
    items
}

/// Every path of at least two parts, and every `use` of a bare name.
pub fn paths(tokens: &[Token]) -> Vec<Found> {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    let before = |at: usize, back: usize| at.checked_sub(back).map_or("", text);
    let mut found = Vec::new();
    let mut at = 0;
    while at < tokens.len() {
        let goes_on = text(at + 1) == "::" || (before(at, 1) == "use" && [";", "as"].contains(&text(at + 1)));
        let is_inside =
            before(at, 1) == "." || (before(at, 1) == "::" && (is_word(before(at, 2)) || before(at, 2) == ">"));
        // `pub(in crate::actors)` says who may look in, not what is used.
        let is_scope = before(at, 1) == "in" && before(at, 2) == "(" && before(at, 3) == "pub";
        if is_word(text(at)) && goes_on && !is_inside && !is_scope {
            at = tree(tokens, at, &[], &mut found);
        } else {
            at += 1;
        }
    }
    found
}

/// Takes the path that begins at `at`, a tree of `use` with all its branches; says where it ends.
fn tree(tokens: &[Token], mut at: usize, prefix: &[String], found: &mut Vec<Found>) -> usize {
    let text = |at: usize| tokens.get(at).map_or("", |token| token.text.as_str());
    if text(at) == "{" {
        at += 1;
        while at < tokens.len() && text(at) != "}" {
            let is_branch = is_word(text(at)) || ["*", "{"].contains(&text(at));
            at = if is_branch { tree(tokens, at, prefix, found) } else { at + 1 };
        }
        return at + 1;
    }
    let mut path = prefix.to_vec();
    if prefix.is_empty() || text(at) != "self" {
        path.push(text(at).to_owned());
    }
    if text(at + 1) == "::" && (is_word(text(at + 2)) || ["*", "{"].contains(&text(at + 2))) {
        return tree(tokens, at + 2, &path, found);
    }
    found.push(Found { line: tokens[at].line, path });
    if text(at + 1) == "as" { at + 3 } else { at + 1 }
}

fn is_word(text: &str) -> bool {
    text.starts_with(|first: char| first.is_alphabetic() || first == '_')
}

/// Cuts Rust into tokens. Comments and lifetimes' ticks are left out; a literal keeps its quotes.
pub fn tokens(source: &str) -> Vec<Token> {
    let chars: Vec<char> = source.chars().collect();
    let char_at = |at: usize| chars.get(at).copied().unwrap_or('\0');
    let (mut found, mut at, mut line) = (Vec::new(), 0, 1);
    while at < chars.len() {
        let begin = at;
        let mut is_token = true;
        match (char_at(at), char_at(at + 1)) {
            ('/', '/') => {
                at += chars[at..].iter().take_while(|char| **char != '\n').count();
                is_token = false;
            }
            ('/', '*') => {
                at = end_of_comment(&chars, at);
                is_token = false;
            }
            ('"', _) => at = end_of_string(&chars, at),
            ('\'', next) if next == '\\' || char_at(at + 2) == '\'' => {
                let end = chars[at + 3..].iter().position(|char| *char == '\'');
                at = if next == '\\' { end.map_or(chars.len(), |end| at + 3 + end + 1) } else { at + 3 };
            }
            (':', ':') => at += 2,
            (first, _) if first.is_alphanumeric() || first == '_' => {
                at += chars[at..].iter().take_while(|char| char.is_alphanumeric() || **char == '_').count();
                let word: String = chars[begin..at].iter().collect();
                let hashes = chars[at..].iter().take_while(|char| **char == '#').count();
                if ["r", "br", "cr"].contains(&word.as_str()) && char_at(at + hashes) == '"' {
                    at = end_of_raw_string(&chars, at + hashes + 1, hashes);
                } else if ["b", "c"].contains(&word.as_str()) && char_at(at) == '"' {
                    at = end_of_string(&chars, at);
                }
            }
            (first, _) => {
                is_token = !first.is_whitespace() && first != '\'';
                at += 1;
            }
        }
        let text: String = chars[begin..at].iter().collect();
        let lines = text.matches('\n').count();
        if is_token {
            found.push(Token { text: with_quotes(text), line });
        }
        line += lines;
    }
    found
}

/// `r"…"` and `b'…'` begin like a word: a quote in front makes sure that no literal passes for one.
fn with_quotes(text: String) -> String {
    if is_word(&text) && text.ends_with(['"', '#']) { format!("\"{text}") } else { text }
}

fn end_of_comment(chars: &[char], mut at: usize) -> usize {
    let mut depth = 0;
    while at < chars.len() {
        match chars[at..] {
            ['/', '*', ..] => (depth, at) = (depth + 1, at + 2),
            ['*', '/', ..] => (depth, at) = (depth - 1, at + 2),
            _ => at += 1,
        }
        if depth == 0 {
            break;
        }
    }
    at
}

/// `at` is the opening quote.
fn end_of_string(chars: &[char], mut at: usize) -> usize {
    at += 1;
    while at < chars.len() && chars[at] != '"' {
        at += if chars[at] == '\\' { 2 } else { 1 };
    }
    (at + 1).min(chars.len())
}

fn end_of_raw_string(chars: &[char], mut at: usize, hashes: usize) -> usize {
    let closes =
        |at: usize| chars[at] == '"' && chars[at + 1..].iter().take_while(|char| **char == '#').count() >= hashes;
    while at < chars.len() && !closes(at) {
        at += 1;
    }
    (at + 1 + hashes).min(chars.len())
}

mod tests {
    use super::*;

    fn words(source: &str) -> Vec<String> {
        tokens(source).into_iter().map(|token| token.text).collect()
    }

    #[test]
    fn literals_and_comments_hide_nothing_and_show_nothing() {
        assert_eq!(words("a /* b /* c */ d */ e // f\n g"), ["a", "e", "g"]);
        assert_eq!(words(r##"x("a\"b", 'c', '\'', '"', b"d", r#"e"f"#, 'g: h)"##).len(), 18);
        assert_eq!(words("fn f<'a>(x: &'a str)").join(" "), "fn f < a > ( x : & a str )");
        assert_eq!(tokens("\"1\n2\" /*\n*/ a").last().map(|token| token.line), Some(3));
        assert_eq!(words("r\"do_send\" br#\"do_send\"#"), ["\"r\"do_send\"", "\"br#\"do_send\"#"]);
    }

    #[test]
    fn a_tree_of_use_is_all_its_paths() {
        let found = paths(&tokens("use a::{b::{self, c as d, *}, e};\nuse f;\nlet g = h::i::<j::K>(l.m::<n>());"));
        let shown: Vec<String> = found.iter().map(|found| found.path.join("::")).collect();
        assert_eq!(shown, ["a::b", "a::b::c", "a::b::*", "a::e", "f", "h::i", "j::K"]);
        assert_eq!(found[5].line, 3);
    }

    #[test]
    fn modules_for_tests_are_known_by_their_declaration() {
        let text = "#[cfg(test)]\n#[path = \"api_tests.rs\"]\nmod tests;\n#[cfg(test)] mod samples;\nmod kept;";
        let names = Source::new("src/transports/api.rs", text).test_modules();
        assert_eq!(
            names,
            ["src/transports/api_tests.rs", "src/transports/api/samples.rs", "src/transports/api/samples/"]
        );
        let places = names.into_iter().collect();
        assert!(is_within("src/transports/api/samples/a.rs", &places) && !is_within("src/transports/api.rs", &places));
        let code = "a; #[cfg(test)] fn b(x: [u8; 2]) { c; { d } } e; #[cfg(test)] mod f { g } h";
        let kept: Vec<String> = without_tests(&tokens(code)).into_iter().map(|token| token.text).collect();
        assert_eq!(kept.concat(), "a;e;h");
    }
}
