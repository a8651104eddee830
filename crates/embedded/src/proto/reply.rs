//! Replies: message headers with the fields and operations that go back to the client.

use bytes::Bytes;

use super::frame::{self, FrameType};
use super::message::{Digest, HEADER_LENGTH};
use super::value::Particle;
use super::{ResultCode, flags};

/// One operation in a reply.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct ReplyOperation {
    pub(crate) code: u8,
    pub(crate) name: Bytes,
    /// `None` is sent as the null particle.
    pub(crate) value: Option<Particle>,
}

/// The outcome of a command on one record.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RecordReply {
    pub(crate) result: ResultCode,
    pub(crate) generation: u32,
    /// Seconds since 2010-01-01T00:00:00Z; 0 is never.
    pub(crate) void_time: u32,
    pub(crate) operations: Vec<ReplyOperation>,
}

impl RecordReply {
    /// A reply that says nothing but its result.
    pub(crate) const fn bare(result: ResultCode) -> Self {
        Self {
            result,
            generation: 0,
            void_time: 0,
            operations: Vec::new(),
        }
    }
}

/// A row of a query.
#[derive(Debug)]
pub(crate) struct QueryRow<'a> {
    pub(crate) namespace: &'a [u8],
    pub(crate) set: Option<&'a [u8]>,
    pub(crate) digest: Digest,
    pub(crate) key: Option<&'a [u8]>,
    /// The number of the index entry it was found by.
    pub(crate) number: Option<i64>,
    pub(crate) generation: u32,
    pub(crate) void_time: u32,
    /// `None` when the client asked for no bins.
    pub(crate) bins: Option<Vec<(&'a [u8], &'a Particle)>>,
}

/// Collects reply messages into the body of one frame.
#[derive(Debug, Default)]
pub(crate) struct ReplyBuffer {
    body: Vec<u8>,
}

#[derive(Default)]
struct ReplyHeader {
    info1: u8,
    info3: u8,
    result: u8,
    generation: u32,
    void_time: u32,
    third: u32,
    field_count: usize,
    operation_count: usize,
}

impl ReplyBuffer {
    pub(crate) fn len(&self) -> usize {
        self.body.len()
    }

    pub(crate) fn is_empty(&self) -> bool {
        self.body.is_empty()
    }

    /// Bytes of the collected messages as one frame.
    pub(crate) fn framed_len(&self) -> usize {
        frame::HEADER_LENGTH + self.body.len()
    }

    /// The collected messages as one frame; the buffer is empty afterwards.
    pub(crate) fn take_frame(&mut self) -> Vec<u8> {
        frame::encode(FrameType::Message, &std::mem::take(&mut self.body))
    }

    /// A record reply; `index` is the row number in a batch, else 0.
    pub(crate) fn record(&mut self, reply: &RecordReply, index: u32) {
        self.header(&ReplyHeader {
            result: reply.result.number(),
            generation: reply.generation,
            void_time: reply.void_time,
            third: index,
            operation_count: reply.operations.len(),
            ..ReplyHeader::default()
        });
        for operation in &reply.operations {
            self.operation(operation.code, &operation.name, operation.value.as_ref());
        }
    }

    /// The mark that ends a batch or a query.
    pub(crate) fn last(&mut self, result: ResultCode) {
        self.header(&ReplyHeader {
            info3: flags::info3::LAST,
            result: result.number(),
            ..ReplyHeader::default()
        });
    }

    /// Says that a query cannot be served for this partition here.
    pub(crate) fn partition_done(&mut self, partition: u16, result: ResultCode) {
        self.header(&ReplyHeader {
            info3: flags::info3::PARTITION_DONE,
            result: result.number(),
            generation: u32::from(partition),
            ..ReplyHeader::default()
        });
    }

    pub(crate) fn query_row(&mut self, row: &QueryRow<'_>) {
        let bins = row.bins.as_deref().unwrap_or_default();
        self.header(&ReplyHeader {
            info1: if row.bins.is_some() {
                0
            } else {
                flags::info1::NO_BIN_DATA
            },
            generation: row.generation,
            void_time: row.void_time,
            field_count: 2
                + usize::from(row.set.is_some())
                + usize::from(row.key.is_some())
                + usize::from(row.number.is_some()),
            operation_count: bins.len(),
            ..ReplyHeader::default()
        });
        self.field(flags::field::NAMESPACE, row.namespace);
        self.field(flags::field::DIGEST, &row.digest.0);
        if let Some(set) = row.set {
            self.field(flags::field::SET, set);
        }
        if let Some(key) = row.key {
            self.field(flags::field::KEY, key);
        }
        if let Some(number) = row.number {
            self.field(flags::field::INDEX_NUMBERS, &number.to_le_bytes());
        }
        for (name, value) in bins {
            self.operation(flags::op::READ, name, Some(value));
        }
    }

    fn header(&mut self, header: &ReplyHeader) {
        let size = HEADER_LENGTH as u8;
        self.body
            .extend_from_slice(&[size, header.info1, 0, header.info3, 0, header.result]);
        self.body
            .extend_from_slice(&header.generation.to_be_bytes());
        self.body.extend_from_slice(&header.void_time.to_be_bytes());
        self.body.extend_from_slice(&header.third.to_be_bytes());
        self.body
            .extend_from_slice(&(header.field_count as u16).to_be_bytes());
        self.body
            .extend_from_slice(&(header.operation_count as u16).to_be_bytes());
    }

    fn field(&mut self, kind: u8, value: &[u8]) {
        self.body
            .extend_from_slice(&(value.len() as u32 + 1).to_be_bytes());
        self.body.push(kind);
        self.body.extend_from_slice(value);
    }

    fn operation(&mut self, code: u8, name: &[u8], value: Option<&Particle>) {
        let (kind, data) = value.map_or((0, &[][..]), |value| (value.kind(), value.data()));
        let length = 4 + name.len() + data.len();
        self.body.extend_from_slice(&(length as u32).to_be_bytes());
        self.body
            .extend_from_slice(&[code, kind, 0, name.len() as u8]);
        self.body.extend_from_slice(name);
        self.body.extend_from_slice(data);
    }
}
