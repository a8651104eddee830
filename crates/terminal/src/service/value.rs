//! Values of the language in the form the schema takes them (`BinValue`, `UserKeyInput`).

use acm_aql::ast::{Json, Key, Literal};
use base64::{Engine, engine::general_purpose::STANDARD};
use serde_json::{Map, Value, json};

/// Integers beyond this are tagged: JavaScript would round them.
const MAX_SAFE_INTEGER: u64 = (1 << 53) - 1;

/// A value of a bin or an argument.
pub(crate) fn bin_value(literal: &Literal) -> Value {
    match literal {
        Literal::Null => Value::Null,
        Literal::Bool(value) => Value::Bool(*value),
        Literal::Int(number) => int(*number),
        Literal::Float(number) => float(*number),
        Literal::Text(text) => text.as_str().into(),
        Literal::List(items) => items.iter().map(json_value).collect(),
        Literal::Map(entries) => map(entries),
        Literal::GeoJson(text) => json!({ "$geoJson": text }),
        Literal::Bytes(bytes) => json!({ "$bytes": STANDARD.encode(bytes) }),
    }
}

/// What identifies a record.
pub(crate) fn user_key(key: &Key) -> Value {
    match key {
        Key::Int(number) => json!({ "int": number.to_string() }),
        Key::Text(text) => json!({ "string": text }),
        Key::Bytes(bytes) => json!({ "bytes": STANDARD.encode(bytes) }),
        Key::Digest(digest) => json!({ "digest": acm_graph::scalars::Digest(*digest).to_hex() }),
    }
}

/// Bytes as the schema takes them.
pub(crate) fn base64(bytes: &[u8]) -> String {
    STANDARD.encode(bytes)
}

/// An integer, tagged where it must be.
pub(crate) fn int(number: i64) -> Value {
    match number.unsigned_abs() <= MAX_SAFE_INTEGER {
        true => number.into(),
        false => json!({ "$int": number.to_string() }),
    }
}

fn float(number: f64) -> Value {
    if number.is_finite() && number.fract() != 0.0 {
        return number.into();
    }
    let text = match number {
        _ if number.is_nan() => "NaN".to_owned(),
        f64::INFINITY => "Infinity".to_owned(),
        f64::NEG_INFINITY => "-Infinity".to_owned(),
        _ => format!("{number:?}"),
    };
    json!({ "$float": text })
}

fn json_value(value: &Json) -> Value {
    match value {
        Json::Null => Value::Null,
        Json::Bool(value) => Value::Bool(*value),
        Json::Int(number) => int(*number),
        Json::Float(number) => float(*number),
        Json::Text(text) => text.as_str().into(),
        Json::List(items) => items.iter().map(json_value).collect(),
        Json::Map(entries) => map(entries),
    }
}

/// A map; one whose keys could be taken for tags says what it is.
fn map(entries: &[(String, Json)]) -> Value {
    if entries.iter().any(|(key, _)| key.starts_with('$')) {
        let pairs: Vec<Value> = entries
            .iter()
            .map(|(key, value)| json!([key, json_value(value)]))
            .collect();
        return json!({ "$map": pairs, "$order": "UNORDERED" });
    }
    let entries = entries
        .iter()
        .map(|(key, value)| (key.clone(), json_value(value)));
    Value::Object(entries.collect::<Map<_, _>>())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn values_lose_nothing_on_their_way_into_variables() {
        let check = |literal: Literal, expected: Value| assert_eq!(bin_value(&literal), expected);
        check(
            Literal::Int(9_007_199_254_740_993),
            json!({ "$int": "9007199254740993" }),
        );
        check(Literal::Int(-5), json!(-5));
        check(Literal::Float(1.0), json!({ "$float": "1.0" }));
        check(Literal::Float(1.5), json!(1.5));
        check(Literal::Float(f64::NAN), json!({ "$float": "NaN" }));
        check(Literal::Bytes(vec![255]), json!({ "$bytes": "/w==" }));
        let tag = Literal::Map(vec![("$int".to_owned(), Json::Text("5".to_owned()))]);
        check(
            tag,
            json!({ "$map": [["$int", "5"]], "$order": "UNORDERED" }),
        );
        let nested = Literal::List(vec![Json::Map(vec![("a".to_owned(), Json::Float(2.0))])]);
        check(nested, json!([{ "a": { "$float": "2.0" } }]));
    }
}
