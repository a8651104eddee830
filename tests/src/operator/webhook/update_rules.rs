//! Which changes of a cluster are refused, whatever it becomes.

use serde_json::Value;

use super::Verdict;
use crate::operator::json::{at, items, number, text};

/// Why a change is refused; none when it is not for being a change.
pub(super) fn refuse(old: &Value, new: &Value) -> Option<Verdict> {
    if old.is_null() {
        return None;
    }
    operations(old, new).or_else(|| racks(old, new))
}

/// Length, id and kind of the operations stay while one is in progress; its pods may change.
fn operations(old: &Value, new: &Value) -> Option<Verdict> {
    if text(old, "/status/operationStatus/phase") != "InProgress" {
        return None;
    }
    let compared = |object: &Value| -> Vec<[String; 2]> {
        items(object, "/spec/operations")
            .iter()
            .map(|operation| {
                [
                    text(operation, "/id").to_owned(),
                    text(operation, "/kind").to_owned(),
                ]
            })
            .collect()
    };
    let id = text(old, "/status/operationStatus/id");
    (compared(old) != compared(new)).then(|| {
        let message = format!("cannot change operations while operation \"{id}\" is InProgress");
        Verdict::refused(403, message)
    })
}

fn racks(old: &Value, new: &Value) -> Option<Verdict> {
    let ids = |object: &Value| -> Vec<i64> {
        let racks = items(at(object, "/spec"), "/rackConfig/racks");
        racks.iter().map(|rack| number(rack, "/id")).collect()
    };
    let (before, after) = (ids(old), ids(new));
    let listed = |ids: &[i64], without: &[i64]| -> Vec<String> {
        let rest = ids.iter().filter(|id| !without.contains(id));
        rest.map(ToString::to_string).collect()
    };
    let (added, removed) = (listed(&after, &before), listed(&before, &after));
    (!added.is_empty() && !removed.is_empty()).then(|| {
        let message = format!(
            "cannot add new rack IDs [{}] and remove existing rack IDs [{}] in the same update; please do this \
             in two separate steps (first add, then remove, or vice versa)",
            added.join(" "),
            removed.join(" "),
        );
        Verdict::refused(403, message)
    })
}
