//! Reads every page in both languages, with ordinary values and with the largest there are, against Telegram's rules and
//! our own. Only tests have this file.
//!
//! **Invariant:** a new page belongs into [`every_page`], or nobody has read it.

use std::collections::HashSet;

use jiff::Timestamp;

use super::{looking_samples as looking, samples::*, *};
use crate::{
    game::{
        bells::{BellRefusal, HIGHEST_MARK},
        cast::CastRefusal,
        catalogue::{self, RodId, SNAPPED},
        choose::{PondRefusal, RodRefusal},
        commands::Command,
        daily::{Ration, daily_bait},
        fair::hex,
        hook::HookRefusal,
        market::Pair,
        money::{Cents, PnlPercent},
        profile::Daily,
        shop::{BuyRefusal, EnvelopeRefusal},
    },
    text::{not_yours, stale_button, toast, toasts::plain},
};

/// Words of the workshop that no player should read.
const INTERNAL: [&str; 14] = [
    "settle",
    "tick",
    "oracle",
    "inbox",
    "position",
    "lane",
    "quote",
    "database",
    "version",
    "turn id",
    "тик",
    "оракул",
    "позици",
    "баз",
];

/// Every page of one language, with where it comes from.
fn every_page(lang: Lang) -> Vec<(String, Page)> {
    let mut pages = Vec::new();
    let mut add = |from: &str, page: Page| pages.push((format!("{lang} {from}"), page));
    let mut fishing = player();
    fishing.open = Some(line("2500"));
    let fresh = Player { xp: 0, level: 1, ..player() };
    let first = Player { open: Some(line("2500")), ..fresh.clone() };
    let poor = Player { cash: Cents(99_99), ..player() };
    for (who, player) in [
        ("one", player()),
        ("fishing", fishing),
        ("poor", poor),
        ("giant", giant()),
        ("fresh", fresh),
        ("first", first),
    ] {
        for name in ["Bob", "", &"<&>".repeat(100)] {
            for meeting in [Meeting::Again, Meeting::First, Meeting::Returning] {
                add(&format!("start {meeting:?} {who}"), start(lang, name, &player, meeting));
            }
        }
        add(&format!("idle {who}"), status_idle(lang, &player));
        add(&format!("idle no bait {who}"), status_idle(lang, &Player { bait: 0, ..player.clone() }));
        add(&format!("casting {who}"), status_casting(lang, &player));
        add(&format!("ponds {who}"), ponds(lang, &player));
        add(&format!("rods {who}"), rods(lang, &player));
        add(&format!("forget {who}"), forget_ask(lang, &player, at(i64::from(u32::MAX))));
        let position = player.open.clone().unwrap_or_else(|| line("2500"));
        add(&format!("line out {who}"), line_out(lang, &player, &position));
        add(&format!("hooking {who}"), status_hooking(lang, &player, &position));
        for (price, now) in [("2531.25", at(1_725)), ("0.000000000001", Timestamp::MAX), ("999999999.99", at(0))] {
            let page = status_fishing(lang, &player, &position, Some(&tick(1_720, price)), now);
            add(&format!("fishing {who} {price}"), page);
        }
        add(&format!("fog {who}"), status_fishing(lang, &player, &position, None, at(1_725)));
    }
    for page in 0..HELP_PAGES {
        add(&format!("help {page}"), help(lang, page));
    }
    Pair::ALL.into_iter().for_each(|pair| add("pond chosen", pond_chosen(lang, &player(), pair)));
    RodId::ALL.into_iter().for_each(|rod| add("rod equipped", rod_equipped(lang, &player(), rod)));
    for chat_id in [-5, 5] {
        let mut belled = giant();
        belled.profile.name = "<&>".repeat(100);
        let mut line = belled.open.clone().unwrap();
        (line.chat_id, line.bells) = (chat_id, vec![HIGHEST_MARK, PnlPercent(100), PnlPercent(-999_900)]);
        belled.open = Some(line.clone());
        add("bells", bells(lang, &belled));
        add("bells ashore", bells(lang, &Player { open: None, ..belled.clone() }));
        add("bell hung", bell_hung(lang, &belled, HIGHEST_MARK));
        add("bell off", bell_taken_off(lang, &belled, HIGHEST_MARK));
        add("bell rings", bell_rings(lang, &belled, &line, HIGHEST_MARK, &tick(1_720, "0.000000000001")));
        add("bells in the status", status_fishing(lang, &belled, &line, None, at(1_725)));
        let none = Player { open: Some(super::samples::line("2500")), ..player() };
        add("no bell", bells(lang, &none));
        add("first bell", bell_hung(lang, &none, PnlPercent(-25_000)));
    }
    add("languages", languages(lang, &player()));
    add("language chosen", language_chosen(lang));
    for player in [player(), giant()] {
        RodId::ALL.into_iter().for_each(|rod| add("rod offer", rod_offer(lang, &player, rod)));
        RodId::ALL.into_iter().for_each(|rod| add("rod bought", rod_bought(lang, &player, rod)));
        for (streak, forgiven, broken) in
            [(1, false, true), (2, true, false), (21, false, false), (u32::MAX, true, true)]
        {
            let daily = Daily { streak, ..Daily::default() };
            let ration = Ration { bait: daily_bait(streak), daily, forgiven, broken };
            add("daily", daily_taken(lang, &player, &ration));
        }
        add("envelope", envelope_given(lang, &player, Cents(i64::MAX)));
    }
    add("record", own_record(lang));
    add("goodbye", goodbye(lang));
    add("lost", moments_lost(lang));
    add("greeting", group_greeting(lang));
    for title in ["Pier", "", &"<&>".repeat(100)] {
        for (anglers, catches) in [(1, 1), (3, 21), (i64::MAX, i64::MAX)] {
            let best = [board::samples::line(1, title, 77, 3), board::samples::line(2, "Ann", i64::MIN, i64::MAX)];
            add("podium", podium(lang, title, &best, anglers, catches));
        }
    }
    board::samples::boards().iter().for_each(|(from, asked)| add(from, board(lang, asked)));
    looking::every_page(lang).into_iter().for_each(|(from, page)| add(&from, page));
    every_refusal(lang).into_iter().for_each(|page| add("refusal", page));
    pages
}

