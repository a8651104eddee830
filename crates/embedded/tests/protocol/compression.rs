//! Compressed messages: refused as by the Community edition, or understood as by the Enterprise one.

use std::io::{Read as _, Write as _};

use acm_embedded::EmbeddedCluster;
use flate2::read::ZlibDecoder;
use flate2::write::ZlibEncoder;

use crate::client::{Client, Frame, frame, frames};
use crate::request::{Request, digest, wire};

const COMPRESS_REPLY: u8 = 0x80;
const COMPRESSED: u8 = 4;
const PARAMETER: u8 = 4;
const ENTERPRISE_ONLY: u8 = 25;

/// A frame around zlib data that claims to be so long.
fn claiming(size: u64, plain: &[u8]) -> Vec<u8> {
    let mut encoder = ZlibEncoder::new(Vec::new(), flate2::Compression::best());
    encoder.write_all(plain).expect("memory");
    let data = encoder.finish().expect("memory");
    frame(COMPRESSED, &[&size.to_be_bytes(), data.as_slice()].concat())
}

fn compressed(plain: &[u8]) -> Vec<u8> {
    claiming(plain.len() as u64, plain)
}

/// The frame inside a compressed one.
fn inflated(outer: &Frame) -> Frame {
    assert_eq!(outer.kind, COMPRESSED);
    let (size, data) = outer.body.split_at(8);
    let mut plain = Vec::new();
    ZlibDecoder::new(data)
        .read_to_end(&mut plain)
        .expect("zlib data");
    assert_eq!(size, (plain.len() as u64).to_be_bytes());
    frames(&plain).remove(0)
}

fn put() -> Vec<u8> {
    let text = "abcd".repeat(100);
    Request::new([0, wire::WRITE, 0])
        .record("test", "s", digest(1))
        .operation(wire::OP_WRITE, wire::STRING, "v", text.as_bytes())
        .bytes()
}

fn get(flags: u8) -> Vec<u8> {
    Request::new([wire::READ | wire::GET_ALL | flags, 0, 0])
        .record("test", "s", digest(1))
        .bytes()
}

async fn start(compression: bool) -> (EmbeddedCluster, Client) {
    let builder = EmbeddedCluster::builder();
    let builder = if compression {
        builder.compression()
    } else {
        builder
    };
    let cluster = builder.start().await.expect("starts");
    let client = Client::connect(cluster.addresses()[0]).await;
    (cluster, client)
}

#[tokio::test]
async fn the_community_edition_refuses_compressed_requests_and_sends_plain_replies() {
    let (cluster, mut client) = start(false).await;
    assert_eq!(
        client.ask(&compressed(&put())).await.result,
        ENTERPRISE_ONLY
    );
    assert_eq!(client.ask(&put()).await.result, 0);
    client.send(&get(COMPRESS_REPLY)).await;
    assert_eq!(client.frame().await.kind, 3);
    cluster.shutdown().await;
}

#[tokio::test]
async fn requests_and_replies_are_compressed_when_the_cluster_is_told_to() {
    let (cluster, mut client) = start(true).await;
    assert_eq!(client.ask(&compressed(&put())).await.result, 0);
    client.send(&get(0)).await;
    let plain = client.frame().await;
    assert_eq!(plain.kind, 3, "nobody asked for a compressed reply");
    client.send(&compressed(&get(COMPRESS_REPLY))).await;
    let packed = client.frame().await;
    assert!(packed.body.len() < plain.body.len() / 4);
    assert_eq!(inflated(&packed), plain);
    // A reply that would only grow goes out as it is.
    let missing = Request::new([wire::READ | COMPRESS_REPLY, 0, 0]);
    let missing = missing.record("test", "s", digest(2)).bytes();
    assert_eq!(client.ask(&missing).await.result, 2);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_query_is_answered_in_compressed_frames() {
    let (cluster, mut client) = start(true).await;
    assert_eq!(client.ask(&put()).await.result, 0);
    let query = Request::query("test", "s", &[1]).info1(COMPRESS_REPLY);
    client.send(&compressed(&query.bytes())).await;
    let rows = inflated(&client.frame().await).replies();
    assert_eq!(rows.len(), 1);
    assert_eq!(rows[0].operations[0].value, "abcd".repeat(100).as_bytes());
    assert!(client.messages(1).await[0].is_last());
    cluster.shutdown().await;
}

#[tokio::test]
async fn what_does_not_inflate_to_what_it_says_is_refused_and_the_connection_stays() {
    let (cluster, mut client) = start(true).await;
    let put = put();
    let size = put.len() as u64;
    // Bytes of zeros that become a thousand times as many.
    let bomb = vec![0; 32 << 20];
    for (request, what) in [
        (claiming(size - 1, &put), "more than it says"),
        (claiming(size + 1, &put), "less than it says"),
        (claiming(size, &bomb), "a bomb"),
        (claiming(u64::MAX, &put), "no size at all"),
        (claiming((128 << 20) + 9, &put), "beyond the largest body"),
        (compressed(&put[..put.len() - 1]), "a frame cut short"),
        (
            compressed(&[put.clone(), put.clone()].concat()),
            "two frames",
        ),
        (compressed(&compressed(&put)), "compressed twice"),
        (compressed(&frame(1, b"node\n")), "an info request"),
        (frame(COMPRESSED, &[0; 4]), "no size"),
        (
            frame(COMPRESSED, &[&size.to_be_bytes()[..], b"nonsense"].concat()),
            "no zlib data",
        ),
    ] {
        assert_eq!(client.ask(&request).await.result, PARAMETER, "{what}");
    }
    assert_eq!(client.ask(&get(0)).await.result, 2, "nothing was written");
    cluster.shutdown().await;
}
