//! The messages of the protocol.

use async_graphql::{Response as Answer, ServerError};
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

use crate::{executor::Stage, http::reply::Payload};

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
        payload: Operation,
    },
    /// Ends an operation.
    Complete {
        /// The client's name for it.
        id: String,
    },
}

/// An operation as a client sends it.
#[derive(Debug, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Operation {
    /// The document.
    pub query: String,
    /// Which operation of the document, when it holds several.
    pub operation_name: Option<String>,
    /// Values of its variables.
    pub variables: Option<Map<String, Value>>,
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
    /// One answer of an operation.
    Next {
        /// The client's name for the operation.
        id: &'a str,
        /// The answer.
        payload: Payload<'a>,
    },
    /// The operation was refused; nothing more comes.
    Error {
        /// The client's name for the operation.
        id: &'a str,
        /// Why.
        payload: &'a [ServerError],
    },
    /// The operation has ended.
    Complete {
        /// The client's name for the operation.
        id: &'a str,
    },
}

impl<'a> FromServer<'a> {
    /// The message that carries an answer.
    pub(super) fn answer(id: &'a str, stage: Stage, answer: &'a Answer) -> Self {
        match stage {
            Stage::Executed => Self::Next {
                id,
                payload: Payload::new(stage, answer),
            },
            Stage::Refused | Stage::WrongKind => Self::Error {
                id,
                payload: &answer.errors,
            },
        }
    }
}
