//! The task of one job, from its place in the queue to its end.

use std::{sync::Arc, time::Duration};

use acm_core::ApiError;
use acm_graph::{Job, JobEnd, JobMonitor, JobOrder, JobPhase, JobWork, Problem};
use tokio::{
    pin,
    time::{Instant, MissedTickBehavior, interval, sleep},
};
use tokio_util::sync::CancellationToken;

use super::{Jobs, board, rate::Rate};

/// Time between two looks at what the job has done.
const TICK: Duration = Duration::from_millis(250);
/// Time between two writings of it.
const SAVE: Duration = Duration::from_secs(5);
/// Time a job has to finish what it has begun when it is told to stop.
const GRACE: Duration = Duration::from_secs(15);
/// The same when the server stops.
const LAST_GRACE: Duration = Duration::from_secs(2);

/// A job's task. However it ends, the job does not stay under way.
pub(super) struct Run {
    jobs: Jobs,
    id: String,
    connection: String,
    monitor: Arc<JobMonitor>,
}

impl Run {
    pub(super) fn new(jobs: Jobs, job: Arc<Job>, monitor: Arc<JobMonitor>) -> Self {
        Self {
            jobs,
            id: job.id.clone(),
            connection: job.connection.clone(),
            monitor,
        }
    }

    /// Waits for a place, works, and writes down how it ended.
    pub(super) async fn go(self, work: JobWork, stopping: CancellationToken) {
        let jobs = self.jobs.clone();
        let place = tokio::select! {
            biased;
            () = stopping.cancelled() => Err(JobPhase::Interrupted),
            () = self.monitor.stopped() => Err(JobPhase::Cancelled),
            place = jobs.0.places.take(&self.connection) => Ok(place),
        };
        let (phase, error) = match place {
            Ok(_place) => self.work(work, &stopping).await,
            Err(phase) => (phase, None),
        };
        self.end(phase, error.as_ref());
        self.save().await;
        drop(self);
        jobs.forget_old().await;
    }

    async fn work(
        &self,
        work: JobWork,
        stopping: &CancellationToken,
    ) -> (JobPhase, Option<ApiError>) {
        let jobs = &self.jobs.0;
        let now = jobs.ports.clock.now();
        jobs.board
            .change(&self.id, |job| job.started_at = Some(now));
        jobs.board.refresh(&self.id, &self.monitor, None);
        self.save().await;
        let mut work = work(Arc::clone(&self.monitor));
        let overdue = async {
            self.monitor.stopped().await;
            sleep(GRACE).await;
        };
        let leaving = async {
            stopping.cancelled().await;
            if self.monitor.order(JobOrder::Stop) {
                sleep(LAST_GRACE).await;
            }
        };
        pin!(overdue, leaving);
        let mut rate = Rate::default();
        let mut saved = Instant::now();
        let mut tick = interval(TICK);
        tick.set_missed_tick_behavior(MissedTickBehavior::Delay);
        let ended = loop {
            tokio::select! {
                ended = &mut work => break ended,
                () = &mut overdue => break Err(JobEnd::Stopped),
                () = &mut leaving => break Err(JobEnd::Stopped),
                now = tick.tick() => {
                    let rate = rate.note(now, self.monitor.read().done);
                    jobs.board.refresh(&self.id, &self.monitor, rate);
                    if saved.elapsed() >= SAVE {
                        self.save().await;
                        saved = Instant::now();
                    }
                }
            }
        };
        match ended {
            Ok(()) => (JobPhase::Succeeded, None),
            Err(JobEnd::Failed(error)) => (JobPhase::Failed, Some(error)),
            Err(JobEnd::Stopped) if stopping.is_cancelled() => (JobPhase::Interrupted, None),
            Err(JobEnd::Stopped) => (JobPhase::Cancelled, None),
        }
    }

    fn end(&self, phase: JobPhase, error: Option<&ApiError>) {
        self.jobs.monitors().remove(&self.id);
        let now = self.jobs.0.ports.clock.now();
        self.jobs.0.board.change(&self.id, |job| {
            board::take(job, &self.monitor);
            job.phase = phase;
            job.ended_at = Some(now);
            job.rate = None;
            job.can_stop = false;
            job.problem = error.map(Problem::from);
        });
        match error {
            Some(error) => tracing::info!(id = self.id, %error, "a job failed"),
            None => tracing::info!(id = self.id, ?phase, "a job ended"),
        }
    }

    async fn save(&self) {
        let Some(job) = self.jobs.get(&self.id) else {
            return;
        };
        if let Err(error) = self.jobs.0.archive.save(&job).await {
            tracing::warn!(%error, id = self.id, "a job could not be written down");
        }
    }
}

impl Drop for Run {
    /// A task that panicked, or was dropped, leaves its job interrupted.
    fn drop(&mut self) {
        if self.jobs.monitors().contains_key(&self.id) {
            self.end(JobPhase::Interrupted, None);
        }
    }
}
