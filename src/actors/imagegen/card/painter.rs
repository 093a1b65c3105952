//! The painter: bases from the cache or drawn, personal parts over a copy, PNG out.
//!
//! Owns the glyphs, the strip's colours and the cache of bases. Shared by blocking threads: the lock is held for a look-up only,
//! so two threads that miss the same base both draw it, and the later one stays.
//!
//! **Invariant:** no card leaves that is larger than [`super::MAX_BYTES`].

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use resvg::tiny_skia::Pixmap;

use super::{
    CardError, CatchFacts, FishFace, MAX_BYTES, base,
    cache::{BaseKey, CAPACITY_BYTES, Cache},
    colours::StripColours,
    cut::Cut,
    facts,
    glyphs::Glyphs,
    indexed::Indexed,
    photo,
    water::Water,
};
use crate::game::market::Pair;

/// Draws cards. One per process is enough; made in some tens of milliseconds.
pub struct Painter {
    glyphs: Glyphs,
    colours: StripColours,
    blank: Pixmap,
    bases: Mutex<Cache>,
    /// Each pond's, drawn when it is first fished in.
    waters: [OnceLock<Water>; Pair::ALL.len()],
}

/// Refuses painted art that [`Painter`] could not use, decoding it whole: to be asked before art is stored.
pub fn check_art(bytes: &[u8]) -> Result<(), CardError> {
    photo::cover(bytes, 64, 64).map(drop)
}

impl Painter {
    /// Reads the shipped font; fails only when the build is broken.
    pub fn new() -> Result<Painter, CardError> {
        Ok(Painter {
            glyphs: Glyphs::load()?,
            colours: StripColours::new(),
            blank: facts::blank()?,
            bases: Mutex::new(Cache::new(CAPACITY_BYTES)),
            waters: Default::default(),
        })
    }

    /// The card of a fish, the same for everyone: art, name, rarity and the mark of the game, as a PNG.
    pub fn fish_card(&self, face: &FishFace) -> Result<Vec<u8>, CardError> {
        // Rendered once per fish, so it is not kept.
        self.finish(&base::draw(face, false, &self.glyphs)?)
    }

    /// The card of one catch: the fish with P&L, pond, rod, time and price path, as a PNG.
    pub fn personal_card(&self, face: &FishFace, facts: &CatchFacts) -> Result<Vec<u8>, CardError> {
        let mut card = self.base(face)?.whole();
        self.water(facts.pond)?.under(&mut card);
        let mut strip = self.blank.clone();
        facts::draw(&mut strip, facts, &self.glyphs);
        facts::lay(&strip, &self.colours, &mut card);
        self.finish(&card)
    }

    /// Bytes of bases kept now.
    pub fn cached_bytes(&self) -> usize {
        self.bases.lock().unwrap_or_else(PoisonError::into_inner).bytes()
    }

    fn water(&self, pond: Pair) -> Result<&Water, CardError> {
        let kept = &self.waters[pond as usize];
        match kept.get() {
            Some(water) => Ok(water),
            None => {
                let drawn = Water::of(pond)?;
                Ok(kept.get_or_init(|| drawn))
            }
        }
    }

    fn base(&self, face: &FishFace) -> Result<Arc<Cut>, CardError> {
        let art = face.art.as_deref().map_or(0, photo::fingerprint);
        let words = (face.name.clone(), face.rarity_word.clone());
        let key = BaseKey { fish: face.fish.0, words, art };
        if let Some(base) = self.bases.lock().unwrap_or_else(PoisonError::into_inner).get(&key) {
            return Ok(base);
        }
        let base = Arc::new(Cut::of(&base::draw(face, true, &self.glyphs)?));
        self.bases.lock().unwrap_or_else(PoisonError::into_inner).put(key, base.clone());
        Ok(base)
    }

    fn finish(&self, card: &Indexed) -> Result<Vec<u8>, CardError> {
        let png = card.encode()?;
        if png.len() > MAX_BYTES {
            return Err(CardError::Drawing(format!("a card of {} bytes", png.len())));
        }
        Ok(png)
    }
}
