//! What a group is told as a group: the greeting when we arrive, and the podium of a week. Called by sessions and the Router.
//!
//! **Invariant:** names and titles are escaped, and a podium says nothing of players that the group's board does not.

use super::{Button, Lang, Page, Press, board::row, button, say, whole, word, words};
use crate::{
    game::{
        board::{Line, placed},
        periods::Span,
    },
    text::{safe_title, speech::Arg},
};

/// Said once when the bot comes into a group.
pub fn group_greeting(lang: Lang) -> Page {
    Page {
        text: word(lang, "group-greeting"),
        keyboard: vec![vec![button(word(lang, "button-help"), Press::Help { page: 0 })]],
    }
}

/// The best of a group's week, best first, among so many anglers and catches.
pub fn podium(lang: Lang, title: &str, best: &[Line], anglers: i64, catches: i64) -> Page {
    let title = safe_title(title);
    let head = if title.is_empty() {
        word(lang, "podium-title-nameless")
    } else {
        say(lang, "podium-title", &[("title", title.into())])
    };
    let args: [(&str, Arg<'_>); 3] = [
        ("catches", words::catches(lang, catches).into()),
        ("n", Arg::Count(anglers)),
        ("anglers", whole(lang, anglers).into()),
    ];
    let mut lines = vec![head, String::new()];
    lines.extend(placed(best).map(|(place, line)| row(lang, place, line, false)));
    lines.extend([String::new(), say(lang, "podium-sum", &args), word(lang, "podium-end")]);
    Page { text: lines.join("\n"), keyboard: vec![vec![to_board(lang)]] }
}

fn to_board(lang: Lang) -> Button {
    button(word(lang, "button-board"), Press::Board { span: Span::Week, everyone: false })
}
