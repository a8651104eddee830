//! `/metrics/clusters`: what clusters count, under the names of Aerospike's own exporter.

use std::{
    collections::{BTreeMap, BTreeSet, HashSet},
    time::{Duration, Instant},
};

use acm_gateway::config::MetricsAddress;
use acm_tests::{Setup, TestServer, ask, with_server, with_setup};
use serde_json::json;
use tokio::net::TcpListener;

const TEXT: &str = "text/plain; version=0.0.4; charset=utf-8";

/// A text in Prometheus' format, read by its rules.
#[derive(Default)]
struct Exposition {
    kinds: BTreeMap<String, String>,
    series: Vec<Series>,
}

struct Series {
    name: String,
    labels: BTreeMap<String, String>,
    value: String,
}

impl Exposition {
    /// Reads the text; panics where it breaks a rule of the format.
    fn read(text: &str) -> Self {
        let mut read = Self::default();
        let mut family = String::new();
        let mut seen = HashSet::new();
        assert!(
            text.is_empty() || text.ends_with('\n'),
            "the last line ends"
        );
        for line in text.lines() {
            if let Some(help) = line.strip_prefix("# HELP ") {
                family = help.split(' ').next().unwrap().to_owned();
                assert!(!read.kinds.contains_key(&family), "twice: {family}");
            } else if let Some(declared) = line.strip_prefix("# TYPE ") {
                let (name, kind) = declared.split_once(' ').unwrap();
                assert_eq!(name, family, "help and type stand together");
                assert!(matches!(kind, "counter" | "gauge"), "{line}");
                read.kinds.insert(name.to_owned(), kind.to_owned());
            } else {
                let series = Series::read(line);
                assert_eq!(series.name, family, "families stand in one place");
                let sorted = format!("{} {:?}", series.name, series.labels);
                assert!(seen.insert(sorted), "the same series twice: {line}");
                read.series.push(series);
            }
        }
        read
    }

    /// Every series of a name.
    fn of<'a>(&'a self, name: &'a str) -> impl Iterator<Item = &'a Series> {
        self.series.iter().filter(move |series| series.name == name)
    }
}

impl Series {
    fn read(line: &str) -> Self {
        let (head, value) = line.rsplit_once(' ').unwrap();
        assert!(value.parse::<f64>().is_ok(), "{line}");
        let (name, labels) = match head.split_once('{') {
            Some((name, rest)) => (name, labels(rest.strip_suffix('}').unwrap())),
            None => (head, BTreeMap::new()),
        };
        assert!(is_name(name), "{line}");
        Self {
            name: name.to_owned(),
            labels,
            value: value.to_owned(),
        }
    }

    fn label(&self, name: &str) -> &str {
        self.labels.get(name).map_or("", String::as_str)
    }

    fn names(&self) -> BTreeSet<&str> {
        self.labels.keys().map(String::as_str).collect()
    }
}

/// `name="value",…`, with `\\`, `\"` and `\n` in values.
fn labels(text: &str) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut rest = text;
    while !rest.is_empty() {
        let (name, after) = rest.split_once("=\"").unwrap();
        assert!(is_name(name), "{text}");
        let mut value = String::new();
        let mut letters = after.char_indices();
        let end = loop {
            match letters.next().unwrap() {
                (at, '"') => break at,
                (_, '\\') => {
                    let escaped = letters.next().unwrap().1;
                    assert!(matches!(escaped, 'n' | '\\' | '"'), "{text}");
                    value.push(if escaped == 'n' { '\n' } else { escaped });
                }
                (_, letter) => value.push(letter),
            }
        };
        assert!(found.insert(name.to_owned(), value).is_none(), "{text}");
        rest = &after[end + 1..];
        rest = rest.strip_prefix(',').unwrap_or(rest);
    }
    found
}

fn is_name(name: &str) -> bool {
    let legal = |letter: char| letter.is_ascii_alphanumeric() || letter == '_';
    !name.is_empty() && name.chars().all(legal) && !name.starts_with(|l: char| l.is_ascii_digit())
}

