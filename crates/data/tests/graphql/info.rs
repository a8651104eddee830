//! Info commands that people write.

use acm_core::{Right, Rights};
use serde_json::{Value, json};

use crate::support::{Bench, Fake};

const ASK: &str = r#"query($command: String!, $node: String) { infoCommand(connectionId: "c1", command: $command, node: $node) {
    command replies { node reply truncated problem { code message } } } }"#;
const RUN: &str = r#"mutation($input: RunInfoCommandInput!) { runInfoCommand(input: $input) {
    command replies { node reply problem { code } } } }"#;

async fn ask(bench: &Bench, command: &str, node: Option<&str>) -> Value {
    bench
        .run_with(ASK, json!({ "command": command, "node": node }))
        .await
}

async fn run(bench: &Bench, command: &str, verb: &str, nodes: Option<&[&str]>) -> Value {
    let input =
        json!({ "connectionId": "c1", "command": command, "confirmVerb": verb, "nodes": nodes });
    bench.run_with(RUN, json!({ "input": input })).await
}

#[tokio::test(start_paused = true)]
async fn every_node_answers_a_command_for_itself() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let mut answer = ask(&bench, " build; ", None).await;
    assert_eq!(
        answer["data"]["infoCommand"].take(),
        json!({ "command": "build", "replies": [
            { "node": "A", "reply": "8.1.2.0", "truncated": false, "problem": null },
            { "node": "B", "reply": "8.1.2.0", "truncated": false, "problem": null },
        ]})
    );
    bench.fake.silence("B", true);
    let answer = ask(&bench, "build", None).await;
    let replies = &answer["data"]["infoCommand"]["replies"];
    assert_eq!(
        (&replies[0]["reply"], &replies[1]["reply"]),
        (&json!("8.1.2.0"), &Value::Null)
    );
    assert_eq!(replies[1]["problem"]["code"], "TIMEOUT");
    let answer = ask(&bench, "build", Some("A")).await;
    assert_eq!(
        answer["data"]["infoCommand"]["replies"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    let answer = ask(&bench, "build", Some("B")).await;
    assert_eq!(answer["errors"][0]["code"], "TIMEOUT");
    let answer = ask(&bench, "build", Some("C")).await;
    assert_eq!(answer["errors"][0]["code"], "NOT_FOUND");
}

#[tokio::test(start_paused = true)]
async fn what_the_edition_lacks_is_unsupported_with_the_reason() {
    let fake = Fake::two_nodes();
    fake.say("A", "racks:", "ERROR:25:enterprise only");
    fake.say("B", "racks:", "ns=test:rack_1=B");
    let bench = Bench::new(fake).await;
    let answer = ask(&bench, "racks:", None).await;
    let first = &answer["data"]["infoCommand"]["replies"][0];
    assert_eq!(first["problem"]["code"], "UNSUPPORTED", "{answer}");
    assert!(
        first["problem"]["message"]
            .as_str()
            .unwrap()
            .contains("Enterprise")
    );
    bench
        .fake
        .say("B", "racks:", "ERROR:4:unrecognized command");
    let answer = ask(&bench, "racks:", None).await;
    assert_eq!(answer["errors"][0]["code"], "UNSUPPORTED", "{answer}");
}

#[tokio::test(start_paused = true)]
async fn what_is_not_one_command_of_the_list_is_refused_before_anything_is_sent() {
    let bench = Bench::new(Fake::two_nodes()).await;
    for command in [
        "build\nstatistics",
        "bogus",
        "truncate:namespace=test",
        "set-config:context=service;a=1",
        "",
        "build statistics",
    ] {
        let answer = ask(&bench, command, None).await;
        assert_eq!(answer["errors"][0]["code"], "BAD_USER_INPUT", "{command:?}");
        assert_eq!(
            answer["errors"][0]["details"]["field"], "command",
            "{command:?}"
        );
    }
    for (command, verb, field) in [
        ("build", "build", "input.command"),
        (
            "truncate-namespace:namespace=test",
            "truncate-namespace",
            "input.command",
        ),
        ("recluster:", "", "input.confirmVerb"),
        ("recluster:", "recluster:", "input.confirmVerb"),
        ("recluster:\ntip-clear:", "recluster", "input.command"),
    ] {
        let answer = run(&bench, command, verb, None).await;
        assert_eq!(
            answer["errors"][0]["details"]["field"], field,
            "{command:?}"
        );
    }
    assert!(bench.fake.asked("A").is_empty() && bench.fake.asked("B").is_empty());
}

#[tokio::test(start_paused = true)]
async fn a_command_that_writes_is_confirmed_and_has_an_outcome_for_each_node() {
    let fake = Fake::two_nodes();
    let command = "log-set:id=0;misc=info";
    fake.say("A", command, "ok");
    fake.say("B", command, "ERROR:4:bad parameter");
    let bench = Bench::new(fake).await;
    let answer = run(&bench, command, "log-set", None).await;
    assert_eq!(
        answer["data"]["runInfoCommand"],
        json!({ "command": command, "replies": [
            { "node": "A", "reply": "ok", "problem": null },
            { "node": "B", "reply": null, "problem": { "code": "BAD_USER_INPUT" } },
        ]})
    );
    let answer = run(&bench, command, "log-set", Some(&["A"])).await;
    assert_eq!(
        answer["data"]["runInfoCommand"]["replies"]
            .as_array()
            .unwrap()
            .len(),
        1
    );
    assert_eq!(bench.fake.asked("B").len(), 1);
}

#[tokio::test(start_paused = true)]
async fn reading_and_writing_commands_need_different_rights() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let read = Rights::from_iter([Right::ReadInfo]);
    let ask =
        r#"{ infoCommand(connectionId: "c1", command: "build") { command } infoVerbs { name } }"#;
    assert!(bench.run_as(read, ask).await.get("errors").is_none());
    let run = r#"mutation { runInfoCommand(input: {connectionId: "c1", command: "recluster:", confirmVerb: "recluster"}) { command } }"#;
    let refused = bench.run_as(read, run).await;
    assert_eq!(
        refused["errors"][0]["details"]["right"], "clusters:write",
        "{refused}"
    );
}

#[tokio::test(start_paused = true)]
async fn the_verbs_say_what_they_do() {
    let bench = Bench::new(Fake::two_nodes()).await;
    let answer = bench
        .run("{ infoVerbs { name class enterpriseOnly description } }")
        .await;
    let verbs = answer["data"]["infoVerbs"].as_array().unwrap();
    let class =
        |name: &str| verbs.iter().find(|verb| verb["name"] == name).unwrap()["class"].clone();
    assert_eq!(
        (class("build"), class("set-config"), class("truncate")),
        (json!("READ"), json!("WRITE"), json!("NEVER"))
    );
    assert!(verbs.iter().all(|verb| {
        verb["description"]
            .as_str()
            .is_some_and(|text| text.ends_with('.'))
    }));
}
