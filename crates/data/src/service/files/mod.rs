//! Files of jobs: what exports made, and what was sent to be imported. They lie in one folder, for a
//! day, and never fill the disk.

mod room;
mod writer;

use std::{
    collections::HashMap,
    path::{Path, PathBuf},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
    time::Duration,
};

use acm_core::{ApiError, Clock, Collection, DocumentStore, UnixMillis};
use acm_graph::JobFile;
use serde::{Deserialize, Serialize};
use serde_json::Value;
use tokio::fs;

pub use room::FileLimits;
pub use writer::NewFile;

use crate::error::{Error, Result};
use room::Room;

/// How long a file is kept.
const KEPT: Duration = Duration::from_secs(24 * 60 * 60);
/// The end of the name of a file that is not whole yet.
const PART: &str = "part";

/// The files of this server. Cheap to clone.
#[derive(Clone)]
pub struct Files(Arc<Inner>);

struct Inner {
    folder: PathBuf,
    /// Whether the folder goes with the server.
    passing: bool,
    catalog: Collection<Value>,
    clock: Clock,
    room: Room,
    files: Mutex<HashMap<String, StoredFile>>,
}

/// A whole file.
#[derive(Clone, Debug, Deserialize, PartialEq, Serialize)]
pub struct StoredFile {
    /// Unguessable.
    pub id: String,
    /// What to call it when it is saved.
    pub name: String,
    /// Its size.
    pub bytes: u64,
    /// When it is removed.
    pub expires_at: UnixMillis,
}

impl From<StoredFile> for JobFile {
    fn from(file: StoredFile) -> Self {
        Self {
            id: file.id,
            name: file.name,
            bytes: file.bytes,
            expires_at: file.expires_at,
        }
    }
}

impl Files {
    /// The files in `folder`, or in a folder that goes with the server. What is not in the catalog is
    /// removed: it was not finished, or is past its time.
    ///
    /// # Errors
    /// The store's own; `INTERNAL` when the folder cannot be used.
    pub(crate) async fn open(
        folder: Option<PathBuf>,
        limits: FileLimits,
        documents: Arc<dyn DocumentStore>,
        clock: Clock,
    ) -> Result<Self, ApiError> {
        let passing = folder.is_none();
        let folder = match folder {
            Some(folder) => folder,
            None => std::env::temp_dir().join(format!("acm-{}", random()?)),
        };
        let files = Self(Arc::new(Inner {
            folder,
            passing,
            catalog: Collection::new(documents, "files"),
            clock,
            room: Room::new(limits),
            files: Mutex::default(),
        }));
        files.read_catalog().await?;
        files.forget_old().await;
        files.sweep().await;
        Ok(files)
    }

    /// Begins a file of that name.
    ///
    /// # Errors
    /// `LIMIT_EXCEEDED` when there are too many, or the disk is nearly full.
    pub async fn create(&self, name: &str) -> Result<NewFile> {
        NewFile::create(self.clone(), name).await
    }

    /// A file that is whole and not past its time, ready to be read.
    ///
    /// # Errors
    /// `NOT_FOUND` without it.
    pub async fn read(&self, id: &str) -> Result<(StoredFile, fs::File)> {
        let missing = || Error::Missing {
            kind: "file",
            name: id.to_owned(),
        };
        let file = self.files().get(id).cloned().ok_or_else(missing)?;
        if file.expires_at <= self.0.clock.now() {
            return Err(missing());
        }
        match fs::File::open(self.0.folder.join(&file.id)).await {
            Ok(open) => Ok((file, open)),
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => Err(missing()),
            Err(error) => Err(broken(error)),
        }
    }

    /// Removes files past their time.
    pub(crate) async fn forget_old(&self) {
        let now = self.0.clock.now();
        let old: Vec<StoredFile> = {
            let files = self.files();
            let old = files.values().filter(|file| file.expires_at <= now);
            old.cloned().collect()
        };
        for file in old {
            if let Err(error) = self.remove(&file).await {
                tracing::warn!(%error, id = file.id, "an old file could not be removed");
            }
        }
    }

    /// Gives the folder back if it goes with the server.
    pub(crate) async fn close(&self) {
        if self.0.passing
            && let Err(error) = fs::remove_dir_all(&self.0.folder).await
            && error.kind() != std::io::ErrorKind::NotFound
        {
            tracing::warn!(%error, "the folder of files could not be removed");
        }
    }

    async fn remove(&self, file: &StoredFile) -> Result<()> {
        self.0.catalog.delete(&file.id, None).await?;
        self.files().remove(&file.id);
        self.0.room.give_back(file.bytes);
        match fs::remove_file(self.0.folder.join(&file.id)).await {
            Err(error) if error.kind() != std::io::ErrorKind::NotFound => Err(broken(error)),
            _ => Ok(()),
        }
    }

    async fn read_catalog(&self) -> Result<(), ApiError> {
        for document in self.0.catalog.list().await? {
            match serde_json::from_value::<StoredFile>(document.body) {
                Ok(file) => {
                    self.0.room.hold(file.bytes);
                    self.files().insert(file.id.clone(), file);
                }
                Err(error) => {
                    tracing::warn!(id = document.id, %error, "a file's entry cannot be read");
                }
            }
        }
        Ok(())
    }

    /// Removes what lies in the folder and is in no catalog.
    async fn sweep(&self) {
        let Ok(mut entries) = fs::read_dir(&self.0.folder).await else {
            return;
        };
        while let Ok(Some(entry)) = entries.next_entry().await {
            let name = entry.file_name();
            let known = name
                .to_str()
                .is_some_and(|name| self.files().contains_key(name));
            if !known {
                let _ = fs::remove_file(entry.path()).await;
            }
        }
    }

    fn folder(&self) -> &Path {
        &self.0.folder
    }

    fn room(&self) -> &Room {
        &self.0.room
    }

    /// Takes a whole file in.
    async fn keep(&self, id: String, name: String, bytes: u64) -> Result<StoredFile> {
        let kept = i64::try_from(KEPT.as_millis()).unwrap_or(i64::MAX);
        let file = StoredFile {
            id,
            name,
            bytes,
            expires_at: self.0.clock.now().saturating_add(kept),
        };
        let body = serde_json::to_value(&file).map_err(ApiError::internal)?;
        self.0.catalog.create(&file.id, &body).await?;
        self.files().insert(file.id.clone(), file.clone());
        Ok(file)
    }

    fn files(&self) -> MutexGuard<'_, HashMap<String, StoredFile>> {
        self.0.files.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Thirty-two hexadecimal digits nobody can guess.
fn random() -> Result<String, ApiError> {
    let mut bytes = [0; 16];
    getrandom::fill(&mut bytes).map_err(|_| ApiError::internal(NoEntropy))?;
    let mut text = String::new();
    acm_core::json::hex(&bytes, &mut text);
    Ok(text)
}

#[derive(Debug, thiserror::Error)]
#[error("the system yields no random numbers")]
struct NoEntropy;

/// What the file system does not do. A disk that is full is said to be full.
fn broken(error: std::io::Error) -> Error {
    match error.kind() {
        std::io::ErrorKind::StorageFull | std::io::ErrorKind::QuotaExceeded => Error::NoRoom {
            limit: "disk",
            bytes: None,
        },
        _ => ApiError::internal(error).into(),
    }
}
