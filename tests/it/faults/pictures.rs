//! Picture weather: an image service that is away, talks instead of painting, sends bombs, or names another host. Every catch
//! comes with its drawn card all the same, and what was asked for is paid for as often as the database says.
//!
//! **Invariant:** the trap is never called, at most three requests are in flight, and each request has its attempt in `art`.

use std::collections::BTreeMap;

use angler::{
    game::catalogue::{self, FishId},
    sandbox::{Fault, Painting, Rule},
};
use base64::Engine;

use super::images::{forget_left_catches, leave_a_catch, take_up_what_is_owed};
use crate::harness::{DEADLINE, OWED, Player, Process, Tally, Trap, World, run};

/// Requests for one fish that are paid for at the most.
const ATTEMPTS: i64 = 5;

/// How asking for a fish ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum End {
    /// It is asked for five times and never again.
    GivenUp,
    /// It is asked for once and never again.
    Refused,
    /// It is painted.
    Ready,
}

impl End {
    /// State and attempts in the database.
    fn written(self) -> (&'static str, i64) {
        match self {
            End::GivenUp => ("asked", ATTEMPTS),
            End::Refused => ("refused", 1),
            End::Ready => ("ready", 1),
        }
    }
}

impl World {
    /// Requests of the sandbox's image service so far, by fish.
    fn paid(&self) -> BTreeMap<FishId, i64> {
        let mut paid = BTreeMap::new();
        let prompts: BTreeMap<String, FishId> = catalogue::all().map(|fish| (fish.painting(), fish.id)).collect();
        for request in self.sandbox.images.requests() {
            *paid.entry(prompts[&request.prompt]).or_default() += 1;
        }
        paid
    }

    /// Attempts that the database counts, by fish.
    async fn counted(&self) -> BTreeMap<FishId, i64> {
        let rows = self.database.rows("SELECT fish, attempts::bigint FROM art", &[]).await;
        let known = |fish: String| catalogue::find(&fish).expect("a fish of the catalogue").id;
        rows.iter().map(|row| (known(row.get(0)), row.get(1))).collect()
    }
}

/// Whoever fishes gets his card; until the image service was asked for something since `asked` requests.
async fn fish_until_asked(world: &World, asked: usize, from: i64) {
    let began = std::time::Instant::now();
    for id in from.. {
        fishes(&world.player(id, "Bob", "en")).await;
        if world.sandbox.images.requests().len() > asked {
            return;
        }
        assert!(began.elapsed() < DEADLINE, "no painting is asked for");
    }
}

/// A player fishes once and gets a catch with its card.
async fn fishes(player: &Player) {
    player.casts().await;
    assert!(player.hooks().await.photo.is_some(), "a catch without its card");
}

/// A PNG whose header promises so many pixels each way.
fn bomb(side: u32) -> Vec<u8> {
    let chunk = |kind: &[u8; 4], body: &[u8]| {
        let named = [&kind[..], body].concat();
        // Its checksum (CRC-32), bit by bit: a wrong one would be refused before the size is looked at.
        let checksum = named.iter().fold(u32::MAX, |sum, byte| {
            (0..8).fold(sum ^ u32::from(*byte), |sum, _| if sum & 1 == 1 { sum >> 1 ^ 0xedb8_8320 } else { sum >> 1 })
        });
        [&(body.len() as u32).to_be_bytes()[..], &named, &(!checksum).to_be_bytes()].concat()
    };
    let header = [&side.to_be_bytes()[..], &side.to_be_bytes(), &[8, 2, 0, 0, 0]].concat();
    let empty = [0x78, 0x9c, 0x03, 0, 0, 0, 0, 1];
    [&b"\x89PNG\r\n\x1a\n"[..], &chunk(b"IHDR", &header), &chunk(b"IDAT", &empty), &chunk(b"IEND", b"")].concat()
}

