//! The records a query finds, written to a file.

use std::{collections::BTreeSet, sync::Arc};

use acm_aerospike::{
    Record, RecordQuery, RecordText,
    records::{PARTITIONS, Projection},
};
use acm_core::{ApiError, ErrorCode, UnixMillis};
use acm_graph::{Job, JobCounts, JobEnd, JobKind, JobMonitor, NewJob};

use super::{FileFormat, backup, csv, ndjson};
use crate::{
    error::Result,
    service::{
        files::NewFile,
        jobs::{
            Jobs, JobsPorts,
            bulk::records_of,
            pace::Pace,
            source::{Found, Source},
        },
    },
};

/// Bytes gathered before they are written.
const CHUNK: usize = 256 * 1024;
/// The most columns of a file of rows.
const MAX_COLUMNS: usize = 1_000;

/// An export that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct ExportRequest {
    /// Connection.
    pub connection: String,
    /// Which records, and which of their bins.
    pub query: RecordQuery,
    /// How they stand in the file.
    pub format: FileFormat,
    /// Records a second; as many as possible without.
    pub per_second: Option<i32>,
}

impl Jobs {
    /// Starts to write the records a query finds to a file.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for a rate out of bounds; those of [`Jobs::start`].
    pub(crate) async fn start_export(&self, request: ExportRequest) -> Result<Arc<Job>> {
        let pace = Pace::new(request.per_second)?;
        let ports = self.ports().clone();
        self.start(NewJob {
            kind: JobKind::Export,
            connection: request.connection.clone(),
            title: format!("Export {}", records_of(&request.query)),
            work: Box::new(move |monitor| Box::pin(export(ports, request, pace, monitor))),
        })
        .await
    }
}

async fn export(
    ports: JobsPorts,
    request: ExportRequest,
    pace: Pace,
    monitor: Arc<JobMonitor>,
) -> Result<(), JobEnd> {
    let ExportRequest { query, format, .. } = &request;
    let file = ports.files.create(&name(query, *format)).await?;
    let mut copy = Copy {
        ports: &ports,
        request: &request,
        monitor: &monitor,
        pace,
        file,
        out: String::with_capacity(2 * CHUNK),
    };
    let now = ports.clock.now();
    let written = match format {
        FileFormat::Ndjson => {
            ndjson::begin(query, now, &mut copy.out);
            let written = copy.records(|record: &RecordText, now, out| {
                ndjson::record(record, now, out);
                Ok(())
            });
            let written = written.await?;
            ndjson::end(written, &mut copy.out);
            written
        }
        FileFormat::Csv => {
            let columns = columns(&ports, &request, &monitor).await?;
            csv::begin(&columns, &mut copy.out);
            let written = copy.records(|record: &Record, now, out| {
                csv::record(record, &columns, now, out);
                Ok(())
            });
            written.await?
        }
        FileFormat::Backup => {
            backup::begin(query, &mut copy.out);
            copy.records(|record: &Record, now, out| backup::record(record, now, out))
                .await?
        }
    };
    copy.file.write(copy.out.as_bytes()).await?;
    monitor.expect(written);
    monitor.offer(copy.file.finish().await?.into());
    Ok(())
}

/// Records on their way to a file.
struct Copy<'a> {
    ports: &'a JobsPorts,
    request: &'a ExportRequest,
    monitor: &'a JobMonitor,
    pace: Pace,
    file: NewFile,
    /// Text that is not written yet.
    out: String,
}

impl Copy<'_> {
    /// Writes all that the query finds, each record with `encode`; yields how many there were.
    async fn records<R: Found>(
        &mut self,
        encode: impl Fn(&R, UnixMillis, &mut String) -> Result<()>,
    ) -> Result<u64, JobEnd> {
        let Self {
            ports,
            request,
            monitor,
            ..
        } = *self;
        let mut source = source(ports, request, request.query.projection.clone());
        let mut written = 0;
        while let Some(batch) = source.next(monitor).await? {
            let now = ports.clock.now();
            let mut rest = &*batch.records;
            while !rest.is_empty() {
                let (part, later) = rest.split_at(self.pace.batch(rest.len()));
                rest = later;
                self.pace.take(part.len(), monitor).await?;
                for record in part {
                    encode(record, now, &mut self.out)?;
                    if self.out.len() >= CHUNK {
                        self.file.write(self.out.as_bytes()).await?;
                        self.out.clear();
                    }
                }
                written += part.len() as u64;
                monitor.add(part.len() as u64, fate(part.len() as u64));
            }
            if batch.partitions_done > 0 {
                let share = u64::from(PARTITIONS) * written / u64::from(batch.partitions_done);
                monitor.expect(share.max(written));
            }
        }
        Ok(written)
    }
}

fn fate(written: u64) -> JobCounts {
    JobCounts {
        matched: written,
        succeeded: written,
        ..JobCounts::default()
    }
}

fn source<R: Found>(
    ports: &JobsPorts,
    request: &ExportRequest,
    projection: Projection,
) -> Source<R> {
    let query = RecordQuery {
        projection,
        ..request.query.clone()
    };
    Source::new(Arc::clone(&ports.queries), &request.connection, query)
}

/// What to call the file.
fn name(query: &RecordQuery, format: FileFormat) -> String {
    let extension = format.extension();
    match query.set.as_str() {
        "" => format!("{}.{extension}", query.namespace),
        set => format!("{}.{set}.{extension}", query.namespace),
    }
}

/// The bins there are: those asked for, or those the records have, which are read once for it.
async fn columns(
    ports: &JobsPorts,
    request: &ExportRequest,
    monitor: &JobMonitor,
) -> Result<Vec<String>, JobEnd> {
    match &request.query.projection {
        Projection::Bins(bins) => return Ok(bins.clone()),
        Projection::Header => return Ok(Vec::new()),
        Projection::All => {}
    }
    let mut names = BTreeSet::new();
    let mut source = source::<Record>(ports, request, Projection::All);
    while let Some(batch) = source.next(monitor).await? {
        for (name, _) in batch.records.iter().flat_map(|record| &record.bins) {
            if !names.contains(name) {
                names.insert(name.clone());
            }
        }
        if names.len() > MAX_COLUMNS {
            let message = "The records have more than 1,000 bins; name those to export.";
            let error = ApiError::new(ErrorCode::LimitExceeded, message);
            return Err(JobEnd::Failed(error.with_detail("maxColumns", MAX_COLUMNS)));
        }
    }
    Ok(names.into_iter().collect())
}
