//! One request for a range of partitions.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aerospike::{PartitionFilter, QueryDuration, QueryHandle, QueryPolicy};
use foldhash::fast::RandomState;
use futures_util::future::ready;
use serde_json::{Value as Json, json};
use tokio::sync::Notify;

use super::{ScanPosition, after};
use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::query::Compiled;
use crate::records::{Digest, Key, PARTITIONS, RecordForm};

/// How often the driver may ask again for partitions that have moved to another node meanwhile.
const RETRIES: usize = 2;
/// The least time a request for several partitions gets.
const LEAST_STEP: Duration = Duration::from_millis(250);
/// Records a node may send of several partitions, beyond twice what the page can use.
const SPARE: usize = 32;

/// A request for the partitions `at.partition .. at.partition + span`.
pub(super) struct Fetch<'a> {
    pub(super) query: &'a Compiled,
    pub(super) at: ScanPosition,
    pub(super) span: u16,
    /// How many records can be used.
    pub(super) wanted: usize,
    /// How many bytes of records can be used.
    pub(super) bytes: usize,
    /// Whether the server keeps it among its jobs.
    pub(super) is_job: bool,
}

/// What a request brought.
pub(super) struct Fetched<R> {
    /// Sorted by partition, in the server's order within one, each record once.
    pub(super) records: Vec<R>,
    /// Roughly what they take in memory.
    pub(super) bytes: usize,
    pub(super) end: End,
}

/// How far the records of a request reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// They are all records of the range.
    Complete,
    /// They are the first of the only partition asked for; it goes on here.
    Prefix(ScanPosition),
    /// They are some of several partitions; which are complete cannot be told.
    Unknown,
}

/// The part of a request's records that there is room for.
pub(super) struct Fit<R> {
    pub(super) records: Vec<R>,
    /// Where what was left goes on.
    pub(super) next: ScanPosition,
    /// Whether less than what there is room for is taken, because only the server can tell where to
    /// go on between two entries of an index.
    pub(super) is_cut: bool,
}

impl<R: RecordForm> Fetched<R> {
    /// Takes what there is room for, of a request for `span` partitions from `at`.
    pub(super) fn fit(self, at: ScanPosition, span: u16, room: usize, by_index: bool) -> Fit<R> {
        let mut records = self.records;
        let partition = |record: &R| record.key().digest().partition();
        let (next, is_cut) = match self.end {
            End::Prefix(next) => (next, false),
            _ if records.len() <= room => (ScanPosition::at(at.partition + span), false),
            _ if by_index => {
                let left = records.get(room).map_or(PARTITIONS, partition);
                records.truncate(records.partition_point(|record| partition(record) < left));
                // Nothing of it was taken: it goes on where it was.
                let same = left == at.partition;
                (if same { at } else { ScanPosition::at(left) }, true)
            }
            _ => {
                records.truncate(room);
                (records.last().map_or(at, after), false)
            }
        };
        Fit {
            records,
            next,
            is_cut,
        }
    }
}

/// A request that was sent.
pub(super) struct OpenFetch<R> {
    scan: OpenScan,
    arriving: Arc<Arriving<R>>,
    /// The limit the driver was given.
    most: usize,
    bytes: usize,
    is_single: bool,
    by_index: bool,
}

/// Ends the driver's query when it is dropped: else it goes on for nobody.
struct OpenScan(QueryHandle);

impl OpenScan {
    /// Where the only partition of a query by an index goes on. The driver alone knows, and tells
    /// when it has ended.
    async fn reached(&mut self) -> Option<ScanPosition> {
        self.0.cancel();
        // What it failed with, if it did, has been told already.
        let _ended = self.0.wait().await;
        let progress = serde_json::to_value(self.0.partition_filter()?).ok()?;
        let reached = progress.get("partitions")?.get(0)?;
        let digest = Digest(serde_json::from_value(reached["digest"].clone()).ok()?);
        Some(ScanPosition {
            digest: Some(digest),
            entry: reached["bval"].as_u64(),
            ..ScanPosition::at(digest.partition())
        })
    }
}

