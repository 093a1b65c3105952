//! One message for several replies: how a group that is told too much is told all of it.
//!
//! Called by a lane when it takes a durable reply out, and by what follows from a send.
//!
//! **Invariant:** a reply is told whole, whether alone or beside others; what Telegram refuses is taken apart and tried one by one.

use std::{collections::VecDeque, time::Duration};

use super::{
    parcel::{Content, Errand, Parcel},
    port::Body,
};
use crate::game::spot::Spot;

/// Owed in one lane, above which several are told by one message.
const OWED: usize = 5;
/// Characters of their markup: Telegram takes 4,096 of text.
const LONGEST: usize = 3_500;

/// Joins a durable reply with those right behind it when more than [`OWED`] wait; else it stays alone.
pub(super) fn gather(first: Parcel, queue: &mut VecDeque<Parcel>) -> Parcel {
    let owed = queue.iter().take_while(|parcel| may_join(parcel)).count();
    if !may_join(&first) || owed < OWED {
        return first;
    }
    let (spot, topic) = (first.spot, first.spot.topic);
    let mut length = words(&first).map_or(0, |body| body.text.chars().count());
    let mut all = vec![first];
    while let Some(next) = queue.front().filter(|next| may_join(next) && next.spot.topic == topic) {
        length += 2 + words(next).map_or(0, |body| body.text.chars().count());
        if length > LONGEST {
            break;
        }
        all.extend(queue.pop_front());
    }
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

fn may_join(parcel: &Parcel) -> bool {
    parcel.reply_key().is_some() && !parcel.alone && words(parcel).is_some_and(|body| body.html)
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
    use crate::{actors::db::messages::ReplyKey, game::player::PlayerId};

    fn reply(player: i64, text: &str) -> Parcel {
        let errand = Errand::Durable(ReplyKey { player: PlayerId(player), version: 1, seq: 1 });
        Parcel { errand, ..Parcel::for_tests(text) }
    }

    fn told(parcel: &Parcel) -> (usize, &str) {
        (parcel.reply_keys().len(), words(parcel).map_or("", |body| body.text.as_str()))
    }

    #[test]
    fn above_five_owed_one_message_tells_them() {
        let mut queue: VecDeque<Parcel> = (2..7).map(|n| reply(n, &n.to_string())).collect();
        queue.pop_back();
        assert_eq!(told(&gather(reply(1, "1"), &mut queue)), (1, "1"), "five are told one by one");
        queue.push_back(reply(6, "6"));
        queue.push_back(Parcel::for_tests("an answer"));
        queue.push_back(reply(7, "7"));
        assert_eq!(told(&gather(reply(1, "1"), &mut queue)), (6, "1\n\n2\n\n3\n\n4\n\n5\n\n6"));
        assert_eq!(queue.len(), 2, "what stands behind an answer keeps its place");
    }

    #[test]
    fn a_message_takes_what_fits_and_what_was_refused_goes_alone() {
        let long = "x".repeat(1_500);
        let mut queue: VecDeque<Parcel> = (2..9).map(|n| reply(n, &long)).collect();
        assert_eq!(told(&gather(reply(1, &long), &mut queue)).0, 2);
        assert_eq!(queue.len(), 6);
        let alone = Parcel { alone: true, ..reply(1, &long) };
        assert_eq!(told(&gather(alone, &mut queue)).0, 1);
    }
}
