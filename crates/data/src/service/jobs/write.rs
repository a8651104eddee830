//! Writing for a job: batches whose records each have a fate that is counted.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{ErrorKind, Key, UserKey, records::Write};
use acm_core::{ApiError, ErrorCode, json};
use acm_graph::{JobCounts, JobEnd, JobFailure, JobMonitor, Problem};
use futures_util::{StreamExt, future::BoxFuture, stream::FuturesUnordered};
use tokio::time::sleep;

use crate::{
    error::{Error, Result},
    service::access::RecordAccess,
};

/// Batches under way at the same time.
const CONCURRENT: usize = 4;
/// Batches in a row of which every record fails, until the job gives up.
const MAX_FRUITLESS: usize = 5;
/// Times a batch is tried that could not even be sent, and the pause before the second.
const ATTEMPTS: u32 = 4;
const FIRST_PAUSE: Duration = Duration::from_millis(500);

/// Writes for a job, several batches at a time.
pub(super) struct Writer {
    batches: Arc<Batches>,
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
    /// The refusal that means a record was left alone on purpose.
    pub(super) skips: fn(ErrorKind) -> bool,
}

/// What became of a batch.
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
    pub(super) fn new(batches: Batches) -> Self {
        Self {
            batches: Arc::new(batches),
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
            self.settle(outcome)?;
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
            ended = ended.and(self.settle(outcome));
        }
        match self.first.filter(|_| !self.fruitful) {
            Some(first) => ended.and(Err(JobEnd::Failed(first))),
            None => ended,
        }
    }

    fn settle(&mut self, outcome: Result<Written, JobEnd>) -> Result<(), JobEnd> {
        let written = outcome?;
        if written.is_in_vain() {
            self.fruitless += 1;
        } else {
            (self.fruitless, self.fruitful) = (0, true);
        }
        let monitor = &self.batches.monitor;
        monitor.add(written.counts.matched, written.counts);
        for failure in written.failures {
            monitor.fail(failure);
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
    /// Writes one batch. One that could not be sent, of which nothing was written, is tried again.
    async fn write(&self, batch: Vec<Write>) -> Result<Written, JobEnd> {
        let keys: Vec<Key> = batch.iter().map(|write| write.key.clone()).collect();
        let mut pause = FIRST_PAUSE;
        let mut attempt = 1;
        let outcomes = loop {
            let tried = self.records.write_many(&self.connection, batch.clone());
            match tried.await {
                Ok(outcomes) => break outcomes,
                Err(error) => {
                    let error = ApiError::from(error);
                    let passes =
                        matches!(error.code(), ErrorCode::Unavailable | ErrorCode::Timeout);
                    if !passes || attempt == ATTEMPTS {
                        return Err(JobEnd::Failed(error));
                    }
                }
            }
            self.monitor.rest(sleep(pause)).await?;
            (attempt, pause) = (attempt + 1, pause * 2);
        };
        let mut written = Written {
            counts: JobCounts {
                matched: keys.len() as u64,
                ..JobCounts::default()
            },
            failures: Vec::new(),
            first: None,
        };
        for (key, outcome) in keys.iter().zip(outcomes) {
            self.judge(key, outcome.map(|_| ()), &mut written);
        }
        Ok(written)
    }

    fn judge(&self, key: &Key, outcome: Result<()>, written: &mut Written) {
        let counts = &mut written.counts;
        let error = match outcome {
            Ok(()) => {
                counts.succeeded += 1;
                return;
            }
            Err(error) => error,
        };
        let cause = error.cluster();
        if cause.is_some_and(|cause| (self.skips)(cause.kind())) {
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

/// Not reached by records of a job that leaves none alone.
pub(super) fn skips_none(_: ErrorKind) -> bool {
    false
}

impl From<Error> for JobEnd {
    fn from(error: Error) -> Self {
        Self::Failed(error.into())
    }
}
