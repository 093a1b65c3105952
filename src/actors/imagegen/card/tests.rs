//! Cards as a whole: size, sides, hostile art, paths of every length; and sample cards to look at.
//!
//! **Invariant:** every catalogue fish is drawn in both layouts.

use std::{
    io::Cursor,
    sync::{Arc, LazyLock},
    time::{Duration, Instant},
};

use rust_decimal::Decimal;

use super::*;
use crate::game::{
    catalogue::{FishId, Rarity, SNAPPED, all, find},
    market::Pair,
};

static PAINTER: LazyLock<Painter> = LazyLock::new(|| Painter::new().unwrap());

fn face(fish: FishId, rarity: Rarity, name: &str, word: &str) -> FishFace {
    FishFace { fish, rarity, name: name.to_owned(), rarity_word: word.to_owned(), art: None }
}

fn facts(lang: &str, up: bool, path: Vec<PathPoint>) -> CatchFacts {
    let words = match (lang, up) {
        ("ru", true) => ["+1 234,5678 %", "+12 345 678,90 $", "ETH/USD", "Длинная +4,0", "12 д 23 ч 59 мин"],
        ("ru", false) => ["−100,00 %", "−1 000,00 $", "MATIC/USD", "Короткая −2,5", "3 ч 25 мин"],
        (_, true) => ["+12.34 %", "+$1,234.56", "ETH/USD", "Long +2.0", "3 h 25 min"],
        (_, false) => ["−0.87 %", "−$8.70", "BTC/USD", "Short −2.5", "1 min 5 s"],
    };
    let [percent_text, dollars_text, pond_text, rod_text, time_text] = words.map(str::to_owned);
    let pond = if up { Pair::EthUsd } else { Pair::BtcUsd };
    CatchFacts { angler: None, percent_text, dollars_text, up, pond, pond_text, rod_text, time_text, path }
}

fn walk(points: i64, up: bool) -> Vec<PathPoint> {
    let mut price = 250_000i64;
    (0..points)
        .map(|i| {
            price += (i * 7919 % 23 - 11) * 60 + if up { 70 } else { -70 };
            PathPoint { at_ms: i * 60_000, price: Decimal::new(price, 2), gap_before: i == 38 }
        })
        .collect()
}

const fn shared_between_threads<T: Send + Sync>() {}
const _: () = shared_between_threads::<Painter>();

fn sides(png: &[u8]) -> (u32, u32) {
    let reader = png::Decoder::new(Cursor::new(png)).read_info().unwrap();
    (reader.info().width, reader.info().height)
}

fn check(png: &[u8]) {
    assert_eq!(sides(png), (512, 512));
    assert!(png.len() < MAX_BYTES, "{} bytes", png.len());
}

#[test]
fn every_fish_has_both_cards_within_the_limits() {
    let catch = facts("ru", true, walk(60, true));
    for fish in all() {
        let face = face(fish.id, fish.rarity, "Some Fish With a Long Long Name", "legendary");
        check(&PAINTER.fish_card(&face).unwrap());
        check(&PAINTER.personal_card(&face, &catch).unwrap());
    }
    check(&PAINTER.fish_card(&face(SNAPPED, Rarity::Trash, "Snapped line", "trash")).unwrap());
    assert!(PAINTER.cached_bytes() <= 40 * 1024 * 1024);
}

#[test]
fn a_card_is_the_same_every_time() {
    let face = face(FishId("meme-koi"), Rarity::Rare, "Meme Koi", "rare");
    let catch = facts("en", true, walk(12, true));
    assert_eq!(PAINTER.personal_card(&face, &catch).unwrap(), PAINTER.personal_card(&face, &catch).unwrap());
}

#[test]
fn paths_of_every_length_work() {
    let face = face(FishId("meme-koi"), Rarity::Rare, "Meme Koi", "rare");
    for points in [0, 1, 2, 60, 1000] {
        check(&PAINTER.personal_card(&face, &facts("en", false, walk(points, false))).unwrap());
    }
    let flat = walk(60, true).into_iter().map(|p| PathPoint { price: Decimal::ONE, ..p }).collect();
    check(&PAINTER.personal_card(&face, &facts("en", true, flat)).unwrap());
}

#[test]
fn hostile_words_are_only_words() {
    let name = "</text><image href='file:///etc/passwd'/>&amp;🐟\u{202e}\0".repeat(40);
    let face = face(FishId("never-heard-of"), Rarity::Epic, &name, &name);
    let mut catch = facts("en", true, walk(3, true));
    catch.percent_text.clone_from(&name);
    catch.rod_text.clone_from(&name);
    catch.pond_text = String::new();
    check(&PAINTER.fish_card(&face).unwrap());
    check(&PAINTER.personal_card(&face, &catch).unwrap());
}

