use std::time::Duration;

use acm_core::{ApiError, ErrorCode};
use k8s_openapi::api::core::v1::{ConfigMap, Namespace, Pod};
use serde_json::{Map, json};
use tokio::time::Instant;

use crate::{
    Access, Deletion, Error, LogLine, LogQuery, Part, Propagation, ResourceExt, Scope,
    fake::{FakeApi, config_map, status},
};

#[tokio::test]
async fn an_object_is_read_by_its_place() {
    let (client, mut api) = FakeApi::client();
    let asked = client.get::<ConfigMap>(Some("ns"), "a");
    let answered = async {
        let exchange = api.expect("GET /api/v1/namespaces/ns/configmaps/a").await;
        exchange.json(&config_map("ns", "a", 7));
    };
    let (read, ()) = tokio::join!(asked, answered);
    assert_eq!(read.unwrap().resource_version().as_deref(), Some("7"));
}

#[tokio::test]
async fn a_name_that_would_lead_elsewhere_is_not_sent() {
    let (client, mut api) = FakeApi::client();
    let long = "a".repeat(254);
    for name in ["", "..", "a/b", "a?b", "a%2fb", "a b", "ä", &long] {
        let error = client.get::<ConfigMap>(Some("ns"), name).await.unwrap_err();
        assert!(
            matches!(error, Error::Input { field: "name", .. }),
            "{name}"
        );
        let error = client.get::<ConfigMap>(Some(name), "a").await.unwrap_err();
        assert_eq!(ApiError::from(error).code(), ErrorCode::BadUserInput);
    }
    assert!(api.is_idle());
}

#[tokio::test(start_paused = true)]
async fn a_server_that_does_not_answer_is_given_up() {
    let (client, mut api) = FakeApi::client();
    let began = Instant::now();
    let error = client.get::<Namespace>(None, "a").await.unwrap_err();
    assert_eq!(began.elapsed(), Duration::from_secs(10));
    assert_eq!(ApiError::from(error).code(), ErrorCode::Timeout);
    drop(api.next().await);
}

#[tokio::test(start_paused = true)]
async fn a_server_that_stops_in_the_middle_is_given_up() {
    let (client, mut api) = FakeApi::client();
    let began = Instant::now();
    let asked = client.get::<Namespace>(None, "a");
    let answered = async {
        let going = api.next().await.go_on();
        going.text("{\"metadata\":");
        going
    };
    let (outcome, going) = tokio::join!(asked, answered);
    assert!(matches!(outcome.unwrap_err(), Error::TimedOut { .. }));
    assert_eq!(began.elapsed(), Duration::from_secs(10));
    going.let_go().await;
}

#[tokio::test]
async fn a_list_is_read_page_by_page() {
    let (client, mut api) = FakeApi::client();
    let scope = Scope::namespace("ns").labels("a=b,c");
    let asked = client.list::<ConfigMap>(&scope);
    let answered = async {
        let first = api.expect("GET /api/v1/namespaces/ns/configmaps?").await;
        assert!(
            first.line.contains("labelSelector=a%3Db%2Cc"),
            "{}",
            first.line
        );
        first.json(&json!({
            "metadata": { "resourceVersion": "5", "continue": "more" },
            "items": [config_map("ns", "a", 1), config_map("ns", "b", 2)],
        }));
        let second = api.next().await;
        assert!(second.line.contains("continue=more"), "{}", second.line);
        second.list("5", &[config_map("ns", "c", 3)]);
    };
    let (page, ()) = tokio::join!(asked, answered);
    let page = page.unwrap();
    let names: Vec<String> = page.items.iter().map(ResourceExt::name_any).collect();
    assert_eq!(names, ["a", "b", "c"]);
    assert_eq!((page.resource_version.as_str(), page.next), ("5", None));
}

