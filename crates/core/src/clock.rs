//! The wall clock, read in one place so that tests can set it.

use std::{
    sync::{
        Arc,
        atomic::{AtomicI64, Ordering},
    },
    time::{SystemTime, UNIX_EPOCH},
};

/// Milliseconds since 1970-01-01T00:00:00Z.
pub type UnixMillis = i64;

/// Tells the time of day. Durations are measured with `tokio::time::Instant`, never with this.
#[derive(Clone, Debug, Default)]
pub struct Clock(Source);

#[derive(Clone, Debug, Default)]
enum Source {
    #[default]
    System,
    Fixed(Arc<AtomicI64>),
}

impl Clock {
    /// A clock that stands still until it is set; for tests.
    #[must_use]
    pub fn fixed(at: UnixMillis) -> Self {
        Self(Source::Fixed(Arc::new(AtomicI64::new(at))))
    }

    /// Moves a fixed clock; the system's clock ignores it.
    pub fn set(&self, at: UnixMillis) {
        if let Source::Fixed(value) = &self.0 {
            value.store(at, Ordering::Relaxed);
        }
    }

    /// The present time.
    #[must_use]
    pub fn now(&self) -> UnixMillis {
        match &self.0 {
            Source::Fixed(value) => value.load(Ordering::Relaxed),
            Source::System => system_now(),
        }
    }
}

#[expect(clippy::disallowed_methods, reason = "this is the one place")]
fn system_now() -> UnixMillis {
    let since = SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .unwrap_or_default();
    i64::try_from(since.as_millis()).unwrap_or(i64::MAX)
}
