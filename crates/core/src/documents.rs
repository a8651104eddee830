//! Versioned documents: the storage every module uses, whatever database is behind it.
//!
//! A document is JSON with an id and a revision in a named collection. Writes name the revision
//! they were made from, several writes are one transaction, and readers are told of changes.

use std::{error::Error, marker::PhantomData, sync::Arc};

use futures_util::future::BoxFuture;
use serde::{Serialize, de::DeserializeOwned};
use tokio::sync::watch;

use crate::{ApiError, ErrorCode};

/// A stored document of type `T`.
#[derive(Clone, Debug, PartialEq)]
pub struct Document<T = serde_json::Value> {
    /// Unique in its collection.
    pub id: String,
    /// 1 when made, one more at each change.
    pub revision: i64,
    /// The content.
    pub body: T,
}

/// One change; those handed over together happen together or not at all.
#[derive(Clone, Debug)]
pub enum Write {
    /// Makes a document; fails when the id is taken.
    Create {
        /// Unique in the collection.
        id: String,
        /// The content.
        body: serde_json::Value,
    },
    /// Replaces the content; fails when the id is unknown or the revision is another.
    Update {
        /// The document.
        id: String,
        /// The revision the change was made from; `None` replaces whatever is there.
        expected: Option<i64>,
        /// The new content.
        body: serde_json::Value,
    },
    /// Removes a document; fails when the id is unknown or the revision is another.
    Delete {
        /// The document.
        id: String,
        /// The revision the decision was made from; `None` removes whatever is there.
        expected: Option<i64>,
    },
}

/// Why a store refused or failed. `Display` holds no text of the database.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// A document with this id exists.
    #[error("the id {0} is taken")]
    Exists(String),
    /// No document has this id.
    #[error("there is no document {0}")]
    Missing(String),
    /// The document was changed by somebody else.
    #[error("document {id} is at revision {current}")]
    Conflict {
        /// The document.
        id: String,
        /// Its revision now.
        current: i64,
    },
    /// The content does not fit its type: written by a newer version, or damaged.
    #[error("document {id} cannot be read")]
    Unreadable {
        /// The document.
        id: String,
        /// What did not fit.
        #[source]
        source: Box<dyn Error + Send + Sync>,
    },
    /// Locked by another process, or too slow: trying later can help.
    #[error("the store is busy")]
    Busy(#[source] Box<dyn Error + Send + Sync>),
    /// Anything else the database says.
    #[error("the store failed")]
    Failed(#[source] Box<dyn Error + Send + Sync>),
}

impl From<StoreError> for ApiError {
    fn from(error: StoreError) -> Self {
        let (code, message) = match &error {
            StoreError::Exists(_) => (ErrorCode::AlreadyExists, "It exists already."),
            StoreError::Missing(_) => (ErrorCode::NotFound, "It does not exist (any more)."),
            StoreError::Conflict { .. } => (
                ErrorCode::Conflict,
                "It was changed by somebody else meanwhile.",
            ),
            StoreError::Busy(_) => (
                ErrorCode::Unavailable,
                "The server's own storage is busy; try again.",
            ),
            StoreError::Unreadable { .. } | StoreError::Failed(_) => {
                return ApiError::internal(error);
            }
        };
        ApiError::new(code, message).with_source(error)
    }
}

/// The port a database implements.
pub trait DocumentStore: Send + Sync {
    /// Every document of a collection, by id.
    fn list<'a>(&'a self, collection: &'a str) -> BoxFuture<'a, Result<Vec<Document>, StoreError>>;

    /// One document.
    fn get<'a>(
        &'a self,
        collection: &'a str,
        id: &'a str,
    ) -> BoxFuture<'a, Result<Option<Document>, StoreError>>;

    /// Applies the writes in one transaction and yields the documents made or changed, in order.
    fn apply<'a>(
        &'a self,
        collection: &'a str,
        writes: Vec<Write>,
    ) -> BoxFuture<'a, Result<Vec<Document>, StoreError>>;

    /// A counter that rises after each committed change of the collection.
    fn changes(&self, collection: &str) -> watch::Receiver<u64>;
}

/// A collection of documents of one type.
pub struct Collection<T> {
    store: Arc<dyn DocumentStore>,
    name: &'static str,
    body: PhantomData<fn() -> T>,
}

impl<T> Clone for Collection<T> {
    fn clone(&self) -> Self {
        Self {
            store: Arc::clone(&self.store),
            name: self.name,
            body: PhantomData,
        }
    }
}

