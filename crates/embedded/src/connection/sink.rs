//! Where replies go.

use std::io;
use std::net::SocketAddr;
use std::time::{Duration, Instant};

use tokio::io::AsyncWriteExt as _;
use tokio::net::TcpStream;
use tokio::time;

use crate::proto::compression;
use crate::proto::reply::ReplyBuffer;

/// A client that does not take a reply for this long is given up.
const SEND_DEADLINE: Duration = Duration::from_secs(30);
/// Most bytes of a reply that are kept back; what comes after them is dropped.
const MAX_KEPT_BYTES: usize = 16 * 1024 * 1024;

/// Where the replies to one request go.
pub(crate) struct ReplySink<'a> {
    outlet: Outlet<'a>,
    peer: SocketAddr,
    compresses: bool,
}

enum Outlet<'a> {
    Stream(&'a mut TcpStream),
    /// The reply is not for the client, not as it is.
    Kept(&'a mut Vec<u8>),
}

impl<'a> ReplySink<'a> {
    pub(super) const fn stream(stream: &'a mut TcpStream, peer: SocketAddr) -> Self {
        Self {
            outlet: Outlet::Stream(stream),
            peer,
            compresses: false,
        }
    }

    pub(super) const fn kept(kept: &'a mut Vec<u8>, peer: SocketAddr) -> Self {
        Self {
            outlet: Outlet::Kept(kept),
            peer,
            compresses: false,
        }
    }

    /// Compresses the frames that are sent from now on, where that makes them shorter.
    pub(super) const fn compress(&mut self) {
        self.compresses = true;
    }

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
        let mut frame = buffer.take_frame();
        if self.compresses {
            frame = compression::deflate(frame);
        }
        self.write(&frame, deadline).await
    }

    /// Sends bytes as they are.
    pub(super) async fn send_bytes(&mut self, bytes: &[u8]) -> io::Result<()> {
        self.write(bytes, SEND_DEADLINE).await
    }

    async fn write(&mut self, bytes: &[u8], deadline: Duration) -> io::Result<()> {
        match &mut self.outlet {
            Outlet::Stream(stream) => write(stream, bytes, deadline).await,
            Outlet::Kept(kept) => {
                let room = MAX_KEPT_BYTES.saturating_sub(kept.len()).min(bytes.len());
                kept.extend_from_slice(&bytes[..room]);
                Ok(())
            }
        }
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
