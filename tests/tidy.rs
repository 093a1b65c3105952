//! The house rules, held by reading the source tree: heads, lengths, floors, doors and banned words.
//!
//! Run alone: `cargo test --test tidy`. Each failure is one line: where, what, and what to use instead. Comments and strings
//! are never read as code; code under `#[cfg(test)]` is free of floors and doors, of nothing else. The tables below are the
//! rules; `src/lib.rs` tells why.
//!
//! **Invariant:** a rule is loosened only by an edit of a table here, never by where or how the code is written.
//!
//! **Absent:** no macros are expanded and no types known: what a macro makes up is out of sight.

#[path = "tidy/read.rs"]
mod read;

use std::{collections::BTreeSet, fs, path::Path};

use read::{Source, Token};

/// Lines of a file at the most, by design.
const LONGEST_FILE: usize = 400;

/// What each folder of `src` may use of ours, besides itself. `actors` is told by [`RIGHT_OF`].
const FLOORS: &[(&str, &[&str])] = &[
    (
        "main",
        &["app", "play", "check", "operator", "transports", "actors", "plumbing", "text", "game", "config", "sandbox"],
    ),
    ("play", &["app", "check", "transports", "actors", "plumbing", "text", "game", "config", "sandbox"]),
    ("app", &["check", "transports", "actors", "plumbing", "text", "game", "config"]),
    ("operator", &["app", "actors", "plumbing", "text", "game", "config"]),
    ("check", &["app", "transports", "actors", "plumbing", "text", "game", "config"]),
    ("transports", &["game", "text", "plumbing", "config"]),
    ("actors", &["game", "text", "plumbing", "config"]),
    ("plumbing", &["game", "config"]),
    ("text", &["game"]),
    ("config", &["game"]),
    ("game", &[]),
    ("sandbox", &["game"]),
];

/// The chain: whom each actor may know.
const RIGHT_OF: &[(&str, &[&str])] = &[
    ("poller", &["router", "session", "watch", "oracle", "outbox", "imagegen", "db"]),
    ("router", &["session", "watch", "oracle", "outbox", "imagegen", "db"]),
    ("session", &["watch", "oracle", "outbox", "imagegen", "db"]),
    ("watch", &["oracle", "db"]),
    ("oracle", &["db"]),
    ("outbox", &["imagegen", "db"]),
    ("imagegen", &["db"]),
    ("db", &[]),
];

/// Ports known against the chain's order: (who, whose port). The router is handed what the poller's port decoded.
const LEFT_PORTS: &[(&str, &str)] = &[("router", "poller")];

/// Outside names, the files they may be used in, and what everybody else uses instead.
const DOORS: &[(&[&str], &[&str], &str)] = &[
    (&["actix_web", "actix_multipart"], &["sandbox/", "transports/metrics"], "a server of the sandbox, or a transport"),
    (&["awc", "frankenstein"], &["transports/"], "an actor's port, which a transport serves"),
    (&["serde_json"], &["transports/", "sandbox/"], "typed values; JSON is spoken by the transports"),
    (
        &["tokio_postgres", "postgres_types", "bb8", "bb8_postgres"],
        &["actors/db/"],
        "a message or a query of actors::db",
    ),
    (&["tokio_postgres_rustls", "socket2"], &["actors/db/"], "actors::db::connect"),
    (&["rustls", "webpki_roots", "rustls_native_certs"], &["plumbing/net/"], "plumbing::net"),
    (&["actix_tls", "actix_service", "tokio_socks"], &["transports/way/"], "transports::way"),
    (&["resvg", "image", "notosans"], &["actors/imagegen/"], "a message of actors::imagegen"),
    (&["png"], &["actors/imagegen/", "sandbox/images/"], "a message of actors::imagegen"),
    (
        &["fluent_bundle", "unic_langid", "html_escape", "unicode_normalization"],
        &["text/"],
        "a page, a toast or a name of text",
    ),
    (&["hmac", "sha2"], &["game/"], "game::fair"),
    (&["chacha20poly1305", "zeroize"], &["game/"], "game::sealing"),
    (&["getrandom"], &["plumbing/"], "plumbing::dice"),
    (&["hdrhistogram"], &["plumbing/"], "plumbing::figures"),
    (&["prometheus_client"], &["transports/metrics"], "a family of transports::metrics"),
    (&["clap"], &["config"], "a field of config::Config"),
    (&["std::env"], &["config", "main.rs"], "a field of config::Config, the only reader of the environment"),
    (&["env_logger", "mimalloc"], &["main.rs"], "log's macros"),
    (&["rustyline"], &["play"], "the terminal of play"),
    (&["anyhow"], &["main.rs", "app", "play", "check"], "an error enum of your own (thiserror)"),
    (&["sd_notify"], &["main.rs", "app"], "app::watchdog"),
];

