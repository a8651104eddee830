//! How soon `acm serve` answers, and what it takes when nothing is asked of it.

use std::{path::Path, time::Duration};

use tokio::time::sleep;

use crate::{
    http::{Connection, send},
    machine::{SERVER, resident_megabytes},
    process::{Process, acm},
};

/// Starts that are timed; the middle one counts.
const STARTS: usize = 5;
/// How long it is left alone before its memory is read.
const REST: Duration = Duration::from_secs(1);

/// Starts the gateway on its core.
pub(crate) fn serve(folder: &Path, config: Option<&Path>) -> Process {
    let data = folder.join("data");
    let mut arguments = vec!["serve", "--port", "0", "--log", "warn"];
    arguments.extend(["--data-dir", data.to_str().unwrap()]);
    if let Some(config) = config {
        arguments.extend(["--config", config.to_str().unwrap()]);
    }
    Process::start(SERVER, &acm(), &arguments)
}

/// Milliseconds from the start of a gateway with an empty data folder to its first answer, and the
/// megabytes it takes at rest.
pub(crate) async fn measure() -> (f64, f64) {
    let mut starts = Vec::new();
    for _ in 0..STARTS {
        let folder = tempfile::tempdir().unwrap();
        let gateway = serve(folder.path(), None);
        let address = gateway.addresses("GraphQL")[0];
        let mut connection = Connection::open(address).await;
        let request = send("POST", "/graphql", r#"{"query":"{ connections { id } }"}"#);
        assert_eq!(
            connection.ask(&request).await,
            br#"{"data":{"connections":[]}}"#
        );
        let took = gateway.started.elapsed().as_secs_f64() * 1e3;
        sleep(REST).await;
        starts.push((took, resident_megabytes(gateway.id())));
    }
    starts.sort_by(|a, b| a.0.total_cmp(&b.0));
    let (took, megabytes) = starts[STARTS / 2];
    println!("start to first answer: {took:.0} ms; at rest: {megabytes:.1} MB");
    (took, megabytes)
}
