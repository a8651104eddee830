//! Reading a set or a namespace through its primary index, partition by partition.

use std::collections::HashSet;

use aerospike::query::PartitionFilter;
use aerospike::{Bins, Key, QueryPolicy, Record, ResultCode, Statement, Value};

use crate::harness::{Cluster, NAMESPACE, bin, query_options, test};

/// Number of partitions of every namespace.
const PARTITIONS: usize = 4096;

/// The digests of records.
fn digests(records: &[Record]) -> Vec<[u8; 20]> {
    records
        .iter()
        .map(|record| record.key.as_ref().map(Key::digest))
        .map(|digest| digest.expect("rows of a query name their record"))
        .collect()
}

/// Checks that no digest is there twice, and how many there are.
fn assert_distinct(digests: &[[u8; 20]], count: usize) {
    let distinct: HashSet<_> = digests.iter().collect();
    assert_eq!(distinct.len(), digests.len(), "a record came twice");
    assert_eq!(digests.len(), count);
}

async fn page(
    cluster: &Cluster,
    filter: PartitionFilter,
    max_records: u64,
) -> (Vec<Record>, PartitionFilter) {
    let policy = QueryPolicy {
        max_records,
        ..query_options()
    };
    cluster.query(&policy, filter, Bins::All).await
}

#[tokio::test]
async fn a_query_over_all_partitions_finds_each_record_once() {
    test(async |cluster| {
        cluster.fill(500).await;
        let other = Key::new(NAMESPACE, format!("{}-b", cluster.set), 1.into());
        let other = other.expect("a valid key");
        cluster.put(&other, &[bin("n", 1)]).await;
        let records = cluster.query_all().await;
        assert_distinct(&digests(&records), 500);
        let mut numbers: Vec<i64> = records
            .iter()
            .map(|record| match record.bins["n"] {
                Value::Int(number) => number,
                ref other => panic!("not a number: {other:?}"),
            })
            .collect();
        numbers.sort_unstable();
        assert_eq!(numbers, (0..500).collect::<Vec<i64>>());
        assert!(records.iter().all(|record| record.generation == 1));
    })
    .await;
}

#[tokio::test]
async fn a_query_over_a_range_finds_the_records_of_these_partitions() {
    test(async |cluster| {
        cluster.fill(500).await;
        let mut found = Vec::new();
        for begin in (0..PARTITIONS).step_by(1_000) {
            let count = 1_000.min(PARTITIONS - begin);
            let filter = PartitionFilter::by_range(begin, count);
            let (records, _) = page(cluster, filter, 0).await;
            for record in &records {
                let partition = record.key.as_ref().map(Key::partition_id);
                let partition = partition.expect("rows of a query name their record");
                assert!((begin..begin + count).contains(&partition));
            }
            found.extend(digests(&records));
        }
        assert_distinct(&found, 500);
    })
    .await;
}

#[tokio::test]
async fn a_walk_by_partition_and_digest_sees_ten_thousand_records_once() {
    test(async |cluster| {
        const RECORDS: i64 = 10_000;
        cluster.fill(RECORDS).await;
        // A sixteenth of the partitions, each in pages of one record: about 600 queries.
        let wanted: HashSet<[u8; 20]> = (0..RECORDS)
            .map(|number| cluster.key(number))
            .filter(|key| key.partition_id() % 16 == 3)
            .map(|key| key.digest())
            .collect();
        let mut found = Vec::new();
        for partition in (3..PARTITIONS).step_by(16) {
            let mut after = None;
            loop {
                let mut filter = PartitionFilter::by_id(partition);
                filter.digest = after;
                let (records, _) = page(cluster, filter, 1).await;
                let Some(digest) = digests(&records).first().copied() else {
                    break;
                };
                found.push(digest);
                after = Some(digest);
            }
        }
        assert_distinct(&found, wanted.len());
        assert_eq!(found.into_iter().collect::<HashSet<_>>(), wanted);
        let (records, _) = page(cluster, PartitionFilter::all(), 0).await;
        assert_distinct(&digests(&records), 10_000);
    })
    .await;
}

