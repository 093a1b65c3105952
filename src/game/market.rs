//! market.
/// A source.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {}
/// A pair.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Pair {}
/// A quote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Quote {}
