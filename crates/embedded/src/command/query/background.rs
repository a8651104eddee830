//! Background queries: operations on all records that a query finds, after the client has its answer.

use std::io;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::Bytes;
use tokio_util::sync::CancellationToken;
use tokio_util::task::TaskTracker;

use super::plan::number;
use super::selection::{PAGE_RECORDS, Selection};
use super::{injected, outcome};
use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::command::record::{self, RecordCommand, find_namespace};
use crate::connection::ReplySink;
use crate::index::Entry;
use crate::info::config::Context;
use crate::info::counter::NamespaceCounter as C;
use crate::info::view::{QueryKind, QueryStatus};
use crate::proto::ResultCode;
use crate::proto::flags::{field, info2, info3, op};
use crate::proto::message::{Field, Fields, Header, Message, Operation, PARTITIONS};
use crate::proto::reply::{RecordReply, ReplyBuffer};
use crate::queries::{Query, QueryRequest};
use crate::security::{Pass, Reservation};
use crate::store::namespace::Namespace;
use crate::store::partition::Role;
use crate::store::record::Record;
use crate::udf::{Call, Scope};

/// Most background queries of a node at a time.
const MAX_JOBS: u64 = 100;
/// What a server shows as the socket timeout of such queries, which have no socket.
const SOCKET_TIMEOUT: Duration = Duration::from_secs(10);
/// The setting that limits the records of a second, and its default.
const MAX_RATE: &str = "background-query-max-rps";
const DEFAULT_RATE: u32 = 10_000;

/// The fields that name a function and what it is called with.
const CALL_FIELDS: [u8; 3] = [field::UDF_MODULE, field::UDF_FUNCTION, field::UDF_ARGUMENTS];

/// Where background queries run: they belong to the node's server and end with it.
#[derive(Debug, Clone)]
pub(crate) struct Jobs {
    pub(crate) tasks: TaskTracker,
    pub(crate) stop: CancellationToken,
}

/// Whether a message that is no batch and no query for rows is a background query.
pub(crate) fn is_background(message: &Message) -> bool {
    let fields = &message.fields;
    message.header.info2 & info2::WRITE != 0
        && fields.has(field::QUERY_ID)
        && !fields.has(field::DIGEST)
        && !fields.has(field::KEY)
}

/// Starts a background query, and answers that it did.
///
/// # Errors
///
/// When the client is gone or does not read.
pub(crate) async fn start(
    cluster: &Arc<Cluster>,
    node: &Arc<NodeState>,
    jobs: &Jobs,
    pass: &Pass,
    message: &Message,
    sink: &mut ReplySink<'_>,
) -> io::Result<()> {
    let mut buffer = ReplyBuffer::default();
    let Some((index, namespace)) = find_namespace(cluster, &message.fields) else {
        node.metrics.early_errors.increment();
        buffer.record(&RecordReply::bare(ResultCode::NAMESPACE_NOT_FOUND), 0);
        return sink.send(&mut buffer).await;
    };
    let admitted = match injected(cluster, node, message) {
        Some(result) => Err(result),
        None => pass.background(message),
    };
    let started = admitted.and_then(|share| Ok((share, Work::read(message, node, namespace)?)));
    let (share_of_quota, work) = match started {
        Ok(started) => started,
        Err(result) => {
            let counter = outcome::background(message, QueryStatus::Failed);
            node.metrics.namespace(index).count(counter);
            buffer.record(&RecordReply::bare(result), 0);
            return sink.send(&mut buffer).await;
        }
    };
    buffer.last(ResultCode::OK);
    let query = node.queries.begin(QueryRequest {
        id: work.id,
        namespace: namespace.name().to_owned(),
        set: work.selection.set.clone().unwrap_or_default(),
        partitions: u64::from(PARTITIONS),
        digests: 0,
        records_per_second: work.rate,
        from: sink.peer(),
        socket_timeout: SOCKET_TIMEOUT,
        kind: match work.call {
            Some(_) => QueryKind::BackgroundUdf,
            None => QueryKind::BackgroundOperations,
        },
        udf: work.call.as_ref().map(Call::names),
    });
    query.bytes_sent(buffer.framed_len(), Duration::ZERO);
    let job = Job {
        cluster: Arc::clone(cluster),
        node: Arc::clone(node),
        namespace: index,
        work,
        query,
        started: Instant::now(),
        _share_of_quota: share_of_quota,
    };
    let by = outcome::background(message, QueryStatus::Done);
    let aborted = outcome::background(message, QueryStatus::Aborted);
    let failed = outcome::background(message, QueryStatus::Failed);
    let stop = jobs.stop.clone();
    jobs.tasks.spawn(async move {
        let status = tokio::select! {
            () = stop.cancelled() => QueryStatus::Failed,
            status = job.run() => status,
        };
        job.node
            .queries
            .finish(&job.query, status, job.node.config.service().query_max_done);
        let counter = match status {
            QueryStatus::Done => by,
            QueryStatus::Aborted => aborted,
            QueryStatus::Active | QueryStatus::Failed => failed,
        };
        job.node.metrics.namespace(index).count(counter);
    });
    sink.send(&mut buffer).await
}

