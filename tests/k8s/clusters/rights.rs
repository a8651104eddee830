//! A server that Kubernetes allows little: each thing it may not do fails alone, and says which right is missing.

use serde_json::{Value, json};

use super::stage::{CLUSTER, Stage, on_stage_as};
use crate::operator::{bed::Bed, samples::in_memory};

/// Lets the group of the user see clusters of the namespace, and nothing else.
async fn let_look(stage: &Stage<'_>) {
    let role = json!({
        "metadata": { "name": "looks" },
        "rules": [{
            "apiGroups": ["acko.io"], "resources": ["aerospikeclusters"],
            "verbs": ["get", "list", "watch"],
        }],
    });
    stage.scene.create("Role", role).await;
    let group = "rbac.authorization.k8s.io";
    let binding = json!({
        "metadata": { "name": "looks" },
        "roleRef": { "apiGroup": group, "kind": "Role", "name": "looks" },
        "subjects": [{ "apiGroup": group, "kind": "Group", "name": "limited" }],
    });
    stage.scene.create("RoleBinding", binding).await;
}

/// The right that an error says is missing: its verb and resource.
fn missing(error: &Value) -> (String, String) {
    let extensions = &error["extensions"];
    assert_eq!(extensions["code"], "FORBIDDEN", "{error:#}");
    let details = &extensions["details"];
    let text = |field: &str| details[field].as_str().unwrap_or_default().to_owned();
    (text("verb"), text("resource"))
}

#[tokio::test]
async fn each_part_that_may_not_be_seen_fails_alone_and_names_the_right() {
    let kubeconfig = Bed::shared().server.kubeconfig_of("limited");
    on_stage_as(kubeconfig, "clusters-looked", async |stage| {
        let_look(stage).await;
        stage.scene.create_cluster(in_memory(1, 1)).await;
        stage.scene.settled("1/1").await;
        let text = format!(
            "{{
                k8sClusters {{ totalCount nodes {{ name }} contexts {{ live namespaces }} }}
                k8sCluster(namespace: \"{}\", name: \"{CLUSTER}\") {{
                    phase status {{ health }}
                    assessment {{ state problems {{ code }} }}
                    pods {{ name state {{ phase }} }}
                    racks {{ id }}
                    owned {{
                        statefulSets {{ name }} services {{ name }} configMaps {{ name }}
                        disruptionBudgets {{ name }} volumeClaims {{ name }} autoscalers {{ name }}
                    }}
                    events {{ totalCount }}
                    permissions {{ verb resource allowed }}
                    reconciliation {{ reset {{ allowed }} }}
                }}
                k8sNodes {{ name }} k8sStorageClasses {{ name }}
                k8sSecrets(namespace: \"{}\") {{ name }}
            }}",
            stage.namespace, stage.namespace
        );
        let answer = stage.server.answer(&text, json!({})).await;
        let data = &answer["data"];
        assert_eq!(data["k8sClusters"]["totalCount"], 1, "{answer:#}");
        let context = json!({ "live": true, "namespaces": [stage.namespace] });
        assert_eq!(data["k8sClusters"]["contexts"], json!([context]));
        let cluster = &data["k8sCluster"];
        assert_eq!(cluster["status"]["health"], "1/1");
        assert_eq!(
            cluster["pods"][0]["name"], "db-0-0",
            "the operator tells of it"
        );
        assert_eq!(cluster["assessment"]["state"], "UNKNOWN");
        let may = |verb: &str, resource: &str| {
            let all = cluster["permissions"].as_array().unwrap();
            let found = all
                .iter()
                .find(|one| one["verb"] == verb && one["resource"] == resource);
            found.unwrap_or_else(|| panic!("{verb} {resource}: {all:#?}"))["allowed"].clone()
        };
        assert_eq!(may("list", "aerospikeclusters.acko.io"), true);
        assert_eq!(may("patch", "aerospikeclusters.acko.io"), false);

        let errors = answer["errors"].as_array().unwrap();
        let mut told: Vec<(String, (String, String))> = errors
            .iter()
            .map(|error| {
                let path = error["path"].as_array().unwrap();
                let path: Vec<String> = path.iter().map(Value::to_string).collect();
                (path.join("/").replace('"', ""), missing(error))
            })
            .collect();
        told.sort();
        let expected = [
            ("k8sCluster/events", "events"),
            (
                "k8sCluster/owned/autoscalers",
                "horizontalpodautoscalers.autoscaling",
            ),
            ("k8sCluster/owned/configMaps", "configmaps"),
            (
                "k8sCluster/owned/disruptionBudgets",
                "poddisruptionbudgets.policy",
            ),
            ("k8sCluster/owned/services", "services"),
            ("k8sCluster/owned/statefulSets", "statefulsets.apps"),
            ("k8sCluster/owned/volumeClaims", "persistentvolumeclaims"),
            ("k8sCluster/pods/0/state", "pods"),
            ("k8sCluster/racks", "pods"),
            ("k8sNodes", "nodes"),
            ("k8sSecrets", "secrets"),
            ("k8sStorageClasses", "storageclasses.storage.k8s.io"),
        ];
        let expected = expected.map(|(path, resource)| {
            let right = ("list".to_owned(), resource.to_owned());
            (path.to_owned(), right)
        });
        assert_eq!(told, expected);
    })
    .await;
}

#[tokio::test]
async fn each_change_that_is_not_allowed_names_the_right_and_changes_nothing() {
    let kubeconfig = Bed::shared().server.kubeconfig_of("limited");
    on_stage_as(kubeconfig, "clusters-forbidden", async |stage| {
        let_look(stage).await;
        stage.scene.create_cluster(in_memory(1, 1)).await;
        stage.scene.settled("1/1").await;
        let before = stage.scene.state()["spec"].clone();
        let clusters = "aerospikeclusters.acko.io";
        let changes = [
            (
                "createK8sCluster",
                json!({ "name": "more", "spec": in_memory(1, 1) }),
                "create",
                clusters,
            ),
            (
                "updateK8sCluster",
                json!({ "spec": { "maxUnavailable": 2 } }),
                "patch",
                clusters,
            ),
            ("scaleK8sCluster", json!({ "size": 2 }), "patch", clusters),
            ("pauseK8sCluster", json!({}), "patch", clusters),
            (
                "startK8sOperation",
                json!({ "restart": "WARM" }),
                "list",
                "pods",
            ),
            (
                "cloneK8sCluster",
                json!({ "newName": "copy" }),
                "create",
                clusters,
            ),
            (
                "deleteK8sCluster",
                json!({ "confirmName": CLUSTER }),
                "delete",
                clusters,
            ),
            (
                "putK8sAutoscaler",
                json!({ "minReplicas": 1, "maxReplicas": 2, "cpuTargetPercent": 70 }),
                "list",
                "horizontalpodautoscalers.autoscaling",
            ),
        ];
        let mut told = Vec::new();
        let mut expected = Vec::new();
        for (name, input, verb, resource) in changes {
            let (verb_told, resource_told) = missing(&stage.refusal(name, input).await);
            told.push((name, verb_told, resource_told));
            expected.push((name, verb.to_owned(), resource.to_owned()));
        }
        assert_eq!(told, expected);
        assert_eq!(stage.scene.names("AerospikeCluster").await, [CLUSTER]);
        let now = stage.scene.get("AerospikeCluster", CLUSTER).await.unwrap();
        assert_eq!(now["spec"], before);
    })
    .await;
}
