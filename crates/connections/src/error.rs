//! Everything that can go wrong here, and how clients see it.

use acm_core::{ApiError, ErrorCode, StoreError, limits::MAX_CONNECTIONS};
use serde_json::{Value, json};

use crate::service::{Failure, FieldError, Refusal, SecretError};

/// Errors of a document that are told at most.
const MAX_SHOWN: usize = 100;

/// An error of this domain.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// There is no such profile.
    #[error("there is no connection {0}")]
    NotFound(String),
    /// The input breaks a rule.
    #[error("{field}: {reason}")]
    Invalid {
        /// Path of the field in the arguments, dots between parts.
        field: String,
        /// The rule, in words.
        reason: String,
    },
    /// The target policy refuses a host.
    #[error("{field}: {refusal}")]
    Refused {
        /// Path of the host in the arguments.
        field: String,
        /// Whether the host is an address; a name otherwise.
        literal: bool,
        /// The rule.
        refusal: Refusal,
    },
    /// Entries of a document break rules; nothing was imported.
    #[error("{} places of the document break rules", .0.len())]
    InvalidImport(Vec<FieldError>),
    /// Secrets are not exported from this server.
    #[error("secrets are not exported")]
    SecretsStay,
    /// The document could not be written.
    #[error("the document could not be written")]
    Document(#[from] serde_json::Error),
    /// The profile was changed since the caller read it.
    #[error("the connection is at revision {revision}")]
    Conflict {
        /// Its revision now.
        revision: i64,
        /// The profile now, in the shape GraphQL shows it.
        current: Value,
    },
    /// There are as many profiles as this server keeps.
    #[error("there are {MAX_CONNECTIONS} connections already")]
    TooMany,
    /// The cluster cannot be reached.
    #[error(transparent)]
    Unreachable(#[from] Failure),
    /// A stored password does not open.
    #[error(transparent)]
    Secret(#[from] SecretError),
    /// What the store says.
    #[error(transparent)]
    Store(StoreError),
    /// The server shuts down.
    #[error("the server is stopping")]
    Stopping,
}

impl Error {
    /// A rule the input breaks.
    pub(crate) fn invalid(field: impl Into<String>, reason: impl ToString) -> Self {
        Self::Invalid {
            field: field.into(),
            reason: reason.to_string(),
        }
    }
}

impl Error {
    /// Why a host is refused, in words.
    pub(crate) fn refusal_reason(literal: bool, refusal: Refusal) -> String {
        let verb = if literal { "is" } else { "leads to" };
        format!("this {verb} {refusal}, which this server does not dial")
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Missing(id) => Self::NotFound(id),
            other => Self::Store(other),
        }
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::NotFound(id) => ApiError::not_found("connection", id),
            Error::Invalid { field, reason } => ApiError::bad_input(&field, reason),
            Error::Refused {
                field,
                literal,
                refusal,
            } => {
                let reason = Error::refusal_reason(literal, refusal);
                ApiError::bad_input(&field, reason).with_detail("refusal", refusal.name())
            }
            Error::InvalidImport(errors) => {
                let first = errors.first();
                let reason = first.map_or_else(String::new, |first| {
                    let more = match errors.len() - 1 {
                        0 => String::new(),
                        more => format!(" (and {more} more)"),
                    };
                    format!(
                        "{}: {}{more}; nothing was imported",
                        first.field, first.reason
                    )
                });
                let list = errors.iter().take(MAX_SHOWN);
                let list: Vec<Value> = list
                    .map(|error| json!({ "field": error.field, "reason": error.reason }))
                    .collect();
                ApiError::bad_input("input.document", reason).with_detail("errors", list)
            }
            Error::SecretsStay => ApiError::new(
                ErrorCode::Forbidden,
                "This server does not export secrets (export-secrets). Export without them.",
            ),
            Error::Document(error) => ApiError::internal(error),
            Error::Conflict { revision, current } => ApiError::new(
                ErrorCode::Conflict,
                "The connection was changed by somebody else meanwhile.",
            )
            .with_detail("currentRevision", revision.to_string())
            .with_detail("current", current),
            Error::TooMany => ApiError::new(
                ErrorCode::LimitExceeded,
                format!("This server keeps {MAX_CONNECTIONS} connections at most."),
            )
            .with_detail("limit", MAX_CONNECTIONS),
            Error::Unreachable(failure) => failure.into(),
            Error::Store(error) => error.into(),
            Error::Secret(error) => ApiError::internal(error),
            Error::Stopping => {
                ApiError::new(ErrorCode::Unavailable, "The server is shutting down.")
            }
        }
    }
}
