//! The info protocol: text commands in, text replies out.
//!
//! A request is any number of commands, each ended by a newline; a reply repeats each command and
//! follows it with a tab, the answer and a newline. Answers have the keys, order, separators and
//! error texts of a Community Edition 8.1.2 node.
//!
//! Numbers come from an [`InfoView`], the node's live state. A few an embedded node cannot have,
//! and these stand for them:
//!
//! - processor, heap and thread figures, and rates between nodes: 0 (the process is not the node's
//!   own, and its nodes talk in memory);
//! - storage stripes: used bytes are the namespace's, divided evenly; write blocks follow from
//!   that;
//! - counters of what Lua did to records: 0, not counted; calls are;
//! - counters of transactions and XDR: 0, because nothing of the kind happens;
//! - `deprecated_requests`: 0, not counted.
//!
//! What the embedded server does not do (joining nodes by `tip`, dumps) is refused with
//! `ERROR:16` and never answered with `ok`.

pub mod census;
pub mod config;
pub mod counter;
pub mod index;
pub mod view;

mod answer;
mod error;
mod pairs;
mod permission;
mod request;

use answer::Answer;
use error::InfoError;
use permission::Permits;
use view::InfoView;

use crate::proto::ResultCode;

/// Largest request that is read, in bytes: one with the longest module in it.
pub const MAX_REQUEST_BYTES: usize = 2 * 1024 * 1024;

/// Most commands of a request that are answered. The next one is refused, further ones are left
/// out.
pub const MAX_COMMANDS: usize = 1024;

/// Size of a reply, in bytes, from which on the next command is refused and further ones left out.
pub const MAX_REPLY_BYTES: usize = 16 * 1024 * 1024;

/// Answers the body of an info request; the result is the body of the reply.
///
/// An empty body asks for a fixed list of commands. Text after the last newline is not a command
/// and is left unanswered. Takes any bytes.
#[must_use]
pub fn answer(view: &dyn InfoView, request: &[u8]) -> Vec<u8> {
    answer_permitted(view, request, &|_, _, _| true)
}

/// The reply to whoever may not ask anything: no command is repeated in it.
pub(crate) fn refusal(result: ResultCode) -> Vec<u8> {
    format!("{}\n", InfoError::refused(result)).into_bytes()
}

/// The same for someone who may do some things.
pub(crate) fn answer_permitted(
    view: &dyn InfoView,
    request: &[u8],
    permits: Permits<'_>,
) -> Vec<u8> {
    let mut reply = Reply::default();
    if request.is_empty() {
        for command in answer::DEFAULT_COMMANDS {
            reply.push(command.as_bytes(), answer::answer(view, command, permits));
        }
        return reply.bytes;
    }
    if request.len() > MAX_REQUEST_BYTES {
        reply.push(b"", Err(InfoError::parameter("request too long")));
        return reply.bytes;
    }
    for (count, line) in request.split_inclusive(|&byte| byte == b'\n').enumerate() {
        let Some(command) = line.strip_suffix(b"\n") else {
            break;
        };
        if count >= MAX_COMMANDS || reply.bytes.len() >= MAX_REPLY_BYTES {
            reply.push(
                command,
                Err(InfoError::parameter("too many commands in one request")),
            );
            break;
        }
        reply.push(command, answer_line(view, command, permits));
    }
    reply.bytes
}

fn answer_line(view: &dyn InfoView, command: &[u8], permits: Permits<'_>) -> Answer {
    match std::str::from_utf8(command) {
        Ok(text) => answer::answer(view, text, permits),
        Err(_) => Err(InfoError::unrecognized()),
    }
}

/// A reply being put together.
#[derive(Debug, Default)]
struct Reply {
    bytes: Vec<u8>,
}

impl Reply {
    fn push(&mut self, command: &[u8], answer: Answer) {
        let answer = answer.unwrap_or_else(|error| error.to_string());
        self.bytes.extend_from_slice(command);
        self.bytes.push(b'\t');
        self.bytes.extend_from_slice(answer.as_bytes());
        self.bytes.push(b'\n');
    }
}
