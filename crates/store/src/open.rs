//! Opening a file without harming one that is not ours.

use std::{
    fs::{DirBuilder, OpenOptions},
    io,
    os::unix::fs::{DirBuilderExt, OpenOptionsExt},
    path::Path,
    str::FromStr,
    time::Duration,
};

use sqlx::{
    ConnectOptions, Connection,
    sqlite::{
        SqliteConnectOptions, SqliteJournalMode, SqlitePool, SqlitePoolOptions, SqliteSynchronous,
    },
};

use crate::{
    error::OpenError,
    schema::{self, CURRENT, Found},
};

/// How long a lock of another process is waited for.
pub(crate) const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// How long a turn on the connection is waited for.
const TURN_TIMEOUT: Duration = Duration::from_secs(10);

/// Opens the file, made when missing and brought up to date when older.
pub(crate) async fn file(path: &Path, busy: Duration) -> Result<SqlitePool, OpenError> {
    let failed = |source| OpenError::of(path.to_owned(), source);
    make_file(path).map_err(|source| OpenError::File {
        path: path.to_owned(),
        source,
    })?;
    let plain = SqliteConnectOptions::new()
        .filename(path)
        .busy_timeout(busy)
        .disable_statement_logging();
    match inspect(&plain).await.map_err(failed)? {
        Found::Foreign => return Err(OpenError::Foreign(path.to_owned())),
        Found::Schema(found) if found > CURRENT => {
            return Err(OpenError::Newer {
                path: path.to_owned(),
                found,
                known: CURRENT,
            });
        }
        Found::Schema(_) | Found::Empty => {}
    }
    let options = plain
        .journal_mode(SqliteJournalMode::Wal)
        .synchronous(SqliteSynchronous::Full)
        .foreign_keys(true);
    ready(options).await.map_err(failed)
}

/// A database in memory, and what it lives as long as: a connection nobody uses. A pool closes its
/// own when an operation is given up midway, and the last one takes the database with it.
pub(crate) async fn in_memory() -> Result<(SqlitePool, SqlitePool), OpenError> {
    let open = async {
        let options = SqliteConnectOptions::from_str("sqlite::memory:")?
            .foreign_keys(true)
            .disable_statement_logging();
        let anchor = ready(options.clone()).await?;
        Ok((ready(options).await?, anchor))
    };
    open.await
        .map_err(|source| OpenError::of(":memory:".into(), source))
}

async fn inspect(options: &SqliteConnectOptions) -> sqlx::Result<Found> {
    let mut connection = options.clone().read_only(true).connect().await?;
    let found = schema::inspect(&mut connection).await;
    connection.close().await?;
    found
}

async fn ready(options: SqliteConnectOptions) -> sqlx::Result<SqlitePool> {
    let pool = SqlitePoolOptions::new()
        .min_connections(1)
        .max_connections(1)
        .idle_timeout(None)
        .max_lifetime(None)
        .acquire_timeout(TURN_TIMEOUT)
        .connect_with(options)
        .await?;
    let mut connection = pool.acquire().await?;
    schema::migrate(&mut connection).await?;
    drop(connection);
    Ok(pool)
}

/// Makes an empty file for its owner only; an existing one stays as it is. SQLite gives its
/// companion files the same mode.
fn make_file(path: &Path) -> io::Result<()> {
    if let Some(directory) = path.parent().filter(|path| !path.as_os_str().is_empty()) {
        DirBuilder::new()
            .recursive(true)
            .mode(0o700)
            .create(directory)?;
    }
    let made = OpenOptions::new()
        .write(true)
        .create_new(true)
        .mode(0o600)
        .open(path);
    match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => Ok(()),
        made => made.map(drop),
    }
}
