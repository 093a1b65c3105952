//! The gallery's page: one HTML file beside the pictures, without scripts or anything from elsewhere.
//!
//! **Invariant:** every picture that the gallery writes stands on it, by rarity and in the catalogue's order.

use super::{every_fish, samples};
use crate::{
    game::catalogue::{Fish, Rarity},
    text::{Lang, fish_name, fish_story, rarity_name},
};

const STYLE: &str = "body{font:16px/1.4 sans-serif;margin:2em;background:#f4f1ea;color:#222}h2{margin-top:2em}\
    .fish{display:inline-block;vertical-align:top;width:660px;margin:0 1em 2em 0}img{width:160px;border-radius:12px}\
    .large img{width:320px}p{margin:.2em 0 .6em}code{color:#777}";

/// The fish's card of a language, under the folder.
pub fn fish_file(fish: &Fish, lang: Lang) -> String {
    format!("fish/{}/{}.png", lang.as_str(), fish.id)
}

/// A personal card.
pub fn catch_file(fish: &Fish, lang: Lang, nth: usize) -> String {
    format!("catch/{}/{}-{}.png", lang.as_str(), fish.id, nth + 1)
}

/// A card of extremes.
pub fn extreme_file(lang: Lang, nth: usize) -> String {
    format!("extreme/{}/{}.png", lang.as_str(), nth + 1)
}

/// A contact sheet of a rarity.
pub fn sheet_file(kind: &str, rarity: Rarity, lang: Lang) -> String {
    format!("sheet/{kind}-{rarity}-{}.png", lang.as_str())
}

/// The page.
pub fn page() -> String {
    let by_rarity: String = Rarity::ALL.into_iter().map(of_rarity).collect();
    let extremes: String = Lang::ALL
        .into_iter()
        .flat_map(|lang| (0..samples::extremes().len()).map(move |nth| image(&extreme_file(lang, nth))))
        .collect();
    format!(
        "<!doctype html><html lang=\"en\"><meta charset=\"utf-8\"><title>Angler's cards</title><style>{STYLE}</style>\
         <h1>Angler's cards</h1><p>Small, as in a chat. {} kinds.</p>{by_rarity}\
         <h2>The longest and the largest</h2><div class=\"large\">{extremes}</div></html>\n",
        every_fish().count()
    )
}

fn of_rarity(rarity: Rarity) -> String {
    let fish: Vec<&Fish> = every_fish().filter(|fish| fish.rarity == rarity).collect();
    let shown: String = fish.iter().map(|fish| of_fish(fish)).collect();
    format!("<h2>{} ({})</h2>{shown}", rarity_name(Lang::En, rarity), fish.len())
}

fn of_fish(fish: &Fish) -> String {
    let in_language = |lang: Lang| {
        let words = format!("<b>{}</b>: {}", fish_name(lang, fish.id), fish_story(lang, fish.id));
        let images =
            image(&fish_file(fish, lang)) + &image(&catch_file(fish, lang, 0)) + &image(&catch_file(fish, lang, 1));
        format!("{images}<p>{words}</p>")
    };
    format!("<div class=\"fish\"><code>{}</code><br>{}</div>\n", fish.id, Lang::ALL.map(in_language).concat())
}

fn image(file: &str) -> String {
    format!("<a href=\"{file}\"><img loading=\"lazy\" alt=\"\" src=\"{file}\"></a> ")
}
