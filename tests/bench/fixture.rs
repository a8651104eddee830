//! A cluster with records, a gateway in front of it, and both kinds of client.

use std::net::SocketAddr;

use acm_embedded::EmbeddedCluster;
use acm_gateway::{Config, Gateway, Limits};
use aerospike::{
    Bin, Client, ClientPolicy, Host, Key, Value, WritePolicy, as_bin, as_key, as_list, as_map,
    as_val,
};
use serde_json::json;

/// Records there are.
pub(crate) const RECORDS: u64 = 5_000;
pub(crate) const NAMESPACE: &str = "test";
pub(crate) const SET: &str = "bench";

/// What all cases share. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Access {
    /// The bare client.
    pub(crate) client: Client,
    /// Keeps its connections to the gateway.
    pub(crate) http: reqwest::Client,
    /// Where the gateway listens.
    pub(crate) gateway: SocketAddr,
    /// The profile of the cluster.
    pub(crate) connection: String,
}

/// Everything that runs.
pub(crate) struct Fixture {
    pub(crate) access: Access,
    gateway: Gateway,
    cluster: EmbeddedCluster,
}

impl Fixture {
    /// Starts three nodes and a gateway, and writes the records.
    pub(crate) async fn start() -> Self {
        let cluster = EmbeddedCluster::builder().nodes(3).start().await.unwrap();
        let hosts: Vec<Host> = cluster
            .addresses()
            .iter()
            .map(|address| Host::new(&address.ip().to_string(), address.port()))
            .collect();
        let client = Client::new(&ClientPolicy::default(), &hosts).await.unwrap();
        for number in 0..RECORDS {
            let policy = WritePolicy {
                send_key: true,
                ..WritePolicy::default()
            };
            client
                .put(&policy, &key(number), &bins(number))
                .await
                .unwrap();
        }
        let limits = Limits {
            max_connections_per_client: 1_000,
            ..Limits::default()
        };
        let config = Config {
            port: 0,
            limits,
            ..Config::default()
        };
        let gateway = Gateway::start(config).await.unwrap();
        let http = reqwest::Client::builder().no_proxy().build().unwrap();
        let hosts = cluster
            .addresses()
            .iter()
            .map(SocketAddr::to_string)
            .collect();
        let connection = connect(&http, gateway.address(), hosts).await;
        let access = Access {
            client,
            http,
            gateway: gateway.address(),
            connection,
        };
        Self {
            access,
            gateway,
            cluster,
        }
    }

    /// Stops everything.
    pub(crate) async fn stop(self) {
        self.access.client.close().await.unwrap();
        drop(self.access);
        self.gateway.shutdown().await;
        self.cluster.shutdown().await;
    }
}

/// The key of a record.
pub(crate) fn key(number: u64) -> Key {
    as_key!(NAMESPACE, SET, format!("user-{}", number % RECORDS))
}

/// Seven bins of about 300 bytes.
pub(crate) fn bins(number: u64) -> Vec<Bin> {
    let tags: Value = as_list!("alpha", "beta", number.cast_signed());
    let address: Value = as_map!("city" => "Lisbon", "zip" => "1100-048", "floor" => 3);
    vec![
        as_bin!("name", format!("Person number {number}")),
        as_bin!("email", format!("person.{number}@example.org")),
        as_bin!("age", 20 + (number % 60).cast_signed()),
        as_bin!("score", number as f64 / 7.0),
        as_bin!("bio", "x".repeat(120)),
        as_bin!("tags", tags),
        as_bin!("address", address),
    ]
}

async fn connect(http: &reqwest::Client, gateway: SocketAddr, hosts: Vec<String>) -> String {
    let query = "mutation($input: CreateConnectionInput!) {
        createConnection(input: $input) { connection { id } } }";
    let variables = json!({ "input": { "name": "bench", "hosts": hosts } });
    let answer: serde_json::Value = http
        .post(format!("http://{gateway}/graphql"))
        .json(&json!({ "query": query, "variables": variables }))
        .send()
        .await
        .unwrap()
        .json()
        .await
        .unwrap();
    let id = &answer["data"]["createConnection"]["connection"]["id"];
    id.as_str().unwrap().to_owned()
}
