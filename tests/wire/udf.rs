//! Lua modules: registering them, and calling their functions on records, in batches, in the background
//! and on streams.

use std::time::{Duration, Instant};

use aerospike::query::PartitionFilter;
use aerospike::{
    AdminPolicy, BatchOperation, BatchPolicy, BatchUdfPolicy, Bins, Error, ReadPolicy, ResultCode,
    Statement, Task as _, UdfLang, Value, as_list, as_map, as_val,
};

use crate::harness::{
    Capability, Cluster, NAMESPACE, bin, eventually, needing, put_options, query_options, succeeds,
    test,
};

const SOURCE: &str = r#"
function add(rec, name, number)
  rec[name] = (rec[name] or 0) + number
  if aerospike:exists(rec) then
    aerospike:update(rec)
  else
    aerospike:create(rec)
  end
  return rec[name]
end

function same(rec, value) return value end

function fail(rec)
  error("boom")
end

function forever(rec) while true do pcall(function() while true do end end) end end

function erase(rec) return aerospike:remove(rec) end

function touch(rec, seconds)
  record.set_ttl(rec, seconds)
  aerospike:update(rec)
  return map{ttl = record.ttl(rec), gen = record.gen(rec), set = record.setname(rec), key = record.key(rec)}
end

local function number(rec) return rec.n end
local function plus(a, b) return a + b end

function sum(s, least)
  return s : filter(function(rec) return rec.n >= (least or 0) end) : map(number) : reduce(plus)
end

function parity(s)
  return s : aggregate(map(), function(counts, rec)
    local name = rec.n % 2 == 0 and "even" or "odd"
    counts[name] = (counts[name] or 0) + 1
    return counts
  end) : reduce(function(a, b) return map.merge(a, b, plus) end)
end

function numbers(s) return s : map(number) end

function slow_update(rec)
  for i = 1, 20000 do end
  rec.n = 2
  return aerospike:update(rec)
end

function broken(s) return s : map(function(rec) return rec.n.x.y end) end

function endless(s) return s : map(function(rec) while true do end end) end
"#;

/// The test's own module, registered on all nodes.
async fn registered(cluster: &Cluster) -> String {
    register(cluster, SOURCE).await;
    cluster.set.clone()
}

async fn register(cluster: &Cluster, source: &str) {
    let file = format!("{}.lua", cluster.set);
    let policy = AdminPolicy::default();
    let task = cluster
        .client
        .register_udf(&policy, source.as_bytes(), &file, UdfLang::Lua)
        .await;
    succeeds(succeeds(task).wait_till_complete(None).await);
}

/// A real cluster keeps modules until somebody removes them.
async fn forget(cluster: &Cluster) {
    let file = format!("{}.lua", cluster.set);
    let removed = cluster
        .client
        .remove_udf(&AdminPolicy::default(), &file)
        .await;
    succeeds(succeeds(removed).wait_till_complete(None).await);
}

/// Runs a test with its module.
async fn with_module(body: impl AsyncFnOnce(&Cluster, &str)) {
    test(async |cluster| {
        let module = registered(cluster).await;
        body(cluster, &module).await;
        forget(cluster).await;
    })
    .await;
}

async fn call(
    cluster: &Cluster,
    key: i64,
    function: &str,
    arguments: &[Value],
) -> Result<Option<Value>, Error> {
    let mut policy = put_options();
    policy.send_key = true;
    let key = cluster.key(key);
    cluster
        .client
        .execute_udf(&policy, &key, &cluster.set, function, arguments)
        .await
}

/// What a function fails with.
async fn failure(cluster: &Cluster, function: &str) -> String {
    let error = call(cluster, 1, function, &[]).await;
    let error = error.expect_err("the function fails");
    let code = u8::from(ResultCode::UdfBadResponse);
    assert_eq!(error.result_code(), i32::from(code), "{error}");
    error.to_string()
}

