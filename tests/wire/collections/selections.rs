//! Selecting elements of lists and maps: by index, rank, value and key, and what is told of them.

use aerospike::operations::lists::{self, ListOrderType, ListReturnType as List};
use aerospike::operations::maps::{self, MapReturnType as Map};
use aerospike::{Value, as_list, as_map, as_sorted_map, as_val, as_values};

use super::{BIN, put, stored, told};
use crate::harness::test;

#[tokio::test]
async fn items_of_lists_are_selected_in_every_way() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!("0", 9, 8, 7, 1, 2.1, -1)).await;
        let one = || as_val!(1);
        let operations = [
            lists::get(BIN, 1),
            lists::get_range(BIN, 1, -1),
            lists::get_by_index(BIN, 3, List::VALUES),
            lists::get_by_index_range(BIN, 3, List::VALUES),
            lists::get_by_index_range_count(BIN, 0, 2, List::VALUES),
            lists::get_by_rank(BIN, 2, List::VALUES),
            lists::get_by_rank_range(BIN, 4, List::VALUES),
            lists::get_by_rank_range_count(BIN, 2, 2, List::VALUES),
            lists::get_by_value(BIN, one(), List::COUNT),
            lists::get_by_value_list(BIN, as_values!(1, "0"), List::COUNT),
            lists::get_by_value_range(BIN, one(), as_val!(9), List::COUNT),
            lists::get_by_value_relative_rank_range(BIN, one(), 2, List::VALUES),
            lists::get_by_value_relative_rank_range_count(BIN, one(), 2, 2, List::VALUES),
        ];
        let expected = as_values!(
            9,
            as_list!(9, 8, 7, 1, 2.1, -1),
            7,
            as_list!(7, 1, 2.1, -1),
            as_list!("0", 9),
            7,
            as_list!(9, "0", 2.1),
            as_list!(8, 7),
            1,
            2,
            3,
            as_list!(8, 9, "0", 2.1),
            as_list!(8, 9)
        );
        assert_eq!(told(cluster, &key, &operations).await, expected);
    })
    .await;
}

#[tokio::test]
async fn values_near_another_are_selected_by_relative_rank() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(0, 4, 5, 9, 11, 15)).await;
        told(
            cluster,
            &key,
            &[lists::set_order(BIN, ListOrderType::Ordered)],
        )
        .await;
        let from = |value: i64, rank| {
            lists::get_by_value_relative_rank_range(BIN, as_val!(value), rank, List::VALUES)
        };
        let some = |value: i64, rank, count| {
            let value = as_val!(value);
            lists::get_by_value_relative_rank_range_count(BIN, value, rank, count, List::VALUES)
        };
        let operations = [
            from(5, 0),
            from(5, 1),
            from(5, -1),
            from(3, 0),
            from(3, 3),
            from(3, -3),
            some(5, 0, 2),
            some(5, 1, 1),
            some(5, -1, 2),
            some(3, 0, 1),
            some(3, 3, 7),
            some(3, -3, 2),
        ];
        let expected = as_values!(
            as_list!(5, 9, 11, 15),
            as_list!(9, 11, 15),
            as_list!(4, 5, 9, 11, 15),
            as_list!(4, 5, 9, 11, 15),
            as_list!(11, 15),
            as_list!(0, 4, 5, 9, 11, 15),
            as_list!(5, 9),
            as_list!(9),
            as_list!(4, 5),
            as_list!(4),
            as_list!(11, 15),
            as_list!()
        );
        assert_eq!(told(cluster, &key, &operations).await, expected);
    })
    .await;
}

#[tokio::test]
async fn every_return_type_of_lists_tells_its_own() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(7, 6, 5, 8, 9, 10)).await;
        let third = |returns| lists::get_by_index(BIN, 2, returns);
        let some = |returns| lists::get_by_value_list(BIN, as_values!(7, 5, 9), returns);
        let operations = [
            third(List::VALUES),
            third(List::INDEX),
            third(List::REVERSE_INDEX),
            third(List::RANK),
            third(List::REVERSE_RANK),
            third(List::COUNT),
            third(List::EXISTS),
            some(List::INDEX),
            some(List::REVERSE_INDEX),
            some(List::COUNT),
            some(List::EXISTS),
            some(List::VALUES.inverted()),
            some(List::INDEX.inverted()),
        ];
        let expected = as_values!(
            5,
            2,
            3,
            0,
            5,
            1,
            true,
            as_list!(0, 2, 4),
            as_list!(5, 3, 1),
            3,
            true,
            as_list!(6, 8, 10),
            as_list!(1, 3, 5)
        );
        assert_eq!(told(cluster, &key, &operations).await, expected);
    })
    .await;
}

