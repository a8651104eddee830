//! Nodes that die, hang or lie while somebody looks.

use acm_embedded::Fault;
use acm_tests::{eventually, with_server};
use serde_json::{Value, json};

const CLUSTER: &str = "query($id: ID!) { cluster(connectionId: $id) { nodesAnswered nodesTotal consistent
    nodes { id active status { build } } namespaces { name nodesAnswered objects } problems { code node } } }";

#[tokio::test]
async fn a_silent_node_nulls_its_own_fields_and_the_rest_shows() {
    with_server(async |server| {
        let Some(cluster) = server.control("a_silent_node_nulls_its_own_fields_and_the_rest_shows")
        else {
            return;
        };
        let id = json!({ "id": server.connection() });
        eventually("all nodes are known", async || {
            let data = server.data(CLUSTER, id.clone()).await;
            (data["cluster"]["nodesAnswered"] == 3).then_some(())
        })
        .await;
        cluster.set_fault(1, Fault::Hang).unwrap();
        let answer = eventually("the node counts as silent", async || {
            let answer = server.answer(CLUSTER, id.clone()).await;
            (answer["data"]["cluster"]["nodesAnswered"] == 2).then_some(answer)
        })
        .await;
        let state = &answer["data"]["cluster"];
        assert_eq!(state["nodesTotal"], 3);
        assert_eq!(state["consistent"], Value::Null);
        let nodes = state["nodes"].as_array().unwrap();
        let (silent, answering): (Vec<_>, Vec<_>) =
            nodes.iter().partition(|node| node["status"].is_null());
        assert_eq!((silent.len(), answering.len()), (1, 2));
        let codes: Vec<_> = answer["errors"]
            .as_array()
            .unwrap()
            .iter()
            .map(|e| e["extensions"]["code"].clone())
            .collect();
        assert!(
            codes
                .iter()
                .all(|code| code == "TIMEOUT" || code == "UNAVAILABLE"),
            "{codes:?}"
        );
        assert_eq!(state["problems"][0]["node"], silent[0]["id"]);
        for namespace in state["namespaces"].as_array().unwrap() {
            assert_eq!(namespace["nodesAnswered"], 2);
        }
        cluster.set_fault(1, Fault::None).unwrap();
    })
    .await;
}

#[tokio::test]
async fn a_node_that_dies_between_two_pages_loses_no_record() {
    with_server(async |server| {
        let Some(cluster) = server.control("a_node_that_dies_between_two_pages_loses_no_record") else { return };
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        let total = 200;
        for n in 0..total {
            let key = json!({ "namespace": "test", "set": "dying", "userKey": { "int": n.to_string() } });
            let input = json!({ "input": { "connectionId": server.connection(), "key": key, "bins": { "n": n } } });
            server.data(put, input).await;
        }
        let list = "query($id: ID!, $after: Cursor) {
            records(connectionId: $id, namespace: \"test\", set: \"dying\", first: 40, after: $after) {
                records { bins } pageInfo { hasNextPage endCursor } } }";
        let mut seen = Vec::new();
        let mut after = Value::Null;
        loop {
            let page = eventually("a page is read, with two nodes or three", async || {
                let answer = server.answer(list, json!({ "id": server.connection(), "after": after })).await;
                let page = answer["data"]["records"].clone();
                if page.is_null() {
                    let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap().to_owned();
                    assert!(["UNAVAILABLE", "TIMEOUT"].contains(&code.as_str()), "{answer}");
                }
                (!page.is_null()).then_some(page)
            })
            .await;
            seen.extend(page["records"].as_array().unwrap().iter().map(|r| r["bins"]["n"].as_i64().unwrap()));
            if seen.len() == 40 {
                cluster.stop_node(2).await.unwrap();
            }
            if page["pageInfo"]["hasNextPage"] == false {
                break;
            }
            after = page["pageInfo"]["endCursor"].clone();
        }
        seen.sort_unstable();
        assert_eq!(seen, (0..total).collect::<Vec<_>>());
        cluster.start_node(2).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn the_servers_result_code_is_told() {
    with_server(async |server| {
        let Some(cluster) = server.control("the_servers_result_code_is_told") else { return };
        let query = "query($id: ID!) { record(connectionId: $id, key: { namespace: \"test\", userKey: { int: \"1\" } }) { bins } }";
        for node in 0..3 {
            cluster.set_fault(node, Fault::Answer(acm_embedded::ResultCode::DEVICE_OVERLOAD)).unwrap();
        }
        let error = server.error(query, json!({ "id": server.connection() })).await;
        assert_eq!(error["extensions"]["details"]["resultCode"], 18, "{error}");
        for node in 0..3 {
            cluster.set_fault(node, Fault::None).unwrap();
        }
    })
    .await;
}
