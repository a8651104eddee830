//! One point in time by which an operation has an answer, however many commands it takes.

use std::future::Future;
use std::time::Duration;

use acm_core::telemetry::Call;
use tokio::time::{Instant, timeout_at};

use crate::error::{Error, Result};

/// The latest instant at which an operation may still be under way.
///
/// A deadline is absolute, so that passing it through several commands never adds their times up.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Deadline(Instant);

impl Deadline {
    /// A deadline that much from now. Durations beyond a day count as a day.
    #[must_use]
    pub fn after(duration: Duration) -> Self {
        const LONGEST: Duration = Duration::from_secs(24 * 60 * 60);
        Self(Instant::now() + duration.min(LONGEST))
    }

    /// The time left; zero when the deadline has passed.
    #[must_use]
    pub fn remaining(self) -> Duration {
        self.0.saturating_duration_since(Instant::now())
    }

    /// Whether no time is left.
    #[must_use]
    pub fn is_over(self) -> bool {
        self.remaining().is_zero()
    }

    /// The earlier of this deadline and one `duration` from now.
    #[must_use]
    pub fn at_most(self, duration: Duration) -> Self {
        self.min(Self::after(duration))
    }

    /// The time left in whole milliseconds, as the client's policies want it: at least one, because
    /// they read zero as "no limit".
    pub(crate) fn remaining_millis(self) -> u32 {
        u32::try_from(self.remaining().as_millis())
            .unwrap_or(u32::MAX)
            .max(1)
    }

    /// The same for a batch, a little less: the client then says of each row what became of it,
    /// where giving the batch up at the deadline would lose them all.
    pub(crate) fn remaining_millis_of_rows(self) -> u32 {
        const SPARE: u32 = 100;
        self.remaining_millis().saturating_sub(SPARE).max(1)
    }

    /// Runs `future` until the deadline.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) when the deadline comes first.
    pub(crate) async fn bound<T>(self, future: impl Future<Output = Result<T>>) -> Result<T> {
        timeout_at(self.0, future)
            .await
            .unwrap_or_else(|_| Err(Error::timed_out()))
    }

    /// Runs a call to the cluster until the deadline, and measures it.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) when the deadline comes first.
    pub(crate) async fn call<T>(
        self,
        operation: &'static str,
        work: impl Future<Output = Result<T>>,
    ) -> Result<T> {
        let call = Call::begin(operation);
        let outcome = self.bound(work).await;
        call.end(outcome.as_ref().err().map(|error| error.kind().as_str()));
        outcome
    }
}

impl From<Instant> for Deadline {
    fn from(instant: Instant) -> Self {
        Self(instant)
    }
}
