//! YAML that was written to harm, or by mistake.

use std::{
    fmt::Write,
    time::{Duration, Instant},
};

use acm_k8s_api::yaml::MAX_YAML_BYTES;
use serde_json::{Value, json};

use crate::operator::samples::in_memory;
use crate::place::{Place, in_place, refused};

/// Time that refusing a text may take, without optimization and beside other tests.
const PATIENCE: Duration = Duration::from_secs(20);

/// A cluster with some text as a label.
fn cluster(below: &str) -> String {
    format!(
        "apiVersion: acko.io/v1alpha1\nkind: AerospikeCluster\nmetadata:\n  name: db\n  labels:\n    note: x\n\
         spec:\n  size: 1\n  image: aerospike:ce-8.1.1.1\n{below}"
    )
}

/// A list of lists of lists, each written once and named ten times.
fn laughs() -> String {
    let mut text = "  a0: &a0 [lol, lol]\n".to_owned();
    for level in 1..12 {
        let below = vec![format!("*a{}", level - 1); 10].join(", ");
        writeln!(text, "  a{level}: &a{level} [{below}]").unwrap();
    }
    cluster(&text)
}

/// Maps below maps by indentation alone.
fn stairs(levels: usize) -> String {
    let steps = (1..levels).map(|level| format!("{}a:\n", " ".repeat(level + 1)));
    cluster(&steps.collect::<String>())
}

/// Texts that are refused whatever the cluster is like, each with what it is.
fn hostile() -> Vec<(&'static str, String)> {
    let many_anchors: String = (0..2_000).map(|n| format!("  k{n}: &n{n} 1\n")).collect();
    vec![
        ("a bomb of aliases", laughs()),
        (
            "a bomb of merge keys",
            laughs()
                .replace("[lol, lol]", "{ lol: 1 }")
                .replace("a11:", "<<:"),
        ),
        ("an alias of itself", cluster("  x: &x [*x]\n")),
        ("an alias of nothing", cluster("  x: *nobody\n")),
        ("thousands of anchors", cluster(&many_anchors)),
        (
            "deep brackets",
            cluster(&format!("  x: {}\n", "[".repeat(100_000))),
        ),
        (
            "deep brackets that close",
            cluster(&format!(
                "  x: {}{}\n",
                "[".repeat(5_000),
                "]".repeat(5_000)
            )),
        ),
        (
            "deep braces",
            cluster(&format!("  x: {}\n", "{a: ".repeat(50_000))),
        ),
        ("a stair", stairs(1_000)),
        (
            "too many bytes",
            cluster(&format!("  x: {}\n", "b".repeat(MAX_YAML_BYTES))),
        ),
        (
            "too many values",
            cluster(&format!("  x: [{}]\n", "1, ".repeat(200_000))),
        ),
        ("a key twice", cluster("  size: 2\n")),
        (
            "a key of metadata twice",
            cluster("").replace("name: db", "name: db\n  name: other"),
        ),
        (
            "two clusters",
            format!("{}---\n{}", cluster(""), cluster("")),
        ),
        ("a bomb of documents", "---\na: 1\n".repeat(10_000)),
        ("no text", String::new()),
        (
            "nothing but comments",
            "# nothing\n---\n# here\n".to_owned(),
        ),
        ("a list", "- apiVersion: acko.io/v1alpha1\n".to_owned()),
        ("a word", "AerospikeCluster".to_owned()),
        ("no number", cluster("  maxUnavailable: .nan\n")),
        ("no end", cluster("  maxUnavailable: -.inf\n")),
        ("an open bracket", cluster("  x: [1, 2\n")),
        ("an open quote", cluster("  x: \"1\n")),
        ("a tab", cluster("\tx: 1\n")),
        ("half a character", cluster("  x: \"\\ud800\"\n")),
        (
            "a character that ends texts elsewhere",
            cluster("  x: \u{0}\n"),
        ),
        (
            "another kind",
            cluster("").replace("kind: AerospikeCluster", "kind: Pod"),
        ),
        (
            "another group",
            cluster("").replace("acko.io/v1alpha1", "v1"),
        ),
        (
            "a kind that is no text",
            cluster("").replace("kind: AerospikeCluster", "kind: [AerospikeCluster]"),
        ),
        (
            "metadata that is a list",
            cluster("").replace(
                "metadata:\n  name: db\n  labels:\n    note: x\n",
                "metadata: []\n",
            ),
        ),
        (
            "metadata that is a word",
            cluster("").replace(
                "metadata:\n  name: db\n  labels:\n    note: x\n",
                "metadata: db\n",
            ),
        ),
        (
            "labels that are a number",
            cluster("").replace("labels:\n    note: x", "labels: 7"),
        ),
        (
            "a label that is a map",
            cluster("").replace("note: x", "note: { a: 1 }"),
        ),
        (
            "a specification that is a word",
            cluster("").replace(
                "spec:\n  size: 1\n  image: aerospike:ce-8.1.1.1\n",
                "spec: all\n",
            ),
        ),
        (
            "a size that is a word",
            cluster("").replace("size: 1", "size: one"),
        ),
        (
            "a size without end",
            cluster("").replace("size: 1", "size: 99999999999999999999"),
        ),
        ("a key that is a list", cluster("  ? [a, b]\n  : 1\n")),
    ]
}

