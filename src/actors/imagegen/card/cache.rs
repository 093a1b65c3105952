//! The bases already drawn, the most recently used ones, at most [`CAPACITY_BYTES`] of them.
//!
//! Owned by [`super::Painter`] behind a lock; a miss costs one drawing of the base, never a wrong card.
//!
//! **Invariant:** the sum of the sizes of the kept bases never exceeds the capacity.

use std::{collections::HashMap, sync::Arc};

use super::cut::Cut;

/// 40 MiB: about 290 bases of 143 kB, which is more than every fish in both languages.
pub const CAPACITY_BYTES: usize = 40 * 1024 * 1024;

/// Which base: what was drawn and in what words.
#[derive(Clone, Debug, PartialEq, Eq, Hash)]
pub struct BaseKey {
    /// The fish.
    pub fish: &'static str,
    /// Its name and its rarity in one language's words.
    pub words: (String, String),
    /// A fingerprint of the painted art; 0 for the built-in drawing.
    pub art: u64,
}

struct Kept {
    base: Arc<Cut>,
    used: u64,
}

/// A least-recently-used cache bounded by bytes.
pub struct Cache {
    kept: HashMap<BaseKey, Kept>,
    capacity: usize,
    bytes: usize,
    clock: u64,
}

impl Cache {
    /// An empty cache of at most `capacity` bytes.
    pub fn new(capacity: usize) -> Cache {
        Cache { kept: HashMap::new(), capacity, bytes: 0, clock: 0 }
    }

    /// The base, when it is kept; this use makes it the youngest.
    pub fn get(&mut self, key: &BaseKey) -> Option<Arc<Cut>> {
        self.clock += 1;
        let kept = self.kept.get_mut(key)?;
        kept.used = self.clock;
        Some(kept.base.clone())
    }

    /// Keeps a base and lets the oldest go until everything fits.
    pub fn put(&mut self, key: BaseKey, base: Arc<Cut>) {
        let size = base.bytes();
        if size > self.capacity {
            return;
        }
        self.clock += 1;
        self.bytes += size;
        if let Some(old) = self.kept.insert(key, Kept { base, used: self.clock }) {
            self.bytes -= old.base.bytes();
        }
        while self.bytes > self.capacity {
            // A walk over at most some hundred entries, beside a drawing of milliseconds.
            let Some(oldest) = self.kept.iter().min_by_key(|(_, k)| k.used).map(|(key, _)| key.clone()) else { return };
            if let Some(gone) = self.kept.remove(&oldest) {
                self.bytes -= gone.base.bytes();
            }
        }
    }

    /// Bytes kept now.
    pub fn bytes(&self) -> usize {
        self.bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn key(n: u64) -> BaseKey {
        BaseKey { fish: "carp", words: Default::default(), art: n }
    }

    #[test]
    fn the_least_recently_used_base_goes_first_and_the_bound_holds() {
        let base = Arc::new(super::super::cut::tests::sample(1_000));
        let mut cache = Cache::new(base.bytes() * 2);
        cache.put(key(1), base.clone());
        cache.put(key(2), base.clone());
        assert!(cache.get(&key(1)).is_some());
        cache.put(key(3), base.clone());
        assert!(cache.get(&key(2)).is_none());
        assert!(cache.get(&key(1)).is_some() && cache.get(&key(3)).is_some());
        cache.put(key(3), base.clone());
        assert_eq!(cache.bytes(), base.bytes() * 2);
    }
}