#[tokio::test]
async fn records_of_a_partition_come_in_the_order_of_resumption() {
    test(async |cluster| {
        cluster.fill(3_000).await;
        for partition in 0..64 {
            let (whole, _) = page(cluster, PartitionFilter::by_id(partition), 0).await;
            let whole = digests(&whole);
            for (place, digest) in whole.iter().enumerate() {
                let mut filter = PartitionFilter::by_id(partition);
                filter.digest = Some(*digest);
                let (rest, _) = page(cluster, filter, 0).await;
                assert_eq!(digests(&rest), whole[place + 1..]);
            }
        }
    })
    .await;
}

#[tokio::test]
async fn pages_with_a_record_limit_cover_everything_once() {
    test(async |cluster| {
        cluster.fill(1_000).await;
        let mut filter = PartitionFilter::all();
        let mut found = Vec::new();
        let mut pages = 0;
        while !filter.done() {
            let (records, next) = page(cluster, filter, 90).await;
            assert!(records.len() <= 90, "{} records", records.len());
            found.extend(digests(&records));
            filter = next;
            pages += 1;
            assert!(pages < 100, "the walk does not end");
        }
        assert_distinct(&found, 1_000);
        assert!(pages >= 12, "{pages} pages");
    })
    .await;
}

#[tokio::test]
async fn a_query_gives_some_bins_or_none() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("a", 1), bin("b", 2)]).await;
        let names = async |policy: &QueryPolicy, bins: Bins| {
            let (records, _) = cluster.query(policy, PartitionFilter::all(), bins).await;
            assert_eq!(records.len(), 1);
            assert_eq!(records[0].generation, 1);
            records[0].bins.keys().cloned().collect::<Vec<_>>()
        };
        let policy = query_options();
        assert_eq!(names(&policy, Bins::All).await, ["a", "b"]);
        assert_eq!(names(&policy, Bins::from(["b", "none"])).await, ["b"]);
        assert!(names(&policy, Bins::None).await.is_empty());
        let without = QueryPolicy {
            include_bin_data: false,
            ..policy
        };
        assert!(names(&without, Bins::All).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn a_query_without_a_set_sees_every_set() {
    test(async |cluster| {
        let keys = ["-a", "-b"].map(|suffix| {
            let set = format!("{}{suffix}", cluster.set);
            Key::new(NAMESPACE, set, Value::Int(1)).expect("a valid key")
        });
        for key in &keys {
            cluster.put(key, &[bin("n", 1)]).await;
        }
        let statement = Statement::new(NAMESPACE, "", Bins::None);
        let (records, _) = cluster
            .run_query(&query_options(), PartitionFilter::all(), statement)
            .await
            .expect("the query ends well");
        let found = digests(&records);
        for key in &keys {
            assert!(found.contains(&key.digest()));
        }
    })
    .await;
}

#[tokio::test]
async fn a_query_of_an_empty_set_ends_at_once() {
    test(async |cluster| {
        let (records, filter) = page(cluster, PartitionFilter::all(), 0).await;
        assert!(records.is_empty());
        assert!(filter.done());
    })
    .await;
}

#[tokio::test]
async fn a_query_of_an_unknown_namespace_is_refused() {
    test(async |cluster| {
        let statement = Statement::new("nosuch", cluster.set.as_str(), Bins::All);
        let error = cluster
            .run_query(
                &query_options(),
                PartitionFilter::by_range(0, 64),
                statement,
            )
            .await
            .map(|(records, _)| records.len())
            .expect_err("there is no such namespace");
        let code = u8::from(ResultCode::InvalidNamespace);
        assert_eq!(error.result_code(), i32::from(code));
    })
    .await;
}

#[tokio::test]
async fn a_query_keeps_to_its_records_per_second() {
    test(async |cluster| {
        cluster.fill(60).await;
        let policy = QueryPolicy {
            records_per_second: 40,
            ..query_options()
        };
        let started = std::time::Instant::now();
        let (records, _) = cluster
            .query(&policy, PartitionFilter::all(), Bins::All)
            .await;
        assert_distinct(&digests(&records), 60);
        // A third of the records on each of three nodes at 40 a second, or all of them on one.
        assert!(started.elapsed() >= std::time::Duration::from_millis(300));
    })
    .await;
}
