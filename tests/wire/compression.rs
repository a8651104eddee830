//! The client's compression, against a cluster that takes it and one that does not.

use acm_embedded::EmbeddedCluster;
use aerospike::{
    BatchOperation, BatchPolicy, BatchReadPolicy, Bins, ReadPolicy, ResultCode, Value,
};

use crate::harness::{
    Capability, Cluster, bin, needing, prepared, put_options, query_options, refused, succeeds,
};

/// Long, and easy to compress.
fn text() -> String {
    "a word and another ".repeat(1_000)
}

/// Puts with compression; what became of it.
async fn put(cluster: &Cluster, number: i64) -> Result<(), aerospike::Error> {
    let mut policy = put_options();
    policy.base_policy.use_compression = true;
    let bins = [bin("t", text()), bin("n", number)];
    cluster
        .client
        .put(&policy, &cluster.key(number), &bins)
        .await
}

#[tokio::test]
async fn compressed_commands_and_replies_carry_the_same_records() {
    let builder = EmbeddedCluster::builder().compression();
    prepared(builder, [Capability::NodeControl], async |cluster| {
        for number in 0..20 {
            succeeds(put(cluster, number).await);
        }
        let mut policy = ReadPolicy::default();
        policy.base_policy.use_compression = true;
        let key = cluster.key(7);
        let read = cluster.client.get(&policy, &key, Bins::All).await;
        assert_eq!(read.expect("it is there").bins["t"], Value::from(text()));

        let mut batch: Vec<_> = (0..20)
            .map(|number| {
                let policy = BatchReadPolicy::default();
                BatchOperation::read(&policy, cluster.key(number), Bins::All)
            })
            .collect();
        let mut policy = BatchPolicy::default();
        policy.base_policy.use_compression = true;
        succeeds(cluster.client.batch(&policy, &mut batch).await);
        for (number, row) in batch.iter().enumerate() {
            let record = row.batch_record().record.as_ref().expect("a record");
            assert_eq!(record.bins["n"], Value::from(number));
            assert_eq!(record.bins["t"], Value::from(text()));
        }

        let mut policy = query_options();
        policy.base_policy.use_compression = true;
        let all = aerospike::query::PartitionFilter::all();
        let (records, _) = cluster.query(&policy, all, Bins::All).await;
        assert_eq!(records.len(), 20);
        assert!(
            records
                .iter()
                .all(|record| record.bins["t"] == Value::from(text()))
        );
    })
    .await;
}

#[tokio::test]
async fn the_community_edition_refuses_a_compressed_command() {
    needing([Capability::NodeControl], async |cluster| {
        refused(put(cluster, 1).await, ResultCode::EnterpriseOnly);
        assert!(!cluster.exists(&cluster.key(1)).await);
    })
    .await;
}
