//! Randomness from the operating system.
//!
//! Called by sessions for the seed of a cast and for the choice among scenes, and by the database's door for what it seals.
//!
//! **Invariant:** bytes come from the kernel or the call fails; there is no fallback generator.

/// Thirty-two unpredictable bytes.
pub fn bytes32() -> Result<[u8; 32], getrandom::Error> {
    bytes()
}

/// So many unpredictable bytes.
pub fn bytes<const COUNT: usize>() -> Result<[u8; COUNT], getrandom::Error> {
    let mut bytes = [0; COUNT];
    getrandom::fill(&mut bytes)?;
    Ok(bytes)
}

/// An unpredictable number for things that only decorate (which words a scene uses); 0 when the kernel has none.
pub fn decoration() -> u64 {
    getrandom::u64().unwrap_or(0)
}
