//! What each privilege permits: every kind of command, tried with each.

use aerospike::operations;
use aerospike::query::PartitionFilter;
use aerospike::{
    AdminPolicy, BatchOperation, BatchPolicy, BatchReadPolicy, Bins, Client, Error, ReadPolicy,
    ResultCode, Statement,
};
use futures_util::StreamExt as _;

use crate::harness::{Cluster, NAMESPACE, bin, put_options, query_options, secured, succeeds};

/// Something a client does that not everybody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Act {
    Get,
    Exists,
    BatchGet,
    Query,
    Put,
    Delete,
    WriteAndRead,
    CallFunction,
    WriteInBackground,
    CallInBackground,
    TruncateSet,
    TruncateNamespace,
    CreateIndex,
    DropIndex,
    RegisterModule,
    RemoveModule,
    SetConfig,
    SetLogLevel,
    Recluster,
    AbortQueries,
    ResetEvictions,
    SeeUsers,
    SeeRoles,
    DropRole,
}

use Act::*;

const ALL: [Act; 24] = [
    Get,
    Exists,
    BatchGet,
    Query,
    Put,
    Delete,
    WriteAndRead,
    CallFunction,
    WriteInBackground,
    CallInBackground,
    TruncateSet,
    TruncateNamespace,
    CreateIndex,
    DropIndex,
    RegisterModule,
    RemoveModule,
    SetConfig,
    SetLogLevel,
    Recluster,
    AbortQueries,
    ResetEvictions,
    SeeUsers,
    SeeRoles,
    DropRole,
];

/// What each predefined role permits; all else it does not.
const PERMITTED: [(&str, &[Act]); 13] = [
    ("user-admin", &[SeeUsers, SeeRoles, DropRole]),
    (
        "sys-admin",
        &[
            TruncateSet,
            TruncateNamespace,
            CreateIndex,
            DropIndex,
            RegisterModule,
            RemoveModule,
            SetConfig,
            SetLogLevel,
            Recluster,
            AbortQueries,
            ResetEvictions,
        ],
    ),
    (
        "data-admin",
        &[
            TruncateSet,
            TruncateNamespace,
            CreateIndex,
            DropIndex,
            RegisterModule,
            RemoveModule,
            AbortQueries,
            ResetEvictions,
        ],
    ),
    ("udf-admin", &[RegisterModule, RemoveModule]),
    ("sindex-admin", &[CreateIndex, DropIndex]),
    ("read", &[Get, Exists, BatchGet, Query]),
    (
        "read-write",
        &[
            Get,
            Exists,
            BatchGet,
            Query,
            Put,
            Delete,
            WriteAndRead,
            WriteInBackground,
        ],
    ),
    (
        "read-write-udf",
        &[
            Get,
            Exists,
            BatchGet,
            Query,
            Put,
            Delete,
            WriteAndRead,
            CallFunction,
            WriteInBackground,
            CallInBackground,
        ],
    ),
    ("write", &[Put, Delete, WriteInBackground]),
    ("truncate", &[TruncateSet, TruncateNamespace]),
    ("masking-admin", &[]),
    ("read-masked", &[]),
    ("write-masked", &[]),
];

