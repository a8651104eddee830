//! Every statistic of every node, side by side, as the nodes say it.

use std::{collections::HashMap, sync::Arc};

use acm_aerospike::info::Pairs;
use acm_core::{ApiError, Clock};
use acm_graph::{Problem, scalars::DateTime};

use super::{
    access::{InfoAccess, Node},
    asked::{Answers, ask_each},
};
use crate::error::{Error, Result};

/// Statistics shown; a node has some hundreds.
const MAX_STATISTICS: usize = 2_000;

/// Which statistics.
#[derive(Clone, Debug, Default)]
pub(crate) struct Wanted {
    /// Those of a namespace; the nodes' own when absent.
    pub(crate) namespace: Option<String>,
    /// Only those whose name holds this text.
    pub(crate) name: Option<String>,
    /// Only those in which nodes differ.
    pub(crate) differing: bool,
}

/// Statistics of all nodes.
pub(crate) struct Compared {
    /// When the nodes were asked.
    pub(crate) at: DateTime,
    /// The nodes, in the order of the values.
    pub(crate) nodes: Vec<ComparedNode>,
    /// The statistics, in the order of the first node that reports them.
    pub(crate) rows: Vec<Row>,
}

/// A node whose statistics are compared.
pub(crate) struct ComparedNode {
    /// The node.
    pub(crate) node: Node,
    /// Why it did not answer.
    pub(crate) problem: Option<Problem>,
}

/// One statistic.
pub(crate) struct Row {
    /// Its name.
    pub(crate) name: String,
    /// What each node says; `None` where it says nothing.
    pub(crate) values: Vec<Option<String>>,
}

impl Row {
    /// Whether nodes that report it differ.
    pub(crate) fn differs(&self) -> bool {
        let mut known = self.values.iter().flatten();
        let first = known.next();
        known.any(|value| Some(value) != first)
    }
}

/// Compares the nodes of clusters. Cheap to clone.
#[derive(Clone)]
pub(crate) struct Statistics {
    access: Arc<dyn InfoAccess>,
    clock: Clock,
}

impl Statistics {
    /// Statistics of the clusters behind `access`.
    #[must_use]
    pub(crate) fn new(access: Arc<dyn InfoAccess>, clock: Clock) -> Self {
        Self { access, clock }
    }

    /// The statistics of all nodes of a connection.
    ///
    /// # Errors
    /// The connection's own; `NOT_FOUND` when no node has the namespace; the first node's reason
    /// when none answers.
    pub(crate) async fn compare(&self, connection: &str, wanted: &Wanted) -> Result<Compared> {
        let command = match &wanted.namespace {
            Some(name) => format!("namespace/{name}"),
            None => "statistics".to_owned(),
        };
        let nothing = |_: &_| Ok(Vec::new());
        let answers = ask_each(&*self.access, connection, &[&command], nothing).await?;
        let at = DateTime(self.clock.now());
        let replies: Vec<Result<&str>> = answers.iter().map(|one| reply(one, &command)).collect();
        if let Some(error) = failed(&replies, wanted) {
            return Err(error);
        }
        let lists = replies.iter().map(|reply| match reply {
            Ok(text) => Pairs::parse(text, ';'),
            Err(_) => Pairs::default(),
        });
        let rows = rows(&lists.collect::<Vec<_>>(), wanted);
        let problems: Vec<_> = replies.into_iter().map(Result::err).collect();
        let nodes = answers.iter().zip(problems).map(|(one, error)| {
            let problem = |error| Problem::of_node(one.node.id.as_str(), &ApiError::from(error));
            ComparedNode {
                node: one.node.clone(),
                problem: error.map(problem),
            }
        });
        Ok(Compared {
            at,
            nodes: nodes.collect(),
            rows,
        })
    }
}

fn reply<'a>(answers: &'a Answers, command: &str) -> Result<&'a str> {
    match &answers.replies {
        Ok(replies) => Ok(replies.get(command)?),
        Err(error) => Err(error.clone()),
    }
}

/// Why there is nothing to compare, when no node has anything to say.
fn failed(replies: &[Result<&str>], wanted: &Wanted) -> Option<Error> {
    if replies.iter().any(Result::is_ok) {
        return None;
    }
    let missing = |error: &&Error| {
        let kind = error.cluster().map(acm_aerospike::Error::kind);
        kind == Some(acm_aerospike::ErrorKind::NotFound)
    };
    let errors: Vec<&Error> = replies
        .iter()
        .filter_map(|reply| reply.as_ref().err())
        .collect();
    let first = *errors.first()?;
    Some(match &wanted.namespace {
        Some(name) if errors.iter().all(missing) => Error::Missing {
            kind: "namespace",
            name: name.clone(),
        },
        _ => Error::Silent(Box::new(first.clone())),
    })
}

fn rows(lists: &[Pairs<'_>], wanted: &Wanted) -> Vec<Row> {
    let mut rows: Vec<Row> = Vec::new();
    let mut places: HashMap<&str, usize> = HashMap::new();
    for (node, pairs) in lists.iter().enumerate() {
        for (name, value) in pairs.iter() {
            let place = *places.entry(name).or_insert_with(|| {
                rows.push(Row {
                    name: name.to_owned(),
                    values: vec![None; lists.len()],
                });
                rows.len() - 1
            });
            let of_node = rows.get_mut(place).and_then(|row| row.values.get_mut(node));
            if let Some(slot) = of_node {
                slot.get_or_insert_with(|| value.to_owned());
            }
        }
    }
    rows.retain(|row| {
        let named = wanted
            .name
            .as_ref()
            .is_none_or(|part| row.name.contains(part));
        named && (!wanted.differing || row.differs())
    });
    rows.truncate(MAX_STATISTICS);
    rows
}
