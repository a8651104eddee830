//! Nodes that join and leave, and partitions that move when the test says so.

use std::collections::BTreeSet;
use std::net::{IpAddr, SocketAddr};

use acm_embedded::{EmbeddedCluster, Error, MigrationPace, NamespaceSpec};
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;

use crate::client::Client;
use crate::request::{Request, digest};

/// Records put by each test, one in each of as many partitions.
const RECORDS: u16 = 400;
const PARTITIONS: u16 = 4096;

/// A cluster of so many nodes, with one namespace, in which nothing moves by itself.
async fn start(nodes: usize, copies: u32) -> EmbeddedCluster {
    let builder = EmbeddedCluster::builder().nodes(nodes);
    let builder = builder.migration_pace(MigrationPace::ByHand);
    let spec = NamespaceSpec::new("test").replication_factor(copies);
    builder.namespace(spec).start().await.expect("starts")
}

async fn node(cluster: &EmbeddedCluster, node: usize) -> Client {
    Client::connect(cluster.addresses()[node]).await
}

/// Clients of all nodes that are up.
async fn nodes(cluster: &EmbeddedCluster) -> Vec<Client> {
    let mut clients = Vec::new();
    for index in 0..cluster.addresses().len() {
        if cluster.is_up(index) {
            clients.push(node(cluster, index).await);
        }
    }
    clients
}

async fn put(client: &mut Client, number: u16, value: i64) {
    let put = Request::put("test", "s", digest(number), value);
    assert_eq!(client.ask(&put.bytes()).await.result, 0);
}

async fn fill(client: &mut Client) {
    for number in 0..RECORDS {
        put(client, number, 0).await;
    }
}

/// The value of a record, read at this node.
async fn read(client: &mut Client, number: u16) -> i64 {
    let get = Request::get("test", "s", digest(number));
    let reply = client.ask(&get.bytes()).await;
    assert_eq!(reply.result, 0, "record {number} is lost");
    let value = reply.operations[0].value.as_slice().try_into();
    i64::from_be_bytes(value.expect("an integer"))
}

fn number(text: &str, key: &str) -> usize {
    let found = text
        .split(';')
        .find_map(|pair| pair.strip_prefix(key)?.strip_prefix('='));
    let found = found.unwrap_or_else(|| panic!("no {key} in {text}"));
    found.parse().expect("a number")
}

/// A number of the namespace, summed over all nodes.
async fn sum(cluster: &EmbeddedCluster, key: &str) -> usize {
    let mut sum = 0;
    for client in &mut nodes(cluster).await {
        sum += number(&client.info("namespace/test").await, key);
    }
    sum
}

/// The partitions a node serves, as its `replicas` tells clients.
async fn served(client: &mut Client) -> Vec<u16> {
    let replicas = client.info("replicas").await;
    let master = replicas.split(',').nth(2).expect("a map of masters");
    let bits = STANDARD.decode(master).expect("base64");
    let is_set = |id: &u16| bits[usize::from(id >> 3)] & (0x80 >> (id & 7)) != 0;
    (0..PARTITIONS).filter(is_set).collect()
}

/// Asks each node for the partitions it says it serves; each partition has to be served once, and
/// each record has to come once.
async fn scan(cluster: &EmbeddedCluster) {
    let (mut partitions, mut rows) = (0, 0);
    let mut digests = BTreeSet::new();
    for client in &mut nodes(cluster).await {
        let mine = served(client).await;
        if mine.is_empty() {
            continue;
        }
        partitions += mine.len();
        client
            .send(&Request::query("test", "s", &mine).bytes())
            .await;
        for reply in client.stream().await {
            assert_ne!(reply.info3, 4, "a partition was refused by its master");
            rows += usize::from(!reply.is_last());
            digests.extend(reply.field(4).map(<[u8]>::to_vec));
        }
    }
    assert_eq!(partitions, usize::from(PARTITIONS));
    assert_eq!((rows, digests.len()), (RECORDS.into(), RECORDS.into()));
}