/// Whether a client's user may not do this. That it fails for another reason is no matter.
async fn is_refused(client: &Client, cluster: &Cluster, act: Act) -> bool {
    let (policy, key, set) = (AdminPolicy::default(), cluster.key(1), cluster.set.as_str());
    let write = put_options();
    match act {
        Get => violates(client.get(&ReadPolicy::default(), &key, Bins::All).await),
        Exists => violates(client.exists(&ReadPolicy::default(), &key).await),
        BatchGet => {
            let read = |key| BatchOperation::read(&BatchReadPolicy::default(), key, Bins::All);
            let mut rows = [read(cluster.key(1)), read(cluster.key(2))];
            let _ = client.batch(&BatchPolicy::default(), &mut rows).await;
            rows.iter()
                .all(|row| row.result_code() == Some(ResultCode::RoleViolation))
        }
        Query => violates(query(client, set).await),
        Put => violates(client.put(&write, &key, &[bin("n", 1)]).await),
        Delete => violates(client.delete(&write, &key).await),
        WriteAndRead => {
            let both = [operations::put(&bin("n", 1)), operations::get()];
            violates(client.operate(&write, &key, &both).await)
        }
        CallFunction => violates(client.execute_udf(&write, &key, "m", "f", &[]).await),
        WriteInBackground => {
            let mut statement = Statement::new(NAMESPACE, set, Bins::All);
            statement.set_operations(vec![operations::add(&bin("n", 1))]);
            violates(client.query_operate(&write, statement).await)
        }
        CallInBackground => {
            let statement = Statement::new(NAMESPACE, set, Bins::None);
            violates(
                client
                    .query_execute_udf(&write, statement, "m", "f", &[])
                    .await,
            )
        }
        SeeUsers => violates(client.query_users(&policy, None).await),
        SeeRoles => violates(client.query_roles(&policy, None).await),
        DropRole => violates(client.drop_role(&policy, "nosuch").await),
        _ => {
            let command = info_command(act, set);
            let node = client.nodes().remove(0);
            let answers = succeeds(node.info(&policy, &[&command]).await);
            answers[&command].starts_with("ERROR:81:role violation")
        }
    }
}

fn info_command(act: Act, set: &str) -> String {
    match act {
        TruncateSet => format!("truncate:namespace={NAMESPACE};set={set}"),
        TruncateNamespace => "truncate-namespace:namespace=bar".to_owned(),
        CreateIndex => {
            format!("sindex-create:namespace={NAMESPACE};set={set};indexname=i;bin=n;type=numeric")
        }
        DropIndex => format!("sindex-delete:namespace={NAMESPACE};indexname=i"),
        RegisterModule => "udf-put:filename=m.lua;content=;content-len=0;udf-type=LUA;".to_owned(),
        RemoveModule => "udf-remove:filename=m.lua".to_owned(),
        SetConfig => "set-config:context=service;proto-fd-max=1000".to_owned(),
        SetLogLevel => "log-set:id=0;misc=info".to_owned(),
        Recluster => "recluster:".to_owned(),
        AbortQueries => "query-abort-all:".to_owned(),
        ResetEvictions => format!("eviction-reset:namespace={NAMESPACE}"),
        other => panic!("{other:?} is no info command"),
    }
}

async fn query(client: &Client, set: &str) -> Result<(), Error> {
    let statement = Statement::new(NAMESPACE, set, Bins::All);
    let records = client
        .query(&query_options(), PartitionFilter::all(), statement)
        .await?;
    let mut stream = records.into_stream();
    while let Some(record) = stream.next().await {
        record?;
    }
    Ok(())
}

fn violates<T>(outcome: Result<T, Error>) -> bool {
    outcome.is_err_and(|error| error.server_result_code() == Some(ResultCode::RoleViolation))
}

#[tokio::test]
async fn each_role_permits_its_commands_and_no_others() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        let ada = cluster.user_with("ada", &[]).await;
        for (role, permitted) in PERMITTED {
            succeeds(cluster.client.grant_roles(&policy, "ada", &[role]).await);
            for act in ALL {
                let refused = is_refused(&ada, cluster, act).await;
                assert_eq!(refused, !permitted.contains(&act), "{role}: {act:?}");
            }
            succeeds(cluster.client.revoke_roles(&policy, "ada", &[role]).await);
        }
        for act in ALL {
            assert!(is_refused(&ada, cluster, act).await, "no role: {act:?}");
        }
        succeeds(ada.close().await);
    })
    .await;
}

#[tokio::test]
async fn who_has_no_role_still_learns_about_the_cluster() {
    secured(["user-admin"], async |cluster| {
        let ada = cluster.user_with("ada", &[]).await;
        let policy = AdminPolicy::default();
        for command in [
            "statistics",
            "namespaces",
            "sets",
            "get-config",
            "sindex-list",
        ] {
            let answers = succeeds(ada.info(&policy, &[command]).await);
            assert!(!answers[command].starts_with("ERROR"), "{answers:?}");
        }
        succeeds(ada.close().await);
    })
    .await;
}
