//! Queries while partitions move from node to node.

use std::collections::HashSet;
use std::num::NonZeroU32;

use acm_embedded::{EmbeddedCluster, MigrationPace};
use aerospike::query::PartitionFilter;
use aerospike::{Bins, Key, QueryPolicy, Record, Statement};
use futures_util::StreamExt as _;

use crate::harness::{
    Capability, Cluster, NAMESPACE, eventually, needing, prepared, query_options,
};

const RECORDS: i64 = 800;

fn digests(records: &[Record]) -> impl Iterator<Item = [u8; 20]> {
    records
        .iter()
        .filter_map(|record| record.key.as_ref().map(Key::digest))
}

fn all(cluster: &Cluster) -> HashSet<[u8; 20]> {
    (0..RECORDS)
        .map(|number| cluster.key(number).digest())
        .collect()
}

#[tokio::test]
async fn a_walk_in_pages_goes_on_after_a_node_stopped_and_came_back() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        let policy = QueryPolicy {
            max_records: 60,
            ..query_options()
        };
        let embedded = cluster.embedded();
        let mut filter = PartitionFilter::all();
        let mut found = Vec::new();
        let mut pages = 0;
        while !filter.done() {
            match pages {
                3 => {
                    embedded.stop_node(2).await.expect("it stops");
                    cluster.until_nodes(2).await;
                }
                8 => {
                    embedded.start_node(2).await.expect("it starts");
                    cluster.until_nodes(3).await;
                }
                _ => assert!(pages < 100, "the walk does not end"),
            }
            let (records, next) = cluster.query(&policy, filter, Bins::None).await;
            found.extend(digests(&records));
            filter = next;
            pages += 1;
        }
        assert_eq!(
            found.len(),
            all(cluster).len(),
            "a record came twice or never"
        );
        assert_eq!(found.into_iter().collect::<HashSet<_>>(), all(cluster));
    })
    .await;
}

#[tokio::test]
async fn a_query_finishes_although_a_node_dies_under_it() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        // Slow enough for the node to die in the middle.
        let policy = QueryPolicy {
            records_per_second: 400,
            ..query_options()
        };
        let statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::None);
        let filter = PartitionFilter::all();
        let set = cluster.client.query(&policy, filter, statement).await;
        let mut stream = set.expect("the query starts").into_stream();
        let mut found = HashSet::new();
        let mut stopped = false;
        while let Some(record) = stream.next().await {
            // What the dead node had not sent is asked of others; a row may then come again.
            let record = record.expect("the query goes on");
            found.extend(record.key.as_ref().map(Key::digest));
            if !stopped && found.len() >= 100 {
                let embedded = cluster.embedded();
                embedded.stop_node(1).await.expect("it stops");
                stopped = true;
            }
        }
        assert!(stopped, "the node was to stop while the query ran");
        assert_eq!(found, all(cluster));
    })
    .await;
}

#[tokio::test]
async fn queries_find_each_record_once_while_partitions_move() {
    let pace = NonZeroU32::new(1_500).expect("not zero");
    let builder =
        EmbeddedCluster::builder().migration_pace(MigrationPace::PartitionsPerSecond(pace));
    prepared(builder, [Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(RECORDS).await;
        let embedded = cluster.embedded();
        let mut queries = 0;
        for up in [false, true] {
            if up {
                embedded.start_node(0).await.expect("it starts");
                cluster.until_nodes(3).await;
            } else {
                embedded.stop_node(0).await.expect("it stops");
                cluster.until_nodes(2).await;
            }
            eventually("the partitions have moved", async || {
                let records = cluster.query_all().await;
                let found: HashSet<_> = digests(&records).collect();
                assert_eq!(found, all(cluster));
                queries += 1;
                embedded.migrations_done()
            })
            .await;
        }
        assert!(queries > 2, "no query ran while partitions moved");
    })
    .await;
}
