//! Everything that goes wrong in this module, and its one way to the client.

use std::sync::Arc;

use acm_aerospike::{Error as ClusterError, ValueError, udf::UdfFailure};
use acm_core::{ApiError, CursorError, ErrorCode, StoreError};
use acm_graph::{JobOrder, JobPhase};

use crate::{
    graphql::record_json,
    service::{queries::MAX_SAVED, records::ShownRecord},
};

/// A result of this module.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this module. Cheap to clone: one failed batch or sample has many readers.
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
        field: String,
        /// Why, for people.
        reason: String,
    },
    /// The cursor is not one of this server's for this list.
    #[error(transparent)]
    Cursor(#[from] CursorError),
    /// The record is not in the expected generation.
    #[error("the record was changed meanwhile")]
    Conflict {
        /// The record as it is now, `Some(None)` when it is gone; `None` when it could not be read.
        current: Option<Option<Arc<ShownRecord>>>,
        /// The server's answer.
        source: ClusterError,
    },
    /// The write was applied, but the record could not be read back.
    #[error("the record could not be read back")]
    Unread(#[source] Box<Error>),
    /// A record holds a value that the client reads but cannot write.
    #[error("the record cannot be copied")]
    Uncopyable(#[source] ClusterError),
    /// There is no such namespace in the cluster, or no such set in the namespace.
    #[error("there is no {kind} {name}")]
    Missing {
        /// `namespace` or `set`.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// A part of a file that is imported cannot be read.
    #[error("{0}")]
    Unreadable(String),
    /// There is no room for a file, or for more of it.
    #[error("no room for a file ({limit})")]
    NoRoom {
        /// What is used up: `disk`, or the setting.
        limit: &'static str,
        /// How much it is, where that is said.
        bytes: Option<u64>,
    },
    /// Too many jobs wait or work.
    #[error("there are {limit} unfinished jobs")]
    TooManyJobs {
        /// How many may.
        limit: usize,
    },
    /// The job cannot be told that any more.
    #[error("the job is {phase:?} and cannot be told {order:?}")]
    JobState {
        /// How far it is.
        phase: JobPhase,
        /// What it was told.
        order: JobOrder,
    },
    /// The job is not over.
    #[error("the job is {phase:?}")]
    JobUnfinished {
        /// How far it is.
        phase: JobPhase,
    },
    /// A saved query of the profile has this name.
    #[error("the name is taken")]
    NameTaken(String),
    /// The profile has as many saved queries as it may.
    #[error("too many saved queries")]
    TooManySaved,
    /// A function of a module failed.
    #[error("the function {function} of {module} failed")]
    Function {
        /// The file of the module.
        module: String,
        /// The function.
        function: String,
        /// What it raised.
        failure: UdfFailure,
    },
    /// No node answered; the first node's reason.
    #[error("no node answered")]
    Silent(#[source] Box<Error>),
}

/// An [`ApiError`] of another module, kept as it is.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{0}")]
pub struct ApiErrorSource(pub ApiError);

impl Error {
    /// A broken rule of the input.
    pub fn input(field: impl Into<String>, reason: impl Into<String>) -> Self {
        let (field, reason) = (field.into(), reason.into());
        Self::Input { field, reason }
    }

    /// The value of a bin that cannot be read, below the input field `field`.
    #[must_use]
    pub fn value(field: &str, error: &ValueError) -> Self {
        let path = error.path.replace('/', ".");
        Self::input(format!("{field}{path}"), error.reason.clone())
    }

    /// The server's or the client's error behind this one.
    #[must_use]
    pub fn cluster(&self) -> Option<&ClusterError> {
        match self {
            Self::Cluster(error) | Self::Conflict { source: error, .. } => Some(error),
            _ => None,
        }
    }

    /// Whether the profile itself is gone, so that watching it is of no use any more.
    #[must_use]
    pub fn is_profile_missing(&self) -> bool {
        matches!(self, Self::Connection(ApiErrorSource(error)) if error.code() == ErrorCode::NotFound)
    }
}

impl From<ApiError> for Error {
    fn from(error: ApiError) -> Self {
        Self::Connection(ApiErrorSource(error))
    }
}

impl From<StoreError> for Error {
    fn from(error: StoreError) -> Self {
        ApiError::from(error).into()
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Connection(ApiErrorSource(error)) => error,
            Error::Cursor(error) => error.into(),
            Error::Input { field, reason } => ApiError::bad_input(&field, reason),
            Error::Missing { kind, name } => ApiError::not_found(kind, name),
            Error::Unreadable(reason) => ApiError::new(ErrorCode::BadUserInput, reason),
            Error::NoRoom { limit, bytes } => {
                let message = match limit {
                    "disk" => {
                        "The disk of this server is nearly full; remove files, or wait until old ones are gone."
                    }
                    "maxFileBytes" => "The file is larger than one may be.",
                    _ => "This server keeps as many files as it may; wait until old ones are gone.",
                };
                let api =
                    ApiError::new(ErrorCode::LimitExceeded, message).with_detail("limit", limit);
                match bytes {
                    Some(bytes) => api.with_detail("bytes", bytes),
                    None => api,
                }
            }
            Error::TooManyJobs { limit } => {
                let message =
                    format!("{limit} jobs wait or work already; wait for one, or cancel one.");
                ApiError::new(ErrorCode::LimitExceeded, message).with_detail("limit", limit)
            }
            Error::JobState { phase, order } => {
                let told = match order {
                    JobOrder::Go => "resumed",
                    JobOrder::Hold => "paused",
                    JobOrder::Stop => "cancelled",
                };
                let message = format!("The job is over, or can no longer be {told}.");
                with_phase(ApiError::new(ErrorCode::Conflict, message), phase)
            }
            Error::JobUnfinished { phase } => {
                let message = "The job is not over; cancel it first.";
                with_phase(ApiError::new(ErrorCode::Conflict, message), phase)
            }
            Error::Function {
                module,
                function,
                failure: UdfFailure { line, reason },
            } => {
                let place =
                    line.map_or_else(|| module.clone(), |line| format!("{module}, line {line}"));
                let message = format!("The function failed: {reason} ({place})");
                let api = ApiError::new(ErrorCode::BadUserInput, message)
                    .with_detail("module", module)
                    .with_detail("function", function)
                    .with_detail("reason", reason);
                match line {
                    Some(line) => api.with_detail("line", line),
                    None => api,
                }
            }
            Error::Silent(first) => (*first).into(),
            Error::NameTaken(name) => {
                let message =
                    format!("A saved query of this connection is named \"{name}\" already.");
                ApiError::new(ErrorCode::AlreadyExists, message).with_detail("field", "input.name")
            }
            Error::TooManySaved => {
                let message = format!("A connection keeps at most {MAX_SAVED} saved queries.");
                ApiError::new(ErrorCode::LimitExceeded, message).with_detail("maxSaved", MAX_SAVED)
            }
            Error::Unread(cause) => {
                let cause = ApiError::from(*cause);
                let message = "The write was applied, but the record could not be read back.";
                ApiError::new(cause.code(), message)
                    .with_detail("applied", true)
                    .with_source(ApiErrorSource(cause))
            }
            Error::Uncopyable(source) => {
                let message = format!("The record cannot be copied. {source}");
                ApiError::new(ErrorCode::Unsupported, message).with_source(source)
            }
            Error::Conflict { current, source } => {
                let message =
                    "The record was changed meanwhile; details.current is what it is now.";
                let api = source.told(message);
                match current {
                    Some(record) => api.with_detail("current", record_json(record.as_deref())),
                    None => api,
                }
            }
            Error::Cluster(error) => {
                let message = if error.is_in_doubt() {
                    format!(
                        "{error} The write may have been applied: read the record before you write again."
                    )
                } else {
                    error.to_string()
                };
                error.told(message)
            }
        }
    }
}

fn with_phase(api: ApiError, phase: JobPhase) -> ApiError {
    match serde_json::to_value(phase) {
        Ok(phase) => api.with_detail("phase", phase),
        Err(_) => api,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_result_code_of_the_server_becomes_a_code_with_its_number() {
        use ErrorCode::*;
        let table = [
            (1, Internal),
            (2, NotFound),
            (3, Conflict),
            (4, BadUserInput),
            (5, AlreadyExists),
            (9, Timeout),
            (13, LimitExceeded),
            (20, NotFound),
            (22, Forbidden),
            (25, Unsupported),
            (51, Unsupported),
        ];
        for (code, expected) in table {
            let error = ApiError::from(Error::from(ClusterError::from_server_code(code)));
            assert_eq!(error.code(), expected, "result code {code}");
        }
        for code in 1..=u8::MAX {
            let error = ApiError::from(Error::from(ClusterError::from_server_code(code)));
            assert_eq!(error.details().unwrap()["resultCode"], code);
        }
    }

    #[test]
    fn a_conflict_with_a_record_that_is_gone_says_null() {
        let error = ApiError::from(Error::Conflict {
            current: Some(None),
            source: ClusterError::from_server_code(3),
        });
        assert_eq!(error.code(), ErrorCode::Conflict);
        let details = error.details().unwrap();
        assert_eq!(details["current"], serde_json::Value::Null);
        assert_eq!(details["resultName"], "GENERATION_ERROR");
    }

    #[test]
    fn a_bad_value_names_its_place_in_the_input() {
        let value = ValueError {
            path: "/tags/0".to_owned(),
            reason: "no".to_owned(),
        };
        let error = ApiError::from(Error::value("input.bins", &value));
        assert_eq!(error.details().unwrap()["field"], "input.bins.tags.0");
    }
}