/// What the rules of the game do not know: time, dice and prices come in as arguments.
const NOT_IN_GAME: &[&str] =
    &["actix", "actix_rt", "tokio", "futures_util", "log", "std::fs", "std::net", "std::thread", "std::time"];

/// Words nobody writes (as consecutive tokens), the one file that may, and what to use instead.
const BANNED: &[(&[&str], &str, &str)] = &[
    (&["do_send"], "", "send(), or notify() to oneself: do_send ignores the mailbox's capacity and loses the answer"),
    (&["SystemTime", "::", "now"], "src/plumbing/clock.rs", "plumbing::clock, the one wall clock"),
    (&["Timestamp", "::", "now"], "src/plumbing/clock.rs", "plumbing::clock, the one wall clock"),
    (&["Zoned", "::", "now"], "src/plumbing/clock.rs", "plumbing::clock, the one wall clock"),
    (&["load_native_certs"], "", "plumbing::net::roots: the library's own search reads the environment"),
    (&["todo", "!"], "", "the code, or a refusal that says so"),
    (&["unimplemented", "!"], "", "the code, or a refusal that says so"),
    (&["#", "[", "allow"], "", "#[expect(…, reason = \"…\")]"),
    (&["#", "!", "[", "allow"], "", "#![expect(…, reason = \"…\")]"),
];

#[test]
fn the_house_is_tidy() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let mut files = Vec::new();
    for folder in ["src", "tests", "benches"] {
        read::collect(root, folder, &mut files);
    }
    assert!(files.len() > 100, "only {} files found under {}", files.len(), root.display());
    let test_files: BTreeSet<String> = files.iter().flat_map(Source::test_modules).collect();
    let mut wrong: Vec<String> = files.iter().flat_map(|file| judge(file, &test_files)).collect();
    let manifest = fs::read_to_string(root.join("Cargo.toml")).expect("the package has a Cargo.toml");
    wrong.extend(judge_manifest(&manifest));
    assert!(wrong.is_empty(), "{} untidy places:\n{}", wrong.len(), wrong.join("\n"));
}

/// Everything wrong with one file, a line each.
fn judge(file: &Source, test_files: &BTreeSet<String>) -> Vec<String> {
    let mut wrong = judge_head(file);
    wrong.extend(judge_words(file));
    if file.path.starts_with("src/") && !read::is_within(&file.path, test_files) {
        wrong.extend(judge_uses(file));
    }
    wrong
}

fn judge_head(file: &Source) -> Vec<String> {
    let (path, lines) = (&file.path, file.text.lines().count());
    let head: Vec<&str> = file.text.lines().take_while(|line| line.starts_with("//!")).collect();
    let name = path.rsplit('/').next().unwrap_or(path);
    let needs_invariant =
        path.starts_with("src/") && path != "src/main.rs" && !["tests.rs", "samples.rs"].contains(&name);
    let mut wrong = Vec::new();
    if head.is_empty() {
        wrong.push(format!("{path}:1: no head: open with //! lines that say what the file is for and who calls it"));
    } else if needs_invariant && !head.iter().any(|line| line.contains("**Invariant:**")) {
        wrong.push(format!("{path}:1: no invariant: add `//! **Invariant:** …` to the head, one that is true"));
    }
    if lines > LONGEST_FILE {
        wrong.push(format!("{path}:{lines}: longer than {LONGEST_FILE} lines: split it by noun"));
    }
    wrong
}

