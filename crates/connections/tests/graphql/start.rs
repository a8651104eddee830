//! Starting over what is stored: keys, key files, and what never lies in the database in clear.

use std::{fs, os::unix::fs::PermissionsExt, path::Path, sync::Arc};

use acm_connections::{KeyError, KeySource, SecretKey};
use acm_core::ApiError;
use acm_store::SqliteStore;
use serde_json::json;

use crate::support::{World, key, open};

async fn store(directory: &Path) -> Arc<SqliteStore> {
    Arc::new(SqliteStore::open(&directory.join("acm.db")).await.unwrap())
}

/// Stores a connection with a password, then closes the database.
async fn with_password(directory: &Path, key: KeySource) {
    let store = store(directory).await;
    let world = open(Arc::clone(&store) as _, key).await.unwrap();
    let id = world.create("one", &["host"]).await;
    world
        .update(
            &id,
            json!({ "username": "admin", "password": "correct-horse-battery" }),
        )
        .await;
    store.close().await;
}

/// The module over the database in `directory`.
async fn start(directory: &Path, key: KeySource) -> Result<World, ApiError> {
    open(store(directory).await, key).await
}

/// Every byte of every file in the directory.
fn bytes(directory: &Path) -> Vec<u8> {
    let files = fs::read_dir(directory).unwrap();
    files
        .flat_map(|file| fs::read(file.unwrap().path()).unwrap())
        .collect()
}

fn contains(haystack: &[u8], needle: &str) -> bool {
    haystack
        .windows(needle.len())
        .any(|window| window == needle.as_bytes())
}

#[tokio::test]
async fn a_password_is_never_in_the_files_nor_in_an_answer() {
    let directory = tempfile::tempdir().unwrap();
    with_password(directory.path(), key(1)).await;
    let bytes = bytes(directory.path());
    assert!(contains(&bytes, "admin"), "the profile is there");
    assert!(!contains(&bytes, "correct-horse-battery"));
}

#[tokio::test]
async fn the_same_key_opens_passwords_after_a_restart() {
    let directory = tempfile::tempdir().unwrap();
    with_password(directory.path(), key(1)).await;
    let world = start(directory.path(), key(1)).await.unwrap();
    let test = r#"mutation { testConnection(input: { id: "conn-000000000001" }) { ok } }"#;
    world.run(test, json!({})).await;
    let login = world.dialer.dials()[0].credentials.clone().unwrap();
    assert_eq!(login.password.expose(), "correct-horse-battery");
}

#[tokio::test]
async fn another_key_is_refused_and_nothing_is_changed() {
    let directory = tempfile::tempdir().unwrap();
    with_password(directory.path(), key(1)).await;
    let before = fs::read(directory.path().join("acm.db")).unwrap();
    let store = store(directory.path()).await;
    let error = open(Arc::clone(&store) as _, key(2)).await.err().unwrap();
    assert!(
        error.message().contains("secret key is not the one"),
        "{error}"
    );
    store.close().await;
    assert_eq!(fs::read(directory.path().join("acm.db")).unwrap(), before);
}

#[tokio::test]
async fn another_key_is_refused_even_before_a_password_was_stored() {
    let directory = tempfile::tempdir().unwrap();
    start(directory.path(), key(1)).await.unwrap();
    assert!(start(directory.path(), key(2)).await.is_err());
}

#[tokio::test]
async fn a_key_file_is_made_at_the_first_start_and_used_at_the_next() {
    let directory = tempfile::tempdir().unwrap();
    let source = KeySource::from_setting(None, directory.path()).unwrap();
    with_password(directory.path(), source.clone()).await;
    let file = directory.path().join("secret.key");
    let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
    let text = fs::read_to_string(&file).unwrap();
    start(directory.path(), source).await.unwrap();
    assert_eq!(fs::read_to_string(&file).unwrap(), text);
    let setting = KeySource::from_setting(Some(&text), directory.path()).unwrap();
    assert!(
        start(directory.path(), setting).await.is_ok(),
        "the setting takes the file's text"
    );
}

