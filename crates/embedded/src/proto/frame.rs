//! Framing: the eight-byte header before every message.

use bytes::{Buf, Bytes, BytesMut};

/// Length of the header: version, type and a 48-bit body length, big-endian.
pub(crate) const HEADER_LENGTH: usize = 8;
/// The largest body a server accepts, in bytes. One byte more closes the connection.
pub(crate) const MAX_BODY_LENGTH: usize = 128 * 1024 * 1024;

const VERSION: u8 = 2;
/// Old clients send security messages with version 0, and servers take them.
const OLD_SECURITY_VERSION: u8 = 0;

/// What a frame carries.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum FrameType {
    Info,
    Security,
    Message,
    Compressed,
    /// Cross-datacentre replication: read and left unanswered.
    Xdr,
}

impl FrameType {
    const fn from_number(number: u8) -> Option<Self> {
        match number {
            1 => Some(Self::Info),
            2 => Some(Self::Security),
            3 => Some(Self::Message),
            4 => Some(Self::Compressed),
            5 => Some(Self::Xdr),
            _ => None,
        }
    }

    const fn number(self) -> u8 {
        match self {
            Self::Info => 1,
            Self::Security => 2,
            Self::Message => 3,
            Self::Compressed => 4,
            Self::Xdr => 5,
        }
    }
}

/// One whole message.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Frame {
    pub(crate) kind: FrameType,
    pub(crate) body: Bytes,
}

/// What the bytes read so far amount to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) enum Decoded {
    Frame(Frame),
    /// More bytes are needed: an ordinary outcome.
    Incomplete,
    /// The peer does not speak this protocol, or the body is too long: close the connection without
    /// a reply.
    Refused,
}

/// Takes the first frame off the front of `buffer`, when it is complete.
pub(crate) fn decode(buffer: &mut BytesMut) -> Decoded {
    let Some(&[version, kind, a, b, c, d, e, f]) = buffer.first_chunk::<HEADER_LENGTH>() else {
        return Decoded::Incomplete;
    };
    let Some(kind) = FrameType::from_number(kind) else {
        return Decoded::Refused;
    };
    let accepted =
        version == VERSION || (version == OLD_SECURITY_VERSION && kind == FrameType::Security);
    let length = u64::from_be_bytes([0, 0, a, b, c, d, e, f]);
    let length = match usize::try_from(length) {
        Ok(length) if accepted && length <= MAX_BODY_LENGTH => length,
        _ => return Decoded::Refused,
    };
    if buffer.len() - HEADER_LENGTH < length {
        return Decoded::Incomplete;
    }
    buffer.advance(HEADER_LENGTH);
    Decoded::Frame(Frame {
        kind,
        body: buffer.split_to(length).freeze(),
    })
}

/// The header of a frame with a body of `length` bytes (48 bits are kept).
pub(crate) fn header(kind: FrameType, length: usize) -> [u8; HEADER_LENGTH] {
    let [_, _, a, b, c, d, e, f] = (length as u64).to_be_bytes();
    [VERSION, kind.number(), a, b, c, d, e, f]
}

/// A whole frame around `body`.
pub(crate) fn encode(kind: FrameType, body: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(HEADER_LENGTH + body.len());
    bytes.extend_from_slice(&header(kind, body.len()));
    bytes.extend_from_slice(body);
    bytes
}

/// The answer to every security message: security is not part of the Community edition.
pub(crate) fn security_refusal() -> Vec<u8> {
    let mut body = [0_u8; 16];
    body[1] = super::ResultCode::SECURITY_NOT_SUPPORTED.number();
    encode(FrameType::Security, &body)
}
