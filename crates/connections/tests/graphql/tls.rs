//! Encrypted connections with authorities and client certificates of a profile's own.

use std::sync::Arc;

use acm_embedded::EmbeddedCluster;
use serde_json::{Value, json};

use crate::support::{
    Changes, Front, guarded_real,
    pki::{Authority, Pair, server},
    with_loopback, world,
};

const FIELDS: &str = "connection { id revision tls { enabled serverName hasClientKey
    authorities { subject issuer notBefore notAfter }
    clientCertificate { subject issuer notBefore notAfter } } }";

/// A node that speaks TLS, and what a trial with these settings says of it.
async fn trial(tls_of_server: Arc<rustls::ServerConfig>, tls: Value) -> Value {
    let cluster = EmbeddedCluster::builder().nodes(1).start().await.unwrap();
    let changes = Changes {
        tls: Some(tls_of_server),
        ..Changes::default()
    };
    let front = Front::start(cluster.addresses()[0], changes).await;
    let world = guarded_real(with_loopback()).await;
    let document = "mutation($input: TestConnectionInput!) { testConnection(input: $input) {
        ok nodeCount problem { code message } } }";
    let input = json!({ "hosts": [front.address.to_string()], "tls": tls });
    let answer = world.run(document, json!({ "input": input })).await;
    drop(front);
    cluster.shutdown().await;
    answer["data"]["testConnection"].clone()
}

fn trusting(authority: &Authority) -> Value {
    json!({ "enabled": true, "caPem": authority.pem() })
}

fn with_client(mut tls: Value, client: &Pair) -> Value {
    tls["clientCertificatePem"] = json!(client.certificate);
    tls["clientKeyPem"] = json!(client.key);
    tls
}

#[tokio::test]
async fn an_own_authority_and_a_client_certificate_reach_a_cluster_that_wants_both() {
    let (authority, clients) = (Authority::new("Servers"), Authority::new("Clients"));
    let config = server(&authority.sign(&["127.0.0.1"]), Some(&clients));
    // Several authorities may stand in one text.
    let both = authority.pem() + &Authority::new("Another").pem();
    let tls = json!({ "enabled": true, "caPem": both });
    let found = trial(config, with_client(tls, &clients.sign(&["gateway"]))).await;
    assert_eq!(found["ok"], true, "{found}");
    assert_eq!(found["nodeCount"], 1);
}

#[tokio::test]
async fn a_server_name_of_ones_own_is_what_the_certificate_must_hold() {
    let authority = Authority::new("Servers");
    let config = server(&authority.sign(&["db.test"]), None);
    let mut tls = trusting(&authority);
    tls["serverName"] = json!("db.test");
    let found = trial(config, tls).await;
    assert_eq!(found["ok"], true, "{found}");
}

#[tokio::test]
async fn what_keeps_an_encrypted_connection_from_being_made_is_told_apart() {
    let (authority, stranger) = (Authority::new("Servers"), Authority::new("Stranger"));
    let good = authority.sign(&["127.0.0.1"]);
    for (config, tls, code, words) in [
        (
            server(&good, None),
            trusting(&stranger),
            "UNAVAILABLE",
            "No authority this connection trusts",
        ),
        (
            server(&authority.sign_expired(&["127.0.0.1"]), None),
            trusting(&authority),
            "UNAVAILABLE",
            "has expired",
        ),
        (
            server(&authority.sign(&["db.test"]), None),
            trusting(&authority),
            "UNAVAILABLE",
            "other names",
        ),
        (
            server(&good, Some(&authority)),
            trusting(&authority),
            "FORBIDDEN",
            "wants a client certificate",
        ),
        (
            server(&good, Some(&authority)),
            with_client(trusting(&authority), &stranger.sign(&["me"])),
            "FORBIDDEN",
            "does not accept this one",
        ),
        (
            server(&good, Some(&authority)),
            with_client(trusting(&authority), &authority.sign_expired(&["me"])),
            "FORBIDDEN",
            "does not accept this one",
        ),
    ] {
        let found = trial(config, tls).await;
        assert_eq!(found["problem"]["code"], code, "{words}: {found}");
        let message = found["problem"]["message"].as_str().unwrap();
        assert!(message.contains(words), "{words}: {message}");
    }
}

#[tokio::test]
async fn a_port_without_tls_and_one_with_it_are_told_apart() {
    let authority = Authority::new("Servers");
    let config = server(&authority.sign(&["127.0.0.1"]), None);
    let plain = trial(config, json!({ "enabled": false })).await;
    assert_eq!(plain["ok"], false, "{plain}");
    let cluster = EmbeddedCluster::builder().nodes(1).start().await.unwrap();
    let world = guarded_real(with_loopback()).await;
    let document = "mutation($input: TestConnectionInput!) { testConnection(input: $input) {
        problem { code message } } }";
    let hosts = [cluster.addresses()[0].to_string()];
    let input = json!({ "hosts": hosts, "tls": trusting(&authority) });
    let answer = world.run(document, json!({ "input": input })).await;
    let message = &answer["data"]["testConnection"]["problem"]["message"];
    assert!(message.as_str().unwrap().contains("speaks TLS"), "{answer}");
    cluster.shutdown().await;
}

