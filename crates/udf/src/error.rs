//! Everything that goes wrong in this module, and its one way to the client.

use acm_aerospike::{Error as ClusterError, ErrorKind};
use acm_core::{ApiError, ErrorCode};

/// A result of this module.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this module.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The connection's own failure: no such profile, not reachable.
    #[error("the connection cannot be used")]
    Connection(#[source] ApiErrorSource),
    /// The cluster, or the client, refused or failed.
    #[error("the cluster refused or failed")]
    Cluster(#[from] ClusterError),
    /// The input breaks a rule.
    #[error("{field}: {reason}")]
    Input {
        /// Path in the input, dots between parts.
        field: &'static str,
        /// Why, for people.
        reason: String,
    },
    /// A text is not Lua.
    #[error("line {line:?}: {reason}")]
    Syntax {
        /// The line where it stops to be.
        line: Option<u32>,
        /// Why.
        reason: String,
    },
    /// The cluster has no such module.
    #[error("there is no module {0}")]
    Missing(String),
    /// The module is not the one the caller saw.
    #[error("the module was changed meanwhile")]
    Conflict {
        /// The hash of the module now; `None` when it is gone.
        current: Option<String>,
    },
    /// Jobs of the cluster call the module.
    #[error("the module is used")]
    InUse {
        /// Their ids, with the functions they call.
        jobs: Vec<(u64, String)>,
    },
}

/// An [`ApiError`] of another module, kept as it is.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct ApiErrorSource(pub ApiError);

impl Error {
    pub(crate) fn input(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Input {
            field,
            reason: reason.into(),
        }
    }

    /// Whether the profile itself is gone.
    pub(crate) fn is_profile_missing(&self) -> bool {
        matches!(self, Self::Connection(ApiErrorSource(error)) if error.code() == ErrorCode::NotFound)
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Connection(ApiErrorSource(error))
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Connection(ApiErrorSource(error)) => error,
            Error::Input { field, reason } => Self::bad_input(field, reason),
            Error::Syntax { line, reason } => {
                let place = line.map_or_else(String::new, |line| format!("line {line}: "));
                let api = Self::bad_input("input.source", format!("{place}{reason}"));
                match line {
                    Some(line) => api.with_detail("line", line),
                    None => api,
                }
            }
            Error::Missing(name) => Self::not_found("module", name),
            Error::Conflict { current } => {
                let message =
                    "The module was changed meanwhile; details.currentHash is what it is now.";
                Self::new(ErrorCode::Conflict, message).with_detail("currentHash", current)
            }
            Error::InUse { jobs } => {
                let ids: Vec<String> = jobs.iter().map(|(id, _)| id.to_string()).collect();
                let message = "Running jobs of the cluster call the module; wait for them, abort them, or say evenIfUsed.";
                Self::new(ErrorCode::Conflict, message).with_detail("jobs", ids)
            }
            Error::Cluster(error) => {
                let api = Self::new(code_of(error.kind()), error.to_string());
                let api = match error.server_code() {
                    Some(server) => api.with_detail("resultCode", server.code),
                    None => api,
                };
                api.with_source(error)
            }
        }
    }
}

/// What a client can act on, for each kind of failure of a cluster.
const fn code_of(kind: ErrorKind) -> ErrorCode {
    match kind {
        ErrorKind::InvalidInput => ErrorCode::BadUserInput,
        ErrorKind::NotFound => ErrorCode::NotFound,
        ErrorKind::AlreadyExists => ErrorCode::AlreadyExists,
        ErrorKind::GenerationConflict => ErrorCode::Conflict,
        ErrorKind::Unsupported => ErrorCode::Unsupported,
        ErrorKind::LimitExceeded => ErrorCode::LimitExceeded,
        ErrorKind::Unavailable => ErrorCode::Unavailable,
        ErrorKind::Timeout => ErrorCode::Timeout,
        ErrorKind::Forbidden => ErrorCode::Forbidden,
        ErrorKind::Internal => ErrorCode::Internal,
    }
}
