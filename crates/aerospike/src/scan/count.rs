//! How many records a set has, as the nodes count them.

use std::time::Duration;

use crate::client::Cluster;
use crate::deadline::Deadline;
use crate::info::{InfoReply, sets};
use crate::query::RecordQuery;

/// How long the nodes have: not knowing only costs a larger request.
const PATIENCE: Duration = Duration::from_millis(500);
/// How often each record is counted, on the usual cluster of several nodes.
const COPIES: u64 = 2;

impl Cluster {
    /// About how many records the set of a query has; 0 only when there is none. `None` when a
    /// node does not tell, and for a whole namespace.
    pub(super) async fn count(&self, query: &RecordQuery, deadline: Deadline) -> Option<u64> {
        let RecordQuery { namespace, set, .. } = query;
        // The names are parts of the command: only those that cannot be read in two ways.
        let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.".contains(&byte);
        if set.is_empty() || !namespace.bytes().chain(set.bytes()).all(plain) {
            return None;
        }
        let command = format!("sets/{namespace}/{set}");
        let replies = self
            .info_all(&[&command], deadline.at_most(PATIENCE))
            .await
            .ok()?;
        let nodes = replies.len() as u64;
        let mut copies = 0;
        for (_, reply) in replies {
            copies += objects(&reply.ok()?, &command)?;
        }
        Some(copies.div_ceil(COPIES.min(nodes)))
    }
}

/// The records of the set on one node. A node that never had one answers nothing at all.
fn objects(reply: &InfoReply, command: &str) -> Option<u64> {
    let text = reply.get(command).ok()?;
    if text.is_empty() {
        return Some(0);
    }
    sets(text).first()?.objects
}

#[cfg(test)]
mod tests {
    use super::objects;
    use crate::info::InfoReply;

    #[track_caller]
    fn check(reply: &str, count: Option<u64>) {
        let replies = [("sets/test/s".to_owned(), reply.to_owned())];
        let reply = InfoReply::new(replies.into_iter().collect());
        assert_eq!(objects(&reply, "sets/test/s"), count);
    }

    #[test]
    fn only_a_node_that_says_so_has_no_records() {
        check("objects=1300:tombstones=0:truncating=false;", Some(1300));
        check("objects=0:tombstones=4;", Some(0));
        check("", Some(0));
        check("ns_type=unknown", None);
        check("objects=:tombstones=0;", None);
        check("ERROR:4:bad", None);
    }
}
