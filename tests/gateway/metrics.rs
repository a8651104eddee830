//! `/metrics`: what is measured, what it is called, and where it is shown.

use std::collections::{BTreeMap, BTreeSet};

use acm_gateway::config::MetricsAddress;
use acm_tests::{Setup, TestServer, eventually, with_server, with_setup};
use serde_json::json;

const PUT: &str =
    "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
const FEED: &str = "subscription MetricsTestFeed { connectionsChanged { kind } }";

async fn metrics(server: &TestServer) -> String {
    let response = server.get("/metrics").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(
        response.headers()["content-type"],
        "text/plain; version=0.0.4; charset=utf-8"
    );
    response.text().await.unwrap()
}

/// The value of one series, its labels in the order of the alphabet.
fn value(text: &str, series: &str) -> Option<f64> {
    let mut lines = text.lines();
    let found = lines.find_map(|line| line.strip_prefix(series)?.strip_prefix(' '))?;
    Some(found.parse().unwrap())
}

/// Names with types, as the text declares them.
fn declared(text: &str) -> BTreeMap<String, String> {
    let types = text.lines().filter_map(|line| line.strip_prefix("# TYPE "));
    let pair = |line: &str| {
        let (name, kind) = line.split_once(' ').unwrap();
        (name.to_owned(), kind.to_owned())
    };
    types.map(pair).collect()
}

/// The labels of each metric.
fn labels(text: &str, name: &str) -> BTreeSet<String> {
    let series = text.lines().filter(|line| !line.starts_with('#'));
    let of = series.filter_map(|line| {
        let rest = line.strip_prefix(name)?;
        let rest = ["_bucket", "_sum", "_count"]
            .iter()
            .find_map(|suffix| rest.strip_prefix(suffix))
            .unwrap_or(rest);
        rest.strip_prefix('{')
    });
    of.flat_map(|rest| {
        let (inside, _) = rest.rsplit_once('}').unwrap();
        inside
            .split("\",")
            .map(|pair| pair.split_once('=').unwrap().0.to_owned())
            .collect::<Vec<_>>()
    })
    .filter(|label| label != "le")
    .collect()
}

/// Name, type and labels of each row of the table in the document.
fn documented() -> BTreeMap<String, (String, BTreeSet<String>)> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/../docs/operations.md");
    let text = std::fs::read_to_string(path).unwrap();
    let (_, section) = text.split_once("\n## Metrics").unwrap();
    let section = section.split("\n## ").next().unwrap();
    let rows = section.lines().filter(|line| line.starts_with("| `"));
    rows.map(|row| {
        let cells: Vec<_> = row.split('|').map(str::trim).collect();
        let labels = cells[3].split('`').skip(1).step_by(2);
        (
            cells[1].trim_matches('`').to_owned(),
            (cells[2].to_owned(), labels.map(str::to_owned).collect()),
        )
    })
    .collect()
}

/// Does a little of everything that is measured.
async fn live(server: &TestServer) {
    let key = json!({ "namespace": "test", "set": "metrics", "userKey": { "int": "1" } });
    let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
    server.data(PUT, json!({ "input": input })).await;
    let key = json!({ "namespace": "no-such", "set": "metrics", "userKey": { "int": "1" } });
    let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
    server.error(PUT, json!({ "input": input })).await;
    server.error("{ nothing }", json!({})).await;
    let dead = server.connect("dead", &["127.0.0.1:1".to_owned()]).await;
    let query = "query($id: ID!) { cluster(connectionId: $id) { name } }";
    server.error(query, json!({ "id": dead })).await;
}

#[tokio::test]
async fn every_metric_has_a_row_in_the_document_and_every_row_a_metric() {
    with_server(async |server| {
        live(server).await;
        let mut socket = server.socket().await;
        socket.subscribe("m", FEED, json!({})).await;
        socket.data("m").await;
        let text = metrics(server).await;
        let rows = documented();
        let types = rows
            .iter()
            .map(|(name, (kind, _))| (name.clone(), kind.clone()));
        assert_eq!(declared(&text), types.collect());
        for (name, (_, documented)) in &rows {
            let shown = labels(&text, name);
            assert_eq!(&shown, documented, "labels of {name}");
        }
        let helped = text.lines().filter(|line| line.starts_with("# HELP "));
        assert_eq!(helped.count(), rows.len(), "each has a text of help");
    })
    .await;
}

