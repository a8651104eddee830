//! From a cluster that is asked for in Kubernetes to the records in it, through the gateway.

use acm_gateway::Config;
use acm_tests::{Setup, TestServer, eventually, with_setup};
use k8s_openapi::api::core::v1::Namespace;
use kube::{Api, api::PostParams};
use serde_json::{Value, json};

use crate::operator::{bed::Bed, samples::in_memory};

const CONNECTED: &str = "applied warnings { message } cluster { connection { id name hosts labels { key value } managedBy { evidence } } }";

/// A namespace of its own, and a gateway that leads to it.
struct Place<'a> {
    server: &'a TestServer,
    namespace: &'a str,
}

/// Runs a test in an empty namespace.
async fn in_namespace(namespace: &str, test: impl AsyncFnOnce(&Place<'_>)) {
    let bed = Bed::shared();
    let namespaces: Api<Namespace> = Api::all(bed.client().await);
    let object = serde_json::from_value(json!({ "metadata": { "name": namespace } })).unwrap();
    let made = namespaces.create(&PostParams::default(), &object).await;
    made.unwrap();
    let kubernetes = acm_k8s_api::Settings {
        enabled: true,
        kubeconfig: Some(bed.server.kubeconfig().to_owned()),
        ..acm_k8s_api::Settings::default()
    };
    let setup = Setup {
        nodes: 1,
        config: Config {
            kubernetes,
            ..Config::default()
        },
        ..Setup::default()
    };
    with_setup(setup, async |server| {
        test(&Place { server, namespace }).await;
    })
    .await;
}

impl Place<'_> {
    /// A mutation of the cluster `db` that must not fail, and what is selected of its payload.
    async fn change(&self, name: &str, mut input: Value, selection: &str) -> Value {
        let (first, rest) = name.split_at(1);
        let kind = format!("{}{rest}Input", first.to_uppercase());
        input["namespace"] = json!(self.namespace);
        input["name"] = json!("db");
        let text =
            format!("mutation($input: {kind}!) {{ {name}(input: $input) {{ {selection} }} }}");
        self.server.data(&text, json!({ "input": input })).await[name].take()
    }

    /// Asks for the cluster, and yields what is told.
    async fn make_with(&self, mut input: Value) -> Value {
        input["spec"] = in_memory(2, 2);
        let made = self.change("createK8sCluster", input, CONNECTED).await;
        assert_eq!(made["warnings"], json!([]), "{made:#}");
        made
    }

    /// Makes the cluster, and yields its connection.
    async fn make(&self, input: Value) -> Value {
        let mut made = self.make_with(input).await;
        assert_eq!(made["applied"], true, "{made:#}");
        made["cluster"]["connection"].take()
    }

    /// The one context of the gateway.
    async fn context(&self) -> Value {
        let data = self
            .server
            .data("{ k8sContexts { name } }", json!({}))
            .await;
        data["k8sContexts"][0]["name"].clone()
    }

    /// Names of all connections.
    async fn connections(&self) -> Vec<Value> {
        let data = self
            .server
            .data("{ connections { name } }", json!({}))
            .await;
        let all = data["connections"].as_array().unwrap();
        all.iter().map(|one| one["name"].clone()).collect()
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_made_in_kubernetes_is_opened_and_its_records_are_read() {
    in_namespace("connect-open", async |place| {
        let connection = place.make(json!({})).await;
        let host = "db.connect-open.svc.cluster.local";
        assert_eq!(connection["hosts"], json!([format!("{host}:3000")]));
        assert_eq!(connection["managedBy"]["evidence"], "LABELS");
        let labels = connection["labels"].as_array().unwrap();
        for label in [
            json!({ "key": "k8s-namespace", "value": "connect-open" }),
            json!({ "key": "k8s-cluster", "value": "db" }),
        ] {
            assert!(labels.contains(&label), "{labels:?}");
        }
        let nodes = "query($id: ID!) { connection(id: $id) { cluster { nodes { id } } } }";
        let id = json!({ "id": connection["id"] });
        eventually("both pods are nodes", async || {
            let answer = place.server.answer(nodes, id.clone()).await;
            let nodes = answer["data"]["connection"]["cluster"]["nodes"].as_array()?;
            (nodes.len() == 2).then_some(())
        })
        .await;
        let query = "query($n: String!) { k8sCluster(namespace: $n, name: \"db\") { pods { name node { id active } } } }";
        let variables = json!({ "n": place.namespace });
        let shown = place.server.data(query, variables).await;
        let pods = &shown["k8sCluster"]["pods"];
        let ids: Vec<_> = [0, 1].map(|pod| &pods[pod]["node"]["id"]).into();
        assert!(ids.iter().all(|id| id.is_string()) && ids[0] != ids[1], "{pods:#}");
        let key = json!({ "namespace": "test", "set": "people", "userKey": { "string": "ada" } });
        let input = json!({ "connectionId": connection["id"], "key": key, "bins": { "born": 1815 } });
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        place.server.data(put, json!({ "input": input })).await;
        // The name of one pod leads to that cluster, too.
        let pod = [format!("db-0-1.{host}:3000")];
        let by_pod = place.server.connect("by pod", &pod).await;
        let get = "query($id: ID!, $key: RecordKeyInput!) { record(connectionId: $id, key: $key) { bins } }";
        for id in [&connection["id"], &json!(by_pod)] {
            let variables = json!({ "id": id, "key": key });
            let read = place.server.data(get, variables).await;
            assert_eq!(read["record"]["bins"]["born"], 1815, "{read:#}");
        }
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn the_connections_that_name_a_cluster_go_with_it_whatever_they_are_called() {
    in_namespace("connect-gone", async |place| {
        let made = place.make(json!({})).await;
        let rename = "mutation($input: UpdateConnectionInput!) { updateConnection(input: $input) { connection { name } } }";
        let input = json!({ "id": made["id"], "name": "mine" });
        place.server.data(rename, json!({ "input": input })).await;
        // Another with the same host and the name the first one had, but without its labels.
        let hosts = [made["hosts"][0].as_str().unwrap().to_owned()];
        place.server.connect(made["name"].as_str().unwrap(), &hosts).await;

        let selection = "applied warnings connections { id name }";
        let gone = json!([{ "id": made["id"], "name": "mine" }]);
        let input = json!({ "dryRun": true });
        let told = place.change("deleteK8sCluster", input, selection).await;
        let expected = json!({ "applied": false, "warnings": [], "connections": gone });
        assert_eq!(told, expected);
        assert!(place.connections().await.contains(&json!("mine")));

        let input = json!({ "confirmName": "db" });
        let told = place.change("deleteK8sCluster", input, selection).await;
        let expected = json!({ "applied": true, "warnings": [], "connections": gone });
        assert_eq!(told, expected);
        assert_eq!(place.connections().await, [json!("test"), made["name"].clone()]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_gets_no_connection_and_keeps_the_one_it_has_when_that_is_wanted() {
    in_namespace("connect-not", async |place| {
        let tried = place.make_with(json!({ "dryRun": true })).await;
        assert_eq!(tried["cluster"]["connection"], Value::Null, "{tried:#}");
        let made = place.make(json!({ "autoConnect": false })).await;
        assert_eq!(made, Value::Null);
        let input = json!({
            "name": "by hand", "hosts": ["10.1.2.3"],
            "labels": [
                { "key": "k8s-context", "value": place.context().await },
                { "key": "k8s-namespace", "value": "connect-not" },
                { "key": "k8s-cluster", "value": "db" },
            ],
        });
        let create = "mutation($input: CreateConnectionInput!) { createConnection(input: $input) { connection { id } } }";
        place.server.data(create, json!({ "input": input })).await;
        let input = json!({ "confirmName": "db", "keepConnection": true });
        let told = place.change("deleteK8sCluster", input, "applied connections { id }").await;
        assert_eq!(told, json!({ "applied": true, "connections": [] }));
        assert_eq!(place.connections().await, [json!("test"), json!("by hand")]);
    })
    .await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_cluster_made_from_text_gets_one_connection_however_often_it_is_made() {
    in_namespace("connect-text", async |place| {
        let yaml = json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster", "spec": in_memory(1, 1),
        });
        for _ in 0..2 {
            let input = json!({ "yaml": yaml.to_string() });
            let made = place.change("importK8sCluster", input, CONNECTED).await;
            let connection = &made["cluster"]["connection"];
            assert_eq!(connection["name"], "connect-text/db", "{made:#}");
            let input = json!({ "confirmName": "db", "keepConnection": true });
            place.change("deleteK8sCluster", input, "applied").await;
            let query = "query($n: String!) { k8sCluster(namespace: $n, name: \"db\") { name } }";
            eventually("the cluster is gone", async || {
                let variables = json!({ "n": place.namespace });
                let answer = place.server.answer(query, variables).await;
                answer["data"]["k8sCluster"].is_null().then_some(())
            })
            .await;
        }
        assert_eq!(
            place.connections().await,
            [json!("test"), json!("connect-text/db")]
        );
    })
    .await;
}
