//! The statistics of all nodes side by side.

use acm_tests::{ask, with_server};
use serde_json::{Value, json};

const COMPARED: &str = "query($id: ID!, $namespace: NamespaceName, $differing: Boolean! = false) {
    nodeStatistics(connectionId: $id, namespace: $namespace, differing: $differing) {
        nodes { id address problem { code } } statistics { name differs values } } }";

fn values<'a>(statistics: &'a Value, name: &str) -> &'a Value {
    let mut rows = statistics.as_array().unwrap().iter();
    &rows.find(|row| row["name"] == name).unwrap()["values"]
}

#[tokio::test]
async fn every_node_is_quoted_exactly_and_differences_are_marked() {
    let name = "every_node_is_quoted_exactly_and_differences_are_marked";
    with_server(async |server| {
        // What others write changes the numbers between two questions.
        if server.control(name).is_none() {
            return;
        }
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        for key in 0..30 {
            let key = json!({ "namespace": "test", "set": "compared", "userKey": { "int": key.to_string() } });
            let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
            server.data(put, json!({ "input": input })).await;
        }
        let variables = json!({ "id": server.connection(), "namespace": "test" });
        let compared = server.data(COMPARED, variables).await["nodeStatistics"].take();
        let nodes = compared["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), server.hosts().len());
        for (place, node) in nodes.iter().enumerate() {
            assert_eq!(node["problem"], json!(null));
            let address = node["address"].as_str().unwrap().parse().unwrap();
            let reply = ask(address, "namespace/test").await;
            let said = reply.trim_end().split(['\t', ';']);
            let objects = said.filter_map(|pair| pair.strip_prefix("master_objects="));
            assert_eq!(
                objects.collect::<Vec<_>>(),
                [values(&compared["statistics"], "master_objects")[place].as_str().unwrap()]
            );
        }
        let variables = json!({ "id": server.connection(), "differing": true });
        let differing = server.data(COMPARED, variables).await["nodeStatistics"].take();
        for row in differing["statistics"].as_array().unwrap() {
            let values = row["values"].as_array().unwrap();
            assert!(values.iter().any(|value| *value != values[0]), "{row}");
            assert_eq!(row["differs"], true);
        }
    })
    .await;
}
