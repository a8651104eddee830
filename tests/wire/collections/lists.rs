//! Writing lists.

use aerospike::operations::lists::{
    self, ListOrderType, ListPolicy, ListReturnType, ListSortFlags, ListWriteFlags,
};
use aerospike::{Value, as_list, as_val, as_values};

use super::{BIN, put, stored, told};
use crate::harness::test;

/// A policy for lists of this order.
fn policy(order: ListOrderType, flags: ListWriteFlags) -> ListPolicy {
    ListPolicy::new(order, flags)
}

#[tokio::test]
async fn items_are_appended_inserted_and_set_and_the_size_is_told() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = ListPolicy::default();
        let operations = [
            lists::append(&plain, BIN, as_val!(5)),
            lists::append_items(&plain, BIN, as_values!(3, 9, "x")),
            lists::insert(&plain, BIN, 1, as_val!(7)),
            lists::insert_items(&plain, BIN, -1, as_values!(1, 2)),
            lists::set(BIN, -1, as_val!("last")),
        ];
        let sizes = told(cluster, &key, &operations).await;
        assert_eq!(sizes, as_values!(1, 4, 5, 7, Value::Nil));
        let expected = as_list!(5, 7, 3, 9, 1, 2, "last");
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}

#[tokio::test]
async fn an_item_behind_the_end_is_put_after_nils() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = ListPolicy::default();
        let operations = [
            lists::set(BIN, 2, as_val!("c")),
            lists::insert(&plain, BIN, 4, as_val!("e")),
            lists::increment(&plain, BIN, 6, 2),
        ];
        let answers = told(cluster, &key, &operations).await;
        assert_eq!(answers, as_values!(Value::Nil, 5, 2));
        let nil = Value::Nil;
        let expected = as_list!(nil.clone(), nil.clone(), "c", nil.clone(), "e", nil, 2);
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}

#[tokio::test]
async fn numbers_in_lists_are_incremented() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(10, 20, 30)).await;
        let plain = ListPolicy::default();
        let operations = [
            lists::increment(&plain, BIN, 0, 4),
            lists::increment_by_one(BIN, 1),
            lists::increment_by_one_with_policy(&plain, BIN, -1),
        ];
        let sums = told(cluster, &key, &operations).await;
        assert_eq!(sums, as_values!(14, 21, 31));
        assert_eq!(stored(cluster, &key).await, as_list!(14, 21, 31));
    })
    .await;
}

#[tokio::test]
async fn items_are_popped_removed_trimmed_and_cleared() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(
            cluster,
            &key,
            as_list!(0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11),
        )
        .await;
        let operations = [
            lists::pop(BIN, 0),
            lists::pop_range(BIN, 0, 2),
            lists::pop_range_from(BIN, -1),
            lists::remove(BIN, -1),
            lists::remove_range(BIN, 0, 1),
            lists::remove_range_from(BIN, 5),
            lists::trim(BIN, 1, 3),
            lists::get_range_from(BIN, 0),
            lists::trim(BIN, -5, 5),
            lists::trim(BIN, 1, -5),
            lists::clear(BIN),
            lists::size(BIN),
        ];
        let answers = told(cluster, &key, &operations).await;
        let expected = as_values!(
            0,
            as_list!(1, 2),
            as_list!(11),
            1,
            1,
            1,
            2,
            as_list!(5, 6, 7),
            0,
            1,
            Value::Nil,
            0
        );
        assert_eq!(answers, expected);
        assert_eq!(stored(cluster, &key).await, as_list!());
    })
    .await;
}

#[tokio::test]
async fn lists_are_sorted_by_type_and_value() {
    test(async |cluster| {
        let key = cluster.key(1);
        let mixed = as_list!(
            "zz",
            3,
            Value::Nil,
            true,
            false,
            -7,
            2.5,
            -0.5,
            "a",
            vec![9_u8],
            vec![1_u8, 2],
            as_list!(1, 2),
            as_list!(1),
            as_list!(0, 9),
            as_list!(),
            1000,
            2,
            2.0
        );
        put(cluster, &key, mixed).await;
        told(cluster, &key, &[lists::sort(BIN, ListSortFlags::DEFAULT)]).await;
        let sorted = as_list!(
            Value::Nil,
            false,
            true,
            -7,
            2,
            3,
            1000,
            "a",
            "zz",
            as_list!(),
            as_list!(0, 9),
            as_list!(1),
            as_list!(1, 2),
            vec![1_u8, 2],
            vec![9_u8],
            -0.5,
            2.0,
            2.5
        );
        assert_eq!(stored(cluster, &key).await, sorted);
    })
    .await;
}

