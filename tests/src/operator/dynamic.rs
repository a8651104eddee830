//! Which changes of the configuration a running server takes.

use serde_json::Value;

use super::json::text;

/// Parameters of the section `service` that do not need a restart.
const SERVICE: [&str; 14] = [
    "proto-fd-max",
    "proto-fd-idle-ms",
    "proto-slow-netio-sleep-ms",
    "ticker-interval",
    "transaction-max-ms",
    "transaction-retry-ms",
    "migrate-fill-delay",
    "migrate-max-num-incoming",
    "migrate-threads",
    "query-max-done",
    "query-threads-limit",
    "batch-max-buffers-per-queue",
    "batch-max-unused-buffers",
    "info-max-ms",
];
/// Parameters of a namespace that do not need a restart.
const NAMESPACE: [&str; 9] = [
    "default-ttl",
    "nsup-period",
    "nsup-threads",
    "allow-ttl-without-nsup",
    "conflict-resolution-policy",
    "migrate-order",
    "migrate-sleep",
    "background-query-max-rps",
    "single-query-threads",
];

/// The commands that make one configuration of the other; none when one change needs a restart.
pub(super) fn commands(before: &Value, wanted: &Value) -> Option<Vec<String>> {
    let mut commands = Vec::new();
    for section in keys(before, wanted) {
        match (section.as_str(), before.get(&section), wanted.get(&section)) {
            (_, old, new) if old == new => {}
            ("service", Some(old), Some(new)) => {
                let context = "context=service";
                commands.extend(parameters(old, new, &SERVICE, context)?);
            }
            ("namespaces", Some(old), Some(new)) => commands.extend(namespaces(old, new)?),
            _ => return None,
        }
    }
    Some(commands)
}

fn namespaces(old: &Value, new: &Value) -> Option<Vec<String>> {
    let (old, new) = (old.as_array()?, new.as_array()?);
    if old.len() != new.len() {
        return None;
    }
    let mut commands = Vec::new();
    for (old, new) in old.iter().zip(new) {
        let name = text(new, "/name");
        if text(old, "/name") != name {
            return None;
        }
        let context = format!("context=namespace;id={name}");
        commands.extend(parameters(old, new, &NAMESPACE, &context)?);
    }
    Some(commands)
}

fn parameters(old: &Value, new: &Value, known: &[&str], context: &str) -> Option<Vec<String>> {
    let mut commands = Vec::new();
    for name in keys(old, new) {
        let value = match (old.get(&name), new.get(&name)) {
            (old, new) if old == new => continue,
            (_, Some(Value::String(word))) => word.clone(),
            (_, Some(value)) if value.is_number() || value.is_boolean() => value.to_string(),
            _ => return None,
        };
        if !known.contains(&name.as_str()) {
            return None;
        }
        commands.push(format!("set-config:{context};{name}={value}"));
    }
    Some(commands)
}

fn keys(one: &Value, other: &Value) -> Vec<String> {
    let fields = [one, other].into_iter().filter_map(Value::as_object);
    let mut keys: Vec<_> = fields.flat_map(|fields| fields.keys().cloned()).collect();
    keys.sort();
    keys.dedup();
    keys
}
