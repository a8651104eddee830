//! The schema as it describes itself, and operations made from that.

use acm_gateway::Schema;
use serde_json::{Value, json};

const TYPE: &str =
    "kind name ofType { kind name ofType { kind name ofType { kind name ofType { kind name } } } }";

/// Every type of the schema but those of introspection itself.
pub(crate) async fn types(schema: &Schema) -> Vec<Value> {
    let fields = format!(
        "fields {{ name description args {{ name description defaultValue type {{ {TYPE} }} }} type {{ {TYPE} }} }}"
    );
    let inputs = format!("inputFields {{ name description defaultValue type {{ {TYPE} }} }}");
    let query = format!(
        "{{ __schema {{ types {{ kind name description isOneOf enumValues {{ name description }} {fields} {inputs}
            interfaces {{ name }} possibleTypes {{ name }} }} }} }}"
    );
    let request = async_graphql::Request::new(query);
    let answer = schema.execute(request).await;
    assert!(answer.errors.is_empty(), "{:?}", answer.errors);
    let data = answer.data.into_json().unwrap();
    let all = data["__schema"]["types"].as_array().unwrap();
    all.iter()
        .filter(|each| !name(each).starts_with("__"))
        .cloned()
        .collect()
}

/// The `name` of anything.
pub(crate) fn name(value: &Value) -> &str {
    value["name"].as_str().unwrap_or_default()
}

/// The items of a list, none for null.
pub(crate) fn items(value: &Value) -> &[Value] {
    value.as_array().map_or(&[], Vec::as_slice)
}

/// The type of that name.
pub(crate) fn find<'a>(types: &'a [Value], wanted: &str) -> &'a Value {
    types
        .iter()
        .find(|each| name(each) == wanted)
        .unwrap_or(&Value::Null)
}

/// An operation that calls one root field with values for all it requires.
pub(crate) fn operation(types: &[Value], kind: &str, field: &Value) -> String {
    let required = items(&field["args"]).iter().filter(|arg| is_required(arg));
    let arguments: Vec<_> = required
        .map(|arg| format!("{}: {}", name(arg), literal(types, &arg["type"])))
        .collect();
    let arguments = if arguments.is_empty() {
        String::new()
    } else {
        format!("({})", arguments.join(", "))
    };
    let leaf = matches!(
        named(&field["type"])["kind"].as_str(),
        Some("SCALAR" | "ENUM")
    );
    let selection = if leaf { "" } else { " { __typename }" };
    format!("{kind} {{ {}{arguments}{selection} }}", name(field))
}

fn is_required(argument: &Value) -> bool {
    argument["type"]["kind"] == "NON_NULL" && argument["defaultValue"].is_null()
}

/// The type inside its lists and non-nulls.
pub(crate) fn named(of: &Value) -> &Value {
    if of["ofType"].is_object() {
        named(&of["ofType"])
    } else {
        of
    }
}

/// A value that fits the type.
fn literal(types: &[Value], of: &Value) -> String {
    match of["kind"].as_str().unwrap() {
        "NON_NULL" => literal(types, &of["ofType"]),
        "LIST" => format!("[{}]", literal(types, &of["ofType"])),
        "ENUM" => name(&find(types, name(of))["enumValues"][0]).to_owned(),
        "INPUT_OBJECT" => input(types, find(types, name(of))),
        _ if name(of) == "Bins" => "{ a: 1 }".to_owned(),
        _ => scalar(name(of)).to_string(),
    }
}

fn input(types: &[Value], of: &Value) -> String {
    let fields = items(&of["inputFields"]);
    let one_of = of["isOneOf"] == true;
    let chosen = fields
        .iter()
        .filter(|field| is_required(field))
        .chain(fields.iter().take(usize::from(one_of)));
    let values: Vec<_> = chosen
        .map(|field| format!("{}: {}", name(field), literal(types, &field["type"])))
        .collect();
    format!("{{ {} }}", values.join(", "))
}

fn scalar(name: &str) -> Value {
    match name {
        "Int" => json!(1),
        "Float" => json!(1.5),
        "Boolean" => json!(true),
        "Int64" => json!("1"),
        "Bytes" => json!("AAEC"),
        "Digest" => json!("0".repeat(40)),
        "HexColor" => json!("#00aaff"),
        "DateTime" => json!("2026-01-31T08:15:00Z"),
        _ => json!("a"),
    }
}
