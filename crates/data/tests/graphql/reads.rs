use std::{fmt::Write, sync::atomic::Ordering};

use acm_aerospike::{
    MapOrder, UserKey, Value,
    records::{Projection, ReadOptions},
};
use insta::assert_json_snapshot;
use serde_json::json;

use crate::support::{Bench, Fake, record, user_key};

const ALL: &str = "id key { namespace set digest userKey { type value } } bins generation
                   ttl { never seconds expiresAt } lastUpdate";

async fn bench() -> Bench {
    let fake = Fake::default();
    let key = |key| user_key("users", key);
    fake.store(record(
        key(UserKey::Int(1)),
        vec![("name", Value::String("Ada".to_owned()))],
    ));
    fake.store(record(
        key(UserKey::String("1".to_owned())),
        vec![
            ("name", Value::String("Text".to_owned())),
            ("age", Value::Int(36)),
        ],
    ));
    fake.store(record(
        key(UserKey::Bytes(vec![0, 255])),
        vec![("n", Value::Int(i64::MAX))],
    ));
    Bench::new(fake).await
}

fn read(alias: &str, key: &str, fields: &str) -> String {
    format!(
        r#"{alias}: record(connectionId: "c1",
            key: {{namespace: "test", set: "users", userKey: {{{key}}}}}) {{ {fields} }}"#
    )
}