async fn scrape(server: &TestServer) -> Exposition {
    let response = server.get("/metrics/clusters").send().await.unwrap();
    assert_eq!(response.status(), 200);
    assert_eq!(response.headers()["content-type"], TEXT);
    Exposition::read(&response.text().await.unwrap())
}

/// A profile keeps history.
async fn keep(server: &TestServer, id: &str) {
    let update = "mutation($input: UpdateConnectionInput!) {
        updateConnection(input: $input) { connection { keepsHistory } } }";
    let input = json!({ "id": id, "keepsHistory": true });
    server.data(update, json!({ "input": input })).await;
}

/// A pair of a node's reply.
fn pair<'a>(reply: &'a str, name: &str) -> &'a str {
    let mut pairs = reply.trim_end().split(['\t', ';']);
    pairs
        .find_map(|pair| pair.strip_prefix(name)?.strip_prefix('='))
        .unwrap()
}

#[tokio::test]
async fn what_nodes_say_is_shown_under_the_exporters_names_and_labels() {
    with_server(async |server| {
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        for key in 0..20 {
            let key = json!({ "namespace": "test", "set": "exposed", "userKey": { "int": key.to_string() } });
            let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
            server.data(put, json!({ "input": input })).await;
        }
        keep(server, server.connection()).await;
        let found = scrape(server).await;
        assert_eq!(found.of("acm_cluster_up").map(|up| &up.value).collect::<Vec<_>>(), ["1"]);
        let expected: [(&str, &str, &[&str]); 8] = [
            ("aerospike_node_up", "gauge", &["build", "cluster_name", "service"]),
            ("aerospike_node_stats_uptime", "gauge", &["cluster_name", "service"]),
            ("aerospike_node_stats_proto_fd_max", "gauge", &["cluster_name", "service"]),
            ("aerospike_node_stats_client_connections_opened", "counter", &["cluster_name", "service"]),
            ("aerospike_namespace_master_objects", "gauge", &["cluster_name", "ns", "service", "storage_engine"]),
            ("aerospike_namespace_client_write_success", "counter", &["cluster_name", "ns", "service", "storage_engine"]),
            ("aerospike_sets_objects", "gauge", &["cluster_name", "ns", "service", "set"]),
            ("aerospike_latencies_write_ms_bucket", "gauge", &["cluster_name", "le", "ns", "service"]),
        ];
        for (name, kind, labels) in expected {
            assert_eq!(found.kinds.get(name).map(String::as_str), Some(kind), "{name}");
            let one = found.of(name).next().unwrap();
            assert_eq!(one.names(), labels.iter().copied().collect(), "{name}");
        }
        let mut objects = 0;
        for host in server.hosts() {
            let reply = ask(host.parse().unwrap(), "namespace/test").await;
            let shown = found
                .of("aerospike_namespace_master_objects")
                .find(|one| one.label("service") == host && one.label("ns") == "test")
                .unwrap();
            assert_eq!(shown.value, pair(&reply, "master_objects"));
            assert_eq!(shown.label("storage_engine"), pair(&reply, "storage-engine"));
            objects += shown.value.parse::<u64>().unwrap();
        }
        assert!(objects >= 20, "{objects}");
    })
    .await;
}

