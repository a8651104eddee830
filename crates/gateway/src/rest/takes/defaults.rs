//! What stands where a body says nothing.

use std::collections::BTreeMap;

use async_graphql::registry::Registry;
use serde::Deserialize;
use serde_json::Value;

use super::place::Place;
use crate::rest::document::Document;

/// A value that stands where a body says nothing, as the table has it.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Default {
    /// A field of the body that must be there.
    when: Option<String>,
    /// Fields of which none may be there.
    #[serde(default)]
    unless: Vec<String>,
    /// Items of a list, for each of which it stands; `at` has `[]` for the item.
    each: Option<Each>,
    at: String,
    /// Texts may name fields of the item, or else of the body, in braces.
    value: Value,
}

/// Items of a list of the body.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Each {
    of: String,
    /// What their fields are.
    #[serde(default, rename = "where")]
    being: BTreeMap<String, Value>,
    /// Fields of the item of which none may be there.
    #[serde(default)]
    unless: Vec<String>,
}

/// The same, with its place among the variables.
#[derive(Debug)]
pub(super) struct Filling {
    default: Default,
    place: Place,
}

impl Filling {
    pub(super) fn read(
        default: &Default,
        document: &Document,
        registry: &Registry,
    ) -> Result<Self, String> {
        let place = Place::read(&default.at)?;
        place.kind(document, registry)?;
        Ok(Self {
            default: default.clone(),
            place,
        })
    }

    /// Fills in what a body leaves out.
    pub(super) fn fill(&self, body: &Value, variables: &mut Value) {
        let Default {
            when, unless, each, ..
        } = &self.default;
        let given = |path: &String| at(body, path).is_some();
        if when.as_ref().is_some_and(|path| !given(path)) || unless.iter().any(given) {
            return;
        }
        let Some(each) = each else {
            return self.put(body, &Value::Null, &[], variables);
        };
        let items = at(body, &each.of).and_then(Value::as_array);
        for (index, item) in items.into_iter().flatten().enumerate() {
            if each.has(item) {
                self.put(body, item, &[index], variables);
            }
        }
    }

    fn put(&self, body: &Value, item: &Value, indices: &[usize], variables: &mut Value) {
        let mut value = self.default.value.clone();
        write(&mut value, &|path| {
            let found = at(item, path).or_else(|| at(body, path));
            found.and_then(Value::as_str)
        });
        beneath(self.place.find(variables, indices), value);
    }
}

impl Each {
    fn has(&self, item: &Value) -> bool {
        let mut being = self.being.iter();
        being.all(|(path, value)| at(item, path) == Some(value))
            && !self.unless.iter().any(|path| at(item, path).is_some())
    }
}

/// What a path leads to, unless that is null.
fn at<'a>(value: &'a Value, path: &str) -> Option<&'a Value> {
    let found = value.pointer(&format!("/{}", path.replace('.', "/")));
    found.filter(|found| !found.is_null())
}

/// Writes what texts name in braces in its place.
fn write<'a>(value: &mut Value, named: &impl Fn(&str) -> Option<&'a str>) {
    match value {
        Value::Object(fields) => fields.values_mut().for_each(|field| write(field, named)),
        Value::Array(items) => items.iter_mut().for_each(|item| write(item, named)),
        Value::String(text) => {
            let mut written = String::new();
            let mut rest = text.as_str();
            while let Some((before, (path, after))) = rest
                .split_once('{')
                .and_then(|(before, after)| Some((before, after.split_once('}')?)))
            {
                written.push_str(before);
                written.push_str(named(path).unwrap_or_default());
                rest = after;
            }
            written.push_str(rest);
            *text = written;
        }
        _ => {}
    }
}

/// Puts a default where nothing stands, in objects and lists part by part.
fn beneath(found: &mut Value, default: Value) {
    match (found, default) {
        (Value::Object(found), Value::Object(default)) => {
            for (name, value) in default {
                beneath(found.entry(name).or_insert(Value::Null), value);
            }
        }
        (Value::Array(found), Value::Array(default)) => {
            for (index, value) in default.into_iter().enumerate() {
                match found.get_mut(index) {
                    Some(found) => beneath(found, value),
                    None => found.push(value),
                }
            }
        }
        (found @ Value::Null, default) => *found = default,
        _ => {}
    }
}
