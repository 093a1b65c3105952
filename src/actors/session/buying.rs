//! The shop, the bait of each day and the envelope: turns that need no price.
//!
//! A turn that finds the player moved on is given again by the Router, and decided on what he is then.
//!
//! **Invariant:** what is given or paid is one change with its ledger legs; a refusal changes nothing.

use actix::Context;
use jiff::{Timestamp, ToSpan, tz::TimeZone};

use super::{
    actor::{Busy, Held, Session},
    messages::Unfinished,
};
use crate::{
    game::{
        catalogue::RodId,
        daily::{TakenRefusal, decide_daily},
        money::Cents,
        periods,
        shop::{check_buy, decide_buy, decide_envelope},
    },
    text::pages,
};

impl Session {
    /// A rod of the rack: taken in hand when it is his, else offered.
    pub(super) fn take_rod(&mut self, held: Held, rod: RodId, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if player.profile.rods.has(rod) {
            return self.equip_rod(held, rod, ctx);
        }
        match check_buy(player, rod) {
            Ok(()) => {
                let page = pages::rod_offer(held.order.lang, player, rod);
                self.say_page(held, page, None);
            }
            Err(refusal) => self.refuse(held, |lang| pages::buy_refused(lang, &refusal)),
        }
    }

    pub(super) fn buy_rod(&mut self, held: Held, rod: RodId, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        // The stake of a cast on its way is decided by the purse at its fill.
        if matches!(self.busy, Busy::Casting) {
            return self.refuse(held, pages::still_casting);
        }
        match decide_buy(player, rod) {
            Ok(change) => {
                let page = pages::rod_bought(held.order.lang, &player.after(&change), rod);
                self.choose(held, change, &page, ctx);
            }
            Err(refusal) => self.refuse(held, |lang| pages::buy_refused(lang, &refusal)),
        }
    }

    pub(super) fn daily(&mut self, held: Held, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        let arrived_at = held.order.arrived_at;
        match decide_daily(player, periods::day(arrived_at)) {
            Ok((change, ration)) => {
                let page = pages::daily_taken(held.order.lang, &player.after(&change), &ration);
                self.choose(held, change, &page, ctx);
            }
            Err(TakenRefusal) => {
                let page = pages::daily_refused(held.order.lang, player, until_tomorrow_s(arrived_at));
                self.refuse(held, |_| page);
            }
        }
    }

    pub(super) fn envelope(&mut self, held: Held, ctx: &mut Context<Self>) {
        let Some(player) = &self.player else { return held.end(Err(Unfinished)) };
        if matches!(self.busy, Busy::Casting) {
            return self.refuse(held, pages::still_casting);
        }
        match decide_envelope(player, held.order.arrived_at) {
            Ok(change) => {
                let after = player.after(&change);
                let given = Cents(after.cash.0 - player.cash.0);
                let page = pages::envelope_given(held.order.lang, &after, given);
                self.choose(held, change, &page, ctx);
            }
            Err(refusal) => {
                let page = pages::envelope_refused(held.order.lang, player, &refusal);
                self.refuse(held, |_| page);
            }
        }
    }
}

/// Seconds until the next day (UTC) begins, at least 1.
fn until_tomorrow_s(now: Timestamp) -> i64 {
    let tomorrow = periods::day(now).checked_add(1.day()).and_then(|day| day.to_zoned(TimeZone::UTC));
    tomorrow.map_or(1, |tomorrow| tomorrow.timestamp().duration_since(now).as_secs().max(1))
}