#[tokio::test]
async fn sorting_drops_duplicates_and_turns_round_when_told() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(-44, 33, -1, 33, -2)).await;
        let flags = ListSortFlags::DROP_DUPLICATES | ListSortFlags::DESCENDING;
        told(cluster, &key, &[lists::sort(BIN, flags)]).await;
        assert_eq!(stored(cluster, &key).await, as_list!(33, -1, -2, -44));
    })
    .await;
}

#[tokio::test]
async fn an_ordered_list_keeps_its_order() {
    test(async |cluster| {
        let key = cluster.key(1);
        let plain = ListPolicy::default();
        let operations = [
            lists::create_with_index(BIN, ListOrderType::Ordered),
            lists::append(&plain, BIN, as_val!(3)),
            lists::append_items(&plain, BIN, as_values!(1, 2)),
            lists::increment(&plain, BIN, 0, 9),
            lists::get_by_value(BIN, as_val!(10), ListReturnType::INDEX),
        ];
        let answers = told(cluster, &key, &operations).await;
        assert_eq!(answers, as_values!(Value::Nil, 1, 3, 10, as_list!(2)));
        assert_eq!(stored(cluster, &key).await, as_list!(2, 3, 10));
    })
    .await;
}

#[tokio::test]
async fn setting_the_order_of_a_list_sorts_it() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(3, 1, 2)).await;
        let ordered = lists::set_order(BIN, ListOrderType::Ordered);
        let plain = ListPolicy::default();
        let operations = [ordered, lists::append(&plain, BIN, as_val!(0))];
        told(cluster, &key, &operations).await;
        assert_eq!(stored(cluster, &key).await, as_list!(0, 1, 2, 3));
    })
    .await;
}

#[tokio::test]
async fn the_policy_of_the_first_append_orders_the_list() {
    test(async |cluster| {
        let key = cluster.key(1);
        let ordered = policy(ListOrderType::Ordered, ListWriteFlags::DEFAULT);
        let operations = [
            lists::append_items(&ordered, BIN, as_values!(3, 1)),
            lists::append(&ListPolicy::default(), BIN, as_val!(2)),
        ];
        told(cluster, &key, &operations).await;
        assert_eq!(stored(cluster, &key).await, as_list!(1, 2, 3));
    })
    .await;
}

#[tokio::test]
async fn unique_items_are_added_in_part_when_the_flags_say_so() {
    test(async |cluster| {
        let key = cluster.key(1);
        let quiet = ListWriteFlags::ADD_UNIQUE | ListWriteFlags::NO_FAIL;
        let all = policy(ListOrderType::Ordered, quiet);
        let part = policy(ListOrderType::Ordered, quiet | ListWriteFlags::PARTIAL);
        let items = as_values!(0, 4, 5, 9, 9, 11, 15, 0);
        let operations = [
            lists::append_items(&all, BIN, items.clone()),
            lists::append_items(&part, BIN, items),
            lists::append_items(&all, BIN, as_values!(11, 3)),
            lists::append_items(&part, BIN, as_values!(11, 3)),
        ];
        let sizes = told(cluster, &key, &operations).await;
        assert_eq!(sizes, as_values!(0, 6, 6, 7));
        let expected = as_list!(0, 3, 4, 5, 9, 11, 15);
        assert_eq!(stored(cluster, &key).await, expected);
    })
    .await;
}

#[tokio::test]
async fn what_is_outside_of_a_bounded_list_is_left_out_quietly_when_the_flags_say_so() {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, as_list!(1, 2, 3)).await;
        let quiet = ListWriteFlags::INSERT_BOUNDED | ListWriteFlags::NO_FAIL;
        let bounded = policy(ListOrderType::Unordered, quiet);
        let operations = [
            lists::insert(&bounded, BIN, 10, as_val!(9)),
            lists::insert_items(&bounded, BIN, 10, as_values!(8, 9)),
            lists::insert(&bounded, BIN, 3, as_val!(4)),
        ];
        let sizes = told(cluster, &key, &operations).await;
        assert_eq!(sizes, as_values!(3, 3, 4));
        assert_eq!(stored(cluster, &key).await, as_list!(1, 2, 3, 4));
    })
    .await;
}