/// The largest picture that is taken: 4,096 pixels each way, packed into some kilobytes.
fn largest() -> Vec<u8> {
    let mut file = Vec::new();
    let mut encoder = png::Encoder::new(&mut file, 4_096, 4_096);
    encoder.set_color(png::ColorType::Rgba);
    encoder.set_depth(png::BitDepth::Eight);
    let mut writer = encoder.write_header().expect("a header");
    writer.write_image_data(&vec![200; 4 * 4_096 * 4_096]).expect("one colour");
    writer.finish().expect("an end");
    file
}

fn data_url(kind: &str, body: &[u8]) -> Painting {
    Painting::Elsewhere(format!("data:{kind};base64,{}", base64::engine::general_purpose::STANDARD.encode(body)))
}

#[test]
fn answers_that_are_no_painting_cost_their_attempts_and_no_catch_its_card() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        world.config.images_key = Some(angler::config::Secret::new(world.sandbox.images.key().to_owned()));
        world.config.audit_every_s = 0;
        let trap = Trap::open();
        let mut heavy = bomb(512);
        heavy.resize((8 << 20) + 1, 0);
        // The head of a gzip file: whoever opens it believes the rest.
        let packed = Fault::Answer {
            status: 200,
            headers: vec![("content-encoding".into(), "gzip".into())],
            body: [&[0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3][..], &[0xff; 4_096]].concat(),
            effect: false,
        };
        let weathers = [
            (Painting::TextOnly, End::GivenUp),
            (Painting::ErrorInside { code: 400 }, End::GivenUp),
            (Painting::ErrorInside { code: 403 }, End::Refused),
            (Painting::Bomb, End::GivenUp),
            (Painting::Bytes(bomb(30_000)), End::GivenUp),
            (Painting::Bytes(bomb(4_096)), End::GivenUp),
            (Painting::Bytes(heavy), End::GivenUp),
            (Painting::NotAPicture, End::GivenUp),
            (Painting::Elsewhere("data:image/png;base64,%%%".into()), End::GivenUp),
            (data_url("image/svg+xml", b"<svg xmlns='http://www.w3.org/2000/svg'/>"), End::GivenUp),
            (data_url("image/gif", b"GIF89a\x01\0\x01\0\0\0\0;"), End::GivenUp),
            (Painting::Elsewhere(trap.url("http")), End::GivenUp),
            (Painting::Elsewhere(trap.url("https")), End::GivenUp),
            (Painting::Weather(Fault::redirect(302, &trap.url("http"))), End::GivenUp),
            (Painting::Weather(Fault::redirect(307, &trap.url("https"))), End::GivenUp),
            (Painting::Weather(Fault::Flood), End::GivenUp),
            (Painting::Weather(Fault::Garbage), End::GivenUp),
            (Painting::Weather(Fault::body(vec![b'['; 1 << 20])), End::GivenUp),
            (Painting::Weather(packed), End::GivenUp),
            (Painting::Weather(Fault::status(403)), End::Refused),
            // Within every limit, and 64 MiB when it is opened.
            (Painting::Bytes(largest()), End::Ready),
            (Painting::Picture, End::Ready),
        ];
        let inflicted = weathers.len() as u64 - 2;
        world.start().await;
        let images = world.sandbox.images.clone();
        // Nothing is asked for before the kept paintings are known.
        fish_until_asked(&world, 0, 10).await;
        let early = world.paid();
        // The rarest, so that the second start soon meets a catch of another.
        let mut fish: Vec<_> = catalogue::all().filter(|fish| !early.contains_key(&fish.id)).collect();
        let mut caught = Vec::new();
        for (id, (painting, end)) in (1_000..).zip(weathers) {
            let fish = fish.pop().expect("more fish than weathers");
            images.paint_of(&fish.painting(), painting.clone());
            leave_a_catch(&world, id, fish.id.0).await;
            caught.push((world.player(id, "Ann", "en"), fish.id, painting, end));
        }
        take_up_what_is_owed(&world.database).await;
        for (player, fish, painting, end) in &caught {
            let message = player.sees(|chat| chat.last().cloned()).await;
            assert!(message.first.photo.is_some(), "{painting:.40?}: a catch without its card");
            let (state, attempts) = end.written();
            let ended = format!(
                "SELECT count(*) FROM art WHERE fish = '{}' AND state = '{state}' AND attempts = {attempts}",
                fish.0
            );
            world.database.until(&ended, |ended| ended == 1).await;
            // The last attempt is counted before it is asked for.
            let asked = |images: &angler::sandbox::SandboxImages| {
                (images.in_flight() == 0 && world.paid().get(fish) == Some(&attempts)).then_some(())
            };
            assert!(images.wait_until(asked, DEADLINE).await.is_some(), "{painting:.40?}: {:?}", world.paid());
        }
        world.database.until(OWED, |owed| owed == 0).await;
        assert!(images.most_in_flight() <= 3);
        world.stop().await;
        // Remembered: the next start asks for none of them, whoever catches them.
        let paid = world.paid();
        for (player, fish, _, end) in &caught {
            assert_eq!(paid[fish], end.written().1, "{fish:?}");
            let edited =
                player.telegram.transcript(player.chat).last().is_some_and(|message| !message.edits.is_empty());
            assert!(!edited || *end == End::Ready, "only a painting replaces a drawing");
        }
        world.start().await;
        fish_until_asked(&world, images.requests().len(), 100).await;
        for (id, (_, fish, ..)) in (2_000..).zip(&caught) {
            leave_a_catch(&world, id, fish.0).await;
        }
        take_up_what_is_owed(&world.database).await;
        world.database.until(OWED, |owed| owed == 0).await;
        let again = world.paid();
        assert!(caught.iter().all(|(_, fish, ..)| again[fish] == paid[fish]), "{again:?} {paid:?}");
        world.stop().await;
        assert_eq!(world.paid(), world.counted().await);
        assert_eq!(trap.calls(), 0, "an address that the service named was fetched");
        forget_left_catches(&world).await;
        world.end().await;
        Tally { name: "answers that are no painting", inflicted, lost: 0, doubled: 0, recovery: None }.tell();
    });
}

