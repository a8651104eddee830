//! A cluster with users behind the module's own traits.

use std::{
    collections::BTreeMap,
    sync::{Arc, Mutex},
};

use acm_admin::{Error, Profiles, Result, SecurityAccess};
use acm_aerospike::{
    Error as ClusterError, Secret,
    admin::{AdminChange, Privilege, PrivilegeKind, Role, Usage, User},
};
use acm_core::{ApiError, BoxFuture};
use acm_graph::{
    ClusterFeatures, Feature, FeatureKind, FeaturesPort, ServerEdition, scalars::DateTime,
};

/// What the cluster is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Edition {
    Community,
    WithoutQuotas,
    Secured,
}

/// A fake cluster behind connection `c1`, which signs in as `admin`.
pub(crate) struct Fake {
    pub(crate) edition: Edition,
    users: Mutex<BTreeMap<String, User>>,
    roles: Mutex<BTreeMap<String, Role>>,
    passwords: Mutex<BTreeMap<String, String>>,
    /// The password the profile has.
    pub(crate) stored: Mutex<String>,
    /// Changes so far.
    pub(crate) changes: Mutex<Vec<AdminChange>>,
    /// What the next change answers instead of being done.
    pub(crate) next_change: Mutex<Option<ClusterError>>,
    /// What every question answers.
    pub(crate) answers: Mutex<Option<u8>>,
    /// Looks that still see the cluster as it was.
    pub(crate) late: Mutex<usize>,
}

impl Default for Fake {
    fn default() -> Self {
        let role = |kind: PrivilegeKind| Role {
            name: kind.name(),
            privileges: vec![Privilege {
                kind,
                namespace: None,
                set: None,
            }],
            ..Role::default()
        };
        let roles = PrivilegeKind::KNOWN
            .map(role)
            .map(|role| (role.name.clone(), role));
        let admin = User {
            name: "admin".to_owned(),
            roles: vec!["user-admin".to_owned()],
            reads: Some(Usage {
                quota: Some(0),
                single_record_rate: Some(7),
                query_rate: Some(0),
                limitless_queries: None,
            }),
            writes: None,
            connections: 3,
        };
        Self {
            edition: Edition::Secured,
            users: Mutex::new([("admin".to_owned(), admin)].into()),
            roles: Mutex::new(roles.into()),
            passwords: Mutex::default(),
            stored: Mutex::new("admin".to_owned()),
            changes: Mutex::default(),
            next_change: Mutex::default(),
            answers: Mutex::default(),
            late: Mutex::default(),
        }
    }
}

impl Fake {
    pub(crate) fn of(edition: Edition) -> Self {
        Self {
            edition,
            ..Self::default()
        }
    }

    /// Adds a role as a newer server might tell it.
    pub(crate) fn add_role(&self, name: &str, privileges: &[(PrivilegeKind, Option<&str>)]) {
        let privilege = |(kind, namespace): &(PrivilegeKind, Option<&str>)| Privilege {
            kind: *kind,
            namespace: namespace.map(str::to_owned),
            set: None,
        };
        let role = Role {
            name: name.to_owned(),
            privileges: privileges.iter().map(privilege).collect(),
            ..Role::default()
        };
        self.roles.lock().unwrap().insert(name.to_owned(), role);
    }

    /// Adds a user.
    pub(crate) fn add_user(&self, name: &str, roles: &[&str]) {
        let user = User {
            name: name.to_owned(),
            roles: roles.iter().map(ToString::to_string).collect(),
            ..User::default()
        };
        self.users.lock().unwrap().insert(name.to_owned(), user);
    }

    pub(crate) fn password(&self, user: &str) -> Option<String> {
        self.passwords.lock().unwrap().get(user).cloned()
    }

    fn asked(&self, connection: &str) -> Result<()> {
        if connection != "c1" {
            return Err(ApiError::not_found("connection", connection).into());
        }
        match *self.answers.lock().unwrap() {
            Some(code) => Err(refused(code)),
            None => Ok(()),
        }
    }

    fn is_late(&self) -> bool {
        let mut late = self.late.lock().unwrap();
        let is_late = *late > 0;
        *late = late.saturating_sub(1);
        is_late
    }

