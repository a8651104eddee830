//! When records expire.

use std::time::Duration;

use aerospike::{Bins, Expiration, ReadPolicy, ResultCode, WritePolicy};

use crate::harness::{
    Capability, Cluster, bin, eventually, needing, put_options, refused, succeeds, test,
};

fn living(expiration: Expiration) -> WritePolicy {
    WritePolicy {
        expiration,
        ..put_options()
    }
}

/// The seconds a record has left; `None` when it never expires.
async fn seconds_left(cluster: &Cluster, key: &aerospike::Key) -> Option<u64> {
    let left = cluster.get(key).await.time_to_live();
    left.map(|left| left.as_secs())
}

fn assert_about(left: Option<u64>, expected: u64) {
    let left = left.expect("the record expires");
    assert!(
        (expected - 5..=expected + 1).contains(&left),
        "{left} s left"
    );
}

#[tokio::test]
async fn a_record_lives_as_long_as_its_write_says() {
    test(async |cluster| {
        let key = cluster.key(1);
        let bins = [bin("n", 1)];
        let put = async |expiration| {
            succeeds(cluster.client.put(&living(expiration), &key, &bins).await);
            seconds_left(cluster, &key).await
        };
        assert_eq!(put(Expiration::NamespaceDefault).await, None);
        assert_about(put(Expiration::Seconds(1_000)).await, 1_000);
        assert_about(put(Expiration::DontUpdate).await, 1_000);
        assert_eq!(put(Expiration::Never).await, None);
        assert_eq!(put(Expiration::DontUpdate).await, None);
        assert_about(put(Expiration::Seconds(50)).await, 50);
        assert_eq!(put(Expiration::NamespaceDefault).await, None);
    })
    .await;
}

#[tokio::test]
async fn a_touch_sets_the_time_to_live_anew() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        let touch = async |expiration| {
            succeeds(cluster.client.touch(&living(expiration), &key).await);
            seconds_left(cluster, &key).await
        };
        assert_about(touch(Expiration::Seconds(500)).await, 500);
        assert_about(touch(Expiration::DontUpdate).await, 500);
        assert_eq!(touch(Expiration::Never).await, None);
    })
    .await;
}

#[tokio::test]
async fn more_than_ten_years_are_refused() {
    test(async |cluster| {
        let ten_years = 315_360_000;
        let bins = [bin("n", 1)];
        let put = async |seconds| {
            let policy = living(Expiration::Seconds(seconds));
            cluster.client.put(&policy, &cluster.key(1), &bins).await
        };
        succeeds(put(ten_years).await);
        refused(put(ten_years + 1).await, ResultCode::ParameterError);
    })
    .await;
}

#[tokio::test]
async fn a_namespace_without_expiration_cycles_refuses_a_time_to_live() {
    needing([Capability::NamespaceWithoutExpiration], async |cluster| {
        let key = cluster.key_without_expiration(1);
        let bins = [bin("n", 1)];
        let put = async |expiration| cluster.client.put(&living(expiration), &key, &bins).await;
        refused(
            put(Expiration::Seconds(100)).await,
            ResultCode::FailForbidden,
        );
        succeeds(put(Expiration::Never).await);
        succeeds(put(Expiration::NamespaceDefault).await);
        succeeds(put(Expiration::DontUpdate).await);
    })
    .await;
}

#[tokio::test]
async fn an_expired_record_is_gone_for_every_command() {
    needing([Capability::Clock], async |cluster| {
        let (mortal, immortal) = (cluster.key("mortal"), cluster.key("immortal"));
        let policy = living(Expiration::Seconds(10));
        let bins = [bin("n", 1)];
        succeeds(cluster.client.put(&policy, &mortal, &bins).await);
        cluster.put(&immortal, &bins).await;
        cluster.embedded().advance_clock(Duration::from_secs(5));
        assert!(cluster.exists(&mortal).await);
        cluster.embedded().advance_clock(Duration::from_secs(10));
        assert!(!cluster.exists(&mortal).await);
        assert!(cluster.exists(&immortal).await);
        let read = ReadPolicy::default();
        refused(
            cluster.client.get(&read, &mortal, Bins::All).await,
            ResultCode::KeyNotFoundError,
        );
        assert!(!succeeds(
            cluster.client.delete(&put_options(), &mortal).await
        ));
        cluster.put(&mortal, &[bin("m", 2)]).await;
        let again = cluster.get(&mortal).await;
        assert_eq!(again.generation, 1);
        assert_eq!(again.bins.keys().collect::<Vec<_>>(), ["m"]);
    })
    .await;
}

#[tokio::test]
async fn expired_records_are_reaped_and_counted() {
    needing(
        [Capability::Clock, Capability::Exclusive],
        async |cluster| {
            let policy = living(Expiration::Seconds(10));
            for number in 0..30 {
                let outcome = cluster
                    .client
                    .put(&policy, &cluster.key(number), &[bin("n", number)])
                    .await;
                succeeds(outcome);
            }
            cluster.put(&cluster.key("stays"), &[bin("n", 1)]).await;
            assert_eq!(cluster.sum("master_objects").await, 31);
            cluster.embedded().advance_clock(Duration::from_secs(20));
            for node in cluster.client.nodes() {
                let command = "set-config:context=namespace;namespace=test;nsup-period=1";
                assert_eq!(cluster.info_of(&node, command).await, "ok");
            }
            eventually("the expired records are reaped", async || {
                cluster.sum("master_objects").await == 1
            })
            .await;
            assert_eq!(cluster.sum("prole_objects").await, 1);
            assert_eq!(cluster.sum("expired_objects").await, 30);
        },
    )
    .await;
}