/// What a background query is to do.
struct Work {
    id: u64,
    selection: Selection,
    header: Header,
    operations: Vec<Operation>,
    /// The function to call in place of operations, and the fields that say so.
    call: Option<Call>,
    call_fields: Vec<Field>,
    rate: u32,
}

impl Work {
    fn read(
        message: &Message,
        node: &NodeState,
        namespace: &Namespace,
    ) -> Result<Self, ResultCode> {
        let fields = &message.fields;
        if message.header.info2 & info2::DELETE != 0 {
            return Err(ResultCode::UNSUPPORTED_FEATURE);
        }
        let call = Call::read(fields, Scope::EachRecord)?;
        let reads = [op::READ, op::CDT_READ, op::EXPRESSION_READ];
        let is_read = |operation: &Operation| reads.contains(&operation.code);
        let is_idle = message.operations.is_empty() && call.is_none();
        if is_idle || message.operations.iter().any(is_read) {
            return Err(ResultCode::PARAMETER);
        }
        let id = number(fields, field::QUERY_ID, u64::from_be_bytes)?.unwrap_or_default();
        let selection = Selection::read(fields, namespace)?;
        if node.queries.is_active(id) {
            return Err(ResultCode::PARAMETER);
        }
        if node.queries.active() >= MAX_JOBS {
            return Err(ResultCode::FORBIDDEN);
        }
        let most = most_per_second(node, namespace);
        let asked = number(fields, field::RECORDS_PER_SECOND, u32::from_be_bytes)?;
        Ok(Self {
            id,
            selection,
            header: Header {
                info2: info2::WRITE | message.header.info2 & info2::DURABLE_DELETE,
                info3: info3::UPDATE_ONLY,
                ttl: message.header.ttl,
                ..Header::default()
            },
            operations: message.operations.clone(),
            call,
            call_fields: CALL_FIELDS
                .iter()
                .filter_map(|&kind| {
                    let value = fields.get(kind)?.clone();
                    Some(Field { kind, value })
                })
                .collect(),
            rate: asked.filter(|&rate| rate != 0).unwrap_or(most).min(most),
        })
    }
}

fn most_per_second(node: &NodeState, namespace: &Namespace) -> u32 {
    let settings = node.config.list(Context::Namespace(namespace.name()));
    let settings = settings.unwrap_or_default();
    let found = settings.iter().find(|(name, _)| *name == MAX_RATE);
    let rate = found.and_then(|(_, value)| value.parse().ok());
    rate.filter(|&rate| rate != 0).unwrap_or(DEFAULT_RATE)
}

