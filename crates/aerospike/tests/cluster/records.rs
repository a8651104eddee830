//! Reading and writing records.

use acm_aerospike::records::{Projection, PutOptions, PutRule, ReadOptions, Ttl};
use acm_aerospike::value::bins_to_json_text;
use acm_aerospike::{
    Cluster, ErrorKind, Key, MapOrder, RecordQuery, RecordTtl, ScanPosition, ScanRequest, UserKey,
    Value,
};

use crate::harness::{Fixture, NAMESPACE, bins, fresh_set, key, put, soon};

async fn read(cluster: &Cluster, key: &Key) -> Option<acm_aerospike::Record> {
    cluster
        .get(key, &ReadOptions::default(), soon())
        .await
        .unwrap()
}

fn rule(rule: PutRule) -> PutOptions {
    PutOptions {
        rule,
        ..PutOptions::default()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn every_type_is_read_back_as_it_was_written() {
    let fixture = Fixture::start().await;
    let map = |order| Value::Map {
        entries: vec![
            (
                Value::Int(1),
                Value::List(vec![Value::Nil, Value::Float(2.0), Value::Int(i64::MIN)]),
            ),
            (Value::String("k".into()), Value::Bytes(vec![0, 255])),
        ],
        order,
    };
    let values = [
        ("bool", Value::Bool(true)),
        ("int", Value::Int(i64::MAX)),
        ("float", Value::Float(-0.0)),
        ("nan", Value::Float(f64::NAN)),
        ("text", Value::String("héllo\u{0}\"".into())),
        ("bytes", Value::Bytes(vec![])),
        (
            "geo",
            Value::GeoJson(r#"{"type": "Point", "coordinates": [1.50, 2]}"#.into()),
        ),
        (
            "list",
            Value::List(vec![Value::Bool(false), Value::String(String::new())]),
        ),
        ("map", map(MapOrder::Unordered)),
        ("sorted", map(MapOrder::KeyOrdered)),
    ];
    let values = values.map(|(name, value)| (name.to_owned(), value));
    let key = key(&fresh_set("types"), 1);
    fixture
        .cluster
        .put(&key, values.to_vec(), &PutOptions::default(), soon())
        .await
        .unwrap();
    let record = read(&fixture.cluster, &key).await.unwrap();
    for (name, value) in values {
        let (_, found) = record
            .bins
            .iter()
            .find(|(found, _)| *found == name)
            .unwrap();
        assert_eq!(*found, value, "{name}");
    }
    // Found, it has the same text, which was written without these values in between.
    let all = RecordQuery::all(NAMESPACE, key.set(), Projection::All);
    let request = ScanRequest {
        query: all,
        position: ScanPosition::default(),
        limit: 1,
        expected_records: Some(1),
    };
    let page = fixture.cluster.scan_page(&request, soon()).await.unwrap();
    assert_eq!(page.records[0].bins, bins_to_json_text(&record.bins));
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_missing_record_is_none_and_a_missing_namespace_an_error() {
    let fixture = Fixture::start().await;
    assert_eq!(
        read(&fixture.cluster, &key(&fresh_set("none"), 1)).await,
        None
    );
    let key = Key::new("nope", "s", UserKey::Int(1)).unwrap();
    let error = fixture
        .cluster
        .get(&key, &ReadOptions::default(), soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error:?}");
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn projections_leave_bins_out() {
    let fixture = Fixture::start().await;
    let set = fresh_set("projection");
    put(&fixture.cluster, &set, 7).await;
    for (projection, expected) in [
        (Projection::Header, vec![]),
        (
            Projection::Bins(vec!["n".into(), "missing".into()]),
            vec!["n"],
        ),
        (Projection::All, vec!["n", "name"]),
    ] {
        let options = ReadOptions {
            projection,
            ..ReadOptions::default()
        };
        let record = fixture
            .cluster
            .get(&key(&set, 7), &options, soon())
            .await
            .unwrap()
            .unwrap();
        let names: Vec<&str> = record.bins.iter().map(|(name, _)| name.as_str()).collect();
        assert_eq!(names, expected);
        assert_eq!(record.meta.generation, 1);
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_is_found_by_its_digest() {
    let fixture = Fixture::start().await;
    let set = fresh_set("digest");
    let written = put(&fixture.cluster, &set, 3).await;
    let by_digest = Key::by_digest(NAMESPACE, &set, written.digest).unwrap();
    let record = read(&fixture.cluster, &by_digest).await.unwrap();
    assert_eq!(record.bins, bins(3));
    assert_eq!(record.meta.digest, written.digest);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn put_record_with_stale_generation_conflicts() {
    let fixture = Fixture::start().await;
    let set = fresh_set("generation");
    let key = key(&set, 1);
    assert_eq!(put(&fixture.cluster, &set, 1).await.generation, 1);
    assert_eq!(put(&fixture.cluster, &set, 1).await.generation, 2);
    let stale = PutOptions {
        expected_generation: Some(1),
        ..PutOptions::default()
    };
    let error = fixture
        .cluster
        .put(&key, bins(9), &stale, soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::GenerationConflict);
    assert_eq!(error.server_code().unwrap().name, Some("GENERATION_ERROR"));
    assert!(!error.is_in_doubt());
    let error = fixture
        .cluster
        .delete(&key, Some(1), soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::GenerationConflict);
    let fresh = PutOptions {
        expected_generation: Some(2),
        ..PutOptions::default()
    };
    assert_eq!(
        fixture
            .cluster
            .put(&key, bins(9), &fresh, soon())
            .await
            .unwrap()
            .generation,
        3
    );
    assert!(fixture.cluster.delete(&key, Some(3), soon()).await.unwrap());
    assert!(!fixture.cluster.delete(&key, None, soon()).await.unwrap());
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn rules_say_what_must_be_there() {
    let fixture = Fixture::start().await;
    let cluster = &fixture.cluster;
    let key = key(&fresh_set("rules"), 1);
    let kind = async |options: PutOptions| {
        cluster
            .put(&key, bins(1), &options, soon())
            .await
            .err()
            .map(|error| error.kind())
    };
    assert_eq!(
        kind(rule(PutRule::UpdateOnly)).await,
        Some(ErrorKind::NotFound)
    );
    assert_eq!(
        kind(rule(PutRule::ReplaceOnly)).await,
        Some(ErrorKind::NotFound)
    );
    assert_eq!(kind(rule(PutRule::CreateOnly)).await, None);
    assert_eq!(
        kind(rule(PutRule::CreateOnly)).await,
        Some(ErrorKind::AlreadyExists)
    );
    assert_eq!(kind(rule(PutRule::UpdateOnly)).await, None);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn upsert_keeps_other_bins_and_replace_does_not() {
    let fixture = Fixture::start().await;
    let set = fresh_set("replace");
    let key = key(&set, 1);
    put(&fixture.cluster, &set, 1).await;
    let names = async || -> Vec<String> {
        read(&fixture.cluster, &key)
            .await
            .unwrap()
            .bins
            .into_iter()
            .map(|(name, _)| name)
            .collect()
    };
    let one = |name: &str, value| vec![(name.to_owned(), value)];
    let upsert = rule(PutRule::Upsert);
    fixture
        .cluster
        .put(&key, one("extra", Value::Int(1)), &upsert, soon())
        .await
        .unwrap();
    assert_eq!(names().await.len(), 3);
    fixture
        .cluster
        .put(&key, one("name", Value::Nil), &upsert, soon())
        .await
        .unwrap();
    assert!(
        !names().await.contains(&"name".to_owned()),
        "a nil removes its bin"
    );
    let replacement = vec![("only".into(), Value::Int(1)), ("n".into(), Value::Nil)];
    fixture
        .cluster
        .put(&key, replacement, &rule(PutRule::Replace), soon())
        .await
        .unwrap();
    assert_eq!(names().await, ["only"]);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn lifetimes_are_set_kept_and_taken_away() {
    let fixture = Fixture::start().await;
    let cluster = &fixture.cluster;
    let key = key(&fresh_set("ttl"), 1);
    let with = |ttl| PutOptions {
        ttl,
        ..PutOptions::default()
    };
    let ttl = async || read(cluster, &key).await.unwrap().meta.ttl;
    let is_about = |ttl, expected: u64| matches!(ttl, RecordTtl::Seconds(seconds) if seconds <= expected && seconds + 30 > expected);
    cluster
        .put(&key, bins(1), &with(Ttl::Seconds(1000)), soon())
        .await
        .unwrap();
    assert!(is_about(ttl().await, 1000));
    cluster
        .put(&key, bins(2), &with(Ttl::Keep), soon())
        .await
        .unwrap();
    assert!(is_about(ttl().await, 1000));
    cluster
        .put(&key, bins(3), &with(Ttl::Never), soon())
        .await
        .unwrap();
    assert_eq!(ttl().await, RecordTtl::Never);
    assert_eq!(
        cluster
            .touch(&key, Ttl::Seconds(500), None, soon())
            .await
            .unwrap()
            .generation,
        4
    );
    assert!(is_about(ttl().await, 500));
    let error = cluster
        .touch(&key, Ttl::Never, Some(1), soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::GenerationConflict);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn many_keys_are_answered_in_their_order() {
    let fixture = Fixture::start().await;
    let set = fresh_set("batch");
    for number in 0..20 {
        put(&fixture.cluster, &set, number).await;
    }
    let numbers: Vec<i64> = (0..40).rev().chain([3, 3]).collect();
    let keys: Vec<Key> = numbers.iter().map(|number| key(&set, *number)).collect();
    for last_update in [false, true] {
        let options = ReadOptions {
            last_update,
            ..ReadOptions::default()
        };
        let rows = fixture
            .cluster
            .get_many(&keys, &options, soon())
            .await
            .unwrap();
        assert_eq!(rows.len(), numbers.len());
        for (number, row) in numbers.iter().zip(rows) {
            let found = row.unwrap().map(|record| record.bins);
            assert_eq!(found, (*number < 20).then(|| bins(*number)));
        }
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_record_beyond_the_servers_size_is_refused() {
    let fixture = Fixture::start().await;
    let key = key(&fresh_set("big"), 1);
    let big = vec![("b".to_owned(), Value::Bytes(vec![7; 2 * 1024 * 1024]))];
    let error = fixture
        .cluster
        .put(&key, big, &PutOptions::default(), soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::LimitExceeded, "{error:?}");
    assert_eq!(error.server_code().unwrap().code, 13);
    fixture.stop().await;
}
