//! A database that went back in time: what was acknowledged is gone, and its numbers are given again.

use actix::Actor;
use angler::{
    actors::db::{
        Marker,
        connect::Connector,
        marker::{Delivered, MarkDelivered, mark},
        messages::{Debt, ReplyKey},
        weather::Weather,
    },
    game::player::PlayerId,
};

use crate::harness::{Database, run};

#[test]
fn a_late_mark_of_a_lost_reply_does_not_mark_the_one_that_took_its_number() {
    run(async || {
        let database = Database::made().await;
        let row = "INSERT INTO outbox (player_id, version, seq, cause, chat_id, method, body, keyboard, language) \
                   VALUES (1, 7, 1, 'u101', 100, 'message', 'The line is in!', '', 'en')";
        database.execute(row).await;
        let marker = Marker::new(Connector::new(&database.url()).expect("an address"), Weather::default()).start();
        let told = async |cause: &str| {
            let key = ReplyKey { player: PlayerId(1), version: 7, seq: 1 };
            let debt = Debt { key, cause: cause.into() };
            mark(&marker, MarkDelivered(vec![Delivered { debt, given_up: None }])).await;
            database.number("SELECT count(delivered_at) FROM outbox").await
        };
        assert_eq!(told("u100").await, 0, "that turn is gone");
        assert_eq!(told("u101").await, 1);
    });
}
