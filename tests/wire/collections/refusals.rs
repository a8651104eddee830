//! What operations on lists and maps refuse, and that nothing is changed then.

use aerospike::operations::cdt_context::{ctx_list_index, ctx_map_index, ctx_map_key};
use aerospike::operations::lists::{
    self, ListOrderType, ListPolicy, ListReturnType, ListWriteFlags,
};
use aerospike::operations::maps::{self, MapOrder, MapReturnType};
use aerospike::operations::{self, Operation};
use aerospike::{MapPolicy, MapWriteFlags, ResultCode, Value, as_list, as_map, as_val, as_values};

use super::{BIN, operate, put, stored, told};
use crate::harness::{bin, refused, test};

/// Checks that each operation on this value is refused with its code, and changes nothing.
async fn check(value: Value, refusals: Vec<(Operation, ResultCode)>) {
    test(async |cluster| {
        let key = cluster.key(1);
        put(cluster, &key, value.clone()).await;
        for (operation, code) in refusals {
            let changing = operations::put(&bin("other", 1));
            refused(operate(cluster, &key, &[changing, operation]).await, code);
        }
        assert_eq!(stored(cluster, &key).await, value);
        assert_eq!(cluster.get(&key).await.generation, 1);
    })
    .await;
}

#[tokio::test]
async fn nothing_at_the_one_place_asked_for_is_not_applicable() {
    let code = ResultCode::OpNotApplicable;
    let list = [
        lists::get(BIN, 3),
        lists::get(BIN, -4),
        lists::pop(BIN, 3),
        lists::remove(BIN, -4),
        lists::set(BIN, -4, as_val!(1)),
        lists::get_by_index(BIN, 3, ListReturnType::VALUES),
        lists::get_by_rank(BIN, -4, ListReturnType::VALUES),
        lists::remove_by_rank(BIN, 3, ListReturnType::NONE),
    ];
    check(
        as_list!(1, 2, 3),
        list.map(|operation| (operation, code)).into(),
    )
    .await;
    let map = [
        maps::get_by_index(BIN, 1, MapReturnType::VALUE),
        maps::get_by_rank(BIN, 6, MapReturnType::VALUE),
        maps::remove_by_index(BIN, -2, MapReturnType::VALUE),
    ];
    check(
        as_map!("a" => 1),
        map.map(|operation| (operation, code)).into(),
    )
    .await;
}

#[tokio::test]
async fn another_type_of_bin_is_an_incompatible_type() {
    let code = ResultCode::BinTypeError;
    let of_lists = || {
        let plain = ListPolicy::default();
        vec![
            (lists::append(&plain, BIN, as_val!(1)), code),
            (lists::size(BIN), code),
        ]
    };
    let of_maps = || {
        let plain = MapPolicy::default();
        vec![
            (maps::put(&plain, BIN, as_val!("k"), as_val!(1)), code),
            (maps::size(BIN), code),
        ]
    };
    check(as_val!(1), [of_lists(), of_maps()].concat()).await;
    check(as_map!("a" => 1), of_lists()).await;
    check(as_list!(1), of_maps()).await;
}

#[tokio::test]
async fn another_type_inside_is_told_apart_for_reads_and_writes() {
    let inside = || vec![ctx_list_index(1)];
    let value = as_val!(2);
    let refusals = vec![
        (
            lists::get_by_value(BIN, value.clone(), ListReturnType::VALUES).context(inside()),
            ResultCode::BinTypeError,
        ),
        (
            lists::pop(BIN, 0).context(inside()),
            ResultCode::ParameterError,
        ),
        (
            lists::remove_by_value(BIN, value, ListReturnType::VALUES).context(inside()),
            ResultCode::ParameterError,
        ),
    ];
    check(as_list!(as_list!(1), 100), refusals).await;
}

