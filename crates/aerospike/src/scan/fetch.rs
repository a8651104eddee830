//! One request for a range of partitions.

use std::collections::HashSet;
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use aerospike::{Bins, PartitionFilter, QueryDuration, QueryHandle, QueryPolicy, Statement};
use futures_util::future::ready;
use tokio::sync::Notify;

use super::{ScanPosition, ScanRequest};
use crate::client::Cluster;
use crate::deadline::{Deadline, Target};
use crate::error::{Error, ErrorKind, Result};
use crate::records::{Key, Record};

/// How often the driver may ask again for partitions that have moved to another node meanwhile.
const RETRIES: usize = 2;
/// The least time a request for several partitions gets.
const LEAST_STEP: Duration = Duration::from_millis(250);
/// Records a node may send of several partitions, beyond twice what the page can use.
const SPARE: usize = 32;

/// A request for the partitions `at.partition .. at.partition + span`.
pub(super) struct Fetch<'a> {
    pub(super) request: &'a ScanRequest,
    pub(super) bins: &'a Bins,
    pub(super) at: ScanPosition,
    pub(super) span: u16,
    /// How many records the page can use.
    pub(super) wanted: usize,
    /// How many bytes of records the page can use.
    pub(super) bytes: usize,
}

/// What a request brought.
pub(super) struct Fetched {
    /// Sorted by partition, in the server's order within one, each record once.
    pub(super) records: Vec<Record>,
    /// Roughly what they take in memory.
    pub(super) bytes: usize,
    pub(super) end: End,
}

/// How far the records of a request reach.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum End {
    /// They are all records of the range.
    Complete,
    /// They are the first of the only partition asked for.
    Prefix,
    /// They are some of several partitions; which are complete cannot be told.
    Unknown,
}

/// Ends the driver's query when it is dropped: else it goes on for nobody.
struct OpenScan(QueryHandle);

impl Drop for OpenScan {
    fn drop(&mut self) {
        self.0.cancel();
    }
}

/// Where records arrive. Each node's stream brings its own, all at the same time.
struct Arriving {
    arrived: Mutex<Arrived>,
    /// Bytes of records the page can use.
    most: usize,
    /// Raised when there are more.
    full: Notify,
}

/// What the nodes have sent so far.
#[derive(Default)]
struct Arrived {
    records: Vec<Record>,
    bytes: usize,
    failure: Option<Failure>,
}

enum Failure {
    Driver(aerospike::Error),
    /// A record came without its digest.
    Nameless,
}

impl Arriving {
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
            Ok(Record::new(Key::from_driver(key), record))
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

    fn arrived(&self) -> MutexGuard<'_, Arrived> {
        self.arrived.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Cluster {
    /// Runs one request. With several partitions it gets half of the time left, so that a smaller
    /// request can follow one that takes too long.
    pub(super) async fn fetch(&self, fetch: Fetch<'_>, deadline: Deadline) -> Result<Fetched> {
        let deadline = if fetch.span > 1 {
            deadline.at_most((deadline.remaining() / 2).max(LEAST_STEP))
        } else {
            deadline
        };
        let target = Target {
            operation: "scan",
            namespace: Some(&fetch.request.namespace),
            set: Some(&fetch.request.set),
        };
        let run = Box::pin(self.run(fetch, deadline));
        deadline.call(target, run).await
    }

    async fn run(&self, fetch: Fetch<'_>, deadline: Deadline) -> Result<Fetched> {
        // The driver divides the limit among nodes. Each may send more than the page can use, for
        // when all partitions happen to be its own: what is cut off has to be asked for again.
        let (most, nodes) = if fetch.span > 1 {
            let nodes = self.client().nodes().len().max(1);
            (2 * fetch.wanted + SPARE, nodes)
        } else {
            (fetch.wanted, 1)
        };
        let policy = policy((most * nodes) as u64, fetch.bins, deadline);
        let ScanRequest { namespace, set, .. } = fetch.request;
        let statement = Statement::new(namespace.as_str(), set.as_str(), fetch.bins.clone());
        let arriving = Arc::new(Arriving::new(fetch.bytes));
        let taking = Arc::clone(&arriving);
        let query = self
            .client()
            .query_foreach(&policy, partitions(&fetch), statement, move |sent| {
                ready(taking.take(sent))
            })
            .await
            .map_err(|error| self.scan_failure(Failure::Driver(error)))?;
        let mut scan = OpenScan(query);
        let ended = tokio::select! {
            ended = scan.0.wait() => ended,
            () = arriving.full.notified() => Ok(()),
        };
        let Arrived {
            records,
            bytes,
            failure,
        } = std::mem::take(&mut *arriving.arrived());
        if bytes > fetch.bytes {
            let end = if fetch.span == 1 {
                End::Prefix
            } else {
                End::Unknown
            };
            return Ok(Fetched {
                records: in_order(records),
                bytes,
                end,
            });
        }
        if let Some(failure) = failure.or(ended.err().map(Failure::Driver)) {
            return Err(self.scan_failure(failure));
        }
        let all = records.len() < most
            || scan
                .0
                .partition_filter()
                .is_some_and(|filter| filter.done());
        let end = match (all, fetch.span) {
            (true, _) => End::Complete,
            (false, 1) => End::Prefix,
            (false, _) => End::Unknown,
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

fn partitions(fetch: &Fetch<'_>) -> PartitionFilter {
    let mut filter =
        PartitionFilter::by_range(usize::from(fetch.at.partition), usize::from(fetch.span));
    filter.digest = fetch.at.digest.map(|digest| digest.0);
    filter
}

fn policy(max_records: u64, bins: &Bins, deadline: Deadline) -> QueryPolicy {
    let mut policy = QueryPolicy {
        max_records,
        expected_duration: QueryDuration::Short,
        include_bin_data: !bins.is_none(),
        ..QueryPolicy::default()
    };
    policy.base_policy.total_timeout = deadline.remaining_millis();
    policy.base_policy.socket_timeout = deadline.remaining_millis();
    policy.base_policy.max_retries = RETRIES;
    policy
}

/// Sorts by partition. No record comes twice, as the driver says, also when it had to ask another
/// node; should one, the first is kept. Within a partition the order of arrival is the server's.
fn in_order(mut records: Vec<Record>) -> Vec<Record> {
    let mut seen = HashSet::with_capacity(records.len());
    records.retain(|record| seen.insert(record.key.digest()));
    records.sort_by_key(|record| record.key.digest().partition());
    records
}