/// What a function makes of the stream of the set's records on each node.
async fn stream(
    cluster: &Cluster,
    function: &str,
    arguments: &[Value],
) -> Result<Vec<aerospike::Record>, Error> {
    let mut statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
    statement.set_aggregate_function(cluster.set.as_str(), function, arguments);
    let mut policy = query_options();
    policy.base_policy.max_retries = 0;
    let all = PartitionFilter::all();
    let found = cluster.run_query(&policy, all, statement).await;
    found.map(|(records, _)| records)
}

async fn successes(cluster: &Cluster, function: &str, arguments: &[Value]) -> Vec<Value> {
    let records = succeeds(stream(cluster, function, arguments).await);
    let values = records.into_iter().map(|record| {
        assert_eq!(record.bins.len(), 1, "{record:?}");
        record.bins["SUCCESS"].clone()
    });
    values.collect()
}

#[tokio::test]
async fn a_module_is_registered_listed_replaced_and_removed_on_all_nodes() {
    test(async |cluster| {
        let module = registered(cluster).await;
        let entry = format!("filename={module}.lua,");
        let list = async || {
            let mut lists = Vec::new();
            for node in cluster.client.nodes() {
                lists.push(cluster.info_of(&node, "udf-list").await);
            }
            lists
        };
        let first = list().await;
        assert!(first.iter().all(|list| list.contains(&entry)), "{first:?}");
        register(cluster, "function same() return 'other' end").await;
        eventually("all nodes have the other text", async || {
            list().await.iter().all(|list| !first.contains(list))
        })
        .await;
        let other = succeeds(call(cluster, 1, "same", &[as_val!(1)]).await);
        assert_eq!(other, Some(as_val!("other")));
        forget(cluster).await;
        assert!(list().await.iter().all(|list| !list.contains(&entry)));
        failure(cluster, "same").await;
    })
    .await;
}

#[tokio::test]
async fn a_text_that_is_not_lua_is_not_registered() {
    test(async |cluster| {
        let policy = AdminPolicy::default();
        let outcome = cluster
            .client
            .register_udf(&policy, b"function (", "broken.lua", UdfLang::Lua)
            .await;
        let error = outcome.map(drop).expect_err("it does not compile");
        assert!(error.to_string().contains("compile_error"), "{error}");
    })
    .await;
}

#[tokio::test]
async fn a_function_creates_changes_and_removes_a_record() {
    with_module(async |cluster, _| {
        let add = async |number: i64| {
            succeeds(call(cluster, 1, "add", &[as_val!("n"), as_val!(number)]).await)
        };
        assert_eq!(add(5).await, Some(as_val!(5)));
        assert_eq!(add(2).await, Some(as_val!(7)));
        let record = cluster.get(&cluster.key(1)).await;
        assert_eq!(
            (record.bins["n"].clone(), record.generation),
            (as_val!(7), 2)
        );
        let shown = succeeds(call(cluster, 1, "touch", &[as_val!(1000)]).await);
        let expected =
            as_map!("gen" => 3, "key" => 1, "set" => cluster.set.as_str(), "ttl" => 1000);
        assert_eq!(shown, Some(expected));
        let erased = succeeds(call(cluster, 1, "erase", &[]).await);
        assert_eq!(erased, Some(as_val!(0)));
        assert!(!cluster.exists(&cluster.key(1)).await);
    })
    .await;
}

#[tokio::test]
async fn values_of_every_kind_pass_through_a_function() {
    with_module(async |cluster, _| {
        let values = [
            as_val!(i64::MIN),
            as_val!(-1.5),
            as_val!(true),
            as_val!("ä"),
            Value::Blob(vec![0, 255]),
            as_list!(1, "a", as_list!(2.5)),
            as_map!("k" => as_map!(1 => true)),
        ];
        for value in values {
            let same = succeeds(call(cluster, 1, "same", std::slice::from_ref(&value)).await);
            assert_eq!(same, Some(value));
        }
        let nothing = succeeds(call(cluster, 1, "same", &[]).await);
        assert_eq!(nothing, None);
    })
    .await;
}

