//! Everything that goes wrong in this module, and its one way to the client.

use acm_core::{ApiError, CursorError};
use acm_k8s_api::Unreadable;

/// A result of this module.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this module. Cheap to clone: feeds hand one to many readers.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Kubernetes refused, or cannot be reached.
    #[error("Kubernetes refused or failed")]
    Kubernetes(#[from] acm_k8s_api::Error),
    /// What another part of this server answered.
    #[error("{0}")]
    Other(ApiError),
    /// The resource holds what this version cannot read.
    #[error(transparent)]
    Unreadable(#[from] Unreadable),
    /// The input breaks a rule.
    #[error("{field}: {reason}")]
    Input {
        /// Path in the input, dots between parts.
        field: &'static str,
        /// Why, for people.
        reason: String,
    },
    /// There is no such cluster.
    #[error("there is no cluster {namespace}/{name}")]
    Missing {
        /// The Kubernetes namespace.
        namespace: String,
        /// The name.
        name: String,
    },
}

impl Error {
    pub(crate) fn input(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Input {
            field,
            reason: reason.into(),
        }
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Other(error)
    }
}

impl From<CursorError> for Error {
    fn from(error: CursorError) -> Self {
        Self::Other(error.into())
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Kubernetes(error) => error.into(),
            Error::Other(error) => error,
            Error::Unreadable(unreadable) => Self::from(&unreadable),
            Error::Input { field, reason } => Self::bad_input(field, reason),
            Error::Missing { namespace, name } => {
                Self::not_found("AerospikeCluster", format_args!("{namespace}/{name}"))
            }
        }
    }
}
