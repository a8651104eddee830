//! Batch requests: many records in one message.

use std::sync::Arc;

use bytes::Bytes;

use super::message::{self, Digest, Fields, Header, Operation};
use super::reader::{Malformed, Reader};

/// Bits of the batch's own flags byte.
mod batch_flag {
    pub(super) const RESPOND_ALL_KEYS: u8 = 0x04;
}

/// Bits of a row's meta byte: which parts follow.
mod meta {
    pub(super) const REPEAT: u8 = 0x01;
    pub(super) const INFO: u8 = 0x02;
    pub(super) const GENERATION: u8 = 0x04;
    pub(super) const TTL: u8 = 0x08;
    pub(super) const INFO4: u8 = 0x10;
}

/// Smallest row: index, digest and meta byte.
const SMALLEST_ROW: usize = 4 + 20 + 1;

/// A batch.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Batch {
    /// Whether rows after a failed one are still wanted.
    pub(crate) respond_all_keys: bool,
    pub(crate) rows: Vec<Row>,
}

/// One record of a batch and what to do with it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Row {
    /// The client's own number for the row, sent back with the reply.
    pub(crate) index: u32,
    pub(crate) digest: Digest,
    /// Shared by the rows that repeat it, so repeating costs no memory.
    pub(crate) command: Arc<RowCommand>,
}

/// What a row asks for.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct RowCommand {
    pub(crate) header: Header,
    pub(crate) fields: Fields,
    pub(crate) operations: Vec<Operation>,
}

/// Decodes the value of a batch field. A batch without rows, or with more than `max_rows`, is
/// malformed, as servers see it.
pub(crate) fn decode(value: Bytes, max_rows: usize) -> Result<Batch, Malformed> {
    let mut reader = Reader::new(value);
    let count = reader.length()?;
    let flags = reader.u8()?;
    if count == 0 || count > max_rows || count > reader.remaining() / SMALLEST_ROW {
        return Err(Malformed);
    }
    let mut rows: Vec<Row> = Vec::with_capacity(count);
    for _ in 0..count {
        let row = decode_row(&mut reader, rows.last())?;
        rows.push(row);
    }
    if !reader.is_empty() {
        return Err(Malformed);
    }
    Ok(Batch {
        respond_all_keys: flags & batch_flag::RESPOND_ALL_KEYS != 0,
        rows,
    })
}

fn decode_row(reader: &mut Reader, previous: Option<&Row>) -> Result<Row, Malformed> {
    let index = reader.u32()?;
    let digest = reader.digest()?;
    let meta = reader.u8()?;
    if meta & meta::REPEAT != 0 {
        let previous = previous.ok_or(Malformed)?;
        return Ok(Row {
            index,
            digest,
            command: Arc::clone(&previous.command),
        });
    }
    let mut header = Header {
        info1: reader.u8()?,
        ..Header::default()
    };
    if meta & meta::INFO != 0 {
        header.info2 = reader.u8()?;
        header.info3 = reader.u8()?;
    }
    if meta & meta::INFO4 != 0 {
        let _info4 = reader.u8()?;
    }
    if meta & meta::GENERATION != 0 {
        header.generation = u32::from(reader.u16()?);
    }
    if meta & meta::TTL != 0 {
        header.ttl = reader.u32()?;
    }
    let field_count = reader.u16()?;
    let operation_count = reader.u16()?;
    let fields = message::decode_fields(reader, field_count)?;
    let operations = message::decode_operations(reader, operation_count)?;
    Ok(Row {
        index,
        digest,
        command: Arc::new(RowCommand {
            header,
            fields,
            operations,
        }),
    })
}
