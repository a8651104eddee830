//! Identifiers of new profiles.

use std::sync::{
    Arc,
    atomic::{AtomicU64, Ordering},
};

use super::SecretError;

/// Makes identifiers: `conn-` and twelve hexadecimal digits.
#[derive(Clone, Debug, Default)]
pub struct Ids(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    Random,
    Counted(Arc<AtomicU64>),
}

impl Ids {
    /// Counts up from 1; for tests.
    #[must_use]
    pub fn counted() -> Self {
        Self(Source::Counted(Arc::default()))
    }

    pub(super) fn next(&self) -> Result<String, SecretError> {
        let number = match &self.0 {
            Source::Random => getrandom::u64().map_err(|_| SecretError::NoEntropy)? >> 16,
            Source::Counted(last) => last.fetch_add(1, Ordering::Relaxed) + 1,
        };
        Ok(format!("conn-{number:012x}"))
    }
}
