//! What Kubernetes answers when it does not do what was asked, as coded errors.

mod faults;
mod refusal;
#[cfg(test)]
mod tests;

pub use faults::{Fault, WebhookRefusal};
pub use refusal::Refusal;

use std::{sync::Arc, time::Duration};

use acm_core::{ApiError, ErrorCode};

use crate::Request;

/// A result of this crate.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a request of Kubernetes did not succeed. Cheap to clone: feeds hand one to many readers.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// The API server answered, and refused.
    #[error("the API server refused: {0}")]
    Refused(Arc<Refusal>),
    /// The API server did not answer in time. A write may have been applied.
    #[error("no answer to {request} within {after:?}")]
    TimedOut {
        /// What was asked.
        request: Request,
        /// The deadline.
        after: Duration,
    },
    /// The API server cannot be reached, or the connection broke.
    #[error("{request} did not reach the API server")]
    Unreachable {
        /// What was asked.
        request: Request,
        /// Why.
        #[source]
        source: Arc<kube::Error>,
    },
    /// The answer is not what this kind looks like.
    #[error("the answer to {request} cannot be read")]
    Unreadable {
        /// What was asked.
        request: Request,
        /// Why.
        #[source]
        source: Arc<serde_json::Error>,
    },
    /// The answer is larger than what is held in memory.
    #[error("the answer to {request} is larger than {limit} {unit}")]
    TooLarge {
        /// What was asked.
        request: Request,
        /// The bound.
        limit: usize,
        /// What the bound counts.
        unit: &'static str,
    },
    /// A name that no object can have: it is not sent.
    #[error("{field}: {reason}")]
    Input {
        /// Which name.
        field: &'static str,
        /// What it should be.
        reason: &'static str,
    },
    /// There is no such context, or more than one and none was named.
    #[error("{0}")]
    Context(ApiError),
}

impl Error {
    /// The API server's refusal, when it is one.
    #[must_use]
    pub fn refusal(&self) -> Option<&Refusal> {
        match self {
            Self::Refused(refusal) => Some(refusal),
            _ => None,
        }
    }

    /// Whether the object is not there.
    #[must_use]
    pub fn is_not_found(&self) -> bool {
        self.refusal().is_some_and(Refusal::is_object_missing)
    }

    /// Whether somebody else changed the object meanwhile.
    #[must_use]
    pub fn is_conflict(&self) -> bool {
        self.refusal().is_some_and(Refusal::is_conflict)
    }

    /// Whether this server lacks the right to ask.
    #[must_use]
    pub fn is_forbidden(&self) -> bool {
        self.refusal().is_some_and(Refusal::is_right_missing)
    }

    /// Whether a change may have been made all the same: it was sent, and how it ended is not known.
    fn is_in_doubt(&self) -> bool {
        match self {
            Self::TimedOut { request, .. } => request.is_change(),
            Self::Unreachable { request, source } => request.is_change() && may_have_left(source),
            Self::Refused(refusal) => refusal.is_in_doubt(),
            _ => false,
        }
    }

    /// Whether a change was made although the answer to it cannot be read.
    fn is_applied(&self) -> bool {
        match self {
            Self::Unreadable { request, .. } | Self::TooLarge { request, .. } => {
                request.is_change()
            }
            _ => false,
        }
    }

    /// Whether the connection, and not the answer, is the trouble.
    #[must_use]
    pub(crate) fn is_of_the_connection(&self) -> bool {
        matches!(self, Self::Unreachable { .. } | Self::TimedOut { .. })
    }

    /// Whether what a list or watch wanted to go on from is too long ago.
    #[must_use]
    pub(crate) fn is_expired(&self) -> bool {
        self.refusal().is_some_and(Refusal::is_expired)
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        let (in_doubt, applied) = (error.is_in_doubt(), error.is_applied());
        let told = told(error);
        match (in_doubt, applied) {
            (true, _) => told.with_detail("inDoubt", true),
            (_, true) => told.with_detail("applied", true),
            _ => told,
        }
    }
}

/// What is told of it, apart from what became of a change.
fn told(error: Error) -> ApiError {
    match &error {
        Error::Context(error) => error.clone(),
        Error::Refused(refusal) => refusal.to_api_error(),
        Error::Input { field, reason } => ApiError::bad_input(field, reason),
        Error::TimedOut { request, after } => ApiError::new(
            ErrorCode::Timeout,
            format!(
                "The Kubernetes API server did not answer within {} s.",
                after.as_secs_f32()
            ),
        )
        .with_detail("context", request.context())
        .with_detail("verb", request.verb()),
        Error::Unreachable { request, .. } => ApiError::new(
            ErrorCode::Unavailable,
            format!(
                "The Kubernetes API server of the context \"{}\" cannot be reached.",
                request.context()
            ),
        )
        .with_detail("context", request.context())
        .with_source(error),
        Error::Unreadable { request, .. } => ApiError::new(
            ErrorCode::Unavailable,
            "Kubernetes answered with something else than was asked for.",
        )
        .with_detail("context", request.context())
        .with_detail("resource", request.resource())
        .with_source(error),
        Error::TooLarge {
            request,
            limit,
            unit,
        } => ApiError::new(
            ErrorCode::LimitExceeded,
            format!(
                "There are more {} than are held here ({limit} {unit}); look at fewer namespaces.",
                request.plain_resource()
            ),
        )
        .with_detail("limit", *limit)
        .with_detail("resource", request.resource()),
    }
}

/// Whether a request that failed may have reached the API server.
fn may_have_left(error: &kube::Error) -> bool {
    use hyper_util::client::legacy::Error as Sending;
    let stayed = |error: &Sending| error.is_connect();
    let causes = std::iter::successors(Some(error as &dyn std::error::Error), |error| {
        error.source()
    });
    !matches!(error, kube::Error::BuildRequest(_) | kube::Error::Auth(_))
        && !causes.filter_map(|cause| cause.downcast_ref()).any(stayed)
}
