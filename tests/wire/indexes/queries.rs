//! Queries by an index: with filters and bins, in pages, and while the cluster changes.

use std::collections::HashSet;

use aerospike::expressions as exp;
use aerospike::query::{Filter, PartitionFilter};
use aerospike::{
    Bins, CollectionIndexType, IndexType, QueryDuration, QueryPolicy, ResultCode, Value, as_list,
    as_val,
};
use futures_util::StreamExt as _;

use super::{Over, numbers};
use crate::harness::{Capability, Cluster, bin, needing, query_options, refused, succeeds, test};

const RECORDS: i64 = 400;

async fn filled(cluster: &Cluster) {
    cluster.fill(RECORDS).await;
    cluster
        .with_index("n", Over::bin("n", IndexType::Numeric))
        .await;
}

/// Walks through all that a filter finds in pages; the bin `n` of each, in order.
async fn walk(cluster: &Cluster, filter: &Filter, max_records: u64) -> Vec<i64> {
    let policy = QueryPolicy {
        max_records,
        ..query_options()
    };
    let mut partitions = PartitionFilter::all();
    let mut found = Vec::new();
    let mut pages = 0;
    while !partitions.done() {
        let statement = cluster.looking_for(filter.clone());
        let page = cluster.run_query(&policy, partitions, statement).await;
        let (records, next) = succeeds(page);
        found.extend(numbers(&records));
        partitions = next;
        pages += 1;
        assert!(pages < 200, "the walk does not end");
    }
    found.sort_unstable();
    found
}

