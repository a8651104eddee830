//! Users: made, changed, told and dropped.

use aerospike::{AdminPolicy, Bins, ReadPolicy, ResultCode};

use crate::harness::{bin, refused, secured, succeeds};

#[tokio::test]
async fn a_fresh_cluster_has_one_user_who_administers_users() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        let users = succeeds(cluster.client.query_users(&policy, None).await);
        assert_eq!(users.len(), 1);
        assert_eq!(users[0].user, "admin");
        assert_eq!(users[0].roles, ["user-admin"]);
    })
    .await;
}

#[tokio::test]
async fn a_user_is_told_with_its_roles_by_every_node() {
    secured(["user-admin"], async |cluster| {
        cluster.until_nodes(3).await;
        succeeds(cluster.create_user("ada", &["read", "truncate"]).await);
        // Each question goes to a node the client picks.
        for _ in 0..12 {
            assert_eq!(cluster.told_user("ada").await.roles, ["read", "truncate"]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_user_that_cannot_be_made_is_refused_with_the_reason() {
    secured(["user-admin"], async |cluster| {
        succeeds(cluster.create_user("ada", &["read"]).await);
        for (name, roles, reason) in [
            ("ada", vec!["read"], ResultCode::UserAlreadyExists),
            ("bob", vec!["nosuch"], ResultCode::InvalidRole),
            ("", vec!["read"], ResultCode::InvalidUser),
            (&"n".repeat(64), vec!["read"], ResultCode::InvalidUser),
            ("a\nb", vec!["read"], ResultCode::InvalidUser),
        ] {
            refused(cluster.create_user(name, &roles).await, reason);
        }
        let longest = "n".repeat(63);
        succeeds(cluster.create_user(&longest, &[]).await);
        assert_eq!(cluster.told_user(&longest).await.roles, [""; 0]);
        succeeds(cluster.create_user("Ünïcode 😀", &["read"]).await);
        assert_eq!(cluster.told_user("Ünïcode 😀").await.roles, ["read"]);
    })
    .await;
}

#[tokio::test]
async fn what_is_done_to_a_user_that_is_not_there_is_refused() {
    secured(["user-admin"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        let unknown = ResultCode::InvalidUser;
        refused(client.drop_user(&policy, "bob").await, unknown);
        refused(client.change_password(&policy, "bob", "x").await, unknown);
        refused(client.grant_roles(&policy, "bob", &["read"]).await, unknown);
        refused(
            client.revoke_roles(&policy, "bob", &["read"]).await,
            unknown,
        );
        refused(client.query_users(&policy, Some("bob")).await, unknown);
        let no_role = client.grant_roles(&policy, "admin", &["nosuch"]).await;
        refused(no_role, ResultCode::InvalidRole);
    })
    .await;
}

#[tokio::test]
async fn roles_come_and_go_on_open_connections_at_once() {
    secured(["user-admin", "read-write"], async |cluster| {
        let policy = AdminPolicy::default();
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        let ada = cluster.user_with("ada", &[]).await;
        let get = async || ada.get(&ReadPolicy::default(), &key, Bins::All).await;
        refused(get().await, ResultCode::RoleViolation);
        let granted = cluster.client.grant_roles(&policy, "ada", &["read"]);
        succeeds(granted.await);
        succeeds(get().await);
        let revoked = cluster.client.revoke_roles(&policy, "ada", &["read"]);
        succeeds(revoked.await);
        refused(get().await, ResultCode::RoleViolation);
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn a_dropped_user_is_out_at_once_and_does_not_come_back() {
    secured(["user-admin", "read-write"], async |cluster| {
        let policy = AdminPolicy::default();
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        let ada = cluster.user_with("ada", &["read"]).await;
        let get = async || ada.get(&ReadPolicy::default(), &key, Bins::All).await;
        succeeds(get().await);
        succeeds(cluster.client.drop_user(&policy, "ada").await);
        refused(get().await, ResultCode::NotAuthenticated);
        assert!(cluster.try_as("ada", "ada's").await.is_err());
        // Another user of that name is another user.
        let other = cluster
            .client
            .create_user(&policy, "ada", "other", &["read"]);
        succeeds(other.await);
        assert!(get().await.is_err());
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn users_change_their_own_password_and_administrators_that_of_others() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        let ada = cluster.user_with("ada", &["read"]).await;
        succeeds(ada.change_password(&policy, "ada", "second").await);
        assert!(cluster.try_as("ada", "ada's").await.is_err());
        // A client that still believes in the old one does not change it.
        let stale = cluster.client_of("ada", "second").await;
        let changed = cluster.client.change_password(&policy, "ada", "third");
        succeeds(changed.await);
        let outcome = stale.change_password(&policy, "ada", "fourth").await;
        refused(outcome, ResultCode::InvalidPassword);
        let outcome = ada.change_password(&policy, "admin", "mine").await;
        refused(outcome, ResultCode::RoleViolation);
        let third = cluster.client_of("ada", "third").await;
        for client in [ada, stale, third] {
            succeeds(client.close().await);
        }
    })
    .await;
}

#[tokio::test]
async fn who_is_no_administrator_sees_itself_alone() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        let ada = cluster.user_with("ada", &["read"]).await;
        let own = succeeds(ada.query_users(&policy, Some("ada")).await);
        assert_eq!(own[0].roles, ["read"]);
        for outcome in [
            ada.query_users(&policy, None).await.map(drop),
            ada.query_users(&policy, Some("admin")).await.map(drop),
            ada.query_roles(&policy, None).await.map(drop),
            ada.create_user(&policy, "bob", "x", &[]).await,
            ada.drop_user(&policy, "admin").await,
            ada.grant_roles(&policy, "ada", &["user-admin"]).await,
            ada.create_role(&policy, "mine", &[], &[], 0, 0).await,
        ] {
            refused(outcome, ResultCode::RoleViolation);
        }
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn an_administrator_that_revokes_its_own_right_has_lost_it() {
    secured(["user-admin"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        let revoked = client.revoke_roles(&policy, "admin", &["user-admin"]).await;
        succeeds(revoked);
        let outcome = client.grant_roles(&policy, "admin", &["user-admin"]).await;
        refused(outcome, ResultCode::RoleViolation);
        let own = succeeds(client.query_users(&policy, Some("admin")).await);
        assert_eq!(own[0].roles, [""; 0]);
    })
    .await;
}
