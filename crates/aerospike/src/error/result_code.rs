//! The server's result codes: their standard names, what they mean to a caller, and a sentence for people.
//!
//! Codes and names are those of the wire protocol as the official clients publish them.

use super::ErrorKind::{
    self, AlreadyExists, Forbidden, GenerationConflict, Internal, InvalidInput, LimitExceeded,
    NotFound, Timeout, Unavailable, Unsupported,
};

/// What is known about one result code.
pub(super) struct Known {
    pub(super) code: u8,
    pub(super) name: &'static str,
    pub(super) kind: ErrorKind,
    pub(super) message: &'static str,
}

/// Looks a code up; `None` for a code this version does not know.
pub(super) fn known(code: u8) -> Option<&'static Known> {
    TABLE
        .binary_search_by_key(&code, |known| known.code)
        .ok()
        .map(|index| &TABLE[index])
}

const fn row(code: u8, name: &'static str, kind: ErrorKind, message: &'static str) -> Known {
    Known {
        code,
        name,
        kind,
        message,
    }
}

/// Sorted by code.
static TABLE: &[Known] = &[
    row(
        1,
        "SERVER_ERROR",
        Internal,
        "The server failed to process the command.",
    ),
    row(2, "KEY_NOT_FOUND", NotFound, "There is no such record."),
    row(
        3,
        "GENERATION_ERROR",
        GenerationConflict,
        "The record has changed since it was read.",
    ),
    row(
        4,
        "PARAMETER_ERROR",
        InvalidInput,
        "The server refused a parameter of the command.",
    ),
    row(5, "KEY_EXISTS", AlreadyExists, "The record exists already."),
    row(6, "BIN_EXISTS", AlreadyExists, "The bin exists already."),
    row(
        7,
        "CLUSTER_KEY_MISMATCH",
        Unavailable,
        "The cluster changed during the command; try again.",
    ),
    row(
        8,
        "SERVER_MEM_ERROR",
        LimitExceeded,
        "The server has no space left for the write.",
    ),
    row(9, "TIMEOUT", Timeout, "The server did not finish in time."),
    row(
        10,
        "ALWAYS_FORBIDDEN",
        Forbidden,
        "The server's configuration does not allow the command.",
    ),
    row(
        11,
        "PARTITION_UNAVAILABLE",
        Unavailable,
        "The partition is not available at the moment; try again.",
    ),
    row(
        12,
        "BIN_TYPE_ERROR",
        InvalidInput,
        "The operation does not apply to the type of the bin's value.",
    ),
    row(
        13,
        "RECORD_TOO_BIG",
        LimitExceeded,
        "The record is larger than the namespace allows.",
    ),
    row(
        14,
        "KEY_BUSY",
        Unavailable,
        "Too many commands work on the same record; try again.",
    ),
    row(
        15,
        "SCAN_ABORT",
        Unavailable,
        "The scan was stopped on the server.",
    ),
    row(
        16,
        "UNSUPPORTED_FEATURE",
        Unsupported,
        "The server does not support the command.",
    ),
    row(17, "BIN_NOT_FOUND", NotFound, "There is no such bin."),
    row(
        18,
        "DEVICE_OVERLOAD",
        Unavailable,
        "The server's storage cannot keep up; try again.",
    ),
    row(
        19,
        "KEY_MISMATCH",
        InvalidInput,
        "The stored key differs from the key sent.",
    ),
    row(
        20,
        "INVALID_NAMESPACE",
        NotFound,
        "There is no such namespace.",
    ),
    row(
        21,
        "BIN_NAME_TOO_LONG",
        InvalidInput,
        "The bin name is longer than 15 bytes.",
    ),
    row(
        22,
        "FAIL_FORBIDDEN",
        Forbidden,
        "The server does not allow the command at the moment: check stop-writes, TTL settings (nsup-period) and how many queries run.",
    ),
    row(
        23,
        "ELEMENT_NOT_FOUND",
        NotFound,
        "There is no such element.",
    ),
    row(
        24,
        "ELEMENT_EXISTS",
        AlreadyExists,
        "The element exists already.",
    ),
    row(
        25,
        "ENTERPRISE_ONLY",
        Unsupported,
        "Only the Enterprise Edition of the server can do this.",
    ),
    row(
        26,
        "OP_NOT_APPLICABLE",
        InvalidInput,
        "The operation does not apply to the value.",
    ),
    row(
        27,
        "FILTERED_OUT",
        NotFound,
        "The record does not match the filter.",
    ),
    row(
        28,
        "LOST_CONFLICT",
        GenerationConflict,
        "A concurrent change of the record won.",
    ),
    row(
        29,
        "INVALID_ENCODING",
        InvalidInput,
        "The text is not valid UTF-8.",
    ),
    row(
        32,
        "XDR_KEY_BUSY",
        Unavailable,
        "The record waits for replication; try again.",
    ),
    row(50, "QUERY_END", Internal, "The query has ended."),
    row(
        51,
        "SECURITY_NOT_SUPPORTED",
        Unsupported,
        "This edition of the server has no security; connect without user and password.",
    ),
    row(
        52,
        "SECURITY_NOT_ENABLED",
        Unsupported,
        "Security is switched off on this server; connect without user and password.",
    ),
    row(
        53,
        "SECURITY_SCHEME_NOT_SUPPORTED",
        Unsupported,
        "The server does not support this way to authenticate.",
    ),
    row(
        54,
        "INVALID_COMMAND",
        Unsupported,
        "The server does not know the administration command.",
    ),
    row(
        55,
        "INVALID_FIELD",
        InvalidInput,
        "The server refused a field of the administration command.",
    ),
    row(
        56,
        "ILLEGAL_STATE",
        Internal,
        "The server is not in a state that allows the command.",
    ),
    row(60, "INVALID_USER", NotFound, "There is no such user."),
    row(
        61,
        "USER_ALREADY_EXISTS",
        AlreadyExists,
        "The user exists already.",
    ),
    row(
        62,
        "INVALID_PASSWORD",
        InvalidInput,
        "The server refused the password.",
    ),
    row(
        63,
        "EXPIRED_PASSWORD",
        Forbidden,
        "The password has expired.",
    ),
    row(
        64,
        "FORBIDDEN_PASSWORD",
        InvalidInput,
        "The password must not be used again.",
    ),
    row(
        65,
        "INVALID_CREDENTIAL",
        Forbidden,
        "User or password is wrong.",
    ),
    row(66, "EXPIRED_SESSION", Forbidden, "The session has expired."),
    row(70, "INVALID_ROLE", NotFound, "There is no such role."),
    row(
        71,
        "ROLE_ALREADY_EXISTS",
        AlreadyExists,
        "The role exists already.",
    ),
    row(
        72,
        "INVALID_PRIVILEGE",
        InvalidInput,
        "There is no such privilege.",
    ),
    row(
        73,
        "INVALID_ALLOWLIST",
        InvalidInput,
        "The list of allowed addresses is not valid.",
    ),
    row(
        74,
        "QUOTAS_NOT_ENABLED",
        Unsupported,
        "Quotas are switched off on this server.",
    ),
    row(75, "INVALID_QUOTA", InvalidInput, "The quota is not valid."),
    row(
        80,
        "NOT_AUTHENTICATED",
        Forbidden,
        "The server wants a user and a password.",
    ),
    row(
        81,
        "ROLE_VIOLATION",
        Forbidden,
        "The user lacks the privilege for the command.",
    ),
    row(
        82,
        "NOT_ALLOWLISTED",
        Forbidden,
        "The user may not connect from this address.",
    ),
    row(
        83,
        "QUOTA_EXCEEDED",
        LimitExceeded,
        "The user's quota is used up.",
    ),
    row(
        100,
        "UDF_BAD_RESPONSE",
        InvalidInput,
        "The user-defined function failed.",
    ),
    row(
        120,
        "MRT_BLOCKED",
        Unavailable,
        "The record is locked by a transaction; try again.",
    ),
    row(
        121,
        "MRT_VERSION_MISMATCH",
        GenerationConflict,
        "The record changed during the transaction.",
    ),
    row(122, "MRT_EXPIRED", Timeout, "The transaction has expired."),
    row(
        123,
        "MRT_TOO_MANY_WRITES",
        LimitExceeded,
        "The transaction has too many writes.",
    ),
    row(
        124,
        "MRT_COMMITTED",
        InvalidInput,
        "The transaction was committed already.",
    ),
    row(
        125,
        "MRT_ABORTED",
        InvalidInput,
        "The transaction was aborted already.",
    ),
    row(
        126,
        "MRT_ALREADY_LOCKED",
        GenerationConflict,
        "The record is locked by this transaction already.",
    ),
    row(
        127,
        "MRT_MONITOR_EXISTS",
        AlreadyExists,
        "The transaction has started already.",
    ),
    row(
        150,
        "BATCH_DISABLED",
        Unsupported,
        "Batch commands are switched off on this server.",
    ),
    row(
        151,
        "BATCH_MAX_REQUESTS_EXCEEDED",
        LimitExceeded,
        "The batch has more keys than the server allows.",
    ),
    row(
        152,
        "BATCH_QUEUES_FULL",
        Unavailable,
        "The server's batch queues are full; try again.",
    ),
    row(
        160,
        "INVALID_GEOJSON",
        InvalidInput,
        "The GeoJSON text is not valid.",
    ),
    row(
        200,
        "INDEX_FOUND",
        AlreadyExists,
        "The index exists already.",
    ),
    row(201, "INDEX_NOT_FOUND", NotFound, "There is no such index."),
    row(
        202,
        "INDEX_OOM",
        LimitExceeded,
        "The server has no memory left for the index.",
    ),
    row(
        203,
        "INDEX_NOT_READABLE",
        Unavailable,
        "The index is still being built.",
    ),
    row(
        204,
        "INDEX_GENERIC",
        Internal,
        "The index failed on the server.",
    ),
    row(
        205,
        "INDEX_NAME_MAX_LEN",
        InvalidInput,
        "The index name is too long.",
    ),
    row(
        206,
        "INDEX_MAX_COUNT",
        LimitExceeded,
        "The namespace has as many indexes as it may have.",
    ),
    row(
        210,
        "QUERY_ABORTED",
        Unavailable,
        "The query was stopped on the server.",
    ),
    row(
        211,
        "QUERY_QUEUE_FULL",
        Unavailable,
        "Too many queries wait on the server; try again.",
    ),
];

#[cfg(test)]
mod tests {
    use super::TABLE;

    #[test]
    fn table_is_sorted_and_has_no_code_twice() {
        assert!(TABLE.windows(2).all(|pair| pair[0].code < pair[1].code));
    }
}
