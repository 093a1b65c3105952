//! Being forgotten: asked for twice, done once, and nobody is welcomed twice for it.

use angler::{
    config::faults::{Act, Fault as Blow, Faults},
    plumbing::clock,
    sandbox::{Fault, Rule},
};

use crate::harness::{Player, World, run, seen, until_struck};

const ASK: &str = "🌫️ Forget me";
const ASK_RU: &str = "🌫️ Забудь меня";
/// What an order hears that comes to its turn after its player was forgotten.
const JUST_FORGOTTEN: &str =
    "🌫️ I have just forgotten who sent this, so I let it be. Say it once more, and we begin as strangers.";
const FORGOTTEN: &str = "SELECT count(*) FROM forgotten";
/// Everybody by number: Telegram's id, name, purse, version.
const ROWS: &str = "SELECT string_agg(concat_ws(' ', coalesce(telegram_id::text, '-'), nullif(name, ''), bait, cash_cents, version), ', ' \
                    ORDER BY player_id) FROM players";

impl Player {
    /// Asks to be forgotten and says yes; gives the goodbye.
    async fn is_forgotten(&self) -> String {
        self.asks("/forget").await;
        let before = self.heard();
        self.presses(ASK).await;
        self.hears(before).await
    }

    async fn forges_of(&self, world: &World, word: &str) -> String {
        let player = world.database.number("SELECT max(player_id) FROM players").await;
        self.toast(&self.forges(&format!("forget:{player}:{word}"))).await
    }
}

#[test]
fn whoever_says_it_twice_is_forgotten_and_welcomed_no_second_time() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/start").await;
        ann.casts().await;
        ann.hooks().await;
        world.quiet().await;
        let ledger = world.ledger().await;
        insta::assert_snapshot!(seen(&ann.asks("/forget").await), @r"
        🌫️ Shall I forget you?

        What goes: your name, your language, your word of luck, and the tie to your Telegram. Level 1, 9 baits and $10,000.00 are gone for you, and not even I can bring them back.
        What stays, with no name on it: catches and the movements of money, for the books must add up. On the boards you are “somebody with a rod”.
        Of you I keep only a mark that cannot be read back, and on it when you last took the day's bait and an envelope, so that nothing is handed out twice. If you return, you start at level 1 with an empty purse and an empty tin.

        A copy first? /mydata. The button is good for ten minutes.
        ");
        let before = ann.heard();
        ann.presses(ASK).await;
        insta::assert_snapshot!(seen(&ann.hears(before).await), @r"
        🌫️ Done. I know that somebody fished here, and no longer who. What I still hold of this talk goes from my book within three days.

        Tight lines, stranger. If you ever want to begin anew: /start
        ");
        world.quiet().await;
        assert_eq!(world.ledger().await, ledger, "the books stay as they are");
        assert_eq!(world.database.text(ROWS).await, "- 9 1000000 4");
        // Nothing but the goodbye, which goes in three days, leads back to her.
        let traces = "SELECT (SELECT count(*) FROM positions WHERE chat_id > 0) + (SELECT count(*) FROM outbox) \
                      + (SELECT count(*) FROM inbox WHERE raw <> '')";
        assert_eq!(world.database.number(traces).await, 1);

        insta::assert_snapshot!(seen(&ann.asks("/start").await), @r"
        🎣 Good day, Ann. I do not know you, and yet my book says that a bag was packed for you once already. It is packed once, so this time we start with what is in your pockets.

        ⭐ Level 1 · 🪱 0 baits · 💵 $0.00
        Ether Creek · Optimist +2.0×

        No bait and no money: /daily for the tin, /envelope for the purse.

        🔏 Seal of your draw №1, luck angler:
        (a seal)

        Play money only: no real coins, no real losses, and nothing here is advice.
        ");
        world.quiet().await;
        assert_eq!(world.ledger().await, ledger, "no second welcome");
        assert_eq!(world.database.text(ROWS).await, "- 9 1000000 4, 100 0 0 1");
        assert!(ann.asks("/start").await.contains("Back at the water, Ann?"));
        assert!(ann.asks("/cast").await.contains("The bait tin is empty"));
        // The day's bait and the envelope are everybody's, and the first steps are walked anew.
        ann.asks("/daily").await;
        ann.asks("/envelope").await;
        assert!(ann.asks("/start").await.contains("Step one of three"));
        // Forgotten again, a day later: the same mark.
        world.database.execute("UPDATE forgotten SET latest_at = latest_at - interval '24 hours'").await;
        ann.is_forgotten().await;
        world.quiet().await;
        assert_eq!(world.database.text(ROWS).await, "- 9 1000000 4, - 5 100000 4");
        assert_eq!(world.database.number(FORGOTTEN).await, 1);
        world.end().await;
    });
}

