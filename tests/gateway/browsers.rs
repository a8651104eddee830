//! What a browser may and may not do, and what it is given.

use acm_tests::{Socket, with_server};
use serde_json::{Value, json};

#[tokio::test]
async fn a_page_of_another_site_can_neither_read_nor_write() {
    with_server(async |server| {
        let query = json!({ "query": "{ __typename }" });
        let evil = server
            .post()
            .header("origin", "https://evil.example")
            .json(&query);
        let response = evil.send().await.unwrap();
        assert_eq!(response.status(), 403);
        assert!(
            response
                .headers()
                .get("access-control-allow-origin")
                .is_none()
        );
        let answer: Value = response.json().await.unwrap();
        assert_eq!(answer["errors"][0]["extensions"]["code"], "FORBIDDEN");

        let cross = server
            .get("/graphql?query={__typename}")
            .header("sec-fetch-site", "cross-site");
        assert_eq!(cross.send().await.unwrap().status(), 403);
        let refused = Socket::open_as(
            server.address(),
            "graphql-transport-ws",
            Some("https://evil.example"),
        );
        assert_eq!(refused.await.err(), Some(403));
    })
    .await;
}

#[tokio::test]
async fn a_listed_origin_may_call() {
    with_server(async |server| {
        let origin = "http://localhost:3100";
        let request = server
            .post()
            .header("origin", origin)
            .json(&json!({ "query": "{ __typename }" }));
        let response = request.send().await.unwrap();
        assert_eq!(response.status(), 200);
        assert_eq!(response.headers()["access-control-allow-origin"], origin);
        assert!(
            Socket::open_as(server.address(), "graphql-transport-ws", Some(origin))
                .await
                .is_ok()
        );
    })
    .await;
}

#[tokio::test]
async fn a_name_that_is_not_ours_is_refused_everywhere() {
    with_server(async |server| {
        for path in ["/", "/graphql?query={__typename}", "/readyz"] {
            let request = server.get(path).header("host", "rebound.example");
            let refused = request.send().await.unwrap();
            assert_eq!(refused.status(), 421, "{path}");
            assert_eq!(refused.headers()["x-frame-options"], "DENY", "{path}");
        }
    })
    .await;
}

#[tokio::test]
async fn every_answer_has_the_security_headers() {
    with_server(async |server| {
        for path in [
            "/",
            "/graphiql",
            "/livez",
            "/graphql?query={__typename}",
            "/assets/none.js",
        ] {
            let response = server.get(path).send().await.unwrap();
            let headers = response.headers();
            assert_eq!(headers["x-content-type-options"], "nosniff", "{path}");
            assert_eq!(headers["x-frame-options"], "DENY", "{path}");
            assert_eq!(headers["referrer-policy"], "no-referrer", "{path}");
            let policy = headers["content-security-policy"].to_str().unwrap();
            assert!(policy.contains("default-src 'none'"), "{path}: {policy}");
            assert!(
                !policy.contains("unsafe-inline") && !policy.contains("unsafe-eval"),
                "{path}"
            );
        }
    })
    .await;
}

/// The binary is built with the UI in it (`make ui`), also for tests.
#[tokio::test]
async fn pages_are_never_cached_and_hashed_assets_for_ever() {
    with_server(async |server| {
        for path in ["/", "/graphiql", "/connections/some-id/dashboard"] {
            let request = server.get(path).header("accept", "text/html,*/*;q=0.8");
            let response = request.send().await.unwrap();
            assert_eq!(response.status(), 200, "{path}");
            assert_eq!(response.headers()["cache-control"], "no-cache", "{path}");
            let policy = response.headers()["content-security-policy"]
                .to_str()
                .unwrap()
                .to_owned();
            let html = response.text().await.unwrap();
            let nonce = policy
                .split("'nonce-")
                .nth(1)
                .unwrap()
                .split('\'')
                .next()
                .unwrap();
            assert!(html.contains(nonce), "{path} names its nonce");
            let asset = html
                .split('"')
                .find(|part| part.starts_with("/assets/") && part.ends_with(".js"));
            let asset = asset.unwrap();
            let packed = server
                .get(asset)
                .header("accept-encoding", "br")
                .send()
                .await
                .unwrap();
            assert_eq!(packed.status(), 200);
            assert_eq!(
                packed.headers()["cache-control"],
                "public, max-age=31536000, immutable"
            );
            assert_eq!(packed.headers()["content-encoding"], "br", "{asset}");
            let tag = packed.headers()["etag"].clone();
            let again = server
                .get(asset)
                .header("if-none-match", tag)
                .send()
                .await
                .unwrap();
            assert_eq!(again.status(), 304);
        }
        for path in ["/assets/none.js", "/missing.js", "/api/connections"] {
            let response = server.get(path).send().await.unwrap();
            assert_eq!(response.status(), 404, "{path}");
        }
    })
    .await;
}
