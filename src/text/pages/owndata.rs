//! `/mydata` and `/forget`: the caption of the record, the question with its two buttons, and the goodbye. Called by sessions.
//!
//! **Invariant:** the question says what goes and what stays before anybody can say yes; its button names the time it was asked.

use jiff::Timestamp;

use super::{Lang, Page, Player, Press, button, cents, say, whole, word, words};
use crate::{
    game::forgetting::ForgetRefusal,
    text::{numbers::duration, speech::Arg},
};

/// What stands under the document; at most 1,024 characters.
pub fn own_record(lang: Lang) -> Page {
    Page::plain(word(lang, "mydata-caption"))
}

/// A second `/mydata` while the first document is being sent.
pub fn record_on_its_way(lang: Lang) -> Page {
    Page::plain(word(lang, "mydata-coming"))
}

/// `/mydata` or `/forget` (the word without its slash) in a group: nothing of it is told there.
pub fn only_in_private(lang: Lang, command: &str) -> Page {
    Page::plain(say(lang, "only-in-private", &[("command", command.into())]))
}

/// Shall I forget you? Asked at this time, which the yes carries.
pub fn forget_ask(lang: Lang, player: &Player, asked_at: Timestamp) -> Page {
    let args: [(&str, Arg<'_>); 4] = [
        ("level", whole(lang, player.level.into()).into()),
        ("bait", words::bait(lang, player.bait).into()),
        ("cash", cents(lang, player.cash).into()),
        ("stranger", word(lang, "stranger").into()),
    ];
    let id = player.id;
    let keyboard = vec![vec![
        button(word(lang, "button-forget"), Press::Forget { player: id, asked_s: asked_at.as_second() }),
        button(word(lang, "button-keep"), Press::Keep { player: id }),
    ]];
    Page { text: say(lang, "forget-ask", &args), keyboard }
}

/// Why not now.
pub fn forget_refused(lang: Lang, refusal: ForgetRefusal) -> Page {
    Page::plain(match refusal {
        ForgetRefusal::LineOut => word(lang, "forget-line-out"),
        ForgetRefusal::Stale => word(lang, "forget-stale"),
        ForgetRefusal::TooSoon { wait_s } => say(lang, "forget-soon", &[("wait", duration(lang, wait_s).into())]),
    })
}

/// Every reason why not, for the checks.
#[cfg(test)]
pub(super) fn every_forget_refusal(lang: Lang) -> impl Iterator<Item = Page> {
    let soon = [1, 86_400].map(|wait_s| ForgetRefusal::TooSoon { wait_s });
    let all = [ForgetRefusal::LineOut, ForgetRefusal::Stale].into_iter().chain(soon);
    all.map(move |refusal| forget_refused(lang, refusal))
}

/// He stays after all: for a toast.
pub fn forget_kept(lang: Lang) -> Page {
    Page::plain(word(lang, "forget-kept"))
}

/// It is done.
pub fn goodbye(lang: Lang) -> Page {
    Page::plain(word(lang, "forget-done"))
}

/// Something he sent before it was done, and that is looked at afterwards.
pub fn already_forgotten(lang: Lang) -> Page {
    Page::plain(word(lang, "forget-already"))
}
