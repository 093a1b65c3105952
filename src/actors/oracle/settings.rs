//! The configured numbers of the PriceOracle.
//!
//! Made by `app.rs` from the checked settings; tests make their own with short spacing.
//!
//! **Invariant:** a source without a spacing of its own in the map keeps the widest one; nothing polls without a limit.

use std::{collections::BTreeMap, time::Duration};

use crate::game::market::{RoundRules, Source};

/// Spacing of a source that the map does not name.
const WIDEST: Duration = Duration::from_secs(60);

/// What the oracle is told.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct OracleSettings {
    /// What makes a tick valid.
    pub rules: RoundRules,
    /// Least time between two requests to one source.
    pub spacing: BTreeMap<Source, Duration>,
}

impl OracleSettings {
    /// Settings whose spacing, in milliseconds, is told by source.
    pub fn new(rules: RoundRules, spacing_ms: impl Fn(Source) -> u64) -> OracleSettings {
        let spacing = Source::ALL.map(|source| (source, Duration::from_millis(spacing_ms(source))));
        OracleSettings { rules, spacing: spacing.into_iter().collect() }
    }

    /// Least time between two requests to this source.
    pub fn spacing_of(&self, source: Source) -> Duration {
        self.spacing.get(&source).copied().unwrap_or(WIDEST)
    }

    /// Sources that must be askable for a round to be worth it; 0 counts as 1.
    pub fn needed(&self) -> usize {
        self.rules.min_sources.max(1)
    }
}
