//! The pages that look back (`/pnl`, `/history`, `/verify`), with nothing, a little, and as much as there can be. Only tests
//! have this file.
//!
//! **Invariant:** the largest `/verify` is built from the catalogue itself: whatever P&L, pond, rod and level offers most.

use jiff::Timestamp;

use super::{samples::*, *};
use crate::{
    game::{
        catalogue::{self, FishId, Rarity, RodId, SNAPPED},
        fair::Seed,
        fishdex::{Fishdex, Kind, Shelf, shelves},
        luck::{Luck, LuckRefusal},
        market::{Pair, Passed},
        money::Cents,
        player::{PlayerId, PositionId},
        proof::{Given, Proof},
        records::{Highlight, History, PastCatch, Record, Records},
    },
    text::proof::tests::{proof_of, tick as fill},
};

/// All of them, with where each comes from.
pub fn every_page(lang: Lang) -> Vec<(String, Page)> {
    let mut pages: Vec<_> = purse_pages(lang).into_iter().map(|page| ("purse".to_owned(), page)).collect();
    pages.extend(verify_pages(lang).into_iter().map(|page| ("verify".to_owned(), page)));
    pages.extend(fishdex_pages(lang));
    pages.extend(fair_pages(lang));
    pages
}

/// Why a word is not taken, in every way.
pub fn every_luck_refusal(lang: Lang) -> impl Iterator<Item = Page> {
    LuckRefusal::ALL.into_iter().map(move |refusal| luck_refused(lang, refusal))
}

/// `/fair` and `/luck` for everybody.
fn fair_pages(lang: Lang) -> Vec<(String, Page)> {
    let fishing = Player { open: Some(line("2500")), ..player() };
    let mut own = player();
    own.profile.luck = Luck::parse("клевер").unwrap();
    let unsealed = Player { next_seed: None, ..player() };
    let everybody = [player(), fishing, own, unsealed, giant()];
    let pages = everybody.iter().flat_map(|who| [fair::fair(lang, who), luck(lang, who), luck_set(lang, who)]);
    pages.map(|page| ("fair".to_owned(), page)).collect()
}

/// `/pnl` and `/history` with nothing, with a little, and with as much as there can be.
fn purse_pages(lang: Lang) -> Vec<Page> {
    let mut pages = Vec::new();
    let giant = (i64::MAX, PnlPercent(i64::MAX), Cents(i64::MIN));
    for (id, percent, cents) in [(42, PnlPercent(25_000), Cents(2_500)), giant] {
        let highlight = |fish: &str| Highlight { position: PositionId(id), fish: fish.to_owned(), percent, cents };
        let best = Some(highlight("anonymous-founder-nautilus"));
        let worst = Some(Highlight { position: PositionId(7), ..highlight("long-gone") });
        let record = |worst| Record { catches: id, won: 1, snapped: id, cents, best: best.clone(), worst };
        let lone = record(best.clone());
        let both = record(worst);
        pages.push(pnl(lang, &Records { all: both.clone(), week: lone }));
        pages.push(pnl(lang, &Records { all: both, week: Record::default() }));
        for (rows, more) in [(0, false), (1, false), (10, true)] {
            let row = PastCatch { caught: highlight("long-gone"), pond: Pair::PolUsd, closed_at: Timestamp::MIN };
            let page = History { rows: vec![row; rows], more };
            pages.push(history(lang, PlayerId(i64::MIN), &page, false, Timestamp::MAX));
            pages.push(history(lang, PlayerId(17), &page, true, at(0)));
        }
    }
    pages.push(pnl(lang, &Records::default()));
    pages
}

fn verify_pages(lang: Lang) -> Vec<Page> {
    let snapped = Proof { candidates: Vec::new(), fish: SNAPPED.0.to_owned(), ..largest_proof() };
    let mut ordinary = caught("meme-koi", "2500", "2531.25");
    ordinary.position.seed = Seed::from_bytes([9; 32]);
    let row = |id| PastCatch {
        caught: Highlight {
            position: PositionId(id),
            fish: "meme-koi".to_owned(),
            percent: PnlPercent(0),
            cents: Cents(0),
        },
        pond: Pair::EthUsd,
        closed_at: at(0),
    };
    let (player, number) = (PlayerId(i64::MIN), PositionId(i64::MAX));
    vec![
        verify(lang, &largest_proof()),
        verify(lang, &snapped),
        verify(lang, &proof_of(&ordinary)),
        verify_how(lang, player, None),
        verify_how(lang, player, Some(&row(i64::MAX))),
        verify_open(lang, number),
        verify_unknown(lang, number),
        verify_unreadable(lang),
    ]
}

