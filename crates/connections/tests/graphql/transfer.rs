//! Connections in and out as one document.

use acm_connections::TargetPolicy;
use async_graphql::Response;
use futures_util::{FutureExt, StreamExt};
use serde_json::{Value, json};

use crate::support::{Names, World, answer, guarded, pki::Authority, request, world};

const EXPORT: &str =
    "mutation($input: ExportConnectionsInput!) { exportConnections(input: $input) {
    document fileName count includesSecrets } }";
const PREVIEW: &str = "mutation($input: PreviewConnectionsImportInput!) {
    previewConnectionsImport(input: $input) { entries {
        index name hosts lateHosts outcome existing { id } password clientKey errors { field reason } } } }";
const IMPORT: &str = "mutation($input: ImportConnectionsInput!) {
    importConnections(input: $input) {
        entries { index name lateHosts outcome password clientKey } connections { id name hosts hasPassword } } }";

async fn export(world: &World, secrets: bool) -> Value {
    let input = json!({ "input": { "includeSecrets": secrets } });
    let answer = world.run(EXPORT, input).await;
    let text = answer["data"]["exportConnections"]["document"].as_str();
    serde_json::from_str(text.unwrap()).unwrap()
}

async fn preview(world: &World, document: &Value, conflict: &str) -> Vec<Value> {
    let input = json!({ "input": { "document": document.to_string(), "onConflict": conflict } });
    let answer = world.run(PREVIEW, input).await;
    let entries = &answer["data"]["previewConnectionsImport"]["entries"];
    assert!(entries.is_array(), "{answer:#}");
    entries.as_array().unwrap().clone()
}

async fn import(world: &World, document: &Value, conflict: &str) -> Value {
    let input = json!({ "document": document.to_string(), "onConflict": conflict });
    world.run(IMPORT, json!({ "input": input })).await
}

async fn names(world: &World) -> Vec<String> {
    let answer = world.run("{ connections { name } }", json!({})).await;
    let list = answer["data"]["connections"].as_array().unwrap().clone();
    list.iter()
        .map(|one| one["name"].as_str().unwrap().to_owned())
        .collect()
}

fn document(connections: Value) -> Value {
    json!({ "format": "acm-connections", "version": 1, "connections": connections })
}

fn outcomes(entries: &[Value]) -> Vec<&str> {
    entries
        .iter()
        .map(|entry| entry["outcome"].as_str().unwrap())
        .collect()
}

/// A connection that has everything a connection can have.
async fn full(world: &World) -> String {
    let authority = Authority::new("Servers");
    let client = authority.sign(&["gateway"]);
    let input = json!({
        "name": "full", "hosts": ["a:4000", "[fd00::7]:3000"], "clusterName": "c", "username": "u",
        "password": "hunter2", "color": "#112233", "note": "a\nnote", "keepsHistory": true,
        "labels": [{ "key": "env", "value": "prod" }, { "key": "team", "value": "a" }],
        "tls": { "enabled": true, "serverName": "db", "caPem": authority.pem(),
            "clientCertificatePem": client.certificate, "clientKeyPem": client.key },
    });
    let document = "mutation($input: CreateConnectionInput!) {
        createConnection(input: $input) { connection { id } } }";
    let answer = world.run(document, json!({ "input": input })).await;
    let id = &answer["data"]["createConnection"]["connection"]["id"];
    id.as_str().unwrap().to_owned()
}

#[tokio::test]
async fn what_is_exported_with_secrets_is_imported_the_same() {
    let source = world().await;
    full(&source).await;
    source.create("second", &["b"]).await;
    let exported = export(&source, true).await;
    assert_eq!(exported["connections"][0]["password"], "hunter2");

    let target = world().await;
    let entries = preview(&target, &exported, "SKIP").await;
    assert_eq!(outcomes(&entries), ["CREATE", "CREATE"]);
    assert_eq!(
        (&entries[0]["password"], &entries[0]["clientKey"]),
        (&json!("GIVEN"), &json!("GIVEN"))
    );
    assert_eq!(entries[0]["hosts"], json!(["a:4000", "[fd00::7]:3000"]));
    assert!(names(&target).await.is_empty(), "a look stores nothing");

    let imported = import(&target, &exported, "SKIP").await;
    let made = &imported["data"]["importConnections"]["connections"];
    assert_eq!(made[0]["hasPassword"], true, "{imported:#}");
    assert_eq!(names(&target).await, ["full", "second"]);
    let mut again = export(&target, true).await;
    again["exportedAt"] = exported["exportedAt"].clone();
    assert_eq!(again, exported);
}

