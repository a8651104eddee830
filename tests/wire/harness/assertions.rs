//! What a command's outcome is compared with.

use std::fmt::Debug;

use aerospike::{Error, ResultCode};

/// What the command gave.
#[track_caller]
pub(crate) fn succeeds<T>(outcome: Result<T, Error>) -> T {
    match outcome {
        Ok(value) => value,
        Err(error) => panic!("the command failed: {error}"),
    }
}

/// Checks that the server refused the command with this result code.
#[track_caller]
pub(crate) fn refused<T: Debug>(outcome: Result<T, Error>, code: ResultCode) {
    match outcome {
        Ok(value) => panic!("not refused: {value:?}"),
        Err(error) => assert_eq!(error.server_result_code(), Some(code), "{error}"),
    }
}