#[test]
fn a_service_that_is_away_or_wants_money_is_left_alone() {
    run(async || {
        let mut world = World::with(|_| {}).await;
        let images = world.sandbox.images.clone();
        world.config.images_key = Some(angler::config::Secret::new(images.key().to_owned()));
        let faults = [Fault::status(500), Fault::status(402), Fault::too_many(60), Fault::DropBefore, Fault::DropAfter];
        let inflicted = faults.len() as u64 + 1;
        // The first rule wins. The last one stays: a request that left just before a service stopped may arrive when it has ended.
        let rules = faults.clone().map(|fault| images.switches.add(Rule::new(fault).on("chat")));
        let last = images.switches.add(Rule::new(Fault::status(500)).on("chat"));
        for ((n, fault), rule) in (1..).zip(faults).zip(rules) {
            world.start().await;
            let began = std::time::Instant::now();
            let before = images.requests().len();
            fish_until_asked(&world, before, n * 1_000).await;
            images
                .wait_until(|images| (images.in_flight() == 0).then_some(()), DEADLINE)
                .await
                .expect("it fails at once");
            for id in 0..3 {
                fishes(&world.player(n * 1_000 + 500 + id, "Ann", "en")).await;
            }
            world.stop().await;
            // Those who were on their way together, and none while it rests: ten seconds, and then longer.
            let asked = images.requests().len() - before;
            let most = 3 * (1 + began.elapsed().as_secs() / 10);
            assert!((1..=most).contains(&(asked as u64)), "{fault:?}: asked {asked} times");
            images.switches.remove(rule);
        }
        // Nobody listens at all.
        let there = std::mem::replace(&mut world.config.images_url, "http://127.0.0.1:9".into());
        world.start().await;
        for id in 0..3 {
            fishes(&world.player(90_000 + id, "Ann", "en")).await;
        }
        world.stop().await;
        world.config.images_url = there;
        let (paid, counted) = (world.paid(), world.counted().await);
        assert!(paid.iter().all(|(fish, paid)| counted[fish] >= *paid), "{paid:?} {counted:?}");
        assert!(images.most_in_flight() <= 3);
        assert_eq!(world.database.number("SELECT count(*) FROM art WHERE state <> 'asked'").await, 0);
        // It comes back.
        images.switches.remove(last);
        let healed = std::time::Instant::now();
        world.start().await;
        fish_until_asked(&world, images.requests().len(), 100_000).await;
        world.database.until("SELECT count(*) FROM art WHERE state = 'ready'", |ready| ready >= 1).await;
        let recovery = Some(healed.elapsed());
        world.end().await;
        Tally { name: "image service away, or out of credit", inflicted, lost: 0, doubled: 0, recovery }.tell();
    });
}

