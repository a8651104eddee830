//! What holds for all expressions.

use bytes::Bytes;
use proptest::collection::vec;
use proptest::prelude::*;
use proptest::sample::select;

use super::{Filter, Operand, Subject, Value, Verdict};
use crate::proto::message::Digest;
use crate::proto::value::Particle;
use crate::store::record::Bin;

const SUBJECT: Subject<'static> = Subject {
    digest: Digest([7; 20]),
    set: "people",
    key: None,
    void_time: 0,
    last_update: 0,
    size: 64,
    now: 0,
};

/// A record with an integer `i`, a text `s` and a float `f`.
fn bins() -> Vec<Bin> {
    let bin = |name: &'static str, value| Bin {
        name: Bytes::from_static(name.as_bytes()),
        value,
    };
    vec![
        bin("i", Particle::integer(7)),
        bin("s", Particle::string("text")),
        bin("f", Particle::float(1.5)),
    ]
}

fn evaluate(expression: &[u8]) -> Result<Option<Value>, crate::proto::reader::Malformed> {
    let operand = Bytes::from([&[0x92], expression, &[0x10]].concat());
    Operand::read(&operand, 0x10).map(|operand| operand.evaluate(&SUBJECT, &bins()))
}

/// An operation with these arguments.
fn list(code: u8, arguments: &[&[u8]]) -> Vec<u8> {
    [&[0x91 + arguments.len() as u8, code], &*arguments.concat()].concat()
}

fn integer(value: i64) -> Vec<u8> {
    [&[0xd3][..], &value.to_be_bytes()].concat()
}

fn float(value: f64) -> Vec<u8> {
    [&[0xcb][..], &value.to_be_bytes()].concat()
}

/// Expressions that yield an integer, or are unknown.
fn integers() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        any::<i64>().prop_map(integer),
        select(vec![
            vec![0x91, 0],
            vec![0x93, 81, 2, 0xa1, b'i'],
            vec![0x93, 81, 2, 0xa1, b'x'],
            vec![0x91, 74],
            vec![0x91, 69],
        ]),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        let several = select(vec![20_u8, 21, 22, 23, 32, 33, 34, 50, 51]);
        let two = select(vec![26_u8, 36, 37, 38]);
        let one = select(vec![27_u8, 35, 39]);
        prop_oneof![
            (several, vec(inner.clone(), 1..4)).prop_map(|(code, arguments)| {
                let arguments: Vec<&[u8]> = arguments.iter().map(Vec::as_slice).collect();
                list(code, &arguments)
            }),
            (two, inner.clone(), inner.clone())
                .prop_map(|(code, left, right)| list(code, &[&left, &right])),
            (one, inner).prop_map(|(code, value)| list(code, &[&value])),
        ]
    })
}

/// Expressions that yield true or false, or are unknown.
fn conditions() -> impl Strategy<Value = Vec<u8>> {
    let leaf = prop_oneof![
        select(vec![vec![0xc2], vec![0xc3], vec![0x91, 0], vec![0x91, 71]]),
        (1..=6_u8, integers(), integers())
            .prop_map(|(code, left, right)| list(code, &[&left, &right])),
    ];
    leaf.prop_recursive(3, 16, 3, |inner| {
        prop_oneof![
            (16..=17_u8, vec(inner.clone(), 1..4)).prop_map(|(code, arguments)| {
                let arguments: Vec<&[u8]> = arguments.iter().map(Vec::as_slice).collect();
                list(code, &arguments)
            }),
            inner.prop_map(|value| list(18, &[&value])),
        ]
    })
}

