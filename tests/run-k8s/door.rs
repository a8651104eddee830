//! The demonstration's own use of the gateway: through the public door.

use std::{net::SocketAddr, time::Duration};

use k8s_openapi::api::core::v1::Namespace;
use kube::{
    Api, Client,
    api::{ObjectMeta, PostParams},
};
use serde_json::{Value, json};
use tokio::time::{Instant, sleep};

/// The Kubernetes namespace of the cluster.
pub(crate) const NAMESPACE: &str = "aerospike";
/// The cluster.
pub(crate) const CLUSTER: &str = "demo";

/// Time the cluster has until it takes records.
const PATIENCE: Duration = Duration::from_secs(90);
/// Time between one try and the next.
const PAUSE: Duration = Duration::from_millis(200);
/// Time an answer may take.
const ANSWER: Duration = Duration::from_secs(20);

const CREATE: &str = "mutation($input: CreateK8sClusterInput!) { createK8sCluster(input: $input) {
    warnings { message } cluster { connection { id } } } }";
const PUT: &str = "mutation($input: PutRecordsInput!) { putRecords(input: $input) { failed } }";

/// People worth a record.
const PEOPLE: [(&str, i64); 4] = [
    ("Ada Lovelace", 1815),
    ("Grace Hopper", 1906),
    ("Alan Turing", 1912),
    ("Barbara Liskov", 1939),
];

/// The gateway's door.
pub(crate) struct Door {
    url: String,
    http: reqwest::Client,
}

/// Makes the namespace of the cluster.
pub(crate) async fn make_namespace(client: Client) -> Result<(), String> {
    let namespace = Namespace {
        metadata: ObjectMeta {
            name: Some(NAMESPACE.to_owned()),
            ..ObjectMeta::default()
        },
        ..Namespace::default()
    };
    let made = Api::all(client)
        .create(&PostParams::default(), &namespace)
        .await;
    made.map(|_| ()).map_err(|error| error.to_string())
}

impl Door {
    pub(crate) fn new(address: SocketAddr) -> Self {
        Self {
            url: format!("http://{address}/graphql"),
            http: reqwest::Client::builder()
                .no_proxy()
                .build()
                .unwrap_or_default(),
        }
    }

    /// Asks for the cluster and yields the id of its connection.
    pub(crate) async fn make_cluster(&self) -> Result<String, String> {
        let input = json!({ "namespace": NAMESPACE, "name": CLUSTER, "spec": spec() });
        let data = self.data(CREATE, json!({ "input": input })).await?;
        let made = &data["createK8sCluster"];
        let id = made["cluster"]["connection"]["id"].as_str();
        id.map(str::to_owned)
            .ok_or_else(|| made["warnings"].to_string())
    }

    /// Writes records as soon as the cluster takes them.
    pub(crate) async fn fill(&self, connection: &str) -> Result<(), String> {
        let records: Vec<Value> = PEOPLE
            .iter()
            .map(|(name, born)| {
                json!({
                    "key": { "namespace": "test", "set": "people", "userKey": { "string": name } },
                    "bins": { "name": name, "born": born },
                })
            })
            .collect();
        let input = json!({ "connectionId": connection, "records": records });
        let end = Instant::now() + PATIENCE;
        loop {
            let problem = match self.data(PUT, json!({ "input": input })).await {
                Ok(data) if data["putRecords"]["failed"] == 0 => return Ok(()),
                Ok(data) => data.to_string(),
                Err(error) => error,
            };
            if Instant::now() > end {
                return Err(format!("the cluster takes no records: {problem}"));
            }
            sleep(PAUSE).await;
        }
    }

    async fn data(&self, query: &str, variables: Value) -> Result<Value, String> {
        let body = json!({ "query": query, "variables": variables });
        let sent = self.http.post(&self.url).timeout(ANSWER).json(&body).send();
        let answer = sent.await.map_err(|error| error.to_string())?;
        let mut answer: Value = answer.json().await.map_err(|error| error.to_string())?;
        match answer["errors"][0]["message"].as_str() {
            Some(message) => Err(message.to_owned()),
            None => Ok(answer["data"].take()),
        }
    }
}

fn spec() -> Value {
    json!({
        "size": 3,
        "image": "aerospike:ce-8.1.1.1",
        "aerospikeConfig": {
            "service": { "proto-fd-max": 15000 },
            "network": {
                "service": { "address": "any", "port": 3000 },
                "fabric": { "address": "any", "port": 3001 },
                "heartbeat": { "mode": "mesh", "port": 3002 },
            },
            "namespaces": [{
                "name": "test",
                "replication-factor": 2,
                "storage-engine": { "type": "memory", "data-size": 1_073_741_824 },
            }],
            "logging": [{ "name": "/var/log/aerospike/aerospike.log", "context": "any info" }],
        },
    })
}