impl<T: Serialize + DeserializeOwned> Collection<T> {
    /// The collection called `name`.
    #[must_use]
    pub fn new(store: Arc<dyn DocumentStore>, name: &'static str) -> Self {
        Self {
            store,
            name,
            body: PhantomData,
        }
    }

    /// Every document, by id.
    ///
    /// # Errors
    /// `Unreadable` for the first document that does not fit `T`; `Busy`; `Failed`.
    pub async fn list(&self) -> Result<Vec<Document<T>>, StoreError> {
        self.store
            .list(self.name)
            .await?
            .into_iter()
            .map(typed)
            .collect()
    }

    /// One document, `None` when there is no such id.
    ///
    /// # Errors
    /// `Unreadable`, `Busy`, `Failed`.
    pub async fn get(&self, id: &str) -> Result<Option<Document<T>>, StoreError> {
        self.store.get(self.name, id).await?.map(typed).transpose()
    }

    /// Makes a document.
    ///
    /// # Errors
    /// `Exists`, `Busy`, `Failed`.
    pub async fn create(&self, id: &str, body: &T) -> Result<Document<T>, StoreError> {
        self.one(Write::Create {
            id: id.to_owned(),
            body: json(id, body)?,
        })
        .await
    }

    /// Replaces a document made from revision `expected`.
    ///
    /// # Errors
    /// `Missing`, `Conflict`, `Busy`, `Failed`.
    pub async fn update(
        &self,
        id: &str,
        expected: Option<i64>,
        body: &T,
    ) -> Result<Document<T>, StoreError> {
        self.one(Write::Update {
            id: id.to_owned(),
            expected,
            body: json(id, body)?,
        })
        .await
    }

    /// Removes a document.
    ///
    /// # Errors
    /// `Missing`, `Conflict`, `Busy`, `Failed`.
    pub async fn delete(&self, id: &str, expected: Option<i64>) -> Result<(), StoreError> {
        let write = Write::Delete {
            id: id.to_owned(),
            expected,
        };
        self.store.apply(self.name, vec![write]).await.map(|_| ())
    }

    /// Replaces several documents in one transaction; yields them in order.
    ///
    /// # Errors
    /// `Missing`, `Conflict`, `Busy`, `Failed`; nothing is changed then.
    pub async fn update_all(
        &self,
        changes: &[(String, Option<i64>, T)],
    ) -> Result<Vec<Document<T>>, StoreError> {
        let writes = changes
            .iter()
            .map(|(id, expected, body)| {
                Ok(Write::Update {
                    id: id.clone(),
                    expected: *expected,
                    body: json(id, body)?,
                })
            })
            .collect::<Result<_, StoreError>>()?;
        self.store
            .apply(self.name, writes)
            .await?
            .into_iter()
            .map(typed)
            .collect()
    }

    /// Makes and replaces documents in one transaction: all or none. A document that is replaced is
    /// named with the revision the change was made from.
    ///
    /// # Errors
    /// See [`StoreError`].
    pub async fn apply_all(
        &self,
        made: &[(String, T)],
        replaced: &[(String, i64, T)],
    ) -> Result<Vec<Document<T>>, StoreError> {
        let mut writes = Vec::with_capacity(made.len() + replaced.len());
        for (id, body) in made {
            writes.push(Write::Create {
                id: id.clone(),
                body: json(id, body)?,
            });
        }
        for (id, expected, body) in replaced {
            writes.push(Write::Update {
                id: id.clone(),
                expected: Some(*expected),
                body: json(id, body)?,
            });
        }
        let written = self.store.apply(self.name, writes).await?;
        written.into_iter().map(typed).collect()
    }

    /// A counter that rises after each committed change.
    #[must_use]
    pub fn changes(&self) -> watch::Receiver<u64> {
        self.store.changes(self.name)
    }

    async fn one(&self, write: Write) -> Result<Document<T>, StoreError> {
        let mut written = self.store.apply(self.name, vec![write]).await?;
        match written.pop() {
            Some(document) => typed(document),
            None => Err(StoreError::Failed("a write yielded no document".into())),
        }
    }
}

fn typed<T: DeserializeOwned>(document: Document) -> Result<Document<T>, StoreError> {
    let Document { id, revision, body } = document;
    match serde_json::from_value(body) {
        Ok(body) => Ok(Document { id, revision, body }),
        Err(source) => Err(StoreError::Unreadable {
            id,
            source: Box::new(source),
        }),
    }
}

fn json<T: Serialize>(id: &str, body: &T) -> Result<serde_json::Value, StoreError> {
    serde_json::to_value(body).map_err(|source| StoreError::Unreadable {
        id: id.to_owned(),
        source: Box::new(source),
    })
}
