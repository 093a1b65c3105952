//! The one connection that gives the right to run is lost, in every way in which a connection can be: the lease is taken anew,
//! and whatever was on its way meanwhile has its one effect.

use std::time::Instant;

use super::unknown::{Behind, LEASE_LOST, SETTLE};
use crate::harness::{Fleet, Strike, Strikes, run};

/// The statements that are struck.
const SIGN_OF_LIFE: &str = "SELECT 1";
const TAKE_LEASE: &str = "UPDATE lease SET";

#[test]
fn a_settle_under_way_while_the_lease_is_taken_anew_is_no_reason_to_end() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 4);
        fleet.fishes(1).await;
        let settle = behind.proxy.add(Strikes::new(SETTLE, Strike::HoldRequest).times(1));
        fleet.says_cast();
        behind.proxy.strikes(settle, 1).await;
        let lease = behind.proxy.add(Strikes::new(SIGN_OF_LIFE, Strike::CutBefore).times(1));
        behind.proxy.strikes(lease, 1).await;
        behind.world.database.until("SELECT epoch FROM lease", |epoch| epoch == 2).await;
        behind.proxy.let_go();
        fleet.sees_all().await;
        fleet.says_hook();
        fleet.sees_all().await;
        let said = behind.end(&fleet).await;
        assert_eq!(said.matches(LEASE_LOST).count(), 1, "{said}");
    });
}

#[test]
fn the_lease_is_taken_anew_however_its_connection_was_lost() {
    run(async || {
        let behind = Behind::start().await;
        let mut fleet = Fleet::new(&behind.world, 4);
        let mut epoch = 1;
        let mut taken = async |behind: &Behind| {
            behind.world.database.until("SELECT epoch FROM lease", |now| now > epoch).await;
            epoch = behind.world.database.number("SELECT epoch FROM lease").await;
        };
        let mut inflicted = 0;
        let began = Instant::now();
        for way in [Strike::CutBefore, Strike::CutAnswered, Strike::CutHalfAnswered] {
            let lost = behind.proxy.add(Strikes::new(SIGN_OF_LIFE, way).times(1));
            taken(&behind).await;
            fleet.fishes(1).await;
            inflicted += behind.proxy.struck(lost);
        }
        // Whether it was taken is unknown too: nobody else was there, so it is ours.
        let lost = behind.proxy.add(Strikes::new(SIGN_OF_LIFE, Strike::CutBefore).times(1));
        let unknown = behind.proxy.add(Strikes::new(TAKE_LEASE, Strike::CutAnswered).times(2));
        behind.proxy.strikes(unknown, 2).await;
        fleet.fishes(1).await;
        taken(&behind).await;
        // The way to the server is a hole: it keeps the lock for a client that it cannot know is gone.
        let hole = behind.proxy.add(Strikes::new(SIGN_OF_LIFE, Strike::HoldRequest).times(1));
        behind.proxy.strikes(hole, 1).await;
        taken(&behind).await;
        fleet.fishes(1).await;
        inflicted += [lost, unknown, hole].into_iter().map(|rule| behind.proxy.struck(rule)).sum::<u64>();
        behind.told("lease: its connection lost", inflicted, &fleet, began).await;
        behind.proxy.let_go();
        let said = behind.end(&fleet).await;
        assert_eq!(said.matches(LEASE_LOST).count(), 5, "{said}");
    });
}
