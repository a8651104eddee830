//! How an answer is written whole.

use acm_core::ApiError;
use axum::{
    body::Body,
    http::{HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use super::negotiate::Form;
use crate::executor::{Origin, Reason, Reply, refusal};

/// The answer to an operation.
pub(super) fn answered(form: Form, reply: Reply) -> Response {
    let status = match (form, &reply) {
        (_, Reply::Refused(Reason::Kind, _)) => StatusCode::METHOD_NOT_ALLOWED,
        (Form::GraphqlResponse, Reply::Refused(Reason::Request, _)) => StatusCode::BAD_REQUEST,
        _ => StatusCode::OK,
    };
    let mut response = write(status, form, reply);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// The answer to what failed before it was an operation.
pub(super) fn refused(status: StatusCode, error: ApiError, origin: &Origin) -> Response {
    write(status, Form::Json, refusal(error, origin))
}

fn write(status: StatusCode, form: Form, reply: Reply) -> Response {
    let headers = [
        (header::CONTENT_TYPE, form.content_type()),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, Body::from(reply.into_object())).into_response()
}