#[tokio::test]
async fn ranks_are_told_in_the_order_of_the_values_asked_for() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(4, 3, 1, 5, 2)).await;
        let values = as_values!(4, 2);
        let operations = [
            lists::get_by_value_list(BIN, values.clone(), List::RANK),
            lists::get_by_value_list(BIN, values, List::RANK.inverted()),
            lists::get_by_value_range(BIN, as_val!(2), Value::Nil, List::RANK),
        ];
        let expected = as_values!(as_list!(3, 1), as_list!(0, 2, 4), as_list!(1, 2, 3, 4));
        assert_eq!(told(cluster, &key, &operations).await, expected);
    })
    .await;
}

#[tokio::test]
async fn removed_items_are_told_and_gone() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(
            cluster,
            &key,
            as_list!(-44, 33, -1, 33, -2, 0, 22, 11, 14, 6),
        )
        .await;
        let values = as_values!(-45, 14);
        let operations = [
            lists::remove_by_value(BIN, as_val!(0), List::INDEX),
            lists::remove_by_value_list(BIN, values, List::VALUES),
            lists::remove_by_value_range(BIN, List::VALUES, as_val!(33), as_val!(100)),
            lists::remove_by_index(BIN, 1, List::VALUES),
            lists::remove_by_index_range_count(BIN, 100, 101, List::VALUES),
            lists::remove_by_rank(BIN, 0, List::VALUES),
            lists::remove_by_rank_range_count(BIN, 3, 1, List::VALUES),
            lists::remove_by_value_list(BIN, as_values!(-2), List::COUNT.inverted()),
        ];
        let expected = as_values!(
            as_list!(5),
            as_list!(14),
            as_list!(33, 33),
            -1,
            as_list!(),
            -44,
            as_list!(22),
            2
        );
        assert_eq!(told(cluster, &key, &operations).await, expected);
        assert_eq!(stored(cluster, &key).await, as_list!(-2));
    })
    .await;
}

#[tokio::test]
async fn entries_of_maps_are_selected_in_every_way() {
    test(async |cluster| {
        let key = cluster.key(1);
        let scores = as_map!("Charlie" => 55, "Jim" => 94, "John" => 81, "Harry" => 82);
        put(cluster, &key, scores).await;
        let entries = |of: Vec<(&str, i64)>| {
            let pairs = of
                .into_iter()
                .map(|(key, value)| (as_val!(key), as_val!(value)));
            Value::KeyValueList(pairs.collect())
        };
        let operations = [
            maps::get_by_rank_range(BIN, -2, 2, Map::KEY),
            maps::get_by_rank_range(BIN, 0, 2, Map::KEY_VALUE),
            maps::get_by_rank(BIN, 0, Map::VALUE),
            maps::get_by_rank(BIN, 2, Map::KEY),
            maps::get_by_value_range(BIN, as_val!(90), as_val!(95), Map::RANK),
            maps::get_by_value_range(BIN, as_val!(81), as_val!(83), Map::KEY),
            maps::get_by_value(BIN, as_val!(77), Map::KEY),
            maps::get_by_value_list(BIN, as_values!(94, 55), Map::KEY),
            maps::get_by_key(BIN, as_val!("Charlie"), Map::REVERSE_RANK),
            maps::get_by_key_list(BIN, as_values!("Jim", "Charlie"), Map::KEY),
            maps::get_by_key_range(BIN, as_val!("D"), as_val!("Jo"), Map::KEY),
            maps::get_by_index(BIN, -1, Map::KEY_VALUE),
            maps::get_by_index_range(BIN, 1, 2, Map::VALUE),
            maps::get_by_index_range_from(BIN, 3, Map::VALUE),
            maps::get_by_key_relative_index_range(BIN, as_val!("I"), 1, Map::KEY),
            maps::get_by_key_relative_index_range_count(BIN, as_val!("I"), -1, 2, Map::KEY),
            maps::get_by_value_relative_rank_range(BIN, as_val!(82), -1, Map::VALUE),
            maps::get_by_value_relative_rank_range_count(BIN, as_val!(82), 0, 1, Map::KEY),
            maps::get_by_rank_range(BIN, 0, 2, Map::KEY_VALUE.inverted()),
        ];
        let expected = as_values!(
            as_list!("Harry", "Jim"),
            entries(vec![("Charlie", 55), ("John", 81)]),
            55,
            "Harry",
            as_list!(3),
            as_list!("Harry", "John"),
            as_list!(),
            as_list!("Charlie", "Jim"),
            3,
            as_list!("Charlie", "Jim"),
            as_list!("Harry", "Jim"),
            entries(vec![("John", 81)]),
            as_list!(82, 94),
            as_list!(81),
            as_list!("John"),
            as_list!("Harry", "Jim"),
            as_list!(81, 82, 94),
            as_list!("Harry"),
            entries(vec![("Harry", 82), ("Jim", 94)])
        );
        assert_eq!(told(cluster, &key, &operations).await, expected);
    })
    .await;
}

