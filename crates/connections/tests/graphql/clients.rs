//! Live clients: shared, replaced, given up.

use std::{sync::Arc, time::Duration};

use crate::support::{World, three_nodes, world};
use acm_connections::{Cause, Error};
use acm_core::limits::CONNECT_DEADLINE;
use futures_util::{FutureExt, future::join_all};
use serde_json::json;

async fn with_cluster() -> (World, String) {
    let world = world().await;
    world.dialer.set("host", Ok(three_nodes()));
    let id = world.create("one", &["host"]).await;
    (world, id)
}

#[tokio::test]
async fn all_callers_share_one_dial_and_one_client() {
    let (world, id) = with_cluster().await;
    let gate = world.dialer.gate("host");
    let live = world.module.live();
    let callers = join_all((0..10).map(|_| live.client(&id)));
    let release = async {
        world.dialer.begun(1).await;
        gate.add_permits(10);
    };
    let (clients, ()) = tokio::join!(callers, release);
    let clients: Vec<_> = clients
        .into_iter()
        .map(|client| client.ok().unwrap())
        .collect();
    assert!(
        clients
            .iter()
            .all(|client| Arc::ptr_eq(client, &clients[0]))
    );
    assert_eq!(world.dialer.dials().len(), 1);
}

#[tokio::test]
async fn a_first_caller_that_goes_away_leaves_the_dial_to_the_others() {
    let (world, id) = with_cluster().await;
    let gate = world.dialer.gate("host");
    let live = world.module.live();
    let mut first = Box::pin(live.client(&id));
    assert!(first.as_mut().now_or_never().is_none());
    world.dialer.begun(1).await;
    drop(first);
    gate.add_permits(1);
    assert!(live.client(&id).await.is_ok());
    assert_eq!(world.dialer.dials().len(), 1);
}

#[tokio::test(start_paused = true)]
async fn a_dead_cluster_costs_the_deadline_and_never_delays_another() {
    let (world, up) = with_cluster().await;
    let _closed_gate = world.dialer.gate("dead");
    let dead = world.create("dead", &["dead"]).await;
    let live = world.module.live();
    let began = tokio::time::Instant::now();
    let waiting = live.client(&dead);
    let quick = async {
        world.dialer.begun(1).await;
        assert!(live.client(&up).await.is_ok());
        assert_eq!(began.elapsed(), Duration::ZERO);
    };
    let (dead, ()) = tokio::join!(waiting, quick);
    assert!(
        matches!(dead.err().unwrap(), Error::Unreachable(failure) if *failure.cause() == Cause::Timeout)
    );
    assert!(began.elapsed() <= CONNECT_DEADLINE + Duration::from_millis(10));
}

#[tokio::test(start_paused = true)]
async fn a_failed_dial_is_remembered_for_a_second_and_then_tried_again() {
    let (world, id) = with_cluster().await;
    let live = world.module.live();
    world.dialer.set("host", Err(Cause::Refused));
    for _ in 0..5 {
        assert!(live.client(&id).await.is_err());
    }
    assert_eq!(world.dialer.dials().len(), 1);
    world.dialer.set("host", Ok(three_nodes()));
    tokio::time::advance(Duration::from_millis(1_001)).await;
    assert!(live.client(&id).await.is_ok());
    assert_eq!(world.dialer.dials().len(), 2);
}

#[tokio::test]
async fn a_change_of_how_it_is_reached_replaces_the_client_and_others_do_not() {
    let (world, id) = with_cluster().await;
    let live = world.module.live();
    let first = live.client(&id).await.ok().unwrap();
    let look = json!({ "name": "x", "color": "#000000", "note": "n", "keepsHistory": true,
        "labels": [{ "key": "env", "value": "x" }] });
    world.update(&id, look).await;
    assert!(Arc::ptr_eq(&first, &live.client(&id).await.ok().unwrap()));
    for change in [
        json!({ "hosts": ["host:4000"] }),
        json!({ "clusterName": "demo" }),
        json!({ "username": "u", "password": "p" }),
        json!({ "password": "q" }),
        json!({ "tls": { "enabled": true } }),
    ] {
        let before = live.client(&id).await.ok().unwrap();
        world.update(&id, change.clone()).await;
        let after = live.client(&id).await.ok().unwrap();
        assert!(!Arc::ptr_eq(&before, &after), "{change}");
    }
    assert_eq!(world.dialer.dials().len(), 6);
}

#[tokio::test]
async fn a_replaced_client_lives_as_long_as_somebody_uses_it() {
    let (world, id) = with_cluster().await;
    let live = world.module.live();
    let used = live.client(&id).await.ok().unwrap();
    world.update(&id, json!({ "hosts": ["host:4000"] })).await;
    live.client(&id).await.ok().unwrap();
    assert_eq!(world.dialer.alive(), 2);
    drop(used);
    assert_eq!(world.dialer.alive(), 1);
}

#[tokio::test]
async fn a_removed_profile_has_no_client_any_more() {
    let (world, id) = with_cluster().await;
    let live = world.module.live();
    live.client(&id).await.ok().unwrap();
    let delete = "mutation($id: ID!) { deleteConnection(input: { id: $id }) { id } }";
    world.run(delete, json!({ "id": id })).await;
    assert!(matches!(
        live.client(&id).await.err().unwrap(),
        Error::NotFound(_)
    ));
    while world.dialer.alive() > 0 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test]
async fn a_profile_changed_under_a_dial_yields_the_client_of_the_new_state() {
    let (world, id) = with_cluster().await;
    let gate = world.dialer.gate("host");
    world.dialer.set("new", Ok(three_nodes()));
    let live = world.module.live();
    let waiting = live.client(&id);
    let change = async {
        world.dialer.begun(1).await;
        world.update(&id, json!({ "hosts": ["new"] })).await;
        gate.add_permits(1);
    };
    let (client, _) = tokio::join!(waiting, change);
    assert_eq!(client.ok().unwrap().target.hosts[0].to_string(), "new");
}

#[tokio::test]
async fn shutdown_closes_every_client_and_dials_no_more() {
    let (world, id) = with_cluster().await;
    let live = world.module.live();
    live.client(&id).await.ok().unwrap();
    assert!(world.tasks.shutdown(Duration::from_secs(5)).await);
    world.module.hooks().shutdown().await;
    assert_eq!((world.dialer.closed(), world.dialer.alive()), (1, 0));
    assert!(matches!(
        live.client(&id).await.err().unwrap(),
        Error::Stopping
    ));
    assert_eq!(world.tasks.panics(), 0);
}

#[tokio::test]
async fn a_dial_knows_in_which_kubernetes_cluster_names_count() {
    let (world, id) = with_cluster().await;
    let live = world.module.live();
    live.client(&id).await.ok().unwrap();
    let labels = json!([{ "key": "k8s-context", "value": "prod" }]);
    world.update(&id, json!({ "labels": labels })).await;
    // The name may mean another cluster now.
    live.client(&id).await.ok().unwrap();
    let dials = world.dialer.dials().into_iter();
    let contexts: Vec<_> = dials.map(|target| target.context).collect();
    assert_eq!(contexts, [None, Some("prod".to_owned())]);
}
