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
    /// The entries of a security query are all told.
    pub const QUERY_END: Self = Self(50);
    /// Security is not part of the Community edition.
    pub const SECURITY_NOT_SUPPORTED: Self = Self(51);
    /// A security message is in a form the server does not know.
    pub const SECURITY_SCHEME: Self = Self(53);
    /// There is no such security command.
    pub const INVALID_COMMAND: Self = Self(54);
    /// The fields of a security message are malformed.
    pub const INVALID_FIELD: Self = Self(55);
    /// The server cannot do that as it is, such as take one more user.
    pub const ILLEGAL_STATE: Self = Self(56);
    /// There is no such user, or a user cannot be called that.
    pub const INVALID_USER: Self = Self(60);
    /// There is such a user already.
    pub const USER_EXISTS: Self = Self(61);
    /// A password is not in the form clients send, or the old one is wrong.
    pub const INVALID_PASSWORD: Self = Self(62);
    /// The user does not log in by a password.
    pub const FORBIDDEN_PASSWORD: Self = Self(64);
    /// The password or the session token of a login is wrong.
    pub const INVALID_CREDENTIAL: Self = Self(65);
    /// The time of the session is over.
    pub const EXPIRED_SESSION: Self = Self(66);
    /// There is no such role, it cannot be called that, or it cannot be changed.
    pub const INVALID_ROLE: Self = Self(70);
    /// There is such a role already.
    pub const ROLE_EXISTS: Self = Self(71);
    /// There is no such privilege, or not with this scope.
    pub const INVALID_PRIVILEGE: Self = Self(72);
    /// A list of networks is malformed.
    pub const INVALID_ALLOWLIST: Self = Self(73);
    /// The server was not told to hold users to quotas.
    pub const QUOTAS_NOT_ENABLED: Self = Self(74);
    /// A quota is malformed.
    pub const INVALID_QUOTA: Self = Self(75);
    /// Nobody logged in on the connection, or the user is gone.
    pub const NOT_AUTHENTICATED: Self = Self(80);
    /// None of the user's roles permits that.
    pub const ROLE_VIOLATION: Self = Self(81);
    /// The user may not connect from this address.
    pub const NOT_ALLOWLISTED: Self = Self(82);
    /// The user's quota of this second is used up.
    pub const QUOTA_EXCEEDED: Self = Self(83);
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