fn judge_words(file: &Source) -> Vec<String> {
    let mut wrong = Vec::new();
    for (words, excused, instead) in BANNED {
        if file.path == *excused {
            continue;
        }
        let hits = file
            .tokens
            .windows(words.len())
            .filter(|w| w.iter().map(|token| token.text.as_str()).eq(words.iter().copied()));
        wrong.extend(hits.map(|hit| format!("{}:{}: `{}`: use {instead}", file.path, hit[0].line, words.concat())));
    }
    wrong
}

fn judge_uses(file: &Source) -> Vec<String> {
    let place = Place::of(&file.path);
    let code = read::without_tests(&file.tokens);
    let mut wrong: Vec<String> = Vec::new();
    for found in read::paths(&code) {
        let verdict = match read::resolve(&file.module(), &found.path) {
            Some(ours) => place.may_use(&ours),
            None => place.may_use_outside(&found.path),
        };
        if let Err(what) = verdict {
            wrong.push(format!("{}:{}: {what}", file.path, found.line));
        }
    }
    if place.top == "game" {
        let waits = code.iter().filter(|token: &&Token| ["async", "await"].contains(&token.text.as_str()));
        wrong.extend(waits.map(|word| {
            format!(
                "{}:{}: `{}`: game is pure: the actor waits, and hands in what came",
                file.path, word.line, word.text
            )
        }));
    }
    wrong.dedup();
    wrong
}

fn judge_manifest(manifest: &str) -> Vec<String> {
    let plain = |line: &str| line.split('#').next().unwrap_or("").replace(char::is_whitespace, "");
    let aborts = manifest.lines().enumerate().filter(|(_, line)| plain(line).contains("panic=\"abort\""));
    aborts
        .map(|(n, _)| format!("Cargo.toml:{}: panic = \"abort\": leave it out: the Keeper catches panics", n + 1))
        .collect()
}

/// Where a file of `src` stands.
struct Place {
    /// Below `src/`.
    path: String,
    top: String,
    /// For a file of an actor: which, and whether it is the port.
    actor: Option<(String, bool)>,
}

impl Place {
    fn of(path: &str) -> Place {
        let path = path.trim_start_matches("src/").to_owned();
        let parts: Vec<&str> = path.split('/').map(|part| part.trim_end_matches(".rs")).collect();
        let actor = match parts[..] {
            ["actors", name, ..] if name != "mod" => Some((name.to_owned(), parts.get(2) == Some(&"port"))),
            _ => None,
        };
        Place { top: parts[0].to_owned(), actor, path }
    }

    /// May this place use `ours` (a path below `crate`)? Else: what is wrong, and what to use instead.
    fn may_use(&self, ours: &[String]) -> Result<(), String> {
        let ours: Vec<&str> = ours.iter().map(String::as_str).collect();
        let shown = ours.join("::");
        let Some(target) = ours.first() else { return Err("`crate` as a whole: name the module".to_owned()) };
        if self.top == "lib" || (self.top == *target && *target != "actors") {
            return Ok(());
        }
        let Some((_, floors)) = FLOORS.iter().find(|(top, _)| *top == self.top) else {
            return Err(format!("folder `{}` stands on no floor: give it one in tests/tidy.rs", self.top));
        };
        let other = ours.get(1).copied().unwrap_or_default();
        let is_port = ours.get(2) == Some(&"port");
        match (self.top.as_str(), *target) {
            ("actors", "actors") => self.may_know(other, is_port),
            ("transports", "actors") if is_port => Ok(()),
            ("transports", "actors") => {
                Err(format!("`{shown}`: a transport serves `actors::{other}::port` and nothing else of an actor"))
            }
            (_, "sandbox") if !floors.contains(&"sandbox") => Err(format!(
                "`{shown}`: only play, main, tests and benches use the sandbox: take its address from Config"
            )),
            (_, target) if floors.contains(&target) => Ok(()),
            (top, target) => Err(format!(
                "`{shown}`: {top} may use {}: have a higher floor bring them together, not {target}",
                listed(floors)
            )),
        }
    }

