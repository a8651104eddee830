//! Removing all records of a set at once.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use aerospike::{AdminPolicy, ResultCode};

use crate::harness::{
    Capability, Cluster, NAMESPACE, bin, eventually, needing, refused, succeeds, test,
};

async fn truncate(cluster: &Cluster, set: &str, before: i64) -> Result<(), aerospike::Error> {
    let policy = AdminPolicy::default();
    cluster
        .client
        .truncate(&policy, NAMESPACE, set, before)
        .await
}

async fn until_empty(cluster: &Cluster) {
    eventually("the set is empty", async || {
        cluster.query_all().await.is_empty()
    })
    .await;
}

#[tokio::test]
async fn a_truncated_set_is_empty_and_can_be_written_again() {
    test(async |cluster| {
        cluster.fill(200).await;
        succeeds(truncate(cluster, &cluster.set, 0).await);
        until_empty(cluster).await;
        assert!(!cluster.exists(&cluster.key(7)).await);
        // Writes in the very millisecond of the truncation are lost; a later one stays.
        eventually("a write outlives the truncation", async || {
            cluster.put(&cluster.key(7), &[bin("n", 1)]).await;
            cluster.exists(&cluster.key(7)).await
        })
        .await;
        assert_eq!(cluster.query_all().await.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn other_sets_keep_their_records() {
    test(async |cluster| {
        cluster.fill(20).await;
        let other = format!("{}-b", cluster.set);
        let key = aerospike::Key::new(NAMESPACE, other, 1.into()).expect("a valid key");
        cluster.put(&key, &[bin("n", 1)]).await;
        succeeds(truncate(cluster, &cluster.set, 0).await);
        until_empty(cluster).await;
        assert!(cluster.exists(&key).await);
    })
    .await;
}

#[tokio::test]
async fn a_truncation_takes_only_what_is_older_than_its_time() {
    needing([Capability::Clock], async |cluster| {
        cluster.fill(20).await;
        let between = nanoseconds(unix_time() + Duration::from_secs(50));
        cluster.embedded().advance_clock(Duration::from_secs(100));
        cluster.put(&cluster.key("young"), &[bin("n", 1)]).await;
        cluster.put(&cluster.key(3), &[bin("n", 1)]).await;
        succeeds(truncate(cluster, &cluster.set, between).await);
        eventually("the old records are gone", async || {
            cluster.query_all().await.len() == 2
        })
        .await;
        assert!(cluster.exists(&cluster.key("young")).await);
        assert!(cluster.exists(&cluster.key(3)).await);
        assert!(!cluster.exists(&cluster.key(4)).await);
    })
    .await;
}

#[tokio::test]
async fn a_truncation_in_the_future_is_refused() {
    test(async |cluster| {
        cluster.fill(5).await;
        let tomorrow = nanoseconds(unix_time() + Duration::from_secs(86_400));
        refused(
            truncate(cluster, &cluster.set, tomorrow).await,
            ResultCode::ParameterError,
        );
        assert_eq!(cluster.query_all().await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn a_set_that_does_not_exist_is_truncated_without_complaint() {
    test(async |cluster| {
        succeeds(truncate(cluster, &cluster.set, 0).await);
    })
    .await;
}

#[tokio::test]
async fn a_truncated_namespace_has_no_records_and_counts_none() {
    needing([Capability::Exclusive], async |cluster| {
        cluster.fill(50).await;
        succeeds(truncate(cluster, "", 0).await);
        until_empty(cluster).await;
        eventually("the objects are counted down", async || {
            cluster.sum("objects").await == 0
        })
        .await;
        assert_eq!(cluster.sum("data_used_bytes").await, 0);
    })
    .await;
}

#[expect(
    clippy::disallowed_methods,
    reason = "the time of a truncation is compared with the wall clock of the cluster"
)]
fn unix_time() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("the clock is past 1970")
}

fn nanoseconds(time: Duration) -> i64 {
    i64::try_from(time.as_nanos()).expect("the year is before 2262")
}
