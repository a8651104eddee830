//! REST, without Kubernetes.

use acm_tests::{Setup, TestServer, with_server, with_setup};
use reqwest::{Client, Method, Response};
use serde_json::{Value, json};

async fn send(server: &TestServer, method: &str, path: &str, body: Option<Value>) -> Response {
    let url = format!("http://{}{path}", server.address());
    let method = Method::from_bytes(method.as_bytes()).unwrap();
    let request = Client::builder()
        .no_proxy()
        .build()
        .unwrap()
        .request(method, url);
    let request = match body {
        Some(body) => request.json(&body),
        None => request,
    };
    request.send().await.unwrap()
}

async fn answer(
    server: &TestServer,
    method: &str,
    path: &str,
    body: Option<Value>,
) -> (u16, Value) {
    let response = send(server, method, path, body).await;
    (response.status().as_u16(), response.json().await.unwrap())
}

/// What users of REST know.
const ROUTES: [(&str, &str); 25] = [
    ("DELETE", "/api/k8s/clusters/{namespace}/{name}"),
    ("DELETE", "/api/k8s/clusters/{namespace}/{name}/hpa"),
    ("DELETE", "/api/k8s/templates/{name}"),
    ("GET", "/api/k8s/clusters"),
    ("GET", "/api/k8s/clusters/{namespace}/{name}"),
    ("GET", "/api/k8s/clusters/{namespace}/{name}/config-drift"),
    ("GET", "/api/k8s/clusters/{namespace}/{name}/events"),
    ("GET", "/api/k8s/clusters/{namespace}/{name}/health"),
    ("GET", "/api/k8s/clusters/{namespace}/{name}/hpa"),
    (
        "GET",
        "/api/k8s/clusters/{namespace}/{name}/pods/{pod}/logs",
    ),
    (
        "GET",
        "/api/k8s/clusters/{namespace}/{name}/reconciliation-status",
    ),
    ("GET", "/api/k8s/clusters/{namespace}/{name}/yaml"),
    ("GET", "/api/k8s/namespaces"),
    ("GET", "/api/k8s/nodes"),
    ("GET", "/api/k8s/secrets"),
    ("GET", "/api/k8s/storageclasses"),
    ("GET", "/api/k8s/templates"),
    ("GET", "/api/k8s/templates/{name}"),
    ("PATCH", "/api/k8s/clusters/{namespace}/{name}"),
    ("POST", "/api/k8s/clusters"),
    ("POST", "/api/k8s/clusters/{namespace}/{name}/hpa"),
    ("POST", "/api/k8s/clusters/{namespace}/{name}/operations"),
    (
        "POST",
        "/api/k8s/clusters/{namespace}/{name}/resync-template",
    ),
    ("POST", "/api/k8s/clusters/{namespace}/{name}/scale"),
    ("POST", "/api/k8s/templates"),
];

fn described(paths: &Value) -> Vec<(String, String)> {
    let paths = paths.as_object().unwrap().iter();
    let routes = paths.flat_map(|(path, methods)| {
        let methods = methods.as_object().unwrap().keys();
        methods.map(|method| (method.to_uppercase(), path.clone()))
    });
    let mut routes: Vec<_> = routes.collect();
    routes.sort();
    routes
}

#[tokio::test]
async fn the_description_has_the_routes_that_users_know() {
    with_server(async |server| {
        let (_, openapi) = answer(server, "GET", "/api/openapi.json", None).await;
        let known = ROUTES.map(|(method, path)| (method.to_owned(), path.to_owned()));
        assert_eq!(described(&openapi["paths"]), known);
    })
    .await;
}

#[tokio::test]
async fn every_route_of_kubernetes_is_404_when_that_is_off() {
    with_server(async |server| {
        let (status, openapi) = answer(server, "GET", "/api/openapi.json", None).await;
        assert_eq!((status, &openapi["openapi"]), (200, &json!("3.1.0")));
        let routes = described(&openapi["paths"]);
        for (method, path) in routes {
            let (status, body) = answer(server, &method, &path, None).await;
            assert_eq!(status, 404, "{method} {path}");
            let detail = json!({ "detail": "Kubernetes management is not enabled" });
            assert_eq!(body, detail, "{method} {path}");
        }
    })
    .await;
}

