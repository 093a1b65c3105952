//! `/pnl` and `/history`: what the lines so far have come to. Called by sessions.
//!
//! **Invariant:** a fish that the catalogue no longer has keeps its line in the history, under the name of a stranger.

use jiff::Timestamp;

use super::{Button, Lang, Page, Press, button, mood, say, whole, word, words};
use crate::{
    game::{
        catalogue,
        money::PnlPercent,
        player::{PlayerId, PositionId},
        records::{Highlight, History, PastCatch, Record, Records},
    },
    text::{
        numbers::{duration, percent, share, signed_cents},
        speech::Arg,
    },
};

/// What all lines came to, and those of the last seven days.
pub fn pnl(lang: Lang, records: &Records) -> Page {
    if records.all.catches == 0 {
        return Page::plain(word(lang, "pnl-none"));
    }
    let mut parts = vec![format!("{}\n{}", word(lang, "pnl-all"), record(lang, &records.all))];
    parts.push(match records.week.catches {
        0 => word(lang, "pnl-week-none"),
        catches if catches == records.all.catches => word(lang, "pnl-week-same"),
        _ => format!("{}\n{}", word(lang, "pnl-week"), record(lang, &records.week)),
    });
    parts.push(word(lang, "pnl-more"));
    Page::plain(parts.join("\n\n"))
}

fn record(lang: Lang, record: &Record) -> String {
    let args: [(&str, Arg<'_>); 4] = [
        ("mood", mood(PnlPercent(record.cents.0)).into()),
        ("dollars", signed_cents(lang, record.cents).into()),
        ("catches", words::catches(lang, record.catches).into()),
        ("rate", share(lang, record.win_rate().unwrap_or_default()).into()),
    ];
    let mut lines = vec![say(lang, "pnl-sum", &args)];
    if record.snapped > 0 {
        lines.push(say(lang, "pnl-snapped", &[("shown", whole(lang, record.snapped).into())]));
    }
    if let (Some(best), Some(worst)) = (&record.best, &record.worst) {
        if best.position == worst.position {
            lines.push(highlight(lang, "pnl-only", best));
        } else {
            lines.push(highlight(lang, "pnl-best", best));
            lines.push(highlight(lang, "pnl-worst", worst));
        }
    }
    lines.join("\n")
}

fn highlight(lang: Lang, id: &str, highlight: &Highlight) -> String {
    say(lang, id, &caught(lang, highlight))
}

fn caught(lang: Lang, highlight: &Highlight) -> [(&'static str, Arg<'static>); 5] {
    let (emoji, fish) = named(lang, &highlight.fish);
    [
        ("emoji", emoji.into()),
        ("fish", fish.into()),
        ("percent", percent(lang, highlight.percent).into()),
        ("dollars", signed_cents(lang, highlight.cents).into()),
        ("id", highlight.position.to_string().into()),
    ]
}

/// Emoji and name of a stored fish.
pub(super) fn named(lang: Lang, id: &str) -> (&'static str, String) {
    match catalogue::find(id) {
        Some(fish) => (fish.emoji, words::fish_name(lang, fish.id)),
        None => ("🐟", word(lang, "gone-fish")),
    }
}

/// A page of the history at `now`, with buttons to the older page and back to the newest. `turned`: it is not the newest page.
pub fn history(lang: Lang, player: PlayerId, history: &History, turned: bool, now: Timestamp) -> Page {
    let mut row = Vec::new();
    if turned {
        row.push(turn(lang, "button-newest", player, PositionId(0)));
    }
    if let Some(before) = history.older() {
        row.push(turn(lang, "button-older", player, before));
    }
    let keyboard = if row.is_empty() { Vec::new() } else { vec![row] };
    if history.rows.is_empty() {
        return Page { text: word(lang, if turned { "history-end" } else { "history-none" }), keyboard };
    }
    let rows: Vec<String> = history.rows.iter().map(|row| past(lang, row, now)).collect();
    let title = word(lang, if turned { "history-older" } else { "history-title" });
    Page { text: format!("{title}\n\n{}\n\n{}", rows.join("\n"), word(lang, "history-more")), keyboard }
}

fn turn(lang: Lang, label: &str, player: PlayerId, before: PositionId) -> Button {
    button(word(lang, label), Press::History { player, before })
}

fn past(lang: Lang, row: &PastCatch, now: Timestamp) -> String {
    let mut args = caught(lang, &row.caught).to_vec();
    let ago_s = now.duration_since(row.closed_at).as_secs();
    args.push(("mood", mood(row.caught.percent).into()));
    args.push(("pond", words::pond_name(lang, row.pond).into()));
    args.push(("ago", duration(lang, ago_s).into()));
    say(lang, "history-row", &args)
}
