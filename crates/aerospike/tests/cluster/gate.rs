//! Addresses a cluster announces pass the gate, whichever way it announces them.

use std::collections::HashSet;
use std::net::{IpAddr, Ipv4Addr};
use std::sync::{Arc, Mutex};
use std::time::Duration;

use acm_aerospike::client::{Gate, GateRef};
use acm_aerospike::{Cluster, ConnectOptions};
use acm_embedded::EmbeddedCluster;
use tokio::net::TcpListener;
use tokio::time::{sleep, timeout};

use crate::harness::{hosts, soon};

const ANNOUNCED: IpAddr = IpAddr::V4(Ipv4Addr::new(127, 0, 0, 2));

/// Refuses one address, and keeps what it was asked.
struct Except(IpAddr, Mutex<HashSet<IpAddr>>);

impl Gate for Except {
    fn admits(&self, _: &str, address: IpAddr) -> bool {
        self.1.lock().unwrap().insert(address);
        address != self.0
    }
}

async fn announcing(ip: IpAddr) -> EmbeddedCluster {
    let cluster = EmbeddedCluster::builder().nodes(3).alternate_ip(ip);
    cluster.start().await.unwrap()
}

/// A client outside of the cluster's network, which knows one node.
async fn outside(embedded: &EmbeddedCluster, gate: Arc<dyn Gate>) -> Cluster {
    let mut options = ConnectOptions::new(hosts(embedded).split_off(2));
    options.use_services_alternate = true;
    options.gate = Some(GateRef(gate));
    Cluster::connect(&options, soon()).await.unwrap()
}

#[tokio::test(flavor = "multi_thread")]
async fn peers_are_found_at_their_alternate_addresses() {
    let here = IpAddr::V4(Ipv4Addr::LOCALHOST);
    let embedded = announcing(here).await;
    let gate = Arc::new(Except(ANNOUNCED, Mutex::default()));
    let cluster = outside(&embedded, gate).await;
    assert_eq!(cluster.nodes().len(), 3);
    assert!(cluster.refused().is_empty());
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_alternate_address_the_gate_refuses_gets_no_traffic_and_is_told_of() {
    let embedded = announcing(ANNOUNCED).await;
    let mut victims = Vec::new();
    for address in embedded.addresses() {
        victims.push(
            TcpListener::bind((ANNOUNCED, address.port()))
                .await
                .unwrap(),
        );
    }
    let gate = Arc::new(Except(ANNOUNCED, Mutex::default()));
    let cluster = outside(&embedded, gate.clone()).await;
    let told = async {
        while cluster.refused().is_empty() {
            sleep(Duration::from_millis(10)).await;
        }
        cluster.refused()
    };
    let refused = timeout(Duration::from_secs(10), told).await.unwrap();
    assert!(refused.iter().all(|refused| refused.address == ANNOUNCED));
    assert!(gate.1.lock().unwrap().contains(&ANNOUNCED));
    assert_eq!(cluster.nodes().len(), 1, "the seed alone");
    for victim in victims {
        let dialled = timeout(Duration::from_millis(1), victim.accept()).await;
        assert!(dialled.is_err(), "somebody dialled");
    }
    cluster.close().await;
    embedded.shutdown().await;
}
