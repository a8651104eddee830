//! Profiles and their health.

use std::{fs, path::PathBuf};

use acm_gateway::{Config, Gateway};
use acm_tests::{eventually, with_server};
use serde_json::{Value, json};
use tokio::net::TcpListener;

const UPDATE: &str = "mutation($input: UpdateConnectionInput!) { updateConnection(input: $input) {
    connection { name note revision hasPassword labels { key value } } } }";
const TEST: &str = "mutation($input: TestConnectionInput!) { testConnection(input: $input) {
    ok nodeCount builds edition namespaces problem { code message } } }";

#[tokio::test]
async fn an_absent_field_is_kept_a_null_one_unset_and_a_stale_change_refused() {
    with_server(async |server| {
        let id = server.connection();
        let update = async |mut fields: Value| {
            fields["id"] = json!(id);
            server.answer(UPDATE, json!({ "input": fields })).await
        };
        let first = update(json!({ "note": "hello", "username": "u", "password": "p" })).await;
        let connection = &first["data"]["updateConnection"]["connection"];
        assert_eq!(
            (&connection["name"], &connection["note"]),
            (&json!("test"), &json!("hello"))
        );
        assert_eq!(connection["hasPassword"], true);
        let revision = connection["revision"].clone();
        let second = update(json!({ "note": null, "expectedRevision": revision })).await;
        assert_eq!(
            second["data"]["updateConnection"]["connection"]["note"],
            Value::Null
        );
        assert_eq!(
            second["data"]["updateConnection"]["connection"]["hasPassword"],
            true
        );
        let stale = update(json!({ "name": "other", "expectedRevision": revision })).await;
        assert_eq!(stale["errors"][0]["extensions"]["code"], "CONFLICT");
        assert!(
            !stale.to_string().contains("\"p\""),
            "no secret in the conflict"
        );
        let required = update(json!({ "name": null })).await;
        assert_eq!(
            required["errors"][0]["extensions"]["code"],
            "BAD_USER_INPUT"
        );
    })
    .await;
}

#[tokio::test]
async fn profiles_are_duplicated_ordered_and_removed() {
    with_server(async |server| {
        let duplicate = "mutation($input: DuplicateConnectionInput!) {
            duplicateConnection(input: $input) { connection { id name hosts } } }";
        let copy = server
            .data(duplicate, json!({ "input": { "id": server.connection() } }))
            .await;
        let copy = copy["duplicateConnection"]["connection"].clone();
        assert_eq!(copy["hosts"], json!(server.hosts()));
        let order = "mutation($input: ReorderConnectionsInput!) {
            reorderConnections(input: $input) { connections { id } } }";
        let ids = json!([copy["id"], server.connection()]);
        server.data(order, json!({ "input": { "ids": ids } })).await;
        let listed = server.data("{ connections { id } }", json!({})).await;
        assert_eq!(
            listed["connections"],
            json!([{ "id": ids[0] }, { "id": ids[1] }])
        );
        let short = server
            .error(order, json!({ "input": { "ids": [copy["id"]] } }))
            .await;
        assert_eq!(short["extensions"]["code"], "BAD_USER_INPUT");
        let delete =
            "mutation($input: DeleteConnectionInput!) { deleteConnection(input: $input) { id } }";
        server
            .data(delete, json!({ "input": { "id": copy["id"] } }))
            .await;
        let gone = server
            .error(delete, json!({ "input": { "id": copy["id"] } }))
            .await;
        assert_eq!(gone["extensions"]["code"], "NOT_FOUND");
    })
    .await;
}

