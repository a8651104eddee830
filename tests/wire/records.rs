//! Putting, reading and removing single records.

use aerospike::{Bins, ReadPolicy, ResultCode, Value};

use crate::harness::{bin, put_options, refused, succeeds, test};

#[tokio::test]
async fn a_put_record_is_read_back() {
    test(async |cluster| {
        let key = cluster.key("alpha");
        cluster
            .put(&key, &[bin("n", 1), bin("s", "two"), bin("f", 3.5)])
            .await;
        let record = cluster.get(&key).await;
        assert_eq!(record.generation, 1);
        assert_eq!(record.expiration(), 0);
        assert_eq!(record.bins.len(), 3);
        assert_eq!(record.bins["n"], Value::Int(1));
        assert_eq!(record.bins["s"], Value::from("two"));
        assert_eq!(record.bins["f"], Value::from(3.5));
    })
    .await;
}

#[tokio::test]
async fn a_second_put_changes_only_the_bins_it_names() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("a", 1), bin("b", 2)]).await;
        cluster.put(&key, &[bin("b", 20), bin("c", 30)]).await;
        let record = cluster.get(&key).await;
        assert_eq!(record.generation, 2);
        assert_eq!(record.bins["a"], Value::Int(1));
        assert_eq!(record.bins["b"], Value::Int(20));
        assert_eq!(record.bins["c"], Value::Int(30));
    })
    .await;
}

#[tokio::test]
async fn a_put_of_nil_removes_the_bin_and_the_last_one_the_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("a", 1), bin("b", 2)]).await;
        cluster.put(&key, &[bin("a", Value::Nil)]).await;
        let record = cluster.get(&key).await;
        assert_eq!(record.bins.keys().collect::<Vec<_>>(), ["b"]);
        cluster.put(&key, &[bin("b", Value::Nil)]).await;
        assert!(!cluster.exists(&key).await);
    })
    .await;
}

#[tokio::test]
async fn keys_of_each_type_are_different_records() {
    test(async |cluster| {
        let keys = [
            cluster.key(1),
            cluster.key("1"),
            cluster.key(vec![b'1']),
            cluster.key(i64::MIN),
            cluster.key(""),
        ];
        for (number, key) in (0_i64..).zip(&keys) {
            cluster.put(key, &[bin("n", number)]).await;
        }
        for (number, key) in (0_i64..).zip(&keys) {
            assert_eq!(cluster.get(key).await.bins["n"], Value::Int(number));
        }
    })
    .await;
}

#[tokio::test]
async fn the_same_key_in_another_set_is_another_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        let other = aerospike::Key::new("test", format!("{}-b", cluster.set), Value::Int(1));
        assert!(!cluster.exists(&other.expect("a valid key")).await);
    })
    .await;
}

#[tokio::test]
async fn a_header_only_read_gives_generation_and_no_bins() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        cluster.put(&key, &[bin("n", 2)]).await;
        let record = succeeds(
            cluster
                .client
                .get(&ReadPolicy::default(), &key, Bins::None)
                .await,
        );
        assert_eq!(record.generation, 2);
        assert!(record.bins.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_projected_read_gives_the_named_bins_that_exist() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster
            .put(&key, &[bin("a", 1), bin("b", 2), bin("c", 3)])
            .await;
        let read = ReadPolicy::default();
        let record = succeeds(cluster.client.get(&read, &key, ["a", "c", "none"]).await);
        assert_eq!(record.bins.len(), 2, "{record}");
        assert_eq!(record.bins["a"], Value::Int(1));
        assert_eq!(record.bins["c"], Value::Int(3));
        let record = succeeds(cluster.client.get(&read, &key, ["none"]).await);
        assert!(record.bins.is_empty());
        assert_eq!(record.generation, 1);
    })
    .await;
}

#[tokio::test]
async fn reads_of_a_missing_record_say_that_it_is_not_found() {
    test(async |cluster| {
        let key = cluster.key("missing");
        let read = ReadPolicy::default();
        for bins in [Bins::All, Bins::None, Bins::from(["a"])] {
            refused(
                cluster.client.get(&read, &key, bins).await,
                ResultCode::KeyNotFoundError,
            );
        }
        assert!(!cluster.exists(&key).await);
    })
    .await;
}

#[tokio::test]
async fn a_delete_tells_whether_there_was_a_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        cluster.put(&key, &[bin("n", 2)]).await;
        assert!(cluster.exists(&key).await);
        assert!(succeeds(cluster.client.delete(&put_options(), &key).await));
        assert!(!cluster.exists(&key).await);
        assert!(!succeeds(cluster.client.delete(&put_options(), &key).await));
    })
    .await;
}

#[tokio::test]
async fn a_record_put_after_a_delete_starts_again_at_generation_one() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        cluster.put(&key, &[bin("n", 2)]).await;
        succeeds(cluster.client.delete(&put_options(), &key).await);
        cluster.put(&key, &[bin("m", 3)]).await;
        let record = cluster.get(&key).await;
        assert_eq!(record.generation, 1);
        assert_eq!(record.bins.keys().collect::<Vec<_>>(), ["m"]);
    })
    .await;
}

#[tokio::test]
async fn a_touch_counts_as_a_write_and_needs_a_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        refused(
            cluster.client.touch(&put_options(), &key).await,
            ResultCode::KeyNotFoundError,
        );
        cluster.put(&key, &[bin("n", 1)]).await;
        succeeds(cluster.client.touch(&put_options(), &key).await);
        let record = cluster.get(&key).await;
        assert_eq!(record.generation, 2);
        assert_eq!(record.bins["n"], Value::Int(1));
    })
    .await;
}

#[tokio::test]
async fn an_unknown_namespace_is_refused() {
    test(async |cluster| {
        let key = aerospike::Key::new("nosuch", "set", Value::Int(1)).expect("a valid key");
        let read = cluster
            .client
            .get(&ReadPolicy::default(), &key, Bins::All)
            .await
            .expect_err("there is no such namespace");
        assert_eq!(
            read.result_code(),
            i32::from(u8::from(ResultCode::InvalidNamespace))
        );
        let written = cluster
            .client
            .put(&put_options(), &key, &[bin("n", 1)])
            .await
            .expect_err("there is no such namespace");
        assert_eq!(written.result_code(), read.result_code());
    })
    .await;
}
