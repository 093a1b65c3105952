//! Names of what the catalogue holds, in the player's language. Used by pages, scenes and cards.
//!
//! **Invariant:** every id of the catalogue has a name and every fish a story in both languages; names are unique, so that a
//! player can tell a friend what he caught.

use super::{
    Lang,
    numbers::{leverage, whole},
    speech::{Arg, say, word},
};
use crate::game::{
    catalogue::{self, FishId, Rarity, RodId, RodSide},
    market::Pair,
};

/// The game's name, as it stands on cards.
pub fn brand(lang: Lang) -> String {
    word(lang, "brand")
}

/// A fish's name.
pub fn fish_name(lang: Lang, fish: FishId) -> String {
    word(lang, &format!("fish-{fish}"))
}

/// A fish's story: one line, at most 200 characters.
pub fn fish_story(lang: Lang, fish: FishId) -> String {
    word(lang, &format!("fish-{fish}.story"))
}

/// A rarity's name.
pub fn rarity_name(lang: Lang, rarity: Rarity) -> String {
    word(lang, &format!("rarity-{rarity}"))
}

/// A pond's name, without its pair.
pub fn pond_name(lang: Lang, pair: Pair) -> String {
    word(lang, &format!("pond-{}", pair.base().to_ascii_lowercase()))
}

/// A rod's name with its leverage: `Optimist +2.0×`.
pub fn rod_name(lang: Lang, rod: RodId) -> String {
    // Fluent ids have no dots: `long-2.5` is `rod-long-2-5`.
    let name = word(lang, &format!("rod-{}", rod.as_str().replace('.', "-")));
    format!("{name} {}", leverage(lang, catalogue::rod(rod).leverage))
}

/// What a rod likes: a rising price or a falling one.
pub(super) fn rod_side(lang: Lang, rod: RodId) -> String {
    match rod.side() {
        RodSide::Long => word(lang, "side-long"),
        RodSide::Short => word(lang, "side-short"),
    }
}

/// So many pieces of bait: `1 bait`, `12 baits`.
pub(super) fn bait(lang: Lang, n: i64) -> String {
    counted(lang, "bait-count", n)
}

/// So many kinds of fish.
pub(super) fn kinds(lang: Lang, n: i64) -> String {
    counted(lang, "fish-count", n)
}

/// So many catches.
pub(super) fn catches(lang: Lang, n: i64) -> String {
    counted(lang, "catch-count", n)
}

fn counted(lang: Lang, id: &str, n: i64) -> String {
    say(lang, id, &[("n", Arg::Count(n)), ("shown", whole(lang, n).into())])
}

#[cfg(test)]
mod tests {
    use std::collections::HashSet;

    use super::*;
    use crate::game::catalogue::SNAPPED;

    fn fish() -> impl Iterator<Item = FishId> {
        catalogue::all().map(|fish| fish.id).chain([SNAPPED])
    }

    #[test]
    fn every_fish_has_a_name_of_its_own_and_a_short_story() {
        for lang in Lang::ALL {
            let mut names = HashSet::new();
            for id in fish() {
                let (name, story) = (fish_name(lang, id), fish_story(lang, id));
                assert!(!name.starts_with("fish-") && name.chars().count() <= 32, "{lang} {id}: {name}");
                assert!(names.insert(name.to_lowercase()), "{lang}: two fish are called {name}");
                let length = story.encode_utf16().count();
                assert!(!story.starts_with("fish-") && (20..=200).contains(&length), "{lang} {id}: {length}");
                assert!(!format!("{name}{story}").contains(['{', '<', '>', '&', '\n', '$']), "{lang} {id}");
            }
        }
    }

    #[test]
    fn no_story_is_left_behind_by_a_fish_that_is_gone() {
        let ids: HashSet<String> = fish().map(|id| format!("fish-{id}")).chain(["fish-count".to_owned()]).collect();
        for file in [
            include_str!("en/fish_trash.ftl"),
            include_str!("en/fish_common.ftl"),
            include_str!("en/fish_rare.ftl"),
            include_str!("en/fish_best.ftl"),
        ] {
            for line in file.lines().filter(|line| line.starts_with("fish-")) {
                let id = line.split(' ').next().unwrap_or_default();
                assert!(ids.contains(id), "{id} is no fish of the catalogue");
            }
        }
    }

    #[test]
    fn ponds_rods_and_rarities_have_names_of_their_own() {
        for lang in Lang::ALL {
            let ponds: HashSet<String> = Pair::ALL.into_iter().map(|pair| pond_name(lang, pair)).collect();
            let rods: HashSet<String> = RodId::ALL.into_iter().map(|rod| rod_name(lang, rod)).collect();
            let rarities: HashSet<String> = Rarity::ALL.into_iter().map(|rarity| rarity_name(lang, rarity)).collect();
            assert_eq!((ponds.len(), rods.len(), rarities.len()), (8, 8, 5));
            for name in ponds.iter().chain(&rods).chain(&rarities).chain([&brand(lang)]) {
                assert!(!name.contains("pond-") && !name.contains("rod-") && !name.contains("rarity-"), "{name}");
            }
        }
        assert_eq!(rod_name(Lang::En, RodId::Long20), "Optimist +2.0×");
        assert_eq!(rod_name(Lang::Ru, RodId::Short25), "Медвежонок −2,5×");
    }

    #[test]
    fn numbers_choose_their_plural() {
        let en = [0, 1, 2, 1_001].map(|n| bait(Lang::En, n));
        assert_eq!(en, ["0 baits", "1 bait", "2 baits", "1,001 baits"]);
        let ru = [0, 1, 2, 5, 11, 21, 22].map(|n| bait(Lang::Ru, n));
        assert_eq!(ru, ["0 наживок", "1 наживка", "2 наживки", "5 наживок", "11 наживок", "21 наживка", "22 наживки"]);
        assert_eq!([1, 3, 12].map(|n| kinds(Lang::Ru, n)), ["1 вид", "3 вида", "12 видов"]);
    }
}