fn painted(pixel: impl Fn(u32, u32) -> [u8; 3]) -> Arc<[u8]> {
    let mut out = Cursor::new(Vec::new());
    let picture = image::RgbImage::from_fn(768, 768, |x, y| image::Rgb(pixel(x, y)));
    picture.write_to(&mut out, image::ImageFormat::Png).unwrap();
    out.into_inner().into()
}

/// As hard to compress as a picture can be.
fn noise() -> Arc<[u8]> {
    painted(|x, y| {
        let n = (x.wrapping_mul(0x9e37_79b9) ^ y.wrapping_mul(0x85eb_ca6b)).wrapping_mul(0xc2b2_ae35);
        [(n >> 24) as u8, (n >> 16) as u8, (n >> 8) as u8]
    })
}

/// Wide gradients with edges and a little grain, as painters make them.
fn soft() -> Arc<[u8]> {
    painted(|x, y| {
        let (dx, dy) = (x as i32 - 384, y as i32 - 384);
        let grain = (x.wrapping_mul(7919) ^ y.wrapping_mul(104_729)) % 7;
        if dx * dx + 3 * dy * dy < 60_000 {
            return [(200 + grain) as u8, (90 + y / 8) as u8, 60];
        }
        [(20 + x / 12) as u8, (60 + y / 6 + grain) as u8, (150 + (x + y) / 20) as u8]
    })
}

#[test]
fn painted_art_fits_even_when_it_is_noise() {
    for art in [noise(), soft()] {
        let mut face = face(FishId("meme-koi"), Rarity::Rare, "Painted", "rare");
        face.art = Some(art);
        check(&PAINTER.fish_card(&face).unwrap());
        // The widest strip: long texts and a path that goes from end to end at each step.
        let zigzag = walk(60, true).into_iter().zip(0..).map(|(p, i)| PathPoint { price: (i % 2).into(), ..p });
        let zigzag = facts("ru", true, zigzag.collect());
        check(&PAINTER.personal_card(&face, &zigzag).unwrap());
        check(&PAINTER.personal_card(&face, &of(&"Ж".repeat(64), zigzag)).unwrap());
    }
}

fn of(name: &str, catch: CatchFacts) -> CatchFacts {
    CatchFacts { angler: Some(Angler { name: name.to_owned(), somebody: "A fellow angler".to_owned() }), ..catch }
}

#[test]
fn a_name_that_the_font_cannot_write_is_somebody_and_a_card_without_a_name_has_room_for_its_path() {
    let fish = face(FishId("meme-koi"), Rarity::Rare, "Meme Koi", "rare");
    let drawn = |name: Option<&str>| {
        let catch = facts("en", true, walk(60, true));
        PAINTER.personal_card(&fish, &name.map_or_else(|| catch.clone(), |name| of(name, catch.clone()))).unwrap()
    };
    let somebody = drawn(Some("A fellow angler"));
    for nobody in ["", "عمر", "李小龍", "🐟🎣", "Ann 李"] {
        assert!(drawn(Some(nobody)) == somebody, "{nobody}");
    }
    assert!(drawn(Some("Ann")) != somebody && drawn(Some("Ann")) != drawn(Some("Anna")) && drawn(None) != somebody);
    assert!(drawn(Some("🎣 Ann")) == drawn(Some("Ann")));
}

#[test]
fn unusable_art_is_an_error_and_not_a_card() {
    let mut face = face(FishId("meme-koi"), Rarity::Rare, "Meme Koi", "rare");
    for rubbish in [&b""[..], b"GIF89a", b"\x89PNG\r\n\x1a\n", &[0xff; 4096]] {
        face.art = Some(rubbish.into());
        assert!(matches!(PAINTER.fish_card(&face), Err(CardError::Art(_))));
        assert!(matches!(PAINTER.personal_card(&face, &facts("en", true, vec![])), Err(CardError::Art(_))));
        assert!(check_art(rubbish).is_err());
    }
}

