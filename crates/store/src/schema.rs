//! The tables, and the steps that bring an older file up to date.

use sqlx::{Connection, SqliteConnection, query, query_scalar};

/// Step `n` (counted from 1) leads from schema `n - 1` to schema `n`. Released steps never change.
const STEPS: [&str; 1] = ["CREATE TABLE documents (
        collection TEXT NOT NULL,
        id TEXT NOT NULL,
        revision INTEGER NOT NULL CHECK (revision > 0),
        body TEXT NOT NULL,
        PRIMARY KEY (collection, id)
    ) STRICT, WITHOUT ROWID"];

/// The schema this release writes.
pub(crate) const CURRENT: i64 = STEPS.len() as i64;

/// What a file is before anything is written to it.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Found {
    /// Nothing yet.
    Empty,
    /// A schema of ours, maybe of a newer release.
    Schema(i64),
    /// Tables of another program.
    Foreign,
}

/// Looks at the file without changing it.
pub(crate) async fn inspect(connection: &mut SqliteConnection) -> sqlx::Result<Found> {
    let version: i64 = query_scalar("PRAGMA user_version")
        .fetch_one(&mut *connection)
        .await?;
    let tables: i64 = query_scalar("SELECT count(*) FROM sqlite_schema")
        .fetch_one(&mut *connection)
        .await?;
    let ours: i64 = query_scalar("SELECT count(*) FROM sqlite_schema WHERE name = 'documents'")
        .fetch_one(&mut *connection)
        .await?;
    Ok(match (version, tables, ours) {
        (0, 0, _) => Found::Empty,
        (1.., _, 1) => Found::Schema(version),
        _ => Found::Foreign,
    })
}

/// Brings the file up to [`CURRENT`], all steps in one transaction.
pub(crate) async fn migrate(connection: &mut SqliteConnection) -> sqlx::Result<()> {
    let mut transaction = connection.begin_with("BEGIN IMMEDIATE").await?;
    let version: i64 = query_scalar("PRAGMA user_version")
        .fetch_one(&mut *transaction)
        .await?;
    let done = usize::try_from(version).unwrap_or(0);
    for step in STEPS.iter().skip(done) {
        query(*step).execute(&mut *transaction).await?;
    }
    if version < CURRENT {
        let stamp = sqlx::AssertSqlSafe(format!("PRAGMA user_version = {CURRENT}"));
        query(stamp).execute(&mut *transaction).await?;
    }
    transaction.commit().await
}
