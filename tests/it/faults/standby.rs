//! A real standby that is promoted without the last moments of its primary, which is gone: what was acknowledged there is lost, and
//! with it what the players saw.
//!
//! Once by default; `scripts/chaos rollback` does it ten times, each time with a standby of the server that was promoted before.

use std::time::{Duration, Instant};

use angler::{plumbing::clock, sandbox::SandboxConfig};

use super::rollback::{GOES_ON, LOST, SEA_EN};
use crate::harness::{Certificate, Delivered, Player, Process, Tally, World, run, size};

/// Two servers and a service that knows both.
struct Pair {
    primary: Delivered,
    standby: Delivered,
}

impl Pair {
    async fn serve(&self, world: &World) -> Process {
        let ports = format!("{},{}", self.primary.port(), self.standby.port());
        let url = format!(
            "host=127.0.0.1,127.0.0.1 port={ports} user=angler dbname=angler sslmode=disable target_session_attrs=read-write \
             connect_timeout=60 password=canary-password"
        );
        let bait = ("NEW_PLAYER_BAIT", "1000");
        Process::serve(world, &[("DATABASE_URL", url.as_str()), ("METRICS_ADDR", "0"), ("RUST_LOG", "info"), bait])
            .await
    }

    /// The standby takes the primary's place, and gets a standby of its own.
    async fn moves_on(self, nth: u64) -> Pair {
        let standby = self.standby.standby(&nth.to_string()).await;
        Pair { primary: self.standby, standby }
    }
}

#[test]
fn a_standby_promoted_without_the_last_moments_is_seen_and_nobody_is_told_twice_or_wrongly() {
    run(async || {
        let times = size("CHAOS_ROLLBACKS", 1);
        let primary = Delivered::start("primary", Certificate::Own, &[]).await;
        let world = World::on(primary.database().await, SandboxConfig::new(clock::now), |_| {}).await;
        let standby = primary.standby("0").await;
        let (mut pair, mut world) = (Pair { primary, standby }, world);
        let [ann, boris, carl, eve] = [100, 200, 300, 400].map(|id| world.player(id, "Ann", "en"));
        let mut slowest = Duration::ZERO;
        for nth in 1..=times {
            let dora = world.player(1_000 + i64::try_from(nth).expect("a number"), "Dora", "en");
            slowest = slowest.max(once(&mut world, &mut pair, [&ann, &boris, &carl, &dora, &eve], nth).await);
            if nth < times {
                pair = pair.moves_on(nth).await;
            }
        }
        world.end().await;
        let name = "a standby promoted without its last moments";
        Tally { name, inflicted: times, lost: 0, doubled: 0, recovery: Some(slowest) }.tell();
    });
}

/// One promotion. Gives how long it took from the operator's word until the first player had what he was told.
async fn once(world: &mut World, pair: &mut Pair, [ann, boris, carl, dora, eve]: [&Player; 5], nth: u64) -> Duration {
    let process = pair.serve(world).await;
    let operator = process.operator().await;
    for player in [ann, boris, carl] {
        player.casts().await;
    }
    eve.asks("/start").await;
    world.quiet().await;
    pair.standby.has_all_of(&pair.primary).await;
    pair.standby.hears_no_more().await;
    // All of this is acknowledged, shown, and nowhere else.
    world.sandbox.market.move_by_bp("ETH/USD", 100);
    ann.hooks().await;
    boris.hooks().await;
    dora.asks("/start").await;
    eve.casts().await;
    world.quiet().await;
    let lines = [ann, boris, carl].map(Player::lines);

    pair.primary.dies();
    pair.standby.is_promoted().await;
    let line = process.shows(LOST, |said| Some(said.lines().find(|line| line.contains(LOST))?.to_owned())).await;
    // Two hooks, a welcome and a cast, of four players.
    for part in ["ERROR", "turns=4", "players=4"] {
        assert!(line.contains(part), "{part} is missing in {line}");
    }
    operator.until_health(503, "the database lost commits").await;
    world.database = pair.standby.database().await;
    let books = "SELECT string_agg((to_jsonb(p) - 'seed_waiting' - 'seed_commitment')::text, ' ' ORDER BY player_id) FROM players p";
    let (then, heard) = (world.database.text(books).await, ann.heard());
    ann.says("/status");
    carl.says("/hook");
    let said = world.operates("recover", &[]).await;
    let told = said.stdout.contains("4 turns and") && said.stdout.contains("3 players are told");
    assert!(said.code == Some(0) && told, "{said:?}");
    let words = Instant::now();
    let mut process = process;
    let (status, log) = process.ended().await;
    assert_eq!((status.code(), log.matches(LOST).count(), log.contains(GOES_ON)), (Some(1), 1, true), "{log}");
    assert_eq!((world.database.text(books).await, ann.heard()), (then, heard), "nothing moved meanwhile");

    let process = pair.serve(world).await;
    let seas = |player: &Player| player.heard_texts().iter().filter(|text| text.contains(SEA_EN)).count() as u64;
    ann.sees(|chat| {
        (chat.from_bot().filter(|message| message.text().contains(SEA_EN)).count() as u64 >= nth).then_some(())
    })
    .await;
    let recovered = words.elapsed();
    // Who had not spoken at the time lost nothing.
    let catches = usize::try_from(nth).expect("a number");
    carl.sees(|chat| (crate::harness::results_in(chat).1 >= catches).then_some(())).await;
    for player in [ann, boris] {
        player.hooks().await;
    }
    // Her line never was, and the next one is told though its turn has the number of the one that is gone.
    eve.casts().await;
    eve.hooks().await;
    dora.asks("/start").await;
    world.quiet().await;
    assert_eq!([ann, boris, carl, dora, eve].map(seas), [nth, nth, 0, 0, nth], "each is told once");
    assert_eq!([ann, boris, carl].map(Player::lines), lines, "what was told and is there is not told again");
    assert_eq!([ann, boris, carl, eve].map(Player::catches), [2 * catches, 2 * catches, catches, catches]);
    assert_eq!(eve.lines(), 2 * catches);
    let closed = "SELECT count(*) FROM positions WHERE closed_at IS NOT NULL";
    assert_eq!(world.database.number(closed).await, 4 * i64::try_from(nth).expect("a number"));
    process.drain().await;
    world.database.audit().await;
    recovered
}
