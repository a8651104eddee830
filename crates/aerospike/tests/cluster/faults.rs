//! Nodes that fail, hang and come back. Needs control of nodes: the embedded cluster only.

use std::time::{Duration, Instant};

use acm_aerospike::records::{Projection, ReadOptions};
use acm_aerospike::{Deadline, ErrorKind, RecordQuery, ScanPosition, ScanRequest};
use acm_embedded::{Fault, ResultCode};

use crate::harness::{NAMESPACE, connect, embedded, hosts, key, put, soon};

fn whole_set(set: &str) -> ScanRequest {
    ScanRequest {
        query: RecordQuery::all(NAMESPACE, set, Projection::All),
        position: ScanPosition::default(),
        limit: 500,
        expected_records: Some(100),
    }
}

#[tokio::test(flavor = "multi_thread")]
async fn a_silent_node_does_not_delay_the_info_of_the_others() {
    let embedded = embedded(3).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    embedded.set_fault(1, Fault::Hang).unwrap();
    let start = Instant::now();
    let deadline = Deadline::after(Duration::from_millis(500));
    let replies = cluster.info_all(&["build"], deadline).await.unwrap();
    assert!(start.elapsed() < Duration::from_secs(2));
    let failed: Vec<_> = replies
        .iter()
        .filter_map(|(_, reply)| reply.as_ref().err())
        .collect();
    assert_eq!((replies.len(), failed.len()), (3, 1));
    assert!(failed[0].is_retryable());
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_hanging_node_times_a_read_and_a_scan_out_at_their_deadlines() {
    let embedded = embedded(1).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    put(&cluster, "hang", 1).await;
    embedded.set_fault(0, Fault::Hang).unwrap();
    let start = Instant::now();
    let deadline = || Deadline::after(Duration::from_millis(400));
    let read = cluster
        .get(&key("hang", 1), &ReadOptions::default(), deadline())
        .await;
    assert_eq!(read.unwrap_err().kind(), ErrorKind::Timeout);
    let scan = cluster.scan_page(&whole_set("hang"), deadline()).await;
    assert_eq!(scan.unwrap_err().kind(), ErrorKind::Timeout);
    assert!(start.elapsed() < Duration::from_secs(3));
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_write_nobody_answered_is_in_doubt() {
    let embedded = embedded(1).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    put(&cluster, "doubt", 1).await;
    embedded.set_fault(0, Fault::Hang).unwrap();
    let deadline = Deadline::after(Duration::from_millis(300));
    let error = cluster
        .put(
            &key("doubt", 1),
            crate::harness::bins(2),
            &Default::default(),
            deadline,
        )
        .await
        .unwrap_err();
    assert!(error.is_in_doubt() && error.is_retryable(), "{error:?}");
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_node_that_drops_connections_fails_scans_with_an_error_to_retry() {
    let embedded = embedded(1).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    put(&cluster, "drops", 1).await;
    embedded.set_fault(0, Fault::DropConnections).unwrap();
    let start = Instant::now();
    let deadline = Deadline::after(Duration::from_secs(2));
    let error = cluster
        .scan_page(&whole_set("drops"), deadline)
        .await
        .unwrap_err();
    assert!(error.is_retryable(), "{error:?}");
    assert!(start.elapsed() < Duration::from_secs(4));
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn one_failing_node_fails_its_own_keys_of_a_batch_only() {
    let embedded = embedded(3).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    let mut keys = Vec::new();
    for number in 0..60 {
        put(&cluster, "partly", number).await;
        keys.push(key("partly", number));
    }
    embedded
        .set_fault(2, Fault::Answer(ResultCode::DEVICE_OVERLOAD))
        .unwrap();
    let rows = cluster
        .get_many(&keys, &ReadOptions::default(), soon())
        .await
        .unwrap();
    let failed: Vec<_> = rows.iter().filter_map(|row| row.as_ref().err()).collect();
    assert!(!failed.is_empty() && failed.len() < keys.len());
    assert!(
        failed
            .iter()
            .all(|error| error.kind() == ErrorKind::Unavailable)
    );
    assert!(rows.iter().flatten().all(Option::is_some));
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_across_the_death_of_a_node_loses_nothing() {
    let embedded = embedded(3).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    for number in 0..200 {
        put(&cluster, "death", number).await;
    }
    let request = ScanRequest {
        limit: 50,
        expected_records: None,
        ..whole_set("death")
    };
    let first = cluster.scan_page(&request, soon()).await.unwrap();
    embedded.stop_node(0).await.unwrap();
    let mut found = first.records.len();
    let mut position = first.next;
    let deadline = soon();
    while let Some(at) = position {
        match cluster
            .scan_page(
                &ScanRequest {
                    position: at,
                    ..request.clone()
                },
                soon(),
            )
            .await
        {
            Ok(page) => {
                found += page.records.len();
                position = page.next;
            }
            Err(error) => {
                assert!(error.is_retryable(), "{error:?}");
                assert!(!deadline.is_over(), "the cluster did not recover");
                tokio::task::yield_now().await;
            }
        }
    }
    assert_eq!(found, 200);
    cluster.close().await;
    embedded.shutdown().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_scan_given_up_leaves_no_connection_in_use() {
    let embedded = embedded(1).await;
    let cluster = connect(hosts(&embedded)).await.unwrap();
    for number in 0..50 {
        put(&cluster, "given-up", number).await;
    }
    embedded
        .set_fault(0, Fault::Delay(Duration::from_millis(200)))
        .unwrap();
    let request = whole_set("given-up");
    for _ in 0..20 {
        let given_up = tokio::time::timeout(
            Duration::from_millis(20),
            cluster.scan_page(&request, soon()),
        );
        assert!(given_up.await.is_err());
    }
    embedded.set_fault(0, Fault::None).unwrap();
    let deadline = soon();
    while cluster.nodes()[0].connections > 4 {
        assert!(!deadline.is_over(), "{:?}", cluster.nodes());
        tokio::task::yield_now().await;
    }
    assert_eq!(
        cluster
            .scan_page(&request, soon())
            .await
            .unwrap()
            .records
            .len(),
        50
    );
    cluster.close().await;
    embedded.shutdown().await;
}