/// Processes of containers have the same id, also the one that was killed while it wrote its draft.
#[test]
fn starts_at_the_same_time_and_drafts_left_behind_share_one_key() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("secret.key");
    let left = directory
        .path()
        .join(format!("secret.key.{}", std::process::id()));
    fs::write(&left, "left behind").unwrap();
    let load = || {
        KeySource::File(file.clone())
            .load(true)
            .map(|_| fs::read(&file).unwrap())
    };
    let keys = std::thread::scope(|scope| {
        let starts: Vec<_> = (0..8).map(|_| scope.spawn(load)).collect();
        let keys = starts
            .into_iter()
            .map(|start| start.join().unwrap().unwrap());
        keys.collect::<std::collections::HashSet<_>>()
    });
    assert_eq!(keys.len(), 1);
    let mut names: Vec<_> = fs::read_dir(directory.path())
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .collect();
    names.sort_unstable();
    assert_eq!(names, [file.clone(), left], "no draft is left");
    let mode = fs::metadata(&file).unwrap().permissions().mode() & 0o777;
    assert_eq!(mode, 0o600);
}

#[tokio::test]
async fn a_lost_key_file_is_not_replaced_by_a_new_one() {
    let directory = tempfile::tempdir().unwrap();
    let source = KeySource::from_setting(None, directory.path()).unwrap();
    with_password(directory.path(), source.clone()).await;
    let file = directory.path().join("secret.key");
    fs::remove_file(&file).unwrap();
    let error = start(directory.path(), source).await.err().unwrap();
    assert!(error.message().contains("is missing"), "{error}");
    assert!(!file.exists());
}

#[test]
fn a_key_file_that_others_can_read_or_that_holds_no_key_is_refused() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("secret.key");
    let source = KeySource::File(file.clone());
    let write = |text: &str, mode: u32| {
        fs::write(&file, text).unwrap();
        fs::set_permissions(&file, fs::Permissions::from_mode(mode)).unwrap();
    };
    for mode in [0o644, 0o640, 0o602] {
        write(&"a".repeat(64), mode);
        assert!(
            matches!(source.load(true), Err(KeyError::FileMode(_))),
            "{mode:o}"
        );
    }
    for text in [
        "",
        "short",
        &"a".repeat(63),
        &"g".repeat(64),
        &"a".repeat(1_000),
    ] {
        write(text, 0o600);
        assert!(
            matches!(source.load(true), Err(KeyError::FileForm(_))),
            "{text:?}"
        );
        assert_eq!(
            fs::read_to_string(&file).unwrap(),
            text,
            "it is left as it was"
        );
    }
}

#[test]
fn a_key_is_32_bytes_in_hex_or_base64() {
    for good in [
        "ab".repeat(32),
        "AB".repeat(32),
        format!(" {}\n", "0".repeat(64)),
        format!("{}=", "A".repeat(43)),
        "A".repeat(43),
        format!("{}-_8", "A".repeat(40)),
        format!("{}+/8=", "A".repeat(40)),
    ] {
        assert!(SecretKey::parse(&good).is_ok(), "{good:?}");
    }
    for bad in [
        "",
        "passw0rd",
        &"A".repeat(42),
        &"A".repeat(44),
        &"x".repeat(64),
        &"ä".repeat(32),
    ] {
        let error = SecretKey::parse(bad).unwrap_err();
        assert!(matches!(error, KeyError::Form), "{bad:?}");
        assert!(
            bad.is_empty() || !error.to_string().contains(bad),
            "the key is not repeated"
        );
    }
}

#[tokio::test]
async fn a_profile_of_a_newer_release_stops_the_start_and_is_named() {
    let directory = tempfile::tempdir().unwrap();
    let stored = store(directory.path()).await;
    let write = acm_core::Write::Create {
        id: "conn-future".into(),
        body: json!({ "version": 2, "shape": "unknown" }),
    };
    acm_core::DocumentStore::apply(stored.as_ref(), "connections", vec![write])
        .await
        .unwrap();
    let error = open(stored, key(1)).await.err().unwrap();
    assert!(error.message().contains("conn-future"), "{error}");
}

#[tokio::test]
async fn a_seeded_connection_is_made_once_and_does_not_come_back_when_removed() {
    let directory = tempfile::tempdir().unwrap();
    let seed = async |world: &World, host: &str| {
        let made = world
            .module
            .seed_profile("Aerospike", host.to_owned())
            .await;
        made.unwrap()
    };
    let world = start(directory.path(), key(1)).await.unwrap();
    let id = seed(&world, "db:3000").await.unwrap();
    assert_eq!(seed(&world, "db:3000").await, None, "it is there");
    let delete = "mutation($id: ID!) { deleteConnection(input: {id: $id}) { id } }";
    let deleted = world.run(delete, json!({ "id": id })).await;
    assert_eq!(deleted["data"]["deleteConnection"]["id"], json!(id));
    drop(world);

    let world = start(directory.path(), key(1)).await.unwrap();
    assert_eq!(seed(&world, "db:3000").await, None, "it was removed");
    assert!(seed(&world, "other:3000").await.is_some(), "a new host");
}
