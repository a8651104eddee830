//! Laws of lists and maps: the order is total, what is encoded decodes to itself, a selection and its
//! inversion are the whole, and no call makes anything panic.

use std::cmp::Ordering;

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;

use super::codec;
use super::{Call, Value};
use crate::cdt::value::{List, Map, MapOrder};

fn key() -> impl Strategy<Value = Value> {
    prop_oneof![
        (-40..40_i64).prop_map(Value::Integer),
        any::<i64>().prop_map(Value::Integer),
        bytes(3),
        bytes(4),
    ]
}

/// Text or bytes after the number of their type.
fn bytes(kind: u8) -> impl Strategy<Value = Value> {
    vec(any::<u8>(), 0..40).prop_map(move |rest| Value::Bytes([vec![kind], rest].concat().into()))
}

fn scalar() -> impl Strategy<Value = Value> {
    prop_oneof![
        Just(Value::Nil),
        any::<bool>().prop_map(Value::Boolean),
        key(),
        any::<f64>().prop_map(Value::Float),
        any::<f32>().prop_map(Value::Single),
        bytes(18),
        bytes(23),
    ]
}

fn order() -> impl Strategy<Value = MapOrder> {
    prop_oneof![
        Just(MapOrder::Unordered),
        Just(MapOrder::Key),
        Just(MapOrder::KeyValue),
    ]
}

fn list(item: impl Strategy<Value = Value>) -> impl Strategy<Value = List> {
    (any::<bool>(), vec(item, 0..20)).prop_map(|(ordered, items)| {
        let mut list = List { ordered, items };
        list.restore_order();
        list
    })
}

fn map(value: impl Strategy<Value = Value>) -> impl Strategy<Value = Map> {
    (order(), vec((key(), value), 0..20)).prop_map(|(order, entries)| Map::sorted(order, entries))
}

fn value() -> impl Strategy<Value = Value> {
    scalar().prop_recursive(3, 60, 20, |inner| {
        prop_oneof![
            list(inner.clone()).prop_map(Value::List),
            map(inner).prop_map(Value::Map),
        ]
    })
}

/// Values of which many are equal.
fn few() -> impl Strategy<Value = Value> {
    (0..6_i64).prop_map(Value::Integer)
}

/// What may stand in a call: also what is only ever asked for.
fn asked() -> impl Strategy<Value = Value> {
    prop_oneof![
        4 => value(),
        2 => few(),
        1 => Just(Value::Wildcard),
        1 => Just(Value::Infinity),
        1 => vec(few(), 0..3).prop_map(|items| Value::List(List::unordered(items))),
    ]
}

fn integers(numbers: &[i64]) -> Vec<Value> {
    numbers.iter().copied().map(Value::Integer).collect()
}

fn call(code: i64, arguments: Vec<Value>) -> Call {
    let items = [vec![Value::Integer(code)], arguments].concat();
    Call::from_list(List::unordered(items)).expect("a code and arguments")
}

/// A selection of several elements: the code that reads it, the code that removes it, its arguments.
fn selection(of_map: bool) -> impl Strategy<Value = (i64, i64, Vec<Value>)> {
    let of_list = vec![(22, 35), (23, 36), (24, 37), (25, 38), (26, 39), (27, 40)];
    let codes = if of_map {
        vec![
            (102, 82),
            (108, 83),
            (104, 85),
            (105, 86),
            (106, 87),
            (110, 89),
        ]
    } else {
        of_list
    };
    let arguments = (vec(few(), 0..4), few(), few(), -8..8_i64, -2..8_i64);
    (0..6_usize, arguments).prop_map(move |(way, (values, from, to, start, count))| {
        let (get, remove) = codes[way];
        let arguments = match way {
            0 => vec![from],
            1 => vec![Value::List(List::unordered(values))],
            2 | 4 => integers(&[start, count]),
            3 => vec![from, to],
            _ => [vec![from], integers(&[start, count])].concat(),
        };
        (get, remove, arguments)
    })
}

/// The values a read or a removal tells.
fn values(told: Option<Value>) -> Vec<Value> {
    match told {
        Some(Value::List(list)) => list.items,
        other => panic!("no list of values: {other:?}"),
    }
}

const VALUES: i64 = 7;
const INVERTED: i64 = 0x1_0000;

