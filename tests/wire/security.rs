//! Clusters whose clients log in: users, roles, and what they permit.

mod allowlists;
mod logins;
mod privileges;
mod quotas;
mod roles;
mod scopes;
mod users;

use aerospike::{AdminPolicy, AuthMode, Client, Error, Privilege, PrivilegeCode, Role, User};

use crate::harness::{Cluster, connect_as, succeeds};

/// Who logs in.
fn login(user: &str, password: &str) -> AuthMode {
    AuthMode::Internal(user.to_owned(), password.to_owned())
}

/// A privilege in a namespace and set; empty names for all.
fn privilege(code: PrivilegeCode, namespace: &str, set: &str) -> Privilege {
    let named = |name: &str| Some(name.to_owned()).filter(|name| !name.is_empty());
    Privilege::new(code, named(namespace), named(set))
}

impl Cluster {
    fn seed(&self) -> String {
        self.embedded().addresses()[0].to_string()
    }

    /// Tries to log in as a user.
    async fn try_as(&self, user: &str, password: &str) -> Result<Client, Error> {
        connect_as(&self.seed(), login(user, password)).await
    }

    /// A client that is a user's.
    async fn client_of(&self, user: &str, password: &str) -> Client {
        succeeds(self.try_as(user, password).await)
    }

    async fn create_user(&self, name: &str, roles: &[&str]) -> Result<(), Error> {
        let policy = AdminPolicy::default();
        let password = format!("{name}'s");
        self.client
            .create_user(&policy, name, &password, roles)
            .await
    }

    /// Makes a user and logs in as it.
    async fn user_with(&self, name: &str, roles: &[&str]) -> Client {
        succeeds(self.create_user(name, roles).await);
        self.client_of(name, &format!("{name}'s")).await
    }

    async fn create_role(&self, name: &str, privileges: &[Privilege]) -> Result<(), Error> {
        let policy = AdminPolicy::default();
        self.client
            .create_role(&policy, name, privileges, &[], 0, 0)
            .await
    }

    /// What the cluster tells of a user.
    async fn told_user(&self, name: &str) -> User {
        let policy = AdminPolicy::default();
        let mut users = succeeds(self.client.query_users(&policy, Some(name)).await);
        assert_eq!(users.len(), 1, "{users:?}");
        users.remove(0)
    }

    /// What the cluster tells of a role.
    async fn told_role(&self, name: &str) -> Role {
        let policy = AdminPolicy::default();
        let mut roles = succeeds(self.client.query_roles(&policy, Some(name)).await);
        assert_eq!(roles.len(), 1, "{roles:?}");
        roles.remove(0)
    }
}
