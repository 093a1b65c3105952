//! A frame whose fate is unknown may still arrive, late: it must not take the place of the result.

use std::time::Duration;

use angler::sandbox::{Fault, Rule};

use crate::harness::{OWED, World, run};

/// A frame's edit meets the fault; gives what the bot's messages show in the end.
async fn frame_meets(fault: Fault, wait: Duration) -> Vec<String> {
    // Five times as fast: a frame after 0.6 s, the result after 2.2 s.
    let world = World::running(|config| config.scene_speed = 500).await;
    let ann = world.player(100, "Ann", "en");
    let rule = world.sandbox.telegram.switches.add(Rule::new(fault).on("editMessageText").times(1));
    ann.says("/cast");
    world.struck(rule, 1).await;
    world.quiet().await;
    // Until the frame has arrived too, if it ever does.
    tokio::time::sleep(wait).await;
    let texts = ann.heard_texts();
    world.end().await;
    texts
}

#[test]
fn an_edit_that_may_still_arrive_leaves_its_message_alone() {
    run(async || {
        let texts = frame_meets(Fault::DropBefore, Duration::ZERO).await;
        assert_eq!(texts.len(), 2, "{texts:?}");
        assert!(!texts[0].contains("The line is in!") && texts[1].contains("The line is in!"), "{texts:?}");
    });
}

#[test]
#[ignore = "a call has 10 s: for scripts/chaos"]
fn a_frame_that_arrives_after_its_deadline_does_not_overwrite_the_result() {
    run(async || {
        let texts = frame_meets(Fault::Delay(Duration::from_secs(14)), Duration::from_secs(5)).await;
        let told = texts.iter().filter(|text| text.contains("The line is in!")).count();
        assert_eq!(told, 1, "{texts:?}");
    });
}

#[test]
fn a_scene_that_is_cut_while_its_first_frame_is_on_its_way_ends_in_the_message_of_that_frame() {
    run(async || {
        // At a tenth of the speed a result is due almost two minutes after the first frame.
        let world = World::running(|config| config.scene_speed = 10).await;
        let ann = world.player(100, "Ann", "en");
        let held = Fault::SlowAnswer(Duration::from_secs(4));
        let rule = world.sandbox.telegram.switches.add(Rule::new(held).on("sendMessage").times(1));
        ann.says("/cast");
        ann.hears(0).await;
        world.struck(rule, 1).await;
        world.database.until(OWED, |owed| owed == 1).await;
        // Telegram has the frame and has not said which message it is; her next command cuts the scene.
        ann.says("/status");
        world.quiet().await;
        let texts = ann.heard_texts();
        assert_eq!(texts.len(), 2, "a message of the frame and its result, and the answer: {texts:?}");
        assert!(texts[0].contains("The line is in!") && texts[1].contains("Fingerprint"), "{texts:?}");
        world.end().await;
    });
}
