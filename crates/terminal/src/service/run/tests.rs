use std::pin::pin;

use futures_util::{FutureExt, StreamExt};

use super::*;
use crate::service::{reader::follow, script::plan};

fn run(text: &str) -> Arc<Run> {
    let planned = plan(text, &[]).unwrap();
    let options = Options::default();
    Arc::new(Run::new(
        "run".into(),
        "c1".into(),
        "me".into(),
        options,
        &planned,
        0,
    ))
}

/// A result of about so many bytes.
fn part(bytes: usize) -> Table {
    Table {
        rows: vec!["x".repeat(bytes)],
        ..Table::default()
    }
}

const QUARTER: usize = MAX_KEPT_BYTES / 4 - 200;

#[tokio::test]
async fn a_run_waits_for_its_reader_and_loses_nothing() {
    let run = run("GET");
    let mut reader = pin!(follow(Arc::clone(&run), 0).unwrap());
    let whole = reader.next().await.unwrap();
    assert_eq!(whole.statements.len(), 1);
    for _ in 0..4 {
        run.push(0, part(QUARTER)).await;
    }
    let mut blocked = pin!(run.push(0, part(QUARTER)));
    assert!(
        blocked.as_mut().now_or_never().is_none(),
        "four have filled it"
    );
    assert_eq!(reader.next().await.unwrap().sequence, 1);
    assert!(
        blocked.as_mut().now_or_never().is_none(),
        "it may still be on its way"
    );
    assert_eq!(reader.next().await.unwrap().sequence, 2);
    blocked.await;
    let mut seen = 2;
    run.finish(RunPhase::Succeeded, 1);
    while let Some(view) = reader.next().await {
        for result in view.results {
            seen += 1;
            assert_eq!(result.sequence, seen);
        }
    }
    assert_eq!(seen, 5);
}

#[tokio::test]
async fn a_reader_that_comes_back_goes_on_where_it_was() {
    let run = run("GET");
    for _ in 0..3 {
        run.push(0, part(10)).await;
    }
    let first = pin!(follow(Arc::clone(&run), 0).unwrap())
        .next()
        .await
        .unwrap();
    assert_eq!(first.results.len(), 3);
    let again = pin!(follow(Arc::clone(&run), 1).unwrap())
        .next()
        .await
        .unwrap();
    let numbers: Vec<u64> = again.results.iter().map(|result| result.sequence).collect();
    assert_eq!(numbers, [2, 3]);
    assert_eq!(again.statements[0].rows, 3);
}

#[tokio::test]
async fn who_asks_for_what_was_given_up_is_told() {
    let run = run("GET");
    for number in 0..6 {
        run.push(0, part(QUARTER)).await;
        assert_eq!(run.look(number).unwrap().results.len(), 1);
    }
    let error = run.look(0).unwrap_err();
    assert_eq!(error.code(), ErrorCode::LimitExceeded);
    assert_eq!(error.details().unwrap()["keptAfter"], 2);
    assert!(follow(Arc::clone(&run), 1).is_err());
    assert_eq!(run.look(5).unwrap().results.len(), 1);
}

#[tokio::test]
async fn a_result_larger_than_what_is_kept_stands_alone() {
    let run = run("GET");
    run.push(0, part(MAX_KEPT_BYTES * 2)).await;
    assert!(pin!(run.push(0, part(1))).now_or_never().is_none());
    run.look(1).unwrap();
    run.push(0, part(1)).await;
    assert_eq!(run.look(1).unwrap().results.len(), 1);
}
