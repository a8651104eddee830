//! Logs of pods through the public door: each option, several pods at once, and what happens to those that are followed.

use std::collections::BTreeMap;

use acm_tests::{KubeServer, eventually};
use k8s_openapi::api::core::v1::Pod;
use kube::api::{DeleteParams, Patch, PatchParams};
use serde_json::{Value, json};

use crate::{
    clusters::stage::Feed,
    operator::samples::in_memory,
    place::{Place, in_place, in_place_by},
    relay::{Fate, Relay},
};

/// The container that is meant when none is named.
const SERVER: &str = "aerospike-server";
const CRASH: &str = "kube-testserver/crash-loop";

/// What lets a pod write a numbered line so often.
pub(crate) fn talks(every: &str) -> Value {
    json!({ "kube-testserver/log-every": every })
}

/// What lets a pod write a text once.
fn says(text: &str) -> Value {
    json!({ "kube-testserver/log": text })
}

/// Starts a pod of the cluster `db`, and waits until it runs.
pub(crate) async fn run_pod(place: &Place<'_>, name: &str, annotations: Value) {
    place
        .bed
        .create::<Pod>(json!({
            "metadata": {
                "name": name, "annotations": annotations,
                "labels": { "app.kubernetes.io/name": "aerospike-cluster", "app.kubernetes.io/instance": "db" },
            },
            "spec": {
                "terminationGracePeriodSeconds": 1,
                "containers": [{ "name": SERVER, "image": "db:1" }, { "name": "exporter", "image": "exporter:1" }],
            },
        }))
        .await;
    let runs = |pod: Pod| (pod.status?.phase? == "Running").then_some(());
    place.bed.until(name, "runs", runs).await;
}

async fn annotate(place: &Place<'_>, pod: &str, annotations: Value) {
    let patch = Patch::Merge(json!({ "metadata": { "annotations": annotations } }));
    let pods = place.bed.api::<Pod>();
    pods.patch(pod, &PatchParams::default(), &patch)
        .await
        .unwrap();
}

async fn restarts(place: &Place<'_>, pod: &str, least: i32) {
    place
        .bed
        .until(pod, "restarts", |pod: Pod| {
            let containers = pod.status?.container_statuses?;
            let server = containers.into_iter().find(|one| one.name == SERVER)?;
            (server.restart_count >= least && server.state?.running.is_some()).then_some(())
        })
        .await;
}

async fn with_cluster(test: impl AsyncFnOnce(&Place<'_>)) {
    in_place(async |place| {
        place.make("db", in_memory(1, 1)).await;
        test(place).await;
    })
    .await;
}

async fn open(place: &Place<'_>, arguments: &str) -> Feed {
    let text = format!(
        "subscription {{ podLogs(namespace: \"{}\", name: \"db\"{arguments})
            {{ lines {{ pod at text cut }} ended {{ pod problem {{ code }} }} }} }}",
        place.namespace()
    );
    Feed::open(place.server, "podLogs", &text).await
}

/// All lines of a log that is not followed, and how each pod's ended.
async fn whole(place: &Place<'_>, arguments: &str, pods: usize) -> (Vec<Value>, Vec<Value>) {
    let mut feed = open(place, &format!(", follow: false{arguments}")).await;
    let (mut lines, mut ended) = (Vec::new(), Vec::new());
    while ended.len() < pods {
        let mut item = feed.next().await;
        lines.append(item["lines"].as_array_mut().unwrap());
        ended.append(item["ended"].as_array_mut().unwrap());
    }
    (lines, ended)
}

fn texts(lines: &[Value]) -> Vec<&str> {
    lines
        .iter()
        .map(|line| line["text"].as_str().unwrap())
        .collect()
}

fn millis(line: &Value) -> i64 {
    let at = line["at"]
        .as_str()
        .unwrap_or_else(|| panic!("{line:#}"))
        .to_owned();
    acm_k8s_api::Time(at).millis().unwrap()
}

/// The numbers of lines `line 1`, `line 2` …
fn numbers<'a>(lines: impl IntoIterator<Item = &'a Value>) -> Vec<u64> {
    let numbers = lines.into_iter().filter_map(|line| {
        let text = line["text"].as_str().unwrap();
        text.strip_prefix("line ")?.parse().ok()
    });
    numbers.collect()
}

