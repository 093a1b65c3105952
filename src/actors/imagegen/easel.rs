//! Drawing a card on a blocking thread.
//!
//! Owns the one painter of the process, made by the first card (or by the warming up at the start). Called by the flows that
//! compose.
//!
//! **Invariant:** no drawing happens on an actor's thread, and its panic is an answer, not a crash.

use std::sync::{Arc, OnceLock};

use super::card::{CardError, CatchFacts, FishFace, Painter};

/// Draws a personal card, or the fish's card when there are no facts.
pub(super) type Draw = Arc<dyn Fn(&FishFace, Option<&CatchFacts>) -> Result<Vec<u8>, CardError> + Send + Sync>;

/// What came of drawing.
#[derive(Debug)]
pub(super) struct Drawn {
    /// The PNG, or why there is none.
    pub picture: Result<Arc<[u8]>, String>,
    /// The painted art could not be used, and the picture was made without it.
    pub art_broken: bool,
}

/// Drawing by the painter.
pub(super) fn by_painter() -> Draw {
    static PAINTER: OnceLock<Result<Painter, CardError>> = OnceLock::new();
    Arc::new(|face, facts| {
        let painter = PAINTER.get_or_init(Painter::new).as_ref().map_err(Clone::clone)?;
        match facts {
            Some(facts) => painter.personal_card(face, facts),
            None => painter.fish_card(face),
        }
    })
}

/// Draws on a blocking thread; broken art is done without.
pub(super) async fn draw_aside(draw: Draw, mut face: FishFace, facts: Option<CatchFacts>) -> Drawn {
    let drawing = move || {
        let first = draw(&face, facts.as_ref());
        let art_broken = matches!(first, Err(CardError::Art(_))) && face.art.take().is_some();
        let picture = if art_broken { draw(&face, facts.as_ref()) } else { first };
        Drawn { picture: picture.map(Arc::from).map_err(|error| error.to_string()), art_broken }
    };
    match actix_rt::task::spawn_blocking(drawing).await {
        Ok(drawn) => drawn,
        Err(crash) => Drawn { picture: Err(format!("drawing panicked: {crash}")), art_broken: false },
    }
}
