//! Clusters that want a login.

use acm_embedded::{CommandKind, Commands, Effect, SecuritySpec};
use acm_tests::{Setup, eventually, with_setup};
use serde_json::json;

const CLUSTER: &str = "query($id: ID!) { cluster(connectionId: $id) {
    name nodes { status { edition } } namespaces { name } } }";

#[tokio::test]
async fn a_profile_with_user_and_password_opens_a_secured_cluster_and_shows_it() {
    with_setup(Setup::secured(), async |server| {
        let id = json!({ "id": server.connection() });
        let cluster = server.data(CLUSTER, id).await["cluster"].take();
        assert_eq!(cluster["name"], "test");
        let nodes = cluster["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 3);
        for node in nodes {
            let edition = &node["status"]["edition"];
            assert_eq!(*edition, "Aerospike Enterprise Edition", "{cluster:#}");
        }
        assert_eq!(cluster["namespaces"].as_array().unwrap().len(), 2);
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) {
            record { generation } } }";
        let input = json!({ "input": {
            "connectionId": server.connection(),
            "key": { "namespace": "test", "set": "secured", "userKey": { "string": "a" } },
            "bins": { "n": 1 },
        } });
        let record = server.data(put, input).await["putRecord"]["record"].take();
        assert_eq!(record["generation"], 1);
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_and_none_at_all_are_refused_with_their_cause() {
    with_setup(Setup::secured(), async |server| {
        let wrong = server.connect_as("wrong", "admin", "not it").await;
        let unknown = server.connect_as("unknown", "nobody", "admin").await;
        let none = server.connect("none", server.hosts()).await;
        for id in [wrong, unknown, none] {
            let error = server.error(CLUSTER, json!({ "id": id })).await;
            let extensions = &error["extensions"];
            assert_eq!(extensions["code"], "FORBIDDEN", "{error:#}");
            let cause = &extensions["details"]["cause"];
            assert_eq!(*cause, "AUTHENTICATION_REFUSED", "{error:#}");
        }
    })
    .await;
}

#[tokio::test]
async fn a_login_that_nobody_answers_is_a_timeout_and_no_wrong_password() {
    with_setup(Setup::secured(), async |server| {
        let Some(cluster) =
            server.control("a_login_that_nobody_answers_is_a_timeout_and_no_wrong_password")
        else {
            return;
        };
        let logins = Commands::of(CommandKind::Security);
        let held = cluster.inject(logins, Effect::Hold);
        let id = server.connect_as("slow", "admin", "admin").await;
        let error = server.error(CLUSTER, json!({ "id": id })).await;
        let extensions = &error["extensions"];
        assert_eq!(extensions["code"], "TIMEOUT", "{error:#}");
        assert_eq!(extensions["details"]["cause"], "TIMEOUT", "{error:#}");
        held.release();
        drop(held);
        eventually("the profile signs in", async || {
            let answer = server.answer(CLUSTER, json!({ "id": id })).await;
            (answer["data"]["cluster"]["name"] == "test").then_some(())
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn what_the_users_roles_do_not_permit_is_forbidden_with_the_servers_code() {
    let mut setup = Setup::secured();
    setup.security = Some(SecuritySpec::new());
    with_setup(setup, async |server| {
        let id = json!({ "id": server.connection() });
        let cluster = server.data(CLUSTER, id).await["cluster"].take();
        assert_eq!(cluster["nodes"].as_array().unwrap().len(), 3);
        let get = "query($id: ID!, $key: RecordKeyInput!) {
            record(connectionId: $id, key: $key) { generation } }";
        let key = json!({ "namespace": "test", "set": "s", "userKey": { "string": "a" } });
        let variables = json!({ "id": server.connection(), "key": key });
        let error = server.error(get, variables).await;
        assert_eq!(error["extensions"]["code"], "FORBIDDEN", "{error:#}");
        assert_eq!(
            error["extensions"]["details"]["resultCode"], 81,
            "{error:#}"
        );
    })
    .await;
}
