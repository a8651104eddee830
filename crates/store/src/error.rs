//! What the database says, sorted by what can be done about it.

use std::{io, path::PathBuf};

use acm_core::StoreError;

/// SQLite's primary result codes (the low byte of an extended code).
mod code {
    pub(super) const BUSY: u32 = 5;
    pub(super) const LOCKED: u32 = 6;
    pub(super) const CORRUPT: u32 = 11;
    pub(super) const NOT_A_DATABASE: u32 = 26;
}

/// Why a database cannot be used; written for the operator who starts the server. The file is as
/// it was before.
#[derive(Debug, thiserror::Error)]
pub enum OpenError {
    /// The file or its directory cannot be made or read.
    #[error("the database file {path} cannot be made or read")]
    File {
        /// The file.
        path: PathBuf,
        /// What the system says.
        #[source]
        source: io::Error,
    },
    /// The file holds something else.
    #[error(
        "{0} is not a SQLite database, or a damaged one: restore it from a backup, or name another file"
    )]
    NotADatabase(PathBuf),
    /// The file is a SQLite database of another program.
    #[error("{0} is the database of another program: name another file")]
    Foreign(PathBuf),
    /// A newer release wrote the file.
    #[error(
        "{path} was written by a newer release (schema {found}, this release knows {known}): start that release, or name another file"
    )]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest schema this release knows.
        known: i64,
    },
    /// Another process holds the file's lock.
    #[error("{path} is locked by another process: stop it, or name another file")]
    Locked {
        /// The file.
        path: PathBuf,
        /// What the database says.
        #[source]
        source: sqlx::Error,
    },
    /// Anything else.
    #[error("the database {path} cannot be opened")]
    Failed {
        /// The file.
        path: PathBuf,
        /// What the database says.
        #[source]
        source: sqlx::Error,
    },
}

impl OpenError {
    pub(crate) fn of(path: PathBuf, source: sqlx::Error) -> Self {
        match primary_code(&source) {
            Some(code::BUSY | code::LOCKED) => Self::Locked { path, source },
            Some(code::NOT_A_DATABASE | code::CORRUPT) => Self::NotADatabase(path),
            _ => Self::Failed { path, source },
        }
    }
}

/// An error of a read or write, as modules see it.
pub(crate) fn of_operation(error: sqlx::Error) -> StoreError {
    let busy = matches!(primary_code(&error), Some(code::BUSY | code::LOCKED));
    match error {
        sqlx::Error::PoolTimedOut => StoreError::Busy(Box::new(error)),
        _ if busy => StoreError::Busy(Box::new(error)),
        _ => StoreError::Failed(Box::new(error)),
    }
}

fn primary_code(error: &sqlx::Error) -> Option<u32> {
    let code: u32 = error.as_database_error()?.code()?.parse().ok()?;
    Some(code & 0xff)
}
