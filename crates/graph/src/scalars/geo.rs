use acm_core::json;
use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// A shape in GeoJSON: the object, or its text.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct GeoJson(pub String);

/// A shape in GeoJSON: the object, or its text. Written as text.
#[Scalar]
impl ScalarType for GeoJson {
    fn parse(value: Value) -> InputValueResult<Self> {
        let text = match value {
            Value::String(text) => Some(text),
            Value::Object(_) => {
                let mut text = String::new();
                json::append(&value, &mut text);
                Some(text)
            }
            _ => None,
        };
        text.map(Self)
            .ok_or_else(|| InputValueError::custom("a shape is a GeoJSON object or its text"))
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}
