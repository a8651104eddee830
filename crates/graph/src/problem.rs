use crate::{ready_object, scalars::ErrorDetails};
use acm_core::{ApiError, ErrorCode};
use serde::{Deserialize, Serialize};

/// Something that went wrong for a part of the answer, while the rest stands.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct Problem {
    /// What a program can act on.
    pub code: ErrorCode,
    /// What a person should read.
    pub message: String,
    /// The node it happened on, by node id.
    pub node: Option<String>,
    /// Facts for programs, where there are some.
    pub details: Option<ErrorDetails>,
}

ready_object! {
    /// Something that went wrong for a part of the answer, while the rest stands.
    Problem as "Problem", this {
        /// What a program can act on; the same codes as in `errors[].extensions.code`.
        code as "code": ErrorCode = this.code;
        /// What a person should read.
        message as "message": &str = &this.message;
        /// The node it happened on, by node id, when it is one node's.
        node as "node": Option<&str> = this.node.as_deref();
        /// Facts for programs, where there are some.
        details as "details": Option<ErrorDetails> = this.details.clone();
    }
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
