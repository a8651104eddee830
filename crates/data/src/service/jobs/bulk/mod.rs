//! Work on all records a query finds: first they are counted, then each is written, if it still is what
//! was looked for.

mod action;

use std::sync::Arc;

use acm_aerospike::{Record, RecordQuery, records::Projection};
use acm_core::{ApiError, ErrorCode};
use acm_graph::{Job, JobCounts, JobEnd, JobKind, JobMonitor, NewJob};

pub(crate) use action::{BulkAction, Copy};

use super::{
    Jobs, JobsPorts,
    pace::Pace,
    refused::Refused,
    source::Source,
    write::{Batches, Writer},
};
use crate::error::Result;
use action::Planned;

/// Records in a batch.
const BATCH: usize = 500;

/// Work on many records that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct BulkRequest {
    /// Connection.
    pub connection: String,
    /// Which records; its projection is not looked at, but for copies.
    pub query: RecordQuery,
    /// What becomes of them.
    pub action: BulkAction,
    /// The most there may be; when more are found nothing is done.
    pub at_most: Option<u64>,
    /// Records a second; as many as possible without.
    pub per_second: Option<i32>,
}

impl Jobs {
    /// Starts work on all records a query finds.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for what cannot be done; those of [`Jobs::start`].
    pub(crate) async fn start_bulk(&self, request: BulkRequest) -> Result<Arc<Job>> {
        request.action.check(&request.query)?;
        let pace = Pace::new(request.per_second)?;
        let (kind, verb) = request.action.kind();
        let ports = self.ports().clone();
        self.start(NewJob {
            kind,
            connection: request.connection.clone(),
            title: format!("{verb} {}", records_of(&request.query)),
            work: Box::new(move |monitor| Box::pin(run(ports, request, pace, monitor))),
        })
        .await
    }

    /// Starts to count the records a query finds.
    ///
    /// # Errors
    /// Those of [`Jobs::start`].
    pub(crate) async fn start_count(
        &self,
        connection: String,
        query: RecordQuery,
    ) -> Result<Arc<Job>> {
        let ports = self.ports().clone();
        self.start(NewJob {
            kind: JobKind::Count,
            title: format!("Count {}", records_of(&query)),
            connection: connection.clone(),
            work: Box::new(move |monitor| {
                Box::pin(async move {
                    let count = |found| {
                        let counts = JobCounts {
                            matched: found,
                            succeeded: found,
                            ..JobCounts::default()
                        };
                        monitor.add(found, counts);
                    };
                    count_all(&ports, &connection, &query, &monitor, count).await?;
                    monitor.expect(monitor.read().done);
                    Ok(())
                })
            }),
        })
        .await
    }
}

/// A query in words.
pub(super) fn records_of(query: &RecordQuery) -> String {
    let what = if query.is_everything() {
        "records"
    } else {
        "matching records"
    };
    match query.set.as_str() {
        "" => format!("{what} of {}", query.namespace),
        set => format!("{what} of {}.{set}", query.namespace),
    }
}

/// Counts the records a query finds, and reads nothing else of them.
pub(super) async fn count_all(
    ports: &JobsPorts,
    connection: &str,
    query: &RecordQuery,
    monitor: &JobMonitor,
    mut tell: impl FnMut(u64),
) -> Result<u64, JobEnd> {
    let query = RecordQuery {
        projection: Projection::Header,
        ..query.clone()
    };
    let mut source = Source::<Record>::new(Arc::clone(&ports.queries), connection, query);
    let mut count = 0;
    while let Some(batch) = source.next(monitor).await? {
        let found = batch.records.len() as u64;
        count += found;
        tell(found);
    }
    Ok(count)
}

/// Refuses what is about more records than it may.
pub(super) fn check_count(count: u64, at_most: Option<u64>) -> Result<(), JobEnd> {
    let Some(most) = at_most.filter(|most| count > *most) else {
        return Ok(());
    };
    let message =
        format!("The query finds {count} records, more than the {most} allowed; nothing was done.");
    let error = ApiError::new(ErrorCode::Conflict, message)
        .with_detail("count", count)
        .with_detail("atMost", most);
    Err(JobEnd::Failed(error))
}

async fn run(
    ports: JobsPorts,
    request: BulkRequest,
    pace: Pace,
    monitor: Arc<JobMonitor>,
) -> Result<(), JobEnd> {
    let BulkRequest {
        connection, query, ..
    } = &request;
    let count = count_all(&ports, connection, query, &monitor, |_| ()).await?;
    check_count(count, request.at_most)?;
    monitor.expect(count);
    let batches = Batches {
        records: Arc::clone(&ports.records),
        connection: connection.clone(),
        monitor: Arc::clone(&monitor),
        filter: request.action.filter(query),
        skips: request.action.skips(),
    };
    let mut writer = Writer::new(batches, Refused::new(&ports.files, &monitor));
    let ended = write_all(&ports, &request, pace, &monitor, &mut writer).await;
    writer.finish(ended).await
}

async fn write_all(
    ports: &JobsPorts,
    request: &BulkRequest,
    mut pace: Pace,
    monitor: &JobMonitor,
    writer: &mut Writer,
) -> Result<(), JobEnd> {
    let query = RecordQuery {
        projection: request.action.projection(&request.query),
        ..request.query.clone()
    };
    let by_index = query.predicate.is_some();
    let mut source = Source::<Record>::new(Arc::clone(&ports.queries), &request.connection, query);
    while let Some(batch) = source.next(monitor).await? {
        let mut records = batch.records.into_iter();
        while !records.as_slice().is_empty() {
            monitor.proceed().await?;
            let mut writes = Vec::new();
            for record in records.by_ref().take(pace.batch(BATCH)) {
                match request.action.plan(record, by_index) {
                    Planned::Write(write) => writes.push(write),
                    Planned::LeaveAlone => writer.skip(),
                    Planned::Refuse(subject, error) => writer.refuse(subject, error).await,
                }
            }
            if writes.is_empty() {
                continue;
            }
            pace.take(writes.len(), monitor).await?;
            writer.submit(writes).await?;
        }
    }
    Ok(())
}