#[tokio::test]
async fn keys_are_typed_and_never_guessed() {
    let bench = bench().await;
    let answer = bench
        .run(&format!(
            "{{ {} {} {} {} {} }}",
            read("int", r#"int: "1""#, "bins key { userKey { type value } }"),
            read(
                "text",
                r#"string: "1""#,
                "bins key { userKey { type value } }"
            ),
            read(
                "bytes",
                r#"bytes: "AP8=""#,
                "bins key { userKey { type value } }"
            ),
            read("missing", r#"string: "2""#, "bins"),
            read("otherType", r#"bytes: "MQ==""#, "bins"),
        ))
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "bytes": {
          "bins": {
            "n": {
              "$int": "9223372036854775807"
            }
          },
          "key": {
            "userKey": {
              "type": "BYTES",
              "value": "AP8="
            }
          }
        },
        "int": {
          "bins": {
            "name": "Ada"
          },
          "key": {
            "userKey": {
              "type": "INT",
              "value": "1"
            }
          }
        },
        "missing": null,
        "otherType": null,
        "text": {
          "bins": {
            "age": 36,
            "name": "Text"
          },
          "key": {
            "userKey": {
              "type": "STRING",
              "value": "1"
            }
          }
        }
      }
    }
    "#);
}

#[tokio::test]
async fn a_record_is_shown_with_all_that_is_known_of_it() {
    let bench = bench().await;
    let answer = bench
        .run(&format!("{{ {} }}", read("record", r#"int: "1""#, ALL)))
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "record": {
          "bins": {
            "name": "Ada"
          },
          "generation": 1,
          "id": "YzEAdGVzdAA5IehAFSWK7TuT1-9XcM0nubtBZw",
          "key": {
            "digest": "3921e84015258aed3b93d7ef5770cd27b9bb4167",
            "namespace": "test",
            "set": "users",
            "userKey": {
              "type": "INT",
              "value": "1"
            }
          },
          "lastUpdate": "2026-01-31T08:15:00.000Z",
          "ttl": {
            "expiresAt": null,
            "never": true,
            "seconds": null
          }
        }
      }
    }
    "#);
    let digest = answer["data"]["record"]["key"]["digest"].as_str().unwrap();
    let by_digest = bench
        .run(&format!(
            "{{ {} }}",
            read("record", &format!(r#"digest: "{digest}""#), ALL)
        ))
        .await;
    assert_eq!(
        by_digest["data"]["record"]["id"],
        answer["data"]["record"]["id"]
    );
    assert_eq!(by_digest["data"]["record"]["key"]["userKey"], json!(null));
}

#[tokio::test]
async fn keys_of_one_operation_are_one_batch_and_each_fails_alone() {
    let bench = bench().await;
    let broken = user_key("users", UserKey::Int(7));
    bench.fake.broken.lock().unwrap().push(broken.digest().0);
    let mut query = String::from("{");
    for number in 0..100 {
        let _ = write!(
            query,
            "{}",
            read(
                &format!("r{number}"),
                &format!(r#"int: "{number}""#),
                "bins"
            )
        );
    }
    let answer = bench.run(&(query + "}")).await;
    assert_eq!(*bench.fake.batches.lock().unwrap(), [100]);
    assert!(bench.fake.singles.lock().unwrap().is_empty());
    assert_eq!(answer["data"]["r1"]["bins"], json!({"name": "Ada"}));
    assert_eq!(answer["data"]["r2"], json!(null));
    let errors = answer["errors"].as_array().unwrap();
    assert_eq!(errors.len(), 1, "a missing record is no error");
    assert_eq!(
        (&errors[0]["path"], &errors[0]["code"]),
        (&json!("r7"), &json!("TIMEOUT"))
    );
}

#[tokio::test]
async fn a_batch_ends_with_the_operation_that_asked_for_it() {
    let bench = bench().await;
    bench.fake.batches_hang.store(true, Ordering::Relaxed);
    let asked = async || {
        while bench.fake.batches.lock().unwrap().is_empty() {
            tokio::task::yield_now().await;
        }
    };
    let key = |id: u8| format!(r#"{{namespace: "test", userKey: {{int: "{id}"}}}}"#);
    let record = |id| {
        format!(
            r#"r{id}: record(connectionId: "c1", key: {}) {{ id }}"#,
            key(id)
        )
    };
    let text = format!("{{ {} {} }}", record(1), record(2));
    tokio::select! {
        answer = bench.run(&text) => panic!("it was answered: {answer}"),
        () = asked() => {}
    }
    while bench.tasks.alive() > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn the_same_record_asked_for_twice_is_read_once_and_two_projections_are_two_reads() {
    let bench = bench().await;
    let key = r#"{namespace: "test", set: "users", userKey: {string: "1"}}"#;
    let answer = bench
        .run(&format!(
            r#"{{
                a: record(connectionId: "c1", key: {key}) {{ bins }}
                b: record(connectionId: "c1", key: {key}) {{ bins }}
                c: record(connectionId: "c1", key: {key}, bins: ["age"]) {{ bins }}
            }}"#
        ))
        .await;
    assert_eq!(answer["data"]["a"], answer["data"]["b"]);
    assert_eq!(answer["data"]["c"]["bins"], json!({"age": 36}));
    assert_eq!(bench.fake.singles.lock().unwrap().len(), 2);
}

#[tokio::test]
async fn a_lone_key_is_read_at_once_and_only_what_is_selected() {
    let bench = bench().await;
    tokio::time::pause();
    let before = tokio::time::Instant::now();
    let key = r#"int: "1""#;
    bench
        .run(&format!("{{ {} }}", read("record", key, "generation")))
        .await;
    bench
        .run(&format!("{{ {} }}", read("record", key, "bins lastUpdate")))
        .await;
    assert!(before.elapsed().is_zero(), "a timer was waited for");
    let header = ReadOptions {
        projection: Projection::Header,
        last_update: false,
    };
    let all = ReadOptions {
        projection: Projection::All,
        last_update: true,
    };
    assert_eq!(*bench.fake.singles.lock().unwrap(), [header, all]);
    assert!(bench.fake.batches.lock().unwrap().is_empty());
}

#[tokio::test]
async fn keys_and_names_out_of_bounds_are_refused_at_their_field() {
    let bench = bench().await;
    let long = "k".repeat(1_025);
    let answer = bench
        .run(&format!(
            "{{ {} {} }}",
            read("empty", r#"string: """#, "bins"),
            read("long", &format!(r#"string: "{long}""#), "bins"),
        ))
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "empty": null,
        "long": null
      },
      "errors": [
        {
          "code": "BAD_USER_INPUT",
          "details": {
            "field": "key.userKey.string",
            "reason": "a key has 1 to 1024 bytes"
          },
          "message": "key.userKey.string: a key has 1 to 1024 bytes",
          "path": "empty"
        },
        {
          "code": "BAD_USER_INPUT",
          "details": {
            "field": "key.userKey.string",
            "reason": "a key has 1 to 1024 bytes"
          },
          "message": "key.userKey.string: a key has 1 to 1024 bytes",
          "path": "long"
        }
      ]
    }
    "#);
    for key in [
        r#"int: "1", string: "1""#,
        "",
        r#"int: "x""#,
        r#"digest: "00""#,
        r#"bytes: "%""#,
    ] {
        let answer = bench
            .run(&format!("{{ {} }}", read("r", key, "bins")))
            .await;
        assert_eq!(answer["errors"].as_array().map(Vec::len), Some(1), "{key}");
    }
}

#[tokio::test]
async fn values_of_every_type_keep_what_they_are() {
    let fake = Fake::default();
    let map = |order| Value::Map {
        entries: vec![(Value::Int(1), Value::String("one".to_owned()))],
        order,
    };
    let bins = vec![
        ("bool", Value::Bool(true)),
        ("int", Value::Int(42)),
        ("big", Value::Int((1 << 53) + 1)),
        ("float", Value::Float(0.1)),
        ("integral", Value::Float(2.0)),
        ("nan", Value::Float(f64::NAN)),
        ("text", Value::String("naïve \"☃\"\n".to_owned())),
        ("bytes", Value::Bytes(vec![0, 1, 255])),
        (
            "list",
            Value::List(vec![Value::Int(1), Value::Nil, Value::List(vec![])]),
        ),
        ("map", map(MapOrder::KeyOrdered)),
        (
            "object",
            Value::Map {
                entries: vec![(Value::String("a".to_owned()), Value::Int(1))],
                order: MapOrder::Unordered,
            },
        ),
        ("geo", Value::GeoJson("{\"type\": \"Point\"}".to_owned())),
        ("hll", Value::Hll(vec![1, 2])),
    ];
    let key = user_key("users", UserKey::Int(1));
    fake.store(record(key, bins));
    let bench = Bench::new(fake).await;
    let query = format!("{{ {} }}", read("record", r#"int: "1""#, "bins"));
    let before = bench.run(&query).await;
    assert_json_snapshot!(before, @r#"
    {
      "data": {
        "record": {
          "bins": {
            "big": {
              "$int": "9007199254740993"
            },
            "bool": true,
            "bytes": {
              "$bytes": "AAH/"
            },
            "float": 0.1,
            "geo": {
              "$geoJson": "{\"type\": \"Point\"}"
            },
            "hll": {
              "$hll": "AQI="
            },
            "int": 42,
            "integral": {
              "$float": "2.0"
            },
            "list": [
              1,
              null,
              []
            ],
            "map": {
              "$map": [
                [
                  1,
                  "one"
                ]
              ],
              "$order": "KEY_ORDERED"
            },
            "nan": {
              "$float": "NaN"
            },
            "object": {
              "a": 1
            },
            "text": "naïve \"☃\"\n"
          }
        }
      }
    }
    "#);
    let put = bench
        .run_with(
            "mutation ($bins: Bins!) { putRecord(input: {connectionId: \"c1\", bins: $bins, \
             mode: REPLACE, key: {namespace: \"test\", set: \"users\", userKey: {int: 2}}}) \
             { record { bins } } }",
            json!({"bins": before["data"]["record"]["bins"]}),
        )
        .await;
    assert_eq!(put["data"]["putRecord"]["record"], before["data"]["record"]);
}
