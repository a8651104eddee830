//! Several nodes: who serves what, and what happens when one stops.

use std::num::NonZeroU32;
use std::time::Duration;

use acm_embedded::{EmbeddedCluster, Error, MigrationPace, NamespaceSpec};

use crate::client::{Client, Reply};
use crate::request::{Request, digest};

const UNAVAILABLE: u8 = 11;
const PARTITION_DONE: u8 = 4;
/// Records put by each test, one in each of as many partitions.
const RECORDS: u16 = 300;

async fn three_nodes(pace: MigrationPace) -> EmbeddedCluster {
    let builder = EmbeddedCluster::builder().nodes(3).migration_pace(pace);
    builder.start().await.expect("starts")
}

async fn fill(client: &mut Client) {
    for number in 0..RECORDS {
        let put = Request::put("test", "s", digest(number), i64::from(number));
        assert_eq!(client.ask(&put.bytes()).await.result, 0);
    }
}

/// Reads every record at one node; how many are there.
async fn found(client: &mut Client) -> u16 {
    let mut found = 0;
    for number in 0..RECORDS {
        let reply = client
            .ask(&Request::get("test", "s", digest(number)).bytes())
            .await;
        found += u16::from(reply.result == 0);
    }
    found
}

fn value(text: &str, key: &str) -> String {
    let found = text
        .split(';')
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    found
        .unwrap_or_else(|| panic!("no {key} in {text}"))
        .to_owned()
}

