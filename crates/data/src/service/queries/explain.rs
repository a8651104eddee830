//! Asks the nodes for what a plan needs.

use std::{collections::BTreeMap, time::Duration};

use acm_aerospike::{
    RecordQuery,
    info::{IndexStats, SindexState, index_statistics, sindexes},
};
use acm_core::limits::INFO_DEADLINE;
use futures_util::future::join_all;
use tokio::time::Instant;

use super::{
    Queries,
    plan::{Known, KnownIndex, Plan, plan},
};
use crate::error::{Error, Result};

/// Indexes of a namespace that are looked at.
const MAX_INDEXES: usize = 256;

impl Queries {
    /// How a query will be run, and how long it took to plan that once the nodes had told.
    ///
    /// # Errors
    /// `NOT_FOUND` without such a namespace; the connection's own; the first node's when none answers.
    pub(crate) async fn explain(
        &self,
        connection: &str,
        query: &RecordQuery,
    ) -> Result<(Plan, Duration)> {
        let began = Instant::now();
        query.check()?;
        let checking = began.elapsed();
        let known = self.known(connection, query).await?;
        let began = Instant::now();
        let plan = plan(query, &known);
        Ok((plan, checking + began.elapsed()))
    }

    async fn known(&self, connection: &str, query: &RecordQuery) -> Result<Known> {
        let cluster = self.snapshots.get(connection).await?;
        let missing = || Error::Missing {
            kind: "namespace",
            name: query.namespace.clone(),
        };
        let namespaces = match &cluster.namespaces {
            Some(namespaces) => namespaces.as_ref().map_err(|error| error.clone())?,
            None => return Err(missing()),
        };
        let mut namespaces = namespaces.iter();
        let namespace = namespaces.find(|found| found.name.as_str() == query.namespace);
        let namespace = namespace.ok_or_else(missing)?;
        let objects = match query.set.as_str() {
            "" => namespace.objects,
            set => {
                let sets = namespace.sets.as_ref().and_then(|sets| sets.as_ref().ok());
                let set =
                    sets.and_then(|sets| sets.iter().find(|found| found.name.as_str() == set));
                set.and_then(|set| set.objects)
            }
        };
        Ok(Known {
            indexes: self.indexes(connection, &query.namespace).await?,
            records: objects.and_then(|objects| u64::try_from(objects.0).ok()),
            copies: namespace
                .replication_factor
                .and_then(|copies| u64::try_from(copies).ok()),
        })
    }

    /// The indexes of a namespace, as all nodes that answer have them.
    async fn indexes(&self, connection: &str, namespace: &str) -> Result<Vec<KnownIndex>> {
        let deadline = Instant::now() + INFO_DEADLINE;
        let nodes = self.info.nodes(connection).await?;
        let lists = join_all(nodes.iter().map(async |node| {
            let list = format!("sindex-list:namespace={namespace};b64=true");
            let commands = [list.clone()];
            let reply = self
                .info
                .info(connection, &node.id, &commands, deadline)
                .await?;
            let found = sindexes(reply.get(&list)?);
            let commands: Vec<String> = found
                .iter()
                .take(MAX_INDEXES)
                .map(|index| index_statistics(namespace, &index.name))
                .collect();
            if commands.is_empty() {
                return Ok(Vec::new());
            }
            let reply = self
                .info
                .info(connection, &node.id, &commands, deadline)
                .await?;
            let stats = commands.iter().map(|command| {
                let text = reply.get(command).unwrap_or_default();
                IndexStats::parse(text)
            });
            Ok(found.into_iter().zip(stats.collect::<Vec<_>>()).collect())
        }))
        .await;
        let answered = lists.iter().any(Result::is_ok);
        let mut indexes: BTreeMap<String, KnownIndex> = BTreeMap::new();
        for list in lists {
            let list = match list {
                Ok(list) => list,
                Err(error) if !answered => return Err(error),
                Err(_) => continue,
            };
            for (info, stats) in list {
                let known = indexes
                    .entry(info.name.clone())
                    .or_insert_with(|| KnownIndex {
                        info: info.clone(),
                        parts: Vec::new(),
                    });
                known.parts.push(stats);
                if info.state != SindexState::Ready {
                    known.info.state = info.state;
                }
            }
        }
        Ok(indexes.into_values().collect())
    }
}
