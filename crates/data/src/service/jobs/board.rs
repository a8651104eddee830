//! Every job as it is shown, the newest first.

use std::sync::Arc;

use acm_core::{
    UnixMillis,
    feed::{Latest, Reader},
};
use acm_graph::{Job, JobMonitor, JobOrder, JobPhase};

use super::{MAX_UNFINISHED, MAX_UNFINISHED_PER_CONNECTION};
use crate::error::{Error, Result};

/// The jobs. What is published is what there is.
pub(super) struct Board(Latest<Vec<Arc<Job>>>);

impl Board {
    /// A board with these jobs, the newest first.
    pub(super) fn new(jobs: Vec<Job>) -> Self {
        Self(Latest::new(jobs.into_iter().map(Arc::new).collect()))
    }

    /// Every job.
    pub(super) fn all(&self) -> Arc<Vec<Arc<Job>>> {
        self.0.current()
    }

    /// One job.
    pub(super) fn get(&self, id: &str) -> Option<Arc<Job>> {
        self.all().iter().find(|job| job.id == id).cloned()
    }

    /// Now and after each change.
    pub(super) fn subscribe(&self) -> Reader<Vec<Arc<Job>>> {
        self.0.subscribe()
    }

    /// Puts a new job up.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when too many are not over yet.
    pub(super) fn admit(&self, job: Job) -> Result<Arc<Job>> {
        let job = Arc::new(job);
        let mut refused = None;
        self.0.publish_with(|jobs| {
            let unfinished = || jobs.iter().filter(|job| !job.phase.is_over());
            let here = unfinished().filter(|other| other.connection == job.connection);
            refused = if here.count() >= MAX_UNFINISHED_PER_CONNECTION {
                Some(MAX_UNFINISHED_PER_CONNECTION)
            } else if unfinished().count() >= MAX_UNFINISHED {
                Some(MAX_UNFINISHED)
            } else {
                None
            };
            let first = std::iter::once(&job);
            let all = || first.chain(jobs).cloned().collect();
            refused.is_none().then(all)
        });
        match refused {
            Some(limit) => Err(Error::TooManyJobs { limit }),
            None => Ok(job),
        }
    }

    /// Takes a job off.
    pub(super) fn remove(&self, id: &str) {
        self.0.publish_with(|jobs| {
            let rest = || jobs.iter().filter(|job| job.id != id).cloned().collect();
            jobs.iter().any(|job| job.id == id).then(rest)
        });
    }

    /// Changes a job; nothing is published when it stays the same.
    pub(super) fn change(&self, id: &str, change: impl FnOnce(&mut Job)) {
        self.0.publish_with(|jobs| {
            let index = jobs.iter().position(|job| job.id == id)?;
            let mut job = (*jobs[index]).clone();
            change(&mut job);
            if job == *jobs[index] {
                return None;
            }
            let mut jobs = jobs.clone();
            jobs[index] = Arc::new(job);
            Some(jobs)
        });
    }

    /// Shows what the monitor tells of a job that is not over.
    pub(super) fn refresh(&self, id: &str, monitor: &JobMonitor, rate: Option<f64>) {
        self.change(id, |job| {
            if job.phase.is_over() {
                return;
            }
            take(job, monitor);
            job.phase = match (monitor.told(), job.started_at) {
                (JobOrder::Stop, _) => JobPhase::Cancelling,
                (JobOrder::Hold, _) => JobPhase::Paused,
                (JobOrder::Go, None) => JobPhase::Queued,
                (JobOrder::Go, Some(_)) => JobPhase::Running,
            };
            job.rate = rate.filter(|_| job.phase == JobPhase::Running);
        });
    }

    /// Jobs that ended before that time, and the oldest beyond that many.
    pub(super) fn old(&self, before: UnixMillis, most: usize) -> Vec<String> {
        let jobs = self.all();
        let over = jobs.iter().filter(|job| job.phase.is_over());
        let old = over.enumerate().filter(|(index, job)| {
            *index >= most || job.ended_at.is_some_and(|ended| ended < before)
        });
        old.map(|(_, job)| job.id.clone()).collect()
    }
}

/// Takes over what the monitor tells.
pub(super) fn take(job: &mut Job, monitor: &JobMonitor) {
    let progress = monitor.read();
    job.done = progress.done;
    job.total = progress.total;
    job.counts = progress.counts;
    job.failures = progress.failures;
    job.can_stop = progress.can_stop;
    job.can_hold = progress.can_hold;
    job.result = progress.result;
}
