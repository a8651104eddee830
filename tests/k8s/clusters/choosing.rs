//! What can be chosen from when a cluster is written.

use serde_json::{Value, json};

use super::stage::on_stage;
use crate::operator::samples::in_memory;

#[tokio::test]
async fn namespaces_classes_nodes_secrets_and_images_can_be_chosen_from() {
    on_stage("clusters-chosen", async |stage| {
        let secret = json!({ "metadata": { "name": "admin-secret" }, "stringData": { "password": "hidden-word" } });
        stage.scene.create("Secret", secret).await;
        stage.create_healthy(in_memory(1, 1)).await;
        let text = "{
            k8sContexts { name isDefault version permissions(namespace: \"clusters-chosen\") { verb resource allowed } }
            k8sNamespaces { name isTerminating }
            k8sStorageClasses { name isDefault allowsExpansion bindingMode reclaimPolicy }
            k8sNodes { name zone region isReady taints cpu memory }
            k8sSecrets(namespace: \"clusters-chosen\") { name keys }
            k8sImages(namespace: \"clusters-chosen\") { image clusters }
        }";
        let found = stage.server.data(text, json!({})).await;
        let context = &found["k8sContexts"][0];
        assert_eq!(context["isDefault"], true);
        assert!(context["version"].is_string(), "{context:#}");
        let permissions = context["permissions"].as_array().unwrap();
        assert!(!permissions.is_empty() && permissions.iter().all(|one| one["allowed"] == true));
        let namespace = json!({ "name": "clusters-chosen", "isTerminating": false });
        assert!(holds(&found["k8sNamespaces"], &namespace));
        let class = json!({
            "name": "standard", "isDefault": true, "allowsExpansion": true,
            "bindingMode": "WaitForFirstConsumer", "reclaimPolicy": "Delete",
        });
        assert!(holds(&found["k8sStorageClasses"], &class), "{found:#}");
        let nodes = found["k8sNodes"].as_array().unwrap();
        assert_eq!(nodes.len(), 6);
        for node in nodes {
            assert_eq!(node["isReady"], true);
            for fact in ["zone", "region", "cpu", "memory"] {
                assert!(node[fact].is_string(), "{fact}: {node:#}");
            }
        }
        let secret = json!({ "name": "admin-secret", "keys": ["password"] });
        assert!(holds(&found["k8sSecrets"], &secret), "{found:#}");
        assert!(!found.to_string().contains("hidden-word"));
        let images = json!([{ "image": "aerospike:ce-8.1.1.1", "clusters": 1 }]);
        assert_eq!(found["k8sImages"], images);
    })
    .await;
}

fn holds(list: &Value, one: &Value) -> bool {
    list.as_array().unwrap().contains(one)
}