/// Checks the laws of selections on a list or map with these values.
fn check_selection(
    whole: Value,
    mut all: Vec<Value>,
    (get, remove, arguments): (i64, i64, Vec<Value>),
) -> Result<(), TestCaseError> {
    let with = |code, returns| call(code, [integers(&[returns]), arguments.clone()].concat());
    let selected = values(with(get, VALUES).read(&whole).expect("selects"));
    let others = values(with(get, VALUES | INVERTED).read(&whole).expect("selects"));
    let removal = with(remove, VALUES).modify(Some(whole)).expect("removes");
    prop_assert_eq!(&values(removal.result), &selected);
    let left: Vec<Value> = match removal.value {
        Some(Value::List(list)) => list.items,
        Some(Value::Map(map)) => map
            .entries()
            .iter()
            .map(|(_, value)| value.clone())
            .collect(),
        other => panic!("no list or map is left: {other:?}"),
    };
    prop_assert_eq!(&left, &others);
    let mut both = [selected, others].concat();
    both.sort();
    all.sort();
    prop_assert_eq!(both, all);
    Ok(())
}

proptest! {
    #[test]
    fn the_order_of_values_is_total(a in value(), b in value(), c in value()) {
        prop_assert_eq!(a.cmp(&a), Ordering::Equal);
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        let mut sorted = [&a, &b, &c];
        sorted.sort();
        prop_assert!(sorted[0] <= sorted[1] && sorted[1] <= sorted[2] && sorted[0] <= sorted[2]);
    }

    #[test]
    fn values_that_can_be_stored_are_asked_for_in_their_order(a in value(), b in value()) {
        prop_assert_eq!(a.compare(&b), a.cmp(&b));
    }

    #[test]
    fn a_value_comes_back_from_its_bytes(value in value()) {
        let bytes = Bytes::from(codec::encode(&value).expect("not too deep"));
        let decoded = codec::decode(bytes.clone()).expect("decodes");
        prop_assert_eq!(&decoded, &value);
        prop_assert_eq!(codec::encode(&decoded), Ok(bytes.to_vec()));
    }

    #[test]
    fn a_selection_of_a_list_and_its_inversion_are_the_whole(
        list in list(few()),
        selection in selection(false),
    ) {
        check_selection(Value::List(list.clone()), list.items, selection)?;
    }

    #[test]
    fn a_selection_of_a_map_and_its_inversion_are_the_whole(
        map in map(few()),
        selection in selection(true),
    ) {
        let all = map.entries().iter().map(|(_, value)| value.clone()).collect();
        check_selection(Value::Map(map), all, selection)?;
    }

    #[test]
    fn an_ordered_list_stays_in_order(
        list in list(value()),
        code in prop_oneof![Just(1_i64), Just(12), Just(13), Just(7)],
        argument in value(),
    ) {
        let list = List { ordered: true, ..list };
        let mut sorted = list;
        sorted.restore_order();
        let modified = call(code, vec![argument]).modify(Some(Value::List(sorted)));
        if let Ok(Some(Value::List(list))) = modified.map(|modified| modified.value) {
            prop_assert!(list.ordered && list.items.is_sorted());
        }
    }

    #[test]
    fn random_calls_never_panic(
        value in proptest::option::of(value()),
        code in 0..128_i64,
        arguments in vec(prop_oneof![asked(), (-9..9_i64).prop_map(Value::Integer)], 0..5),
        steps in vec((0..0x100_i64, asked()), 0..3),
    ) {
        let operation = [vec![Value::Integer(code)], arguments].concat();
        let context = steps.into_iter().flat_map(|(kind, value)| [Value::Integer(kind), value]);
        let items = vec![
            Value::Integer(0xff),
            Value::List(List::unordered(context.collect())),
            Value::List(List::unordered(operation)),
        ];
        if let Ok(call) = Call::from_list(List::unordered(items)) {
            let _ = value.as_ref().map(|value| call.read(value));
            let _ = call.modify(value);
        }
    }

    #[test]
    fn random_bytes_never_panic(bytes in vec(any::<u8>(), 0..200)) {
        let _ = Call::decode(&Bytes::from(bytes));
    }
}

#[test]
fn announced_sizes_cost_nothing_until_the_values_are_there() {
    for head in [
        &[0xdd, 0xff, 0xff, 0xff, 0xff][..],
        &[0xdf, 0xff, 0xff, 0xff, 0xff],
    ] {
        assert!(codec::decode(Bytes::copy_from_slice(head)).is_err());
    }
    let deep = [vec![0x91; 64], vec![0x90]].concat();
    assert!(codec::decode(deep.into()).is_err());
}