    fn may_know(&self, other: &str, is_port: bool) -> Result<(), String> {
        let Some((me, in_port)) = &self.actor else { return Ok(()) };
        let Some((_, right)) = RIGHT_OF.iter().find(|(actor, _)| actor == me) else {
            return Err(format!("actor `{me}` is not in the chain: give it a place in tests/tidy.rs"));
        };
        if other == me || (LEFT_PORTS.contains(&(me, other)) && is_port) || right.contains(&other) && !in_port {
            return Ok(());
        }
        if *in_port {
            // A port is a transport's face: it may share another port's types, never another actor's messages.
            return if is_port && right.contains(&other) {
                Ok(())
            } else {
                Err(format!("`actors::{other}`: a port speaks its own types, or those of a port further right"))
            };
        }
        Err(format!("`actors::{other}`: {me} may know {}: answer its message instead of asking it", listed(right)))
    }

    fn may_use_outside(&self, path: &[String]) -> Result<(), String> {
        let shown = path.join("::");
        let is = |name: &str| shown == name || shown.starts_with(&format!("{name}::"));
        if self.top == "game" && NOT_IN_GAME.iter().any(|name| is(name)) {
            return Err(format!("`{shown}`: game is pure: take what you need as an argument"));
        }
        for (names, open, instead) in DOORS {
            if names.iter().any(|name| is(name)) && !open.iter().any(|door| self.is_at(door)) {
                return Err(format!("`{shown}`: its door is {}: use {instead}", listed(open)));
            }
        }
        Ok(())
    }

    /// `config` is `config.rs` and what is in `config/`; `main.rs` and `sandbox/` are only themselves.
    fn is_at(&self, door: &str) -> bool {
        let rest = self.path.strip_prefix(door);
        rest.is_some_and(|rest| door.ends_with('/') || rest.is_empty() || rest == ".rs" || rest.starts_with('/'))
    }
}

fn listed(names: &[&str]) -> String {
    if names.is_empty() { "nothing of ours".to_owned() } else { names.join(", ") }
}

mod tests {
    use super::*;

    fn wrong(path: &str, text: &str) -> Vec<String> {
        let head = "//! A file. **Invariant:** it is short.\n";
        judge(&Source::new(path, &format!("{head}{text}")), &BTreeSet::new())
    }

    #[track_caller]
    fn is_fine(path: &str, text: &str) {
        assert_eq!(wrong(path, text), Vec::<String>::new());
    }

    #[track_caller]
    fn is_wrong(path: &str, text: &str, line: usize, words: &str) {
        let wrong = wrong(path, text);
        assert!(wrong.len() == 1 && wrong[0].starts_with(&format!("{path}:{line}: ")), "{wrong:#?}");
        assert!(wrong[0].contains(words), "{wrong:#?}");
    }

    #[test]
    fn floors_are_held_however_the_path_is_written() {
        is_fine("src/transports/soft.rs", "use crate::{actors::{oracle::port::Quote, db::port}, game::Money, text};");
        is_wrong(
            "src/transports/soft.rs",
            "use crate::{\n game::Money,\n actors::db::messages::Settle,\n};",
            4,
            "::port",
        );
        is_wrong("src/game/hook.rs", "fn f() { crate::text::page(); }", 2, "game may use nothing of ours");
        is_wrong("src/game/market/mod.rs", "use super::super::plumbing::clock;", 2, "`plumbing::clock`");
        is_wrong("src/app.rs", "use crate::sandbox::Sandbox;", 2, "Config");
        is_wrong("src/sandbox/mod.rs", "use crate::config::Config;", 2, "sandbox may use game");
        is_fine("src/play/mod.rs", "use crate::{sandbox::Sandbox, app::Application};");
        is_wrong("src/helpers/mod.rs", "use crate::game::Money;", 2, "no floor");
        is_fine("src/game/cast.rs", "#[cfg(test)] mod tests { use crate::text::page; use serde_json::json; }");
        is_wrong("src/game/cast.rs", "#[cfg(test)] mod tests;\nuse crate::text::page;", 3, "text");
    }