/// Every page of a fishdex with nothing, with one fish, and with all of them as often and as well as can be.
fn fishdex_pages(lang: Lang) -> Vec<(String, Page)> {
    let kind = |fish: &str, number| Kind {
        times: number,
        best: Highlight {
            position: PositionId(number),
            fish: fish.to_owned(),
            percent: PnlPercent(number),
            cents: Cents(-number),
        },
    };
    let all = catalogue::all().map(|fish| fish.id.0).chain([SNAPPED.0]).map(|fish| kind(fish, i64::MAX));
    let mut pages = vec![("fishdex".to_owned(), fish_unknown(lang))];
    for dex in [Fishdex::default(), Fishdex::of([kind("meme-koi", 1)]), Fishdex::of(all)] {
        let page = |page| fishdex(lang, PlayerId(i64::MIN), &dex, page);
        // By the names that stand on it.
        let from = |shelf: &Shelf| shelf.fish.iter().map(|fish| format!(" {}", fish.id)).collect::<String>();
        let from = std::iter::once(String::new()).chain(shelves().iter().map(from).collect::<Vec<_>>());
        pages.extend(from.zip(0..).map(|(from, number)| (format!("fishdex{from}"), page(number))));
        assert_eq!(page(u8::MAX), page(0), "a page that does not exist is the first");
        let captions =
            catalogue::all().filter_map(|fish| dex.kind(fish.id).map(|kind| fish_caption(lang, fish.id, kind)));
        for caption in captions {
            assert!(crate::text::plain(&caption.text).encode_utf16().count() <= 1_024);
            // A story may name what pages may not.
            assert!(!caption.text.contains("fishdex-"));
        }
    }
    pages
}

#[test]
fn a_fish_that_was_not_caught_is_never_named() {
    for lang in Lang::ALL {
        for page in 0..=u8::try_from(shelves().len()).unwrap() {
            let page = fishdex(lang, PlayerId(1), &Fishdex::default(), page);
            for fish in catalogue::all() {
                let name = crate::text::fish_name(lang, fish.id);
                assert!(!page.text.contains(&name) && !page.text.contains(&format!("{} <b>", fish.emoji)), "{name}");
                assert!(page.keyboard.concat().iter().all(|button| !button.data.contains(fish.id.0)));
            }
        }
    }
}

/// The candidates with the longest text that any catch can have.
fn most_candidates() -> Vec<(Rarity, Vec<FishId>)> {
    let ends = catalogue::all().flat_map(|fish| [fish.from.0, fish.below.0.min(i64::MAX - 1)]);
    let pnls: std::collections::BTreeSet<i64> = ends.flat_map(|end| [end - 1, end]).collect();
    let anywhere = pnls.into_iter().filter(|pnl| *pnl >= -1_000_000).flat_map(|pnl| {
        Pair::ALL.into_iter().flat_map(move |pond| [RodId::Long40, RodId::Short40].map(|rod| (pnl, pond, rod)))
    });
    let offered = anywhere.map(|(pnl, pond, rod)| catalogue::candidates(PnlPercent(pnl), 99, pond, rod));
    let size = |offered: &Vec<(Rarity, Vec<FishId>)>| {
        offered.iter().flat_map(|(_, fish)| fish).map(|fish| fish.0.len() + 1).sum::<usize>()
    };
    offered.max_by_key(size).unwrap()
}

/// Every number as long as it gets: four sources with all decimals a price can have, the largest id, stake and P&L.
pub fn largest_proof() -> Proof {
    let offered = most_candidates();
    let mut caught = caught("anonymous-founder-nautilus", "2500", "2531.25");
    caught.position = giant().open.unwrap();
    // Out of the water: its own seed is shown.
    caught.position.seed = Seed::from_bytes([9; 32]);
    let prices =
        ["999999999.999999999991", "999999999.999999999993", "999999999.999999999995", "999999999.999999999999"];
    caught.position.entry = fill(Pair::AvaxUsd, 1_790_000_000, &prices);
    caught.exit = fill(Pair::AvaxUsd, 1_790_000_300, &prices);
    let longest = |tick: &mut crate::game::market::Tick| {
        tick.round_at = Timestamp::from_microsecond(1_790_000_000_123_456).unwrap();
        tick.quotes.iter_mut().for_each(|quote| quote.at = Timestamp::from_microsecond(1_789_999_910_123_456).unwrap());
    };
    longest(&mut caught.position.entry);
    longest(&mut caught.exit);
    caught.pnl.percent = crate::game::pnl::PERCENT_CEILING;
    caught.pnl.cents = crate::game::pnl::GAIN_CEILING;
    caught.candidates = offered;
    caught.roll = [0xff; 32];
    let mut proof = proof_of(&caught);
    let reasons = ["a price older than the command", "1 usable quotes, 2 needed"].into_iter().cycle().take(1_000);
    let passed = Passed::of(reasons.map(|why| (caught.exit.round_at, why.to_owned()))).lines();
    for given in [&mut proof.entry_given, &mut proof.exit_given] {
        *given = Given { commanded_at: caught.exit.round_at, passed: Some(passed.clone()) };
    }
    proof
}

#[test]
fn the_largest_proof_is_one_message_with_room_to_spare() {
    let block = |lang| verify(lang, &largest_proof()).text.rsplit_once("<code>").map(|(_, block)| block.to_owned());
    assert_eq!(block(Lang::En), block(Lang::Ru), "one script reads both languages");
    for lang in Lang::ALL {
        let page = verify(lang, &largest_proof());
        let size = crate::text::plain(&page.text).encode_utf16().count();
        assert!(size <= 3_900, "{lang}: {size}");
        let block = page.text.rsplit_once("<code>").unwrap().1;
        assert!(block.starts_with("position=") && block.ends_with("fish=anonymous-founder-nautilus</code>"), "{block}");
    }
}