fn every_refusal(lang: Lang) -> Vec<Page> {
    let mut pages = vec![
        hook_refused(lang, &HookRefusal::NothingOut),
        hook_refused(lang, &HookRefusal::SameTick),
        pond_refused(lang, &PondRefusal::Unknown),
        rod_refused(lang, &RodRefusal::Unknown),
        no_price(lang, Waiting::Cast),
        no_price(lang, Waiting::Hook),
        late_cast(lang),
        still_casting(lang),
        still_hooking(lang),
        trading_stopped(lang),
        slow_down(lang),
        hint(lang),
        unknown_command(lang),
        board_unknown(lang),
        anonymous(lang),
        apology(lang),
        forget_kept(lang),
        already_forgotten(lang),
        record_on_its_way(lang),
        only_in_private(lang, "forget"),
        only_in_private(lang, "mydata"),
    ];
    let percent = PnlPercent(-999_999);
    pages.extend(
        [
            BellRefusal::NotAMark,
            BellRefusal::OutOfRange,
            BellRefusal::NothingOut,
            BellRefusal::Full,
            BellRefusal::HangsAlready,
            BellRefusal::CrossedAlready { percent },
            BellRefusal::OutOfReach,
            BellRefusal::Gone,
        ]
        .map(|refusal| bell_refused(lang, &refusal)),
    );
    let too_quick = |wait_s| HookRefusal::TooQuick { percent: PnlPercent(-999), wait_s };
    pages.extend((1..=60).map(|wait_s| hook_refused(lang, &too_quick(wait_s))));
    pages.extend(Pair::ALL.map(|pair| pond_refused(lang, &PondRefusal::LevelTooLow { pair, needs: 8 })));
    pages.extend(every_shore_refusal(lang));
    pages.extend(looking::every_luck_refusal(lang));
    pages
}

/// Refusals of what needs no line in the water; a button can ask for each.
fn every_shore_refusal(lang: Lang) -> Vec<Page> {
    let player = player();
    let missing = Cents(1_999_999);
    let mut pages = vec![
        cast_refused(lang, &player, &CastRefusal::NoBait),
        cast_refused(lang, &player, &CastRefusal::LineOut),
        cast_refused(lang, &player, &CastRefusal::NoSeed),
        cast_refused(lang, &player, &CastRefusal::LightPurse { cash: Cents(9_999) }),
        daily_refused(lang, &player, 86_399),
        envelope_refused(lang, &player, &EnvelopeRefusal::PurseFull),
        envelope_refused(lang, &player, &EnvelopeRefusal::LineOut),
        envelope_refused(lang, &player, &EnvelopeRefusal::TooSoon { wait_s: 86_399 }),
    ];
    for rod in RodId::ALL {
        pages.push(rod_refused(lang, &RodRefusal::NotOwned { rod }));
        pages.push(buy_refused(lang, &BuyRefusal::Owned { rod }));
        pages.push(buy_refused(lang, &BuyRefusal::TooDear { rod, missing }));
    }
    pages.extend(owndata::every_forget_refusal(lang));
    pages
}

