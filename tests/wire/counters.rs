//! Counters and histograms tell exactly what was done.

use std::collections::BTreeMap;

use aerospike::operations as op;
use aerospike::{
    BatchDeletePolicy, BatchOperation, BatchPolicy, BatchReadPolicy, BatchWritePolicy, Bins,
    GenerationPolicy, ReadPolicy, WritePolicy,
};

use crate::harness::{
    Capability, Cluster, bin, connect, eventually, needing, put_options, succeeds,
};

/// Counters that commands of clients can move.
const COUNTERS: [&str; 22] = [
    "client_read_success",
    "client_read_error",
    "client_read_not_found",
    "client_read_timeout",
    "client_write_success",
    "client_write_error",
    "client_write_timeout",
    "client_delete_success",
    "client_delete_error",
    "client_delete_not_found",
    "client_tsvc_error",
    "client_proxy_complete",
    "batch_sub_read_success",
    "batch_sub_read_error",
    "batch_sub_read_not_found",
    "batch_sub_write_success",
    "batch_sub_write_error",
    "batch_sub_delete_success",
    "batch_sub_delete_not_found",
    "pi_query_long_basic_complete",
    "fail_generation",
    "fail_record_too_big",
];

async fn read(cluster: &Cluster) -> BTreeMap<&'static str, i64> {
    let nodes = cluster.namespace_numbers().await;
    let sum = |name| nodes.iter().map(|numbers| numbers[name]).sum();
    COUNTERS.into_iter().map(|name| (name, sum(name))).collect()
}

