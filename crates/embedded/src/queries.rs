//! The queries of a node: those that run, and those that finished lately.

use std::collections::VecDeque;
use std::net::SocketAddr;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::{Duration, Instant};

use tokio_util::sync::CancellationToken;

use crate::expression::Verdict;
use crate::info::view::{QueryKind, QueryStatus, QueryView};

/// What a query was asked for.
#[derive(Debug, Clone)]
pub(crate) struct QueryRequest {
    pub(crate) id: u64,
    pub(crate) namespace: String,
    pub(crate) set: String,
    pub(crate) partitions: u64,
    pub(crate) digests: u64,
    pub(crate) records_per_second: u32,
    pub(crate) from: SocketAddr,
    pub(crate) socket_timeout: Duration,
    pub(crate) kind: QueryKind,
    /// The module and the function it calls.
    pub(crate) udf: Option<(String, String)>,
}

/// A query.
#[derive(Debug)]
pub(crate) struct Query {
    request: QueryRequest,
    started: Instant,
    aborted: CancellationToken,
    partitions_done: AtomicU64,
    records: AtomicU64,
    failed: AtomicU64,
    throttled: AtomicU64,
    filtered_by_metadata: AtomicU64,
    filtered_by_bins: AtomicU64,
    net_bytes: AtomicU64,
    net_micros: AtomicU64,
    end: Mutex<Option<(Instant, QueryStatus)>>,
}

impl Query {
    /// Whether somebody asked it to stop.
    pub(crate) fn is_aborted(&self) -> bool {
        self.aborted.is_cancelled()
    }

    /// Returns when somebody asks it to stop.
    pub(crate) async fn aborted(&self) {
        self.aborted.cancelled().await;
    }

    pub(crate) fn partition_done(&self) {
        self.partitions_done.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes a record that was sent or changed.
    pub(crate) fn record_done(&self) {
        self.records.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes a record that could not be changed.
    pub(crate) fn record_failed(&self) {
        self.failed.fetch_add(1, Ordering::Relaxed);
    }

    /// Notes a record that was looked at no faster than allowed.
    pub(crate) fn record_throttled(&self) {
        self.throttled.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn throttled(&self) -> u64 {
        self.throttled.load(Ordering::Relaxed)
    }

    /// Notes what the filter did with a record.
    pub(crate) fn record_judged(&self, verdict: Verdict) {
        let counter = match verdict {
            Verdict::Admitted => return,
            Verdict::OutByMetadata => &self.filtered_by_metadata,
            Verdict::OutByBins => &self.filtered_by_bins,
        };
        counter.fetch_add(1, Ordering::Relaxed);
    }

    pub(crate) fn records(&self) -> u64 {
        self.records.load(Ordering::Relaxed)
    }

    pub(crate) fn bytes_sent(&self, bytes: usize, took: Duration) {
        self.net_bytes.fetch_add(bytes as u64, Ordering::Relaxed);
        let micros = u64::try_from(took.as_micros()).unwrap_or(u64::MAX);
        self.net_micros.fetch_add(micros, Ordering::Relaxed);
    }

    fn view(&self) -> QueryView {
        let end = *self.end.lock().unwrap_or_else(PoisonError::into_inner);
        let (run_time, since_done) = end.map_or_else(
            || (self.started.elapsed(), Duration::ZERO),
            |(at, _)| (at.duration_since(self.started), at.elapsed()),
        );
        let request = &self.request;
        let wanted = request.partitions + request.digests;
        let done = self.partitions_done.load(Ordering::Relaxed);
        QueryView {
            id: request.id,
            namespace: request.namespace.clone(),
            set: request.set.clone(),
            partitions_requested: request.partitions,
            digests_requested: request.digests,
            records_per_second: request.records_per_second,
            active_threads: u32::from(end.is_none()),
            status: end.map_or(QueryStatus::Active, |(_, status)| status),
            progress_pct: if wanted == 0 {
                100.0
            } else {
                done as f64 * 100.0 / wanted as f64
            },
            run_time,
            since_done,
            records_filtered_by_metadata: self.filtered_by_metadata.load(Ordering::Relaxed),
            records_filtered_by_bins: self.filtered_by_bins.load(Ordering::Relaxed),
            records_succeeded: self.records(),
            records_failed: self.failed.load(Ordering::Relaxed),
            records_throttled: self.throttled(),
            from: request.from,
            net_io_bytes: self.net_bytes.load(Ordering::Relaxed),
            net_io_time: Duration::from_micros(self.net_micros.load(Ordering::Relaxed)),
            socket_timeout: request.socket_timeout,
            kind: request.kind,
            udf: request.udf.clone(),
        }
    }
}

/// All queries of a node.
#[derive(Debug, Default)]
pub(crate) struct Queries {
    inner: Mutex<Inner>,
}

#[derive(Debug, Default)]
struct Inner {
    active: Vec<Arc<Query>>,
    /// Newest first.
    finished: VecDeque<Arc<Query>>,
}

impl Queries {
    /// Notes a query that starts now.
    pub(crate) fn begin(&self, request: QueryRequest) -> Arc<Query> {
        let query = Arc::new(Query {
            request,
            started: Instant::now(),
            aborted: CancellationToken::new(),
            partitions_done: AtomicU64::new(0),
            records: AtomicU64::new(0),
            failed: AtomicU64::new(0),
            throttled: AtomicU64::new(0),
            filtered_by_metadata: AtomicU64::new(0),
            filtered_by_bins: AtomicU64::new(0),
            net_bytes: AtomicU64::new(0),
            net_micros: AtomicU64::new(0),
            end: Mutex::new(None),
        });
        self.lock().active.push(Arc::clone(&query));
        query
    }

    /// Notes that a query ended; at most `remembered` finished ones are kept.
    pub(crate) fn finish(&self, query: &Arc<Query>, status: QueryStatus, remembered: u64) {
        *query.end.lock().unwrap_or_else(PoisonError::into_inner) = Some((Instant::now(), status));
        let mut inner = self.lock();
        inner.active.retain(|active| !Arc::ptr_eq(active, query));
        inner.finished.push_front(Arc::clone(query));
        inner
            .finished
            .truncate(usize::try_from(remembered).unwrap_or(usize::MAX));
    }

    /// Active queries, then finished ones, newest first.
    pub(crate) fn views(&self) -> Vec<QueryView> {
        let inner = self.lock();
        inner
            .active
            .iter()
            .chain(&inner.finished)
            .map(|query| query.view())
            .collect()
    }

    /// Whether a query with this id runs.
    pub(crate) fn is_active(&self, id: u64) -> bool {
        let inner = self.lock();
        inner.active.iter().any(|query| query.request.id == id)
    }

    pub(crate) fn active(&self) -> u64 {
        self.lock().active.len() as u64
    }

    /// Asks a query to stop; false when none with this id runs.
    pub(crate) fn abort(&self, id: u64) -> bool {
        let inner = self.lock();
        let mut found = false;
        for query in inner.active.iter().filter(|query| query.request.id == id) {
            query.aborted.cancel();
            found = true;
        }
        found
    }

    /// Asks all queries to stop; how many there are.
    pub(crate) fn abort_all(&self) -> usize {
        let inner = self.lock();
        for query in &inner.active {
            query.aborted.cancel();
        }
        inner.active.len()
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, Inner> {
        self.inner.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