/// Checks all that a cluster tells of migrations against what is left to move.
async fn assert_progress(cluster: &EmbeddedCluster, remaining: usize) {
    assert_eq!(cluster.migrations_remaining(), remaining);
    let to_send = sum(cluster, "migrate_tx_partitions_remaining").await;
    let to_receive = sum(cluster, "migrate_rx_partitions_remaining").await;
    assert_eq!(to_send, to_receive, "each copy is sent once");
    let mut keys = BTreeSet::new();
    for client in &mut nodes(cluster).await {
        let namespace = client.info("namespace/test").await;
        let sent = number(&namespace, "migrate_tx_partitions_remaining");
        let received = number(&namespace, "migrate_rx_partitions_remaining");
        assert!(sent <= number(&namespace, "migrate_tx_partitions_initial"));
        assert!(received <= number(&namespace, "migrate_rx_partitions_initial"));
        assert_eq!(
            number(&namespace, "migrate_tx_partitions_active"),
            sent.min(1)
        );
        let statistics = client.info("statistics").await;
        assert_eq!(
            number(&statistics, "migrate_partitions_remaining"),
            sent + received
        );
        keys.insert(client.info("cluster-stable:ignore-migrations=true").await);
        if sent + received > 0 {
            let stable = client.info("cluster-stable:").await;
            assert_eq!(stable, "ERROR:4:unstable-cluster");
        }
    }
    assert_eq!(keys.len(), 1, "all nodes know one cluster key");
}

