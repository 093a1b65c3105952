//! One message for several replies: how a group that is told too much is told all of it.
//!
//! Called by a lane when it takes a durable reply out, and by what follows from a send.
//!
//! **Invariant:** a reply is told whole, whether alone or beside others; what Telegram refuses is taken apart and tried one by one.

use std::{
    collections::{HashSet, VecDeque},
    time::Duration,
};

use super::{
    parcel::{Content, Errand, Parcel},
    port::Body,
};
use crate::{
    game::{
        digest::{Digest, MESSAGE},
        spot::Spot,
    },
    text,
};

/// Owed in one lane, above which several are told by one message.
const OWED: usize = 5;
/// Characters that they show, as Telegram counts them (UTF-16): it takes 4,096, and markup does not count.
const LONGEST: usize = 4_000;

/// Joins a durable reply with others that wait when more than [`OWED`] do; else it stays alone. Answers between them keep their
/// place and are passed by; but nobody hears what is his in another order.
pub(super) fn gather(first: Parcel, queue: &mut VecDeque<Parcel>) -> Parcel {
    let topic = first.spot.topic;
    let joins = |parcel: &Parcel| may_join(parcel) && parcel.spot.topic == topic;
    if !may_join(&first) || queue.iter().filter(|parcel| joins(parcel)).count() < OWED {
        return first;
    }
    let (spot, mut length, mut is_full) = (first.spot, length(&first), false);
    let (mut all, mut left, mut passed_by) = (vec![first], VecDeque::new(), HashSet::new());
    for parcel in std::mem::take(queue) {
        let is_next = !is_full && joins(&parcel) && !parcel.player.is_some_and(|player| passed_by.contains(&player));
        let longer = if is_next { length + 2 + self::length(&parcel) } else { length };
        is_full |= longer > LONGEST;
        if is_next && !is_full {
            length = longer;
            all.push(parcel);
        } else {
            passed_by.extend(parcel.player);
            left.push_back(parcel);
        }
    }
    *queue = left;
    if all.len() == 1 {
        return all.swap_remove(0);
    }
    let text: Vec<&str> = all.iter().filter_map(words).map(|body| body.text.as_str()).collect();
    let body = Body { text: text.join("\n\n"), html: true };
    let content = Content::Message { edit: None, body, keyboard: Vec::new() };
    let oldest = all.iter().map(|parcel| parcel.since.elapsed()).max().unwrap_or(Duration::ZERO);
    let since = std::time::Instant::now().checked_sub(oldest).unwrap_or_else(std::time::Instant::now);
    // It answers several messages, so it quotes none.
    let spot = Spot { reply_to: None, ..spot };
    Parcel { since, ..Parcel::new(content, Errand::Several(all)).at(spot) }
}

/// What a reply shows, in Telegram's characters.
fn length(parcel: &Parcel) -> usize {
    words(parcel).map_or(0, |body| text::plain(&body.text).encode_utf16().count())
}

fn may_join(parcel: &Parcel) -> bool {
    parcel.reply_key().is_some() && !parcel.alone && words(parcel).is_some_and(|body| body.html)
}

/// Its words as one message for several says them.
pub(super) fn said(parcel: &Parcel) -> Digest {
    Digest::of(MESSAGE, words(parcel).map_or("", |body| &body.text))
}

/// What a reply says.
fn words(parcel: &Parcel) -> Option<&Body> {
    match &parcel.content {
        Content::Message { body, .. } | Content::Catch { caption: body, .. } => Some(body),
        Content::Fish { .. } | Content::Document { .. } | Content::Ready(_) => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{
        actors::db::messages::{Debt, ReplyKey},
        game::{player::PlayerId, spot::Topic},
    };

    fn reply(player: i64, text: &str) -> Parcel {
        let key = ReplyKey { player: PlayerId(player), version: 1, seq: 1 };
        let errand = Errand::Durable(Debt { key, cause: "u1".into() });
        Parcel { errand, ..Parcel::for_tests(text) }.of(Some(PlayerId(player)))
    }

    fn told(parcel: &Parcel) -> (usize, &str) {
        (parcel.debts().len(), words(parcel).map_or("", |body| body.text.as_str()))
    }

    #[test]
    fn above_five_owed_one_message_tells_them() {
        let mut queue: VecDeque<Parcel> = (2..7).map(|n| reply(n, &n.to_string())).collect();
        queue.pop_back();
        assert_eq!(told(&gather(reply(1, "1"), &mut queue)), (1, "1"), "five are told one by one");
        queue.push_back(reply(6, "6"));
        queue.push_back(Parcel::for_tests("an answer").of(Some(PlayerId(8))));
        for later in [(7, "7"), (8, "his next")] {
            queue.push_back(reply(later.0, later.1));
        }
        assert_eq!(told(&gather(reply(1, "1"), &mut queue)), (7, "1\n\n2\n\n3\n\n4\n\n5\n\n6\n\n7"));
        let left: Vec<_> = queue.iter().map(|parcel| told(parcel).1).collect();
        assert_eq!(left, ["an answer", "his next"], "an answer is passed by, but not by what is told the same player");
    }

    #[test]
    fn what_is_for_another_topic_is_told_there() {
        let there = |n: i64, thread| reply(n, &n.to_string()).at(Spot::of(Some(Topic::Thread(thread))));
        let mut queue: VecDeque<Parcel> = (2..20).map(|n| there(n, n % 2)).collect();
        let several = gather(there(1, 1), &mut queue);
        assert_eq!((several.spot.topic, told(&several).0), (Some(Topic::Thread(1)), 10));
        assert!(queue.len() == 9 && queue.iter().all(|parcel| parcel.spot.topic == Some(Topic::Thread(0))));
    }

    #[test]
    fn a_message_takes_what_fits_and_what_was_refused_goes_alone() {
        let long = format!("<b>{}</b>", "x".repeat(1_900));
        let mut queue: VecDeque<Parcel> = (2..9).map(|n| reply(n, &long)).collect();
        assert_eq!(told(&gather(reply(1, &long), &mut queue)).0, 2);
        assert_eq!(queue.len(), 6);
        let alone = Parcel { alone: true, ..reply(1, &long) };
        assert_eq!(told(&gather(alone, &mut queue)).0, 1);
    }
}
