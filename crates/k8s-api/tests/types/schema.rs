//! Schemas of an API server as lines: what each path of an object may hold.

use std::collections::BTreeMap;

use serde_json::Value;

/// What is said about each path: `spec.size` → `integer minimum=0 maximum=8`.
pub(crate) type Lines = BTreeMap<String, String>;

/// What a definition says about the objects of its first version.
pub(crate) fn lines(definition: &Value) -> Lines {
    let schema = &definition["spec"]["versions"][0]["schema"]["openAPIV3Schema"];
    let mut lines = Lines::new();
    walk(schema, "", false, &mut lines);
    lines
}

fn walk(schema: &Value, path: &str, required: bool, lines: &mut Lines) {
    if !path.is_empty() {
        lines.insert(path.to_owned(), line(schema, required));
    }
    if let Some(properties) = schema["properties"].as_object() {
        for (name, property) in properties {
            let below = if path.is_empty() {
                name.clone()
            } else {
                format!("{path}.{name}")
            };
            let required = schema["required"].as_array();
            let required = required.is_some_and(|names| names.iter().any(|one| one == name));
            walk(property, &below, required, lines);
        }
    }
    for (below, mark) in [("items", "[]"), ("additionalProperties", "{}")] {
        if schema[below].is_object() {
            walk(&schema[below], &format!("{path}{mark}"), false, lines);
        }
    }
}

/// What decides whether a value is accepted, kept, filled in and merged.
const CONSTRAINTS: &[&str] = &[
    "enum",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
    "minItems",
    "maxItems",
    "pattern",
    "default",
    "x-kubernetes-int-or-string",
    "x-kubernetes-list-map-keys",
    "x-kubernetes-list-type",
    "x-kubernetes-map-type",
    "x-kubernetes-preserve-unknown-fields",
];

fn line(schema: &Value, required: bool) -> String {
    let mut words = Vec::new();
    words.push(schema["type"].as_str().unwrap_or("any").to_owned());
    if required {
        words.push("required".to_owned());
    }
    // That of a number only says how it is held.
    if schema["format"] == "date-time" {
        words.push("date-time".to_owned());
    }
    // The operator says the words of some fields twice.
    let twice = &schema["allOf"][0];
    for constraint in CONSTRAINTS {
        let said = schema.get(constraint).or_else(|| twice.get(constraint));
        if let Some(said) = said {
            words.push(format!("{constraint}={said}"));
        }
    }
    words.join(" ")
}
