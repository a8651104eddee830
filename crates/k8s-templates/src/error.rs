//! Everything that goes wrong in this module, and its one way to the client.

use acm_core::{ApiError, CursorError, ErrorCode};
use acm_k8s_api::{changes::Changed, refusals, yaml::BadYaml};

use crate::service::rules::{Fault, Severity};

/// A result of this module.
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure of this module.
#[derive(Clone, Debug, thiserror::Error)]
pub enum Error {
    /// Kubernetes refused, or cannot be reached.
    #[error(transparent)]
    Kubernetes(#[from] acm_k8s_api::Error),
    /// What another part of this server answered.
    #[error("{0}")]
    Other(ApiError),
    /// The input breaks a rule.
    #[error("{field}: {reason}")]
    Input {
        /// Path in the input, dots between parts.
        field: &'static str,
        /// Why, for people.
        reason: String,
    },
    /// A text of the input is no YAML: its path there, and why.
    #[error("{0} is no YAML: {1}")]
    Yaml(&'static str, BadYaml),
    /// The template that would be breaks rules, or asks for what cannot be had.
    #[error("rules are broken")]
    Rules(Vec<Fault>),
    /// Somebody else changed the template since the caller saw it.
    #[error("the template was changed meanwhile")]
    Changed(Box<Changed>),
    /// Clusters are made from it.
    #[error("{} clusters are made from the template", .0.len())]
    InUse(Vec<String>),
    /// What is there stands against it.
    #[error("{message}")]
    Held {
        /// What stands against it and what to do, for people.
        message: String,
        /// What it is, for programs.
        cause: &'static str,
    },
}

/// Clusters that are named in one message.
const MAX_NAMED: usize = 100;

impl Error {
    pub(crate) fn input(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Input {
            field,
            reason: reason.into(),
        }
    }

    pub(crate) fn held(cause: &'static str, message: impl Into<String>) -> Self {
        Self::Held {
            message: message.into(),
            cause,
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
            Error::Input { field, reason } => Self::bad_input(field, reason),
            Error::Yaml(field, bad) => Self::from(bad).with_detail("field", field),
            Error::Rules(faults) => broken(&faults),
            Error::Changed(changed) => (*changed).into(),
            Error::InUse(clusters) => in_use(clusters),
            Error::Held { message, cause } => {
                Self::new(ErrorCode::Conflict, message).with_detail("cause", cause)
            }
        }
    }
}

fn in_use(mut clusters: Vec<String>) -> ApiError {
    let count = clusters.len();
    clusters.truncate(MAX_NAMED);
    let message = format!(
        "{count} cluster(s) are made from this template: {}. Remove spec.templateRef from them, or delete them, first.",
        clusters.join(", ")
    );
    ApiError::new(ErrorCode::Conflict, message)
        .with_detail("cause", "TEMPLATE_IN_USE")
        .with_detail("clusters", clusters)
        .with_detail("count", count)
}

/// What cannot be had makes it `UNSUPPORTED`; what is wrong alone, `BAD_USER_INPUT`.
fn broken(faults: &[Fault]) -> ApiError {
    let refused = faults
        .iter()
        .filter(|fault| fault.severity != Severity::Warned);
    let mut unsupported = refused
        .clone()
        .filter(|fault| fault.severity == Severity::Unsupported);
    let (code, first) = match unsupported.next() {
        Some(first) => (ErrorCode::Unsupported, Some(first)),
        None => (ErrorCode::BadUserInput, refused.clone().next()),
    };
    refusals::broken(code, refused.map(told), first.map(told))
}

fn told(fault: &Fault) -> (&str, &str) {
    (&fault.field, &fault.message)
}
