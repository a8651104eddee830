//! What a feed holds of this server's memory as long as it is followed, counted roughly.

use async_graphql::{Request, Value};

/// A field as the engine keeps it, and its part of the items that wait for slow readers.
const FIELD_BYTES: u64 = 512;
/// A value as the engine keeps it, what it holds not counted.
const VALUE_BYTES: usize = 64;

/// Bytes of a feed that selects so many fields: with its text and its variables.
pub(super) fn of_feed(request: &Request, fields: u64) -> usize {
    let selection = usize::try_from(fields.saturating_mul(FIELD_BYTES)).unwrap_or(usize::MAX);
    let variables = request.variables.iter();
    let variables: usize = variables
        .map(|(name, value)| name.len() + of_value(value))
        .sum();
    selection
        .saturating_add(request.query.len())
        .saturating_add(variables)
}

fn of_value(value: &Value) -> usize {
    let held = match value {
        Value::Null | Value::Boolean(_) | Value::Number(_) => 0,
        Value::String(text) => text.len(),
        Value::Enum(name) => name.len(),
        Value::Binary(bytes) => bytes.len(),
        Value::List(items) => items.iter().map(of_value).sum(),
        Value::Object(fields) => fields
            .iter()
            .map(|(name, value)| name.len() + of_value(value))
            .sum(),
    };
    VALUE_BYTES + held
}