#[tokio::test]
async fn entries_come_back_as_maps_of_the_kind_that_is_asked_for() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_map!("a" => 3, "b" => 2, "c" => 1)).await;
        let two = |returns| maps::get_by_rank_range(BIN, 0, 2, returns);
        let answers = told(
            cluster,
            &key,
            &[
                two(Map::UNORDERED_MAP),
                two(Map::ORDERED_MAP),
                two(Map::EXISTS),
            ],
        )
        .await;
        let Ok([unordered, ordered, exists]) = <[Value; 3]>::try_from(answers) else {
            panic!("three answers");
        };
        assert!(matches!(unordered, Value::OrderedMap(_)), "{unordered:?}");
        assert_eq!(unordered, as_map!("b" => 2, "c" => 1));
        assert!(matches!(ordered, Value::SortedMap(_)), "{ordered:?}");
        assert_eq!(ordered, as_sorted_map!("b" => 2, "c" => 1));
        assert_eq!(exists, Value::Bool(true));
    })
    .await;
}

#[tokio::test]
async fn removed_entries_are_told_and_gone() {
    test(async |cluster| {
        let key = cluster.key(1);
        let scores = as_map!(
            "Charlie" => 55, "Jim" => 98, "John" => 76, "Harry" => 82,
            "Sally" => 79, "Lenny" => 84, "Abe" => 88
        );
        put(cluster, &key, scores).await;
        let operations = [
            maps::remove_by_key(BIN, as_val!("nobody"), Map::VALUE),
            maps::remove_by_key(BIN, as_val!("Jim"), Map::VALUE),
            maps::remove_by_key_list(BIN, as_values!("Sally", "nobody", "Lenny"), Map::COUNT),
            maps::remove_by_value(BIN, as_val!(55), Map::KEY),
            maps::remove_by_key_range(BIN, as_val!("J"), as_val!("K"), Map::KEY),
            maps::remove_by_rank(BIN, -1, Map::KEY),
            maps::remove_by_index(BIN, 0, Map::KEY),
            maps::size(BIN),
        ];
        let expected = as_values!(
            Value::Nil,
            98,
            2,
            as_list!("Charlie"),
            as_list!("John"),
            "Abe",
            "Harry",
            0
        );
        assert_eq!(told(cluster, &key, &operations).await, expected);
    })
    .await;
}

#[tokio::test]
async fn wildcards_match_what_follows_and_infinity_has_no_end() {
    test(async |cluster| {
        let key = cluster.key(1);
        let people = as_list!(
            as_list!("John", 55),
            as_list!("Jim", 95),
            as_list!("Joe", 80)
        );
        put(cluster, &key, people).await;
        let jim = as_list!(as_val!("Jim"), Value::Wildcard);
        let from = as_list!(as_val!("Joe"), Value::Nil);
        let to = as_list!(as_val!("Joe"), Value::Infinity);
        let operations = [
            lists::get_by_value(BIN, jim, List::VALUES),
            lists::get_by_value(BIN, Value::Wildcard, List::COUNT),
            lists::get_by_value_range(BIN, from, to, List::VALUES),
            lists::get_by_value_range(BIN, as_list!("Joe", 0), Value::Infinity, List::INDEX),
        ];
        let expected = as_values!(
            as_list!(as_list!("Jim", 95)),
            3,
            as_list!(as_list!("Joe", 80)),
            as_list!(0, 2)
        );
        assert_eq!(told(cluster, &key, &operations).await, expected);
    })
    .await;
}
