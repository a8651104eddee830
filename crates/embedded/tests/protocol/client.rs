//! A client that sends raw bytes and takes replies apart, written apart from the server's own codec.

use std::net::SocketAddr;
use std::time::Duration;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;
use tokio::time::timeout;

/// Longest wait for a reply that must come.
const DEADLINE: Duration = Duration::from_secs(10);
/// How long a test listens for a reply that must not come.
const SILENCE: Duration = Duration::from_millis(100);

/// One message of a reply, with what depends on the clock left out.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Reply {
    /// Fields, by type and value.
    pub(crate) fields: Vec<(u8, Vec<u8>)>,
    pub(crate) result: u8,
    pub(crate) generation: u32,
    pub(crate) expires: bool,
    /// Row number in a batch.
    pub(crate) index: u32,
    pub(crate) info1: u8,
    pub(crate) info3: u8,
    pub(crate) operations: Vec<Operation>,
}

/// One operation of a reply.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Operation {
    pub(crate) code: u8,
    pub(crate) kind: u8,
    pub(crate) name: String,
    pub(crate) value: Vec<u8>,
}

impl Reply {
    /// Whether this ends a batch or a query.
    pub(crate) fn is_last(&self) -> bool {
        self.info3 & 1 != 0
    }

    /// The value of a field.
    pub(crate) fn field(&self, kind: u8) -> Option<&[u8]> {
        self.fields
            .iter()
            .find(|(of, _)| *of == kind)
            .map(|(_, value)| value.as_slice())
    }
}

/// A whole frame.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) kind: u8,
    pub(crate) body: Vec<u8>,
}

impl Frame {
    /// The messages of a reply frame.
    pub(crate) fn replies(&self) -> Vec<Reply> {
        assert_eq!(self.kind, 3, "not a message frame");
        let mut at = Cursor(&self.body);
        let mut replies = Vec::new();
        while !at.0.is_empty() {
            replies.push(at.reply());
        }
        replies
    }
}

/// Splits bytes into whole frames.
pub(crate) fn frames(mut bytes: &[u8]) -> Vec<Frame> {
    let mut frames = Vec::new();
    while let Some((head, rest)) = bytes.split_at_checked(8) {
        let length = head[2..]
            .iter()
            .fold(0, |length, &byte| length << 8 | usize::from(byte));
        let (body, rest) = rest.split_at(length);
        frames.push(Frame {
            kind: head[1],
            body: body.to_vec(),
        });
        bytes = rest;
    }
    assert!(bytes.is_empty(), "bytes left after the last frame");
    frames
}

/// A frame around a body.
pub(crate) fn frame(kind: u8, body: &[u8]) -> Vec<u8> {
    let length = (body.len() as u64).to_be_bytes();
    [&[2, kind], &length[2..], body].concat()
}

/// How the answer to a request ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Shape {
    /// With its first frame.
    Single,
    /// With a message marked as the last.
    Batch,
    /// With such a message, or with one that refuses the query.
    Query,
}

impl Shape {
    fn of(request: &[u8]) -> Self {
        let Some((header, mut rest)) = request.split_at_checked(30).filter(|_| request[1] == 3)
        else {
            return Self::Single;
        };
        if header[9] & 8 != 0 {
            return Self::Batch;
        }
        let mut kinds = Vec::new();
        for _ in 0..u16::from_be_bytes([header[26], header[27]]) {
            let (length, after) = rest.split_first_chunk().expect("a field");
            kinds.push(after[0]);
            rest = &after[u32::from_be_bytes(*length) as usize..];
        }
        let is_query = !kinds.contains(&4) && (kinds.contains(&11) || kinds.contains(&12));
        if is_query { Self::Query } else { Self::Single }
    }

    fn ends_with(self, frame: &Frame) -> bool {
        if self == Self::Single {
            return true;
        }
        let replies = frame.replies();
        let last = replies.last().expect("a message");
        let refuses = last.result != 0 && last.info3 == 0;
        last.is_last() || (self == Self::Query && refuses)
    }
}

struct Cursor<'a>(&'a [u8]);

impl<'a> Cursor<'a> {
    fn take(&mut self, count: usize) -> &'a [u8] {
        let (head, rest) = self.0.split_at(count);
        self.0 = rest;
        head
    }

    fn number(&mut self, bytes: usize) -> u32 {
        self.take(bytes)
            .iter()
            .fold(0, |number, &byte| number << 8 | u32::from(byte))
    }

    fn reply(&mut self) -> Reply {
        assert_eq!(self.number(1), 22, "header size");
        let info1 = self.take(1)[0];
        assert_eq!(self.number(1), 0, "info2");
        let info3 = self.take(1)[0];
        assert_eq!(self.number(1), 0, "info4");
        let result = self.take(1)[0];
        let generation = self.number(4);
        let expires = self.number(4) != 0;
        let index = self.number(4);
        let fields = self.number(2);
        let operations = self.number(2);
        let fields = (0..fields).map(|_| self.field()).collect();
        let operations = (0..operations).map(|_| self.operation()).collect();
        Reply {
            fields,
            result,
            generation,
            expires,
            index,
            info1,
            info3,
            operations,
        }
    }

    fn field(&mut self) -> (u8, Vec<u8>) {
        let length = self.number(4) as usize;
        let kind = self.take(1)[0];
        (kind, self.take(length - 1).to_vec())
    }

    fn operation(&mut self) -> Operation {
        let length = self.number(4) as usize;
        let mut inner = Cursor(self.take(length));
        let (code, kind) = (inner.take(1)[0], inner.take(1)[0]);
        inner.take(1);
        let name = usize::from(inner.take(1)[0]);
        let name = String::from_utf8(inner.take(name).to_vec()).expect("a bin name in UTF-8");
        Operation {
            code,
            kind,
            name,
            value: inner.0.to_vec(),
        }
    }
}

