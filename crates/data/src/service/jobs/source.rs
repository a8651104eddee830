//! The records a query finds, as jobs read them: to the end, also while nodes fail for a moment.

use std::{sync::Arc, time::Duration};

use acm_aerospike::{
    RecordQuery, ScanPosition,
    query::{Batch, StreamLimits},
};
use acm_core::{ApiError, ErrorCode};
use acm_graph::{JobEnd, JobMonitor};
use futures_util::{StreamExt, stream::BoxStream};
use tokio::time::sleep;

use crate::{error::Result, service::queries::QueryAccess};

/// The most records handed out at once.
const BATCH: usize = 1_000;
/// Times a query that broke off is taken up in a row, and the pause before.
const ATTEMPTS: u32 = 5;
const PAUSE: Duration = Duration::from_secs(2);

/// Reads all that a query finds.
pub(super) struct Source {
    queries: Arc<dyn QueryAccess>,
    connection: String,
    query: RecordQuery,
    stream: Option<BoxStream<'static, Result<Batch>>>,
    /// Where it goes on; `None` at the end.
    position: Option<ScanPosition>,
    failures: u32,
}

impl Source {
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
    pub(super) async fn next(&mut self, monitor: &JobMonitor) -> Result<Option<Batch>, JobEnd> {
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

    async fn step(&mut self, position: ScanPosition) -> Result<Option<Batch>> {
        let stream = match &mut self.stream {
            Some(stream) => stream,
            None => {
                let limits = StreamLimits {
                    batch: BATCH,
                    total: None,
                };
                let (connection, query) = (&self.connection, &self.query);
                let opened = self.queries.stream(connection, query, position, limits);
                self.stream.insert(opened.await?)
            }
        };
        stream.next().await.transpose()
    }
}
