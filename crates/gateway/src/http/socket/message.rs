//! The messages of the protocol.

use acm_core::json;
use serde::{Deserialize, Serialize};
use serde_json::Value;

use crate::{executor::Reply, http::request::Parameters};

/// What a client says. An unknown type, or one without what it needs, is not a message.
#[derive(Debug, Deserialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum FromClient {
    /// Opens the conversation.
    ConnectionInit {},
    /// Asks whether the other side is there.
    Ping {
        /// Sent back as it is.
        payload: Option<Value>,
    },
    /// Answers a ping.
    Pong {},
    /// Starts an operation.
    Subscribe {
        /// The client's name for it, unique among its operations under way.
        id: String,
        /// The operation.
        payload: Parameters,
    },
    /// Ends an operation.
    Complete {
        /// The client's name for it.
        id: String,
    },
}

/// What the server says.
#[derive(Serialize)]
#[serde(tag = "type", rename_all = "snake_case")]
pub(super) enum FromServer<'a> {
    /// Accepts the conversation.
    ConnectionAck,
    /// Asks whether the other side is there.
    Ping,
    /// Answers a ping.
    Pong {
        /// What the ping brought.
        #[serde(skip_serializing_if = "Option::is_none")]
        payload: Option<Value>,
    },
    /// The operation has ended.
    Complete {
        /// The client's name for the operation.
        id: &'a str,
    },
}

/// The message that carries an answer: `next`, or `error` after which nothing more comes. The
/// answer's text goes in as it is.
pub(super) fn answer(id: &str, reply: &Reply) -> String {
    let (kind, payload) = match reply {
        Reply::Answer(object, _) => ("next", object),
        Reply::Refused(_, errors, _) => ("error", errors),
    };
    let mut text = String::with_capacity(payload.len() + id.len() + 64);
    text.push_str(r#"{"type":""#);
    text.push_str(kind);
    text.push_str(r#"","id":"#);
    json::string(id, &mut text);
    text.push_str(r#","payload":"#);
    text.push_str(payload);
    text.push('}');
    text
}
