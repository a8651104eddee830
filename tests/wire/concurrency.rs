//! Many writers at once, also while nodes come and go.

use std::sync::atomic::{AtomicBool, AtomicI64, Ordering};

use aerospike::operations as op;
use aerospike::{GenerationPolicy, ResultCode, Value, WritePolicy};
use futures_util::future::join_all;

use crate::harness::{Capability, bin, needing, put_options, succeeds, test};

const WRITERS: i64 = 16;

#[tokio::test]
async fn additions_of_many_writers_to_one_record_all_count() {
    test(async |cluster| {
        let key = cluster.key("sum");
        let writers = (0..WRITERS).map(async |_| {
            for _ in 0..50 {
                let one = [bin("n", 1)];
                succeeds(cluster.client.add(&put_options(), &key, &one).await);
            }
        });
        join_all(writers).await;
        let record = cluster.get(&key).await;
        assert_eq!(record.bins["n"], Value::Int(50 * WRITERS));
        assert_eq!(i64::from(record.generation), 50 * WRITERS);
    })
    .await;
}

#[tokio::test]
async fn of_many_writers_expecting_one_generation_exactly_one_succeeds() {
    test(async |cluster| {
        let key = cluster.key("race");
        cluster.put(&key, &[bin("n", 0)]).await;
        for generation in 1..=20 {
            let policy = WritePolicy {
                generation_policy: GenerationPolicy::ExpectGenEqual,
                generation,
                ..put_options()
            };
            let writers = (0..WRITERS).map(async |writer| {
                match cluster.client.put(&policy, &key, &[bin("n", writer)]).await {
                    Ok(()) => 1,
                    Err(error) => {
                        let code = error.server_result_code();
                        assert_eq!(code, Some(ResultCode::GenerationError), "{error}");
                        0
                    }
                }
            });
            assert_eq!(join_all(writers).await.iter().sum::<i64>(), 1);
        }
        assert_eq!(cluster.get(&key).await.generation, 21);
    })
    .await;
}

#[tokio::test]
async fn a_reader_sees_the_bins_of_one_write_together() {
    test(async |cluster| {
        let key = cluster.key("pair");
        cluster.put(&key, &[bin("a", 0), bin("b", 0)]).await;
        let done = AtomicBool::new(false);
        let writer = async {
            for number in 1..400 {
                cluster
                    .put(&key, &[bin("a", number), bin("b", number)])
                    .await;
            }
            done.store(true, Ordering::Relaxed);
        };
        let reader = async {
            while !done.load(Ordering::Relaxed) {
                let record = cluster.get(&key).await;
                assert_eq!(record.bins["a"], record.bins["b"]);
            }
        };
        tokio::join!(writer, reader);
    })
    .await;
}

#[tokio::test]
async fn no_acknowledged_write_is_lost_while_nodes_come_and_go() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        let done = AtomicBool::new(false);
        let acknowledged: Vec<AtomicI64> = (0..WRITERS).map(|_| AtomicI64::new(0)).collect();
        let unknown: Vec<AtomicI64> = (0..WRITERS).map(|_| AtomicI64::new(0)).collect();
        // A write that failed may have been done: it is tried once and counted apart.
        let mut once = put_options();
        once.base_policy.max_retries = 0;
        once.base_policy.total_timeout = 2_000;
        let writers = (0..WRITERS).map(async |writer| {
            let key = cluster.key(writer);
            let place = usize::try_from(writer).expect("it is small");
            while !done.load(Ordering::Relaxed) {
                let operations = [op::add(&bin("n", 1))];
                let outcome = cluster.client.operate(&once, &key, &operations).await;
                let counts = if outcome.is_ok() {
                    &acknowledged
                } else {
                    &unknown
                };
                counts[place].fetch_add(1, Ordering::Relaxed);
                tokio::task::yield_now().await;
            }
        });
        let upheaval = async {
            let embedded = cluster.embedded();
            for node in [0, 1, 2, 0] {
                embedded.stop_node(node).await.expect("it stops");
                cluster.until_nodes(2).await;
                embedded.start_node(node).await.expect("it starts");
                cluster.until_nodes(3).await;
            }
            done.store(true, Ordering::Relaxed);
        };
        tokio::join!(join_all(writers), upheaval);
        let mut total = 0;
        for writer in 0..WRITERS {
            let place = usize::try_from(writer).expect("it is small");
            let least = acknowledged[place].load(Ordering::Relaxed);
            let most = least + unknown[place].load(Ordering::Relaxed);
            let stored = match cluster.get(&cluster.key(writer)).await.bins["n"] {
                Value::Int(stored) => stored,
                ref other => panic!("not a number: {other:?}"),
            };
            assert!(
                (least..=most).contains(&stored),
                "{stored}: {least}..{most}"
            );
            total += least;
        }
        assert!(total > 100, "only {total} writes");
    })
    .await;
}