    #[test]
    fn an_actor_knows_only_those_to_its_right() {
        is_fine("src/actors/poller/actor.rs", "use crate::actors::{db::messages::Store, router::messages::Route};");
        is_fine("src/actors/router/actor.rs", "use crate::actors::poller::port::Incoming;");
        is_fine(
            "src/actors/poller/port.rs",
            "use crate::actors::outbox::port::CallError; pub(in crate::actors) fn f() {}",
        );
        is_wrong("src/actors/poller/port.rs", "use crate::actors::outbox::messages::Say;", 2, "a port speaks");
        is_wrong("src/actors/router/actor.rs", "use crate::actors::poller::messages::Poll;", 2, "session");
        is_wrong("src/actors/outbox/lane.rs", "use super::super::oracle::messages::NextQuote;", 2, "imagegen, db");
        is_wrong("src/actors/db/rows.rs", "use crate::actors;", 2, "nothing of ours");
        is_fine("src/actors/db/rows.rs", "use super::{error::DbError, turn::Turn}; use self::inner::X;");
        is_wrong("src/actors/angler/mod.rs", "use crate::actors::db::DbError;", 2, "chain");
    }

    #[test]
    fn outside_libraries_have_one_door() {
        is_fine("src/transports/http.rs", "use awc::Client; use serde_json as json;");
        is_wrong("src/actors/oracle/round.rs", "use serde_json as json;", 2, "transports/, sandbox/");
        is_wrong("src/app/start.rs", "fn f() { let c = awc::Client::new(); }", 2, "port");
        is_wrong("src/text/mod.rs", "use std::{\n    fmt,\n    env::Args,\n};", 4, "Config");
        is_fine("src/config/parse.rs", "use std::env; #[derive(clap::Parser)] struct S;");
        is_wrong("src/configure.rs", "#[derive(clap::Parser)] struct S;", 2, "config");
        is_fine("src/actors/session/actor.rs", "let x = self.image.png(); // awc::Client \n let s = \"awc::Client\";");
        is_wrong("src/game/cast.rs", "use std::time::Instant;", 2, "argument");
        is_wrong("src/game/cast.rs", "async fn f() {}", 2, "pure");
    }

    #[test]
    fn banned_words_are_found_in_code_alone_and_in_tests_too() {
        is_wrong("src/actors/db/pool.rs", "fn f() {\n    addr.do_send(X);\n}", 3, "notify()");
        is_wrong("tests/it/main.rs", "#[cfg(test)]\nfn f() { jiff::Timestamp::now(); }", 3, "plumbing::clock");
        is_fine("src/plumbing/clock.rs", "fn f() { Timestamp::now(); }");
        is_wrong("src/text/mod.rs", "#[allow(unused)]\nfn f() {}", 2, "#[expect");
        is_fine("src/text/mod.rs", "/* do_send /* todo!() */ */ const A: &str = r#\"\"todo!()\"#; // #[allow(x)]");
        assert_eq!(judge_manifest("[profile.release]\n# panic = \"abort\"\npanic  = \"abort\" # small\n").len(), 1);
    }

    #[test]
    fn every_file_has_a_head_and_an_end() {
        let none = BTreeSet::new();
        let head = |path: &str, text: &str| judge(&Source::new(path, text), &none);
        assert!(head("src/text/mod.rs", "use std::fmt;\n")[0].contains("//!"));
        assert!(head("src/text/mod.rs", "//! Pages.\n\n// **Invariant:** too late.\n")[0].contains("no invariant"));
        assert!(head("src/text/tests.rs", "//! Pages.\n").is_empty() && head("tests/x.rs", "//! X.\n").is_empty());
        assert!(head("tests/x.rs", &"//! X.\n".repeat(LONGEST_FILE)).is_empty());
        assert!(head("tests/x.rs", &"//! X.\n".repeat(LONGEST_FILE + 1))[0].contains("split it by noun"));
    }
}
