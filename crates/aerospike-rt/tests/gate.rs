//! What a client may look up and dial behind a gate.
#![expect(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    io::ErrorKind,
    net::IpAddr,
    sync::{Arc, Mutex},
};

use aerospike_rt::{
    Gate, lookup_host,
    net::{TcpListener, TcpStream},
    spawn, within,
};

/// Admits one address and keeps what it was asked.
struct Only(&'static str, Mutex<Vec<String>>);

impl Gate for Only {
    fn admits(&self, host: &str, address: IpAddr) -> bool {
        self.1.lock().unwrap().push(format!("{host} {address}"));
        address.to_string() == self.0
    }
}

fn only(address: &'static str) -> Arc<Only> {
    Arc::new(Only(address, Mutex::default()))
}

async fn listener() -> (TcpListener, String) {
    let listener = TcpListener::bind("127.0.0.1:0").await.unwrap();
    let address = listener.local_addr().unwrap().to_string();
    (listener, address)
}

#[tokio::test]
async fn an_address_is_dialled_when_the_gate_admits_it_and_not_otherwise() {
    let (_listener, address) = listener().await;
    let open = within(only("127.0.0.1"), TcpStream::connect(&address)).await;
    assert!(open.is_ok());
    let shut = within(only("10.0.0.1"), TcpStream::connect(&address)).await;
    assert_eq!(shut.unwrap_err().kind(), ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn a_name_yields_only_addresses_the_gate_admits() {
    let gate = only("127.0.0.1");
    let found = within(gate.clone(), lookup_host("localhost", 3000))
        .await
        .unwrap();
    assert_eq!(found, ["127.0.0.1:3000".parse().unwrap()]);
    let asked = gate.1.lock().unwrap().clone();
    assert!(
        asked.contains(&"localhost 127.0.0.1".to_owned()),
        "{asked:?}"
    );
    let none = within(only("10.0.0.1"), lookup_host("localhost", 3000)).await;
    assert_eq!(none.unwrap_err().kind(), ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn tasks_of_tasks_stay_behind_the_gate() {
    let (_listener, address) = listener().await;
    let shut = within(only("10.0.0.1"), async move {
        spawn(async move { spawn(TcpStream::connect(address)).await.unwrap() })
            .await
            .unwrap()
    });
    assert_eq!(shut.await.unwrap_err().kind(), ErrorKind::PermissionDenied);
}

#[tokio::test]
async fn outside_of_any_gate_everything_is_dialled() {
    let (_listener, address) = listener().await;
    assert!(TcpStream::connect(&address).await.is_ok());
    let port = address.rsplit_once(':').unwrap().1;
    let named = TcpStream::connect(format!("localhost:{port}")).await;
    assert!(named.is_ok());
}