/// Asks until the answer has this value, for at most ten seconds.
async fn wait_for(client: &mut Client, command: &str, key: &str, expected: &str) {
    for _ in 0..500 {
        if value(&client.info(command).await, key) == expected {
            return;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    panic!("{key} of {command} did not become {expected}");
}

#[tokio::test]
async fn every_node_serves_every_record() {
    let cluster = three_nodes(MigrationPace::AtOnce).await;
    fill(&mut Client::connect(cluster.addresses()[0]).await).await;
    let mut masters = 0;
    for address in cluster.addresses() {
        let mut client = Client::connect(address).await;
        assert_eq!(found(&mut client).await, RECORDS);
        let namespace = client.info("namespace/test").await;
        masters += value(&namespace, "master_objects")
            .parse::<u16>()
            .expect("a number");
    }
    assert_eq!(masters, RECORDS);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_query_says_which_partitions_the_node_has_no_copy_of() {
    let cluster = three_nodes(MigrationPace::AtOnce).await;
    fill(&mut Client::connect(cluster.addresses()[0]).await).await;
    let partitions: Vec<u16> = (0..RECORDS).collect();
    let (mut rows, mut absent) = (0, 0);
    for address in cluster.addresses() {
        let mut client = Client::connect(address).await;
        client
            .send(&Request::query("test", "s", &partitions).bytes())
            .await;
        let replies = client.stream().await;
        let is_mark = |reply: &&Reply| reply.info3 == PARTITION_DONE;
        let marks: Vec<_> = replies.iter().filter(is_mark).collect();
        assert!(marks.iter().all(|mark| mark.result == UNAVAILABLE));
        absent += marks.len();
        rows += replies.len() - marks.len() - 1;
    }
    // Two of three nodes have a copy of each partition.
    assert_eq!(
        (rows, absent),
        (2 * usize::from(RECORDS), usize::from(RECORDS))
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn nothing_is_lost_when_a_node_stops_and_starts_again() {
    let cluster = three_nodes(MigrationPace::AtOnce).await;
    let mut client = Client::connect(cluster.addresses()[0]).await;
    fill(&mut client).await;
    for node in [1, 2] {
        cluster.stop_node(node).await.expect("stops");
        assert_eq!(found(&mut client).await, RECORDS);
        cluster.start_node(node).await.expect("starts");
        let mut restarted = Client::connect(cluster.addresses()[node]).await;
        assert_eq!(found(&mut restarted).await, RECORDS);
        let objects = value(&restarted.info("namespace/test").await, "objects");
        assert_ne!(objects, "0", "the node was filled again");
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn one_copy_is_lost_with_its_node() {
    let builder = EmbeddedCluster::builder().nodes(2);
    let spec = NamespaceSpec::new("test").replication_factor(1);
    let cluster = builder.namespace(spec).start().await.expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    fill(&mut client).await;
    cluster.stop_node(1).await.expect("stops");
    let left = found(&mut client).await;
    assert!(left > 0 && left < RECORDS, "{left}");
    cluster.shutdown().await;
}

#[tokio::test]
async fn the_cluster_is_unstable_until_paced_migrations_are_done() {
    let pace = NonZeroU32::new(2000).expect("not zero");
    let cluster = three_nodes(MigrationPace::PartitionsPerSecond(pace)).await;
    let mut client = Client::connect(cluster.addresses()[0]).await;
    fill(&mut client).await;
    let before = client.info("partition-generation").await;
    assert_eq!(client.info("cluster-stable:").await.len(), 12);

    cluster.stop_node(2).await.expect("stops");
    assert!(!cluster.migrations_done());
    assert_eq!(
        client.info("cluster-stable:").await,
        "ERROR:4:unstable-cluster"
    );
    assert_ne!(client.info("partition-generation").await, before);
    assert_eq!(value(&client.info("statistics").await, "cluster_size"), "2");
    assert_eq!(
        found(&mut client).await,
        RECORDS,
        "served while partitions move"
    );

    wait_for(
        &mut client,
        "namespace/test",
        "migrate_tx_partitions_remaining",
        "0",
    )
    .await;
    wait_for(
        &mut client,
        "namespace/bar",
        "migrate_rx_partitions_remaining",
        "0",
    )
    .await;
    wait_for(
        &mut client,
        "statistics",
        "migrate_partitions_remaining",
        "0",
    )
    .await;
    assert_eq!(client.info("cluster-stable:").await.len(), 12);
    let namespace = client.info("namespace/test").await;
    assert_eq!(
        value(&namespace, "objects"),
        RECORDS.to_string(),
        "two nodes, two copies"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn peers_come_and_go_with_a_new_generation() {
    let cluster = three_nodes(MigrationPace::AtOnce).await;
    let mut client = Client::connect(cluster.addresses()[0]).await;
    assert_eq!(client.info("peers-generation").await, "4");
    cluster.stop_node(1).await.expect("stops");
    let peers = client.info("peers-clear-std").await;
    assert!(peers.starts_with("5,3000,[[A3,,[127.0.0.1:"), "{peers}");
    cluster.start_node(1).await.expect("starts");
    let peers = client.info("peers-clear-std").await;
    assert!(peers.starts_with("7,3000,[[A2,,[127.0.0.1:"), "{peers}");
    assert!(matches!(
        cluster.stop_node(3).await,
        Err(Error::UnknownNode(3))
    ));
    cluster.shutdown().await;
}

#[tokio::test]
async fn options_beyond_the_community_edition_are_refused() {
    for builder in [
        EmbeddedCluster::builder().nodes(0),
        EmbeddedCluster::builder().nodes(9),
        EmbeddedCluster::builder().nodes(3).base_port(65534),
        EmbeddedCluster::builder().namespace(NamespaceSpec::new("a b")),
        EmbeddedCluster::builder()
            .namespace(NamespaceSpec::new("a"))
            .namespace(NamespaceSpec::new("a")),
    ] {
        assert!(matches!(builder.start().await, Err(Error::Options(_))));
    }
}

#[tokio::test]
async fn shutdown_closes_listeners_and_connections() {
    let cluster = three_nodes(MigrationPace::AtOnce).await;
    let addresses = cluster.addresses();
    let mut client = Client::connect(addresses[0]).await;
    assert_eq!(client.info("node").await, "A1");
    cluster.shutdown().await;
    assert!(client.is_closed().await);
    for address in addresses {
        assert!(tokio::net::TcpStream::connect(address).await.is_err());
    }
}
