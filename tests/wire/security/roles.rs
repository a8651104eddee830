//! Roles: made, changed, told and dropped.

use acm_embedded::{EmbeddedCluster, SecuritySpec};
use aerospike::{AdminPolicy, Privilege, PrivilegeCode, ResultCode};

use super::privilege;
use crate::harness::{refused, secured, secured_by, succeeds};

#[tokio::test]
async fn there_is_a_predefined_role_for_each_privilege() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        let roles = succeeds(cluster.client.query_roles(&policy, None).await);
        let mut names: Vec<&str> = roles.iter().map(|role| role.name.as_str()).collect();
        names.sort_unstable();
        assert_eq!(
            names,
            [
                "data-admin",
                "masking-admin",
                "read",
                "read-masked",
                "read-write",
                "read-write-udf",
                "sindex-admin",
                "sys-admin",
                "truncate",
                "udf-admin",
                "user-admin",
                "write",
                "write-masked",
            ]
        );
        for role in &roles {
            let codes: Vec<_> = role
                .privileges
                .iter()
                .map(|held| held.code.to_string())
                .collect();
            assert_eq!(codes, [role.name.as_str()]);
        }
    })
    .await;
}

#[tokio::test]
async fn a_role_is_told_as_it_was_made() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        let privileges = [
            privilege(PrivilegeCode::SysAdmin, "", ""),
            privilege(PrivilegeCode::Read, "test", "people"),
            privilege(PrivilegeCode::ReadWrite, "bar", ""),
            privilege(PrivilegeCode::Truncate, "", ""),
        ];
        let networks = ["10.0.0.0/8", "192.168.1.7", "fe80::/10"];
        let made = cluster
            .client
            .create_role(&policy, "mixed", &privileges, &networks, 100, 20)
            .await;
        succeeds(made);
        let role = cluster.told_role("mixed").await;
        assert_eq!(role.allowlist, networks);
        assert_eq!((role.read_quota, role.write_quota), (100, 20));
        assert_eq!(role.privileges.len(), 4);
        for made in &privileges {
            let told = role.privileges.iter().find(|told| told.code == made.code);
            let told = told.expect("it is there");
            let text = |name: &Option<String>| name.clone().unwrap_or_default();
            assert_eq!(text(&told.namespace), text(&made.namespace));
            assert_eq!(text(&told.set_name), text(&made.set_name));
        }
    })
    .await;
}

#[tokio::test]
async fn every_part_of_a_role_can_be_changed() {
    secured(["user-admin"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        succeeds(cluster.create_role("r", &[]).await);
        let read = privilege(PrivilegeCode::Read, "test", "a");
        let write = privilege(PrivilegeCode::Write, "test", "");
        let both = [read.clone(), write.clone()];
        succeeds(client.grant_privileges(&policy, "r", &both).await);
        assert_eq!(cluster.told_role("r").await.privileges.len(), 2);
        // A privilege of another scope is another one; to revoke it does nothing.
        let wider = [privilege(PrivilegeCode::Read, "test", "")];
        succeeds(client.revoke_privileges(&policy, "r", &wider).await);
        assert_eq!(cluster.told_role("r").await.privileges.len(), 2);
        succeeds(client.revoke_privileges(&policy, "r", &[read]).await);
        let left = cluster.told_role("r").await.privileges;
        assert_eq!(left[0].code, write.code);
        succeeds(client.set_allowlist(&policy, "r", &["127.0.0.0/8"]).await);
        assert_eq!(cluster.told_role("r").await.allowlist, ["127.0.0.0/8"]);
        succeeds(client.set_allowlist(&policy, "r", &[]).await);
        assert_eq!(cluster.told_role("r").await.allowlist, [""; 0]);
        succeeds(client.set_quotas(&policy, "r", 7, 8).await);
        let role = cluster.told_role("r").await;
        assert_eq!((role.read_quota, role.write_quota), (7, 8));
        succeeds(client.set_quotas(&policy, "r", 0, 0).await);
        let role = cluster.told_role("r").await;
        assert_eq!((role.read_quota, role.write_quota), (0, 0));
        succeeds(client.drop_role(&policy, "r").await);
        let gone = client.query_roles(&policy, Some("r")).await;
        refused(gone, ResultCode::InvalidRole);
    })
    .await;
}

