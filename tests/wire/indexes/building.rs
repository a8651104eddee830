//! Indexes being made, told of and dropped, and entries that follow their records.

use std::num::NonZeroU32;
use std::time::Duration;

use acm_embedded::{EmbeddedCluster, IndexPace};
use aerospike::operations::cdt_context::ctx_all_children;
use aerospike::query::{Filter, PartitionFilter};
use aerospike::{
    AdminPolicy, Expiration, IndexType, ReadPolicy, ResultCode, Task as _, Value, WritePolicy,
};

use super::Over;
use crate::harness::{
    Capability, Cluster, NAMESPACE, bin, eventually, needing, prepared, put_options, query_options,
    refused, succeeds, test,
};

fn over_n<'a>() -> Over<'a> {
    Over::bin("n", IndexType::Numeric)
}

/// A number each node tells of an index.
async fn told(cluster: &Cluster, index: &str, number: &str) -> Vec<i64> {
    let index = cluster.index(index);
    let command = format!("sindex-stat:namespace={NAMESPACE};indexname={index}");
    let all = cluster.numbers(&command).await;
    all.iter().map(|numbers| numbers[number]).collect()
}

#[tokio::test]
async fn an_index_follows_writes_deletes_and_truncates() {
    test(async |cluster| {
        cluster.fill(10).await;
        cluster.with_index("n", over_n()).await;
        let all = || Filter::range("n", i64::MIN, i64::MAX);
        let key = cluster.key(3);
        cluster.put(&key, &[bin("n", 300)]).await;
        assert!(cluster.numbers_of(Filter::equal("n", 3)).await.is_empty());
        assert_eq!(cluster.numbers_of(Filter::equal("n", 300)).await, [300]);
        cluster.put(&cluster.key(4), &[bin("n", "text")]).await;
        cluster
            .put(&cluster.key(5), &[bin("n", Value::Nil), bin("m", 1)])
            .await;
        let deleted = cluster.client.delete(&put_options(), &cluster.key(6)).await;
        assert!(succeeds(deleted));
        assert_eq!(cluster.numbers_of(all()).await, [0, 1, 2, 7, 8, 9, 300]);
        let truncated = cluster
            .client
            .truncate(&AdminPolicy::default(), NAMESPACE, &cluster.set, 0)
            .await;
        succeeds(truncated);
        eventually("the index is empty", async || {
            cluster.numbers_of(all()).await.is_empty()
        })
        .await;
        cluster.put(&key, &[bin("n", 1)]).await;
        assert_eq!(cluster.numbers_of(all()).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn expired_records_are_not_found_and_leave_the_index() {
    needing([Capability::Clock], async |cluster| {
        cluster.fill(3).await;
        cluster.with_index("n", over_n()).await;
        let brief = WritePolicy {
            expiration: Expiration::Seconds(10),
            ..put_options()
        };
        let put = cluster
            .client
            .put(&brief, &cluster.key(7), &[bin("n", 7)])
            .await;
        succeeds(put);
        assert_eq!(told(cluster, "n", "entries").await.iter().sum::<i64>(), 8);
        cluster.embedded().advance_clock(Duration::from_secs(600));
        let all = Filter::range("n", 0, 100);
        assert_eq!(cluster.numbers_of(all).await, [0, 1, 2]);
        eventually("the entries are gone", async || {
            told(cluster, "n", "entries").await.iter().sum::<i64>() == 6
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn an_index_that_is_being_built_is_told_as_such_and_not_searched() {
    let builder = EmbeddedCluster::builder().index_pace(IndexPace::ByHand);
    prepared(builder, [Capability::NodeControl], async |cluster| {
        cluster.fill(50).await;
        let task = succeeds(cluster.create_index("n", over_n()).await);
        let search = || cluster.search(Filter::equal("n", 1));
        refused(search().await, ResultCode::IndexNotReadable);
        assert_eq!(told(cluster, "n", "load_pct").await, [0, 0, 0]);
        let embedded = cluster.embedded();
        assert_eq!(embedded.step_index_builds(1024), 3072);
        assert_eq!(told(cluster, "n", "load_pct").await, [25, 25, 25]);
        let list = format!("sindex-list:namespace={NAMESPACE}");
        let node = &cluster.client.nodes()[0];
        assert!(cluster.info_of(node, &list).await.ends_with(":state=WO"));
        // What is written meanwhile is found as well, wherever the build is.
        for number in 50..60 {
            cluster.put(&cluster.key(number), &[bin("n", number)]).await;
        }
        refused(search().await, ResultCode::IndexNotReadable);
        assert_eq!(embedded.step_index_builds(4096), 0);
        succeeds(task.wait_till_complete(None).await);
        assert!(cluster.info_of(node, &list).await.ends_with(":state=RW"));
        let all = cluster.numbers_of(Filter::range("n", 0, 100)).await;
        assert_eq!(all, (0..60).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn an_index_is_built_in_the_background_at_its_pace() {
    let pace = NonZeroU32::new(20_000).expect("not zero");
    let builder = EmbeddedCluster::builder().index_pace(IndexPace::PartitionsPerSecond(pace));
    prepared(builder, [Capability::NodeControl], async |cluster| {
        cluster.fill(50).await;
        cluster.with_index("n", over_n()).await;
        assert_eq!(cluster.numbers_of(Filter::equal("n", 42)).await, [42]);
        assert!(
            told(cluster, "n", "load_time")
                .await
                .iter()
                .all(|&time| time >= 100)
        );
    })
    .await;
}

#[tokio::test]
async fn nodes_tell_how_many_entries_they_hold_of_every_index() {
    needing([Capability::Exclusive], async |cluster| {
        cluster.fill(60).await;
        for number in 60..90 {
            cluster.put(&cluster.key(number), &[bin("n", 7)]).await;
        }
        cluster.with_index("n", over_n()).await;
        cluster
            .with_index("m", Over::bin("m", IndexType::String))
            .await;
        // Two copies of each record.
        assert_eq!(told(cluster, "n", "entries").await.iter().sum::<i64>(), 180);
        assert_eq!(told(cluster, "n", "entries_per_rec").await, [1, 1, 1]);
        assert_eq!(told(cluster, "m", "entries").await, [0, 0, 0]);
        let sets = cluster
            .numbers(&format!("sets/{NAMESPACE}/{}", cluster.set))
            .await;
        assert!(sets.iter().all(|numbers| numbers["sindexes"] == 2));
        let used = cluster.sum("sindex_used_bytes").await;
        assert_eq!(used, 3 * 2 * 16 * 1024 * 1024);
        let set_index = cluster
            .client
            .create_set_index(
                &AdminPolicy::default(),
                NAMESPACE,
                &cluster.set,
                &cluster.index("s"),
            )
            .await;
        succeeds(succeeds(set_index).wait_till_complete(None).await);
        assert_eq!(told(cluster, "s", "entries").await.iter().sum::<i64>(), 180);
        assert_eq!(cluster.sum("set_index_used_bytes").await, 180 * 16);
    })
    .await;
}

#[tokio::test]
async fn an_index_made_twice_is_one_and_a_name_taken_is_refused() {
    test(async |cluster| {
        cluster.fill(3).await;
        cluster.with_index("n", over_n()).await;
        cluster.with_index("n", over_n()).await;
        let other = Over::bin("m", IndexType::Numeric);
        refused(
            cluster.create_index("n", other).await.map(drop),
            ResultCode::IndexFound,
        );
        assert_eq!(cluster.numbers_of(Filter::equal("n", 1)).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_an_index_is_refused() {
    test(async |cluster| {
        let outcome = cluster
            .create_index("i", Over::bin("a_name_of_16_byt", IndexType::String))
            .await;
        refused(outcome.map(drop), ResultCode::ParameterError);
        let many = [ctx_all_children()];
        let over = Over::bin("n", IndexType::String).at(&many);
        let outcome = cluster.create_index("c", over).await.map(drop);
        refused(outcome, ResultCode::ParameterError);
    })
    .await;
}

#[tokio::test]
async fn a_dropped_index_is_not_found_and_may_be_made_again() {
    test(async |cluster| {
        cluster.fill(10).await;
        cluster.with_index("n", over_n()).await;
        cluster.drop_index("n").await;
        cluster.drop_index("n").await;
        let outcome = cluster.search(Filter::equal("n", 1)).await;
        refused(outcome, ResultCode::IndexNotFound);
        cluster.with_index("n", over_n()).await;
        assert_eq!(cluster.numbers_of(Filter::equal("n", 1)).await, [1]);
    })
    .await;
}

#[tokio::test]
async fn an_index_dropped_under_a_query_ends_it() {
    test(async |cluster| {
        use futures_util::StreamExt as _;
        cluster.fill(400).await;
        cluster.with_index("n", over_n()).await;
        let policy = aerospike::QueryPolicy {
            records_per_second: 200,
            ..query_options()
        };
        let statement = cluster.looking_for(Filter::range("n", 0, 1_000));
        let query = cluster
            .client
            .query(&policy, PartitionFilter::all(), statement)
            .await;
        let mut stream = succeeds(query).into_stream();
        let mut seen = 0;
        let mut failure = None;
        while let Some(record) = stream.next().await {
            match record {
                Ok(_) => seen += 1,
                Err(error) => failure = Some(error),
            }
            if seen == 20 {
                cluster.drop_index("n").await;
            }
        }
        assert!(seen < 400, "the query went on");
        let failure = failure.expect("the query fails");
        assert_eq!(
            failure.server_result_code(),
            Some(ResultCode::IndexNotFound)
        );
        // The connection serves on.
        let read = cluster
            .client
            .exists(&ReadPolicy::default(), &cluster.key(1))
            .await;
        assert!(succeeds(read));
    })
    .await;
}