proptest! {
    #[test]
    fn no_bytes_panic(bytes in vec(any::<u8>(), 0..64)) {
        let bytes = Bytes::from(bytes);
        if let Ok(filter) = Filter::read(&bytes) {
            let _ = filter.judge(&SUBJECT, &bins());
        }
        let _ = evaluate(&bytes);
    }

    #[test]
    fn no_operation_with_any_arguments_panics(code in 0..0x80_u8, arguments in vec(any::<u8>(), 0..12)) {
        let arguments: Vec<&[u8]> = arguments.chunks(1).collect();
        let _ = evaluate(&list(code, &arguments));
    }

    #[test]
    fn no_damaged_expression_panics(
        mut bytes in conditions(),
        at in any::<prop::sample::Index>(),
        with in any::<u8>(),
    ) {
        let at = at.index(bytes.len());
        bytes[at] = with;
        let _ = evaluate(&bytes);
    }

    #[test]
    fn an_expression_cut_off_or_with_bytes_added_is_none(
        bytes in conditions(),
        at in any::<prop::sample::Index>(),
        more in any::<u8>(),
    ) {
        let read = |bytes: &[u8]| Filter::read(&Bytes::copy_from_slice(bytes)).is_ok();
        prop_assert!(read(&bytes));
        prop_assert!(!read(&bytes[..at.index(bytes.len())]));
        prop_assert!(!read(&[&bytes[..], &[more]].concat()));
    }

    #[test]
    fn not_not_changes_nothing(condition in conditions()) {
        let twice = list(18, &[&list(18, &[&condition])]);
        prop_assert_eq!(evaluate(&twice), evaluate(&condition));
    }

    #[test]
    fn negation_turns_and_into_or(left in conditions(), right in conditions()) {
        let not_and = list(18, &[&list(16, &[&left, &right])]);
        let or_not = list(17, &[&list(18, &[&left]), &list(18, &[&right])]);
        prop_assert_eq!(evaluate(&not_and), evaluate(&or_not));
    }

    #[test]
    fn comparisons_agree_with_those_of_the_other_direction(left in integers(), right in integers()) {
        for (code, other) in [(1, 1), (2, 2), (3, 5), (4, 6)] {
            let there = evaluate(&list(code, &[&left, &right]));
            prop_assert_eq!(there, evaluate(&list(other, &[&right, &left])));
        }
        let greater = list(3, &[&left, &right]);
        let at_most = list(18, &[&list(6, &[&left, &right])]);
        prop_assert_eq!(evaluate(&greater), evaluate(&at_most));
    }

    #[test]
    fn integers_are_calculated_as_rust_does(left in any::<i64>(), right in any::<i64>(), by in 0..64_u8) {
        let check = |code: u8, arguments: [&[u8]; 2], expected: Option<i64>| {
            let value = evaluate(&list(code, &arguments));
            assert_eq!(value, Ok(expected.map(Value::Integer)), "{code}");
        };
        let pair = [&*integer(left), &*integer(right)];
        check(20, pair, Some(left.wrapping_add(right)));
        check(21, pair, Some(left.wrapping_sub(right)));
        check(22, pair, Some(left.wrapping_mul(right)));
        check(23, pair, (right != 0).then(|| left.wrapping_div(right)));
        check(26, pair, (right != 0).then(|| left.wrapping_rem(right)));
        check(50, pair, Some(left.min(right)));
        check(51, pair, Some(left.max(right)));
        let shift = [&*integer(left), &[by]];
        check(36, shift, Some(left.wrapping_shl(u32::from(by))));
        check(37, shift, Some((left as u64).wrapping_shr(u32::from(by)) as i64));
        check(38, shift, Some(left.wrapping_shr(u32::from(by))));
    }

    #[test]
    fn floats_are_calculated_as_rust_does(left in -1e6..1e6_f64, right in -1e6..1e6_f64) {
        let check = |code: u8, arguments: &[&[u8]], expected: f64| {
            let value = evaluate(&list(code, arguments));
            assert_eq!(value, Ok(Some(Value::Float(expected))), "{code}");
        };
        let (one, other) = (&*float(left), &*float(right));
        check(20, &[one, other], left + right);
        check(21, &[one], -left);
        check(23, &[one], 1.0 / left);
        check(23, &[one, other], left / right);
        check(24, &[&float(left.abs()), &float(2.0)], left.abs().powf(2.0));
        check(28, &[one], left.floor());
        check(29, &[one], left.ceil());
        prop_assert_eq!(evaluate(&list(30, &[one])), Ok(Some(Value::Integer(left as i64))));
    }

    #[test]
    fn a_variable_is_what_it_was_bound_to(value in integers()) {
        let bound = [&[0x94, 125, 0xa1, b'v'][..], &value, &[0x92, 124, 0xa1, b'v']].concat();
        prop_assert_eq!(evaluate(&bound), evaluate(&value));
    }
}

