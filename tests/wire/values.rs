//! Values of every particle type come back as they went in.

use std::collections::{BTreeMap, HashMap};

use aerospike::{IndexMap, Value, as_val, as_values};

use crate::harness::{bin, test};

/// Puts each value in a record of its own and checks that it comes back unchanged.
async fn check(values: Vec<Value>) {
    test(async |cluster| {
        for (number, value) in (0_i64..).zip(&values) {
            let key = cluster.key(number);
            cluster.put(&key, &[bin("v", value.clone())]).await;
            let read = cluster.get(&key).await;
            assert_eq!(&read.bins["v"], value);
        }
    })
    .await;
}

#[tokio::test]
async fn integers_to_both_extremes() {
    let numbers = [0, 1, -1, i64::from(u32::MAX), i64::MAX, i64::MIN];
    check(numbers.into_iter().map(Value::Int).collect()).await;
}

#[tokio::test]
async fn floats_with_zeros_infinities_and_not_a_number() {
    let numbers = [
        0.0,
        -0.0,
        1.0,
        0.1,
        f64::MIN_POSITIVE / 2.0,
        f64::MAX,
        f64::INFINITY,
        f64::NEG_INFINITY,
        f64::NAN,
    ];
    // Floats compare by their bits here, so the sign of zero counts.
    check(numbers.into_iter().map(Value::from).collect()).await;
}

#[tokio::test]
async fn texts_of_any_script_and_length() {
    let texts = ["", "plain", "naïve ☃ 火 🚀", "a\0b\n\t;:="];
    let long = "x".repeat(100_000);
    let texts = texts.into_iter().chain([long.as_str()]);
    check(texts.map(Value::from).collect()).await;
}

#[tokio::test]
async fn bytes_of_any_value_and_length() {
    check(vec![
        Value::Blob(Vec::new()),
        Value::Blob((0..=255).collect()),
        Value::Blob(vec![0; 200_000]),
    ])
    .await;
}

#[tokio::test]
async fn booleans() {
    check(vec![Value::Bool(true), Value::Bool(false)]).await;
}

#[tokio::test]
async fn lists_empty_mixed_and_nested() {
    check(vec![
        Value::List(Vec::new()),
        Value::List(vec![
            Value::Int(i64::MIN),
            Value::from(2.5),
            Value::from("text"),
            Value::Blob(vec![1, 2]),
            Value::Bool(true),
            Value::Nil,
            Value::List(vec![Value::List(vec![Value::Int(1)])]),
        ]),
        Value::List((0..5_000).map(Value::Int).collect()),
    ])
    .await;
}

#[tokio::test]
async fn maps_empty_mixed_and_nested() {
    let nested = HashMap::from([(Value::from("inner"), Value::List(vec![Value::Int(1)]))]);
    check(vec![
        Value::HashMap(HashMap::new()),
        Value::HashMap(HashMap::from([
            (Value::Int(1), Value::from("one")),
            (Value::from("s"), Value::HashMap(nested)),
            (Value::Blob(vec![9]), Value::Nil),
        ])),
    ])
    .await;
}

#[tokio::test]
async fn a_map_ordered_by_key_keeps_its_order() {
    test(async |cluster| {
        let entries = ["c", "a", "b"].map(|key| (Value::from(key), Value::from(key)));
        let key = cluster.key(1);
        let map = Value::SortedMap(BTreeMap::from(entries));
        cluster.put(&key, &[bin("m", map.clone())]).await;
        let read = cluster.get(&key).await;
        assert_eq!(read.bins["m"], map);
        let keys: Vec<String> = match &read.bins["m"] {
            Value::SortedMap(map) => map.keys().map(Value::as_string).collect(),
            other => panic!("not marked as ordered: {other:?}"),
        };
        assert_eq!(keys, ["a", "b", "c"]);
    })
    .await;
}

#[tokio::test]
async fn geojson_texts() {
    let shapes = [
        r#"{"type": "Point", "coordinates": [-122.1, 37.4]}"#,
        r#"{"type": "AeroCircle", "coordinates": [[-122.0, 37.5], 1000]}"#,
    ];
    let shapes = shapes.map(|text| Value::GeoJson(text.to_owned()));
    check(shapes.to_vec()).await;
}

#[tokio::test]
async fn hyperloglog_sketches() {
    // A sketch with four index bits that counted three values, as a server makes it.
    let mut sketch = vec![0; 23];
    sketch[1] = 4;
    sketch[15..19].copy_from_slice(&[0x40, 0x80, 0, 0x30]);
    check(vec![Value::Hll(sketch)]).await;
}

#[tokio::test]
async fn many_bins_in_one_record() {
    test(async |cluster| {
        let key = cluster.key(1);
        let bins: Vec<_> = (0_i64..500)
            .map(|number| bin(&format!("bin-{number}"), number))
            .collect();
        cluster.put(&key, &bins).await;
        let expected: IndexMap<String, Value> = (0..500)
            .map(|number| (format!("bin-{number}"), Value::Int(number)))
            .collect();
        assert_eq!(cluster.get(&key).await.bins, expected);
    })
    .await;
}

#[tokio::test]
async fn a_value_of_another_type_takes_the_place_of_the_old_one() {
    test(async |cluster| {
        let key = cluster.key(1);
        cluster.put(&key, &[bin("v", 1)]).await;
        cluster.put(&key, &[bin("v", "text")]).await;
        assert_eq!(cluster.get(&key).await.bins["v"], Value::from("text"));
    })
    .await;
}

#[tokio::test]
async fn a_map_comes_back_in_the_order_of_its_keys() {
    test(async |cluster| {
        let key = cluster.key(1);
        let keys = as_values!("z", 7, vec![1_u8], "", -5, "m");
        let map: IndexMap<Value, Value> = keys.into_iter().map(|key| (key, Value::Nil)).collect();
        cluster.put(&key, &[bin("v", Value::OrderedMap(map))]).await;
        let Value::OrderedMap(found) = cluster.get(&key).await.bins["v"].clone() else {
            panic!("an unordered map");
        };
        let found: Vec<Value> = found.into_keys().collect();
        assert_eq!(found, as_values!(-5, 7, "", "m", "z", vec![1_u8]));
    })
    .await;
}
