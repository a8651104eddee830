//! One point in time by which an operation has an answer, however many commands it takes.

use std::future::Future;
use std::time::Duration;

use acm_core::telemetry::{Call, TRACE};
use tokio::time::{Instant, timeout_at};
use tracing::field::Empty;
use tracing::{Instrument, Span, info_span};

use crate::error::{Error, Result};
use crate::records::Key;

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

    /// Runs a call to the cluster until the deadline, measures it and makes it a span. The client's
    /// futures take ten kilobytes and more: boxed they are moved from here to there for nothing.
    ///
    /// # Errors
    ///
    /// [`ErrorKind::Timeout`](crate::ErrorKind::Timeout) when the deadline comes first.
    pub(crate) async fn call<T>(
        self,
        target: Target<'_>,
        work: impl Future<Output = Result<T>> + Unpin,
    ) -> Result<T> {
        let (call, span) = (Call::begin(target.operation), target.span());
        let outcome = self.bound(work).instrument(span.clone()).await;
        let error = outcome.as_ref().err().map(|error| error.kind().as_str());
        if let Some(kind) = error {
            span.record("error.type", kind);
            span.record("otel.status_code", "ERROR");
        }
        call.end(error);
        outcome
    }
}

/// What a call does, and to what.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Target<'a> {
    pub(crate) operation: &'static str,
    pub(crate) namespace: Option<&'a str>,
    pub(crate) set: Option<&'a str>,
}

impl<'a> Target<'a> {
    /// An operation on a record.
    pub(crate) fn of(operation: &'static str, key: &'a Key) -> Self {
        Self {
            operation,
            namespace: Some(key.namespace()),
            set: Some(key.set()),
        }
    }

    /// An operation on records of any namespace, or on none.
    pub(crate) fn any(operation: &'static str) -> Self {
        Self {
            operation,
            ..Self::default()
        }
    }

    /// The span of the call, as OpenTelemetry's conventions name it.
    fn span(self) -> Span {
        let span = info_span!(
            target: TRACE,
            "call",
            otel.name = Empty,
            otel.kind = "client",
            otel.status_code = Empty,
            "error.type" = Empty,
            "db.system.name" = "aerospike",
            "db.operation.name" = self.operation,
            "db.namespace" = self.namespace,
            "db.collection.name" = self.set,
        );
        if !span.is_disabled() {
            let on = [self.namespace, self.set.filter(|set| !set.is_empty())];
            let on: Vec<&str> = on.into_iter().flatten().collect();
            let name = format!("{} {}", self.operation, on.join("."));
            span.record("otel.name", name.trim_end());
        }
        span
    }
}

impl From<Instant> for Deadline {
    fn from(instant: Instant) -> Self {
        Self(instant)
    }
}