#[tokio::test]
async fn a_role_that_is_dropped_is_lost_by_its_users() {
    secured(["user-admin"], async |cluster| {
        let policy = AdminPolicy::default();
        succeeds(cluster.create_role("r", &[]).await);
        succeeds(cluster.create_user("ada", &["r", "read"]).await);
        succeeds(cluster.client.drop_role(&policy, "r").await);
        assert_eq!(cluster.told_user("ada").await.roles, ["read"]);
    })
    .await;
}

#[tokio::test]
async fn predefined_roles_do_not_change() {
    secured(["user-admin"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        let read = [privilege(PrivilegeCode::Read, "", "")];
        refused(
            cluster.create_role("read", &read).await,
            ResultCode::RoleAlreadyExists,
        );
        for outcome in [
            client.drop_role(&policy, "read").await,
            client.grant_privileges(&policy, "write", &read).await,
            client.revoke_privileges(&policy, "read", &read).await,
            client.set_allowlist(&policy, "read", &["10.0.0.1"]).await,
            client.set_quotas(&policy, "read", 1, 1).await,
        ] {
            refused(outcome, ResultCode::InvalidRole);
        }
    })
    .await;
}

#[tokio::test]
async fn a_role_that_cannot_be_is_refused_with_the_reason() {
    secured(["user-admin"], async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        let create = async |name: &str, privileges: &[Privilege], networks: &[&str]| {
            client
                .create_role(&policy, name, privileges, networks, 0, 0)
                .await
        };
        let read = privilege(PrivilegeCode::Read, "", "");
        succeeds(create("r", &[read], &[]).await);
        for (name, reason) in [
            ("r", ResultCode::RoleAlreadyExists),
            ("", ResultCode::InvalidRole),
            (&"n".repeat(64), ResultCode::InvalidRole),
        ] {
            refused(create(name, &[], &[]).await, reason);
        }
        for wrong in [
            privilege(PrivilegeCode::Unknown(99), "", ""),
            privilege(PrivilegeCode::MaskingAdmin, "test", ""),
            privilege(PrivilegeCode::Read, &"n".repeat(32), ""),
            privilege(PrivilegeCode::Read, "test", &"s".repeat(64)),
        ] {
            let outcome = create("s", &[wrong], &[]).await;
            refused(outcome, ResultCode::InvalidPrivilege);
        }
        for wrong in ["10.0.0.0/33", "localhost", "10.0.0.0/8 ", "-"] {
            refused(
                create("s", &[], &[wrong]).await,
                ResultCode::InvalidAllowlist,
            );
            let outcome = client.set_allowlist(&policy, "r", &[wrong]).await;
            refused(outcome, ResultCode::InvalidAllowlist);
        }
        for outcome in [
            client.drop_role(&policy, "s").await,
            client.set_quotas(&policy, "s", 1, 1).await,
            client.set_allowlist(&policy, "s", &[]).await,
        ] {
            refused(outcome, ResultCode::InvalidRole);
        }
    })
    .await;
}

#[tokio::test]
async fn quotas_are_refused_where_they_are_not_enabled() {
    let spec = SecuritySpec::new().without_quotas();
    let builder = EmbeddedCluster::builder().security(spec);
    secured_by(builder, async |cluster| {
        let (policy, client) = (AdminPolicy::default(), &cluster.client);
        succeeds(cluster.create_role("r", &[]).await);
        let outcome = client.set_quotas(&policy, "r", 1, 0).await;
        refused(outcome, ResultCode::QuotasNotEnabled);
        let outcome = client.create_role(&policy, "s", &[], &[], 0, 1).await;
        refused(outcome, ResultCode::QuotasNotEnabled);
        succeeds(client.set_quotas(&policy, "r", 0, 0).await);
    })
    .await;
}