impl Drop for OpenScan {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Where records arrive. Each node's stream brings its own, all at the same time.
struct Arriving<R> {
    arrived: Mutex<Arrived<R>>,
    /// Bytes of records the page can use.
    most: usize,
    /// Raised when there are more.
    full: Notify,
}

/// What the nodes have sent so far.
struct Arrived<R> {
    records: Vec<R>,
    bytes: usize,
    failure: Option<Failure>,
}

enum Failure {
    Driver(aerospike::Error),
    /// A record came without its digest.
    Nameless,
}

impl<R> Default for Arrived<R> {
    fn default() -> Self {
        Self {
            records: Vec::new(),
            bytes: 0,
            failure: None,
        }
    }
}

impl<R: RecordForm> Arriving<R> {
    fn new(most: usize) -> Self {
        Self {
            arrived: Mutex::default(),
            most,
            full: Notify::new(),
        }
    }

    /// Takes what a node sent; false ends the query, as too many bytes or a failure do.
    fn take(&self, sent: aerospike::Result<aerospike::Record>) -> bool {
        let named = sent.map_err(Failure::Driver).and_then(|mut record| {
            let key = record.key.take().ok_or(Failure::Nameless)?;
            Ok(R::arrive(Key::from_driver(key), record))
        });
        let mut arrived = self.arrived();
        match named {
            Ok(record) if arrived.bytes <= self.most => {
                arrived.bytes += record.memory_bytes();
                arrived.records.push(record);
            }
            Ok(_) => {}
            Err(failure) => {
                arrived.failure.get_or_insert(failure);
                return false;
            }
        }
        let has_room = arrived.bytes <= self.most;
        if !has_room {
            self.full.notify_one();
        }
        has_room
    }

    fn arrived(&self) -> MutexGuard<'_, Arrived<R>> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cluster {
    /// Runs one request. With several partitions it gets half of the time left, so that a smaller
    /// request can follow one that takes too long.
    pub(super) async fn fetch<R: RecordForm>(
        &self,
        fetch: Fetch<'_>,
        deadline: Deadline,
    ) -> Result<Fetched<R>> {
        let deadline = if fetch.span > 1 {
            deadline.at_most((deadline.remaining() / 2).max(LEAST_STEP))
        } else {
            deadline
        };
        let statement = &fetch.query.statement;
        let target = Target {
            operation: "scan",
            namespace: Some(&statement.namespace),
            set: Some(&statement.set_name),
        };
        let run = async { self.finish(self.open(&fetch, deadline).await?).await };
        deadline.call(target, Box::pin(run)).await
    }

    /// Sends a request. What the nodes answer is kept until [`Self::finish`], and no more than was
    /// asked for; dropped, it ends.
    pub(super) async fn open<R: RecordForm>(
        &self,
        fetch: &Fetch<'_>,
        deadline: Deadline,
    ) -> Result<OpenFetch<R>> {
        // The driver divides the limit among nodes. Each may send more than the page can use, for
        // when all partitions happen to be its own: what is cut off has to be asked for again.
        let (most, nodes) = if fetch.span > 1 {
            let nodes = self.client().nodes().len().max(1);
            (2 * fetch.wanted + SPARE, nodes)
        } else {
            (fetch.wanted, 1)
        };
        let policy = policy((most * nodes) as u64, fetch, deadline);
        let statement = fetch.query.statement.clone();
        let arriving = Arc::new(Arriving::new(fetch.bytes));
        let taking = Arc::clone(&arriving);
        let query = self
            .client()
            .query_foreach(&policy, partitions(fetch), statement, move |sent| {
                ready(taking.take(sent))
            })
            .await
            .map_err(|error| self.scan_failure(Failure::Driver(error)))?;
        Ok(OpenFetch {
            scan: OpenScan(query),
            arriving,
            most,
            bytes: fetch.bytes,
            is_single: fetch.span == 1,
            by_index: fetch.query.statement.filter.is_some(),
        })
    }

