//! Expression reads: what a record tells about itself, and what is no expression.

use std::time::{Duration, SystemTime, UNIX_EPOCH};

use acm_embedded::EmbeddedCluster;

use crate::capture;
use crate::client::{Client, Reply, frames};
use crate::request::{Request, digest, wire};

const NOT_FOUND: u8 = 2;
const PARAMETER: u8 = 4;
const NOT_APPLICABLE: u8 = 26;

const EXPRESSION_READ: u8 = 7;
const TOUCH: u8 = 11;
const BOOL: u8 = 17;
const RESPOND_ALL: u8 = 0x80;
const NO_FAIL: u8 = 0x10;

const LAST_UPDATE: &[u8] = &[0x91, 66];

async fn one_node() -> (EmbeddedCluster, Client) {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let client = Client::connect(cluster.addresses()[0]).await;
    (cluster, client)
}

fn on_record(info: [u8; 3], digest: [u8; 20]) -> Request {
    Request::new(info)
        .field(0, b"test")
        .field(1, b"s")
        .field(4, &digest)
}

fn read_of(request: Request, expression: &[u8], flags: u8) -> Request {
    let value = [&[0x92], expression, &[flags]].concat();
    request.operation(EXPRESSION_READ, wire::BLOB, "r", &value)
}

/// A read of one expression on a record of set `s`.
async fn ask(client: &mut Client, digest: [u8; 20], expression: &[u8]) -> Reply {
    let request = read_of(on_record([wire::READ, 0, 0], digest), expression, 0);
    client.ask(&request.bytes()).await
}

/// The type and the bytes of the one value of a reply, told under the operation's name.
fn value(reply: &Reply) -> (u8, &[u8]) {
    assert_eq!(reply.result, 0);
    let [operation] = reply.operations.as_slice() else {
        panic!("one operation, not {:?}", reply.operations);
    };
    assert_eq!((operation.code, &*operation.name), (EXPRESSION_READ, "r"));
    (operation.kind, &operation.value)
}

fn integer(reply: &Reply) -> i64 {
    let (kind, bytes) = value(reply);
    assert_eq!(kind, wire::INTEGER);
    i64::from_be_bytes(bytes.try_into().expect("eight bytes"))
}

#[expect(
    clippy::disallowed_methods,
    reason = "the crate stands alone; its tests compare with the machine's clock"
)]
fn unix_time() -> Duration {
    SystemTime::now()
        .duration_since(UNIX_EPOCH)
        .expect("after 1970")
}

