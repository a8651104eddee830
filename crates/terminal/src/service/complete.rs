//! Completion with the names of a live cluster.

use std::{
    collections::HashMap,
    sync::{Arc, Mutex, PoisonError},
    time::Duration,
};

use acm_aql::{Completion, NameKind, NameSlot, Names, Suggestion};
use acm_core::{ApiError, Rights};
use acm_graph::Operation;
use serde_json::{Map, Value, json};
use tokio::time::Instant;

use super::{operations::Operations, translate::operation};

/// How long names are remembered.
const FRESH: Duration = Duration::from_secs(5);
/// Lists of names that are remembered.
const MAX_REMEMBERED: usize = 256;
/// Records that are looked at for names of bins.
const SAMPLE: u64 = 100;

const NAMESPACES: &str = "query Names($connectionId: ID!) {
  cluster(connectionId: $connectionId) { namespaces { name } }
}";
const SETS: &str = "query Names($connectionId: ID!, $namespace: NamespaceName!) {
  namespace(connectionId: $connectionId, name: $namespace) { sets { name } }
}";
const BINS: &str = "query Names($connectionId: ID!, $namespace: NamespaceName!, $set: SetName, $first: Int!) {
  records(connectionId: $connectionId, namespace: $namespace, set: $set, first: $first) { records { bins } }
}";
const INDEXES: &str = "query Names($connectionId: ID!, $namespace: NamespaceName) {
  indexes(connectionId: $connectionId, namespace: $namespace) { name }
}";
const USERS: &str = "query Names($connectionId: ID!) {
  users(connectionId: $connectionId) { name }
}";
const ROLES: &str = "query Names($connectionId: ID!) {
  roles(connectionId: $connectionId) { name }
}";
const MODULES: &str = "query Names($connectionId: ID!) {
  udfModules(connectionId: $connectionId) { name }
}";

/// Whose rights, and what was asked.
type Key = (Rights, String);
type Lists = HashMap<Key, (Instant, Vec<String>)>;

/// Names that were looked up lately. Cheap to clone.
#[derive(Clone, Default)]
pub(crate) struct Remembered(Arc<Mutex<Lists>>);

/// The names for the places of one completion.
struct Found(Vec<(NameSlot, Vec<String>)>);

impl Names for Found {
    fn names(&self, slot: &NameSlot) -> Vec<String> {
        let found = self.0.iter().find(|(known, _)| known == slot);
        found.map(|(_, names)| names.clone()).unwrap_or_default()
    }
}

/// What can be written at a place. Names that cannot be looked up are left out: words are still told.
pub(crate) async fn suggest(
    remembered: &Remembered,
    operations: &Operations,
    connection: &str,
    completion: &Completion,
) -> Vec<Suggestion> {
    let mut found = Vec::new();
    for slot in &completion.names {
        if let Some(operation) = lookup(connection, slot) {
            let names = remembered.names(operations, slot.kind, operation).await;
            let mut names = names.unwrap_or_default();
            if slot.kind == NameKind::Module {
                names.iter_mut().for_each(without_extension);
            }
            found.push((slot.clone(), names));
        }
    }
    completion.suggestions(&Found(found))
}

/// The operation that tells the names for a place.
fn lookup(connection: &str, slot: &NameSlot) -> Option<Operation> {
    let namespace = slot.namespace.as_ref();
    let (document, variables) = match slot.kind {
        NameKind::Namespace => (NAMESPACES, json!({})),
        NameKind::Set => (SETS, json!({ "namespace": namespace? })),
        NameKind::Bin => {
            let variables = json!({ "namespace": namespace?, "set": slot.set, "first": SAMPLE });
            (BINS, variables)
        }
        NameKind::Index => (INDEXES, json!({ "namespace": namespace })),
        NameKind::Module | NameKind::ModuleFile => (MODULES, json!({})),
        NameKind::User => (USERS, json!({})),
        NameKind::Role => (ROLES, json!({})),
        NameKind::File => return None,
    };
    let mut operation = operation(document, variables);
    operation
        .variables
        .insert("connectionId".to_owned(), connection.into());
    Some(operation)
}

impl Remembered {
    async fn names(
        &self,
        operations: &Operations,
        kind: NameKind,
        operation: Operation,
    ) -> Result<Vec<String>, ApiError> {
        let rights = operations.asker.caller.rights();
        let asked = Value::Object(operation.variables.clone());
        let key = (rights, format!("{} {asked}", operation.document));
        if let Some(names) = self.fresh(&key) {
            return Ok(names);
        }
        // Whoever types has gone on before a spent budget is there again.
        let data = operations.ask_now(operation).await?;
        let data: Value = serde_json::from_str(data.get()).map_err(ApiError::internal)?;
        let mut names = Vec::new();
        match kind {
            NameKind::Bin => bins(&data, &mut names),
            _ => named(&data, &mut names),
        }
        names.sort_unstable();
        names.dedup();
        self.remember(key, names.clone());
        Ok(names)
    }

    fn fresh(&self, key: &Key) -> Option<Vec<String>> {
        let known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let (at, names) = known.get(key)?;
        (at.elapsed() < FRESH).then(|| names.clone())
    }

    fn remember(&self, key: Key, names: Vec<String>) {
        let mut known = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        known.retain(|_, (at, _)| at.elapsed() < FRESH);
        if known.len() < MAX_REMEMBERED {
            known.insert(key, (Instant::now(), names));
        }
    }
}

/// A module as its functions are called by.
fn without_extension(name: &mut String) {
    if let Some(stem) = name.strip_suffix(".lua") {
        name.truncate(stem.len());
    }
}

/// Every `name` within an answer.
fn named(data: &Value, names: &mut Vec<String>) {
    match data {
        Value::Array(items) => items.iter().for_each(|item| named(item, names)),
        Value::Object(fields) => {
            names.extend(
                fields
                    .get("name")
                    .and_then(Value::as_str)
                    .map(str::to_owned),
            );
            fields.values().for_each(|value| named(value, names));
        }
        _ => {}
    }
}

/// The names of bins of a page of records.
fn bins(data: &Value, names: &mut Vec<String>) {
    let records = data.pointer("/records/records").and_then(Value::as_array);
    let bins = records
        .into_iter()
        .flatten()
        .filter_map(|record| record["bins"].as_object());
    names.extend(bins.flat_map(Map::keys).cloned());
}
