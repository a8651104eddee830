//! How an answer is written.

use acm_core::ApiError;
use async_graphql::{Response as Answer, ServerError, Value};
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};
use serde::Serialize;

use crate::executor::{Origin, Stage, refusal};

const JSON: &str = "application/json; charset=utf-8";
const GRAPHQL: &str = "application/graphql-response+json; charset=utf-8";

/// An answer as it stands on the wire: errors first, no `data` when nothing ran.
#[derive(Serialize)]
pub(super) struct Payload<'a> {
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    errors: &'a [ServerError],
    #[serde(skip_serializing_if = "Option::is_none")]
    data: Option<&'a Value>,
}

impl<'a> Payload<'a> {
    /// The payload of an answer that came as far as `stage`.
    pub(super) fn new(stage: Stage, answer: &'a Answer) -> Self {
        let data = (stage == Stage::Executed).then_some(&answer.data);
        Self {
            errors: &answer.errors,
            data,
        }
    }
}

/// The media type an answer is written in.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(super) enum Media {
    /// `application/json`: a refused document is still 200, as its clients expect.
    Json,
    /// `application/graphql-response+json`: the status tells how far the operation came.
    GraphqlResponse,
}

impl Media {
    /// What the caller accepts; `None` when it is neither of the two.
    pub(super) fn accepted(headers: &HeaderMap) -> Option<Self> {
        let Some(accept) = headers.get(header::ACCEPT) else {
            return Some(Self::Json);
        };
        let accept = accept.to_str().unwrap_or_default().to_ascii_lowercase();
        let mut types = accept
            .split(',')
            .map(|item| item.split(';').next().unwrap_or("").trim());
        types.find_map(|wanted| match wanted {
            "application/graphql-response+json" => Some(Self::GraphqlResponse),
            "application/json" | "application/*" | "*/*" => Some(Self::Json),
            _ => None,
        })
    }

    fn status(self, stage: Stage) -> StatusCode {
        match (self, stage) {
            (_, Stage::WrongKind) => StatusCode::METHOD_NOT_ALLOWED,
            (Self::GraphqlResponse, Stage::Refused) => StatusCode::BAD_REQUEST,
            _ => StatusCode::OK,
        }
    }
}

/// The answer to an operation.
pub(super) fn answered(media: Media, stage: Stage, answer: &Answer) -> Response {
    let content_type = match media {
        Media::Json => JSON,
        Media::GraphqlResponse => GRAPHQL,
    };
    let mut response = write(
        media.status(stage),
        content_type,
        &Payload::new(stage, answer),
    );
    if stage == Stage::WrongKind {
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// The answer to what failed before it was an operation.
pub(super) fn refused(status: StatusCode, error: ApiError, origin: &Origin) -> Response {
    let answer = refusal(error, origin);
    write(status, JSON, &Payload::new(Stage::Refused, &answer))
}

fn write(status: StatusCode, content_type: &'static str, payload: &Payload<'_>) -> Response {
    match serde_json::to_vec(payload) {
        Ok(body) => {
            let headers = [
                (header::CONTENT_TYPE, content_type),
                (header::CACHE_CONTROL, "no-store"),
            ];
            (status, headers, Body::from(body)).into_response()
        }
        Err(_) => StatusCode::INTERNAL_SERVER_ERROR.into_response(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_first_type_we_can_write_is_taken() {
        let accepted = |accept: &str| {
            let mut headers = HeaderMap::new();
            headers.insert(header::ACCEPT, HeaderValue::from_str(accept).unwrap());
            Media::accepted(&headers)
        };
        let both = "application/graphql-response+json, application/json;q=0.9";
        assert_eq!(accepted(both), Some(Media::GraphqlResponse));
        assert_eq!(accepted("text/html, */*"), Some(Media::Json));
        assert_eq!(accepted("text/html"), None);
        assert_eq!(Media::accepted(&HeaderMap::new()), Some(Media::Json));
    }
}
