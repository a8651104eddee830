//! Comparing what happened with the facts of a recording.

use serde_json::{Map, Value, json};

/// What happened to one cluster since a point in time.
#[derive(Clone, Debug, Default)]
pub(super) struct History {
    /// Each state of the resource, the one at the beginning first.
    pub(super) states: Vec<Value>,
    /// The reason of each event about it.
    pub(super) events: Vec<String>,
}

/// The table of a recording.
pub(super) fn table(name: &str) -> Value {
    let path = format!("{}/k8s/expected/{name}.json", env!("CARGO_MANIFEST_DIR"));
    serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap()
}

/// Where what happened is not what was recorded; empty when it is.
pub(super) fn differences(table: &Value, history: &History) -> Vec<String> {
    let mut found = Vec::new();
    let mut compare = |what: &str, recorded: &Value, happened: &Value| {
        if recorded != happened {
            found.push(format!(
                "{what}\n  recorded {recorded}\n  happened {happened}"
            ));
        }
    };
    compare("phases", &table["phases"], &phases(&history.states));
    let (recorded, happened) = events(&table["events"], &history.events);
    compare("events", &recorded, &happened);
    let last = history.states.last().map_or(Value::Null, last_status);
    let recorded = table["final"].as_object().unwrap();
    for (field, value) in recorded {
        compare(field, value, &last[field]);
    }
    for (field, value) in last.as_object().into_iter().flatten() {
        if !recorded.contains_key(field) {
            compare(field, &Value::Null, value);
        }
    }
    found
}

/// Phases without repetitions: neither of one, nor of a pair, nor returns to `InProgress`.
fn phases(states: &[Value]) -> Value {
    let mut phases: Vec<&str> = Vec::new();
    for phase in states
        .iter()
        .filter_map(|state| state["status"]["phase"].as_str())
    {
        let last = phases.last().copied();
        let is_return = phase == "InProgress"
            && last.is_some_and(|last| !matches!(last, "Completed" | "Paused"));
        if last != Some(phase) && !is_return {
            phases.push(phase);
        }
        if let [.., a, b, c, d] = phases[..]
            && (a, b) == (c, d)
        {
            phases.truncate(phases.len() - 2);
        }
    }
    json!(phases)
}

/// Reasons in the order they first came, with how often; `+` is at least once.
fn events(recorded: &Value, happened: &[String]) -> (Value, Value) {
    let mut counted: Vec<(String, u64)> = Vec::new();
    for reason in happened {
        match counted.iter_mut().find(|(known, _)| known == reason) {
            Some((_, count)) => *count += 1,
            None => counted.push((reason.clone(), 1)),
        }
    }
    let is_open = |reason: &str| {
        let mut rows = recorded.as_array().unwrap().iter();
        rows.any(|row| row[0] == reason && row[1] == "+")
    };
    let rows = counted.iter().map(|(reason, count)| {
        if is_open(reason) {
            json!([reason, "+"])
        } else {
            json!([reason, count])
        }
    });
    (recorded.clone(), rows.collect())
}

/// The fields of a status that the tables hold.
fn last_status(state: &Value) -> Value {
    let status = &state["status"];
    let cluster = format!("{}-", state["metadata"]["name"].as_str().unwrap());
    let short = |pod: &str| pod.strip_prefix(&cluster).unwrap_or(pod).to_owned();
    let mut out = Map::new();
    let copied = [
        "phase",
        "phaseReason",
        "health",
        "size",
        "failedReconcileCount",
        "lastReconcileError",
    ];
    for field in copied {
        if let Some(value) = status.get(field) {
            out.insert(field.to_owned(), value.clone());
        }
    }
    let is_observed = status["observedGeneration"] == state["metadata"]["generation"];
    out.insert("observed".to_owned(), json!(is_observed));
    let conditions = status["conditions"].as_array().into_iter().flatten();
    let conditions: Map<String, Value> = conditions
        .map(|condition| {
            (
                condition["type"].as_str().unwrap().to_owned(),
                condition["status"].clone(),
            )
        })
        .collect();
    out.insert("conditions".to_owned(), Value::Object(conditions));
    let pods = status["pods"].as_object().into_iter().flatten();
    let pods: Map<String, Value> = pods
        .map(|(name, pod)| (short(name), one_pod(pod)))
        .collect();
    out.insert("pods".to_owned(), Value::Object(pods));
    if let Some(pending) = status["pendingRestartPods"].as_array() {
        let names: Value = pending
            .iter()
            .map(|pod| short(pod.as_str().unwrap()))
            .collect();
        out.insert("pendingRestartPods".to_owned(), names);
    }
    if let Some(operation) = status.get("operationStatus") {
        let mut operation = operation.clone();
        for list in ["completedPods", "failedPods"] {
            if let Some(pods) = operation.get_mut(list) {
                let mut names: Vec<_> = pods
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|pod| short(pod.as_str().unwrap()))
                    .collect();
                names.sort();
                *pods = json!(names);
            }
        }
        out.insert("operationStatus".to_owned(), operation);
    }
    if let Some(snapshot) = status.get("templateSnapshot") {
        let facts = json!({ "name": snapshot["name"], "synced": snapshot["synced"] });
        out.insert("templateSnapshot".to_owned(), facts);
    }
    if let Some(migration) = status.get("migrationStatus") {
        out.insert(
            "migrating".to_owned(),
            migration["remainingPartitions"].clone(),
        );
    }
    Value::Object(out)
}

fn one_pod(pod: &Value) -> Value {
    let mut facts = json!({ "hasNode": pod.get("nodeID").is_some() });
    let copied = [
        "image",
        "isRunningAndReady",
        "lastRestartReason",
        "dynamicConfigStatus",
        "rack",
        "migratingPartitions",
    ];
    for field in copied {
        if let Some(value) = pod.get(field) {
            facts[field] = value.clone();
        }
    }
    facts
}
