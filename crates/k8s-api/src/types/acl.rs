//! Users and roles the operator keeps.

use async_graphql::InputObject;

use super::object;

object! {
    /// Users and roles the operator keeps in the cluster. Community Edition has no security: there
    /// the operator reports `ACLSynced` false and changes nothing.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sAccessControlInput")]
    K8sAccessControl {
        optional {
            /// How the operator itself talks to the cluster about users and roles.
            admin_policy: K8sAdminPolicy,
            /// The roles beside those every server has.
            roles: Vec<K8sAclRole>,
            /// The users. One has to hold both `sys-admin` and `user-admin`.
            users: Vec<K8sAclUser>,
        }
    }
}

object! {
    /// How the operator talks to the cluster about users and roles.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sAdminPolicyInput")]
    K8sAdminPolicy {
        optional {
            /// Milliseconds before a command counts as failed, 100 to 30,000; 2,000 if nothing is said.
            #[schemars(range(min = 100, max = 30000), extend("default" = 2000))]
            timeout: i32,
        }
    }
}

object! {
    /// A role and what it allows.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sAclRoleInput")]
    K8sAclRole {
        required {
            /// The name, as users list it.
            #[schemars(length(min = 1))]
            name: String,
            /// What it allows: `read`, or `read-write.<namespace>.<set>`, and so on. At least one.
            #[schemars(length(min = 1))]
            privileges: Vec<String>,
        }
        optional {
            /// The networks its users may come from, as CIDR ranges. Empty: from anywhere.
            whitelist: Vec<String>,
        }
    }
}

object! {
    /// A user, whose password is in a secret.
    #[derive(InputObject)]
    #[graphql(input_name = "K8sAclUserInput")]
    K8sAclUser {
        required {
            /// The name to sign in with.
            #[schemars(length(min = 1))]
            name: String,
            /// Names of the roles it holds. At least one.
            #[schemars(length(min = 1))]
            roles: Vec<String>,
            /// The secret that has the password under the key `password`, in the cluster's namespace.
            #[schemars(length(min = 1))]
            secret_name: String,
        }
    }
}
