//! Clusters are changed: field by field, as a text, in size; left alone and gone on with.

use serde_json::json;

use super::stage::on_stage;
use crate::operator::samples::in_memory;

#[tokio::test]
async fn a_changed_field_is_planned_then_carried_out_and_the_others_stay() {
    on_stage("clusters-updated", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let input = |dry_run: bool| {
            json!({
                "spec": { "maxUnavailable": "25%", "aerospikeConfig": {
                    "service": { "proto-fd-max": 20000 },
                } },
                "dryRun": dry_run,
            })
        };
        let selection = "applied changes { path before after } plan { steps { effect } restartingPods }";
        let planned = stage.change("updateK8sCluster", input(true), selection).await;
        assert_eq!(planned["applied"], false);
        let changes = json!([
            { "path": "spec.aerospikeConfig.service.proto-fd-max", "before": 15000, "after": 20000 },
            { "path": "spec.maxUnavailable", "before": null, "after": "25%" },
        ]);
        assert_eq!(planned["changes"], changes, "{planned:#}");
        assert_eq!(planned["plan"]["restartingPods"], json!(["db-0-0"]), "{planned:#}");

        let done = stage.change("updateK8sCluster", input(false), selection).await;
        assert_eq!(done["applied"], true);
        assert_eq!(done["changes"], planned["changes"]);
        assert_eq!(done["plan"], planned["plan"]);
        let selection = "spec { size maxUnavailable aerospikeConfig } assessment { state } drift { inSync }
            owned { configMaps { aerospikeConf } }";
        let cluster = stage
            .until("it is carried out", selection, |cluster| {
                let conf = &cluster["owned"]["configMaps"][0]["aerospikeConf"];
                cluster["assessment"]["state"] == "HEALTHY"
                    && conf.as_str().is_some_and(|conf| conf.contains("20000"))
            })
            .await;
        assert_eq!(cluster["spec"]["size"], 1);
        assert_eq!(cluster["spec"]["maxUnavailable"], "25%");
        assert_eq!(
            cluster["spec"]["aerospikeConfig"]["namespaces"][0]["name"],
            "test"
        );
        assert_eq!(cluster["drift"]["inSync"], true);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_what_is_no_more_so_answers_the_present_object_and_three_sides_of_each_field() {
    on_stage("clusters-conflict", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let seen = stage.cluster("yaml metadata { resourceVersion }").await;
        stage
            .scene
            .patch(json!({ "spec": { "maxUnavailable": 3 } }))
            .await;
        let input = json!({
            "spec": { "maxUnavailable": 2 },
            "expectedResourceVersion": seen["metadata"]["resourceVersion"],
            "seenYaml": seen["yaml"],
        });
        let refused = stage.refusal("updateK8sCluster", input).await;
        let extensions = &refused["extensions"];
        assert_eq!(extensions["code"], "CONFLICT", "{refused:#}");
        let details = &extensions["details"];
        assert_eq!(details["current"]["spec"]["maxUnavailable"], 3);
        assert_eq!(
            details["fields"][0]["path"], "spec.maxUnavailable",
            "{details:#}"
        );
        assert_eq!(details["fields"][0]["current"], 3);
        assert_eq!(details["fields"][0]["wanted"], 2);

        // The operator writes its status meanwhile, which is no conflict with what was seen.
        let seen = stage.cluster("yaml").await;
        stage
            .scene
            .patch(json!({ "metadata": { "annotations": { "moved": "on" } } }))
            .await;
        let input = json!({
            "spec": { "maxUnavailable": 2 },
            "expectedResourceVersion": details["resourceVersion"],
            "seenYaml": seen["yaml"],
        });
        let done = stage
            .change(
                "updateK8sCluster",
                input,
                "applied cluster { spec { maxUnavailable } }",
            )
            .await;
        assert_eq!(
            done,
            json!({ "applied": true, "cluster": { "spec": { "maxUnavailable": 2 } } })
        );
    })
    .await;
}

#[tokio::test]
async fn a_text_is_edited_and_what_it_leaves_out_goes() {
    on_stage("clusters-edited", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let input = json!({ "spec": { "maxUnavailable": 2 } });
        stage.change("updateK8sCluster", input, "applied").await;
        let text = stage.cluster("yaml").await["yaml"].clone();
        let text: String = text
            .as_str()
            .unwrap()
            .lines()
            .filter(|line| !line.contains("maxUnavailable"))
            .map(|line| line.replace("15000", "16000") + "\n")
            .collect();
        let selection = "applied changes { path before after }";
        let edited = stage
            .change("editK8sCluster", json!({ "yaml": text }), selection)
            .await;
        let changes = json!([
            { "path": "spec.aerospikeConfig.service.proto-fd-max", "before": 15000, "after": 16000 },
            { "path": "spec.maxUnavailable", "before": 2, "after": null },
        ]);
        assert_eq!(edited, json!({ "applied": true, "changes": changes }));
    })
    .await;
}

