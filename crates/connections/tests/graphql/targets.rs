//! Which hosts are stored, tried and dialled.

use std::time::Duration;

use acm_connections::TargetPolicy;
use acm_embedded::EmbeddedCluster;
use futures_util::StreamExt;
use serde_json::{Value, json};
use tokio::{net::TcpListener, time::timeout};

use crate::support::{
    Changes, Front, Names, World, answer, guarded, guarded_real, request, three_nodes,
    with_loopback,
};

const CREATE: &str = "mutation($input: CreateConnectionInput!) {
    createConnection(input: $input) { connection { id hosts } } }";
const TEST: &str = "mutation($input: TestConnectionInput!) {
    testConnection(input: $input) { ok nodeCount problem { code message } } }";

async fn create(world: &World, host: &str) -> Value {
    let input = json!({ "input": { "name": "one", "hosts": ["10.0.0.1", host] } });
    world.run(CREATE, input).await
}

fn refusal(answer: &Value) -> (&str, &str, &str) {
    let error = &answer["errors"][0];
    let text = |value: &'_ Value| value.as_str().map(|_| ()).is_some();
    assert!(text(&error["details"]["reason"]), "{answer:#}");
    (
        error["code"].as_str().unwrap(),
        error["details"]["field"].as_str().unwrap(),
        error["details"]["refusal"].as_str().unwrap_or("none"),
    )
}

/// Inventory 3.1 items 2, 11 and 12: no way to write an address hides it.
#[tokio::test]
async fn a_refused_address_is_refused_in_every_form_it_can_be_written() {
    let world = guarded(TargetPolicy::default(), &Names::default()).await;
    for (host, reason) in [
        ("127.0.0.1", "LOOPBACK"),
        ("127.0.0.1:3000", "LOOPBACK"),
        ("[::1]:3000", "LOOPBACK"),
        ("::1", "LOOPBACK"),
        ("::ffff:127.0.0.1", "LOOPBACK"),
        ("[::ffff:7f00:1]:3000", "LOOPBACK"),
        ("64:ff9b::7f00:1", "LOOPBACK"),
        ("2002:7f00:1::", "LOOPBACK"),
        ("0.0.0.0", "UNSPECIFIED"),
        ("[::]:3000", "UNSPECIFIED"),
        ("169.254.7.7", "LINK_LOCAL"),
        ("fe80::7", "LINK_LOCAL"),
        // Metadata services of the large clouds, by address, in brackets, with a port.
        ("169.254.169.254:80", "METADATA"),
        ("169.254.170.2", "METADATA"),
        ("169.254.170.23:80", "METADATA"),
        ("[fd00:ec2::254]:80", "METADATA"),
        ("fd00:ec2::23", "METADATA"),
        ("[FD00:0EC2:0::0023]", "METADATA"),
        ("100.100.100.200", "METADATA"),
        ("192.0.0.192", "METADATA"),
        ("168.63.129.16", "METADATA"),
        ("fd20:ce::254", "METADATA"),
        // Inside an IPv6 address: mapped, compatible, NAT64, its local-use prefix, 6to4, Teredo.
        ("::ffff:169.254.169.254", "METADATA"),
        ("::169.254.169.254", "METADATA"),
        ("[::a9fe:a9fe]:80", "METADATA"),
        ("64:ff9b::a9fe:a9fe", "METADATA"),
        ("64:ff9b:1::a9fe:a9fe", "METADATA"),
        ("64:ff9b:1:a9fe:a9:fe00:a00:1", "METADATA"),
        ("2002:a9fe:a9fe::", "METADATA"),
        ("2001:0:a9fe:a9fe::", "METADATA"),
        ("[2001:0:4136:e378:8000:63bf:5601:5601]:80", "METADATA"),
        ("224.0.0.1", "MULTICAST"),
        ("[ff02::1]:3000", "MULTICAST"),
        ("255.255.255.255", "RESERVED"),
        // Other forms of the same address are refused as forms, whatever the policy.
        ("2130706433", "none"),
        ("0x7f.1", "none"),
        ("0177.0.0.1", "none"),
        ("127.1:3000", "none"),
        ("127.0.0.1:abc", "none"),
        ("2852039166", "none"),
        ("0xa9fea9fe:80", "none"),
        ("0xA9.0xFE.0xA9.0xFE", "none"),
        ("0251.0376.0251.0376", "none"),
        ("169.254.43518", "none"),
        ("169.16689662:80", "none"),
        ("169.254.169.254.", "none"),
        ("169.254.169.254.:80", "none"),
        ("[169.254.169.254]:80", "none"),
        // A zone belongs to one machine and hides nothing here: an address with one is no host.
        ("fe80::1%eth0", "none"),
        ("[fe80::1%eth0]:3000", "none"),
        ("[fe80::1%25eth0]:3000", "none"),
        ("::ffff:169.254.169.254%1", "none"),
    ] {
        let answer = create(&world, host).await;
        let expected = ("BAD_USER_INPUT", "input.hosts.1", reason);
        assert_eq!(refusal(&answer), expected, "{host}");
    }
    let stored = world.run("{ connections { id } }", json!({})).await;
    assert_eq!(stored["data"]["connections"], json!([]));
}