/// A connection to a node.
pub(crate) struct Client {
    stream: TcpStream,
}

impl Client {
    pub(crate) async fn connect(address: SocketAddr) -> Self {
        Self {
            stream: TcpStream::connect(address).await.expect("the node listens"),
        }
    }

    /// Sends bytes as they are. That the node closed meanwhile is no failure here.
    pub(crate) async fn send(&mut self, bytes: &[u8]) {
        let _ = self.stream.write_all(bytes).await;
    }

    /// Says that no more bytes will come.
    pub(crate) async fn half_close(&mut self) {
        let _ = self.stream.shutdown().await;
    }

    /// So many bytes, as they are.
    pub(crate) async fn bytes(&mut self, count: usize) -> Vec<u8> {
        let mut bytes = vec![0; count];
        let read = timeout(DEADLINE, self.stream.read_exact(&mut bytes)).await;
        read.expect("in time").expect("the bytes");
        bytes
    }

    /// All bytes until the node closes the connection.
    pub(crate) async fn rest(&mut self) -> Vec<u8> {
        let mut bytes = Vec::new();
        let read = timeout(DEADLINE, self.stream.read_to_end(&mut bytes)).await;
        read.expect("it closes in time")
            .expect("it closes in order");
        bytes
    }

    /// The next frame.
    pub(crate) async fn frame(&mut self) -> Frame {
        timeout(DEADLINE, self.read_frame())
            .await
            .expect("a reply in time")
            .expect("a reply")
    }

    /// Frames until this many messages came.
    pub(crate) async fn messages(&mut self, count: usize) -> Vec<Reply> {
        let mut replies = Vec::new();
        while replies.len() < count {
            replies.extend(self.frame().await.replies());
        }
        replies
    }

    /// Frames until the message that ends a query or batch.
    pub(crate) async fn stream(&mut self) -> Vec<Reply> {
        let mut replies = Vec::new();
        while !replies.last().is_some_and(Reply::is_last) {
            replies.extend(self.frame().await.replies());
        }
        replies
    }

    /// Sends requests that were sent together; all frames that answer them.
    pub(crate) async fn answer_to(&mut self, requests: &[Vec<u8>]) -> Vec<Frame> {
        let mut answer = Vec::new();
        for request in requests {
            self.send(request).await;
            let shape = Shape::of(request);
            loop {
                let frame = self.frame().await;
                let ends = shape.ends_with(&frame);
                answer.push(frame);
                if ends {
                    break;
                }
            }
        }
        answer
    }

    /// Sends a request and takes its one reply.
    pub(crate) async fn ask(&mut self, request: &[u8]) -> Reply {
        self.send(request).await;
        self.messages(1).await.remove(0)
    }

    /// Sends one info command; its answer.
    pub(crate) async fn info(&mut self, command: &str) -> String {
        self.send(&frame(1, format!("{command}\n").as_bytes()))
            .await;
        let reply = self.frame().await;
        let text = String::from_utf8(reply.body).expect("UTF-8");
        let (asked, answer) = text
            .trim_end_matches('\n')
            .split_once('\t')
            .expect("an answer");
        assert_eq!(asked, command);
        answer.to_owned()
    }

    /// Waits until no query runs on the node.
    pub(crate) async fn until_no_query_runs(&mut self) {
        let waiting = async {
            while self.info("query-show").await.contains("status=active") {
                tokio::task::yield_now().await;
            }
        };
        timeout(DEADLINE, waiting).await.expect("they end in time");
    }

    /// Whether the node closes the connection without another byte.
    pub(crate) async fn is_closed(&mut self) -> bool {
        match timeout(DEADLINE, self.stream.read_u8()).await {
            Ok(Ok(byte)) => panic!("the node sent {byte:#x}"),
            Ok(Err(_)) => true,
            Err(_) => false,
        }
    }

    /// Whether the node neither answers nor closes for a while.
    pub(crate) async fn is_silent(&mut self) -> bool {
        timeout(SILENCE, self.stream.read_u8()).await.is_err()
    }

    async fn read_frame(&mut self) -> std::io::Result<Frame> {
        let mut head = [0; 8];
        self.stream.read_exact(&mut head).await?;
        let length = head[2..]
            .iter()
            .fold(0, |length, &byte| length << 8 | usize::from(byte));
        let mut body = vec![0; length];
        self.stream.read_exact(&mut body).await?;
        Ok(Frame {
            kind: head[1],
            body,
        })
    }
}
