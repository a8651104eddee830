use std::time::Duration;

use acm_core::{Clock, ErrorCode, Tasks};
use futures_util::FutureExt;
use k8s_openapi::api::core::v1::{ConfigMap, Namespace};
use serde_json::{Value, json};
use tokio::time::{advance, timeout};

use super::{Changes, GRACE, Kubernetes, Reader};
use crate::{
    Contexts, ResourceExt, Scope, Settings,
    fake::{FakeApi, Going, config_map, status},
};

const LIST: &str = "GET /api/v1/configmaps?&limit=";
const WATCH: &str = "GET /api/v1/configmaps?&watch=true&timeoutSeconds=20&allowWatchBookmarks=true";

struct Bed {
    kubernetes: Kubernetes,
    api: FakeApi,
    clock: Clock,
    tasks: Tasks,
}

impl Bed {
    fn new() -> Self {
        let (client, api) = FakeApi::new();
        let (tasks, clock) = (Tasks::new(), Clock::fixed(1_000));
        let settings = Settings::default();
        let contexts = Contexts::fake("test", client, settings.clone());
        let kubernetes = Kubernetes::of(contexts, settings, tasks.clone(), clock.clone());
        Self {
            kubernetes,
            api,
            clock,
            tasks,
        }
    }

    fn reader(&self) -> Reader<ConfigMap> {
        self.kubernetes.follow(None, &Scope::all()).unwrap()
    }

    /// Answers the list and opens the watch from there.
    async fn serve(&mut self, version: &str, items: &[Value]) -> Going {
        self.api.expect(LIST).await.list(version, items);
        self.opened(version).await
    }

    async fn opened(&mut self, version: &str) -> Going {
        let watch = self.api.expect(WATCH).await;
        let from = format!("resourceVersion={version}");
        assert!(watch.line.ends_with(&from), "{}", watch.line);
        watch.go_on()
    }

    /// Ends all, and shows that nothing is left.
    async fn end(self) {
        assert!(self.tasks.shutdown(Duration::from_secs(1)).await);
        assert_eq!(self.tasks.panics(), 0);
    }
}

fn names<'a>(changes: &'a Changes<ConfigMap>) -> Vec<(String, &'a str)> {
    let name = |map: &'a std::sync::Arc<ConfigMap>| {
        let version = map.metadata.resource_version.as_deref().unwrap_or_default();
        (map.name_any(), version)
    };
    changes.objects.iter().map(name).collect()
}

