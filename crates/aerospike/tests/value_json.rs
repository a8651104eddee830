//! The law of the JSON form: value → text → JavaScript's parse and stringify → value is the identity.

#![expect(clippy::expect_used, reason = "helpers of tests fail the test")]

use std::io::Write as _;
use std::process::{Command, Stdio};

use acm_aerospike::value::{bins_to_json_text, from_json, to_json_text};
use acm_aerospike::{MapOrder, Value};
use proptest::prelude::*;
use proptest::strategy::ValueTree as _;
use proptest::test_runner::TestRunner;

const SAMPLES: usize = 3_000;

fn int() -> impl Strategy<Value = i64> {
    let edge = 1_i64 << 53;
    prop_oneof![
        any::<i64>(),
        -5_i64..5,
        edge - 3..edge + 3,
        -edge - 3..-edge + 3
    ]
}

fn float() -> impl Strategy<Value = f64> {
    prop_oneof![
        any::<u64>().prop_map(f64::from_bits),
        any::<i32>().prop_map(f64::from),
        any::<i16>().prop_map(|number| f64::from(number) / 7.0),
        prop::sample::select(vec![
            0.0,
            -0.0,
            1e21,
            1e-7,
            5e-324,
            1e300,
            f64::MAX,
            f64::MIN_POSITIVE,
            f64::NAN,
            f64::INFINITY,
            f64::NEG_INFINITY,
            9_007_199_254_740_993.0,
            0.1,
            4503599627370495.5,
        ]),
    ]
}

fn key() -> impl Strategy<Value = Value> {
    prop_oneof![
        int().prop_map(Value::Int),
        "\\PC{0,6}".prop_map(Value::String),
        "[0-9]{1,3}".prop_map(Value::String),
        "\\$[a-z]{0,4}".prop_map(Value::String),
        Just(Value::String("__proto__".into())),
        prop::collection::vec(any::<u8>(), 0..6).prop_map(Value::Bytes),
    ]
}

fn order() -> impl Strategy<Value = MapOrder> {
    prop_oneof![
        3 => Just(MapOrder::Unordered),
        1 => Just(MapOrder::KeyOrdered),
        1 => Just(MapOrder::KeyValueOrdered),
    ]
}

fn map(
    keys: impl Strategy<Value = Value>,
    values: impl Strategy<Value = Value>,
) -> impl Strategy<Value = Value> {
    (prop::collection::vec((keys, values), 0..5), order()).prop_map(|(mut entries, order)| {
        let mut unique: Vec<(Value, Value)> = Vec::new();
        for entry in entries.drain(..) {
            if !unique.iter().any(|(key, _)| *key == entry.0) {
                unique.push(entry);
            }
        }
        Value::Map {
            entries: unique,
            order,
        }
    })
}

fn value() -> impl Strategy<Value = Value> {
    let bytes = || prop::collection::vec(any::<u8>(), 0..12);
    let leaf = prop_oneof![
        Just(Value::Nil),
        any::<bool>().prop_map(Value::Bool),
        int().prop_map(Value::Int),
        float().prop_map(Value::Float),
        any::<String>().prop_map(Value::String),
        bytes().prop_map(Value::Bytes),
        bytes().prop_map(Value::Hll),
        "\\{\"type\": ?\"Point\",\"coordinates\":\\[1.50, 2\\]\\}".prop_map(Value::GeoJson),
        Just(Value::Infinity),
        Just(Value::Wildcard),
        (any::<u8>(), bytes()).prop_map(|(particle, bytes)| Value::Unknown { particle, bytes }),
    ];
    leaf.prop_recursive(4, 40, 5, |inner| {
        prop_oneof![
            prop::collection::vec(inner.clone(), 0..5).prop_map(Value::List),
            map(key(), inner.clone()),
            map("[a-z0-9]{0,3}".prop_map(Value::String), inner),
        ]
    })
}

