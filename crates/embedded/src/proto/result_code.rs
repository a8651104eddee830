//! Result codes of record commands.

use std::fmt;

/// The result code of a record command, as it stands in the sixth byte of a reply.
///
/// Only the codes this server gives are named; [`ResultCode::new`] makes any other, for fault
/// injection.
#[derive(Clone, Copy, PartialEq, Eq, Hash)]
pub struct ResultCode(u8);

impl ResultCode {
    /// The command succeeded.
    pub const OK: Self = Self(0);
    /// The server failed without a better name for it; also a list or map that is not well-formed.
    pub const SERVER_ERROR: Self = Self(1);
    /// No record has this digest.
    pub const NOT_FOUND: Self = Self(2);
    /// The expected generation does not match.
    pub const GENERATION: Self = Self(3);
    /// The request is malformed or asks for something that does not exist.
    pub const PARAMETER: Self = Self(4);
    /// A create-only write met an existing record.
    pub const RECORD_EXISTS: Self = Self(5);
    /// A create-only write of a bin met an existing one.
    pub const BIN_EXISTS: Self = Self(6);
    /// The namespace has no room left for writes.
    pub const OUT_OF_SPACE: Self = Self(8);
    /// The server gave up before the deadline of the client.
    pub const TIMEOUT: Self = Self(9);
    /// The partition is not on this node.
    pub const UNAVAILABLE: Self = Self(11);
    /// The operation does not fit the type of the bin.
    pub const INCOMPATIBLE_TYPE: Self = Self(12);
    /// The record would pass the largest size a record may have.
    pub const RECORD_TOO_BIG: Self = Self(13);
    /// Somebody stopped the query.
    pub const KEY_BUSY: Self = Self(14);
    pub const ABORTED: Self = Self(15);
    /// The request has neither a digest nor a list of partitions.
    pub const UNSUPPORTED_FEATURE: Self = Self(16);
    /// An update-only write of a bin met none.
    pub const BIN_NOT_FOUND: Self = Self(17);
    /// The node is too busy to take the command.
    pub const DEVICE_OVERLOAD: Self = Self(18);
    /// The key that came with the request is not the key stored with the record.
    pub const KEY_MISMATCH: Self = Self(19);
    /// The namespace does not exist.
    pub const NAMESPACE_NOT_FOUND: Self = Self(20);
    /// A bin name has more than 15 bytes.
    pub const BIN_NAME: Self = Self(21);
    /// The server's configuration forbids the write.
    pub const FORBIDDEN: Self = Self(22);
    /// A list or map does not have the element that was to be changed.
    pub const ELEMENT_NOT_FOUND: Self = Self(23);
    /// A list or map already has the element that was to be made.
    pub const ELEMENT_EXISTS: Self = Self(24);
    /// Only the Enterprise edition can do this.
    pub const ENTERPRISE_ONLY: Self = Self(25);
    /// An expression has no result for this record, or a list or map has nothing at this place.
    pub const NOT_APPLICABLE: Self = Self(26);
    /// The filter of the command does not let the record through.
    pub const FILTERED_OUT: Self = Self(27);
    /// Security is not part of the Community edition.
    pub const SECURITY_NOT_SUPPORTED: Self = Self(51);
    /// A user defined function failed, or does not exist.
    pub const UDF_EXECUTION: Self = Self(100);
    /// GeoJSON that is none, or of a kind that is not searched for.
    pub const INVALID_GEOJSON: Self = Self(160);
    /// No secondary index covers the query.
    pub const INDEX_NOT_FOUND: Self = Self(201);
    /// The secondary index is still being built.
    pub const INDEX_NOT_READABLE: Self = Self(203);

    /// The code with this number.
    #[must_use]
    pub const fn new(number: u8) -> Self {
        Self(number)
    }

    /// The number on the wire.
    #[must_use]
    pub const fn number(self) -> u8 {
        self.0
    }

    /// Whether the command succeeded.
    #[must_use]
    pub const fn is_ok(self) -> bool {
        self.0 == 0
    }
}

impl fmt::Debug for ResultCode {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "ResultCode({})", self.0)
    }
}