    /// Waits for all that a request brings.
    pub(super) async fn finish<R: RecordForm>(&self, open: OpenFetch<R>) -> Result<Fetched<R>> {
        let OpenFetch {
            mut scan,
            arriving,
            most,
            bytes: enough,
            is_single,
            by_index,
        } = open;
        let ended = tokio::select! {
            ended = scan.0.wait() => ended,
            () = arriving.full.notified() => Ok(()),
        };
        let Arrived {
            records,
            bytes,
            failure,
        } = std::mem::take(&mut *arriving.arrived());
        let is_full = bytes > enough;
        if !is_full && let Some(failure) = failure.or(ended.err().map(Failure::Driver)) {
            return Err(self.scan_failure(failure));
        }
        let is_all = |scan: &OpenScan| {
            let filter = scan.0.partition_filter();
            records.len() < most || filter.is_some_and(|filter| filter.done())
        };
        let end = if !is_full && is_all(&scan) {
            End::Complete
        } else if !is_single {
            End::Unknown
        } else if by_index {
            scan.reached().await.map_or(End::Unknown, End::Prefix)
        } else {
            records
                .last()
                .map_or(End::Unknown, |last| End::Prefix(after(last)))
        };
        Ok(Fetched {
            records: in_order(records),
            bytes,
            end,
        })
    }

    /// A stream the driver gives up after retries has no result code: nodes came and went.
    fn scan_failure(&self, failure: Failure) -> Error {
        let Failure::Driver(error) = failure else {
            let message = "The server sent a record without its digest.";
            return Error::new(ErrorKind::Internal, message);
        };
        if matches!(error.kind(), aerospike::ErrorKind::Client)
            && error.server_result_code().is_none()
        {
            Error::new(
                ErrorKind::Unavailable,
                "Nodes failed during the scan; try again.",
            )
            .with_source(error)
        } else {
            self.failure(error)
        }
    }
}

/// The partitions of a request as the driver takes them. It offers no way to say where in an index
/// to go on but the form in which it is kept.
fn partitions(fetch: &Fetch<'_>) -> PartitionFilter {
    let ScanPosition {
        partition,
        digest,
        entry,
    } = fetch.at;
    let digest = digest.map(|digest| digest.0);
    let (begin, count) = (usize::from(partition), usize::from(fetch.span));
    if entry.is_some() {
        let first = json!({ "id": partition, "retry": true, "bval": entry, "digest": digest });
        let others = (partition + 1..partition + fetch.span)
            .map(|id| json!({ "id": id, "retry": true, "bval": null, "digest": null }));
        let partitions: Vec<Json> = std::iter::once(first).chain(others).collect();
        let kept = json!({
            "begin": begin, "count": count, "digest": null, "done": false, "partitions": partitions,
        });
        if let Ok(filter) = serde_json::from_value(kept) {
            return filter;
        }
    }
    let mut filter = PartitionFilter::by_range(begin, count);
    filter.digest = digest;
    filter
}

fn policy(max_records: u64, fetch: &Fetch<'_>, deadline: Deadline) -> QueryPolicy {
    let mut policy = QueryPolicy {
        max_records,
        expected_duration: if fetch.is_job {
            QueryDuration::Long
        } else {
            QueryDuration::Short
        },
        include_bin_data: !fetch.query.bins.is_none(),
        ..QueryPolicy::default()
    };
    policy.base_policy.filter_expression = fetch.query.filter.clone();
    policy.base_policy.total_timeout = deadline.remaining_millis();
    policy.base_policy.socket_timeout = deadline.remaining_millis();
    policy.base_policy.max_retries = RETRIES;
    policy
}

/// Sorts by partition. No record comes twice, as the driver says, also when it had to ask another
/// node; should one, the first is kept. Within a partition the order of arrival is the server's.
fn in_order<R: RecordForm>(mut records: Vec<R>) -> Vec<R> {
    let mut seen = HashSet::with_capacity_and_hasher(records.len(), RandomState::default());
    records.retain(|record| seen.insert(record.key().digest()));
    records.sort_by_cached_key(|record| record.key().digest().partition());
    records
}
