//! Users.

/// A user, as the node that was asked tells it.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub struct User {
    /// Its name.
    pub name: String,
    /// Names of its roles.
    pub roles: Vec<String>,
    /// How it reads on that node; `None` when the node does not tell.
    pub reads: Option<Usage>,
    /// How it writes on that node; `None` when the node does not tell.
    pub writes: Option<Usage>,
    /// Connections it has to that node.
    pub connections: u32,
}

/// How a user reads or writes on one node. A number that the node does not tell is `None`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Usage {
    /// Records a second it may; 0 means no limit.
    pub quota: Option<u32>,
    /// Records a second, by commands on single records.
    pub single_record_rate: Option<u32>,
    /// Records a second, by queries.
    pub query_rate: Option<u32>,
    /// Queries without a limit of their own.
    pub limitless_queries: Option<u32>,
}

impl Usage {
    /// Numbers in the server's order.
    fn of(numbers: &[u32]) -> Option<Self> {
        let at = |place: usize| numbers.get(place).copied();
        (!numbers.is_empty()).then(|| Self {
            quota: at(0),
            single_record_rate: at(1),
            query_rate: at(2),
            limitless_queries: at(3),
        })
    }
}

impl From<aerospike::User> for User {
    fn from(user: aerospike::User) -> Self {
        let mut roles = user.roles;
        roles.sort_unstable();
        Self {
            name: user.user,
            roles,
            reads: Usage::of(&user.read_info),
            writes: Usage::of(&user.write_info),
            connections: user.conns_in_use,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::Usage;

    #[test]
    fn numbers_that_are_not_told_are_unknown() {
        assert_eq!(Usage::of(&[]), None);
        let usage = Usage::of(&[100, 7]).unwrap();
        assert_eq!(
            (usage.quota, usage.single_record_rate),
            (Some(100), Some(7))
        );
        assert_eq!((usage.query_rate, usage.limitless_queries), (None, None));
    }
}
