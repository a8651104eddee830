//! A stored secret is sent to whom it was given for, and to nobody else.

use serde_json::{Value, json};

use crate::support::{World, pki::Authority, three_nodes, world};

const UPDATE: &str =
    "mutation($input: UpdateConnectionInput!) { answer: updateConnection(input: $input) {
    connection { hasPassword tls { hasClientKey } } } }";
const TRY: &str =
    "mutation($input: TestConnectionInput!) { answer: testConnection(input: $input) { ok } }";
const PASSWORD: &str = "input.password";
const KEY: &str = "input.tls.clientKeyPem";

/// A connection to `a` and `b`, with a password and TLS.
async fn with_secrets(world: &World, authority: &Authority) -> String {
    let client = authority.sign(&["gateway"]);
    let id = world.create("one", &["a", "b"]).await;
    let tls = json!({ "enabled": true, "serverName": "db", "caPem": authority.pem(),
        "clientCertificatePem": client.certificate, "clientKeyPem": client.key });
    world
        .update(
            &id,
            json!({ "username": "u", "password": "hunter2", "tls": tls }),
        )
        .await;
    id
}

/// The field a change was refused at; null when it was not.
async fn refused_at(world: &World, document: &str, id: &str, mut change: Value) -> Value {
    change["id"] = json!(id);
    let answer = world.run(document, json!({ "input": change })).await;
    let error = &answer["errors"][0];
    if error.is_null() {
        assert!(answer["data"]["answer"].is_object(), "{answer:#}");
        return Value::Null;
    }
    assert_eq!(error["code"], "BAD_USER_INPUT", "{answer:#}");
    error["details"]["field"].clone()
}

/// What would send secrets to whom they were not given for, and the secret that is asked for first.
fn elsewhere(stranger: &Authority) -> Vec<(Value, &'static str)> {
    let tls = |change: Value| {
        let mut tls = json!({ "enabled": true });
        for (name, value) in change.as_object().unwrap() {
            tls[name] = value.clone();
        }
        json!({ "tls": tls })
    };
    vec![
        (json!({ "hosts": ["mallory"] }), KEY),
        (json!({ "hosts": ["a", "b", "mallory"] }), KEY),
        (json!({ "hosts": ["a:3001"] }), KEY),
        (tls(json!({ "serverName": "mallory" })), KEY),
        (tls(json!({ "serverName": null })), KEY),
        (tls(json!({ "caPem": stranger.pem() })), KEY),
        (tls(json!({ "caPem": null })), KEY),
        (tls(json!({ "enabled": false })), PASSWORD),
        (json!({ "tls": null }), PASSWORD),
    ]
}

#[tokio::test]
async fn a_stored_secret_does_not_follow_to_where_it_was_not_given_for() {
    let world = world().await;
    let authority = Authority::new("Servers");
    let id = with_secrets(&world, &authority).await;
    world.dialer.set("mallory", Ok(three_nodes()));
    for (change, field) in elsewhere(&Authority::new("Stranger")) {
        for document in [UPDATE, TRY] {
            let refused = refused_at(&world, document, &id, change.clone()).await;
            assert_eq!(refused, field, "{change}");
        }
        // With the key given or gone, the password is asked for as well.
        let mut without_key = change.clone();
        if field == KEY {
            let enabled = json!({ "enabled": true });
            let tls = change.get("tls").unwrap_or(&enabled);
            without_key["tls"] = tls.clone();
            without_key["tls"]["clientKeyPem"] = Value::Null;
        }
        for document in [UPDATE, TRY] {
            let refused = refused_at(&world, document, &id, without_key.clone()).await;
            assert_eq!(refused, PASSWORD, "{without_key}");
        }
    }
    assert!(world.dialer.dials().is_empty(), "nothing was dialled");
}

