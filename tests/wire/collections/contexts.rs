//! Operations on what is inside of lists and maps.

use aerospike::operations::cdt_context::{
    ctx_list_index, ctx_list_index_create, ctx_list_rank, ctx_list_value, ctx_map_index,
    ctx_map_key, ctx_map_key_create, ctx_map_rank, ctx_map_value,
};
use aerospike::operations::lists::{self, ListOrderType, ListPolicy, ListReturnType};
use aerospike::operations::maps::{self, MapOrder, MapReturnType};
use aerospike::{MapPolicy, Value, as_list, as_map, as_val, as_values};

use super::{BIN, put, stored, told};
use crate::harness::test;

#[tokio::test]
async fn every_context_leads_to_its_list() {
    test(async |cluster| {
        let key = cluster.key(1);
        let first = |context| lists::get(BIN, 0).context(vec![context]);
        put(
            cluster,
            &key,
            as_list!(as_list!(1, 2), as_list!(5, 6), as_list!(3, 4)),
        )
        .await;
        let operations = [
            first(ctx_list_index(1)),
            first(ctx_list_index(-1)),
            first(ctx_list_rank(1)),
            first(ctx_list_value(as_list!(5, 6))),
        ];
        assert_eq!(
            told(cluster, &key, &operations).await,
            as_values!(5, 3, 3, 5)
        );
        let lists = as_map!("a" => as_list!(1, 2), "c" => as_list!(5, 6), "b" => as_list!(3, 4));
        put(cluster, &key, lists).await;
        let operations = [
            first(ctx_map_index(1)),
            first(ctx_map_rank(-1)),
            first(ctx_map_key(as_val!("c"))),
            first(ctx_map_value(as_list!(1, 2))),
        ];
        assert_eq!(
            told(cluster, &key, &operations).await,
            as_values!(3, 5, 5, 1)
        );
    })
    .await;
}

#[tokio::test]
async fn what_is_deep_inside_is_changed_in_its_place() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = ListPolicy::default();
        let value = as_map!(
            "key1" => as_list!(as_list!(7, 9, 5), as_list!(13)),
            "key2" => as_list!(as_list!(9), as_list!(2, 4), as_list!(6, 1, 9))
        );
        put(cluster, &key, value).await;
        let lowest = vec![ctx_map_key(as_val!("key2")), ctx_list_rank(0)];
        let operations = [
            lists::append(&plain, BIN, as_val!(11)).context(lowest),
            lists::remove_by_rank(BIN, -1, ListReturnType::VALUES)
                .context(vec![ctx_map_index(0), ctx_list_index(0)]),
            lists::increment(&plain, BIN, 0, 1)
                .context(vec![ctx_map_rank(0), ctx_list_value(as_list!(13))]),
        ];
        assert_eq!(told(cluster, &key, &operations).await, as_values!(3, 9, 14));
        let expected = as_map!(
            "key1" => as_list!(as_list!(7, 5), as_list!(14)),
            "key2" => as_list!(as_list!(9), as_list!(2, 4, 11), as_list!(6, 1, 9))
        );
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}

#[tokio::test]
async fn maps_inside_are_read_and_written() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = MapPolicy::default();
        let inside = as_map!("a" => 1, "b" => 12);
        put(cluster, &key, as_list!(inside, as_list!("a"))).await;
        let first = || vec![ctx_list_index(0)];
        let operations = [
            maps::put(&plain, BIN, as_val!("c"), as_val!(3)).context(first()),
            maps::decrement_value(&plain, BIN, as_val!("b"), as_val!(10)).context(first()),
            maps::remove_by_key(BIN, as_val!("a"), MapReturnType::VALUE).context(first()),
            maps::get_by_key(BIN, as_val!("c"), MapReturnType::INDEX).context(first()),
        ];
        assert_eq!(
            told(cluster, &key, &operations).await,
            as_values!(3, 2, 1, 1)
        );
        let expected = as_list!(as_map!("b" => 2, "c" => 3), as_list!("a"));
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}

#[tokio::test]
async fn a_context_creates_what_is_missing() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = MapPolicy::default();
        put(cluster, &key, as_map!("a" => 1)).await;
        let list = ctx_map_key_create(as_val!("list"), MapOrder::Unordered);
        let deep = vec![
            ctx_map_key_create(as_val!("x"), MapOrder::Unordered),
            ctx_map_key_create(as_val!("y"), MapOrder::KeyOrdered),
        ];
        let operations = [
            lists::set(BIN, 0, as_val!(150)).context(vec![list]),
            maps::put(&plain, BIN, as_val!("z"), as_val!(26)).context(deep),
            maps::create(
                BIN,
                MapOrder::KeyOrdered,
                vec![ctx_map_key(as_val!("sorted"))],
            ),
        ];
        let answers = told(cluster, &key, &operations).await;
        assert_eq!(answers, as_values!(Value::Nil, 1, Value::Nil));
        let expected = as_map!(
            "a" => 1,
            "list" => as_list!(150),
            "sorted" => as_map!(),
            "x" => as_map!("y" => as_map!("z" => 26))
        );
        let map = stored(cluster, &key).await;
        assert_eq!(map, expected);
        let Value::OrderedMap(map) = map else {
            panic!("an unordered map: {map:?}");
        };
        let sorted = &map[&as_val!("sorted")];
        assert!(matches!(sorted, Value::SortedMap(_)), "{sorted:?}");
    })
    .await;
}

#[tokio::test]
async fn a_context_creates_a_list_behind_the_end_after_nils_when_it_pads() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(as_list!(1))).await;
        let at = |index, pad| ctx_list_index_create(index, ListOrderType::Unordered, pad);
        let operations = [
            lists::set(BIN, 0, as_val!(2)).context(vec![at(1, false)]),
            lists::set(BIN, 0, as_val!(4)).context(vec![at(3, true)]),
        ];
        told(cluster, &key, &operations).await;
        let expected = as_list!(as_list!(1), as_list!(2), Value::Nil, as_list!(4));
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}

#[tokio::test]
async fn an_ordered_list_takes_a_changed_item_to_its_place() {
    test(async |cluster| {
        let key = cluster.key(1);
        let ordered = ListPolicy::new(ListOrderType::Ordered, lists::ListWriteFlags::DEFAULT);
        let items = as_values!(as_list!(7, 9, 5), as_list!(1, 2, 3), as_list!(6, 5, 4, 1));
        let created = ctx_list_index_create(3, ListOrderType::Ordered, false);
        let operations = [
            lists::append_items(&ordered, BIN, items),
            lists::append(&ListPolicy::default(), BIN, as_val!(2)).context(vec![created]),
        ];
        assert_eq!(told(cluster, &key, &operations).await, as_values!(3, 1));
        let expected = as_list!(
            as_list!(1, 2, 3),
            as_list!(2),
            as_list!(6, 5, 4, 1),
            as_list!(7, 9, 5)
        );
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}
