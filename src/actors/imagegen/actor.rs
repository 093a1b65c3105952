//! placeholder until the cards branch lands.
use super::messages::*;
use actix::{Actor, Context, Handler, ResponseFuture};
/// settings
#[derive(Clone, Copy, Debug)]
pub struct ImageGenSettings {
    /// Paintings in flight at the most.
    pub in_flight: usize,
    /// Paintings wait for approval.
    pub review: bool,
}
/// actor
pub struct ImageGen;
impl ImageGen {
    /// new
    pub fn new(
        _: Option<super::port::MakeArtService>,
        _: ImageGenSettings,
        _: actix::Addr<crate::actors::db::DbActor>,
    ) -> ImageGen {
        ImageGen
    }
}
impl actix::Supervised for ImageGen {}
impl Handler<crate::plumbing::figures::TakeFigures> for ImageGen {
    type Result = crate::plumbing::figures::Figures;
    fn handle(&mut self, _: crate::plumbing::figures::TakeFigures, _: &mut Context<Self>) -> Self::Result {
        Default::default()
    }
}
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
