//! The one error a resolver may return.
//!
//! Three audiences read an error: a program reads `code`, a person reads `message`, and the log
//! reads the chain behind `source`. `Display` is the message alone, so that text of a lower layer
//! (a host name, a driver's words, SQL) can never reach a client by accident.

use std::{error::Error, fmt, sync::Arc};

use async_graphql::Enum;
use serde::{Deserialize, Serialize};
use serde_json::{Map, Value};

/// What a client can act on. The set is closed: adding one is a schema change.
#[derive(Clone, Copy, Debug, Deserialize, Enum, Eq, Hash, PartialEq, Serialize)]
#[serde(rename_all = "SCREAMING_SNAKE_CASE")]
pub enum ErrorCode {
    /// The thing to be created exists already.
    AlreadyExists,
    /// The input breaks a rule; `details` names the field and the reason.
    BadUserInput,
    /// Somebody else changed the thing meanwhile; `details.current` holds its present state.
    Conflict,
    /// The caller lacks the right named in `details.right`.
    Forbidden,
    /// The document is not GraphQL.
    GraphqlParseFailed,
    /// The document or its variables do not fit the schema, or break a limit of its shape.
    GraphqlValidationFailed,
    /// A fault of this server; `requestId` finds it in the log.
    Internal,
    /// A stated limit was reached; `details` names it.
    LimitExceeded,
    /// There is no such thing, or the caller may not know of it.
    NotFound,
    /// The hash is unknown: send the document together with it.
    PersistedQueryNotFound,
    /// Too many requests; `details.retryAfterMs` says when to come back.
    RateLimited,
    /// The deadline passed. A write may have been applied.
    Timeout,
    /// The caller has not said who it is.
    Unauthenticated,
    /// The cluster, the node or the module cannot be reached at present; trying later can help.
    Unavailable,
    /// The server's edition or version cannot do this; trying again does not help.
    Unsupported,
}

impl ErrorCode {
    /// Every code, in the order of the schema.
    pub const ALL: [Self; 15] = [
        Self::AlreadyExists,
        Self::BadUserInput,
        Self::Conflict,
        Self::Forbidden,
        Self::GraphqlParseFailed,
        Self::GraphqlValidationFailed,
        Self::Internal,
        Self::LimitExceeded,
        Self::NotFound,
        Self::PersistedQueryNotFound,
        Self::RateLimited,
        Self::Timeout,
        Self::Unauthenticated,
        Self::Unavailable,
        Self::Unsupported,
    ];

    /// The code as it stands in `extensions.code`.
    #[must_use]
    pub fn as_str(self) -> &'static str {
        match self {
            Self::AlreadyExists => "ALREADY_EXISTS",
            Self::BadUserInput => "BAD_USER_INPUT",
            Self::Conflict => "CONFLICT",
            Self::Forbidden => "FORBIDDEN",
            Self::GraphqlParseFailed => "GRAPHQL_PARSE_FAILED",
            Self::GraphqlValidationFailed => "GRAPHQL_VALIDATION_FAILED",
            Self::Internal => "INTERNAL",
            Self::LimitExceeded => "LIMIT_EXCEEDED",
            Self::NotFound => "NOT_FOUND",
            Self::PersistedQueryNotFound => "PERSISTED_QUERY_NOT_FOUND",
            Self::RateLimited => "RATE_LIMITED",
            Self::Timeout => "TIMEOUT",
            Self::Unauthenticated => "UNAUTHENTICATED",
            Self::Unavailable => "UNAVAILABLE",
            Self::Unsupported => "UNSUPPORTED",
        }
    }
}

/// Named facts of an error, for programs: shown as `extensions.details`.
pub type ErrorDetails = Map<String, Value>;

/// A coded error whose message is safe to show to the client.
///
/// `source` is for the log only. Cheap to clone: feeds hand one error to many readers.
#[derive(Clone)]
pub struct ApiError {
    code: ErrorCode,
    message: Arc<str>,
    details: Option<Arc<ErrorDetails>>,
    source: Option<Arc<dyn Error + Send + Sync>>,
}

