use std::sync::atomic::Ordering;

use acm_core::{Right, Rights};
use insta::assert_json_snapshot;
use serde_json::json;

use crate::support::{Bench, Fake, namespace};

#[tokio::test(start_paused = true)]
async fn a_cluster_is_shown_with_nodes_namespaces_and_sets() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let answer = bench
        .run(
            r#"{ cluster(connectionId: "c1") {
                name key principal size consistent stopWrites migrationsRemaining uptimeSeconds
                clientConnections objects nodesAnswered nodesTotal problems { code } sampledAt
                nodes { id address addresses active status {
                    build edition isPrincipal systemFreeMemoryRatio heapAllocatedBytes
                    failedBestPractices
                } }
                namespaces { name objects replicaObjects effectiveReplicationFactor storageEngine
                    dataUsedRatio dataAvailableRatio memoryUsedBytes deviceUsedBytes
                    readSuccessRatio writeSuccessRatio expiredObjects truncatedBefore
                    thresholds { kind setting limit current distance breached disabled }
                    ttl { nsupPeriodSeconds expirationEnabled defaultReadTouchPct }
                    sets { name objects objectsWithReplicas secondaryIndexes stopWritesCount }
                }
            } }"#,
        )
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "cluster": {
          "clientConnections": "6",
          "consistent": true,
          "key": "K1",
          "migrationsRemaining": "6",
          "name": "demo",
          "namespaces": [
            {
              "dataAvailableRatio": 0.7,
              "dataUsedRatio": 0.25,
              "deviceUsedBytes": null,
              "effectiveReplicationFactor": 2,
              "expiredObjects": null,
              "memoryUsedBytes": "1780",
              "name": "test",
              "objects": "10",
              "readSuccessRatio": 1.0,
              "replicaObjects": "10",
              "sets": [
                {
                  "name": "users",
                  "objects": "10",
                  "objectsWithReplicas": "20",
                  "secondaryIndexes": 1,
                  "stopWritesCount": "0"
                }
              ],
              "storageEngine": "MEMORY",
              "thresholds": [
                {
                  "breached": false,
                  "current": 0.25,
                  "disabled": false,
                  "distance": 0.45,
                  "kind": "STOP_WRITES_USED",
                  "limit": 0.7,
                  "setting": "storage-engine.stop-writes-used-pct"
                }
              ],
              "truncatedBefore": null,
              "ttl": {
                "defaultReadTouchPct": null,
                "expirationEnabled": true,
                "nsupPeriodSeconds": "120"
              },
              "writeSuccessRatio": null
            }
          ],
          "nodes": [
            {
              "active": true,
              "address": "127.0.0.1:3065",
              "addresses": [
                "127.0.0.1:3100",
                "[::1]:3100"
              ],
              "id": "A",
              "status": {
                "build": "8.1.2.0",
                "edition": "Aerospike Community Edition",
                "failedBestPractices": [
                  "swappiness"
                ],
                "heapAllocatedBytes": "2048",
                "isPrincipal": false,
                "systemFreeMemoryRatio": 0.84
              }
            },
            {
              "active": true,
              "address": "127.0.0.1:3066",
              "addresses": [
                "127.0.0.1:3100",
                "[::1]:3100"
              ],
              "id": "B",
              "status": {
                "build": "8.1.2.0",
                "edition": "Aerospike Community Edition",
                "failedBestPractices": [
                  "swappiness"
                ],
                "heapAllocatedBytes": "2048",
                "isPrincipal": true,
                "systemFreeMemoryRatio": 0.84
              }
            }
          ],
          "nodesAnswered": 2,
          "nodesTotal": 2,
          "objects": "10",
          "principal": "B",
          "problems": [],
          "sampledAt": "2026-01-31T08:15:00.000Z",
          "size": 2,
          "stopWrites": false,
          "uptimeSeconds": 71.0
        }
      }
    }
    "#);
}

