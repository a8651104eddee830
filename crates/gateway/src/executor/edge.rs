//! The edge at which errors leave.
//!
//! Every error gets a code here, and no text of a lower layer passes: a resolver's `ApiError` is
//! shown as it was written, a refusal of the document as the parser words it, anything else becomes
//! `INTERNAL` and is logged once, with its chain.

use std::{sync::Arc, time::Duration};

use acm_core::{ApiError, ErrorCode};
use async_graphql::{ErrorExtensionValues, Response, ServerError, Value};
use tracing::{error, info};

use super::{Origin, Reason, Reply};
use crate::telemetry::{self, Observed};

/// Characters of a message. What is longer repeats a value or a name that was sent.
const MAX_MESSAGE_CHARS: usize = 400;

/// Faults of a document that are told: a short one can have many.
const MAX_FAULTS: usize = 100;

/// Whether an operation came as far as its resolvers.
pub(super) fn ran(response: &Response) -> bool {
    response.errors.iter().all(|error| !error.path.is_empty()) || response.data != Value::Null
}

/// Writes an answer, with every error coded and masked.
pub(super) fn reply(mut response: Response, origin: &Origin) -> Reply {
    code(&mut response);
    stamp(&mut response, origin);
    write(&response)
}

/// Codes and masks every error of an answer, and logs those that are ours.
pub(super) fn code(response: &mut Response) {
    if !ran(response) {
        response.errors.truncate(MAX_FAULTS);
    }
    response.errors = std::mem::take(&mut response.errors)
        .into_iter()
        .map(coded)
        .collect();
}

/// Says in every error which request it answers.
pub(super) fn stamp(response: &mut Response, origin: &Origin) {
    for error in &mut response.errors {
        extensions(error).set("requestId", &*origin.request_id);
    }
}

/// Writes an answer whose errors are ready.
pub(super) fn write(response: &Response) -> Reply {
    if ran(response) {
        Reply::answer(response)
    } else {
        Reply::refused(Reason::Request, &response.errors)
    }
}

/// The answer to what failed before GraphQL saw it.
pub(crate) fn refusal(error: ApiError, origin: &Origin) -> Reply {
    let reply = refused(Reason::Request, server_error(error), origin);
    Observed::refused(reply.ended());
    reply
}

/// The answer to what asks for more than it may.
pub(super) fn held_back(error: ApiError, origin: &Origin) -> Reply {
    let wait = error
        .details()
        .and_then(|details| details.get("retryAfterMs"))
        .and_then(serde_json::Value::as_u64);
    let reason = wait.map_or(Reason::Request, |wait| {
        Reason::Budget(Duration::from_millis(wait))
    });
    refused(reason, server_error(error), origin)
}

/// The answer to what was not run.
pub(super) fn refused(reason: Reason, error: ServerError, origin: &Origin) -> Reply {
    let mut response = Response::from_errors(vec![coded(error)]);
    stamp(&mut response, origin);
    Reply::refused(reason, &response.errors)
}

/// The answer to what began and did not end.
pub(super) fn abandoned(error: ApiError, origin: &Origin) -> Reply {
    let mut response = Response::from_errors(vec![coded(server_error(error))]);
    stamp(&mut response, origin);
    Reply::answer(&response)
}

pub(super) fn server_error(error: ApiError) -> ServerError {
    let mut answer = ServerError::new(error.message(), None);
    answer.source = Some(Arc::new(error));
    answer
}

fn coded(mut error: ServerError) -> ServerError {
    let has_code = error
        .extensions
        .as_ref()
        .is_some_and(|known| known.get("code").is_some());
    if let Some(api) = error.source::<ApiError>().cloned() {
        if let Some(chain) = api.source_chain() {
            let (code, path) = (api.code().as_str(), path_text(&error));
            if api.code() == ErrorCode::Internal {
                error!(code, path, source = chain, "an operation failed");
            } else {
                info!(
                    code,
                    path,
                    source = chain,
                    "an operation was refused or failed"
                );
            }
        }
        api.message().clone_into(&mut error.message);
        set_code(&mut error, api.code());
        if let Some(details) = api.details() {
            let details = Value::from_json(details.clone().into()).unwrap_or_default();
            extensions(&mut error).set("details", details);
        }
    } else if error.source.is_some() {
        error!(
            path = path_text(&error),
            text = error.message,
            "a resolver returned an uncoded error"
        );
        "The server failed to answer this.".clone_into(&mut error.message);
        set_code(&mut error, ErrorCode::Internal);
    } else if !has_code {
        // Without a source it is the engine that speaks: of an argument it could not read when the
        // error has a path, of the document when it has none.
        let code = if error.path.is_empty() {
            ErrorCode::GraphqlValidationFailed
        } else {
            ErrorCode::BadUserInput
        };
        set_code(&mut error, code);
    }
    clip(&mut error.message);
    error.source = None;
    telemetry::failed(code_of(&error));
    error
}

/// The code of an error that has one.
pub(super) fn code_of(error: &ServerError) -> &'static str {
    let extensions = error.extensions.as_ref();
    let given = extensions.and_then(|known| known.get("code"));
    let named =
        |code: &ErrorCode| matches!(given, Some(Value::String(text)) if text == code.as_str());
    let known = ErrorCode::ALL.into_iter().find(named);
    known.unwrap_or(ErrorCode::Internal).as_str()
}

/// Shortens a message that repeats what it was sent.
fn clip(message: &mut String) {
    if let Some((end, _)) = message.char_indices().nth(MAX_MESSAGE_CHARS) {
        message.truncate(end);
        message.push('…');
    }
}

fn extensions(error: &mut ServerError) -> &mut ErrorExtensionValues {
    error.extensions.get_or_insert_default()
}

pub(super) fn set_code(error: &mut ServerError, code: ErrorCode) {
    extensions(error).set("code", code.as_str());
}

fn path_text(error: &ServerError) -> String {
    serde_json::to_string(&error.path).unwrap_or_default()
}
