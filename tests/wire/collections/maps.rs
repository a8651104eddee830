//! Writing maps.

use std::collections::HashMap;

use aerospike::operations::maps::{self, MapOrder, MapReturnType};
use aerospike::{
    MapPolicy, MapWriteFlags, Value, as_list, as_map, as_sorted_map, as_val, as_values,
};

use super::{BIN, put, stored, told};
use crate::harness::test;

fn policy(order: MapOrder, flags: MapWriteFlags) -> MapPolicy {
    MapPolicy::new(order, flags)
}

/// Items for a map.
fn items<const N: usize>(items: [(&str, i64); N]) -> HashMap<Value, Value> {
    let items = items.into_iter();
    items
        .map(|(key, value)| (as_val!(key), as_val!(value)))
        .collect()
}

#[tokio::test]
async fn entries_are_put_and_the_size_is_told() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = MapPolicy::default();
        let operations = [
            maps::put(&plain, BIN, as_val!("c"), as_val!(3)),
            maps::put_items(&plain, BIN, items([("b", 2), ("a", 1)])),
            maps::put(&plain, BIN, as_val!("a"), as_val!(9)),
            maps::size(BIN),
        ];
        let sizes = told(cluster, &key, &operations).await;
        assert_eq!(sizes, as_values!(1, 3, 3, 3));
        let map = stored(cluster, &key).await;
        assert_eq!(map, as_map!("a" => 9, "b" => 2, "c" => 3));
    })
    .await;
}

#[tokio::test]
async fn entries_come_back_in_the_order_of_their_keys() {
    for (order, is_sorted) in [(MapOrder::Unordered, false), (MapOrder::KeyOrdered, true)] {
        test(async |cluster| {
            let key = cluster.key(1);
            let policy = policy(order, MapWriteFlags::DEFAULT);
            let keys = as_values!("z", 7, "a", vec![1_u8], -5);
            for entry in keys {
                told(cluster, &key, &[maps::put(&policy, BIN, entry, as_val!(1))]).await;
            }
            let found: Vec<Value> = match stored(cluster, &key).await {
                Value::OrderedMap(map) if !is_sorted => map.into_keys().collect(),
                Value::SortedMap(map) if is_sorted => map.into_keys().collect(),
                other => panic!("a map of another order: {other:?}"),
            };
            assert_eq!(found, as_values!(-5, 7, "a", "z", vec![1_u8]));
        })
        .await;
    }
}

#[tokio::test]
async fn numbers_in_maps_are_incremented_and_decremented() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = MapPolicy::default();
        put(cluster, &key, as_map!("a" => 1, "f" => 1.5)).await;
        let operations = [
            maps::increment_value(&plain, BIN, as_val!("a"), as_val!(19)),
            maps::decrement_value(&plain, BIN, as_val!("a"), as_val!(10)),
            maps::increment_value(&plain, BIN, as_val!("f"), as_val!(0.25)),
            maps::increment_value(&plain, BIN, as_val!("new"), as_val!(10)),
            maps::decrement_value(&plain, BIN, as_val!("less"), as_val!(1)),
        ];
        let sums = told(cluster, &key, &operations).await;
        assert_eq!(sums, as_values!(20, 10, 1.75, 10, -1));
    })
    .await;
}

#[tokio::test]
async fn a_policy_changes_the_order_of_a_map() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_map!("c" => 1, "b" => 2, "a" => 3)).await;
        for order in [MapOrder::KeyOrdered, MapOrder::KeyValueOrdered] {
            let policy = policy(order, MapWriteFlags::DEFAULT);
            let operations = [
                maps::set_policy(&policy, BIN, vec![]),
                maps::get_by_index_range_from(BIN, 0, MapReturnType::KEY),
            ];
            let answers = told(cluster, &key, &operations).await;
            assert_eq!(answers, as_values!(Value::Nil, as_list!("a", "b", "c")));
            let map = stored(cluster, &key).await;
            assert!(matches!(map, Value::SortedMap(_)), "{map:?}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_map_is_created_with_an_index_and_cleared_with_its_order() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = MapPolicy::default();
        let operations = [
            maps::create_with_index(BIN, MapOrder::KeyOrdered),
            maps::put(&plain, BIN, as_val!("a"), as_val!(1)),
            maps::clear(BIN),
            maps::size(BIN),
        ];
        let answers = told(cluster, &key, &operations).await;
        assert_eq!(answers, as_values!(Value::Nil, 1, Value::Nil, 0));
        let map = stored(cluster, &key).await;
        assert!(matches!(map, Value::SortedMap(_)), "{map:?}");
    })
    .await;
}

#[tokio::test]
async fn items_are_put_into_an_ordered_map_whatever_their_order() {
    test(async |cluster| {
        let key = cluster.key(1);
        let ordered = MapPolicy::with_persisted_index(MapOrder::KeyOrdered, MapWriteFlags::DEFAULT);
        let operations = [
            maps::put_items(&ordered, BIN, items([("z", 26), ("a", 1)])),
            maps::put_items(&ordered, BIN, items([("m", 13)])),
        ];
        assert_eq!(told(cluster, &key, &operations).await, as_values!(2, 3));
        let expected = as_sorted_map!("a" => 1, "m" => 13, "z" => 26);
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}

#[tokio::test]
async fn denied_entries_are_left_out_quietly_when_the_flags_say_so() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_map!("a" => 1, "b" => 2)).await;
        let plain = MapOrder::Unordered;
        let quiet = |flags| policy(plain, flags | MapWriteFlags::NO_FAIL);
        let part = |flags| {
            policy(
                plain,
                flags | MapWriteFlags::NO_FAIL | MapWriteFlags::PARTIAL,
            )
        };
        let new = || items([("b", 9), ("c", 3)]);
        let sizes = told(
            cluster,
            &key,
            &[
                maps::put_items(&quiet(MapWriteFlags::CREATE_ONLY), BIN, new()),
                maps::put_items(&quiet(MapWriteFlags::UPDATE_ONLY), BIN, new()),
                maps::put_items(&part(MapWriteFlags::UPDATE_ONLY), BIN, new()),
                maps::put_items(&part(MapWriteFlags::CREATE_ONLY), BIN, new()),
            ],
        )
        .await;
        assert_eq!(sizes, as_values!(2, 2, 2, 3));
        let expected = as_map!("a" => 1, "b" => 9, "c" => 3);
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}
