//! Clusters are made: from typed input, from a text, as a copy.

use serde_json::{Value, json};

use super::stage::{CLUSTER, is_healthy, on_stage};
use crate::operator::samples::{in_memory, with};

#[tokio::test]
async fn a_cluster_of_typed_input_is_made_and_serves() {
    on_stage("clusters-made", async |stage| {
        let mut followed = stage
            .follow("k8sCluster", "kind cluster { phase }")
            .await;
        let first = followed.next().await;
        assert_eq!(first, json!({ "kind": "SNAPSHOT", "cluster": null }));
        let selection = "applied cluster { name phase wantedSize } refusals { message } yaml";
        let input = json!({ "spec": in_memory(2, 2), "labels": { "team": "gold" } });
        let made = stage.change("createK8sCluster", input, selection).await;
        assert_eq!(made["applied"], true, "{made:#}");
        assert_eq!(
            made["cluster"],
            json!({ "name": CLUSTER, "phase": null, "wantedSize": 2 })
        );
        followed
            .until("it is done", |item| item["cluster"]["phase"] == "Completed")
            .await;
        let selection = "phase status { health } assessment { state findings { code } problems { code } }
            metadata { labels { key value } } pods { name state { ready image } status { podIP } }
            racks { id total ready } health { readyPods totalPods } drift { inSync }
            owned { statefulSets { name replicas } services { name } configMaps { name } disruptionBudgets { name } }
            conditions { type status }";
        let cluster = stage
            .until("it serves", selection, |cluster| is_healthy(cluster, "2/2"))
            .await;
        let assessment = json!({ "state": "HEALTHY", "findings": [], "problems": [] });
        assert_eq!(cluster["assessment"], assessment);
        let labels = json!([{ "key": "team", "value": "gold" }]);
        assert_eq!(cluster["metadata"]["labels"], labels);
        let pods = cluster["pods"].as_array().unwrap();
        assert_eq!(pods.len(), 2);
        for pod in pods {
            assert_eq!(pod["state"], json!({ "ready": true, "image": "aerospike:ce-8.1.1.1" }));
            assert!(pod["status"]["podIP"].is_string(), "{pod:#}");
        }
        assert_eq!(cluster["racks"], json!([{ "id": 0, "total": 2, "ready": 2 }]));
        assert_eq!(cluster["drift"]["inSync"], true);
        assert_eq!(cluster["owned"]["statefulSets"], json!([{ "name": "db-0", "replicas": 2 }]));
        for kind in ["services", "configMaps", "disruptionBudgets"] {
            assert_ne!(cluster["owned"][kind], json!([]), "{kind}");
        }
        let available = json!({ "type": "Available", "status": "True" });
        assert!(cluster["conditions"].as_array().unwrap().contains(&available), "{cluster:#}");
    })
    .await;
}

#[tokio::test]
async fn what_kubernetes_and_the_operator_refuse_is_told_by_field_and_nothing_is_made() {
    on_stage("clusters-refused", async |stage| {
        let selection = "applied cluster { name } refusals { field message by }";
        let ask = async |spec: Value| {
            // Past the checks of the gateway, so that the others are asked.
            let input = json!({ "spec": spec, "dryRun": true, "skipChecks": true });
            let tried = stage.change("createK8sCluster", input, selection).await;
            assert_eq!(
                (&tried["applied"], &tried["cluster"]),
                (&json!(false), &Value::Null)
            );
            tried["refusals"].clone()
        };
        let schema = ask(with(in_memory(1, 1), "size", json!(9))).await;
        assert_eq!(schema[0]["field"], "spec.size", "{schema:#}");
        assert_eq!(schema[0]["by"], "KUBERNETES");

        let mut enterprise = in_memory(1, 1);
        enterprise["image"] = json!("aerospike/aerospike-server-enterprise:8.1.0.0");
        enterprise["aerospikeConfig"]["namespaces"][0]["replication-factor"] = json!(3);
        let webhook = ask(enterprise).await;
        assert!(webhook.as_array().unwrap().len() >= 2, "{webhook:#}");
        for refusal in webhook.as_array().unwrap() {
            assert_eq!(refusal["by"], "WEBHOOK", "{refusal:#}");
        }
        let fields = webhook
            .as_array()
            .unwrap()
            .iter()
            .map(|refusal| &refusal["field"]);
        let fields: Vec<&Value> = fields.collect();
        assert!(fields.contains(&&json!("spec.image")), "{webhook:#}");

        let input = json!({ "spec": with(in_memory(1, 1), "size", json!(9)), "skipChecks": true });
        let refused = stage.refusal("createK8sCluster", input).await;
        assert_eq!(refused["extensions"]["code"], "BAD_USER_INPUT");
        assert_eq!(
            refused["extensions"]["details"]["causes"][0]["field"], "spec.size",
            "{refused:#}"
        );
        assert_eq!(stage.cluster("name").await, Value::Null);
    })
    .await;
}