/// Writes cards to look at into the temporary directory: `cargo test --lib card::tests::samples -- --ignored`.
#[test]
#[ignore = "writes pictures for eyes"]
fn samples() {
    let dir = std::env::temp_dir().join("angler-cards");
    std::fs::create_dir_all(&dir).unwrap();
    let ids: Vec<FishId> = all().map(|f| f.id).chain([SNAPPED]).collect();
    for fish in ids.iter().map(|id| find(id.0).unwrap()) {
        let english = face(fish.id, fish.rarity, &title(fish.id.0), fish.rarity.as_str());
        let russian = face(fish.id, fish.rarity, "Латимерия последнего цента", russian_word(fish.rarity));
        let up = fish.id.0.len() % 2 == 0;
        let save = |kind: &str, png: Vec<u8>| std::fs::write(dir.join(format!("{}-{kind}.png", fish.id)), png).unwrap();
        save("fish-en", PAINTER.fish_card(&english).unwrap());
        save("fish-ru", PAINTER.fish_card(&russian).unwrap());
        save("catch-en", PAINTER.personal_card(&english, &facts("en", up, walk(60, up))).unwrap());
        save("catch-ru", PAINTER.personal_card(&russian, &facts("ru", up, walk(24, up))).unwrap());
    }
    let mut painted = face(FishId("meme-koi"), Rarity::Rare, "Meme Koi, painted", "rare");
    for (kind, art) in [("noise", noise()), ("soft", soft())] {
        painted.art = Some(art);
        std::fs::write(dir.join(format!("painted-{kind}-fish.png")), PAINTER.fish_card(&painted).unwrap()).unwrap();
        let card = PAINTER.personal_card(&painted, &facts("en", true, walk(60, true))).unwrap();
        std::fs::write(dir.join(format!("painted-{kind}-catch.png")), card).unwrap();
    }
    painted.art = None;
    for (n, name) in
        ["Ann", "Достопочтенный Константин Константинопольский III", "عمر", "🐟🐟", "Łukasz Đặng"].iter().enumerate()
    {
        let card =
            PAINTER.personal_card(&painted, &of(name, facts(["en", "ru"][n % 2], n % 2 == 0, walk(60, true)))).unwrap();
        std::fs::write(dir.join(format!("named-{n}.png")), card).unwrap();
    }
    for kind in ["fish-en", "fish-ru", "catch-en", "catch-ru"] {
        for (page, ids) in ids.chunks(12).enumerate() {
            sheet(&dir, kind, ids).save(dir.join(format!("sheet-{kind}-{page}.png"))).unwrap();
        }
    }
}

/// Twelve cards on one page, as large as a chat shows them.
fn sheet(dir: &std::path::Path, kind: &str, ids: &[FishId]) -> image::RgbImage {
    let mut page = image::RgbImage::new(4 * 330, 3 * 330);
    for (i, id) in ids.iter().enumerate() {
        let card = image::open(dir.join(format!("{id}-{kind}.png"))).unwrap().to_rgb8();
        let small = image::imageops::thumbnail(&card, 320, 320);
        image::imageops::replace(&mut page, &small, (i as i64 % 4) * 330, (i as i64 / 4) * 330);
    }
    page
}

fn russian_word(rarity: Rarity) -> &'static str {
    ["Хлам", "Обычная", "Редкая", "Эпическая", "Легендарная"][rarity as usize]
}

fn title(id: &str) -> String {
    id.split('-').map(|word| word[..1].to_uppercase() + &word[1..]).collect::<Vec<_>>().join(" ")
}

/// Prints how long cards take: `cargo test --release --lib card::tests::speed -- --ignored --nocapture`.
#[test]
#[ignore = "a measurement"]
fn speed() {
    let fish = face(FishId("levered-leviathan"), Rarity::Epic, "Левиафан с кредитным плечом", "Эпическая");
    let catch = facts("ru", true, walk(60, true));
    let started = Instant::now();
    let painter = Painter::new().unwrap();
    println!("a painter: {:?}", started.elapsed());
    let card = painter.personal_card(&fish, &catch).unwrap();
    println!("a card: {} bytes", card.len());
    let glyphs = glyphs::Glyphs::load().unwrap();
    let colours = colours::StripColours::new();
    let base = base::draw(&fish, true, &glyphs).unwrap();
    let (mut strip, mut over) = (facts::blank().unwrap(), base.clone());
    time("a personal card over a warm base", || drop(painter.personal_card(&fish, &catch)));
    time("a fish's card over a warm base", || drop(painter.fish_card(&fish)));
    time("- drawing its strip", || facts::draw(&mut strip, &catch, &glyphs));
    time("- laying it over the base", || facts::lay(&strip, &colours, &mut over));
    time("- encoding", || drop(over.encode()));
    time("a base", || drop(base::draw(&fish, true, &glyphs)));
}

fn time(what: &str, mut work: impl FnMut()) {
    let mut times: Vec<Duration> = (0..300)
        .map(|_| {
            let started = Instant::now();
            work();
            started.elapsed()
        })
        .collect();
    times.sort();
    println!("{what}: p50 {:?}, p99 {:?}", times[150], times[297]);
}
