//! Rules for records that the captures do not show.

use std::time::Duration;

use acm_embedded::{EmbeddedCluster, Key, NamespaceSpec, Value};

use crate::client::Client;
use crate::request::{Request, digest, wire};

const NOT_FOUND: u8 = 2;
const PARAMETER: u8 = 4;
const RECORD_TOO_BIG: u8 = 13;
const KEY_MISMATCH: u8 = 19;
const FORBIDDEN: u8 = 22;
const ENTERPRISE_ONLY: u8 = 25;

async fn one_node() -> (EmbeddedCluster, Client) {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let client = Client::connect(cluster.addresses()[0]).await;
    (cluster, client)
}

#[tokio::test]
async fn a_key_that_differs_from_the_stored_one_is_refused() {
    let (cluster, mut client) = one_node().await;
    let put = Request::put("test", "keys", digest(1), 1);
    let get = Request::get("test", "keys", digest(1));
    let (stored, other) = (b"\x03a", b"\x03b");
    assert_eq!(
        client
            .ask(&put.clone().field(2, stored).bytes())
            .await
            .result,
        0
    );
    for request in [&put, &get, &Request::delete("test", "keys", digest(1))] {
        let reply = client.ask(&request.clone().field(2, other).bytes()).await;
        assert_eq!(reply.result, KEY_MISMATCH);
    }
    assert_eq!(client.ask(&get.field(2, stored).bytes()).await.result, 0);
    client
        .send(&Request::query("test", "keys", &[1]).bytes())
        .await;
    assert_eq!(client.stream().await[0].field(2), Some(&stored[..]));
    cluster.shutdown().await;
}

#[tokio::test]
async fn operations_that_are_not_offered_are_refused_and_change_nothing() {
    let (cluster, mut client) = one_node().await;
    let put = Request::put("test", "s", digest(1), 1);
    client.ask(&put.bytes()).await;
    // List and map, expression, bit and HyperLogLog writes, and a code nobody knows.
    for code in [4, 8, 13, 16, 77] {
        let request = put.clone().operation(code, wire::BLOB, "x", &[0x90]);
        let reply = client.ask(&request.bytes()).await;
        assert_eq!(
            (reply.result, reply.generation),
            (PARAMETER, 1),
            "operation {code}"
        );
    }
    let get = Request::get("test", "s", digest(1));
    let filtered = client.ask(&get.clone().field(43, &[0x93]).bytes()).await;
    assert_eq!(filtered.result, PARAMETER);
    let in_transaction = client.ask(&get.clone().field(5, &[1; 8]).bytes()).await;
    assert_eq!(in_transaction.result, ENTERPRISE_ONLY);
    assert_eq!(client.ask(&get.bytes()).await.generation, 1);
    cluster.shutdown().await;
}