#[tokio::test]
async fn a_context_that_leads_nowhere_is_not_applicable() {
    let code = ResultCode::OpNotApplicable;
    let plain = ListPolicy::default();
    let append = |context| lists::append(&plain, BIN, as_val!(1)).context(context);
    let refusals = vec![
        (append(vec![ctx_map_key(as_val!("b"))]), code),
        (append(vec![ctx_map_index(2)]), code),
        (
            append(vec![ctx_map_key(as_val!("a")), ctx_list_index(1)]),
            code,
        ),
        (
            maps::clear(BIN).context(vec![ctx_map_key(as_val!("n")), ctx_map_index(0)]),
            code,
        ),
        (
            lists::size(BIN).context(vec![ctx_map_key(as_val!("b"))]),
            code,
        ),
    ];
    check(as_map!("a" => as_list!(as_list!(1)), "n" => 100), refusals).await;
}

#[tokio::test]
async fn what_write_flags_deny_is_refused() {
    let unique = ListPolicy::new(ListOrderType::Unordered, ListWriteFlags::ADD_UNIQUE);
    let bounded = ListPolicy::new(ListOrderType::Unordered, ListWriteFlags::INSERT_BOUNDED);
    let exists = ResultCode::ElementExists;
    let refusals = vec![
        (lists::append(&unique, BIN, as_val!(3)), exists),
        (lists::append_items(&unique, BIN, as_values!(3, 6)), exists),
        (lists::insert(&unique, BIN, 2, as_val!(3)), exists),
        (lists::set_with_policy(&unique, BIN, 0, as_val!(3)), exists),
        (
            lists::insert(&bounded, BIN, 10, as_val!(9)),
            ResultCode::OpNotApplicable,
        ),
    ];
    check(as_list!(1, 2, 3), refusals).await;
    let create = MapPolicy::new(MapOrder::Unordered, MapWriteFlags::CREATE_ONLY);
    let update = MapPolicy::new(MapOrder::Unordered, MapWriteFlags::UPDATE_ONLY);
    let refusals = vec![
        (maps::put(&create, BIN, as_val!("a"), as_val!(2)), exists),
        (
            maps::put(&update, BIN, as_val!("z"), as_val!(2)),
            ResultCode::ElementNotFound,
        ),
    ];
    check(as_map!("a" => 1), refusals).await;
}

#[tokio::test]
async fn only_numbers_are_incremented() {
    let code = ResultCode::ParameterError;
    let plain = ListPolicy::default();
    let refusals = vec![
        (lists::increment(&plain, BIN, 0, 1), code),
        (lists::increment(&plain, BIN, 1, 1), code),
    ];
    check(as_list!("x", Value::Nil), refusals).await;
    let plain = MapPolicy::default();
    let refusals = vec![
        (
            maps::increment_value(&plain, BIN, as_val!("k"), as_val!(1)),
            code,
        ),
        (
            maps::increment_value(&plain, BIN, as_val!("n"), as_val!("x")),
            code,
        ),
    ];
    check(as_map!("k" => "v", "n" => 1), refusals).await;
}

#[tokio::test]
async fn a_record_that_is_not_there_has_nothing_to_read_or_remove() {
    test(async |cluster| {
        let key = cluster.key(1);
        let code = ResultCode::KeyNotFoundError;
        let removal = maps::remove_by_key_list(BIN, as_values!("k"), MapReturnType::VALUE);
        for operation in [
            lists::size(BIN),
            lists::pop(BIN, 0),
            lists::clear(BIN),
            removal,
        ] {
            refused(operate(cluster, &key, &[operation]).await, code);
        }
        assert!(!cluster.exists(&key).await);
    })
    .await;
}

#[tokio::test]
async fn a_bin_that_is_not_there_tells_nothing() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("other", 1)]).await;
        told(cluster, &key, &[lists::size(BIN), maps::clear(BIN)]).await;
        assert_eq!(cluster.get(&key).await.bins.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn wildcards_are_not_stored() {
    let plain = ListPolicy::default();
    let operation = lists::append(&plain, BIN, Value::Wildcard);
    check(as_list!(1), vec![(operation, ResultCode::ParameterError)]).await;
}
