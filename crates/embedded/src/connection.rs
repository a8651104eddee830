//! One client connection: requests in, replies out, in order.

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;
use std::time::{Duration, Instant};

use bytes::{Bytes, BytesMut};
use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time;
use tokio_util::sync::CancellationToken;

use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::command::record::{self, RecordCommand};
use crate::command::{batch, query};
use crate::fault::Fault;
use crate::info;
use crate::proto::flags::{field, info1};
use crate::proto::frame::{self, Decoded, Frame, FrameType};
use crate::proto::message::{self, Message};
use crate::proto::reply::{RecordReply, ReplyBuffer};
use crate::proto::{ResultCode, frame::encode};
use crate::view::NodeInfo;

/// A client that does not take a reply for this long is given up.
const SEND_DEADLINE: Duration = Duration::from_secs(30);
/// Room made in the input buffer before a read. The buffer grows with the bytes that come, never
/// with a length that is only announced.
const READ_BYTES: usize = 16 * 1024;
/// An input buffer larger than this is given back once it is empty.
const KEPT_BUFFER_BYTES: usize = 1024 * 1024;

/// Serves a connection until the client leaves, breaks the protocol, or the node stops.
pub(crate) async fn serve(
    stream: TcpStream,
    peer: SocketAddr,
    cluster: Arc<Cluster>,
    node: Arc<NodeState>,
    stop: CancellationToken,
) {
    let info = NodeInfo::new(Arc::clone(&cluster), Arc::clone(&node));
    let mut connection = Connection {
        stream,
        peer,
        cluster,
        node,
        info,
    };
    let served = tokio::select! {
        () = stop.cancelled() => Ok(()),
        served = connection.run() => served,
    };
    if let Err(error) = served {
        tracing::debug!(%peer, %error, "connection failed");
    }
}

struct Connection {
    stream: TcpStream,
    peer: SocketAddr,
    cluster: Arc<Cluster>,
    node: Arc<NodeState>,
    info: NodeInfo,
}

/// Where the replies to one request go.
pub(crate) struct ReplySink<'a> {
    stream: &'a mut TcpStream,
    peer: SocketAddr,
}

impl ReplySink<'_> {
    pub(crate) const fn peer(&self) -> SocketAddr {
        self.peer
    }

    /// Sends what the buffer collected as one frame.
    pub(crate) async fn send(&mut self, buffer: &mut ReplyBuffer) -> io::Result<()> {
        self.send_within(buffer, SEND_DEADLINE).await
    }

    /// The same, with the client's own deadline; zero and deadlines beyond the server's mean the
    /// server's.
    pub(crate) async fn send_within(
        &mut self,
        buffer: &mut ReplyBuffer,
        deadline: Duration,
    ) -> io::Result<()> {
        let deadline = if deadline.is_zero() {
            SEND_DEADLINE
        } else {
            deadline.min(SEND_DEADLINE)
        };
        write(self.stream, &buffer.take_frame(), deadline).await
    }
}

impl Connection {
    async fn run(&mut self) -> io::Result<()> {
        let mut input = BytesMut::new();
        loop {
            match frame::decode(&mut input) {
                Decoded::Frame(frame) => {
                    if !self.survive_fault().await? {
                        return Ok(());
                    }
                    self.answer(frame).await?;
                }
                Decoded::Refused => return Ok(()),
                Decoded::Incomplete => {
                    if input.is_empty() && input.capacity() > KEPT_BUFFER_BYTES {
                        input = BytesMut::new();
                    }
                    input.reserve(READ_BYTES);
                    if self.stream.read_buf(&mut input).await? == 0 {
                        return Ok(());
                    }
                }
            }
        }
    }

    /// Misbehaves as the node is told to; whether the request is to be answered.
    async fn survive_fault(&mut self) -> io::Result<bool> {
        match self.node.fault() {
            Fault::None | Fault::Answer(_) => Ok(true),
            Fault::Delay(pause) => {
                time::sleep(pause).await;
                Ok(true)
            }
            Fault::DropConnections => Ok(false),
            Fault::Hang => {
                let mut ignored = [0; 1024];
                while self.stream.read(&mut ignored).await? > 0 {}
                Ok(false)
            }
        }
    }

    async fn answer(&mut self, frame: Frame) -> io::Result<()> {
        match frame.kind {
            FrameType::Info => {
                let reply = info::answer(&self.info, &frame.body);
                self.node.metrics.info_complete.increment();
                write(
                    &mut self.stream,
                    &encode(FrameType::Info, &reply),
                    SEND_DEADLINE,
                )
                .await
            }
            FrameType::Security => {
                write(&mut self.stream, &frame::security_refusal(), SEND_DEADLINE).await
            }
            FrameType::Compressed => {
                self.reply(&RecordReply::bare(ResultCode::ENTERPRISE_ONLY))
                    .await
            }
            FrameType::Xdr => Ok(()),
            FrameType::Message => {
                self.node.metrics.in_progress.increment();
                let answered = self.answer_message(frame.body).await;
                self.node.metrics.in_progress.decrement();
                answered
            }
        }
    }

    async fn answer_message(&mut self, body: Bytes) -> io::Result<()> {
        let Ok(message) = message::decode(body) else {
            self.node.metrics.demarshal_errors.increment();
            return self.reply(&RecordReply::bare(ResultCode::PARAMETER)).await;
        };
        let mut sink = ReplySink {
            stream: &mut self.stream,
            peer: self.peer,
        };
        if message.header.info1 & info1::BATCH != 0 {
            return batch::execute(&self.cluster, &self.node, &message, &mut sink).await;
        }
        let asks_partitions =
            message.fields.has(field::PARTITIONS) || message.fields.has(field::DIGESTS);
        if asks_partitions && !message.fields.has(field::DIGEST) {
            return query::execute(&self.cluster, &self.node, &message, &mut sink).await;
        }
        let reply = self.record(&message);
        self.reply(&reply).await
    }

    /// Runs a command on one record.
    fn record(&self, message: &Message) -> RecordReply {
        if record::find_namespace(&self.cluster, &message.fields).is_none() {
            self.node.metrics.early_errors.increment();
            return RecordReply::bare(ResultCode::NAMESPACE_NOT_FOUND);
        }
        match message.fields.digest() {
            Err(_) => RecordReply::bare(ResultCode::PARAMETER),
            Ok(None) => RecordReply::bare(ResultCode::UNSUPPORTED_FEATURE),
            Ok(Some(digest)) => {
                let command = RecordCommand {
                    header: &message.header,
                    fields: &message.fields,
                    digest,
                    operations: &message.operations,
                };
                record::execute(&self.cluster, &self.node, &command, false)
            }
        }
    }

    async fn reply(&mut self, reply: &RecordReply) -> io::Result<()> {
        let mut buffer = ReplyBuffer::default();
        buffer.record(reply, 0);
        write(&mut self.stream, &buffer.take_frame(), SEND_DEADLINE).await
    }
}

async fn write(stream: &mut TcpStream, bytes: &[u8], deadline: Duration) -> io::Result<()> {
    let started = Instant::now();
    match time::timeout(deadline, stream.write_all(bytes)).await {
        Ok(written) => written,
        Err(_) => Err(io::Error::new(
            io::ErrorKind::TimedOut,
            format!("the client took no bytes for {:?}", started.elapsed()),
        )),
    }
}
