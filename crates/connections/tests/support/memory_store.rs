//! Documents in a map: no thread behind it, so that tests can pause time.

use std::{
    collections::{BTreeMap, HashMap},
    sync::Mutex,
};

use acm_core::{BoxFuture, Document, DocumentStore, StoreError, Write};
use serde_json::Value;
use tokio::sync::watch;

type Collection = BTreeMap<String, (i64, Value)>;

#[derive(Default)]
pub(crate) struct MemoryStore {
    collections: Mutex<HashMap<String, Collection>>,
    changes: Mutex<HashMap<String, watch::Sender<u64>>>,
}

impl DocumentStore for MemoryStore {
    fn list<'a>(&'a self, collection: &'a str) -> BoxFuture<'a, Result<Vec<Document>, StoreError>> {
        let collections = self.collections.lock().unwrap();
        let documents = collections.get(collection).into_iter().flatten();
        let documents = documents.map(|(id, stored)| document(id, stored)).collect();
        Box::pin(std::future::ready(Ok(documents)))
    }

    fn get<'a>(
        &'a self,
        collection: &'a str,
        id: &'a str,
    ) -> BoxFuture<'a, Result<Option<Document>, StoreError>> {
        let collections = self.collections.lock().unwrap();
        let stored = collections.get(collection).and_then(|all| all.get(id));
        let found = stored.map(|stored| document(id, stored));
        Box::pin(std::future::ready(Ok(found)))
    }

    fn apply<'a>(
        &'a self,
        collection: &'a str,
        writes: Vec<Write>,
    ) -> BoxFuture<'a, Result<Vec<Document>, StoreError>> {
        Box::pin(std::future::ready(self.apply_all(collection, writes)))
    }

    fn changes(&self, collection: &str) -> watch::Receiver<u64> {
        let mut changes = self.changes.lock().unwrap();
        changes
            .entry(collection.to_owned())
            .or_default()
            .subscribe()
    }
}

impl MemoryStore {
    fn apply_all(&self, name: &str, writes: Vec<Write>) -> Result<Vec<Document>, StoreError> {
        let mut collections = self.collections.lock().unwrap();
        let collection = collections.entry(name.to_owned()).or_default();
        let mut changed = collection.clone();
        let mut written = Vec::new();
        for write in writes {
            written.extend(apply_one(&mut changed, write)?);
        }
        *collection = changed;
        let mut changes = self.changes.lock().unwrap();
        let counter = changes.entry(name.to_owned()).or_default();
        counter.send_modify(|count| *count += 1);
        Ok(written)
    }
}

fn apply_one(collection: &mut Collection, write: Write) -> Result<Option<Document>, StoreError> {
    match write {
        Write::Create { id, body } => {
            if collection.contains_key(&id) {
                return Err(StoreError::Exists(id));
            }
            let stored = (1, body);
            let made = document(&id, &stored);
            collection.insert(id, stored);
            Ok(Some(made))
        }
        Write::Update { id, expected, body } => {
            let stored = (present(collection, &id, expected)? + 1, body);
            let changed = document(&id, &stored);
            collection.insert(id, stored);
            Ok(Some(changed))
        }
        Write::Delete { id, expected } => {
            present(collection, &id, expected)?;
            collection.remove(&id);
            Ok(None)
        }
    }
}

/// The revision of a document that is there as expected.
fn present(collection: &Collection, id: &str, expected: Option<i64>) -> Result<i64, StoreError> {
    let id = id.to_owned();
    match (collection.get(&id), expected) {
        (None, _) => Err(StoreError::Missing(id)),
        (Some((current, _)), Some(expected)) if expected != *current => {
            let current = *current;
            Err(StoreError::Conflict { id, current })
        }
        (Some((current, _)), _) => Ok(*current),
    }
}

fn document(id: &str, (revision, body): &(i64, Value)) -> Document {
    Document {
        id: id.to_owned(),
        revision: *revision,
        body: body.clone(),
    }
}