/// A background query on its way.
struct Job {
    cluster: Arc<Cluster>,
    node: Arc<NodeState>,
    namespace: usize,
    work: Work,
    query: Arc<Query>,
    started: Instant,
    _share_of_quota: Reservation,
}

impl Job {
    async fn run(&self) -> QueryStatus {
        for id in 0..PARTITIONS {
            self.partition(id).await;
            if self.query.is_aborted() {
                return QueryStatus::Aborted;
            }
            if self.work.selection.index_is_gone() {
                return QueryStatus::Failed;
            }
            self.query.partition_done();
            // Partitions of other nodes take no time; others are to run meanwhile.
            tokio::task::consume_budget().await;
        }
        QueryStatus::Done
    }

    /// Works on a partition, if this node is the one to do so.
    async fn partition(&self, id: u16) {
        let namespace = &self.cluster.namespaces()[self.namespace];
        for (entry, record) in self.found(namespace, id) {
            if self.query.is_aborted() {
                return;
            }
            self.record(namespace, entry, &record).await;
        }
    }

    /// All that there is to look at in a partition, before any of it changes: a changed record may get
    /// another place in the index, where it must not be found again.
    fn found(&self, namespace: &Namespace, id: u16) -> Vec<(Entry, Arc<Record>)> {
        let mut found = Vec::new();
        loop {
            let after = found.last().map(|(entry, _)| *entry);
            let selection = &self.work.selection;
            let (role, page) = selection.page(namespace, self.node.index, id, after);
            if role != Role::Master {
                return found;
            }
            let is_last = page.len() < PAGE_RECORDS;
            found.extend(page);
            if is_last {
                return found;
            }
        }
    }

    async fn record(&self, namespace: &Namespace, entry: Entry, record: &Record) {
        let work = &self.work;
        let clock = &self.cluster.clock;
        if !work.selection.is_of_set(record) {
            return;
        }
        self.pace().await;
        if !work.selection.selects(clock, &self.query, entry, record) {
            return;
        }
        let set = record.set.as_ref().map_or("", |set| set.name());
        let text = |kind: u8, value: &str| Field {
            kind,
            value: Bytes::copy_from_slice(value.as_bytes()),
        };
        let mut fields = vec![
            text(field::NAMESPACE, namespace.name()),
            text(field::SET, set),
        ];
        fields.extend(work.call_fields.iter().cloned());
        let fields = Fields(fields);
        // The filter once more: the record may have changed since it was looked at.
        let reply = record::apply(
            &self.cluster,
            &RecordCommand {
                header: &work.header,
                fields: &fields,
                digest: entry.1,
                operations: &work.operations,
                filter: Ok(work.selection.filter.as_ref()),
            },
        );
        let [success, filtered_out, error] = match work.call {
            Some(_) => [
                C::UdfSubUdfComplete,
                C::UdfSubUdfFilteredOut,
                C::UdfSubUdfError,
            ],
            None => [
                C::OpsSubWriteSuccess,
                C::OpsSubWriteFilteredOut,
                C::OpsSubWriteError,
            ],
        };
        let counter = match reply.result {
            ResultCode::OK => {
                self.query.record_done();
                success
            }
            ResultCode::FILTERED_OUT => filtered_out,
            // It is gone, as if it had not been found.
            ResultCode::NOT_FOUND => return,
            _ => {
                self.query.record_failed();
                error
            }
        };
        self.node.metrics.namespace(self.namespace).count(counter);
    }

    /// Waits until the records looked at so far are no more than the rate allows.
    async fn pace(&self) {
        self.query.record_throttled();
        let due = Duration::from_secs(self.query.throttled()) / self.work.rate;
        let wait = due.saturating_sub(self.started.elapsed());
        if wait < Duration::from_millis(1) {
            return;
        }
        tokio::select! {
            () = tokio::time::sleep(wait) => {}
            () = self.query.aborted() => {}
        }
    }
}