/// Checks that the commands move these counters by so much, and no other.
async fn check(expected: &[(&'static str, i64)], commands: impl AsyncFnOnce(&Cluster)) {
    needing([Capability::Exclusive], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(100).await;
        let before = read(cluster).await;
        commands(cluster).await;
        let after = read(cluster).await;
        let moved: BTreeMap<_, _> = after
            .into_iter()
            .map(|(name, value)| (name, value - before[name]))
            .filter(|(_, by)| *by != 0)
            .collect();
        assert_eq!(moved, expected.iter().copied().collect());
    })
    .await;
}

#[tokio::test]
async fn reads_count_by_their_outcome() {
    let expected = [("client_read_success", 12), ("client_read_not_found", 5)];
    check(&expected, async |cluster| {
        for number in 0..10 {
            cluster.get(&cluster.key(number)).await;
        }
        for number in 1_000..1_004 {
            let key = cluster.key(number);
            let read = ReadPolicy::default();
            let outcome = cluster.client.get(&read, &key, Bins::All).await;
            assert!(outcome.is_err());
        }
        assert!(cluster.exists(&cluster.key(1)).await);
        assert!(!cluster.exists(&cluster.key(1_000)).await);
        let operations = [op::get_bin("n")];
        let key = cluster.key(2);
        succeeds(
            cluster
                .client
                .operate(&put_options(), &key, &operations)
                .await,
        );
    })
    .await;
}

#[tokio::test]
async fn writes_count_by_their_outcome() {
    let expected = [
        ("client_write_success", 13),
        ("client_write_error", 5),
        ("fail_generation", 3),
        ("fail_record_too_big", 1),
    ];
    check(&expected, async |cluster| {
        let client = &cluster.client;
        for number in 0..10 {
            cluster.put(&cluster.key(number), &[bin("n", 1)]).await;
        }
        let key = cluster.key(1);
        let policy = put_options();
        succeeds(client.touch(&policy, &key).await);
        succeeds(client.add(&policy, &key, &[bin("n", 1)]).await);
        let operations = [op::put(&bin("m", 1)), op::get()];
        succeeds(client.operate(&policy, &key, &operations).await);
        let stale = WritePolicy {
            generation_policy: GenerationPolicy::ExpectGenEqual,
            generation: 40,
            ..put_options()
        };
        for _ in 0..3 {
            assert!(client.put(&stale, &key, &[bin("n", 1)]).await.is_err());
        }
        let big = [bin("b", vec![0_u8; 2_000_000])];
        assert!(client.put(&policy, &key, &big).await.is_err());
        assert!(client.touch(&policy, &cluster.key(999)).await.is_err());
    })
    .await;
}

#[tokio::test]
async fn deletes_count_by_their_outcome() {
    let expected = [("client_delete_success", 7), ("client_delete_not_found", 3)];
    check(&expected, async |cluster| {
        for number in 93..103 {
            let key = cluster.key(number);
            succeeds(cluster.client.delete(&put_options(), &key).await);
        }
        assert_eq!(cluster.sum("master_objects").await, 93);
        assert_eq!(cluster.sum("prole_objects").await, 93);
    })
    .await;
}

#[tokio::test]
async fn rows_of_batches_count_apart_from_single_commands() {
    let expected = [
        ("batch_sub_read_success", 90),
        ("batch_sub_read_not_found", 30),
        ("batch_sub_write_success", 60),
        ("batch_sub_delete_success", 40),
        ("batch_sub_delete_not_found", 20),
    ];
    check(&expected, async |cluster| {
        let run = async |mut rows: Vec<BatchOperation>| {
            let policy = BatchPolicy::default();
            succeeds(cluster.client.batch(&policy, &mut rows).await);
        };
        let read = BatchReadPolicy::default();
        run((10..130)
            .map(|number| BatchOperation::read(&read, cluster.key(number), Bins::All))
            .collect())
        .await;
        let write = BatchWritePolicy::default();
        let put = || vec![op::put(&bin("m", 1))];
        run((0..60)
            .map(|number| BatchOperation::write(&write, cluster.key(number), put()))
            .collect())
        .await;
        let delete = BatchDeletePolicy::default();
        run((60..120)
            .map(|number| BatchOperation::delete(&delete, cluster.key(number)))
            .collect())
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_query_counts_once_on_each_node() {
    let expected = [("pi_query_long_basic_complete", 3)];
    check(&expected, async |cluster| {
        assert_eq!(cluster.query_all().await.len(), 100);
        eventually("the query is done on all nodes", async || {
            cluster.sum("pi_query_long_basic_complete").await == 3
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn objects_and_bytes_follow_what_is_stored() {
    needing([Capability::Exclusive], async |cluster| {
        cluster.until_nodes(3).await;
        assert_eq!(cluster.sum("objects").await, 0);
        assert_eq!(cluster.sum("data_used_bytes").await, 0);
        cluster.fill(100).await;
        assert_eq!(cluster.sum("master_objects").await, 100);
        assert_eq!(cluster.sum("prole_objects").await, 100);
        let small = cluster.sum("data_used_bytes").await;
        assert!(small >= 200 * 16, "{small} bytes");
        let big = [bin("b", vec![0_u8; 10_000])];
        cluster.put(&cluster.key(5), &big).await;
        let grown = cluster.sum("data_used_bytes").await - small;
        assert!((20_000..20_200).contains(&grown), "{grown} bytes");

        let sets = cluster.numbers(&format!("sets/test/{}", cluster.set)).await;
        let objects: i64 = sets.iter().map(|set| set["objects"]).sum();
        let bytes: i64 = sets.iter().map(|set| set["data_used_bytes"]).sum();
        assert_eq!(objects, 200);
        assert_eq!(bytes, small + grown);
    })
    .await;
}

#[tokio::test]
async fn latencies_count_the_commands_of_the_last_ten_seconds() {
    needing([Capability::Exclusive], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(200).await;
        for number in 0..100 {
            cluster.get(&cluster.key(number)).await;
        }
        assert_rate(cluster, "write", 20.0).await;
        assert_rate(cluster, "read", 10.0).await;
    })
    .await;
}

/// Checks the sum over all nodes of the commands a second, and that the shares of slow ones fall.
async fn assert_rate(cluster: &Cluster, histogram: &str, expected: f64) {
    let mut rate = 0.0;
    for node in cluster.client.nodes() {
        let command = format!("latencies:hist={{test}}-{histogram}");
        let answer = cluster.info_of(&node, &command).await;
        let numbers: Vec<f64> = answer
            .split(',')
            .skip(1)
            .map(|number| number.parse().expect("a number"))
            .collect();
        assert_eq!(numbers.len(), 18, "{answer}");
        rate += numbers[0];
        let shares = &numbers[1..];
        assert!(shares.windows(2).all(|pair| pair[0] >= pair[1]), "{answer}");
    }
    assert!((rate - expected).abs() < 0.05, "{rate} a second");
}

#[tokio::test]
async fn connections_are_counted_when_they_open_and_close() {
    needing([Capability::Exclusive], async |cluster| {
        cluster.until_nodes(3).await;
        let count = async |name: &str| {
            let nodes = cluster.numbers("statistics").await;
            nodes.iter().map(|numbers| numbers[name]).sum::<i64>()
        };
        let before = count("client_connections").await;
        let seed = cluster.embedded().addresses()[0].to_string();
        let second = connect(&seed).await;
        eventually("the second client's connections are seen", async || {
            count("client_connections").await >= before + 3
        })
        .await;
        second.close().await.expect("the client closes");
        drop(second);
        eventually("they are gone again", async || {
            let opened = count("client_connections_opened").await;
            let closed = count("client_connections_closed").await;
            let open = count("client_connections").await;
            closed > 0 && open < before + 3 && (opened - closed - open).abs() <= 1
        })
        .await;
    })
    .await;
}
