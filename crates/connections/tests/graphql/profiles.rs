use acm_core::{Caller, Right, Rights, limits::MAX_CONNECTIONS};
use async_graphql::Request;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::support::{NOW, answer, world};

const CREATE: &str = "mutation($input: CreateConnectionInput!) {
    createConnection(input: $input) {
        connection {
            id name hosts clusterName username hasPassword tls { enabled serverName } color
            labels { key value } env note keepsHistory revision createdAt updatedAt
        }
    }
}";

const ALL: &str = "{ connections { id name revision } }";

fn names(answer: &Value) -> Vec<&str> {
    let connections = answer["data"]["connections"].as_array().unwrap();
    connections
        .iter()
        .map(|one| one["name"].as_str().unwrap())
        .collect()
}

#[tokio::test]
async fn a_connection_needs_only_a_name_and_hosts() {
    let world = world().await;
    let input = json!({ "input": { "name": "one", "hosts": ["localhost", "[::1]:4000"] } });
    assert_json_snapshot!(world.run(CREATE, input).await, @r##"
    {
      "data": {
        "createConnection": {
          "connection": {
            "clusterName": null,
            "color": "#0097D3",
            "createdAt": "2026-01-31T08:15:00.000Z",
            "env": "default",
            "hasPassword": false,
            "hosts": [
              "localhost",
              "[::1]:4000"
            ],
            "id": "conn-000000000001",
            "keepsHistory": false,
            "labels": [
              {
                "key": "env",
                "value": "default"
              }
            ],
            "name": "one",
            "note": null,
            "revision": "1",
            "tls": {
              "enabled": false,
              "serverName": null
            },
            "updatedAt": "2026-01-31T08:15:00.000Z",
            "username": null
          }
        }
      }
    }
    "##);
}

#[tokio::test]
async fn a_connection_keeps_everything_it_was_given() {
    let world = world().await;
    let input = json!({ "input": {
        "name": "prod", "hosts": ["db.example.com:4333"], "clusterName": "main",
        "username": "admin", "password": "hunter2",
        "tls": { "enabled": true, "serverName": "db" }, "color": "#112233",
        "labels": [{ "key": "env", "value": "PROD" }, { "key": "team", "value": "Core" }],
        "note": "two\nlines", "keepsHistory": true,
    } });
    assert_json_snapshot!(world.run(CREATE, input).await, @r##"
    {
      "data": {
        "createConnection": {
          "connection": {
            "clusterName": "main",
            "color": "#112233",
            "createdAt": "2026-01-31T08:15:00.000Z",
            "env": "prod",
            "hasPassword": true,
            "hosts": [
              "db.example.com:4333"
            ],
            "id": "conn-000000000001",
            "keepsHistory": true,
            "labels": [
              {
                "key": "env",
                "value": "prod"
              },
              {
                "key": "team",
                "value": "Core"
              }
            ],
            "name": "prod",
            "note": "two\nlines",
            "revision": "1",
            "tls": {
              "enabled": true,
              "serverName": "db"
            },
            "updatedAt": "2026-01-31T08:15:00.000Z",
            "username": "admin"
          }
        }
      }
    }
    "##);
}

#[tokio::test]
async fn invalid_input_names_the_field_and_stores_nothing() {
    let world = world().await;
    for (input, field) in [
        (json!({ "name": "", "hosts": ["a"] }), "input.name"),
        (json!({ "name": "x", "hosts": [] }), "input.hosts"),
        (
            json!({ "name": "x", "hosts": ["a", "b:99999"] }),
            "input.hosts.1",
        ),
        (
            json!({ "name": "x", "hosts": ["a"], "note": "n".repeat(8_193) }),
            "input.note",
        ),
        (
            json!({ "name": "x", "hosts": ["a"], "labels": [{ "key": "", "value": "" }] }),
            "input.labels.0.key",
        ),
    ] {
        let answer = world.run(CREATE, json!({ "input": input })).await;
        assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT", "{answer}");
        assert_eq!(answer["errors"][0]["details"]["field"], field, "{answer}");
    }
    assert!(names(&world.run(ALL, json!({})).await).is_empty());
}

#[tokio::test]
async fn absent_keeps_null_empties_and_a_value_sets() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    let full = json!({
        "clusterName": "c", "username": "u", "password": "p", "note": "n", "color": "#ffffff",
        "labels": [{ "key": "env", "value": "prod" }], "keepsHistory": true,
        "tls": { "enabled": true },
    });
    let set = world.update(&id, full).await;
    let kept = world.update(&id, json!({ "name": "two" })).await;
    let pointer = "/data/updateConnection/connection";
    let (set, kept) = (
        set.pointer(pointer).unwrap(),
        kept.pointer(pointer).unwrap(),
    );
    let mut expected = set.clone();
    expected["name"] = json!("two");
    expected["revision"] = json!("3");
    assert_eq!(*kept, expected);
    let emptied = json!({
        "clusterName": null, "username": null, "password": null, "note": null, "color": null,
        "labels": null, "keepsHistory": null, "tls": null,
    });
    assert_json_snapshot!(world.update(&id, emptied).await, @r##"
    {
      "data": {
        "updateConnection": {
          "connection": {
            "clusterName": null,
            "color": "#0097D3",
            "env": "default",
            "hasPassword": false,
            "hosts": [
              "a"
            ],
            "keepsHistory": false,
            "labels": [
              {
                "key": "env",
                "value": "default"
              }
            ],
            "name": "two",
            "note": null,
            "revision": "4",
            "tls": {
              "enabled": false,
              "serverName": null
            },
            "username": null
          }
        }
      }
    }
    "##);
}

#[tokio::test]
async fn what_is_required_cannot_be_emptied() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    for field in ["name", "hosts"] {
        let answer = world.update(&id, json!({ field: null })).await;
        assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT");
        assert_eq!(
            answer["errors"][0]["details"]["field"],
            format!("input.{field}")
        );
    }
}

#[tokio::test]
async fn a_change_that_changes_nothing_is_no_new_revision() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    world.clock.set(NOW + 1_000);
    world.update(&id, json!({ "name": "one" })).await;
    let answer = world
        .run("{ connections { revision updatedAt } }", json!({}))
        .await;
    assert_eq!(answer["data"]["connections"][0]["revision"], "1");
}