#[test]
fn a_crash_costs_at_most_one_request_more_for_each_painting_under_way() {
    run(async || {
        let world = World::with(|_| {}).await;
        let images = &world.sandbox.images;
        let key = images.key().to_owned();
        let crashes = 2;
        let settings = [("OPENROUTER_API_KEY", key.as_str()), ("AUDIT_EVERY_S", "0")];
        images.hold();
        for crash in 0..crashes {
            let process = Process::serve(&world, &settings).await;
            let before = images.requests().len();
            fish_until_asked(&world, before, crash * 1_000 + 100).await;
            leave_under_way(&world, crash * 1_000 + 500).await;
            take_up_what_is_owed(&world.database).await;
            world.database.until(OWED, |owed| owed == 0).await;
            images
                .wait_until(|images| (images.in_flight() == 3).then_some(()), DEADLINE)
                .await
                .expect("three are asked for");
            process.kill().await;
            images.wait_until(|images| (images.in_flight() == 0).then_some(()), DEADLINE).await.expect("nobody waits");
        }
        images.let_go();
        let process = Process::serve(&world, &settings).await;
        fish_until_asked(&world, images.requests().len(), 50_000).await;
        leave_under_way(&world, 60_000).await;
        take_up_what_is_owed(&world.database).await;
        world.database.until("SELECT count(*) FROM art WHERE state <> 'ready'", |left| left == 0).await;
        process.drain().await;
        let (paid, counted) = (world.paid(), world.counted().await);
        assert_eq!(paid, counted);
        assert!(paid.values().all(|paid| *paid <= 1 + crashes), "{paid:?}");
        let more: i64 = paid.values().map(|paid| paid - 1).sum();
        assert!(more <= 3 * crashes, "three were under way at each crash: {paid:?}");
        assert!(more >= 1, "a painting under way was asked for again");
        assert_eq!(images.most_in_flight(), 3);
        forget_left_catches(&world).await;
        world.end().await;
        // Who paints keeps no word of what it was asked, so whoever died in between asks once more.
        eprintln!("{more} paintings were asked for once more");
        let name = "killed while paintings are under way";
        Tally { name, inflicted: crashes as u64, lost: 0, doubled: 0, recovery: None }.tell();
    });
}

/// Leaves catches of every fish that was asked for and is not painted, and of some more.
async fn leave_under_way(world: &World, from: i64) {
    let under_way = world.database.rows("SELECT fish FROM art WHERE state = 'asked'", &[]).await;
    let under_way = under_way.iter().map(|row| row.get::<_, String>(0));
    let more = catalogue::all().take(4).map(|fish| fish.id.0.to_owned());
    for (id, fish) in (from..).zip(under_way.chain(more)) {
        leave_a_catch(world, id, &fish).await;
    }
}
