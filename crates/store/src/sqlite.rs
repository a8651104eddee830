//! The document port over SQLite.

use std::{
    collections::HashMap,
    path::Path,
    sync::{Mutex, PoisonError},
    time::Duration,
};

use acm_core::{BoxFuture, Document, DocumentStore, StoreError, Write};
use sqlx::{Sqlite, SqlitePool, Transaction, query, query_as, query_scalar};
use tokio::sync::watch;

use crate::{
    error::{OpenError, of_operation},
    open,
};

/// Documents in one SQLite database. See the crate's documentation for what it promises.
#[derive(Debug)]
pub struct SqliteStore {
    pool: SqlitePool,
    /// Keeps a database in memory alive.
    anchor: Option<SqlitePool>,
    changes: Mutex<HashMap<String, watch::Sender<u64>>>,
}

impl SqliteStore {
    /// Opens the file; makes it, and its directory, when missing.
    ///
    /// # Errors
    /// Why the file cannot be used; it is then as it was before.
    pub async fn open(path: &Path) -> Result<Self, OpenError> {
        Self::open_with(path, open::BUSY_TIMEOUT).await
    }

    /// As [`Self::open`], with another time to wait for a lock of another process.
    ///
    /// # Errors
    /// As [`Self::open`].
    pub async fn open_with(path: &Path, busy: Duration) -> Result<Self, OpenError> {
        Ok(Self::over(open::file(path, busy).await?, None))
    }

    /// A store that forgets everything when it is dropped.
    ///
    /// # Errors
    /// When memory cannot be had.
    pub async fn in_memory() -> Result<Self, OpenError> {
        let (pool, anchor) = open::in_memory().await?;
        Ok(Self::over(pool, Some(anchor)))
    }

    /// Ends what is under way and closes the file.
    pub async fn close(&self) {
        self.pool.close().await;
        if let Some(anchor) = &self.anchor {
            anchor.close().await;
        }
    }

    fn over(pool: SqlitePool, anchor: Option<SqlitePool>) -> Self {
        Self {
            pool,
            anchor,
            changes: Mutex::default(),
        }
    }

    async fn apply_all(
        &self,
        collection: &str,
        writes: Vec<Write>,
    ) -> Result<Vec<Document>, StoreError> {
        let begin = self.pool.begin_with("BEGIN IMMEDIATE");
        let mut transaction = begin.await.map_err(of_operation)?;
        let mut written = Vec::with_capacity(writes.len());
        for write in writes {
            written.extend(apply_one(&mut transaction, collection, write).await?);
        }
        // Announced when this goes, also when the caller goes away during the commit: a change
        // announced in vain costs a read, one not announced is never seen.
        let announcement = Announcement {
            store: self,
            collection,
        };
        transaction.commit().await.map_err(of_operation)?;
        drop(announcement);
        Ok(written)
    }

    fn with_counter<T>(&self, collection: &str, act: impl Fn(&watch::Sender<u64>) -> T) -> T {
        let mut changes = self.changes.lock().unwrap_or_else(PoisonError::into_inner);
        match changes.get(collection) {
            Some(counter) => act(counter),
            None => act(changes.entry(collection.to_owned()).or_default()),
        }
    }
}

struct Announcement<'a> {
    store: &'a SqliteStore,
    collection: &'a str,
}

impl Drop for Announcement<'_> {
    fn drop(&mut self) {
        self.store.with_counter(self.collection, |counter| {
            counter.send_modify(|count| *count += 1);
        });
    }
}

impl DocumentStore for SqliteStore {
    fn list<'a>(&'a self, collection: &'a str) -> BoxFuture<'a, Result<Vec<Document>, StoreError>> {
        Box::pin(async move {
            let sql = "SELECT id, revision, body FROM documents WHERE collection = ? ORDER BY id";
            let rows: Vec<Row> = query_as(sql)
                .bind(collection)
                .fetch_all(&self.pool)
                .await
                .map_err(of_operation)?;
            rows.into_iter().map(document).collect()
        })
    }

