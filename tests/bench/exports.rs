//! A million records exported to a file, against a plain loop of the client over the same query.

use std::time::{Duration, Instant};

use serde_json::{Value, json};

use crate::{
    cases::Sides,
    http::{Connection, send},
    machine::resident_megabytes,
    records::{MILLION, NAMESPACE},
    streams::loop_of_client,
    verdicts::Verdicts,
};

const START: &str =
    "mutation($input: StartExportInput!) { startExport(input: $input) { job { id } } }";
const LOOK: &str = "query($id: ID!) { job(id: $id) { phase counts { succeeded } } }";
/// Rounds of each side; the best of them counts, as what disturbs only slows.
const ROUNDS: usize = 3;
/// Time between two looks at the job.
const PACE: Duration = Duration::from_millis(50);

/// Runs both sides in turn.
pub(crate) async fn measure(sides: &Sides, verdicts: &mut Verdicts) {
    let (mut by_hand, mut gateway, mut megabytes) = (0.0_f64, 0.0_f64, 0.0_f64);
    for _ in 0..ROUNDS {
        by_hand = by_hand.max(loop_of_client(sides.service.0).await);
        let (rate, most) = export(sides).await;
        (gateway, megabytes) = (gateway.max(rate), megabytes.max(most));
    }
    let share = gateway / by_hand;
    println!(
        "export of {}: plain loop {by_hand:.0}/s, startExport {gateway:.0}/s ({share:.2}), gateway at most {megabytes:.0} MB",
        MILLION.1
    );
    verdicts.add(
        share >= 0.7,
        &format!("startExport: {share:.2} of a plain loop of the client; aim 0.7"),
    );
    verdicts.add(
        megabytes < 150.0,
        &format!("memory while exporting: {megabytes:.0} MB at most; aim below 150"),
    );
}

/// Records a second of an export as lines of JSON, and the most memory the gateway had meanwhile.
async fn export(sides: &Sides) -> (f64, f64) {
    let mut connection = Connection::open(sides.gateway.0).await;
    let query =
        json!({ "connectionId": sides.connection, "namespace": NAMESPACE, "set": MILLION.0 });
    let began = Instant::now();
    let input = json!({ "input": { "query": query } });
    let started = ask(&mut connection, START, &input).await;
    let id = json!({ "id": started["startExport"]["job"]["id"] });
    let mut most = 0.0_f64;
    loop {
        tokio::time::sleep(PACE).await;
        most = most.max(resident_megabytes(sides.gateway.1));
        let job = ask(&mut connection, LOOK, &id).await["job"].take();
        if job["phase"] == "SUCCEEDED" {
            assert_eq!(job["counts"]["succeeded"], MILLION.1.to_string(), "{job}");
            return (MILLION.1 as f64 / began.elapsed().as_secs_f64(), most);
        }
        assert!(
            job["phase"] == "RUNNING" || job["phase"] == "QUEUED",
            "{job}"
        );
    }
}

async fn ask(connection: &mut Connection, query: &str, variables: &Value) -> Value {
    let body = json!({ "query": query, "variables": variables }).to_string();
    let answer = connection.ask(&send("POST", "/graphql", &body)).await;
    let mut answer: Value = serde_json::from_slice(answer).unwrap();
    answer["data"].take()
}
