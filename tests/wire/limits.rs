//! What is too long, too big or too many.

use aerospike::{Key, ResultCode, Value};

use crate::harness::{Capability, NAMESPACE, bin, needing, put_options, refused, succeeds, test};

#[tokio::test]
async fn a_bin_name_has_at_most_fifteen_bytes() {
    test(async |cluster| {
        let key = cluster.key(1);
        let longest = "a".repeat(15);
        cluster.put(&key, &[bin(&longest, 1)]).await;
        assert_eq!(cluster.get(&key).await.bins[&longest], Value::Int(1));
        // The client knows the limit too and sends nothing; this is its own error.
        let outcome = cluster
            .client
            .put(&put_options(), &key, &[bin(&"a".repeat(16), 1)])
            .await;
        let code = u8::from(ResultCode::ParameterError);
        let error = outcome.expect_err("the name is too long");
        assert_eq!(error.result_code(), i32::from(code));
    })
    .await;
}

#[tokio::test]
async fn a_set_name_has_at_most_sixty_three_bytes() {
    test(async |cluster| {
        let key = |length: usize| {
            let set = format!("{:x<length$}", cluster.set);
            Key::new(NAMESPACE, set, Value::Int(1)).expect("a valid key")
        };
        cluster.put(&key(63), &[bin("n", 1)]).await;
        refused(
            cluster
                .client
                .put(&put_options(), &key(64), &[bin("n", 1)])
                .await,
            ResultCode::ParameterError,
        );
    })
    .await;
}

#[tokio::test]
async fn a_record_has_at_most_a_mebibyte() {
    test(async |cluster| {
        let key = cluster.key(1);
        let of_size = |bytes: usize| bin("b", vec![7_u8; bytes]);
        cluster.put(&key, &[of_size(1_000_000)]).await;
        let client = &cluster.client;
        refused(
            client
                .put(&put_options(), &key, &[of_size(1_100_000)])
                .await,
            ResultCode::RecordTooBig,
        );
        refused(
            client
                .append(&put_options(), &key, &[of_size(100_000)])
                .await,
            ResultCode::RecordTooBig,
        );
        let record = cluster.get(&key).await;
        assert_eq!(record.generation, 1);
        assert_eq!(record.bins["b"], Value::Blob(vec![7; 1_000_000]));
    })
    .await;
}

#[tokio::test]
async fn a_set_that_is_full_takes_no_more_writes() {
    needing([Capability::Exclusive], async |cluster| {
        cluster.put(&cluster.key(0), &[bin("n", 0)]).await;
        for node in cluster.client.nodes() {
            let command = format!(
                "set-config:context=namespace;namespace=test;set={};stop-writes-count=10",
                cluster.set
            );
            assert_eq!(cluster.info_of(&node, &command).await, "ok");
        }
        let mut refusals = 0;
        for number in 0..60 {
            let outcome = cluster
                .client
                .put(&put_options(), &cluster.key(number), &[bin("n", number)])
                .await;
            if outcome.is_err() {
                refused(outcome, ResultCode::FailForbidden);
                refusals += 1;
            }
        }
        // Each of three nodes keeps up to ten records, its copies of others' included.
        assert!((30..=58).contains(&refusals), "{refusals}");
        assert!(succeeds(
            cluster.client.delete(&put_options(), &cluster.key(0)).await
        ));
    })
    .await;
}
