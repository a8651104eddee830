//! One client connection: requests in, replies out, in order.

pub(crate) mod disturb;
mod session;
mod sink;

use std::io;
use std::net::SocketAddr;
use std::sync::Arc;

use bytes::BytesMut;
use tokio::io::AsyncReadExt;
use tokio::net::TcpStream;
use tokio::time;

use crate::cluster::Cluster;
use crate::cluster::node::NodeState;
use crate::command::query::Jobs;
use crate::fault::Fault;
use crate::inject::{Effect, Injected};
use crate::proto::frame::{self, Decoded, Frame};
use session::{Session, is_query};
pub(crate) use sink::ReplySink;

/// What stands in for an answer of a node that talks nonsense: no message begins like that.
const GARBAGE: [u8; 64] = [0xff; 64];
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
    jobs: Jobs,
) {
    let stop = jobs.stop.clone();
    let mut connection = Connection {
        stream,
        peer,
        session: Session::new(cluster, node, jobs, peer.ip()),
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
    session: Session,
}

impl Connection {
    async fn run(&mut self) -> io::Result<()> {
        let mut input = BytesMut::new();
        loop {
            match frame::decode(&mut input) {
                Decoded::Frame(frame) => {
                    if !self.survive_fault().await? || !self.answer(frame).await? {
                        return Ok(());
                    }
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
        match self.session.node.fault() {
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

    /// Answers a request, as well as an injected fault lets it; whether the connection stays open.
    async fn answer(&mut self, frame: Frame) -> io::Result<bool> {
        match self.session.fault_for(&frame) {
            None => self.answer_well(frame).await.map(|()| true),
            Some(fault) => self.answer_badly(frame, &fault).await,
        }
    }

    async fn answer_well(&mut self, frame: Frame) -> io::Result<()> {
        let mut sink = ReplySink::stream(&mut self.stream, self.peer);
        self.session.answer(frame, &mut sink).await
    }

    async fn answer_badly(&mut self, frame: Frame, fault: &Injected) -> io::Result<bool> {
        match fault.effect {
            Effect::Answer(_) | Effect::Delay(_) | Effect::Hold => {
                fault.pause().await;
                self.answer_well(frame).await?;
                return Ok(true);
            }
            Effect::CloseBefore => return Ok(false),
            Effect::CloseAfter | Effect::HalfReply | Effect::Garbage => {}
        }
        let mut kept = Vec::new();
        let mut sink = ReplySink::kept(&mut kept, self.peer);
        self.session.answer(frame, &mut sink).await?;
        let sent = match fault.effect {
            Effect::HalfReply => &kept[..kept.len() / 2],
            Effect::Garbage => &GARBAGE,
            _ => &[],
        };
        ReplySink::stream(&mut self.stream, self.peer)
            .send_bytes(sent)
            .await?;
        Ok(false)
    }
}
