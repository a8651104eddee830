//! Why a write is not made, and its one way to the client.

use acm_core::{ApiError, ErrorCode};
use acm_k8s_api::{changes::Changed, refusals, yaml::BadYaml};
use serde_json::Value;

use crate::service::rules::{Fault, Severity};

/// A result of a write.
pub(crate) type Result<T, E = Error> = std::result::Result<T, E>;

/// Why a write is not made.
#[derive(Clone, Debug, thiserror::Error)]
pub(crate) enum Error {
    /// Kubernetes did not do it.
    #[error(transparent)]
    Kubernetes(#[from] acm_k8s_api::Error),
    /// The input breaks a rule.
    #[error("{field}: {reason}")]
    Input {
        /// Path in the input, dots between parts.
        field: &'static str,
        /// Why, for people.
        reason: String,
    },
    /// The cluster that would be breaks rules.
    #[error("{} rules are broken", .0.len())]
    Rules(Vec<Fault>),
    /// A text is no YAML.
    #[error("no YAML: {0}")]
    Yaml(BadYaml),
    /// Somebody else changed the cluster since the caller saw it.
    #[error("the cluster was changed meanwhile")]
    Changed(Box<Changed>),
    /// What is there stands against it.
    #[error("{message}")]
    Held {
        /// What stands against it and what to do, for people.
        message: String,
        /// What it is, for programs.
        cause: &'static str,
        /// Facts of it, by name.
        details: Vec<(&'static str, Value)>,
    },
    /// There is no such thing below a cluster.
    #[error("there is no {kind} {name}")]
    Missing {
        /// What kind of thing.
        kind: &'static str,
        /// Its name.
        name: String,
    },
    /// This server lacks a right.
    #[error("the right to {verb} {resource} is missing")]
    Right {
        /// The verb.
        verb: &'static str,
        /// The resource, as roles name it.
        resource: String,
        /// Where.
        namespace: String,
    },
    /// An id cannot be drawn.
    #[error("the system yields no random numbers")]
    NoEntropy,
}

impl Error {
    pub(super) fn input(field: &'static str, reason: impl Into<String>) -> Self {
        Self::Input {
            field,
            reason: reason.into(),
        }
    }

    pub(super) fn held(cause: &'static str, message: impl Into<String>) -> Self {
        Self::Held {
            message: message.into(),
            cause,
            details: Vec::new(),
        }
    }

    pub(super) fn with(mut self, name: &'static str, value: impl Into<Value>) -> Self {
        if let Self::Held { details, .. } = &mut self {
            details.push((name, value.into()));
        }
        self
    }
}

impl From<Error> for ApiError {
    fn from(error: Error) -> Self {
        match error {
            Error::Kubernetes(error) => error.into(),
            Error::Input { field, reason } => Self::bad_input(field, reason),
            Error::Rules(faults) => broken(&faults),
            Error::Yaml(bad) => Self::from(bad).with_detail("field", "input.yaml"),
            Error::Changed(changed) => (*changed).into(),
            Error::Held {
                message,
                cause,
                details,
            } => {
                let error = Self::new(ErrorCode::Conflict, message).with_detail("cause", cause);
                let add = |error: Self, (name, value)| error.with_detail(name, value);
                details.into_iter().fold(error, add)
            }
            Error::Missing { kind, name } => Self::not_found(kind, name),
            Error::Right {
                verb,
                resource,
                namespace,
            } => Self::new(
                ErrorCode::Forbidden,
                format!("This server lacks the right to {verb} {resource} in the namespace \"{namespace}\"."),
            )
            .with_detail("cause", "RIGHT_MISSING")
            .with_detail("verb", verb)
            .with_detail("resource", resource)
            .with_detail("namespace", namespace),
            Error::NoEntropy => Self::internal(error),
        }
    }
}

fn broken(faults: &[Fault]) -> ApiError {
    let refused = faults
        .iter()
        .filter(|fault| fault.severity == Severity::Refused)
        .map(|fault| (fault.field.as_str(), fault.message.as_str()));
    refusals::broken(
        ErrorCode::BadUserInput,
        refused.clone(),
        refused.clone().next(),
    )
}