#[tokio::test]
async fn pages_of_a_range_cover_it_once() {
    test(async |cluster| {
        filled(cluster).await;
        let found = walk(cluster, &Filter::range("n", 100, 299), 23).await;
        assert_eq!(found, (100..300).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn pages_over_elements_of_lists_find_each_record_once() {
    test(async |cluster| {
        for number in 0..60 {
            let list = as_list![number, number + 1, number + 100, -number];
            let bins = [bin("n", number), bin("l", list)];
            cluster.put(&cluster.key(number), &bins).await;
        }
        let list = CollectionIndexType::List;
        cluster
            .with_index("l", Over::inside("l", IndexType::Numeric, list))
            .await;
        let found = walk(cluster, &Filter::contains_range("l", -60, 200, list), 7).await;
        assert_eq!(found, (0..60).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn a_range_is_searched_in_the_partitions_asked_for() {
    test(async |cluster| {
        filled(cluster).await;
        let mut found = Vec::new();
        for begin in [0, 1024, 3000] {
            let end = match begin {
                0 => 1024,
                1024 => 3000,
                _ => 4096,
            };
            let filter = PartitionFilter::by_range(begin, end - begin);
            let statement = cluster.looking_for(Filter::range("n", 0, RECORDS));
            let page = cluster.run_query(&query_options(), filter, statement).await;
            let (records, _) = succeeds(page);
            for record in &records {
                let partition = record.key.as_ref().map(aerospike::Key::partition_id);
                assert!((begin..end).contains(&partition.expect("a key")));
            }
            found.extend(numbers(&records));
        }
        found.sort_unstable();
        assert_eq!(found, (0..RECORDS).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn a_filter_and_a_choice_of_bins_apply_to_what_an_index_finds() {
    test(async |cluster| {
        for number in 0..20 {
            let bins = [bin("n", number), bin("m", number % 3), bin("x", "y")];
            cluster.put(&cluster.key(number), &bins).await;
        }
        cluster
            .with_index("n", Over::bin("n", IndexType::Numeric))
            .await;
        let mut policy = query_options();
        policy.base_policy.filter_expression = Some(exp::eq(exp::int_bin("m"), exp::int_val(2)));
        let mut statement = cluster.looking_for(Filter::range("n", 5, 14));
        statement.bins = Bins::from(["n", "none"]);
        let page = cluster
            .run_query(&policy, PartitionFilter::all(), statement)
            .await;
        let (records, _) = succeeds(page);
        assert_eq!(numbers(&records), [5, 8, 11, 14]);
        assert!(records.iter().all(|record| record.bins.len() == 1));
    })
    .await;
}

#[tokio::test]
async fn a_short_query_by_an_index_finds_the_same() {
    test(async |cluster| {
        filled(cluster).await;
        let policy = QueryPolicy {
            expected_duration: QueryDuration::Short,
            ..query_options()
        };
        let statement = cluster.looking_for(Filter::range("n", 7, 9));
        let page = cluster
            .run_query(&policy, PartitionFilter::all(), statement)
            .await;
        assert_eq!(numbers(&succeeds(page).0), [7, 8, 9]);
    })
    .await;
}

#[tokio::test]
async fn an_index_of_another_type_set_or_collection_is_not_the_one_asked_for() {
    test(async |cluster| {
        filled(cluster).await;
        let not_found = ResultCode::IndexNotFound;
        let list = CollectionIndexType::List;
        refused(cluster.search(Filter::equal("n", "text")).await, not_found);
        refused(cluster.search(Filter::equal("m", 1)).await, not_found);
        refused(
            cluster.search(Filter::contains("n", 1, list)).await,
            not_found,
        );
        let unknown = Filter::equal_by_index(cluster.index("nosuch"), 1);
        refused(cluster.search(unknown).await, not_found);
        let mut statement = cluster.looking_for(Filter::equal("n", 1));
        statement.set_name = format!("{}-other", cluster.set);
        let outcome = cluster
            .run_query(&query_options(), PartitionFilter::all(), statement)
            .await;
        refused(outcome.map(|(records, _)| records), not_found);
    })
    .await;
}

#[tokio::test]
async fn what_cannot_be_looked_for_is_refused() {
    test(async |cluster| {
        filled(cluster).await;
        let backwards = Filter::range("n", 9, 1);
        refused(cluster.search(backwards).await, ResultCode::ParameterError);
        cluster
            .with_index("g", Over::bin("g", IndexType::Geo2DSphere))
            .await;
        let nonsense = Filter::geo_within_region("g", "{\"type\":\"Blob\"}");
        refused(cluster.search(nonsense).await, ResultCode::InvalidGeojson);
    })
    .await;
}

#[tokio::test]
async fn queries_by_an_index_are_counted_as_such() {
    needing([Capability::Exclusive], async |cluster| {
        filled(cluster).await;
        cluster.numbers_of(Filter::equal("n", 1)).await;
        assert_eq!(cluster.sum("si_query_long_basic_complete").await, 3);
        assert_eq!(cluster.sum("pi_query_long_basic_complete").await, 0);
        let node = &cluster.client.nodes()[0];
        let latencies = cluster
            .info_of(node, "latencies:hist={test}-si-query")
            .await;
        assert!(latencies.starts_with("{test}-si-query:msec"), "{latencies}");
    })
    .await;
}

#[tokio::test]
async fn a_walk_by_an_index_goes_on_after_a_node_stopped_and_came_back() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        filled(cluster).await;
        let policy = QueryPolicy {
            max_records: 30,
            ..query_options()
        };
        let embedded = cluster.embedded();
        let mut partitions = PartitionFilter::all();
        let mut found = Vec::new();
        let mut pages = 0;
        while !partitions.done() {
            match pages {
                3 => {
                    embedded.stop_node(2).await.expect("it stops");
                    cluster.until_nodes(2).await;
                }
                7 => {
                    embedded.start_node(2).await.expect("it starts");
                    cluster.until_nodes(3).await;
                }
                _ => assert!(pages < 100, "the walk does not end"),
            }
            let statement = cluster.looking_for(Filter::range("n", 0, RECORDS));
            let page = cluster.run_query(&policy, partitions, statement).await;
            let (records, next) = succeeds(page);
            found.extend(numbers(&records));
            partitions = next;
            pages += 1;
        }
        found.sort_unstable();
        assert_eq!(found, (0..RECORDS).collect::<Vec<i64>>());
    })
    .await;
}

#[tokio::test]
async fn a_query_by_an_index_finishes_although_a_node_dies_under_it() {
    needing([Capability::NodeControl], async |cluster| {
        cluster.until_nodes(3).await;
        filled(cluster).await;
        // Slow enough for the node to die in the middle.
        let policy = QueryPolicy {
            records_per_second: 200,
            ..query_options()
        };
        let statement = cluster.looking_for(Filter::range("n", 0, RECORDS));
        let query = cluster
            .client
            .query(&policy, PartitionFilter::all(), statement)
            .await;
        let mut stream = succeeds(query).into_stream();
        let mut found = HashSet::new();
        let mut stopped = false;
        while let Some(record) = stream.next().await {
            let record = succeeds(record);
            // What the dead node had not sent is asked of others; a row may then come again.
            if let Value::Int(number) = record.bins["n"] {
                found.insert(number);
            }
            if !stopped && found.len() >= 60 {
                let embedded = cluster.embedded();
                embedded.stop_node(1).await.expect("it stops");
                stopped = true;
            }
        }
        assert!(stopped, "the node was to stop while the query ran");
        assert_eq!(found, (0..RECORDS).collect::<HashSet<i64>>());
    })
    .await;
}
