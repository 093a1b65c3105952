//! The shop's counter, the bait of each day, the envelope and the choice of a language. Called by sessions.
//!
//! **Invariant:** what costs something says its price and what is left before anything is paid.

use super::{
    Lang, Page, Player, Press, button, cast_button, cents, next_buttons, say, status::way_out, whole, word, words,
};
use crate::{
    game::{
        catalogue::{self, RodId},
        daily::{self, Ration},
        money::Cents,
        rules::{CAST_BAIT, ENVELOPE_BELOW, SMALLEST_PURSE},
        shop::{BuyRefusal, EnvelopeRefusal},
    },
    text::{Button, numbers::duration, speech::Arg},
};

/// A rod that could be bought: what it is, what it costs, what is left.
pub fn rod_offer(lang: Lang, player: &Player, rod: RodId) -> Page {
    let entry = catalogue::rod(rod);
    let left = Cents(player.cash.0.saturating_sub(entry.price.0));
    let price = cents(lang, entry.price);
    let args: [(&str, Arg<'_>); 6] = [
        ("rod", words::rod_name(lang, rod).into()),
        ("rarity", words::rarity_name(lang, entry.rarity).into()),
        ("side", words::rod_side(lang, rod).into()),
        ("price", (&price).into()),
        ("cash", cents(lang, player.cash).into()),
        ("left", cents(lang, left).into()),
    ];
    let mut text = say(lang, "rod-offer", &args);
    if left < SMALLEST_PURSE {
        text = format!("{text}\n{}", word(lang, "rod-offer-last"));
    }
    let buy = button(say(lang, "button-buy", &[("price", price.into())]), Press::Buy { player: player.id, rod });
    Page { text, keyboard: vec![vec![buy]] }
}

/// A rod was bought; `player` is the player after it.
pub fn rod_bought(lang: Lang, player: &Player, rod: RodId) -> Page {
    let args: [(&str, Arg<'_>); 4] = [
        ("rod", words::rod_name(lang, rod).into()),
        ("side", words::rod_side(lang, rod).into()),
        ("price", cents(lang, catalogue::rod(rod).price).into()),
        ("cash", cents(lang, player.cash).into()),
    ];
    with_way_out(lang, player, say(lang, "rod-bought", &args))
}

/// Why a rod is not sold.
pub fn buy_refused(lang: Lang, refusal: &BuyRefusal) -> Page {
    Page::plain(match refusal {
        BuyRefusal::Owned { rod } => say(lang, "refusal-rod-owned", &[("rod", words::rod_name(lang, *rod).into())]),
        BuyRefusal::TooDear { rod, missing } => {
            let args: [(&str, Arg<'_>); 2] =
                [("rod", words::rod_name(lang, *rod).into()), ("missing", cents(lang, *missing).into())];
            say(lang, "refusal-rod-dear", &args)
        }
    })
}

/// Today's bait; `player` is the player after it.
pub fn daily_taken(lang: Lang, player: &Player, ration: &Ration) -> Page {
    let days = i64::from(ration.daily.streak);
    let args: [(&str, Arg<'_>); 5] = [
        ("bait", words::bait(lang, ration.bait).into()),
        ("days", Arg::Count(days)),
        ("shown", whole(lang, days).into()),
        ("tin", words::bait(lang, player.bait).into()),
        ("tomorrow", tomorrow(lang, player).into()),
    ];
    let mut text = say(lang, "daily-taken", &args);
    if ration.forgiven || ration.broken {
        text = format!("{text}\n{}", word(lang, if ration.forgiven { "daily-forgiven" } else { "daily-broken" }));
    }
    with_way_out(lang, player, text)
}

/// Today's bait was taken before; the next is there in `wait_s` seconds.
pub fn daily_refused(lang: Lang, player: &Player, wait_s: i64) -> Page {
    let args: [(&str, Arg<'_>); 3] = [
        ("wait", duration(lang, wait_s).into()),
        ("tin", words::bait(lang, player.bait).into()),
        ("tomorrow", tomorrow(lang, player).into()),
    ];
    let mut text = say(lang, "refusal-daily-taken", &args);
    if player.bait < CAST_BAIT {
        text = format!("{text}\n{}", word(lang, "daily-meanwhile"));
    }
    Page { text, keyboard: cast_button(lang, player) }
}

/// A page after which a cast would be next; says what is missing for one, and offers it.
fn with_way_out(lang: Lang, player: &Player, text: String) -> Page {
    let text = match way_out(lang, player) {
        Some(way_out) => format!("{text}\n{way_out}"),
        None => text,
    };
    Page { text, keyboard: next_buttons(lang, player) }
}

/// What the next day in a row brings.
fn tomorrow(lang: Lang, player: &Player) -> String {
    words::bait(lang, daily::daily_bait(player.profile.daily.streak.saturating_add(1)))
}

/// An envelope with so much in it; `player` is the player after it.
pub fn envelope_given(lang: Lang, player: &Player, amount: Cents) -> Page {
    let args: [(&str, Arg<'_>); 2] =
        [("amount", cents(lang, amount).into()), ("cash", cents(lang, player.cash).into())];
    with_way_out(lang, player, say(lang, "envelope-given", &args))
}

/// Why there is no envelope.
pub fn envelope_refused(lang: Lang, player: &Player, refusal: &EnvelopeRefusal) -> Page {
    Page::plain(match refusal {
        EnvelopeRefusal::LineOut => word(lang, "refusal-envelope-line"),
        EnvelopeRefusal::PurseFull => {
            let args: [(&str, Arg<'_>); 2] =
                [("below", cents(lang, ENVELOPE_BELOW).into()), ("cash", cents(lang, player.cash).into())];
            say(lang, "refusal-envelope-full", &args)
        }
        EnvelopeRefusal::TooSoon { wait_s } => {
            say(lang, "refusal-envelope-soon", &[("wait", duration(lang, *wait_s).into())])
        }
    })
}

/// Which language shall it be?
pub fn languages(lang: Lang, player: &Player) -> Page {
    let choice = |id: &str, lang_of: Lang| -> Button {
        button(word(lang, id), Press::Language { player: player.id, lang: lang_of })
    };
    let keyboard = vec![vec![choice("button-english", Lang::En), choice("button-russian", Lang::Ru)]];
    Page { text: word(lang, "language-choose"), keyboard }
}

/// A language was chosen; said in it.
pub fn language_chosen(lang: Lang) -> Page {
    Page::plain(word(lang, "language-chosen"))
}

#[cfg(test)]
mod tests {
    use super::{super::samples, *};

    #[test]
    fn whoever_cannot_cast_yet_is_told_what_is_missing_and_offered_it() {
        let with = |bait, cash| Player { bait, cash: Cents(cash), ..samples::player() };
        let pages = |player: &Player| {
            [rod_bought(Lang::En, player, RodId::Long25), envelope_given(Lang::En, player, Cents(1_000))]
        };
        for page in pages(&with(3, 100_000)) {
            assert!(!page.text.contains("/daily") && !page.text.contains("/envelope"), "a cast is next: {page:?}");
        }
        for page in pages(&with(3, 0)) {
            assert!(page.text.contains("/envelope") && !page.text.contains("/daily"), "{page:?}");
            let envelope = button(word(Lang::En, "button-envelope"), Press::Envelope { player: samples::player().id });
            assert!(page.keyboard.contains(&vec![envelope]), "{page:?}");
        }
        for page in pages(&with(0, 0)) {
            assert!(
                page.text.contains("/envelope") && page.text.contains("/daily") && page.keyboard.len() == 2,
                "{page:?}"
            );
        }
        assert!(daily_refused(Lang::En, &with(0, 100_000), 60).text.contains("Until then"));
    }
}
