//! What is kept of the queries of a profile: those saved under a name, and those run lately.
//!
//! A profile has one document for each; what is kept is a query's input as it was sent, checked before.

use std::{
    collections::{HashMap, HashSet, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acm_core::{Clock, Collection, DocumentStore, StoreError, UnixMillis};
use serde::{Deserialize, Serialize};
use serde_json::Value as Json;
use tokio::sync::Notify;

use crate::{
    error::{Error, Result},
    service::access::Profiles,
};

/// Queries a profile may save.
pub(crate) const MAX_SAVED: usize = 100;
/// Queries a profile's history holds.
pub(crate) const MAX_HISTORY: usize = 50;
/// Bytes of one query, as JSON.
const MAX_QUERY_BYTES: usize = 32 * 1024;
/// Characters of a name, and of a note.
const MAX_NAME_CHARS: usize = 100;
const MAX_NOTE_CHARS: usize = 1_000;
/// How long the history is gathered before it is written.
const WRITE_AFTER: Duration = Duration::from_secs(1);
/// How often a write that met another is tried again.
const ATTEMPTS: usize = 5;

/// A query saved under a name.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Saved {
    /// Unique among those of all profiles.
    pub id: String,
    /// Its name, unique among those of its profile.
    pub name: String,
    /// What it is for.
    pub note: Option<String>,
    /// The input.
    pub query: Json,
    /// When it was saved first.
    pub created_at: UnixMillis,
    /// When it was changed last.
    pub updated_at: UnixMillis,
}

/// A query that was run.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub(crate) struct Past {
    /// The input.
    pub query: Json,
    /// When it was run last.
    pub at: UnixMillis,
    /// How often it was run, as long as it is remembered.
    pub times: u64,
}

/// A change of a saved query; what is `None` stays.
#[derive(Clone, Debug, Default)]
pub(crate) struct Change {
    /// Another name.
    pub name: Option<String>,
    /// Another note, or none.
    pub note: Option<Option<String>>,
    /// Another input.
    pub query: Option<Json>,
}

/// The saved queries of one profile.
#[derive(Clone, Debug, Default, Deserialize, Serialize)]
struct Shelf {
    /// The number of the last one ever saved.
    last: u64,
    queries: Vec<Saved>,
}

type Histories = HashMap<String, VecDeque<Past>>;

/// What is kept of queries. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Book(Arc<Inner>);

struct Inner {
    saved: Collection<Shelf>,
    history: Collection<VecDeque<Past>>,
    profiles: Arc<dyn Profiles>,
    clock: Clock,
    /// What was run and is not written yet.
    fresh: Mutex<Histories>,
    /// Held while a history is on its way from `fresh` to the store, where it would be in neither.
    moving: tokio::sync::Mutex<()>,
    changed: Notify,
}

impl Book {
    /// What is kept in `store` for the profiles there are.
    pub(crate) fn new(
        store: Arc<dyn DocumentStore>,
        profiles: Arc<dyn Profiles>,
        clock: Clock,
    ) -> Self {
        Self(Arc::new(Inner {
            saved: Collection::new(Arc::clone(&store), "saved_queries"),
            history: Collection::new(store, "query_history"),
            profiles,
            clock,
            fresh: Mutex::default(),
            moving: tokio::sync::Mutex::default(),
            changed: Notify::new(),
        }))
    }

    /// The saved queries of a profile, by name.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; the store's own.
    pub(crate) async fn saved(&self, connection: &str) -> Result<Vec<Saved>> {
        self.0.profiles.require(connection).await?;
        let shelf = self.0.saved.get(connection).await?;
        let mut queries = shelf.map_or_else(Vec::new, |shelf| shelf.body.queries);
        queries.sort_by(|a, b| a.name.cmp(&b.name));
        Ok(queries)
    }

