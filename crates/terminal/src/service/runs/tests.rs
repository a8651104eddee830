use std::pin::pin;

use acm_core::Rights;
use acm_graph::{Answer, Operation};
use futures_util::{StreamExt, future::BoxFuture, stream::BoxStream};

use super::*;
use crate::service::{reader::follow, run::RunPhase, script::plan};

/// A schema whose operations answer with this text, or break down without one.
struct Schema(Option<&'static str>);

impl OperationPort for Schema {
    fn run(&self, _: &Asker, _: Operation) -> BoxFuture<'static, Answer> {
        let text = self.0;
        Box::pin(async move { Answer::read(text.expect("on purpose").as_bytes()) })
    }

    fn follow(&self, _: &Asker, _: Operation) -> BoxStream<'static, Answer> {
        let text = self.0.expect("on purpose");
        Box::pin(futures_util::stream::iter([Answer::read(text.as_bytes())]))
    }
}

fn start(schema: Schema, text: &str) -> Arc<Run> {
    let runs = Runs::new(Arc::new(schema), Tasks::new(), Clock::fixed(1));
    let new = NewRun {
        connection: "c1".to_owned(),
        planned: plan(text, &[]).unwrap(),
        options: Options::default(),
        stops: true,
    };
    let caller = Caller::new("me", Rights::all());
    runs.start(&caller, new).unwrap()
}

#[tokio::test]
async fn a_run_that_breaks_down_is_over_for_who_follows_it() {
    let run = start(Schema(None), "SHOW SETS; SHOW NODES");
    let mut reader = pin!(follow(run, 0).unwrap());
    let mut last = None;
    while let Some(view) = reader.next().await {
        last = Some((view.phase, view.is_last));
    }
    assert_eq!(last, Some((RunPhase::Cancelled, true)));
}

/// What a statement tells when the schema answers so.
async fn told(text: &str, data: &'static str) -> String {
    let run = start(Schema(Some(data)), text);
    run.ended().await;
    let statement = run.look(0).unwrap().statements.remove(0);
    let problem = statement.problem.map(|problem| problem.message);
    problem.or(statement.message).unwrap_or_default()
}

#[tokio::test]
async fn nodes_that_are_behind_are_told() {
    let register = "REGISTER MODULE a.lua AS $$x = 1$$";
    let stored = told(
        register,
        r#"{"data":{"putUdfModule":{"module":{},"nodesBehind":["A1","A2"]}}}"#,
    );
    assert_eq!(
        stored.await,
        "The module is stored. Not yet on A1, A2: the cluster goes on telling them."
    );
    let everywhere = r#"{"data":{"putUdfModule":{"module":{},"nodesBehind":[]}}}"#;
    assert_eq!(told(register, everywhere).await, "The module is stored.");
    let gone = r#"{"data":{"removeUdfModule":{"removed":false,"nodesBehind":[]}}}"#;
    let remove = told("REMOVE MODULE a.lua", gone).await;
    assert_eq!(remove, "There was no such module.");
}

#[tokio::test]
async fn a_query_that_a_node_did_not_abort_may_go_on() {
    let check = async |data, expected| assert_eq!(told("KILL_QUERY 7", data).await, expected);
    check(
        r#"{"data":{"abortServerJob":{"abortedOn":[],"problems":[]}}}"#,
        "It had ended before.",
    )
    .await;
    check(
        r#"{"data":{"abortServerJob":{"abortedOn":[],"problems":[{"message":"A1 did not answer."}]}}}"#,
        "It may go on. A1 did not answer.",
    )
    .await;
    check(
        r#"{"data":{"abortServerJob":{"abortedOn":["A2"],"problems":[{"message":"A1 did not answer."}]}}}"#,
        "It is aborted on 1 node. A1 did not answer.",
    )
    .await;
}

#[tokio::test]
async fn what_a_list_lacks_is_told_with_it() {
    let jobs =
        r#"{"data":{"serverJobs":{"jobs":[],"problems":[{"message":"A1 did not answer."}]}}}"#;
    assert_eq!(
        told("SHOW QUERIES", jobs).await,
        "Some are missing. A1 did not answer."
    );
    let reply =
        r#"{"data":{"infoCommand":{"replies":[{"node":"A1","reply":"x","truncated":true}]}}}"#;
    assert_eq!(
        told("INFO build", reply).await,
        "What is longer than 1 MiB is cut off."
    );
}

#[tokio::test]
async fn a_job_that_was_cancelled_fails_its_statement() {
    let job = r#"{"data":{"startTruncate":{"job":{"id":"j"}},"job":{"job":{"phase":"CANCELLED","done":"3"}}}}"#;
    assert_eq!(
        told("TRUNCATE test.s", job).await,
        "The job was cancelled after 3 records."
    );
}
