//! Requests put together by hand.

use crate::client::frame;

/// Bits and numbers of the protocol that tests need.
pub(crate) mod wire {
    pub(crate) const READ: u8 = 1;
    pub(crate) const GET_ALL: u8 = 2;
    pub(crate) const BATCH: u8 = 8;
    pub(crate) const WRITE: u8 = 1;
    pub(crate) const DELETE: u8 = 2;
    pub(crate) const INTEGER: u8 = 1;
    pub(crate) const STRING: u8 = 3;
    pub(crate) const BLOB: u8 = 4;
    pub(crate) const OP_READ: u8 = 1;
    pub(crate) const OP_WRITE: u8 = 2;
}

/// A message in the making.
#[derive(Debug, Clone, Default)]
pub(crate) struct Request {
    info: [u8; 3],
    ttl: u32,
    fields: Vec<Vec<u8>>,
    operations: Vec<Vec<u8>>,
}

impl Request {
    /// A read of all bins.
    pub(crate) fn get(namespace: &str, set: &str, digest: [u8; 20]) -> Self {
        Self::new([wire::READ | wire::GET_ALL, 0, 0]).record(namespace, set, digest)
    }

    /// A write of one integer bin `v`.
    pub(crate) fn put(namespace: &str, set: &str, digest: [u8; 20], value: i64) -> Self {
        let value = value.to_be_bytes();
        Self::new([0, wire::WRITE, 0])
            .record(namespace, set, digest)
            .operation(wire::OP_WRITE, wire::INTEGER, "v", &value)
    }

    /// A delete.
    pub(crate) fn delete(namespace: &str, set: &str, digest: [u8; 20]) -> Self {
        Self::new([0, wire::WRITE | wire::DELETE, 0]).record(namespace, set, digest)
    }

    /// A query of these partitions from their start.
    pub(crate) fn query(namespace: &str, set: &str, partitions: &[u16]) -> Self {
        let ids: Vec<u8> = partitions.iter().flat_map(|id| id.to_le_bytes()).collect();
        Self::new([wire::READ, 0, 4])
            .field(0, namespace.as_bytes())
            .field(1, set.as_bytes())
            .field(7, &1_u64.to_be_bytes())
            .field(11, &ids)
    }

    pub(crate) fn new(info: [u8; 3]) -> Self {
        Self {
            info,
            ..Self::default()
        }
    }

    pub(crate) fn record(self, namespace: &str, set: &str, digest: [u8; 20]) -> Self {
        self.field(0, namespace.as_bytes())
            .field(1, set.as_bytes())
            .field(4, &digest)
    }

    /// The same with more bits in the first information byte.
    pub(crate) fn info1(mut self, bits: u8) -> Self {
        self.info[0] |= bits;
        self
    }

    pub(crate) fn ttl(mut self, seconds: u32) -> Self {
        self.ttl = seconds;
        self
    }

    pub(crate) fn field(mut self, kind: u8, value: &[u8]) -> Self {
        let length = (value.len() as u32 + 1).to_be_bytes();
        self.fields.push([&length, &[kind][..], value].concat());
        self
    }

    pub(crate) fn operation(mut self, code: u8, kind: u8, name: &str, value: &[u8]) -> Self {
        let length = (4 + name.len() + value.len()) as u32;
        let head = [code, kind, 0, name.len() as u8];
        self.operations
            .push([&length.to_be_bytes(), &head[..], name.as_bytes(), value].concat());
        self
    }

    /// The whole frame.
    pub(crate) fn bytes(&self) -> Vec<u8> {
        let [info1, info2, info3] = self.info;
        let mut body = vec![22, info1, info2, info3, 0, 0];
        body.extend_from_slice(&[0; 4]);
        body.extend_from_slice(&self.ttl.to_be_bytes());
        body.extend_from_slice(&1000_u32.to_be_bytes());
        body.extend_from_slice(&(self.fields.len() as u16).to_be_bytes());
        body.extend_from_slice(&(self.operations.len() as u16).to_be_bytes());
        body.extend(self.fields.iter().chain(&self.operations).flatten());
        frame(3, &body)
    }
}

/// The digest of the test record with this number; its partition is the number, modulo 4096.
pub(crate) fn digest(number: u16) -> [u8; 20] {
    let mut digest = [7; 20];
    digest[..2].copy_from_slice(&number.to_le_bytes());
    digest
}

/// A batch that reads the first test records.
pub(crate) fn batch_read(flags: u8, rows: u16) -> Request {
    let mut value = [&u32::from(rows).to_be_bytes(), &[flags][..]].concat();
    for row in 0..rows {
        value.extend_from_slice(&u32::from(row).to_be_bytes());
        value.extend_from_slice(&digest(row));
        value.extend_from_slice(&[2, wire::READ | wire::GET_ALL, 0, 0, 0, 1, 0, 0]);
        value.extend_from_slice(&[0, 0, 0, 5, 0]);
        value.extend_from_slice(b"test");
    }
    Request::new([wire::BATCH, 0, 0]).field(41, &value)
}