#[tokio::test]
async fn without_secrets_none_leaves_and_a_replaced_connection_keeps_its_own() {
    let world = world().await;
    full(&world).await;
    let mut exported = export(&world, false).await;
    let text = exported.to_string();
    assert!(!text.contains("hunter2") && !text.contains("PRIVATE KEY"));
    assert!(exported["connections"][0].get("password").is_none());

    exported["connections"][0]["note"] = json!("changed");
    let entries = preview(&world, &exported, "REPLACE").await;
    assert_eq!(outcomes(&entries), ["REPLACE"]);
    assert_eq!(
        (&entries[0]["password"], &entries[0]["clientKey"]),
        (&json!("KEPT"), &json!("KEPT"))
    );
    import(&world, &exported, "REPLACE").await;
    let after = export(&world, true).await;
    assert_eq!(after["connections"][0]["note"], "changed");
    assert_eq!(after["connections"][0]["password"], "hunter2");
    // A server of its own gets the certificate, which waits there for its key.
    let elsewhere = self::world().await;
    let entries = preview(&elsewhere, &exported, "SKIP").await;
    assert_eq!(outcomes(&entries), ["CREATE"]);
    assert_eq!(entries[0]["clientKey"], "NONE");
}

#[tokio::test]
async fn a_server_that_keeps_its_secrets_says_so() {
    let world = crate::support::configured(|config| config.export_secrets = false).await;
    full(&world).await;
    let answer = world
        .run(EXPORT, json!({ "input": { "includeSecrets": true } }))
        .await;
    assert_eq!(answer["errors"][0]["code"], "FORBIDDEN");
    assert!(!answer.to_string().contains("hunter2"));
    assert_eq!(
        export(&world, false).await["connections"][0]["name"],
        "full"
    );
}

#[tokio::test]
async fn what_becomes_of_a_name_that_is_taken_is_chosen() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    let file =
        document(json!([{ "name": "one", "hosts": ["b"] }, { "name": "two", "hosts": ["c"] }]));
    for (conflict, expected) in [
        ("SKIP", ["SKIP", "CREATE"]),
        ("REPLACE", ["REPLACE", "CREATE"]),
        ("COPY", ["CREATE", "CREATE"]),
    ] {
        let entries = preview(&world, &file, conflict).await;
        assert_eq!(outcomes(&entries), expected, "{conflict}");
        assert_eq!(entries[0]["existing"]["id"], json!(id));
        assert_eq!(entries[1]["existing"], Value::Null);
    }
    assert_eq!(preview(&world, &file, "COPY").await[0]["name"], "one copy");
    import(&world, &file, "COPY").await;
    assert_eq!(names(&world).await, ["one", "one copy", "two"]);
    let replaced = import(&world, &file, "REPLACE").await;
    let connections = &replaced["data"]["importConnections"]["connections"];
    assert_eq!(
        (&connections[0]["id"], &connections[0]["hosts"]),
        (&json!(id), &json!(["b"]))
    );
    assert_eq!(names(&world).await, ["one", "one copy", "two"]);
}

#[tokio::test]
async fn an_import_is_whole_or_not_at_all_and_names_every_fault() {
    let world = world().await;
    let file = document(json!([
        { "name": "good", "hosts": ["a"] },
        { "name": "bad", "hosts": ["a", "b:x"] },
        { "name": "worse", "hosts": ["a"], "pasword": "x" },
        { "hosts": ["0x7f.1"] },
    ]));
    let entries = preview(&world, &file, "SKIP").await;
    assert_eq!(
        outcomes(&entries),
        ["CREATE", "INVALID", "INVALID", "INVALID"]
    );
    let field = |place: usize| entries[place]["errors"][0]["field"].as_str().unwrap();
    assert_eq!(field(1), "connections.1.hosts.1");
    assert_eq!(field(2), "connections.2.pasword");
    assert_eq!(field(3), "connections.3.name");
    let refused = import(&world, &file, "SKIP").await;
    let error = &refused["errors"][0];
    assert_eq!(
        (&error["code"], &error["details"]["field"]),
        (&json!("BAD_USER_INPUT"), &json!("input.document"))
    );
    assert_eq!(error["details"]["errors"].as_array().unwrap().len(), 3);
    assert!(names(&world).await.is_empty());

    let input = json!({ "document": file.to_string(), "entries": [0] });
    let chosen = world.run(IMPORT, json!({ "input": input })).await;
    assert_eq!(
        chosen["data"]["importConnections"]["connections"][0]["name"], "good",
        "{chosen:#}"
    );
    let input = json!({ "document": file.to_string(), "entries": [4] });
    let beyond = world.run(IMPORT, json!({ "input": input })).await;
    assert_eq!(beyond["errors"][0]["details"]["field"], "input.entries.0");
}

#[tokio::test]
async fn an_import_passes_the_target_policy() {
    let names = Names::default();
    names.set("inside", &["127.0.0.1"]);
    let world = guarded(TargetPolicy::default(), &names).await;
    let file = document(json!([
        { "name": "literal", "hosts": ["10.0.0.1", "169.254.169.254"] },
        { "name": "name", "hosts": ["inside"] },
        { "name": "fine", "hosts": ["10.0.0.1"] },
    ]));
    let entries = preview(&world, &file, "SKIP").await;
    assert_eq!(outcomes(&entries), ["INVALID", "INVALID", "CREATE"]);
    assert_eq!(entries[0]["errors"][0]["field"], "connections.0.hosts.1");
    let reason = entries[1]["errors"][0]["reason"].as_str().unwrap();
    assert!(reason.contains("loopback"), "{reason}");
}

