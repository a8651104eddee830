//! Requests: the 22-byte message header with its fields and operations.

use std::fmt;

use bytes::Bytes;

use super::flags::field;
use super::reader::{Malformed, Reader};

/// Length of the message header that follows the frame header.
pub(crate) const HEADER_LENGTH: usize = 22;
/// Number of partitions of a namespace.
pub(crate) const PARTITIONS: u16 = 4096;
/// Longest bin name, in bytes.
pub(crate) const MAX_BIN_NAME: usize = 15;

/// The RIPEMD-160 digest that identifies a record.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub(crate) struct Digest(pub(crate) [u8; 20]);

impl Digest {
    /// The partition of the record: the low twelve bits of the first two bytes, little-endian.
    pub(crate) fn partition(&self) -> u16 {
        u16::from_le_bytes([self.0[0], self.0[1]]) & (PARTITIONS - 1)
    }
}

impl fmt::Debug for Digest {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.0
            .iter()
            .try_for_each(|byte| write!(formatter, "{byte:02x}"))
    }
}

/// The information bytes and numbers of a request.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Header {
    pub(crate) info1: u8,
    pub(crate) info2: u8,
    pub(crate) info3: u8,
    pub(crate) generation: u32,
    pub(crate) ttl: u32,
}

/// One field.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Field {
    pub(crate) kind: u8,
    pub(crate) value: Bytes,
}

/// One operation on a bin.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Operation {
    pub(crate) code: u8,
    /// The particle type of `value`.
    pub(crate) kind: u8,
    pub(crate) name: Bytes,
    pub(crate) value: Bytes,
}

/// A request.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Message {
    pub(crate) header: Header,
    pub(crate) fields: Fields,
    pub(crate) operations: Vec<Operation>,
}

/// The fields of a message or a batch row, in the order they came. Unknown types are kept and
/// ignored.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub(crate) struct Fields(pub(crate) Vec<Field>);

impl Fields {
    /// The value of the first field of this type.
    pub(crate) fn get(&self, kind: u8) -> Option<&Bytes> {
        self.0
            .iter()
            .find(|field| field.kind == kind)
            .map(|field| &field.value)
    }

    /// The value of a field that is a name; empty without the field.
    pub(crate) fn name(&self, kind: u8) -> &[u8] {
        self.get(kind).map_or(&[], |value| value.as_ref())
    }

    pub(crate) fn has(&self, kind: u8) -> bool {
        self.get(kind).is_some()
    }

    /// The digest, when there is one; malformed when it has not 20 bytes.
    pub(crate) fn digest(&self) -> Result<Option<Digest>, Malformed> {
        let Some(value) = self.get(field::DIGEST) else {
            return Ok(None);
        };
        <[u8; 20]>::try_from(value.as_ref())
            .map(|bytes| Some(Digest(bytes)))
            .map_err(|_| Malformed)
    }
}

/// Decodes the body of a message frame. The declared header size is ignored, as servers do.
pub(crate) fn decode(body: Bytes) -> Result<Message, Malformed> {
    let mut reader = Reader::new(body);
    let _header_size = reader.u8()?;
    let info1 = reader.u8()?;
    let info2 = reader.u8()?;
    let info3 = reader.u8()?;
    let _info4 = reader.u8()?;
    let _result = reader.u8()?;
    let generation = reader.u32()?;
    let ttl = reader.u32()?;
    let _timeout = reader.u32()?;
    let field_count = reader.u16()?;
    let operation_count = reader.u16()?;
    let fields = decode_fields(&mut reader, field_count)?;
    let operations = decode_operations(&mut reader, operation_count)?;
    if !reader.is_empty() {
        return Err(Malformed);
    }
    Ok(Message {
        header: Header {
            info1,
            info2,
            info3,
            generation,
            ttl,
        },
        fields,
        operations,
    })
}

/// Decodes `count` fields: a length that includes the type, the type, the value.
pub(crate) fn decode_fields(reader: &mut Reader, count: u16) -> Result<Fields, Malformed> {
    const SMALLEST: usize = 5;
    let mut fields = Vec::with_capacity(usize::from(count).min(reader.remaining() / SMALLEST));
    for _ in 0..count {
        let length = reader.length()?.checked_sub(1).ok_or(Malformed)?;
        let kind = reader.u8()?;
        fields.push(Field {
            kind,
            value: reader.take(length)?,
        });
    }
    Ok(Fields(fields))
}

/// Decodes `count` operations: a length, the code, the particle type, flags, the bin name and the
/// value.
pub(crate) fn decode_operations(
    reader: &mut Reader,
    count: u16,
) -> Result<Vec<Operation>, Malformed> {
    const SMALLEST: usize = 8;
    let mut operations = Vec::with_capacity(usize::from(count).min(reader.remaining() / SMALLEST));
    for _ in 0..count {
        let length = reader.length()?;
        let mut inner = Reader::new(reader.take(length)?);
        let code = inner.u8()?;
        let kind = inner.u8()?;
        let _flags = inner.u8()?;
        let name_length = usize::from(inner.u8()?);
        let name = inner.take(name_length)?;
        let value = inner.take(inner.remaining())?;
        operations.push(Operation {
            code,
            kind,
            name,
            value,
        });
    }
    Ok(operations)
}
