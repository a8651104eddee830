//! Records to files and back, in three formats, of any number in constant memory.

mod backup;
mod csv;
mod export;
mod import;
mod input;
mod ndjson;

use acm_aerospike::{Digest, RecordTtl, UserKey, Value, value::MAX_ELEMENTS};
use acm_core::{ApiError, ErrorCode, UnixMillis};

pub(crate) use export::ExportRequest;
pub(crate) use import::{ImportConflict, ImportRequest};

use crate::error::{Error, Result};

/// How records stand in a file.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum FileFormat {
    /// A line of JSON each, with a first and a last line about the file.
    Ndjson,
    /// A row each, a column for each bin.
    Csv,
    /// The text that asbackup writes and asrestore reads.
    Backup,
}

impl FileFormat {
    /// The end of the name of such a file.
    fn extension(self) -> &'static str {
        match self {
            Self::Ndjson => "ndjson",
            Self::Csv => "csv",
            Self::Backup => "asb",
        }
    }
}

/// A record as it stands in a file.
#[derive(Clone, Debug, PartialEq)]
struct FileRecord {
    /// Its set; `None` for none, or where the file does not say.
    set: Option<String>,
    /// What identifies it.
    identity: Identity,
    /// When it is gone, in seconds since 1970; `None` for never.
    expires: Option<u64>,
    /// Its bins.
    bins: Vec<(String, Value)>,
}

/// What identifies a record in a file.
#[derive(Clone, Debug, PartialEq)]
enum Identity {
    User(UserKey),
    /// Its user key was not stored with it.
    Digest(Digest),
}

/// When a record is gone, in seconds since 1970.
fn expires(ttl: RecordTtl, now: UnixMillis) -> Option<u64> {
    match ttl {
        RecordTtl::Never => None,
        RecordTtl::Seconds(left) => Some(seconds(now).saturating_add(left)),
    }
}

fn seconds(now: UnixMillis) -> u64 {
    u64::try_from(now / 1_000).unwrap_or(0)
}

/// Whether a text may hold many more values than a record: reading it would take many times its size.
fn is_crowded(text: &[u8]) -> bool {
    let begins = |byte: &&u8| matches!(byte, b',' | b'[');
    text.iter().filter(begins).count() > 2 * MAX_ELEMENTS
}

/// What makes a part of a file unreadable.
fn unreadable(reason: impl Into<String>) -> Error {
    Error::Unreadable(reason.into())
}

/// The error of a file that cannot be read on.
fn broken_off(line: u64, reason: &str) -> ApiError {
    ApiError::new(ErrorCode::BadUserInput, format!("Line {line}: {reason}"))
        .with_detail("line", line)
        .with_detail("reason", reason)
}

/// A part of a file: where it begins, and what it holds.
struct Item {
    line: u64,
    record: Result<FileRecord>,
}
