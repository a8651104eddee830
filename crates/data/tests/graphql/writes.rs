use acm_aerospike::{Error as ClusterError, UserKey, Value};
use insta::assert_json_snapshot;
use serde_json::{Value as Json, json};

use crate::support::{Bench, Fake, record, user_key};

const PUT: &str = "mutation ($input: PutRecordInput!) { putRecord(input: $input) { record {
    id key { namespace set digest userKey { type value } } bins generation
    ttl { never seconds expiresAt } lastUpdate } } }";
const TOUCH: &str = "mutation ($input: TouchRecordInput!) { touchRecord(input: $input) { record {
    generation ttl { never seconds expiresAt } } } }";
const DELETE: &str = "mutation ($input: DeleteRecordInput!) { deleteRecord(input: $input) {
    deleted key { digest userKey { value } } } }";

async fn bench() -> Bench {
    let fake = Fake::default();
    let bins = vec![
        ("name", Value::String("Ada".to_owned())),
        ("age", Value::Int(36)),
    ];
    fake.store(record(user_key("users", UserKey::Int(1)), bins));
    Bench::new(fake).await
}

/// An input for record 1, with more fields.
fn input(more: Json) -> Json {
    let mut input = json!({
        "connectionId": "c1",
        "key": {"namespace": "test", "set": "users", "userKey": {"int": "1"}},
    });
    for (name, value) in more.as_object().unwrap() {
        input[name] = value.clone();
    }
    json!({ "input": input })
}

#[tokio::test]
async fn a_put_keeps_absent_bins_removes_null_ones_and_reads_back() {
    let bench = bench().await;
    let more = json!({"bins": {"age": null, "born": 1815}, "ttl": {"seconds": 60}});
    assert_json_snapshot!(bench.run_with(PUT, input(more)).await, @r#"
    {
      "data": {
        "putRecord": {
          "record": {
            "bins": {
              "born": 1815,
              "name": "Ada"
            },
            "generation": 2,
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
              "expiresAt": "2026-01-31T08:16:00.000Z",
              "never": false,
              "seconds": 60
            }
          }
        }
      }
    }
    "#);
}

#[tokio::test]
async fn a_put_that_replaces_drops_absent_bins() {
    let bench = bench().await;
    let more = json!({"bins": {"born": 1815}, "mode": "REPLACE"});
    let answer = bench.run_with(PUT, input(more)).await;
    assert_eq!(
        answer["data"]["putRecord"]["record"]["bins"],
        json!({"born": 1815})
    );
}

#[tokio::test]
async fn a_record_goes_with_its_last_bin() {
    let bench = bench().await;
    let more = json!({"bins": {"age": null, "name": null}});
    let answer = bench.run_with(PUT, input(more)).await;
    assert_eq!(answer, json!({"data": {"putRecord": {"record": null}}}));
}

#[tokio::test]
async fn put_record_with_stale_generation_conflicts_and_shows_the_present_record() {
    let bench = bench().await;
    let more = json!({"bins": {"age": 37}, "expectedGeneration": 9});
    let answer = bench.run_with(PUT, input(more)).await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": null,
      "errors": [
        {
          "code": "CONFLICT",
          "details": {
            "current": {
              "bins": {
                "age": 36,
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
            },
            "resultCode": 3,
            "resultName": "GENERATION_ERROR"
          },
          "message": "The record was changed meanwhile; details.current is what it is now.",
          "path": "putRecord"
        }
      ]
    }
    "#);
    let query = r#"{ record(connectionId: "c1", key: {namespace: "test", set: "users",
        userKey: {int: "1"}}) { id key { namespace set digest userKey { type value } } bins
        generation ttl { never seconds expiresAt } lastUpdate } }"#;
    let read = bench.run(query).await;
    assert_eq!(
        answer["errors"][0]["details"]["current"],
        read["data"]["record"]
    );
}

#[tokio::test]
async fn a_conflict_over_a_record_that_is_gone_says_null() {
    let bench = bench().await;
    bench
        .fake
        .remove(user_key("users", UserKey::Int(1)).digest());
    for (mutation, more) in [
        (PUT, json!({"bins": {"age": 37}, "expectedGeneration": 1})),
        (TOUCH, json!({"expectedGeneration": 1})),
        (DELETE, json!({"expectedGeneration": 1})),
    ] {
        let answer = bench.run_with(mutation, input(more)).await;
        assert_eq!(answer["errors"][0]["code"], "CONFLICT", "{answer}");
        assert_eq!(
            answer["errors"][0]["details"].get("current"),
            Some(&Json::Null)
        );
    }
}

#[tokio::test]
async fn create_only_refuses_a_record_that_is_there() {
    let bench = bench().await;
    let more = json!({"bins": {"age": 1}, "mode": "CREATE_ONLY"});
    let answer = bench.run_with(PUT, input(more)).await;
    assert_eq!(answer["errors"][0]["code"], "ALREADY_EXISTS");
    assert_eq!(answer["errors"][0]["details"]["resultName"], "KEY_EXISTS");
}