#[tokio::test(start_paused = true)]
async fn names_of_a_document_are_looked_up_some_at_a_time_within_one_deadline() {
    let names = Names::default();
    names.set("inside", &["127.0.0.1"]);
    let world = guarded(TargetPolicy::default(), &names).await;
    let entries = (0..40).map(|n| {
        let hosts = (0..30).map(|host| format!("slow-{n}-{host}"));
        json!({ "name": format!("c{n}"), "hosts": hosts.collect::<Vec<_>>() })
    });
    let mut entries: Vec<Value> = entries.collect();
    entries.push(json!({ "name": "same", "hosts": ["slow-0-0:4000", "10.0.0.1"] }));
    entries.push(json!({ "name": "literal", "hosts": ["169.254.169.254", "slow-1-1"] }));
    let file = document(json!(entries));

    let began = tokio::time::Instant::now();
    let preview = preview(&world, &file, "SKIP").await;
    assert_eq!(began.elapsed().as_secs(), 5);
    assert_eq!(names.most_waiting(), 16);
    assert_eq!(preview[0]["outcome"], "CREATE");
    assert_eq!(preview[0]["lateHosts"].as_array().unwrap().len(), 30);
    assert_eq!(preview[40]["lateHosts"], json!(["slow-0-0:4000"]));
    assert_eq!(
        preview[41]["outcome"], "INVALID",
        "an address needs no look-up"
    );

    // Only what was chosen is looked up, and what was late is imported.
    let input = json!({ "document": file.to_string(), "entries": [40] });
    let imported = world.run(IMPORT, json!({ "input": input })).await;
    let entries = &imported["data"]["importConnections"]["entries"];
    assert_eq!(entries[40]["lateHosts"], json!(["slow-0-0:4000"]));
    assert_eq!(entries[0]["lateHosts"], json!([]));
}

#[tokio::test]
async fn no_more_is_imported_than_a_server_keeps() {
    let world = world().await;
    let many = |from: usize, to: usize| {
        let entries = (from..to).map(|n| json!({ "name": format!("c{n}"), "hosts": ["a"] }));
        document(entries.collect())
    };
    import(&world, &many(0, 499), "SKIP").await;
    let entries = preview(&world, &many(499, 502), "SKIP").await;
    assert_eq!(outcomes(&entries), ["CREATE", "INVALID", "INVALID"]);
    let refused = import(&world, &many(499, 502), "SKIP").await;
    assert_eq!(refused["errors"][0]["code"], "BAD_USER_INPUT");
    assert_eq!(names(&world).await.len(), 499);
}

/// What the next item of the feed brings; every change brings exactly one.
fn told(item: Option<Response>) -> (Vec<String>, usize, usize) {
    // `None` is a change that was not told at once.
    let item = answer(&item.unwrap());
    let item = &item["data"]["connectionsChanged"];
    let names = item["connections"].as_array().unwrap();
    let names = names
        .iter()
        .map(|one| one["name"].as_str().unwrap().to_owned());
    let count = |field: &str| item[field].as_array().unwrap().len();
    (names.collect(), count("removedIds"), count("order"))
}

#[tokio::test]
async fn every_way_to_change_connections_is_told_to_those_who_watch() {
    let world = world().await;
    let feed = world.schema.execute_stream(request(
        "subscription { connectionsChanged { connections { name } removedIds order } }",
        json!({}),
    ));
    let mut feed = std::pin::pin!(feed);
    let first = feed.next().await;
    assert_eq!(told(first), (vec![], 0, 0));
    macro_rules! next {
        () => {
            told(feed.next().now_or_never().flatten())
        };
    }
    let id = world.create("one", &["a"]).await;
    assert_eq!(next!(), (vec!["one".into()], 0, 1));
    world.update(&id, json!({ "note": "x" })).await;
    assert_eq!(next!(), (vec!["one".into()], 0, 1));
    let duplicate =
        "mutation($id: ID!) { duplicateConnection(input: { id: $id }) { connection { id } } }";
    let copy = world.run(duplicate, json!({ "id": id })).await;
    assert_eq!(next!(), (vec!["one copy".into()], 0, 2));
    let copy = copy["data"]["duplicateConnection"]["connection"]["id"].clone();
    let reorder = "mutation($ids: [ID!]!) { reorderConnections(input: { ids: $ids }) { connections { id } } }";
    world.run(reorder, json!({ "ids": [copy, id] })).await;
    assert_eq!(next!(), (vec![], 0, 2));
    let file = document(
        json!([{ "name": "one", "hosts": ["z"] }, { "name": "two", "hosts": ["b"] }, { "name": "three", "hosts": ["c"] }]),
    );
    import(&world, &file, "REPLACE").await;
    assert_eq!(
        next!(),
        (vec!["one".into(), "two".into(), "three".into()], 0, 4)
    );
    let delete = "mutation($id: ID!) { deleteConnection(input: { id: $id }) { id } }";
    world.run(delete, json!({ "id": id })).await;
    assert_eq!(next!(), (vec![], 1, 3));
    world
        .module
        .ensure_profile("made", vec!["q".into()], None)
        .await
        .unwrap();
    assert_eq!(next!(), (vec!["made".into()], 0, 4));
}
