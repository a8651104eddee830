//! What differs between two resources, field by field.

use acm_core::{ApiError, ErrorCode};
use serde_json::{Map, Value, json};

use crate::manifest::clean;

/// Fields that are told of; a resource has fewer, unless it is another one altogether.
pub const MAX_CHANGES: usize = 1_000;

/// A field that differs.
#[derive(Clone, Debug, PartialEq)]
pub struct Change {
    /// The field, as in `spec.rackConfig.racks[1].zone`.
    pub path: String,
    /// What it was; `None` when it was not there.
    pub before: Option<Value>,
    /// What it is; `None` when it is gone.
    pub after: Option<Value>,
}

/// What differs, in the order of paths. A value that comes or goes is told as a whole.
#[must_use]
pub fn changes(before: &Value, after: &Value) -> Vec<Change> {
    let mut found = Vec::new();
    compare(&mut Vec::new(), Some(before), Some(after), &mut found);
    found
}

fn compare(
    path: &mut Vec<String>,
    before: Option<&Value>,
    after: Option<&Value>,
    found: &mut Vec<Change>,
) {
    if before == after || found.len() >= MAX_CHANGES {
        return;
    }
    match (before, after) {
        (Some(Value::Object(before)), Some(Value::Object(after))) => {
            fields(path, before, after, found);
        }
        (Some(Value::Array(before)), Some(Value::Array(after))) => {
            for index in 0..before.len().max(after.len()) {
                path.push(format!("[{index}]"));
                compare(path, before.get(index), after.get(index), found);
                path.pop();
            }
        }
        (before, after) => found.push(Change {
            path: joined(path),
            before: before.cloned(),
            after: after.cloned(),
        }),
    }
}

fn fields(
    path: &mut Vec<String>,
    before: &Map<String, Value>,
    after: &Map<String, Value>,
    found: &mut Vec<Change>,
) {
    let mut keys: Vec<&String> = before.keys().chain(after.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    for key in keys {
        path.push(key.clone());
        compare(path, before.get(key), after.get(key), found);
        path.pop();
    }
}

/// The fields a merge patch names: what it sets or removes.
#[must_use]
pub fn named(patch: &Value) -> Vec<Vec<String>> {
    fn walk(path: &mut Vec<String>, patch: &Value, found: &mut Vec<Vec<String>>) {
        match patch {
            Value::Object(fields) if !fields.is_empty() => {
                for (key, value) in fields {
                    path.push(key.clone());
                    walk(path, value, found);
                    path.pop();
                }
            }
            _ => found.push(path.clone()),
        }
    }
    let mut found = Vec::new();
    walk(&mut Vec::new(), patch, &mut found);
    found
}

/// The value at a path of keys.
#[must_use]
pub fn at<'a>(value: &'a Value, path: &[String]) -> Option<&'a Value> {
    path.iter().try_fold(value, |value, key| value.get(key))
}

/// A path as text. A key that is no plain word stands in brackets, as Kubernetes writes it.
#[must_use]
pub fn joined(path: &[String]) -> String {
    let mut text = String::new();
    for part in path {
        let is_plain = |byte: u8| byte.is_ascii_alphanumeric() || byte == b'-' || byte == b'_';
        if part.starts_with('[') {
            text.push_str(part);
        } else if part.bytes().all(is_plain) {
            if !text.is_empty() {
                text.push('.');
            }
            text.push_str(part);
        } else {
            text.push('[');
            text.push_str(part);
            text.push(']');
        }
    }
    text
}

/// A resource that is not what the caller saw.
#[derive(Clone, Debug)]
pub struct Changed {
    /// What it is, for people.
    pub what: &'static str,
    /// Its version now.
    pub resource_version: String,
    /// What it is now, as one would write it.
    pub current: Value,
    /// Each field the caller wanted to change.
    pub fields: Vec<ThreeWay>,
}

/// A field in three states.
#[derive(Clone, Debug, PartialEq)]
pub struct ThreeWay {
    /// The field, as in `spec.size`.
    pub path: String,
    /// What the caller saw; `None` when the caller did not say, or there was none.
    pub seen: Option<Value>,
    /// What it is now.
    pub current: Option<Value>,
    /// What the caller wants.
    pub wanted: Option<Value>,
}

impl Changed {
    /// Whether every field that was to change is as the caller saw it: what moved is something else,
    /// such as a status an operator writes.
    #[must_use]
    pub fn is_elsewhere(&self) -> bool {
        self.fields.iter().all(|field| field.seen == field.current)
    }

    /// What the caller saw, what is, and what the caller wants, of each field a patch was to change. `seen` is
    /// the resource as the caller saw it.
    #[must_use]
    pub fn of(what: &'static str, live: Value, patch: &Value, seen: Option<&Value>) -> Self {
        let fields = named(patch).into_iter().map(|path| ThreeWay {
            seen: seen.and_then(|seen| at(seen, &path)).cloned(),
            current: at(&live, &path).cloned(),
            wanted: at(patch, &path).filter(|wanted| !wanted.is_null()).cloned(),
            path: joined(&path),
        });
        let version = live["metadata"]["resourceVersion"].as_str();
        Self {
            what,
            fields: fields.collect(),
            resource_version: version.unwrap_or_default().to_owned(),
            current: clean(live),
        }
    }
}

impl From<Changed> for ApiError {
    fn from(changed: Changed) -> Self {
        let fields = changed.fields.into_iter().map(|field| {
            json!({
                "path": field.path, "seen": field.seen,
                "current": field.current, "wanted": field.wanted,
            })
        });
        let message = format!(
            "Somebody else changed the {} meanwhile; details.current is what it is now.",
            changed.what
        );
        Self::new(ErrorCode::Conflict, message)
            .with_detail("current", changed.current)
            .with_detail("resourceVersion", changed.resource_version)
            .with_detail("fields", fields.collect::<Vec<_>>())
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::*;

    #[test]
    fn each_field_that_differs_is_told_once() {
        let before = json!({
            "metadata": { "labels": { "acko.io/a": "1" } },
            "spec": { "size": 1, "racks": [{ "id": 1 }, { "id": 2, "zone": "a" }], "same": [1] },
        });
        let after = json!({
            "metadata": { "labels": { "acko.io/a": "2" } },
            "spec": { "size": 3, "racks": [{ "id": 1, "zone": "b" }], "same": [1] },
        });
        let told: Vec<String> = changes(&before, &after)
            .iter()
            .map(|change| format!("{} {:?} {:?}", change.path, change.before, change.after))
            .collect();
        let expected = [
            r#"metadata.labels[acko.io/a] Some(String("1")) Some(String("2"))"#,
            r#"spec.racks[0].zone None Some(String("b"))"#,
            r#"spec.racks[1] Some(Object {"id": Number(2), "zone": String("a")}) None"#,
            "spec.size Some(Number(1)) Some(Number(3))",
        ];
        assert_eq!(told, expected);
    }
}
