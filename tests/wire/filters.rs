//! Filters by expressions, of every kind of command.

use std::collections::HashSet;

use aerospike::expressions as exp;
use aerospike::expressions::Expression;
use aerospike::operations::cdt_context::ctx_map_key;
use aerospike::operations::{self as op, ListPolicy};
use aerospike::query::PartitionFilter;
use aerospike::{
    BatchDeletePolicy, BatchOperation, BatchPolicy, BatchReadPolicy, BatchWritePolicy, Bins, Key,
    ListReturnType, MapReturnType, QueryPolicy, ReadPolicy, Record, ResultCode, Statement, Value,
    WritePolicy, as_list, as_map, as_val,
};

use crate::harness::{
    Cluster, NAMESPACE, bin, put_options, query_options, refused, succeeds, test,
};

/// Lets records through whose bin `n` is at least so large.
fn at_least(least: i64) -> Expression {
    exp::ge(exp::int_bin("n"), exp::int_val(least))
}

fn reading(filter: Expression) -> ReadPolicy {
    let mut policy = ReadPolicy::default();
    policy.base_policy.filter_expression = Some(filter);
    policy
}

fn writing(filter: Expression) -> WritePolicy {
    let mut policy = put_options();
    policy.base_policy.filter_expression = Some(filter);
    policy
}

fn querying(filter: Expression) -> QueryPolicy {
    let mut policy = query_options();
    policy.base_policy.filter_expression = Some(filter);
    policy
}

/// The numbers in bin `n`, in order.
fn numbers(records: &[Record]) -> Vec<i64> {
    let mut numbers: Vec<i64> = records
        .iter()
        .map(|record| match record.bins["n"] {
            Value::Int(number) => number,
            ref other => panic!("not a number: {other:?}"),
        })
        .collect();
    numbers.sort_unstable();
    numbers
}

/// The records of the set that a filter lets through, by the number in bin `n`.
async fn let_through(cluster: &Cluster, filter: Expression) -> Vec<i64> {
    let all = PartitionFilter::all();
    numbers(&cluster.query(&querying(filter), all, Bins::All).await.0)
}

#[tokio::test]
async fn a_command_on_a_record_that_is_let_through_is_done() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 5)]).await;
        let client = &cluster.client;
        let record = succeeds(client.get(&reading(at_least(5)), &key, Bins::All).await);
        assert_eq!(record.bins["n"], Value::Int(5));
        assert!(succeeds(client.exists(&reading(at_least(5)), &key).await));
        let policy = writing(at_least(5));
        succeeds(client.put(&policy, &key, &[bin("m", 1)]).await);
        succeeds(client.add(&policy, &key, &[bin("n", 1)]).await);
        succeeds(client.touch(&policy, &key).await);
        let operations = [op::add(&bin("n", 1)), op::get_bin("m")];
        let record = succeeds(client.operate(&policy, &key, &operations).await);
        assert_eq!(record.bins["m"], Value::Int(1));
        assert_eq!(cluster.get(&key).await.bins["n"], Value::Int(7));
        assert!(succeeds(client.delete(&policy, &key).await));
    })
    .await;
}

#[tokio::test]
async fn a_command_on_a_record_that_is_filtered_out_is_refused_and_changes_nothing() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 5)]).await;
        let client = &cluster.client;
        let unknown = exp::eq(exp::string_bin("none"), exp::string_val("x"));
        for filter in [at_least(6), unknown, exp::bool_val(false)] {
            let code = ResultCode::FilteredOut;
            let (read, write) = (reading(filter.clone()), writing(filter));
            refused(client.get(&read, &key, Bins::All).await, code);
            refused(client.get(&read, &key, Bins::None).await, code);
            refused(client.exists(&read, &key).await, code);
            refused(client.put(&write, &key, &[bin("n", 9)]).await, code);
            refused(client.add(&write, &key, &[bin("n", 9)]).await, code);
            refused(client.touch(&write, &key).await, code);
            let operations = [op::put(&bin("n", 9)), op::get()];
            refused(client.operate(&write, &key, &operations).await, code);
            refused(client.operate(&write, &key, &[op::get()]).await, code);
            refused(client.delete(&write, &key).await, code);
        }
        let record = cluster.get(&key).await;
        assert_eq!((record.generation, &record.bins["n"]), (1, &Value::Int(5)));
    })
    .await;
}

