//! What a running job tells, and what it is told.

use std::sync::{Mutex, MutexGuard, PoisonError};

use acm_core::ApiError;
use tokio::sync::watch;

use crate::{JobCounts, JobFailure, JobFile, JobResult};

/// Failures a job shows.
pub const MAX_SHOWN_FAILURES: usize = 100;

/// Why a job's work ended before it was done.
#[derive(Clone, Debug)]
pub enum JobEnd {
    /// It was told to stop.
    Stopped,
    /// It cannot go on.
    Failed(ApiError),
}

impl From<ApiError> for JobEnd {
    fn from(error: ApiError) -> Self {
        Self::Failed(error)
    }
}

/// What has become of a job so far.
#[derive(Clone, Debug, PartialEq)]
pub struct JobProgress {
    /// How much is done.
    pub done: u64,
    /// How much there is to do, when that is known.
    pub total: Option<u64>,
    /// Records by fate.
    pub counts: JobCounts,
    /// The first failures.
    pub failures: Vec<JobFailure>,
    /// Whether it can still be stopped.
    pub can_stop: bool,
    /// Whether it can hold still.
    pub can_hold: bool,
    /// What it left.
    pub result: Option<JobResult>,
}

/// What the job is told.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub enum JobOrder {
    /// To work.
    Go,
    /// To hold still.
    Hold,
    /// To stop.
    Stop,
}

/// Between a job's work and whoever watches over it.
#[derive(Debug)]
pub struct JobMonitor {
    progress: Mutex<JobProgress>,
    order: watch::Sender<JobOrder>,
}

impl Default for JobMonitor {
    fn default() -> Self {
        let progress = JobProgress {
            done: 0,
            total: None,
            counts: JobCounts::default(),
            failures: Vec::new(),
            can_stop: true,
            can_hold: true,
            result: None,
        };
        Self {
            progress: Mutex::new(progress),
            order: watch::Sender::new(JobOrder::Go),
        }
    }
}

impl JobMonitor {
    /// Tells how much there is to do.
    pub fn expect(&self, total: u64) {
        self.progress().total = Some(total);
    }

    /// Tells what was done since it was last told: so much of the total, with these fates.
    pub fn add(&self, done: u64, counts: JobCounts) {
        let mut progress = self.progress();
        progress.done += done;
        progress.counts += counts;
    }

    /// Tells how much is done by now, where that is measured.
    pub fn reach(&self, done: u64, counts: JobCounts) {
        let mut progress = self.progress();
        progress.done = done;
        progress.counts = counts;
    }

    /// Tells of something that could not be done; the first [`MAX_SHOWN_FAILURES`] are kept.
    pub fn fail(&self, failure: JobFailure) {
        let failures = &mut self.progress().failures;
        if failures.len() < MAX_SHOWN_FAILURES {
            failures.push(failure);
        }
    }

    /// Says in words what came of it.
    pub fn say(&self, summary: impl Into<String>) {
        let result = &mut self.progress().result;
        result.get_or_insert_default().summary = Some(summary.into());
    }

    /// Tells with which line of its file it would go on.
    pub fn resume_from(&self, line: u64) {
        let result = &mut self.progress().result;
        result.get_or_insert_default().resume_from_line = Some(line);
    }

    /// Offers a file.
    pub fn offer(&self, file: JobFile) {
        let result = &mut self.progress().result;
        result.get_or_insert_default().files.push(file);
    }

    /// What has become of it so far.
    #[must_use]
    pub fn read(&self) -> JobProgress {
        self.progress().clone()
    }

    /// Gives an order; an order to stop is final. False when the job cannot follow it any more.
    pub fn order(&self, order: JobOrder) -> bool {
        let progress = self.progress();
        let follows = progress.can_stop && (progress.can_hold || order != JobOrder::Hold);
        if follows {
            self.order.send_if_modified(|now| {
                let changed = *now != JobOrder::Stop && *now != order;
                if changed {
                    *now = order;
                }
                changed
            });
        }
        follows
    }

