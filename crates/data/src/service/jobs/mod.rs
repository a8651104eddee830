//! Jobs: long work that goes on without the one who started it.
//!
//! The board holds every job as it is shown; the task of a job is the only one that moves it on. What
//! stands on the board is written down as well, so that a restart tells of it.

mod archive;
mod board;
pub(crate) mod bulk;
mod pace;
mod places;
mod rate;
mod refused;
mod run;
pub(crate) mod sample;
mod source;
pub(crate) mod transfer;
pub(crate) mod truncate;
pub(crate) mod udf;
mod write;

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acm_core::{ApiError, BoxFuture, Clock, DocumentStore, Tasks, feed::Reader};
use acm_graph::{Job, JobMonitor, JobOrder, JobPhase, JobPort, NewJob};
use tokio::time::sleep;

use super::{
    access::{InfoAccess, Profiles, RecordAccess},
    files::Files,
    functions::FunctionAccess,
    queries::QueryAccess,
};
use crate::error::{Error, Result};
use archive::Archive;
use board::Board;
use places::Places;

/// Jobs that work at the same time.
pub(crate) const MAX_RUNNING: usize = 8;
/// Jobs that work on one connection at the same time.
pub(crate) const MAX_RUNNING_PER_CONNECTION: usize = 2;
/// Jobs that wait or work.
pub(crate) const MAX_UNFINISHED: usize = 64;
/// Jobs of one connection that wait or work.
pub(crate) const MAX_UNFINISHED_PER_CONNECTION: usize = 16;
/// Jobs kept after their end.
pub(crate) const MAX_FINISHED: usize = 100;
/// How long a job is kept after its end.
const KEPT: Duration = Duration::from_secs(7 * 24 * 60 * 60);
/// Time between two looks for what is old.
const FORGET: Duration = Duration::from_secs(600);

/// Every job of this server. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Jobs(Arc<Inner>);

struct Inner {
    ports: JobsPorts,
    board: Board,
    archive: Archive,
    places: Places,
    /// Of the jobs that are not over.
    monitors: Mutex<HashMap<String, Arc<JobMonitor>>>,
}

/// What jobs need.
#[derive(Clone)]
pub(crate) struct JobsPorts {
    /// Asks nodes.
    pub info: Arc<dyn InfoAccess>,
    /// Reads and writes records.
    pub records: Arc<dyn RecordAccess>,
    /// Runs queries.
    pub queries: Arc<dyn QueryAccess>,
    /// Calls functions.
    pub functions: Arc<dyn FunctionAccess>,
    /// Keeps what jobs write and read.
    pub files: Files,
    /// Tells which profiles there are.
    pub profiles: Arc<dyn Profiles>,
    /// Owns the jobs' tasks.
    pub tasks: Tasks,
    /// Tells the time.
    pub clock: Clock,
}

impl Jobs {
    /// The jobs that are written down; those that were under way have been interrupted.
    ///
    /// # Errors
    /// The store's own.
    pub(crate) async fn open(
        ports: JobsPorts,
        documents: Arc<dyn DocumentStore>,
    ) -> Result<Self, ApiError> {
        let archive = Archive::new(documents);
        let board = Board::new(archive.read(ports.clock.now()).await?);
        let jobs = Self(Arc::new(Inner {
            ports,
            board,
            archive,
            places: Places::default(),
            monitors: Mutex::default(),
        }));
        jobs.forget_old().await;
        Ok(jobs)
    }

    /// What jobs reach clusters with.
    pub(crate) fn ports(&self) -> &JobsPorts {
        &self.0.ports
    }

    /// Takes a job in.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; `LIMIT_EXCEEDED` while too many jobs wait or work; the
    /// store's own.
    pub(crate) async fn start(&self, new: NewJob) -> Result<Arc<Job>> {
        self.0.ports.profiles.require(&new.connection).await?;
        let job = Job {
            id: new_id()?,
            kind: new.kind,
            connection: new.connection,
            title: new.title,
            phase: JobPhase::Queued,
            created_at: self.0.ports.clock.now(),
            started_at: None,
            ended_at: None,
            done: 0,
            total: None,
            rate: None,
            counts: Default::default(),
            failures: Vec::new(),
            problem: None,
            can_stop: true,
            can_hold: true,
            result: None,
        };
        let job = self.0.board.admit(job)?;
        if let Err(error) = self.0.archive.create(&job).await {
            self.0.board.remove(&job.id);
            return Err(error.into());
        }
        let monitor = Arc::new(JobMonitor::default());
        self.monitors().insert(job.id.clone(), Arc::clone(&monitor));
        let run = run::Run::new(self.clone(), Arc::clone(&job), monitor);
        self.0
            .ports
            .tasks
            .spawn_graceful("job", move |stopping| run.go(new.work, stopping));
        Ok(job)
    }

