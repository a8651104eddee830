//! Long work, as every domain shows it.

use acm_core::UnixMillis;
use async_graphql::{Enum, ID, Object};
use serde::{Deserialize, Serialize};

use crate::{
    Problem,
    scalars::{DateTime, Int64},
};

/// What a job does.
#[derive(Clone, Copy, Debug, Deserialize, Enum, Eq, PartialEq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JobKind {
    /// Calls a function of a Lua module on the records a query finds.
    BackgroundUdf,
    /// Copies the records a query finds to another set or namespace.
    BulkCopy,
    /// Deletes the records a query finds.
    BulkDelete,
    /// Gives the records a query finds a new lifetime.
    BulkTouch,
    /// Sets or removes bins of the records a query finds.
    BulkUpdate,
    /// Counts the records a query finds.
    Count,
    /// Writes the records a query finds to a file.
    Export,
    /// Writes the records of a file.
    Import,
    /// Fills a set with made-up records.
    SampleData,
    /// Removes all records of a set or namespace, or those last written before a time.
    Truncate,
}

/// How far a job is.
#[derive(Clone, Copy, Debug, Deserialize, Enum, Eq, PartialEq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum JobPhase {
    /// Waits for a place: few jobs run at a time.
    Queued,
    /// At work.
    Running,
    /// Holds still until it is resumed; keeps its place.
    Paused,
    /// Was told to stop, and finishes what it has begun.
    Cancelling,
    /// Did what it was asked for; single records may have failed, see `counts`.
    Succeeded,
    /// Gave up; `problem` says why. What it did until then stays done.
    Failed,
    /// Was stopped by somebody. What it did until then stays done.
    Cancelled,
    /// Ended with the server that ran it. What it did until then stays done; its counts are those
    /// last written down, at most a few seconds before.
    Interrupted,
}

impl JobPhase {
    /// Whether nothing more happens.
    #[must_use]
    pub fn is_over(self) -> bool {
        matches!(
            self,
            Self::Succeeded | Self::Failed | Self::Cancelled | Self::Interrupted
        )
    }
}

/// How many records had which fate.
#[derive(Clone, Copy, Debug, Default, Deserialize, Eq, PartialEq, Serialize)]
#[serde(default)]
pub struct JobCounts {
    /// Records the job was about so far.
    pub matched: u64,
    /// Done as asked.
    pub succeeded: u64,
    /// Left alone on purpose.
    pub skipped: u64,
    /// Refused.
    pub failed: u64,
    /// Sent, without an answer.
    pub in_doubt: u64,
}

/// How many records had which fate.
#[Object]
impl JobCounts {
    /// Records the job was about so far.
    async fn matched(&self) -> Int64 {
        self.matched.into()
    }

    /// Records with which was done what the job was asked for.
    async fn succeeded(&self) -> Int64 {
        self.succeeded.into()
    }

    /// Records left alone on purpose: they were there already, or matched no longer.
    async fn skipped(&self) -> Int64 {
        self.skipped.into()
    }

    /// Records that were refused, or could not be reached; nothing was changed in them.
    async fn failed(&self) -> Int64 {
        self.failed.into()
    }

    /// Records whose write was sent and not answered: nobody knows whether it was applied.
    async fn in_doubt(&self) -> Int64 {
        self.in_doubt.into()
    }
}

impl std::ops::AddAssign for JobCounts {
    fn add_assign(&mut self, more: Self) {
        self.matched += more.matched;
        self.succeeded += more.succeeded;
        self.skipped += more.skipped;
        self.failed += more.failed;
        self.in_doubt += more.in_doubt;
    }
}

/// One thing a job could not do.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct JobFailure {
    /// What it is about, for people: a key, the line of a file, the name of an index.
    pub subject: String,
    /// Why.
    pub problem: Problem,
}

/// One thing a job could not do.
#[Object]
impl JobFailure {
    /// What it is about, for people: a key, the line of a file, the name of an index.
    async fn subject(&self) -> &str {
        &self.subject
    }

    /// Why it could not be done. `TIMEOUT` with `details.inDoubt` means that nobody knows whether it was.
    async fn problem(&self) -> &Problem {
        &self.problem
    }
}

/// A file a job has made.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct JobFile {
    /// Unguessable.
    pub id: String,
    /// What to call it when it is saved.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// When it is removed.
    pub expires_at: UnixMillis,
}

/// A file a job has made.
#[Object]
impl JobFile {
    /// Unguessable, and good as long as the file is kept.
    async fn id(&self) -> ID {
        self.id.as_str().into()
    }

    /// What to call it when it is saved.
    async fn name(&self) -> &str {
        &self.name
    }

    /// Where it is fetched from this server, by GET: a path that begins with `/files/`.
    async fn path(&self) -> String {
        format!("/files/{}", self.id)
    }

    /// Its size in bytes.
    async fn bytes(&self) -> Int64 {
        self.bytes.into()
    }

    /// When it is removed, at the latest.
    async fn expires_at(&self) -> DateTime {
        DateTime(self.expires_at)
    }
}

