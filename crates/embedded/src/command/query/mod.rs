//! Queries: the records of a set or namespace, partition by partition, all of them or those that a
//! secondary index finds.
//!
//! The client names the partitions it wants from their start, and a digest for each it wants
//! continued after that digest, with the number of the index entry when it searches an index. A
//! partition is answered by its records in order of digest, or of index entry, and by a
//! partition-done message only when this node has no copy of it. The whole answer ends with a
//! message marked last.

mod aggregate;
mod background;
mod outcome;
mod plan;
mod selection;

pub(crate) use background::{Jobs, is_background, start};

use std::io;
use std::time::{Duration, Instant};

use plan::Plan;
use selection::PAGE_RECORDS;

use super::record::find_namespace;
use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::connection::ReplySink;
use crate::connection::disturb;
use crate::fault::Fault;
use crate::index::Entry;
use crate::info::view::{QueryKind, QueryStatus};
use crate::proto::ResultCode;
use crate::proto::message::Message;
use crate::proto::reply::{QueryRow, RecordReply, ReplyBuffer};
use crate::queries::{Query, QueryRequest};
use crate::security::Pass;
use crate::store::namespace::Namespace;
use crate::store::partition::Role;
use crate::store::record::Record;
use crate::udf::Call;

/// Rows are sent when this many bytes are collected.
const CHUNK_BYTES: usize = 128 * 1024;

/// Runs a query and sends its rows and marks.
///
/// # Errors
///
/// When the client is gone or does not read.
pub(crate) async fn execute(
    cluster: &Cluster,
    node: &NodeState,
    pass: &Pass,
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
    let admitted = match injected(cluster, node, message) {
        Some(result) => Err(result),
        None => pass.query(message),
    };
    let planned = admitted.and_then(|share| Ok((share, Plan::read(message, namespace)?)));
    let (_share_of_quota, plan) = match planned {
        Ok(planned) => planned,
        Err(result) => {
            metrics.count(outcome::refused(message));
            buffer.record(&RecordReply::bare(result), 0);
            return sink.send(&mut buffer).await;
        }
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
    let ended = match &plan.call {
        Some(call) => run.aggregate(call, &mut buffer, sink).await,
        None => run.stream(&mut buffer, sink).await,
    };
    let status = match &ended {
        _ if query.is_aborted() => QueryStatus::Aborted,
        Ok(()) if plan.selection.index_is_gone() => QueryStatus::Failed,
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
        } else if self.plan.selection.index_is_gone() {
            Some(ResultCode::INDEX_NOT_FOUND)
        } else {
            None
        }
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
            let selection = &self.plan.selection;
            let (role, page) = selection.page(self.namespace, self.node.index, id, after);
            if matches!(role, Role::Joining | Role::None) {
                buffer.partition_done(id, ResultCode::UNAVAILABLE);
                return Ok(());
            }
            let whole = page.len() < PAGE_RECORDS;
            for (entry, record) in &page {
                after = Some(*entry);
                if !selection.selects(&self.cluster.clock, self.query, *entry, record) {
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
            number: plan.selection.is_by_index().then_some(number),
            generation: u32::from(record.generation),
            void_time: record.void_time,
            bins,
        });
        self.query.record_done();
    }

    async fn flush(&self, buffer: &mut ReplyBuffer, sink: &mut ReplySink<'_>) -> io::Result<()> {
        let bytes = buffer.len();
        let started = Instant::now();
        // A client that does not take its rows must not keep alive what somebody ended.
        tokio::select! {
            sent = sink.send_within(buffer, self.plan.socket_timeout) => sent?,
            () = self.query.aborted() => return Err(io::ErrorKind::ConnectionAborted.into()),
        }
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
        tokio::select! {
            () = tokio::time::sleep(due.saturating_sub(self.started.elapsed())) => {}
            () = self.query.aborted() => {}
        }
        Ok(())
    }
}

impl Plan {
    fn describe(&self, namespace: &Namespace, sink: &ReplySink<'_>) -> QueryRequest {
        QueryRequest {
            id: self.id,
            namespace: namespace.name().to_owned(),
            set: self.selection.set.clone().unwrap_or_default(),
            partitions: self.partitions.len() as u64 - self.requested_digests,
            digests: self.requested_digests,
            records_per_second: self.records_per_second,
            from: sink.peer(),
            socket_timeout: self.socket_timeout,
            kind: match self.call {
                Some(_) => QueryKind::Aggregation,
                None => QueryKind::Basic,
            },
            udf: self.call.as_ref().map(Call::names),
        }
    }
}
