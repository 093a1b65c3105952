//! The fish's cards: which Telegram has already, which are rendered and wait for their upload, and how each look is named.
//!
//! Pure; owned by the actor, filled from the database at the start.
//!
//! **Invariant:** a card's key names everything that stands on it but the catalogue's words: another drawing or painting is
//! another key.

use std::{collections::HashMap, sync::Arc};

use super::{limits::FISH_CARD_BYTES, messages::CardKey, port::Photo, shelf::Shelf};
use crate::{
    actors::db::messages::KnownCard,
    game::catalogue::{self, FishId},
    text::Lang,
};

/// The house style of paintings: add 1 when [`catalogue::ART_STYLE`] changes, and every fish is painted anew.
pub const STYLE: i32 = 1;
/// The built-in drawings and the layout of a fish's card: add 1 when they change, and every card is uploaded anew.
const DRAWING: i32 = 2;

/// See the file's head.
pub(super) struct Known {
    file_ids: HashMap<CardKey, String>,
    rendered: Shelf<CardKey>,
}

/// The key of a fish's card.
pub(super) fn key(fish: FishId, lang: Lang, painted: bool) -> CardKey {
    CardKey { fish, lang, look: look(painted) }
}

/// The name of the look of a painted card.
pub fn painted_look() -> String {
    look(true)
}

fn look(painted: bool) -> String {
    if painted { format!("painted-{STYLE}") } else { format!("drawn-{DRAWING}") }
}

impl Known {
    /// Nothing is known.
    pub fn new() -> Known {
        Known { file_ids: HashMap::new(), rendered: Shelf::new(FISH_CARD_BYTES) }
    }

    /// Takes over what the database knows; what was uploaded since the question is newer and stays. Looks of the past and
    /// fish of other catalogues are left out.
    pub fn load(&mut self, cards: Vec<KnownCard>) {
        for card in cards.into_iter().filter(|card| card.look == look(true) || card.look == look(false)) {
            if let Some(fish) = catalogue::find(&card.fish) {
                self.file_ids
                    .entry(CardKey { fish: fish.id, lang: card.lang, look: card.look })
                    .or_insert(card.file_id);
            }
        }
    }

    /// Telegram has it now.
    pub fn uploaded(&mut self, key: CardKey, file_id: String) {
        self.rendered.remove(&key);
        self.file_ids.insert(key, file_id);
    }

    /// Telegram does not know this file any longer.
    pub fn forget(&mut self, file_id: &str) {
        self.file_ids.retain(|_, known| known != file_id);
    }

    /// The painting of this fish is not in use any longer: its cards are not either.
    pub fn forget_painted(&mut self, fish: FishId) {
        let painted = painted_look();
        self.file_ids.retain(|key, _| key.fish != fish || key.look != painted);
        Lang::ALL.into_iter().for_each(|lang| self.rendered.remove(&key(fish, lang, true)));
    }

    /// It is rendered; kept until it is uploaded.
    pub fn rendered(&mut self, key: CardKey, picture: Arc<[u8]>) {
        self.rendered.put(key, picture);
    }

    /// The card, when it need not be rendered; with its key when it has to be uploaded.
    pub fn card(&mut self, key: &CardKey) -> Option<(Photo, Option<CardKey>)> {
        if let Some(file_id) = self.file_ids.get(key) {
            return Some((Photo::FileId(file_id.clone()), None));
        }
        self.rendered.get(key).map(|picture| (Photo::Png(picture), Some(key.clone())))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_rendered_card_is_sent_until_telegram_has_it() {
        let mut known = Known::new();
        let fish = FishId("hodl-haddock");
        let drawn = key(fish, Lang::En, false);
        assert_eq!(known.card(&drawn), None);
        known.rendered(drawn.clone(), vec![1].into());
        assert_eq!(known.card(&drawn), Some((Photo::Png(vec![1].into()), Some(drawn.clone()))));
        known.uploaded(drawn.clone(), "new".to_owned());
        let stored = |fish: &str, look: &str| KnownCard {
            fish: fish.to_owned(),
            lang: Lang::En,
            look: look.to_owned(),
            file_id: "old".to_owned(),
        };
        let long_gone = stored("no-such-fish", "drawn-2");
        known.load(vec![stored(fish.0, "drawn-2"), stored(fish.0, "painted-1"), stored(fish.0, "drawn-1"), long_gone]);
        assert_eq!(known.card(&drawn), Some((Photo::FileId("new".to_owned()), None)), "the newest stays");
        assert_eq!(known.card(&key(fish, Lang::En, true)), Some((Photo::FileId("old".to_owned()), None)));
        assert_eq!((known.file_ids.len(), known.card(&key(fish, Lang::Ru, false))), (2, None));
    }

    #[test]
    fn a_file_that_telegram_does_not_know_is_forgotten() {
        let mut known = Known::new();
        let drawn = key(FishId("hodl-haddock"), Lang::En, false);
        known.uploaded(drawn.clone(), "another bot's".to_owned());
        known.forget("another bot's");
        assert_eq!(known.card(&drawn), None);
    }
}
