//! Writing for a job: batches whose records each have a fate that is counted.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{Key, RecordMeta, UserKey, expression::Filter, records::Write};
use acm_core::{ApiError, ErrorCode, json};
use acm_graph::{JobCounts, JobEnd, JobFailure, JobMonitor, Problem};
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use tokio::time::sleep;

use super::refused::Refused;
use crate::{
    error::{Error, Result},
    service::access::RecordAccess,
};

/// The server's codes for why a record was left alone.
pub(super) const KEY_NOT_FOUND: u8 = 2;
pub(super) const GENERATION_ERROR: u8 = 3;
pub(super) const KEY_EXISTS: u8 = 5;
pub(super) const FILTERED_OUT: u8 = 27;

/// Batches under way at the same time.
pub(super) const CONCURRENT: usize = 4;
/// Batches in a row of which every record fails, until the job gives up.
const MAX_FRUITLESS: usize = 5;
/// Times a batch is tried that could not even be sent, and the pause before the second.
const ATTEMPTS: u32 = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Writes for a job, several batches at a time.
pub(super) struct Writer {
    batches: Arc<Batches>,
    refused: Refused,
    under_way: FuturesUnordered<BoxFuture<'static, Result<Written, JobEnd>>>,
    /// Batches in a row that came to nothing.
    fruitless: usize,
    /// Whether any came to something.
    fruitful: bool,
    /// The first refusal.
    first: Option<ApiError>,
}

/// How batches are written.
pub(super) struct Batches {
    pub(super) records: Arc<dyn RecordAccess>,
    pub(super) connection: String,
    pub(super) monitor: Arc<JobMonitor>,
    /// What must hold of a record at the moment of its write.
    pub(super) filter: Option<Filter>,
    /// The server's codes that mean a record was left alone on purpose.
    pub(super) skips: &'static [u8],
}

/// What became of a batch.
#[derive(Default)]
struct Written {
    counts: JobCounts,
    failures: Vec<JobFailure>,
    first: Option<ApiError>,
}

impl Written {
    fn is_in_vain(&self) -> bool {
        let counts = self.counts;
        counts.matched > 0 && counts.succeeded == 0 && counts.skipped == 0
    }
}

impl Writer {
    /// A writer whose failures go to `refused`, in full.
    pub(super) fn new(batches: Batches, refused: Refused) -> Self {
        Self {
            batches: Arc::new(batches),
            refused,
            under_way: FuturesUnordered::new(),
            fruitless: 0,
            fruitful: false,
            first: None,
        }
    }

    /// Writes a batch once fewer than four are under way.
    ///
    /// # Errors
    /// [`JobEnd::Failed`] when one under way could not be sent, or one after the other came to
    /// nothing; call [`Self::finish`] then too.
    pub(super) async fn submit(&mut self, batch: Vec<Write>) -> Result<(), JobEnd> {
        while self.under_way.len() >= CONCURRENT
            && let Some(outcome) = self.under_way.next().await
        {
            self.settle(outcome).await?;
        }
        let batches = Arc::clone(&self.batches);
        self.under_way
            .push(Box::pin(async move { batches.write(batch).await }));
        Ok(())
    }

    /// Waits for what is under way, so that it is counted, and yields how it ended: as `ended`, as the
    /// first batch that failed, or with the first refusal when no record was taken.
    ///
    /// # Errors
    /// As [`Self::submit`].
    pub(super) async fn finish(mut self, mut ended: Result<(), JobEnd>) -> Result<(), JobEnd> {
        while let Some(outcome) = self.under_way.next().await {
            ended = ended.and(self.settle(outcome).await);
        }
        self.refused.finish().await;
        match self.first.filter(|_| !self.fruitful) {
            Some(first) => ended.and(Err(JobEnd::Failed(first))),
            None => ended,
        }
    }

    /// Counts a record of which nothing was sent.
    pub(super) async fn refuse(&mut self, subject: String, error: ApiError) {
        let counts = JobCounts {
            matched: 1,
            failed: 1,
            ..JobCounts::default()
        };
        self.batches.monitor.add(1, counts);
        let problem = Problem::from(&error);
        self.refused.add(JobFailure { subject, problem }).await;
        self.first.get_or_insert(error);
    }

    /// Counts a record that was left alone on purpose, and not even sent.
    pub(super) fn skip(&mut self) {
        let counts = JobCounts {
            matched: 1,
            skipped: 1,
            ..JobCounts::default()
        };
        self.batches.monitor.add(1, counts);
        self.fruitful = true;
    }