#[tokio::test]
async fn buckets_of_latencies_are_operations_a_second_that_took_no_longer() {
    with_server(async |server| {
        keep(server, server.connection()).await;
        let put = "mutation($input: PutRecordInput!) { putRecord(input: $input) { record { generation } } }";
        let key = json!({ "namespace": "test", "set": "timed", "userKey": { "int": "1" } });
        let input = json!({ "connectionId": server.connection(), "key": key, "bins": { "a": 1 } });
        server.data(put, json!({ "input": input })).await;
        let found = scrape(server).await;
        let name = "aerospike_latencies_write_ms";
        let count = format!("{name}_count");
        let bucket = format!("{name}_bucket");
        let mut nodes = 0;
        for all in found.of(&count) {
            let here = |one: &&Series| {
                one.label("service") == all.label("service") && one.label("ns") == all.label("ns")
            };
            let mut bounds: Vec<(f64, f64)> = found
                .of(&bucket)
                .filter(here)
                .map(|one| (one.label("le").replace('+', "").parse().unwrap(), one.value.parse().unwrap()))
                .collect();
            bounds.sort_by(|a, b| a.0.total_cmp(&b.0));
            assert!(bounds.is_sorted_by(|a, b| a.1 <= b.1), "{bounds:?}");
            let last = bounds.last().unwrap();
            assert_eq!(*last, (f64::INFINITY, all.value.parse().unwrap()));
            nodes += 1;
        }
        assert!(nodes > 0);
    })
    .await;
}

#[tokio::test]
async fn profiles_that_keep_no_history_are_not_asked() {
    with_server(async |server| {
        let found = scrape(server).await;
        assert!(found.series.is_empty());
    })
    .await;
}

#[tokio::test]
async fn two_profiles_of_one_cluster_show_it_once() {
    with_server(async |server| {
        keep(server, server.connection()).await;
        let again = server.connect("again \"quoted\"", server.hosts()).await;
        keep(server, &again).await;
        let found = scrape(server).await;
        let ups: Vec<_> = found.of("acm_cluster_up").collect();
        assert_eq!(ups.len(), 2);
        assert!(ups.iter().any(|up| up.label("name") == "again \"quoted\""));
        assert_eq!(found.of("aerospike_node_up").count(), server.hosts().len());
    })
    .await;
}

#[tokio::test]
async fn dead_and_mute_clusters_delay_no_scrape_beyond_its_time() {
    with_server(async |server| {
        let mute = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let hosts = [
            "127.0.0.1:1".to_owned(),
            mute.local_addr().unwrap().to_string(),
        ];
        for host in &hosts {
            let id = server.connect(host, std::slice::from_ref(host)).await;
            keep(server, &id).await;
        }
        keep(server, server.connection()).await;
        let began = Instant::now();
        let request = server.get("/metrics/clusters");
        let request = request.header("X-Prometheus-Scrape-Timeout-Seconds", "4");
        let text = request.send().await.unwrap().text().await.unwrap();
        assert!(
            began.elapsed() < Duration::from_secs(4),
            "{:?}",
            began.elapsed()
        );
        let found = Exposition::read(&text);
        for up in found.of("acm_cluster_up") {
            let expected = if hosts.contains(&up.label("name").to_owned()) {
                "0"
            } else {
                "1"
            };
            assert_eq!(up.value, expected, "{:?}", up.labels);
        }
        assert_eq!(found.of("acm_cluster_up").count(), 3);
    })
    .await;
}

#[tokio::test]
async fn they_are_shown_where_the_servers_own_metrics_are_and_nowhere_else() {
    with_setup(Setup::reached_by_others(None), async |server| {
        let response = server.get("/metrics/clusters").send().await.unwrap();
        assert_eq!(response.status(), 404);
        assert!(
            response
                .text()
                .await
                .unwrap()
                .contains("ACM_METRICS_ADDRESS")
        );
    })
    .await;
    let address = MetricsAddress::At(([127, 0, 0, 1], 0).into());
    with_setup(Setup::reached_by_others(Some(address)), async |server| {
        keep(server, server.connection()).await;
        let here = server.get("/metrics/clusters").send().await.unwrap();
        assert_eq!(here.status(), 404);
        let at = server.metrics_address().unwrap();
        let text = reqwest::get(format!("http://{at}/metrics/clusters"))
            .await
            .unwrap();
        let found = Exposition::read(&text.text().await.unwrap());
        assert!(found.of("aerospike_node_up").count() > 0);
    })
    .await;
}
