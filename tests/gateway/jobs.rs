//! Jobs: started, followed, paused, cancelled, and what they leave.

mod bulk;
mod sample;
mod steering;
mod transfer;
mod truncation;

use acm_tests::{Socket, TestServer, eventually};
use serde_json::{Value, json};

/// What the suites ask of a job.
const JOB: &str =
    "id kind phase title done total progress ratePerSecond etaSeconds canPause canCancel
    startedAt endedAt counts { matched succeeded skipped failed inDoubt }
    failures { subject problem { code message } } problem { code message }
    result { summary resumeFromLine files { id name path bytes } }";

/// Runs the mutation that starts or steers a job, and yields the job.
pub(crate) async fn call(server: &TestServer, mutation: &str, input: Value) -> Value {
    let mut data = server.data(&text(mutation), variables(server, input)).await;
    data[mutation]["job"].take()
}

/// The error of a mutation that must fail.
pub(crate) async fn refused(server: &TestServer, mutation: &str, input: Value) -> Value {
    server
        .error(&text(mutation), variables(server, input))
        .await
}

fn text(mutation: &str) -> String {
    let (first, rest) = mutation.split_at(1);
    let wanted = if mutation == "removeJob" {
        "id".to_owned()
    } else {
        format!("job {{ {JOB} }}")
    };
    format!(
        "mutation($input: {}{rest}Input!) {{ {mutation}(input: $input) {{ {wanted} }} }}",
        first.to_uppercase()
    )
}

/// The input with the connection of the server, where it starts something.
fn variables(server: &TestServer, mut input: Value) -> Value {
    if input.get("id").is_none()
        && input.get("connectionId").is_none()
        && input.get("query").is_none()
    {
        input["connectionId"] = server.connection().into();
    }
    json!({ "input": input })
}

/// Follows a job until it is over.
pub(crate) async fn end(server: &TestServer, job: &Value) -> Value {
    let mut feed = Feed::open(server, job).await;
    loop {
        let item = feed.next().await;
        if !item["endedAt"].is_null() {
            return item;
        }
    }
}

/// A job's feed.
pub(crate) struct Feed(Socket);

impl Feed {
    pub(crate) async fn open(server: &TestServer, job: &Value) -> Self {
        let mut socket = server.socket().await;
        let feed = format!("subscription($id: ID!) {{ job(id: $id) {{ kind job {{ {JOB} }} }} }}");
        socket
            .subscribe("j", &feed, json!({ "id": job["id"] }))
            .await;
        Self(socket)
    }

    /// The job in the next item.
    pub(crate) async fn next(&mut self) -> Value {
        self.0.data("j").await["job"]["job"].take()
    }

    /// The first item in which the job is in that phase.
    pub(crate) async fn until(&mut self, phase: &str) -> Value {
        loop {
            let job = self.next().await;
            if job["phase"] == phase {
                return job;
            }
        }
    }
}

/// How many records a set has, counted page by page.
pub(crate) async fn count(server: &TestServer, set: &str) -> usize {
    records(server, set).await.len()
}

/// Every record of a set, read page by page.
pub(crate) async fn records(server: &TestServer, set: &str) -> Vec<Value> {
    let query = "query($id: ID!, $set: SetName!, $after: Cursor) {
        records(connectionId: $id, namespace: \"test\", set: $set, first: 1000, after: $after) {
            records { key { digest userKey { type value } } bins generation ttl { never seconds } }
            pageInfo { endCursor } } }";
    let mut all = Vec::new();
    let mut after = Value::Null;
    loop {
        let variables = json!({ "id": server.connection(), "set": set, "after": after });
        let mut page = server.data(query, variables).await["records"].take();
        all.append(page["records"].as_array_mut().unwrap());
        after = page["pageInfo"]["endCursor"].take();
        if after.is_null() {
            return all;
        }
    }
}

/// Waits until the cluster tells of that many records in a set.
pub(crate) async fn settled(server: &TestServer, set: &str, records: usize) {
    let query = "query($id: ID!, $set: SetName!) {
        set(connectionId: $id, namespace: \"test\", name: $set) { objects } }";
    eventually("the set's statistics are right", async || {
        let variables = json!({ "id": server.connection(), "set": set });
        let data = server.data(query, variables).await;
        let objects = data["set"]["objects"].as_str()?;
        (objects.parse() == Ok(records)).then_some(())
    })
    .await;
}

/// A job with sample data that is written already.
pub(crate) async fn filled(server: &TestServer, set: &str, records: usize) -> Value {
    let input = json!({ "namespace": "test", "set": set, "records": records });
    let job = call(server, "startSampleData", input).await;
    let job = end(server, &job).await;
    assert_eq!(job["phase"], "SUCCEEDED", "{job:#}");
    job
}
