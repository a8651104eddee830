//! Operations applied in the background, and ending queries by hand.

use std::collections::BTreeSet;
use std::time::{Duration, Instant};

use aerospike::expressions as exp;
use aerospike::operations;
use aerospike::query::{Filter, PartitionFilter};
use aerospike::{
    AdminPolicy, Bins, CollectionIndexType, ExecuteTask, Expiration, IndexType, QueryPolicy,
    ResultCode, Statement, Task as _, Value, WritePolicy,
};
use futures_util::StreamExt as _;

use crate::harness::{
    Capability, Cluster, NAMESPACE, bin, eventually, needing, put_options, query_options, refused,
    succeeds, test,
};

/// Longest until a query that is told to end has ended, on a busy machine. At their pace the queries
/// here would go on for ten times as long.
const END_DEADLINE: Duration = Duration::from_secs(2);

/// A statement over the test's set that adds to a bin.
fn adding(cluster: &Cluster, name: &str, number: i64) -> Statement {
    let mut statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
    statement.set_operations(vec![operations::add(&bin(name, number))]);
    statement
}

async fn start(cluster: &Cluster, policy: &WritePolicy, statement: Statement) -> ExecuteTask {
    succeeds(cluster.client.query_operate(policy, statement).await)
}

/// The bin `n` of all records of the test's set, in order.
async fn numbers(cluster: &Cluster) -> Vec<i64> {
    let records = cluster.query_all().await;
    let numbers = records.iter().map(|record| match record.bins["n"] {
        Value::Int(number) => number,
        ref other => panic!("not a number: {other:?}"),
    });
    let mut numbers: Vec<i64> = numbers.collect();
    numbers.sort_unstable();
    numbers
}

/// What each node shows of the query with an id.
async fn shown(cluster: &Cluster, id: u64) -> Vec<String> {
    let mut shown = Vec::new();
    for node in cluster.client.nodes() {
        let all = cluster.info_of(&node, "query-show").await;
        let of_query = format!("trid={id}:");
        let own = all.split(';').filter(|query| query.starts_with(&of_query));
        shown.extend(own.map(str::to_owned));
    }
    shown
}

/// The ids of the queries of the test's own set that are at work.
async fn at_work(cluster: &Cluster) -> BTreeSet<u64> {
    let of_set = format!(":set={}:", cluster.set);
    let mut ids = BTreeSet::new();
    for node in cluster.client.nodes() {
        let all = cluster.info_of(&node, "query-show").await;
        let own = all
            .split(';')
            .filter(|query| query.contains(&of_set) && query.contains(":status=active"));
        ids.extend(own.filter_map(|query| {
            let id = query.strip_prefix("trid=")?.split(':').next()?;
            id.parse::<u64>().ok()
        }));
    }
    ids
}

/// Asks all nodes to end a query.
async fn abort(cluster: &Cluster, id: u64) -> Vec<String> {
    let mut answers = Vec::new();
    for node in cluster.client.nodes() {
        answers.push(
            cluster
                .info_of(&node, &format!("query-abort:id={id}"))
                .await,
        );
    }
    answers
}

/// A pace that would take these tests far too long to wait for.
fn slow() -> WritePolicy {
    WritePolicy {
        records_per_second: 5,
        ..put_options()
    }
}

#[tokio::test]
async fn operations_are_applied_once_to_every_record_of_the_set() {
    test(async |cluster| {
        cluster.fill(200).await;
        let task = start(cluster, &put_options(), adding(cluster, "n", 1000)).await;
        succeeds(task.wait_till_complete(None).await);
        assert_eq!(numbers(cluster).await, (1000..1200).collect::<Vec<i64>>());
        let progress = succeeds(task.progress().await);
        assert_eq!((progress.succeeded, progress.failed), (200, 0));
        let record = cluster.get(&cluster.key(7)).await;
        assert_eq!(record.generation, 2);
    })
    .await;
}

#[tokio::test]
async fn operations_are_applied_to_what_a_filter_lets_through() {
    test(async |cluster| {
        cluster.fill(20).await;
        let mut policy = put_options();
        policy.base_policy.filter_expression = Some(exp::ge(exp::int_bin("n"), exp::int_val(15)));
        let task = start(cluster, &policy, adding(cluster, "n", 100)).await;
        succeeds(task.wait_till_complete(None).await);
        let expected: Vec<i64> = (0..15).chain(115..120).collect();
        assert_eq!(numbers(cluster).await, expected);
        let progress = succeeds(task.progress().await);
        assert_eq!((progress.succeeded, progress.filtered_bins), (5, 15));
    })
    .await;
}

#[tokio::test]
async fn operations_are_applied_once_to_what_an_index_finds_although_they_change_it() {
    test(async |cluster| {
        cluster.fill(300).await;
        let index = cluster
            .client
            .create_index_on_bin(
                &AdminPolicy::default(),
                NAMESPACE,
                &cluster.set,
                "n",
                &format!("{}-n", cluster.set),
                IndexType::Numeric,
                CollectionIndexType::Default,
                None,
            )
            .await;
        succeeds(succeeds(index).wait_till_complete(None).await);
        let mut statement = adding(cluster, "n", 50);
        statement.set_filter(Filter::range("n", 100, 10_000));
        let task = start(cluster, &put_options(), statement).await;
        succeeds(task.wait_till_complete(None).await);
        let expected: Vec<i64> = (0..100).chain(150..350).collect();
        assert_eq!(numbers(cluster).await, expected);
        if cluster.is_embedded() {
            assert_eq!(cluster.sum("si_query_ops_bg_complete").await, 3);
        }
    })
    .await;
}