    /// Counts records that would have been written.
    pub(super) fn pretend(&mut self, records: u64) {
        let counts = JobCounts {
            matched: records,
            succeeded: records,
            ..JobCounts::default()
        };
        self.batches.monitor.add(records, counts);
        self.fruitful = true;
    }

    async fn settle(&mut self, outcome: Result<Written, JobEnd>) -> Result<(), JobEnd> {
        let written = outcome?;
        if written.is_in_vain() {
            self.fruitless += 1;
        } else {
            (self.fruitless, self.fruitful) = (0, true);
        }
        self.batches
            .monitor
            .add(written.counts.matched, written.counts);
        for failure in written.failures {
            self.refused.add(failure).await;
        }
        if let Some(first) = written.first {
            if self.fruitless >= MAX_FRUITLESS {
                return Err(JobEnd::Failed(first));
            }
            self.first.get_or_insert(first);
        }
        Ok(())
    }
}

impl Batches {
    /// Writes one batch. One that could not be sent, of which nothing was written, is tried again; where
    /// a single record keeps it from being sent, each is sent alone.
    async fn write(&self, batch: Vec<Write>) -> Result<Written, JobEnd> {
        let mut written = Written::default();
        match self.send(&batch).await {
            Ok(outcomes) => self.judge_all(&batch, outcomes, &mut written),
            Err(JobEnd::Failed(error)) if is_about_a_record(&error) => {
                for write in batch {
                    let alone = [write];
                    let outcomes = match self.send(&alone).await {
                        Err(JobEnd::Failed(error)) if is_about_a_record(&error) => {
                            vec![Err(error.into())]
                        }
                        sent => sent?,
                    };
                    self.judge_all(&alone, outcomes, &mut written);
                }
            }
            Err(ended) => return Err(ended),
        }
        Ok(written)
    }

    async fn send(&self, batch: &[Write]) -> Result<Vec<Result<RecordMeta>>, JobEnd> {
        let mut pause = FIRST_PAUSE;
        let mut attempt = 1;
        loop {
            let filter = self.filter.as_ref();
            let tried = self
                .records
                .write_many_if(&self.connection, batch.to_vec(), filter);
            let error = match tried.await {
                Ok(outcomes) => return Ok(outcomes),
                Err(error) => ApiError::from(error),
            };
            let passes = matches!(error.code(), ErrorCode::Unavailable | ErrorCode::Timeout);
            if !passes || attempt == ATTEMPTS {
                return Err(JobEnd::Failed(error));
            }
            self.monitor.rest(sleep(pause)).await?;
            (attempt, pause) = (attempt + 1, pause * 2);
        }
    }

    fn judge_all(&self, batch: &[Write], outcomes: Vec<Result<RecordMeta>>, written: &mut Written) {
        for (write, outcome) in batch.iter().zip(outcomes) {
            written.counts.matched += 1;
            self.judge(&write.key, outcome, written);
        }
    }

    fn judge(&self, key: &Key, outcome: Result<RecordMeta>, written: &mut Written) {
        let counts = &mut written.counts;
        let error = match outcome {
            Ok(_) => {
                counts.succeeded += 1;
                return;
            }
            Err(error) => error,
        };
        let cause = error.cluster();
        let code = cause.and_then(|cause| cause.server_code());
        if code.is_some_and(|server| self.skips.contains(&server.code)) {
            counts.skipped += 1;
            return;
        }
        if cause.is_some_and(acm_aerospike::Error::is_in_doubt) {
            counts.in_doubt += 1;
        } else {
            counts.failed += 1;
        }
        let error = ApiError::from(error);
        written.failures.push(JobFailure {
            subject: name(key),
            problem: Problem::from(&error),
        });
        written.first.get_or_insert(error);
    }
}

/// A key for people: the user key with its type, or the digest.
pub(super) fn name(key: &Key) -> String {
    match key.user_key() {
        Some(UserKey::Int(number)) => number.to_string(),
        Some(UserKey::String(text)) => format!("{text:?}"),
        Some(UserKey::Bytes(bytes)) => {
            let mut text = String::from("0x");
            json::hex(&bytes, &mut text);
            text
        }
        None => format!("digest {}", key.digest()),
    }
}

/// Whether a batch was refused for what one of its records holds.
fn is_about_a_record(error: &ApiError) -> bool {
    matches!(
        error.code(),
        ErrorCode::BadUserInput | ErrorCode::Unsupported
    )
}

impl From<Error> for JobEnd {
    fn from(error: Error) -> Self {
        Self::Failed(error.into())
    }
}
