//! The bot's signs: menus of commands and descriptions, hung at a start where Telegram shows others.
//!
//! Asked by `app.rs` once the first poll is begun. It runs beside the actor, over connections of its own, and is nobody's wait.
//!
//! **Invariant:** a sign that says already what it shall is left alone, so a start that changes nothing asks and sets nothing.
//! **Absent:** no failure here is more than one warning: the game goes on under last month's menu.

use std::{rc::Rc, time::Duration};

use actix::{Context, Handler, Message};

use super::{
    actor::{Outbox, backoff},
    port::{Accepted, BotApi, Call, CallError, Sign, Words},
};
use crate::text::{Lang, signs};

/// Tries of a call before the rest is left for the next start: they take about two minutes.
const TRIES: u32 = 8;

/// "Hang the signs that are not up to date." Answered at once; repeated, they are up to date.
#[derive(Clone, Copy, Debug, Message)]
#[rtype(result = "()")]
pub struct HangSigns;

impl Handler<HangSigns> for Outbox {
    type Result = ();
    fn handle(&mut self, _: HangSigns, _: &mut Context<Self>) {
        let api = (self.make_api)();
        actix_rt::spawn(async move {
            match hang_all(api).await {
                Ok(0) => log::debug!("menus and descriptions are up to date"),
                Ok(hung) => log::info!(hung = hung; "menus and descriptions are told to telegram"),
                Err(error) => {
                    let reason = error.to_string();
                    log::warn!(reason = reason.as_str(); "telegram's menus and descriptions stay as they were until the next start");
                }
            }
        });
    }
}

/// Every sign in every language. A language without signs of its own is shown those without a language, which are English.
fn all() -> impl Iterator<Item = (Sign, Option<Lang>, Words)> {
    let signs = [Sign::PrivateMenu, Sign::GroupMenu, Sign::Description, Sign::ShortDescription];
    let langs = [(None, Lang::En), (Some(Lang::Ru), Lang::Ru)];
    signs.into_iter().flat_map(move |sign| langs.into_iter().map(move |(told, lang)| (sign, told, words(sign, lang))))
}

fn words(sign: Sign, lang: Lang) -> Words {
    let menu = |private| {
        let lines = signs::menu(lang, private).into_iter();
        Words::Menu(lines.map(|(command, description)| (command.to_owned(), description)).collect())
    };
    match sign {
        Sign::PrivateMenu => menu(true),
        Sign::GroupMenu => menu(false),
        Sign::Description => Words::Text(signs::bot_description(lang)),
        Sign::ShortDescription => Words::Text(signs::bot_short_description(lang)),
    }
}

/// How many signs were hung. One that Telegram refuses does not keep the others from being hung; weather does.
async fn hang_all(api: Rc<dyn BotApi>) -> Result<usize, CallError> {
    let (mut hung, mut refused) = (0, None);
    for (sign, lang, words) in all() {
        match hang(&*api, sign, lang, words).await {
            Ok(true) => hung += 1,
            Ok(false) => {}
            Err(error @ CallError::Refused { .. }) => refused = refused.or(Some(error)),
            Err(weather) => return Err(weather),
        }
    }
    refused.map_or(Ok(hung), Err)
}

/// Hangs a sign where another hangs; true when it was hung.
async fn hang(api: &dyn BotApi, sign: Sign, lang: Option<Lang>, words: Words) -> Result<bool, CallError> {
    let hangs = patiently(api, Call::ReadSign { sign, lang }).await?;
    if hangs.words.as_ref() == Some(&words) {
        return Ok(false);
    }
    patiently(api, Call::HangSign { sign, lang, words }).await?;
    Ok(true)
}

/// A call, tried again in bad weather: hanging the same sign twice is hanging it.
async fn patiently(api: &dyn BotApi, call: Call) -> Result<Accepted, CallError> {
    let mut tries = 0;
    loop {
        let error = match api.call(call.clone()).await {
            Ok(accepted) => return Ok(accepted),
            Err(error @ CallError::Refused { .. }) => return Err(error),
            Err(error) => error,
        };
        tries += 1;
        if tries == TRIES {
            return Err(error);
        }
        let asked = match error {
            CallError::TooMany { retry_after_s } => Duration::from_secs(retry_after_s),
            _ => Duration::ZERO,
        };
        actix_rt::time::sleep(backoff(tries).max(asked)).await;
    }
}

#[cfg(test)]
mod tests {
    use std::cell::RefCell;

    use futures_util::future::{FutureExt, LocalBoxFuture};

    use super::{super::port::Refusal, *};

    /// A Telegram with signs and with weather.
    #[derive(Default)]
    struct Wall {
        hangs: RefCell<Vec<(Sign, Option<Lang>, Words)>>,
        /// Answers given before any other.
        weather: RefCell<Vec<CallError>>,
        refuses: Option<Sign>,
        calls: RefCell<usize>,
    }

    impl BotApi for Wall {
        fn call(&self, call: Call) -> LocalBoxFuture<'_, Result<Accepted, CallError>> {
            *self.calls.borrow_mut() += 1;
            async move {
                if let Some(error) = self.weather.borrow_mut().pop() {
                    return Err(error);
                }
                match call {
                    Call::HangSign { sign, .. } if self.refuses == Some(sign) => {
                        let description = "BOT_COMMAND_INVALID".to_owned();
                        Err(CallError::Refused { code: 400, description, refusal: Refusal::Other })
                    }
                    Call::HangSign { sign, lang, words } => {
                        self.hangs.borrow_mut().push((sign, lang, words));
                        Ok(Accepted::default())
                    }
                    Call::ReadSign { sign, lang } => {
                        let hangs = self.hangs.borrow();
                        let words =
                            hangs.iter().find(|(s, l, _)| (*s, *l) == (sign, lang)).map(|(.., words)| words.clone());
                        Ok(Accepted { words, ..Accepted::default() })
                    }
                    other => panic!("{other:?}"),
                }
            }
            .boxed_local()
        }
    }

    #[actix_rt::test]
    async fn a_second_start_reads_and_hangs_nothing() {
        let wall = Rc::new(Wall::default());
        assert_eq!(hang_all(wall.clone()).await, Ok(8));
        assert_eq!(*wall.calls.borrow(), 16);
        assert_eq!(hang_all(wall.clone()).await, Ok(0));
        assert_eq!(*wall.calls.borrow(), 24, "eight questions, nothing hung");
        let hangs = wall.hangs.borrow();
        let menu = hangs.iter().find(|(sign, lang, _)| (*sign, *lang) == (Sign::GroupMenu, None));
        let Some((.., Words::Menu(lines))) = menu else { panic!("no menu for groups: {hangs:?}") };
        assert!(
            lines.iter().any(|(command, _)| command == "cast") && lines.iter().all(|(command, _)| command != "start")
        );
    }

    #[actix_rt::test]
    async fn weather_is_waited_out_and_a_refusal_keeps_nothing_else_from_being_hung() {
        let unreached = CallError::Unreached("no route".into());
        let wall = Rc::new(Wall { weather: RefCell::new(vec![unreached]), ..Wall::default() });
        assert_eq!(hang_all(wall.clone()).await, Ok(8));
        let wall = Rc::new(Wall { refuses: Some(Sign::PrivateMenu), ..Wall::default() });
        assert!(matches!(hang_all(wall.clone()).await, Err(CallError::Refused { .. })));
        assert_eq!(wall.hangs.borrow().len(), 6);
    }
}
