//! Privileges in a namespace or set.

use aerospike::query::PartitionFilter;
use aerospike::{
    AdminPolicy, BatchOperation, BatchPolicy, BatchReadPolicy, Bins, Client, Error, Key,
    PrivilegeCode, ReadPolicy, ResultCode, Statement,
};
use futures_util::StreamExt as _;

use super::privilege;
use crate::harness::{
    Cluster, NAMESPACE, bin, put_options, query_options, refused, secured, succeeds,
};

const VIOLATION: ResultCode = ResultCode::RoleViolation;

fn key(namespace: &str, set: &str) -> Key {
    succeeds(Key::new(namespace, set, 1.into()))
}

async fn get(client: &Client, key: &Key) -> Result<(), Error> {
    let got = client.get(&ReadPolicy::default(), key, Bins::All).await;
    got.map(drop)
}

/// How many records a query of a set finds; of the namespace without one.
async fn count(client: &Client, set: &str) -> Result<usize, Error> {
    let statement = Statement::new(NAMESPACE, set, Bins::All);
    let records = client
        .query(&query_options(), PartitionFilter::all(), statement)
        .await?;
    let mut stream = records.into_stream();
    let mut count = 0;
    while let Some(record) = stream.next().await {
        record?;
        count += 1;
    }
    Ok(count)
}

/// Records in two sets, in no set, and in another namespace.
async fn fill(cluster: &Cluster) -> [Key; 4] {
    let keys = [
        key(NAMESPACE, "open"),
        key(NAMESPACE, "closed"),
        key(NAMESPACE, ""),
        key("bar", "open"),
    ];
    for key in &keys {
        cluster.put(key, &[bin("n", 1)]).await;
    }
    keys
}

#[tokio::test]
async fn a_privilege_in_a_set_is_for_that_set_alone() {
    secured(["user-admin", "read-write"], async |cluster| {
        let [open, closed, without_set, elsewhere] = fill(cluster).await;
        let scoped = [privilege(PrivilegeCode::ReadWrite, NAMESPACE, "open")];
        succeeds(cluster.create_role("r", &scoped).await);
        let ada = cluster.user_with("ada", &["r"]).await;
        succeeds(get(&ada, &open).await);
        succeeds(ada.put(&put_options(), &open, &[bin("n", 2)]).await);
        assert_eq!(succeeds(count(&ada, "open").await), 1);
        for key in [&closed, &without_set, &elsewhere] {
            refused(get(&ada, key).await, VIOLATION);
            let put = ada.put(&put_options(), key, &[bin("n", 2)]).await;
            refused(put, VIOLATION);
        }
        refused(count(&ada, "closed").await, VIOLATION);
        refused(count(&ada, "").await, VIOLATION);
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn a_privilege_in_a_namespace_is_for_all_its_sets() {
    secured(["user-admin", "read-write"], async |cluster| {
        let [open, closed, without_set, elsewhere] = fill(cluster).await;
        let scoped = [privilege(PrivilegeCode::Read, NAMESPACE, "")];
        succeeds(cluster.create_role("r", &scoped).await);
        let ada = cluster.user_with("ada", &["r"]).await;
        for key in [&open, &closed, &without_set] {
            succeeds(get(&ada, key).await);
        }
        refused(get(&ada, &elsewhere).await, VIOLATION);
        assert_eq!(succeeds(count(&ada, "closed").await), 1);
        assert_eq!(succeeds(count(&ada, "").await), 3);
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn privileges_of_all_roles_come_together() {
    secured(["user-admin", "read-write"], async |cluster| {
        let [open, closed, ..] = fill(cluster).await;
        let read = [privilege(PrivilegeCode::Read, NAMESPACE, "open")];
        let write = [privilege(PrivilegeCode::Write, NAMESPACE, "closed")];
        succeeds(cluster.create_role("reads", &read).await);
        succeeds(cluster.create_role("writes", &write).await);
        let ada = cluster.user_with("ada", &["reads", "writes"]).await;
        succeeds(get(&ada, &open).await);
        refused(get(&ada, &closed).await, VIOLATION);
        let put = async |key: &Key| ada.put(&put_options(), key, &[bin("n", 2)]).await;
        succeeds(put(&closed).await);
        refused(put(&open).await, VIOLATION);
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn the_rows_of_a_batch_are_permitted_one_by_one() {
    secured(["user-admin", "read-write"], async |cluster| {
        let [open, closed, without_set, elsewhere] = fill(cluster).await;
        let scoped = [privilege(PrivilegeCode::Read, NAMESPACE, "open")];
        succeeds(cluster.create_role("r", &scoped).await);
        let ada = cluster.user_with("ada", &["r"]).await;
        let read = |key| BatchOperation::read(&BatchReadPolicy::default(), key, Bins::All);
        let mut rows = [open, closed, without_set, elsewhere].map(read);
        let policy = BatchPolicy {
            respond_all_keys: true,
            ..BatchPolicy::default()
        };
        let _ = ada.batch(&policy, &mut rows).await;
        let codes: Vec<_> = rows.iter().map(BatchOperation::result_code).collect();
        let [ok, no] = [Some(ResultCode::Ok), Some(VIOLATION)];
        assert_eq!(codes, [ok, no, no, no]);
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn truncating_is_permitted_set_by_set() {
    secured(["user-admin", "read-write"], async |cluster| {
        fill(cluster).await;
        let scoped = [privilege(PrivilegeCode::Truncate, NAMESPACE, "open")];
        succeeds(cluster.create_role("r", &scoped).await);
        let ada = cluster.user_with("ada", &["r"]).await;
        let policy = AdminPolicy::default();
        succeeds(ada.truncate(&policy, NAMESPACE, "open", 0).await);
        for (namespace, set) in [(NAMESPACE, "closed"), (NAMESPACE, ""), ("bar", "open")] {
            assert!(ada.truncate(&policy, namespace, set, 0).await.is_err());
        }
        assert_eq!(succeeds(count(&cluster.client, "open").await), 0);
        assert_eq!(succeeds(count(&cluster.client, "").await), 2);
        succeeds(ada.close().await);
    })
    .await;
}