/// Kubernetes is on, and nothing answers where it should be.
fn unreached() -> Setup {
    let mut setup = Setup::default();
    setup.config.kubernetes.enabled = true;
    setup.config.kubernetes.kubeconfig = Some("/nowhere/kubeconfig".into());
    setup
}

#[tokio::test]
async fn what_a_route_does_not_take_is_refused_by_its_name() {
    with_setup(unreached(), async |server| {
        let clusters = "/api/k8s/clusters";
        for (method, path, body, field) in [
            ("GET", format!("{clusters}?limt=5"), None, "limt"),
            ("GET", format!("{clusters}?limit=many"), None, "limit"),
            (
                "POST",
                clusters.to_owned(),
                Some(json!({ "name": "a", "sise": 1 })),
                "sise",
            ),
            (
                "POST",
                clusters.to_owned(),
                Some(json!({ "size": 1 })),
                "name",
            ),
            (
                "POST",
                clusters.to_owned(),
                Some(json!({ "name": "a", "storage": { "colour": "red" } })),
                "storage.colour",
            ),
            (
                "POST",
                clusters.to_owned(),
                Some(json!({ "name": "a", "namespaces": [{ "ttl": 1 }] })),
                "namespaces[0].ttl",
            ),
            (
                "POST",
                clusters.to_owned(),
                Some(json!({ "name": "a", "podScheduling": { "priorityClassName": "high" } })),
                "podScheduling.priorityClassName",
            ),
            (
                "POST",
                format!("{clusters}/aero/db/scale"),
                Some(json!({})),
                "size",
            ),
            (
                "POST",
                format!("{clusters}/aero/db/scale"),
                Some(json!({ "size": 2, "name": "other" })),
                "name",
            ),
            (
                "POST",
                format!("{clusters}/aero/db/operations"),
                Some(json!({ "kind": "Reboot" })),
                "kind",
            ),
            ("POST", clusters.to_owned(), Some(json!([])), "body"),
            (
                "POST",
                clusters.to_owned(),
                Some(json!({ "name": "a", "acl": { "enabled": false, "users": [] } })),
                "acl.users",
            ),
            (
                "PATCH",
                format!("{clusters}/aero/db"),
                Some(json!({ "paused": true, "namespace": "other" })),
                "namespace",
            ),
            (
                "PATCH",
                format!("{clusters}/aero/db"),
                Some(json!({ "namespaces": [{ "name": "test" }] })),
                "namespaces",
            ),
            (
                "POST",
                "/api/k8s/templates".to_owned(),
                Some(json!({ "name": "t", "networkConfig": { "port": 3002 } })),
                "networkConfig.port",
            ),
        ] {
            let (status, body) = answer(server, method, &path, body).await;
            assert_eq!(status, 422, "{method} {path}: {body}");
            let detail = body["detail"].as_str().unwrap();
            assert!(detail.starts_with(&format!("{field}: ")), "{detail}");
        }
    })
    .await;
}

#[tokio::test]
async fn other_methods_other_paths_and_other_bodies_are_told_apart() {
    with_setup(unreached(), async |server| {
        let put = send(server, "PUT", "/api/k8s/clusters", None).await;
        assert_eq!(put.status(), 405);
        assert_eq!(put.headers()["allow"], "GET, POST");
        let (status, body) = answer(server, "GET", "/api/k8s/none", None).await;
        assert_eq!(status, 404);
        assert!(body["detail"].is_string(), "{body}");
        let url = format!("http://{}/api/k8s/clusters", server.address());
        let client = Client::builder().no_proxy().build().unwrap();
        let form = client.post(&url).body("name=a").send().await.unwrap();
        assert_eq!(form.status(), 415);
        let other_site = client.get(&url).header("origin", "http://evil.example");
        assert_eq!(other_site.send().await.unwrap().status(), 403);
    })
    .await;
}
