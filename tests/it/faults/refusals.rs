//! A database that answers and refuses, for a reason that is not the data's: rights taken away, a foreign trigger. Nothing is
//! lost, and what is put aside can be brought back.

use angler::sandbox::{SandboxTelegram, telegram::Method};

use crate::harness::{DEADLINE, Process, WAITING, World, run};

const ALARM: &str = "database refuses what it is asked, trying again";
const ASIDE: &str = "SELECT count(*) FROM quarantine";

/// Waits for so many more polls.
async fn polled(telegram: &SandboxTelegram, times: u64) {
    let wanted = telegram.count(Method::GetUpdates).accepted + times;
    let enough = |telegram: &SandboxTelegram| (telegram.count(Method::GetUpdates).accepted >= wanted).then_some(());
    telegram.wait_until(enough, DEADLINE).await.expect("it asks again");
}

#[test]
fn rights_that_are_taken_away_lose_no_update_and_no_turn() {
    run(async || {
        let world = World::with(|_| {}).await;
        let [ann, bob] = [100, 101].map(|id| world.player(id, "Ann", "en"));
        let process = Process::serve(&world, &[]).await;
        ann.asks("/help").await;
        bob.asks("/help").await;

        // The insert of a page: class 42, whoever writes.
        world.database.execute("REVOKE EXECUTE ON ALL FUNCTIONS IN SCHEMA public FROM PUBLIC").await;
        world.sandbox.telegram.say_all(&[(100, "/status"), (101, "/cast")]);
        process.says(ALARM).await;
        let heard = ann.heard();
        // The fourth time each of them was tried alone.
        polled(&world.sandbox.telegram, 5).await;
        assert_eq!((world.database.number(ASIDE).await, world.sandbox.telegram.unconfirmed()), (0, 2));
        world.database.execute("GRANT EXECUTE ON ALL FUNCTIONS IN SCHEMA public TO PUBLIC").await;
        ann.hears(heard).await;
        bob.sees_words("Entry").await;

        // A settle: nothing is put aside, and the line is out when the right is back.
        world.database.execute("REVOKE INSERT ON positions FROM angler_app").await;
        ann.says("/cast");
        world.database.until(WAITING, |waiting| waiting == 1).await;
        process.says("path=outcome_unknown").await;
        world.database.execute("GRANT INSERT ON positions TO angler_app").await;
        ann.sees_words("Entry").await;
        world.quiet().await;
        let said = process.drain().await;
        assert!(!said.contains("put aside") && !said.contains("cannot be settled"), "{said}");
        assert_eq!(world.database.number(ASIDE).await, 0);
        assert_eq!((ann.lines(), bob.lines()), (1, 1));
        world.end().await;
    });
}

/// A trigger that a foreign hand left behind: it refuses one text, with a class that is not the data's.
const TRIGGER: &str = "CREATE FUNCTION no_poison() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF NEW.raw LIKE '%poison%' THEN RAISE EXCEPTION 'not this one' USING ERRCODE = '42P99'; END IF; RETURN NEW; END $$; \
     CREATE TRIGGER no_poison BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION no_poison()";

#[test]
fn the_one_that_alone_cannot_be_stored_is_put_aside_and_comes_back() {
    run(async || {
        let world = World::running(|_| {}).await;
        let [ann, bob] = [100, 101].map(|id| world.player(id, "Ann", "en"));
        bob.asks("/help").await;
        world.database.execute(TRIGGER).await;
        world.sandbox.telegram.say_all(&[(100, "/help poison"), (101, "/cast")]);
        bob.sees_words("Entry").await;
        world.database.until(ASIDE, |aside| aside == 1).await;
        let kept = "SELECT update_id FROM quarantine WHERE telegram_id = 100 AND raw LIKE '%poison%' AND reason LIKE '%42P99%'";
        let id = world.database.number(kept).await.to_string();

        let still = format!(
            "nothing was changed: {id} still cannot be stored: the database will not do it (42P99): not this one; mend that first, or drop it"
        );
        world.operates("quarantine", &["retry", &id]).await.refused(&still);
        world.database.execute("DROP TRIGGER no_poison ON inbox").await;
        assert_eq!(ann.heard(), 0);
        let said = world.operates("quarantine", &["retry", &id]).await;
        assert_eq!(said.code, Some(0), "{said:?}");
        ann.hears(0).await;
        assert_eq!(world.database.number(ASIDE).await, 0);
        world.end().await;
    });
}

/// Refuses one text so often, and is mended then: between the try of this one alone and that of the others.
const MENDED: &str = "CREATE SEQUENCE tries; GRANT USAGE ON SEQUENCE tries TO PUBLIC; \
     CREATE FUNCTION not_yet() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF NEW.raw LIKE '%patience%' AND nextval('tries') <= 4 THEN RAISE EXCEPTION 'not yet' USING ERRCODE = '42501'; END IF; \
     RETURN NEW; END $$; CREATE TRIGGER not_yet BEFORE INSERT ON inbox FOR EACH ROW EXECUTE FUNCTION not_yet()";

#[test]
fn a_right_that_comes_back_while_each_is_tried_alone_makes_no_culprit() {
    run(async || {
        let world = World::running(|_| {}).await;
        let [ann, bob] = [100, 101].map(|id| world.player(id, "Ann", "en"));
        bob.asks("/help").await;
        world.database.execute(MENDED).await;
        world.sandbox.telegram.say_all(&[(100, "/help patience"), (101, "/cast")]);
        bob.sees_words("Entry").await;
        ann.hears(0).await;
        // Three times with the page, once before the other and once behind it.
        assert_eq!(world.database.number("SELECT last_value FROM tries").await, 5);
        assert_eq!(world.database.number(ASIDE).await, 0);
        world.end().await;
    });
}

/// The same for one player's lines: chat 102.
const TURN_TRIGGER: &str = "CREATE FUNCTION not_him() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN \
     IF NEW.chat_id = 102 THEN RAISE EXCEPTION 'not him' USING ERRCODE = '42P99'; END IF; RETURN NEW; END $$; \
     CREATE TRIGGER not_him BEFORE INSERT ON positions FOR EACH ROW EXECUTE FUNCTION not_him()";

#[test]
fn the_one_turn_that_is_refused_for_any_reason_keeps_nobody_else_waiting() {
    run(async || {
        let world = World::with(|_| {}).await;
        let [ann, bob, cid] = [100, 101, 102].map(|id| world.player(id, "Ann", "en"));
        let process = Process::serve(&world, &[]).await;
        for player in [&ann, &bob, &cid] {
            player.asks("/help").await;
        }
        world.database.execute(TURN_TRIGGER).await;
        // Alone it may be the weather: it waits, until there are others to try it among.
        cid.says("/cast");
        process.says("path=outcome_unknown").await;
        ann.says("/cast");
        bob.says("/cast");
        ann.sees_line().await;
        bob.sees_line().await;
        process.says("turn cannot be settled").await;
        world.database.execute("DROP TRIGGER not_him ON positions").await;
        cid.sees_line().await;
        world.quiet().await;
        let said = process.drain().await;
        assert!(!said.contains("put aside"), "{said}");
        assert_eq!((ann.lines(), bob.lines(), cid.lines()), (1, 1, 1));
        world.end().await;
    });
}
