//! A shelf of pictures in memory: the least recently used goes when it is full.
//!
//! Pure. ImageGen has two: paintings as the service sent them, and rendered fish's cards that Telegram does not have yet.
//!
//! **Invariant:** the bytes on a shelf never exceed its capacity.

use std::{collections::HashMap, hash::Hash, sync::Arc};

/// See the file's head.
#[derive(Debug)]
pub(super) struct Shelf<K> {
    kept: HashMap<K, (Arc<[u8]>, u64)>,
    capacity: usize,
    bytes: usize,
    uses: u64,
}

impl<K: Clone + Eq + Hash> Shelf<K> {
    /// An empty shelf of so many bytes.
    pub fn new(capacity: usize) -> Shelf<K> {
        Shelf { kept: HashMap::new(), capacity, bytes: 0, uses: 0 }
    }

    /// A picture, which becomes the youngest by this use.
    pub fn get(&mut self, key: &K) -> Option<Arc<[u8]>> {
        self.uses += 1;
        let (picture, used) = self.kept.get_mut(key)?;
        *used = self.uses;
        Some(picture.clone())
    }

    /// Keeps a picture in the place of an older one of this key. One that is larger than the shelf is not kept.
    pub fn put(&mut self, key: K, picture: Arc<[u8]>) {
        self.remove(&key);
        if picture.len() > self.capacity {
            return;
        }
        self.uses += 1;
        self.bytes += picture.len();
        self.kept.insert(key, (picture, self.uses));
        while self.bytes > self.capacity {
            // A walk over some hundred entries at the most, beside megabytes that came from afar.
            let Some(oldest) = self.kept.iter().min_by_key(|(_, (_, used))| *used).map(|(key, _)| key.clone()) else {
                return;
            };
            self.remove(&oldest);
        }
    }

    /// Takes a picture off the shelf.
    pub fn remove(&mut self, key: &K) {
        if let Some((picture, _)) = self.kept.remove(key) {
            self.bytes -= picture.len();
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_least_recently_used_goes_first() {
        let picture: Arc<[u8]> = vec![0; 40].into();
        let mut shelf = Shelf::new(100);
        shelf.put(1, picture.clone());
        shelf.put(2, picture.clone());
        shelf.put(2, picture.clone());
        assert!(shelf.get(&1).is_some());
        shelf.put(3, picture);
        assert_eq!([1, 2, 3].map(|key| shelf.get(&key).is_some()), [true, false, true]);
        shelf.put(3, vec![0; 101].into());
        assert_eq!((shelf.get(&3), shelf.bytes), (None, 40));
    }
}
