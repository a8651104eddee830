//! The same question or change for several nodes at once: each has its own answer.

use std::collections::BTreeSet;

use acm_aerospike::info::InfoReply;
use acm_core::{ApiError, ErrorCode, limits::INFO_DEADLINE};
use acm_graph::Problem;
use futures_util::future::join_all;
use tokio::time::Instant;

use super::access::InfoAccess;
use crate::error::{Error, Result};

/// Nodes that may be named.
const MAX_NODES: usize = 256;

/// What a node answered, or why it did not.
pub(crate) struct Answer<T> {
    /// The node's id.
    pub node: String,
    /// Its answer.
    pub result: Result<T>,
}

/// One node and the way to ask it, within one deadline for all its answers.
#[derive(Clone)]
pub(crate) struct Asked<'a> {
    access: &'a dyn InfoAccess,
    connection: &'a str,
    /// The node's id.
    pub node: String,
    deadline: Instant,
}

impl Asked<'_> {
    /// The node's replies.
    ///
    /// # Errors
    /// Why the node did not answer.
    pub(crate) async fn info(&self, commands: &[String]) -> Result<InfoReply> {
        self.access
            .info(self.connection, &self.node, commands, self.deadline)
            .await
    }
}

/// Asks every node.
///
/// # Errors
/// The connection's own; when no node answered, the first one's reason.
pub(crate) async fn ask_every<'a, T, F>(
    access: &'a dyn InfoAccess,
    connection: &'a str,
    ask: impl Fn(Asked<'a>) -> F,
) -> Result<Vec<Answer<T>>>
where
    F: Future<Output = Result<T>>,
{
    let answers = ask_chosen(access, connection, None, ask).await?;
    if answers.iter().any(|answer| answer.result.is_ok()) {
        return Ok(answers);
    }
    let first = answers.into_iter().find_map(|answer| answer.result.err());
    Err(Error::Silent(Box::new(first.unwrap_or_else(|| {
        ApiError::new(ErrorCode::Unavailable, "No node of the cluster answers.").into()
    }))))
}

/// Asks the nodes named, each once, or every node.
///
/// # Errors
/// The connection's own; `BAD_USER_INPUT` at `input.nodes` for a list that is empty, too long, or
/// names what is no node of the cluster.
pub(crate) async fn ask_chosen<'a, T, F>(
    access: &'a dyn InfoAccess,
    connection: &'a str,
    named: Option<&[String]>,
    ask: impl Fn(Asked<'a>) -> F,
) -> Result<Vec<Answer<T>>>
where
    F: Future<Output = Result<T>>,
{
    let nodes = access.nodes(connection).await?;
    let present: Vec<String> = nodes.into_iter().map(|node| node.id).collect();
    let nodes = match named {
        Some(named) => chosen(&present, named)?,
        None => present,
    };
    let deadline = Instant::now() + INFO_DEADLINE;
    let answers = nodes.into_iter().map(|node| {
        let asking = ask(Asked {
            access,
            connection,
            node: node.clone(),
            deadline,
        });
        async move {
            let result = asking.await;
            Answer { node, result }
        }
    });
    Ok(join_all(answers).await)
}

fn chosen(present: &[String], named: &[String]) -> Result<Vec<String>> {
    if !(1..=MAX_NODES).contains(&named.len()) {
        let reason = format!("name 1 to {MAX_NODES} nodes, or leave the list out for all");
        return Err(Error::input("input.nodes", reason));
    }
    if let Some(index) = named.iter().position(|node| !present.contains(node)) {
        let reason = "the cluster has no node of this id";
        return Err(Error::input(format!("input.nodes.{index}"), reason));
    }
    let once: BTreeSet<&String> = named.iter().collect();
    Ok(once.into_iter().cloned().collect())
}

/// A node's failure as a problem of the answer.
pub(crate) fn problem(node: &str, error: &Error) -> Problem {
    Problem::of_node(node, &ApiError::from(error.clone()))
}

/// What became of a change on one node.
#[derive(Clone, Copy, Debug, Eq, PartialEq)]
pub(crate) enum Outcome {
    /// The node runs what was asked for.
    Applied,
    /// The node said that it took the change, and runs something else.
    Differs,
    /// The node refused.
    Refused,
    /// The node said that it took the change; what it runs could not be read.
    Unread,
    /// Nobody knows: the node did not answer.
    Unknown,
    /// Nothing was sent: the node could not be asked before.
    NotSent,
}

impl Outcome {
    /// Judges by what the node said to the change, and by whether it `runs` what was asked for, as
    /// far as it could be read back.
    pub(crate) fn of(said: &Result<()>, runs: Option<bool>) -> Self {
        match (said, runs) {
            (Ok(()), Some(true)) => Self::Applied,
            (Ok(()), Some(false)) => Self::Differs,
            (Ok(()), None) => Self::Unread,
            (Err(error), runs) if has_no_answer(error) => match runs {
                Some(true) => Self::Applied,
                _ => Self::Unknown,
            },
            (Err(_), _) => Self::Refused,
        }
    }
}

fn has_no_answer(error: &Error) -> bool {
    let code = ApiError::from(error.clone()).code();
    matches!(code, ErrorCode::Timeout | ErrorCode::Unavailable)
}

#[cfg(test)]
mod tests {
    use acm_aerospike::Error as ClusterError;

    use super::*;

    #[test]
    fn an_outcome_is_what_runs_and_not_what_was_said() {
        let code = |code| Err(Error::from(ClusterError::from_server_code(code)));
        let (timeout, parameter) = (9, 4);
        for (said, runs, expected) in [
            (Ok(()), Some(true), Outcome::Applied),
            (Ok(()), Some(false), Outcome::Differs),
            (Ok(()), None, Outcome::Unread),
            (code(parameter), Some(false), Outcome::Refused),
            (code(parameter), Some(true), Outcome::Refused),
            (code(timeout), Some(true), Outcome::Applied),
            (code(timeout), Some(false), Outcome::Unknown),
            (code(timeout), None, Outcome::Unknown),
        ] {
            assert_eq!(Outcome::of(&said, runs), expected, "{said:?} {runs:?}");
        }
    }

    #[test]
    fn nodes_are_asked_once_and_unknown_ones_are_named() {
        let names = |names: &[&str]| names.iter().map(ToString::to_string).collect::<Vec<_>>();
        let present = names(&["A", "B"]);
        let twice = chosen(&present, &names(&["B", "A", "B"])).unwrap();
        assert_eq!(twice, ["A", "B"]);
        let field = |named: &[&str]| match chosen(&present, &names(named)) {
            Err(Error::Input { field, .. }) => field,
            other => panic!("{other:?}"),
        };
        assert_eq!(field(&["A", "C"]), "input.nodes.1");
        assert_eq!(field(&[]), "input.nodes");
        assert_eq!(field(&["A"; 257]), "input.nodes");
    }
}
