//! Rows and variables as JSON, in one step each.

use acm_core::json;
use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// Rows of a result: a JSON list of lists, each with one value for every column, in the form of
/// `BinValue`. Null where a record has no such bin.
#[derive(Clone, Debug)]
pub(super) struct AqlRows(pub String);

impl AqlRows {
    pub(super) fn new(rows: &[String]) -> Self {
        Self(format!("[{}]", rows.join(",")))
    }
}

/// Rows of a result: a JSON list of lists, each with one value for every column, in the form of
/// `BinValue`. Null where a record has no such bin.
#[Scalar]
impl ScalarType for AqlRows {
    fn parse(_: Value) -> InputValueResult<Self> {
        Err(InputValueError::custom("rows are never an input"))
    }

    fn to_value(&self) -> Value {
        json::ready(self.0.clone())
    }
}

/// The variables of an operation: a JSON object. Passwords stand in it as `***`.
#[derive(Clone, Debug)]
pub(super) struct AqlVariables(pub serde_json::Map<String, serde_json::Value>);

/// The variables of an operation: a JSON object. Passwords stand in it as `***`.
#[Scalar]
impl ScalarType for AqlVariables {
    fn parse(_: Value) -> InputValueResult<Self> {
        Err(InputValueError::custom(
            "these variables are never an input",
        ))
    }

    fn to_value(&self) -> Value {
        json::ready(serde_json::Value::Object(self.0.clone()).to_string())
    }
}
