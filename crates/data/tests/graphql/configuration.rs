//! The configuration of nodes side by side, and changes of it.

use acm_core::{Right, Rights};
use insta::assert_json_snapshot;
use serde_json::{Value, json};

use crate::support::{Bench, Fake};

const NAMESPACE: &str = "get-config:context=namespace;namespace=test";

/// Two nodes with a little configuration, which differ in some of it.
fn two_nodes() -> Fake {
    let fake = Fake::two_nodes();
    for (node, migrations, ttl) in [("A", 1, "0"), ("B", 4, "3600")] {
        let service = format!("node-id={node};migrate-threads={migrations};shiny-new=1");
        fake.say(node, "get-config:context=service", &service);
        fake.say(
            node,
            "get-config:context=network",
            "service.port=3000;heartbeat.mesh-seed-address-port=a;heartbeat.mesh-seed-address-port=b",
        );
        fake.say(node, "get-config:context=security", "");
        fake.say(node, "get-config:context=xdr", "ERROR:25:enterprise only");
        let namespace =
            format!("default-ttl={ttl};rack-id=0;storage-engine.stop-writes-used-pct=70");
        fake.say(node, NAMESPACE, &namespace);
        fake.say(
            node,
            "sets/test",
            "ns=test:set=users:objects=10:default-ttl=0:enable-index=false;\
             ns=test:set=logs:objects=10:default-ttl=60:enable-index=false;",
        );
    }
    fake
}

/// The section of a configuration.
fn section<'a>(config: &'a Value, context: &str, set: Option<&str>) -> &'a Value {
    let sections = config["sections"].as_array().unwrap();
    let found = sections.iter().find(|section| {
        section["context"] == context && set.is_none_or(|set| section["set"] == set)
    });
    found.unwrap_or(&Value::Null)
}

async fn config(bench: &Bench, arguments: &str) -> Value {
    let answer = bench
        .run(&format!(
            r#"{{ config(connectionId: "c1" {arguments}) {{
                nodes readAt problems {{ code node }}
                sections {{ context namespace set differingCount problems {{ code node }}
                    parameters {{ name values differs editable documentation {{
                        type unit minimum maximum options default dynamic enterpriseOnly perNode }} }} }} }} }}"#
        ))
        .await;
    assert!(answer.get("errors").is_none(), "{answer}");
    answer["data"]["config"].clone()
}