#[tokio::test]
async fn calls_at_the_same_time_are_all_applied() {
    with_module(async |cluster, _| {
        let arguments = [as_val!("n"), as_val!(1)];
        let calls = (0..32).map(|_| call(cluster, 1, "add", &arguments));
        for outcome in futures_util::future::join_all(calls).await {
            succeeds(outcome);
        }
        let record = cluster.get(&cluster.key(1)).await;
        assert_eq!(
            (record.bins["n"].clone(), record.generation),
            (as_val!(32), 32)
        );
    })
    .await;
}

#[tokio::test]
async fn a_record_that_is_deleted_while_a_function_works_on_it_stays_deleted() {
    with_module(async |cluster, _| {
        let key = cluster.key(1);
        for _ in 0..20 {
            cluster.put(&key, &[bin("n", 1)]).await;
            let options = put_options();
            let (called, deleted) = tokio::join!(
                call(cluster, 1, "slow_update", &[]),
                cluster.client.delete(&options, &key),
            );
            // Updated before it was deleted, or told that it is not there.
            let told = succeeds(called);
            assert!(
                [Some(as_val!(0)), Some(as_val!(1))].contains(&told),
                "{told:?}"
            );
            succeeds(deleted);
            let exists = cluster.client.exists(&ReadPolicy::default(), &key).await;
            assert!(!succeeds(exists));
        }
    })
    .await;
}

#[tokio::test]
async fn what_fails_says_where() {
    with_module(async |cluster, module| {
        let boom = failure(cluster, "fail").await;
        assert!(boom.contains(&format!("{module}.lua:15: boom")), "{boom}");
        let missing = failure(cluster, "nosuch").await;
        assert!(missing.contains("function not found"), "{missing}");
    })
    .await;
}

#[tokio::test]
async fn a_function_that_does_not_end_is_ended() {
    // What a real server does with such a function is not for others who use it to find out.
    needing([Capability::Exclusive], async |cluster| {
        registered(cluster).await;
        let started = Instant::now();
        let ended = failure(cluster, "forever").await;
        assert!(ended.contains("the module"), "{ended}");
        assert!(started.elapsed() < Duration::from_secs(10));
        // The node is there for others.
        let same = succeeds(call(cluster, 1, "same", &[as_val!(1)]).await);
        assert_eq!(same, Some(as_val!(1)));
    })
    .await;
}

#[tokio::test]
async fn a_batch_calls_a_function_on_each_of_its_records() {
    with_module(async |cluster, module| {
        cluster.fill(3).await;
        let policy = BatchUdfPolicy::default();
        let calls = (0..3).map(|key| {
            let arguments = vec![as_val!("n"), as_val!(10)];
            BatchOperation::udf(&policy, cluster.key(key), module, "add", arguments)
        });
        let mut calls: Vec<_> = calls.collect();
        let policy = BatchPolicy::default();
        succeeds(cluster.client.batch(&policy, &mut calls).await);
        let values = calls.iter().map(|call| {
            let row = call.batch_record();
            let record = row.record.as_ref().expect("a record");
            record.bins["SUCCESS"].clone()
        });
        let values: Vec<Value> = values.collect();
        assert_eq!(values, [as_val!(10), as_val!(11), as_val!(12)]);
    })
    .await;
}

#[tokio::test]
async fn a_function_runs_in_the_background_on_every_record_of_the_set() {
    with_module(async |cluster, module| {
        cluster.fill(60).await;
        let start = async |function: &str| {
            let statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::None);
            let arguments = [as_val!("n"), as_val!(100)];
            let task = cluster
                .client
                .query_execute_udf(&put_options(), statement, module, function, &arguments)
                .await;
            let task = succeeds(task);
            succeeds(task.wait_till_complete(None).await);
            succeeds(task.progress().await)
        };
        let progress = start("add").await;
        assert_eq!((progress.succeeded, progress.failed), (60, 0));
        let record = cluster.get(&cluster.key(7)).await;
        assert_eq!((record.bins["n"].clone(), record.generation), (as_val!(107), 2));
        let progress = start("fail").await;
        assert_eq!((progress.succeeded, progress.failed), (0, 60));
        let shown = cluster.info_of(&cluster.client.nodes()[0], "query-show").await;
        let line = format!("job-type=background-udf:net-io-bytes=30:socket-timeout=10000:udf-filename={module}:udf-function=fail");
        assert!(shown.contains(&line), "{shown}");
    })
    .await;
}