#[tokio::test]
async fn what_breaks_a_rule_is_refused_at_its_field() {
    let bench = bench().await;
    for (more, field) in [
        (json!({"bins": {}}), "input.bins"),
        (json!({"bins": {"a": {"$int": "x"}}}), "input.bins.a.$int"),
        (
            json!({"bins": {"sixteen-bytes-bi": 1}}),
            "input.bins.sixteen-bytes-bi",
        ),
        (
            json!({"bins": {"a": 1}, "ttl": {"never": false}}),
            "input.ttl",
        ),
        (
            json!({"bins": {"a": 1}, "ttl": {"seconds": 0}}),
            "input.ttl.seconds",
        ),
        (
            json!({"bins": {"a": 1}, "expectedGeneration": 0}),
            "input.expectedGeneration",
        ),
    ] {
        let answer = bench.run_with(PUT, input(more)).await;
        assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT", "{answer}");
        assert_eq!(answer["errors"][0]["details"]["field"], field, "{answer}");
    }
    for more in [
        json!({"bins": [1]}),
        json!({"bins": {"a": 1}, "ttl": {"never": true, "seconds": 5}}),
        json!({"bins": {"a": 1}, "ttl": {}}),
        json!({"bins": {"a": 1}, "mode": "OVERWRITE"}),
    ] {
        let answer = bench.run_with(PUT, input(more.clone())).await;
        assert_eq!(answer["errors"].as_array().map(Vec::len), Some(1), "{more}");
    }
}

#[tokio::test]
async fn a_server_that_refuses_is_told_by_its_result_code() {
    let bench = bench().await;
    for (result, code) in [(13, "LIMIT_EXCEEDED"), (22, "FORBIDDEN"), (20, "NOT_FOUND")] {
        *bench.fake.next_write.lock().unwrap() = Some(ClusterError::from_server_code(result));
        let answer = bench.run_with(PUT, input(json!({"bins": {"a": 1}}))).await;
        assert_eq!(answer["errors"][0]["code"], code);
        assert_eq!(answer["errors"][0]["details"]["resultCode"], result);
    }
}

#[tokio::test]
async fn a_touch_gives_a_new_lifetime_and_fails_without_a_record() {
    let bench = bench().await;
    let more = json!({"ttl": {"seconds": 3600}});
    assert_json_snapshot!(bench.run_with(TOUCH, input(more)).await, @r#"
    {
      "data": {
        "touchRecord": {
          "record": {
            "generation": 2,
            "ttl": {
              "expiresAt": "2026-01-31T09:15:00.000Z",
              "never": false,
              "seconds": 3600
            }
          }
        }
      }
    }
    "#);
    let never = bench
        .run_with(TOUCH, input(json!({"ttl": {"never": true}})))
        .await;
    assert_eq!(never["data"]["touchRecord"]["record"]["ttl"]["never"], true);
    bench
        .fake
        .remove(user_key("users", UserKey::Int(1)).digest());
    let gone = bench.run_with(TOUCH, input(json!({}))).await;
    assert_eq!(gone["errors"][0]["code"], "NOT_FOUND");
}

#[tokio::test]
async fn deleting_what_is_not_there_is_no_error() {
    let bench = bench().await;
    assert_json_snapshot!(bench.run_with(DELETE, input(json!({}))).await, @r#"
    {
      "data": {
        "deleteRecord": {
          "deleted": true,
          "key": {
            "digest": "3921e84015258aed3b93d7ef5770cd27b9bb4167",
            "userKey": {
              "value": "1"
            }
          }
        }
      }
    }
    "#);
    let again = bench.run_with(DELETE, input(json!({}))).await;
    assert_eq!(again["data"]["deleteRecord"]["deleted"], false);
}

#[tokio::test]
async fn a_write_that_was_applied_says_so_when_it_cannot_be_read_back() {
    let bench = bench().await;
    let digest = user_key("users", UserKey::Int(1)).digest().0;
    bench.fake.broken.lock().unwrap().push(digest);
    let answer = bench.run_with(PUT, input(json!({"bins": {"a": 1}}))).await;
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT");
    assert_eq!(answer["errors"][0]["details"], json!({"applied": true}));
}

#[tokio::test]
async fn a_write_that_is_asked_for_what_it_tells_itself_is_not_read_back() {
    const PUT: &str = "mutation ($input: PutRecordInput!) { putRecord(input: $input) { record {
        key { digest } generation ttl { seconds } } } }";
    let bench = bench().await;
    let key = user_key("users", UserKey::Int(1));
    bench.fake.broken.lock().unwrap().push(key.digest().0);
    let more = json!({"bins": {"born": 1815}, "ttl": {"seconds": 60}});
    let answer = bench.run_with(PUT, input(more)).await;
    let record = json!({
        "key": {"digest": key.digest().to_string()},
        "generation": 2,
        "ttl": {"seconds": 60},
    });
    assert_eq!(answer, json!({"data": {"putRecord": {"record": record}}}));
    let touched = bench.run_with(TOUCH, input(json!({}))).await;
    assert_eq!(touched["data"]["touchRecord"]["record"]["generation"], 3);
    // Whether a removal left anything only a read can tell.
    let removing = input(json!({"removeBins": ["born"]}));
    let answer = bench.run_with(PUT, removing).await;
    assert_eq!(answer["errors"][0]["details"], json!({"applied": true}));
}