#[tokio::test]
async fn a_record_that_is_not_there_is_not_filtered() {
    test(async |cluster| {
        let key = cluster.key(1);
        let client = &cluster.client;
        let missing = client.get(&reading(at_least(6)), &key, Bins::All).await;
        refused(missing, ResultCode::KeyNotFoundError);
        assert!(!succeeds(client.delete(&writing(at_least(6)), &key).await));
        succeeds(
            client
                .put(&writing(at_least(6)), &key, &[bin("n", 1)])
                .await,
        );
        assert_eq!(cluster.get(&key).await.bins["n"], Value::Int(1));
    })
    .await;
}

#[tokio::test]
async fn a_filter_that_is_no_condition_is_a_parameter_error() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 5)]).await;
        let client = &cluster.client;
        let mismatch = exp::eq(exp::int_bin("n"), exp::string_val("5"));
        for filter in [exp::int_val(5), exp::int_bin("n"), mismatch] {
            let code = ResultCode::ParameterError;
            let write = writing(filter.clone());
            refused(
                client.get(&reading(filter.clone()), &key, Bins::All).await,
                code,
            );
            refused(client.put(&write, &key, &[bin("n", 9)]).await, code);
            refused(client.delete(&write, &key).await, code);
            let statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
            let all = PartitionFilter::all();
            let outcome = cluster.run_query(&querying(filter), all, statement).await;
            refused(outcome.map(|(records, _)| records), code);
        }
        assert_eq!(cluster.get(&key).await.generation, 1);
    })
    .await;
}

#[tokio::test]
async fn rows_of_a_batch_are_filtered_by_the_batch_or_by_themselves() {
    test(async |cluster| {
        cluster.fill(6).await;
        let key = |number: i64| cluster.key(number);
        let read = |number, filter| {
            let policy = BatchReadPolicy {
                filter_expression: filter,
                ..BatchReadPolicy::default()
            };
            BatchOperation::read(&policy, key(number), Bins::All)
        };
        let write = |number, filter| {
            let policy = BatchWritePolicy {
                filter_expression: filter,
                ..BatchWritePolicy::default()
            };
            BatchOperation::write(&policy, key(number), vec![op::put(&bin("w", 1))])
        };
        let delete = |number, filter| {
            let policy = BatchDeletePolicy {
                filter_expression: filter,
                ..BatchDeletePolicy::default()
            };
            BatchOperation::delete(&policy, key(number))
        };
        let mut batch = [
            read(0, None),
            read(3, None),
            read(0, Some(at_least(0))),
            read(5, Some(at_least(9))),
            write(1, None),
            write(4, None),
            write(2, Some(at_least(2))),
            delete(5, Some(at_least(9))),
            delete(3, Some(at_least(3))),
            read(77, None),
        ];
        let mut policy = BatchPolicy::default();
        policy.base_policy.total_timeout = 20_000;
        policy.base_policy.filter_expression = Some(at_least(3));
        succeeds(cluster.client.batch(&policy, &mut batch).await);
        let codes: Vec<_> = batch
            .iter()
            .filter_map(BatchOperation::result_code)
            .collect();
        let (done, out) = (ResultCode::Ok, ResultCode::FilteredOut);
        let missing = ResultCode::KeyNotFoundError;
        assert_eq!(codes[..4], [out, done, done, out]);
        assert_eq!(codes[4..], [out, done, done, out, done, missing]);
        for (number, written) in [(1, false), (2, true), (4, true), (5, false)] {
            let bins = cluster.get(&key(number)).await.bins;
            assert_eq!(bins.contains_key("w"), written, "{number}");
        }
        assert!(!cluster.exists(&key(3)).await);
    })
    .await;
}

#[tokio::test]
async fn a_query_finds_the_records_that_are_let_through() {
    test(async |cluster| {
        cluster.fill(300).await;
        let last = let_through(cluster, at_least(250)).await;
        assert_eq!(last, (250..300).collect::<Vec<_>>());
        let odd = exp::eq(
            exp::num_mod(exp::int_bin("n"), exp::int_val(2)),
            exp::int_val(1),
        );
        let both = exp::and(vec![odd, exp::not(at_least(10))]);
        assert_eq!(let_through(cluster, both).await, [1, 3, 5, 7, 9]);
    })
    .await;
}

#[tokio::test]
async fn pages_of_a_query_by_partition_and_number_cover_what_is_let_through_once() {
    test(async |cluster| {
        cluster.fill(300).await;
        let mut found = HashSet::new();
        for begin in (0..4096).step_by(1024) {
            let mut rest = PartitionFilter::by_range(begin, 1024);
            while !rest.done() {
                let policy = QueryPolicy {
                    max_records: 7,
                    ..querying(at_least(200))
                };
                let (page, next) = cluster.query(&policy, rest, Bins::All).await;
                assert!(page.len() <= 7, "{}", page.len());
                for record in &page {
                    let partition = record.key.as_ref().map(Key::partition_id);
                    assert!(partition.is_some_and(|id| (begin..begin + 1024).contains(&id)));
                }
                for number in numbers(&page) {
                    assert!(found.insert(number), "{number} came twice");
                }
                rest = next;
            }
        }
        assert_eq!(found, (200..300).collect());
    })
    .await;
}

