//! Queries: the records of a set or namespace, partition by partition, all of them or those that a
//! secondary index finds.
//!
//! The client names the partitions it wants from their start, and a digest for each it wants
//! continued after that digest, with the number of the index entry when it searches an index. A
//! partition is answered by its records in order of digest, or of index entry, and by a
//! partition-done message only when this node has no copy of it. The whole answer ends with a
//! message marked last.

mod outcome;
mod plan;

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use plan::Plan;

use super::record::find_namespace;
use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::connection::ReplySink;
use crate::connection::disturb;
use crate::expression::{Subject, Verdict};
use crate::fault::Fault;
use crate::index::Entry;
use crate::info::view::QueryStatus;
use crate::proto::ResultCode;
use crate::proto::message::{Digest, Message};
use crate::proto::reply::{QueryRow, RecordReply, ReplyBuffer};
use crate::queries::{Query, QueryRequest};
use crate::store::namespace::Namespace;
use crate::store::partition::Role;
use crate::store::record::Record;

/// Rows are sent when this many bytes are collected.
const CHUNK_BYTES: usize = 128 * 1024;
/// Records taken from a partition under one lock.
const PAGE_RECORDS: usize = 256;

/// Runs a query and sends its rows and marks.
///
/// # Errors
///
/// When the client is gone or does not read.
pub(crate) async fn execute(
    cluster: &Cluster,
    node: &NodeState,
    message: &Message,
    sink: &mut ReplySink<'_>,
) -> io::Result<()> {
    let started = Instant::now();
    let mut buffer = ReplyBuffer::default();
    let Some((index, namespace)) = find_namespace(cluster, &message.fields) else {
        node.metrics.early_errors.increment();
        buffer.record(&RecordReply::bare(ResultCode::NAMESPACE_NOT_FOUND), 0);
        return sink.send(&mut buffer).await;
    };
    let metrics = node.metrics.namespace(index);
    let plan = Plan::read(message, namespace);
    let plan = match (injected(cluster, node, message), plan) {
        (Some(result), _) | (_, Err(result)) => {
            metrics.count(outcome::refused(message));
            buffer.record(&RecordReply::bare(result), 0);
            return sink.send(&mut buffer).await;
        }
        (_, Ok(plan)) => plan,
    };
    let query = node.queries.begin(plan.describe(namespace, sink));
    let mut run = Run {
        cluster,
        node,
        namespace,
        plan: &plan,
        query: &query,
        started,
    };
    let ended = run.stream(&mut buffer, sink).await;
    let status = match &ended {
        Ok(()) if query.is_aborted() => QueryStatus::Aborted,
        Ok(()) if run.index_is_gone() => QueryStatus::Failed,
        Ok(()) => QueryStatus::Done,
        Err(_) => QueryStatus::Failed,
    };
    node.queries
        .finish(&query, status, node.config.service().query_max_done);
    metrics.count(outcome::ended(&plan, status));
    metrics
        .histogram(outcome::histogram(&plan))
        .record(started.elapsed());
    ended
}

/// The code a fault answers in place of the query.
fn injected(cluster: &Cluster, node: &NodeState, message: &Message) -> Option<ResultCode> {
    if let Fault::Answer(result) = node.fault() {
        return Some(result);
    }
    cluster.injections.answer(&disturb::query(node, message))
}

/// A query on its way.
struct Run<'a> {
    cluster: &'a Cluster,
    node: &'a NodeState,
    namespace: &'a Namespace,
    plan: &'a Plan,
    query: &'a Query,
    started: Instant,
}