#[tokio::test]
async fn nodes_join_on_addresses_of_their_own_and_take_the_place_of_those_that_left() {
    let first = IpAddr::from([127, 91, 7, 1]);
    let builder = EmbeddedCluster::builder().listen_on(first).base_port(0);
    let cluster = builder.start().await.expect("starts");
    assert_eq!(cluster.addresses()[0].ip(), first);

    let at = |host| SocketAddr::from(([127, 91, 7, host], 0));
    assert_eq!(cluster.add_node_at(at(2)).await.expect("it joins"), 1);
    assert_eq!(cluster.add_node_at(at(3)).await.expect("it joins"), 2);
    let said = node(&cluster, 2).await.info("statistics").await;
    assert_eq!(number(&said, "cluster_size"), 3);
    assert_eq!(
        node(&cluster, 2).await.info("node").await,
        cluster.node_id(2)
    );

    cluster.stop_node(1).await.expect("it goes");
    assert_eq!(cluster.add_node_at(at(4)).await.expect("it joins"), 1);
    assert_eq!(cluster.addresses()[1].ip(), at(4).ip());
    let peers = node(&cluster, 0).await.info("peers-clear-std").await;
    assert!(
        peers.contains("127.91.7.4") && !peers.contains("127.91.7.2"),
        "{peers}"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_node_that_joins_takes_its_partitions_step_by_step() {
    let cluster = start(3, 2).await;
    let mut first = node(&cluster, 0).await;
    fill(&mut first).await;
    let key = first.info("cluster-stable:").await;
    let rebalances = first.info("rebalance-generation").await;

    assert_eq!(cluster.add_node().await.expect("it joins"), 3);
    assert_eq!(number(&first.info("statistics").await, "cluster_size"), 4);
    assert_ne!(
        first.info("cluster-stable:ignore-migrations=true").await,
        key
    );
    assert_ne!(first.info("rebalance-generation").await, rebalances);
    let mut joined = node(&cluster, 3).await;
    assert!(served(&mut joined).await.is_empty(), "it has nothing yet");

    let mut remaining = cluster.migrations_remaining();
    // A node of four holds two copies of 4096 partitions, as one of four.
    assert!((1_850..2_250).contains(&remaining), "{remaining}");
    let mut round = 0;
    while remaining > 0 {
        assert_progress(&cluster, remaining).await;
        let generation = first.info("partition-generation").await;
        let left = cluster.step_migrations(500);
        assert_eq!(left, remaining.saturating_sub(500));
        assert_ne!(first.info("partition-generation").await, generation);
        remaining = left;
        // Reads and writes are right at every node, whatever it holds, at each step.
        round += 1;
        for number in 0..RECORDS {
            let client = if number % 2 == 0 {
                &mut first
            } else {
                &mut joined
            };
            put(client, number, round).await;
        }
        for number in 0..RECORDS {
            let client = if number % 3 == 0 {
                &mut first
            } else {
                &mut joined
            };
            assert_eq!(read(client, number).await, round);
        }
        scan(&cluster).await;
    }
    assert!(round > 3);
    assert_progress(&cluster, 0).await;
    assert_eq!(first.info("cluster-stable:").await.len(), 12);
    let mine = served(&mut joined).await.len();
    assert!((900..1_150).contains(&mine), "it serves {mine} partitions");
    assert_eq!(sum(&cluster, "objects").await, 2 * usize::from(RECORDS));
    assert!(sum(&cluster, "migrate_record_receives").await > 0);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_node_that_is_removed_hands_over_even_what_has_one_copy() {
    let cluster = start(3, 1).await;
    let mut first = node(&cluster, 0).await;
    fill(&mut first).await;
    let mut leaving = node(&cluster, 2).await;
    let before = served(&mut leaving).await.len();
    let steps = async {
        // It serves until it has handed over, and is stopped only then.
        while cluster.migrations_remaining() == 0 {
            tokio::task::yield_now().await;
        }
        assert_eq!(cluster.step_migrations(before / 2), before - before / 2);
        assert!(cluster.is_up(2));
        assert_eq!(served(&mut leaving).await.len(), before - before / 2);
        scan(&cluster).await;
        cluster.step_migrations(usize::from(PARTITIONS));
    };
    let (removed, ()) = tokio::join!(cluster.remove_node(2), steps);
    removed.expect("it leaves");
    assert!(!cluster.is_up(2));
    assert!(leaving.is_closed().await);
    assert_eq!(number(&first.info("statistics").await, "cluster_size"), 2);
    scan(&cluster).await;

    cluster.shutdown().await;
}

#[tokio::test]
async fn a_crash_loses_what_has_one_copy_and_nothing_that_has_two() {
    for copies in [1, 2] {
        let cluster = start(3, copies).await;
        let mut first = node(&cluster, 0).await;
        fill(&mut first).await;
        cluster.stop_node(1).await.expect("it stops");
        cluster.step_migrations(usize::from(PARTITIONS));
        let objects = sum(&cluster, "master_objects").await;
        if copies == 1 {
            assert!(objects > 0 && objects < usize::from(RECORDS), "{objects}");
        } else {
            assert_eq!(objects, usize::from(RECORDS));
            scan(&cluster).await;
        }
        cluster.start_node(1).await.expect("it comes back");
        let mut back = node(&cluster, 1).await;
        assert_eq!(number(&back.info("namespace/test").await, "objects"), 0);
        cluster.step_migrations(usize::from(PARTITIONS));
        let filled = number(&back.info("namespace/test").await, "objects");
        assert_eq!(filled > 0, copies == 2, "{filled} of {copies} copies");
        cluster.shutdown().await;
    }
}

#[tokio::test]
async fn the_same_changes_give_the_same_partition_map() {
    let mut maps = Vec::new();
    for _ in 0..2 {
        let cluster = start(2, 2).await;
        cluster.add_node().await.expect("it joins");
        cluster.step_migrations(700);
        cluster.stop_node(0).await.expect("it stops");
        let mut map = vec![format!("{} to move", cluster.migrations_remaining())];
        for client in &mut nodes(&cluster).await {
            map.push(client.info("replicas").await);
        }
        maps.push(map);
        cluster.shutdown().await;
    }
    assert_eq!(maps[0], maps[1]);
}

#[tokio::test]
async fn the_pace_of_migrations_can_change_while_they_run() {
    let cluster = start(2, 2).await;
    fill(&mut node(&cluster, 0).await).await;
    cluster.add_node().await.expect("it joins");
    assert_ne!(cluster.step_migrations(10), 0);
    cluster.set_migration_pace(MigrationPace::AtOnce);
    assert!(cluster.migrations_done());
    scan(&cluster).await;
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_cluster_has_one_to_eight_nodes() {
    let cluster = start(1, 2).await;
    assert!(matches!(
        cluster.remove_node(0).await,
        Err(Error::LastNode(0))
    ));
    assert!(matches!(
        cluster.remove_node(1).await,
        Err(Error::UnknownNode(1))
    ));
    for index in 1..8 {
        assert_eq!(cluster.add_node().await.expect("it joins"), index);
    }
    assert!(matches!(cluster.add_node().await, Err(Error::Full)));
    cluster.shutdown().await;
}
