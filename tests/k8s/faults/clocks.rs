//! Clocks that do not agree: Kubernetes, or the operator, is hours ahead of this server or behind it.

use acm_core::Clock;
use acm_k8s_api::Time;
use acm_tests::KubeServer;
use kube::api::{Patch, PatchParams};
use serde_json::{Value, json};

use crate::place::{Place, in_place_by};
use crate::{operator::samples::in_memory, relay::Relay};

const HOURS: i64 = 3 * 3_600;

async fn report(place: &Place<'_>, status: Value) {
    let patch = Patch::Merge(json!({ "status": status }));
    let patched = place
        .clusters()
        .patch_status("db", &PatchParams::default(), &patch)
        .await;
    patched.unwrap();
}

async fn cluster(place: &Place<'_>, selection: &str) -> Value {
    let text = format!(
        "{{ k8sContexts {{ clockAheadSeconds }} k8sCluster(namespace: \"{}\", name: \"db\") {{ {selection} }} }}",
        place.namespace()
    );
    place.server.data(&text, json!({})).await
}

fn seconds(time: &Value) -> i64 {
    let time = Time(
        time.as_str()
            .unwrap_or_else(|| panic!("{time} is no time"))
            .to_owned(),
    );
    time.millis().unwrap() / 1_000
}

#[tokio::test]
async fn ages_and_waits_go_by_the_clock_that_wrote_the_times() {
    for ahead in [HOURS, -HOURS, 0] {
        let relay = Relay::to(KubeServer::shared()).await;
        relay.ahead(ahead);
        in_place_by(relay.kubeconfig(), 10, async |place| {
            place.make("db", in_memory(1, 1)).await;
            let selection = "metadata { createdAt } assessment { state findings { code state } }";
            let told = cluster(place, selection).await;
            let clock = cluster(place, "name").await["k8sContexts"][0]["clockAheadSeconds"].take();
            let clock: i64 = clock.to_string().trim_matches('"').parse().unwrap();
            assert!((clock - ahead).abs() <= 15, "{clock} is not {ahead}");
            // It is a few seconds old, neither hours nor less than nothing.
            let finding = json!({ "code": "OPERATOR_SILENT", "state": "CHANGING" });
            assert_eq!(told["k8sCluster"]["assessment"]["findings"][0], finding, "{told:#}");
            let now = Clock::default().now() / 1_000;
            let created = seconds(&told["k8sCluster"]["metadata"]["createdAt"]);
            assert!((created - ahead - now).abs() < 60, "told as Kubernetes tells it: {told:#}");

            report(place, json!({ "phase": "InProgress", "failedReconcileCount": 3, "lastReconcileError": "no" })).await;
            let selection = "reconciliation { failures backOffSeconds nextAttemptAt }";
            let told = acm_tests::eventually("the failures are told", async || {
                let told = cluster(place, selection).await["k8sCluster"]["reconciliation"].take();
                (told["failures"] == 3).then_some(told)
            })
            .await;
            assert_eq!(told["backOffSeconds"], 8);
            let wait = seconds(&told["nextAttemptAt"]) - Clock::default().now() / 1_000;
            assert!((-60..=24).contains(&wait), "{wait} s to wait");
        })
        .await;
    }
}

#[tokio::test]
async fn what_an_operator_says_of_times_to_come_is_told_and_not_reckoned_with() {
    let relay = Relay::to(KubeServer::shared()).await;
    in_place_by(relay.kubeconfig(), 10, async |place| {
        place.make("db", in_memory(1, 1)).await;
        let future = "2126-01-01T00:00:00Z";
        report(
            place,
            json!({
                "phase": "WaitingForMigration", "failedReconcileCount": 1, "lastReconcileTime": future,
                "migrationStatus": { "inProgress": true, "remainingPartitions": 7, "lastChecked": future },
            }),
        )
        .await;
        let selection = "reconciliation { failures lastSuccessAt lastReportAt nextAttemptAt }
            migration { inProgress remainingPartitions checkedAt } assessment { state }";
        let told = acm_tests::eventually("it is told", async || {
            let told = cluster(place, selection).await["k8sCluster"].take();
            (told["reconciliation"]["failures"] == 1).then_some(told)
        })
        .await;
        let reconciliation = &told["reconciliation"];
        assert_eq!(reconciliation["lastSuccessAt"], "2126-01-01T00:00:00.000Z");
        let now = Clock::default().now() / 1_000;
        for field in ["lastReportAt", "nextAttemptAt"] {
            let at = seconds(&reconciliation[field]);
            assert!((at - now).abs() < 60, "{field} goes by the API server: {told:#}");
        }
        assert_eq!(told["migration"]["remainingPartitions"].to_string().trim_matches('"'), "7");
    })
    .await;
}
