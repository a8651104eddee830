//! Faults of single commands, as the client reports them.

use acm_embedded::{CommandKind, Commands, Effect, ResultCode as Code};
use aerospike::{
    BatchOperation, BatchPolicy, BatchReadPolicy, Bins, Key, ReadPolicy, ResultCode, Value,
    WritePolicy,
};

use crate::harness::{Capability, Cluster, bin, needing, put_options, refused};

/// A write that is sent once.
fn once() -> WritePolicy {
    let mut policy = put_options();
    policy.base_policy.max_retries = 0;
    policy
}

/// A read that is sent so many times.
fn tries(count: usize) -> ReadPolicy {
    let mut policy = ReadPolicy::default();
    policy.base_policy.max_retries = count - 1;
    policy
}

/// Commands of this kind on the test's own set.
fn commands(cluster: &Cluster, kind: CommandKind) -> Commands {
    Commands::of(kind).in_set(&cluster.set)
}

async fn faulty(body: impl AsyncFnOnce(&Cluster, &Key)) {
    needing([Capability::FaultInjection], async |cluster| {
        cluster.until_nodes(3).await;
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        body(cluster, &key).await;
    })
    .await;
}

#[tokio::test]
async fn a_write_that_may_have_been_done_is_told_from_one_that_failed() {
    faulty(async |cluster, key| {
        for (effect, is_done) in [
            (Effect::CloseBefore, false),
            (Effect::CloseAfter, true),
            (Effect::HalfReply, true),
            (Effect::Garbage, true),
        ] {
            cluster.put(key, &[bin("n", 1)]).await;
            let fault = cluster
                .embedded()
                .inject(commands(cluster, CommandKind::Write).next(1), effect);
            let outcome = cluster.client.put(&once(), key, &[bin("n", 2)]).await;
            let error = outcome.expect_err("no answer came");
            assert!(error.in_doubt(), "{effect:?}: {error}");
            assert_eq!(fault.hits(), 1);
            let n = cluster.get(key).await.bins["n"].clone();
            assert_eq!(n, Value::Int(if is_done { 2 } else { 1 }), "{effect:?}");
        }
        let refusal = Effect::Answer(Code::FORBIDDEN);
        let _fault = cluster
            .embedded()
            .inject(commands(cluster, CommandKind::Write), refusal);
        let outcome = cluster.client.put(&once(), key, &[bin("n", 3)]).await;
        assert!(!outcome.as_ref().expect_err("refused").in_doubt());
        refused(outcome, ResultCode::FailForbidden);
    })
    .await;
}

#[tokio::test]
async fn a_read_is_tried_again_until_the_fault_is_over() {
    faulty(async |cluster, key| {
        for effect in [Effect::CloseBefore, Effect::HalfReply] {
            let reads = commands(cluster, CommandKind::Read).next(2);
            let fault = cluster.embedded().inject(reads, effect);
            let read = cluster.client.get(&tries(5), key, Bins::All).await;
            assert_eq!(read.expect("it is read").bins["n"], Value::Int(1));
            assert_eq!(fault.hits(), 2, "{effect:?}");
        }
        // An answer that is no message is an error at once, and spoils no later read.
        let reads = commands(cluster, CommandKind::Read).next(1);
        let fault = cluster.embedded().inject(reads, Effect::Garbage);
        let read = cluster.client.get(&tries(5), key, Bins::All).await;
        read.expect_err("it is nonsense");
        assert_eq!(cluster.get(key).await.bins["n"], Value::Int(1));
        assert_eq!(fault.hits(), 1);
    })
    .await;
}

#[tokio::test]
async fn one_record_of_a_batch_fails_and_the_others_do_not() {
    faulty(async |cluster, _| {
        cluster.fill(9).await;
        let spoiled = cluster.key(4);
        let commands = commands(cluster, CommandKind::Read).on_record(spoiled.digest());
        let _fault = cluster
            .embedded()
            .inject(commands, Effect::Answer(Code::DEVICE_OVERLOAD));
        let mut batch: Vec<_> = (0..9)
            .map(|number| {
                let policy = BatchReadPolicy::default();
                BatchOperation::read(&policy, cluster.key(number), Bins::All)
            })
            .collect();
        let mut policy = BatchPolicy::default();
        policy.base_policy.max_retries = 0;
        // Whether a row that failed fails the batch is the client's affair.
        let _outcome = cluster.client.batch(&policy, &mut batch).await;
        for (number, row) in batch.iter().enumerate() {
            let expected = if number == 4 {
                ResultCode::DeviceOverload
            } else {
                ResultCode::Ok
            };
            assert_eq!(row.result_code(), Some(expected), "row {number}");
        }
    })
    .await;
}

#[tokio::test]
async fn what_is_held_is_not_done_and_others_go_on() {
    faulty(async |cluster, key| {
        let fault = cluster
            .embedded()
            .inject(commands(cluster, CommandKind::Write), Effect::Hold);
        let policy = put_options();
        let bins = [bin("n", 2)];
        let write = cluster.client.put(&policy, key, &bins);
        let look = async {
            fault.struck(1).await.expect("the write comes");
            assert_eq!(cluster.get(key).await.bins["n"], Value::Int(1));
            fault.release();
        };
        let (written, ()) = tokio::join!(write, look);
        written.expect("it is written in the end");
        assert_eq!(cluster.get(key).await.bins["n"], Value::Int(2));
    })
    .await;
}
