//! Clusters in Kubernetes: read from the watch, followed by many, against a real API server.

use std::{
    collections::BTreeMap,
    net::SocketAddr,
    time::{Duration, Instant},
};

use acm_tests::{KubeServer, KubeSetup};
use futures_util::{SinkExt, StreamExt, stream};
use kube::{
    Api, Client,
    api::{DynamicObject, ListParams, Patch, PatchParams, PostParams},
    core::{ApiResource, GroupVersionKind},
};
use serde_json::{Value, json};
use tokio::{net::TcpStream, task::JoinSet, time::timeout};
use tokio_tungstenite::{
    WebSocketStream, client_async,
    tungstenite::{Message, client::IntoClientRequest},
};

use crate::{
    contest::percentile,
    http::{Connection, send},
    machine::resident_megabytes,
    start::serve,
    verdicts::Verdicts,
};

/// Clusters that are listed.
const CLUSTERS: usize = 1_000;
/// Those that are made at a time.
const MAKING: usize = 16;
/// Lists that are timed, of either side.
const LISTS: usize = 20;
/// Readers of one feed.
const READERS: usize = 200;
/// Changes of status that are timed.
const CHANGES: usize = 20;
/// Time one change has to reach everyone.
const PATIENCE: Duration = Duration::from_secs(30);
const NAMESPACE: &str = "default";

type Socket = WebSocketStream<TcpStream>;

/// Measures all of it.
pub(crate) async fn measure(verdicts: &mut Verdicts) {
    let server = KubeServer::start(&KubeSetup::default().with_definitions());
    let client = server.client().await;
    fill(&client).await;
    let folder = tempfile::tempdir().unwrap();
    let config = folder.path().join("acm.toml");
    let kubeconfig = server.kubeconfig().display();
    let text = format!(
        "{}\n[kubernetes]\nenabled = true\nkubeconfig = \"{kubeconfig}\"\n",
        crate::CONFIG
    );
    std::fs::write(&config, text).unwrap();
    let gateway = serve(folder.path(), Some(&config));
    let address = gateway.addresses("GraphQL")[0];
    let (idle, watches) = (resident_megabytes(gateway.id()), watches(&client).await);
    list(&client, address, verdicts).await;
    let kilobytes = (resident_megabytes(gateway.id()) - idle) * 1_024.0 / CLUSTERS as f64;
    let text = format!(
        "memory for a cached cluster, lists under way included: {kilobytes:.1} kB; aim below 40"
    );
    verdicts.add(kilobytes < 40.0, &text);
    follow(&client, address, watches, verdicts).await;
}

fn clusters(client: &Client) -> Api<DynamicObject> {
    let kind = GroupVersionKind::gvk("acko.io", "v1alpha1", "AerospikeCluster");
    Api::namespaced_with(client.clone(), NAMESPACE, &ApiResource::from_gvk(&kind))
}

/// Makes the clusters, each with a status as a running one has it.
async fn fill(client: &Client) {
    let api = &clusters(client);
    let made = stream::iter(0..CLUSTERS).map(|number| async move {
        let name = format!("cluster-{number:04}");
        let racks: Vec<Value> = (1..=3)
            .map(|id| json!({ "id": id, "zone": format!("zone-{id}"), "region": "region-a" }))
            .collect();
        let object = json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
            "metadata": { "name": name, "labels": { "team": format!("team-{}", number % 10) } },
            "spec": {
                "size": 6, "image": "aerospike:ce-8.1.2.0", "rackConfig": { "racks": racks },
                "aerospikeConfig": { "namespaces": [{
                    "name": "test", "replication-factor": 2,
                    "storage-engine": { "type": "memory", "data-size": 1_073_741_824 },
                }] },
            },
        });
        let object = serde_json::from_value(object).unwrap();
        api.create(&PostParams::default(), &object).await.unwrap();
        let pods: BTreeMap<String, Value> = (0..6)
            .map(|pod| {
                let status = json!({
                    "podIP": format!("10.0.{}.{pod}", number % 250), "isRunningAndReady": true,
                    "configHash": "c0ffee", "podSpecHash": "decaf",
                });
                (format!("{name}-{}-{}", pod % 3 + 1, pod / 3), status)
            })
            .collect();
        status(
            api,
            &name,
            json!({ "phase": "Completed", "health": "6/6", "size": 6, "pods": pods }),
        )
        .await;
    });
    made.buffer_unordered(MAKING).collect::<Vec<()>>().await;
}

async fn status(api: &Api<DynamicObject>, name: &str, status: Value) {
    let patch = Patch::Merge(json!({ "status": status }));
    api.patch_status(name, &PatchParams::default(), &patch)
        .await
        .unwrap();
}

/// A number the API server counts: of the samples of `metric` whose labels hold all of `labels`.
async fn counted(client: &Client, metric: &str, labels: &[&str]) -> f64 {
    let request = axum::http::Request::get("/metrics")
        .body(Vec::new())
        .unwrap();
    let text = client.request_text(request).await.unwrap();
    let lines = text.lines().filter(|line| {
        line.split('{').next() == Some(metric) && labels.iter().all(|label| line.contains(label))
    });
    lines
        .filter_map(|line| line.rsplit(' ').next()?.parse::<f64>().ok())
        .sum()
}

const OF_CLUSTERS: &str = "resource=\"aerospikeclusters\"";

async fn requests(client: &Client) -> f64 {
    counted(client, "apiserver_request_total", &[OF_CLUSTERS]).await
}

