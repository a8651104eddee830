//! The records a query finds, written to a file.

use std::{collections::BTreeSet, sync::Arc};

use acm_aerospike::{
    Record, RecordQuery,
    records::{PARTITIONS, Projection},
};
use acm_core::{ApiError, Clock, ErrorCode, UnixMillis};
use acm_graph::{Job, JobCounts, JobEnd, JobKind, JobMonitor, NewJob};

use super::{FileFormat, backup, csv, ndjson};
use crate::{
    error::Result,
    service::jobs::{Jobs, JobsPorts, bulk::records_of, pace::Pace, source::Source},
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
    mut pace: Pace,
    monitor: Arc<JobMonitor>,
) -> Result<(), JobEnd> {
    let ExportRequest { query, format, .. } = &request;
    let mut file = ports.files.create(&name(query, *format)).await?;
    let columns = match format {
        FileFormat::Csv => columns(&ports, &request, &monitor).await?,
        _ => Vec::new(),
    };
    let encoder = Encoder {
        format: *format,
        columns,
        clock: ports.clock.clone(),
    };
    let mut out = String::with_capacity(2 * CHUNK);
    encoder.begin(query, &mut out);
    let mut source = source(&ports, &request, query.projection.clone());
    let mut written = 0;
    while let Some(batch) = source.next(&monitor).await? {
        let now = ports.clock.now();
        let mut records = batch.records.iter();
        while !records.as_slice().is_empty() {
            let part = records.as_slice();
            let part = &part[..pace.batch(part.len())];
            pace.take(part.len(), &monitor).await?;
            for record in part {
                encoder.record(record, now, &mut out)?;
                if out.len() >= CHUNK {
                    file.write(out.as_bytes()).await?;
                    out.clear();
                }
            }
            written += part.len() as u64;
            monitor.add(part.len() as u64, fate(part.len() as u64));
            records = records.as_slice()[part.len()..].iter();
        }
        if batch.partitions_done > 0 {
            let share = u64::from(PARTITIONS) * written / u64::from(batch.partitions_done);
            monitor.expect(share.max(written));
        }
    }
    encoder.end(written, &mut out);
    file.write(out.as_bytes()).await?;
    monitor.expect(written);
    monitor.offer(file.finish().await?.into());
    Ok(())
}

fn fate(written: u64) -> JobCounts {
    JobCounts {
        matched: written,
        succeeded: written,
        ..JobCounts::default()
    }
}

fn source(ports: &JobsPorts, request: &ExportRequest, projection: Projection) -> Source {
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
    let mut source = source(ports, request, Projection::All);
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

/// Writes records in a format.
struct Encoder {
    format: FileFormat,
    columns: Vec<String>,
    clock: Clock,
}

impl Encoder {
    fn begin(&self, query: &RecordQuery, out: &mut String) {
        match self.format {
            FileFormat::Ndjson => ndjson::begin(query, self.clock.now(), out),
            FileFormat::Csv => csv::begin(&self.columns, out),
            FileFormat::Backup => backup::begin(query, out),
        }
    }

    fn record(&self, record: &Record, now: UnixMillis, out: &mut String) -> Result<()> {
        match self.format {
            FileFormat::Ndjson => ndjson::record(record, now, out),
            FileFormat::Csv => csv::record(record, &self.columns, now, out),
            FileFormat::Backup => backup::record(record, now, out)?,
        }
        Ok(())
    }

    fn end(&self, records: u64, out: &mut String) {
        if self.format == FileFormat::Ndjson {
            ndjson::end(records, out);
        }
    }
}
