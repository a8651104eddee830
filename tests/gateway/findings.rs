//! The health advisor, over a cluster that is changed until it has something to say.

use acm_embedded::MigrationPace;
use acm_tests::{TestServer, ask, eventually, with_server};
use serde_json::{Value, json};

const REPORT: &str = "query($id: ID!) { findings(connectionId: $id) {
    nodesAnswered nodesTotal counts { critical }
    findings { id code severity title subject { kind node namespace } evidence { name value limit node }
        fix { action setting context } }
    checks { code outcome gaps { node namespace reason } } } }";

async fn report(server: &TestServer) -> Value {
    let variables = json!({ "id": server.connection() });
    server.data(REPORT, variables).await["findings"].take()
}

fn codes(report: &Value) -> Vec<&str> {
    let findings = report["findings"].as_array().unwrap().iter();
    findings.map(|one| one["code"].as_str().unwrap()).collect()
}

fn outcome<'a>(report: &'a Value, code: &str) -> &'a str {
    let mut checks = report["checks"].as_array().unwrap().iter();
    let check = checks.find(|check| check["code"] == code).unwrap();
    check["outcome"].as_str().unwrap()
}

#[tokio::test]
async fn a_well_cluster_has_no_critical_finding_and_every_check_has_an_outcome() {
    with_server(async |server| {
        let report = report(server).await;
        assert_eq!(report["counts"]["critical"], 0, "{report:#}");
        for code in [
            "NODE_SILENT",
            "CLUSTER_SPLIT",
            "WRITES_STOPPED",
            "VERSIONS_MIXED",
        ] {
            assert_eq!(outcome(&report, code), "CLEAR", "{report:#}");
        }
        for check in report["checks"].as_array().unwrap() {
            let open = check["gaps"].as_array().unwrap().is_empty();
            assert_eq!(
                check["outcome"] == "CLEAR",
                open && check["outcome"] != "FOUND"
            );
        }
    })
    .await;
}

#[tokio::test]
async fn clients_near_the_limit_of_connections_are_found_with_the_setting_that_bounds_them() {
    with_server(async |server| {
        let name =
            "clients_near_the_limit_of_connections_are_found_with_the_setting_that_bounds_them";
        let Some(cluster) = server.control(name) else {
            return;
        };
        let open = report(server).await;
        assert!(
            !codes(&open).contains(&"CONNECTIONS_NEAR_LIMIT"),
            "{open:#}"
        );
        let address = cluster.addresses()[0];
        ask(address, "set-config:context=service;proto-fd-max=10").await;
        let mut held = Vec::new();
        for _ in 0..7 {
            held.push(tokio::net::TcpStream::connect(address).await.unwrap());
        }
        let found = eventually("the connections are found", async || {
            let report = report(server).await;
            let mut findings = report["findings"].as_array().unwrap().iter();
            findings
                .find(|one| one["code"] == "CONNECTIONS_NEAR_LIMIT")
                .cloned()
        })
        .await;
        assert_eq!(found["subject"]["kind"], "NODE");
        assert_eq!(found["evidence"][0]["limit"], "10");
        assert_eq!(
            (&found["fix"]["setting"], &found["fix"]["context"]),
            (&json!("proto-fd-max"), &json!("SERVICE"))
        );
        drop(held);
        ask(address, "set-config:context=service;proto-fd-max=1024").await;
    })
    .await;
}

#[tokio::test]
async fn a_time_to_live_that_nothing_enforces_is_found_until_nsup_runs() {
    with_server(async |server| {
        let name = "a_time_to_live_that_nothing_enforces_is_found_until_nsup_runs";
        let Some(cluster) = server.control(name) else {
            return;
        };
        let configure = async |setting: &str| {
            for address in cluster.addresses() {
                let command = format!("set-config:context=namespace;namespace=bar;{setting}");
                let reply = ask(address, &command).await;
                assert!(reply.contains("ok"), "{reply}");
            }
        };
        let found = async |code: &'static str, wanted: bool| {
            eventually("the report follows the settings", async || {
                let report = report(server).await;
                (codes(&report).contains(&code) == wanted).then_some(())
            })
            .await;
        };
        configure("allow-ttl-without-nsup=true").await;
        configure("default-ttl=3600").await;
        configure("allow-ttl-without-nsup=false").await;
        found("TTL_WITHOUT_NSUP", true).await;
        configure("nsup-period=120").await;
        found("TTL_WITHOUT_NSUP", false).await;
    })
    .await;
}

#[tokio::test]
async fn a_lost_node_is_followed_from_silence_to_findings_and_back() {
    with_server(async |server| {
        let name = "a_lost_node_is_followed_from_silence_to_findings_and_back";
        let Some(cluster) = server.control(name) else {
            return;
        };
        cluster.set_migration_pace(MigrationPace::ByHand);
        let mut socket = server.socket().await;
        let feed = "subscription($id: ID!) { findingsChanged(connectionId: $id) {
            kind problem { code } report { nodesAnswered nodesTotal findings { code }
                checks { code outcome } } } }";
        let variables = json!({ "id": server.connection() });
        socket.subscribe("f", feed, variables).await;
        let first = socket.data("f").await["findingsChanged"].take();
        assert_eq!(first["kind"], "SNAPSHOT");
        assert_eq!(first["report"]["nodesAnswered"], 3);
        // The two that are left agree about a smaller cluster while they are asked.
        cluster.stop_node(2).await.unwrap();
        loop {
            let item = socket.data("f").await["findingsChanged"].take();
            let report = &item["report"];
            let gone = report["nodesTotal"] == 2;
            if gone || codes(report).contains(&"NODE_SILENT") {
                assert_ne!(outcome(report, "NODE_SILENT"), "UNKNOWN");
                break;
            }
        }
        cluster.start_node(2).await.unwrap();
    })
    .await;
}