fn assert_in_order(numbers: &[u64]) {
    let expected: Vec<u64> = (numbers[0]..).take(numbers.len()).collect();
    assert_eq!(numbers, expected, "none is missing, none twice");
}

#[tokio::test]
async fn the_last_lines_of_a_container_are_read_and_searched() {
    with_cluster(async |place| {
        let long = "x".repeat(20_000);
        run_pod(
            place,
            "db-0-0",
            says(&format!(
                "INFO one\nWARN two\ninfo three\n{long}\nWARN five"
            )),
        )
        .await;
        let over = [json!({ "pod": "db-0-0", "problem": null })];
        let (lines, ended) = whole(place, "", 1).await;
        assert_eq!(ended, over);
        assert!(
            texts(&lines)[0].starts_with("aerospike-server: started"),
            "{lines:#?}"
        );
        assert_eq!(
            (lines.len(), &texts(&lines)[1..4]),
            (6, &["INFO one", "WARN two", "info three"][..])
        );
        assert_eq!(lines[4]["cut"], true);
        assert!(lines[4]["text"].as_str().unwrap().len() <= 16 * 1024);
        for (arguments, wanted) in [
            (", tail: 1", vec!["WARN five"]),
            (", tail: 0", vec![]),
            (", grep: \"^WARN\"", vec!["WARN two", "WARN five"]),
            (", grep: \"(?i)^info\"", vec!["INFO one", "info three"]),
            (", tail: 3, grep: \"WARN\"", vec!["WARN five"]),
            (", grep: \"nothing like it\"", vec![]),
        ] {
            let (lines, ended) = whole(place, arguments, 1).await;
            assert_eq!(texts(&lines), wanted, "{arguments}");
            assert_eq!(ended, over, "{arguments}");
        }
        let (lines, _) = whole(place, ", container: \"exporter\"", 1).await;
        assert!(
            texts(&lines)[0].starts_with("exporter: started"),
            "{lines:#?}"
        );
        assert!(
            texts(&lines).iter().all(|text| !text.contains("WARN")),
            "{lines:#?}"
        );

        for (arguments, code) in [
            (", container: \"none\"", "BAD_USER_INPUT"),
            (", previous: true", "BAD_USER_INPUT"),
        ] {
            let (lines, ended) = whole(place, arguments, 1).await;
            assert_eq!(lines, Vec::<Value>::new(), "{arguments}");
            assert_eq!(ended[0]["problem"]["code"], code, "{arguments}: {ended:#?}");
        }
    })
    .await;
}

#[tokio::test]
async fn lines_of_the_last_seconds_are_those_and_no_others() {
    with_cluster(async |place| {
        run_pod(place, "db-0-0", talks("20ms")).await;
        let all = eventually("it has talked for a while", async || {
            let (lines, _) = whole(place, ", tail: 10000", 1).await;
            let age = millis(lines.last()?) - millis(&lines[0]);
            (age > 3_000).then_some(lines)
        })
        .await;
        let (lines, _) = whole(place, ", tail: 10000, sinceSeconds: 1", 1).await;
        let told = numbers(&lines);
        assert!(!told.is_empty());
        assert_in_order(&told);
        assert!(told[0] > numbers(&all)[0], "the first ones are older");
        let span = millis(lines.last().unwrap()) - millis(&lines[0]);
        assert!((0..=2_500).contains(&span), "{span} ms");
        let (both, _) = whole(place, ", tail: 5, sinceSeconds: 1", 1).await;
        assert_eq!(both.len(), 5);
    })
    .await;
}