    fn get<'a>(
        &'a self,
        collection: &'a str,
        id: &'a str,
    ) -> BoxFuture<'a, Result<Option<Document>, StoreError>> {
        Box::pin(async move {
            let sql = "SELECT id, revision, body FROM documents WHERE collection = ? AND id = ?";
            let row: Option<Row> = query_as(sql)
                .bind(collection)
                .bind(id)
                .fetch_optional(&self.pool)
                .await
                .map_err(of_operation)?;
            row.map(document).transpose()
        })
    }

    fn apply<'a>(
        &'a self,
        collection: &'a str,
        writes: Vec<Write>,
    ) -> BoxFuture<'a, Result<Vec<Document>, StoreError>> {
        Box::pin(self.apply_all(collection, writes))
    }

    fn changes(&self, collection: &str) -> watch::Receiver<u64> {
        self.with_counter(collection, watch::Sender::subscribe)
    }
}

/// Id, revision, content as JSON text.
type Row = (String, i64, String);

fn document((id, revision, body): Row) -> Result<Document, StoreError> {
    match serde_json::from_str(&body) {
        Ok(body) => Ok(Document { id, revision, body }),
        Err(source) => Err(StoreError::Unreadable {
            id,
            source: Box::new(source),
        }),
    }
}

/// Yields the document made or changed; nothing for one removed.
async fn apply_one(
    transaction: &mut Transaction<'_, Sqlite>,
    collection: &str,
    write: Write,
) -> Result<Option<Document>, StoreError> {
    match write {
        Write::Create { id, body } => {
            let made = query(
                "INSERT INTO documents (collection, id, revision, body) VALUES (?, ?, 1, ?)
                 ON CONFLICT DO NOTHING",
            )
            .bind(collection)
            .bind(&id)
            .bind(body.to_string())
            .execute(&mut **transaction)
            .await
            .map_err(of_operation)?;
            if made.rows_affected() == 0 {
                return Err(StoreError::Exists(id));
            }
            Ok(Some(Document {
                id,
                revision: 1,
                body,
            }))
        }
        Write::Update { id, expected, body } => {
            let revision: Option<i64> = query_scalar(
                "UPDATE documents SET revision = revision + 1, body = ?3
                 WHERE collection = ?1 AND id = ?2 AND revision = coalesce(?4, revision)
                 RETURNING revision",
            )
            .bind(collection)
            .bind(&id)
            .bind(body.to_string())
            .bind(expected)
            .fetch_optional(&mut **transaction)
            .await
            .map_err(of_operation)?;
            match revision {
                Some(revision) => Ok(Some(Document { id, revision, body })),
                None => Err(refusal(transaction, collection, id).await),
            }
        }
        Write::Delete { id, expected } => {
            let removed = query(
                "DELETE FROM documents
                 WHERE collection = ?1 AND id = ?2 AND revision = coalesce(?3, revision)",
            )
            .bind(collection)
            .bind(&id)
            .bind(expected)
            .execute(&mut **transaction)
            .await
            .map_err(of_operation)?;
            if removed.rows_affected() == 0 {
                return Err(refusal(transaction, collection, id).await);
            }
            Ok(None)
        }
    }
}

/// Why a write found no document at the revision it names.
async fn refusal(
    transaction: &mut Transaction<'_, Sqlite>,
    collection: &str,
    id: String,
) -> StoreError {
    let revision = query_scalar("SELECT revision FROM documents WHERE collection = ? AND id = ?")
        .bind(collection)
        .bind(&id)
        .fetch_optional(&mut **transaction)
        .await;
    match revision {
        Ok(Some(current)) => StoreError::Conflict { id, current },
        Ok(None) => StoreError::Missing(id),
        Err(error) => of_operation(error),
    }
}