fn named(names: &[(&str, &'static str)]) -> Vec<(String, &'static str)> {
    let owned = |(name, version): &(&str, &'static str)| ((*name).to_owned(), *version);
    names.iter().map(owned).collect()
}

async fn next(reader: &mut Reader<ConfigMap>) -> Changes<ConfigMap> {
    timeout(Duration::from_secs(600), reader.next())
        .await
        .expect("something is told")
        .expect("the watch goes on")
}

#[tokio::test(start_paused = true)]
async fn a_reader_gets_the_whole_state_and_then_each_change() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let items = [config_map("ns", "a", 1), config_map("ns", "b", 2)];
    let going = bed.serve("5", &items).await;
    let first = next(&mut reader).await;
    assert!(first.whole && !first.lagged && first.stale.is_none());
    assert_eq!(names(&first), named(&[("a", "1"), ("b", "2")]));
    assert_eq!(first.at, Some(1_000));

    going.event("MODIFIED", &config_map("ns", "a", 6));
    let change = next(&mut reader).await;
    assert!(!change.whole && !change.lagged);
    assert_eq!(names(&change), named(&[("a", "6")]));

    going.event("DELETED", &config_map("ns", "b", 7));
    let change = next(&mut reader).await;
    assert_eq!(names(&change), []);
    let removed: Vec<String> = change.removed.iter().map(ToString::to_string).collect();
    assert_eq!(removed, ["ns/b"]);
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn two_hundred_readers_cost_one_watch() {
    let mut bed = Bed::new();
    let mut readers = Vec::new();
    for _ in 0..200 {
        readers.push(bed.reader());
    }
    let going = bed.serve("5", &[config_map("ns", "a", 1)]).await;
    for reader in &mut readers {
        assert_eq!(names(&next(reader).await), named(&[("a", "1")]));
    }
    going.event("ADDED", &config_map("ns", "b", 6));
    for reader in &mut readers {
        assert_eq!(names(&next(reader).await), named(&[("b", "6")]));
    }
    let late = bed.kubernetes.read::<ConfigMap>(None, &Scope::all()).await;
    assert_eq!(names(&late.unwrap()), named(&[("a", "1"), ("b", "6")]));
    assert!(bed.api.is_idle());
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_slow_reader_is_given_the_newest_state_and_told() {
    let mut bed = Bed::new();
    let (mut slow, mut quick) = (bed.reader(), bed.reader());
    let going = bed.serve("5", &[]).await;
    next(&mut slow).await;
    next(&mut quick).await;
    for version in 6..9 {
        going.event("MODIFIED", &config_map("ns", "a", version));
        assert!(!next(&mut quick).await.lagged);
    }
    let change = next(&mut slow).await;
    assert!(change.lagged && !change.whole);
    assert_eq!(names(&change), named(&[("a", "8")]));

    for version in 100..5_000 {
        going.event("MODIFIED", &config_map("ns", &version.to_string(), version));
    }
    while names(&next(&mut quick).await).last().unwrap().1 != "4999" {}
    let change = next(&mut slow).await;
    assert!(change.lagged && change.whole);
    assert_eq!(change.objects.len(), 4_901);
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_watch_that_ends_goes_on_from_the_last_bookmark() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let going = bed.serve("5", &[config_map("ns", "a", 1)]).await;
    next(&mut reader).await;
    let bookmark = json!({ "kind": "ConfigMap", "metadata": { "resourceVersion": "40" } });
    going.event("BOOKMARK", &bookmark);
    drop(going);
    let going = bed.opened("40").await;
    assert!(reader.next().now_or_never().is_none(), "nothing changed");
    going.event("ADDED", &config_map("ns", "b", 41));
    assert_eq!(names(&next(&mut reader).await), named(&[("b", "41")]));
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_watch_too_old_to_go_on_is_listed_anew_and_only_what_changed_is_told() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let old = ["a", "b", "c"].map(|name| config_map("ns", name, 1));
    let going = bed.serve("5", &old).await;
    next(&mut reader).await;
    going.event("ERROR", &status(410, "Expired", "too old resource version"));
    let new = [config_map("ns", "a", 1), config_map("ns", "b", 9)];
    bed.api.expect(LIST).await.list("10", &new);
    let change = next(&mut reader).await;
    assert_eq!(names(&change), named(&[("b", "9")]));
    assert_eq!(change.removed[0].name, "c");
    assert!(change.stale.is_none());
    bed.opened("10").await;
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_broken_connection_is_no_matter_when_the_next_one_stands() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    bed.serve("5", &[]).await.break_off();
    assert!(next(&mut reader).await.whole);
    let going = bed.opened("5").await;
    going.event("ADDED", &config_map("ns", "a", 6));
    let change = next(&mut reader).await;
    assert!(change.stale.is_none());
    assert_eq!(names(&change), named(&[("a", "6")]));
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn readers_are_told_since_when_the_state_is_old_and_when_it_is_live_again() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let going = bed.serve("5", &[config_map("ns", "a", 1)]).await;
    next(&mut reader).await;
    going.event("MODIFIED", &config_map("ns", "a", 5));
    next(&mut reader).await;
    bed.clock.set(2_000);
    drop(going);
    for _ in 0..3 {
        let failed = bed.api.expect(WATCH).await;
        failed.refuse(503, "ServiceUnavailable", "the server is starting");
    }
    let told = next(&mut reader).await;
    let stale = told.stale.unwrap();
    assert_eq!(
        stale.since,
        Some(1_000),
        "when it was last known to be true"
    );
    assert_eq!(stale.problem.code(), ErrorCode::Unavailable);
    assert!(reader.next().now_or_never().is_none(), "told once");
    bed.clock.set(3_000);
    let going = bed.opened("5").await;
    let told = next(&mut reader).await;
    assert!(told.stale.is_none() && told.objects.is_empty());
    assert_eq!(told.at, Some(3_000));
    going.event("MODIFIED", &config_map("ns", "a", 6));
    assert_eq!(names(&next(&mut reader).await), named(&[("a", "6")]));
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_silent_server_is_noticed_within_half_a_minute() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let _silent = bed.serve("5", &[]).await;
    next(&mut reader).await;
    let began = tokio::time::Instant::now();
    let _unanswered = bed.api.expect(WATCH).await;
    let told = next(&mut reader).await;
    assert_eq!(told.stale.unwrap().problem.code(), ErrorCode::Timeout);
    assert_eq!(began.elapsed(), Duration::from_secs(25 + 10));
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn what_cannot_be_listed_is_told_at_once_and_tried_less_and_less_often() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let refuse = |exchange: crate::fake::Exchange| exchange.refuse(500, "InternalError", "no");
    refuse(bed.api.expect(LIST).await);
    let told = next(&mut reader).await;
    assert!(told.objects.is_empty());
    let stale = told.stale.unwrap();
    assert_eq!(
        (stale.since, stale.problem.code()),
        (None, ErrorCode::Unavailable)
    );
    let mut waits = Vec::new();
    for _ in 0..7 {
        let before = tokio::time::Instant::now();
        refuse(bed.api.expect(LIST).await);
        waits.push(before.elapsed().as_secs());
    }
    assert_eq!(waits, [1, 2, 4, 8, 16, 30, 30]);
    let read = bed.kubernetes.read::<ConfigMap>(None, &Scope::all()).await;
    let error = acm_core::ApiError::from(read.unwrap_err());
    assert_eq!(error.code(), ErrorCode::Unavailable);
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn a_watch_outlives_its_last_reader_for_a_minute() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let going = bed.serve("5", &[config_map("ns", "a", 1)]).await;
    next(&mut reader).await;
    drop(reader);
    advance(GRACE / 2).await;
    let read = bed.kubernetes.read::<ConfigMap>(None, &Scope::all()).await;
    assert_eq!(names(&read.unwrap()), named(&[("a", "1")]));
    let left = tokio::time::Instant::now();
    assert_eq!(bed.tasks.alive(), 1);
    let marks = async {
        loop {
            tokio::time::sleep(Duration::from_secs(20)).await;
            going.event("BOOKMARK", &config_map("ns", "a", 6));
        }
    };
    tokio::select! {
        () = going.let_go() => {}
        () = marks => {}
    }
    assert_eq!(left.elapsed(), GRACE);
    bed.reader();
    bed.serve("9", &[]).await;
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn readers_end_with_the_server() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let _going = bed.serve("5", &[]).await;
    next(&mut reader).await;
    bed.end().await;
    assert!(reader.next().await.is_none());
}

/// Answers as a server that allows its caller these namespaces alone.
async fn allow(api: &mut FakeApi, known: &[&str], allowed: &[&str]) {
    let refused = api.expect(LIST).await;
    forbid(refused, "list", "configmaps");
    let namespace = |name: &&str| json!({ "metadata": { "name": name } });
    let known: Vec<Value> = known.iter().map(namespace).collect();
    api.expect("GET /api/v1/namespaces?")
        .await
        .list("1", &known);
    answer_reviews(api, known.len(), allowed).await;
}

async fn answer_reviews(api: &mut FakeApi, namespaces: usize, allowed: &[&str]) {
    let mut asked = namespaces;
    while asked > 0 {
        let review = api
            .expect("POST /apis/authorization.k8s.io/v1/selfsubjectaccessreviews")
            .await;
        let access = review.body["spec"]["resourceAttributes"].clone();
        let yes = allowed.iter().any(|name| access["namespace"] == *name);
        if !yes || access["verb"] == "watch" {
            asked -= 1;
        }
        review.json(&json!({ "metadata": {}, "spec": {}, "status": { "allowed": yes } }));
    }
}

fn forbid(exchange: crate::fake::Exchange, verb: &str, resource: &str) {
    let message = format!(
        "{resource} is forbidden: User \"u\" cannot {verb} resource \"{resource}\" in API group \"\" at the cluster scope"
    );
    exchange.refuse(403, "Forbidden", &message);
}

/// Answers list and watch of a namespace, whose requests come among others.
async fn serve_namespaces(api: &mut FakeApi, objects: &[(&str, Value)]) -> Vec<Going> {
    let mut going = Vec::new();
    while going.len() < objects.len() {
        let exchange = api.next().await;
        let (_, object) = objects
            .iter()
            .find(|(name, _)| {
                exchange
                    .line
                    .contains(&format!("/namespaces/{name}/configmaps?"))
            })
            .expect("a namespace that is allowed");
        if exchange.line.contains("watch=true") {
            going.push(exchange.go_on());
        } else {
            exchange.list("5", std::slice::from_ref(object));
        }
    }
    going
}

#[tokio::test(start_paused = true)]
async fn without_the_right_to_see_all_the_namespaces_allowed_are_followed() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    allow(&mut bed.api, &["one", "secret", "two"], &["one", "two"]).await;
    let objects = [
        ("one", config_map("one", "a", 1)),
        ("two", config_map("two", "b", 2)),
    ];
    let going = serve_namespaces(&mut bed.api, &objects).await;
    let first = next(&mut reader).await;
    assert_eq!(names(&first), named(&[("a", "1"), ("b", "2")]));
    assert_eq!(
        first.namespaces.as_deref(),
        Some(&["one".to_owned(), "two".to_owned()][..])
    );
    assert!(first.stale.is_none());
    going[1].event("DELETED", &config_map("two", "b", 6));
    assert_eq!(next(&mut reader).await.removed[0].to_string(), "two/b");
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn rights_given_later_are_noticed_and_rights_taken_too() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    allow(&mut bed.api, &["one", "two"], &["one"]).await;
    let going = serve_namespaces(&mut bed.api, &[("one", config_map("one", "a", 1))]).await;
    assert_eq!(names(&next(&mut reader).await), named(&[("a", "1")]));
    advance(Duration::from_secs(60)).await;
    // Everything? Not yet. Which namespaces? Another one.
    answer_reviews(&mut bed.api, 1, &[]).await;
    let known = [
        json!({ "metadata": { "name": "one" } }),
        json!({ "metadata": { "name": "two" } }),
    ];
    bed.api
        .expect("GET /api/v1/namespaces?")
        .await
        .list("1", &known);
    answer_reviews(&mut bed.api, 2, &["two"]).await;
    going[0].let_go().await;
    forbid(bed.api.expect(LIST).await, "list", "configmaps");
    bed.api
        .expect("GET /api/v1/namespaces?")
        .await
        .list("1", &known);
    let _going = serve_namespaces(&mut bed.api, &[("two", config_map("two", "b", 2))]).await;
    let change = next(&mut reader).await;
    assert_eq!(names(&change), named(&[("b", "2")]));
    assert_eq!(change.removed[0].to_string(), "one/a");
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn without_any_right_the_missing_one_is_told() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    forbid(bed.api.expect(LIST).await, "list", "configmaps");
    forbid(
        bed.api.expect("GET /api/v1/namespaces?").await,
        "list",
        "namespaces",
    );
    // Only the context's own namespace is left to be asked for.
    answer_reviews(&mut bed.api, 1, &[]).await;
    let told = next(&mut reader).await;
    let problem = told.stale.unwrap().problem;
    assert_eq!(problem.code(), ErrorCode::Forbidden);
    assert_eq!(problem.details().unwrap()["cause"], "RIGHT_MISSING");
    advance(Duration::from_secs(60)).await;
    bed.serve("5", &[config_map("ns", "a", 1)]).await;
    let told = next(&mut reader).await;
    assert!(told.stale.is_none());
    assert_eq!(names(&told), named(&[("a", "1")]));
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn what_lies_in_no_namespace_does_not_fall_back_to_some() {
    let mut bed = Bed::new();
    let mut reader = bed
        .kubernetes
        .follow::<Namespace>(None, &Scope::all())
        .unwrap();
    forbid(
        bed.api.expect("GET /api/v1/namespaces?").await,
        "list",
        "namespaces",
    );
    let told = reader.next().await.unwrap();
    assert_eq!(told.stale.unwrap().problem.code(), ErrorCode::Forbidden);
    assert!(bed.api.is_idle());
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn watches_of_one_kind_are_bounded() {
    let bed = Bed::new();
    let mut readers = Vec::new();
    for n in 0..200 {
        let scope = Scope::namespace(n.to_string());
        readers.push(bed.kubernetes.follow::<ConfigMap>(None, &scope).unwrap());
    }
    let more = bed.kubernetes.follow::<ConfigMap>(None, &Scope::all());
    let error = acm_core::ApiError::from(more.err().unwrap());
    assert_eq!(error.code(), ErrorCode::LimitExceeded);
    bed.end().await;
}

#[tokio::test(start_paused = true)]
async fn credentials_that_are_refused_are_read_anew() {
    let mut bed = Bed::new();
    let mut reader = bed.reader();
    let going = bed.serve("5", &[]).await;
    next(&mut reader).await;
    drop(going);
    let before = bed.kubernetes.client(None).await.unwrap();
    for _ in 0..3 {
        let refused = bed.api.expect(WATCH).await;
        refused.refuse(401, "Unauthorized", "Unauthorized");
    }
    let stale = next(&mut reader).await.stale.unwrap();
    assert_eq!(stale.problem.code(), ErrorCode::Unavailable);
    assert!(
        !before.is_outdated(0),
        "not yet: new ones may cost a process"
    );
    advance(Duration::from_secs(10)).await;
    assert!(before.is_outdated(0));
    let after = bed.kubernetes.client(None).await.unwrap();
    assert!(!after.is_outdated(0));
    bed.opened("5").await;
    assert!(next(&mut reader).await.stale.is_none());
    bed.end().await;
}
