//! An API server that is slow, silent, or cut off.

use std::time::{Duration, Instant};

use acm_tests::eventually;
use k8s_openapi::api::core::v1::Secret;
use serde_json::{Value, json};

use crate::place::{DEADLINE, Place, in_place_by};
use crate::{
    clusters::stage::Feed,
    operator::samples::in_memory,
    wire::{Way, Wire},
};

/// Requests that one field may need one after the other.
const STEPS: u32 = 3;

async fn with_wire(test: impl AsyncFnOnce(&Place<'_>, &Wire)) {
    let wire = Wire::new().await;
    in_place_by(wire.kubeconfig(), DEADLINE, async |place| {
        test(place, &wire).await
    })
    .await;
}

/// Each error of an answer: its path and its code.
fn codes(answer: &Value) -> Vec<(String, String)> {
    let errors = answer["errors"].as_array().into_iter().flatten();
    let mut told: Vec<(String, String)> = errors
        .map(|error| {
            let code = error["extensions"]["code"].as_str().unwrap().to_owned();
            (error["path"].to_string(), code)
        })
        .collect();
    told.sort();
    told
}

fn is_of_the_way(code: &str) -> bool {
    ["TIMEOUT", "UNAVAILABLE"].contains(&code)
}

#[tokio::test]
async fn of_a_silent_api_server_each_field_says_so_in_time() {
    with_wire(async |place, wire| {
        wire.turn(Way::Silent);
        let namespace = place.namespace();
        let fields = [
            format!("k8sCluster(namespace: \"{namespace}\", name: \"db\") {{ name }}"),
            "k8sNamespaces { name }".to_owned(),
            "k8sNodes { name }".to_owned(),
            "k8sStorageClasses { name }".to_owned(),
            format!("k8sSecrets(namespace: \"{namespace}\") {{ name }}"),
            "k8sImages { image }".to_owned(),
            "k8sTemplate(name: \"none\") { name }".to_owned(),
            "k8sContexts { version }".to_owned(),
            "k8sContexts { permissions { verb } }".to_owned(),
        ];
        let limit = Duration::from_secs((DEADLINE * STEPS).into());
        for field in fields {
            let began = Instant::now();
            let answer = place.server.answer(&format!("{{ connections {{ id }} {field} }}"), json!({})).await;
            assert!(began.elapsed() < limit, "{field} took {:?}", began.elapsed());
            let told = codes(&answer);
            assert!(!told.is_empty() && told.iter().all(|(_, code)| is_of_the_way(code)), "{field}: {answer:#}");
            assert_eq!(told.len(), 1, "{answer:#}");
        }
        for list in ["k8sClusters", "k8sTemplates"] {
            let text = format!("{{ {list} {{ nodes {{ name }} live staleSince contexts {{ live problem {{ code }} }} }} }}");
            let listed = place.server.data(&text, json!({})).await[list].take();
            assert_eq!(listed["live"], false);
            assert_eq!(listed["staleSince"], Value::Null, "nothing was ever known");
            let code = &listed["contexts"][0]["problem"]["code"];
            assert!(is_of_the_way(code.as_str().unwrap()), "{listed:#}");
        }
        let changes = [
            ("createK8sCluster", json!({ "name": "db", "spec": in_memory(1, 1) })),
            ("updateK8sCluster", json!({ "name": "db", "spec": { "maxUnavailable": 1 } })),
            ("deleteK8sCluster", json!({ "name": "db", "confirmName": "db" })),
            ("startK8sOperation", json!({ "name": "db", "restart": "WARM" })),
        ];
        for (name, input) in changes {
            let began = Instant::now();
            let answer = place.ask(name, input, "__typename").await;
            assert!(began.elapsed() < limit, "{name} took {:?}", began.elapsed());
            let told = codes(&answer);
            assert!(told.iter().any(|(_, code)| is_of_the_way(code)), "{name}: {answer:#}");
        }
        wire.turn(Way::Open);
        eventually("it is live", async || (place.list().await["live"] == true).then_some(())).await;
    })
    .await;
}

#[tokio::test]
async fn a_slow_api_server_is_waited_for_until_the_deadline() {
    with_wire(async |place, wire| {
        wire.turn(Way::Slow(Duration::from_millis(150)));
        let made = place
            .ask(
                "createK8sCluster",
                json!({ "name": "db", "spec": in_memory(1, 1) }),
                "__typename",
            )
            .await;
        assert_eq!(codes(&made), [], "{made:#}");
        let listed = place.list().await;
        assert_eq!(
            (&listed["live"], &listed["nodes"]),
            (&json!(true), &json!([{ "name": "db" }]))
        );

        wire.turn(Way::Slow(Duration::from_secs(u64::from(DEADLINE) + 1)));
        let began = Instant::now();
        let late = place
            .ask(
                "updateK8sCluster",
                json!({ "name": "db", "spec": { "maxUnavailable": 1 } }),
                "__typename",
            )
            .await;
        assert!(
            codes(&late).iter().all(|(_, code)| is_of_the_way(code)) && !codes(&late).is_empty(),
            "{late:#}"
        );
        assert!(began.elapsed() < Duration::from_secs((DEADLINE * STEPS).into()));
        let listed = place.list().await;
        assert_eq!(
            listed["nodes"],
            json!([{ "name": "db" }]),
            "what is known is shown"
        );
    })
    .await;
}

/// Follows the clusters, breaks the way, changes them meanwhile, and waits until both feed and list know it.
async fn outlives(place: &Place<'_>, breaks: impl Fn(), mends: impl Fn(), patience: Duration) {
    for name in ["goes", "stays"] {
        place.make(name, in_memory(1, 1)).await;
    }
    let text = format!(
        "subscription {{ k8sClustersChanged({}) {{ kind problem {{ code }} clusters {{ name }} removedIds }} }}",
        place.filter()
    );
    let mut feed = Feed::open(place.server, "k8sClustersChanged", &text).await;
    let first = feed.next().await;
    assert_eq!(
        first["clusters"],
        json!([{ "name": "goes" }, { "name": "stays" }])
    );
    let before = acm_core::Clock::default().now();

    breaks();
    let began = Instant::now();
    feed.until("it is old", |item| {
        item["problem"]["code"].as_str().is_some_and(is_of_the_way)
    })
    .await;
    assert!(
        began.elapsed() < patience,
        "noticed after {:?}",
        began.elapsed()
    );
    let listed = place.list().await;
    assert_eq!(listed["live"], false);
    assert_eq!(
        listed["nodes"],
        json!([{ "name": "goes" }, { "name": "stays" }]),
        "what was known"
    );
    let since = acm_k8s_api::Time(listed["staleSince"].as_str().unwrap().to_owned())
        .millis()
        .unwrap();
    let now = acm_core::Clock::default().now();
    assert!((before - 25_000..=now).contains(&since), "{listed:#}");
    assert!(is_of_the_way(
        listed["contexts"][0]["problem"]["code"].as_str().unwrap()
    ));
    place.remove("goes").await;
    place.make("new", in_memory(1, 1)).await;

    mends();
    let (mut made, mut gone) = (0, 0);
    feed.until("it is new again", |item| {
        let clusters = item["clusters"].as_array().unwrap();
        made += clusters.iter().filter(|one| one["name"] == "new").count();
        let goes = format!("{}/goes", place.namespace());
        gone += item["removedIds"].to_string().matches(&goes).count();
        assert_ne!(
            item["kind"], "SNAPSHOT",
            "only what differs is told: {item:#}"
        );
        made > 0 && gone > 0 && item["problem"].is_null()
    })
    .await;
    assert_eq!((made, gone), (1, 1), "each is told once");
    let listed = place.list().await;
    assert_eq!(
        (&listed["live"], &listed["staleSince"]),
        (&json!(true), &Value::Null)
    );
    assert_eq!(
        listed["nodes"],
        json!([{ "name": "new" }, { "name": "stays" }])
    );
}

#[tokio::test]
async fn a_way_that_is_cut_is_noticed_at_once_and_what_changed_meanwhile_is_told_once() {
    with_wire(async |place, wire| {
        let patience = Duration::from_secs(10);
        outlives(place, || wire.cut(), || wire.mend(), patience).await;
    })
    .await;
}

/// Nothing breaks: no answer, no end, no reset.
#[tokio::test]
async fn a_way_that_falls_silent_is_noticed_within_a_minute_and_what_changed_meanwhile_is_told_once()
 {
    with_wire(async |place, wire| {
        let (silent, open) = (|| wire.turn(Way::Silent), || wire.turn(Way::Open));
        outlives(place, silent, open, Duration::from_secs(40)).await;
    })
    .await;
}

#[tokio::test]
async fn an_answer_that_breaks_off_is_no_answer() {
    with_wire(async |place, wire| {
        let filling = "x".repeat(64 * 1024);
        for number in 0..4 {
            let secret = json!({ "metadata": { "name": format!("large-{number}") }, "stringData": { "text": filling } });
            place.bed.create::<Secret>(secret).await;
        }
        let text = format!("{{ k8sSecrets(namespace: \"{}\") {{ name keys }} }}", place.namespace());
        wire.turn(Way::Short(100_000));
        let answer = place.server.answer(&text, json!({})).await;
        assert_eq!(codes(&answer), [("[\"k8sSecrets\"]".to_owned(), "UNAVAILABLE".to_owned())], "{answer:#}");
        wire.turn(Way::Open);
        let listed = place.server.data(&text, json!({})).await;
        assert_eq!(listed["k8sSecrets"].as_array().unwrap().len(), 4);
    })
    .await;
}