#[tokio::test]
async fn each_node_sends_what_it_made_of_its_records() {
    with_module(async |cluster, _| {
        cluster.fill(50).await;
        let total = |values: &[Value]| -> i64 {
            let numbers = values.iter().map(|value| match value {
                Value::Int(number) => *number,
                other => panic!("not a number: {other:?}"),
            });
            numbers.sum()
        };
        let sums = successes(cluster, "sum", &[]).await;
        assert!(sums.len() <= cluster.client.nodes().len(), "{sums:?}");
        assert_eq!(total(&sums), (0..50).sum::<i64>());
        let sums = successes(cluster, "sum", &[as_val!(40)]).await;
        assert_eq!(total(&sums), (40..50).sum::<i64>());
        let all = successes(cluster, "numbers", &[]).await;
        assert_eq!((all.len(), total(&all)), (50, (0..50).sum::<i64>()));
        let counts = successes(cluster, "parity", &[]).await;
        assert!(!counts.is_empty());
        assert!(
            counts.iter().all(|count| matches!(
                count,
                Value::HashMap(_) | Value::SortedMap(_) | Value::OrderedMap(_)
            )),
            "{counts:?}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_stream_that_fails_says_where() {
    needing([Capability::Exclusive], async |cluster| {
        let module = registered(cluster).await;
        cluster.put(&cluster.key(1), &[bin("n", 1)]).await;
        let failed = async |function: &str| {
            let records = succeeds(stream(cluster, function, &[]).await);
            let mut reasons = records
                .iter()
                .filter_map(|record| record.bins.get("FAILURE"));
            let reason = reasons.next().expect("a failure");
            reason.to_string()
        };
        let broken = failed("broken").await;
        assert!(broken.contains(&format!("{module}.lua:")), "{broken}");
        let missing = failed("nosuch").await;
        assert!(missing.contains("function not found"), "{missing}");
    })
    .await;
}

#[tokio::test]
async fn an_aggregation_that_is_aborted_ends() {
    needing([Capability::Exclusive], async |cluster| {
        registered(cluster).await;
        cluster.put(&cluster.key(1), &[bin("n", 1)]).await;
        let started = Instant::now();
        let abort = async {
            for node in cluster.client.nodes() {
                eventually("the function runs", async || {
                    let shown = cluster.info_of(&node, "query-show").await;
                    shown.contains("job-type=aggregation")
                })
                .await;
                cluster.info_of(&node, "query-abort-all").await;
            }
        };
        let (_, ()) = tokio::join!(stream(cluster, "endless", &[]), abort);
        assert!(started.elapsed() < Duration::from_secs(8));
    })
    .await;
}

#[tokio::test]
async fn a_node_that_missed_a_module_fails_its_calls_until_it_catches_up() {
    needing([Capability::FaultInjection], async |cluster| {
        cluster.fill(60).await;
        let_miss(cluster, true);
        let file = format!("{}.lua", cluster.set);
        let policy = AdminPolicy::default();
        let source = SOURCE.as_bytes();
        succeeds(
            cluster
                .client
                .register_udf(&policy, source, &file, UdfLang::Lua)
                .await,
        );
        let outcomes = async || {
            let mut failed = 0;
            for key in 0..60 {
                failed += usize::from(call(cluster, key, "same", &[]).await.is_err());
            }
            failed
        };
        let failed = outcomes().await;
        assert!((1..60).contains(&failed), "{failed} of 60");
        let_miss(cluster, false);
        assert_eq!(outcomes().await, 0);
    })
    .await;
}

fn let_miss(cluster: &Cluster, misses: bool) {
    let told = cluster.embedded().set_misses_modules(1, misses);
    told.expect("there is a second node");
}
