//! Where the users of a role may connect from.

use aerospike::{AdminPolicy, Bins, PrivilegeCode, ReadPolicy, ResultCode};

use super::privilege;
use crate::harness::{bin, eventually, refused, secured, succeeds};

#[tokio::test]
async fn a_user_connects_from_the_networks_of_its_roles_only() {
    secured(["user-admin"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        succeeds(cluster.create_role("away", &[]).await);
        succeeds(client.set_allowlist(&policy, "away", &["10.0.0.0/8"]).await);
        succeeds(cluster.create_role("here", &[]).await);
        let here = ["10.1.0.0/16", "127.0.0.0/8"];
        succeeds(client.set_allowlist(&policy, "here", &here).await);
        succeeds(cluster.create_user("ada", &["away"]).await);
        assert!(cluster.try_as("ada", "ada's").await.is_err());
        // A role without a list adds nothing to it; another list does.
        succeeds(client.grant_roles(&policy, "ada", &["read"]).await);
        assert!(cluster.try_as("ada", "ada's").await.is_err());
        succeeds(client.grant_roles(&policy, "ada", &["here"]).await);
        let ada = cluster.client_of("ada", "ada's").await;
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn a_change_of_the_networks_is_felt_on_open_connections() {
    secured(["user-admin", "read-write"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        let key = cluster.key(1);
        cluster.put(&key, &[bin("n", 1)]).await;
        let read = [privilege(PrivilegeCode::Read, "", "")];
        succeeds(cluster.create_role("r", &read).await);
        let ada = cluster.user_with("ada", &["r"]).await;
        let get = async || ada.get(&ReadPolicy::default(), &key, Bins::All).await;
        succeeds(get().await);
        succeeds(client.set_allowlist(&policy, "r", &["192.0.2.7"]).await);
        refused(get().await, ResultCode::NotAllowlisted);
        succeeds(client.set_allowlist(&policy, "r", &[]).await);
        eventually("the user is let in again", async || get().await.is_ok()).await;
        succeeds(ada.close().await);
    })
    .await;
}
