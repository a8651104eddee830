//! Files: made, kept, and left alone when they are not ours.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    fs,
    os::unix::fs::PermissionsExt,
    path::Path,
    time::{Duration, Instant},
};

use acm_core::{DocumentStore, StoreError, Write};
use acm_store::{OpenError, SqliteStore};
use serde_json::json;
use sqlx::{ConnectOptions, Connection, SqliteConnection, query, sqlite::SqliteConnectOptions};

const SHORT: Duration = Duration::from_millis(100);

async fn raw(path: &Path) -> SqliteConnection {
    let options = SqliteConnectOptions::new()
        .filename(path)
        .create_if_missing(true);
    options.connect().await.unwrap()
}

async fn run(connection: &mut SqliteConnection, sql: &'static str) {
    query(sql).execute(connection).await.unwrap();
}

fn create(id: &str) -> Vec<Write> {
    vec![Write::Create {
        id: id.into(),
        body: json!({ "kept": true }),
    }]
}

#[tokio::test]
async fn what_was_written_is_there_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("deep/down/acm.db");
    let store = SqliteStore::open(&path).await.unwrap();
    store.apply("things", create("a")).await.unwrap();
    store.close().await;
    let store = SqliteStore::open(&path).await.unwrap();
    assert_eq!(store.list("things").await.unwrap().len(), 1);
}

#[tokio::test]
async fn files_are_their_owners_only() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("data/acm.db");
    let store = SqliteStore::open(&path).await.unwrap();
    store.apply("things", create("a")).await.unwrap();
    let mode = |path: &Path| fs::metadata(path).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode(path.parent().unwrap()), 0o700);
    for entry in fs::read_dir(path.parent().unwrap()).unwrap() {
        let entry = entry.unwrap().path();
        assert_eq!(mode(&entry), 0o600, "{}", entry.display());
    }
}

#[tokio::test]
async fn an_empty_file_is_a_new_database() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acm.db");
    fs::write(&path, "").unwrap();
    assert!(SqliteStore::open(&path).await.is_ok());
}

#[tokio::test]
async fn a_file_of_a_newer_release_is_refused_and_left_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acm.db");
    SqliteStore::open(&path).await.unwrap().close().await;
    let mut newer = raw(&path).await;
    run(&mut newer, "PRAGMA user_version = 99").await;
    newer.close().await.unwrap();
    let before = fs::read(&path).unwrap();
    let error = SqliteStore::open(&path).await.unwrap_err();
    assert!(
        matches!(error, OpenError::Newer { found: 99, .. }),
        "{error}"
    );
    assert!(error.to_string().contains("newer release"));
    assert_eq!(fs::read(&path).unwrap(), before);
}

#[tokio::test]
async fn a_database_of_another_program_is_refused_and_left_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    for (name, version) in [
        ("plain.db", "PRAGMA user_version = 0"),
        ("numbered.db", "PRAGMA user_version = 1"),
    ] {
        let path = directory.path().join(name);
        let mut foreign = raw(&path).await;
        run(&mut foreign, "CREATE TABLE bookmarks (url TEXT)").await;
        run(&mut foreign, version).await;
        foreign.close().await.unwrap();
        let before = fs::read(&path).unwrap();
        let error = SqliteStore::open(&path).await.unwrap_err();
        assert!(matches!(error, OpenError::Foreign(_)), "{name}: {error}");
        assert_eq!(fs::read(&path).unwrap(), before, "{name}");
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_refused_and_left_as_it_was() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("notes.txt");
    let text = "dear diary, ".repeat(1_000);
    fs::write(&path, &text).unwrap();
    let error = SqliteStore::open(&path).await.unwrap_err();
    assert!(matches!(error, OpenError::NotADatabase(_)), "{error}");
    assert_eq!(fs::read_to_string(&path).unwrap(), text);
    assert_eq!(
        fs::read_dir(directory.path()).unwrap().count(),
        1,
        "nothing was put beside it"
    );
}

#[tokio::test]
async fn a_path_that_cannot_be_a_file_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let error = SqliteStore::open(directory.path()).await.unwrap_err();
    assert!(
        matches!(error, OpenError::Failed { .. } | OpenError::File { .. }),
        "{error}"
    );
    fs::write(directory.path().join("file"), "x").unwrap();
    let error = SqliteStore::open(&directory.path().join("file/acm.db"))
        .await
        .unwrap_err();
    assert!(matches!(error, OpenError::File { .. }), "{error}");
}

#[tokio::test]
async fn a_locked_file_is_an_error_in_bounded_time() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acm.db");
    let mut other = raw(&path).await;
    run(&mut other, "BEGIN EXCLUSIVE").await;
    let began = Instant::now();
    let error = SqliteStore::open_with(&path, SHORT).await.unwrap_err();
    assert!(matches!(error, OpenError::Locked { .. }), "{error}");
    assert!(began.elapsed() < Duration::from_secs(5));
    run(&mut other, "ROLLBACK").await;
    assert!(
        SqliteStore::open_with(&path, SHORT).await.is_ok(),
        "and can be opened afterwards"
    );
}

#[tokio::test]
async fn a_write_during_another_process_transaction_is_busy_and_can_be_tried_again() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acm.db");
    let store = SqliteStore::open_with(&path, SHORT).await.unwrap();
    let mut other = raw(&path).await;
    run(&mut other, "BEGIN IMMEDIATE").await;
    let error = store.apply("things", create("a")).await.unwrap_err();
    assert!(matches!(error, StoreError::Busy(_)), "{error}");
    assert_eq!(store.list("things").await.unwrap(), [], "reading goes on");
    run(&mut other, "ROLLBACK").await;
    assert!(store.apply("things", create("a")).await.is_ok());
}

#[tokio::test]
async fn a_damaged_document_is_named_and_the_others_can_be_read() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acm.db");
    let store = SqliteStore::open(&path).await.unwrap();
    store.apply("things", create("good")).await.unwrap();
    let mut other = raw(&path).await;
    run(
        &mut other,
        "INSERT INTO documents VALUES ('things', 'bad', 1, '{')",
    )
    .await;
    let error = store.get("things", "bad").await.unwrap_err();
    assert!(matches!(error, StoreError::Unreadable { ref id, .. } if id == "bad"));
    assert!(!error.to_string().contains("EOF"), "no text of the parser");
    assert!(store.get("things", "good").await.unwrap().is_some());
}
