//! How an answer is written.

use acm_core::ApiError;
use axum::{
    body::Body,
    http::{HeaderMap, HeaderValue, StatusCode, header},
    response::{IntoResponse, Response},
};

use crate::executor::{Origin, Reason, Reply, refusal};

const JSON: &str = "application/json; charset=utf-8";
const GRAPHQL: &str = "application/graphql-response+json; charset=utf-8";

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

    fn content_type(self) -> &'static str {
        match self {
            Self::Json => JSON,
            Self::GraphqlResponse => GRAPHQL,
        }
    }

    fn status(self, reply: &Reply) -> StatusCode {
        match (self, reply) {
            (_, Reply::Refused(Reason::Kind, _)) => StatusCode::METHOD_NOT_ALLOWED,
            (Self::GraphqlResponse, Reply::Refused(Reason::Request, _)) => StatusCode::BAD_REQUEST,
            _ => StatusCode::OK,
        }
    }
}

/// The answer to an operation.
pub(super) fn answered(media: Media, reply: Reply) -> Response {
    let status = media.status(&reply);
    let mut response = write(status, media.content_type(), reply);
    if status == StatusCode::METHOD_NOT_ALLOWED {
        response
            .headers_mut()
            .insert(header::ALLOW, HeaderValue::from_static("POST"));
    }
    response
}

/// The answer to what failed before it was an operation.
pub(super) fn refused(status: StatusCode, error: ApiError, origin: &Origin) -> Response {
    write(status, JSON, refusal(error, origin))
}

fn write(status: StatusCode, content_type: &'static str, reply: Reply) -> Response {
    let headers = [
        (header::CONTENT_TYPE, content_type),
        (header::CACHE_CONTROL, "no-store"),
    ];
    (status, headers, Body::from(reply.into_object())).into_response()
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