#[tokio::test]
async fn a_change_from_an_old_revision_conflicts_and_carries_the_present_state() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    world.clock.set(NOW + 1_000);
    world
        .update(
            &id,
            json!({ "name": "theirs", "password": "hunter2", "expectedRevision": "1" }),
        )
        .await;
    let conflict = world
        .update(&id, json!({ "name": "mine", "expectedRevision": "1" }))
        .await;
    assert_json_snapshot!(conflict, @r##"
    {
      "data": null,
      "errors": [
        {
          "code": "CONFLICT",
          "details": {
            "current": {
              "clusterName": null,
              "color": "#0097D3",
              "createdAt": "2026-01-31T08:15:00.000Z",
              "env": "default",
              "hasPassword": true,
              "hosts": [
                "a"
              ],
              "id": "conn-000000000001",
              "keepsHistory": false,
              "labels": [
                {
                  "key": "env",
                  "value": "default"
                }
              ],
              "managedBy": null,
              "name": "theirs",
              "note": null,
              "revision": "2",
              "tls": {
                "authorities": [],
                "clientCertificate": [],
                "enabled": false,
                "hasClientKey": false,
                "serverName": null
              },
              "updatedAt": "2026-01-31T08:15:01.000Z",
              "username": null
            },
            "currentRevision": "2"
          },
          "message": "The connection was changed by somebody else meanwhile."
        }
      ]
    }
    "##);
    let delete =
        "mutation($input: DeleteConnectionInput!) { deleteConnection(input: $input) { id } }";
    let answer = world
        .run(
            delete,
            json!({ "input": { "id": id, "expectedRevision": "1" } }),
        )
        .await;
    assert_eq!(answer["errors"][0]["code"], "CONFLICT");
    assert_eq!(names(&world.run(ALL, json!({})).await), ["theirs"]);
}

#[tokio::test]
async fn the_state_a_conflict_carries_has_the_shape_the_schema_shows() {
    let world = world().await;
    let id = world.create("one", &["db-0-0.db.prod.svc"]).await;
    let conflict = world
        .update(&id, json!({ "name": "x", "expectedRevision": "9" }))
        .await;
    let shown = "query($id: ID!) { connection(id: $id) {
        id name hosts clusterName username hasPassword color
        tls { enabled serverName hasClientKey authorities { subject } clientCertificate { subject } }
        labels { key value } env note keepsHistory revision createdAt updatedAt
        managedBy { kind context namespace name evidence }
    } }";
    let shown = world.run(shown, json!({ "id": id })).await;
    assert_eq!(
        conflict["errors"][0]["details"]["current"],
        shown["data"]["connection"]
    );
}