#[tokio::test]
async fn a_filter_sees_what_a_record_tells_of_itself() {
    test(async |cluster| {
        let stored = cluster.key("stored");
        let mut policy = put_options();
        policy.send_key = true;
        succeeds(cluster.client.put(&policy, &stored, &[bin("n", 1)]).await);
        cluster.put(&cluster.key("bare"), &[bin("n", 2)]).await;
        assert_eq!(let_through(cluster, exp::key_exists()).await, [1]);
        let named = exp::eq(exp::key(exp::ExpType::String), exp::string_val("stored"));
        let outcome = cluster
            .client
            .get(&reading(named), &stored, Bins::All)
            .await;
        assert_eq!(succeeds(outcome).bins["n"], Value::Int(1));
        let set = exp::eq(exp::set_name(), exp::string_val(cluster.set.as_str()));
        assert_eq!(let_through(cluster, set).await, [1, 2]);
    })
    .await;
}

#[tokio::test]
async fn a_value_of_another_type_is_never_let_through() {
    test(async |cluster| {
        cluster
            .put(&cluster.key(1), &[bin("n", 1), bin("v", 1)])
            .await;
        cluster
            .put(&cluster.key(2), &[bin("n", 2), bin("v", "1")])
            .await;
        cluster.put(&cluster.key(3), &[bin("n", 3)]).await;
        let is_one = exp::eq(exp::int_bin("v"), exp::int_val(1));
        assert_eq!(let_through(cluster, is_one.clone()).await, [1]);
        assert_eq!(let_through(cluster, exp::not(is_one)).await, [0_i64; 0]);
        let is_text = exp::eq(exp::bin_type("v"), exp::int_val(3));
        assert_eq!(let_through(cluster, is_text).await, [2]);
        let is_missing = exp::not(exp::bin_exists("v"));
        assert_eq!(let_through(cluster, is_missing).await, [3]);
    })
    .await;
}

#[tokio::test]
async fn a_filter_operates_on_lists_and_maps() {
    use exp::{int_bin, int_val, list_bin, lists, map_bin, maps};
    test(async |cluster| {
        for number in 1..=3_i64 {
            let list: Vec<Value> = (1..=number).map(Value::Int).collect();
            let map = as_map!("k" => number, "inside" => as_list!(number, 0));
            let bins = [bin("n", number), bin("l", list), bin("m", map)];
            cluster.put(&cluster.key(number), &bins).await;
        }
        cluster.put(&cluster.key(4), &[bin("n", 4)]).await;
        let found =
            async |value, wanted: i64| let_through(cluster, exp::eq(value, int_val(wanted))).await;
        assert_eq!(found(lists::size(list_bin("l"), &[]), 3).await, [3]);
        // The place is calculated.
        let place = exp::num_sub(vec![int_bin("n"), int_val(2)]);
        let before = lists::get_by_index(
            ListReturnType::VALUES,
            exp::ExpType::Int,
            place,
            list_bin("l"),
            &[],
        );
        assert_eq!(found(before, 2).await, [3]);
        let key = exp::string_val("k");
        let of_key = |kind| {
            let by = MapReturnType::VALUE;
            maps::get_by_key(by, kind, key.clone(), map_bin("m"), &[])
        };
        assert_eq!(found(of_key(exp::ExpType::Int), 2).await, [2]);
        let of_another_type = exp::eq(of_key(exp::ExpType::String), exp::string_val("2"));
        assert_eq!(
            let_through(cluster, exp::not(of_another_type)).await,
            [0_i64; 0]
        );
        let inside = [ctx_map_key(Value::from("inside"))];
        let first = lists::get_by_rank(
            ListReturnType::VALUES,
            exp::ExpType::Int,
            int_val(-1),
            map_bin("m"),
            &inside,
        );
        assert_eq!(found(first, 1).await, [1]);
        // A changed list, of which another operation reads; a list among the values looked for.
        let plain = ListPolicy::default();
        let longer = lists::append(plain, int_bin("n"), list_bin("l"), &[]);
        assert_eq!(found(lists::size(longer, &[]), 4).await, [3]);
        let wanted = exp::list_val(vec![Value::Int(2), Value::Int(3)]);
        let count = lists::get_by_value_list(ListReturnType::COUNT, wanted, list_bin("l"), &[]);
        assert_eq!(found(count, 2).await, [3]);
    })
    .await;
}
