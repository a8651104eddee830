//! Writes that depend on the record that is there.

use aerospike::operations as op;
use aerospike::{Expiration, GenerationPolicy, RecordExistsAction, ResultCode, Value, WritePolicy};

use crate::harness::{bin, put_options, refused, succeeds, test};

fn expecting(policy: GenerationPolicy, generation: u32) -> WritePolicy {
    WritePolicy {
        generation_policy: policy,
        generation,
        ..put_options()
    }
}

fn when(action: RecordExistsAction) -> WritePolicy {
    WritePolicy {
        record_exists_action: action,
        ..put_options()
    }
}

#[tokio::test]
async fn a_write_expecting_a_generation_needs_exactly_that_one() {
    test(async |cluster| {
        let key = cluster.key(1);
        let bins = [bin("n", 1)];
        cluster.put(&key, &bins).await;
        cluster.put(&key, &bins).await;
        let equal = |generation| expecting(GenerationPolicy::ExpectGenEqual, generation);
        let client = &cluster.client;
        for generation in [1, 3] {
            refused(
                client.put(&equal(generation), &key, &bins).await,
                ResultCode::GenerationError,
            );
        }
        succeeds(client.put(&equal(2), &key, &bins).await);
        assert_eq!(cluster.get(&key).await.generation, 3);
        refused(
            client.touch(&equal(2), &key).await,
            ResultCode::GenerationError,
        );
        refused(
            client
                .operate(&equal(2), &key, &[op::add(&bin("n", 1))])
                .await,
            ResultCode::GenerationError,
        );
        refused(
            client.delete(&equal(2), &key).await,
            ResultCode::GenerationError,
        );
        assert!(succeeds(client.delete(&equal(3), &key).await));
    })
    .await;
}

#[tokio::test]
async fn a_missing_record_has_generation_zero() {
    test(async |cluster| {
        let bins = [bin("n", 1)];
        let equal = |generation| expecting(GenerationPolicy::ExpectGenEqual, generation);
        refused(
            cluster.client.put(&equal(1), &cluster.key(1), &bins).await,
            ResultCode::GenerationError,
        );
        succeeds(cluster.client.put(&equal(0), &cluster.key(1), &bins).await);
    })
    .await;
}

#[tokio::test]
async fn a_write_with_a_greater_generation_needs_a_greater_one() {
    test(async |cluster| {
        let key = cluster.key(1);
        let bins = [bin("n", 1)];
        cluster.put(&key, &bins).await;
        cluster.put(&key, &bins).await;
        let greater = |generation| expecting(GenerationPolicy::ExpectGenGreater, generation);
        for generation in [1, 2] {
            refused(
                cluster.client.put(&greater(generation), &key, &bins).await,
                ResultCode::GenerationError,
            );
        }
        succeeds(cluster.client.put(&greater(9), &key, &bins).await);
        assert_eq!(cluster.get(&key).await.generation, 3);
    })
    .await;
}

#[tokio::test]
async fn create_only_needs_no_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        let create = when(RecordExistsAction::CreateOnly);
        succeeds(cluster.client.put(&create, &key, &[bin("n", 1)]).await);
        refused(
            cluster.client.put(&create, &key, &[bin("n", 2)]).await,
            ResultCode::KeyExistsError,
        );
        assert_eq!(cluster.get(&key).await.bins["n"], Value::Int(1));
    })
    .await;
}

#[tokio::test]
async fn update_only_needs_a_record_and_keeps_its_other_bins() {
    test(async |cluster| {
        let key = cluster.key(1);
        let update = when(RecordExistsAction::UpdateOnly);
        refused(
            cluster.client.put(&update, &key, &[bin("n", 1)]).await,
            ResultCode::KeyNotFoundError,
        );
        cluster.put(&key, &[bin("a", 1)]).await;
        succeeds(cluster.client.put(&update, &key, &[bin("b", 2)]).await);
        let record = cluster.get(&key).await;
        assert_eq!(record.bins.len(), 2);
        assert_eq!(record.generation, 2);
    })
    .await;
}

#[tokio::test]
async fn replace_drops_the_bins_it_does_not_name() {
    test(async |cluster| {
        let key = cluster.key(1);
        let replace = when(RecordExistsAction::Replace);
        succeeds(cluster.client.put(&replace, &key, &[bin("a", 1)]).await);
        succeeds(cluster.client.put(&replace, &key, &[bin("b", 2)]).await);
        let record = cluster.get(&key).await;
        assert_eq!(record.bins.keys().collect::<Vec<_>>(), ["b"]);
        assert_eq!(record.generation, 2);
        refused(
            cluster
                .client
                .append(&replace, &key, &[bin("b", "x")])
                .await,
            ResultCode::ParameterError,
        );
    })
    .await;
}

#[tokio::test]
async fn replace_only_needs_a_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        let replace = when(RecordExistsAction::ReplaceOnly);
        refused(
            cluster.client.put(&replace, &key, &[bin("a", 1)]).await,
            ResultCode::KeyNotFoundError,
        );
        cluster.put(&key, &[bin("a", 1), bin("b", 1)]).await;
        succeeds(cluster.client.put(&replace, &key, &[bin("c", 2)]).await);
        let record = cluster.get(&key).await;
        assert_eq!(record.bins.keys().collect::<Vec<_>>(), ["c"]);
    })
    .await;
}

#[tokio::test]
async fn a_durable_delete_is_refused_by_the_edition() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        let durable = WritePolicy {
            durable_delete: true,
            ..WritePolicy::new(0, Expiration::NamespaceDefault)
        };
        refused(
            cluster.client.delete(&durable, &key).await,
            ResultCode::EnterpriseOnly,
        );
        assert!(cluster.exists(&key).await);
    })
    .await;
}