#[tokio::test]
async fn a_silent_node_nulls_its_own_status_and_nothing_else() {
    let fake = Fake::two_nodes();
    fake.silence("B", true);
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ cluster(connectionId: "c1") {
                nodesAnswered nodesTotal consistent clientConnections
                problems { code node }
                nodes { id active status { build } }
                namespaces { name objects nodesAnswered nodesTotal problems { code node } }
            } }"#,
        )
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "cluster": {
          "clientConnections": "3",
          "consistent": null,
          "namespaces": [
            {
              "name": "test",
              "nodesAnswered": 1,
              "nodesTotal": 2,
              "objects": "5",
              "problems": [
                {
                  "code": "TIMEOUT",
                  "node": "B"
                }
              ]
            }
          ],
          "nodes": [
            {
              "active": true,
              "id": "A",
              "status": {
                "build": "8.1.2.0"
              }
            },
            {
              "active": false,
              "id": "B",
              "status": null
            }
          ],
          "nodesAnswered": 1,
          "nodesTotal": 2,
          "problems": [
            {
              "code": "TIMEOUT",
              "node": "B"
            }
          ]
        }
      },
      "errors": [
        {
          "code": "TIMEOUT",
          "details": {
            "resultCode": 9,
            "resultName": "TIMEOUT"
          },
          "message": "The server did not finish in time.",
          "path": "cluster.nodes.1.status"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn a_namespace_that_vanished_on_a_node_is_a_problem_of_that_node() {
    let fake = Fake::two_nodes();
    fake.say("B", "namespace/test", "type=unknown");
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ namespace(connectionId: "c1", name: "test") {
                objects nodesAnswered nodesTotal problems { code node }
            } }"#,
        )
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "namespace": {
          "nodesAnswered": 1,
          "nodesTotal": 2,
          "objects": "5",
          "problems": [
            {
              "code": "NOT_FOUND",
              "node": "B"
            }
          ]
        }
      }
    }
    "#);
}

#[tokio::test]
async fn what_a_cluster_does_not_have_is_null_and_what_cannot_be_is_an_error() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let answer = bench
        .run(
            r#"{
                nope: namespace(connectionId: "c1", name: "nope") { name }
                set: set(connectionId: "c1", namespace: "test", name: "nope") { name }
                users: set(connectionId: "c1", namespace: "test", name: "users") { objects }
                inNope: set(connectionId: "c1", namespace: "nope", name: "users") { name }
                gone: cluster(connectionId: "c9") { name }
            }"#,
        )
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "gone": null,
        "inNope": null,
        "nope": null,
        "set": null,
        "users": {
          "objects": "10"
        }
      },
      "errors": [
        {
          "code": "NOT_FOUND",
          "message": "There is no namespace \"nope\".",
          "path": "inNope"
        },
        {
          "code": "NOT_FOUND",
          "message": "There is no connection \"c9\".",
          "path": "gone"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn nodes_that_disagree_make_an_inconsistent_cluster() {
    let fake = Fake::two_nodes();
    fake.say(
        "B",
        "statistics",
        "cluster_size=1;cluster_key=K2;cluster_principal=B;uptime=5",
    );
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ cluster(connectionId: "c1") {
                size key principal consistent clientConnections uptimeSeconds problems { code node }
            } }"#,
        )
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "cluster": {
          "clientConnections": "3",
          "consistent": false,
          "key": null,
          "principal": "B",
          "problems": [
            {
              "code": "UNAVAILABLE",
              "node": null
            }
          ],
          "size": null,
          "uptimeSeconds": 5.0
        }
      }
    }
    "#);
}

