//! Many records in one command.

use aerospike::operations::{self as op, ListPolicy, MapPolicy, lists, maps};
use aerospike::{
    BatchDeletePolicy, BatchOperation, BatchPolicy, BatchReadPolicy, BatchWritePolicy, Bins,
    Expiration, GenerationPolicy, Key, ListReturnType, MapReturnType, RecordExistsAction,
    ResultCode, Value, as_val, as_values,
};

use crate::harness::{Cluster, bin, succeeds, test};

fn read(key: Key, bins: impl Into<Bins>) -> BatchOperation {
    BatchOperation::read(&BatchReadPolicy::default(), key, bins.into())
}

fn write(key: Key, operations: Vec<op::Operation>) -> BatchOperation {
    BatchOperation::write(&BatchWritePolicy::default(), key, operations)
}

fn delete(key: Key) -> BatchOperation {
    BatchOperation::delete(&BatchDeletePolicy::default(), key)
}

fn options() -> BatchPolicy {
    let mut policy = BatchPolicy::default();
    policy.base_policy.total_timeout = 20_000;
    policy
}

/// Runs the batch; the result code of each of its rows.
async fn run(cluster: &Cluster, batch: &mut [BatchOperation]) -> Vec<ResultCode> {
    succeeds(cluster.client.batch(&options(), batch).await);
    batch
        .iter()
        .map(|row| row.result_code().expect("each row has an outcome"))
        .collect()
}

/// A bin of a row's record.
fn bin_of<'a>(row: &'a BatchOperation, name: &str) -> &'a Value {
    let record = row.batch_record().record.as_ref();
    &record.expect("the row has a record").bins[name]
}

#[tokio::test]
async fn a_batch_reads_a_thousand_records_and_says_which_are_missing() {
    test(async |cluster| {
        cluster.fill(900).await;
        let mut batch: Vec<_> = (0..1_000)
            .map(|number| read(cluster.key(number), Bins::All))
            .collect();
        let codes = run(cluster, &mut batch).await;
        for (number, (row, code)) in batch.iter().zip(codes).enumerate() {
            if number < 900 {
                assert_eq!(code, ResultCode::Ok);
                assert_eq!(bin_of(row, "n"), &Value::from(number));
            } else {
                assert_eq!(code, ResultCode::KeyNotFoundError);
                assert!(row.batch_record().record.is_none());
            }
        }
    })
    .await;
}

#[tokio::test]
async fn rows_of_a_batch_operate_on_lists_and_maps() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = MapPolicy::default();
        let append = lists::append_items(&ListPolicy::default(), "l", as_values!(3, 1));
        let put = maps::put(&plain, "m", as_val!("k"), as_val!(7));
        let mut batch = [
            write(key.clone(), vec![append, put]),
            delete(cluster.key(2)),
        ];
        let codes = run(cluster, &mut batch).await;
        assert_eq!(codes, [ResultCode::Ok, ResultCode::KeyNotFoundError]);
        assert_eq!(bin_of(&batch[0], "l"), &Value::Int(2));
        let asked = vec![
            lists::get_by_rank("l", 0, ListReturnType::VALUES),
            maps::get_by_key("m", as_val!("k"), MapReturnType::VALUE),
        ];
        let policy = BatchReadPolicy::default();
        let mut batch = [
            BatchOperation::read_ops(&policy, key, asked),
            read(cluster.key(2), Bins::All),
        ];
        run(cluster, &mut batch).await;
        assert_eq!(bin_of(&batch[0], "l"), &Value::Int(1));
        assert_eq!(bin_of(&batch[0], "m"), &Value::Int(7));
    })
    .await;
}