/// What is wrong with how a text is refused.
async fn fault(place: &Place<'_>, field: &str, input: Value) -> Option<String> {
    let began = Instant::now();
    let answer = place.ask(field, input, "applied").await;
    let took = began.elapsed();
    let error = &answer["errors"][0];
    let message = error["message"].as_str().unwrap_or_default();
    let is_refused = error["extensions"]["code"] == "BAD_USER_INPUT" && message.len() < 2_000;
    let is_fine = is_refused && took < PATIENCE;
    (!is_fine).then(|| format!("{field}, {took:?}: {answer}"))
}

#[tokio::test]
async fn a_text_that_would_harm_or_is_no_cluster_is_refused_in_time_and_changes_nothing() {
    in_place(async |place| {
        place.make("db", in_memory(1, 1)).await;
        let before = place.kept("db").await;
        let mut broken = Vec::new();
        for (what, text) in hostile() {
            // Named here, so that nothing is missing but what the text is to say.
            for (field, name) in [("importK8sCluster", "new"), ("editK8sCluster", "db")] {
                let input = json!({ "name": name, "yaml": text });
                let fault = fault(place, field, input).await;
                broken.extend(fault.map(|fault| format!("{what}: {fault}")));
            }
        }
        assert!(broken.is_empty(), "{}", broken.join("\n"));
        assert_eq!(place.kept("db").await, before);
        let left = place.clusters().list(&Default::default()).await;
        assert_eq!(left.unwrap().items.len(), 1);
    })
    .await;
}

#[tokio::test]
async fn a_text_may_say_things_once_and_mean_them_often_within_bounds() {
    in_place(async |place| {
        let text = "
            apiVersion: acko.io/v1alpha1
            kind: AerospikeCluster
            metadata: { name: shared }
            spec:
              size: 1
              image: !!str aerospike:ce-8.1.1.1
              aerospikeConfig:
                namespaces:
                  - &first
                    name: one
                    replication-factor: 1
                    storage-engine: { type: memory, data-size: 1073741824 }
                  - <<: *first
                    name: two
        ";
        let made = place
            .change(
                "importK8sCluster",
                json!({ "yaml": text, "autoConnect": false }),
                "applied",
            )
            .await;
        assert_eq!(made["applied"], true);
        let kept = place.kept("shared").await;
        let namespaces = &kept["spec"]["aerospikeConfig"]["namespaces"];
        assert_eq!(namespaces[0]["name"], "one");
        assert_eq!(namespaces[1]["name"], "two");
        assert_eq!(
            namespaces[1]["storage-engine"],
            namespaces[0]["storage-engine"]
        );
        assert!(!kept.to_string().contains("<<"), "{kept:#}");
    })
    .await;
}

#[tokio::test]
async fn a_text_as_large_as_is_read_comes_to_a_coded_end() {
    in_place(async |place| {
        let filling = "b".repeat(MAX_YAML_BYTES - 1_000);
        let text = cluster("").replace(
            "note: x",
            &format!("note: x\n  annotations:\n    filling: {filling}"),
        );
        let answer = place
            .ask("importK8sCluster", json!({ "yaml": text }), "applied")
            .await;
        // No API server keeps so many annotations.
        assert_eq!(refused(&answer)["code"], "BAD_USER_INPUT", "{answer:.1000}");
    })
    .await;
}

/// Bytes that are no text cannot be sent as one.
#[tokio::test]
async fn a_request_that_is_no_utf8_is_refused() {
    in_place(async |place| {
        let mut body = br#"{"query":"mutation($input: ImportK8sClusterInput!) { importK8sCluster(input: $input) { applied } }","variables":{"input":{"yaml":""#.to_vec();
        body.extend([0xff, 0xfe, 0xc3, 0x28]);
        body.extend(br#""}}}"#);
        let sent = place.server.post().header("content-type", "application/json").body(body);
        let answer = sent.send().await.unwrap();
        assert_eq!(answer.status().as_u16(), 400);
        let told: Value = answer.json().await.unwrap();
        assert!(told["errors"][0]["extensions"]["code"].is_string(), "{told:#}");
    })
    .await;
}