#[tokio::test]
async fn a_cluster_of_which_no_node_answers_is_an_error() {
    let fake = Fake::two_nodes();
    fake.silence("A", true);
    fake.silence("B", true);
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(r#"{ cluster(connectionId: "c1") { name } }"#)
        .await;
    assert_eq!(answer["data"], json!({"cluster": null}));
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT");
}

#[tokio::test]
async fn everything_that_is_not_reported_is_null_and_never_zero() {
    let fake = Fake::default();
    fake.say("A", "statistics", "cluster_size=1");
    fake.say("A", "namespaces", "test");
    fake.say("A", "namespace/test", "ns_cluster_size=1");
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ cluster(connectionId: "c1") {
                objects clientConnections uptimeSeconds stopWrites migrationsRemaining
                nodes { addresses status { build objects failedBestPractices } }
                namespaces { objects dataUsedBytes dataUsedRatio stopWrites readSuccessRatio
                    ttl { defaultSeconds expirationEnabled } thresholds { kind } sets { name } }
            } }"#,
        )
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "cluster": {
          "clientConnections": null,
          "migrationsRemaining": null,
          "namespaces": [
            {
              "dataUsedBytes": null,
              "dataUsedRatio": null,
              "objects": null,
              "readSuccessRatio": null,
              "sets": null,
              "stopWrites": null,
              "thresholds": [],
              "ttl": {
                "defaultSeconds": null,
                "expirationEnabled": null
              }
            }
          ],
          "nodes": [
            {
              "addresses": [
                "127.0.0.1:3065"
              ],
              "status": {
                "build": null,
                "failedBestPractices": null,
                "objects": null
              }
            }
          ],
          "objects": null,
          "stopWrites": null,
          "uptimeSeconds": null
        }
      },
      "errors": [
        {
          "code": "UNSUPPORTED",
          "message": "The server does not know the info command.",
          "path": "cluster.namespaces.0.sets"
        }
      ]
    }
    "#);
}

#[tokio::test]
async fn all_who_ask_at_the_same_time_share_one_round() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let query = r#"{
        a: cluster(connectionId: "c1") { name }
        b: namespace(connectionId: "c1", name: "test") { name }
        c: set(connectionId: "c1", namespace: "test", name: "users") { name }
    }"#;
    bench.run(query).await;
    bench.run(query).await;
    let requests = bench.fake.info_requests.load(Ordering::Relaxed);
    assert_eq!(
        requests, 4,
        "two nodes, each asked for itself and for its namespaces"
    );
}

#[tokio::test]
async fn legacy_names_of_older_servers_are_understood() {
    let fake = Fake::two_nodes();
    for node in ["A", "B"] {
        let legacy = "repl-factor=2;ns_cluster_size=2;master_objects=4;memory_used_bytes=90;\
                      memory-size=900;memory_used_data_bytes=50;memory_free_pct=90;\
                      high-water-memory-pct=60;stop-writes-pct=90";
        fake.say(node, "namespace/test", legacy);
    }
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ namespace(connectionId: "c1", name: "test") {
                objects replicationFactor effectiveReplicationFactor memoryUsedBytes dataUsedBytes
                dataTotalBytes thresholds { kind setting current }
            } }"#,
        )
        .await;
    assert_json_snapshot!(answer, @r#"
    {
      "data": {
        "namespace": {
          "dataTotalBytes": "1800",
          "dataUsedBytes": "100",
          "effectiveReplicationFactor": 2,
          "memoryUsedBytes": "180",
          "objects": "8",
          "replicationFactor": 2,
          "thresholds": [
            {
              "current": 0.1,
              "kind": "STOP_WRITES_USED",
              "setting": "stop-writes-pct"
            },
            {
              "current": 0.1,
              "kind": "EVICT_USED",
              "setting": "high-water-memory-pct"
            }
          ]
        }
      }
    }
    "#);
}

#[tokio::test]
async fn counts_of_a_node_that_is_the_only_one_to_report_a_key_are_kept() {
    let fake = Fake::two_nodes();
    fake.say("B", "namespace/test", &namespace("expired_objects=7"));
    let bench = Bench::new(fake).await;
    let query = r#"{ namespace(connectionId: "c1", name: "test") { expiredObjects } }"#;
    assert_eq!(
        bench.run(query).await["data"]["namespace"]["expiredObjects"],
        "7"
    );
}