async fn watches(client: &Client) -> f64 {
    let labels = [OF_CLUSTERS, "verb=\"WATCH\""];
    counted(client, "apiserver_longrunning_requests", &labels).await
}

/// The whole list from the gateway, in its two pages, and from the API server itself.
async fn list(client: &Client, address: SocketAddr, verdicts: &mut Verdicts) {
    let mut connection = Connection::open(address).await;
    let mut pages = async || {
        let mut after = Value::Null;
        let mut seen = 0;
        loop {
            let query = "query($after: Cursor) { k8sClusters(first: 500, after: $after) {
                nodes { id name namespace phase wantedSize wantedImage metadata { createdAt } }
                pageInfo { hasNextPage endCursor } } }";
            let body = json!({ "query": query, "variables": { "after": after } }).to_string();
            let answer = connection.ask(&send("POST", "/graphql", &body)).await;
            let mut answer: Value = serde_json::from_slice(answer).unwrap();
            let page = &mut answer["data"]["k8sClusters"];
            seen += page["nodes"].as_array().unwrap().len();
            if page["pageInfo"]["hasNextPage"] != true {
                return seen;
            }
            after = page["pageInfo"]["endCursor"].take();
        }
    };
    assert_eq!(pages().await, CLUSTERS);
    let before = requests(client).await;
    let mut ours = Vec::new();
    for _ in 0..LISTS {
        let started = Instant::now();
        assert_eq!(pages().await, CLUSTERS);
        ours.push(started.elapsed());
    }
    let asked = requests(client).await - before;
    let mut theirs = Vec::new();
    for _ in 0..LISTS {
        let started = Instant::now();
        let list = clusters(client).list(&ListParams::default()).await.unwrap();
        assert_eq!(list.items.len(), CLUSTERS);
        theirs.push(started.elapsed());
    }
    ours.sort_unstable();
    theirs.sort_unstable();
    let (ours, theirs) = (percentile(&ours, 50) * 1e3, percentile(&theirs, 50) * 1e3);
    println!(
        "list of {CLUSTERS} clusters: {ours:.1} ms, of the API server {theirs:.0} ms, {asked:.0} requests to it"
    );
    verdicts.add(
        ours < 20.0 && asked < 1.0,
        &format!(
            "list of {CLUSTERS} clusters: {ours:.1} ms, aim below 20; {asked:.0} requests to the API server, aim 0; {:.1} times as fast as its own list",
            theirs / ours
        ),
    );
}

/// Many follow the clusters while the status of one changes again and again.
async fn follow(
    client: &Client,
    address: SocketAddr,
    watches_before: f64,
    verdicts: &mut Verdicts,
) {
    let mut readers = Vec::new();
    for _ in 0..READERS {
        readers.push(enter(address).await);
    }
    let added = watches(client).await - watches_before;
    let api = clusters(client);
    let mut ages = Vec::new();
    for number in 0..CHANGES {
        let marker = format!("marker-{number}");
        let mut waiting = JoinSet::new();
        for mut reader in readers.drain(..) {
            let marker = marker.clone();
            waiting.spawn(async move {
                let seen = async {
                    while !next(&mut reader).await.contains(&marker) {}
                    Instant::now()
                };
                (timeout(PATIENCE, seen).await.unwrap(), reader)
            });
        }
        let started = Instant::now();
        status(&api, "cluster-0500", json!({ "phaseReason": marker })).await;
        while let Some(seen) = waiting.join_next().await {
            let (seen, reader) = seen.unwrap();
            ages.push(seen.duration_since(started));
            readers.push(reader);
        }
    }
    ages.sort_unstable();
    let (middle, most) = (percentile(&ages, 50) * 1e3, percentile(&ages, 99) * 1e3);
    println!(
        "a change of status to {READERS} readers: p50 {middle:.0} ms, p99 {most:.0} ms, the write included; {added:.0} watches"
    );
    let text = format!(
        "a change of status to each of {READERS} readers: p50 {middle:.0} ms, p99 {most:.0} ms, the write included; aim below 50; {added:.0} watch, aim 1"
    );
    verdicts.add(most < 50.0 && added <= 1.0, &text);
}

/// Follows the clusters, and waits for the first item.
async fn enter(address: SocketAddr) -> Socket {
    let mut request = format!("ws://{address}/graphql")
        .into_client_request()
        .unwrap();
    let protocol = "graphql-transport-ws".parse().unwrap();
    request
        .headers_mut()
        .insert("sec-websocket-protocol", protocol);
    let stream = TcpStream::connect(address).await.unwrap();
    let (mut socket, _) = client_async(request, stream).await.unwrap();
    let query =
        "subscription { k8sClustersChanged { kind clusters { name status { phaseReason } } } }";
    let subscribe = json!({ "type": "subscribe", "id": "1", "payload": { "query": query } });
    for message in [
        r#"{"type":"connection_init"}"#.to_owned(),
        subscribe.to_string(),
    ] {
        socket.send(Message::text(message)).await.unwrap();
    }
    while !next(&mut socket).await.contains("SNAPSHOT") {}
    socket
}

/// The next item.
async fn next(socket: &mut Socket) -> String {
    loop {
        match socket.next().await.unwrap().unwrap() {
            Message::Text(text) if text.contains(r#""type":"ping""#) => {
                socket
                    .send(Message::text(r#"{"type":"pong"}"#))
                    .await
                    .unwrap();
            }
            Message::Text(text) => return text.as_str().to_owned(),
            _ => {}
        }
    }
}