impl ApiError {
    /// An error with a code and a message written for the client.
    #[must_use]
    pub fn new(code: ErrorCode, message: impl Into<Arc<str>>) -> Self {
        Self {
            code,
            message: message.into(),
            details: None,
            source: None,
        }
    }

    /// `BAD_USER_INPUT` for one input field; `field` is its path in the input, dots between parts.
    #[must_use]
    pub fn bad_input(field: &str, reason: impl AsRef<str>) -> Self {
        let reason = reason.as_ref();
        Self::new(ErrorCode::BadUserInput, format!("{field}: {reason}"))
            .with_detail("field", field)
            .with_detail("reason", reason)
    }

    /// `NOT_FOUND` for a thing of a kind, such as `connection` and its id.
    #[must_use]
    pub fn not_found(kind: &str, name: impl fmt::Display) -> Self {
        Self::new(
            ErrorCode::NotFound,
            format!("There is no {kind} \"{name}\"."),
        )
    }

    /// `INTERNAL`; the source goes to the log, the client sees a generic message.
    #[must_use]
    pub fn internal(source: impl Error + Send + Sync + 'static) -> Self {
        Self::new(ErrorCode::Internal, "The server failed to answer this.").with_source(source)
    }

    /// Adds one named fact to `extensions.details`.
    #[must_use]
    pub fn with_detail(mut self, name: &str, value: impl Into<Value>) -> Self {
        let details = Arc::make_mut(self.details.get_or_insert_with(Arc::default));
        details.insert(name.to_owned(), value.into());
        self
    }

    /// Keeps the lower error for the log.
    #[must_use]
    pub fn with_source(mut self, source: impl Error + Send + Sync + 'static) -> Self {
        self.source = Some(Arc::new(source));
        self
    }

    /// What a program should act on.
    #[must_use]
    pub fn code(&self) -> ErrorCode {
        self.code
    }

    /// What a person should read.
    #[must_use]
    pub fn message(&self) -> &str {
        &self.message
    }

    /// Named facts, where there are some.
    #[must_use]
    pub fn details(&self) -> Option<&ErrorDetails> {
        self.details.as_deref()
    }

    /// The chain of sources, joined by colons, for one log line.
    #[must_use]
    pub fn source_chain(&self) -> Option<String> {
        let mut next: Option<&(dyn Error + 'static)> = match &self.source {
            Some(source) => Some(source.as_ref()),
            None => return None,
        };
        let mut parts = Vec::new();
        while let Some(error) = next {
            parts.push(error.to_string());
            next = error.source();
        }
        Some(parts.join(": "))
    }
}

impl fmt::Display for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}

impl fmt::Debug for ApiError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("ApiError")
            .field("code", &self.code.as_str())
            .field("message", &self.message)
            .field("source", &self.source_chain())
            .finish()
    }
}

#[cfg(test)]
mod tests {
    use async_graphql::InputType;

    use super::*;

    #[derive(Debug, thiserror::Error)]
    #[error("cannot open the door")]
    struct Outer(#[source] std::io::Error);

    #[test]
    fn codes_are_spelled_as_in_the_schema() {
        for code in ErrorCode::ALL {
            assert_eq!(code.to_value().to_string(), code.as_str());
        }
    }

    #[test]
    fn the_source_is_in_the_chain_and_never_in_the_message() {
        let error = ApiError::internal(Outer(std::io::Error::other("host 10.1.2.3")));
        assert_eq!(error.to_string(), "The server failed to answer this.");
        assert_eq!(
            error.source_chain().as_deref(),
            Some("cannot open the door: host 10.1.2.3")
        );
    }

    #[test]
    fn bad_input_names_field_and_reason_for_programs() {
        let error = ApiError::bad_input("hosts.0", "the port is not a number");
        assert_eq!(
            error.details().and_then(|d| d["field"].as_str()),
            Some("hosts.0")
        );
        assert_eq!(error.message(), "hosts.0: the port is not a number");
    }
}
