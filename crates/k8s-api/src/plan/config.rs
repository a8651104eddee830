//! What follows from a change of the configuration.

use std::collections::BTreeMap;

use acm_graph::ParameterPort;
use serde_json::Value;

use super::{Effect, Step};

/// Adds what follows from the configuration of the cluster and of its racks.
pub(super) fn add(
    before: &Value,
    after: &Value,
    parameters: &dyn ParameterPort,
    steps: &mut Vec<Step>,
) {
    let (had, has) = (parts(before), parts(after));
    let is_on = |manifest: &Value| {
        manifest.pointer("/spec/enableDynamicConfigUpdate") == Some(&Value::Bool(true))
    };
    let is_on = is_on(before) && is_on(after);
    let mut keys: Vec<&String> = had.keys().chain(has.keys()).collect();
    keys.sort_unstable();
    keys.dedup();
    let changed: Vec<&String> = keys
        .into_iter()
        .filter(|key| had.get(*key) != has.get(*key))
        .collect();
    let is_dynamic = |path: &&String| {
        let (section, parameter) = named(path);
        had.contains_key(*path) && parameters.is_dynamic(&section, &parameter) == Some(true)
    };
    let effect = match is_on && changed.iter().all(is_dynamic) {
        true => Effect::DynamicConfiguration,
        false => Effect::WarmRestart,
    };
    if !changed.is_empty() {
        let fields = changed.into_iter().cloned().collect();
        steps.push(Step { effect, fields });
    }
}

/// Every parameter by its path. Namespaces and the like go by their names: their order means nothing.
fn parts(manifest: &Value) -> BTreeMap<String, Value> {
    let mut found = BTreeMap::new();
    let spec = &manifest["spec"];
    walk("spec.aerospikeConfig", &spec["aerospikeConfig"], &mut found);
    let racks = spec.pointer("/rackConfig/racks").and_then(Value::as_array);
    for (index, rack) in racks.into_iter().flatten().enumerate() {
        let path = format!("spec.rackConfig.racks[{index}].aerospikeConfig");
        walk(&path, &rack["aerospikeConfig"], &mut found);
    }
    found
}

fn walk(path: &str, value: &Value, found: &mut BTreeMap<String, Value>) {
    match value {
        Value::Null => {}
        Value::Object(fields) => {
            for (key, value) in fields {
                walk(&format!("{path}.{key}"), value, found);
            }
        }
        Value::Array(items) if items.iter().any(|item| item.get("name").is_some()) => {
            for (index, item) in items.iter().enumerate() {
                let name = item.get("name").and_then(Value::as_str);
                let name = name.map_or_else(|| index.to_string(), str::to_owned);
                walk(&format!("{path}[{name}]"), item, found);
            }
        }
        value => {
            found.insert(path.to_owned(), value.clone());
        }
    }
}

/// The section and the parameter of a path: of `…aerospikeConfig.namespaces[test].nsup-period`,
/// `namespaces` and `nsup-period`.
fn named(path: &str) -> (String, String) {
    let below = path
        .split_once("aerospikeConfig.")
        .map_or(path, |(_, below)| below);
    let end = below.find(['.', '[']).unwrap_or(below.len());
    let section = &below[..end];
    let rest = match below[end..].split_once(']') {
        Some((_, rest)) => rest,
        None => &below[end..],
    };
    (section.to_owned(), rest.trim_start_matches('.').to_owned())
}
