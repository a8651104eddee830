//! Facts of namespaces, nodes, indexes, jobs: a row for each, or a sentence.

use acm_core::{ApiError, ErrorCode};
use serde_json::{Value, json};

use crate::service::{table::Table, value::int};

/// A column of a list: its name, and where its value stands in an item.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Fact {
    name: &'static str,
    at: &'static str,
    kind: FactKind,
}

/// How the value of a fact is sent.
#[derive(Clone, Copy, Debug)]
enum FactKind {
    /// As it is shown.
    Plain,
    /// A 64-bit integer, as text.
    Int,
    /// Privileges, as objects.
    Privileges,
}

impl Fact {
    /// A value as it is.
    pub(crate) const fn text(name: &'static str, at: &'static str) -> Self {
        Self {
            name,
            at,
            kind: FactKind::Plain,
        }
    }

    /// A 64-bit integer.
    pub(crate) const fn int(name: &'static str, at: &'static str) -> Self {
        Self {
            name,
            at,
            kind: FactKind::Int,
        }
    }

    /// A list of privileges.
    pub(crate) const fn privileges(name: &'static str, at: &'static str) -> Self {
        Self {
            name,
            at,
            kind: FactKind::Privileges,
        }
    }

    fn of(&self, item: &Value) -> Value {
        let value = item.pointer(self.at).cloned().unwrap_or_default();
        match (self.kind, &value) {
            (FactKind::Int, Value::String(text)) => text.parse().map_or(value, int),
            (FactKind::Privileges, Value::Array(all)) => all.iter().map(privilege).collect(),
            _ => value,
        }
    }
}

/// A privilege as it is written: `read`, `read.test`, `read.test.users`.
fn privilege(privilege: &Value) -> Value {
    let parts = ["name", "namespace", "set"].map(|part| privilege[part].as_str());
    let parts: Vec<&str> = parts.into_iter().flatten().collect();
    parts.join(".").into()
}

/// Items of an answer and what is shown of each.
#[derive(Debug)]
pub(crate) struct List {
    /// The fields that lead to them; lists on the way are walked through.
    pub(crate) at: &'static [&'static str],
    /// The columns.
    pub(crate) facts: &'static [Fact],
}

impl List {
    pub(super) fn table(&self, data: &Value) -> Table {
        let mut items = vec![data];
        for field in self.at {
            let below = items.into_iter().filter_map(|item| item.get(field));
            items = below
                .flat_map(|found| match found {
                    Value::Array(found) => found.iter().collect(),
                    found => vec![found],
                })
                .collect();
        }
        rows(self.facts, &items)
    }
}

fn rows(facts: &[Fact], items: &[&Value]) -> Table {
    let names: Vec<&str> = facts.iter().map(|fact| fact.name).collect();
    let row = |item: &&Value| facts.iter().map(|fact| fact.of(item)).collect();
    Table::facts(
        &names,
        items.iter().filter(|item| item.is_object()).map(row),
    )
}

const INDEX: &[Fact] = &[
    Fact::text("namespace", "/namespace"),
    Fact::text("set", "/set"),
    Fact::text("index", "/name"),
    Fact::text("bin", "/bin"),
    Fact::text("type", "/type"),
    Fact::text("of", "/collection"),
    Fact::text("path", "/context/text"),
    Fact::text("state", "/state"),
    Fact::int("entries", "/entries"),
    Fact::int("memory bytes", "/memoryBytes"),
];

const INDEX_NODE: &[Fact] = &[
    Fact::text("node", "/node"),
    Fact::text("state", "/state"),
    Fact::text("built", "/buildProgress"),
    Fact::int("entries", "/entries"),
    Fact::int("entries per value", "/entriesPerValue"),
    Fact::int("entries per record", "/entriesPerRecord"),
    Fact::int("memory bytes", "/memoryBytes"),
    Fact::int("stale entries collected", "/staleEntriesCollected"),
];

/// Indexes, those of one set when one is named.
pub(super) fn indexes(data: &Value, set: Option<&str>) -> Table {
    let items = list(data, "/indexes");
    let of_set = |item: &&Value| set.is_none() || item["set"].as_str() == set;
    rows(INDEX, &items.iter().filter(of_set).collect::<Vec<_>>())
}

/// One index, node by node.
pub(super) fn index(data: &Value, name: &str) -> Result<Table, ApiError> {
    let named = |item: &&Value| item["name"] == name;
    match list(data, "/indexes").iter().find(named) {
        Some(index) => Ok(rows(
            INDEX_NODE,
            &list(index, "/nodes").iter().collect::<Vec<_>>(),
        )),
        None => Err(ApiError::not_found("index", name)),
    }
}

/// Statistics: a row for each name, a column for each node.
pub(super) fn statistics(data: &Value) -> Table {
    let nodes = list(data, "/nodeStatistics/nodes");
    let nodes = nodes.iter().filter_map(|node| node["id"].as_str());
    let names: Vec<&str> = std::iter::once("name").chain(nodes).collect();
    let row = |one: &Value| {
        let values = one["values"].as_array().cloned().unwrap_or_default();
        std::iter::once(one["name"].clone()).chain(values).collect()
    };
    Table::facts(
        &names,
        list(data, "/nodeStatistics/statistics").iter().map(row),
    )
}

