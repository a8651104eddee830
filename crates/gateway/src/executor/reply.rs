//! What an operation is answered with: JSON, written once.

use std::time::Duration;

use acm_core::{ErrorCode, json};
use async_graphql::{Response, ServerError};
use axum::extract::ws::Utf8Bytes;
use bytes::Bytes;
use tracing::error;

use super::edge;
use crate::telemetry::Ended;

/// An answer as text, ready for any transport. Cheap to clone.
#[derive(Clone, Debug)]
pub(crate) enum Reply {
    /// The operation ran: `{"data":…}`, with `errors` before the data if fields failed, and the
    /// code of the first.
    Answer(Utf8Bytes, Option<&'static str>),
    /// It did not run: the list of errors, and the code of the first.
    Refused(Reason, Utf8Bytes, &'static str),
}

/// Why an operation did not run.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Reason {
    /// The document or the variables are not right, or ask for too much.
    Request,
    /// The caller has spent its budget, and has to wait this long.
    Budget(Duration),
    /// A mutation where none may pass.
    Method,
    /// A subscription for who takes no stream.
    Form,
}

impl Reply {
    /// The answer of an operation that ran. Its errors have their codes.
    pub(super) fn answer(response: &Response) -> Self {
        let ready = json::ready_bytes(&response.data);
        let mut text = String::with_capacity(ANSWER_BYTES + ready);
        text.push('{');
        if !response.errors.is_empty() {
            text.push_str(r#""errors":"#);
            text.push_str(&list(&response.errors));
            text.push(',');
        }
        text.push_str(r#""data":"#);
        json::append(&response.data, &mut text);
        text.push('}');
        let code = response.errors.first().map(edge::code_of);
        Self::Answer(text.into(), code)
    }

    /// The answer to an operation that did not run. The errors have their codes.
    pub(super) fn refused(reason: Reason, errors: &[ServerError]) -> Self {
        let code = errors
            .first()
            .map_or(ErrorCode::Internal.as_str(), edge::code_of);
        Self::Refused(reason, list(errors).into(), code)
    }

    /// How the operation ended, or what was answered to it so far.
    pub(super) fn ended(&self) -> Ended {
        match self {
            Self::Answer(_, code) => Ended {
                ran: true,
                code: *code,
            },
            Self::Refused(_, _, code) => Ended {
                ran: false,
                code: Some(code),
            },
        }
    }

    /// The response object: what HTTP sends as it is.
    pub(crate) fn into_object(self) -> Bytes {
        match self {
            Self::Answer(object, _) => object.into(),
            Self::Refused(_, errors, _) => [r#"{"errors":"#, &*errors, "}"].concat().into(),
        }
    }
}

/// The list of errors as JSON.
fn list(errors: &[ServerError]) -> String {
    serde_json::to_string(errors).unwrap_or_else(|error| {
        error!(%error, "errors could not be written as JSON");
        LOST.to_owned()
    })
}

/// Bytes that most answers do not outgrow.
const ANSWER_BYTES: usize = 512;
const LOST: &str =
    r#"[{"message":"The answer cannot be written.","extensions":{"code":"INTERNAL"}}]"#;
