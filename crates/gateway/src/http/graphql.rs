//! GraphQL over HTTP, and the door to WebSocket.

use std::net::SocketAddr;

use acm_core::{ApiError, ErrorCode};
use async_graphql::{Request as Operation, Variables};
use axum::{
    Extension,
    body::Body,
    extract::{
        ConnectInfo, RawQuery, State,
        ws::{WebSocketUpgrade, rejection::WebSocketUpgradeRejection},
    },
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse, Redirect, Response},
};
use serde::Deserialize;
use tokio::time::timeout;

use super::{App, caller, negotiate::Accept, reply, request_id::RequestId, socket};
use crate::{
    executor::{Accepts, Origin},
    limits::Limits,
};

type Refusal = (StatusCode, ApiError);

/// The parameters of a request, in a body or in a query string.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase")]
struct Parameters {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<serde_json::Value>,
    extensions: Option<serde_json::Value>,
}

/// The parameters of a GET request: variables and extensions are JSON in a string.
#[derive(Default, Deserialize)]
#[serde(default, rename_all = "camelCase")]
struct QueryString {
    query: Option<String>,
    operation_name: Option<String>,
    variables: Option<String>,
    extensions: Option<String>,
}

/// GET: a WebSocket handshake, or a query in the query string.
pub(super) async fn get(
    State(app): State<App>,
    peer: ConnectInfo<SocketAddr>,
    Extension(id): Extension<RequestId>,
    upgrade: Result<WebSocketUpgrade, WebSocketUpgradeRejection>,
    RawQuery(query): RawQuery,
    headers: HeaderMap,
) -> Response {
    let ip = peer.ip();
    let origin = Origin {
        caller: caller(peer),
        request_id: id.0,
    };
    if let Ok(upgrade) = upgrade {
        return socket::accept(&app, upgrade, ip, origin);
    }
    let accept = Accept::of(&headers);
    if query.is_none() && accept.wants_page() {
        return Redirect::to("/graphiql").into_response();
    }
    let Some(form) = accept.whole() else {
        return not_acceptable(&origin);
    };
    let operation = match from_query_string(query.as_deref().unwrap_or_default()) {
        Ok(operation) => operation,
        Err((status, error)) => return reply::refused(status, error, &origin),
    };
    let answer = app.executor.execute(operation, origin, Accepts::Queries);
    reply::answered(form, answer.await)
}

/// POST: a query or a mutation as JSON.
pub(super) async fn post(
    State(app): State<App>,
    peer: ConnectInfo<SocketAddr>,
    Extension(id): Extension<RequestId>,
    headers: HeaderMap,
    body: Body,
) -> Response {
    let origin = Origin {
        caller: caller(peer),
        request_id: id.0,
    };
    let Some(form) = Accept::of(&headers).whole() else {
        return not_acceptable(&origin);
    };
    let operation = match from_body(&headers, body, &app.limits).await {
        Ok(operation) => operation,
        Err((status, error)) => return reply::refused(status, error, &origin),
    };
    let answer = app.executor.execute(operation, origin, Accepts::Single);
    reply::answered(form, answer.await)
}

fn not_acceptable(origin: &Origin) -> Response {
    let advice = "Answers are application/graphql-response+json or application/json.";
    let error = ApiError::new(ErrorCode::BadUserInput, advice);
    reply::refused(StatusCode::NOT_ACCEPTABLE, error, origin)
}

async fn from_body(headers: &HeaderMap, body: Body, limits: &Limits) -> Result<Operation, Refusal> {
    // A page of another site can send forms and text without asking first; JSON it cannot.
    if !is_json(headers) {
        let error = ApiError::new(
            ErrorCode::BadUserInput,
            "Send the operation as application/json.",
        );
        return Err((StatusCode::UNSUPPORTED_MEDIA_TYPE, error));
    }
    let limit = limits.max_body_bytes;
    let reading = axum::body::to_bytes(body, limit);
    let read = timeout(limits.request_deadline(), reading).await;
    let read = read.map_err(|_| {
        let message = "The body of the request did not arrive in time.";
        let error = ApiError::new(ErrorCode::Timeout, message)
            .with_detail("deadlineMs", limits.request_deadline_ms);
        (StatusCode::REQUEST_TIMEOUT, error)
    })?;
    let bytes = read.map_err(|_| {
        let message = format!("A request may have {limit} bytes.");
        let error = ApiError::new(ErrorCode::LimitExceeded, message).with_detail("maxBytes", limit);
        (StatusCode::PAYLOAD_TOO_LARGE, error)
    })?;
    if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
        return Err(bad_request(
            "Batches are not accepted; send one operation at a time.",
        ));
    }
    let parameters = serde_json::from_slice(&bytes)
        .map_err(|_| bad_request("The body is not a GraphQL request in JSON."))?;
    operation(parameters)
}

fn from_query_string(text: &str) -> Result<Operation, Refusal> {
    let string: QueryString = serde_urlencoded::from_str(text)
        .map_err(|_| bad_request("The query string is not a GraphQL request."))?;
    let json = |name: &str, text: Option<String>| match text.filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|_| bad_request(&format!("The parameter {name} is not JSON."))),
    };
    operation(Parameters {
        query: string.query,
        operation_name: string.operation_name,
        variables: json("variables", string.variables)?,
        extensions: json("extensions", string.extensions)?,
    })
}

fn operation(parameters: Parameters) -> Result<Operation, Refusal> {
    let Parameters {
        query,
        operation_name,
        variables,
        extensions,
    } = parameters;
    let query = query.ok_or_else(|| bad_request("The parameter query is missing."))?;
    let is_map = |value: &Option<serde_json::Value>| {
        value
            .as_ref()
            .is_none_or(|value| value.is_object() || value.is_null())
    };
    if !is_map(&variables) || !is_map(&extensions) {
        return Err(bad_request(
            "The parameters variables and extensions are objects.",
        ));
    }
    let mut operation =
        Operation::new(query).variables(variables.map(Variables::from_json).unwrap_or_default());
    operation.operation_name = operation_name.filter(|name| !name.is_empty());
    Ok(operation)
}

fn bad_request(message: &str) -> Refusal {
    (
        StatusCode::BAD_REQUEST,
        ApiError::new(ErrorCode::BadUserInput, message),
    )
}

fn is_json(headers: &HeaderMap) -> bool {
    let given = headers
        .get(header::CONTENT_TYPE)
        .and_then(|value| value.to_str().ok());
    given.is_some_and(|given| {
        let essence = given.split(';').next().unwrap_or_default().trim();
        essence.eq_ignore_ascii_case("application/json")
    })
}