    fn apply(&self, change: &AdminChange) -> Result<()> {
        let mut users = self.users.lock().unwrap();
        let mut roles = self.roles.lock().unwrap();
        match change {
            AdminChange::CreateUser {
                user,
                password,
                roles: of,
            } => {
                if users.contains_key(user) {
                    return Err(refused(61));
                }
                if of.iter().any(|role| !roles.contains_key(role)) {
                    return Err(refused(70));
                }
                let made = User {
                    name: user.clone(),
                    roles: of.clone(),
                    ..User::default()
                };
                users.insert(user.clone(), made);
                self.keep(user, password);
            }
            AdminChange::SetPassword { user, password } => {
                if !users.contains_key(user) {
                    return Err(refused(60));
                }
                self.keep(user, password);
            }
            AdminChange::GrantRoles { user, roles } => {
                let user = users.get_mut(user).ok_or_else(|| refused(60))?;
                user.roles.extend(roles.iter().cloned());
            }
            AdminChange::RevokeRoles { user, roles } => {
                let user = users.get_mut(user).ok_or_else(|| refused(60))?;
                user.roles.retain(|role| !roles.contains(role));
            }
            AdminChange::DropUser { user } => {
                users.remove(user).ok_or_else(|| refused(60))?;
            }
            AdminChange::CreateRole {
                role,
                privileges,
                allowlist,
                quotas,
            } => {
                if roles.contains_key(role) {
                    return Err(refused(71));
                }
                let made = Role {
                    name: role.clone(),
                    privileges: privileges.clone(),
                    allowlist: allowlist.clone(),
                    quotas: *quotas,
                };
                roles.insert(role.clone(), made);
            }
            AdminChange::GrantPrivileges { role, privileges } => {
                let role = roles.get_mut(role).ok_or_else(|| refused(70))?;
                role.privileges.extend(privileges.iter().cloned());
            }
            AdminChange::RevokePrivileges { role, privileges } => {
                let role = roles.get_mut(role).ok_or_else(|| refused(70))?;
                role.privileges.retain(|one| !privileges.contains(one));
            }
            AdminChange::SetAllowlist { role, allowlist } => {
                roles
                    .get_mut(role)
                    .ok_or_else(|| refused(70))?
                    .allowlist
                    .clone_from(allowlist);
            }
            AdminChange::SetQuotas { role, quotas } => {
                roles.get_mut(role).ok_or_else(|| refused(70))?.quotas = *quotas;
            }
            AdminChange::DropRole { role } => {
                roles.remove(role).ok_or_else(|| refused(70))?;
            }
        }
        Ok(())
    }

    fn keep(&self, user: &str, password: &Secret) {
        let kept = password.expose().to_owned();
        self.passwords.lock().unwrap().insert(user.to_owned(), kept);
    }
}

fn refused(code: u8) -> Error {
    ClusterError::from_server_code(code).into()
}

fn chosen<T: Clone>(all: &BTreeMap<String, T>, name: Option<&str>, missing: u8) -> Result<Vec<T>> {
    match name {
        None => Ok(all.values().cloned().collect()),
        Some(name) => {
            let found = all.get(name).ok_or_else(|| refused(missing))?;
            Ok(vec![found.clone()])
        }
    }
}

impl SecurityAccess for Fake {
    fn users<'a>(
        &'a self,
        connection: &'a str,
        name: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<User>>> {
        Box::pin(async move {
            self.asked(connection)?;
            if name.is_some() && self.is_late() {
                return Err(refused(60));
            }
            chosen(&self.users.lock().unwrap(), name, 60)
        })
    }

    fn roles<'a>(
        &'a self,
        connection: &'a str,
        name: Option<&'a str>,
    ) -> BoxFuture<'a, Result<Vec<Role>>> {
        Box::pin(async move {
            self.asked(connection)?;
            chosen(&self.roles.lock().unwrap(), name, 70)
        })
    }

    fn change<'a>(
        &'a self,
        connection: &'a str,
        change: &'a AdminChange,
    ) -> BoxFuture<'a, Result<()>> {
        Box::pin(async move {
            self.asked(connection)?;
            self.changes.lock().unwrap().push(change.clone());
            if let Some(error) = self.next_change.lock().unwrap().take() {
                return Err(error.into());
            }
            self.apply(change)
        })
    }
}

impl Profiles for Fake {
    fn user(&self, connection: &str) -> Result<Option<String>, ApiError> {
        match connection {
            "c1" => Ok(Some("admin".to_owned())),
            _ => Err(ApiError::not_found("connection", connection)),
        }
    }

    fn keep_password<'a>(
        &'a self,
        _: &'a str,
        password: &'a Secret,
    ) -> BoxFuture<'a, Result<(), ApiError>> {
        Box::pin(async move {
            password
                .expose()
                .clone_into(&mut self.stored.lock().unwrap());
            Ok(())
        })
    }
}

impl FeaturesPort for Fake {
    fn features<'a>(
        &'a self,
        connection: &'a str,
    ) -> BoxFuture<'a, Result<Arc<ClusterFeatures>, ApiError>> {
        Box::pin(async move {
            let feature = |kind, available: bool| Feature {
                kind,
                available: Some(available),
                reason: (!available).then(|| "It lacks this.".to_owned()),
            };
            let edition = match self.edition {
                Edition::Community => ServerEdition::Community,
                _ => ServerEdition::Enterprise,
            };
            Ok(Arc::new(ClusterFeatures {
                connection_id: connection.into(),
                edition: Some(edition),
                build: None,
                builds: Vec::new(),
                features: vec![
                    feature(FeatureKind::Security, self.edition != Edition::Community),
                    feature(FeatureKind::Quotas, self.edition == Edition::Secured),
                ],
                nodes_answered: 1,
                nodes_total: 1,
                problems: Vec::new(),
                asked_at: DateTime(0),
            }))
        })
    }
}
