//! Adding, appending, prepending, and several operations in one command.

use aerospike::operations as op;
use aerospike::{ResultCode, Value};

use crate::harness::{bin, put_options, refused, succeeds, test};

#[tokio::test]
async fn adding_changes_numbers_and_creates_bins_and_records() {
    test(async |cluster| {
        let key = cluster.key(1);
        let add =
            async |bins: &[aerospike::Bin]| cluster.client.add(&put_options(), &key, bins).await;
        succeeds(add(&[bin("i", 5)]).await);
        succeeds(add(&[bin("i", -20), bin("new", 1)]).await);
        succeeds(add(&[bin("f", 1.5)]).await);
        succeeds(add(&[bin("f", 2.25)]).await);
        let record = cluster.get(&key).await;
        assert_eq!(record.bins["i"], Value::Int(-15));
        assert_eq!(record.bins["new"], Value::Int(1));
        assert_eq!(record.bins["f"], Value::from(3.75));
        assert_eq!(record.generation, 4);
    })
    .await;
}

#[tokio::test]
async fn adding_past_the_largest_integer_wraps() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("i", i64::MAX)]).await;
        succeeds(
            cluster
                .client
                .add(&put_options(), &key, &[bin("i", 1)])
                .await,
        );
        assert_eq!(cluster.get(&key).await.bins["i"], Value::Int(i64::MIN));
    })
    .await;
}

#[tokio::test]
async fn appending_and_prepending_change_texts_and_bytes() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster
            .put(&key, &[bin("s", "-mid-"), bin("b", vec![2_u8])])
            .await;
        let policy = put_options();
        succeeds(
            cluster
                .client
                .append(&policy, &key, &[bin("s", "end"), bin("b", vec![3_u8])])
                .await,
        );
        succeeds(
            cluster
                .client
                .prepend(&policy, &key, &[bin("s", "start"), bin("new", "x")])
                .await,
        );
        let record = cluster.get(&key).await;
        assert_eq!(record.bins["s"], Value::from("start-mid-end"));
        assert_eq!(record.bins["b"], Value::Blob(vec![2, 3]));
        assert_eq!(record.bins["new"], Value::from("x"));
    })
    .await;
}

#[tokio::test]
async fn an_operation_on_a_bin_of_another_type_is_refused() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster
            .put(&key, &[bin("i", 1), bin("s", "x"), bin("f", 1.0)])
            .await;
        let policy = put_options();
        let client = &cluster.client;
        let code = ResultCode::BinTypeError;
        refused(client.add(&policy, &key, &[bin("s", 1)]).await, code);
        refused(client.add(&policy, &key, &[bin("f", 1)]).await, code);
        refused(client.append(&policy, &key, &[bin("i", "x")]).await, code);
        refused(
            client.append(&policy, &key, &[bin("s", vec![1_u8])]).await,
            code,
        );
        assert_eq!(cluster.get(&key).await.generation, 1);
    })
    .await;
}

#[tokio::test]
async fn operations_run_in_order_and_read_what_was_just_written() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 5), bin("s", "a")]).await;
        let record = succeeds(
            cluster
                .client
                .operate(
                    &put_options(),
                    &key,
                    &[
                        op::get_bin("n"),
                        op::add(&bin("n", 1)),
                        op::get_bin("n"),
                        op::append(&bin("s", "b")),
                        op::prepend(&bin("s", "_")),
                        op::get_bin("s"),
                        op::put(&bin("z", true)),
                        op::touch(),
                    ],
                )
                .await,
        );
        assert_eq!(record.generation, 2);
        let read = |name: &str| match &record.bins[name] {
            Value::MultiResult(values) => values
                .iter()
                .filter(|value| !value.is_nil())
                .cloned()
                .collect(),
            value => vec![value.clone()],
        };
        assert_eq!(read("n"), [Value::Int(5), Value::Int(6)]);
        assert_eq!(read("s"), [Value::from("_ab")]);
        let stored = cluster.get(&key).await;
        assert_eq!(stored.bins["z"], Value::Bool(true));
        assert_eq!(stored.bins["n"], Value::Int(6));
    })
    .await;
}

#[tokio::test]
async fn a_failing_operation_undoes_those_before_it() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 5), bin("s", "a")]).await;
        let outcome = cluster
            .client
            .operate(
                &put_options(),
                &key,
                &[op::add(&bin("n", 1)), op::add(&bin("s", 1))],
            )
            .await;
        refused(outcome, ResultCode::BinTypeError);
        let record = cluster.get(&key).await;
        assert_eq!(record.bins["n"], Value::Int(5));
        assert_eq!(record.generation, 1);
    })
    .await;
}

#[tokio::test]
async fn operations_that_only_read_leave_the_generation() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("a", 1), bin("b", 2)]).await;
        let operate = async |operations: &[op::Operation]| {
            cluster
                .client
                .operate(&put_options(), &key, operations)
                .await
        };
        let record = succeeds(operate(&[op::get_bin("a"), op::get_bin("none")]).await);
        assert_eq!(record.bins["a"], Value::Int(1));
        let record = succeeds(operate(&[op::get()]).await);
        assert_eq!(record.bins.len(), 2);
        let record = succeeds(operate(&[op::get_header()]).await);
        assert!(record.bins.is_empty());
        assert_eq!(record.generation, 1);
    })
    .await;
}

#[tokio::test]
async fn a_write_can_read_the_whole_record_it_leaves() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("a", 1)]).await;
        let record = succeeds(
            cluster
                .client
                .operate(&put_options(), &key, &[op::put(&bin("b", 2)), op::get()])
                .await,
        );
        assert_eq!(record.bins["a"], Value::Int(1));
        assert_eq!(record.bins["b"], Value::Int(2));
    })
    .await;
}

#[tokio::test]
async fn a_delete_followed_by_a_write_replaces_the_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("old", 1)]).await;
        let operate = async |operations: &[op::Operation]| {
            cluster
                .client
                .operate(&put_options(), &key, operations)
                .await
        };
        succeeds(operate(&[op::delete(), op::put(&bin("new", 2))]).await);
        let record = cluster.get(&key).await;
        assert_eq!(record.bins.keys().collect::<Vec<_>>(), ["new"]);
        assert_eq!(record.generation, 2);
        succeeds(operate(&[op::delete()]).await);
        assert!(!cluster.exists(&key).await);
        refused(operate(&[op::delete()]).await, ResultCode::KeyNotFoundError);
    })
    .await;
}

#[tokio::test]
async fn reads_of_a_missing_record_are_not_found() {
    test(async |cluster| {
        let outcome = cluster
            .client
            .operate(&put_options(), &cluster.key(1), &[op::get_bin("a")])
            .await;
        refused(outcome, ResultCode::KeyNotFoundError);
    })
    .await;
}