#[tokio::test]
async fn parameters_stand_side_by_side_and_differing_ones_are_marked() {
    let bench = Bench::new(two_nodes()).await;
    let config = config(&bench, "").await;
    assert_eq!(config["nodes"], json!(["A", "B"]));
    let places: Vec<String> = config["sections"]
        .as_array()
        .unwrap()
        .iter()
        .map(|one| format!("{} {} {}", one["context"], one["namespace"], one["set"]))
        .collect();
    assert_eq!(
        places,
        [
            r#""SERVICE" null null"#,
            r#""NETWORK" null null"#,
            r#""NAMESPACE" "test" null"#,
            r#""SET" "test" "logs""#,
        ],
        "sets without settings of their own are left out, and contexts nobody has"
    );
    assert_json_snapshot!(section(&config, "SERVICE", None), @r#"
    {
      "context": "SERVICE",
      "differingCount": 1,
      "namespace": null,
      "parameters": [
        {
          "differs": true,
          "documentation": {
            "default": null,
            "dynamic": false,
            "enterpriseOnly": false,
            "maximum": null,
            "minimum": null,
            "options": [],
            "perNode": true,
            "type": "STRING",
            "unit": null
          },
          "editable": false,
          "name": "node-id",
          "values": [
            "A",
            "B"
          ]
        },
        {
          "differs": true,
          "documentation": {
            "default": "1",
            "dynamic": true,
            "enterpriseOnly": false,
            "maximum": "100",
            "minimum": "0",
            "options": [],
            "perNode": false,
            "type": "INTEGER",
            "unit": null
          },
          "editable": true,
          "name": "migrate-threads",
          "values": [
            "1",
            "4"
          ]
        },
        {
          "differs": false,
          "documentation": null,
          "editable": null,
          "name": "shiny-new",
          "values": [
            "1",
            "1"
          ]
        }
      ],
      "problems": [],
      "set": null
    }
    "#);
    let network = section(&config, "NETWORK", None);
    assert_eq!(network["parameters"][1]["values"], json!(["a, b", "a, b"]));
    let rack = &section(&config, "NAMESPACE", None)["parameters"][1];
    assert_eq!(rack["documentation"]["enterpriseOnly"], true);
    assert_eq!(rack["editable"], false, "on the Community Edition");
}

#[tokio::test]
async fn a_set_that_is_asked_for_is_told_without_settings_of_its_own() {
    let bench = Bench::new(two_nodes()).await;
    let arguments = r#", contexts: [SET], namespace: "test", set: "users""#;
    let config = config(&bench, arguments).await;
    let sections = config["sections"].as_array().unwrap();
    assert_eq!(sections.len(), 1);
    let users = section(&config, "SET", Some("users"));
    assert_eq!(users["parameters"][0]["name"], "default-ttl");
    assert_eq!(users["parameters"][0]["values"], json!(["0", "0"]));
}

#[tokio::test]
async fn a_silent_node_and_a_refused_part_have_their_own_problem() {
    let fake = two_nodes();
    fake.say("A", NAMESPACE, "ERROR:22:not allowed");
    fake.silence("B", true);
    let bench = Bench::new(fake).await;
    let config = config(&bench, "").await;
    assert_eq!(config["nodes"], json!(["A"]));
    assert_eq!(
        config["problems"],
        json!([{"code": "TIMEOUT", "node": "B"}])
    );
    let namespace = section(&config, "NAMESPACE", None);
    assert_eq!(
        namespace["problems"],
        json!([{"code": "FORBIDDEN", "node": "A"}])
    );
    bench.fake.silence("A", true);
    let answer = bench
        .run(r#"{ config(connectionId: "c1") { nodes } }"#)
        .await;
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT", "{answer}");
}

const SET: &str = "mutation($input: SetConfigInput!) { setConfig(input: $input) {
    results { node outcome before running problem { code } } } }";

fn change(context: &str, name: &str, value: &str) -> Value {
    let namespace = matches!(context, "NAMESPACE" | "SET").then_some("test");
    let set = (context == "SET").then_some("users");
    json!({"input": {"connectionId": "c1", "context": context, "namespace": namespace, "set": set,
        "name": name, "value": value}})
}

/// What a node answers to a change of the default time to live, and what it runs then.
fn takes(fake: &Fake, node: &str, reply: &str, then: &str) {
    let command = "set-config:context=namespace;namespace=test;default-ttl=1h";
    fake.change(
        node,
        (command, reply),
        (NAMESPACE, &format!("default-ttl={then}")),
    );
}

#[tokio::test]
async fn a_change_has_an_outcome_for_each_node_by_what_it_runs_afterwards() {
    let fake = two_nodes();
    for node in ["C", "D"] {
        fake.say(node, NAMESPACE, "default-ttl=0");
    }
    takes(&fake, "A", "ok", "3600");
    takes(&fake, "B", "ok", "600");
    takes(&fake, "C", "ERROR:4:invalid set-config parameter", "0");
    fake.silence("D", true);
    let bench = Bench::new(fake).await;
    let answer = bench
        .run_with(SET, change("NAMESPACE", "default-ttl", "1h"))
        .await;
    assert_eq!(
        answer["data"]["setConfig"]["results"],
        json!([
            {"node": "A", "outcome": "APPLIED", "before": "0", "running": "3600", "problem": null},
            {"node": "B", "outcome": "DIFFERS", "before": "3600", "running": "600", "problem": null},
            {"node": "C", "outcome": "REFUSED", "before": "0", "running": "0",
                "problem": {"code": "BAD_USER_INPUT"}},
            {"node": "D", "outcome": "NOT_SENT", "before": null, "running": null,
                "problem": {"code": "TIMEOUT"}},
        ]),
        "{answer}"
    );
}

