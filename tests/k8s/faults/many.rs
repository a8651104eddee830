//! Thousands of clusters: listed, searched, read page by page, followed.

use std::{
    collections::BTreeSet,
    time::{Duration, Instant},
};

use acm_tests::{KubeServer, KubeSetup, TestServer, eventually, with_setup};
use futures_util::{StreamExt, stream};
use k8s_openapi::api::core::v1::Namespace;
use kube::{
    Api, Client,
    api::{DynamicObject, Patch, PatchParams, PostParams},
};
use serde_json::{Value, json};

use crate::{
    clusters::stage::Feed,
    operator::{samples::in_memory, scene::resource},
    reach::reaching,
    relay::Relay,
};

/// Clusters there are.
const COUNT: usize = 5_000;
/// Namespaces they are spread over.
const NAMESPACES: usize = 10;
/// Clusters on one page.
const PAGE: usize = 500;
/// Requests at once while they are made.
const AT_ONCE: usize = 32;
/// Time a page may take, without optimization and beside other tests.
const PATIENCE: Duration = Duration::from_secs(10);
/// Memory that they, and what follows them, may take.
const MEMORY: usize = 400 * 1024 * 1024;
/// Where all of them are listed and watched.
const ALL: &str = "GET /apis/acko.io/v1alpha1/aerospikeclusters?";

fn namespace(number: usize) -> String {
    format!("many-{}", number % NAMESPACES)
}

fn clusters(client: &Client, namespace: &str) -> Api<DynamicObject> {
    Api::namespaced_with(client.clone(), namespace, &resource("AerospikeCluster"))
}

async fn make_all(client: &Client) {
    for number in 0..NAMESPACES {
        let made = json!({ "metadata": { "name": namespace(number) } });
        let made: Namespace = serde_json::from_value(made).unwrap();
        Api::all(client.clone())
            .create(&PostParams::default(), &made)
            .await
            .unwrap();
    }
    let made = stream::iter(0..COUNT).map(async |number| {
        let tier = if number % 100 == 0 { "gold" } else { "silver" };
        let object = json!({
            "apiVersion": "acko.io/v1alpha1", "kind": "AerospikeCluster",
            "metadata": { "name": format!("db-{number:05}"), "labels": { "tier": tier } },
            "spec": in_memory(1, 1),
        });
        let object = serde_json::from_value(object).unwrap();
        let all = clusters(client, &namespace(number));
        all.create(&PostParams::default(), &object).await.unwrap();
    });
    made.buffer_unordered(AT_ONCE).collect::<Vec<()>>().await;
}

async fn listed(server: &TestServer, arguments: &str) -> Value {
    let text = format!(
        "{{ k8sClusters({arguments}) {{ totalCount live pageInfo {{ endCursor }} nodes {{ name namespace phase }} }} }}"
    );
    let began = Instant::now();
    let listed = server.data(&text, json!({})).await["k8sClusters"].take();
    assert!(
        began.elapsed() < PATIENCE,
        "{arguments} took {:?}",
        began.elapsed()
    );
    listed
}

/// Bytes this process holds.
fn resident() -> usize {
    let text = std::fs::read_to_string("/proc/self/statm").unwrap();
    let pages: usize = text.split(' ').nth(1).unwrap().parse().unwrap();
    pages * 4_096
}

#[tokio::test(flavor = "multi_thread", worker_threads = 2)]
async fn thousands_of_clusters_are_listed_searched_and_followed_from_one_watch() {
    let kubernetes = KubeServer::start(&KubeSetup::default().with_definitions());
    let client = kubernetes.client().await;
    let began = Instant::now();
    make_all(&client).await;
    eprintln!("{COUNT} clusters were made in {:?}", began.elapsed());
    let relay = Relay::to(&kubernetes).await;
    with_setup(reaching(relay.kubeconfig()), async |server| {
        let before = resident();
        let began = Instant::now();
        eventually("they are known", async || {
            (listed(server, "first: 1").await["totalCount"] == COUNT).then_some(())
        })
        .await;
        eprintln!("they were known after {:?}", began.elapsed());
        let lists = format!("{ALL}&limit");
        let asked = relay.asked(&lists);
        pages(server).await;
        searches(server).await;
        prices(server).await;
        followed(server, &client).await;
        // A watch is opened anew now and then; nothing is listed again.
        assert_eq!(relay.asked(&lists), asked);
        let grown = resident().saturating_sub(before);
        assert!(grown < MEMORY, "{} MB", grown >> 20);
    })
    .await;
}

