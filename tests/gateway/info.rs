//! What a cluster can do, and info commands that people write.

use acm_tests::{Setup, with_server, with_setup};
use serde_json::{Value, json};

const ASK: &str =
    "query($id: ID!, $command: String!) { infoCommand(connectionId: $id, command: $command) {
    command replies { node reply problem { code } } } }";
const RUN: &str = "mutation($input: RunInfoCommandInput!) { runInfoCommand(input: $input) { replies { node reply problem { code } } } }";

#[tokio::test]
async fn the_community_edition_says_what_it_lacks_and_why() {
    with_server(async |server| {
        let query = "query($id: ID!) { cluster(connectionId: $id) { features { edition build nodesAnswered nodesTotal
            features { kind available reason } } } }";
        let id = json!({ "id": server.connection() });
        let found = server.data(query, id).await["cluster"]["features"].take();
        assert_eq!(found["nodesAnswered"], found["nodesTotal"]);
        let list = found["features"].as_array().unwrap();
        let get = |kind: &str| list.iter().find(|one| one["kind"] == kind).unwrap();
        if found["edition"] == "COMMUNITY" {
            for kind in ["SECURITY", "QUOTAS", "RACKS", "STRONG_CONSISTENCY", "DURABLE_DELETES", "COMPRESSION"] {
                assert_eq!(get(kind)["available"], false, "{kind}");
            }
            let reason = get("SECURITY")["reason"].as_str().unwrap();
            assert!(reason.contains("Enterprise") && reason.contains("AerospikeCluster"), "{reason}");
        }
        assert_eq!(get("EXPRESSION_INDEXES")["available"], true, "{found:#}");
    })
    .await;
}

#[tokio::test]
async fn a_command_is_answered_node_by_node_and_what_the_edition_lacks_says_so() {
    with_server(async |server| {
        let ask = async |command: &str| {
            let variables = json!({ "id": server.connection(), "command": command });
            server.answer(ASK, variables).await
        };
        let answer = ask("namespaces").await;
        let replies = answer["data"]["infoCommand"]["replies"].as_array().unwrap();
        assert_eq!(replies.len(), server.hosts().len());
        for reply in replies {
            assert!(reply["reply"].as_str().unwrap().contains("test"), "{reply}");
        }
        let answer = ask("get-config:context=namespace;namespace=test;").await;
        let first = &answer["data"]["infoCommand"]["replies"][0]["reply"];
        assert!(first.as_str().unwrap().contains("default-ttl="), "{answer}");
        let edition = ask("edition").await["data"]["infoCommand"]["replies"][0]["reply"].take();
        if edition == "Aerospike Community Edition" {
            let answer = ask("racks:").await;
            assert_eq!(
                answer["errors"][0]["extensions"]["code"], "UNSUPPORTED",
                "{answer}"
            );
        }
        for command in [
            "build\ntruncate-namespace:namespace=test",
            "truncate:namespace=test;set=s",
            "quiesce:",
            "bogus",
            "",
        ] {
            let answer = ask(command).await;
            assert_eq!(
                answer["errors"][0]["extensions"]["code"], "BAD_USER_INPUT",
                "{command:?}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_command_that_writes_is_sent_when_its_verb_is_repeated() {
    with_server(async |server| {
        let input = |command: &str, verb: &str| {
            json!({ "input": {
            "connectionId": server.connection(), "command": command, "confirmVerb": verb } })
        };
        let error = server
            .error(RUN, input("log-set:id=0;misc=info", "log"))
            .await;
        assert_eq!(error["extensions"]["details"]["field"], "input.confirmVerb");
        let data = server
            .data(RUN, input("log-set:id=0;misc=info", "log-set"))
            .await;
        for reply in data["runInfoCommand"]["replies"].as_array().unwrap() {
            assert_eq!(
                (&reply["reply"], &reply["problem"]),
                (&json!("ok"), &Value::Null)
            );
        }
    })
    .await;
}

#[tokio::test]
async fn no_command_that_writes_is_done_for_a_user_without_roles() {
    with_setup(Setup::secured(), async |server| {
        let user =
            "mutation($input: CreateUserInput!) { createUser(input: $input) { user { name } } }";
        let input =
            json!({ "connectionId": server.connection(), "name": "nobody", "password": "p" });
        server.data(user, json!({ "input": input })).await;
        let nobody = server.connect_as("nobody", "nobody", "p").await;
        let told = server.data("{ infoVerbs { name class } }", json!({})).await;
        let verbs = told["infoVerbs"].as_array().unwrap().iter();
        let writing: Vec<&str> = verbs
            .filter(|verb| verb["class"] == "WRITE")
            .map(|verb| verb["name"].as_str().unwrap())
            .collect();
        assert!(writing.len() > 10, "{writing:?}");
        for verb in writing {
            let command = format!("{verb}:namespace=test");
            let input = json!({ "connectionId": nobody, "command": command, "confirmVerb": verb });
            let answer = server.answer(RUN, json!({ "input": input })).await;
            let problem = &answer["data"]["runInfoCommand"]["replies"][0]["problem"]["code"];
            let error = &answer["errors"][0]["extensions"]["code"];
            assert!(
                *problem == "FORBIDDEN" || *error == "FORBIDDEN",
                "{verb}: {answer}"
            );
        }
    })
    .await;
}