/// Captions of every fish there is, ordinary and as long as they get.
fn every_caption(lang: Lang) -> Vec<(String, String)> {
    let mut captions = Vec::new();
    for chat_id in [-5, 5] {
        let mut gone = caught(SNAPPED.0, "2500", "1");
        gone.position.chat_id = chat_id;
        for name in ["Bob", "", &"<&>".repeat(100), &"@".repeat(100)] {
            let mut named = player();
            named.profile.name = name.to_owned();
            captions.push((format!("{lang} among others {chat_id}"), catch_among_others(lang, &gone, &named).text));
            captions.push((format!("{lang} snap {chat_id}"), snapped(lang, &gone, &named).text));
        }
    }
    for fish in catalogue::all().map(|fish| fish.id).chain([SNAPPED]) {
        let mut caught = caught(fish.0, "2500", if fish == SNAPPED { "1" } else { "2531.25" });
        captions.push((format!("{lang} {fish}"), catch_caption(lang, &caught, &player())));
        caught.position = giant().open.unwrap();
        caught.exit.price = caught.position.entry.price;
        caught.closed_at = Timestamp::MAX;
        caught.pnl.percent = PnlPercent(i64::MAX);
        caught.pnl.cents = Cents(i64::MIN);
        (caught.xp_gained, caught.bait_gained, caught.level_before, caught.level_after) =
            (i64::MAX, i64::MAX, 0, u32::MAX);
        captions.push((format!("{lang} {fish} giant"), catch_caption(lang, &caught, &giant())));
    }
    captions
}

/// Tags are ours, in pairs and properly nested; every `&` begins an entity.
fn check_html(from: &str, html: &str) {
    let mut open = Vec::new();
    for piece in html.split('<').skip(1) {
        let (tag, _) = piece.split_once('>').unwrap_or_else(|| panic!("{from}: a tag never ends: {html}"));
        match tag.strip_prefix('/') {
            None => open.push(tag),
            Some(name) => assert_eq!(open.pop(), Some(name), "{from}: {html}"),
        }
        assert!(["b", "i", "code"].contains(&tag.trim_start_matches('/')), "{from}: <{tag}>");
    }
    assert_eq!(open, Vec::<&str>::new(), "{from}: {html}");
    for piece in html.split('&').skip(1) {
        assert!(["lt;", "gt;", "amp;", "quot;"].iter().any(|entity| piece.starts_with(entity)), "{from}: {html}");
    }
}

fn check_words(from: &str, html: &str) {
    // What stands as code is for programs.
    let without = |part: &str| part.split_once("</code>").map_or(part.to_owned(), |(_, rest)| format!("#{rest}"));
    let words: String = html.split("<code>").map(without).collect();
    let text = plain(&words);
    assert!(!text.contains(['{', '}']) && !text.contains("\n\n\n") && text == text.trim(), "{from}: {text}");
    for line in text.lines() {
        let shown = line.trim_start_matches(|c: char| !c.is_alphanumeric());
        assert!(!line.ends_with(' ') && !line.starts_with(' ') && !line.contains("  "), "{from}: {line:?}");
        for id in [
            "refusal-", "status-", "help-", "catch-", "start-", "pond-", "rod-", "fish-", "rods-", "ponds-",
            "command-", "first-", "forget-", "mydata-", "only-", "button-", "board-", "podium-", "group-",
        ] {
            assert!(!shown.starts_with(id), "{from}: a message is missing: {line}");
        }
    }
    let lower = text.to_lowercase();
    for word in lower.split(|c: char| !c.is_alphabetic()) {
        let internal = INTERNAL.iter().any(|internal| word.starts_with(internal));
        // These are called so, and may be.
        let named_so = ["oracle-oarfish", "ticker-tape-tangle", "moon-ticket-stub"];
        assert!(!internal || named_so.iter().any(|fish| from.contains(fish)), "{from}: {word:?} in {text}");
    }
    for (before, command) in lower.split('/').zip(lower.split('/').skip(1)) {
        let word: String = command.chars().take_while(char::is_ascii_alphabetic).collect();
        // A slash inside a pair (`ETH/USD`) or a path (`scripts/verify`) is no command.
        let is_pair = before.ends_with(|c: char| c.is_ascii_alphabetic());
        // Any other with a slash is a promise we do not keep.
        assert!(is_pair || Command::find(&word).is_some(), "{from}: /{word} in {text}");
    }
}

#[test]
fn every_page_is_sound_and_fits() {
    for lang in Lang::ALL {
        for (from, page) in every_page(lang) {
            check_html(&from, &page.text);
            let size = plain(&page.text).encode_utf16().count();
            assert!((1..=4_096).contains(&size) && page.text.len() < 16_384, "{from}: {size}");
            if !page.text.contains("&lt;&amp;&gt;") {
                check_words(&from, &page.text);
            }
            check_keyboard(&from, &page);
        }
    }
}

