//! placeholder until the cards branch lands.
use super::messages::*;
use actix::{Actor, Context, Handler, ResponseFuture};
pub struct ImageGen;
impl Actor for ImageGen {
    type Context = Context<Self>;
}
impl Handler<ComposeCard> for ImageGen {
    type Result = ResponseFuture<Result<Card, CardUnavailable>>;
    fn handle(&mut self, _: ComposeCard, _: &mut Context<Self>) -> Self::Result {
        Box::pin(async { Err(CardUnavailable(String::new())) })
    }
}
impl Handler<RememberUpload> for ImageGen {
    type Result = ();
    fn handle(&mut self, _: RememberUpload, _: &mut Context<Self>) {}
}
impl Handler<AwaitArt> for ImageGen {
    type Result = ResponseFuture<bool>;
    fn handle(&mut self, _: AwaitArt, _: &mut Context<Self>) -> Self::Result {
        Box::pin(async { false })
    }
}
