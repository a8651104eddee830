//! The records a query finds, as jobs read them: to the end, also while nodes fail for a moment.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{
    Record, RecordQuery, RecordText, ScanPosition,
    query::{Batch, StreamLimits},
};
use acm_core::{ApiError, BoxFuture, ErrorCode};
use acm_graph::{JobEnd, JobMonitor};
use futures_util::StreamExt;
use tokio::time::sleep;

use crate::{
    error::Result,
    service::queries::{Batches, QueryAccess},
};

/// The most records handed out at once.
const BATCH: usize = 1_000;
/// Times a query that broke off is taken up in a row, and the pause before.
const ATTEMPTS: u32 = 5;
const PAUSE: Duration = Duration::from_secs(2);

/// A form in which jobs read records.
pub(super) trait Found: Sized {
    /// Asks for them in this form.
    fn stream<'a>(
        queries: &'a dyn QueryAccess,
        connection: &'a str,
        query: &'a RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<Self>>>;
}

impl Found for Record {
    fn stream<'a>(
        queries: &'a dyn QueryAccess,
        connection: &'a str,
        query: &'a RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<Self>>> {
        queries.stream(connection, query, position, limits)
    }
}

impl Found for RecordText {
    fn stream<'a>(
        queries: &'a dyn QueryAccess,
        connection: &'a str,
        query: &'a RecordQuery,
        position: ScanPosition,
        limits: StreamLimits,
    ) -> BoxFuture<'a, Result<Batches<Self>>> {
        queries.stream_texts(connection, query, position, limits)
    }
}

/// Reads all that a query finds.
pub(super) struct Source<R> {
    queries: Arc<dyn QueryAccess>,
    connection: String,
    query: RecordQuery,
    stream: Option<Batches<R>>,
    /// Where it goes on; `None` at the end.
    position: Option<ScanPosition>,
    failures: u32,
}

impl<R: Found> Source<R> {
    pub(super) fn new(queries: Arc<dyn QueryAccess>, connection: &str, query: RecordQuery) -> Self {
        Self {
            queries,
            connection: connection.to_owned(),
            query,
            stream: None,
            position: Some(ScanPosition::default()),
            failures: 0,
        }
    }

    /// The next records; `None` at the end. Holds still here when the job is told to.
    ///
    /// # Errors
    /// [`JobEnd::Stopped`]; [`JobEnd::Failed`] when the cluster refuses, or fails again and again.
    pub(super) async fn next(&mut self, monitor: &JobMonitor) -> Result<Option<Batch<R>>, JobEnd> {
        loop {
            monitor.proceed().await?;
            let Some(position) = self.position else {
                return Ok(None);
            };
            let error = match monitor.rest(self.step(position)).await? {
                Ok(Some(batch)) => {
                    self.position = batch.next;
                    self.failures = 0;
                    return Ok(Some(batch));
                }
                Ok(None) => return Ok(None),
                Err(error) => ApiError::from(error),
            };
            self.stream = None;
            self.failures += 1;
            let passes = matches!(error.code(), ErrorCode::Unavailable | ErrorCode::Timeout);
            if !passes || self.failures == ATTEMPTS {
                return Err(JobEnd::Failed(error));
            }
            monitor.rest(sleep(PAUSE)).await?;
        }
    }

    async fn step(&mut self, position: ScanPosition) -> Result<Option<Batch<R>>> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let limits = StreamLimits {
                    batch: BATCH,
                    total: None,
                };
                let (connection, query) = (&self.connection, &self.query);
                let opened = R::stream(&*self.queries, connection, query, position, limits);
                self.stream.insert(opened.await?)
            }
        };
        stream.next().await.transpose()
    }
}