#[tokio::test]
async fn records_are_touched_and_given_another_lifetime() {
    test(async |cluster| {
        cluster.fill(10).await;
        let mut statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
        statement.set_operations(vec![operations::touch()]);
        let policy = WritePolicy {
            expiration: Expiration::Seconds(1_000),
            ..put_options()
        };
        let task = start(cluster, &policy, statement).await;
        succeeds(task.wait_till_complete(None).await);
        let record = cluster.get(&cluster.key(3)).await;
        let left = record.time_to_live().expect("it expires").as_secs();
        assert!((900..=1_000).contains(&left), "{left} s");
    })
    .await;
}

#[tokio::test]
async fn records_that_cannot_be_changed_are_counted_and_the_others_are_changed() {
    test(async |cluster| {
        cluster.fill(10).await;
        cluster
            .put(&cluster.key(3), &[bin("n", 3), bin("t", "text")])
            .await;
        let task = start(cluster, &put_options(), adding(cluster, "t", 1)).await;
        succeeds(task.wait_till_complete(None).await);
        let progress = succeeds(task.progress().await);
        assert_eq!((progress.succeeded, progress.failed), (9, 1));
        assert_eq!(cluster.get(&cluster.key(4)).await.bins["t"], Value::Int(1));
    })
    .await;
}

#[tokio::test]
async fn a_background_query_keeps_to_its_pace_and_shows_how_far_it_is() {
    test(async |cluster| {
        cluster.fill(60).await;
        let policy = WritePolicy {
            records_per_second: 40,
            ..put_options()
        };
        let started = Instant::now();
        let task = start(cluster, &policy, adding(cluster, "n", 1)).await;
        let running = shown(cluster, task.task_id()).await;
        assert!(
            running
                .iter()
                .any(|query| query.contains(":status=active(ok):"))
        );
        assert!(running.iter().all(|query| query.contains(":rps=40:")));
        assert!(
            running
                .iter()
                .all(|query| query.contains(":job-type=background-ops:"))
        );
        succeeds(task.wait_till_complete(None).await);
        // A third of the records on each of three nodes, or all of them on one.
        assert!(started.elapsed() >= Duration::from_millis(300));
        let done = shown(cluster, task.task_id()).await;
        let is_done = |query: &String| {
            query.contains(":status=done(ok):job-progress=100.00:")
                && query.ends_with(":ops-active=0")
        };
        assert!(done.iter().all(is_done), "{done:?}");
    })
    .await;
}

#[tokio::test]
async fn an_aborted_background_query_leaves_the_rest_as_it_was() {
    test(async |cluster| {
        cluster.fill(300).await;
        let task = start(cluster, &slow(), adding(cluster, "n", 1_000)).await;
        let answers = abort(cluster, task.task_id()).await;
        assert!(answers.iter().all(|answer| answer == "ok"), "{answers:?}");
        let asked = Instant::now();
        eventually("the query has ended", async || {
            let shown = shown(cluster, task.task_id()).await;
            let ended = |query: &String| query.contains(":status=done(user-aborted):");
            shown.iter().all(ended)
        })
        .await;
        assert!(asked.elapsed() < END_DEADLINE, "{:?}", asked.elapsed());
        let changed = numbers(cluster)
            .await
            .into_iter()
            .filter(|number| *number >= 1_000);
        assert!(changed.count() < 50);
        let again = abort(cluster, task.task_id()).await;
        assert!(again.iter().all(|answer| answer == "ERROR:2:id not active"));
    })
    .await;
}

#[tokio::test]
async fn an_aborted_query_for_rows_ends_at_once_however_slow_it_is() {
    test(async |cluster| {
        cluster.fill(300).await;
        let policy = QueryPolicy {
            records_per_second: 2,
            ..query_options()
        };
        let statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
        let query = cluster
            .client
            .query(&policy, PartitionFilter::all(), statement)
            .await;
        let mut rows = succeeds(query).into_stream();
        succeeds(rows.next().await.expect("a row"));
        let asked = Instant::now();
        for id in at_work(cluster).await {
            let answers = abort(cluster, id).await;
            assert!(answers.contains(&"ok".to_owned()), "{answers:?}");
        }
        let mut failure = None;
        while let Some(row) = rows.next().await {
            failure = failure.or(row.err());
        }
        assert!(asked.elapsed() < END_DEADLINE, "{:?}", asked.elapsed());
        let failure = failure.expect("the query fails");
        assert_eq!(failure.server_result_code(), Some(ResultCode::ScanAbort));
    })
    .await;
}

#[tokio::test]
async fn a_background_query_of_a_node_that_crashes_ends_with_it() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(300).await;
        let task = start(cluster, &slow(), adding(cluster, "n", 1_000)).await;
        let embedded = cluster.embedded();
        embedded.stop_node(1).await.expect("it stops");
        cluster.until_nodes(2).await;
        embedded.start_node(1).await.expect("it starts");
        cluster.until_nodes(3).await;
        // The node knows nothing of it any more; the others go on.
        assert_eq!(shown(cluster, task.task_id()).await.len(), 2);
        abort(cluster, task.task_id()).await;
        assert_eq!(numbers(cluster).await.len(), 300);
    })
    .await;
}

#[tokio::test]
async fn background_queries_that_cannot_be_done_are_refused() {
    test(async |cluster| {
        cluster.fill(1).await;
        let mut unknown = adding(cluster, "n", 1);
        unknown.namespace = "nosuch".to_owned();
        let outcome = cluster.client.query_operate(&put_options(), unknown).await;
        refused(outcome.map(drop), ResultCode::InvalidNamespace);
        let mut unindexed = adding(cluster, "n", 1);
        unindexed.set_filter(Filter::equal("m", 1));
        let outcome = cluster
            .client
            .query_operate(&put_options(), unindexed)
            .await;
        refused(outcome.map(drop), ResultCode::IndexNotFound);
    })
    .await;
}
