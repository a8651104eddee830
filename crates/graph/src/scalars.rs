//! Scalars: each validates once, at the edge, to the server's own limits.

mod bytes;
mod details;
mod geo;
mod names;
mod numbers;
mod password;
mod time;

pub use bytes::{Bytes, Digest};
pub use details::ErrorDetails;
pub use geo::GeoJson;
pub use names::{
    BinName, HexColor, IndexName, ModuleName, NamespaceName, RoleName, SetName, UserName,
};
pub use numbers::Int64;
pub use password::Password;
pub use time::DateTime;

use async_graphql::{InputValueError, InputValueResult, Scalar, ScalarType, Value};

/// An opaque position in a list. Made by this server, valid for the list it came from only.
#[derive(Clone, Debug, Eq, PartialEq)]
pub struct Cursor(pub String);

/// An opaque position in a list. Made by this server, valid for the list it came from only.
#[Scalar]
impl ScalarType for Cursor {
    fn parse(value: Value) -> InputValueResult<Self> {
        match value {
            Value::String(text) => Ok(Self(text)),
            _ => Err(InputValueError::custom("a cursor is a string")),
        }
    }

    fn to_value(&self) -> Value {
        Value::String(self.0.clone())
    }
}