#[tokio::test]
async fn a_change_for_some_nodes_is_sent_to_those_alone() {
    let fake = two_nodes();
    takes(&fake, "B", "ok", "3600");
    let bench = Bench::new(fake).await;
    let mut variables = change("NAMESPACE", "default-ttl", "1h");
    variables["input"]["nodes"] = json!(["B"]);
    let answer = bench.run_with(SET, variables.clone()).await;
    let results = &answer["data"]["setConfig"]["results"];
    assert_eq!(results.as_array().unwrap().len(), 1, "{answer}");
    assert!(bench.fake.asked("A").is_empty());
    variables["input"]["nodes"] = json!(["B", "Z"]);
    let answer = bench.run_with(SET, variables).await;
    assert_eq!(answer["errors"][0]["details"]["field"], "input.nodes.1");
}

#[tokio::test]
async fn what_no_node_would_take_is_refused_before_anything_is_sent() {
    let bench = Bench::new(two_nodes()).await;
    for (context, name, value, field) in [
        (
            "NAMESPACE",
            "default-ttl",
            "1;stop-writes-count=1",
            "input.value",
        ),
        (
            "NAMESPACE",
            "default-ttl",
            "1\nnsup-period=0",
            "input.value",
        ),
        ("NAMESPACE", "default-ttl", "forever", "input.value"),
        ("NAMESPACE", "default-ttl", "11y", "input.value"),
        ("NAMESPACE", "default-ttl=1;nsup-period", "1", "input.name"),
        ("NAMESPACE", "set", "users", "input.name"),
        ("NAMESPACE", "storage-engine.data-size", "2G", "input.name"),
        ("NAMESPACE", "stop-writes-used-pct", "101", "input.value"),
        ("SET", "enable-index", "yes", "input.value"),
        ("SERVICE", "proto-fd-max", "9", "input.value"),
        ("NETWORK", "heartbeat.protocol", "v4", "input.value"),
    ] {
        let answer = bench.run_with(SET, change(context, name, value)).await;
        let error = &answer["errors"][0];
        assert_eq!(error["code"], "BAD_USER_INPUT", "{name} {value} {answer}");
        assert_eq!(error["details"]["field"], field, "{name} {value}");
    }
    for (input, field) in [
        (
            json!({"context": "SERVICE", "namespace": "test"}),
            "input.namespace",
        ),
        (json!({"context": "NAMESPACE"}), "input.namespace"),
        (
            json!({"context": "NAMESPACE", "namespace": "test", "set": "s"}),
            "input.set",
        ),
        (json!({"context": "SET", "namespace": "test"}), "input.set"),
    ] {
        let mut variables = json!({"input": {"connectionId": "c1", "name": "a", "value": "1"}});
        let whole = variables["input"].as_object_mut().unwrap();
        whole.extend(input.as_object().unwrap().clone());
        let answer = bench.run_with(SET, variables).await;
        assert_eq!(answer["errors"][0]["details"]["field"], field, "{answer}");
    }
    assert!(bench.fake.asked("A").is_empty());
}

#[tokio::test]
async fn an_enterprise_parameter_is_not_sent_to_the_community_edition() {
    let bench = Bench::new(two_nodes()).await;
    let answer = bench
        .run_with(SET, change("NAMESPACE", "rack-id", "2"))
        .await;
    for result in answer["data"]["setConfig"]["results"].as_array().unwrap() {
        assert_eq!(result["outcome"], "NOT_SENT", "{answer}");
        assert_eq!(result["problem"]["code"], "UNSUPPORTED");
    }
    let sent = |command: &String| command.starts_with("set-config");
    assert!(!bench.fake.asked("A").iter().any(sent));
}

#[tokio::test]
async fn reading_does_not_entitle_to_change() {
    let bench = Bench::new(two_nodes()).await;
    let reader = Rights::from_iter([Right::ReadClusters]);
    for mutation in [
        r#"mutation { setConfig(input: {connectionId: "c1", context: SERVICE, name: "a", value: "1"})
            { results { node } } }"#,
        r#"mutation { setLogLevel(input: {connectionId: "c1", context: "misc", level: DEBUG})
            { results { node } } }"#,
    ] {
        let answer = bench.run_as(reader, mutation).await;
        assert_eq!(answer["errors"][0]["code"], "FORBIDDEN", "{answer}");
    }
    let answer = bench
        .run_as(reader, r#"{ config(connectionId: "c1") { nodes } }"#)
        .await;
    assert!(answer.get("errors").is_none(), "{answer}");
}
