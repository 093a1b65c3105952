//! `/leaderboard`: the best of a period and one's own place. Called by sessions; anyone may turn it.
//!
//! **Invariant:** the buttons name no group: a board that is not everyone's is that of the chat where the page stands.

use super::{Button, Lang, Page, Press, button, name_or, say, whole, word, words};
use crate::{
    game::{
        board::{Board, Line},
        periods::Span,
        player::PlayerId,
    },
    text::{numbers::signed_cents, speech::Arg},
};

/// What is asked, and what was found.
#[derive(Clone, Debug)]
pub struct AskedBoard {
    /// Of this period.
    pub span: Span,
    /// Everyone's, or the group's.
    pub everyone: bool,
    /// Asked in a group: both of its boards can be turned to.
    pub in_group: bool,
    /// Who asks.
    pub asker: PlayerId,
    /// What was found.
    pub board: Board,
}

/// A board with the asker's place.
pub fn board(lang: Lang, asked: &AskedBoard) -> Page {
    let AskedBoard { span, everyone, asker, board, .. } = asked;
    let title = if *everyone { "board-title-everyone" } else { "board-title-here" };
    let span_name = word(lang, &format!("board-span-{}", span.as_str()));
    let mut lines = vec![say(lang, title, &[("span", span_name.into())]), String::new()];
    lines.extend(board.placed().map(|(place, line)| row(lang, place, line, line.player == *asker)));
    if board.top.is_empty() {
        lines.push(word(lang, "board-empty"));
    } else {
        lines.push(String::new());
        // Who stands in the list has been told.
        if !board.top.iter().any(|line| line.player == *asker) {
            lines.push(own(lang, board));
        }
        lines.push(word(lang, "board-counted"));
    }
    Page { text: lines.join("\n"), keyboard: keyboard(lang, asked) }
}

/// A place, a name, a P&L and a number of catches; the asker's own is marked. Also of the week's podium.
pub(super) fn row(lang: Lang, place: usize, line: &Line, is_own: bool) -> String {
    let medal = match place {
        1 => "🥇".to_owned(),
        2 => "🥈".to_owned(),
        3 => "🥉".to_owned(),
        place => format!("{place}."),
    };
    let args: [(&str, Arg<'_>); 4] = [
        ("place", medal.into()),
        ("name", name_or(lang, &line.name, "stranger").into()),
        ("dollars", signed_cents(lang, line.cents).into()),
        ("catches", words::catches(lang, line.catches).into()),
    ];
    say(lang, if is_own { "board-row-own" } else { "board-row" }, &args)
}

fn own(lang: Lang, board: &Board) -> String {
    let Some(own) = board.own else { return word(lang, "board-own-none") };
    let args: [(&str, Arg<'_>); 3] = [
        ("place", whole(lang, own.place).into()),
        ("dollars", signed_cents(lang, own.cents).into()),
        ("catches", words::catches(lang, own.catches).into()),
    ];
    say(lang, "board-own", &args)
}

/// The periods, and in a group the other board.
fn keyboard(lang: Lang, asked: &AskedBoard) -> Vec<Vec<Button>> {
    let everyone = asked.everyone;
    let tab = |span: Span| {
        let name = word(lang, &format!("board-tab-{}", span.as_str()));
        let label = if span == asked.span { say(lang, "help-here", &[("tab", name.into())]) } else { name };
        button(label, Press::Board { span, everyone })
    };
    let mut rows = vec![vec![tab(Span::Day), tab(Span::Week), tab(Span::All)]];
    if asked.in_group {
        let label = word(lang, if everyone { "board-tab-here" } else { "board-tab-everyone" });
        rows.push(vec![button(label, Press::Board { span: asked.span, everyone: !everyone })]);
    }
    rows
}

/// A period that no board has.
pub fn board_unknown(lang: Lang) -> Page {
    Page::plain(word(lang, "board-unknown"))
}

/// Boards for the checks: as they are, empty, and as large as they can be.
#[cfg(test)]
pub(super) mod samples {
    use super::*;
    use crate::game::{board::Own, money::Cents};

    /// A line of some player.
    pub fn line(player: i64, name: &str, cents: i64, catches: i64) -> Line {
        Line { player: PlayerId(player), name: name.to_owned(), cents: Cents(cents), catches }
    }

    /// Every kind, with where it comes from.
    pub fn boards() -> Vec<(&'static str, AskedBoard)> {
        let own = |place, cents| Some(Own { place, cents: Cents(cents), catches: 3 });
        let usual = Board {
            top: vec![line(1, "Ann", 12_345, 3), line(17, "", 0, 1), line(3, "Bob", 0, 21), line(4, "Егор", -5, 2)],
            own: own(2, 0),
        };
        let far = Board { own: own(123_456, -100_000), ..usual.clone() };
        let strange: Vec<Line> = (0..10).map(|n| line(n, &"<&>".repeat(100), i64::MIN + n, i64::MAX)).rev().collect();
        let giant = Board { top: strange, own: own(i64::MAX, i64::MIN) };
        let mut all = Vec::new();
        for span in Span::ALL {
            for (everyone, in_group) in [(true, false), (true, true), (false, true)] {
                let asked =
                    |board: &Board| AskedBoard { span, everyone, in_group, asker: PlayerId(17), board: board.clone() };
                let nowhere = Board { own: None, ..usual.clone() };
                all.extend([("board", asked(&usual)), ("board far", asked(&far)), ("board giant", asked(&giant))]);
                all.extend([("board nowhere", asked(&nowhere)), ("board empty", asked(&Board::default()))]);
            }
        }
        all
    }
}
