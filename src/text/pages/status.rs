//! `/status`: on the shore, in the air, in the water, reeling in. Called by sessions.
//!
//! **Invariant:** of an open line's seed and of the one that waits only the fingerprint is shown; a price is never shown without its age.

use jiff::Timestamp;

use super::{
    Lang, Page, Player, Position,
    bells::bells_line,
    cents,
    fair::{next_seal, sealed},
    firststeps, level_line, levels, line_buttons, line_facts, mood, next_buttons, purse, say, word, words,
};
use crate::{
    game::{
        cast::check_cast,
        market::Tick,
        pnl::pnl,
        rules::{CAST_BAIT, SMALLEST_PURSE},
    },
    text::{
        numbers::{duration, percent, price, signed_cents},
        speech::Arg,
    },
};

/// No line out: the purse, the level, and what the next cast would be.
pub fn status_idle(lang: Lang, player: &Player) -> Page {
    let args: [(&str, Arg<'_>); 5] = [
        ("purse", purse(lang, player).into()),
        ("levels", level_line(lang, player).into()),
        ("pond", words::pond_name(lang, player.pond).into()),
        ("rod", words::rod_name(lang, player.rod).into()),
        ("next", next_cast(lang, player).into()),
    ];
    Page { text: sealed(lang, player, say(lang, "status-idle", &args)), keyboard: next_buttons(lang, player) }
}

/// What is missing for a cast and where it comes from; `None`: nothing is, or a line is out.
pub(super) fn way_out(lang: Lang, player: &Player) -> Option<String> {
    (player.open.is_none() && check_cast(player).is_err()).then(|| next_cast(lang, player))
}

/// What the next cast would be, or why there is none.
pub(super) fn next_cast(lang: Lang, player: &Player) -> String {
    if player.bait < CAST_BAIT && player.cash < SMALLEST_PURSE {
        word(lang, "status-next-both")
    } else if player.bait < CAST_BAIT {
        word(lang, "status-next-no-bait")
    } else if player.cash < SMALLEST_PURSE {
        say(lang, "status-next-light", &[("least", cents(lang, SMALLEST_PURSE).into())])
    } else {
        let stake = levels::stake(player.level).min(player.cash);
        say(lang, "status-next-cast", &[("stake", cents(lang, stake).into())])
    }
}

/// A line in the water: how it swims at `now_tick` (`None`: the market gives no price just now), with the price's age at `now`.
pub fn status_fishing(
    lang: Lang,
    player: &Player,
    position: &Position,
    now_tick: Option<&Tick>,
    now: Timestamp,
) -> Page {
    let mut lines = vec![match now_tick {
        Some(tick) => swimming(lang, position, tick, now),
        None => say(lang, "status-fishing-fog", &line_args(lang, position, now)),
    }];
    let stretched = |tick: &Tick| pnl(position.stake, position.entry.price, tick.price, position.leverage).snapped;
    lines.extend(bells_line(lang, position));
    if now_tick.is_some_and(stretched) {
        lines.push(word(lang, "status-stretched"));
    }
    lines.push(format!("{}\n{}", purse(lang, player), level_line(lang, player)));
    lines.extend(next_seal(lang, player));
    // In the fog there are no numbers to be told of.
    lines.extend(now_tick.and_then(|_| firststeps::status(lang, player)));
    lines.push(format!("{}\n<code>{}</code>", word(lang, "status-seed"), position.seed.commitment_hex()));
    Page { text: lines.join("\n\n"), keyboard: line_buttons(lang, player, position) }
}

fn swimming(lang: Lang, position: &Position, tick: &Tick, now: Timestamp) -> String {
    let pnl = pnl(position.stake, position.entry.price, tick.price, position.leverage);
    let mut args = line_args(lang, position, now).to_vec();
    args.extend([
        ("now", Arg::from(price(lang, tick.price))),
        ("age", duration(lang, age_s(tick, now)).into()),
        ("mood", mood(pnl.percent).into()),
        ("percent", percent(lang, pnl.percent).into()),
        ("dollars", signed_cents(lang, pnl.cents).into()),
    ]);
    say(lang, "status-fishing", &args)
}

fn line_args(lang: Lang, position: &Position, now: Timestamp) -> [(&'static str, Arg<'static>); 3] {
    [
        ("time", duration(lang, now.duration_since(position.opened_at).as_secs()).into()),
        ("facts", line_facts(lang, position).into()),
        ("entry", price(lang, position.entry.price).into()),
    ]
}

/// Whole seconds since the oldest quote of the tick, rounded up: a price is never called younger than it is.
fn age_s(tick: &Tick, now: Timestamp) -> i64 {
    let since_round_ms = i64::try_from(now.duration_since(tick.round_at).as_millis()).unwrap_or(i64::MAX);
    let age_ms = since_round_ms.max(0).saturating_add(tick.age_ms().into());
    age_ms.saturating_add(999) / 1_000
}

/// A cast that waits for its price.
pub fn status_casting(lang: Lang, player: &Player) -> Page {
    let args: [(&str, Arg<'_>); 3] = [
        ("pond", words::pond_name(lang, player.pond).into()),
        ("rod", words::rod_name(lang, player.rod).into()),
        ("purse", purse(lang, player).into()),
    ];
    Page::plain(say(lang, "status-casting", &args))
}

/// A hook that waits for its price. No buttons: the hook is already under way.
pub fn status_hooking(lang: Lang, _player: &Player, position: &Position) -> Page {
    let args: [(&str, Arg<'_>); 2] =
        [("facts", line_facts(lang, position).into()), ("entry", price(lang, position.entry.price).into())];
    Page::plain(say(lang, "status-hooking", &args))
}
