//! Which racks can be.

use std::collections::HashSet;

use serde_json::Value;

use crate::operator::json::{at, items, number, text};

/// Checks the racks.
pub(super) fn check(racks: &Value, faults: &mut Vec<String>) {
    let (mut ids, mut labels) = (HashSet::new(), HashSet::new());
    for rack in items(racks, "/racks") {
        let (id, label) = (number(rack, "/id"), text(rack, "/rackLabel"));
        if !ids.insert(id) {
            faults.push(format!("duplicate rack ID {id} in rackConfig"));
        }
        if !label.is_empty() && !labels.insert(label) {
            faults.push(format!(
                "duplicate rackLabel \"{label}\" in rackConfig; each rack must have a unique rackLabel"
            ));
        }
    }
    for field in [
        "scaleDownBatchSize",
        "maxIgnorablePods",
        "rollingUpdateBatchSize",
    ] {
        batch(field, at(racks, &format!("/{field}")), faults);
    }
}

fn batch(field: &str, value: &Value, faults: &mut Vec<String>) {
    let name = format!("rackConfig.{field}");
    match value {
        Value::Number(number) if number.as_i64().is_some_and(|count| count < 1) => {
            faults.push(format!("{name} must be a positive integer (got {number})"));
        }
        Value::String(text) => {
            let percent = text
                .strip_suffix('%')
                .and_then(|text| text.parse::<i64>().ok());
            match percent {
                None => faults.push(format!(
                    "{name} must be a positive integer or a percentage string (e.g., \"25%\"); got \"{text}\""
                )),
                Some(percent) if !(1..=100).contains(&percent) => faults.push(format!(
                    "{name} percentage must be between 1 and 100 (got {percent})"
                )),
                Some(_) => {}
            }
        }
        _ => {}
    }
}
