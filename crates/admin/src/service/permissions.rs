//! From roles to what their users may do, and where.

use std::collections::{BTreeMap, BTreeSet};

use acm_aerospike::admin::{Privilege, PrivilegeKind, Role, User};

/// Something that not every user may do.
#[derive(Clone, Copy, Debug, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) enum Permission {
    /// Reading records.
    Read,
    /// Writing and deleting records.
    Write,
    /// Running functions on records.
    ExecuteFunctions,
    /// Truncating.
    Truncate,
    /// Making and dropping secondary indexes.
    ManageIndexes,
    /// Registering and removing modules.
    ManageModules,
    /// Aborting queries of others.
    ManageQueries,
    /// Changing the configuration and what nodes do.
    ManageNodes,
    /// Managing users and roles.
    ManageUsers,
    /// Managing the rules that mask data.
    ManageMasking,
    /// Reading what is masked.
    ReadMasked,
    /// Writing what is masked.
    WriteMasked,
}

impl Permission {
    /// Every permission.
    pub(crate) const ALL: [Self; 12] = [
        Self::Read,
        Self::Write,
        Self::ExecuteFunctions,
        Self::Truncate,
        Self::ManageIndexes,
        Self::ManageModules,
        Self::ManageQueries,
        Self::ManageNodes,
        Self::ManageUsers,
        Self::ManageMasking,
        Self::ReadMasked,
        Self::WriteMasked,
    ];

    /// Whether a privilege brings it.
    fn is_of(self, kind: PrivilegeKind) -> bool {
        use PrivilegeKind as Kind;
        match self {
            Self::Read => matches!(kind, Kind::Read | Kind::ReadWrite | Kind::ReadWriteUdf),
            Self::Write => matches!(kind, Kind::Write | Kind::ReadWrite | Kind::ReadWriteUdf),
            Self::ExecuteFunctions => kind == Kind::ReadWriteUdf,
            Self::Truncate => matches!(kind, Kind::Truncate | Kind::DataAdmin | Kind::SysAdmin),
            Self::ManageIndexes => {
                matches!(kind, Kind::SindexAdmin | Kind::DataAdmin | Kind::SysAdmin)
            }
            Self::ManageModules => {
                matches!(kind, Kind::UdfAdmin | Kind::DataAdmin | Kind::SysAdmin)
            }
            Self::ManageQueries => matches!(kind, Kind::DataAdmin | Kind::SysAdmin),
            Self::ManageNodes => kind == Kind::SysAdmin,
            Self::ManageUsers => kind == Kind::UserAdmin,
            Self::ManageMasking => kind == Kind::MaskingAdmin,
            Self::ReadMasked => kind == Kind::ReadMasked,
            Self::WriteMasked => kind == Kind::WriteMasked,
        }
    }
}

/// A namespace and a set; all of them without.
#[derive(Clone, Debug, Default, Eq, Hash, Ord, PartialEq, PartialOrd)]
pub(crate) struct Scope {
    /// The namespace.
    pub namespace: Option<String>,
    /// The set.
    pub set: Option<String>,
}

impl Scope {
    fn of(privilege: &Privilege) -> Self {
        Self {
            namespace: privilege.namespace.clone(),
            set: privilege.set.clone(),
        }
    }

    /// Whether all of the other is in this one.
    fn covers(&self, other: &Self) -> bool {
        let within = |own: &Option<String>, other: &Option<String>| own.is_none() || own == other;
        within(&self.namespace, &other.namespace) && within(&self.set, &other.set)
    }

    /// Those that cover this one, itself among them.
    fn wider(&self) -> impl Iterator<Item = Self> {
        let namespaces = [None, self.namespace.clone()];
        let sets = [None, self.set.clone()];
        namespaces.into_iter().flat_map(move |namespace| {
            sets.clone().map(|set| Self {
                namespace: namespace.clone(),
                set,
            })
        })
    }
}

/// By which role and privilege somebody may do something.
#[derive(Clone, Debug, Eq, Ord, PartialEq, PartialOrd)]
pub(crate) struct Grant {
    /// The role.
    pub role: String,
    /// Its privilege.
    pub privilege: Privilege,
}

impl Grant {
    fn of((role, privilege): (&Role, &Privilege)) -> Self {
        Self {
            role: role.name.clone(),
            privilege: privilege.clone(),
        }
    }
}

/// What a user may do in one place.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Allowed {
    /// What.
    pub permission: Permission,
    /// Where.
    pub scope: Scope,
    /// By what.
    pub grants: Vec<Grant>,
}

