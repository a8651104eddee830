//! Filters: where they apply, what a wrong one is answered, and how what they leave out is counted.

use acm_embedded::EmbeddedCluster;

use crate::client::{Client, Reply};
use crate::request::{Request, digest, wire};

const NOT_FOUND: u8 = 2;
const PARAMETER: u8 = 4;
const FILTERED_OUT: u8 = 27;

const FILTER: u8 = 43;
const BATCH: u8 = 41;

/// Bin `v` is greater than this.
const fn greater_than(value: u8) -> [u8; 8] {
    [0x93, 3, 0x93, 81, 2, 0xa1, b'v', value]
}

async fn one_node() -> (EmbeddedCluster, Client) {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let client = Client::connect(cluster.addresses()[0]).await;
    (cluster, client)
}

/// A record of set `s` with its number as bin `v`.
async fn put(client: &mut Client, number: u16) {
    let put = Request::put("test", "s", digest(number), number.into());
    assert_eq!(client.ask(&put.bytes()).await.result, 0);
}

fn get(number: u16) -> Request {
    Request::get("test", "s", digest(number))
}

async fn stream_of(client: &mut Client, request: Request) -> Vec<Reply> {
    client.send(&request.bytes()).await;
    client.stream().await
}

/// A batch that gets these records, the one or other with a filter of its own.
fn batch(flags: u8, rows: &[(u16, Option<[u8; 8]>)]) -> Request {
    let mut value = [&(rows.len() as u32).to_be_bytes(), &[flags][..]].concat();
    for (index, (number, filter)) in rows.iter().enumerate() {
        value.extend((index as u32).to_be_bytes());
        value.extend(digest(*number));
        let fields = if filter.is_some() { 2 } else { 1 };
        value.extend([2, wire::READ | wire::GET_ALL, 0, 0, 0, fields, 0, 0]);
        value.extend([0, 0, 0, 5, 0]);
        value.extend(b"test");
        if let Some(filter) = filter {
            value.extend([0, 0, 0, 9, FILTER]);
            value.extend(filter);
        }
    }
    Request::new([wire::BATCH, 0, 0]).field(BATCH, &value)
}

