//! Nodes that are slow, silent or failing.

use std::sync::Arc;
use std::time::{Duration, Instant};

use acm_embedded::{Fault, ResultCode as Code};
use aerospike::query::PartitionFilter;
use aerospike::{
    BatchOperation, BatchPolicy, BatchReadPolicy, Bins, Key, Node, ReadPolicy, ResultCode,
    Statement,
};

use crate::harness::{
    Capability, Cluster, NAMESPACE, bin, eventually, needing, put_options, query_options, refused,
};

const RECORDS: i64 = 60;
/// What an impatient read waits, in milliseconds.
const PATIENCE: u32 = 300;
/// When even a late answer of the client is a hang.
const HANG: Duration = Duration::from_secs(3);

/// A read that waits for a short time and tries once.
fn impatient() -> ReadPolicy {
    let mut policy = ReadPolicy::default();
    policy.base_policy.total_timeout = PATIENCE;
    policy.base_policy.socket_timeout = PATIENCE;
    policy.base_policy.max_retries = 0;
    policy
}

/// Runs a test with a filled cluster and one node to spoil.
async fn spoiling(body: impl AsyncFnOnce(&Cluster, usize, &Arc<Node>)) {
    needing([Capability::FaultInjection], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        let node = cluster.client.random_node().expect("a node is up");
        let index = cluster.index_of(&node);
        body(cluster, index, &node).await;
        give(cluster, index, Fault::None);
        eventually("every record is read again", async || {
            let mut all = true;
            for number in 0..RECORDS {
                all &= get(cluster, number).await.is_ok();
            }
            all
        })
        .await;
    })
    .await;
}

fn give(cluster: &Cluster, node: usize, fault: Fault) {
    let given = cluster.embedded().set_fault(node, fault);
    given.expect("the node exists");
}

async fn get(cluster: &Cluster, number: i64) -> Result<aerospike::Record, aerospike::Error> {
    let key = cluster.key(number);
    cluster.client.get(&impatient(), &key, Bins::All).await
}

/// Reads every record impatiently; how many reads timed out. Others must succeed.
async fn count_timeouts(cluster: &Cluster) -> usize {
    let reads = (0..RECORDS).map(async |number| {
        let started = Instant::now();
        let outcome = get(cluster, number).await;
        assert!(started.elapsed() < HANG, "the client waits for ever");
        match outcome {
            Ok(_) => 0,
            Err(error) => {
                assert!(error.is_client_timeout(), "{error}");
                1
            }
        }
    });
    futures_util::future::join_all(reads).await.iter().sum()
}

#[tokio::test]
async fn a_slow_node_makes_reads_time_out_and_not_hang() {
    spoiling(async |cluster, index, _| {
        give(cluster, index, Fault::Delay(Duration::from_secs(2)));
        let late = count_timeouts(cluster).await;
        assert!((1..RECORDS as usize).contains(&late), "{late} reads");
    })
    .await;
}

#[tokio::test]
async fn a_node_that_is_only_a_little_slow_answers() {
    spoiling(async |cluster, index, _| {
        give(cluster, index, Fault::Delay(Duration::from_millis(100)));
        let started = Instant::now();
        for number in 0..20 {
            cluster.get(&cluster.key(number)).await;
        }
        assert!(started.elapsed() >= Duration::from_millis(100));
    })
    .await;
}

#[tokio::test]
async fn a_silent_node_makes_reads_time_out_and_not_hang() {
    spoiling(async |cluster, index, _| {
        give(cluster, index, Fault::Hang);
        let late = count_timeouts(cluster).await;
        assert!((1..RECORDS as usize).contains(&late), "{late} reads");
    })
    .await;
}

#[tokio::test]
async fn a_failing_node_answers_every_command_with_its_code() {
    spoiling(async |cluster, index, _| {
        for node in 0..3 {
            give(cluster, node, Fault::Answer(Code::FORBIDDEN));
        }
        let code = ResultCode::FailForbidden;
        let key = cluster.key(1);
        let client = &cluster.client;
        refused(client.get(&impatient(), &key, Bins::All).await, code);
        let mut once = put_options();
        once.base_policy.max_retries = 0;
        refused(client.put(&once, &key, &[bin("n", 2)]).await, code);
        refused(client.delete(&once, &key).await, code);

        let read = |key: Key| BatchOperation::read(&BatchReadPolicy::default(), key, Bins::All);
        let mut batch: Vec<_> = (0..RECORDS)
            .map(|number| read(cluster.key(number)))
            .collect();
        let mut policy = BatchPolicy::default();
        policy.base_policy.max_retries = 0;
        // Whether rows that failed fail the batch is the client's affair.
        let _outcome = client.batch(&policy, &mut batch).await;
        assert!(batch.iter().all(|row| row.result_code() == Some(code)));

        let statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
        let mut policy = query_options();
        policy.base_policy.max_retries = 0;
        let all = PartitionFilter::all();
        let outcome = cluster.run_query(&policy, all, statement).await;
        refused(outcome.map(|(records, _)| records), code);

        for node in (0..3).filter(|node| *node != index) {
            give(cluster, node, Fault::None);
        }
    })
    .await;
}

#[tokio::test]
async fn a_client_recovers_from_dropped_connections() {
    spoiling(async |cluster, index, node| {
        give(cluster, index, Fault::DropConnections);
        let mut failures = 0;
        for number in 0..RECORDS {
            failures += usize::from(get(cluster, number).await.is_err());
        }
        assert!((1..RECORDS as usize).contains(&failures), "{failures}");
        assert!(
            node.info(&aerospike::AdminPolicy::default(), &["node"])
                .await
                .is_err()
        );
    })
    .await;
}

#[tokio::test]
async fn a_batch_survives_one_failing_node_by_row() {
    spoiling(async |cluster, index, _| {
        give(cluster, index, Fault::Answer(Code::DEVICE_OVERLOAD));
        let read = |key: Key| BatchOperation::read(&BatchReadPolicy::default(), key, Bins::All);
        let mut batch: Vec<_> = (0..RECORDS)
            .map(|number| read(cluster.key(number)))
            .collect();
        let mut policy = BatchPolicy::default();
        policy.base_policy.max_retries = 0;
        let _outcome = cluster.client.batch(&policy, &mut batch).await;
        let count = |code: ResultCode| {
            let rows = batch.iter();
            rows.filter(|row| row.result_code() == Some(code)).count()
        };
        let (good, bad) = (count(ResultCode::Ok), count(ResultCode::DeviceOverload));
        assert_eq!(good + bad, batch.len());
        assert!(good > 0 && bad > 0, "{good} good, {bad} bad");
    })
    .await;
}
