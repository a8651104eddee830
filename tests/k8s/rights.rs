//! The roles we ship allow all that the server does in Kubernetes, and nothing else.

use std::collections::BTreeSet;

use acm_tests::{
    KubeServer,
    roles::{self, EDITOR, VIEWER},
    with_setup,
};
use k8s_openapi::api::rbac::v1::ClusterRole;
use kube::ResourceExt;
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use crate::{
    bed::Bed,
    reach::{mutation, reaching},
};

/// A resource as rules name it, and a verb.
type Rights = BTreeSet<(String, String)>;

fn granted(role: &ClusterRole) -> Rights {
    let mut granted = Rights::new();
    for rule in role.rules.iter().flatten() {
        let groups: Vec<&String> = rule.api_groups.iter().flatten().collect();
        let [group] = groups[..] else {
            panic!("{rule:?}");
        };
        for resource in rule.resources.iter().flatten() {
            let (name, part) = resource.split_once('/').unwrap_or((resource, ""));
            let group = if group.is_empty() {
                String::new()
            } else {
                format!(".{group}")
            };
            let part = if part.is_empty() {
                String::new()
            } else {
                format!("/{part}")
            };
            for verb in &rule.verbs {
                granted.insert((format!("{name}{group}{part}"), verb.clone()));
            }
        }
    }
    granted
}

async fn bind(user: &str, roles: &[&str]) {
    roles::grant(KubeServer::shared().client().await, user, roles).await;
}

/// The administrator's kubeconfig, by which he acts as somebody else.
fn acting_as(user: &str) -> NamedTempFile {
    let text = std::fs::read_to_string(KubeServer::shared().kubeconfig()).unwrap();
    let mut kubeconfig = acm_k8s_api::yaml::read(&text).unwrap();
    kubeconfig["users"][0]["user"]["as"] = json!(user);
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), kubeconfig.to_string()).unwrap();
    file
}

async fn allowed(kubeconfig: &NamedTempFile) -> (Rights, Rights) {
    let (mut allowed, mut denied) = (Rights::new(), Rights::new());
    with_setup(reaching(kubeconfig.path()), async |server| {
        let query = "{ k8sContexts { permissions { resource verb allowed } } }";
        let data = server.data(query, Value::Null).await;
        for one in data["k8sContexts"][0]["permissions"].as_array().unwrap() {
            let text = |name: &str| one[name].as_str().unwrap().to_owned();
            let right = (text("resource"), text("verb"));
            match one["allowed"].as_bool().unwrap() {
                true => allowed.insert(right),
                false => denied.insert(right),
            };
        }
    })
    .await;
    (allowed, denied)
}

#[tokio::test]
async fn the_two_roles_grant_just_what_the_server_asks_for() {
    let by_role = |name: &str| {
        let role = roles::shipped()
            .into_iter()
            .find(|role| role.name_any() == name);
        granted(&role.unwrap())
    };
    let (viewer, editor) = (by_role(VIEWER), by_role(EDITOR));
    assert!(viewer.is_disjoint(&editor));

    bind("rights-viewer", &[VIEWER]).await;
    let (may, may_not) = allowed(&acting_as("rights-viewer")).await;
    assert_eq!((may, may_not), (viewer.clone(), editor.clone()));

    bind("rights-editor", &[VIEWER, EDITOR]).await;
    let (may, may_not) = allowed(&acting_as("rights-editor")).await;
    assert_eq!(may, viewer.union(&editor).cloned().collect());
    assert_eq!(may_not, Rights::new());
}

#[tokio::test]
async fn with_both_roles_each_thing_is_done_and_with_the_first_nothing_is_changed() {
    let bed = Bed::new().await;
    bind("doer", &[VIEWER, EDITOR]).await;
    bind("looker", &[VIEWER]).await;
    let place = json!({ "namespace": bed.namespace, "name": "db" });
    let with = |more: Value| {
        let mut input = place.clone();
        acm_k8s_api::merge::apply(&mut input, &more);
        json!({ "input": input })
    };
    let spec = json!({
        "size": 1, "image": "aerospike:ce-8.1.1.1",
        "aerospikeConfig": { "namespaces": [{
            "name": "test", "replication-factor": 1,
            "storage-engine": { "type": "memory", "data-size": 1_073_741_824 },
        }] },
    });
    let changes = [
        ("createK8sCluster", json!({ "spec": spec })),
        (
            "updateK8sCluster",
            json!({ "spec": { "maxUnavailable": 1 } }),
        ),
        ("scaleK8sCluster", json!({ "size": 2 })),
        ("pauseK8sCluster", json!({})),
        ("resumeK8sCluster", json!({})),
        ("setK8sNodeBlockList", json!({ "nodeNames": [] })),
        ("reconcileK8sCluster", json!({})),
        ("resetK8sCircuitBreaker", json!({})),
        (
            "putK8sAutoscaler",
            json!({ "minReplicas": 1, "maxReplicas": 2, "cpuTargetPercent": 70 }),
        ),
        ("deleteK8sAutoscaler", json!({})),
        ("cloneK8sCluster", json!({ "newName": "copy" })),
        ("deleteK8sCluster", json!({ "confirmName": "db" })),
    ];
    let mutation = |name: &str| mutation(name, "__typename");
    let secrets = "query($namespace: String!) { k8sSecrets(namespace: $namespace) { name } }";
    let look = "query($namespace: String!, $name: String!) {
        k8sClusters(filter: { namespaces: [$namespace] }) { nodes { name } }
        k8sCluster(namespace: $namespace, name: $name) {
            assessment { state findings { code } } pods { name } events { nodes { reason } } drift { inSync }
            owned {
                statefulSets { name } services { name } configMaps { name } disruptionBudgets { name }
                volumeClaims { name } autoscalers { name }
            }
        }
        k8sNamespaces { name } k8sStorageClasses { name } k8sNodes { name }
    }";

    with_setup(reaching(acting_as("looker").path()), async |server| {
        // Where there is no autoscaler there is nothing to refuse.
        let refused = |change: &&(&str, Value)| change.0 != "deleteK8sAutoscaler";
        for (name, input) in changes.iter().filter(refused) {
            let refused = server.error(&mutation(name), with(input.clone())).await;
            let code = &refused["extensions"]["code"];
            assert!(
                code == "FORBIDDEN" || code == "NOT_FOUND",
                "{name}: {refused:#}"
            );
        }
    })
    .await;
    with_setup(reaching(acting_as("doer").path()), async |server| {
        for (index, (name, input)) in changes.iter().enumerate() {
            server.data(&mutation(name), with(input.clone())).await;
            if index == 0 {
                server.data(look, place.clone()).await;
                server
                    .data(secrets, json!({ "namespace": bed.namespace }))
                    .await;
            }
        }
    })
    .await;
    with_setup(reaching(acting_as("looker").path()), async |server| {
        let copy = json!({ "namespace": bed.namespace, "name": "copy" });
        server.data(look, copy).await;
    })
    .await;
}
