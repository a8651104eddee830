//! Made-up records: the same for the same seed, of every type the server keeps.

mod indexes;
mod records;

use std::sync::Arc;

use acm_aerospike::{
    Key, UserKey,
    records::{Change, PutOptions, PutRule, Ttl, Write},
};
use acm_graph::{Job, JobEnd, JobKind, JobMonitor, NewJob};

pub(crate) use indexes::SampleIndex;

use super::{
    Jobs, JobsPorts,
    pace::Pace,
    refused::Refused,
    write::{Batches, KEY_EXISTS, Writer},
};
use crate::error::{Error, Result};
use records::bins;

/// The most records of one job.
pub(crate) const MAX_SAMPLE_RECORDS: i32 = 1_000_000;
/// Records in a batch.
const BATCH: usize = 500;

/// Sample data that is asked for.
#[derive(Clone, Debug)]
pub(crate) struct SampleRequest {
    /// Connection.
    pub connection: String,
    /// Namespace.
    pub namespace: String,
    /// Set.
    pub set: String,
    /// How many records: their keys are the integers from 1.
    pub records: i32,
    /// What the values come from.
    pub seed: i64,
    /// Whether records that are there are replaced, or left alone.
    pub replace: bool,
    /// How long the records live.
    pub ttl: Ttl,
    /// Indexes to create afterwards.
    pub indexes: Vec<SampleIndex>,
    /// Records a second; as many as possible without.
    pub per_second: Option<i32>,
}

impl Jobs {
    /// Starts to write sample data.
    ///
    /// # Errors
    /// `BAD_USER_INPUT` for numbers out of bounds; those of [`Jobs::start`].
    pub(crate) async fn start_sample(&self, request: SampleRequest) -> Result<Arc<Job>> {
        if !(1..=MAX_SAMPLE_RECORDS).contains(&request.records) {
            let reason = format!("ask for 1 to {MAX_SAMPLE_RECORDS} records");
            return Err(Error::input("input.records", reason));
        }
        let pace = Pace::new(request.per_second)?;
        let SampleRequest { namespace, set, .. } = &request;
        Key::new(namespace, set, UserKey::Int(1))?;
        let ports = self.ports().clone();
        self.start(NewJob {
            kind: JobKind::SampleData,
            connection: request.connection.clone(),
            title: format!("Sample data in {namespace}.{set}"),
            work: Box::new(move |monitor| Box::pin(fill(ports, request, pace, monitor))),
        })
        .await
    }
}

async fn fill(
    ports: JobsPorts,
    request: SampleRequest,
    pace: Pace,
    monitor: Arc<JobMonitor>,
) -> Result<(), JobEnd> {
    monitor.expect(request.records.unsigned_abs().into());
    let batches = Batches {
        records: ports.records,
        connection: request.connection.clone(),
        monitor: Arc::clone(&monitor),
        filter: None,
        skips: if request.replace { &[] } else { &[KEY_EXISTS] },
    };
    let mut writer = Writer::new(batches, Refused::new(&ports.files, &monitor));
    let ended = write_all(&request, pace, &monitor, &mut writer).await;
    writer.finish(ended).await?;
    if !request.indexes.is_empty() {
        monitor.proceed().await?;
        indexes::create(&*ports.info, &request, &monitor).await?;
    }
    Ok(())
}

async fn write_all(
    request: &SampleRequest,
    mut pace: Pace,
    monitor: &JobMonitor,
    writer: &mut Writer,
) -> Result<(), JobEnd> {
    let mut numbers = 1..=request.records;
    while !numbers.is_empty() {
        monitor.proceed().await?;
        let keys = numbers.by_ref().take(pace.batch(BATCH));
        let batch = keys
            .map(|number| write(request, number))
            .collect::<Result<Vec<_>>>()?;
        pace.take(batch.len(), monitor).await?;
        writer.submit(batch).await?;
    }
    Ok(())
}

fn write(request: &SampleRequest, number: i32) -> Result<Write> {
    let key = UserKey::Int(number.into());
    let rule = if request.replace {
        PutRule::Replace
    } else {
        PutRule::CreateOnly
    };
    Ok(Write {
        key: Key::new(&request.namespace, &request.set, key)?,
        change: Change::Put {
            bins: bins(request.seed, number),
            options: PutOptions {
                rule,
                expected_generation: None,
                ttl: request.ttl,
                send_key: true,
            },
        },
    })
}
