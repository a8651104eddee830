//! Pages of scans: exact, whatever the density of the set.

use std::collections::HashSet;

use acm_aerospike::info::Pairs;
use acm_aerospike::records::{Projection, PutOptions};
use acm_aerospike::scan::MAX_PAGE_BYTES;
use acm_aerospike::{
    Cluster, ErrorKind, Page, RecordQuery, RecordText, ScanPosition, ScanRequest, UserKey, Value,
};

use crate::harness::{Fixture, NAMESPACE, fresh_set, key, put, soon};

fn request(set: &str, limit: usize) -> ScanRequest {
    ScanRequest {
        query: RecordQuery::all(NAMESPACE, set, Projection::All),
        position: ScanPosition::default(),
        limit,
        expected_records: None,
    }
}

/// Reads all pages, checking that each but the last is full.
async fn all_pages(cluster: &Cluster, mut request: ScanRequest) -> Vec<RecordText> {
    let mut records = Vec::new();
    loop {
        let Page {
            records: page,
            next,
            partitions_done,
        } = cluster.scan_page(&request, soon()).await.unwrap();
        let Some(next) = next else {
            assert_eq!(partitions_done, 4096);
            records.extend(page);
            return records;
        };
        assert_eq!(page.len(), request.limit);
        assert!(
            next.partition >= request.position.partition,
            "pages go forward"
        );
        records.extend(page);
        request.position = next;
    }
}