#[tokio::test]
async fn several_pods_are_followed_together_and_one_that_is_deleted_ends_alone() {
    with_cluster(async |place| {
        for name in ["db-0-0", "db-0-1", "db-0-2"] {
            run_pod(place, name, talks("30ms")).await;
        }
        let mut feed = open(place, ", tail: 5, pods: [\"db-0-0\", \"db-0-1\"]").await;
        let mut lines: BTreeMap<String, Vec<Value>> = BTreeMap::new();
        let mut take = |item: &mut Value| {
            for line in std::mem::take(item["lines"].as_array_mut().unwrap()) {
                let pod = line["pod"].as_str().unwrap().to_owned();
                lines.entry(pod).or_default().push(line);
            }
            lines.values().map(Vec::len).collect::<Vec<_>>()
        };
        loop {
            let mut item = feed.next().await;
            assert_eq!(item["ended"], json!([]));
            let counts = take(&mut item);
            if counts.len() == 2 && counts.iter().all(|count| *count >= 20) {
                break;
            }
        }
        let pods = place.bed.api::<Pod>();
        pods.delete("db-0-1", &DeleteParams::default())
            .await
            .unwrap();
        let mut ended = Value::Null;
        // Some more of the other one.
        for _ in 0..20 {
            let mut item = feed.next().await;
            if item["ended"] != json!([]) {
                ended = item["ended"].take();
            }
            take(&mut item);
        }
        assert_eq!(ended, json!([{ "pod": "db-0-1", "problem": null }]));
        assert_eq!(lines.keys().collect::<Vec<_>>(), ["db-0-0", "db-0-1"]);
        for lines in lines.values() {
            assert_in_order(&numbers(lines));
            assert!(lines.is_sorted_by_key(millis));
        }
        let mut gone = open(place, ", pods: [\"db-0-1\"]").await;
        assert_eq!(gone.refused().await["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn a_container_that_restarts_while_it_is_followed_ends_its_log_and_has_one_before() {
    with_cluster(async |place| {
        run_pod(place, "db-0-0", talks("30ms")).await;
        run_pod(place, "db-0-1", talks("30ms")).await;
        let mut feed = open(place, ", tail: 0").await;
        feed.until("it talks", |item| item["lines"] != json!([]))
            .await;
        annotate(place, "db-0-0", json!({ CRASH: SERVER })).await;
        let ended = feed
            .until("it ends", |item| item["ended"] != json!([]))
            .await;
        assert_eq!(
            ended["ended"],
            json!([{ "pod": "db-0-0", "problem": null }])
        );
        annotate(place, "db-0-0", json!({ CRASH: null })).await;
        let others = feed
            .until("the other one goes on", |item| item["lines"] != json!([]))
            .await;
        assert_eq!(others["lines"][0]["pod"], "db-0-1");
        restarts(place, "db-0-0", 1).await;

        let (before, ended) = whole(
            place,
            ", pods: [\"db-0-0\"], previous: true, tail: 10000",
            1,
        )
        .await;
        assert_eq!(ended[0]["problem"], Value::Null, "{ended:#?}");
        let (now, _) = whole(place, ", pods: [\"db-0-0\"], tail: 10000", 1).await;
        assert!(
            texts(&before)[0].starts_with("aerospike-server: started"),
            "{before:#?}"
        );
        assert!(
            texts(&now)[0].starts_with("aerospike-server: started"),
            "{now:#?}"
        );
        assert!(
            millis(before.last().unwrap()) <= millis(&now[0]),
            "one run after the other"
        );
    })
    .await;
}

/// Lines a log must not be ahead of its reader: what sockets hold, and no more.
const HELD: u64 = 4_000;
/// Bytes of a line.
const LINE: usize = 8 * 1024;

#[tokio::test]
async fn a_reader_that_does_not_read_makes_the_log_wait_and_misses_nothing() {
    let relay = Relay::to(KubeServer::shared()).await;
    in_place_by(relay.kubeconfig(), 10, async |place| {
        place.make("db", in_memory(1, 1)).await;
        run_pod(place, "db-0-0", json!({})).await;
        let path = format!(
            "GET /api/v1/namespaces/{}/pods/db-0-0/log",
            place.namespace()
        );
        relay.next(&path, Fate::Endless(LINE));
        let mut feed = open(place, "").await;
        let (mut last, mut same) = (0, 0);
        eventually("the log waits", async || {
            let now = relay.lines();
            same = if now == last && now > 0 { same + 1 } else { 0 };
            last = now;
            (same > 50).then_some(())
        })
        .await;
        assert!(last < HELD, "{last} lines are held");
        let mut next = 0;
        while next < last + 500 {
            let item = feed.next().await;
            assert_eq!(item["ended"], json!([]));
            for line in item["lines"].as_array().unwrap() {
                let number = line["text"].as_str().unwrap().split(' ').next().unwrap();
                assert_eq!(number.parse(), Ok(next), "none is missing, none twice");
                next += 1;
            }
        }
    })
    .await;
}
