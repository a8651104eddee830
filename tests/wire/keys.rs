//! Keys that are sent along are stored and come back.

use std::collections::HashSet;

use aerospike::{Key, ResultCode, Value, WritePolicy};

use crate::harness::{NAMESPACE, bin, put_options, refused, succeeds, test};

fn sending_the_key() -> WritePolicy {
    WritePolicy {
        send_key: true,
        ..put_options()
    }
}

#[tokio::test]
async fn a_query_returns_the_keys_that_were_sent_and_digests_for_all() {
    test(async |cluster| {
        let sent = [
            cluster.key("text"),
            cluster.key(-7),
            cluster.key(vec![0_u8, 255]),
        ];
        for key in &sent {
            let outcome = cluster
                .client
                .put(&sending_the_key(), key, &[bin("n", 1)])
                .await;
            succeeds(outcome);
        }
        let unsent = cluster.key("unsent");
        cluster.put(&unsent, &[bin("n", 1)]).await;
        let found: HashSet<Key> = cluster
            .query_all()
            .await
            .into_iter()
            .map(|record| record.key.expect("rows of a query name their record"))
            .collect();
        let expected: HashSet<Key> = sent
            .into_iter()
            .chain([Key::with_digest(
                NAMESPACE,
                cluster.set.as_str(),
                None,
                unsent.digest(),
            )])
            .collect();
        assert_eq!(found, expected);
    })
    .await;
}

#[tokio::test]
async fn a_key_that_was_stored_stays_when_a_write_does_not_send_it() {
    test(async |cluster| {
        let key = cluster.key("text");
        let sending = sending_the_key();
        succeeds(cluster.client.put(&sending, &key, &[bin("n", 1)]).await);
        cluster.put(&key, &[bin("n", 2)]).await;
        let rows = cluster.query_all().await;
        let stored = rows[0].key.as_ref().and_then(Key::user_key);
        assert_eq!(stored, Some(&Value::from("text")));
        assert_eq!(rows[0].bins["n"], Value::Int(2));
    })
    .await;
}

#[tokio::test]
async fn a_key_is_stored_by_the_first_write_that_sends_it() {
    test(async |cluster| {
        let key = cluster.key("text");
        cluster.put(&key, &[bin("n", 1)]).await;
        let sending = sending_the_key();
        succeeds(cluster.client.put(&sending, &key, &[bin("n", 2)]).await);
        let rows = cluster.query_all().await;
        let stored = rows[0].key.as_ref().and_then(Key::user_key);
        assert_eq!(stored, Some(&Value::from("text")));
    })
    .await;
}

#[tokio::test]
async fn another_key_under_the_same_digest_is_refused() {
    test(async |cluster| {
        let key = cluster.key("text");
        let sending = sending_the_key();
        succeeds(cluster.client.put(&sending, &key, &[bin("n", 1)]).await);
        let set = cluster.set.as_str();
        let impostor = Key::with_digest(NAMESPACE, set, Some("other".into()), key.digest());
        refused(
            cluster
                .client
                .put(&sending, &impostor, &[bin("n", 2)])
                .await,
            ResultCode::KeyMismatch,
        );
        assert_eq!(cluster.get(&key).await.bins["n"], Value::Int(1));
    })
    .await;
}

#[tokio::test]
async fn a_record_is_found_by_its_digest_alone() {
    test(async |cluster| {
        let key = cluster.key("text");
        cluster.put(&key, &[bin("n", 1)]).await;
        let by_digest = Key::with_digest(NAMESPACE, cluster.set.as_str(), None, key.digest());
        assert_eq!(cluster.get(&by_digest).await.bins["n"], Value::Int(1));
    })
    .await;
}
