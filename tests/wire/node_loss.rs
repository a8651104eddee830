//! Nodes that stop and come back.

use std::num::NonZeroU32;

use acm_embedded::{EmbeddedCluster, MigrationPace};
use aerospike::Value;

use crate::harness::{Capability, Cluster, bin, eventually, needing, prepared, put_options};

const RECORDS: i64 = 600;

/// Checks that every record can be read, that a query finds each once, and that they are counted on
/// the nodes that serve them and those that keep copies.
async fn assert_nothing_is_lost(cluster: &Cluster, records: i64) {
    for number in 0..records {
        let record = cluster.get(&cluster.key(number)).await;
        assert_eq!(record.bins["n"], Value::Int(number));
    }
    assert_eq!(cluster.query_all().await.len() as i64, records);
    assert_eq!(cluster.sum("master_objects").await, records);
    assert_eq!(cluster.sum("prole_objects").await, records);
    assert_eq!(cluster.sum("objects").await, 2 * records);
}

#[tokio::test]
async fn every_record_stays_readable_when_a_node_stops() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        for node in cluster.namespace_numbers().await {
            assert!(node["master_objects"] > 0, "each node serves some");
        }
        cluster.embedded().stop_node(1).await.expect("it stops");
        cluster.until_nodes(2).await;
        assert_nothing_is_lost(cluster, RECORDS).await;
    })
    .await;
}

#[tokio::test]
async fn writes_go_on_while_a_node_is_down() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.embedded().stop_node(2).await.expect("it stops");
        // The client still believes in the node for a moment; it has to find the others by itself.
        for number in 0..100 {
            let key = cluster.key(number);
            eventually("the record is written", async || {
                let policy = put_options();
                let bins = [bin("n", number)];
                cluster.client.put(&policy, &key, &bins).await.is_ok()
            })
            .await;
        }
        cluster.until_nodes(2).await;
        assert_nothing_is_lost(cluster, 100).await;
    })
    .await;
}

#[tokio::test]
async fn a_node_that_comes_back_is_filled_again() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        let embedded = cluster.embedded();
        embedded.stop_node(0).await.expect("it stops");
        cluster.until_nodes(2).await;
        cluster
            .put(&cluster.key(RECORDS), &[bin("n", RECORDS)])
            .await;
        embedded.start_node(0).await.expect("it starts");
        cluster.until_nodes(3).await;
        assert!(embedded.migrations_done());
        eventually("each node serves a third again", async || {
            let nodes = cluster.namespace_numbers().await;
            nodes.iter().all(|node| node["master_objects"] > 100)
        })
        .await;
        assert_nothing_is_lost(cluster, RECORDS + 1).await;
    })
    .await;
}

#[tokio::test]
async fn nodes_that_stop_one_after_the_other_lose_nothing() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        let embedded = cluster.embedded();
        for node in 0..3 {
            embedded.stop_node(node).await.expect("it stops");
            cluster.until_nodes(2).await;
            embedded.start_node(node).await.expect("it starts");
            cluster.until_nodes(3).await;
        }
        assert_nothing_is_lost(cluster, RECORDS).await;
    })
    .await;
}

#[tokio::test]
async fn the_last_node_serves_all_by_itself() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        let embedded = cluster.embedded();
        embedded.stop_node(0).await.expect("it stops");
        cluster.until_nodes(2).await;
        embedded.stop_node(1).await.expect("it stops");
        cluster.until_nodes(1).await;
        assert_eq!(cluster.query_all().await.len() as i64, RECORDS);
        assert_eq!(cluster.sum("master_objects").await, RECORDS);
        assert_eq!(cluster.sum("prole_objects").await, 0);
        assert_eq!(cluster.sum("effective_replication_factor").await, 1);
    })
    .await;
}

#[tokio::test]
async fn migrations_are_counted_until_they_are_done() {
    let pace = NonZeroU32::new(1_500).expect("not zero");
    let builder =
        EmbeddedCluster::builder().migration_pace(MigrationPace::PartitionsPerSecond(pace));
    prepared(builder, [Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        let embedded = cluster.embedded();
        let remaining = async || cluster.sum("migrate_tx_partitions_remaining").await;
        let stable = async || {
            let node = cluster.client.random_node().expect("a node is up");
            let command = "cluster-stable:ignore-migrations=false";
            !cluster.info_of(&node, command).await.starts_with("ERROR")
        };
        assert_eq!(remaining().await, 0);
        assert!(stable().await);

        embedded.stop_node(1).await.expect("it stops");
        cluster.until_nodes(2).await;
        assert!(remaining().await > 0, "copies have to be made");
        assert!(!stable().await);
        assert_eq!(cluster.query_all().await.len() as i64, RECORDS);
        eventually("the copies are made", async || remaining().await == 0).await;
        assert!(embedded.migrations_done());
        assert!(stable().await);
        assert_nothing_is_lost(cluster, RECORDS).await;

        embedded.start_node(1).await.expect("it starts");
        cluster.until_nodes(3).await;
        assert!(remaining().await > 0, "the node has to be filled");
        for number in 0..RECORDS {
            assert!(cluster.exists(&cluster.key(number)).await);
        }
        eventually("the node is filled", async || {
            remaining().await == 0 && embedded.migrations_done()
        })
        .await;
        assert!(cluster.sum("migrate_records_transmitted").await >= RECORDS / 2);
        assert_nothing_is_lost(cluster, RECORDS).await;
    })
    .await;
}
