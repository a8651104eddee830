//! Who may work with a cluster, and for how long.

use std::time::Duration;

use aerospike::{AdminPolicy, AuthMode, Value};

use crate::harness::{bin, connect_as, eventually, put_options, secured, succeeds};

#[tokio::test]
async fn a_user_that_logs_in_works_with_records() {
    secured(["user-admin", "read-write"], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.fill(30).await;
        for number in 0..30 {
            let record = cluster.get(&cluster.key(number)).await;
            assert_eq!(record.bins["n"], Value::Int(number));
        }
        assert_eq!(cluster.query_all().await.len(), 30);
    })
    .await;
}

#[tokio::test]
async fn a_secured_cluster_is_of_the_enterprise_edition() {
    secured(["user-admin"], async |cluster| {
        let node = cluster.client.nodes().remove(0);
        let edition = cluster.info_of(&node, "edition").await;
        assert_eq!(edition, "Aerospike Enterprise Edition");
        let release = cluster.info_of(&node, "release").await;
        assert!(release.starts_with("edition=Aerospike Enterprise Edition;version=8."));
        let settings = cluster.info_of(&node, "get-config:context=security").await;
        assert!(settings.contains("enable-security=true"), "{settings}");
        assert!(settings.contains("session-ttl=86400"), "{settings}");
    })
    .await;
}

#[tokio::test]
async fn a_wrong_password_or_an_unknown_user_does_not_connect() {
    secured(["user-admin"], async |cluster| {
        assert!(cluster.try_as("admin", "Admin").await.is_err());
        assert!(cluster.try_as("nobody", "admin").await.is_err());
        let outcome = connect_as(&cluster.seed(), AuthMode::None).await;
        assert!(outcome.is_err(), "nobody works without logging in");
    })
    .await;
}

#[tokio::test]
async fn a_user_of_a_certificate_has_no_password() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        let outcome = cluster.client.create_pki_user(&policy, "robot", &["read"]);
        succeeds(outcome.await);
        assert_eq!(cluster.told_user("robot").await.roles, ["read"]);
        assert!(cluster.try_as("robot", "nopassword").await.is_err());
    })
    .await;
}

#[tokio::test]
async fn a_client_whose_session_is_over_logs_in_again() {
    secured(["user-admin", "read-write"], async |cluster| {
        cluster.until_nodes(3).await;
        cluster.put(&cluster.key(1), &[bin("n", 1)]).await;
        cluster
            .embedded()
            .advance_clock(Duration::from_secs(2 * 24 * 60 * 60));
        // New connections are needed to the nodes that start anew, and the old sessions are over.
        for node in 0..3 {
            cluster.embedded().stop_node(node).await.expect("it stops");
            cluster
                .embedded()
                .start_node(node)
                .await
                .expect("it starts");
        }
        cluster.until_nodes(3).await;
        eventually("records are written again", async || {
            let bins = [bin("n", 2)];
            let (policy, key) = (put_options(), cluster.key(1));
            cluster.client.put(&policy, &key, &bins).await.is_ok()
        })
        .await;
    })
    .await;
}

#[tokio::test]
async fn users_and_sessions_outlive_the_restart_of_every_node() {
    secured(["user-admin"], async |cluster| {
        cluster.until_nodes(3).await;
        let client = cluster.user_with("ada", &["read-write"]).await;
        for node in 0..3 {
            cluster.embedded().stop_node(node).await.expect("it stops");
            cluster
                .embedded()
                .start_node(node)
                .await
                .expect("it starts");
        }
        eventually("the client is back", async || {
            let bins = [bin("n", 1)];
            let (policy, key) = (put_options(), cluster.key(1));
            client.put(&policy, &key, &bins).await.is_ok()
        })
        .await;
        eventually("the user is told", async || {
            let policy = AdminPolicy::default();
            let users = cluster.client.query_users(&policy, Some("ada")).await;
            users.is_ok_and(|users| users[0].roles == ["read-write"])
        })
        .await;
        succeeds(client.close().await);
    })
    .await;
}