#[track_caller]
fn check_complete(records: &[RecordText], count: i64) {
    let keys: HashSet<UserKey> = records
        .iter()
        .filter_map(|record| record.key.user_key())
        .collect();
    assert_eq!(records.len(), keys.len(), "no record comes twice");
    assert_eq!(
        keys,
        (0..count).map(UserKey::Int).collect(),
        "no record is left out"
    );
    let partitions: Vec<u16> = records
        .iter()
        .map(|record| record.meta.digest.partition())
        .collect();
    assert!(partitions.is_sorted());
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_of_any_size_hold_every_record_once() {
    let fixture = Fixture::start().await;
    let set = fresh_set("scan");
    for number in 0..300 {
        put(&fixture.cluster, &set, number).await;
    }
    for limit in [1_000, 299, 300, 100, 37] {
        for expected_records in [None, Some(300), Some(10), Some(50_000_000)] {
            let request = ScanRequest {
                expected_records,
                ..request(&set, limit)
            };
            check_complete(&all_pages(&fixture.cluster, request).await, 300);
        }
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn pages_cut_within_a_partition_go_on_after_its_last_record() {
    let fixture = Fixture::start().await;
    let set = fresh_set("dense");
    // Twelve records of one partition, found by trying keys.
    let mut numbers = (0_i64..).filter(|number| key(&set, *number).digest().partition() == 1234);
    let mut written = HashSet::new();
    for _ in 0..12 {
        let number = numbers.next().unwrap();
        put(&fixture.cluster, &set, number).await;
        written.insert(UserKey::Int(number));
    }
    for limit in [1, 5, 6, 11, 12, 13] {
        for expected_records in [None, Some(40_000_000)] {
            let position = ScanPosition::at(1230);
            let request = ScanRequest {
                expected_records,
                position,
                ..request(&set, limit)
            };
            let records = all_pages(&fixture.cluster, request).await;
            assert_eq!(records.len(), written.len());
            let found: HashSet<UserKey> = records
                .iter()
                .filter_map(|record| record.key.user_key())
                .collect();
            assert_eq!(found, written);
        }
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_big_records_ends_early_and_the_next_goes_on() {
    const COUNT: i64 = 45;
    let fixture = Fixture::start().await;
    let set = fresh_set("bigpages");
    for number in 0..COUNT {
        let big = vec![("b".to_owned(), Value::Bytes(vec![7; 900_000]))];
        let options = PutOptions {
            send_key: true,
            ..PutOptions::default()
        };
        let key = key(&set, number);
        let written = fixture.cluster.put(&key, big, &options, soon()).await;
        written.unwrap();
    }
    for expected_records in [None, Some(45)] {
        let mut request = ScanRequest {
            expected_records,
            ..request(&set, 100)
        };
        let (mut records, mut pages) = (Vec::new(), 0);
        loop {
            let page = fixture.cluster.scan_page(&request, soon()).await.unwrap();
            let bytes = page.records.len() * 900_000;
            assert!(bytes < MAX_PAGE_BYTES + 2_000_000, "{bytes} in one page");
            records.extend(page.records);
            pages += 1;
            let Some(next) = page.next else { break };
            request.position = next;
        }
        assert!(pages > 1, "40 megabytes are more than a page");
        check_complete(&records, COUNT);
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_deleted_record_does_not_lose_the_position_after_it() {
    let fixture = Fixture::start().await;
    let set = fresh_set("deleted");
    for number in 0..60 {
        put(&fixture.cluster, &set, number).await;
    }
    let first = fixture
        .cluster
        .scan_page(&request(&set, 30), soon())
        .await
        .unwrap();
    let last = first.records.last().unwrap();
    assert!(
        fixture
            .cluster
            .delete(&last.key, None, soon())
            .await
            .unwrap()
    );
    let position = first.next.unwrap();
    let rest = all_pages(
        &fixture.cluster,
        ScanRequest {
            position,
            ..request(&set, 7)
        },
    )
    .await;
    let keys: HashSet<_> = first
        .records
        .iter()
        .chain(&rest)
        .map(|record| record.key.digest())
        .collect();
    assert_eq!((rest.len(), keys.len()), (30, 60));
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn an_empty_set_is_one_empty_page() {
    let fixture = Fixture::start().await;
    let page = fixture
        .cluster
        .scan_page(&request(&fresh_set("empty"), 50), soon())
        .await
        .unwrap();
    assert_eq!(
        (page.records.len(), page.next, page.partitions_done),
        (0, None, 4096)
    );
    fixture.stop().await;
}

/// Short queries the nodes have answered.
async fn queries(cluster: &Cluster) -> u64 {
    let command = format!("namespace/{NAMESPACE}");
    let replies = cluster.info_all(&[&command], soon()).await.unwrap();
    let count = |reply: &str| Pairs::parse(reply, ';').u64("pi_query_short_basic_complete");
    replies
        .into_iter()
        .map(|(_, reply)| count(reply.unwrap().get(&command).unwrap()).unwrap())
        .sum()
}

#[tokio::test(flavor = "multi_thread")]
async fn a_set_known_to_be_empty_costs_no_query_until_it_has_a_record() {
    let fixture = Fixture::start().await;
    let (cluster, set) = (&fixture.cluster, fresh_set("filling"));
    let request = request(&set, 50);
    let page = async || cluster.scan_page(&request, soon()).await.unwrap();
    assert!(page().await.records.is_empty());
    let before = queries(cluster).await;
    assert!(page().await.records.is_empty());
    assert_eq!(queries(cluster).await, before);
    put(cluster, &set, 1).await;
    assert_eq!(page().await.records.len(), 1);
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn a_page_of_a_sparse_set_learns_from_the_one_before() {
    let fixture = Fixture::start().await;
    // Queries of others count as well.
    if fixture.is_shared("a_page_of_a_sparse_set_learns_from_the_one_before") {
        return fixture.stop().await;
    }
    let (cluster, set) = (&fixture.cluster, fresh_set("sparse"));
    for number in 0..40 {
        put(cluster, &set, number).await;
    }
    let request = request(&set, 50);
    for most in [4, 1] {
        let before = queries(cluster).await;
        let page = cluster.scan_page(&request, soon()).await.unwrap();
        assert_eq!((page.records.len(), page.next), (40, None));
        let nodes = cluster.nodes().len() as u64;
        assert!(queries(cluster).await - before <= most * nodes);
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn projections_hold_for_scans() {
    let fixture = Fixture::start().await;
    let set = fresh_set("scanbins");
    put(&fixture.cluster, &set, 0).await;
    for (projection, bins) in [
        (Projection::Header, 0),
        (Projection::Bins(vec!["n".into()]), 1),
        (Projection::All, 2),
    ] {
        let request = ScanRequest {
            query: RecordQuery::all(NAMESPACE, set.as_str(), projection),
            expected_records: Some(1),
            ..request(&set, 10)
        };
        let page = fixture.cluster.scan_page(&request, soon()).await.unwrap();
        let found: serde_json::Value = serde_json::from_str(&page.records[0].bins).unwrap();
        assert_eq!(found.as_object().unwrap().len(), bins);
        assert_eq!(page.records[0].meta.generation, 1);
        assert_eq!(page.records[0].key.set(), set);
    }
    fixture.stop().await;
}

#[tokio::test(flavor = "multi_thread")]
async fn requests_out_of_range_are_refused() {
    let fixture = Fixture::start().await;
    let digest = key("s", 1).digest();
    for request in [
        request("s", 0),
        request("s", 1_001),
        request(&"s".repeat(64), 10),
        ScanRequest {
            query: RecordQuery::all("", "s", Projection::All),
            ..request("s", 10)
        },
        ScanRequest {
            position: ScanPosition::at(4097),
            ..request("s", 10)
        },
        ScanRequest {
            position: ScanPosition {
                digest: Some(digest),
                ..ScanPosition::at(digest.partition() ^ 1)
            },
            ..request("s", 10)
        },
    ] {
        let error = fixture
            .cluster
            .scan_page(&request, soon())
            .await
            .unwrap_err();
        assert_eq!(error.kind(), ErrorKind::InvalidInput);
    }
    let missing = ScanRequest {
        query: RecordQuery::all("nope", "s", Projection::All),
        ..request("s", 10)
    };
    let error = fixture
        .cluster
        .scan_page(&missing, soon())
        .await
        .unwrap_err();
    assert_eq!(error.kind(), ErrorKind::NotFound, "{error:?}");
    fixture.stop().await;
}