#[tokio::test]
async fn a_name_is_refused_when_any_of_its_addresses_is() {
    let names = Names::default();
    names.set("good", &["10.0.0.7", "fd00::7"]);
    names.set("mixed", &["10.0.0.7", "169.254.169.254"]);
    names.set("mapped", &["::ffff:127.0.0.1"]);
    names.set("rooted.", &["169.254.169.254"]);
    names.set("pods", &["fd00:ec2::23"]);
    let world = guarded(TargetPolicy::default(), &names).await;
    let made = create(&world, "good:4000").await;
    assert!(made["errors"].is_null(), "{made:#}");
    let unknown = create(&world, "not-there-yet").await;
    assert!(unknown["errors"].is_null(), "{unknown:#}");
    for (name, reason) in [
        ("mixed", "METADATA"),
        ("mapped:3000", "LOOPBACK"),
        ("rooted.", "METADATA"),
        ("Rooted.:80", "METADATA"),
        ("pods", "METADATA"),
    ] {
        let answer = create(&world, name).await;
        let expected = ("BAD_USER_INPUT", "input.hosts.1", reason);
        assert_eq!(refusal(&answer), expected, "{name}");
        let text = answer.to_string();
        assert!(
            !["169.254", "127.0", "fd00"]
                .iter()
                .any(|address| text.contains(address)),
            "{text}"
        );
    }
}

/// Inventory 3.1 item 7: the rule holds at every door, not at the trial only.
#[tokio::test]
async fn the_policy_holds_for_creating_changing_and_trying() {
    let world = guarded(TargetPolicy::default(), &Names::default()).await;
    world.dialer.set("10.0.0.1", Ok(three_nodes()));
    let id = world.create("one", &["10.0.0.1"]).await;
    let expected = ("BAD_USER_INPUT", "input.hosts.0", "LOOPBACK");
    let hosts = json!({ "hosts": ["127.0.0.1"] });
    assert_eq!(refusal(&world.update(&id, hosts.clone()).await), expected);
    let tried = world.run(TEST, json!({ "input": hosts })).await;
    assert_eq!(refusal(&tried), expected);
    let of_profile = json!({ "id": id, "hosts": ["127.0.0.1"] });
    let tried = world.run(TEST, json!({ "input": of_profile })).await;
    assert_eq!(refusal(&tried), expected);
    assert!(world.dialer.dials().is_empty());
}