#[tokio::test]
async fn a_connection_says_when_the_kubernetes_operator_manages_its_cluster() {
    let world = world().await;
    let shown = "query($id: ID!) { connection(id: $id) { managedBy { kind context namespace name evidence } } }";
    let id = world.create("one", &["a"]).await;
    let answer = world.run(shown, json!({ "id": id })).await;
    assert_eq!(answer["data"]["connection"]["managedBy"], Value::Null);
    let hosts = json!({ "hosts": ["db-0-0.db.prod.svc.cluster.local:3000"] });
    world.update(&id, hosts).await;
    let answer = world.run(shown, json!({ "id": id })).await;
    let likely = json!({ "kind": "KUBERNETES_OPERATOR", "context": null, "namespace": "prod", "name": "db", "evidence": "HOSTS" });
    assert_eq!(answer["data"]["connection"]["managedBy"], likely);
    let labels = json!({ "labels": [
        { "key": "k8s-namespace", "value": "team" }, { "key": "k8s-cluster", "value": "orders" },
        { "key": "k8s-context", "value": "east" },
    ] });
    world.update(&id, labels).await;
    let answer = world.run(shown, json!({ "id": id })).await;
    let certain = json!({ "kind": "KUBERNETES_OPERATOR", "context": "east", "namespace": "team", "name": "orders", "evidence": "LABELS" });
    assert_eq!(answer["data"]["connection"]["managedBy"], certain);
}

#[tokio::test]
async fn unknown_connections_are_not_found() {
    let world = world().await;
    let update = world.update("conn-none", json!({ "name": "x" })).await;
    assert_json_snapshot!(update, @r##"
    {
      "data": null,
      "errors": [
        {
          "code": "NOT_FOUND",
          "details": null,
          "message": "There is no connection \"conn-none\"."
        }
      ]
    }
    "##);
    for document in [
        r#"mutation { deleteConnection(input: { id: "x" }) { id } }"#,
        r#"mutation { duplicateConnection(input: { id: "x" }) { connection { id } } }"#,
        r#"mutation { testConnection(input: { id: "x" }) { ok } }"#,
        r#"{ connectionHealth(connectionId: "x") { status } }"#,
    ] {
        let answer = world.run(document, json!({})).await;
        assert_eq!(answer["errors"][0]["code"], "NOT_FOUND", "{document}");
    }
    let query = r#"{ connection(id: "x") { id } }"#;
    assert_eq!(
        world.run(query, json!({})).await,
        json!({ "data": { "connection": null } })
    );
}

#[tokio::test]
async fn a_removed_connection_is_gone() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    let delete = "mutation($id: ID!) { deleteConnection(input: { id: $id }) { id } }";
    let answer = world.run(delete, json!({ "id": id })).await;
    assert_eq!(
        answer,
        json!({ "data": { "deleteConnection": { "id": id } } })
    );
    assert!(names(&world.run(ALL, json!({})).await).is_empty());
}

#[tokio::test]
async fn a_copy_has_everything_but_the_id_and_its_password_works() {
    let world = world().await;
    let id = world.create("one", &["a:4000"]).await;
    world
        .update(
            &id,
            json!({ "username": "u", "password": "hunter2", "note": "n" }),
        )
        .await;
    let copy = "mutation($id: ID!, $name: String) {
        duplicateConnection(input: { id: $id, name: $name }) {
            connection { id name hosts username hasPassword note revision }
        }
    }";
    assert_json_snapshot!(world.run(copy, json!({ "id": id })).await, @r##"
    {
      "data": {
        "duplicateConnection": {
          "connection": {
            "hasPassword": true,
            "hosts": [
              "a:4000"
            ],
            "id": "conn-000000000002",
            "name": "one copy",
            "note": "n",
            "revision": "1",
            "username": "u"
          }
        }
      }
    }
    "##);
    world.run(copy, json!({ "id": id, "name": "named" })).await;
    assert_eq!(
        names(&world.run(ALL, json!({})).await),
        ["one", "one copy", "named"]
    );
    let test = r#"mutation { testConnection(input: { id: "conn-000000000002" }) { ok } }"#;
    world.run(test, json!({})).await;
    let dials = world.dialer.dials();
    let password = &dials[0].credentials.as_ref().unwrap().password;
    assert_eq!(password.expose(), "hunter2");
}