/// Runs every line through JavaScript's `JSON.parse` and `JSON.stringify`, in one process.
fn through_javascript(lines: &str) -> String {
    const SCRIPT: &str = "const lines = require('fs').readFileSync(0, 'utf8').split('\\n');\
        process.stdout.write(lines.map(line => line && JSON.stringify(JSON.parse(line))).join('\\n'));";
    let mut node = Command::new("node")
        .args(["-e", SCRIPT])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .expect("this test needs `node` (Node.js 20.19 or later) on the PATH: install it");
    let mut stdin = node.stdin.take().expect("stdin is piped");
    let input = lines.to_owned();
    let writer = std::thread::spawn(move || stdin.write_all(input.as_bytes()));
    let output = node.wait_with_output().expect("node runs");
    writer
        .join()
        .expect("the writer ends")
        .expect("node reads its input");
    assert!(output.status.success(), "node failed");
    String::from_utf8(output.stdout).expect("node writes UTF-8")
}

#[test]
fn values_are_the_same_after_a_trip_through_javascript() {
    let mut runner = TestRunner::deterministic();
    let strategy = value();
    let values: Vec<Value> = (0..SAMPLES)
        .map(|_| {
            strategy
                .new_tree(&mut runner)
                .expect("the strategy yields values")
                .current()
        })
        .collect();
    let mut lines = String::new();
    for value in &values {
        to_json_text(value, &mut lines);
        lines.push('\n');
    }
    let answered = through_javascript(&lines);
    for ((value, sent), received) in values.iter().zip(lines.lines()).zip(answered.lines()) {
        let json = serde_json::from_str(received).expect("JavaScript writes JSON");
        assert_eq!(
            from_json(&json).as_ref(),
            Ok(value),
            "sent {sent}, received {received}"
        );
    }
    assert_eq!(answered.lines().count(), values.len());
}

#[test]
fn scalars_have_the_documented_texts() {
    let text = |value: Value| {
        let mut out = String::new();
        to_json_text(&value, &mut out);
        out
    };
    for (value, expected) in [
        (Value::Nil, "null"),
        (Value::Int(9_007_199_254_740_991), "9007199254740991"),
        (
            Value::Int(-9_007_199_254_740_992),
            r#"{"$int":"-9007199254740992"}"#,
        ),
        (Value::Float(1.5), "1.5"),
        (Value::Float(1.0), r#"{"$float":"1.0"}"#),
        (Value::Float(-0.0), r#"{"$float":"-0.0"}"#),
        (Value::Float(f64::NAN), r#"{"$float":"NaN"}"#),
        (Value::Float(f64::NEG_INFINITY), r#"{"$float":"-Infinity"}"#),
        (
            Value::Float(f64::from_bits(0x7ff8_0000_0000_0001)),
            r#"{"$floatBits":"7ff8000000000001"}"#,
        ),
        (Value::Bytes(vec![0, 1, 255]), r#"{"$bytes":"AAH/"}"#),
        (
            Value::String("a\"\\\n\u{1}é".into()),
            "\"a\\\"\\\\\\n\\u0001é\"",
        ),
        (
            Value::Map {
                entries: vec![(Value::Int(1), Value::Nil)],
                order: MapOrder::KeyOrdered,
            },
            r#"{"$map":[[1,null]],"$order":"KEY_ORDERED"}"#,
        ),
        (
            Value::Map {
                entries: vec![(Value::String("a".into()), Value::Int(1))],
                order: MapOrder::Unordered,
            },
            r#"{"a":1}"#,
        ),
    ] {
        assert_eq!(text(value), expected);
    }
}

#[test]
fn bins_are_one_object_in_their_order() {
    let bins = [
        ("b".to_owned(), Value::Int(1)),
        ("$a".to_owned(), Value::Bool(false)),
    ];
    assert_eq!(bins_to_json_text(&bins), r#"{"b":1,"$a":false}"#);
}