#[test]
fn it_is_said_in_russian_too() {
    run(async || {
        let world = World::running(|_| {}).await;
        let egor = world.player(101, "Егор", "ru");
        insta::assert_snapshot!(seen(&egor.asks("/forget").await), @r"
        🌫️ Забыть тебя?

        Исчезнет: имя, язык, слово удачи и связь с твоим Telegram. Уровень 1, 10_000,00_$ и 10 наживок пропадут для тебя насовсем: вернуть не смогу даже я.
        Останется, но без имени: уловы и движение денег, иначе счёт не сойдётся. На досках вместо имени будет «кто-то с удочкой».
        О тебе останется лишь метка, по которой никого не узнать, а на ней — когда тебе в последний раз выдали наживку и конверт: дважды не выдают. Вернёшься — начнёшь с первого уровня, с пустым кошельком и пустой банкой.

        Сначала копию? /mydata. Кнопки работают десять минут.
        ");
        let before = egor.heard();
        egor.presses(ASK_RU).await;
        insta::assert_snapshot!(seen(&egor.hears(before).await), @r"
        🌫️ Готово. Помню, что кто-то тут рыбачил, а кто — уже нет. Последние слова этого разговора сотрутся из тетради за три дня.

        Ни хвоста ни чешуи! Захочется начать сначала — /start
        ");
        insta::assert_snapshot!(seen(&egor.asks("/start").await), @r"
        🎣 Здравствуй, Егор. Лица не помню, а в тетради пометка: рюкзак тебе уже собирали. Его собирают один раз, так что начинаем с тем, что в карманах.

        ⭐ Уровень 1 · 🪱 0 наживок · 💵 0,00_$
        Эфирная заводь · Оптимист +2,0×

        Ни наживки, ни денег. Для банки есть /daily, для кошелька — /envelope.

        🔏 Печать твоего жребия №1, удача angler:
        (a seal)

        Деньги игрушечные: ни настоящих монет, ни настоящих потерь, и советов здесь не дают.
        ");
        world.end().await;
    });
}

#[test]
fn nobody_is_forgotten_with_a_line_out_or_by_an_old_button() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/forget").await;
        ann.casts().await;
        // The question was asked before the cast.
        let data = ann.data_of(ASK).await;
        insta::assert_snapshot!(ann.toast(&ann.forges(&data)).await, @"🎣 Your line is in the water, and somebody has to be told what bites. Nothing is forgotten. /hook it first, then /forget");
        insta::assert_snapshot!(ann.asks("/forget").await, @"🎣 Your line is in the water, and somebody has to be told what bites. Nothing is forgotten. /hook it first, then /forget");
        ann.hooks().await;
        let now = clock::now().as_second();
        insta::assert_snapshot!(ann.forges_of(&world, &(now - 601).to_string()).await, @"🌫️ You thought about it for more than ten minutes, so I let it be. Nothing is forgotten. /forget asks anew.");
        for old in [0, now - 30 * 86_400, i64::MIN, i64::MAX] {
            let shown = ann.forges_of(&world, &old.to_string()).await;
            assert!(shown.contains("more than ten minutes"), "{old}: {shown}");
        }
        let boris = world.player(102, "Boris", "en");
        boris.asks("/start").await;
        let shown = boris.toast(&boris.forges(&data)).await;
        assert!(shown.contains("dried out"), "{shown}");
        let shown = ann.in_chat(-500).toast(&ann.in_chat(-500).forges(&data)).await;
        assert!(shown.contains("dried out"), "nobody is forgotten before a group: {shown}");
        ann.presses("🪑 Keep me").await;
        world.quiet().await;
        assert_eq!(world.database.number(FORGOTTEN).await, 0);
        assert_eq!(world.database.number("SELECT count(*) FROM players WHERE telegram_id IS NULL").await, 0);
        // The question is still a young one.
        let before = ann.heard();
        ann.forges(&data);
        assert!(ann.hears(before).await.contains("Done."));
        world.end().await;
    });
}

#[test]
fn what_was_sent_before_it_was_done_ends_with_a_word_and_does_nothing() {
    run(async || {
        let world = World::running(|_| {}).await;
        let ann = world.player(100, "Ann", "en");
        ann.asks("/forget").await;
        world.quiet().await;
        let data = ann.data_of(ASK).await;
        // All of it comes in one page, so it is stored for the row that the first one forgets.
        let switches = &world.sandbox.telegram.switches;
        let away = switches.add(Rule::new(Fault::DropBefore).on("getUpdates"));
        ann.asks("/help").await;
        world.struck(away, 1).await;
        let before = ann.heard();
        let (_, second) = (ann.forges(&data), ann.forges(&data));
        for command in ["/cast", "/status", "/forget", "/mydata"] {
            ann.says(command);
        }
        switches.remove(away);
        assert_eq!(ann.toast(&second).await, JUST_FORGOTTEN);
        world.quiet().await;
        let said = ann.heard_texts().split_off(before);
        assert_eq!(said.iter().filter(|text| text.contains("Done.")).count(), 1, "{said:#?}");
        assert_eq!(said.iter().filter(|text| **text == JUST_FORGOTTEN).count(), 4, "{said:#?}");
        assert_eq!(world.database.number("SELECT count(*) FROM players").await, 1);
        let row = world
            .database
            .text("SELECT concat_ws(' ', version, bait, cash_cents) FROM players WHERE telegram_id IS NULL")
            .await;
        assert_eq!(row, "2 10 1000000", "{said:#?}");
        assert_eq!(world.database.number("SELECT count(*) FROM ledger").await, 2);
        assert_eq!(world.database.number(FORGOTTEN).await, 1);
        world.end().await;
    });
}

#[test]
fn a_crash_between_forgets_once() {
    // Before the turn is in, and after it is in and nobody was told. Her welcome is the first turn, this the second.
    for point in ["settle.sent", "settle.done"] {
        run(async || {
            let faults = Faults::new([Blow::at(point, Act::Panic).from(2).times(1)]);
            let world = World::running(|config| config.faults = faults.clone()).await;
            let ann = world.player(100, "Ann", "en");
            ann.asks("/forget").await;
            ann.presses(ASK).await;
            until_struck(&faults, point).await;
            ann.sees_words("Done.").await;
            world.quiet().await;
            assert_eq!(world.database.text(ROWS).await, "- 10 1000000 2");
            assert_eq!(world.database.number(FORGOTTEN).await, 1);
            assert_eq!(ann.heard_texts().iter().filter(|text| text.contains("Done.")).count(), 1);
            world.end().await;
        });
    }
}
