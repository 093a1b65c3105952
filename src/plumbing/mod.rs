//! plumbing.