    /// Every job, or those of a connection, the newest first.
    pub(crate) fn list(&self, connection: Option<&str>) -> Vec<Arc<Job>> {
        let jobs = self.0.board.all();
        let of = |job: &&Arc<Job>| connection.is_none_or(|it| it == job.connection);
        jobs.iter().filter(of).cloned().collect()
    }

    /// One job.
    pub(crate) fn get(&self, id: &str) -> Option<Arc<Job>> {
        self.0.board.get(id)
    }

    /// All jobs, now and after each change.
    pub(crate) fn subscribe(&self) -> Reader<Vec<Arc<Job>>> {
        self.0.board.subscribe()
    }

    /// The time of day jobs go by.
    pub(crate) fn clock(&self) -> Clock {
        self.0.ports.clock.clone()
    }

    /// Tells a job to hold still, to go on or to stop.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a job; `CONFLICT`, with the job in `details`, when it is over or can
    /// not be stopped any more.
    pub(crate) fn order(&self, id: &str, order: JobOrder) -> Result<Arc<Job>> {
        let job = self.required(id)?;
        let monitor = self.monitors().get(id).cloned();
        let obeyed = monitor.as_ref().is_some_and(|monitor| monitor.order(order));
        match monitor.filter(|_| obeyed) {
            Some(monitor) => {
                self.0.board.refresh(id, &monitor, None);
                self.required(id)
            }
            None => Err(Error::JobState {
                phase: job.phase,
                order,
            }),
        }
    }

    /// Removes a job that is over.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a job; `CONFLICT` while it is not over; the store's own.
    pub(crate) async fn remove(&self, id: &str) -> Result<()> {
        let job = self.required(id)?;
        if !job.phase.is_over() {
            return Err(Error::JobUnfinished { phase: job.phase });
        }
        self.0.archive.delete(id).await?;
        self.0.board.remove(id);
        Ok(())
    }

    /// Forgets jobs that ended long ago, and the oldest beyond the number that is kept.
    pub(crate) async fn forget_old(&self) {
        let kept = i64::try_from(KEPT.as_millis()).unwrap_or(i64::MAX);
        let before = self.0.ports.clock.now().saturating_sub(kept);
        for id in self.0.board.old(before, MAX_FINISHED) {
            match self.0.archive.delete(&id).await {
                Ok(()) => self.0.board.remove(&id),
                Err(error) => tracing::warn!(%error, id, "an old job could not be removed"),
            }
        }
    }

    /// Forgets old jobs and files again and again.
    pub(crate) async fn forget_in_time(self) {
        loop {
            sleep(FORGET).await;
            self.forget_old().await;
            self.0.ports.files.forget_old().await;
        }
    }

    fn required(&self, id: &str) -> Result<Arc<Job>> {
        self.get(id).ok_or_else(|| Error::Missing {
            kind: "job",
            name: id.to_owned(),
        })
    }

    fn monitors(&self) -> MutexGuard<'_, HashMap<String, Arc<JobMonitor>>> {
        self.0
            .monitors
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
    }
}

impl JobPort for Jobs {
    fn start(&self, job: NewJob) -> BoxFuture<'_, Result<Arc<Job>, ApiError>> {
        Box::pin(async move { Ok(Jobs::start(self, job).await?) })
    }
}

/// `job-` and twelve hexadecimal digits.
fn new_id() -> Result<String> {
    let number = getrandom::u64().map_err(|_| ApiError::internal(NoEntropy))? >> 16;
    Ok(format!("job-{number:012x}"))
}

#[derive(Debug, thiserror::Error)]
#[error("the system yields no random numbers")]
struct NoEntropy;
