//! The wall clock of a cluster.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, SystemTime, UNIX_EPOCH};

/// Milliseconds between the Unix epoch and the Aerospike epoch, 2010-01-01T00:00:00Z.
const EPOCH_MILLIS: u64 = 1_262_304_000_000;

/// The time in nanoseconds since the Unix epoch, of one in milliseconds since the Aerospike epoch.
/// Exact until the year 2262, where nanoseconds no longer fit.
pub(crate) fn unix_nanos(update_time: u64) -> i64 {
    const NANOS_PER_MILLI: u64 = 1_000_000;
    let nanos = update_time
        .saturating_add(EPOCH_MILLIS)
        .saturating_mul(NANOS_PER_MILLI);
    i64::try_from(nanos).unwrap_or(i64::MAX)
}

/// Wall-clock time shared by all nodes of a cluster. Tests move it forward to let records expire.
#[derive(Debug, Default)]
pub(crate) struct Clock {
    ahead_millis: AtomicU64,
}

impl Clock {
    /// Time since the Unix epoch.
    #[expect(
        clippy::disallowed_methods,
        reason = "this crate stands alone; its wall clock is read here only"
    )]
    pub(crate) fn unix_time(&self) -> Duration {
        let now = SystemTime::now()
            .duration_since(UNIX_EPOCH)
            .unwrap_or_default();
        now + Duration::from_millis(self.ahead_millis.load(Ordering::Relaxed))
    }

    /// Milliseconds since the Aerospike epoch: the unit of last update times.
    pub(crate) fn update_time(&self) -> u64 {
        let millis = u64::try_from(self.unix_time().as_millis()).unwrap_or(u64::MAX);
        millis.saturating_sub(EPOCH_MILLIS)
    }

    /// Seconds since the Aerospike epoch: the unit of void times.
    pub(crate) fn void_time(&self) -> u32 {
        u32::try_from(self.update_time() / 1000).unwrap_or(u32::MAX)
    }

    /// Moves the clock forward.
    pub(crate) fn advance(&self, by: Duration) {
        let millis = u64::try_from(by.as_millis()).unwrap_or(u64::MAX);
        self.ahead_millis.fetch_add(millis, Ordering::Relaxed);
    }
}