#[tokio::test]
async fn a_secret_given_again_or_emptied_goes_with_the_change() {
    let authority = Authority::new("Servers");
    for (change, _) in elsewhere(&Authority::new("Stranger")) {
        for password in [json!("again"), Value::Null] {
            let world = world().await;
            let id = with_secrets(&world, &authority).await;
            let mut given = change.clone();
            given["password"] = password;
            if given["tls"].is_null() && given.get("tls").is_none() {
                given["tls"] = json!({ "enabled": true });
            }
            if given["tls"].is_object() {
                given["tls"]["clientKeyPem"] = Value::Null;
            }
            for document in [TRY, UPDATE] {
                let refused = refused_at(&world, document, &id, given.clone()).await;
                assert_eq!(refused, Value::Null, "{given}");
            }
        }
    }
}

#[tokio::test]
async fn what_sends_secrets_to_nobody_else_keeps_them() {
    let world = world().await;
    let authority = Authority::new("Servers");
    let id = with_secrets(&world, &authority).await;
    for change in [
        json!({ "hosts": ["b", "A:3000"] }),
        json!({ "hosts": ["b"] }),
        json!({ "clusterName": "c", "username": "v", "note": "n" }),
        json!({ "tls": { "enabled": true, "serverName": "db", "caPem": authority.pem() } }),
    ] {
        let refused = refused_at(&world, UPDATE, &id, change.clone()).await;
        assert_eq!(refused, Value::Null, "{change}");
    }
    // A host that was removed is a new one when it comes back.
    let back = json!({ "hosts": ["a", "b"] });
    assert_eq!(refused_at(&world, UPDATE, &id, back).await, KEY);

    // What went in the clear before may go encrypted, whoever is trusted then.
    let plain = world.create("plain", &["a"]).await;
    world
        .update(&plain, json!({ "username": "u", "password": "p" }))
        .await;
    let tls = json!({ "tls": { "enabled": true, "serverName": "db", "caPem": authority.pem() } });
    assert_eq!(refused_at(&world, UPDATE, &plain, tls).await, Value::Null);
}

#[tokio::test]
async fn the_refusal_says_what_changed_and_what_to_do() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    world
        .update(&id, json!({ "username": "u", "password": "p" }))
        .await;
    let answer = world.update(&id, json!({ "hosts": ["b"] })).await;
    insta::assert_snapshot!(
        answer["errors"][0]["message"].as_str().unwrap(),
        @"input.password: give the password again, or null to remove it: hosts were added or changed, and the stored one is sent only to whom it was given for"
    );
}

#[tokio::test]
async fn an_import_takes_no_stored_secret_elsewhere() {
    let world = world().await;
    let id = world.create("one", &["a"]).await;
    world
        .update(&id, json!({ "username": "u", "password": "hunter2" }))
        .await;
    let run = async |entry: Value| {
        let mut connection = json!({ "name": "one", "hosts": ["mallory"], "username": "u" });
        for (name, value) in entry.as_object().unwrap() {
            connection[name] = value.clone();
        }
        let file =
            json!({ "format": "acm-connections", "version": 1, "connections": [connection] });
        let document = "mutation($input: PreviewConnectionsImportInput!) {
            previewConnectionsImport(input: $input) { entries { outcome password errors { field reason } } } }";
        let input = json!({ "document": file.to_string(), "onConflict": "REPLACE" });
        let answer = world.run(document, json!({ "input": input })).await;
        answer["data"]["previewConnectionsImport"]["entries"][0].clone()
    };
    let refused = run(json!({})).await;
    assert_eq!(refused["outcome"], "INVALID", "{refused}");
    assert_eq!(refused["errors"][0]["field"], "connections.0.password");
    let given = run(json!({ "password": "again" })).await;
    assert_eq!(
        (&given["outcome"], &given["password"]),
        (&json!("REPLACE"), &json!("GIVEN"))
    );
    let emptied = run(json!({ "password": null })).await;
    assert_eq!(
        (&emptied["outcome"], &emptied["password"]),
        (&json!("REPLACE"), &json!("NONE"))
    );
    let kept = run(json!({ "hosts": ["a:3000"] })).await;
    assert_eq!(
        (&kept["outcome"], &kept["password"]),
        (&json!("REPLACE"), &json!("KEPT"))
    );
}