#[tokio::test]
async fn a_list_without_end_is_not_held() {
    let (client, mut api) = FakeApi::client();
    let items: Vec<_> = (0..500)
        .map(|n| config_map("ns", &n.to_string(), n))
        .collect();
    let endless = json!({ "metadata": { "continue": "more" }, "items": items });
    let scope = Scope::all();
    let answering = async {
        loop {
            api.next().await.json(&endless);
        }
    };
    let error = tokio::select! {
        listed = client.list::<ConfigMap>(&scope) => listed.unwrap_err(),
        () = answering => unreachable!(),
    };
    let error = ApiError::from(error);
    assert_eq!(error.code(), ErrorCode::LimitExceeded);
    assert_eq!(error.details().unwrap()["limit"], 10_000);
}

#[tokio::test]
async fn a_write_goes_under_our_name_and_tells_the_warnings() {
    let (client, mut api) = FakeApi::client();
    let object = config_map("ns", "a", 1);
    let asked = client.create::<ConfigMap>(Some("ns"), &object, true);
    let answered = async {
        let exchange = api.next().await;
        assert_eq!(
            exchange.line,
            "POST /api/v1/namespaces/ns/configmaps?&dryRun=All&fieldManager=aerospike-cluster-manager"
        );
        assert_eq!(exchange.body, object);
        let headers = [
            ("warning", r#"299 - "spec.image \"aerospike\" has no tag""#),
            ("warning", r#"299 - "unknown field \"spec.x\"""#),
        ];
        exchange.json_with(201, &headers, &object);
    };
    let (written, ()) = tokio::join!(asked, answered);
    let warnings = written.unwrap().warnings;
    assert_eq!(
        warnings,
        [
            r#"spec.image "aerospike" has no tag"#,
            r#"unknown field "spec.x""#
        ]
    );
}

#[tokio::test]
async fn a_patch_holds_the_version_it_was_made_for() {
    let (client, mut api) = FakeApi::client();
    let mut patch = Map::new();
    patch.insert("data".to_owned(), json!({ "gone": null }));
    let asked = client.merge::<ConfigMap>(Some("ns"), "a", Part::Status, patch, Some("7"), false);
    let answered = async {
        let exchange = api
            .expect("PATCH /api/v1/namespaces/ns/configmaps/a/status?")
            .await;
        assert!(!exchange.line.contains("dryRun"), "{}", exchange.line);
        assert_eq!(
            exchange.body,
            json!({ "data": { "gone": null }, "metadata": { "resourceVersion": "7" } })
        );
        exchange.refuse(409, "Conflict", "the object has been modified");
    };
    let (outcome, ()) = tokio::join!(asked, answered);
    assert!(outcome.unwrap_err().is_conflict());
}

#[tokio::test]
async fn a_scale_is_set_through_its_subresource() {
    let (client, mut api) = FakeApi::client();
    let asked = client.scale::<ConfigMap>("ns", "a", 3, None, true);
    let answered = async {
        let exchange = api
            .expect("PATCH /api/v1/namespaces/ns/configmaps/a/scale?&dryRun=All")
            .await;
        assert_eq!(exchange.body, json!({ "spec": { "replicas": 3 } }));
        exchange.json(&json!({ "metadata": { "name": "a" }, "spec": { "replicas": 3 } }));
    };
    let (written, ()) = tokio::join!(asked, answered);
    let spec = written.unwrap().object.spec.unwrap();
    assert_eq!(spec.replicas, Some(3));
}

#[tokio::test]
async fn only_the_object_that_was_meant_is_deleted() {
    let (client, mut api) = FakeApi::client();
    let deletion = Deletion {
        propagation: Propagation::Foreground,
        uid: Some("u1".to_owned()),
        resource_version: None,
        dry_run: true,
    };
    let asked = client.delete::<ConfigMap>(Some("ns"), "a", deletion);
    let answered = async {
        let exchange = api
            .expect("DELETE /api/v1/namespaces/ns/configmaps/a")
            .await;
        assert_eq!(
            exchange.body,
            json!({
                "dryRun": ["All"], "propagationPolicy": "Foreground",
                "preconditions": { "uid": "u1" },
            })
        );
        exchange.json(&status(200, "", ""));
    };
    let (outcome, ()) = tokio::join!(asked, answered);
    assert_eq!(outcome.unwrap(), [""; 0]);
}

#[tokio::test(start_paused = true)]
async fn a_right_is_asked_once_in_ten_seconds() {
    let (client, mut api) = FakeApi::client();
    let access = Access::to::<Pod>("get", Some("ns")).subresource("log");
    let ask = async |api: &mut FakeApi, allowed: bool| {
        let answered = async {
            let exchange = api
                .expect("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews?")
                .await;
            let expected = json!({
                "verb": "get", "group": "", "resource": "pods", "subresource": "log",
                "namespace": "ns",
            });
            assert_eq!(exchange.body["spec"]["resourceAttributes"], expected);
            let answer = json!({ "metadata": {}, "spec": {}, "status": { "allowed": allowed } });
            exchange.json(&answer);
        };
        tokio::join!(client.may(&access), answered).0.unwrap()
    };
    assert!(ask(&mut api, true).await);
    assert!(client.may(&access).await.unwrap());
    assert!(api.is_idle());
    tokio::time::advance(Duration::from_secs(10)).await;
    assert!(!ask(&mut api, false).await);
}

async fn open(query: LogQuery) -> (crate::LogLines, crate::fake::Going, String) {
    let (client, mut api) = FakeApi::client();
    let asked = client.logs("ns", "pod-0", &query);
    let answered = async {
        let exchange = api
            .expect("GET /api/v1/namespaces/ns/pods/pod-0/log?")
            .await;
        let line = exchange.line.clone();
        (exchange.go_on(), line)
    };
    let (lines, (going, line)) = tokio::join!(asked, answered);
    (lines.unwrap(), going, line)
}

fn line(text: &str, cut: bool) -> Option<LogLine> {
    let text = text.to_owned();
    Some(LogLine { text, cut })
}

#[tokio::test]
async fn a_log_comes_line_by_line_however_it_was_sent() {
    let query = LogQuery {
        container: Some("server".to_owned()),
        tail_lines: Some(10),
        ..LogQuery::default()
    };
    let (mut lines, going, asked) = open(query).await;
    assert!(
        asked.ends_with("?&container=server&tailLines=10"),
        "{asked}"
    );
    for piece in ["one\ntw", "o\r\n", "\n", "last"] {
        going.text(piece);
    }
    drop(going);
    for text in ["one", "two", "", "last"] {
        assert_eq!(lines.next().await.unwrap(), line(text, false));
    }
    assert_eq!(lines.next().await.unwrap(), None);
}

#[tokio::test]
async fn a_line_too_long_is_cut_and_the_next_one_whole() {
    let (mut lines, going, _) = open(LogQuery::default()).await;
    going.text(&"x".repeat(20_000));
    let long = "x".repeat(16 * 1024);
    assert_eq!(lines.next().await.unwrap(), line(&long, true));
    going.text(&"x".repeat(20_000));
    going.text("\nnext\n");
    assert_eq!(lines.next().await.unwrap(), line("next", false));
}

#[tokio::test(start_paused = true)]
async fn a_followed_log_waits_for_ever_and_ends_when_it_is_dropped() {
    let query = LogQuery {
        follow: true,
        ..LogQuery::default()
    };
    let (mut lines, going, _) = open(query).await;
    let waited = tokio::time::timeout(Duration::from_secs(3_600), lines.next()).await;
    assert!(waited.is_err());
    going.text("late\n");
    assert_eq!(lines.next().await.unwrap(), line("late", false));
    drop(lines);
    going.let_go().await;
}

#[tokio::test(start_paused = true)]
async fn a_log_that_is_not_followed_has_an_end_in_time() {
    let (mut lines, going, _) = open(LogQuery::default()).await;
    going.text("one\n");
    assert_eq!(lines.next().await.unwrap(), line("one", false));
    let began = Instant::now();
    let error = lines.next().await.unwrap_err();
    assert!(matches!(error, Error::TimedOut { .. }));
    assert_eq!(began.elapsed(), Duration::from_secs(30));
}
