use acm_connections::Cause;
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::support::{World, three_nodes, world};

async fn test(world: &World, input: Value) -> Value {
    let document = "mutation($input: TestConnectionInput!) { testConnection(input: $input) {
        ok nodeCount builds edition clusterName namespaces roundTripMs problem { code message node }
    } }";
    world.run(document, json!({ "input": input })).await
}

#[tokio::test]
async fn a_cluster_that_answers_says_what_it_is_and_its_client_is_closed() {
    let world = world().await;
    world.dialer.set("up", Ok(three_nodes()));
    assert_json_snapshot!(test(&world, json!({ "hosts": ["up"] })).await, @r##"
    {
      "data": {
        "testConnection": {
          "builds": [
            "8.1.2.0"
          ],
          "clusterName": "demo",
          "edition": "Aerospike Community Edition",
          "namespaces": [
            "bar",
            "test"
          ],
          "nodeCount": 3,
          "ok": true,
          "problem": null,
          "roundTripMs": 1.5
        }
      }
    }
    "##);
    assert_eq!((world.dialer.closed(), world.dialer.alive()), (1, 0));
    let stored = world.run("{ connections { id } }", json!({})).await;
    assert_eq!(stored, json!({ "data": { "connections": [] } }));
}

#[tokio::test]
async fn every_failure_is_an_answer_with_a_code_and_no_text_of_the_client() {
    let world = world().await;
    for (cause, code) in [
        (Cause::Dns, "UNAVAILABLE"),
        (
            Cause::ContextAmbiguous(["one".to_owned()].into()),
            "UNAVAILABLE",
        ),
        (Cause::Refused, "UNAVAILABLE"),
        (Cause::Timeout, "TIMEOUT"),
        (Cause::NotAerospike, "UNAVAILABLE"),
        (Cause::Tls, "UNAVAILABLE"),
        (Cause::AuthenticationRefused, "FORBIDDEN"),
        (Cause::AuthenticationUnsupported, "UNSUPPORTED"),
        (Cause::ClusterNameMismatch, "UNAVAILABLE"),
        (Cause::Unusable, "UNAVAILABLE"),
    ] {
        world.dialer.set("down", Err(cause.clone()));
        let answer = test(&world, json!({ "hosts": ["down"] })).await;
        let payload = &answer["data"]["testConnection"];
        assert_eq!(payload["ok"], false);
        assert_eq!(payload["problem"]["code"], code, "{}", cause.name());
        let text = answer.to_string();
        assert!(
            !text.contains("driver") && !text.contains("10.1.2.3"),
            "{text}"
        );
    }
}

#[tokio::test]
async fn a_refused_connection_comes_with_advice() {
    let world = world().await;
    assert_json_snapshot!(test(&world, json!({ "hosts": ["nobody"] })).await, @r##"
    {
      "data": {
        "testConnection": {
          "builds": [],
          "clusterName": null,
          "edition": null,
          "namespaces": null,
          "nodeCount": null,
          "ok": false,
          "problem": {
            "code": "UNAVAILABLE",
            "message": "The host refuses connections on this port. Check that Aerospike runs there and that the port is its service port (3000 unless configured).",
            "node": null
          },
          "roundTripMs": null
        }
      }
    }
    "##);
}

#[tokio::test(start_paused = true)]
async fn a_cluster_that_never_answers_costs_the_deadline_and_no_more() {
    let world = world().await;
    let _closed_gate = world.dialer.gate("silent");
    let began = tokio::time::Instant::now();
    let answer = test(&world, json!({ "hosts": ["silent"] })).await;
    assert_eq!(
        answer["data"]["testConnection"]["problem"]["code"],
        "TIMEOUT"
    );
    assert_eq!(began.elapsed().as_secs(), 5);
}

#[tokio::test]
async fn fields_given_replace_what_is_stored_for_the_trial_only() {
    let world = world().await;
    let id = world.create("one", &["stored"]).await;
    world
        .update(
            &id,
            json!({ "username": "u", "password": "hunter2", "clusterName": "c" }),
        )
        .await;
    test(&world, json!({ "id": id })).await;
    test(
        &world,
        json!({ "id": id, "hosts": ["other"], "clusterName": null, "password": "other" }),
    )
    .await;
    test(&world, json!({ "id": id, "password": "new" })).await;
    test(&world, json!({ "id": id, "username": null })).await;
    let shown: Vec<_> = world
        .dialer
        .dials()
        .into_iter()
        .map(|target| {
            let login = target
                .credentials
                .map(|login| login.password.expose().to_owned());
            (target.hosts[0].to_string(), target.cluster_name, login)
        })
        .collect();
    let row = |host: &str, cluster: Option<&str>, password: Option<&str>| {
        (
            host.to_owned(),
            cluster.map(str::to_owned),
            password.map(str::to_owned),
        )
    };
    assert_eq!(
        shown,
        [
            row("stored", Some("c"), Some("hunter2")),
            row("other", None, Some("other")),
            row("stored", Some("c"), Some("new")),
            row("stored", Some("c"), None),
        ]
    );
}

#[tokio::test]
async fn a_trial_without_hosts_is_invalid_input() {
    let world = world().await;
    for input in [
        json!({}),
        json!({ "hosts": null }),
        json!({ "hosts": ["a b"] }),
    ] {
        let answer = test(&world, input).await;
        assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT");
    }
}