/// What a user may do.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Effective {
    /// By permission and place; what a wider one covers is left out.
    pub allowed: Vec<Allowed>,
    /// Privileges unknown to this version: nobody here can tell what they allow.
    pub unknown: Vec<Grant>,
    /// Roles of the user that are not there.
    pub missing: Vec<String>,
}

/// A user who may do something.
#[derive(Clone, Debug, Eq, PartialEq)]
pub(crate) struct Able {
    /// Who.
    pub user: String,
    /// Whether everywhere that was asked for; only in the places of the grants otherwise.
    pub everywhere: bool,
    /// By what.
    pub grants: Vec<Grant>,
}

/// Who may do something.
#[derive(Clone, Debug, Default, Eq, PartialEq)]
pub(crate) struct Who {
    /// By name.
    pub able: Vec<Able>,
    /// Others with privileges unknown to this version.
    pub undecided: Vec<String>,
}

/// What a user may do by its roles.
pub(crate) fn effective(user: &User, roles: &[Role]) -> Effective {
    let roles = by_name(roles);
    let grants: Vec<Grant> = privileges(user, &roles).map(Grant::of).collect();
    let mut places: BTreeMap<(Permission, Scope), Vec<Grant>> = BTreeMap::new();
    for grant in &grants {
        for permission in Permission::ALL {
            if permission.is_of(grant.privilege.kind) {
                let place = (permission, Scope::of(&grant.privilege));
                places.entry(place).or_default().push(grant.clone());
            }
        }
    }
    let scopes: BTreeSet<(Permission, Scope)> = places.keys().cloned().collect();
    let is_covered = |permission: Permission, scope: &Scope| {
        let mut wider = scope.wider();
        wider.any(|wide| wide != *scope && scopes.contains(&(permission, wide)))
    };
    let allowed = places
        .into_iter()
        .filter(|((permission, scope), _)| !is_covered(*permission, scope));
    Effective {
        allowed: allowed
            .map(|((permission, scope), grants)| Allowed {
                permission,
                scope,
                grants,
            })
            .collect(),
        unknown: grants
            .into_iter()
            .filter(|grant| is_unknown(&grant.privilege))
            .collect(),
        missing: user
            .roles
            .iter()
            .filter(|role| !roles.contains_key(role.as_str()))
            .cloned()
            .collect(),
    }
}

/// Who of the users may do something in a place, all of it or a part.
pub(crate) fn who_can(
    users: &[User],
    roles: &[Role],
    permission: Permission,
    place: &Scope,
) -> Who {
    let roles = by_name(roles);
    let is_useful = |privilege: &Privilege| {
        let scope = Scope::of(privilege);
        permission.is_of(privilege.kind) && (scope.covers(place) || place.covers(&scope))
    };
    let mut who = Who::default();
    for user in users {
        let useful = privileges(user, &roles).filter(|(_, privilege)| is_useful(privilege));
        let useful: Vec<Grant> = useful.map(Grant::of).collect();
        if useful.is_empty() {
            if privileges(user, &roles).any(|(_, privilege)| is_unknown(privilege)) {
                who.undecided.push(user.name.clone());
            }
            continue;
        }
        let whole = |grant: &Grant| Scope::of(&grant.privilege).covers(place);
        who.able.push(Able {
            user: user.name.clone(),
            everywhere: useful.iter().any(whole),
            grants: useful,
        });
    }
    who
}

fn by_name(roles: &[Role]) -> BTreeMap<&str, &Role> {
    let named = roles.iter().map(|role| (role.name.as_str(), role));
    named.collect()
}

/// What the roles of a user grant, each with the role.
fn privileges<'a>(
    user: &'a User,
    roles: &'a BTreeMap<&str, &'a Role>,
) -> impl Iterator<Item = (&'a Role, &'a Privilege)> {
    let of_user = user
        .roles
        .iter()
        .filter_map(|name| roles.get(name.as_str()));
    of_user.flat_map(|role| role.privileges.iter().map(|privilege| (*role, privilege)))
}