#[tokio::test]
async fn an_order_names_every_connection_exactly_once() {
    let world = world().await;
    for name in ["a", "b", "c"] {
        world.create(name, &[name]).await;
    }
    let id = |n: u32| format!("conn-{n:012x}");
    let reorder = "mutation($ids: [ID!]!) {
        reorderConnections(input: { ids: $ids }) { connections { name revision } }
    }";
    for (ids, field) in [
        (vec![id(1), id(2)], "input.ids"),
        (vec![id(1), id(2), id(2)], "input.ids.2"),
        (vec![id(1), id(2), id(3), id(4)], "input.ids.3"),
    ] {
        let answer = world.run(reorder, json!({ "ids": ids })).await;
        assert_eq!(answer["errors"][0]["details"]["field"], field);
    }
    assert_eq!(names(&world.run(ALL, json!({})).await), ["a", "b", "c"]);
    let ids = json!({ "ids": [id(3), id(1), id(2)] });
    assert_json_snapshot!(world.run(reorder, ids).await, @r##"
    {
      "data": {
        "reorderConnections": {
          "connections": [
            {
              "name": "c",
              "revision": "1"
            },
            {
              "name": "a",
              "revision": "1"
            },
            {
              "name": "b",
              "revision": "1"
            }
          ]
        }
      }
    }
    "##);
    world.create("d", &["d"]).await;
    assert_eq!(
        names(&world.run(ALL, json!({})).await),
        ["c", "a", "b", "d"]
    );
}

#[tokio::test]
async fn the_number_of_connections_is_limited() {
    let world = world().await;
    for n in 0..MAX_CONNECTIONS {
        world.create("one", &[&format!("host-{n}")]).await;
    }
    let input = json!({ "input": { "name": "one", "hosts": ["more"] } });
    let answer = world.run(CREATE, input).await;
    assert_eq!(answer["errors"][0]["code"], "LIMIT_EXCEEDED");
    assert_eq!(answer["errors"][0]["details"]["limit"], MAX_CONNECTIONS);
}

#[tokio::test]
async fn a_profile_made_at_the_start_is_made_once() {
    let world = world().await;
    let made = world
        .module
        .ensure_profile("demo", vec!["a".into(), "b:4000".into()], None)
        .await;
    assert_eq!(made.unwrap().as_deref(), Some("conn-000000000001"));
    let again = world
        .module
        .ensure_profile("other", vec!["B:4000".into(), "a:3000".into()], None)
        .await;
    assert_eq!(again.unwrap(), None);
    let bad = world
        .module
        .ensure_profile("bad", vec!["a b".into()], None)
        .await;
    assert_eq!(bad.unwrap_err().code().as_str(), "BAD_USER_INPUT");
}

#[tokio::test]
async fn every_root_field_asks_for_its_right() {
    let world = world().await;
    let write = r#"input: { id: "x" }"#;
    for (document, right) in [
        ("{ connections { id } }".to_owned(), Right::ReadConnections),
        (r#"{ connection(id: "x") { id } }"#.to_owned(), Right::ReadConnections),
        (r#"{ connectionHealth(connectionId: "x") { status } }"#.to_owned(), Right::ReadConnections),
        (
            r#"mutation { createConnection(input: { name: "x", hosts: ["x"] }) { connection { id } } }"#
                .to_owned(),
            Right::WriteConnections,
        ),
        (format!("mutation {{ updateConnection({write}) {{ connection {{ id }} }} }}"), Right::WriteConnections),
        (format!("mutation {{ deleteConnection({write}) {{ id }} }}"), Right::WriteConnections),
        (format!("mutation {{ duplicateConnection({write}) {{ connection {{ id }} }} }}"), Right::WriteConnections),
        ("mutation { reorderConnections(input: { ids: [] }) { connections { id } } }".to_owned(), Right::WriteConnections),
        (format!("mutation {{ testConnection({write}) {{ ok }} }}"), Right::WriteConnections),
    ] {
        let others: Rights = Right::ALL.into_iter().filter(|other| *other != right).collect();
        let request = Request::new(&document).data(Caller::new("test", others));
        let answer = answer(&world.schema.execute(request).await);
        assert_eq!(answer["errors"][0]["code"], "FORBIDDEN", "{document}: {answer}");
        assert_eq!(answer["errors"][0]["details"]["right"], right.name());
    }
}