#[tokio::test]
async fn rows_of_a_batch_read_all_some_or_no_bins() {
    test(async |cluster| {
        let keys: Vec<Key> = (0..9).map(|number| cluster.key(number)).collect();
        for key in &keys {
            cluster.put(key, &[bin("a", 1), bin("b", 2)]).await;
        }
        let mut batch = Vec::new();
        for keys in keys.chunks(3) {
            batch.push(read(keys[0].clone(), Bins::All));
            batch.push(read(keys[1].clone(), ["b", "none"]));
            batch.push(read(keys[2].clone(), Bins::None));
        }
        assert_eq!(run(cluster, &mut batch).await, [ResultCode::Ok; 9]);
        for rows in batch.chunks(3) {
            let names: Vec<Vec<&str>> = rows
                .iter()
                .map(|row| {
                    let record = row.batch_record().record.as_ref().expect("it is there");
                    record.bins.keys().map(String::as_str).collect()
                })
                .collect();
            assert_eq!(names, [vec!["a", "b"], vec!["b"], vec![]]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_batch_writes_a_thousand_records() {
    test(async |cluster| {
        let mut batch: Vec<_> = (0_i64..1_000)
            .map(|number| write(cluster.key(number), vec![op::put(&bin("n", number))]))
            .collect();
        let codes = run(cluster, &mut batch).await;
        assert!(codes.iter().all(|code| *code == ResultCode::Ok));
        assert_eq!(cluster.query_all().await.len(), 1_000);
        for number in [0, 499, 999] {
            let record = cluster.get(&cluster.key(number)).await;
            assert_eq!(record.bins["n"], Value::Int(number));
        }
    })
    .await;
}

#[tokio::test]
async fn a_batch_deletes_and_says_what_was_not_there() {
    test(async |cluster| {
        cluster.fill(10).await;
        let mut batch: Vec<_> = (5..15).map(|number| delete(cluster.key(number))).collect();
        let codes = run(cluster, &mut batch).await;
        assert_eq!(codes[..5], [ResultCode::Ok; 5]);
        assert_eq!(codes[5..], [ResultCode::KeyNotFoundError; 5]);
        assert_eq!(cluster.query_all().await.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn rows_of_a_mixed_batch_succeed_and_fail_on_their_own() {
    test(async |cluster| {
        cluster.fill(6).await;
        cluster.put(&cluster.key("text"), &[bin("n", "x")]).await;
        let mut batch = vec![
            read(cluster.key(0), Bins::All),
            write(
                cluster.key(1),
                vec![op::add(&bin("n", 10)), op::get_bin("n")],
            ),
            delete(cluster.key(2)),
            read(cluster.key("missing"), Bins::All),
            write(cluster.key("new"), vec![op::put(&bin("n", 1))]),
            write(cluster.key("text"), vec![op::add(&bin("n", 1))]),
            delete(cluster.key("absent")),
        ];
        let codes = run(cluster, &mut batch).await;
        assert_eq!(
            codes,
            [
                ResultCode::Ok,
                ResultCode::Ok,
                ResultCode::Ok,
                ResultCode::KeyNotFoundError,
                ResultCode::Ok,
                ResultCode::BinTypeError,
                ResultCode::KeyNotFoundError,
            ]
        );
        let sum = match bin_of(&batch[1], "n") {
            Value::MultiResult(values) => values.last().cloned(),
            value => Some(value.clone()),
        };
        assert_eq!(sum, Some(Value::Int(11)));
        assert!(!cluster.exists(&cluster.key(2)).await);
        assert!(cluster.exists(&cluster.key("new")).await);
    })
    .await;
}

#[tokio::test]
async fn rows_of_a_batch_carry_their_own_write_policies() {
    test(async |cluster| {
        cluster.fill(4).await;
        let put = || vec![op::put(&bin("m", 1))];
        let create = BatchWritePolicy {
            record_exists_action: RecordExistsAction::CreateOnly,
            ..BatchWritePolicy::default()
        };
        let stale = BatchWritePolicy {
            generation_policy: GenerationPolicy::ExpectGenEqual,
            generation: 7,
            ..BatchWritePolicy::default()
        };
        let mortal = BatchWritePolicy {
            expiration: Expiration::Seconds(500),
            send_key: true,
            ..BatchWritePolicy::default()
        };
        let mut batch = vec![
            BatchOperation::write(&create, cluster.key(0), put()),
            BatchOperation::write(&create, cluster.key(100), put()),
            BatchOperation::write(&stale, cluster.key(1), put()),
            BatchOperation::write(&mortal, cluster.key(2), put()),
        ];
        let codes = run(cluster, &mut batch).await;
        assert_eq!(
            codes,
            [
                ResultCode::KeyExistsError,
                ResultCode::Ok,
                ResultCode::GenerationError,
                ResultCode::Ok,
            ]
        );
        let left = cluster.get(&cluster.key(2)).await.time_to_live();
        assert!((495..=501).contains(&left.expect("it expires").as_secs()));
    })
    .await;
}

#[tokio::test]
async fn a_batch_may_name_a_record_twice() {
    test(async |cluster| {
        cluster.fill(3).await;
        let mut batch = vec![
            write(cluster.key(0), vec![op::add(&bin("n", 1))]),
            write(cluster.key(0), vec![op::add(&bin("n", 1))]),
            read(cluster.key(1), Bins::All),
            read(cluster.key(1), Bins::All),
            read(cluster.key(2), Bins::All),
        ];
        assert_eq!(run(cluster, &mut batch).await, [ResultCode::Ok; 5]);
        let record = cluster.get(&cluster.key(0)).await;
        assert_eq!(record.bins["n"], Value::Int(2));
        assert_eq!(record.generation, 3);
    })
    .await;
}

#[tokio::test]
async fn an_unknown_namespace_fails_its_row_alone() {
    test(async |cluster| {
        cluster.fill(2).await;
        let stranger = Key::new("nosuch", "set", Value::Int(1)).expect("a valid key");
        let mut batch = vec![
            read(cluster.key(0), Bins::All),
            read(stranger, Bins::All),
            read(cluster.key(1), Bins::All),
        ];
        // The client tells at the end that a row failed, and each row what became of it.
        let _outcome = cluster.client.batch(&options(), &mut batch).await;
        assert_eq!(batch[0].result_code(), Some(ResultCode::Ok));
        assert!(batch[1].error().is_some());
        assert_eq!(batch[2].result_code(), Some(ResultCode::Ok));
    })
    .await;
}

#[tokio::test]
async fn a_batch_that_may_end_early_still_reads_past_missing_records() {
    test(async |cluster| {
        cluster.fill(20).await;
        let mut batch: Vec<_> = (0..40)
            .map(|number| read(cluster.key((number * 7) % 40), Bins::All))
            .collect();
        let policy = BatchPolicy {
            respond_all_keys: false,
            ..options()
        };
        succeeds(cluster.client.batch(&policy, &mut batch).await);
        let count = |code: ResultCode| {
            let rows = batch.iter();
            rows.filter(|row| row.result_code() == Some(code)).count()
        };
        assert_eq!(count(ResultCode::Ok), 20);
        assert_eq!(count(ResultCode::KeyNotFoundError), 20);
    })
    .await;
}

#[tokio::test]
async fn rows_of_a_batch_touch_records_and_keep_their_bins() {
    test(async |cluster| {
        cluster.fill(3).await;
        let mortal = BatchWritePolicy {
            expiration: Expiration::Seconds(900),
            ..BatchWritePolicy::default()
        };
        let touch = |key: Key| BatchOperation::write(&mortal, key, vec![op::touch()]);
        let mut batch = vec![
            touch(cluster.key(0)),
            touch(cluster.key(1)),
            touch(cluster.key(50)),
            delete(cluster.key(2)),
        ];
        // Whether a row that failed fails the batch is the client's affair.
        let _outcome = cluster.client.batch(&options(), &mut batch).await;
        let codes: Vec<_> = batch.iter().map(BatchOperation::result_code).collect();
        assert_eq!(
            codes,
            [
                Some(ResultCode::Ok),
                Some(ResultCode::Ok),
                Some(ResultCode::KeyNotFoundError),
                Some(ResultCode::Ok),
            ]
        );
        for number in [0_i64, 1] {
            let record = cluster.get(&cluster.key(number)).await;
            assert_eq!(record.bins["n"], Value::Int(number));
            assert_eq!(record.generation, 2);
            let left = record.time_to_live().expect("it expires").as_secs();
            assert!((895..=901).contains(&left), "{left}");
        }
        assert!(
            !cluster.exists(&cluster.key(50)).await,
            "a touch makes no record"
        );
    })
    .await;
}