impl Run<'_> {
    async fn stream(
        &mut self,
        buffer: &mut ReplyBuffer,
        sink: &mut ReplySink<'_>,
    ) -> io::Result<()> {
        let mut left = self.plan.max_records;
        for &(partition, after) in &self.plan.partitions {
            if left == 0 || self.end().is_some() {
                break;
            }
            self.partition(partition, after, &mut left, buffer, sink)
                .await?;
            self.query.partition_done();
            // Partitions without a row send nothing; others are to run meanwhile.
            tokio::task::consume_budget().await;
        }
        if !buffer.is_empty() {
            self.flush(buffer, sink).await?;
        }
        // As a server does, the end comes in a message of its own.
        buffer.last(self.end().unwrap_or(ResultCode::OK));
        sink.send(buffer).await
    }

    /// Why the query ends before it is done.
    fn end(&self) -> Option<ResultCode> {
        if self.query.is_aborted() {
            Some(ResultCode::ABORTED)
        } else if self.index_is_gone() {
            Some(ResultCode::INDEX_NOT_FOUND)
        } else {
            None
        }
    }

    fn index_is_gone(&self) -> bool {
        let search = self.plan.search.as_ref();
        search.is_some_and(|search| search.index().is_dropped())
    }

    /// A page of a partition's copy on this node, and which role it has.
    fn page(&self, id: u16, after: Option<Entry>) -> (Role, Vec<(Entry, Arc<Record>)>) {
        let partition = self.namespace.partition(id);
        let node = self.node.index;
        let page = match &self.plan.search {
            // An index that is gone ends the query.
            Some(search) => partition
                .search(node, search, after, PAGE_RECORDS)
                .unwrap_or_default(),
            None => {
                let after = after.map(|(_, digest)| digest);
                let page = partition.page(node, after, PAGE_RECORDS).into_iter();
                page.map(|(digest, record)| ((0, digest), record)).collect()
            }
        };
        (partition.role(node), page)
    }

    /// Sends one partition's rows, or says that this node has no copy of it.
    async fn partition(
        &self,
        id: u16,
        mut after: Option<Entry>,
        left: &mut u64,
        buffer: &mut ReplyBuffer,
        sink: &mut ReplySink<'_>,
    ) -> io::Result<()> {
        loop {
            let (role, page) = self.page(id, after);
            if matches!(role, Role::Joining | Role::None) {
                buffer.partition_done(id, ResultCode::UNAVAILABLE);
                return Ok(());
            }
            let whole = page.len() < PAGE_RECORDS;
            for (entry, record) in &page {
                after = Some(*entry);
                if !self.selects(*entry, record) {
                    continue;
                }
                self.row(*entry, record, buffer);
                *left -= 1;
                if buffer.len() >= CHUNK_BYTES {
                    self.flush(buffer, sink).await?;
                }
                self.pace(buffer, sink).await?;
                if *left == 0 || self.end().is_some() {
                    return Ok(());
                }
            }
            if whole {
                return Ok(());
            }
            // Records that are left out send nothing; others are to run meanwhile.
            tokio::task::consume_budget().await;
        }
    }

    fn selects(&self, (number, digest): Entry, record: &Record) -> bool {
        let in_set = match &self.plan.set {
            Some(set) => record.set.as_ref().is_some_and(|of| of.name() == set),
            None => true,
        };
        in_set
            && !record.is_expired(self.cluster.clock.void_time())
            && (self.plan.search.as_ref()).is_none_or(|search| search.finds(number, digest, record))
            && self.admits(digest, record)
    }

    /// Whether the filter lets a record through; one that is left out is counted.
    fn admits(&self, digest: Digest, record: &Record) -> bool {
        let Some(filter) = &self.plan.filter else {
            return true;
        };
        let now = self.cluster.clock.update_time();
        let verdict = filter.judge(&Subject::stored(digest, record, now), &record.bins);
        self.query.record_judged(verdict);
        verdict == Verdict::Admitted
    }

    fn row(&self, (number, digest): Entry, record: &Record, buffer: &mut ReplyBuffer) {
        let plan = self.plan;
        let wanted = |name: &bytes::Bytes| plan.bins.is_empty() || plan.bins.contains(name);
        let bins = (!plan.without_bins).then(|| {
            let bins = record.bins.iter().filter(|bin| wanted(&bin.name));
            bins.map(|bin| (bin.name.as_ref(), &bin.value)).collect()
        });
        buffer.query_row(&QueryRow {
            namespace: self.namespace.name().as_bytes(),
            set: record.set.as_ref().map(|set| set.name().as_bytes()),
            digest,
            key: record.key.as_deref(),
            number: plan.search.as_ref().map(|_| number),
            generation: u32::from(record.generation),
            void_time: record.void_time,
            bins,
        });
        self.query.record_sent();
    }

    async fn flush(&self, buffer: &mut ReplyBuffer, sink: &mut ReplySink<'_>) -> io::Result<()> {
        let bytes = buffer.len();
        let started = Instant::now();
        sink.send_within(buffer, self.plan.socket_timeout).await?;
        self.query.bytes_sent(bytes, started.elapsed());
        Ok(())
    }

    /// Waits until the records sent so far are no more than the asked-for rate allows.
    async fn pace(&self, buffer: &mut ReplyBuffer, sink: &mut ReplySink<'_>) -> io::Result<()> {
        let rate = self.plan.records_per_second;
        if rate == 0 {
            return Ok(());
        }
        let due = Duration::from_secs(self.query.records()) / rate;
        if due <= self.started.elapsed() {
            return Ok(());
        }
        if !buffer.is_empty() {
            self.flush(buffer, sink).await?;
        }
        tokio::time::sleep(due.saturating_sub(self.started.elapsed())).await;
        Ok(())
    }
}

impl Plan {
    fn describe(&self, namespace: &Namespace, sink: &ReplySink<'_>) -> QueryRequest {
        QueryRequest {
            id: self.id,
            namespace: namespace.name().to_owned(),
            set: self.set.clone().unwrap_or_default(),
            partitions: self.partitions.len() as u64 - self.requested_digests,
            digests: self.requested_digests,
            records_per_second: self.records_per_second,
            from: sink.peer(),
            socket_timeout: self.socket_timeout,
        }
    }
}
