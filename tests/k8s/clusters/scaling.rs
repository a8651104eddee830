//! Autoscalers of clusters.

use serde_json::json;

use super::stage::on_stage;
use crate::operator::samples::in_memory;

#[tokio::test]
async fn an_autoscaler_is_made_sets_the_size_is_changed_and_deleted() {
    on_stage("clusters-autoscaled", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let selection = "autoscaler { name minReplicas maxReplicas cpuTargetPercent memoryTargetPercent }";
        let input = |dry_run: bool| {
            json!({ "minReplicas": 2, "maxReplicas": 4, "cpuTargetPercent": 70, "dryRun": dry_run })
        };
        let tried = stage.change("putK8sAutoscaler", input(true), selection).await;
        let none = stage.scene.names("HorizontalPodAutoscaler").await;
        assert!(none.is_empty(), "{none:?}");
        let made = stage.change("putK8sAutoscaler", input(false), selection).await;
        assert_eq!(made, tried);
        assert_eq!(
            made["autoscaler"],
            json!({
                "name": made["autoscaler"]["name"], "minReplicas": 2, "maxReplicas": 4,
                "cpuTargetPercent": 70, "memoryTargetPercent": null,
            })
        );
        stage.serves("2/2").await;

        let refused = stage.refusal("scaleK8sCluster", json!({ "size": 1 })).await;
        assert_eq!(refused["extensions"]["code"], "CONFLICT", "{refused:#}");
        let planned = stage
            .change(
                "scaleK8sCluster",
                json!({ "size": 1, "evenIfAutoscaled": true, "dryRun": true }),
                "plan { obstacles { kind autoscaler autoscaledSize } }",
            )
            .await;
        let obstacle = &planned["plan"]["obstacles"][0];
        assert_eq!(obstacle["kind"], "AUTOSCALER", "{planned:#}");
        assert_eq!(obstacle["autoscaledSize"], 2);

        let input = json!({ "minReplicas": 1, "maxReplicas": 3, "memoryTargetPercent": 60 });
        let changed = stage.change("putK8sAutoscaler", input, selection).await;
        let changed = &changed["autoscaler"];
        assert_eq!(changed["maxReplicas"], 3);
        assert_eq!(changed["memoryTargetPercent"], 60);
        assert_eq!(changed["cpuTargetPercent"], json!(null));
        acm_tests::eventually("it is shown with the cluster", async || {
            let cluster = stage
                .cluster("owned { autoscalers { name maxReplicas currentReplicas conditions { type status } } }")
                .await;
            let shown = &cluster["owned"]["autoscalers"][0];
            let told = shown["conditions"].as_array().is_some_and(|all| !all.is_empty());
            (shown["maxReplicas"] == 3 && shown["currentReplicas"] == 2 && told).then_some(())
        })
        .await;

        let removed = stage.change("deleteK8sAutoscaler", json!({}), "removed").await;
        assert_eq!(removed["removed"], true);
        acm_tests::eventually("it is gone", async || {
            let cluster = stage.cluster("owned { autoscalers { name } }").await;
            (cluster["owned"]["autoscalers"] == json!([])).then_some(())
        })
        .await;
        let again = stage.change("deleteK8sAutoscaler", json!({}), "removed").await;
        assert_eq!(again["removed"], false);
    })
    .await;
}
