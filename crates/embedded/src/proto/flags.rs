//! Bit masks and numbers of the message header, its fields and its operations.

/// Bits of the first information byte: how to read.
pub(crate) mod info1 {
    pub(crate) const READ: u8 = 0x01;
    pub(crate) const GET_ALL: u8 = 0x02;
    pub(crate) const SHORT_QUERY: u8 = 0x04;
    pub(crate) const BATCH: u8 = 0x08;
    pub(crate) const NO_BIN_DATA: u8 = 0x20;
    pub(crate) const COMPRESS_REPLY: u8 = 0x80;
}

/// Bits of the second information byte: how to write.
pub(crate) mod info2 {
    pub(crate) const WRITE: u8 = 0x01;
    pub(crate) const DELETE: u8 = 0x02;
    pub(crate) const GENERATION: u8 = 0x04;
    pub(crate) const GENERATION_GREATER: u8 = 0x08;
    pub(crate) const DURABLE_DELETE: u8 = 0x10;
    pub(crate) const CREATE_ONLY: u8 = 0x20;
    pub(crate) const RESPOND_ALL_OPS: u8 = 0x80;
}

/// Bits of the third information byte: existence policies, and marks in replies.
pub(crate) mod info3 {
    pub(crate) const LAST: u8 = 0x01;
    pub(crate) const PARTITION_DONE: u8 = 0x04;
    pub(crate) const UPDATE_ONLY: u8 = 0x08;
    pub(crate) const CREATE_OR_REPLACE: u8 = 0x10;
    pub(crate) const REPLACE_ONLY: u8 = 0x20;
}

/// Field types.
pub(crate) mod field {
    pub(crate) const NAMESPACE: u8 = 0;
    pub(crate) const SET: u8 = 1;
    pub(crate) const KEY: u8 = 2;
    pub(crate) const DIGEST: u8 = 4;
    pub(crate) const TRANSACTION_ID: u8 = 5;
    pub(crate) const TRANSACTION_DEADLINE: u8 = 6;
    pub(crate) const QUERY_ID: u8 = 7;
    pub(crate) const SOCKET_TIMEOUT: u8 = 9;
    pub(crate) const RECORDS_PER_SECOND: u8 = 10;
    pub(crate) const PARTITIONS: u8 = 11;
    pub(crate) const DIGESTS: u8 = 12;
    pub(crate) const MAX_RECORDS: u8 = 13;
    /// For each digest, the number of the index entry to start after.
    pub(crate) const INDEX_NUMBERS: u8 = 15;
    pub(crate) const INDEX_NAME: u8 = 21;
    pub(crate) const INDEX_RANGE: u8 = 22;
    pub(crate) const INDEX_CONTEXT: u8 = 23;
    pub(crate) const INDEX_EXPRESSION: u8 = 24;
    pub(crate) const INDEX_TYPE: u8 = 26;
    pub(crate) const UDF_MODULE: u8 = 30;
    pub(crate) const UDF_FUNCTION: u8 = 31;
    /// One list.
    pub(crate) const UDF_ARGUMENTS: u8 = 32;
    /// 1 for an aggregation, 2 for a function in the background.
    pub(crate) const UDF_OPERATION: u8 = 33;
    pub(crate) const BATCH: u8 = 41;
    pub(crate) const BATCH_WITH_SET: u8 = 42;
    pub(crate) const FILTER: u8 = 43;
}

/// Operation codes.
pub(crate) mod op {
    pub(crate) const READ: u8 = 1;
    pub(crate) const WRITE: u8 = 2;
    pub(crate) const CDT_READ: u8 = 3;
    pub(crate) const CDT_MODIFY: u8 = 4;
    pub(crate) const INCREMENT: u8 = 5;
    pub(crate) const EXPRESSION_READ: u8 = 7;
    pub(crate) const EXPRESSION_WRITE: u8 = 8;
    pub(crate) const APPEND: u8 = 9;
    pub(crate) const PREPEND: u8 = 10;
    pub(crate) const TOUCH: u8 = 11;
    pub(crate) const DELETE_ALL: u8 = 14;
}

/// Values of the time-to-live word of a write that are not seconds.
pub(crate) mod ttl {
    pub(crate) const NAMESPACE_DEFAULT: u32 = 0;
    pub(crate) const KEEP: u32 = 0xffff_fffe;
    pub(crate) const NEVER: u32 = 0xffff_ffff;
    /// The longest time to live a server accepts: ten years of 365 days, in seconds.
    pub(crate) const MAX_SECONDS: u32 = 10 * 365 * 24 * 60 * 60;
}
