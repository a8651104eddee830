//! How many records a second a job may take up.

use std::time::Duration;

use acm_graph::{JobEnd, JobMonitor};
use tokio::time::{Instant, sleep_until};

use crate::error::{Error, Result};

/// The most a job may be told to do a second.
const MAX_PER_SECOND: i32 = 1_000_000;

/// A bound on records a second; none unless there is a limit.
#[derive(Debug)]
pub(crate) struct Pace {
    per_second: Option<u32>,
    next: Instant,
}

impl Pace {
    /// At most so many records a second, from the field `recordsPerSecond` of `input`.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a number out of bounds.
    pub(crate) fn new(per_second: Option<i32>) -> Result<Self> {
        let limit = match per_second {
            None => None,
            Some(limit @ 1..=MAX_PER_SECOND) => u32::try_from(limit).ok(),
            Some(_) => {
                let reason = format!("a rate is 1 to {MAX_PER_SECOND} records a second");
                return Err(Error::input("input.recordsPerSecond", reason));
            }
        };
        Ok(Self {
            per_second: limit,
            next: Instant::now(),
        })
    }

    /// The limit, 0 for none.
    pub(super) fn per_second(&self) -> u32 {
        self.per_second.unwrap_or(0)
    }

    /// How many records to take at once, at most `most`: a tenth of a second's worth.
    pub(crate) fn batch(&self, most: usize) -> usize {
        self.per_second.map_or(most, |limit| {
            let tenth = usize::try_from(limit / 10).unwrap_or(most);
            tenth.clamp(1, most)
        })
    }

    /// Waits until so many more records may be taken.
    ///
    /// # Errors
    /// [`JobEnd::Stopped`] when the job is told to stop meanwhile.
    pub(crate) async fn take(
        &mut self,
        records: usize,
        monitor: &JobMonitor,
    ) -> Result<(), JobEnd> {
        let Some(limit) = self.per_second else {
            return Ok(());
        };
        let now = Instant::now();
        if self.next > now {
            monitor.rest(sleep_until(self.next)).await?;
        }
        let cost = Duration::from_secs_f64(records as f64 / f64::from(limit));
        self.next = self.next.max(now) + cost;
        Ok(())
    }
}