#[tokio::test]
async fn every_root_field_needs_its_right() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let key = r#"{namespace: "test", userKey: {int: "1"}}"#;
    let fields = [
        (
            Right::ReadClusters,
            r#"{ cluster(connectionId: "c1") { name } }"#.to_owned(),
        ),
        (
            Right::ReadClusters,
            r#"{ namespace(connectionId: "c1", name: "a") { name } }"#.to_owned(),
        ),
        (
            Right::ReadClusters,
            r#"{ set(connectionId: "c1", namespace: "a", name: "b") { name } }"#.to_owned(),
        ),
        (
            Right::ReadClusters,
            r#"{ metrics(connectionId: "c1") { version } }"#.to_owned(),
        ),
        (
            Right::ReadRecords,
            format!(r#"{{ record(connectionId: "c1", key: {key}) {{ id }} }}"#),
        ),
        (
            Right::ReadRecords,
            r#"{ records(connectionId: "c1", namespace: "a") { partitionsDone } }"#.to_owned(),
        ),
        (
            Right::WriteRecords,
            format!(
                r#"mutation {{ putRecord(input: {{connectionId: "c1", key: {key}, bins: {{a: 1}}}})
                   {{ record {{ id }} }} }}"#
            ),
        ),
        (
            Right::WriteRecords,
            format!(
                r#"mutation {{ touchRecord(input: {{connectionId: "c1", key: {key}}})
                   {{ record {{ id }} }} }}"#
            ),
        ),
        (
            Right::WriteRecords,
            format!(
                r#"mutation {{ deleteRecord(input: {{connectionId: "c1", key: {key}}})
                   {{ deleted }} }}"#
            ),
        ),
    ];
    for (right, field) in fields {
        let others: Rights = Right::ALL
            .into_iter()
            .filter(|other| *other != right)
            .collect();
        let answer = bench.run_as(others, &field).await;
        assert_eq!(answer["errors"][0]["code"], "FORBIDDEN", "{field}");
        assert_eq!(
            answer["errors"][0]["details"]["right"],
            right.name(),
            "{field}"
        );
    }
    for field in [
        "clusterChanged(connectionId: \"c1\")",
        "metrics(connectionId: \"c1\")",
    ] {
        let others = Right::ALL
            .into_iter()
            .filter(|other| *other != Right::ReadClusters);
        let text = format!("subscription {{ {field} {{ version }} }}");
        let item = bench.first_as(others.collect(), &text).await;
        assert_eq!(item["errors"][0]["code"], "FORBIDDEN", "{field}");
    }
}

#[tokio::test]
async fn a_node_that_cannot_list_its_sets_and_sets_left_out_are_problems() {
    use std::fmt::Write;

    let fake = Fake::two_nodes();
    let mut sets = String::new();
    for number in 0..5_001 {
        let _ = write!(sets, "ns=test:set=s{number}:objects=2;");
    }
    fake.say("A", "sets", &sets);
    fake.say("B", "sets", "ERROR:4:bad");
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ namespace(connectionId: "c1", name: "test") {
                problems { code } sets { objects } } }"#,
        )
        .await;
    let namespace = &answer["data"]["namespace"];
    assert_eq!(namespace["sets"].as_array().unwrap().len(), 5_000);
    assert_eq!(
        namespace["problems"],
        json!([{"code": "BAD_USER_INPUT"}, {"code": "LIMIT_EXCEEDED"}])
    );
}

#[tokio::test]
async fn set_names_with_odd_characters_are_shown_as_they_are() {
    let fake = Fake::two_nodes();
    fake.say("A", "sets", "ns=test:set=a b.c/d$ü:objects=2;");
    fake.say("B", "sets", "");
    let bench = Bench::new(fake).await;
    let answer = bench
        .run(
            r#"{ set(connectionId: "c1", namespace: "test", name: "a b.c/d$ü") {
                name objects objectsWithReplicas } }"#,
        )
        .await;
    let expected = json!({"name": "a b.c/d$ü", "objects": "1", "objectsWithReplicas": "2"});
    assert_eq!(answer["data"]["set"], expected);
}