#[tokio::test]
async fn reads_without_a_result_answer_as_captured() {
    let (cluster, mut client) = one_node().await;
    // The record of the capture.
    let record = [
        0x39, 0x10, 0xc6, 0x12, 0x65, 0xe0, 0x82, 0xf0, 0xd0, 0x1a, 0xde, 0x99, 0xe2, 0xac, 0xeb,
        0xc3, 0xd3, 0x30, 0x69, 0x46,
    ];
    client
        .ask(&Request::put("test", "wire", record, 4).bytes())
        .await;
    let steps = capture::parse(include_str!("../captures/expressions.txt"));
    assert_eq!(steps.len(), 2);
    for step in steps {
        for exchange in &step.exchanges {
            client.send(&exchange.requests.concat()).await;
            for expected in exchange.replies.iter().flat_map(|reply| frames(reply)) {
                assert_eq!(client.frame().await, expected, "{}", step.name);
            }
        }
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_record_tells_its_metadata() {
    let (cluster, mut client) = one_node().await;
    let mut record = digest(1);
    record[16..].copy_from_slice(&[1, 2, 3, 4]);
    let put = on_record([0, wire::WRITE, 0], record)
        .ttl(60)
        .field(2, b"\x03key")
        .operation(wire::OP_WRITE, wire::STRING, "v", &[b'x'; 1000]);
    assert_eq!(client.ask(&put.bytes()).await.result, 0);
    cluster.advance_clock(Duration::from_secs(10));

    let modulo_1000 = ask(&mut client, record, &[0x92, 64, 0xcd, 0x03, 0xe8]).await;
    assert_eq!(integer(&modulo_1000), 985, "of 0x04030201");
    let device_size = ask(&mut client, record, &[0x91, 65]).await;
    assert_eq!(integer(&device_size), 0, "records are in memory");
    for size in [73, 74] {
        let size = integer(&ask(&mut client, record, &[0x91, size]).await);
        assert!((1000..1200).contains(&size), "{size}");
    }
    let updated = integer(&ask(&mut client, record, LAST_UPDATE).await);
    let since = integer(&ask(&mut client, record, &[0x91, 67]).await);
    assert!((10_000..60_000).contains(&since), "{since}");
    let void = integer(&ask(&mut client, record, &[0x91, 68]).await);
    let lives = (void - updated).unsigned_abs();
    assert!(
        Duration::from_nanos(lives).abs_diff(Duration::from_secs(60)) <= Duration::from_secs(1)
    );
    assert_eq!(void % 1_000_000_000, 0);
    let left = integer(&ask(&mut client, record, &[0x91, 69]).await);
    assert!((10..=50).contains(&left), "{left}");
    let set = ask(&mut client, record, &[0x91, 70]).await;
    assert_eq!(value(&set), (wire::STRING, &b"s"[..]));
    let has_key = ask(&mut client, record, &[0x91, 71]).await;
    assert_eq!(value(&has_key), (BOOL, &[1][..]));
    let is_tombstone = ask(&mut client, record, &[0x91, 72]).await;
    assert_eq!(value(&is_tombstone), (BOOL, &[0][..]));
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_record_without_set_key_and_expiry_says_so() {
    let (cluster, mut client) = one_node().await;
    let put = Request::put("test", "", digest(1), 1);
    client.ask(&put.bytes()).await;
    let set = ask(&mut client, digest(1), &[0x91, 70]).await;
    assert_eq!(value(&set), (wire::STRING, &b""[..]));
    let has_key = ask(&mut client, digest(1), &[0x91, 71]).await;
    assert_eq!(value(&has_key), (BOOL, &[0][..]));
    for time in [68, 69] {
        assert_eq!(
            integer(&ask(&mut client, digest(1), &[0x91, time]).await),
            -1
        );
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn literals_and_bins_are_read_as_they_are() {
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 7).bytes())
        .await;
    let float = [&[0xcb][..], &1.5_f64.to_be_bytes()].concat();
    let minus_300 = (-300_i64).to_be_bytes();
    for (expression, kind, bytes) in [
        (&[0xc3][..], BOOL, &[1][..]),
        (&[0xd1, 0xfe, 0xd4], wire::INTEGER, &minus_300),
        (&float, 2, &1.5_f64.to_be_bytes()),
        (&[0xa3, wire::STRING, b'a', b'b'], wire::STRING, b"ab"),
        (&[0xc4, 2, wire::BLOB, 9], wire::BLOB, &[9]),
        (
            &[0x93, 81, 2, 0xa1, b'v'],
            wire::INTEGER,
            &7_i64.to_be_bytes(),
        ),
    ] {
        let reply = ask(&mut client, digest(1), expression).await;
        assert_eq!(value(&reply), (kind, bytes), "{expression:02x?}");
    }
    let other_type = ask(&mut client, digest(1), &[0x93, 81, 3, 0xa1, b'v']).await;
    assert_eq!(other_type.result, NOT_APPLICABLE);
    cluster.shutdown().await;
}

#[tokio::test]
async fn an_expression_without_a_result_is_an_error_or_null() {
    const UNKNOWN: &[u8] = &[0x91, 0];
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    let failed = ask(&mut client, digest(1), UNKNOWN).await;
    assert_eq!((failed.result, failed.generation), (NOT_APPLICABLE, 1));
    for (respond, answered) in [(RESPOND_ALL, 1), (0, 0)] {
        let request = on_record([wire::READ, respond, 0], digest(1));
        let request = read_of(request, UNKNOWN, NO_FAIL);
        let reply = client.ask(&request.bytes()).await;
        assert_eq!((reply.result, reply.operations.len()), (0, answered));
        assert!(reply.operations.iter().all(|null| null.kind == 0));
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn each_write_and_touch_moves_the_last_update() {
    let (cluster, mut client) = one_node().await;
    let put = Request::put("test", "s", digest(1), 1);
    let touch = on_record([0, wire::WRITE, 0], digest(1)).operation(TOUCH, 0, "", &[]);
    client.ask(&put.bytes()).await;
    let mut last = integer(&ask(&mut client, digest(1), LAST_UPDATE).await);
    let age = unix_time().abs_diff(Duration::from_nanos(last.unsigned_abs()));
    assert!(age < Duration::from_secs(60), "{age:?}");
    for write in [&put, &touch] {
        cluster.advance_clock(Duration::from_secs(1));
        let unchanged = ask(&mut client, digest(1), LAST_UPDATE).await;
        assert_eq!(integer(&unchanged), last, "a read changes nothing");
        client.ask(&write.bytes()).await;
        let next = integer(&ask(&mut client, digest(1), LAST_UPDATE).await);
        assert!(next >= last + 1_000_000_000);
        last = next;
    }
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_write_reads_its_own_time_and_the_bins_at_that_point() {
    const BIN_V: &[u8] = &[0x93, 81, 2, 0xa1, b'v'];
    let (cluster, mut client) = one_node().await;
    let operate = on_record([wire::READ, wire::WRITE | RESPOND_ALL, 0], digest(1));
    let operate = read_of(operate, BIN_V, NO_FAIL).operation(
        wire::OP_WRITE,
        wire::INTEGER,
        "v",
        &5_i64.to_be_bytes(),
    );
    let operate = read_of(read_of(operate, BIN_V, 0), LAST_UPDATE, 0);
    let reply = client.ask(&operate.bytes()).await;
    let read: Vec<_> = reply
        .operations
        .iter()
        .map(|operation| (operation.code, operation.kind))
        .collect();
    let number = (EXPRESSION_READ, wire::INTEGER);
    assert_eq!(
        read,
        [(EXPRESSION_READ, 0), (wire::OP_WRITE, 0), number, number]
    );
    assert_eq!(reply.operations[2].value, 5_i64.to_be_bytes());
    let stored = ask(&mut client, digest(1), LAST_UPDATE).await;
    assert_eq!(value(&stored).1, reply.operations[3].value);
    cluster.shutdown().await;
}

#[tokio::test]
async fn an_expression_makes_no_record() {
    let (cluster, mut client) = one_node().await;
    assert_eq!(
        ask(&mut client, digest(1), LAST_UPDATE).await.result,
        NOT_FOUND
    );
    let write = on_record([0, wire::WRITE, 0], digest(1));
    let reply = client.ask(&read_of(write, LAST_UPDATE, 0).bytes()).await;
    assert_eq!(reply.result, NOT_FOUND);
    let get = Request::get("test", "s", digest(1));
    assert_eq!(client.ask(&get.bytes()).await.result, NOT_FOUND);
    cluster.shutdown().await;
}

#[tokio::test]
async fn rows_of_a_batch_read_expressions() {
    let (cluster, mut client) = one_node().await;
    for number in 1..=2 {
        client
            .ask(&Request::put("test", "s", digest(number), 1).bytes())
            .await;
    }
    let operand = [&[0x92], LAST_UPDATE, &[NO_FAIL]].concat();
    let mut value = [&3_u32.to_be_bytes()[..], &[4]].concat();
    for row in 1..=3_u16 {
        value.extend(u32::from(row).to_be_bytes());
        value.extend(digest(row));
        // Neither repeated nor with a second information byte; one field and one operation.
        value.extend([0, wire::READ, 0, 1, 0, 1]);
        value.extend([0, 0, 0, 5, 0]);
        value.extend(b"test");
        value.extend((5 + operand.len() as u32).to_be_bytes());
        value.extend([EXPRESSION_READ, wire::BLOB, 0, 1, b'r']);
        value.extend(&operand);
    }
    let batch = Request::new([wire::READ | wire::BATCH, 0, 0]).field(41, &value);
    client.send(&batch.bytes()).await;
    let mut rows = client.stream().await;
    assert!(rows.pop().is_some_and(|end| end.is_last()));
    rows.sort_by_key(|row| row.index);
    assert_eq!(rows.len(), 3);
    for (number, row) in (1..=2).zip(&rows) {
        let alone = ask(&mut client, digest(number), LAST_UPDATE).await;
        assert_eq!(integer(row), integer(&alone));
    }
    assert_eq!(rows[2].result, NOT_FOUND);
    cluster.shutdown().await;
}

#[tokio::test]
async fn what_is_no_expression_is_refused_whatever_the_flags_and_changes_nothing() {
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    let operands: &[&[u8]] = &[
        // Nothing, no list, no flags, too much, flags that do not exist.
        &[],
        &[0xc0],
        &[0x91, 0x91, 66],
        &[0x92, 0x91, 66, 0, 0],
        &[0x92, 0x91, 66, 0x01],
        // A comparison of an integer and a text, a float as a record key, a bin of a type that does
        // not exist, a variable that is not there, a code that does not exist.
        &[0x92, 0x93, 3, 0x91, 69, 0xa1, 3, NO_FAIL],
        &[0x92, 0x92, 80, 7, NO_FAIL],
        &[0x92, 0x93, 81, 0, 0xa1, b'v', NO_FAIL],
        &[0x92, 0x92, 124, 0xa1, b'v', NO_FAIL],
        &[0x92, 0x91, 120, NO_FAIL],
        // The count of a HyperLogLog; the size of a list that is none; of one, by a context of an
        // unknown kind; texts of a list that are joined, a selection by path.
        &[
            0x92, 0x95, 127, 2, 2, 0x91, 50, 0x93, 81, 9, 0xa1, b'v', NO_FAIL,
        ],
        &[0x92, 0x95, 127, 2, 0, 0x91, 16, 5, NO_FAIL],
        &[
            0x92, 0x95, 127, 2, 0, 0x93, 0xcc, 0xff, 0x92, 0x15, 0, 0x91, 16, 0x93, 81, 4, 0xa1,
            b'v', NO_FAIL,
        ],
        &[
            0x92, 0x95, 127, 3, 0, 0x91, 28, 0x93, 81, 4, 0xa1, b'v', NO_FAIL,
        ],
        &[
            0x92, 0x95, 127, 4, 0, 0x91, 0xcc, 0xfe, 0x93, 81, 4, 0xa1, b'v', NO_FAIL,
        ],
        // An argument too many, one that is missing, modulo zero, modulo beyond 32 bits.
        &[0x92, 0x92, 66, 1, NO_FAIL],
        &[0x92, 0x91, 64, NO_FAIL],
        &[0x92, 0x92, 64, 0, NO_FAIL],
        &[0x92, 0x92, 64, 0xd3, 0, 0, 0, 1, 0, 0, 0, 0, NO_FAIL],
        // Text without a type, a wildcard alone, an operation without a code, a list as long as it gets.
        &[0x92, 0xa0, NO_FAIL],
        &[0x92, 0xa1, b'v', NO_FAIL],
        &[0x92, 0xd4, 0xff, 0, NO_FAIL],
        &[0x92, 0x90, NO_FAIL],
        &[0x92, 0xdd, 0xff, 0xff, 0xff, 0xff, 66, NO_FAIL],
    ];
    for operand in operands {
        for info in [[wire::READ, 0, 0], [wire::READ, wire::WRITE, 0]] {
            let request = on_record(info, digest(1))
                .operation(EXPRESSION_READ, wire::BLOB, "r", operand)
                .bytes();
            let reply = client.ask(&request).await;
            assert_eq!(
                (reply.result, reply.generation),
                (PARAMETER, 1),
                "{operand:02x?}"
            );
        }
    }
    let text = on_record([wire::READ, 0, 0], digest(1)).operation(
        EXPRESSION_READ,
        wire::STRING,
        "r",
        &[0x92, 0x91, 66, 0],
    );
    assert_eq!(client.ask(&text.bytes()).await.result, PARAMETER);
    cluster.shutdown().await;
}

#[tokio::test]
async fn calls_are_nested_as_deep_as_expressions_and_no_deeper() {
    let (cluster, mut client) = one_node().await;
    client
        .ask(&Request::put("test", "s", digest(1), 1).bytes())
        .await;
    // The size of an empty list to which an element is appended so often.
    let appended = |times: usize| {
        let size = [0x95, 127, 2, 0, 0x91, 16];
        let append = [0x95, 127, 4, 0x40, 0x92, 1, 7];
        [&size, append.repeat(times).as_slice(), &[0x92, 126, 0x90]].concat()
    };
    let reply = ask(&mut client, digest(1), &appended(126)).await;
    assert_eq!(integer(&reply), 126);
    let reply = ask(&mut client, digest(1), &appended(127)).await;
    assert_eq!(reply.result, PARAMETER);
    cluster.shutdown().await;
}
