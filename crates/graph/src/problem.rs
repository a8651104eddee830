use acm_core::{ApiError, ErrorCode};
use async_graphql::SimpleObject;

use crate::scalars::ErrorDetails;

/// Something that went wrong for a part of the answer, while the rest stands.
#[derive(Clone, Debug, Eq, PartialEq, SimpleObject)]
pub struct Problem {
    /// What a program can act on; the same codes as in `errors[].extensions.code`.
    pub code: ErrorCode,
    /// What a person should read.
    pub message: String,
    /// The node it happened on, by node id, when it is one node's.
    pub node: Option<String>,
    /// Facts for programs, where there are some.
    pub details: Option<ErrorDetails>,
}

impl Problem {
    /// The problem of one node.
    #[must_use]
    pub fn of_node(node: impl Into<String>, error: &ApiError) -> Self {
        Self {
            node: Some(node.into()),
            ..Self::from(error)
        }
    }
}

impl From<&ApiError> for Problem {
    fn from(error: &ApiError) -> Self {
        Self {
            code: error.code(),
            message: error.message().to_owned(),
            node: None,
            details: error.details().cloned().map(ErrorDetails),
        }
    }
}