    /// Saves a query under a name.
    ///
    /// # Errors
    /// `BAD_USER_INPUT`, `ALREADY_EXISTS` for a name that is taken, `LIMIT_EXCEEDED`; `NOT_FOUND`
    /// without such a profile; the store's own.
    pub(crate) async fn save(
        &self,
        connection: &str,
        name: String,
        note: Option<String>,
        query: Json,
    ) -> Result<Saved> {
        check_name(&name)?;
        check_note(note.as_deref())?;
        check_query(&query)?;
        let now = self.0.clock.now();
        self.change(connection, |shelf| {
            if shelf.queries.len() >= MAX_SAVED {
                return Err(Error::TooManySaved);
            }
            shelf.refuse_taken(&name, "")?;
            shelf.last += 1;
            let saved = Saved {
                id: format!("{connection}.{}", shelf.last),
                name: name.clone(),
                note: note.clone(),
                query: query.clone(),
                created_at: now,
                updated_at: now,
            };
            shelf.queries.push(saved.clone());
            Ok(saved)
        })
        .await
    }

    /// Changes a saved query.
    ///
    /// # Errors
    /// As [`Self::save`]; `NOT_FOUND` without such a query.
    pub(crate) async fn update(&self, id: &str, change: Change) -> Result<Saved> {
        if let Some(name) = &change.name {
            check_name(name)?;
        }
        check_note(change.note.as_ref().and_then(Option::as_deref))?;
        if let Some(query) = &change.query {
            check_query(query)?;
        }
        let now = self.0.clock.now();
        self.change(profile_of(id), |shelf| {
            if let Some(name) = &change.name {
                shelf.refuse_taken(name, id)?;
            }
            let saved = shelf.find(id)?;
            let change = change.clone();
            saved.name = change.name.unwrap_or_else(|| saved.name.clone());
            saved.note = change.note.unwrap_or_else(|| saved.note.clone());
            saved.query = change.query.unwrap_or_else(|| saved.query.clone());
            saved.updated_at = now;
            Ok(saved.clone())
        })
        .await
    }

    /// Removes a saved query.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a query; the store's own.
    pub(crate) async fn delete(&self, id: &str) -> Result<()> {
        self.change(profile_of(id), |shelf| {
            shelf.find(id)?;
            shelf.queries.retain(|saved| saved.id != id);
            Ok(())
        })
        .await
    }

    /// The queries run lately, the last one first.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; the store's own.
    pub(crate) async fn history(&self, connection: &str) -> Result<Vec<Past>> {
        self.0.profiles.require(connection).await?;
        let _still = self.0.moving.lock().await;
        let stored = self.0.history.get(connection).await?;
        let mut history = stored.map_or_else(VecDeque::new, |history| history.body);
        if let Some(fresh) = self.fresh().get(connection) {
            merge(&mut history, fresh.iter().rev().cloned());
        }
        Ok(history.into())
    }

    /// Forgets the history of a profile.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a profile; the store's own.
    pub(crate) async fn clear(&self, connection: &str) -> Result<()> {
        self.0.profiles.require(connection).await?;
        let _still = self.0.moving.lock().await;
        self.fresh().remove(connection);
        match self.0.history.delete(connection, None).await {
            Ok(()) | Err(StoreError::Missing(_)) => Ok(()),
            Err(error) => Err(error.into()),
        }
    }

    /// Remembers that a query was run. What is too large is not.
    pub(crate) fn remember(&self, connection: &str, query: Json) {
        if check_query(&query).is_err() {
            return;
        }
        let past = Past {
            query,
            at: self.0.clock.now(),
            times: 1,
        };
        let mut fresh = self.fresh();
        let history = fresh.entry(connection.to_owned()).or_default();
        merge(history, std::iter::once(past));
        drop(fresh);
        self.0.changed.notify_one();
    }

    /// Writes the history of what is run, as long as it is polled; forgets first what is kept of
    /// profiles that are gone.
    pub(crate) async fn keep(self) {
        self.forget_removed().await;
        loop {
            self.0.changed.notified().await;
            tokio::time::sleep(WRITE_AFTER).await;
            self.write().await;
        }
    }

    async fn forget_removed(&self) {
        let saved = self.0.saved.list().await.unwrap_or_default();
        let history = self.0.history.list().await.unwrap_or_default();
        let ids = |id: &str| id.to_owned();
        let known: HashSet<String> = saved
            .iter()
            .map(|shelf| ids(&shelf.id))
            .chain(history.iter().map(|history| ids(&history.id)))
            .collect();
        for id in known {
            let missing = self.0.profiles.require(&id).await;
            if missing.is_err_and(|error| Error::from(error).is_profile_missing()) {
                // What is not there any more need not be forgotten.
                let _saved = self.0.saved.delete(&id, None).await;
                let _history = self.0.history.delete(&id, None).await;
            }
        }
    }

