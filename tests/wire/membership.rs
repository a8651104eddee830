//! Nodes that are added and removed while the client works.

use std::collections::BTreeMap;
use std::sync::Mutex;
use std::sync::atomic::{AtomicBool, Ordering};

use acm_embedded::{EmbeddedCluster, MigrationPace};
use aerospike::Value;

use crate::harness::{Capability, Cluster, bin, eventually, prepared, put_options};

/// Keys each writer writes again and again.
const KEYS: i64 = 40;
const WRITERS: i64 = 4;
/// Partitions moved at once.
const STEP: usize = 300;

fn by_hand() -> acm_embedded::Builder {
    EmbeddedCluster::builder().migration_pace(MigrationPace::ByHand)
}

/// What was written, and the cluster said it was.
#[derive(Default)]
struct Written {
    latest: Mutex<BTreeMap<i64, i64>>,
    stop: AtomicBool,
}

impl Written {
    fn count(&self) -> i64 {
        self.latest.lock().expect("not poisoned").values().sum()
    }

    /// Writes its keys round after round, each round a higher number, and reads them back.
    async fn write(&self, cluster: &Cluster, writer: i64) {
        let mut round = 0;
        while !self.stop.load(Ordering::Relaxed) {
            round += 1;
            for number in writer * KEYS..(writer + 1) * KEYS {
                let key = cluster.key(number);
                // A node that goes takes commands with it; they are sent again until one is taken.
                eventually("the record is written", async || {
                    let bins = [bin("n", round)];
                    cluster
                        .client
                        .put(&put_options(), &key, &bins)
                        .await
                        .is_ok()
                })
                .await;
                let mut latest = self.latest.lock().expect("not poisoned");
                latest.insert(number, round);
            }
        }
    }

    /// Waits until so many more writes were taken.
    async fn go_on(&self, writes: i64) {
        let target = self.count() + writes;
        eventually("writes go on", async || self.count() >= target).await;
    }

    async fn assert_nothing_is_lost(&self, cluster: &Cluster) {
        let latest = self.latest.lock().expect("not poisoned").clone();
        assert_eq!(latest.len() as i64, KEYS * WRITERS);
        for (number, round) in latest {
            let record = cluster.get(&cluster.key(number)).await;
            assert_eq!(record.bins["n"], Value::Int(round), "record {number}");
        }
        assert_eq!(cluster.query_all().await.len() as i64, KEYS * WRITERS);
    }
}

/// Moves all partitions in steps, with writes between them.
async fn migrate(embedded: &EmbeddedCluster, written: &Written) {
    while embedded.step_migrations(STEP) > 0 {
        written.go_on(20).await;
    }
}

#[tokio::test]
async fn no_record_is_lost_when_nodes_join_leave_and_crash_under_load() {
    prepared(by_hand(), [Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        let (embedded, written) = (cluster.embedded(), Written::default());
        let changes = async {
            written.go_on(2 * KEYS * WRITERS).await;

            let joined = embedded.add_node().await.expect("it joins");
            cluster.until_nodes(4).await;
            migrate(embedded, &written).await;

            let leaving = embedded.remove_node(0);
            let moving = async {
                eventually("it hands over", async || !embedded.migrations_done()).await;
                migrate(embedded, &written).await;
            };
            let (left, ()) = tokio::join!(leaving, moving);
            left.expect("it leaves");
            cluster.until_nodes(3).await;

            embedded.stop_node(1).await.expect("it crashes");
            written.go_on(20).await;
            migrate(embedded, &written).await;
            cluster.until_nodes(2).await;
            embedded.start_node(1).await.expect("it comes back");
            cluster.until_nodes(3).await;
            migrate(embedded, &written).await;
            assert!(embedded.is_up(joined) && !embedded.is_up(0));
            written.go_on(2 * KEYS * WRITERS).await;
            written.stop.store(true, Ordering::Relaxed);
        };
        let writers = (0..WRITERS).map(|writer| written.write(cluster, writer));
        tokio::join!(changes, futures_util::future::join_all(writers));
        written.assert_nothing_is_lost(cluster).await;
    })
    .await;
}

#[tokio::test]
async fn a_client_finds_a_node_that_joins_and_sends_it_what_it_serves() {
    prepared(by_hand(), [Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(400).await;
        let embedded = cluster.embedded();
        let joined = embedded.add_node().await.expect("it joins");
        cluster.until_nodes(4).await;
        let of_joined = async |key: &str| {
            let nodes = cluster.namespace_numbers().await;
            let names = cluster.client.nodes();
            let place = names
                .iter()
                .position(|node| cluster.index_of(node) == joined);
            nodes[place.expect("the client knows it")][key]
        };
        assert_eq!(of_joined("master_objects").await, 0);
        assert!(of_joined("migrate_rx_partitions_remaining").await > 1_500);
        while embedded.step_migrations(STEP) > 0 {}
        assert_eq!(of_joined("migrate_rx_partitions_remaining").await, 0);
        let served = of_joined("master_objects").await;
        assert!((50..150).contains(&served), "{served} of 400");
        // The client reads the new map, so that the node itself is asked and none stands in for it.
        eventually("the node is asked for what it serves", async || {
            let before = of_joined("client_read_success").await;
            let proxied = cluster.sum("client_proxy_complete").await;
            for number in 0..400 {
                cluster.get(&cluster.key(number)).await;
            }
            of_joined("client_read_success").await - before == served
                && cluster.sum("client_proxy_complete").await == proxied
        })
        .await;
    })
    .await;
}
