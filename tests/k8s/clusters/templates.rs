//! Templates, and the clusters that are made from them.

use serde_json::json;

use super::stage::{CLUSTER, Feed, on_stage};
use crate::operator::samples::in_memory;

#[tokio::test]
async fn a_template_is_changed_resynced_and_deleted_once_nothing_uses_it() {
    on_stage("clusters-templates", async |stage| {
        const TEMPLATE: &str = "clusters-templates";
        let mut feed = Feed::open(
            stage.server,
            "k8sTemplatesChanged",
            "subscription { k8sTemplatesChanged { kind templates { name usedBy { totalCount } } removedIds } }",
        )
        .await;
        feed.until("it begins", |item| item["kind"] == "SNAPSHOT").await;
        let spec = json!({ "image": "aerospike:ce-8.1.1.1", "monitoring": { "enabled": false } });
        let input = json!({ "name": TEMPLATE, "spec": spec });
        let text = "mutation($input: CreateK8sTemplateInput!) { createK8sTemplate(input: $input) { applied } }";
        let made = stage.server.data(text, json!({ "input": input })).await;
        assert_eq!(made["createK8sTemplate"]["applied"], true);
        let is_ours = |item: &serde_json::Value| item["templates"][0]["name"] == TEMPLATE;
        feed.until("it is made", |item| is_ours(item)).await;

        let mut spec = in_memory(1, 1);
        spec["templateRef"] = json!({ "name": TEMPLATE });
        spec.as_object_mut().unwrap().remove("image");
        stage.create_healthy(spec).await;
        feed.until("it is used", |item| {
            is_ours(item) && item["templates"][0]["usedBy"]["totalCount"] == 1
        })
        .await;

        let text = "mutation($input: UpdateK8sTemplateInput!) { updateK8sTemplate(input: $input) {
            applied template { usedBy { clusters {
                name inSync resync impact { path before after } plan { steps { effect fields } }
            } } } } }";
        let input = json!({ "name": TEMPLATE, "spec": { "image": "aerospike:ce-8.1.2.0" } });
        let changed = &stage.server.data(text, json!({ "input": input })).await["updateK8sTemplate"];
        assert_eq!(changed["applied"], true);
        let used = &changed["template"]["usedBy"]["clusters"][0];
        assert_eq!((&used["name"], &used["inSync"]), (&json!(CLUSTER), &json!(false)), "{used:#}");
        let impact = json!([{
            "path": "spec.image", "before": "aerospike:ce-8.1.1.1", "after": "aerospike:ce-8.1.2.0",
        }]);
        assert_eq!(used["impact"], impact);
        let steps = json!([{ "effect": "NOT_UNTIL_RESTART", "fields": ["spec.image"] }]);
        assert_eq!((&used["resync"], &used["plan"]["steps"]), (&json!("BEHIND"), &steps));
        stage
            .until("it is out of sync", "templateSnapshot { synced }", |cluster| {
                cluster["templateSnapshot"]["synced"] == false
            })
            .await;

        let text = "mutation($input: DeleteK8sTemplateInput!) { deleteK8sTemplate(input: $input) { applied } }";
        let gone = json!({ "input": { "name": TEMPLATE, "confirmName": TEMPLATE } });
        let refused = stage.server.error(text, gone.clone()).await;
        assert_eq!(refused["extensions"]["code"], "CONFLICT", "{refused:#}");

        let mut progress = Feed::open(
            stage.server,
            "k8sTemplatesChanged",
            "subscription { k8sTemplatesChanged(filter: { names: [\"clusters-templates\"] }) {
                templates { usedBy { resync { total behind done percent } clusters { resync } } } } }",
        )
        .await;
        progress
            .until("it is behind", |item| {
                let behind = json!({ "total": 1, "behind": 1, "done": 0, "percent": 0 });
                item["templates"][0]["usedBy"]["resync"] == behind
            })
            .await;
        let resync = "mutation($input: ResyncK8sTemplateInput!) { resyncK8sTemplate(input: $input) {
            clusters { name applied problem { code } } } }";
        let input = json!({ "input": { "name": TEMPLATE } });
        let asked = stage.server.data(resync, input).await;
        let expected = json!([{ "name": CLUSTER, "applied": true, "problem": null }]);
        assert_eq!(asked["resyncK8sTemplate"]["clusters"], expected);
        progress
            .until("the resync is done", |item| {
                let done = json!({ "total": 1, "behind": 0, "done": 1, "percent": 100 });
                item["templates"][0]["usedBy"]["resync"] == done
            })
            .await;
        stage
            .until("it is in sync", "templateSnapshot { synced spec { image } }", |cluster| {
                cluster["templateSnapshot"]
                    == json!({ "synced": true, "spec": { "image": "aerospike:ce-8.1.2.0" } })
            })
            .await;

        stage
            .change("deleteK8sCluster", json!({ "confirmName": CLUSTER }), "applied")
            .await;
        feed.until("nothing uses it", |item| {
            is_ours(item) && item["templates"][0]["usedBy"]["totalCount"] == 0
        })
        .await;
        let deleted = stage.server.data(text, gone).await;
        assert_eq!(deleted["deleteK8sTemplate"]["applied"], true);
        feed.until("it is gone", |item| item["removedIds"][0].is_string())
            .await;
    })
    .await;
}