#[test]
fn depth_parts_and_patterns_are_bounded() {
    let nested = |depth: usize| [[0x92, 18].repeat(depth), vec![0xc3]].concat();
    assert!(evaluate(&nested(127)).is_ok());
    assert!(evaluate(&nested(128)).is_err());
    // Sums, conditions and variables as deep as it gets.
    for around in [&[0x92, 20][..], &[0x92, 123], &[0x94, 125, 0xa1, b'v', 1]] {
        let sum = [around.repeat(127), vec![7]].concat();
        assert_eq!(evaluate(&sum), Ok(Some(Value::Integer(7))));
    }
    assert!(evaluate(&[0x92, 18].repeat(500_000)).is_err());
    let many = |count: u16| {
        [
            &[0xdc][..],
            &(count + 1).to_be_bytes(),
            &[16],
            &vec![0xc3; count.into()],
        ]
        .concat()
    };
    assert!(evaluate(&many(10_000)).is_ok());
    assert!(evaluate(&many(20_000)).is_err());
    let pattern = list(7, &[&[0], &[0xa1, b't'], &[0xa2, 3, b't']]);
    let patterns =
        |count: u8| [&[0xdc, 0, count + 1, 16][..], &pattern.repeat(count.into())].concat();
    assert_eq!(evaluate(&patterns(32)), Ok(Some(Value::Boolean(true))));
    assert!(evaluate(&patterns(33)).is_err());
    let text = [
        &[0xdb][..],
        &1_048_576_u32.to_be_bytes(),
        &vec![3; 1_048_576],
    ]
    .concat();
    assert!(evaluate(&text).is_err());
}

#[test]
fn what_is_looked_at_for_one_record_is_bounded() {
    let long = Bin {
        name: Bytes::from_static(b"s"),
        value: Particle::string(&"x".repeat(1024 * 1024)),
    };
    let is_other = list(1, &[&[0x93, 81, 3, 0xa1, b's'], &[0xa2, 3, b'y']]);
    let none_of = |count: u8| {
        let any = [
            &[0xdc, 0, count + 1, 17][..],
            &is_other.repeat(count.into()),
        ]
        .concat();
        let filter = Filter::read(&list(18, &[&any]).into()).expect("a filter");
        filter.judge(&SUBJECT, std::slice::from_ref(&long))
    };
    assert_eq!(none_of(50), Verdict::Admitted);
    assert_eq!(none_of(100), Verdict::OutByBins);
}

#[test]
fn a_verdict_says_whether_the_record_had_to_be_read() {
    let judge = |filter: &[u8]| {
        let filter = Filter::read(&Bytes::copy_from_slice(filter)).expect("a filter");
        filter.judge(&SUBJECT, &bins())
    };
    let is_seven = list(1, &[&[0x93, 81, 2, 0xa1, b'i'], &[7]]);
    let is_large = list(3, &[&[0x91, 74], &[100]]);
    assert_eq!(judge(&is_seven), Verdict::Admitted);
    assert_eq!(judge(&list(18, &[&is_seven])), Verdict::OutByBins);
    assert_eq!(judge(&is_large), Verdict::OutByMetadata);
    assert_eq!(
        judge(&list(16, &[&is_seven, &is_large])),
        Verdict::OutByMetadata
    );
    assert_eq!(judge(&list(17, &[&is_seven, &is_large])), Verdict::Admitted);
    assert_eq!(
        judge(&list(1, &[&[0x92, 82, 0xa1, b'x'], &[0]])),
        Verdict::Admitted
    );
    assert_eq!(judge(&[0x91, 0]), Verdict::OutByBins);
}
