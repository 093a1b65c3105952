//! Text renders its pages, each kind once in English and in Russian.
//!
//! **Invariant:** every kind of page that a player can see stands in the table.

use std::fmt;

use angler::{
    game::{
        cast::CastRefusal,
        catalogue::RodId,
        choose::{PondRefusal, RodRefusal},
        hook::{Catch, HookRefusal},
        market::{Pair, Tick},
        money::{Cents, PnlPercent},
        player::{Player, Position},
    },
    text::{
        Lang, Page,
        pages::{self, Waiting},
    },
};
use divan::{Bencher, black_box};

use crate::sea;

/// What pages are rendered from.
struct Day {
    ashore: Player,
    fishing: Player,
    line: Position,
    caught: Catch,
    tick: Tick,
}

impl Day {
    fn new() -> Day {
        let (ashore, fishing) = (sea::ashore(1), sea::fishing(1));
        let line = fishing.open.clone().expect("a line is out");
        let caught = sea::hook(&fishing, 1_100, 253_000).closes.expect("a catch");
        Day { ashore, fishing, line, caught, tick: sea::tick(1_050, 251_000) }
    }
}

/// A kind of page.
struct Kind(&'static str, fn(&Day, Lang) -> Page);

impl fmt::Display for Kind {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.0)
    }
}

const KINDS: [Kind; 32] = [
    Kind("start", |day, lang| pages::start(lang, "Анна", &day.ashore, pages::Meeting::First)),
    Kind("help, how", |_, lang| pages::help(lang, 0)),
    Kind("help, levels", |_, lang| pages::help(lang, 1)),
    Kind("help, waters", |_, lang| pages::help(lang, 2)),
    Kind("help, fish", |_, lang| pages::help(lang, 3)),
    Kind("ponds", |day, lang| pages::ponds(lang, &day.ashore)),
    Kind("pond chosen", |day, lang| pages::pond_chosen(lang, &day.ashore, Pair::BtcUsd)),
    Kind("rods", |day, lang| pages::rods(lang, &day.ashore)),
    Kind("rod equipped", |day, lang| pages::rod_equipped(lang, &day.ashore, RodId::Long20)),
    Kind("line out", |day, lang| pages::line_out(lang, &day.fishing, &day.line)),
    Kind("catch", |day, lang| pages::catch(lang, &day.caught, &day.ashore)),
    Kind("status ashore", |day, lang| pages::status_idle(lang, &day.ashore)),
    Kind("status casting", |day, lang| pages::status_casting(lang, &day.ashore)),
    Kind("status fishing", |day, lang| {
        pages::status_fishing(lang, &day.fishing, &day.line, Some(&day.tick), sea::at(1_060))
    }),
    Kind("status hooking", |day, lang| pages::status_hooking(lang, &day.fishing, &day.line)),
    Kind("no cast", |day, lang| {
        pages::cast_refused(lang, &day.ashore, &CastRefusal::LightPurse { cash: Cents(9_999) })
    }),
    Kind("no hook", |_, lang| {
        pages::hook_refused(lang, &HookRefusal::TooQuick { percent: PnlPercent(12), wait_s: 42 })
    }),
    Kind("no pond", |_, lang| pages::pond_refused(lang, &PondRefusal::LevelTooLow { pair: Pair::BtcUsd, needs: 4 })),
    Kind("no rod", |_, lang| pages::rod_refused(lang, &RodRefusal::NotOwned { rod: RodId::Short25 })),
    Kind("rod offer", |day, lang| pages::rod_offer(lang, &day.ashore, RodId::Short25)),
    Kind("languages", |day, lang| pages::languages(lang, &day.ashore)),
    Kind("no price", |_, lang| pages::no_price(lang, Waiting::Cast)),
    Kind("late cast", |_, lang| pages::late_cast(lang)),
    Kind("trading stopped", |_, lang| pages::trading_stopped(lang)),
    Kind("still casting", |_, lang| pages::still_casting(lang)),
    Kind("still hooking", |_, lang| pages::still_hooking(lang)),
    Kind("slow down", |_, lang| pages::slow_down(lang)),
    Kind("hint", |_, lang| pages::hint(lang)),
    Kind("unknown command", |_, lang| pages::unknown_command(lang)),
    Kind("anonymous", |_, lang| pages::anonymous(lang)),
    Kind("apology", |_, lang| pages::apology(lang)),
    Kind("no price for a hook", |_, lang| pages::no_price(lang, Waiting::Hook)),
];

#[divan::bench(args = KINDS)]
fn both_languages(bencher: Bencher, kind: &Kind) {
    let day = Day::new();
    bencher.bench(|| Lang::ALL.map(|lang| (kind.1)(black_box(&day), lang)));
}
