//! How much the users of a role may read and write.

use std::time::Duration;

use aerospike::query::PartitionFilter;
use aerospike::{
    AdminPolicy, Bins, Client, Error, PrivilegeCode, QueryPolicy, ReadPolicy, ResultCode, Statement,
};
use futures_util::StreamExt as _;

use super::privilege;
use crate::harness::{
    Cluster, NAMESPACE, bin, eventually, put_options, query_options, refused, secured, succeeds,
};

/// A client whose user may read and write so many records a second on each node.
async fn limited(cluster: &Cluster, read: u32, write: u32) -> Client {
    let policy = AdminPolicy::default();
    let all = [privilege(PrivilegeCode::ReadWrite, "", "")];
    let made = cluster
        .client
        .create_role(&policy, "limited", &all, &[], read, write);
    succeeds(made.await);
    cluster.user_with("ada", &["limited"]).await
}

/// Repeats a command on one record until the quota of a second is used up; how often it was done, in
/// that second and those before it.
async fn until_exceeded(mut command: impl AsyncFnMut() -> Result<(), Error>) -> u32 {
    let mut done = 0;
    loop {
        match command().await {
            Ok(()) => done += 1,
            Err(error) => {
                let code = error.server_result_code();
                assert_eq!(code, Some(ResultCode::QuotaExceeded), "{error}");
                return done;
            }
        }
    }
}

#[tokio::test]
async fn writes_and_reads_beyond_the_quota_of_a_second_are_refused() {
    secured(["user-admin"], async |cluster| {
        let ada = limited(cluster, 20, 10).await;
        let key = cluster.key(1);
        let put = async || ada.put(&put_options(), &key, &[bin("n", 1)]).await;
        assert!(until_exceeded(put).await >= 10);
        // Another second, another quota.
        eventually("records are written again", async || {
            cluster.embedded().advance_clock(Duration::from_secs(1));
            put().await.is_ok()
        })
        .await;
        let get = async || {
            let got = ada.get(&ReadPolicy::default(), &key, Bins::All).await;
            got.map(drop)
        };
        assert!(until_exceeded(get).await >= 20);
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn the_largest_quota_of_all_roles_counts_and_none_is_no_limit() {
    secured(["user-admin"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        let ada = limited(cluster, 7, 3).await;
        succeeds(cluster.create_role("more", &[]).await);
        succeeds(client.set_quotas(&policy, "more", 5, 4).await);
        succeeds(client.grant_roles(&policy, "ada", &["more", "read"]).await);
        let told = cluster.told_user("ada").await;
        assert_eq!((told.read_info[0], told.write_info[0]), (7, 4));
        for role in ["more", "limited"] {
            succeeds(client.set_quotas(&policy, role, 0, 0).await);
        }
        let told = cluster.told_user("ada").await;
        assert_eq!((told.read_info[0], told.write_info[0]), (0, 0));
        for _ in 0..50 {
            let key = cluster.key(1);
            succeeds(ada.put(&put_options(), &key, &[bin("n", 1)]).await);
        }
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn a_query_needs_a_rate_within_the_quota() {
    secured(["user-admin", "read-write"], async |cluster| {
        cluster.fill(20).await;
        let ada = limited(cluster, 1000, 1000).await;
        let query = async |rate: u32| {
            let policy = QueryPolicy {
                records_per_second: rate,
                ..query_options()
            };
            let statement = Statement::new(NAMESPACE, cluster.set.as_str(), Bins::All);
            let records = ada
                .query(&policy, PartitionFilter::all(), statement)
                .await?;
            let mut stream = records.into_stream();
            let mut count = 0;
            while let Some(record) = stream.next().await {
                record?;
                count += 1;
            }
            Ok::<u32, Error>(count)
        };
        refused(query(0).await, ResultCode::QuotaExceeded);
        refused(query(1001).await, ResultCode::QuotaExceeded);
        assert_eq!(succeeds(query(500).await), 20);
        // What a query took of the quota it gave back.
        assert_eq!(succeeds(query(1000).await), 20);
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn a_node_tells_what_a_user_does_and_how_many_connections_it_has() {
    secured(["user-admin"], async |cluster| {
        let ada = limited(cluster, 1000, 500).await;
        eventually("each node told of a connection", async || {
            let told = cluster.told_user("ada").await;
            told.conns_in_use > 0
        })
        .await;
        eventually("a node told of writes", async || {
            for number in 0..30 {
                let key = cluster.key(number);
                succeeds(ada.put(&put_options(), &key, &[bin("n", 1)]).await);
            }
            let told = cluster.told_user("ada").await;
            assert_eq!(told.read_info, [1000, 0, 0, 0]);
            assert_eq!(told.write_info[0], 500);
            told.write_info[1] > 0
        })
        .await;
        succeeds(ada.close().await);
        eventually("its connections are closed", async || {
            let mut open = 0;
            for _ in 0..6 {
                open += cluster.told_user("ada").await.conns_in_use;
            }
            open == 0
        })
        .await;
    })
    .await;
}