#[tokio::test]
async fn operations_are_counted_by_name_type_and_code() {
    with_server(async |server| {
        let query = "query MetricsTestNamed { features { version } }";
        server.data(query, json!({})).await;
        server.data(query, json!({})).await;
        let missing = "query MetricsTestMissing { connection(id: \"no\") { id } \
            cluster(connectionId: \"no\") { name } }";
        server.error(missing, json!({})).await;
        server
            .error("query MetricsTestInvalid { nothing }", json!({}))
            .await;
        let mut socket = server.socket().await;
        socket.subscribe("m", FEED, json!({})).await;
        socket.data("m").await;
        let text = metrics(server).await;
        let series = |code: &str, name: &str, kind: &str| {
            let labels = format!(r#"{{code="{code}",operation="{name}",type="{kind}"}}"#);
            value(&text, &format!("acm_operations_total{labels}"))
        };
        assert_eq!(series("OK", "MetricsTestNamed", "query"), Some(2.0));
        assert_eq!(
            series("NOT_FOUND", "MetricsTestMissing", "query"),
            Some(1.0),
            "{text}"
        );
        assert!(series("OK", "MetricsTestFeed", "subscription").unwrap() >= 1.0);
        assert!(!text.contains("MetricsTestInvalid"), "it never ran");
        let refused = series("GRAPHQL_VALIDATION_FAILED", "(refused)", "query");
        assert!(refused.unwrap() >= 1.0);
        let timed =
            r#"acm_operation_duration_seconds_count{operation="MetricsTestNamed",type="query"}"#;
        assert_eq!(value(&text, timed), Some(2.0));
        assert!(value(&text, "acm_subscriptions").unwrap() >= 1.0);
    })
    .await;
}

#[tokio::test]
async fn calls_and_connections_to_clusters_are_counted_without_naming_hosts() {
    with_server(async |server| {
        live(server).await;
        let text = metrics(server).await;
        let puts = r#"db_client_operation_duration_seconds_count{db_operation_name="put",db_system_name="aerospike"}"#;
        assert!(value(&text, puts).unwrap() >= 1.0);
        let refused = r#"acm_dial_duration_seconds_count{db_system_name="aerospike",error_type="unavailable"}"#;
        assert!(value(&text, refused).unwrap() >= 1.0);
        assert!(value(&text, "acm_clients").unwrap() >= 1.0);
        let idle = r#"db_client_connection_count{db_client_connection_state="idle"}"#;
        assert!(value(&text, idle).unwrap() >= 1.0);
        for host in server.hosts() {
            assert!(!text.contains(host.as_str()), "{host}");
        }
        assert!(!text.contains(server.connection()));
    })
    .await;
}

#[tokio::test]
async fn a_caller_who_goes_away_is_counted() {
    with_server(async |server| {
        let mut socket = server.socket().await;
        let feed = "subscription MetricsTestGone($id: ID!) {
            metrics(connectionId: $id) { kind } }";
        let before = metrics(server).await;
        assert!(!before.contains("MetricsTestGone"));
        let variables = json!({ "id": server.connection() });
        socket.subscribe("m", feed, variables).await;
        socket.data("m").await;
        socket.vanish();
        let text = metrics(server).await;
        let followed =
            r#"acm_operations_total{code="OK",operation="MetricsTestGone",type="subscription"}"#;
        assert_eq!(value(&text, followed), Some(1.0), "once, however it ends");
        eventually("its sampler is seen among the tasks", async || {
            let text = metrics(server).await;
            value(&text, r#"acm_tasks{task="metrics sampler"}"#).filter(|running| *running >= 1.0)
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn a_server_that_others_reach_shows_no_metrics_unless_told_where() {
    with_setup(Setup::reached_by_others(None), async |server| {
        let response = server.get("/metrics").send().await.unwrap();
        assert_eq!(response.status(), 404);
        let advice = response.text().await.unwrap();
        assert!(advice.contains("ACM_METRICS_ADDRESS"), "{advice}");
    })
    .await;
}

#[tokio::test]
async fn metrics_have_a_listener_of_their_own_that_shows_nothing_else() {
    let address = MetricsAddress::At(([127, 0, 0, 1], 0).into());
    with_setup(Setup::reached_by_others(Some(address)), async |server| {
        assert_eq!(server.get("/metrics").send().await.unwrap().status(), 404);
        let at = server.metrics_address().unwrap();
        let get = async |path: &str| reqwest::get(format!("http://{at}{path}")).await.unwrap();
        let text = get("/metrics").await.text().await.unwrap();
        assert!(text.contains("process_resident_memory_bytes"), "{text}");
        for path in ["/", "/graphql", "/readyz"] {
            assert_eq!(get(path).await.status(), 404, "{path}");
        }
    })
    .await;
}