fn check_keyboard(from: &str, page: &Page) {
    let mut meanings = HashSet::new();
    for button in page.keyboard.iter().flatten() {
        assert!(crate::game::press::Press::parse(&button.data).is_some(), "{from}: {}", button.data);
        assert!((1..=40).contains(&button.label.chars().count()), "{from}: {}", button.label);
        assert!(meanings.insert(&button.data), "{from}: two buttons mean {}", button.data);
    }
}

#[test]
fn every_caption_is_sound_and_fits() {
    for lang in Lang::ALL {
        for (from, caption) in every_caption(lang) {
            check_html(&from, &caption);
            check_words(&from, &caption);
            let size = plain(&caption).encode_utf16().count();
            assert!((1..=1_024).contains(&size), "{from}: {size}");
        }
    }
}

#[test]
fn what_stands_under_a_document_fits_a_caption() {
    for lang in Lang::ALL {
        assert!((1..=1_024).contains(&plain(&own_record(lang).text).encode_utf16().count()));
    }
}

#[test]
fn every_refusal_is_a_sentence_and_every_toast_fits() {
    for lang in Lang::ALL {
        for page in every_refusal(lang) {
            let text = plain(&page.text);
            assert!((20..=400).contains(&text.chars().count()), "{text}");
            assert!(toast(&page).encode_utf16().count() <= 200);
        }
        for (_, page) in every_page(lang) {
            assert!(toast(&page).encode_utf16().count() <= 200);
        }
        assert!(not_yours(lang).chars().count() > 10 && stale_button(lang).chars().count() > 10);
    }
}

#[test]
fn what_a_button_can_ask_is_answered_whole_in_a_toast() {
    for lang in Lang::ALL {
        let mut answers = vec![
            hook_refused(lang, &HookRefusal::NothingOut),
            hook_refused(lang, &HookRefusal::SameTick),
            no_price(lang, Waiting::Hook),
            still_casting(lang),
            still_hooking(lang),
            trading_stopped(lang),
            slow_down(lang),
            forget_kept(lang),
            already_forgotten(lang),
        ];
        answers.extend(Pair::ALL.map(|pair| pond_refused(lang, &PondRefusal::LevelTooLow { pair, needs: 8 })));
        answers.extend(every_shore_refusal(lang));
        let too_quick = |wait_s| HookRefusal::TooQuick { percent: PnlPercent(-999), wait_s };
        answers.extend((1..=60).map(|wait_s| hook_refused(lang, &too_quick(wait_s))));
        for page in answers {
            assert!(!toast(&page).ends_with('…'), "{} in {}", plain(&page.text).encode_utf16().count(), page.text);
        }
    }
}

#[test]
fn a_seed_is_shown_by_its_fingerprint_only() {
    let position = line("2500");
    let next = player().next_seed.unwrap().seed;
    let secrets = [&position.seed, &next].map(|seed| hex(seed.bytes()));
    for lang in Lang::ALL {
        let page = status_fishing(lang, &player(), &position, Some(&tick(1_720, "2531.25")), at(1_725));
        assert!(page.text.contains(&format!("<code>{}</code>", position.seed.commitment_hex())));
        for (from, page) in every_page(lang) {
            assert!(!secrets.iter().any(|secret| page.text.contains(secret)), "{from}");
        }
    }
}

#[test]
fn a_price_is_as_old_as_its_oldest_part() {
    let page = |now| status_fishing(Lang::En, &player(), &line("2500"), Some(&tick(1_720, "2531.25")), now).text;
    assert!(page(at(1_725)).contains("price 7\u{a0}s old"), "5 s since the round, 2 s before it: {}", page(at(1_725)));
    assert!(page(at(1_000)).contains("price 2\u{a0}s old"), "a clock behind the round's");
    assert!(page(Timestamp::from_millisecond(1_725_001).unwrap()).contains("price 8\u{a0}s old"));
}

#[test]
fn a_line_at_its_end_says_so() {
    let page = |exit| status_fishing(Lang::En, &player(), &line("2500"), Some(&tick(1_720, exit)), at(1_725)).text;
    assert!(page("1250").contains("stretched") && !page("1251").contains("stretched"));
}

#[test]
fn nobody_is_sent_to_a_cast_that_would_be_refused() {
    for lang in Lang::ALL {
        let penniless = Player { bait: 0, ..player() };
        assert!(start(lang, "Bob", &player(), Meeting::Again).text.contains("/cast"));
        assert!(!start(lang, "Bob", &penniless, Meeting::Again).text.contains("/cast"));
        assert!(!status_idle(lang, &penniless).text.contains("/cast"));
    }
}