    async fn write(&self) {
        let _moving = self.0.moving.lock().await;
        let fresh = std::mem::take(&mut *self.fresh());
        for (connection, past) in fresh {
            let written = async {
                let stored = self.0.history.get(&connection).await?;
                let mut history = stored
                    .as_ref()
                    .map_or_else(VecDeque::new, |one| one.body.clone());
                merge(&mut history, past.into_iter().rev());
                match stored {
                    Some(stored) => {
                        let revision = Some(stored.revision);
                        self.0.history.update(&connection, revision, &history).await
                    }
                    None => self.0.history.create(&connection, &history).await,
                }
            };
            if let Err(error) = written.await {
                tracing::warn!(%error, connection, "the history of queries was not written");
            }
        }
    }

    /// Changes the saved queries of a profile; again when somebody else changed them meanwhile.
    async fn change<T>(
        &self,
        connection: &str,
        change: impl Fn(&mut Shelf) -> Result<T>,
    ) -> Result<T> {
        self.0.profiles.require(connection).await?;
        let mut attempts = 0;
        loop {
            attempts += 1;
            let found = self.0.saved.get(connection).await?;
            let revision = found.as_ref().map(|found| found.revision);
            let mut shelf = found.map(|found| found.body).unwrap_or_default();
            let outcome = change(&mut shelf)?;
            let written = match revision {
                Some(_) => self.0.saved.update(connection, revision, &shelf).await,
                None => self.0.saved.create(connection, &shelf).await,
            };
            match written {
                Ok(_) => return Ok(outcome),
                Err(StoreError::Conflict { .. } | StoreError::Exists(_)) if attempts < ATTEMPTS => {
                }
                Err(error) => return Err(error.into()),
            }
        }
    }

    fn fresh(&self) -> MutexGuard<'_, Histories> {
        self.0.fresh.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Shelf {
    fn refuse_taken(&self, name: &str, by: &str) -> Result<()> {
        let mut others = self.queries.iter().filter(|saved| saved.id != by);
        if others.any(|saved| saved.name == name) {
            return Err(Error::NameTaken(name.to_owned()));
        }
        Ok(())
    }

    fn find(&mut self, id: &str) -> Result<&mut Saved> {
        let found = self.queries.iter_mut().find(|saved| saved.id == id);
        found.ok_or_else(|| Error::Missing {
            kind: "saved query",
            name: id.to_owned(),
        })
    }
}

/// Puts queries in front, the later ones last, each once.
fn merge(history: &mut VecDeque<Past>, later: impl Iterator<Item = Past>) {
    for mut past in later {
        if let Some(same) = history.iter().position(|one| one.query == past.query)
            && let Some(same) = history.remove(same)
        {
            past.times += same.times;
        }
        history.push_front(past);
    }
    history.truncate(MAX_HISTORY);
}

/// The profile that the id of a saved query begins with.
fn profile_of(id: &str) -> &str {
    id.rsplit_once('.').map_or(id, |(profile, _)| profile)
}

fn check_name(name: &str) -> Result<()> {
    let length = name.chars().count();
    if !(1..=MAX_NAME_CHARS).contains(&length)
        || name.trim() != name
        || name.contains(char::is_control)
    {
        let reason = format!(
            "a name has 1 to {MAX_NAME_CHARS} characters, no control characters, no spaces around it"
        );
        return Err(Error::input("input.name", reason));
    }
    Ok(())
}

fn check_note(note: Option<&str>) -> Result<()> {
    if note.is_some_and(|note| note.chars().count() > MAX_NOTE_CHARS) {
        let reason = format!("a note has at most {MAX_NOTE_CHARS} characters");
        return Err(Error::input("input.note", reason));
    }
    Ok(())
}

fn check_query(query: &Json) -> Result<()> {
    if query.to_string().len() > MAX_QUERY_BYTES {
        let reason = format!("a query that is kept has at most {MAX_QUERY_BYTES} bytes as JSON");
        return Err(Error::input("input.query", reason));
    }
    Ok(())
}
