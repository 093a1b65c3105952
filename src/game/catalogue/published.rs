//! The catalogue as it is published: `scripts/catalogue.json`, with which `scripts/verify` compares what a proof says was near.
//! Its digest stands in every catch.
//!
//! **Invariant:** everything that decides which fish are near, and how often a tier comes, is in it; a line for each fish.

use std::{fmt::Write as _, sync::LazyLock};

use sha2::{Digest as _, Sha256};

use super::{CATALOGUE, Fish, OPEN, RODS, Rarity, RodSide, all};

static TEXT: LazyLock<String> = LazyLock::new(text);
static DIGEST: LazyLock<[u8; 32]> = LazyLock::new(|| Sha256::digest(published().as_bytes()).into());

/// The file, to the byte. Ranges are in ten-thousandths of a percent, `below` is exclusive, `null` is "whatever".
pub fn published() -> &'static str {
    &TEXT
}

/// SHA-256 of the file: which catalogue a catch was drawn from.
pub fn digest() -> &'static [u8; 32] {
    &DIGEST
}

fn text() -> String {
    let mut text = format!("{{\n\"catalogue\": {CATALOGUE},\n");
    let weights = Rarity::ALL.map(|rarity| format!("\"{rarity}\": {}", rarity.weight()));
    let _infallible = writeln!(text, "\"weights\": {{{}}},", weights.join(", "));
    let rods = RODS.iter().map(|rod| format!("\"{}\": \"{}\"", rod.id, rod.leverage.to_decimal()));
    let _infallible = writeln!(text, "\"rods\": {{{}}},", rods.collect::<Vec<_>>().join(", "));
    let fish: Vec<String> = all().map(line).collect();
    let _infallible = writeln!(text, "\"fish\": [\n{}\n]\n}}", fish.join(",\n"));
    text
}

fn line(fish: &Fish) -> String {
    let Fish { id, rarity, from, below, min_level, pond, rod, .. } = fish;
    let or_null = |value: Option<String>| value.unwrap_or_else(|| "null".to_owned());
    let below = or_null((below.0 != OPEN).then(|| below.0.to_string()));
    let pond = or_null(pond.map(|pair| format!("\"{pair}\"")));
    let rod = or_null(rod.map(|side| if side == RodSide::Long { "\"long\"" } else { "\"short\"" }.to_owned()));
    format!(
        "{{\"id\": \"{id}\", \"tier\": \"{rarity}\", \"from\": {}, \"below\": {below}, \"level\": {min_level}, \"pond\": {pond}, \
         \"rod\": {rod}}}",
        from.0
    )
}

#[cfg(test)]
mod tests {
    use std::fs;

    use super::*;

    /// The published file is made by this test: when it fails, copy what it wrote.
    #[test]
    fn the_published_catalogue_is_made_by_this_code() {
        let root = env!("CARGO_MANIFEST_DIR");
        let there = fs::read_to_string(format!("{root}/scripts/catalogue.json")).unwrap_or_default();
        if there != published() {
            fs::create_dir_all(format!("{root}/target")).unwrap();
            fs::write(format!("{root}/target/catalogue.json"), published()).unwrap();
        }
        assert!(
            there == published(),
            "scripts/catalogue.json is not the catalogue of the code. Old catches need the old one: keep it as \
             scripts/catalogue-<its number>.json if it was ever released, then: cp target/catalogue.json scripts/catalogue.json"
        );
    }

    #[test]
    fn it_has_every_fish_once_and_every_weight() {
        let text = published();
        assert_eq!(text.matches("{\"id\": ").count(), all().count());
        assert!(all().all(|fish| text.matches(&format!("\"{}\"", fish.id)).count() == 1));
        assert!(
            text.contains("\"weights\": {\"trash\": 20, \"common\": 16, \"rare\": 8, \"epic\": 3, \"legendary\": 1},")
        );
        assert!(text.contains("\"short-2.5\": \"-2.5\""), "{text}");
        assert_eq!(*digest(), <[u8; 32]>::from(Sha256::digest(text)));
    }
}
