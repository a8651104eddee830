//! Finding the nodes and the partitions, and asking nodes about themselves.

use std::collections::HashSet;

use aerospike::AdminPolicy;

use crate::harness::{Capability, needing, test};

#[tokio::test]
async fn a_client_finds_all_nodes_from_one_seed() {
    needing([Capability::ThreeNodes], async |cluster| {
        cluster.until_nodes(3).await;
        let names: HashSet<String> = cluster.client.node_names().into_iter().collect();
        assert_eq!(names.len(), 3, "{names:?}");
        assert!(cluster.client.is_connected());
        for node in cluster.client.nodes() {
            assert!(node.is_active());
            assert_eq!(cluster.info_of(&node, "node").await, node.name());
        }
    })
    .await;
}

#[tokio::test]
async fn every_partition_has_a_master_when_the_client_is_connected() {
    test(async |cluster| {
        assert!(cluster.client.partition_map_ready());
        assert!(cluster.client.partition_map_complete());
    })
    .await;
}

#[tokio::test]
async fn masters_are_spread_evenly_over_three_nodes() {
    needing(
        [Capability::ThreeNodes, Capability::Exclusive],
        async |cluster| {
            cluster.until_nodes(3).await;
            let mut total = 0;
            for node in cluster.client.nodes() {
                let info = cluster.info_of(&node, "partition-info").await;
                let id = format!(":{}:", node.name());
                let masters = info
                    .split(';')
                    .filter(|line| line.starts_with("test:") && line.contains(&id))
                    .count();
                assert!((1300..=1430).contains(&masters), "{masters}");
                total += masters;
            }
            assert_eq!(total, 4096);
        },
    )
    .await;
}

#[tokio::test]
async fn nodes_agree_on_the_cluster_they_are_in() {
    test(async |cluster| {
        let mut keys = HashSet::new();
        for numbers in cluster.client.nodes() {
            let statistics = cluster.info_of(&numbers, "statistics").await;
            let key = statistics
                .split(';')
                .find_map(|pair| pair.strip_prefix("cluster_key="));
            keys.insert(key.expect("there is a cluster key").to_owned());
        }
        assert_eq!(keys.len(), 1, "{keys:?}");
    })
    .await;
}

#[tokio::test]
async fn several_info_commands_are_answered_together() {
    test(async |cluster| {
        let answers = cluster
            .client
            .info(
                &AdminPolicy::default(),
                &["namespaces", "edition", "build", "no-such-command"],
            )
            .await
            .expect("the node answers");
        assert!(answers["namespaces"].split(';').any(|name| name == "test"));
        assert!(answers["edition"].contains("Community"));
        assert!(answers["build"].starts_with("8."));
        assert!(answers["no-such-command"].starts_with("ERROR:4:"));
    })
    .await;
}

#[tokio::test]
async fn the_client_is_told_the_name_of_the_cluster() {
    needing([Capability::Exclusive], async |cluster| {
        let name = cluster.client.server_cluster_name();
        assert_eq!(name.as_deref(), Some("embedded"));
    })
    .await;
}
