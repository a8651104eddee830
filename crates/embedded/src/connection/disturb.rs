//! Which injected fault strikes a request.

use std::sync::Arc;

use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::command::query::is_background;
use crate::command::{batch, record};
use crate::inject::{CommandKind, Injected, Subject};
use crate::proto::compression;
use crate::proto::flags::{field, info1};
use crate::proto::frame::{Frame, FrameType};
use crate::proto::message::{self, Digest, Fields, Header, Message};

/// The fault that strikes this request, if one does. Only called when the cluster has faults.
pub(super) fn find(cluster: &Cluster, node: &NodeState, frame: &Frame) -> Option<Arc<Injected>> {
    match frame.kind {
        FrameType::Info => bare(cluster, node, CommandKind::Info),
        FrameType::Security => bare(cluster, node, CommandKind::Security),
        FrameType::Message => {
            let message = message::decode(frame.body.clone()).ok()?;
            of_message(cluster, node, &message)
        }
        FrameType::Compressed if cluster.options.compression => {
            let body = compression::inflate(frame.body.clone()).ok()?;
            of_message(cluster, node, &message::decode(body).ok()?)
        }
        FrameType::Compressed | FrameType::Xdr => None,
    }
}

/// That of a command that names no records.
fn bare(cluster: &Cluster, node: &NodeState, kind: CommandKind) -> Option<Arc<Injected>> {
    let nothing = Fields::default();
    cluster
        .injections
        .disturb(&[subject(node, kind, &nothing, None)])
}

/// A query, as faults see it.
pub(crate) fn query<'a>(node: &NodeState, message: &'a Message) -> Subject<'a> {
    subject(node, CommandKind::Query, &message.fields, None)
}

fn of_message(cluster: &Cluster, node: &NodeState, message: &Message) -> Option<Arc<Injected>> {
    if message.header.info1 & info1::BATCH != 0 {
        let batch = batch::decode(node, &message.fields)?;
        let rows = batch.rows.iter().filter_map(|row| {
            let command = &row.command;
            let mut subject = record(node, &command.header, &command.fields, row.digest)?;
            subject.in_batch = true;
            Some(subject)
        });
        return cluster.injections.disturb(&rows.collect::<Vec<_>>());
    }
    if super::is_query(message) || is_background(message) {
        return cluster.injections.disturb(&[query(node, message)]);
    }
    let digest = message.fields.digest().ok()??;
    let subject = record(node, &message.header, &message.fields, digest)?;
    cluster.injections.disturb(&[subject])
}

fn record<'a>(
    node: &NodeState,
    header: &Header,
    fields: &'a Fields,
    digest: Digest,
) -> Option<Subject<'a>> {
    let kind = record::kind_of(header, fields)?;
    Some(subject(node, kind.into(), fields, Some(digest)))
}

fn subject<'a>(
    node: &NodeState,
    kind: CommandKind,
    fields: &'a Fields,
    digest: Option<Digest>,
) -> Subject<'a> {
    Subject {
        node: node.index,
        kind,
        in_batch: false,
        namespace: fields.name(field::NAMESPACE),
        set: fields.name(field::SET),
        digest,
    }
}
