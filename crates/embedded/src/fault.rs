//! Faults that tests can give to a node.

use std::time::Duration;

use crate::proto::ResultCode;

/// How a node misbehaves.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Fault {
    /// It does not.
    #[default]
    None,
    /// It answers each request, info included, after this time.
    Delay(Duration),
    /// It closes connections when they are accepted, and open ones with their next request.
    DropConnections,
    /// It answers record commands, batch rows and queries with this result code, and does nothing.
    Answer(ResultCode),
    /// It reads requests and never answers.
    Hang,
}