#[tokio::test]
async fn certificates_are_shown_and_the_key_never_is() {
    let world = world().await;
    let authority = Authority::new("Servers");
    let client = authority.sign(&["gateway"]);
    let tls = with_client(trusting(&authority), &client);
    let document = format!(
        "mutation($input: CreateConnectionInput!) {{ createConnection(input: $input) {{ {FIELDS} }} }}"
    );
    let input = json!({ "input": { "name": "one", "hosts": ["a"], "tls": tls } });
    let answer = world.run(&document, input).await;
    let connection = &answer["data"]["createConnection"]["connection"];
    let shown = &connection["tls"];
    assert_eq!(shown["hasClientKey"], true, "{answer:#}");
    assert!(
        shown["authorities"][0]["subject"]
            .as_str()
            .unwrap()
            .contains("CN=Servers")
    );
    assert!(
        shown["clientCertificate"][0]["subject"]
            .as_str()
            .unwrap()
            .contains("CN=gateway")
    );
    assert!(
        shown["clientCertificate"][0]["issuer"]
            .as_str()
            .unwrap()
            .contains("CN=Servers")
    );
    assert_eq!(
        shown["clientCertificate"][0]["notAfter"],
        "2096-01-01T00:00:00.000Z"
    );
    assert!(!answer.to_string().contains("PRIVATE KEY"));

    // At rest it is sealed: what the store holds has no PEM of a key in it.
    let stored = world.store.list("connections").await.unwrap();
    let stored = serde_json::to_string(&stored[0].body).unwrap();
    assert!(!stored.contains("PRIVATE KEY"), "{stored}");

    // A conflict shows the profile as it is, the key apart.
    let id = connection["id"].as_str().unwrap();
    let stale = world
        .update(id, json!({ "note": "x", "expectedRevision": "99" }))
        .await;
    let current = &stale["errors"][0]["details"]["current"]["tls"];
    assert_eq!(current, shown);
}

#[tokio::test]
async fn certificate_and_key_are_kept_replaced_and_emptied_as_the_change_says() {
    let world = world().await;
    let authority = Authority::new("Servers");
    let (first, second) = (authority.sign(&["one"]), authority.sign(&["two"]));
    let id = world.create("one", &["a"]).await;
    let document = format!(
        "mutation($input: UpdateConnectionInput!) {{ updateConnection(input: $input) {{ {FIELDS} }} }}"
    );
    let update = async |tls: Value| {
        let input = json!({ "input": { "id": id, "tls": tls } });
        let answer = world.run(&document, input).await;
        match &answer["errors"][0]["details"]["field"] {
            Value::Null => answer["data"]["updateConnection"]["connection"]["tls"].clone(),
            field => field.clone(),
        }
    };
    let set = update(with_client(trusting(&authority), &first)).await;
    assert_eq!(set["hasClientKey"], true);
    let kept = update(json!({ "enabled": false })).await;
    assert_eq!(
        (&kept["hasClientKey"], &kept["enabled"]),
        (&json!(true), &json!(false))
    );
    assert_eq!(kept["authorities"].as_array().unwrap().len(), 1);
    let named = json!({ "enabled": true, "serverName": "db", "clientKeyPem": first.key });
    assert_eq!(update(named).await["serverName"], "db");
    assert_eq!(update(json!({ "enabled": true })).await["serverName"], "db");

    let key = json!("input.tls.clientKeyPem");
    let other = json!({ "enabled": true, "clientCertificatePem": second.certificate });
    assert_eq!(
        update(other).await,
        key,
        "the stored key is another certificate's"
    );
    let both = json!({ "enabled": true, "clientCertificatePem": second.certificate, "clientKeyPem": second.key });
    assert!(
        update(both).await["clientCertificate"][0]["subject"]
            .as_str()
            .unwrap()
            .contains("CN=two")
    );
    let locked = "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----";
    for (tls, field) in [
        (
            json!({ "enabled": true, "clientKeyPem": locked }),
            "input.tls.clientKeyPem",
        ),
        (
            json!({ "enabled": true, "clientKeyPem": first.key }),
            "input.tls.clientKeyPem",
        ),
        (
            json!({ "enabled": true, "caPem": "hello" }),
            "input.tls.caPem",
        ),
        (
            json!({ "enabled": true, "caPem": first.key }),
            "input.tls.caPem",
        ),
        (
            json!({ "enabled": true, "clientCertificatePem": "hello" }),
            "input.tls.clientCertificatePem",
        ),
    ] {
        assert_eq!(update(tls.clone()).await, json!(field), "{tls}");
    }
    let emptied =
        update(json!({ "enabled": true, "clientCertificatePem": null, "caPem": null })).await;
    assert_eq!(
        emptied["hasClientKey"], false,
        "a key goes with its certificate"
    );
    assert_eq!(
        (&emptied["authorities"], &emptied["clientCertificate"]),
        (&json!([]), &json!([]))
    );
}