#[tokio::test]
async fn a_filter_applies_to_records_that_are_there() {
    let (cluster, mut client) = one_node().await;
    let filter = greater_than(5);
    let write = |number| Request::put("test", "s", digest(number), 9).field(FILTER, &filter);
    let delete = |number| Request::delete("test", "s", digest(number)).field(FILTER, &filter);
    for request in [get(1).field(FILTER, &filter), delete(1)] {
        assert_eq!(client.ask(&request.bytes()).await.result, NOT_FOUND);
    }
    assert_eq!(client.ask(&write(1).bytes()).await.result, 0, "made");
    assert_eq!(client.ask(&write(1).bytes()).await.result, 0, "changed");
    put(&mut client, 2).await;
    for (request, generation) in [
        (get(2).field(FILTER, &filter), 1),
        (get(2).info1(0x20).field(FILTER, &filter), 1),
        (write(2), 1),
        (delete(2), 0),
    ] {
        let reply = client.ask(&request.bytes()).await;
        assert_eq!((reply.result, reply.generation), (FILTERED_OUT, generation));
        assert!(reply.operations.is_empty());
    }
    let kept = client.ask(&get(2).bytes()).await;
    assert_eq!((kept.result, kept.generation), (0, 1));
    assert_eq!(client.ask(&delete(1).bytes()).await.result, 0);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_wrong_filter_is_a_parameter_error_and_changes_nothing() {
    let (cluster, mut client) = one_node().await;
    put(&mut client, 1).await;
    let wrong: &[&[u8]] = &[
        // Nothing, no value, a number, two expressions.
        &[],
        &[0xc1],
        &[5],
        &[0xc3, 0xc3],
        // A bin compared with a text, text in logic, a condition that is a number.
        &[0x93, 1, 0x93, 81, 2, 0xa1, b'v', 0xa1, 3],
        &[0x93, 16, 0xc3, 0xa1, 3],
        &[0x94, 123, 5, 0xc3, 0xc2],
        // A reference back to a group; a region that is none.
        &[
            0x94, 7, 0, 0xa8, b'\\', b'(', b'a', b'\\', b')', b'\\', b'1', b'b', 0xa1, 3,
        ],
        &[0x93, 8, 0xa2, 23, b'{', 0xa2, 23, b'{'],
        // An addition of an integer and a float.
        &[0x93, 1, 0x93, 20, 1, 0xca, 0, 0, 0, 0, 1],
    ];
    for filter in wrong {
        for (request, generation) in [
            (get(1), 1),
            (Request::put("test", "s", digest(1), 9), 1),
            (Request::delete("test", "s", digest(1)), 0),
        ] {
            let reply = client.ask(&request.field(FILTER, filter).bytes()).await;
            let told = (reply.result, reply.generation);
            assert_eq!(told, (PARAMETER, generation), "{filter:02x?}");
        }
        let query = Request::query("test", "s", &[1]).field(FILTER, filter);
        assert_eq!(client.ask(&query.bytes()).await.result, PARAMETER);
        let rows = stream_of(&mut client, batch(4, &[(1, None)]).field(FILTER, filter)).await;
        let results: Vec<u8> = rows.iter().map(|row| row.result).collect();
        assert_eq!(results, [PARAMETER], "the whole batch");
    }
    let kept = client.ask(&get(1).bytes()).await;
    assert_eq!((kept.result, kept.generation), (0, 1));
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_row_has_the_filter_of_its_batch_unless_it_has_its_own() {
    let (cluster, mut client) = one_node().await;
    for number in 1..=3 {
        put(&mut client, number).await;
    }
    let rows = [
        (1, None),
        (2, None),
        (3, None),
        (1, Some(greater_than(0))),
        (3, Some(greater_than(9))),
        (4, None),
    ];
    let expected = [FILTERED_OUT, 0, 0, 0, FILTERED_OUT, NOT_FOUND];
    // A record that is left out ends no batch, whether all rows are wanted or not.
    for flags in [0, 4] {
        let request = batch(flags, &rows).field(FILTER, &greater_than(1));
        let mut replies = stream_of(&mut client, request).await;
        assert_eq!(replies.pop().map(|last| last.result), Some(0));
        let results: Vec<u8> = replies.iter().map(|row| row.result).collect();
        assert_eq!(results, expected);
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_query_leaves_records_out_and_its_limit_counts_the_others() {
    let (cluster, mut client) = one_node().await;
    // All in partition 7.
    let numbers = 0..40_u16;
    for number in numbers.clone() {
        let mut at = digest(7);
        at[19] = number as u8;
        let put = Request::put("test", "s", at, number.into());
        client.ask(&put.bytes()).await;
    }
    let query = || Request::query("test", "s", &[7]).field(FILTER, &greater_than(29));
    let mut rows = stream_of(&mut client, query()).await;
    assert!(rows.pop().is_some_and(|last| last.is_last()));
    assert_eq!(rows.len(), 10);
    let limited = query().field(13, &3_u64.to_be_bytes());
    assert_eq!(stream_of(&mut client, limited).await.len(), 3 + 1);
    let told = client.info("query-show").await;
    let first = told.split(';').nth(1).expect("two queries");
    assert!(
        first.contains(":recs-filtered-meta=0:recs-filtered-bins=30:recs-succeeded=10:"),
        "{first}"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn what_is_filtered_out_has_its_counters() {
    let (cluster, mut client) = one_node().await;
    put(&mut client, 1).await;
    let filter = greater_than(5);
    for request in [
        get(1),
        Request::put("test", "s", digest(1), 9),
        Request::delete("test", "s", digest(1)),
    ] {
        client.ask(&request.field(FILTER, &filter).bytes()).await;
    }
    stream_of(&mut client, batch(4, &[(1, None)]).field(FILTER, &filter)).await;
    let text = client.info("namespace/test").await;
    for counter in [
        "client_read_filtered_out",
        "client_write_filtered_out",
        "client_delete_filtered_out",
        "batch_sub_read_filtered_out",
    ] {
        let expected = format!("{counter}=1");
        assert!(text.split(';').any(|pair| pair == expected), "{expected}");
    }
    for counter in [
        "client_read_error",
        "client_write_error",
        "batch_sub_read_error",
    ] {
        let expected = format!("{counter}=0");
        assert!(text.split(';').any(|pair| pair == expected), "{expected}");
    }
    cluster.shutdown().await;
}
