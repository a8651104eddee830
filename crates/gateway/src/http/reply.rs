//! How an answer is written whole.

use std::time::Duration;

use acm_core::{ApiError, ErrorCode};
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::Response,
};

use super::{negotiate::Form, stream};
use crate::executor::{Origin, Reason, Reply, refusal};

static JSON: HeaderValue = HeaderValue::from_static("application/json; charset=utf-8");
static GRAPHQL_RESPONSE: HeaderValue =
    HeaderValue::from_static("application/graphql-response+json; charset=utf-8");
static NO_STORE: HeaderValue = HeaderValue::from_static("no-store");
/// Headers of an answer, those of the door and of the protocol among them.
const HEADERS: usize = 12;

/// The answer to an operation that has one.
pub(super) fn answered(form: Form, reply: Reply) -> Response {
    if let Reply::Refused(Reason::Budget(wait), ..) = reply {
        return wait_first(wait, reply);
    }
    let status = match (form, &reply) {
        (_, Reply::Refused(Reason::Method, ..)) => StatusCode::METHOD_NOT_ALLOWED,
        (_, Reply::Refused(Reason::Form, ..)) => StatusCode::NOT_ACCEPTABLE,
        (Form::GraphqlResponse, Reply::Refused(Reason::Request, ..)) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    let content_type = match form {
        Form::GraphqlResponse => &GRAPHQL_RESPONSE,
        // No stream begins where the request itself was wrong.
        Form::Stream(framing) if status == StatusCode::OK => return stream::one(framing, reply),
        Form::Json | Form::Stream(_) => &JSON,
    };
    let mut response = write(status, content_type, reply);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// The answer to who has to wait, in whole seconds.
fn wait_first(wait: Duration, reply: Reply) -> Response {
    let mut response = write(StatusCode::TOO_MANY_REQUESTS, &JSON, reply);
    let seconds = wait.as_secs_f64().ceil().max(1.0);
    if let Ok(seconds) = HeaderValue::from_str(&format!("{seconds:.0}")) {
        response.headers_mut().insert(header::RETRY_AFTER, seconds);
    }
    response
}

/// The answer to what failed before it was an operation.
pub(super) fn refused(status: StatusCode, error: ApiError, origin: &Origin) -> Response {
    write(status, &JSON, refusal(error, origin))
}

/// The answer to who finds no place for a connection that lasts.
pub(super) fn no_place(origin: &Origin) -> Response {
    let message = "This server holds as many WebSocket connections and feeds (in all, or from this address) as it may.";
    let error = ApiError::new(ErrorCode::LimitExceeded, message);
    refused(StatusCode::TOO_MANY_REQUESTS, error, origin)
}

fn write(status: StatusCode, content_type: &HeaderValue, reply: Reply) -> Response {
    let mut response = Response::new(Body::from(reply.into_object()));
    *response.status_mut() = status;
    let headers = response.headers_mut();
    headers.reserve(HEADERS);
    headers.insert(header::CONTENT_TYPE, content_type.clone());
    headers.insert(header::CACHE_CONTROL, NO_STORE.clone());
    response
}