const fn is_unknown(privilege: &Privilege) -> bool {
    matches!(privilege.kind, PrivilegeKind::Other(_))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn privilege(kind: PrivilegeKind, place: &str) -> Privilege {
        let mut parts = place.split('.').filter(|part| !part.is_empty());
        let mut next = || parts.next().map(str::to_owned);
        Privilege {
            kind,
            namespace: next(),
            set: next(),
        }
    }

    fn role(name: &str, privileges: &[(PrivilegeKind, &str)]) -> Role {
        Role {
            name: name.to_owned(),
            privileges: privileges
                .iter()
                .map(|(kind, place)| privilege(*kind, place))
                .collect(),
            ..Role::default()
        }
    }

    fn user(name: &str, roles: &[&str]) -> User {
        User {
            name: name.to_owned(),
            roles: roles.iter().map(ToString::to_string).collect(),
            ..User::default()
        }
    }

    fn place(text: &str) -> Scope {
        Scope::of(&privilege(PrivilegeKind::Read, text))
    }

    #[test]
    fn what_a_wider_privilege_covers_is_not_told_twice() {
        use PrivilegeKind as Kind;
        let roles = [
            role("reader", &[(Kind::Read, "test")]),
            role(
                "writer",
                &[(Kind::ReadWrite, "test.users"), (Kind::Other(99), "")],
            ),
        ];
        let found = effective(&user("ada", &["reader", "writer", "gone"]), &roles);
        let told: Vec<_> = found
            .allowed
            .iter()
            .map(|one| (one.permission, one.scope.clone()))
            .collect();
        assert_eq!(
            told,
            [
                (Permission::Read, place("test")),
                (Permission::Write, place("test.users")),
            ]
        );
        assert_eq!(found.missing, ["gone"]);
        assert_eq!(found.unknown[0].privilege.kind, Kind::Other(99));
    }

    #[test]
    fn administrators_may_do_what_their_helpers_may() {
        use PrivilegeKind as Kind;
        let of = |kind| {
            let all = Permission::ALL.into_iter();
            all.filter(|permission| permission.is_of(kind))
                .collect::<Vec<_>>()
        };
        for helper in [Kind::UdfAdmin, Kind::SindexAdmin, Kind::Truncate] {
            assert!(
                of(helper)
                    .iter()
                    .all(|one| of(Kind::DataAdmin).contains(one)),
                "{helper:?}"
            );
        }
        assert!(
            of(Kind::DataAdmin)
                .iter()
                .all(|one| of(Kind::SysAdmin).contains(one))
        );
        assert_eq!(of(Kind::UserAdmin), [Permission::ManageUsers]);
        for kind in Kind::KNOWN {
            assert!(!of(kind).is_empty(), "{kind:?} allows something");
        }
        assert!(of(Kind::Other(99)).is_empty());
    }

    #[test]
    fn who_may_do_something_somewhere_is_told_from_who_may_everywhere() {
        use PrivilegeKind as Kind;
        let roles = [
            role("all", &[(Kind::ReadWrite, "")]),
            role("namespace", &[(Kind::Write, "test")]),
            role("set", &[(Kind::Write, "test.users")]),
            role("other", &[(Kind::Write, "bar"), (Kind::Read, "test")]),
            role("new", &[(Kind::Other(99), "")]),
        ];
        let users = [
            user("a", &["all"]),
            user("b", &["namespace"]),
            user("c", &["set"]),
            user("d", &["other"]),
            user("e", &["new"]),
        ];
        let check = |asked: &str, expected: &[(&str, bool)]| {
            let who = who_can(&users, &roles, Permission::Write, &place(asked));
            let told: Vec<_> = who
                .able
                .iter()
                .map(|one| (one.user.as_str(), one.everywhere))
                .collect();
            assert_eq!(told, expected, "{asked:?}");
            assert_eq!(who.undecided, ["e"]);
        };
        check("test", &[("a", true), ("b", true), ("c", false)]);
        check("test.users", &[("a", true), ("b", true), ("c", true)]);
        check("test.orders", &[("a", true), ("b", true)]);
        check("", &[("a", true), ("b", false), ("c", false), ("d", false)]);
    }

    #[test]
    fn ten_thousand_users_with_ten_thousand_roles_are_told_in_no_time() {
        let named = |number: usize| format!("role-{number}");
        let roles: Vec<Role> = (0..10_000)
            .map(|number| {
                let set = format!("test.set-{number}");
                role(&named(number), &[(PrivilegeKind::Read, &set)])
            })
            .collect();
        let users: Vec<User> = (0..10_000)
            .map(|number| {
                let of = [named(number), named(9_999 - number)];
                user(
                    &format!("user-{number}"),
                    &of.each_ref().map(String::as_str),
                )
            })
            .collect();
        let all: Vec<String> = roles.iter().map(|role| role.name.clone()).collect();
        let all: Vec<&str> = all.iter().map(String::as_str).collect();
        let started = std::time::Instant::now();
        let who = who_can(&users, &roles, Permission::Read, &place("test"));
        assert_eq!(who.able.len(), 10_000);
        let found = effective(&user("everything", &all), &roles);
        assert_eq!(found.allowed.len(), 10_000);
        assert!(started.elapsed() < std::time::Duration::from_secs(5));
    }
}