async fn pages(server: &TestServer) {
    let (mut names, mut after, mut count) = (BTreeSet::new(), String::new(), 0);
    loop {
        let page = listed(server, &format!("first: {PAGE}{after}")).await;
        let nodes = page["nodes"].as_array().unwrap();
        names.extend(
            nodes
                .iter()
                .map(|node| node["name"].as_str().unwrap().to_owned()),
        );
        count += nodes.len();
        assert_eq!(page["totalCount"], COUNT);
        match page["pageInfo"]["endCursor"].as_str() {
            Some(end) => after = format!(", after: \"{end}\""),
            None => break,
        }
    }
    assert_eq!(
        (names.len(), count),
        (COUNT, COUNT),
        "none is missing, none twice"
    );
}

async fn searches(server: &TestServer) {
    for (filter, count) in [
        ("namespaces: [\"many-3\"]", COUNT / NAMESPACES),
        (
            "namespaces: [\"many-3\", \"many-4\", \"none\"]",
            2 * COUNT / NAMESPACES,
        ),
        ("labelSelector: \"tier=gold\"", COUNT / 100),
        ("labelSelector: \"tier notin (gold)\"", COUNT - COUNT / 100),
        ("text: \"DB-0001\"", 10),
        ("text: \"nobody\"", 0),
        ("phases: [\"Completed\"]", 0),
    ] {
        let found = listed(server, &format!("first: 5, filter: {{ {filter} }}")).await;
        assert_eq!(found["totalCount"], count, "{filter}");
        assert_eq!(
            found["nodes"].as_array().unwrap().len(),
            count.min(5),
            "{filter}"
        );
    }
}

/// What is asked of each of many clusters has a price; the same of a few is answered.
async fn prices(server: &TestServer) {
    let deep = |first: usize| {
        format!(
            "{{ k8sClusters(first: {first}) {{ nodes {{ name assessment {{ state findings {{ code title action }} }}
                pods {{ name state {{ phase }} }} events(first: 100) {{ nodes {{ reason message }} }} yaml }} }} }}"
        )
    };
    let refused = server.answer(&deep(PAGE), json!({})).await;
    let code = &refused["errors"][0]["extensions"]["code"];
    assert!(
        ["LIMIT_EXCEEDED", "GRAPHQL_VALIDATION_FAILED"].contains(&code.as_str().unwrap()),
        "{code}"
    );
    let few = server.data(&deep(5), json!({})).await;
    assert_eq!(few["k8sClusters"]["nodes"].as_array().unwrap().len(), 5);
}

async fn followed(server: &TestServer, client: &Client) {
    let text = "subscription { k8sClustersChanged { kind clusters { name phase } removedIds } }";
    let mut feed = Feed::open(server, "k8sClustersChanged", text).await;
    let first = feed.next().await;
    assert_eq!(first["kind"], "SNAPSHOT");
    assert_eq!(first["clusters"].as_array().unwrap().len(), COUNT);
    let patch = Patch::Merge(json!({ "status": { "phase": "ScalingUp" } }));
    let place = clusters(client, &namespace(42));
    place
        .patch_status("db-00042", &PatchParams::default(), &patch)
        .await
        .unwrap();
    let change = feed.next().await;
    assert_eq!(change["kind"], "CHANGE");
    assert_eq!(
        change["clusters"],
        json!([{ "name": "db-00042", "phase": "ScalingUp" }])
    );
    place.delete("db-00042", &Default::default()).await.unwrap();
    let gone = feed.next().await;
    assert_eq!(gone["removedIds"].as_array().unwrap().len(), 1);
    assert_eq!(gone["clusters"], json!([]));
    let listed = listed(server, "first: 1").await;
    assert_eq!(listed["totalCount"], COUNT - 1);
}
