//! Files: sent and fetched over HTTP.

use acm_gateway::Config;
use acm_tests::{Setup, TestServer, with_server, with_setup};
use reqwest::{Response, StatusCode};
use serde_json::{Value, json};

async fn send(server: &TestServer, name: &str, body: Vec<u8>) -> Response {
    let url = format!("http://{}/files", server.address());
    let client = reqwest::Client::builder().no_proxy().build().unwrap();
    let request = client.post(url).query(&[("name", name)]);
    let request = request.header("content-type", "application/octet-stream");
    request.body(body).send().await.unwrap()
}

#[tokio::test]
async fn a_file_comes_back_byte_by_byte_whole_or_in_parts() {
    with_server(async |server| {
        let bytes: Vec<u8> = (0..1_000_000_u32).map(|n| (n % 251) as u8).collect();
        let response = send(server, "gr\u{f6}\u{df}e \"1\".bin", bytes.clone()).await;
        assert_eq!(response.status(), StatusCode::CREATED);
        let file: Value = response.json().await.unwrap();
        assert_eq!(
            (&file["bytes"], &file["name"]),
            (&json!(1_000_000), &json!("gr\u{f6}\u{df}e _1_.bin"))
        );
        let path = format!("/files/{}", file["id"].as_str().unwrap());
        let whole = server.get(&path).send().await.unwrap();
        let head = whole.headers().clone();
        assert_eq!(
            head["content-disposition"],
            "attachment; filename*=UTF-8''gr%C3%B6%C3%9Fe%20%5F1%5F%2Ebin"
        );
        assert_eq!(
            (&head["content-length"], &head["x-content-type-options"]),
            (&"1000000".parse().unwrap(), &"nosniff".parse().unwrap())
        );
        assert_eq!(whole.bytes().await.unwrap(), bytes);
        let part = server
            .get(&path)
            .header("range", "bytes=999000-")
            .send()
            .await
            .unwrap();
        assert_eq!(part.status(), StatusCode::PARTIAL_CONTENT);
        assert_eq!(
            part.headers()["content-range"],
            "bytes 999000-999999/1000000"
        );
        assert_eq!(part.bytes().await.unwrap(), bytes[999_000..]);
        let outside = server
            .get(&path)
            .header("range", "bytes=1000000-")
            .send()
            .await
            .unwrap();
        assert_eq!(outside.status(), StatusCode::RANGE_NOT_SATISFIABLE);
        let missing = server
            .get("/files/..%2f..%2fetc%2fpasswd")
            .send()
            .await
            .unwrap();
        assert_eq!(missing.status(), StatusCode::NOT_FOUND);
        let error: Value = missing.json().await.unwrap();
        assert_eq!(error["errors"][0]["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn no_page_of_another_site_can_send_or_fetch_files() {
    with_server(async |server| {
        let response = send(server, "a", b"secret".to_vec()).await;
        let file: Value = response.json().await.unwrap();
        let path = format!("/files/{}", file["id"].as_str().unwrap());
        let foreign = server
            .get(&path)
            .header("origin", "https://evil.example")
            .send()
            .await
            .unwrap();
        assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
        let foreign = server
            .get(&path)
            .header("sec-fetch-site", "cross-site")
            .send()
            .await
            .unwrap();
        assert_eq!(foreign.status(), StatusCode::FORBIDDEN);
        let url = format!("http://{}/files", server.address());
        let client = reqwest::Client::builder().no_proxy().build().unwrap();
        for form in [
            "text/plain",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
        ] {
            let response = client
                .post(&url)
                .header("content-type", form)
                .body("x")
                .send()
                .await
                .unwrap();
            assert_eq!(
                response.status(),
                StatusCode::UNSUPPORTED_MEDIA_TYPE,
                "{form}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn files_beyond_a_bound_are_refused_and_leave_nothing() {
    let folder = tempfile::tempdir().unwrap();
    let mut config = Config {
        data_dir: Some(folder.path().to_owned()),
        ..Config::default()
    };
    config.modules.data.files.max_file_bytes = 100_000;
    config.modules.data.files.max_files = 2;
    let setup = Setup {
        config,
        ..Setup::default()
    };
    with_setup(setup, async |server| {
        let large = send(server, "large", vec![0; 200_000]).await;
        assert_eq!(large.status(), StatusCode::INSUFFICIENT_STORAGE);
        let error: Value = large.json().await.unwrap();
        assert_eq!(error["errors"][0]["extensions"]["code"], "LIMIT_EXCEEDED");
        assert_eq!(
            error["errors"][0]["extensions"]["details"]["limit"],
            "maxFileBytes"
        );
        for _ in 0..2 {
            assert_eq!(
                send(server, "small", vec![0; 10]).await.status(),
                StatusCode::CREATED
            );
        }
        let many = send(server, "third", vec![0; 10]).await;
        assert_eq!(many.status(), StatusCode::INSUFFICIENT_STORAGE);
        let files = std::fs::read_dir(folder.path().join("files"))
            .unwrap()
            .count();
        assert_eq!(files, 2, "what was refused is gone");
    })
    .await;
}

#[tokio::test]
async fn files_outlive_a_restart() {
    let folder = tempfile::tempdir().unwrap();
    let setup = || Setup {
        config: Config {
            data_dir: Some(folder.path().to_owned()),
            ..Config::default()
        },
        ..Setup::default()
    };
    let mut path = String::new();
    with_setup(setup(), async |server| {
        let file: Value = send(server, "kept", b"kept".to_vec())
            .await
            .json()
            .await
            .unwrap();
        path = format!("/files/{}", file["id"].as_str().unwrap());
        std::fs::write(folder.path().join("files/torn.part"), "torn").unwrap();
    })
    .await;
    with_setup(setup(), async |server| {
        let text = server
            .get(&path)
            .send()
            .await
            .unwrap()
            .text()
            .await
            .unwrap();
        assert_eq!(text, "kept");
        assert!(!folder.path().join("files/torn.part").exists());
    })
    .await;
}
