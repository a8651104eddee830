//! Faults of single commands: which ones they strike, and what the client sees.

use std::time::Duration;

use acm_embedded::{CommandKind, Commands, Effect, EmbeddedCluster, ResultCode};

use crate::client::Client;
use crate::request::{Request, batch_read, digest};

const OVERLOAD: u8 = 18;
const BUSY: Effect = Effect::Answer(ResultCode::DEVICE_OVERLOAD);

async fn start() -> (EmbeddedCluster, Client) {
    let cluster = EmbeddedCluster::builder().start().await.expect("starts");
    let client = Client::connect(cluster.addresses()[0]).await;
    (cluster, client)
}

async fn another(cluster: &EmbeddedCluster) -> Client {
    Client::connect(cluster.addresses()[0]).await
}

fn put(number: u16) -> Vec<u8> {
    Request::put("test", "s", digest(number), 1).bytes()
}

fn get(number: u16) -> Vec<u8> {
    Request::get("test", "s", digest(number)).bytes()
}

#[tokio::test]
async fn the_next_commands_of_a_kind_are_refused_and_no_others() {
    let (cluster, mut client) = start().await;
    let fault = cluster.inject(Commands::of(CommandKind::Write).next(2), BUSY);
    assert_eq!(client.ask(&put(1)).await.result, OVERLOAD);
    assert_eq!(client.ask(&get(1)).await.result, 2, "nothing was written");
    assert_eq!(client.ask(&put(1)).await.result, OVERLOAD);
    assert_eq!(client.ask(&put(1)).await.result, 0);
    assert_eq!(fault.hits(), 2);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_fault_strikes_one_namespace_set_record_or_node() {
    let builder = EmbeddedCluster::builder().nodes(2);
    let cluster = builder.start().await.expect("starts");
    let mut first = Client::connect(cluster.addresses()[0]).await;
    let mut second = Client::connect(cluster.addresses()[1]).await;
    let put = |namespace: &str, set: &str, number| {
        Request::put(namespace, set, digest(number), 1).bytes()
    };
    let hit = put("test", "s", 1);
    for (commands, misses) in [
        (
            Commands::all().in_namespace("test"),
            vec![put("bar", "s", 1)],
        ),
        (
            Commands::all().in_set("s"),
            vec![put("test", "t", 2), put("test", "", 3)],
        ),
        (
            Commands::all().on_record(digest(1)),
            vec![put("test", "s", 2)],
        ),
        (Commands::all().in_namespace("test").at_node(0), Vec::new()),
    ] {
        let fault = cluster.inject(commands, BUSY);
        assert_eq!(first.ask(&hit).await.result, OVERLOAD, "{fault:?}");
        for miss in misses {
            assert_eq!(first.ask(&miss).await.result, 0, "{fault:?}");
        }
        assert_eq!(fault.hits(), 1);
    }
    let _fault = cluster.inject(Commands::all().at_node(0), BUSY);
    assert_eq!(second.ask(&hit).await.result, 0);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_fault_ends_when_it_is_dropped() {
    let (cluster, mut client) = start().await;
    let fault = cluster.inject(Commands::all(), BUSY);
    assert_eq!(client.ask(&put(1)).await.result, OVERLOAD);
    drop(fault);
    assert_eq!(client.ask(&put(1)).await.result, 0);
    cluster.shutdown().await;
}

#[tokio::test]
async fn queries_and_rows_of_batches_are_refused_one_by_one() {
    let (cluster, mut client) = start().await;
    for number in 0..3 {
        assert_eq!(client.ask(&put(number)).await.result, 0);
    }
    let row = Commands::of(CommandKind::Read)
        .in_batches()
        .on_record(digest(1));
    let fault = cluster.inject(row, BUSY);
    client.send(&batch_read(4, 3).bytes()).await;
    let results: Vec<u8> = client.stream().await.iter().map(|row| row.result).collect();
    assert_eq!(results, [0, OVERLOAD, 0, 0]);
    assert_eq!(client.ask(&get(1)).await.result, 0, "it is no row");
    drop(fault);

    let _fault = cluster.inject(Commands::of(CommandKind::Query), BUSY);
    client
        .send(&Request::query("test", "s", &[1]).bytes())
        .await;
    assert_eq!(client.messages(1).await[0].result, OVERLOAD);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_held_command_begins_when_the_test_says_so() {
    let (cluster, mut client) = start().await;
    let mut other = another(&cluster).await;
    let fault = cluster.inject(Commands::of(CommandKind::Write), Effect::Hold);
    client.send(&put(1)).await;
    fault.struck(1).await.expect("the put comes");
    assert_eq!(other.ask(&get(1)).await.result, 2, "it has not begun");
    assert_eq!(other.info("node").await, "A1", "others are served");
    fault.release();
    assert_eq!(client.messages(1).await[0].result, 0);
    assert_eq!(other.ask(&get(1)).await.result, 0);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_node_stops_although_a_command_is_held() {
    let (cluster, mut client) = start().await;
    let fault = cluster.inject(Commands::all(), Effect::Hold);
    client.send(&get(1)).await;
    fault.struck(1).await.expect("the get comes");
    cluster.shutdown().await;
    assert!(client.is_closed().await);
}

#[tokio::test]
async fn a_delayed_command_is_answered_all_the_same() {
    let (cluster, mut client) = start().await;
    let pause = Duration::from_millis(60);
    let _fault = cluster.inject(Commands::all(), Effect::Delay(pause));
    let started = std::time::Instant::now();
    assert_eq!(client.info("node").await, "A1");
    assert!(started.elapsed() >= pause);
    cluster.shutdown().await;
}

#[tokio::test]
async fn a_connection_closes_before_or_after_a_write_is_done() {
    for (effect, is_done) in [(Effect::CloseBefore, false), (Effect::CloseAfter, true)] {
        let (cluster, mut client) = start().await;
        let fault = cluster.inject(Commands::of(CommandKind::Write).next(1), effect);
        client.send(&put(1)).await;
        assert!(client.is_closed().await, "without a byte");
        assert_eq!(fault.hits(), 1);
        let result = another(&cluster).await.ask(&get(1)).await.result;
        assert_eq!(result == 0, is_done, "{effect:?}");
        cluster.shutdown().await;
    }
}

#[tokio::test]
async fn half_a_reply_and_garbage_end_the_connection() {
    let (cluster, mut client) = start().await;
    assert_eq!(client.ask(&put(1)).await.result, 0);
    client.send(&get(1)).await;
    let whole = client.bytes(8 + 22 + 4 + 4 + 1 + 8).await;

    let half = cluster.inject(Commands::of(CommandKind::Read).next(1), Effect::HalfReply);
    client.send(&get(1)).await;
    assert_eq!(client.rest().await, whole[..whole.len() / 2]);
    drop(half);

    let _garbage = cluster.inject(Commands::of(CommandKind::Info).next(1), Effect::Garbage);
    let mut client = another(&cluster).await;
    client.send(&crate::client::frame(1, b"node\n")).await;
    let bytes = client.rest().await;
    assert!(!bytes.is_empty() && bytes[0] != 2, "{bytes:?}");
    assert_eq!(another(&cluster).await.info("node").await, "A1");
    cluster.shutdown().await;
}
