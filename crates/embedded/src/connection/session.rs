//! What a connection asks for, answered: info, security, records, batches and queries.

use std::io;
use std::net::IpAddr;
use std::sync::Arc;

use bytes::Bytes;

use super::disturb;
use super::sink::ReplySink;
use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::command::record::{self, RecordCommand};
use crate::command::{batch, filter, query};
use crate::info;
use crate::inject::Injected;
use crate::proto::ResultCode;
use crate::proto::compression;
use crate::proto::flags::{field, info1};
use crate::proto::frame::{self, Frame, FrameType};
use crate::proto::message::{self, Message};
use crate::proto::reader::Malformed;
use crate::proto::reply::{RecordReply, ReplyBuffer};
use crate::security::{Guard, Pass};
use crate::view::NodeInfo;

/// A node as one of its clients uses it.
pub(super) struct Session {
    cluster: Arc<Cluster>,
    pub(super) node: Arc<NodeState>,
    jobs: query::Jobs,
    info: NodeInfo,
    guard: Guard,
}

impl Session {
    pub(super) fn new(
        cluster: Arc<Cluster>,
        node: Arc<NodeState>,
        jobs: query::Jobs,
        peer: IpAddr,
    ) -> Self {
        Self {
            info: NodeInfo::new(Arc::clone(&cluster), Arc::clone(&node)),
            guard: Guard::new(Arc::clone(&cluster), Arc::clone(&node), peer),
            cluster,
            node,
            jobs,
        }
    }

    /// The injected fault that strikes a request.
    pub(super) fn fault_for(&self, frame: &Frame) -> Option<Arc<Injected>> {
        if self.cluster.injections.is_empty() {
            return None;
        }
        disturb::find(&self.cluster, &self.node, frame)
    }

    /// Answers a request.
    ///
    /// # Errors
    ///
    /// When the client is gone or does not read.
    pub(super) async fn answer(
        &mut self,
        frame: Frame,
        sink: &mut ReplySink<'_>,
    ) -> io::Result<()> {
        match frame.kind {
            FrameType::Info => {
                let reply = self.answer_info(&frame.body);
                self.node.metrics.info_complete.increment();
                sink.send_bytes(&frame::encode(FrameType::Info, &reply))
                    .await
            }
            FrameType::Security => sink.send_bytes(&self.guard.answer(frame.body)).await,
            FrameType::Compressed if self.cluster.options.compression => {
                match compression::inflate(frame.body) {
                    Ok(body) => self.count_message(body, sink).await,
                    Err(Malformed) => self.refuse_malformed(sink).await,
                }
            }
            FrameType::Compressed => {
                send(RecordReply::bare(ResultCode::ENTERPRISE_ONLY), sink).await
            }
            FrameType::Xdr => Ok(()),
            FrameType::Message => self.count_message(frame.body, sink).await,
        }
    }

    fn answer_info(&self, body: &[u8]) -> Vec<u8> {
        match self.guard.pass() {
            Ok(pass) => info::answer_permitted(&self.info, body, &|permission, namespace, set| {
                pass.permits(permission, namespace.as_bytes(), set.as_bytes())
            }),
            Err(refusal) => info::refusal(refusal),
        }
    }

    async fn count_message(&self, body: Bytes, sink: &mut ReplySink<'_>) -> io::Result<()> {
        self.node.metrics.in_progress.increment();
        let answered = self.answer_message(body, sink).await;
        self.node.metrics.in_progress.decrement();
        answered
    }

    async fn answer_message(&self, body: Bytes, sink: &mut ReplySink<'_>) -> io::Result<()> {
        let Ok(message) = message::decode(body) else {
            return self.refuse_malformed(sink).await;
        };
        let wants_compression = message.header.info1 & info1::COMPRESS_REPLY != 0;
        if wants_compression && self.cluster.options.compression {
            sink.compress();
        }
        let pass = match self.guard.pass() {
            Ok(pass) => pass,
            Err(refusal) => return self.refuse(&message, refusal, sink).await,
        };
        if message.header.info1 & info1::BATCH != 0 {
            return batch::execute(&self.cluster, &self.node, &pass, &message, sink).await;
        }
        if is_query(&message) {
            return query::execute(&self.cluster, &self.node, &pass, &message, sink).await;
        }
        if query::is_background(&message) {
            return query::start(&self.cluster, &self.node, &self.jobs, &pass, &message, sink)
                .await;
        }
        send(self.record(&pass, &message), sink).await
    }

    /// Refuses a command before it is looked at.
    async fn refuse(
        &self,
        message: &Message,
        result: ResultCode,
        sink: &mut ReplySink<'_>,
    ) -> io::Result<()> {
        let mut buffer = ReplyBuffer::default();
        if message.header.info1 & info1::BATCH != 0 {
            buffer.last(result);
        } else {
            buffer.record(&RecordReply::bare(result), 0);
        }
        sink.send(&mut buffer).await
    }

    async fn refuse_malformed(&self, sink: &mut ReplySink<'_>) -> io::Result<()> {
        self.node.metrics.demarshal_errors.increment();
        send(RecordReply::bare(ResultCode::PARAMETER), sink).await
    }

    /// Runs a command on one record.
    fn record(&self, pass: &Pass, message: &Message) -> RecordReply {
        if record::find_namespace(&self.cluster, &message.fields).is_none() {
            self.node.metrics.early_errors.increment();
            return RecordReply::bare(ResultCode::NAMESPACE_NOT_FOUND);
        }
        match message.fields.digest() {
            Err(_) => RecordReply::bare(ResultCode::PARAMETER),
            Ok(None) => RecordReply::bare(ResultCode::UNSUPPORTED_FEATURE),
            Ok(Some(digest)) => {
                let filter = filter::read(&message.fields);
                let command = RecordCommand {
                    header: &message.header,
                    fields: &message.fields,
                    digest,
                    operations: &message.operations,
                    filter: filter
                        .as_ref()
                        .map(Option::as_ref)
                        .map_err(|result| *result),
                };
                record::execute(&self.cluster, &self.node, pass, &command, false)
            }
        }
    }
}

/// Whether a message that is no batch runs over many records.
pub(super) fn is_query(message: &Message) -> bool {
    let asks_partitions =
        message.fields.has(field::PARTITIONS) || message.fields.has(field::DIGESTS);
    asks_partitions && !message.fields.has(field::DIGEST)
}

async fn send(reply: RecordReply, sink: &mut ReplySink<'_>) -> io::Result<()> {
    let mut buffer = ReplyBuffer::default();
    buffer.record(&reply, 0);
    sink.send(&mut buffer).await
}