#[tokio::test]
async fn a_stored_host_the_policy_refuses_is_not_dialled() {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap();
    let world = guarded_real(TargetPolicy::default()).await;
    // As an operator's AEROSPIKE_HOST: stored without a look, judged when it is dialled.
    let made = world.module.seed_profile("seed", address.to_string()).await;
    let id = made.unwrap().unwrap();
    let error = world.module.live().client(&id).await.unwrap_err();
    let error = acm_core::ApiError::from(error);
    assert_eq!(error.code().as_str(), "FORBIDDEN");
    let details = json!(error.details());
    assert_eq!(details["cause"], "TARGET_REFUSED");
    assert_eq!(details["refusal"], "LOOPBACK");
    let dialled = timeout(Duration::from_millis(1), listener.accept()).await;
    assert!(dialled.is_err(), "somebody dialled");
}

#[tokio::test]
async fn a_peer_at_a_refused_address_gets_no_traffic_and_is_told_of() {
    let cluster = EmbeddedCluster::builder().nodes(1).start().await.unwrap();
    let victim = TcpListener::bind("127.0.0.2:0").await.unwrap();
    let port = victim.local_addr().unwrap().port();
    let changes = Changes {
        peers: Some(format!(
            "7,3000,[[BB9,,[127.0.0.2:{port}]],[BB8,,[localhost.:{port},127.0.0.2:{port}]]]"
        )),
        ..Changes::default()
    };
    let front = Front::start(cluster.addresses()[0], changes).await;
    let policy = TargetPolicy {
        deny: vec!["127.0.0.2/32".parse().unwrap(), "::1/128".parse().unwrap()],
        ..with_loopback()
    };
    let world = guarded_real(policy).await;
    let id = world.create("one", &[&front.address.to_string()]).await;
    let document = "subscription($id: ID!) { connectionHealth(connectionId: $id) {
        health { status nodeCount problem { code message } } } }";
    let feed = world
        .schema
        .execute_stream(request(document, json!({ "id": id })));
    let mut feed = std::pin::pin!(feed);
    let degraded = async {
        loop {
            let item = answer(&feed.next().await.unwrap());
            let health = item["data"]["connectionHealth"]["health"].clone();
            if health["status"] == "DEGRADED" {
                return health;
            }
        }
    };
    let health = timeout(Duration::from_secs(30), degraded).await.unwrap();
    assert_eq!(health["nodeCount"], 1);
    assert_eq!(health["problem"]["code"], "FORBIDDEN");
    let message = health["problem"]["message"].as_str().unwrap();
    assert!(
        message.contains("127.0.0.2 (an address in denied-targets)"),
        "{message}"
    );
    let dialled = timeout(Duration::from_millis(1), victim.accept()).await;
    assert!(dialled.is_err(), "somebody dialled");
    world.module.hooks().shutdown().await;
    cluster.shutdown().await;
}

/// A peer's TLS name is what its certificate must hold, and no place to go to.
#[tokio::test]
async fn the_tls_name_of_a_peer_is_not_dialled() {
    let cluster = EmbeddedCluster::builder().nodes(2).start().await.unwrap();
    let victim = TcpListener::bind("127.0.0.2:0").await.unwrap();
    let port = victim.local_addr().unwrap().port();
    let peer = cluster.addresses()[1];
    let changes = Changes {
        peers: Some(format!("7,{port},[[A2,127.0.0.2,[{peer}]]]")),
        ..Changes::default()
    };
    let front = Front::start(cluster.addresses()[0], changes).await;
    let policy = TargetPolicy {
        deny: vec!["127.0.0.2/32".parse().unwrap()],
        ..with_loopback()
    };
    let world = guarded_real(policy).await;
    let input = json!({ "input": { "hosts": [front.address.to_string()] } });
    let tried = world.run(TEST, input).await;
    let found = &tried["data"]["testConnection"];
    assert_eq!(
        (&found["ok"], &found["nodeCount"]),
        (&json!(true), &json!(2)),
        "{tried}"
    );
    let dialled = timeout(Duration::from_millis(1), victim.accept()).await;
    assert!(dialled.is_err(), "somebody dialled");
    world.module.hooks().shutdown().await;
    cluster.shutdown().await;
}
