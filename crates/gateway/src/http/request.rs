//! What a caller sends: parameters in a body or in a query string, made an operation.

use acm_core::{ApiError, ErrorCode};
use async_graphql::{Request as Operation, Value as Given, Variables};
use axum::{
    body::Body,
    http::{HeaderMap, StatusCode, header},
};
use bytes::Bytes;
use serde::{Deserialize, de::DeserializeOwned};
use serde_json::Value;
use tokio::time::timeout;

use super::{Persisted, persisted::Newcomer};
use crate::limits::Limits;

/// Why something is no operation, and the status that says so.
pub(super) type Refusal = (StatusCode, ApiError);

/// The parameters of an operation, whatever brought them.
#[derive(Debug, Default, Deserialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Parameters {
    /// The document; missing when `extensions` name it.
    pub query: Option<String>,
    /// Which operation of the document, when it holds several.
    pub operation_name: Option<String>,
    /// Values of its variables: an object. Read once, as the engine wants them.
    pub variables: Option<Given>,
    /// An object; of its entries `persistedQuery` is read.
    pub extensions: Option<Value>,
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

impl Parameters {
    /// Reads a POST request.
    pub(super) async fn from_body(
        headers: &HeaderMap,
        body: Body,
        limits: &Limits,
    ) -> Result<Self, Refusal> {
        let bytes = json_body(headers, body, limits).await?;
        if bytes.iter().find(|byte| !byte.is_ascii_whitespace()) == Some(&b'[') {
            let advice = "Batches are not accepted; send one operation at a time.";
            return Err(bad_request(advice));
        }
        serde_json::from_slice(&bytes)
            .map_err(|_| bad_request("The body is not a GraphQL request in JSON."))
    }

    /// Reads the query string of a GET request.
    pub(super) fn from_query_string(text: &str) -> Result<Self, Refusal> {
        let string: QueryString = serde_urlencoded::from_str(text)
            .map_err(|_| bad_request("The query string is not a GraphQL request."))?;
        Ok(Self {
            query: string.query,
            operation_name: string.operation_name,
            variables: json("variables", string.variables)?,
            extensions: json("extensions", string.extensions)?,
        })
    }

    /// The operation, its document looked up when the parameters only name it.
    ///
    /// # Errors
    /// The parameters do not make an operation, or the document they name is not known.
    pub(super) fn operation(
        self,
        persisted: &Persisted,
    ) -> Result<(Operation, Newcomer), ApiError> {
        let variables = match self.variables {
            None | Some(Given::Null) => Variables::default(),
            Some(object @ Given::Object(_)) => Variables::from_value(object),
            Some(_) => return Err(not_objects()),
        };
        if !matches!(self.extensions, None | Some(Value::Null | Value::Object(_))) {
            return Err(not_objects());
        }
        let (document, newcomer) = persisted.document(self.query, self.extensions.as_ref())?;
        let mut operation = Operation::new(document).variables(variables);
        operation.operation_name = self.operation_name.filter(|name| !name.is_empty());
        Ok((operation, newcomer))
    }
}

/// Reads a body that is announced as JSON.
pub(super) async fn json_body(
    headers: &HeaderMap,
    body: Body,
    limits: &Limits,
) -> Result<Bytes, Refusal> {
    // A page of another site can send forms and text without asking first; JSON it cannot.
    if !is_json(headers) {
        let advice = "Send the operation as application/json.";
        let error = ApiError::new(ErrorCode::BadUserInput, advice);
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
    read.map_err(|_| {
        let message = format!("A request may have {limit} bytes.");
        let error = ApiError::new(ErrorCode::LimitExceeded, message).with_detail("maxBytes", limit);
        (StatusCode::PAYLOAD_TOO_LARGE, error)
    })
}

/// A parameter of a query string that is JSON; empty counts as absent.
fn json<T: DeserializeOwned>(name: &str, text: Option<String>) -> Result<Option<T>, Refusal> {
    match text.filter(|text| !text.is_empty()) {
        None => Ok(None),
        Some(text) => serde_json::from_str(&text)
            .map(Some)
            .map_err(|_| bad_request(&format!("The parameter {name} is not JSON."))),
    }
}

fn not_objects() -> ApiError {
    let advice = "The parameters variables and extensions are objects.";
    ApiError::new(ErrorCode::BadUserInput, advice)
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
