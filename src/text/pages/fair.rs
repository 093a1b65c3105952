//! `/fair` and `/luck`, and the seal of the next draw as other pages show it. Called by sessions.
//!
//! **Invariant:** of a waiting seed nothing is shown but its commitment; the luck stands as code, where nothing in it can be tapped.

use super::{Lang, Page, Player, Position, say, word};
use crate::{
    game::{
        fair::{DrawRule, hex},
        luck::{Luck, LuckRefusal},
    },
    text::{names::safe_code, speech::Arg},
};

/// How the draw is made, the seal of the next one, and the way to a word of his own.
pub fn fair(lang: Lang, player: &Player) -> Page {
    let hint = match (&player.open, player.profile.luck == Luck::default()) {
        (Some(_), _) => "fair-out",
        (None, true) => "fair-common",
        (None, false) => "fair-own",
    };
    let parts = [Some(word(lang, "fair-page")), next_seal(lang, player), Some(word(lang, hint))];
    Page::plain(parts.into_iter().flatten().collect::<Vec<_>>().join("\n\n"))
}

/// Which word counts.
pub fn luck(lang: Lang, player: &Player) -> Page {
    let now = say(lang, "luck-now", &[("luck", code(player.profile.luck.as_str()).into())]);
    Page::plain(sealed(lang, player, now))
}

/// The word was set; `player` is the player after it.
pub fn luck_set(lang: Lang, player: &Player) -> Page {
    let set = say(lang, "luck-set", &[("luck", code(player.profile.luck.as_str()).into())]);
    Page::plain(sealed(lang, player, set))
}

/// Why it was not.
pub fn luck_refused(lang: Lang, refusal: LuckRefusal) -> Page {
    let id = match refusal {
        LuckRefusal::Empty => "refusal-luck-empty",
        LuckRefusal::NotOneWord => "refusal-luck-words",
        LuckRefusal::TooLong => "refusal-luck-long",
        LuckRefusal::LineOut => "refusal-luck-out",
    };
    Page::plain(word(lang, id))
}

/// The seal of a draw that no result of a cast has shown: it stands over the scene of his first cast.
pub fn first_seal(lang: Lang, player: &Player) -> Option<String> {
    player.next_seed.as_ref().filter(|next| next.is_first()).and_then(|_| next_seal(lang, player))
}

/// The seal of his next draw, with its number and his luck.
pub(super) fn next_seal(lang: Lang, player: &Player) -> Option<String> {
    let next = player.next_seed.as_ref()?;
    Some(seal(lang, "next-seal", next.number, &player.profile.luck, &next.seed.commitment()))
}

/// The same of his first line, which only the scene of its cast has shown.
pub(super) fn first_line_seal(lang: Lang, position: &Position) -> Option<String> {
    match &position.rule {
        DrawRule::ByLuck { number: 1, luck } => Some(seal(lang, "line-seal", 1, luck, &position.seed.commitment())),
        _ => None,
    }
}

/// A page with the seal under it.
pub(super) fn sealed(lang: Lang, player: &Player, text: String) -> String {
    [Some(text), next_seal(lang, player)].into_iter().flatten().collect::<Vec<_>>().join("\n\n")
}

fn seal(lang: Lang, id: &str, number: i64, luck: &Luck, commitment: &[u8; 32]) -> String {
    let args: [(&str, Arg<'_>); 3] = [
        ("number", number.to_string().into()),
        ("luck", code(luck.as_str()).into()),
        ("hash", code(&hex(commitment)).into()),
    ];
    say(lang, id, &args)
}

fn code(text: &str) -> String {
    format!("<code>{}</code>", safe_code(text))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        game::fair::NextSeed,
        text::{
            pages::{
                Meeting, line_out,
                samples::{line, player, seed},
                start, status_fishing, status_idle,
            },
            toasts::plain,
        },
    };

    fn sealed_player(number: i64, luck: &str) -> Player {
        let mut player = Player { next_seed: Some(NextSeed { number, seed: seed() }), ..player() };
        player.profile.luck = Luck::parse(luck).unwrap();
        player
    }

    #[test]
    fn the_seal_stands_with_its_number_and_the_word() {
        let player = sealed_player(7, "<b>&amp;");
        for lang in Lang::ALL {
            for page in [fair(lang, &player), luck(lang, &player), luck_set(lang, &player)] {
                let text = plain(&page.text);
                assert!(text.contains("№7") && text.contains("<b>&amp;"), "{text}");
                assert!(text.contains(&seed().commitment_hex()) && !text.contains(&hex(seed().bytes())), "{text}");
            }
        }
    }

    #[test]
    fn the_next_seal_stands_with_the_result_of_a_cast_and_in_the_status() {
        let (player, position) = (sealed_player(2, "x"), line("2500"));
        let now = crate::text::pages::samples::at(1_725);
        for lang in Lang::ALL {
            let fishing = status_fishing(lang, &player, &position, None, now);
            for page in [fishing, status_idle(lang, &player), line_out(lang, &player, &position)] {
                assert!(page.text.contains(&next_seal(lang, &player).unwrap()), "{}", page.text);
            }
            assert!(start(lang, "Bob", &sealed_player(1, "x"), Meeting::First).text.contains(&seed().commitment_hex()));
            assert!(!start(lang, "Bob", &player, Meeting::Again).text.contains(&seed().commitment_hex()));
        }
    }

    #[test]
    fn only_the_first_seal_stands_over_a_scene() {
        assert!(first_seal(Lang::En, &sealed_player(1, "x")).is_some());
        assert_eq!(first_seal(Lang::En, &sealed_player(2, "x")), None);
        let second = Position { rule: DrawRule::ByLuck { number: 2, luck: Luck::default() }, ..line("2500") };
        assert_eq!(first_line_seal(Lang::En, &second), None);
        assert_eq!(first_line_seal(Lang::En, &Position { rule: DrawRule::ByExit, ..second }), None);
    }

    #[test]
    fn whoever_has_the_common_word_is_told_of_his_own() {
        assert!(fair(Lang::En, &sealed_player(2, "angler")).text.contains("everybody has"));
        assert!(fair(Lang::En, &sealed_player(2, "clover")).text.contains("A new one"));
        let fishing = Player { open: Some(line("2500")), ..sealed_player(2, "clover") };
        assert!(fair(Lang::En, &fishing).text.contains("is fixed"));
    }
}
