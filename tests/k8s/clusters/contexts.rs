//! A name of a service that means something in several Kubernetes clusters.

use acm_tests::eventually;
use serde_json::{Value, json};
use tempfile::NamedTempFile;

use super::stage::{CLUSTER, Stage, on_stage_with};
use crate::{
    operator::{bed::Bed, samples::in_memory},
    reach::reaching,
};

const NODES: &str = "query($id: ID!) { connection(id: $id) { cluster { nodes { id } } } }";

/// The administrator's kubeconfig with one more context, which leads to the same API server.
fn two_contexts() -> (NamedTempFile, [String; 2]) {
    let text = std::fs::read_to_string(Bed::shared().server.kubeconfig()).unwrap();
    let mut kubeconfig = acm_k8s_api::yaml::read(&text).unwrap();
    let contexts = kubeconfig["contexts"].as_array_mut().unwrap();
    let mut other = contexts[0].clone();
    let first = other["name"].as_str().unwrap().to_owned();
    other["name"] = json!("other");
    contexts.truncate(1);
    contexts.push(other);
    let file = NamedTempFile::new().unwrap();
    std::fs::write(file.path(), kubeconfig.to_string()).unwrap();
    (file, [first, "other".to_owned()])
}

/// Makes a connection to the service of the cluster, with a label for the context.
async fn connect(stage: &Stage<'_>, context: Option<&str>) -> Value {
    let labels: Vec<Value> = context
        .map(|context| json!({ "key": "k8s-context", "value": context }))
        .into_iter()
        .collect();
    let input = json!({
        "name": context.unwrap_or("unsaid"), "labels": labels,
        "hosts": [format!("{CLUSTER}.{}.svc.cluster.local:3000", stage.namespace)],
    });
    let create = "mutation($input: CreateConnectionInput!) { createConnection(input: $input) { connection { id } } }";
    let made = stage.server.data(create, json!({ "input": input })).await;
    made["createConnection"]["connection"]["id"].clone()
}

#[tokio::test]
async fn a_name_that_several_contexts_know_counts_in_the_one_a_connection_names_and_in_none_otherwise()
 {
    let (kubeconfig, contexts) = two_contexts();
    let mut setup = reaching(kubeconfig.path());
    setup.config.kubernetes.contexts = contexts.to_vec();
    on_stage_with(setup, "clusters-contexts", async |stage| {
        stage.scene.create_cluster(in_memory(1, 1)).await;
        stage.scene.settled("1/1").await;

        let unsaid = connect(stage, None).await;
        let answer = stage.server.answer(NODES, json!({ "id": unsaid })).await;
        let refused = &answer["errors"][0]["extensions"];
        assert_eq!(refused["code"], "UNAVAILABLE", "{answer:#}");
        assert_eq!(
            refused["details"],
            json!({ "cause": "CONTEXT_AMBIGUOUS", "contexts": contexts })
        );

        let named = connect(stage, Some(&contexts[1])).await;
        let answer = stage.server.data(NODES, json!({ "id": named })).await;
        let nodes = answer["connection"]["cluster"]["nodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 1, "{answer:#}");

        // Its name counts in that context also when it is looked up to tell why no node answers.
        stage
            .scene
            .fault(|faults| faults.silent_servers = true)
            .await;
        let health = "query($id: ID!) { connection(id: $id) { health { problem { details } } } }";
        eventually("its health tells that no node answers", async || {
            let answer = stage.server.data(health, json!({ "id": named })).await;
            let cause = &answer["connection"]["health"]["problem"]["details"]["cause"];
            assert!(cause.is_null() || cause == "TIMEOUT", "{answer:#}");
            cause.as_str().map(drop)
        })
        .await;
    })
    .await;
}