/// What a job left besides its counts.
#[derive(Clone, Debug, Default, Deserialize, PartialEq, Serialize)]
#[serde(default)]
pub struct JobResult {
    /// In words.
    pub summary: Option<String>,
    /// To be fetched.
    pub files: Vec<JobFile>,
    /// Where an import that was stopped goes on.
    pub resume_from_line: Option<u64>,
}

/// What a job left besides its counts.
#[Object]
impl JobResult {
    /// What came of it, in words; null when the counts say it all.
    async fn summary(&self) -> Option<&str> {
        self.summary.as_deref()
    }

    /// Files to be fetched; those past their time are gone.
    async fn files(&self) -> &[JobFile] {
        &self.files
    }

    /// The line with which an import of the same file goes on, for one that was stopped or failed: those
    /// before are done. Null for every other job.
    async fn resume_from_line(&self) -> Option<Int64> {
        self.resume_from_line.map(Int64::from)
    }
}

/// Long work that goes on without the one who started it.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct Job {
    /// Unique.
    pub id: String,
    /// What it does.
    pub kind: JobKind,
    /// The connection it works on.
    pub connection: String,
    /// In words.
    pub title: String,
    /// How far it is.
    pub phase: JobPhase,
    /// When it was asked for.
    pub created_at: UnixMillis,
    /// When it got its place.
    pub started_at: Option<UnixMillis>,
    /// When it ended.
    pub ended_at: Option<UnixMillis>,
    /// How much is done.
    pub done: u64,
    /// How much there is to do, when that is known.
    pub total: Option<u64>,
    /// How much was done a second lately.
    #[serde(skip)]
    pub rate: Option<f64>,
    /// Records by fate.
    #[serde(default)]
    pub counts: JobCounts,
    /// The first things that could not be done.
    #[serde(default)]
    pub failures: Vec<JobFailure>,
    /// Why it gave up.
    pub problem: Option<Problem>,
    /// Whether it can be stopped from now on.
    pub can_stop: bool,
    /// Whether it can hold still.
    #[serde(default)]
    pub can_hold: bool,
    /// What it left.
    pub result: Option<JobResult>,
}

/// Long work that goes on without the one who started it, on this server.
#[Object]
impl Job {
    /// Identifies the job.
    async fn id(&self) -> ID {
        self.id.as_str().into()
    }

    /// What it does.
    async fn kind(&self) -> JobKind {
        self.kind
    }

    /// The connection it works on.
    async fn connection_id(&self) -> ID {
        self.connection.as_str().into()
    }

    /// What it does, in words.
    async fn title(&self) -> &str {
        &self.title
    }

    /// How far it is.
    async fn phase(&self) -> JobPhase {
        self.phase
    }

    /// When it was asked for.
    async fn created_at(&self) -> DateTime {
        DateTime(self.created_at)
    }

    /// When it began; null while it is queued, or when it never did.
    async fn started_at(&self) -> Option<DateTime> {
        self.started_at.map(DateTime)
    }

    /// When it ended; null before.
    async fn ended_at(&self) -> Option<DateTime> {
        self.ended_at.map(DateTime)
    }

    /// How much is done, in records.
    async fn done(&self) -> Int64 {
        self.done.into()
    }

    /// How much there is to do, in records; null while unknown.
    async fn total(&self) -> Option<Int64> {
        self.total.map(Int64::from)
    }

    /// Share of the work that is done, 0 to 1; null while the total is unknown.
    async fn progress(&self) -> Option<f64> {
        match (self.phase, self.total?) {
            (JobPhase::Succeeded, _) => Some(1.0),
            (_, 0) => Some(0.0),
            (_, total) => Some((self.done as f64 / total as f64).min(1.0)),
        }
    }

    /// Records done a second over the last few seconds; null unless it runs.
    async fn rate_per_second(&self) -> Option<f64> {
        self.rate
    }

    /// Seconds until it is done if it goes on as in the last few seconds; null unless it runs and
    /// the total is known.
    async fn eta_seconds(&self) -> Option<f64> {
        let left = self.total?.saturating_sub(self.done);
        let rate = self.rate.filter(|rate| *rate > 0.0)?;
        Some(left as f64 / rate)
    }

    /// How many records had which fate.
    async fn counts(&self) -> JobCounts {
        self.counts
    }

    /// The first hundred things that could not be done.
    async fn failures(&self) -> &[JobFailure] {
        &self.failures
    }

    /// Why it gave up; null unless it failed.
    async fn problem(&self) -> Option<&Problem> {
        self.problem.as_ref()
    }

    /// Whether `pauseJob` would make it hold still now.
    async fn can_pause(&self) -> bool {
        self.phase == JobPhase::Running && self.can_stop && self.can_hold
    }

    /// Whether `cancelJob` would stop it now.
    async fn can_cancel(&self) -> bool {
        match self.phase {
            JobPhase::Queued => true,
            JobPhase::Running | JobPhase::Paused => self.can_stop,
            _ => false,
        }
    }

    /// What it left besides its counts; null while there is nothing.
    async fn result(&self) -> Option<&JobResult> {
        self.result.as_ref()
    }
}
