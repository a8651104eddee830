//! Every type of index, on bins and inside of them.

use aerospike::expressions as exp;
use aerospike::operations::cdt_context::{ctx_list_index, ctx_map_key};
use aerospike::query::Filter;
use aerospike::{CollectionIndexType, IndexType, Value, as_list, as_map, as_val};

use super::Over;
use crate::harness::{Cluster, bin, test};

/// Puts records with their number in bin `n` and a value of it in bin `v`.
async fn put_each(cluster: &Cluster, values: impl IntoIterator<Item = Value>) {
    for (number, value) in (0..).zip(values) {
        let key = cluster.key(number);
        cluster
            .put(&key, &[bin("n", number), bin("v", value)])
            .await;
    }
}

fn point(longitude: f64, latitude: f64) -> Value {
    Value::GeoJson(format!(
        r#"{{"type":"Point","coordinates":[{longitude},{latitude}]}}"#
    ))
}

fn circle(longitude: f64, latitude: f64, metres: f64) -> String {
    format!(r#"{{"type":"AeroCircle","coordinates":[[{longitude},{latitude}],{metres}]}}"#)
}

#[tokio::test]
async fn integers_are_found_by_value_and_by_range() {
    test(async |cluster| {
        cluster.fill(100).await;
        cluster
            .with_index("n", Over::bin("n", IndexType::Numeric))
            .await;
        assert_eq!(cluster.numbers_of(Filter::equal("n", 42)).await, [42]);
        assert_eq!(
            cluster.numbers_of(Filter::range("n", 95, 200)).await,
            [95, 96, 97, 98, 99]
        );
        assert!(cluster.numbers_of(Filter::equal("n", 100)).await.is_empty());
        let by_name = Filter::range_by_index(cluster.index("n"), 10, 12);
        assert_eq!(cluster.numbers_of(by_name).await, [10, 11, 12]);
        let widest = Filter::range("n", i64::MIN, i64::MAX);
        assert_eq!(cluster.numbers_of(widest).await.len(), 100);
    })
    .await;
}

#[tokio::test]
async fn texts_and_bytes_are_found_by_value() {
    test(async |cluster| {
        put_each(cluster, ["a", "b", "a", "", "ä"].map(Value::from)).await;
        cluster
            .with_index("v", Over::bin("v", IndexType::String))
            .await;
        cluster
            .with_index("b", Over::bin("v", IndexType::Blob))
            .await;
        assert_eq!(cluster.numbers_of(Filter::equal("v", "a")).await, [0, 2]);
        assert_eq!(cluster.numbers_of(Filter::equal("v", "ä")).await, [4]);
        assert_eq!(cluster.numbers_of(Filter::equal("v", "")).await, [3]);
        put_each(cluster, [vec![1, 2], vec![0], vec![1, 2]].map(Value::from)).await;
        let bytes = Filter::equal("v", vec![1_u8, 2]);
        assert_eq!(cluster.numbers_of(bytes).await, [0, 2]);
        assert!(cluster.numbers_of(Filter::equal("v", "a")).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn points_are_found_in_a_region_and_regions_around_a_point() {
    test(async |cluster| {
        let region = Value::GeoJson(circle(10.0, 10.0, 50_000.0));
        let values = [point(0.0, 0.0), point(0.1, 0.1), point(90.0, 45.0), region];
        put_each(cluster, values).await;
        cluster
            .with_index("g", Over::bin("v", IndexType::Geo2DSphere))
            .await;
        let near = Filter::geo_within_region("v", &circle(0.0, 0.0, 30_000.0));
        assert_eq!(cluster.numbers_of(near).await, [0, 1]);
        assert_eq!(
            cluster
                .numbers_of(Filter::geo_within_radius("v", 90.0, 45.0, 10.0))
                .await,
            [2]
        );
        let around = r#"{"type":"Point","coordinates":[10.1,10.1]}"#;
        assert_eq!(
            cluster.numbers_of(Filter::geo_contains("v", around)).await,
            [3]
        );
        let nowhere = Filter::geo_within_radius("v", -90.0, -45.0, 10.0);
        assert!(cluster.numbers_of(nowhere).await.is_empty());
    })
    .await;
}

#[tokio::test]
async fn elements_of_lists_are_found_and_each_record_once() {
    test(async |cluster| {
        put_each(
            cluster,
            [
                as_list![1, 2, 3],
                as_list![3, 3, "x"],
                as_list![],
                as_list![9],
            ],
        )
        .await;
        let list = CollectionIndexType::List;
        cluster
            .with_index("i", Over::inside("v", IndexType::Numeric, list))
            .await;
        cluster
            .with_index("s", Over::inside("v", IndexType::String, list))
            .await;
        assert_eq!(
            cluster.numbers_of(Filter::contains("v", 3, list)).await,
            [0, 1]
        );
        assert_eq!(
            cluster.numbers_of(Filter::contains("v", "x", list)).await,
            [1]
        );
        let range = Filter::contains_range("v", 2, 9, list);
        assert_eq!(cluster.numbers_of(range).await, [0, 1, 3]);
    })
    .await;
}

#[tokio::test]
async fn keys_and_values_of_maps_are_found() {
    test(async |cluster| {
        put_each(
            cluster,
            [
                as_map! {"a" => 1, "b" => 2},
                as_map! {"b" => 1, "c" => 1},
                as_map! {7 => "a"},
            ],
        )
        .await;
        let (keys, values) = (CollectionIndexType::MapKeys, CollectionIndexType::MapValues);
        cluster
            .with_index("k", Over::inside("v", IndexType::String, keys))
            .await;
        cluster
            .with_index("v", Over::inside("v", IndexType::Numeric, values))
            .await;
        assert_eq!(
            cluster.numbers_of(Filter::contains("v", "b", keys)).await,
            [0, 1]
        );
        assert_eq!(
            cluster.numbers_of(Filter::contains("v", 1, values)).await,
            [0, 1]
        );
        assert_eq!(
            cluster.numbers_of(Filter::contains("v", 2, values)).await,
            [0]
        );
        assert!(cluster.numbers_of(Filter::contains("v", "a", keys)).await == [0]);
    })
    .await;
}

#[tokio::test]
async fn geojson_inside_of_lists_is_found() {
    test(async |cluster| {
        let near = Value::List(vec![point(0.0, 0.0), point(50.0, 0.0)]);
        put_each(cluster, [near, as_list!["no place"]]).await;
        let list = CollectionIndexType::List;
        cluster
            .with_index("g", Over::inside("v", IndexType::Geo2DSphere, list))
            .await;
        for longitude in [0.0, 50.0] {
            let region = circle(longitude, 0.0, 10.0);
            let filter = Filter::geo_within_region("v", &region).collection_type(list);
            assert_eq!(cluster.numbers_of(filter).await, [0]);
        }
        let whole = Filter::geo_within_radius("v", 25.0, 0.0, 5_000_000.0).collection_type(list);
        assert_eq!(cluster.numbers_of(whole).await, [0]);
    })
    .await;
}

#[tokio::test]
async fn what_a_context_leads_to_is_found() {
    test(async |cluster| {
        put_each(
            cluster,
            [
                as_map! {"a" => as_list![1, 2], "b" => 5},
                as_map! {"a" => as_list![3], "b" => 6},
                as_map! {"a" => 5},
            ],
        )
        .await;
        let second = [ctx_map_key(Value::from("a")), ctx_list_index(-1)];
        cluster
            .with_index("last", Over::bin("v", IndexType::Numeric).at(&second))
            .await;
        let filter = |value: i64| Filter::equal("v", value).context(second.to_vec());
        assert_eq!(cluster.numbers_of(filter(2)).await, [0]);
        assert_eq!(cluster.numbers_of(filter(3)).await, [1]);
        assert!(cluster.numbers_of(filter(1)).await.is_empty());
        let list = CollectionIndexType::List;
        let inside = [ctx_map_key(Value::from("a"))];
        cluster
            .with_index(
                "all",
                Over::inside("v", IndexType::Numeric, list).at(&inside),
            )
            .await;
        let filter = Filter::contains("v", 1, list).context(inside.to_vec());
        assert_eq!(cluster.numbers_of(filter).await, [0]);
    })
    .await;
}

#[tokio::test]
async fn results_of_an_expression_are_found() {
    test(async |cluster| {
        cluster.fill(10).await;
        let square = exp::num_mul(vec![exp::int_bin("n"), exp::int_bin("n")]);
        cluster
            .with_expression_index("square", IndexType::Numeric, &square)
            .await;
        let filter = Filter::range("", 20, 50).expression(square);
        assert_eq!(cluster.numbers_of(filter).await, [5, 6, 7]);
        let by_name = Filter::equal_by_index(cluster.index("square"), 81);
        assert_eq!(cluster.numbers_of(by_name).await, [9]);
    })
    .await;
}
