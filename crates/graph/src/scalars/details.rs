use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};
use serde::{Deserialize, Serialize};

/// Named facts of an error, as a JSON object.
#[derive(Clone, Debug, Deserialize, Eq, PartialEq, Serialize)]
pub struct ErrorDetails(pub acm_core::ErrorDetails);

/// Named facts of an error, for programs, as a JSON object: the same as in
/// `errors[].extensions.details`.
#[Scalar]
impl ScalarType for ErrorDetails {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value.into_json() {
            Ok(json) => match json.as_object() {
                Some(details) => Ok(Self(details.clone())),
                None => Err(InputValueError::custom("details are a JSON object")),
            },
            Err(_) => Err(InputValueError::custom("details are a JSON object")),
        }
    }

    fn to_value(&self) -> Value {
        let facts = self.0.iter().map(|(name, fact)| {
            let fact = Value::from_json(fact.clone()).unwrap_or_default();
            (async_graphql::Name::new(name), fact)
        });
        Value::Object(facts.collect())
    }
}