#[tokio::test]
async fn trying_a_connection_tells_what_is_there_or_why_not() {
    with_server(async |server| {
        let good = server
            .data(TEST, json!({ "input": { "hosts": server.hosts() } }))
            .await;
        let good = &good["testConnection"];
        assert_eq!(good["ok"], true, "{good}");
        assert!(
            good["edition"].as_str().unwrap().contains("Community"),
            "{good}"
        );
        assert!(
            good["namespaces"]
                .as_array()
                .unwrap()
                .contains(&json!("test"))
        );

        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let web = server.address().to_string();
        let closed = {
            let free = TcpListener::bind("127.0.0.1:0").await.unwrap();
            free.local_addr().unwrap().to_string()
        };
        for host in [
            silent.local_addr().unwrap().to_string(),
            web,
            closed,
            "no-such-host.invalid".into(),
        ] {
            let bad = server
                .data(TEST, json!({ "input": { "hosts": [host] } }))
                .await;
            let bad = &bad["testConnection"];
            assert_eq!(bad["ok"], false, "{host}");
            assert!(
                ["UNAVAILABLE", "TIMEOUT"].contains(&bad["problem"]["code"].as_str().unwrap()),
                "{host}: {bad}"
            );
        }
        for host in [
            "",
            "a b",
            "host:0",
            "host:99999",
            "host:abc",
            "[::1",
            "::1]:3000",
            "http://host",
        ] {
            let error = server
                .error(TEST, json!({ "input": { "hosts": [host] } }))
                .await;
            assert_eq!(
                error["extensions"]["code"], "BAD_USER_INPUT",
                "{host:?}: {error}"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn a_dead_cluster_never_delays_another() {
    with_server(async |server| {
        let silent = TcpListener::bind("127.0.0.1:0").await.unwrap();
        let dead = server
            .connect("dead", &[silent.local_addr().unwrap().to_string()])
            .await;
        let query = "query($id: ID!) { cluster(connectionId: $id) { nodesAnswered } }";
        let slow = server.answer(query, json!({ "id": dead }));
        let quick = async {
            for _ in 0..5 {
                server
                    .data(query, json!({ "id": server.connection() }))
                    .await;
            }
        };
        tokio::pin!(slow);
        tokio::select! {
            biased;
            answer = &mut slow => panic!("the dead cluster answered first: {answer}"),
            () = quick => {}
        }
        let answer = slow.await;
        let code = answer["errors"][0]["extensions"]["code"].as_str().unwrap();
        assert!(["UNAVAILABLE", "TIMEOUT"].contains(&code), "{answer}");
        assert_eq!(answer["data"]["cluster"], Value::Null);
    })
    .await;
}

#[tokio::test]
async fn health_is_watched_and_its_feed_tells_of_changes() {
    with_server(async |server| {
        let query = "query($id: ID!) { connectionHealth(connectionId: $id) { status nodeCount nodesUp problem { code } } }";
        let id = json!({ "id": server.connection() });
        eventually("the connection is up", async || {
            let health = server.data(query, id.clone()).await;
            (health["connectionHealth"]["status"] == "UP").then_some(())
        })
        .await;
        let Some(cluster) = server.control("health_is_watched_and_its_feed_tells_of_changes") else { return };
        let mut socket = server.socket().await;
        let feed = "subscription($id: ID!) { connectionHealth(connectionId: $id) { kind health { status nodesUp } } }";
        socket.subscribe("h", feed, id).await;
        let first = socket.data("h").await;
        assert_eq!(first["connectionHealth"]["kind"], "SNAPSHOT");
        cluster.stop_node(2).await.unwrap();
        loop {
            let item = socket.data("h").await;
            let health = &item["connectionHealth"]["health"];
            if health["status"] == "DEGRADED" || health["nodesUp"] == 2 {
                break;
            }
        }
        cluster.start_node(2).await.unwrap();
    })
    .await;
}

#[tokio::test]
async fn profiles_survive_a_restart_and_a_wrong_key_changes_nothing() {
    let folder = Folder::new("restart");
    let config = |key: Option<&str>| Config {
        port: 0,
        data_dir: Some(folder.0.clone()),
        secret_key: key.map(str::to_owned),
        aerospike_seed: Some("127.0.0.1:1".to_owned()),
        ..Config::default()
    };
    // What is stored is compared as it is read: the file's own bytes change when SQLite moves its log into it.
    let stored = async |gateway: Gateway| {
        let fields = "connections{id,name,hosts,revision,updatedAt}";
        let url = format!("http://{}/graphql?query={{{fields}}}", gateway.address());
        let answer: Value = reqwest::get(url).await.unwrap().json().await.unwrap();
        assert!(gateway.shutdown().await);
        answer["data"]["connections"].clone()
    };
    let before = stored(Gateway::start(config(None)).await.unwrap()).await;
    assert_eq!(before[0]["hosts"], json!(["127.0.0.1:1"]));
    let key = fs::read(folder.0.join("secret.key")).unwrap();

    let Err(wrong) = Gateway::start(config(Some(&"ab".repeat(32)))).await else {
        panic!("a wrong key was accepted")
    };
    assert!(wrong.to_string().contains("key"), "{wrong}");
    assert_eq!(fs::read(folder.0.join("secret.key")).unwrap(), key);
    assert_eq!(
        stored(Gateway::start(config(None)).await.unwrap()).await,
        before
    );
}

/// Whoever reaches this server over the network must not reach its machine through it.
#[tokio::test]
async fn loopback_is_dialled_only_where_the_server_itself_is_reached_so() {
    for (host, allowed, refused) in [
        ("127.0.0.1", None, false),
        ("0.0.0.0", None, true),
        ("0.0.0.0", Some(true), false),
        ("127.0.0.1", Some(false), true),
    ] {
        let mut config = Config {
            host: host.parse().unwrap(),
            port: 0,
            ..Config::default()
        };
        config.modules.connections.allow_loopback_targets = allowed;
        let gateway = Gateway::start(config).await.unwrap();
        let input = json!({ "name": "here", "hosts": ["localhost:1"] });
        let create = "mutation($input: CreateConnectionInput!) {
            createConnection(input: $input) { connection { hosts } } }";
        let answer: Value = reqwest::Client::new()
            .post(format!(
                "http://127.0.0.1:{}/graphql",
                gateway.address().port()
            ))
            .json(&json!({ "query": create, "variables": { "input": input } }))
            .send()
            .await
            .unwrap()
            .json()
            .await
            .unwrap();
        let details = &answer["errors"][0]["extensions"]["details"];
        let expected = if refused {
            json!("LOOPBACK")
        } else {
            Value::Null
        };
        assert_eq!(details["refusal"], expected, "{host} {allowed:?}: {answer}");
        assert!(gateway.shutdown().await);
    }
}

#[tokio::test]
async fn a_file_that_is_no_database_is_left_alone() {
    let folder = Folder::new("foreign");
    fs::create_dir_all(&folder.0).unwrap();
    let text = "this is somebody's file, not a database. ".repeat(50);
    fs::write(folder.0.join("acm.db"), &text).unwrap();
    let config = Config {
        port: 0,
        data_dir: Some(folder.0.clone()),
        ..Config::default()
    };
    let Err(error) = Gateway::start(config).await else {
        panic!("it started")
    };
    assert!(error.to_string().contains("acm.db"), "{error}");
    assert_eq!(fs::read_to_string(folder.0.join("acm.db")).unwrap(), text);
}

/// A folder of its own, removed at the end.
struct Folder(PathBuf);

impl Folder {
    fn new(name: &str) -> Self {
        let path = std::env::temp_dir().join(format!("acm-{name}-{}", std::process::id()));
        let _ = fs::remove_dir_all(&path);
        Self(path)
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.0);
    }
}
