//! Commands on one record, sent alone or as a row of a batch.

use std::time::Instant;

use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::expression::Filter;
use crate::fault::Fault;
use crate::info::config::{NamespaceSettings, SetSettings};
use crate::inject::{CommandKind, Subject};
use crate::metrics::NamespaceMetrics;
use crate::proto::ResultCode;
use crate::proto::flags::{field, info1, info2};
use crate::proto::message::{Digest, Fields, Header, Operation};
use crate::proto::reply::RecordReply;
use crate::security::Pass;
use crate::store::namespace::Namespace;
use crate::store::record::Record;

use super::tally::{self, Origin};
use super::{read, udf, write};

/// A command on one record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct RecordCommand<'a> {
    pub(crate) header: &'a Header,
    pub(crate) fields: &'a Fields,
    pub(crate) digest: Digest,
    pub(crate) operations: &'a [Operation],
    /// Its filter, or what it is refused with for a wrong one.
    pub(crate) filter: Result<Option<&'a Filter>, ResultCode>,
}

/// What a command does, as counters and histograms tell it apart.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Kind {
    Read,
    Write,
    Delete,
    Udf,
}

impl From<Kind> for CommandKind {
    fn from(kind: Kind) -> Self {
        match kind {
            Kind::Read => Self::Read,
            Kind::Write | Kind::Udf => Self::Write,
            Kind::Delete => Self::Delete,
        }
    }
}

/// Where a command runs: the cluster, the namespace, and the node that serves the record.
#[derive(Debug, Clone, Copy)]
pub(crate) struct Place<'a> {
    pub(crate) cluster: &'a Cluster,
    pub(crate) namespace: &'a Namespace,
    /// The namespace's place among the cluster's.
    pub(crate) index: usize,
    pub(crate) node: &'a NodeState,
}

/// Runs a command that `node` received, and counts it. Another node's record is served all the
/// same, as by a proxy.
pub(crate) fn execute(
    cluster: &Cluster,
    node: &NodeState,
    pass: &Pass,
    command: &RecordCommand<'_>,
    in_batch: bool,
) -> RecordReply {
    let started = Instant::now();
    let Some((index, namespace)) = find_namespace(cluster, command.fields) else {
        node.metrics.early_errors.increment();
        return RecordReply::bare(ResultCode::NAMESPACE_NOT_FOUND);
    };
    let Some(kind) = kind(command) else {
        tally::service_error(node, index, in_batch);
        return RecordReply::bare(ResultCode::PARAMETER);
    };
    let master = namespace.partition_of(&command.digest).working_master();
    let origin = Origin {
        in_batch,
        proxied: master.is_some_and(|master| master != node.index),
    };
    let serving = match master {
        Some(master) if origin.proxied => cluster.node(master),
        _ => cluster.node(node.index),
    };
    let place = Place {
        cluster,
        namespace,
        index,
        node: &serving,
    };
    let refusal = injected(cluster, node, command, kind, in_batch);
    let refusal = refusal.or_else(|| pass.record(command.header, command.fields).err());
    let reply = match refusal {
        Some(result) => RecordReply::bare(result),
        None => run(&place, command, kind),
    };
    tally::count(node, &serving, index, kind, origin, reply.result);
    if !origin.proxied {
        tally::record_latency(node, index, kind, in_batch, started.elapsed());
    }
    reply
}

/// The code a fault answers in place of the command.
fn injected(
    cluster: &Cluster,
    node: &NodeState,
    command: &RecordCommand<'_>,
    kind: Kind,
    in_batch: bool,
) -> Option<ResultCode> {
    if let Fault::Answer(result) = node.fault() {
        return Some(result);
    }
    cluster.injections.answer(&Subject {
        node: node.index,
        kind: kind.into(),
        in_batch,
        namespace: command.fields.name(field::NAMESPACE),
        set: command.fields.name(field::SET),
        digest: Some(command.digest),
    })
}

fn run(place: &Place<'_>, command: &RecordCommand<'_>, kind: Kind) -> RecordReply {
    let transaction = [field::TRANSACTION_ID, field::TRANSACTION_DEADLINE];
    if transaction.iter().any(|&kind| command.fields.has(kind)) {
        return RecordReply::bare(place.cluster.options.enterprise_refusal());
    }
    match kind {
        Kind::Read => read::execute(place, command),
        Kind::Write => write::execute(place, command),
        Kind::Delete => write::delete(place, command),
        Kind::Udf => udf::execute(place, command),
    }
}

/// Runs a command on behalf of the cluster itself: nothing is counted, no fault applies.
pub(crate) fn apply(cluster: &Cluster, command: &RecordCommand<'_>) -> RecordReply {
    let Some((index, namespace)) = find_namespace(cluster, command.fields) else {
        return RecordReply::bare(ResultCode::NAMESPACE_NOT_FOUND);
    };
    let Some(kind) = kind(command) else {
        return RecordReply::bare(ResultCode::PARAMETER);
    };
    let master = namespace.partition_of(&command.digest).working_master();
    let Some(master) = master else {
        return RecordReply::bare(ResultCode::UNAVAILABLE);
    };
    run(
        &Place {
            cluster,
            namespace,
            index,
            node: &cluster.node(master),
        },
        command,
        kind,
    )
}

/// The namespace that the fields name, with its index.
pub(crate) fn find_namespace<'a>(
    cluster: &'a Cluster,
    fields: &Fields,
) -> Option<(usize, &'a Namespace)> {
    cluster.namespace(fields.get(field::NAMESPACE)?)
}

fn kind(command: &RecordCommand<'_>) -> Option<Kind> {
    kind_of(command.header, command.fields)
}

/// What a command with this header and these fields does.
pub(crate) fn kind_of(header: &Header, fields: &Fields) -> Option<Kind> {
    if header.info2 & info2::WRITE != 0 {
        Some(if fields.has(field::UDF_MODULE) {
            Kind::Udf
        } else if header.info2 & info2::DELETE != 0 {
            Kind::Delete
        } else {
            Kind::Write
        })
    } else if header.info1 & info1::READ != 0 {
        Some(Kind::Read)
    } else {
        None
    }
}

/// A reply that refuses, with what is known of the record.
pub(super) fn refusal(result: ResultCode, record: Option<&Record>) -> RecordReply {
    RecordReply {
        result,
        generation: record.map_or(0, |record| u32::from(record.generation)),
        void_time: record.map_or(0, |record| record.void_time),
        operations: Vec::new(),
    }
}

/// Whether the key that came with a command contradicts the one stored with the record.
pub(super) fn key_differs(command: &RecordCommand<'_>, record: &Record) -> bool {
    match (command.fields.get(field::KEY), &record.key) {
        (Some(sent), Some(stored)) => sent != stored,
        _ => false,
    }
}

impl Place<'_> {
    /// The namespace's settings on the serving node.
    pub(super) fn settings(&self) -> Option<NamespaceSettings> {
        self.node.config.namespace(self.namespace.name())
    }

    /// A set's settings on the serving node; those of no set limit nothing.
    pub(super) fn set_settings(&self, set: Option<&str>) -> SetSettings {
        set.map_or_else(SetSettings::default, |set| {
            self.node.config.set_settings(self.namespace.name(), set)
        })
    }

    /// The namespace's counters on the serving node.
    pub(super) fn metrics(&self) -> &NamespaceMetrics {
        self.node.metrics.namespace(self.index)
    }
}