    /// From here on the job cannot hold still: others do the work, who can only be told to stop.
    pub fn runs_elsewhere(&self) {
        self.progress().can_hold = false;
    }

    /// From here on the job can neither hold still nor be stopped.
    ///
    /// # Errors
    /// [`JobEnd::Stopped`] when it was told to stop before.
    pub fn commit(&self) -> Result<(), JobEnd> {
        let mut progress = self.progress();
        if self.told() == JobOrder::Stop {
            return Err(JobEnd::Stopped);
        }
        progress.can_stop = false;
        Ok(())
    }

    /// Where a job holds still when it is told to: between one piece of work and the next.
    ///
    /// # Errors
    /// [`JobEnd::Stopped`] when it was told to stop.
    pub async fn proceed(&self) -> Result<(), JobEnd> {
        let mut orders = self.order.subscribe();
        let order = orders.wait_for(|order| *order != JobOrder::Hold).await;
        match order.map(|order| *order) {
            Ok(JobOrder::Stop) => Err(JobEnd::Stopped),
            _ => Ok(()),
        }
    }

    /// What the job is told at present.
    #[must_use]
    pub fn told(&self) -> JobOrder {
        *self.order.borrow()
    }

    /// Waits until the job is told to stop.
    pub async fn stopped(&self) {
        let mut orders = self.order.subscribe();
        let _ = orders.wait_for(|order| *order == JobOrder::Stop).await;
    }

    /// Waits for something, or until the job is told to stop.
    ///
    /// # Errors
    /// [`JobEnd::Stopped`] when it was.
    pub async fn rest<T>(&self, wait: impl Future<Output = T>) -> Result<T, JobEnd> {
        tokio::select! {
            biased;
            () = self.stopped() => Err(JobEnd::Stopped),
            done = wait => Ok(done),
        }
    }

    fn progress(&self) -> MutexGuard<'_, JobProgress> {
        self.progress.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

#[cfg(test)]
mod tests {
    use futures_util::FutureExt;

    use super::*;

    #[test]
    fn a_job_holds_still_until_it_is_told_to_go_on_and_stops_for_good() {
        let monitor = JobMonitor::default();
        assert!(matches!(monitor.proceed().now_or_never(), Some(Ok(()))));
        assert!(monitor.order(JobOrder::Hold));
        assert!(monitor.proceed().now_or_never().is_none());
        assert!(monitor.order(JobOrder::Go));
        assert!(matches!(monitor.proceed().now_or_never(), Some(Ok(()))));
        monitor.order(JobOrder::Stop);
        monitor.order(JobOrder::Go);
        let stopped = monitor.proceed().now_or_never();
        assert!(matches!(stopped, Some(Err(JobEnd::Stopped))));
        assert!(matches!(monitor.commit(), Err(JobEnd::Stopped)));
    }

    #[test]
    fn what_cannot_be_taken_back_cannot_be_stopped() {
        let monitor = JobMonitor::default();
        monitor.commit().unwrap();
        assert!(!monitor.order(JobOrder::Stop));
        assert!(matches!(monitor.proceed().now_or_never(), Some(Ok(()))));
    }

    #[test]
    fn what_others_do_can_be_stopped_and_not_held() {
        let monitor = JobMonitor::default();
        monitor.runs_elsewhere();
        assert!(!monitor.order(JobOrder::Hold));
        assert!(matches!(monitor.proceed().now_or_never(), Some(Ok(()))));
        assert!(monitor.order(JobOrder::Stop));
    }

    #[test]
    fn the_first_hundred_failures_are_shown() {
        let monitor = JobMonitor::default();
        for line in 0..150 {
            monitor.fail(JobFailure {
                subject: line.to_string(),
                problem: (&ApiError::bad_input("line", "broken")).into(),
            });
        }
        let shown = monitor.read().failures;
        assert_eq!((shown.len(), shown[99].subject.as_str()), (100, "99"));
    }
}
