//! Operations on lists and maps that no client sends today: old, malformed and too large ones.

use acm_embedded::EmbeddedCluster;

use crate::client::{Client, Reply};
use crate::request::{Request, digest, wire};

const PARAMETER: u8 = 4;
const ELEMENT_NOT_FOUND: u8 = 23;
const ELEMENT_EXISTS: u8 = 24;

const CDT_READ: u8 = 3;
const CDT_MODIFY: u8 = 4;
const LIST: u8 = 20;

/// The size of a list.
const SIZE: &[u8] = &[0x91, 16];

/// Runs a test against a record whose bin `l` is this list.
async fn with_list(list: &[u8], body: impl AsyncFnOnce(&mut Client)) {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let mut client = Client::connect(cluster.addresses()[0]).await;
    let put = write().operation(wire::OP_WRITE, LIST, "l", list);
    assert_eq!(client.ask(&put.bytes()).await.result, 0);
    body(&mut client).await;
    cluster.shutdown().await;
}

fn write() -> Request {
    Request::new([0, wire::WRITE, 0]).record("test", "s", digest(1))
}

fn read() -> Request {
    Request::new([wire::READ, 0, 0]).record("test", "s", digest(1))
}

/// One operation on a bin.
async fn modify(client: &mut Client, bin: &str, operand: &[u8]) -> Reply {
    let request = write().operation(CDT_MODIFY, wire::BLOB, bin, operand);
    client.ask(&request.bytes()).await
}

#[tokio::test]
async fn malformed_operations_are_parameter_errors() {
    with_list(&[0x92, 1, 2], async |client| {
        let operands: [&[u8]; 12] = [
            // Nothing, no list, an empty one, bytes behind it, and one that is cut.
            &[],
            &[1],
            &[0x90],
            &[0x91, 16, 0],
            &[0x92, 17],
            // Codes without an operation, with too few arguments, too many, and another type.
            &[0x92, 63, 0],
            &[0x91, 17],
            &[0x93, 17, 0, 0],
            &[0x92, 17, 0xa2, 3, b'0'],
            // Contexts that are no pairs, of an unknown kind, and without an operation.
            &[0x93, 0xcc, 0xff, 0x91, 16, 0x91, 16],
            &[0x93, 0xcc, 0xff, 0x92, 0x15, 0, 0x91, 16],
            &[0x92, 0xcc, 0xff, 0x92, 16, 0],
        ];
        for operand in operands {
            let request = read().operation(CDT_READ, wire::BLOB, "l", operand);
            let reply = client.ask(&request.bytes()).await;
            assert_eq!(reply.result, PARAMETER, "{operand:02x?}");
        }
        let text = read().operation(CDT_READ, wire::STRING, "l", SIZE);
        assert_eq!(client.ask(&text.bytes()).await.result, PARAMETER);
    })
    .await;
}

#[tokio::test]
async fn reads_do_not_modify_and_writes_do_not_read() {
    with_list(&[0x92, 1, 2], async |client| {
        let append = read().operation(CDT_READ, wire::BLOB, "l", &[0x92, 1, 9]);
        assert_eq!(client.ask(&append.bytes()).await.result, PARAMETER);
        assert_eq!(modify(client, "l", SIZE).await.result, PARAMETER);
    })
    .await;
}

#[tokio::test]
async fn the_write_modes_of_old_clients_are_known() {
    with_list(&[0x90], async |client| {
        let a = |code, value| [0x93, code, 0xa2, 3, b'a', value];
        assert_eq!(
            modify(client, "m", &a(69, 1)).await.result,
            ELEMENT_NOT_FOUND
        );
        assert_eq!(modify(client, "m", &a(65, 1)).await.result, 0);
        assert_eq!(modify(client, "m", &a(65, 2)).await.result, ELEMENT_EXISTS);
        assert_eq!(modify(client, "m", &a(69, 2)).await.result, 0);
        let items = |code| [0x92, code, 0x81, 0xa2, 3, b'a', 3];
        assert_eq!(modify(client, "m", &items(66)).await.result, ELEMENT_EXISTS);
        assert_eq!(modify(client, "m", &items(70)).await.result, 0);
        let get = [0x93, 97, 7, 0xa2, 3, b'a'];
        let request = read().operation(CDT_READ, wire::BLOB, "m", &get);
        let reply = client.ask(&request.bytes()).await;
        assert_eq!(reply.operations[0].value, 3_i64.to_be_bytes());
    })
    .await;
}

#[tokio::test]
async fn no_list_grows_without_bound() {
    with_list(&[0x90], async |client| {
        // Far behind the end, by every way there is.
        let far = [0xce, 0x7f, 0xff, 0xff, 0xff];
        let insert = [&[0x93, 3][..], &far, &[1]].concat();
        let set = [&[0x93, 9][..], &far, &[1]].concat();
        let increment = [&[0x92, 12][..], &far].concat();
        let context = [
            &[0x93, 0xcc, 0xff, 0x92, 0xcc, 0x90][..],
            &far,
            &[0x92, 1, 1],
        ]
        .concat();
        for operand in [insert, set, increment, context] {
            assert_eq!(modify(client, "l", &operand).await.result, PARAMETER);
        }
        // More values than are worked on.
        let count = 1_000_001_u32;
        let items = vec![1; count as usize];
        let append = [&[0x92, 2, 0xdd][..], &count.to_be_bytes(), &items].concat();
        assert_eq!(modify(client, "l", &append).await.result, PARAMETER);
    })
    .await;
}

#[tokio::test]
async fn one_command_goes_through_so_many_bytes() {
    let length = 900_000_u32;
    let text = vec![3; length as usize];
    let list = [&[0x91, 0xdb][..], &length.to_be_bytes(), &text].concat();
    with_list(&list, async |client| {
        let sizes = |times| {
            let operations = std::iter::repeat_n((), times);
            operations.fold(read(), |request, ()| {
                request.operation(CDT_READ, wire::BLOB, "l", SIZE)
            })
        };
        assert_eq!(client.ask(&sizes(2).bytes()).await.result, 0);
        assert_eq!(client.ask(&sizes(20).bytes()).await.result, PARAMETER);
    })
    .await;
}