#[tokio::test]
async fn a_dry_run_answers_the_resource_with_all_defaults_and_makes_nothing() {
    on_stage("clusters-tried", async |stage| {
        let input = json!({ "spec": in_memory(1, 1), "dryRun": true });
        let selection = "applied cluster { wantedSize } yaml changes { path after } refusals { field } plan { steps { effect } }";
        let tried = stage.change("createK8sCluster", input, selection).await;
        assert_eq!(tried["applied"], false);
        assert_eq!(tried["refusals"], json!([]));
        assert_eq!(tried["cluster"]["wantedSize"], 1);
        let yaml = tried["yaml"].as_str().unwrap();
        assert!(yaml.contains("proto-fd-max: 15000"), "{yaml}");
        let defaulted = tried["changes"].as_array().unwrap();
        assert!(!defaulted.is_empty(), "{tried:#}");
        assert_eq!(stage.cluster("name").await, Value::Null);
        assert_eq!(stage.scene.names("AerospikeCluster").await, [""; 0]);
    })
    .await;
}

#[tokio::test]
async fn a_cluster_is_exported_as_a_text_that_makes_another() {
    on_stage("clusters-exported", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let exported = stage.cluster("yaml").await["yaml"].clone();
        let text = exported.as_str().unwrap();
        for trace in ["status:", "resourceVersion", "managedFields", "uid:"] {
            assert!(!text.contains(trace), "{text}");
        }
        let input = json!({ "yaml": text, "name": "second" });
        let made = stage
            .change(
                "importK8sCluster",
                input,
                "applied cluster { name namespace spec { size image } }",
            )
            .await;
        assert_eq!(made["applied"], true, "{made:#}");
        assert_eq!(
            made["cluster"],
            json!({
                "name": "second", "namespace": stage.namespace,
                "spec": { "size": 1, "image": "aerospike:ce-8.1.1.1" },
            })
        );

        let again = stage
            .refusal("importK8sCluster", json!({ "yaml": text }))
            .await;
        assert_eq!(again["extensions"]["code"], "ALREADY_EXISTS", "{again:#}");
        let other = "apiVersion: v1\nkind: Secret\nmetadata: { name: x }";
        let refused = stage
            .refusal("importK8sCluster", json!({ "yaml": other }))
            .await;
        assert_eq!(
            refused["extensions"]["code"], "BAD_USER_INPUT",
            "{refused:#}"
        );
    })
    .await;
}

#[tokio::test]
async fn a_copy_is_a_cluster_of_its_own() {
    on_stage("clusters-cloned", async |stage| {
        stage.create_healthy(in_memory(1, 1)).await;
        let input = json!({ "newName": "copy" });
        let selection = "applied cluster { name spec { size aerospikeConfig } }";
        let copied = stage.change("cloneK8sCluster", input, selection).await;
        assert_eq!(copied["applied"], true, "{copied:#}");
        assert_eq!(copied["cluster"]["name"], "copy");
        let service = &copied["cluster"]["spec"]["aerospikeConfig"]["service"];
        assert_ne!(service["cluster-name"], CLUSTER, "{copied:#}");
        acm_tests::eventually("the copy serves", async || {
            let text = format!(
                "{{ k8sCluster(namespace: \"{}\", name: \"copy\") {{ assessment {{ state }} }} }}",
                stage.namespace
            );
            let found = stage.server.data(&text, json!({})).await;
            (found["k8sCluster"]["assessment"]["state"] == "HEALTHY").then_some(())
        })
        .await;
    })
    .await;
}
