//! Putting records straight into a cluster, without a client.

use ripemd::{Digest as _, Ripemd160};

use crate::cluster::Cluster;
use crate::command::record::{self, RecordCommand};
use crate::error::Error;
use crate::proto::flags::{field, info2, op};
use crate::proto::message::{Digest, Field, Fields, Header, Operation};
use crate::proto::value::{Particle, particle};

/// The key of a record.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// A whole number.
    Integer(i64),
    /// A text.
    String(&'a str),
    /// Bytes.
    Bytes(&'a [u8]),
}

/// The value of a bin.
#[derive(Debug, Clone, PartialEq)]
#[non_exhaustive]
pub enum Value {
    /// A whole number.
    Integer(i64),
    /// A floating-point number.
    Float(f64),
    /// A text.
    String(String),
    /// Bytes.
    Bytes(Vec<u8>),
    /// True or false.
    Bool(bool),
    /// A GeoJSON object, as text.
    GeoJson(String),
    /// A list in the `MessagePack` form that clients send.
    PackedList(Vec<u8>),
    /// A map in the `MessagePack` form that clients send.
    PackedMap(Vec<u8>),
}

impl Key<'_> {
    /// The type byte and the bytes of the key, as they travel.
    fn on_wire(&self) -> Vec<u8> {
        let (kind, data) = match self {
            Self::Integer(value) => (particle::INTEGER, value.to_be_bytes().to_vec()),
            Self::String(value) => (particle::STRING, value.as_bytes().to_vec()),
            Self::Bytes(value) => (particle::BLOB, value.to_vec()),
        };
        [vec![kind], data].concat()
    }

    /// The digest of the record with this key in a set.
    fn digest(&self, set: &str) -> Digest {
        let mut hasher = Ripemd160::new();
        hasher.update(set.as_bytes());
        hasher.update(self.on_wire());
        Digest(hasher.finalize().into())
    }
}

impl Value {
    fn on_wire(&self) -> (u8, Vec<u8>) {
        match self {
            Self::Integer(value) => (particle::INTEGER, value.to_be_bytes().to_vec()),
            Self::Float(value) => (particle::FLOAT, Particle::float(*value).data().to_vec()),
            Self::String(value) => (particle::STRING, value.as_bytes().to_vec()),
            Self::Bytes(value) => (particle::BLOB, value.clone()),
            Self::Bool(value) => (particle::BOOL, vec![u8::from(*value)]),
            Self::GeoJson(value) => (particle::GEOJSON, [&[0, 0, 0], value.as_bytes()].concat()),
            Self::PackedList(value) => (particle::LIST, value.clone()),
            Self::PackedMap(value) => (particle::MAP, value.clone()),
        }
    }
}

/// Writes a record, its key included, as a client's put with the namespace's default time to live
/// would.
pub(crate) fn load(
    cluster: &Cluster,
    namespace: &str,
    set: &str,
    key: Key<'_>,
    bins: &[(&str, Value)],
) -> Result<(), Error> {
    let text = |kind: u8, value: &str| Field {
        kind,
        value: value.to_owned().into(),
    };
    let fields = Fields(vec![
        text(field::NAMESPACE, namespace),
        text(field::SET, set),
        Field {
            kind: field::KEY,
            value: key.on_wire().into(),
        },
    ]);
    let operations: Vec<Operation> = bins
        .iter()
        .map(|(name, value)| {
            let (kind, data) = value.on_wire();
            Operation {
                code: op::WRITE,
                kind,
                name: (*name).to_owned().into(),
                value: data.into(),
            }
        })
        .collect();
    let command = RecordCommand {
        header: &Header {
            info2: info2::WRITE,
            ..Header::default()
        },
        fields: &fields,
        digest: key.digest(set),
        operations: &operations,
        filter: Ok(None),
    };
    let result = record::apply(cluster, &command).result;
    if result.is_ok() {
        Ok(())
    } else {
        Err(Error::Load(result))
    }
}
