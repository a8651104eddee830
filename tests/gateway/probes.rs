//! Probes, and what the server says of itself.

use acm_gateway::{Config, module_schemas};
use acm_tests::{Setup, with_server, with_setup};
use serde_json::{Value, json};

#[tokio::test]
async fn the_probes_answer_with_every_module() {
    with_server(async |server| {
        assert_eq!(server.get("/livez").send().await.unwrap().status(), 200);
        let response = server.get("/readyz").send().await.unwrap();
        assert_eq!(response.status(), 200);
        let ready: Value = response.json().await.unwrap();
        assert_eq!(ready["ready"], true);
        let names: Vec<_> = ready["modules"]
            .as_array()
            .unwrap()
            .iter()
            .map(|row| row["module"].as_str().unwrap())
            .collect();
        let expected: Vec<_> = module_schemas().iter().map(|(name, _)| *name).collect();
        assert_eq!(names, expected);
        for row in ready["modules"].as_array().unwrap() {
            assert!(row["since"].as_str().unwrap().ends_with('Z'), "{row}");
            assert!(
                ["READY", "OFF"].contains(&row["status"].as_str().unwrap()),
                "{row}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn features_tell_what_is_on() {
    with_server(async |server| {
        let query = "{ features { kubernetes modules { name state reason } } }";
        let features = server.data(query, json!({})).await;
        assert_eq!(features["features"]["kubernetes"], false);
        let modules = features["features"]["modules"].as_array().unwrap();
        let data = modules
            .iter()
            .find(|module| module["name"] == "data")
            .unwrap();
        assert_eq!(data["state"], "READY");
        let later = modules
            .iter()
            .find(|module| module["name"] == "k8s-clusters")
            .unwrap();
        assert_eq!(later["state"], "OFF");
        assert!(later["reason"].is_string());
    })
    .await;
}

#[tokio::test]
async fn features_tell_that_kubernetes_management_is_on() {
    let config = Config {
        kubernetes: acm_k8s_api::Settings {
            enabled: true,
            kubeconfig: Some("/nonexistent/kubeconfig".into()),
            ..acm_k8s_api::Settings::default()
        },
        ..Config::default()
    };
    let setup = Setup {
        config,
        ..Setup::default()
    };
    with_setup(setup, async |server| {
        let features = server.data("{ features { kubernetes } }", json!({})).await;
        assert_eq!(features["features"]["kubernetes"], true);
    })
    .await;
}
