//! What the document port promises, over a database in memory and over a file.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::{collections::HashSet, sync::Arc, time::Duration};

use acm_core::{Document, DocumentStore, StoreError, Write};
use acm_store::SqliteStore;
use serde_json::{Value, json};
use tokio::time::timeout;

const COLLECTION: &str = "things";

async fn store() -> SqliteStore {
    SqliteStore::in_memory().await.unwrap()
}

fn create(id: &str, body: Value) -> Write {
    Write::Create {
        id: id.into(),
        body,
    }
}

fn update(id: &str, expected: Option<i64>, body: Value) -> Write {
    Write::Update {
        id: id.into(),
        expected,
        body,
    }
}

fn delete(id: &str, expected: Option<i64>) -> Write {
    Write::Delete {
        id: id.into(),
        expected,
    }
}

fn document(id: &str, revision: i64, body: Value) -> Document {
    Document {
        id: id.into(),
        revision,
        body,
    }
}

#[tokio::test]
async fn a_document_is_made_changed_and_removed() {
    let store = store().await;
    let made = store
        .apply(COLLECTION, vec![create("a", json!({"n": 1}))])
        .await;
    assert_eq!(made.unwrap(), [document("a", 1, json!({"n": 1}))]);
    let changed = store
        .apply(COLLECTION, vec![update("a", Some(1), json!({"n": 2}))])
        .await;
    assert_eq!(changed.unwrap(), [document("a", 2, json!({"n": 2}))]);
    let read = store.get(COLLECTION, "a").await.unwrap();
    assert_eq!(read, Some(document("a", 2, json!({"n": 2}))));
    assert_eq!(
        store
            .apply(COLLECTION, vec![delete("a", Some(2))])
            .await
            .unwrap(),
        []
    );
    assert_eq!(store.get(COLLECTION, "a").await.unwrap(), None);
}

#[tokio::test]
async fn each_refusal_has_its_name() {
    let store = store().await;
    store
        .apply(COLLECTION, vec![create("a", json!(1))])
        .await
        .unwrap();
    let refused = async |write| store.apply(COLLECTION, vec![write]).await.unwrap_err();
    assert!(matches!(refused(create("a", json!(2))).await, StoreError::Exists(id) if id == "a"));
    for write in [
        update("b", None, json!(2)),
        update("b", Some(1), json!(2)),
        delete("b", None),
    ] {
        assert!(matches!(refused(write).await, StoreError::Missing(id) if id == "b"));
    }
    for write in [update("a", Some(7), json!(2)), delete("a", Some(7))] {
        let error = refused(write).await;
        assert!(matches!(error, StoreError::Conflict { id, current: 1 } if id == "a"));
    }
    assert_eq!(
        store.list(COLLECTION).await.unwrap(),
        [document("a", 1, json!(1))]
    );
}

#[tokio::test]
async fn writes_of_one_transaction_happen_together_or_not_at_all() {
    let store = store().await;
    store
        .apply(
            COLLECTION,
            vec![create("a", json!(1)), create("b", json!(1))],
        )
        .await
        .unwrap();
    let before = store.list(COLLECTION).await.unwrap();
    let seen = store.changes(COLLECTION);
    let half = vec![
        update("a", None, json!(2)),
        delete("b", None),
        create("c", json!(1)),
        update("missing", None, json!(2)),
    ];
    let error = store.apply(COLLECTION, half).await.unwrap_err();
    assert!(matches!(error, StoreError::Missing(id) if id == "missing"));
    assert_eq!(store.list(COLLECTION).await.unwrap(), before);
    assert!(
        !seen.has_changed().unwrap(),
        "what did not happen is not announced"
    );
}

#[tokio::test]
async fn of_writers_from_one_revision_one_wins() {
    let store = Arc::new(store().await);
    store
        .apply(COLLECTION, vec![create("a", json!(0))])
        .await
        .unwrap();
    let writers = (1..=8).map(|n| {
        let store = Arc::clone(&store);
        async move {
            store
                .apply(COLLECTION, vec![update("a", Some(1), json!(n))])
                .await
        }
    });
    let outcomes = futures_util::future::join_all(writers).await;
    let won = outcomes.iter().filter(|outcome| outcome.is_ok()).count();
    assert_eq!(won, 1);
    for lost in outcomes.into_iter().filter_map(Result::err) {
        assert!(matches!(lost, StoreError::Conflict { current: 2, .. }));
    }
}

#[tokio::test]
async fn concurrent_writers_lose_nothing() {
    let directory = tempfile::tempdir().unwrap();
    let path = directory.path().join("acm.db");
    let one = SqliteStore::open(&path).await.unwrap();
    let two = SqliteStore::open(&path).await.unwrap();
    let writes = (0..40).map(|n| {
        let store = if n % 2 == 0 { &one } else { &two };
        async move {
            let id = n.to_string();
            store
                .apply(COLLECTION, vec![create(&id, json!(n))])
                .await
                .unwrap();
        }
    });
    futures_util::future::join_all(writes).await;
    let ids: HashSet<String> = one
        .list(COLLECTION)
        .await
        .unwrap()
        .into_iter()
        .map(|d| d.id)
        .collect();
    assert_eq!(ids.len(), 40);
    assert_eq!(two.list(COLLECTION).await.unwrap().len(), 40);
}

#[tokio::test]
async fn collections_are_apart_and_listed_by_id() {
    let store = store().await;
    store.apply("b", vec![create("x", json!(0))]).await.unwrap();
    store
        .apply("a", vec![create("y", json!(1)), create("x", json!(2))])
        .await
        .unwrap();
    let listed = store.list("a").await.unwrap();
    assert_eq!(
        listed,
        [document("x", 1, json!(2)), document("y", 1, json!(1))]
    );
    assert_eq!(store.list("none").await.unwrap(), []);
}

#[tokio::test]
async fn a_commit_is_announced_to_its_collection_only() {
    let store = store().await;
    let (mut mine, other) = (store.changes(COLLECTION), store.changes("other"));
    let before = *mine.borrow_and_update();
    store
        .apply(
            COLLECTION,
            vec![create("a", json!(1)), create("b", json!(1))],
        )
        .await
        .unwrap();
    mine.changed().await.unwrap();
    assert!(*mine.borrow() > before);
    assert!(!other.has_changed().unwrap());
}

#[tokio::test]
async fn any_json_comes_back_as_it_was() {
    let store = store().await;
    let body =
        json!({"text": "\"quotes\" ' ; -- \u{0} ü 🦀", "n": [1, -2.5, null, true], "o": {"": {}}});
    store
        .apply(
            COLLECTION,
            vec![create("'; DROP TABLE documents; --", body.clone())],
        )
        .await
        .unwrap();
    assert_eq!(store.list(COLLECTION).await.unwrap()[0].body, body);
}

#[tokio::test(flavor = "multi_thread")]
async fn what_is_in_memory_outlives_operations_that_are_given_up() {
    let store = store().await;
    let kept = create("kept", json!(1));
    store.apply(COLLECTION, vec![kept]).await.unwrap();
    for microseconds in 0..400 {
        let change = vec![create(&format!("{microseconds}"), json!(2))];
        let patience = Duration::from_micros(microseconds);
        let (changed, listed) = (store.apply(COLLECTION, change), store.list(COLLECTION));
        let _ = tokio::join!(timeout(patience, changed), timeout(patience, listed));
    }
    let found = store.get(COLLECTION, "kept").await.unwrap();
    assert_eq!(found, Some(document("kept", 1, json!(1))));
}