/// The plan of a query: a row for each thing to know.
pub(super) fn plan(data: &Value) -> Table {
    let plan = &data["explainQuery"];
    let mut rows = vec![vec![json!("strategy"), plan["strategy"].clone()]];
    for (name, at) in [
        ("index", "/index/name"),
        ("index is ready", "/index/ready"),
        ("index entries", "/index/entries"),
        ("records in the set", "/recordsInSet"),
        ("records looked at", "/recordsExamined"),
        ("an index that would help", "/suggestedIndex/name"),
        ("on the bin", "/suggestedIndex/bin"),
    ] {
        if let Some(value) = plan.pointer(at).filter(|value| !value.is_null()) {
            rows.push(vec![json!(name), value.clone()]);
        }
    }
    for warning in list(plan, "/warnings") {
        rows.push(vec![json!("warning"), warning["message"].clone()]);
    }
    Table::facts(&["what", "value"], rows)
}

pub(super) fn password_changed(data: &Value) -> Table {
    let changed = &data["changePassword"];
    Table::message(
        match changed.pointer("/problem/message").and_then(Value::as_str) {
            Some(problem) => {
                format!("The password is changed, but not in the connection: {problem}")
            }
            None if changed["connectionUpdated"] == true => {
                "The password is changed, in the connection too.".to_owned()
            }
            None => "The password is changed.".to_owned(),
        },
    )
}

pub(super) fn written(data: &Value) -> Table {
    Table::message(match data.pointer("/putRecord/record/generation") {
        Some(generation) if !generation.is_null() => {
            format!("1 record written; its generation is {generation}.")
        }
        _ => "The record went with its last bin.".to_owned(),
    })
}

pub(super) fn index_made(data: &Value) -> Table {
    let index = &data["createIndex"]["index"];
    let word = |name: &str| index[name].as_str().unwrap_or_default().to_owned();
    Table::message(format!("The index {} is {}.", word("name"), word("state")))
}

pub(super) fn aborted(data: &Value) -> Table {
    let nodes = list(data, "/abortServerJob/abortedOn").len();
    let problems = problems(data, "/abortServerJob/problems");
    Table::message(match (nodes, problems) {
        (0, None) => "It had ended before.".to_owned(),
        (0, Some(problems)) => format!("It may go on. {problems}"),
        (nodes, problems) => {
            let behind = problems.map_or(String::new(), |problems| format!(" {problems}"));
            format!("It is aborted on {}.{behind}", counted(nodes, "node"))
        }
    })
}

/// What was done to a module, and where it has yet to happen.
pub(super) fn on_nodes(done: &Value, words: &str, none: &str) -> Table {
    let words = match done["removed"] == false {
        true => none,
        false => words,
    };
    let behind = list(done, "/nodesBehind");
    let behind: Vec<&str> = behind.iter().filter_map(Value::as_str).collect();
    Table::message(match behind.is_empty() {
        true => words.to_owned(),
        false => format!(
            "{words} Not yet on {}: the cluster goes on telling them.",
            behind.join(", ")
        ),
    })
}

/// Nodes whose queries and jobs are not among those that are shown.
pub(crate) fn silent_nodes(data: &Value) -> Option<String> {
    problems(data, "/serverJobs/problems").map(|problems| format!("Some are missing. {problems}"))
}

/// Whether a reply to an info command is longer than what is shown.
pub(crate) fn cut_off(data: &Value) -> Option<String> {
    let replies = [
        list(data, "/infoCommand/replies"),
        list(data, "/runInfoCommand/replies"),
    ];
    let mut replies = replies.iter().flatten();
    let is_cut = replies.any(|reply| reply["truncated"] == true);
    is_cut.then(|| "What is longer than 1 MiB is cut off.".to_owned())
}

/// What nodes had to tell instead of an answer.
fn problems(data: &Value, at: &str) -> Option<String> {
    let problems = list(data, at);
    let messages = problems.iter().filter_map(|one| one["message"].as_str());
    let messages: Vec<&str> = messages.collect();
    (!messages.is_empty()).then(|| messages.join(" "))
}

fn counted(count: usize, one: &str) -> String {
    match count {
        1 => format!("1 {one}"),
        _ => format!("{count} {one}s"),
    }
}

/// What a job that ended became; none while it has not.
///
/// # Errors
/// What the job failed with.
pub(crate) fn job_end(job: &Value) -> Result<Option<String>, ApiError> {
    let count = |name: &str| job[name].as_str().unwrap_or("0").to_owned();
    match job["phase"].as_str() {
        Some("SUCCEEDED") => Ok(Some(format!("Done: {} records.", count("done")))),
        Some("FAILED" | "INTERRUPTED") => {
            let code = serde_json::from_value(job["problem"]["code"].clone());
            let message = job["problem"]["message"].as_str();
            Err(ApiError::new(
                code.unwrap_or(ErrorCode::Internal),
                message.unwrap_or("The job failed."),
            ))
        }
        // What follows in a script counts on all of it.
        Some("CANCELLED") => Err(ApiError::new(
            ErrorCode::Conflict,
            format!("The job was cancelled after {} records.", count("done")),
        )),
        _ => Ok(None),
    }
}

fn list(data: &Value, at: &str) -> Vec<Value> {
    let found = data.pointer(at).and_then(Value::as_array);
    found.cloned().unwrap_or_default()
}