#[tokio::test]
async fn an_edited_text_keeps_what_others_changed_and_conflicts_where_they_did_too() {
    on_stage("clusters-edited-late", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let seen = stage.cluster("yaml metadata { resourceVersion }").await;
        let text = seen["yaml"].as_str().unwrap().replace("15000", "16000");
        let input = json!({
            "yaml": text,
            "seenYaml": seen["yaml"],
            "expectedResourceVersion": seen["metadata"]["resourceVersion"],
        });
        stage
            .scene
            .patch(json!({ "spec": { "maxUnavailable": 3 } }))
            .await;
        let edited = stage
            .change(
                "editK8sCluster",
                input.clone(),
                "applied changes { path before after } cluster { spec { maxUnavailable } }",
            )
            .await;
        let change = json!({
            "path": "spec.aerospikeConfig.service.proto-fd-max", "before": 15000, "after": 16000,
        });
        let cluster = json!({ "spec": { "maxUnavailable": 3 } });
        assert_eq!(
            edited,
            json!({ "applied": true, "changes": [change], "cluster": cluster })
        );

        let mut late = input;
        late["yaml"] = json!(text.replace("16000", "17000"));
        let refused = stage.refusal("editK8sCluster", late.clone()).await;
        let extensions = &refused["extensions"];
        assert_eq!(extensions["code"], "CONFLICT", "{refused:#}");
        let field = json!({
            "path": "spec.aerospikeConfig.service.proto-fd-max",
            "seen": 15000, "current": 16000, "wanted": 17000,
        });
        assert_eq!(extensions["details"]["fields"], json!([field]));

        late["seenYaml"] = json!("a: [1");
        let refused = stage.refusal("editK8sCluster", late).await;
        let extensions = &refused["extensions"];
        assert_eq!(extensions["code"], "BAD_USER_INPUT", "{refused:#}");
        assert_eq!(extensions["details"]["field"], "input.seenYaml");
    })
    .await;
}

#[tokio::test]
async fn a_cluster_grows_and_shrinks_as_planned() {
    on_stage("clusters-scaled", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let selection = "applied plan { steps { effect fields } obstacles { kind } }";
        for (size, effect) in [(3, "SCALE_UP"), (2, "SCALE_DOWN")] {
            let scaled = stage
                .change("scaleK8sCluster", json!({ "size": size }), selection)
                .await;
            assert_eq!(scaled["applied"], true);
            let steps = json!([{ "effect": effect, "fields": ["spec.size"] }]);
            assert_eq!(scaled["plan"]["steps"], steps, "{scaled:#}");
            stage.serves(&format!("{size}/{size}")).await;
            stage
                .until("its pods are as many", "pods { name }", |cluster| {
                    cluster["pods"]
                        .as_array()
                        .is_some_and(|pods| pods.len() == size)
                })
                .await;
        }
        let same = stage
            .change("scaleK8sCluster", json!({ "size": 2 }), selection)
            .await;
        assert_eq!(same["applied"], false, "{same:#}");
        let refused = stage.refusal("scaleK8sCluster", json!({ "size": 9 })).await;
        assert_eq!(
            refused["extensions"]["code"], "BAD_USER_INPUT",
            "{refused:#}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_paused_cluster_is_left_alone_until_it_is_gone_on_with() {
    on_stage("clusters-paused", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let paused = stage.change("pauseK8sCluster", json!({}), "applied").await;
        assert_eq!(paused["applied"], true);
        let cluster = stage
            .until(
                "it is paused",
                "phase paused assessment { state }",
                |cluster| cluster["phase"] == "Paused",
            )
            .await;
        assert_eq!(cluster["paused"], true);
        assert_eq!(cluster["assessment"]["state"], "PAUSED");

        let scaled = stage
            .change(
                "scaleK8sCluster",
                json!({ "size": 2 }),
                "plan { obstacles { kind } }",
            )
            .await;
        assert_eq!(scaled["plan"]["obstacles"], json!([{ "kind": "PAUSED" }]));
        let refused = stage.refusal("reconcileK8sCluster", json!({})).await;
        assert_eq!(refused["extensions"]["code"], "CONFLICT");
        assert_eq!(refused["extensions"]["details"]["cause"], "PAUSED");

        let resumed = stage.change("resumeK8sCluster", json!({}), "applied").await;
        assert_eq!(resumed["applied"], true);
        stage.serves("2/2").await;
    })
    .await;
}

#[tokio::test]
async fn a_pod_leaves_a_blocked_node_once_it_is_restarted() {
    on_stage("clusters-blocked", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let pods = stage.cluster("pods { state { node } }").await;
        let node = &pods["pods"][0]["state"]["node"];
        let selection = "applied cluster { spec { k8sNodeBlockList } } plan { outdatedPods }";
        let input = json!({ "nodeNames": [node] });
        let blocked = stage.change("setK8sNodeBlockList", input, selection).await;
        assert_eq!(blocked["applied"], true);
        assert_eq!(
            blocked["cluster"]["spec"]["k8sNodeBlockList"],
            json!([node])
        );
        assert_eq!(blocked["plan"]["outdatedPods"], json!(["db-0-0"]));
        let looked = stage
            .change("reconcileK8sCluster", json!({}), "applied")
            .await;
        assert_eq!(looked["applied"], true);
        stage
            .until(
                "it waits",
                "assessment { state findings { code } }",
                |cluster| {
                    let waits =
                        json!({ "state": "WAITING", "findings": [{ "code": "OLD_POD_SETTINGS" }] });
                    cluster["assessment"] == waits
                },
            )
            .await;
        stage
            .change("startK8sOperation", json!({ "restart": "POD" }), "applied")
            .await;
        let selection = "assessment { state } pods { state { node ready } }";
        stage
            .until("the pod is elsewhere", selection, |cluster| {
                let pod = &cluster["pods"][0]["state"];
                cluster["assessment"]["state"] == "HEALTHY"
                    && pod["ready"] == true
                    && pod["node"] != *node
            })
            .await;
    })
    .await;
}