#[tokio::test]
async fn records_sets_and_replies_have_limits() {
    let (cluster, mut client) = one_node().await;
    let big = vec![0; 1024 * 1024 + 1];
    let put = Request::put("test", "s", digest(1), 1);
    let too_big = put.clone().operation(wire::OP_WRITE, wire::BLOB, "b", &big);
    assert_eq!(client.ask(&too_big.bytes()).await.result, RECORD_TOO_BIG);

    let long_set = Request::put("test", &"s".repeat(64), digest(2), 1);
    assert_eq!(client.ask(&long_set.bytes()).await.result, PARAMETER);

    let fitting = put.operation(wire::OP_WRITE, wire::BLOB, "b", &big[..1024 * 1000]);
    assert_eq!(client.ask(&fitting.bytes()).await.result, 0);
    let mut again = Request::new([wire::READ, 0, 0])
        .field(0, b"test")
        .field(4, &digest(1));
    for _ in 0..100 {
        again = again.operation(wire::OP_READ, 0, "b", &[]);
    }
    assert_eq!(client.ask(&again.bytes()).await.result, PARAMETER);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_set_is_known_from_its_first_record_on() {
    const UPDATE_ONLY: u8 = 0x08;
    let (cluster, mut client) = one_node().await;
    let update = Request::new([0, wire::WRITE, UPDATE_ONLY])
        .field(0, b"test")
        .field(1, b"s")
        .field(4, &digest(1))
        .operation(wire::OP_WRITE, wire::STRING, "v", b"x");
    assert_eq!(client.ask(&update.bytes()).await.result, NOT_FOUND);
    assert_eq!(client.info("sets/test").await, "");
    client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    assert!(
        client
            .info("sets/test")
            .await
            .starts_with("ns=test:set=s:objects=1:")
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn removing_the_last_bin_removes_the_record() {
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    let remove = Request::new([0, wire::WRITE, 0])
        .field(0, b"test")
        .field(1, b"s")
        .field(4, &digest(1))
        .operation(wire::OP_WRITE, 0, "v", &[]);
    assert_eq!(client.ask(&remove.bytes()).await.result, 0);
    assert_eq!(client.ask(&remove.bytes()).await.result, NOT_FOUND);
    let get = Request::get("test", "s", digest(1));
    assert_eq!(client.ask(&get.bytes()).await.result, NOT_FOUND);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_durable_write_is_refused_only_when_it_removes_the_record() {
    const DURABLE_DELETE: u8 = 0x10;
    let (cluster, mut client) = one_node().await;
    let write = Request::new([0, wire::WRITE | DURABLE_DELETE, 0])
        .field(0, b"test")
        .field(1, b"s")
        .field(4, &digest(1));
    let put = write
        .clone()
        .operation(wire::OP_WRITE, wire::STRING, "v", b"x");
    assert_eq!(client.ask(&put.bytes()).await.result, 0);
    let remove = write.operation(wire::OP_WRITE, 0, "v", &[]);
    assert_eq!(client.ask(&remove.bytes()).await.result, ENTERPRISE_ONLY);
    let get = Request::get("test", "s", digest(1));
    assert_eq!(client.ask(&get.bytes()).await.generation, 1);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_touch_is_not_answered_even_when_all_operations_are() {
    const RESPOND_ALL: u8 = 0x80;
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    let touch = Request::new([wire::READ, wire::WRITE | RESPOND_ALL, 0])
        .field(0, b"test")
        .field(4, &digest(1))
        .operation(11, 0, "", &[])
        .operation(wire::OP_READ, 0, "absent", &[]);
    let reply = client.ask(&touch.bytes()).await;
    assert_eq!((reply.generation, reply.operations.len()), (2, 1));
    assert_eq!(
        (reply.operations[0].code, reply.operations[0].kind),
        (wire::OP_READ, 0)
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn queries_that_name_no_possible_partitions_are_refused() {
    const UNSUPPORTED_FEATURE: u8 = 16;
    const INDEX_NOT_FOUND: u8 = 201;
    let (cluster, mut client) = one_node().await;
    let bound = [&[0, 0, 0, 8][..], &1_i64.to_be_bytes()].concat();
    let one_of_n = [&[1, 1, b'n', wire::INTEGER][..], &bound, &bound].concat();
    let query = |fields: &[(u8, &[u8])]| {
        let start = Request::new([wire::READ, 0, 4]).field(0, b"test");
        fields
            .iter()
            .fold(start, |query, (kind, value)| query.field(*kind, value))
            .bytes()
    };
    for (fields, expected) in [
        (&[(11, &[0x00, 0x10][..])][..], PARAMETER),
        (&[(11, &[0])], PARAMETER),
        (&[(12, &[0; 19])], PARAMETER),
        (&[(11, &[1, 0, 1, 0])], PARAMETER),
        (&[(7, &[0; 8])], UNSUPPORTED_FEATURE),
        (&[(11, &[0, 0]), (22, &one_of_n)], INDEX_NOT_FOUND),
        // No range, a second one, a bound of the wrong length, and bytes behind it.
        (&[(11, &[0, 0]), (22, &[])], PARAMETER),
        (&[(11, &[0, 0]), (22, &[2])], PARAMETER),
        (
            &[
                (11, &[0, 0]),
                (22, &[1, 1, b'n', 1, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0]),
            ],
            PARAMETER,
        ),
        (
            &[(11, &[0, 0]), (22, &[&one_of_n[..], &[0]].concat())],
            PARAMETER,
        ),
        (&[(11, &[0, 0]), (22, &one_of_n), (26, &[9])], PARAMETER),
        // As many entries to go on after as records.
        (&[(11, &[]), (12, &[0; 20]), (15, &[0; 16])], PARAMETER),
        (&[(11, &[]), (12, &[0; 20]), (15, &[0; 7])], PARAMETER),
    ] {
        assert_eq!(
            client.ask(&query(fields)).await.result,
            expected,
            "{fields:?}"
        );
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_query_in_pages_finds_every_record_once() {
    let (cluster, mut client) = one_node().await;
    // Four records in each of five partitions.
    for number in 0..20_u16 {
        let mut digest = digest(number % 5);
        digest[19] = number as u8;
        client
            .ask(&Request::put("test", "s", digest, 1).bytes())
            .await;
    }
    let mut seen: Vec<Vec<u8>> = Vec::new();
    loop {
        let last_of = |partition: u16| {
            let of = |digest: &&Vec<u8>| digest[..2] == partition.to_le_bytes();
            seen.iter().rev().find(of).cloned()
        };
        let (started, fresh): (Vec<u16>, Vec<u16>) =
            (0..5).partition(|partition| last_of(*partition).is_some());
        let digests: Vec<u8> = started
            .iter()
            .filter_map(|id| last_of(*id))
            .flatten()
            .collect();
        let page = Request::query("test", "s", &fresh)
            .field(12, &digests)
            .field(13, &3_u64.to_be_bytes());
        client.send(&page.bytes()).await;
        let replies = client.stream().await;
        let rows = replies
            .iter()
            .filter_map(|reply| Some(reply.field(4)?.to_vec()));
        let rows: Vec<_> = rows.collect();
        assert!(rows.len() <= 3);
        if rows.is_empty() {
            break;
        }
        seen.extend(rows);
    }
    let found = seen.len();
    seen.sort();
    seen.dedup();
    assert_eq!((found, seen.len()), (20, 20));
    cluster.shutdown().await;
}

#[tokio::test]
async fn records_take_the_default_time_to_live_and_expire() {
    let spec = NamespaceSpec {
        default_ttl: Duration::from_secs(60),
        ..NamespaceSpec::new("test").nsup_period(Duration::from_secs(1000))
    };
    let cluster = EmbeddedCluster::builder()
        .namespace(spec)
        .start()
        .await
        .expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    let get = Request::get("test", "s", digest(1));
    assert!(
        client
            .ask(&Request::put("test", "s", digest(1), 1).bytes())
            .await
            .expires
    );
    cluster.advance_clock(Duration::from_secs(50));
    assert_eq!(client.ask(&get.bytes()).await.result, 0);
    cluster.advance_clock(Duration::from_secs(20));
    assert_eq!(client.ask(&get.bytes()).await.result, NOT_FOUND);
    client
        .send(&Request::query("test", "s", &[1]).bytes())
        .await;
    assert_eq!(client.stream().await.len(), 1, "only the closing message");
    let again = client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    assert_eq!(
        again.generation, 1,
        "an expired record does not count as there"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn expiration_cycles_remove_what_expired() {
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 1).ttl(60).bytes())
        .await;
    client
        .ask(&Request::put("test", "s", digest(2), 1).bytes())
        .await;
    cluster.advance_clock(Duration::from_secs(200));
    let mut text = String::new();
    for _ in 0..100 {
        text = client.info("namespace/test").await;
        if text.contains(";expired_objects=1;") {
            break;
        }
        tokio::time::sleep(Duration::from_millis(20)).await;
    }
    assert!(text.contains(";expired_objects=1;"), "{text}");
    assert!(text.contains(";objects=1;"), "{text}");
    assert!(text.contains(";non_expirable_objects=1;"), "{text}");
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_read_renews_a_record_when_it_asks_for_it_late_enough() {
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 1).ttl(100).bytes())
        .await;
    let get = Request::get("test", "s", digest(1));
    cluster.advance_clock(Duration::from_secs(60));
    client.ask(&get.clone().ttl(50).bytes()).await;
    cluster.advance_clock(Duration::from_secs(60));
    assert_eq!(
        client.ask(&get.bytes()).await.result,
        0,
        "renewed at 60 s for another 100 s"
    );
    cluster.shutdown().await;
}

#[tokio::test]
async fn configuration_changes_decide_over_the_next_write() {
    let (cluster, mut client) = one_node().await;
    let expiring = Request::put("bar", "s", digest(1), 1).ttl(60);
    assert_eq!(client.ask(&expiring.bytes()).await.result, FORBIDDEN);
    let allow = "set-config:context=namespace;namespace=bar;allow-ttl-without-nsup=true";
    assert_eq!(client.info(allow).await, "ok");
    assert_eq!(client.ask(&expiring.bytes()).await.result, 0);

    let limit = "set-config:context=namespace;namespace=bar;set=s;stop-writes-count=1";
    assert_eq!(client.info(limit).await, "ok");
    let second = Request::put("bar", "s", digest(2), 1);
    assert_eq!(client.ask(&second.bytes()).await.result, FORBIDDEN);
    cluster.shutdown().await;
}

#[tokio::test]
async fn loaded_records_are_found_under_the_digest_clients_compute() {
    let (cluster, mut client) = one_node().await;
    let bins = [
        ("a", Value::Integer(1)),
        ("b", Value::String("x".to_owned())),
    ];
    cluster
        .load("test", "wire", Key::String("rawget"), &bins)
        .expect("loads");
    // The digest of this key, as a client computed it.
    let captured = [
        0x1e, 0xd8, 0x6a, 0xaf, 0xb9, 0xf5, 0xe9, 0xd2, 0xe1, 0x3b, 0x99, 0x93, 0xd5, 0xeb, 0x55,
        0x02, 0x38, 0x19, 0x10, 0x53,
    ];
    let reply = client
        .ask(&Request::get("test", "wire", captured).bytes())
        .await;
    let names: Vec<_> = reply
        .operations
        .iter()
        .map(|bin| bin.name.as_str())
        .collect();
    assert_eq!(names, ["a", "b"]);
    assert_eq!(reply.operations[1].kind, wire::STRING);
    let refused = cluster.load("nowhere", "wire", Key::Integer(1), &bins);
    assert!(refused.is_err());
    cluster.shutdown().await;
}
